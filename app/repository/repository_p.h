// SPDX-License-Identifier: GPL-3.0-or-later
// The inside of Repository, shared by repository (accounts, archive, listings) and repositoryjobs (single
// jobs).
#pragma once

#include "app/models/jobsmodel.h"
#include "app/repository/archivethread.h"
#include "app/repository/follower.h"
#include "app/repository/jobwriter.h"
#include "app/repository/listing.h"
#include "app/repository/records.h"
#include "app/repository/repository.h"

#include <QDateTime>
#include <QDeadlineTimer>
#include <QTemporaryDir>
#include <QThreadPool>

#include <atomic>
#include <mutex>

namespace tuneboard {

/// The unfinished jobs of one account, by id, with the server's word for their status.
class GoingJobs
{
public:
    [[nodiscard]] QString status(const QString &id) const
    {
        return m_statuses.value(id);
    } ///< empty: not in here
    [[nodiscard]] bool contains(const QString &id) const { return m_statuses.contains(id); }
    [[nodiscard]] const QHash<QString, QString> &all() const { return m_statuses; }
    [[nodiscard]] int running() const { return m_running; }
    [[nodiscard]] static bool isRunning(QStringView status) { return statusOf(status) == Status::Running; }

    void set(const QString &id, const QString &status)
    {
        QString &known = m_statuses[id];
        m_running += (isRunning(status) ? 1 : 0) - (isRunning(known) ? 1 : 0);
        known = status;
    }
    void remove(const QString &id) { m_running -= isRunning(m_statuses.take(id)) ? 1 : 0; }

private:
    QHash<QString, QString> m_statuses;
    int m_running = 0;
};

/// One account: its server and where its listing stands.
struct Source
{
    AccountState state;
    std::unique_ptr<ApiClient> client; ///< null when the run is offline
    Listing *listing = nullptr;        ///< owned by the repository; null: none under way
    bool settled = false;              ///< its first listing has ended
    bool isBroken = false;   ///< a listing broke off: jobs behind the last page that came may be missing
    bool isStopped = false;  ///< and it was the user who broke it off
    int brokenTries = 0;     ///< listings that broke off behind their first page since one went through
    QDeadlineTimer mending;  ///< until then a look asks only for what is new
    QSet<QString> firstPage; ///< ids on the list's first page, as it came last
    qint64 mayAdd = 0;       ///< new jobs that listings may still bring before the user is asked
    qint64 added = 0;        ///< new jobs of all listings so far
    QString continueAfter; ///< the last job that came before a listing stopped at its limit; empty: none did
    ListOrder order = ListOrder::Unknown; ///< of the server's list
    QString
        lastListed; ///< the job at the end of the server's list, when it was read to its end; empty: not yet
    bool isNewAgain = false; ///< the listing in progress is Extent::NewAgain
    GoingJobs going;
    bool awaitsKey = false; ///< setEndpoint() is still to come
    bool removed = false;   ///< its account is gone; what was on its way still points to it
};

/// Nobody answered at all.
[[nodiscard]] inline bool isUnreachable(const ApiError &error)
{
    return error.kind == ApiError::Kind::Network || error.kind == ApiError::Kind::Timeout;
}

/// A job that went on when it was seen last.
struct GoingJob
{
    JobKey key;
    QString status; ///< the server's word
};

struct FileContent;

/// A file that is open, and what its page shows where it holds no jobs.
struct OpenFile
{
    OpenedFile state;
    std::shared_ptr<const FileContent> content; ///< null: it holds jobs
    QString root;                               ///< of an exported folder; empty: it is a plain file
};

/// A job of a file that is shown.
struct FileJob
{
    static QString keyOf(const JobKey &key) { return QString::number(key.account) + u'/' + key.id; }

    QByteArrayView raw;                  ///< as it stands there; empty: in `folder`
    std::shared_ptr<const void> storage; ///< of `raw`
    QString folder;                      ///< of an exported job, with its records; empty: of a plain file
};

/// Reads files for the window, one at a time, on a thread of its own: it may take long.
class FileReading
{
public:
    FileReading() { m_pool.setMaxThreadCount(1); }
    ~FileReading() { end(); }
    Q_DISABLE_COPY_MOVE(FileReading)

    /// `work(isWanted)` runs after those before; isWanted() turns false when cancel() or end() was called.
    void start(std::function<void(const std::function<bool()> &isWanted)> work)
    {
        m_pool.start([this, turn = m_turn.load(), work = std::move(work)] {
            work([this, turn] { return m_turn == turn; });
        });
    }
    void cancel() { ++m_turn; }
    /// Nothing runs after it; what has not begun is dropped.
    void end()
    {
        cancel();
        m_pool.clear();
        m_pool.waitForDone();
    }

private:
    std::atomic<quint32> m_turn = 0;
    QThreadPool m_pool;
};

struct Repository::Private
{
    explicit Private(Repository *owner, Options given)
        : q(owner)
        , options(std::move(given))
        , model(new JobsModel(owner))
        , coolDown(std::make_shared<CoolDown>())
    {
        if (!options.clockMs)
            options.clockMs = [] {
                return QDateTime::currentMSecsSinceEpoch();
            };
        reading.setMaxThreadCount(1); // in the order in which they were opened
    }

    /// Runs `call` on the repository's thread, later; never after the repository has gone, since its
    /// destructor waits for the threads that call this first.
    template<class F>
    void deliver(F call)
    {
        QMetaObject::invokeMethod(q, std::move(call), Qt::QueuedConnection);
    }

    /// The same for what the first frame shows: applyFirstAnswers() may run it earlier. In order.
    template<class F>
    void deliverFirst(F call)
    {
        {
            const std::lock_guard lock(firstMutex);
            firstAnswers.emplace_back(std::move(call));
        }
        deliver([this] { q->applyFirstAnswers(); });
    }

    Source *find(qint64 number);
    Source *find(const QUuid &account);
    std::shared_ptr<Source> add(const AccountRecord &record, const AccountOptions &options);
    void connectTo(Source &source, const Endpoint &endpoint);
    void disconnectFrom(Source &source);
    void showLabel(const AccountRecord &record, const AccountOptions &options);
    void store(const std::shared_ptr<Source> &source);
    void readNewest();
    void readOthers();
    void takeFirst(const JobRows &rows);
    /// Returns the ids of those that have ended with it.
    QStringList take(Source &source, JobRows rows);
    /// New: until a known job. Missing: all pages, because New would end before the gap.
    /// Rest: what follows after the limit. NewAgain: New, after the order of the list turned out to be
    /// another one.
    enum class Extent { Whole, New, Missing, Rest, NewAgain };
    void list(Source &source, Extent extent = Extent::Whole);
    void prepareNew(Source &source);
    [[nodiscard]] bool isListed(const Source &source, QByteArrayView id) const;
    [[nodiscard]] QString newestOf(const Source &source) const; ///< empty: it has no job with a time
    void noteLimit(Source &source, bool isBroken);
    bool noteOrder(Source &source);
    void takePage(Source &source, const JobRows &rows, bool isFirst);
    void noteBreak(Source &source, bool isBroken, bool isStopped);
    void endListing(Source &source, const std::optional<ApiError> &error, const QString &note);
    void checkSettled();
    // repositoryfollow.cpp
    void startFollowing();
    [[nodiscard]] std::vector<FollowedAccount> followed();
    [[nodiscard]] qint64 unchangedSecs(qint64 account, const QString &id, const QString &status) const;
    void poll(const Poll &poll);
    void pollJob(Source &source, const QString &id);
    void noteAnswer(const Source &source, const std::optional<ApiError> &error, const RateLimits &limits);
    /// True: another job is running now, or one fewer. The caller tells it, once for all its rows.
    [[nodiscard]] bool noteStatus(const JobRow &row, bool fromServer);
    void noteArchived(const std::vector<GoingJob> &going);
    void tellChange(const Source &source, const JobRow &row, const QString &before);
    void takeAction(const JobKey &key, JobAction action, const Result<Reply> &reply, QObject *context,
                    const std::function<void(const Result<QString> &)> &done);
    void startRecords();
    void listingEnded(const Source &source);
    void fetch(const JobKey &key);
    void fetchEnded(const Source &source, const QStringList &ended);
    void fetchAgain(const JobKey &key, const ApiError &error);
    void takeJob(const JobKey &key, const QByteArray &raw);
    void showUnread(const JobKey &key, const QByteArray &raw, const ApiError &error);
    // repositoryfiles.cpp
    [[nodiscard]] QString scratchFolder(); ///< empty: it cannot be had
    Result<JobKey> takeFile(const QString &given, const Result<std::shared_ptr<FileContent>> &read);
    JobKey takeFileJobs(OpenFile &file, FileContent &content);
    [[nodiscard]] OpenFile *findFile(qint64 account);
    void forgetFile(qint64 account);
    /// False: the key is not of a file.
    [[nodiscard]] bool openFromFile(const JobKey &key);
    void openFilePage(const OpenFile &file);
    void openFileJob(const JobKey &key, const FileJob &job);
    void failFileJob(const JobKey &key, const QStringList &problems);
    void checkFileJob(const JobKey &key, const QString &folder, QStringList problems);
    struct LookUp;
    using ArchiveSearch = std::function<ArchiveResult<std::vector<JobKey>>(Archive &)>;
    void locate(std::vector<JobKey> listed, ArchiveSearch search, QObject *context,
                std::function<void(const std::vector<JobKey> &)> done);
    void takeLookUp(const std::shared_ptr<LookUp> &lookUp, qint64 account, const Result<Reply> &reply);

    Repository *q;
    Options options;
    JobsModel *model;
    std::shared_ptr<CoolDown> coolDown;
    std::vector<std::shared_ptr<Source>> sources; ///< shared with what is on its way for one
    std::vector<AccountRecord> archived;          ///< the accounts that the archive has, when it was read
    std::unique_ptr<JobWriter> writer;            ///< goes after the archive's thread, which drains it
    std::unique_ptr<ArchiveThread> archive;
    QThreadPool reading;                ///< of files of the user's: a large one must not hold up the archive
    std::unique_ptr<Follower> follower; ///< null: nothing is followed
    std::unique_ptr<JobNotices> notices;
    std::unique_ptr<Records> records;     ///< null before start()
    QString lastNotice;                   ///< of the archive, still to be seen; empty: none
    std::vector<OpenFile> files;          ///< in the order in which they were opened
    QHash<QString, FileJob> fileJobs;     ///< by FileJob::keyOf()
    std::optional<QTemporaryDir> scratch; ///< tables that are encoded in their files
    FileReading fileReading;              ///< shows files and exported folders
    FileReading fileChecking;             ///< compares an opened job's files with their sums
    JobKey opened;
    JobKey endedOpen; ///< ended while its page was open, and has not been read since
    int endedTries = 0;
    QPointer<Call> openCall;
    qint64 nextTemporary = -1; ///< numbers for accounts that the archive could not store
    std::mutex firstMutex;     ///< of the next
    std::vector<std::function<void()>> firstAnswers;
    bool archiveRead = false;
    bool started = false;
    bool othersAsked = false;
    bool wasSettled = false;
};

/// Everything that is known of a job, from its raw bytes.
[[nodiscard]] JobDetails detailsOf(const JobKey &key, const StoredJob &stored, bool fresh);

} // namespace tuneboard
