// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/archive/archiveerror.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <SQLiteCpp/Exception.h>
#include <sqlite3.h>

#include <cerrno>

namespace tuneboard {

namespace {

using Kind = ArchiveError::Kind;

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Archive)
};

bool isWritable(const QString &path)
{
    const QFileInfo file(path);
    return (!file.exists() || file.isWritable()) && QFileInfo(file.absolutePath()).isWritable();
}

// The system's reason behind an I/O error.
Kind kindOfSystemError(int number)
{
    switch (number) {
    case ENOSPC:
#ifdef EDQUOT
    case EDQUOT:
#endif
        return Kind::Full;
    case EROFS:
    case EACCES:
    case EPERM:
        return Kind::ReadOnly;
    default:
        return Kind::Failed;
    }
}

// A table, a row or a size does not fit a statement of ours. The file may be at fault, or the statement.
bool mayBeDamage(int extended)
{
    switch (extended & 0xff) {
    case SQLITE_FORMAT:
    case SQLITE_ERROR:
    case SQLITE_CONSTRAINT:
    case SQLITE_TOOBIG:
    case SQLITE_MISMATCH:
        return true;
    default:
        return false;
    }
}

Kind kindOf(int extended, const QString &path, sqlite3 *db)
{
    switch (extended) {
    case SQLITE_IOERR_CORRUPTFS:
    case SQLITE_READONLY_DBMOVED: // another window has set the file aside
        return Kind::Damaged;
    case SQLITE_CONSTRAINT_FOREIGNKEY: // its account or job was removed meanwhile
        return Kind::Unknown;
    default:
        break;
    }
    if (mayBeDamage(extended))
        return Kind::Damaged;
    switch (extended & 0xff) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return Kind::Damaged;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return Kind::ReadOnly;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
        return Kind::Locked;
    case SQLITE_FULL:
        return Kind::Full;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN: {
        const Kind kind = db ? kindOfSystemError(sqlite3_system_errno(db)) : Kind::Failed;
        return kind == Kind::Failed && !isWritable(path) ? Kind::ReadOnly : kind;
    }
    default:
        return Kind::Failed;
    }
}

} // namespace

ArchiveError archiveError(ArchiveError::Kind kind, const QString &path, const QString &detail)
{
    const QString where = path.isEmpty() ? Words::tr("in memory") : QDir::toNativeSeparators(path);
    QString text;
    switch (kind) {
    case Kind::Damaged:
        text =
            Words::tr(
                "The archive %1 is damaged. Start Tuneboard again: it sets the file aside and begins a new "
                "one.")
                .arg(where);
        break;
    case Kind::Newer:
        text = Words::tr(
                   "The archive %1 was written by a later version of Tuneboard. Use that version, or another "
                   "archive.")
                   .arg(where);
        break;
    case Kind::ReadOnly:
        text =
            Words::tr("The archive %1 cannot be written. Allow writing to the file and its folder, or choose "
                      "another one.")
                .arg(where);
        break;
    case Kind::Locked:
        text =
            Words::tr("Another program holds the archive %1. Close that program and try again.").arg(where);
        break;
    case Kind::Full:
        text = Words::tr("There is no room for the archive %1. Free some space and try again.").arg(where);
        break;
    case Kind::Refused:
        text = Words::tr("The archive %1 refused a change, which is not saved. The file itself is sound.")
                   .arg(where);
        break;
    case Kind::Unknown:
        text = Words::tr("The archive %1 does not hold the account or job any more.").arg(where);
        break;
    case Kind::Failed:
        text = Words::tr("The archive %1 cannot be used. Choose another one.").arg(where);
        break;
    }
    if (!detail.isEmpty())
        text += u' ' + Words::tr("(%1)").arg(detail);
    return {kind, text, true, detail};
}

ArchiveError archiveError(const SQLite::Exception &thrown, const QString &path, sqlite3 *db)
{
    const int extended =
        thrown.getExtendedErrorCode() > 0 ? thrown.getExtendedErrorCode() : thrown.getErrorCode();
    ArchiveError error = archiveError(kindOf(extended, path, db), path, QString::fromUtf8(thrown.what()));
    error.isProven = !mayBeDamage(extended);
    return error;
}

} // namespace tuneboard
