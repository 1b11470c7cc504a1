// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/readpage.h"

#include "app/api/readlist.h"
#include "app/api/readrow.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(readPage)
};

class PageReader
{
public:
    explicit PageReader(QByteArray bytes)
        : m_storage(std::make_shared<RowStorage>(std::move(bytes)))
        , m_reader(*m_storage)
    {
    }

    Result<JobPage> readList(int before)
    {
        m_envelope.before = before;
        m_page.jobs.rows.reserve(100);
        const auto take = [this](TokenWalk element, int index) {
            return readElement(element, index);
        };
        if (!readEnvelope(m_finder.find(m_storage->page.bytes()), m_envelope, take))
            return notJson(m_storage->page.bytes());
        if (m_envelope.isAssumed && !whyNotJson(m_storage->page.bytes()).isEmpty())
            return notJson(m_storage->page.bytes());
        if (!m_envelope.isList)
            return notThat(m_storage->page.bytes(),
                           Words::tr("This is JSON, but no list of jobs: it has no array “data”."));
        m_page.jobs.storage = m_storage;
        m_page.hasMore = m_envelope.hasMore;
        m_page.saysMore = m_envelope.saysMore;
        m_page.rejected = m_envelope.rejected;
        m_page.firstReject = m_envelope.firstReject;
        return std::move(m_page);
    }

    Result<JobRows> readOne()
    {
        const TokenWalk job = m_finder.find(m_storage->page.bytes());
        if (job.kind() != '{')
            return notThat(m_storage->page.bytes(),
                           Words::tr("This is JSON, but no job: a job is an object."));
        JobRow row;
        if (!m_reader.readJob(job, row).isAtEnd()) // what follows would be kept with the job
            return notJson(m_storage->page.bytes());
        if (row.id.isEmpty())
            return ApiError::malformed(Words::tr("This is JSON, but no job: it has no “id”."));
        row.raw = m_storage->page.bytes().trimmed();
        JobRows rows;
        rows.rows.push_back(row);
        rows.storage = m_storage;
        return rows;
    }

private:
    TokenWalk readElement(TokenWalk element, int index)
    {
        std::vector<JobRow> &rows = m_page.jobs.rows;
        JobRow &row = rows.emplace_back();
        const TokenWalk behind = m_reader.readJob(element, row);
        if (behind.isNowhere())
            return behind;
        row.raw = viewOf(behind.nestedSince(element));
        if (row.id.isEmpty()) {
            m_envelope.reject(QCoreApplication::translate("readPage", "element %1 has no “id”").arg(index));
            rows.pop_back();
        }
        return behind;
    }

    std::shared_ptr<RowStorage> m_storage;
    RowReader m_reader;
    TokenFinder m_finder; // nothing of a page points into its buffers
    JobPage m_page;
    ListEnvelope m_envelope;
};

} // namespace

Result<JobPage> readJobPage(QByteArray bytes, int before)
{
    return PageReader(std::move(bytes)).readList(before);
}

Result<JobRows> readJobRow(QByteArray bytes)
{
    return PageReader(std::move(bytes)).readOne();
}

} // namespace tuneboard
