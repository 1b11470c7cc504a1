// SPDX-License-Identifier: GPL-3.0-or-later
// How the repository opens one job and finds one by its id.
#include "app/api/call.h"
#include "app/api/readjson.h"
#include "app/api/readpage.h"
#include "app/api/readtext.h"
#include "app/repository/embeddedrecords.h"
#include "app/repository/exportreading.h"
#include "app/repository/repository_p.h"

#include <QTimer>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

Result<Reply> wholeReply(Reply &&reply)
{
    reply.body = readAnswerText(std::move(reply.body)).bytes;
    return std::move(reply);
}

QString textOf(QByteArrayView text)
{
    return QString::fromUtf8(text);
}

Timestamp timeOf(qint64 secs)
{
    return secs == kNoInteger ? Timestamp() : Timestamp{secs};
}

// A job whose whole object cannot be read, as far as a row of the list knows it.
Job jobOfRow(const JobKey &key, const QByteArray &raw)
{
    Job job;
    job.id = key.id;
    const Result<JobRows> rows = readJobRow(raw);
    if (!rows)
        return job;
    const JobRow &row = rows->rows.front();
    job.status = textOf(row.status);
    job.model = textOf(row.model);
    job.suffix = textOf(row.suffix);
    job.fineTunedModel = textOf(row.outputModel);
    job.createdAt = timeOf(row.createdAt);
    job.finishedAt = timeOf(row.finishedAt);
    return job;
}

} // namespace

// On the archive's thread: everything that is known of a job, from its raw bytes.
JobDetails detailsOf(const JobKey &key, const StoredJob &stored, bool fresh)
{
    JobDetails details;
    details.key = key;
    if (auto value = readJson(stored.raw)) {
        details.job = readJob(*value);
        details.value = std::move(value).value();
    } else {
        details.job = jobOfRow(key, stored.raw);
        details.problem = value.error();
    }
    details.raw = stored.raw;
    details.firstSeenMs = stored.firstSeenMs;
    details.lastSeenMs = stored.lastSeenMs;
    details.history = stored.history;
    details.fresh = fresh;
    details.last = fresh;
    return details;
}

void Repository::open(const JobKey &key)
{
    d->opened = key;
    if (d->openCall)
        d->openCall->cancel();
    d->records->open(key);
    d->fileChecking.cancel();
    if (d->openFromFile(key))
        return;
    const Source *source = d->find(key.account);
    const bool last = !source || !source->client;
    d->archive->post([this, key, last](ArchiveSession &session) {
        const auto stored = session.run([&](Archive &a) { return a.job(key); });
        const auto *job = std::get_if<std::optional<StoredJob>>(&stored);
        if (!job || !*job)
            return;
        JobDetails details = detailsOf(key, **job, false);
        details.last = last;
        d->deliver([this, details = std::move(details)] {
            if (details.key == d->opened)
                Q_EMIT jobOpened(details);
        });
    });
    d->fetch(key);
}

void Repository::Private::fetch(const JobKey &key)
{
    Source *source = find(key.account);
    if (!source || !source->client) {
        // Nobody to ask: what the archive has is all there is. Behind the reading that open() posted.
        archive->post([this, key](ArchiveSession &session) {
            const auto stored = session.run([&](Archive &a) { return a.job(key); });
            const auto *job = std::get_if<std::optional<StoredJob>>(&stored);
            if (job && *job)
                return;
            const auto *problem = std::get_if<ArchiveError>(&stored);
            deliver([this, key, problem = problem ? problem->text : QString()] {
                ApiError error;
                error.kind = problem.isEmpty() ? ApiError::Kind::NotFound : ApiError::Kind::Disk;
                error.message = problem.isEmpty()
                                    ? tr("The archive does not hold %1, and no server is asked.").arg(key.id)
                                    : problem;
                if (key == opened)
                    Q_EMIT q->jobFailed(key, error);
            });
        });
        return;
    }
    if (openCall)
        openCall->cancel();
    TypedRequest<Reply> request{Request::get(jobPath(key.id)), &wholeReply};
    openCall = source->client->send<Reply>(std::move(request), q, [this, key](Result<Reply> reply) {
        if (reply)
            return takeJob(key, reply->body);
        if (key != opened || reply.error().kind == ApiError::Kind::Cancelled)
            return;
        Q_EMIT q->jobFailed(key, reply.error());
        fetchAgain(key, reply.error());
    });
}

// A page that is open when its job ends waits for the last events and the results.
void Repository::Private::fetchEnded(const Source &source, const QStringList &ended)
{
    if (opened.account != source.state.record.number || !ended.contains(opened.id))
        return;
    endedOpen = opened;
    endedTries = 0;
    fetch(opened);
}

// Nobody follows it any more, so that nobody else asks.
void Repository::Private::fetchAgain(const JobKey &key, const ApiError &error)
{
    if (key != endedOpen || !error.worthRetrying())
        return;
    const qint64 waitMs = qint64{options.backfillRetryMs} << std::min(endedTries++, 5);
    QTimer::singleShot(int(std::max(waitMs, std::min<qint64>(error.retryAfterMs, 3'600'000))), q,
                       [this, key] {
                           if (key == endedOpen && key == opened && !openCall)
                               fetch(key);
                       });
}

void Repository::Private::takeJob(const JobKey &key, const QByteArray &raw)
{
    Source *source = find(key.account);
    if (!source || !source->client)
        return; // the account was removed or lost its key meanwhile
    Result<JobRows> rows = readJobRow(raw);
    if (!rows || rows->rows[0].id != key.id.toUtf8()) {
        ApiError error =
            rows ? ApiError::malformed(tr("The server answered with another job.")) : rows.error();
        error.host = source->client->host();
        return showUnread(key, raw, error);
    }
    if (key == endedOpen)
        endedOpen = {};
    const qint64 seenMs = options.clockMs();
    take(*source, *rows);
    // Behind the writing that take() posted, so that the history is whole.
    archive->post([this, key, raw, seenMs](ArchiveSession &session) {
        const auto stored = session.run([&](Archive &a) { return a.job(key); });
        const auto *kept = std::get_if<std::optional<StoredJob>>(&stored);
        StoredJob job = kept && *kept ? **kept : StoredJob{};
        if (job.raw.isEmpty())
            job.firstSeenMs = seenMs;
        job.raw = raw;
        job.lastSeenMs = seenMs;
        const JobDetails details = detailsOf(key, job, true);
        deliver([this, details, embedded = embeddedRecords(details.value)] {
            if (!(details.key == opened))
                return;
            Q_EMIT q->jobOpened(details);
            records->setJob(details.key, details.job, embedded);
        });
    });
}

// What the server sent in place of a job: shown as it came where the archive has nothing better.
void Repository::Private::showUnread(const JobKey &key, const QByteArray &raw, const ApiError &error)
{
    archive->post([this, key, raw, error](ArchiveSession &session) {
        const auto stored = session.run([&](Archive &a) { return a.job(key); });
        const auto *job = std::get_if<std::optional<StoredJob>>(&stored);
        const bool isKnown = job && *job;
        deliver([this, key, raw, error, isKnown] {
            if (!(key == opened))
                return;
            if (!isKnown && !raw.isEmpty()) {
                JobDetails details;
                details.key = key;
                details.job.id = key.id;
                details.raw = raw;
                details.fresh = true;
                details.last = true;
                details.problem = error;
                Q_EMIT q->jobOpened(details);
            }
            Q_EMIT q->jobFailed(key, error);
        });
    });
}

void Repository::rawJobs(const std::vector<JobKey> &keys, QObject *context,
                         std::function<void(Result<QByteArrayList>)> done)
{
    // Jobs of a file are here, all others in the archive.
    QHash<QString, FileJob> here;
    for (const JobKey &key : keys) {
        if (const auto found = d->fileJobs.constFind(FileJob::keyOf(key)); found != d->fileJobs.constEnd())
            here.insert(found.key(), *found);
    }
    d->archive->post([this, keys, here, context = QPointer<QObject>(context), done](ArchiveSession &session) {
        QByteArrayList raw;
        std::optional<ApiError> error;
        for (const JobKey &key : keys) {
            const auto found = here.constFind(FileJob::keyOf(key));
            if (found != here.constEnd() && found->folder.isEmpty()) {
                raw += found->raw.toByteArray();
                continue;
            }
            const auto exported = found != here.constEnd() ? exportedJobBytes(found->folder) : std::nullopt;
            if (exported) {
                raw += *exported;
                continue;
            }
            const auto stored = session.run([&key](Archive &archive) { return archive.job(key); });
            const auto *job = std::get_if<std::optional<StoredJob>>(&stored);
            if (!job || !*job) {
                const auto *problem = std::get_if<ArchiveError>(&stored);
                error.emplace();
                error->kind = ApiError::Kind::Disk;
                error->message =
                    problem ? problem->text : tr("The archive does not have the job %1.").arg(key.id);
                break;
            }
            raw += (*job)->raw;
        }
        d->deliver([context, done, raw, error] {
            if (context)
                done(error ? Result<QByteArrayList>(*error) : Result<QByteArrayList>(raw));
        });
    });
}

} // namespace tuneboard
