// SPDX-License-Identifier: GPL-3.0-or-later
// Which job has all its details, and what the list shows of them.
#include "app/archive/archiverecords_p.h"

#include <QtEndian>

#include <sqlite3.h>

#include <cmath>
#include <cstring>

namespace tuneboard {

namespace {

// NaN is bound as NULL, and read as NaN again.
void bindNumber(Statement &to, int at, double number)
{
    if (std::isnan(number))
        to.bindNull(at);
    else
        to.bindReal(at, number);
}

double numberAt(const Statement &from, int at)
{
    return from.isNull(at) ? std::numeric_limits<double>::quiet_NaN() : from.real(at);
}

QByteArray packed(const JobSummary &summary)
{
    QByteArray bytes(summary.sparkCount * qsizetype(sizeof(float)), Qt::Uninitialized);
    qToLittleEndian<float>(summary.spark.data(), summary.sparkCount, bytes.data());
    return bytes;
}

void unpack(QByteArrayView bytes, JobSummary &summary)
{
    const qsizetype count =
        std::min<qsizetype>(bytes.size() / qsizetype(sizeof(float)), JobSummary::kSparkPoints);
    if (count > 0) // Qt copies, and memcpy takes no null pointer
        qFromLittleEndian<float>(bytes.data(), count, summary.spark.data());
    summary.sparkCount = int(count);
}

// An older archive that cannot be changed does not have all columns.
std::string summariesQuery(sqlite3 *db)
{
    const std::string flags =
        hasColumn(db, "summaries", "flags") ? "flags, best_step, read_at, " : "0, NULL, 0, ";
    const std::string model = hasColumn(db, "summaries", "best_model") ? "best_model" : "NULL";
    return "SELECT account, id, metric, last, last_step, summaries.total_steps, steps_per_second, "
           "last_step_at, spark, finished_ms IS NOT NULL, " +
           flags + model +
           " FROM jobs JOIN summaries ON summaries.job = jobs.number LEFT JOIN details ON details.job = "
           "jobs.number";
}

// A row of that query.
JobSummary summaryAt(const Statement &query)
{
    JobSummary summary;
    summary.account = query.integer(0);
    summary.job = query.text(1);
    summary.metric = query.text(2);
    summary.last = numberAt(query, 3);
    summary.lastStep = numberAt(query, 4);
    summary.totalSteps = numberAt(query, 5);
    summary.stepsPerSecond = numberAt(query, 6);
    summary.lastStepAt = query.integer(7);
    unpack(query.bytes(8), summary);
    summary.isComplete = query.integer(9) != 0;
    summary.flags = quint8(query.integer(10));
    summary.bestStep = numberAt(query, 11);
    summary.readAt = query.integer(12);
    summary.bestModel = query.text(13);
    return summary;
}

} // namespace

qint64 ArchiveRecords::numberOf(const JobKey &job) const
{
    Statement query(m_archive.database().getHandle(), "SELECT number FROM jobs WHERE account = ? AND id = ?");
    query.bindInteger(0, job.account);
    query.bindText(1, job.id);
    return query.step() ? query.integer(0) : 0;
}

ArchiveResult<DetailsState> ArchiveRecords::details(const JobKey &job)
{
    return read<DetailsState>([&](sqlite3 *db) {
        DetailsState state;
        const qint64 number = numberOf(job);
        Statement ranges(db, "SELECT count(*), min(is_start) FROM event_ranges WHERE job = ?");
        ranges.bindInteger(0, number);
        if (ranges.step())
            state.eventsComplete = ranges.integer(0) == 1 && ranges.integer(1) == 1;
        Statement marks(db, "SELECT has_checkpoints, finished_ms IS NOT NULL FROM details WHERE job = ?");
        marks.bindInteger(0, number);
        if (marks.step()) {
            state.checkpointsComplete = marks.integer(0) != 0;
            state.isFinished = marks.integer(1) != 0;
        }
        return state;
    });
}

ArchiveResult<bool> ArchiveRecords::markFinished(const JobKey &job, qint64 nowMs)
{
    return write<bool>(job, [&](sqlite3 *db, qint64 number) {
        Statement mark(db, "INSERT INTO details (job, finished_ms) VALUES (?, ?) ON CONFLICT (job) DO UPDATE "
                           "SET finished_ms = excluded.finished_ms");
        mark.bindInteger(0, number);
        mark.bindInteger(1, nowMs);
        mark.run();
        return true;
    });
}

ArchiveResult<DetailsCount> ArchiveRecords::detailsCount()
{
    return read<DetailsCount>([&](sqlite3 *db) {
        DetailsCount counts;
        Statement query(db, "SELECT (SELECT count(*) FROM details WHERE finished_ms IS NOT NULL), (SELECT "
                            "count(*) FROM jobs)");
        if (query.step())
            counts = {query.integer(0), query.integer(1)};
        return counts;
    });
}

ArchiveResult<std::vector<JobKey>>
ArchiveRecords::unfinished(qint64 account, int limit,
                           const std::function<bool(QByteArrayView, QByteArrayView)> &take)
{
    return read<std::vector<JobKey>>([&](sqlite3 *db) {
        std::vector<JobKey> jobs;
        Statement query(db,
                        "SELECT id, status FROM jobs LEFT JOIN details ON details.job = jobs.number WHERE "
                        "account = ? AND finished_ms IS NULL ORDER BY created_at DESC, id DESC");
        query.bindInteger(0, account);
        while (std::ssize(jobs) < limit && query.step()) {
            if (take(query.bytes(0), query.bytes(1)))
                jobs.push_back({account, query.text(0)});
        }
        return jobs;
    });
}

ArchiveResult<bool> ArchiveRecords::keepSummary(const JobSummary &summary)
{
    return write<bool>({summary.account, summary.job}, [&](sqlite3 *db, qint64 number) {
        Statement upsert(db,
                         "INSERT OR REPLACE INTO summaries (job, metric, last, last_step, total_steps, "
                         "steps_per_second, last_step_at, spark, flags, best_step, read_at, best_model, "
                         "rules) VALUES (?1, "
                         "?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, "
                         "max(?11, coalesce((SELECT read_at FROM summaries WHERE job = ?1), 0)), ?12, ?13)");
        const QByteArray spark = packed(summary);
        upsert.bindInteger(0, number);
        upsert.bindText(1, summary.metric);
        bindNumber(upsert, 2, summary.last);
        bindNumber(upsert, 3, summary.lastStep);
        bindNumber(upsert, 4, summary.totalSteps);
        bindNumber(upsert, 5, summary.stepsPerSecond);
        upsert.bindInteger(6, summary.lastStepAt);
        upsert.bindBlob(7, spark);
        upsert.bindInteger(8, summary.flags);
        bindNumber(upsert, 9, summary.bestStep);
        upsert.bindInteger(10, summary.readAt);
        upsert.bindText(11, summary.bestModel);
        upsert.bindInteger(12, kFlagRules);
        upsert.run();
        return true;
    });
}

ArchiveResult<std::vector<JobKey>> ArchiveRecords::outdatedFlags()
{
    return read<std::vector<JobKey>>([&](sqlite3 *db) {
        std::vector<JobKey> jobs;
        if (m_archive.isReadOnly())
            return jobs;
        Statement query(db,
                        "SELECT account, id FROM jobs JOIN summaries ON summaries.job = jobs.number WHERE "
                        "rules <> ? ORDER BY created_at DESC, id DESC");
        query.bindInteger(0, kFlagRules);
        while (query.step())
            jobs.push_back({query.integer(0), query.text(1)});
        return jobs;
    });
}

ArchiveResult<JobSummary> ArchiveRecords::renewFlags(const JobSummary &computed)
{
    return write<JobSummary>({computed.account, computed.job}, [&](sqlite3 *db, qint64 number) {
        // What the page of the job has computed meanwhile is newer.
        Statement update(db, "UPDATE summaries SET flags = ?, best_step = ?, best_model = ?, rules = ? WHERE "
                             "job = ? AND rules <> ?");
        update.bindInteger(0, computed.flags);
        bindNumber(update, 1, computed.bestStep);
        update.bindText(2, computed.bestModel);
        update.bindInteger(3, kFlagRules);
        update.bindInteger(4, number);
        update.bindInteger(5, kFlagRules);
        update.run();
        Statement query(db, summariesQuery(db) + " WHERE jobs.number = ?");
        query.bindInteger(0, number);
        return query.step() ? summaryAt(query) : computed;
    });
}

std::optional<ArchiveError>
ArchiveRecords::readSummaries(int chunk, const std::function<bool(std::vector<JobSummary>)> &take)
{
    const auto done = read<bool>([&](sqlite3 *db) {
        std::vector<JobSummary> piece;
        Statement query(db, summariesQuery(db) + " ORDER BY created_at DESC, id DESC");
        while (query.step()) {
            piece.push_back(summaryAt(query));
            if (std::ssize(piece) >= chunk && !take(std::exchange(piece, {})))
                return true;
        }
        if (!piece.empty())
            take(std::move(piece));
        return true;
    });
    const auto *error = std::get_if<ArchiveError>(&done);
    return error ? std::optional(*error) : std::nullopt;
}

} // namespace tuneboard
