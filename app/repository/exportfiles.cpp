// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/repository/exportfiles.h"

#include "app/api/readjson.h"
#include "app/models/inputfile.h"
#include "app/repository/exportfolder.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

constexpr qint64 kPiece = qint64{256} * 1024;
constexpr qsizetype kMaxEntryBytes = qsizetype{64} * 1024; // one job or file of the manifest

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ArchiveExport)
};

// False: reading was ended by `progress`.
bool goesOn(const ReadProgress &progress, qint64 done, qint64 all)
{
    return !progress || progress(done, all);
}

// Reads the manifest for the elements of its lists. `take` says what is wrong, as a sentence; empty: nothing.
class ManifestReader
{
public:
    using Take = std::function<QString(const ElementReader::Element &)>;

    ManifestReader(const QString &manifest, const ExportLimits &limits)
        : m_manifest(manifest)
        , m_limits(limits)
    {
    }

    std::optional<ApiError> run(const ReadProgress &progress, const Take &take)
    {
        bool isExport = false;
        bool isStopped = false;
        QString problem;
        ElementReader reader(kMaxEntryBytes, [&](const ElementReader::Element &element) {
            if (element.isMember && element.list == "format")
                isExport = QByteArrayView(element.json).contains(kExportFormat);
            problem = take(element);
            return problem.isEmpty();
        });
        const QFileInfo info(m_manifest);
        const QString failed = readExportedText(info.absolutePath(), info.fileName(), m_limits.manifestBytes,
                                                reader, [&](qint64, qint64) {
                                                    isStopped = !goesOn(progress, 0, 0);
                                                    return !isStopped;
                                                });
        if (isStopped)
            return cancelledReading();
        if (!problem.isEmpty())
            return ApiError::malformed(problem);
        if (!failed.isEmpty())
            return ApiError::malformed(failed);
        if (!isExport)
            return ApiError::malformed(Words::tr("%1 is not the manifest of an export.").arg(m_manifest));
        return std::nullopt;
    }

private:
    const QString &m_manifest;
    const ExportLimits &m_limits;
};

// Compares one file with its entry.
class FileCheck
{
public:
    FileCheck(QString root, ExportCheck &check, const ReadProgress &progress)
        : m_root(std::move(root))
        , m_check(check)
        , m_progress(progress)
    {
    }

    [[nodiscard]] bool isStopped() const { return m_isStopped; }

    void compare(const QString &path, qint64 bytes, const QByteArray &sha256)
    {
        ++m_check.files;
        QFile file;
        const QString place = isExportPath(path) ? exportedFile(m_root, path) : QString();
        if (place.isEmpty() || !openRegularFile(file, place, SymLinks::Refuse).isEmpty())
            return report(Words::tr("%1 is missing.").arg(path));
        if (file.size() != bytes)
            return report(Words::tr("%1 was changed: it has %2 bytes, and %3 when it was exported.")
                              .arg(path, QLocale().toString(file.size()), QLocale().toString(bytes)));
        QCryptographicHash hash(QCryptographicHash::Sha256);
        while (true) {
            const QByteArray piece = file.read(kPiece);
            if (piece.isEmpty())
                break;
            hash.addData(piece);
            m_isStopped = !goesOn(m_progress, m_check.files, 0);
            if (m_isStopped)
                return;
        }
        if (hash.result().toHex() != sha256)
            report(Words::tr("%1 was changed: its SHA-256 is not the manifest's.").arg(path));
    }

private:
    void report(const QString &problem)
    {
        if (m_check.wrong++ < ExportCheck::kMaxProblems)
            m_check.problems += problem;
    }

    QString m_root;
    ExportCheck &m_check;
    const ReadProgress &m_progress;
    bool m_isStopped = false;
};

} // namespace

ApiError cancelledReading()
{
    ApiError error;
    error.kind = ApiError::Kind::Cancelled;
    return error;
}

QString exportedFile(const QString &folder, const QString &name)
{
    const QFileInfo info(folder + u'/' + name);
    const QString root = QFileInfo(folder).canonicalFilePath();
    const bool isPlain = info.isFile() && !info.isSymLink() && !root.isEmpty() &&
                         info.canonicalFilePath().startsWith(root + u'/');
    return isPlain ? info.filePath() : QString();
}

std::optional<QByteArray> exportedContent(const QString &folder, const QString &name, qint64 maxBytes)
{
    QFile file;
    const QString path = exportedFile(folder, name);
    if (path.isEmpty() || !openRegularFile(file, path, SymLinks::Refuse).isEmpty())
        return std::nullopt;
    return readAtMost(file, maxBytes);
}

QByteArray exportedHead(const QString &path, qint64 bytes)
{
    QFile file;
    return openRegularFile(file, path).isEmpty() ? file.read(bytes) : QByteArray();
}

QString readExportedText(const QString &folder, const QString &name, qint64 maxBytes, ElementReader &reader,
                         const ReadProgress &progress)
{
    QFile file;
    const QString path = folder + u'/' + name;
    if (const QString problem = openRegularFile(file, path, SymLinks::Refuse); !problem.isEmpty())
        return Words::tr("%1 cannot be read: %2.").arg(path, problem);
    if (file.size() > maxBytes)
        return Words::tr("%1 is larger than %2 MB, and not read.").arg(path).arg(maxBytes >> 20);
    qint64 done = 0;
    while (done <= maxBytes) {
        const QByteArray piece = file.read(kPiece);
        done += piece.size();
        if (piece.isEmpty() || !goesOn(progress, done, file.size()) || !reader.add(piece))
            break;
    }
    if (file.error() != QFileDevice::NoError)
        return Words::tr("%1 cannot be read: %2.").arg(path, file.errorString());
    if (reader.isStopped() || reader.isWhole())
        return {};
    return reader.isTooLong() ? Words::tr("%1 has an entry that is too long to be read.").arg(path)
                              : Words::tr("%1 is cut off, or not JSON.").arg(path);
}

Result<std::vector<NamedJob>> readNamedJobs(const QString &manifest, const ReadProgress &progress,
                                            const ExportLimits &limits)
{
    std::vector<NamedJob> jobs;
    bool hasJobs = false;
    qint64 files = 0;
    const auto error =
        ManifestReader(manifest, limits).run(progress, [&](const ElementReader::Element &element) {
            const bool isJob = !element.isMember && element.list == "jobs";
            hasJobs = hasJobs || isJob;
            if (isJob && qint64(jobs.size()) >= limits.jobs)
                return Words::tr("%1 names more than %2 jobs, and is not read.")
                    .arg(manifest, QLocale().toString(limits.jobs));
            if (!element.isMember && element.list == "files" && ++files > limits.files)
                return Words::tr("%1 names more than %2 files, and is not read.")
                    .arg(manifest, QLocale().toString(limits.files));
            if (isJob) {
                const auto value = readJson(element.json);
                jobs.push_back(value ? NamedJob{value->string(u"id"), value->string(u"folder")} : NamedJob());
            }
            return QString();
        });
    if (error)
        return *error;
    if (!hasJobs)
        return ApiError::malformed(Words::tr("%1 names no jobs.").arg(manifest));
    return jobs;
}

Result<ExportCheck> checkExport(const QString &manifest, const QString &folder, const ReadProgress &progress,
                                const ExportLimits &limits)
{
    ExportCheck check;
    FileCheck files(QFileInfo(manifest).absolutePath(), check, progress);
    const QString prefix = folder.isEmpty() ? QString() : folder + u'/';
    const auto error =
        ManifestReader(manifest, limits).run(progress, [&](const ElementReader::Element &element) {
            // Most entries are of other jobs: they are passed over before they are read.
            if (element.isMember || element.list != "files" || !element.json.contains(prefix.toUtf8()) ||
                files.isStopped())
                return QString();
            const auto value = readJson(element.json);
            const QString path = value ? value->string(u"path") : QString();
            if (!path.startsWith(prefix) || path.isEmpty())
                return QString();
            const Value *bytes = value->find(u"bytes");
            files.compare(path, bytes ? bytes->toInteger().value_or(-1) : -1,
                          value->string(u"sha256").toLatin1().toLower());
            return QString();
        });
    if (files.isStopped())
        return cancelledReading();
    if (error)
        return *error;
    return check;
}

} // namespace tuneboard
