// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/archive/connection.h"

#include "app/archive/archiveerror.h"
#include "app/archive/reread.h"
#include "app/archive/schema.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QThread>
#include <QUrl>

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <sqlite3.h>

#include <mutex>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

using Kind = ArchiveError::Kind;
using Connected = ArchiveResult<std::unique_ptr<SQLite::Database>>;

constexpr QFile::Permissions kOwnerFile = QFile::ReadOwner | QFile::WriteOwner;

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Archive)
};

// SQLite would create the file by the umask; its -wal and -shm take the mode of the file.
std::optional<ArchiveError> makePrivateFile(const QString &path)
{
    // Closing any handle to a file drops the locks that SQLite holds on it in this process, so the file must
    // not be opened by SQLite in another thread before it is closed here.
    static std::mutex creating;
    const std::lock_guard lock(creating);
    const QFileInfo file(path);
    if (file.isDir())
        return archiveError(Kind::Failed, path, Words::tr("it is a folder"));
    if (file.exists()) {
        if (QFile::permissions(path) &
            (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther))
            QFile::setPermissions(path,
                                  file.permissions() & (kOwnerFile | QFile::ReadUser | QFile::WriteUser));
        return std::nullopt;
    }
    if (!makePrivateFolder(file.absolutePath()))
        return archiveError(Kind::ReadOnly, path, Words::tr("the folder cannot be created"));
    QFile fresh(path);
    if (fresh.open(QIODevice::WriteOnly | QIODevice::NewOnly, kOwnerFile) || QFileInfo::exists(path))
        return std::nullopt;
    const bool folderWritable = QFileInfo(file.absolutePath()).isWritable();
    return archiveError(folderWritable ? Kind::Failed : Kind::ReadOnly, path, fresh.errorString());
}

// A path that begins with "file:" or holds "?" stays a path.
std::string immutableUri(const QString &path)
{
    QUrl url = QUrl::fromLocalFile(path);
    url.setQuery(u"immutable=1"_s);
    return url.toEncoded().toStdString();
}

void configure(SQLite::Database &db, bool readOnly)
{
    sqlite3_extended_result_codes(db.getHandle(), 1);
    sqlite3_db_config(db.getHandle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    db.exec("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA foreign_keys = ON; "
            "PRAGMA cache_size = -4096; PRAGMA secure_delete = OFF;");
    if (readOnly)
        db.exec("PRAGMA query_only = ON;");
}

// Only for a file that is ours: another program's keeps its own journal.
void useWal(SQLite::Database &db)
{
    // A checkpoint waits for the disk: every 16 MB, not every 4.
    db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 4000; "
            "PRAGMA journal_size_limit = 16777216;");
}

// The error of a file that cannot be used as it is.
std::optional<ArchiveError> refuse(SchemaState state, const QString &path, bool readOnly)
{
    switch (state) {
    case SchemaState::Current:
        return std::nullopt;
    case SchemaState::Fresh:
    case SchemaState::Older:
        if (readOnly)
            return archiveError(Kind::ReadOnly, path, Words::tr("it has to be brought up to date first"));
        return std::nullopt;
    case SchemaState::Newer:
        return archiveError(Kind::Newer, path);
    case SchemaState::Foreign:
        return archiveError(Kind::Failed, path, Words::tr("it belongs to another program"));
    case SchemaState::Damaged:
        return archiveError(Kind::Damaged, path, Words::tr("its first page contradicts its tables"));
    }
    return std::nullopt;
}

// SQLite's verdict on the whole file; "ok" if it found nothing.
QString quickCheck(SQLite::Database &db)
{
    return QString::fromUtf8(db.execAndGet("PRAGMA quick_check(1)").getText());
}

// A step of ours that fails says nothing about the file: it is rolled back, and the file stays as it was.
std::optional<ArchiveError> bringUpToDate(SQLite::Database &db, const QString &path)
{
    try {
        migrate(db);
        return std::nullopt;
    } catch (const SQLite::Exception &thrown) {
        ArchiveError error = archiveError(thrown, path, db.getHandle());
        if (error.kind != Kind::Damaged || error.isProven)
            return error;
        if (const QString verdict = quickCheck(db); verdict != "ok"_L1)
            return archiveError(Kind::Damaged, path, verdict);
        return ArchiveError{Kind::Failed,
                            Words::tr("The archive %1 could not be brought up to date and is left as it was. "
                                      "Use the version of Tuneboard that wrote it, or another archive. (%2)")
                                .arg(QDir::toNativeSeparators(path), QString::fromUtf8(thrown.what()))};
    }
}

Connected connectOnce(const Archive::Options &options)
{
    const bool inMemory = options.path.isEmpty();
    const QString path = inMemory ? QString() : QFileInfo(options.path).absoluteFilePath();
    const bool readOnly = options.readOnly || options.immutable;
    // SQLite would wait for the writer of a pipe.
    if (const QFileInfo file(path); !inMemory && file.exists() && !file.isFile() && !file.isDir())
        return archiveError(Kind::Failed, path, Words::tr("it is not a file"));
    if (!inMemory && !readOnly) {
        if (auto error = makePrivateFile(path))
            return std::move(*error);
    }
    int flags = (readOnly ? SQLite::OPEN_READONLY : SQLite::OPEN_READWRITE) | SQLite::OPEN_NOMUTEX;
    std::string name = inMemory ? ":memory:" : path.toStdString();
    if (inMemory) {
        flags |= SQLite::OPEN_CREATE;
    } else if (options.immutable) {
        flags |= SQLite::OPEN_URI;
        name = immutableUri(path);
    }
    const bool hadLog = !inMemory && QFileInfo(path + u"-wal"_s).size() > 0;
    std::unique_ptr<SQLite::Database> db;
    std::optional<ArchiveError> error;
    try {
        db = std::make_unique<SQLite::Database>(name, flags, options.busyTimeoutMs);
        configure(*db, readOnly);
        const SchemaState state = schemaState(*db);
        // Versions after the second have only added tables and columns: such a file can be read as it is.
        const bool isReadable =
            readOnly && state == SchemaState::Older && db->execAndGet("PRAGMA user_version").getInt() >= 2;
        if (!isReadable)
            error = refuse(state, path, readOnly);
        if (!error && !readOnly && sqlite3_db_readonly(db->getHandle(), "main") == 1)
            error = archiveError(Kind::ReadOnly, path);
        // An older file may be in another journal mode: it is changed once the file is up to date.
        if (!error && !readOnly && state == SchemaState::Older)
            error = bringUpToDate(*db, path);
        if (!error && !readOnly) {
            if (!inMemory)
                useWal(*db);
            if (state == SchemaState::Fresh)
                migrate(*db);
            rereadJobs(*db);
        }
    } catch (const SQLite::Exception &thrown) {
        error = archiveError(thrown, path, db ? db->getHandle() : nullptr);
    }
    if (!error)
        return db;
    if (db && hadLog)
        leaveLogAlone(*db);
    return std::move(*error);
}

} // namespace

Connected connectArchive(const Archive::Options &options)
{
    // The busy timeout does not cover all of it: two processes that create one file at once, say, meet
    // SQLITE_BUSY without a wait when they switch it to WAL.
    const QDeadlineTimer deadline(options.busyTimeoutMs);
    while (true) {
        Connected connected = connectOnce(options);
        const auto *error = std::get_if<ArchiveError>(&connected);
        if (!error || error->kind != Kind::Locked || deadline.hasExpired())
            return connected;
        QThread::msleep(10);
    }
}

std::optional<ArchiveError> damageOf(const Archive::Options &options)
{
    if (options.path.isEmpty())
        return std::nullopt;
    const QString path = QFileInfo(options.path).absoluteFilePath();
    std::unique_ptr<SQLite::Database> db;
    try {
        db = std::make_unique<SQLite::Database>(options.immutable ? immutableUri(path) : path.toStdString(),
                                                SQLite::OPEN_READONLY | SQLite::OPEN_NOMUTEX |
                                                    (options.immutable ? SQLite::OPEN_URI : 0),
                                                options.busyTimeoutMs);
        leaveLogAlone(*db);
        configure(*db, true);
        if (schemaState(*db) == SchemaState::Damaged)
            return refuse(SchemaState::Damaged, path, true);
        if (const QString verdict = quickCheck(*db); verdict != "ok"_L1)
            return archiveError(Kind::Damaged, path, verdict);
        return std::nullopt;
    } catch (const SQLite::Exception &thrown) {
        const ArchiveError error = archiveError(thrown, path, db ? db->getHandle() : nullptr);
        return error.kind == Kind::Damaged && error.isProven ? std::optional(error) : std::nullopt;
    }
}

void leaveLogAlone(SQLite::Database &db, bool alone)
{
    sqlite3_db_config(db.getHandle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, alone ? 1 : 0, nullptr);
}

bool makePrivateFolder(const QString &path)
{
    const QFileInfo folder(path);
    if (folder.isDir())
        return true;
    if (folder.exists() || folder.isRoot() || !makePrivateFolder(folder.absolutePath()))
        return false;
    return QDir().mkdir(path, kOwnerFile | QFile::ExeOwner) || QFileInfo(path).isDir();
}

} // namespace tuneboard
