// SPDX-License-Identifier: GPL-3.0-or-later
// One walk over all pages of an account's jobs, with the guards that keep it from going on for ever.
#pragma once

#include "app/api/apiclient.h"
#include "app/api/jobrow.h"
#include "app/api/readpieces.h"
#include "app/repository/orderfinder.h"
#include "app/repository/pagesize.h"

#include <QObject>
#include <QPointer>
#include <QSet>

#include <functional>
#include <limits>
#include <optional>

namespace tuneboard {

/// Asks for page after page by `after` and ends with exactly one finished(). Ends early, with a note, on an
/// empty page that promises more, a cursor that was used before, or a page without a new id: servers do all
/// of these. A long page is read in pieces, one in each round of the event loop.
class Listing : public QObject
{
    Q_OBJECT

public:
    /// Whether a job is known already.
    using IsKnown = std::function<bool(QByteArrayView id)>;

    /// `client` must outlive the listing. `pageSize`: 1 to 100, the servers' limit.
    Listing(ApiClient &client, int pageSize, QObject *parent);

    // Before start():
    /// Only what is new: ends behind the first page that has a job which `isKnown`; each request is sent
    /// once.
    void stopAt(IsKnown isKnown);
    /// Only what the server lists after that job. `once`: each request is sent once.
    void startAfter(const QString &id, bool once);
    /// Ends when `most` jobs have come that are not known; the server may have more.
    void setLimit(qint64 most, IsKnown isKnown);
    /// The next piece of a long page waits while this is true.
    void setBusy(std::function<bool()> isBusy) { m_isBusy = std::move(isBusy); }
    /// The first request is sent once: whether the server answers again is not known yet.
    void knock() { m_knocks = true; }
    [[nodiscard]] bool isWhole() const { return !m_isKnown && !m_isPart; } ///< asks for all pages
    [[nodiscard]] bool isPart() const { return m_isPart; }                 ///< startAfter() was called
    [[nodiscard]] bool isRest() const { return m_isPart && !m_asksOnce; }

    void start();
    /// finished() comes with Cancelled.
    void cancel();

    [[nodiscard]] int received() const { return int(m_ids.size()); } ///< different jobs so far
    [[nodiscard]] qint64 added() const { return m_added; }           ///< of them, those that were not known
    [[nodiscard]] bool isLimited() const { return m_isLimited; }     ///< the limit ended it
    [[nodiscard]] QString lastId() const { return m_lastId; }        ///< of the last job that was taken
    [[nodiscard]] bool isOnFirstPage() const { return m_page.isFirst; }
    [[nodiscard]] ListOrder order() const { return m_order.order(); } ///< as far as the pages show it
    [[nodiscard]] int rejected() const { return m_rejected; }
    [[nodiscard]] QString firstReject() const { return m_firstReject; }
    [[nodiscard]] RateLimits limits() const { return m_limits; } ///< of the last answer

Q_SIGNALS:
    /// `isFirst`: with these the list begins. More of the first page may follow, see isOnFirstPage().
    void pageReceived(const tuneboard::JobRows &jobs, bool isFirst);
    /// `error` unset: all pages came, or isLimited(), or `note` says why it ended before.
    void finished(const std::optional<tuneboard::ApiError> &error, const QString &note);

private:
    struct Answer
    {
        JobPage page;
        QByteArray longBody; ///< instead of the page; empty: it is read
        RateLimits limits;
        QString note; ///< what was changed to read it; empty: nothing
    };
    /// What the page that is being taken has brought so far.
    struct PageState
    {
        bool isFirst = false;
        bool hasMore = false;
        bool isPromise = true; ///< the server said so
        bool meetsKnown = false;
        bool anyNew = false;
        QString last; ///< id of its last job; empty: it has none
    };

    void ask();
    void take(Result<Answer> result);
    void takePiece();
    void addRows(JobPage &page);
    void reject(int count, const QString &first);
    /// What follows on the page: true if the next page was requested. `note`: why not, if that is odd.
    bool endPage(QString &note);
    void endUnread(ApiError error);
    void end(const std::optional<ApiError> &error, const QString &note = {});

    ApiClient &m_client;
    IsKnown m_isKnown; ///< empty: all pages are asked for
    IsKnown m_isOld;   ///< for the limit; empty: each job counts
    std::function<bool()> m_isBusy;
    qint64 m_most = std::numeric_limits<qint64>::max();
    qint64 m_added = 0;
    bool m_isLimited = false;
    bool m_isPart = false;
    bool m_asksOnce = false;
    QPointer<Call> m_call;
    QString m_after;
    QString m_lastId;
    QSet<std::size_t> m_ids; ///< hashes: two ids of one hash would count as one job, and nothing worse
    QSet<QString> m_cursors;
    PageSize m_pageSize;
    PageState m_page;
    std::optional<ListPieces> m_pieces; ///< of a long page that is being read
    OrderFinder m_order;
    bool m_knocks = false;
    int m_rejected = 0;
    QString m_firstReject;
    RateLimits m_limits;
    QString m_textNote; ///< what was changed to read an answer; empty: nothing
    bool m_ended = false;
};

} // namespace tuneboard
