// SPDX-License-Identifier: GPL-3.0-or-later
// The SQLite file that keeps every job ever seen. Any process of the user may write to it.
#pragma once

#include "app/api/field.h"
#include "app/api/jobrow.h"
#include "app/api/result.h"

#include <QByteArray>
#include <QUuid>

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <variant>
#include <vector>

namespace SQLite {
class Database;
class Exception;
} // namespace SQLite

namespace tuneboard {

class ArchiveRecords;

/// Why the archive cannot do what was asked. `text` is a sentence that says what to do.
struct ArchiveError
{
    enum class Kind {
        Damaged,  ///< the file is no archive, or its pages contradict each other
        Newer,    ///< a later version of the program wrote it
        ReadOnly, ///< it can be read, not written
        Locked,   ///< another process held it for longer than the busy timeout
        Full,     ///< the disk is full
        Unknown,  ///< the account or job that was named is not in it
        Refused,  ///< SQLite refused a statement although the file is sound: the same one fails again
        Failed,   ///< anything else (another program's file, a disk's fault, no memory); `text` says what
    };
    Kind kind = Kind::Failed;
    QString text;
    /// Only of Damaged. False: a statement failed in a way that damage may cause, and other faults too; only
    /// a check of the file can tell.
    bool isProven = true;
    QString detail = {}; ///< the words of SQLite or the system, which end `text` too; may be empty

    /// Another program's lock, a full disk, one that fails: what cannot be written now may be later.
    [[nodiscard]] bool mayPass() const
    {
        return kind == Kind::Locked || kind == Kind::Full || kind == Kind::Failed;
    }
};

/// A T, or the reason why not.
template<class T>
using ArchiveResult = std::variant<T, ArchiveError>;

/// A source of jobs: who is asked, and where. Keys are kept elsewhere.
struct AccountRecord
{
    qint64 number = 0; ///< given by the archive; 0: not stored yet
    QUuid uuid;
    QString name;
    QString baseUrl; ///< the key for accounts that come from the environment or the command line
    QString dialect; ///< the word of the dialect's row
    QString organization;
    QString project;
};

/// Whether both are at one address, for the same organization and project.
[[nodiscard]] bool isSameAddress(const AccountRecord &a, const AccountRecord &b);
/// Whether `stored` is the account that `wanted` means: the one with its UUID; without a UUID, one at its
/// address for its organization and project, unless that belongs to one provider behind a gateway
/// (gatewayUuid()).
[[nodiscard]] bool isMeant(const AccountRecord &stored, const AccountRecord &wanted);

/// A status that a job was seen in for the first time at `at`.
struct StatusChange
{
    Timestamp at;
    QString status;
};

/// Everything that is kept of one job.
struct StoredJob
{
    qint64 account = 0;
    QByteArray raw;         ///< the job as received last
    qint64 firstSeenMs = 0; ///< milliseconds since 1970, UTC
    qint64 lastSeenMs = 0;
    std::vector<StatusChange> history; ///< oldest first
};

/// One job of one account.
struct JobKey
{
    qint64 account = 0;
    QString id;
    friend bool operator==(const JobKey &, const JobKey &) = default;
};

/// The jobs of one answer.
struct SeenJobs
{
    JobRows jobs;
    qint64 atMs = 0; ///< when it came, milliseconds since 1970, UTC
};

/// One connection to the file. Not thread-safe: every thread opens its own.
class Archive
{
public:
    struct Options
    {
        QString path;             ///< empty: a temporary archive in memory
        int busyTimeoutMs = 5000; ///< how long to wait for another process
        bool readOnly = false;
        bool immutable = false; ///< readOnly for a folder where SQLite can put nothing beside the file: a
                                ///< -wal is not read, and another process must not write meanwhile
    };

    /// Opens, creates (file 0600, missing folders 0700) or migrates the file. Errors: Damaged, Newer,
    /// ReadOnly (a folder or file that cannot be written; never with `readOnly`, unless the file has to be
    /// migrated), Locked, Full, Failed. No file is changed on an error. See recovery.h for going on in spite
    /// of one.
    [[nodiscard]] static ArchiveResult<std::unique_ptr<Archive>> open(const Options &options);
    ~Archive();

    [[nodiscard]] bool isReadOnly() const;

    /// With a UUID: the account with that UUID, its details brought up to date, stored now if there is none;
    /// two profiles at one URL stay two accounts. Without: the oldest account with that base URL,
    /// organization and project, as stored; else a new one with a new UUID.
    [[nodiscard]] ArchiveResult<AccountRecord> ensureAccount(const AccountRecord &wanted);
    [[nodiscard]] ArchiveResult<std::vector<AccountRecord>> accounts();
    /// Deletes the account and everything that is kept of its jobs, in one transaction; its number is never
    /// given again. Returns how many jobs went; an unknown account is none. Errors: those of write().
    [[nodiscard]] ArchiveResult<int> removeAccount(const QUuid &uuid);

    /// Upserts the rows of all answers, in their order, in one transaction; a job that was already stored
    /// from a later answer is left alone (unless that answer's time is still to come by the system's clock).
    /// A change of status adds a history row. Returns how many jobs are new or changed. A job whose raw bytes
    /// are as stored only has its last seen time set; those times lie apart and close together, so that a
    /// page of unchanged jobs writes one or two pages of the file. Errors: Unknown: no such account; Newer: a
    /// later version of the program took the file over meanwhile; and those of open(). On an error nothing of
    /// them is kept.
    [[nodiscard]] ArchiveResult<int> write(qint64 account, std::span<const SeenJobs> answers);
    /// One answer.
    [[nodiscard]] ArchiveResult<int> write(qint64 account, const JobRows &jobs, qint64 seenAtMs);

    /// Lean rows of all accounts, newest first (created_at, then id, descending), without `raw`. At most
    /// `limit`, beginning after the first `skip`.
    [[nodiscard]] ArchiveResult<JobRows> newest(int limit, int skip = 0);
    /// All lean rows in no particular order in pieces of about `chunk`, to keep memory and latency small;
    /// stops when `take` returns false. All of it is one state of the file, whoever writes meanwhile; `take`
    /// may read from this archive, not write to it.
    [[nodiscard]] std::optional<ArchiveError> readAll(int chunk, const std::function<bool(JobRows)> &take);
    /// No less than the jobs there are; more where some were deleted. Found without a walk over them.
    [[nodiscard]] ArchiveResult<qint64> jobsAtMost();

    /// nullopt: never seen.
    [[nodiscard]] ArchiveResult<std::optional<StoredJob>> job(const JobKey &key);
    /// The job under any account, in the order of the accounts.
    [[nodiscard]] ArchiveResult<std::vector<JobKey>> find(const QString &id);

    /// What is kept of each job beside its own object: events, checkpoints, files. Lives as long as this.
    [[nodiscard]] ArchiveRecords &records();

    /// Walks the whole file and looks for damage; slow (a second for some hundred MB). nullopt: none found.
    [[nodiscard]] std::optional<ArchiveError> check();

private:
    friend class ArchiveRecords;
    struct Private;
    explicit Archive(std::unique_ptr<Private> d);
    [[nodiscard]] SQLite::Database &database() const;
    [[nodiscard]] const Options &options() const;
    [[nodiscard]] ArchiveError errorOf(const SQLite::Exception &thrown) const;
    std::unique_ptr<Private> d;
};

} // namespace tuneboard
