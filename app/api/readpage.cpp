// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/readpage.h"

#include "app/api/readlist.h"
#include "app/api/readrow.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

namespace sj = simdjson;
namespace ondemand = simdjson::ondemand;

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(readPage)
};

QByteArrayView view(std::string_view text)
{
    return {text.data(), qsizetype(text.size())};
}

class PageReader
{
public:
    explicit PageReader(QByteArray bytes)
        : m_storage(std::make_shared<RowStorage>(std::move(bytes)))
    {
    }

    Result<JobPage> readList()
    {
        ondemand::document doc;
        sj::error_code error = parser().iterate(m_storage->text.view()).get(doc);
        m_page.jobs.rows.reserve(100);
        if (!error) {
            error = readEnvelope(doc, m_envelope, [&](ondemand::value &value, int index) {
                return readElement(doc, value, index);
            });
        }
        if (error)
            return notJson(m_storage->text.bytes(), error);
        if (!m_envelope.isList)
            return ApiError::malformed(
                Words::tr("This is JSON, but no list of jobs: it has no array “data”."));
        m_page.jobs.storage = m_storage;
        m_page.hasMore = m_envelope.hasMore;
        m_page.rejected = m_envelope.rejected;
        m_page.firstReject = m_envelope.firstReject;
        return std::move(m_page);
    }

    Result<JobRows> readOne()
    {
        ondemand::document doc;
        ondemand::object object;
        sj::error_code error = parser().iterate(m_storage->text.view()).get(doc);
        if (!error)
            error = doc.get_object().get(object);
        JobRow row;
        if (!error)
            error = RowReader(*m_storage).readJob(object, row);
        if (error == sj::INCORRECT_TYPE)
            return ApiError::malformed(Words::tr("This is JSON, but no job: a job is an object."));
        const char *more = nullptr; // what follows would be kept with the job
        if (error || !doc.current_location().get(more))
            return notJson(m_storage->text.bytes(), error ? error : sj::TRAILING_CONTENT);
        if (row.id.isEmpty())
            return ApiError::malformed(Words::tr("This is JSON, but no job: it has no “id”."));
        row.raw = m_storage->text.bytes().trimmed();
        JobRows rows;
        rows.rows.push_back(row);
        rows.storage = m_storage;
        return rows;
    }

private:
    // A parser's buffers are large and worth keeping; nothing of a page points into them.
    static ondemand::parser &parser()
    {
        static thread_local ondemand::parser parser;
        return parser;
    }

    sj::error_code readElement(ondemand::document &doc, ondemand::value &value, int index)
    {
        const char *start = value.raw_json_token().data();
        ondemand::object object;
        if (const auto error = value.get_object().get(object))
            return error;
        std::vector<JobRow> &rows = m_page.jobs.rows;
        JobRow &row = rows.emplace_back();
        if (const auto error = RowReader(*m_storage).readJob(object, row))
            return error;
        const char *end = nullptr; // where the token after the object begins: a comma or the array's end
        if (const auto error = doc.current_location().get(end))
            return error;
        row.raw = view(trimmed({start, std::size_t(end - start)}));
        if (row.id.isEmpty()) {
            m_envelope.reject(QCoreApplication::translate("readPage", "element %1 has no “id”").arg(index));
            rows.pop_back();
        }
        return sj::SUCCESS;
    }

    std::shared_ptr<RowStorage> m_storage;
    JobPage m_page;
    ListEnvelope m_envelope;
};

} // namespace

Result<JobPage> readJobPage(QByteArray bytes)
{
    return PageReader(std::move(bytes)).readList();
}

Result<JobRows> readJobRow(QByteArray bytes)
{
    return PageReader(std::move(bytes)).readOne();
}

} // namespace tuneboard
