// SPDX-License-Identifier: GPL-3.0-or-later
// What the archive's tests share: jobs to keep, and a look into the file with plain SQLite.
#pragma once

#include "app/api/rawobject.h"
#include "app/api/readpage.h"
#include "app/archive/archive.h"

#include <QStringList>

#include <sqlite3.h>

namespace tuneboard::test {

inline QByteArray jobJson(const QByteArray &id, const QByteArray &status = "running",
                          qint64 createdAt = 1700000000, const QByteArray &more = {})
{
    return "{\"object\":\"fine_tuning.job\",\"id\":\"" + id + "\",\"status\":\"" + status +
           "\",\"created_at\":" + QByteArray::number(createdAt) + ",\"model\":\"gpt-4o-mini\"" + more + "}";
}

inline JobRows rowsOf(const QList<QByteArray> &jobs)
{
    auto page = readJobPage("{\"data\":[" + jobs.join(',') + "]}");
    return page.ok() ? page.value().jobs : JobRows();
}

/// The value, or a stop of the program with the error's text: for calls that must not fail.
template<class T>
T need(ArchiveResult<T> result)
{
    if (const auto *error = std::get_if<ArchiveError>(&result))
        qFatal("%s", qPrintable(error->text));
    return std::move(std::get<T>(result));
}

/// How many jobs it gives when all are read.
inline qint64 jobsIn(Archive &archive)
{
    qint64 jobs = 0;
    const auto error = archive.readAll(100, [&jobs](const JobRows &rows) {
        jobs += std::ssize(rows.rows);
        return true;
    });
    if (error)
        qFatal("%s", qPrintable(error->text));
    return jobs;
}

template<class T>
std::optional<ArchiveError> errorOf(const ArchiveResult<T> &result)
{
    const auto *error = std::get_if<ArchiveError>(&result);
    return error ? std::optional(*error) : std::nullopt;
}

/// Every row of `sql`'s answer, its columns joined by "|"; an error's words as the only row.
inline QStringList askSqlite(const QString &path, const char *sql)
{
    QStringList answer;
    sqlite3 *db = nullptr;
    char *error = nullptr;
    const auto append = [](void *to, int count, char **texts, char **) {
        QStringList cells;
        for (int i = 0; i < count; ++i)
            cells += QString::fromUtf8(texts[i] ? texts[i] : "NULL");
        static_cast<QStringList *>(to)->append(cells.join(u'|'));
        return 0;
    };
    if (sqlite3_open_v2(path.toUtf8().constData(), &db, SQLITE_OPEN_READWRITE, nullptr) == SQLITE_OK)
        sqlite3_busy_timeout(db, 5000);
    if (sqlite3_exec(db, sql, append, &answer, &error) != SQLITE_OK)
        answer = {QString::fromUtf8(error ? error : sqlite3_errmsg(db))};
    sqlite3_free(error);
    sqlite3_close(db);
    return answer;
}

inline constexpr int kJobsOnPage = 20;

/// The job `n` of page `page`; its length and content follow from the two.
inline QByteArray numberedJob(int page, int n)
{
    return jobJson(
        "ftjob-" + QByteArray::number(page) + '-' + QByteArray::number(n), "running", 1700000000 + page,
        ",\"filler\":\"" + QByteArray(200 + (page * 37 + n * 101) % 3000, char('a' + page % 26)) + "\"");
}

inline JobRows numberedPage(int page)
{
    QList<QByteArray> jobs;
    for (int n = 0; n < kJobsOnPage; ++n)
        jobs += numberedJob(page, n);
    return rowsOf(jobs);
}

inline constexpr int kEventsOnPage = 10;

/// The event `number`; its length and content follow from it.
inline RawObject numberedEvent(int number)
{
    const QByteArray id = "ftevent-" + QByteArray::number(number);
    return {QString::fromLatin1(id), R"({"id":")" + id + R"(","message":")" +
                                         QByteArray(100 + number * 31 % 900, char('a' + number % 26)) +
                                         "\"}"};
}

/// A page of them, as a server with events 1, 2, … sends it: from `newest` down.
inline std::vector<RawObject> numberedEvents(int newest)
{
    std::vector<RawObject> page;
    for (int n = newest; n > 0 && n > newest - kEventsOnPage; --n)
        page.push_back(numberedEvent(n));
    return page;
}

} // namespace tuneboard::test
