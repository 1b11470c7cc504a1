// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/readpage.h"

#include "app/api/readjson.h"
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
        if (!error)
            error = readRoot(doc);
        if (!error && !m_isList)
            return ApiError::malformed(
                Words::tr("This is JSON, but no list of jobs: it has no array “data”."));
        if (error)
            return notJson(error);
        m_page.jobs.storage = m_storage;
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
            return notJson(error ? error : sj::TRAILING_CONTENT);
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

    sj::error_code readRoot(ondemand::document &doc)
    {
        ondemand::json_type type{};
        if (const auto error = doc.type().get(type))
            return error;
        if (type == ondemand::json_type::array) {
            ondemand::array array;
            const auto error = doc.get_array().get(array);
            return error ? error : readJobs(doc, array);
        }
        if (type != ondemand::json_type::object)
            return sj::SUCCESS;
        ondemand::object object;
        if (const auto error = doc.get_object().get(object))
            return error;
        for (auto field : object) {
            if (const auto error = field.error())
                return error;
            const std::string_view key = keyToken(field.value_unsafe().key());
            ondemand::value value = field.value_unsafe().value();
            if (key == "\"has_more\"") {
                m_page.hasMore = trimmed(value.raw_json_token()) == "true";
            } else if (key == "\"data\"") {
                if (const auto error = readData(doc, value))
                    return error;
            }
        }
        return sj::SUCCESS;
    }

    sj::error_code readData(ondemand::document &doc, ondemand::value value)
    {
        ondemand::json_type type{};
        if (const auto error = value.type().get(type))
            return error;
        m_isList = type == ondemand::json_type::array || type == ondemand::json_type::null;
        if (type != ondemand::json_type::array)
            return sj::SUCCESS;
        ondemand::array array;
        const auto error = value.get_array().get(array);
        return error ? error : readJobs(doc, array);
    }

    sj::error_code readJobs(ondemand::document &doc, ondemand::array &array)
    {
        m_isList = true;
        m_page.jobs.rows.reserve(100);
        int index = 0;
        for (auto element : array) {
            ++index;
            ondemand::value value;
            if (const auto error = element.get(value))
                return error;
            ondemand::json_type type{};
            if (const auto error = value.type().get(type))
                return error;
            if (type != ondemand::json_type::object) {
                reject(QCoreApplication::translate("readPage", "element %1 is no object").arg(index));
                continue;
            }
            if (const auto error = readElement(doc, value, index))
                return error;
        }
        return sj::SUCCESS;
    }

    sj::error_code readElement(ondemand::document &doc, ondemand::value value, int index)
    {
        const char *start = value.raw_json_token().data();
        ondemand::object object;
        if (const auto error = value.get_object().get(object))
            return error;
        JobRow row;
        if (const auto error = RowReader(*m_storage).readJob(object, row))
            return error;
        const char *end = nullptr; // where the token after the object begins: a comma or the array's end
        if (const auto error = doc.current_location().get(end))
            return error;
        row.raw = view(trimmed({start, std::size_t(end - start)}));
        if (row.id.isEmpty())
            reject(QCoreApplication::translate("readPage", "element %1 has no “id”").arg(index));
        else
            m_page.jobs.rows.push_back(row);
        return sj::SUCCESS;
    }

    void reject(const QString &why)
    {
        if (m_page.rejected++ == 0)
            m_page.firstReject = why;
    }

    // The slow reader knows the place of the mistake.
    ApiError notJson(sj::error_code error) const
    {
        const QString why = whyNotJson(m_storage->text.bytes());
        return ApiError::malformed(!why.isEmpty() ? why : QString::fromLatin1(sj::error_message(error)));
    }

    std::shared_ptr<RowStorage> m_storage;
    JobPage m_page;
    bool m_isList = false;
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
