// SPDX-License-Identifier: GPL-3.0-or-later
// The part of Repository that opens files and exported folders.
#include "app/api/readjson.h"
#include "app/repository/filecontent.h"
#include "app/repository/repository_p.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

constexpr qint64 kProgressMs = 250;

// The same file by another path is the same file.
QString identityOf(const QString &path)
{
    const QString canonical = QFileInfo(path).canonicalFilePath();
    return canonical.isEmpty() ? path : canonical;
}

ApiError cancelled()
{
    ApiError error;
    error.kind = ApiError::Kind::Cancelled;
    return error;
}

} // namespace

std::vector<OpenedFile> Repository::files() const
{
    std::vector<OpenedFile> states;
    for (const OpenFile &file : d->files)
        states.push_back(file.state);
    return states;
}

const OpenedFile *Repository::openedFile(qint64 account) const
{
    const OpenFile *file = d->findFile(account);
    return file ? &file->state : nullptr;
}

OpenFile *Repository::Private::findFile(qint64 account)
{
    const auto found = std::find_if(files.begin(), files.end(), [account](const OpenFile &file) {
        return file.state.account == account;
    });
    return found == files.end() ? nullptr : &*found;
}

QString Repository::Private::scratchFolder()
{
    if (!scratch)
        scratch.emplace();
    return scratch->isValid() ? scratch->path() : QString();
}

void Repository::showFile(const QString &path, QObject *context, std::function<void(Result<JobKey>)> done)
{
    d->fileReading.start([this, path, scratch = d->scratchFolder(), context = QPointer<QObject>(context),
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
        Result<FileContent> content = readFileContent(path, scratch, progress, isWanted);
        using Shared = Result<std::shared_ptr<FileContent>>;
        const Shared read = content ? Shared(std::make_shared<FileContent>(std::move(content).value()))
                                    : Shared(content.error());
        d->deliver([this, path, context, done, read, isWanted] {
            const Result<JobKey> key = isWanted() ? d->takeFile(path, read) : Result<JobKey>(cancelled());
            if (context)
                done(key);
        });
    });
}

void Repository::cancelFile()
{
    d->fileReading.cancel();
}

Result<JobKey> Repository::Private::takeFile(const QString &given,
                                             const Result<std::shared_ptr<FileContent>> &read)
{
    if (!read)
        return read.error();
    FileContent &content = **read;
    OpenFile file;
    // An exported folder has its own name, its manifest always the same.
    file.root = content.jobs ? content.jobs->root : QString();
    file.state.path = identityOf(file.root.isEmpty() ? given : file.root);
    file.state.account = nextTemporary--;
    file.state.name = content.name;
    file.state.title = content.title;
    file.state.note = content.note;
    JobKey first{file.state.account, {}};
    // The file may have changed since it was opened before: it is read again, and stays in its place.
    const auto known = std::find_if(files.begin(), files.end(), [&file](const OpenFile &other) {
        return other.state.path == file.state.path;
    });
    if (known != files.end())
        forgetFile(known->state.account);
    if (content.jobs)
        first = takeFileJobs(file, content);
    else
        file.content = *read;
    if (known != files.end())
        *known = std::move(file);
    else
        files.push_back(std::move(file));
    Q_EMIT q->filesChanged();
    return first;
}

JobKey Repository::Private::takeFileJobs(OpenFile &file, FileContent &content)
{
    JobPage &page = content.jobs->page;
    OpenedFile &state = file.state;
    state.jobs = int(page.jobs.rows.size());
    state.rejected = page.rejected;
    state.firstReject = page.firstReject;
    AccountLabel label;
    label.name = state.name;
    label.isFile = true;
    model->setAccountLabel(state.account, label);
    for (JobRow &row : page.jobs.rows) {
        row.account = state.account;
        const QString id = QString::fromUtf8(row.id);
        const QString folder = content.jobs->folders.value(id);
        FileJob job{row.raw, page.jobs.storage, folder};
        if (!folder.isEmpty()) // read again when it is opened
            job = {{}, {}, folder};
        fileJobs.insert(FileJob::keyOf({row.account, id}), std::move(job));
    }
    model->upsert(page.jobs);
    return {state.account, QString::fromUtf8(page.jobs.rows.front().id)};
}

// Nothing of it is shown any more; its number is not used again.
void Repository::Private::forgetFile(qint64 account)
{
    const QString prefix = QString::number(account) + u'/';
    fileJobs.removeIf(
        [&prefix](QHash<QString, FileJob>::iterator job) { return job.key().startsWith(prefix); });
    model->forgetAccount(account);
}

void Repository::closeFile(qint64 account)
{
    if (!d->findFile(account))
        return;
    if (d->opened.account == account) {
        d->opened = {};
        d->records->open({}); // lets go of its events
    }
    d->forgetFile(account);
    std::erase_if(d->files, [account](const OpenFile &file) { return file.state.account == account; });
    Q_EMIT filesChanged();
}

bool Repository::Private::openFromFile(const JobKey &key)
{
    if (const auto job = fileJobs.constFind(FileJob::keyOf(key)); job != fileJobs.constEnd()) {
        openFileJob(key, *job);
        return true;
    }
    const OpenFile *file = findFile(key.account);
    if (!file || !file->content)
        return false;
    openFilePage(*file);
    return true;
}

void Repository::Private::openFilePage(const OpenFile &file)
{
    const JobKey key{file.state.account, {}};
    deliver([this, key, content = file.content] {
        if (!(key == opened))
            return;
        JobDetails details;
        details.key = key;
        details.job.id = content->name;
        details.value = content->value;
        details.raw = content->text;
        details.page = content->page;
        details.isOfFile = true;
        details.last = true;
        Q_EMIT q->jobOpened(details);
        KeptRecords kept = content->records;
        kept.outline->key = key;
        records->show(key, kept);
    });
}

void Repository::Private::openFileJob(const JobKey &key, const FileJob &job)
{
    const auto show = [this, key](const StoredJob &stored) {
        JobDetails details = detailsOf(key, stored, false);
        details.isOfFile = true;
        details.last = true;
        deliver([this, details = std::move(details)] {
            if (details.key == opened)
                Q_EMIT q->jobOpened(details);
        });
    };
    const auto showRecords = [this, key](const KeptRecords &kept) {
        deliver([this, key, kept] { records->show(key, kept); });
    };
    if (job.folder.isEmpty()) {
        reading.start([key, job, show, showRecords] {
            StoredJob stored;
            stored.raw = job.raw.toByteArray();
            show(stored);
            const Result<Value> value = readJson(stored.raw);
            if (!value)
                return;
            KeptRecords kept;
            kept.outline = outlineOf(key, readJob(*value));
            kept.checkpoints = std::make_shared<const std::vector<Checkpoint>>();
            kept.embedded = embeddedRecords(*value);
            kept.state.eventsComplete = true;
            kept.state.checkpointsComplete = true;
            showRecords(kept);
        });
        return;
    }
    reading.start([this, key, folder = job.folder, show, showRecords] {
        const auto raw = exportedJobBytes(folder);
        if (!raw)
            return deliver([this, key, folder] { failFileJob(key, {tr("%1 cannot be read.").arg(folder)}); });
        show(readExportedJob(folder, *raw));
        const ExportedRecords read = readExportedRecords(folder, key, *raw);
        showRecords(read.kept);
        deliver([this, key, folder, problems = read.problems] { checkFileJob(key, folder, problems); });
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
    const OpenFile *file = findFile(key.account);
    const QString root = file ? file->root : QString();
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

} // namespace tuneboard
