// SPDX-License-Identifier: GPL-3.0-or-later
// How the repository opens one job and finds one by its id.
#include "app/api/call.h"
#include "app/api/readjson.h"
#include "app/api/readpage.h"
#include "app/models/inputfile.h"
#include "app/repository/exportreading.h"
#include "app/repository/repository_p.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QLocale>
#include <QTimer>
#include <QUrl>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

constexpr qint64 kMaxFileBytes = 256LL * 1024 * 1024;
constexpr qint64 kProgressMs = 250;

QString fileJobKey(const JobKey &key)
{
    return QString::number(key.account) + u'/' + key.id;
}

ApiError cancelled()
{
    ApiError error;
    error.kind = ApiError::Kind::Cancelled;
    return error;
}

// A file's jobs: a list page, an array, one job, or those of an exported folder.
Result<ExportedJobs> readJobFile(const QString &path, const ReadProgress &progress,
                                 const std::function<bool()> &isWanted)
{
    if (const QString manifest = exportManifestAt(path); !manifest.isEmpty())
        return readExportedJobs(manifest, progress);
    QFile file;
    ApiError error;
    error.kind = ApiError::Kind::Disk;
    if (const QString problem = openRegularFile(file, path); !problem.isEmpty()) {
        error.message = Repository::tr("%1 cannot be read: %2.").arg(path, problem);
        return error;
    }
    std::optional<QByteArray> bytes = readAtMost(file, kMaxFileBytes, isWanted);
    if (!isWanted())
        return cancelled();
    if (!bytes) {
        error.message = file.error() == QFileDevice::NoError
                            ? Repository::tr("%1 is too large to be shown.").arg(path)
                            : Repository::tr("%1 cannot be read: %2.").arg(path, file.errorString());
        return error;
    }
    // Given away, so that the text is in memory once. One job alone is small enough to be read again.
    Result<JobPage> page = readJobPage(*std::exchange(bytes, std::nullopt));
    if (page)
        return ExportedJobs{std::move(page).value(), {}, {}};
    bytes = file.seek(0) ? readAtMost(file, kMaxFileBytes, isWanted) : std::nullopt;
    if (!isWanted())
        return cancelled();
    Result<JobRows> one = readJobRow(std::move(bytes).value_or(QByteArray()));
    if (!one)
        return ApiError::malformed(
            Repository::tr("%1 holds no jobs. %2").arg(QFileInfo(path).fileName(), one.error().message));
    ExportedJobs single;
    single.page.jobs = std::move(one).value();
    return single;
}

Result<Reply> wholeReply(Reply &&reply)
{
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

} // namespace

void Repository::open(const JobKey &key)
{
    d->opened = key;
    if (d->openCall)
        d->openCall->cancel();
    d->records->open(key);
    d->fileChecking.cancel();
    if (const auto job = d->fileJobs.constFind(fileJobKey(key)); job != d->fileJobs.constEnd())
        return d->openFileJob(key, *job);
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

void Repository::Private::openFileJob(const JobKey &key, const FileJob &job)
{
    const auto show = [this, key](const StoredJob &stored) {
        JobDetails details = detailsOf(key, stored, false);
        details.last = true;
        deliver([this, details = std::move(details)] {
            if (details.key == opened)
                Q_EMIT q->jobOpened(details);
        });
    };
    if (job.folder.isEmpty()) {
        StoredJob stored;
        stored.raw = job.raw.toByteArray();
        return show(stored);
    }
    reading.start([this, key, folder = job.folder, show] {
        const auto raw = exportedJobBytes(folder);
        if (!raw)
            return deliver([this, key, folder] { failFileJob(key, {tr("%1 cannot be read.").arg(folder)}); });
        show(readExportedJob(folder, *raw));
        deliver([this, key, folder, read = readExportedRecords(folder, key, *raw)] {
            records->show(key, read.kept);
            checkFileJob(key, folder, read.problems);
        });
    });
}

void Repository::Private::failFileJob(const JobKey &key, const QStringList &problems)
{
    if (!(key == opened) || problems.isEmpty())
        return;
    ApiError error;
    error.kind = ApiError::Kind::Disk;
    error.message = problems.join(u' ');
    Q_EMIT q->jobFailed(key, error);
}

// Contents may be large: the job is shown meanwhile.
void Repository::Private::checkFileJob(const JobKey &key, const QString &folder, QStringList problems)
{
    const Source *source = find(key.account);
    const QString root = source ? QUrl(source->state.record.baseUrl).toLocalFile() : QString();
    if (!(key == opened) || root.isEmpty())
        return;
    failFileJob(key, problems);
    fileChecking.start([this, key, folder, root, problems](const std::function<bool()> &isWanted) {
        const auto check = checkExport(exportManifestAt(root), QDir(root).relativeFilePath(folder),
                                       [&isWanted](qint64, qint64) { return isWanted(); });
        if (check.ok() && check->wrong > 0)
            deliver([this, key, all = problems + check->problems] { failFileJob(key, all); });
    });
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
        deliver([this, details = detailsOf(key, job, true)] {
            if (!(details.key == opened))
                return;
            Q_EMIT q->jobOpened(details);
            records->setJob(details.key, details.job);
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

void Repository::showFile(const QString &path, QObject *context, std::function<void(Result<JobKey>)> done)
{
    d->fileReading.start([this, path, context = QPointer<QObject>(context),
                          done = std::move(done)](const std::function<bool()> &isWanted) {
        QElapsedTimer told;
        told.start();
        const auto progress = [&](qint64 read, qint64 all) {
            if (told.elapsed() >= kProgressMs) {
                told.start();
                d->deliver([this, path, read, all] { Q_EMIT fileProgress(path, read, all); });
            }
            return isWanted();
        };
        auto jobs = std::make_shared<Result<ExportedJobs>>(isWanted() ? readJobFile(path, progress, isWanted)
                                                                      : cancelled());
        d->deliver([this, path, context, done, jobs, isWanted] {
            const Result<JobKey> key =
                isWanted() ? d->takeFile(path, std::move(*jobs)) : Result<JobKey>(cancelled());
            if (context)
                done(key);
        });
    });
}

void Repository::cancelFile()
{
    d->fileReading.cancel();
}

Result<JobKey> Repository::Private::takeFile(const QString &given, Result<ExportedJobs> file)
{
    if (!file)
        return file.error();
    JobPage &page = file.value().page;
    // An exported folder has its own name, its manifest always the same.
    const QString path = file->root.isEmpty() ? given : file->root;
    if (page.jobs.rows.empty())
        return ApiError::malformed(tr("%1 holds no jobs.").arg(QFileInfo(path).fileName()));
    const QUrl url = QUrl::fromLocalFile(path);
    const auto isFile = [&](const auto &source) {
        return source->state.record.baseUrl == url.toString();
    };
    auto known = std::find_if(sources.begin(), sources.end(), isFile);
    if (known == sources.end()) {
        auto source = std::make_shared<Source>();
        source->state.record.number = nextTemporary--;
        source->state.record.name = url.fileName();
        source->state.record.baseUrl = url.toString();
        source->settled = true;
        showLabel(source->state.record, {});
        known = sources.insert(sources.end(), std::move(source));
    }
    AccountState &state = (*known)->state;
    state.rejected = page.rejected;
    state.firstReject = page.firstReject;
    for (JobRow &row : page.jobs.rows) {
        row.account = state.record.number;
        const QString id = QString::fromUtf8(row.id);
        const QString folder = file->folders.value(id);
        FileJob job{row.raw, page.jobs.storage, folder};
        if (!folder.isEmpty()) // read again when it is opened
            job = {{}, {}, folder};
        fileJobs.insert(fileJobKey({row.account, id}), std::move(job));
    }
    const JobKey first{state.record.number, QString::fromUtf8(page.jobs.rows.front().id)};
    model->upsert(page.jobs);
    Q_EMIT q->accountsChanged();
    return first;
}

void Repository::rawJobs(const std::vector<JobKey> &keys, QObject *context,
                         std::function<void(Result<QByteArrayList>)> done)
{
    // Jobs of a file are here, all others in the archive.
    QHash<QString, FileJob> here;
    for (const JobKey &key : keys) {
        if (const auto found = d->fileJobs.constFind(fileJobKey(key)); found != d->fileJobs.constEnd())
            here.insert(found.key(), *found);
    }
    d->archive->post([this, keys, here, context = QPointer<QObject>(context), done](ArchiveSession &session) {
        QByteArrayList raw;
        std::optional<ApiError> error;
        for (const JobKey &key : keys) {
            const auto found = here.constFind(fileJobKey(key));
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
