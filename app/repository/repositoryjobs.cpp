// SPDX-License-Identifier: GPL-3.0-or-later
// How the repository opens one job and finds one by its id.
#include "app/api/call.h"
#include "app/api/readjson.h"
#include "app/api/readpage.h"
#include "app/repository/repository_p.h"

#include <QFile>
#include <QFileInfo>
#include <QLocale>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

constexpr qint64 kMaxFileBytes = 256LL * 1024 * 1024;

QString fileJobKey(const JobKey &key)
{
    return QString::number(key.account) + u'/' + key.id;
}

// A file's jobs: a list page, an array, or one job.
Result<JobPage> readJobFile(const QString &path)
{
    QFile file(path);
    ApiError error;
    error.kind = ApiError::Kind::Disk;
    if (!file.open(QIODevice::ReadOnly)) {
        error.message = Repository::tr("%1 cannot be read: %2.").arg(path, file.errorString());
        return error;
    }
    if (file.size() > kMaxFileBytes) {
        error.message = Repository::tr("%1 is too large to be shown.").arg(path);
        return error;
    }
    const QByteArray bytes = file.readAll();
    Result<JobPage> page = readJobPage(bytes);
    if (page)
        return page;
    Result<JobRows> one = readJobRow(bytes);
    if (!one)
        return ApiError::malformed(
            Repository::tr("%1 holds no jobs. %2").arg(QFileInfo(path).fileName(), one.error().message));
    JobPage single;
    single.jobs = std::move(one).value();
    return single;
}

Result<Reply> wholeReply(Reply &&reply)
{
    return std::move(reply);
}

// On the archive's thread: everything that is known of a job, from its raw bytes.
std::optional<JobDetails> detailsOf(const JobKey &key, const StoredJob &stored, bool fresh)
{
    auto value = readJson(stored.raw);
    if (!value)
        return std::nullopt;
    JobDetails details;
    details.key = key;
    details.job = readJob(*value);
    details.value = std::move(value).value();
    details.raw = stored.raw;
    details.firstSeenMs = stored.firstSeenMs;
    details.lastSeenMs = stored.lastSeenMs;
    details.history = stored.history;
    details.fresh = fresh;
    details.last = fresh;
    return details;
}

} // namespace

void Repository::open(const JobKey &key)
{
    d->opened = key;
    if (d->openCall)
        d->openCall->cancel();
    d->records->open(key);
    if (const QByteArray raw = d->fileJobs.value(fileJobKey(key)); !raw.isEmpty()) {
        StoredJob job;
        job.raw = raw;
        if (auto details = detailsOf(key, job, false)) {
            details->last = true;
            d->deliver([this, details = *details] {
                if (details.key == d->opened)
                    Q_EMIT jobOpened(details);
            });
        }
        return;
    }
    const Source *source = d->find(key.account);
    const bool last = !source || !source->client;
    d->archive->post([this, key, last](ArchiveSession &session) {
        const auto stored = session.run([&](Archive &a) { return a.job(key); });
        const auto *job = std::get_if<std::optional<StoredJob>>(&stored);
        if (!job || !*job)
            return;
        if (auto details = detailsOf(key, **job, false)) {
            details->last = last;
            d->deliver([this, details = *details] {
                if (details.key == d->opened)
                    Q_EMIT jobOpened(details);
            });
        }
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
            deliver([this, key] {
                ApiError error;
                error.kind = ApiError::Kind::NotFound;
                error.message = tr("The archive does not hold %1, and no server is asked.").arg(key.id);
                if (key == opened)
                    Q_EMIT q->jobFailed(key, error);
            });
        });
        return;
    }
    TypedRequest<Reply> request{Request::get(u"fine_tuning/jobs/"_s + key.id), &wholeReply};
    openCall = source->client->send<Reply>(std::move(request), q, [this, key](Result<Reply> reply) {
        if (reply)
            return takeJob(key, reply->body);
        if (key == opened && reply.error().kind != ApiError::Kind::Cancelled)
            Q_EMIT q->jobFailed(key, reply.error());
    });
}

void Repository::Private::takeJob(const JobKey &key, const QByteArray &raw)
{
    Source *source = find(key.account);
    Result<JobRows> rows = readJobRow(raw);
    if (!rows || rows->rows[0].id != key.id.toUtf8()) {
        ApiError error =
            rows ? ApiError::malformed(tr("The server answered with another job.")) : rows.error();
        error.host = source->client->host();
        if (key == opened)
            Q_EMIT q->jobFailed(key, error);
        return;
    }
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
        if (const auto details = detailsOf(key, job, true)) {
            deliver([this, details = *details] {
                if (!(details.key == opened))
                    return;
                Q_EMIT q->jobOpened(details);
                records->setJob(details.key, details.job);
            });
        }
    });
}

void Repository::showFile(const QString &path, QObject *context, std::function<void(Result<JobKey>)> done)
{
    // The archive's thread is the one that may wait for a disk.
    d->archive->post([this, path, context = QPointer<QObject>(context), done](ArchiveSession &) {
        Result<JobPage> page = readJobFile(path);
        d->deliver([this, path, context, done, page = std::move(page)] {
            const Result<JobKey> key = d->takeFile(path, page);
            if (context)
                done(key);
        });
    });
}

Result<JobKey> Repository::Private::takeFile(const QString &path, Result<JobPage> file)
{
    if (!file)
        return file.error();
    JobPage &page = file.value();
    if (page.jobs.rows.empty())
        return ApiError::malformed(tr("%1 holds no jobs.").arg(QFileInfo(path).fileName()));
    const QUrl url = QUrl::fromLocalFile(path);
    const auto isFile = [&](const auto &source) {
        return source->state.record.baseUrl == url.toString();
    };
    auto known = std::find_if(sources.begin(), sources.end(), isFile);
    if (known == sources.end()) {
        auto source = std::make_unique<Source>();
        source->state.record.number = nextTemporary--;
        source->state.record.name = url.fileName();
        source->state.record.baseUrl = url.toString();
        source->settled = true;
        model->setAccountName(source->state.record.number, source->state.record.name);
        known = sources.insert(sources.end(), std::move(source));
    }
    AccountState &state = (*known)->state;
    state.rejected = page.rejected;
    state.firstReject = page.firstReject;
    for (JobRow &row : page.jobs.rows) {
        row.account = state.record.number;
        fileJobs.insert(fileJobKey({row.account, QString::fromUtf8(row.id)}), row.raw.toByteArray());
    }
    const JobKey first{state.record.number, QString::fromUtf8(page.jobs.rows.front().id)};
    model->upsert(page.jobs);
    Q_EMIT q->accountsChanged();
    return first;
}

void Repository::resolve(const QString &id, QObject *context, std::function<void(Result<JobKey>)> done)
{
    const QByteArray utf8 = id.toUtf8();
    for (const auto &source : d->sources) {
        const qint64 account = source->state.record.number;
        if (d->model->table().find(account, utf8) >= 0) {
            QMetaObject::invokeMethod(
                context, [done = std::move(done), key = JobKey{account, id}] { done(key); },
                Qt::QueuedConnection);
            return;
        }
    }
    d->archive->post([this, id, context = QPointer<QObject>(context), done](ArchiveSession &session) {
        const auto found = session.run([&](Archive &a) { return a.find(id); });
        d->deliver([this, id, context, done, found] {
            if (!context)
                return;
            const auto *keys = std::get_if<std::vector<JobKey>>(&found);
            if (keys && !keys->empty())
                return done(keys->front());
            d->resolveAtServers(id, 0, {tr("the archive")}, {}, context, done);
        });
    });
}

// One account after the other: the first that has the job wins.
void Repository::Private::resolveAtServers(const QString &id, std::size_t next, QStringList looked,
                                           std::optional<ApiError> last, const QPointer<QObject> &context,
                                           const std::function<void(Result<JobKey>)> &done)
{
    while (next < sources.size() && !sources[next]->client)
        ++next;
    if (next >= sources.size()) {
        ApiError error = last.value_or(ApiError{});
        if (!last)
            error.kind = ApiError::Kind::NotFound;
        const QString where = tr("Looked in %1.").arg(QLocale().createSeparatedList(looked));
        error.message =
            (error.message.isEmpty() ? tr("There is no job %1.").arg(id) : error.message) + u' ' + where;
        return done(error);
    }
    Source &source = *sources[next];
    looked.append(u"%1 (%2)"_s.arg(source.state.record.name, source.client->host()));
    TypedRequest<Reply> request{Request::get(u"fine_tuning/jobs/"_s + id), &wholeReply};
    source.client->send<Reply>(
        std::move(request), context, [this, id, next, looked, last, context, done](Result<Reply> reply) {
            std::optional<ApiError> error = last;
            if (reply) {
                Result<JobRows> rows = readJobRow(reply->body);
                if (rows && rows->rows[0].id == id.toUtf8()) {
                    take(*sources[next], *rows);
                    return done(JobKey{sources[next]->state.record.number, id});
                }
                error =
                    rows ? ApiError::malformed(tr("The server answered with another job.")) : rows.error();
            } else if (!error || error->kind == ApiError::Kind::NotFound) {
                error =
                    reply.error(); // a server that could not be asked says more than one that has no such job
            }
            resolveAtServers(id, next + 1, looked, error, context, done);
        });
}

} // namespace tuneboard
