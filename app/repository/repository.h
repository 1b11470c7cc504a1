// SPDX-License-Identifier: GPL-3.0-or-later
// The one place where requests, archive and models meet. Lives on the GUI thread; never blocks it.
#pragma once

#include "app/api/apiclient.h"
#include "app/api/job.h"
#include "app/api/jobsummary.h"
#include "app/archive/archive.h"

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
    bool fresh = false; ///< true: from the server just now; false: from the archive or a file
    bool last = false;  ///< no answer is under way behind this one
};

/// Where an account stands.
struct AccountState
{
    AccountRecord record;
    bool syncing = false;
    int received = 0;      ///< jobs of the listing under way
    qint64 lastSyncMs = 0; ///< when the last listing ended well, milliseconds since 1970, UTC; 0: never
    std::optional<ApiError> error; ///< what ended the last listing
    int rejected = 0;              ///< objects of the last listing that could not be read
    QString firstReject;
    QString note; ///< why a listing ended early without an error (a repeated cursor); empty: it did not
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

class Repository : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        QString archivePath;  ///< the SQLite file
        bool offline = false; ///< no request at all
        int pageSize = 100;
        Timing timing;                   ///< of every request
        std::function<qint64()> clockMs; ///< wall clock, milliseconds since 1970, UTC; empty: the real one
        /// Requests for the details of jobs that nobody has opened, per account; 0: none are read.
        int backfillPerMinute = 0;
        int backfillRetryMs = 60'000; ///< after a fault; doubled each time it meets another
    };

    explicit Repository(Options options, QObject *parent = nullptr);
    ~Repository() override;

    [[nodiscard]] JobsModel *jobs() const;

    /// Adds an account before or after start(). `endpoint` without a key is allowed: the server will say 401.
    void addAccount(const AccountRecord &record, const Endpoint &endpoint);
    [[nodiscard]] std::vector<AccountState> accounts() const;
    [[nodiscard]] const AccountState *account(qint64 number) const;

    /// Opens the archive, shows its newest jobs first, then all, then lists every account from its server.
    void start();
    /// Lists all accounts again; an account that is being listed goes on.
    void refresh();
    void cancelRefresh();
    [[nodiscard]] bool isSyncing() const;
    /// True once the archive is read and every account's first listing has ended, well or not.
    [[nodiscard]] bool isSettled() const;

    /// Reads a job from the archive, then from its server; jobOpened() comes for each that has it,
    /// jobFailed() when the server does not give it. Only the job opened last is reported: an earlier one's
    /// answer is kept, not shown.
    void open(const JobKey &key);
    /// Finds a job by id: in the list, in the archive, then at the accounts' servers. `done` gets the key, or
    /// the server's words with where it was looked for.
    void resolve(const QString &id, QObject *context, std::function<void(Result<JobKey>)> done);
    /// Shows the jobs of a file (a job, a list page, an array of jobs) as an account of their own, named as
    /// the file; nothing of them is archived. `done` gets the first job, or what is wrong with the file.
    void showFile(const QString &path, QObject *context, std::function<void(Result<JobKey>)> done);

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

    /// The reading of all jobs' details. Jobs that have just ended are read all the same.
    void setBackfillPaused(bool paused);
    [[nodiscard]] BackfillState backfill() const;

Q_SIGNALS:
    void accountsChanged();
    void jobOpened(const tuneboard::JobDetails &details);
    void jobFailed(const tuneboard::JobKey &key, const tuneboard::ApiError &error);
    /// What the opened job has beside its own object: from the archive, then as it comes; at most four times
    /// a second.
    void recordsChanged(const tuneboard::JobRecords &records);
    /// What the list shows of jobs' metrics: all that is kept, in pieces, after the start; then each as it is
    /// worked out.
    void summariesChanged(const std::vector<tuneboard::JobSummary> &summaries);
    void backfillChanged();
    void noticed(const tuneboard::Notice &notice);
    void archiveLoaded(); ///< every kept job is in the model
    void settled();       ///< see isSettled()

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace tuneboard
