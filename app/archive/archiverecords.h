// SPDX-License-Identifier: GPL-3.0-or-later
// What the archive keeps of a job beside its own object: events, checkpoints, files, its summary, and whether
// all of it is there.
#pragma once

#include "app/api/jobsummary.h"
#include "app/api/rawobject.h"
#include "app/archive/archive.h"
#include "app/archive/listorder.h"

#include <QSet>

#include <functional>
#include <span>
#include <utility>

namespace tuneboard {

class Statement;

/// What became of a page of events.
struct EventsAdded
{
    std::vector<bool> isNew; ///< for each event of the page
    qint64 range = 0;        ///< the stretch that the walk is in: for the next page of the same walk
    /// The page came to events that are kept already. What lies between them and the end of the stretch need
    /// not be asked for again.
    bool metKnown = false;
    std::vector<qint64> joined; ///< stretches that the walk's has taken in with this page, from new to old
    QString cursor;             ///< id of the oldest event of the stretch: what to ask on from
    bool isComplete = false;    ///< every event the server has is kept, without a hole
};

/// What is known of a file beside the job that names it.
struct StoredFile
{
    enum class Content : quint8 { None, Kept, Gone, TooLarge };

    QByteArray raw; ///< the file object as received; empty: not asked yet
    Content content = Content::None;
    QString path; ///< of the kept content; empty unless Kept
    bool wasBase64 = false;
    QString located; ///< the user's own copy; empty: none
};

/// Where the reading of a job's details stands.
struct DetailsState
{
    bool eventsComplete = false;
    bool checkpointsComplete = false;
    bool isFinished = false; ///< the job has ended and all of it is kept: never asked for again
};

/// How many jobs have all their details.
struct DetailsCount
{
    qint64 finished = 0;
    qint64 jobs = 0;
};

/// To be raised by one whenever flags, best steps or best checkpoints are computed in another way.
inline constexpr int kFlagRules = 1;

/// A part of Archive, with its errors. Each writing call is one transaction: after a crash it has happened
/// whole or not at all. A job that the archive does not hold is Unknown on writing, empty on reading.
class ArchiveRecords
{
public:
    explicit ArchiveRecords(Archive &archive)
        : m_archive(archive)
    {
    }
    Q_DISABLE_COPY_MOVE(ArchiveRecords)

    /// A page of events, newest first. `range`: 0 begins a walk at the newest event; then what the page
    /// before answered. `isEnd`: the server says that nothing older follows. An event that is kept already is
    /// left as it is.
    [[nodiscard]] ArchiveResult<EventsAdded> addEvents(const JobKey &job, qint64 range,
                                                       std::span<const RawObject> page, bool isEnd);
    /// A page of a server that lists the oldest events first, with its newest event first here, and the
    /// newest event of the page before at its end. `isStart`: it is the first page of the list. `hasNewer`:
    /// another page follows; until it is added, the events are not complete.
    [[nodiscard]] ArchiveResult<EventsAdded>
    addNewerEvents(const JobKey &job, std::span<const RawObject> page, bool isStart, bool hasNewer);
    /// All kept events, newest first; `range` is the same for events between which none is missing. Ends when
    /// `take` returns false.
    [[nodiscard]] std::optional<ArchiveError>
    readEvents(const JobKey &job, const std::function<bool(qint64 range, QByteArrayView raw)> &take);
    /// The same without ranges, oldest first.
    [[nodiscard]] std::optional<ArchiveError>
    readOldestEvents(const JobKey &job, const std::function<bool(QByteArrayView raw)> &take);
    /// The newest event, if all older ones are stored; an event without an id if there is none.
    [[nodiscard]] ArchiveResult<RawObject> newestOfAll(const JobKey &job);
    /// Turns round the order of all kept events. `startsThere`: after that nothing older than the oldest one
    /// is at the server, if all were kept before; else this is not known.
    [[nodiscard]] ArchiveResult<bool> turnEvents(const JobKey &job, bool startsThere);
    [[nodiscard]] ArchiveResult<qint64> eventCount(const JobKey &job);

    /// `first`: the place of the first one in the server's list. `isEnd`: the list is whole with these.
    [[nodiscard]] ArchiveResult<bool> addCheckpoints(const JobKey &job, int first,
                                                     std::span<const RawObject> page, bool isEnd);
    /// In the server's order, as received.
    [[nodiscard]] ArchiveResult<std::vector<QByteArray>> checkpoints(const JobKey &job);
    /// The jobs that made a model, in the order of the accounts; where none did, those with a checkpoint of
    /// that id or name. `model`: of the name, see modelOf(); empty: only checkpoints are looked through.
    [[nodiscard]] ArchiveResult<std::vector<JobKey>> makersOf(const QString &idOrName, const QString &model);

    [[nodiscard]] ArchiveResult<StoredFile> file(qint64 account, const QString &id);
    /// The ids of the account's files of which file() has the object or the content. For those who have many
    /// ids to look up: a job may name thousands of files.
    [[nodiscard]] ArchiveResult<QSet<QString>> knownFiles(qint64 account);
    [[nodiscard]] ArchiveResult<bool> keepFile(qint64 account, const RawObject &file);
    /// `name`: of the file in contentFolder(), for Kept.
    [[nodiscard]] ArchiveResult<bool> keepContent(qint64 account, const QString &file,
                                                  StoredFile::Content content, const QString &name,
                                                  bool wasBase64);
    /// An empty path forgets the user's copy.
    [[nodiscard]] ArchiveResult<bool> locateFile(qint64 account, const QString &file, const QString &path);

    /// Takes the place of what was known. `askedMs`: milliseconds since 1970, UTC.
    [[nodiscard]] ArchiveResult<bool>
    keepModelEnds(qint64 account, std::span<const std::pair<QString, QString>> ends, qint64 askedMs);
    /// YYYY-MM-DD, or empty.
    [[nodiscard]] ArchiveResult<QString> modelEnd(qint64 account, const QString &model);
    /// 0: never.
    [[nodiscard]] ArchiveResult<qint64> modelsAskedMs(qint64 account);

    [[nodiscard]] ArchiveResult<DetailsState> details(const JobKey &job);
    [[nodiscard]] ArchiveResult<bool> markFinished(const JobKey &job, qint64 nowMs);
    [[nodiscard]] ArchiveResult<DetailsCount> detailsCount();
    /// Jobs of the account without the mark, newest first, that `take` accepts; at most `limit`.
    [[nodiscard]] ArchiveResult<std::vector<JobKey>>
    unfinished(qint64 account, int limit,
               const std::function<bool(QByteArrayView id, QByteArrayView status)> &take);

    /// Unknown: no answer has shown it yet.
    [[nodiscard]] ArchiveResult<ListOrder> listOrder(qint64 account, ListKind list);
    [[nodiscard]] ArchiveResult<bool> keepListOrder(qint64 account, ListKind list, ListOrder order);

    [[nodiscard]] ArchiveResult<bool> keepSummary(const JobSummary &summary);
    /// All of them, newest job first, in pieces of at most `chunk`. Ends when `take` returns false.
    [[nodiscard]] std::optional<ArchiveError>
    readSummaries(int chunk, const std::function<bool(std::vector<JobSummary>)> &take);

    /// Jobs with a summary whose flags were not computed by kFlagRules, newest first. None if the archive
    /// cannot be written.
    [[nodiscard]] ArchiveResult<std::vector<JobKey>> outdatedFlags();
    /// Stores flags, best step and best model of `computed`, and leaves the rest of the summary as it is.
    /// Returns the stored summary.
    [[nodiscard]] ArchiveResult<JobSummary> renewFlags(const JobSummary &computed);

    /// The folder (0700) for contents, beside the archive's file; created when it is missing. Empty: the
    /// archive is in memory, or the folder cannot be had.
    [[nodiscard]] QString contentFolder();

private:
    template<class T, class Work>
    ArchiveResult<T> write(const JobKey &job, const Work &work);
    template<class T, class Work>
    ArchiveResult<T> read(const Work &work);
    [[nodiscard]] qint64 numberOf(const JobKey &job) const; ///< 0: not in the archive

    Archive &m_archive;
    bool m_isTidied = false; ///< old parts were removed from the folder
};

} // namespace tuneboard
