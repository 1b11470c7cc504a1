// SPDX-License-Identifier: GPL-3.0-or-later
// Reads from its server what a job has beside its own object, page by page, and keeps each page at once.
#pragma once

#include "app/api/apiclient.h"
#include "app/api/readobjects.h"
#include "app/api/readpieces.h"
#include "app/repository/contentfetch.h"
#include "app/repository/orderfinder.h"
#include "app/repository/pace.h"
#include "app/repository/pagesize.h"
#include "app/repository/recordsdesk.h"
#include "app/repository/recordsreading.h"

#include <QObject>
#include <QSet>

namespace tuneboard {

/// Events until a kept one (and what lies in a hole), all checkpoints, the file objects that are not known,
/// the results' contents. The guards are those of Listing. Ends with exactly one finished().
class RecordsLoader : public QObject
{
    Q_OBJECT

public:
    /// `pace` must outlive it; without `client` it ends as Cancelled. `pace`: null asks at once. `files`:
    /// what is known of them.
    RecordsLoader(ApiClient &client, const RecordsDesk &desk, Pace *pace, JobOutline job,
                  QList<JobFile> files, QObject *parent);

    void start();
    /// finished() comes; what came before is kept.
    void cancel();

    [[nodiscard]] const JobOutline &job() const { return m_job; }
    [[nodiscard]] const PartState &events() const { return m_events; }
    [[nodiscard]] const PartState &checkpoints() const { return m_checkpoints; }
    [[nodiscard]] const QList<JobFile> &files() const { return m_files; }
    /// Every part is there and kept, or its server has no more of it: nothing is left to ask.
    [[nodiscard]] bool isWhole() const;
    /// Why the reading ended early, of several reasons one that may be gone the next time; nullopt: it did
    /// not.
    [[nodiscard]] std::optional<ApiError> error() const;
    /// What is missing may come with another try: a fault that passes, an archive that may be written then.
    [[nodiscard]] bool isWorthAnotherTry() const;
    /// Something that came is not in the archive.
    [[nodiscard]] bool isUnkept() const { return m_archiveError.has_value(); }
    [[nodiscard]] bool wasCancelled() const { return m_cancelled; }
    /// The account's client was closed before the end: its key or its address has changed.
    [[nodiscard]] bool lostClient() const { return m_lostClient; }

Q_SIGNALS:
    /// Events that were not kept before, in the server's order. `range`: their stretch, which has taken in
    /// the stretches `joined` behind them; 0: the archive cannot keep them, and some may be known already.
    void eventsCame(const std::vector<tuneboard::EventRow> &rows, qint64 range,
                    const std::vector<qint64> &joined);
    /// All stored events, after they were turned: they had been stored in the wrong order.
    void eventsTurned(const tuneboard::EventChunks &chunks);
    /// The whole list.
    void checkpointsCame(const std::vector<tuneboard::Checkpoint> &checkpoints);
    void changed(); ///< one of the states above
    void finished();

private:
    template<class T>
    void ask(TypedRequest<T> request, void (RecordsLoader::*take)(Result<T>), PageSize *page = nullptr);
    void send(std::function<Call *()> send);
    /// An answer with a list: read, or so long that it is read in pieces.
    template<class T>
    struct Answer
    {
        ListPage<T> page;
        QByteArray longBody; ///< instead of the page; empty: it is read
    };
    template<class T>
    using ReadPage = Result<ListPage<T>> (*)(const QByteArray &bytes, int before);
    /// A long answer, and its next piece: so the last one is known.
    struct Pieces
    {
        explicit Pieces(QByteArray body)
            : list(std::move(body))
            , next(list.next())
        {
        }
        ListPieces list;
        std::optional<ListPieces::Piece> next;
    };
    template<class T>
    static Result<Answer<T>> readAnswer(Reply &&reply, ReadPage<T> read);
    /// The next piece as a page; the last one of all where no more follows.
    template<class T>
    Result<ListPage<T>> takePiece(std::optional<Pieces> &pieces, ReadPage<T> read);

    void startEvents();
    void askEvents();
    void takeEvents(Result<Answer<EventRow>> result);
    void takeEventPage(Result<ListPage<EventRow>> page);
    void inferHasMore(ListPage<EventRow> &page);
    void nextEvents();
    bool findOrder(const ListPage<EventRow> &page);
    void changeOrder(ListOrder order, ListPage<EventRow> page);
    void keepEvents(ListPage<EventRow> page);
    void eventsKept(ListPage<EventRow> page, const ArchiveResult<EventsAdded> &added);
    void endPage(const ListPage<EventRow> &page, const QString &cursor);
    void limitEvents();
    void eventsUnkept(const ListPage<EventRow> &page);
    void goOn(const QString &cursor);
    void endEvents(std::optional<ApiError> error);
    void askCheckpoints();
    void takeCheckpoints(Result<Answer<KeptCheckpoint>> result);
    void takeCheckpointPage(Result<ListPage<KeptCheckpoint>> page);
    void nextCheckpoints();
    void limitCheckpoints();
    void endCheckpoints(std::optional<ApiError> error);
    void nextFile();
    void takeFile(Result<RawObject> result);
    void nextContent();
    void fetchContent();
    void takeContent(const ContentFetch::Outcome &outcome);
    void clientGone();
    void stopAt(const ApiError &error);
    void partEnded();
    void end();

    QPointer<ApiClient> m_client;
    RecordsDesk m_desk;
    Pace *m_pace;
    JobOutline m_job;
    QList<JobFile> m_files;
    PartState m_events;
    PartState m_checkpoints;
    std::vector<QPointer<Call>> m_calls;
    QPointer<ContentFetch> m_content;
    Unkept m_unkept = std::make_shared<std::optional<ArchiveError>>();
    std::optional<ArchiveError> m_archiveError; ///< the same, once all is written
    int m_partsLeft = 3;
    bool m_cancelled = false;
    bool m_lostClient = false;
    bool m_ended = false;

    PageSize m_eventsPage{100}; // the servers' limit
    PageSize m_checkpointsPage{100};
    qint64 m_range = 0; ///< the stretch that the walk is in
    QString m_after;
    QString m_lastId;       ///< of the page before
    bool m_isPlain = false; ///< page by page, because the server does not take the cursor of a kept event
    QSet<QString> m_cursors;
    bool m_isEventsEndUnknown = false;     ///< the last page did not say whether there are more events
    QSet<std::size_t> m_idsWithUnknownEnd; ///< hashes of the ids on such pages
    std::optional<Pieces> m_eventPieces;   ///< of the long answer that is being read
    bool m_isPageEmpty = true;             ///< the answer has brought no object yet
    OrderFinder m_times;
    ListOrder m_order = ListOrder::Unknown;
    bool m_hasTurned = false; ///< the order was found to be another one
    /// Of a list with the oldest first: the newest event that is kept. Each page is joined to it.
    std::optional<RawObject> m_newest;
    bool m_isTail = false; ///< the limit was reached before: only what is new is read
    qint64 m_newEvents = 0;
    QSet<QString> m_seen; ///< ids, only where the archive cannot keep them
    std::vector<Checkpoint> m_gathered;
    QString m_checkpointsAfter;
    bool m_isCheckpointsEndUnknown = false; ///< the last page did not say whether there are more
    QSet<QString> m_checkpointIds;
    std::optional<Pieces> m_checkpointPieces;
    qsizetype m_file = 0;
};

} // namespace tuneboard
