// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/archive/recovery.h"

#include "app/archive/archiveerror.h"
#include "app/archive/connection.h"
#include "app/archive/schema.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QLockFile>

#include <filesystem>
#include <system_error>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

using Kind = ArchiveError::Kind;
using Opened = ArchiveResult<std::unique_ptr<Archive>>;

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Archive)
};

QString shown(const QString &path)
{
    return QDir::toNativeSeparators(path);
}

const ArchiveError *errorOf(const Opened &opened)
{
    return std::get_if<ArchiveError>(&opened);
}

// "<folder>/<stem><insert><suffix>", where the suffix begins at the name's last dot.
QString beside(const QString &path, const QString &insert)
{
    const QFileInfo file(path);
    const QString name = file.fileName();
    const qsizetype dot = name.lastIndexOf(u'.');
    const qsizetype stem = dot > 0 ? dot : name.size();
    return file.absolutePath() + u'/' + name.left(stem) + insert + name.mid(stem);
}

bool isTaken(const QString &path)
{
    return QFileInfo::exists(path) || QFileInfo::exists(path + u"-wal"_s) ||
           QFileInfo::exists(path + u"-shm"_s);
}

// Not QFile::rename: that falls back to copying.
bool move(const QString &from, const QString &to)
{
    std::error_code error;
    std::filesystem::rename(std::filesystem::path(from.toStdU16String()),
                            std::filesystem::path(to.toStdU16String()), error);
    return !error;
}

// Renames the file and what belongs to it; the new path, or empty.
QString setAside(const QString &path)
{
    const QString stamp = u".damaged-"_s + QDateTime::currentDateTime().toString(u"yyyy-MM-dd'T'hh-mm-ss"_s);
    QString target = beside(path, stamp);
    for (int n = 2; isTaken(target); ++n)
        target = beside(path, stamp + u"-%1"_s.arg(n));
    // The file last: until it is gone, nobody begins a new one that could meet the old -wal.
    for (const QString &part : {u"-wal"_s, u"-shm"_s}) {
        if (QFileInfo::exists(path + part) && !move(path + part, target + part))
            return {};
    }
    return move(path, target) ? target : QString();
}

OpenedArchive found(Opened opened, const Archive::Options &options, std::optional<ArchiveError> notice = {})
{
    OpenedArchive result;
    result.options = options;
    result.notice = std::move(notice);
    result.archive = std::get<std::unique_ptr<Archive>>(std::move(opened));
    return result;
}

// Nothing of it is kept: the last resort.
OpenedArchive openTemporary(const Archive::Options &options, const ArchiveError &why)
{
    OpenedArchive result;
    result.notice = why;
    result.notice->text +=
        u' ' +
        Words::tr(
            "Until then Tuneboard works without an archive: what it lists now is forgotten when it ends.");
    result.temporary = std::make_shared<TemporaryArchive>();
    result.options.busyTimeoutMs = options.busyTimeoutMs;
    result.options.path = result.temporary->path();
    Opened opened = Archive::open(result.options);
    if (errorOf(opened)) {
        result.options.path.clear();
        opened = Archive::open(result.options);
    }
    if (auto *archive = std::get_if<std::unique_ptr<Archive>>(&opened))
        result.archive = std::move(*archive);
    return result;
}

OpenedArchive openReadOnly(Archive::Options options, const ArchiveError &why)
{
    options.readOnly = true;
    Opened opened = Archive::open(options);
    if (errorOf(opened)) {
        options.immutable = true;
        opened = Archive::open(options);
    }
    if (errorOf(opened))
        return openTemporary(options, why);
    ArchiveError notice = why;
    notice.text += u' ' + Words::tr("Until then what was kept is shown, and nothing new is kept.");
    if (options.immutable && QFileInfo(options.path + u"-wal"_s).size() > 0)
        notice.text += u' ' + Words::tr("The last changes before may be missing.");
    return found(std::move(opened), options, notice);
}

OpenedArchive openBesideNewer(Archive::Options options)
{
    const QString newer = options.path;
    options.path = beside(newer, u".v%1"_s.arg(schemaVersion()));
    OpenedArchive result = openOrRecover(options);
    const QString text =
        Words::tr("The archive %1 was written by a later version of Tuneboard and is left as it "
                  "is. This version keeps "
                  "its jobs in %2; update Tuneboard to see all of them.")
            .arg(shown(newer), shown(options.path));
    result.notice = ArchiveError{Kind::Newer, result.notice ? text + u' ' + result.notice->text : text};
    return result;
}

// A table of the file does not fit this version, and yet the file is sound: it is no business of ours to move
// it away.
OpenedArchive leaveUnfit(const Archive::Options &options, const ArchiveError &why)
{
    return openTemporary(
        options, {Kind::Failed,
                  Words::tr("The archive %1 does not fit this version of Tuneboard and is left as it is. "
                            "Use another archive. (%2)")
                      .arg(shown(options.path), why.detail)});
}

// `isDamaged`: whether an opened file is to be set aside all the same.
OpenedArchive replaceDamaged(const Archive::Options &options,
                             const std::function<std::optional<ArchiveError>(Archive &)> &isDamaged)
{
    // One process at a time: the second must not set aside what the first has begun anew.
    QLockFile lock(options.path + u".lock"_s);
    const bool locked = lock.tryLock(options.busyTimeoutMs);
    Opened opened = Archive::open(options);
    std::optional<ArchiveError> damage;
    if (const ArchiveError *error = errorOf(opened)) {
        if (error->kind != Kind::Damaged) {
            lock.unlock();
            return openOrRecover(options);
        }
        damage = error->isProven ? *error : damageOf(options);
        if (!damage) {
            lock.unlock();
            return leaveUnfit(options, *error);
        }
    } else {
        Archive &archive = *std::get<std::unique_ptr<Archive>>(opened);
        damage = isDamaged(archive);
        if (!damage)
            return found(std::move(opened), options);
    }
    opened = ArchiveError(); // closes it
    const QString aside =
        locked && !options.readOnly && !options.immutable ? setAside(options.path) : QString();
    if (aside.isEmpty()) {
        ArchiveError why = archiveError(Kind::Damaged, options.path);
        why.text =
            Words::tr(
                "The archive %1 is damaged and could not be set aside. Move it away and start Tuneboard "
                "again.")
                .arg(shown(options.path));
        return openTemporary(options, why);
    }
    ArchiveError notice{
        Kind::Damaged,
        Words::tr("The archive was damaged and now lies set aside as %1. A new one has been begun, and "
                  "the jobs are listed again from their servers; what those no longer have is only in "
                  "the old file.")
            .arg(shown(aside))};
    opened = Archive::open(options);
    OpenedArchive result =
        errorOf(opened) ? openTemporary(options, *errorOf(opened)) : found(std::move(opened), options);
    if (result.notice)
        notice.text += u' ' + result.notice->text;
    result.notice = notice;
    result.setAsidePath = aside;
    return result;
}

Archive::Options withAbsolutePath(Archive::Options options)
{
    if (!options.path.isEmpty())
        options.path = QFileInfo(options.path).absoluteFilePath();
    return options;
}

} // namespace

OpenedArchive openOrRecover(const Archive::Options &wanted)
{
    const Archive::Options options = withAbsolutePath(wanted);
    Opened opened = Archive::open(options);
    const ArchiveError *error = errorOf(opened);
    if (!error)
        return found(std::move(opened), options);
    switch (error->kind) {
    case Kind::Damaged:
        return replaceDamaged(options, [](Archive &) { return std::nullopt; });
    case Kind::Newer:
        return openBesideNewer(options);
    case Kind::ReadOnly:
    case Kind::Full:
        return openReadOnly(options, *error);
    case Kind::Locked:
    case Kind::Unknown:
    case Kind::Refused:
    case Kind::Failed:
        break;
    }
    return openTemporary(options, *error);
}

OpenedArchive recoverDamaged(const Archive::Options &wanted)
{
    const Archive::Options options = withAbsolutePath(wanted);
    if (options.path.isEmpty())
        return openOrRecover(options);
    return replaceDamaged(options, [](Archive &archive) { return archive.check(); });
}

} // namespace tuneboard
