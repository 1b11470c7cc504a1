// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/repository/exportreading.h"

#include "app/api/readjson.h"
#include "app/api/readobjects.h"
#include "app/api/readpage.h"
#include "app/models/jobsexport.h"
#include "app/repository/exportfolder.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

constexpr qint64 kMaxBytes = qint64{256} * 1024 * 1024;
constexpr auto kManifest = "manifest.json"_L1;
constexpr auto kFormat = "tuneboard-export"_L1;
constexpr qint64 kHeadBytes = 4096;

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ArchiveExport)
};

// The path of a plain file below `folder`, no link to elsewhere, nor behind one; empty: it is none.
QString plainFile(const QString &folder, const QString &name)
{
    const QFileInfo info(folder + u'/' + name);
    const QString root = QFileInfo(folder).canonicalFilePath();
    const bool isPlain = info.isFile() && !info.isSymLink() && !root.isEmpty() &&
                         info.canonicalFilePath().startsWith(root + u'/');
    return isPlain ? info.filePath() : QString();
}

// nullopt: there is no such plain file, or it is too large.
std::optional<QByteArray> contentOf(const QString &folder, const QString &name)
{
    QFile file(plainFile(folder, name));
    if (file.fileName().isEmpty() || file.size() > kMaxBytes || !file.open(QIODevice::ReadOnly))
        return std::nullopt;
    return file.readAll();
}

Value objectIn(const QString &folder, const QString &name)
{
    const auto bytes = contentOf(folder, name);
    auto value = bytes ? readJson(*bytes, kMaxFileValues) : Result<Value>(ApiError());
    return value.ok() && value->isObject() ? std::move(value).value() : Value();
}

bool flag(const Value &object, QStringView name)
{
    const Value *member = object.find(name);
    return member && member->toBool().value_or(false);
}

qint64 integer(const Value &object, QStringView name)
{
    const Value *member = object.find(name);
    return member ? member->toInteger().value_or(0) : 0;
}

// The contents as the archive would have them.
StoredFile storedFile(const QString &folder, const QString &name, JobFile::Role role)
{
    StoredFile stored;
    if (const auto object = contentOf(folder, name + ".json"_L1))
        stored.raw = *object;
    stored.path = plainFile(folder, name + (role == JobFile::Role::Result ? ".csv"_L1 : ".jsonl"_L1));
    if (!stored.path.isEmpty())
        stored.content = StoredFile::Content::Kept;
    return stored;
}

} // namespace

QString exportManifestAt(const QString &path)
{
    const QString manifest = QFileInfo(path).isDir() ? path + u'/' + kManifest : path;
    QFile file(manifest);
    if (!QFileInfo(manifest).isFile() || !file.open(QIODevice::ReadOnly))
        return {};
    return file.read(kHeadBytes).contains(kFormat.latin1()) ? manifest : QString();
}

Result<ExportedJobs> readExportedJobs(const QString &manifest)
{
    const QString root = QFileInfo(manifest).absolutePath();
    const Value value = objectIn(root, QFileInfo(manifest).fileName());
    const Value *jobs = value.find(u"jobs");
    if (value.string(u"format") != kFormat || !jobs || !jobs->isArray())
        return ApiError::malformed(
            Words::tr("%1 is no manifest of an exported archive that can be read.").arg(manifest));
    ExportedJobs exported;
    QByteArrayList raw;
    int rejected = 0;
    QString firstReject;
    qint64 bytes = 0;
    for (const Value &job : jobs->children) {
        const QString folder = job.string(u"folder");
        const auto content = isExportPath(folder) ? contentOf(root, folder + "/job.json"_L1) : std::nullopt;
        const auto row = content ? readJobRow(*content) : Result<JobRows>(ApiError());
        bytes += content ? content->size() : 0;
        if (bytes > kMaxBytes)
            return ApiError::malformed(Words::tr("%1 names more than can be shown.").arg(manifest));
        if (!row.ok()) {
            if (rejected++ == 0)
                firstReject = Words::tr("%1 is missing, or no job").arg(job.string(u"id"));
            continue;
        }
        raw += *content;
        exported.folders.insert(QString::fromUtf8(row->rows.front().id), root + u'/' + folder);
    }
    Result<JobPage> page = readJobPage(jobsAsJson(raw));
    if (!page.ok())
        return page.error();
    exported.page = std::move(page).value();
    if (rejected > 0) {
        exported.page.rejected += rejected;
        exported.page.firstReject = firstReject;
    }
    return exported;
}

KeptRecords readExportedRecords(const QString &folder, const JobKey &key, QByteArrayView raw)
{
    KeptRecords kept;
    auto checkpoints = std::make_shared<std::vector<Checkpoint>>();
    const auto job = readJson(raw);
    kept.outline = outlineOf(key, job.ok() ? readJob(*job) : Job());
    if (const auto bytes = contentOf(folder, u"events.json"_s)) {
        if (auto page = readEventPage(*bytes); page.ok() && !page->objects.empty())
            kept.events[1] = {std::make_shared<const std::vector<EventRow>>(std::move(page.value().objects))};
    }
    if (const auto bytes = contentOf(folder, u"checkpoints.json"_s)) {
        if (const auto page = readCheckpointPage(*bytes); page.ok()) {
            for (const KeptCheckpoint &checkpoint : page->objects)
                checkpoints->push_back(checkpoint.checkpoint);
        }
    }
    kept.checkpoints = std::move(checkpoints);
    QSet<QString> names;
    for (const auto &[role, id] : kept.outline->files)
        kept.files.push_back(fileOf(role, id, storedFile(folder, "files/"_L1 + exportName(id, names), role)));
    const Value state = objectIn(folder, u"kept.json"_s);
    kept.state.eventsComplete = flag(state, u"events_complete");
    kept.state.checkpointsComplete = flag(state, u"checkpoints_complete");
    return kept;
}

StoredJob readExportedJob(const QString &folder, const QByteArray &raw)
{
    StoredJob job;
    job.raw = raw;
    const Value kept = objectIn(folder, u"kept.json"_s);
    job.firstSeenMs = integer(kept, u"first_seen_ms");
    job.lastSeenMs = integer(kept, u"last_seen_ms");
    const Value *history = kept.find(u"status_history");
    for (const Value &change : history ? history->children : std::vector<Value>())
        job.history.push_back({{integer(change, u"at")}, change.string(u"status")});
    return job;
}

} // namespace tuneboard
