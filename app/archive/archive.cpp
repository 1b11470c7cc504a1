// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/archive/archive.h"

#include "app/archive/archiveerror.h"
#include "app/archive/archiverecords.h"
#include "app/archive/connection.h"
#include "app/archive/contentfolder.h"
#include "app/archive/jobcolumns.h"
#include "app/archive/schema.h"
#include "app/archive/statement.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Transaction.h>
#include <sqlite3.h>

namespace tuneboard {

namespace {

using Kind = ArchiveError::Kind;

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Archive)
};

std::string leanSelect(sqlite3 *db, const char *rest)
{
    return "SELECT account, status_since, " + jobColumnNames(db) + " FROM jobs " + rest;
}

// Reads the row of a leanSelect().
JobRow leanRow(const Statement &from, TextStore &texts)
{
    JobRow row;
    row.account = from.integer(0);
    row.statusSince = from.integer(1);
    readJobColumns(from, 2, row, texts);
    return row;
}

// Rows under way into a JobRows.
struct Piece
{
    std::vector<JobRow> rows;
    std::shared_ptr<TextStore> texts = std::make_shared<TextStore>(qsizetype{256} * 1024);

    void read(const Statement &from) { rows.push_back(leanRow(from, *texts)); }
    JobRows take()
    {
        JobRows result{std::move(rows), std::move(texts)};
        *this = Piece();
        return result;
    }
};

AccountRecord accountOf(const Statement &from)
{
    AccountRecord account;
    account.number = from.integer(0);
    account.uuid = QUuid::fromString(from.text(1));
    account.name = from.text(2);
    account.baseUrl = from.text(3);
    account.dialect = from.text(4);
    account.organization = from.text(5);
    account.project = from.text(6);
    return account;
}

bool sameDetails(const AccountRecord &a, const AccountRecord &b)
{
    return a.name == b.name && a.dialect == b.dialect && isSameAddress(a, b);
}

/// Deletes every row, in whatever table, that refers to one of the `rows` of `table`, those that refer to
/// them first. The schema says who does: a table that is added later needs no line here. The names come from
/// the file, which need not be ours.
void removeReferring(sqlite3 *db, const std::string &table, const std::string &rows)
{
    std::vector<std::pair<std::string, std::string>> referring; // table, column
    {
        Statement query(db, "SELECT t.name, f.\"from\" FROM sqlite_schema AS t, "
                            "pragma_foreign_key_list(t.name) AS f WHERE t.type = 'table' AND f.\"table\" = ? "
                            "COLLATE NOCASE");
        query.bindText(0, QByteArrayView(table));
        while (query.step())
            referring.emplace_back(query.bytes(0).toByteArray().toStdString(),
                                   query.bytes(1).toByteArray().toStdString());
    }
    for (const auto &[name, column] : referring) {
        std::string those = " FROM main.";
        those.append(quotedName(name)).append(" WHERE ").append(quotedName(column));
        those.append(" IN (").append(rows).append(")");
        if (name == "jobs" && table != name) // jobs that refer to jobs would have no end
            removeReferring(db, name, "SELECT number" + those);
        Statement(db, "DELETE" + those).run();
    }
}

std::string accountSelect(const char *rest)
{
    return std::string("SELECT number, uuid, name, base_url, dialect, organization, project FROM accounts ") +
           rest;
}

void bindAccount(Statement &to, const AccountRecord &account)
{
    to.bindText(0, account.uuid.toString(QUuid::WithoutBraces));
    to.bindText(1, account.name);
    to.bindText(2, account.baseUrl);
    to.bindText(3, account.dialect);
    to.bindText(4, account.organization);
    to.bindText(5, account.project);
}

// The statements of one page's upsert.
struct Writer
{
    explicit Writer(sqlite3 *db)
        : handle(db)
        , version(db, "PRAGMA user_version")
        , account(db, "SELECT 1 FROM accounts WHERE number = ?")
        , known(
              db,
              "SELECT jobs.number, status, last_ms, created_at FROM jobs JOIN seen ON seen.job = jobs.number "
              "WHERE account = ? AND id = ?")
        , raw(db, "SELECT bytes FROM raw WHERE job = ?")
        , insertJob(db, "INSERT INTO jobs (account, status_since, " + jobColumnNames() + ") VALUES (?, ?, " +
                            jobColumnMarks() + ")")
        , insertRaw(db, "INSERT INTO raw (job, bytes) VALUES (?, ?)")
        , insertSeen(db, "INSERT INTO seen (job, first_ms, last_ms) VALUES (?, ?2, ?2)")
        , updateJob(db, "UPDATE jobs SET status_since = coalesce(?1, status_since), " +
                            jobColumnAssignments(2) + " WHERE number = ?" +
                            std::to_string(2 + jobColumnCount()))
        , updateCreated(db, "UPDATE jobs SET created_at = ? WHERE number = ?")
        , updateRaw(db, "UPDATE raw SET bytes = ? WHERE job = ?")
        , updateSeen(db, "UPDATE seen SET last_ms = ? WHERE job = ?")
        , insertStatus(db, "INSERT INTO status_history (job, position, at, status) VALUES (?1, (SELECT "
                           "count(*) FROM status_history WHERE job = ?1), ?2, ?3)")
    {
    }

    /// True: the job is new or changed. `nowMs`: the clock, to tell a stored time that cannot be right.
    bool write(qint64 accountNumber, const JobRow &row, qint64 seenAtMs, qint64 nowMs);

    sqlite3 *handle;
    Statement version, account, known, raw, insertJob, insertRaw, insertSeen, updateJob, updateCreated,
        updateRaw, updateSeen, insertStatus;

private:
    void insert(qint64 accountNumber, const JobRow &row, qint64 seenAtMs);
    void addStatus(qint64 job, const JobRow &row, qint64 seenAtMs);
};

bool Writer::write(qint64 accountNumber, const JobRow &row, qint64 seenAtMs, qint64 nowMs)
{
    qint64 job = 0;
    bool sameStatus = false;
    bool sameCreated = false;
    {
        Running query(known);
        query->bindInteger(0, accountNumber);
        query->bindText(1, row.id);
        if (query->step()) {
            job = query->integer(0);
            sameStatus = query->bytes(1) == row.status;
            sameCreated = (query->isNull(3) ? kNoInteger : query->integer(3)) == row.createdAt;
            // A stored time in the future comes from a clock that was wrong: it must not shut out all
            // answers until then.
            const qint64 last = query->integer(2);
            if (last > seenAtMs && last <= nowMs)
                return false;
        }
    }
    if (job == 0) {
        insert(accountNumber, row, seenAtMs);
        return true;
    }
    updateSeen.bindInteger(0, seenAtMs);
    updateSeen.bindInteger(1, job);
    updateSeen.run();
    {
        Running query(raw);
        query->bindInteger(0, job);
        if (query->step() && query->bytes(0) == row.raw)
            return false;
    }
    if (sameStatus)
        updateJob.bindNull(0);
    else
        updateJob.bindInteger(0, seenAtMs / 1000);
    bindJobColumns(updateJob, 1, row);
    updateJob.bindInteger(1 + jobColumnCount(), job);
    updateJob.run();
    if (!sameCreated) {
        if (row.createdAt == kNoInteger)
            updateCreated.bindNull(0);
        else
            updateCreated.bindInteger(0, row.createdAt);
        updateCreated.bindInteger(1, job);
        updateCreated.run();
    }
    updateRaw.bindBlob(0, row.raw);
    updateRaw.bindInteger(1, job);
    updateRaw.run();
    if (!sameStatus)
        addStatus(job, row, seenAtMs);
    return true;
}

void Writer::insert(qint64 accountNumber, const JobRow &row, qint64 seenAtMs)
{
    insertJob.bindInteger(0, accountNumber);
    insertJob.bindInteger(1, seenAtMs / 1000);
    bindJobColumns(insertJob, 2, row);
    insertJob.run();
    const qint64 job = sqlite3_last_insert_rowid(handle);
    insertRaw.bindInteger(0, job);
    insertRaw.bindBlob(1, row.raw);
    insertRaw.run();
    insertSeen.bindInteger(0, job);
    insertSeen.bindInteger(1, seenAtMs);
    insertSeen.run();
    addStatus(job, row, seenAtMs);
}

void Writer::addStatus(qint64 job, const JobRow &row, qint64 seenAtMs)
{
    insertStatus.bindInteger(0, job);
    insertStatus.bindInteger(1, seenAtMs / 1000);
    // Empty is a status too: the server did not say.
    insertStatus.bindText(2, QString::fromUtf8(row.status));
    insertStatus.run();
}

} // namespace

struct Archive::Private
{
    Private(const Options &openedWith, std::unique_ptr<SQLite::Database> opened)
        : options(openedWith)
        , db(std::move(opened))
        , newest(handle(), leanSelect(handle(), "ORDER BY created_at DESC, id DESC LIMIT ? OFFSET ?"))
        , lastJob(handle(), "SELECT max(number) FROM jobs")
        , job(handle(), "SELECT jobs.number, bytes, first_ms, last_ms FROM jobs JOIN raw ON raw.job = "
                        "jobs.number JOIN seen ON seen.job = jobs.number WHERE account = ? AND id = ?")
        , history(handle(), "SELECT at, status FROM status_history WHERE job = ? ORDER BY position")
        , find(handle(), "SELECT accounts.number FROM accounts CROSS JOIN jobs ON jobs.account = "
                         "accounts.number AND jobs.id = ? ORDER BY accounts.number")
    {
        if (!isReadOnly())
            writer.emplace(handle());
    }

    sqlite3 *handle() const { return db->getHandle(); }
    bool isReadOnly() const { return options.readOnly || options.immutable; }
    ArchiveError error(const SQLite::Exception &thrown) const
    {
        return archiveError(thrown, options.path, handle());
    }

    std::optional<AccountRecord> findAccount(const AccountRecord &wanted);
    AccountRecord storeAccount(const AccountRecord &wanted);

    Options options;
    std::unique_ptr<SQLite::Database> db; // the statements below go first
    Statement newest, lastJob, job, history, find;
    std::optional<Writer> writer;
    std::optional<ArchiveRecords> records;
};

Archive::Archive(std::unique_ptr<Private> parts)
    : d(std::move(parts))
{
}

Archive::~Archive() = default;

ArchiveRecords &Archive::records()
{
    if (!d->records)
        d->records.emplace(*this);
    return *d->records;
}

SQLite::Database &Archive::database() const
{
    return *d->db;
}

const Archive::Options &Archive::options() const
{
    return d->options;
}

ArchiveError Archive::errorOf(const SQLite::Exception &thrown) const
{
    return d->error(thrown);
}

ArchiveResult<std::unique_ptr<Archive>> Archive::open(const Options &options)
{
    auto connected = connectArchive(options);
    if (auto *error = std::get_if<ArchiveError>(&connected))
        return std::move(*error);
    auto &db = std::get<std::unique_ptr<SQLite::Database>>(connected);
    try {
        leaveLogAlone(*db); // a statement that cannot be prepared is damage too, and closes the file
        auto parts = std::make_unique<Private>(options, std::move(db));
        leaveLogAlone(*parts->db, false);
        return std::unique_ptr<Archive>(new Archive(std::move(parts)));
    } catch (const SQLite::Exception &thrown) {
        return archiveError(thrown, options.path, nullptr);
    }
}

bool isSameAddress(const AccountRecord &a, const AccountRecord &b)
{
    return a.baseUrl == b.baseUrl && a.organization == b.organization && a.project == b.project;
}

bool isMeant(const AccountRecord &stored, const AccountRecord &wanted)
{
    if (!wanted.uuid.isNull())
        return stored.uuid == wanted.uuid;
    return isSameAddress(stored, wanted) && stored.uuid.version() != QUuid::Sha1; // gatewayUuid()
}

bool Archive::isReadOnly() const
{
    return d->isReadOnly();
}

std::optional<AccountRecord> Archive::Private::findAccount(const AccountRecord &wanted)
{
    Statement all(handle(), accountSelect("ORDER BY number"));
    while (all.step()) {
        const AccountRecord stored = accountOf(all);
        if (isMeant(stored, wanted))
            return stored;
    }
    return std::nullopt;
}

AccountRecord Archive::Private::storeAccount(const AccountRecord &wanted)
{
    AccountRecord stored = wanted;
    if (stored.uuid.isNull())
        stored.uuid = QUuid::createUuid();
    Statement upsert(handle(),
                     "INSERT INTO accounts (uuid, name, base_url, dialect, organization, project) VALUES (?, "
                     "?, ?, ?, ?, ?) ON CONFLICT (uuid) DO UPDATE SET name = excluded.name, base_url = "
                     "excluded.base_url, dialect = excluded.dialect, organization = excluded.organization, "
                     "project = excluded.project RETURNING number");
    bindAccount(upsert, stored);
    upsert.step();
    stored.number = upsert.integer(0);
    return stored;
}

ArchiveResult<AccountRecord> Archive::ensureAccount(const AccountRecord &wanted)
{
    try {
        const auto upToDate = [&](const std::optional<AccountRecord> &found) {
            return found && (wanted.uuid.isNull() || sameDetails(*found, wanted));
        };
        auto found = d->findAccount(wanted);
        if (upToDate(found) || (found && isReadOnly()))
            return std::move(*found);
        if (isReadOnly())
            return archiveError(Kind::ReadOnly, d->options.path);
        SQLite::Transaction transaction(*d->db, SQLite::TransactionBehavior::IMMEDIATE);
        found = d->findAccount(wanted); // another process may have been faster
        if (!upToDate(found))
            found = d->storeAccount(wanted);
        transaction.commit();
        return std::move(*found);
    } catch (const SQLite::Exception &thrown) {
        return d->error(thrown);
    }
}

ArchiveResult<std::vector<AccountRecord>> Archive::accounts()
{
    try {
        std::vector<AccountRecord> all;
        Statement query(d->handle(), accountSelect("ORDER BY number"));
        while (query.step())
            all.push_back(accountOf(query));
        return all;
    } catch (const SQLite::Exception &thrown) {
        return d->error(thrown);
    }
}

ArchiveResult<int> Archive::removeAccount(const QUuid &uuid)
{
    if (isReadOnly())
        return archiveError(Kind::ReadOnly, d->options.path);
    try {
        SQLite::Transaction transaction(*d->db, SQLite::TransactionBehavior::IMMEDIATE);
        AccountRecord wanted;
        wanted.uuid = uuid;
        const auto found = uuid.isNull() ? std::nullopt : d->findAccount(wanted);
        if (!found)
            return 0;
        const std::string number = std::to_string(found->number);
        Statement jobs(d->handle(), "SELECT count(*) FROM jobs WHERE account = " + number);
        const int count = jobs.step() ? int(jobs.integer(0)) : 0;
        jobs.reset();
        QStringList files;
        Statement contents(d->handle(),
                           "SELECT name FROM contents WHERE name IS NOT NULL AND account = " + number);
        while (contents.step())
            files += contentPath(d->options.path, contents.text(0));
        contents.reset();
        removeReferring(d->handle(), "accounts", "SELECT number FROM accounts WHERE number = " + number);
        Statement(d->handle(), "DELETE FROM accounts WHERE number = " + number).run();
        transaction.commit();
        for (const QString &file : files)
            QFile::remove(file); // empty: not there
        return count;
    } catch (const SQLite::Exception &thrown) {
        return d->error(thrown);
    }
}

ArchiveResult<int> Archive::write(qint64 account, const JobRows &jobs, qint64 seenAtMs)
{
    const SeenJobs answer{jobs, seenAtMs};
    return write(account, std::span(&answer, 1));
}

ArchiveResult<int> Archive::write(qint64 account, std::span<const SeenJobs> answers)
{
    if (!d->writer)
        return archiveError(Kind::ReadOnly, d->options.path);
    try {
        const qint64 nowMs = QDateTime::currentMSecsSinceEpoch();
        SQLite::Transaction transaction(*d->db, SQLite::TransactionBehavior::IMMEDIATE);
        {
            // A later version of the program may have migrated the file since it was opened here.
            Running query(d->writer->version);
            if (query->step() && query->integer(0) > schemaVersion())
                return archiveError(Kind::Newer, d->options.path);
        }
        {
            Running query(d->writer->account);
            query->bindInteger(0, account);
            if (!query->step())
                return ArchiveError{Kind::Unknown,
                                    Words::tr("The archive has no account number %1.").arg(account)};
        }
        int changed = 0;
        for (const SeenJobs &answer : answers) {
            for (const JobRow &row : answer.jobs.rows)
                changed += d->writer->write(account, row, answer.atMs, nowMs) ? 1 : 0;
        }
        transaction.commit();
        return changed;
    } catch (const SQLite::Exception &thrown) {
        return d->error(thrown);
    }
}

ArchiveResult<JobRows> Archive::newest(int limit, int skip)
{
    try {
        Piece piece;
        Running query(d->newest);
        query->bindInteger(0, limit);
        query->bindInteger(1, skip);
        while (query->step())
            piece.read(d->newest);
        return piece.take();
    } catch (const SQLite::Exception &thrown) {
        return d->error(thrown);
    }
}

std::optional<ArchiveError> Archive::readAll(int chunk, const std::function<bool(JobRows)> &take)
{
    try {
        Piece piece;
        Statement query(d->handle(), leanSelect(d->handle(), "")); // not kept: `take` may come back here
        while (query.step()) {
            if (piece.rows.empty())
                piece.rows.reserve(std::size_t(chunk));
            piece.read(query);
            if (std::ssize(piece.rows) >= chunk && !take(piece.take()))
                return std::nullopt;
        }
        if (!piece.rows.empty())
            take(piece.take());
        return std::nullopt;
    } catch (const SQLite::Exception &thrown) {
        return d->error(thrown);
    }
}

ArchiveResult<qint64> Archive::jobsAtMost()
{
    try {
        Running query(d->lastJob); // numbers count from 1
        return query->step() ? query->integer(0) : 0;
    } catch (const SQLite::Exception &thrown) {
        return d->error(thrown);
    }
}

ArchiveResult<std::optional<StoredJob>> Archive::job(const JobKey &key)
{
    try {
        const QByteArray id = key.id.toUtf8();
        Running query(d->job);
        query->bindInteger(0, key.account);
        query->bindText(1, QByteArrayView(id));
        if (!query->step())
            return std::optional<StoredJob>();
        StoredJob stored;
        stored.account = key.account;
        stored.raw = query->bytes(1).toByteArray();
        stored.firstSeenMs = query->integer(2);
        stored.lastSeenMs = query->integer(3);
        Running changes(d->history);
        changes->bindInteger(0, query->integer(0));
        while (changes->step())
            stored.history.push_back({{changes->integer(0)}, changes->text(1)});
        return std::optional(std::move(stored));
    } catch (const SQLite::Exception &thrown) {
        return d->error(thrown);
    }
}

ArchiveResult<std::vector<JobKey>> Archive::find(const QString &id)
{
    try {
        const QByteArray utf8 = id.toUtf8();
        std::vector<JobKey> keys;
        Running query(d->find);
        query->bindText(0, QByteArrayView(utf8));
        while (query->step())
            keys.push_back({query->integer(0), id});
        return keys;
    } catch (const SQLite::Exception &thrown) {
        return d->error(thrown);
    }
}

std::optional<ArchiveError> Archive::check()
{
    try {
        Statement query(d->handle(), "PRAGMA quick_check(1)");
        const QString verdict = query.step() ? query.text(0) : QString();
        if (verdict == QLatin1String("ok"))
            return std::nullopt;
        leaveLogAlone(*d->db);
        return archiveError(Kind::Damaged, d->options.path, verdict);
    } catch (const SQLite::Exception &thrown) {
        leaveLogAlone(*d->db);
        return d->error(thrown);
    }
}

} // namespace tuneboard
