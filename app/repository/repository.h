// SPDX-License-Identifier: GPL-3.0-or-later
// The one place where requests, archive and models meet. Lives on the GUI thread; never blocks it.
#pragma once

#include "app/api/apiclient.h"
#include "app/api/job.h"
#include "app/api/jobsummary.h"
#include "app/archive/archive.h"
#include "app/repository/jobnotices.h"
#include "app/repository/listlimits.h"
#include "app/repository/openedfile.h"

#include <QObject>
#include <QPointer>

#include <map>
#include <memory>

namespace tuneboard {

class JobsModel;
struct JobRecords;

/// Everything known of one opened job.
struct JobDetails
{
    JobKey key;
    Value value; ///< the whole object
    Job job;
    QByteArray raw;         ///< as received
    qint64 firstSeenMs = 0; ///< milliseconds since 1970, UTC
    qint64 lastSeenMs = 0;
    std::vector<StatusChange> history;
    bool fresh = false;    ///< true: from the server just now; false: from the archive or a file
    bool last = false;     ///< no answer is under way behind this one
    bool isOfFile = false; ///< it was opened from a file: no server has it
    /// What the page of a file without a job shows; null: this is a job.
    std::shared_ptr<const FilePage> page;
    /// Why `raw` cannot be read: `value` is null then, and `job` has only what a row of the list has.
    std::optional<ApiError> problem;
};

/// What an account is set to, beside where it is.
struct AccountOptions
{
    int colour = -1;       ///< which of the theme's series colours marks it; -1: none
    bool readOnly = false; ///< nothing is changed at its server
    bool notices = true;   ///< whether changes of its jobs are told
};

/// Where an account stands.
struct AccountState
{
    AccountRecord record;
    AccountOptions options;
    bool askable = false; ///< its server can be asked: not offline, and not waiting for its key
    bool syncing = false;
    bool stopped = false;  ///< cancelRefresh() ended the last listing before its end
    int received = 0;      ///< jobs of the listing under way
    qint64 lastSyncMs = 0; ///< when the last listing ended well, milliseconds since 1970, UTC; 0: never
    std::optional<ApiError> error; ///< what ended the last listing
    int rejected = 0;              ///< objects of the last listing that could not be read
    QString firstReject;
    QString note; ///< why a listing ended early without an error (a repeated cursor); empty: it did not
    /// So many new jobs came, then the listing stopped: the server may have more, see continueListing(). 0:
    /// it did not stop.
    qint64 limitedAfter = 0;
    RateLimits limits;
    bool offline = false; ///< the last listing failed to reach the host
};

/// A message for the strip: the archive's troubles, a job that cannot be found.
struct Notice
{
    enum class Tone { Information, Warning, Error };
    Tone tone = Tone::Information;
    QString text;
    QString requestId; ///< to copy; empty: none
};

/// How far the reading of all jobs' details has come.
struct BackfillState
{
    qint64 kept = 0; ///< jobs that have ended and whose details are all in the archive
    qint64 jobs = 0; ///< all jobs in the archive
    bool isPaused = false;
    bool isRunning = false; ///< details are being read, or wait for their turn
};

enum class JobAction : quint8 { Cancel, Pause, Resume };
/// Whether the server may take the action from a job with this status; an unknown word may be anything.
[[nodiscard]] bool isPossible(JobAction action, Status status);

class Repository : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        QString archivePath;  ///< the SQLite file
        bool offline = false; ///< no request at all
        int pageSize = 100;
        ListLimits limits;               ///< then continueListing() and reloadRecords() are waited for
        Timing timing;                   ///< of every request
        std::function<qint64()> clockMs; ///< wall clock, milliseconds since 1970, UTC; empty: the real one
        /// Requests for the details of jobs that nobody has opened, per account; 0: none are read.
        int backfillPerMinute = 0;
        int backfillRetryMs = 60'000; ///< after a fault; doubled each time it meets another
        bool follows = false;         ///< asks again by itself for what goes on, see pollplan.h
        /// Milliseconds after start() at which all jobs are read, if readOthers() does not come first; 0: at
        /// once.
        int othersAfterMs = 0;
        int archiveBusyMs = 5000; ///< how long another program's lock on the archive is waited for
        int archiveRetryMs =
            30'000;             ///< after another program's lock or the disk kept jobs out of the archive
        double followSpeed = 1; ///< how many times faster the times of following go by than the system's
    };

    explicit Repository(Options options, QObject *parent = nullptr);
    ~Repository() override;

    [[nodiscard]] JobsModel *jobs() const;

    /// Adds an account before or after start(). `endpoint` without a key is allowed: the server will say 401.
    void addAccount(const AccountRecord &record, const Endpoint &endpoint,
                    const AccountOptions &options = {});
    /// Adds one whose key is still being looked for: its kept jobs are shown, its server is asked after
    /// setEndpoint(). `record` has a UUID, as in the four functions below.
    void addWaitingAccount(const AccountRecord &record, const AccountOptions &options);
    /// From now on this endpoint is asked, at once too. nullopt: nobody is, and the first listing counts as
    /// ended. What was under way at the old one ends as Cancelled.
    void setEndpoint(const QUuid &account, const std::optional<Endpoint> &endpoint);
    /// Another name, address or setting of a known account; its jobs and its endpoint stay.
    void updateAccount(const AccountRecord &record, const AccountOptions &options);
    /// The account is not asked any more. With `keepJobs` what is kept of it stays, in the list too; without
    /// it all of that is deleted for good, and `done` gets how many jobs went, or why not.
    void removeAccount(const QUuid &account, bool keepJobs, QObject *context,
                       std::function<void(const ArchiveResult<int> &)> done);
    /// The UUID of an account in the archive that isMeant() by `record` and is not open here: for one that is
    /// set up again. Null: none.
    [[nodiscard]] QUuid keptUuid(const AccountRecord &record) const;
    [[nodiscard]] std::vector<AccountState> accounts() const;
    [[nodiscard]] const AccountState *account(qint64 number) const;

    /// Opens the archive, shows its newest jobs first, then all, then lists every account from its server.
    void start();
    /// Applies at once what the archive has read so far of accounts and newest jobs, for a window that is
    /// about to be painted for the first time. Everything else comes by the event loop.
    void applyFirstAnswers();
    /// The newest jobs can be seen: now all are read. Again: nothing.
    void readOthers();
    /// Lists all accounts again, from the first job to the last; an account that is being listed goes on.
    void refresh();
    /// Looks for what is new, as following does, but now: when the user is back.
    void lookAgain();
    /// Ends the listings under way; what came stays. The rest is not asked for before the next refresh().
    void cancelRefresh();
    /// Lists what follows after a listing that stopped at its limit, until the next limit. Again: nothing.
    void continueListing(qint64 account);
    [[nodiscard]] bool isSyncing() const;
    /// True once the archive is read and every account's first listing has ended, well or not.
    [[nodiscard]] bool isSettled() const;

    /// Reads a job from the archive and from its server at once. jobOpened() comes for each that has it, the
    /// archive's first: it may be the server's answer already, if that was stored before the archive was
    /// read, and is never newer than what the server's own jobOpened() brings. jobFailed() comes if the
    /// server does not return the job. Only the job opened last is reported: an earlier one's answer is
    /// stored, not shown.
    void open(const JobKey &key);
    /// Where a job is known: in the list and in the archive, over all accounts; no server is asked. `done`
    /// gets an empty list where it is nowhere.
    void locate(const QString &id, QObject *context, std::function<void(const std::vector<JobKey> &)> done);
    /// The same for the jobs that made a model or a checkpoint; see ArchiveRecords::makersOf().
    void locateMakers(const QString &idOrName, const QString &model, QObject *context,
                      std::function<void(const std::vector<JobKey> &)> done);
    /// Asks the servers of these accounts for a job, all at once. `done` gets every account that has it, and
    /// where none has, the servers' words and where it was looked for. It is not called once the repository
    /// or `context` is gone.
    void lookUp(const QString &id, const QList<qint64> &accounts, QObject *context,
                std::function<void(const Result<std::vector<JobKey>> &)> done);
    /// Opens a file of any kind, or an exported folder (its path, or that of its manifest); see files(). Its
    /// jobs are in the table, outside of everything that counts the accounts' jobs; nothing of it is stored,
    /// and nothing is requested for it. `done` gets its first job, or the key of its page (an empty id), or
    /// what is wrong with the file. Long reading reports fileProgress().
    void showFile(const QString &path, QObject *context, std::function<void(Result<JobKey>)> done);
    /// Files that are open, in the order in which they were opened. The same path is there once.
    [[nodiscard]] std::vector<OpenedFile> files() const;
    /// nullptr: not the number of an open file. Valid until the next change of files().
    [[nodiscard]] const OpenedFile *openedFile(qint64 account) const;
    void closeFile(qint64 account);
    /// Ends what showFile() has begun; its `done` gets Cancelled.
    void cancelFile();

    /// The jobs' bytes as received, in that order, from the archive or the file that is shown. `done` gets
    /// them all, or why one of them cannot be had.
    void rawJobs(const std::vector<JobKey> &keys, QObject *context,
                 std::function<void(Result<QByteArrayList>)> done);

    // Of the opened job; another key is passed over. Each answers with recordsChanged().
    /// Asks the server for events until a known one, for checkpoints and files; also after a stop or an
    /// error.
    void reloadRecords(const JobKey &key);
    /// Stops what reloadRecords() and open() have begun; what came is kept.
    void cancelRecords(const JobKey &key);
    /// Fetches a file's content, at most 256 MB of it.
    void downloadFile(const JobKey &key, const QString &fileId);
    /// Takes the user's own copy of a file, if its size is what the server says; remembered. An empty path
    /// forgets it.
    void locateFile(const JobKey &key, const QString &fileId, const QString &path);

    /// Cancel, pause or resume at the job's server. `done` gets the status that the server then names. The
    /// request is sent once; where its outcome is unknown, the job is read before `done`. NotAllowed: the
    /// account is read-only, or nobody can be asked.
    void act(const JobKey &key, JobAction action, QObject *context,
             std::function<void(const Result<QString> &status)> done);

    /// How running jobs are followed (Options::follows). `slowness`: how many times slower than usual.
    void setFollowingPaused(bool paused);
    void setMinimised(bool minimised);
    void setSlowness(double slowness);
    [[nodiscard]] int runningCount() const; ///< jobs of all accounts that are running now

    /// The reading of all jobs' details. Jobs that have just ended are read all the same.
    void setBackfillPaused(bool paused);
    [[nodiscard]] BackfillState backfill() const;

Q_SIGNALS:
    void accountsChanged();
    void filesChanged(); ///< see files()
    void jobOpened(const tuneboard::JobDetails &details);
    void jobFailed(const tuneboard::JobKey &key, const tuneboard::ApiError &error);
    /// What the opened job has beside its own object: from the archive, then as it comes; at most four times
    /// a second.
    void recordsChanged(const tuneboard::JobRecords &records);
    /// What the list shows of jobs' metrics: all that is kept, in pieces, after the start; then each as it is
    /// worked out.
    void summariesChanged(const std::vector<tuneboard::JobSummary> &summaries);
    void backfillChanged();
    void runningChanged(); ///< see runningCount()
    /// Jobs that ended or were paused by their server; several at once come together.
    void changesDue(const std::vector<tuneboard::JobChange> &changes);
    void noticed(const tuneboard::Notice &notice);
    /// What a notice with this text told of is over.
    void noticeEnded(const QString &text);
    /// Of an exported folder that is being read: jobs, at most four times a second. `all` 0: not known yet.
    void fileProgress(const QString &path, qint64 done, qint64 all);
    void archiveLoaded(); ///< every kept job is in the model
    void settled();       ///< see isSettled()

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace tuneboard
