// SPDX-License-Identifier: GPL-3.0-or-later
// One walk over all pages of an account's jobs, with the guards that keep it from going on for ever.
#pragma once

#include "app/api/apiclient.h"
#include "app/api/jobrow.h"
#include "app/repository/pagesize.h"

#include <QObject>
#include <QPointer>
#include <QSet>

#include <functional>
#include <optional>

namespace tuneboard {

/// Asks for page after page by `after` and ends with exactly one finished(). Ends early, with a note, on an
/// empty page that promises more, a cursor that was used before, or a page without a new id: servers do all
/// of these.
class Listing : public QObject
{
    Q_OBJECT

public:
    /// `client` must outlive the listing. `pageSize`: 1 to 100, the servers' limit.
    Listing(ApiClient &client, int pageSize, QObject *parent);

    /// Before start(). Only what is new: ends behind the first page that has a job which `isKnown`; each
    /// request is sent once.
    void stopAt(std::function<bool(QByteArrayView id)> isKnown);
    [[nodiscard]] bool isWhole() const { return !m_isKnown; } ///< stopAt() was not called
    /// Before start(). The first request is sent once: whether the server answers again is not known yet.
    void knock() { m_knocks = true; }

    void start();
    /// finished() comes with Cancelled.
    void cancel();

    [[nodiscard]] int received() const { return int(m_ids.size()); } ///< different jobs so far
    [[nodiscard]] int rejected() const { return m_rejected; }
    [[nodiscard]] QString firstReject() const { return m_firstReject; }
    [[nodiscard]] RateLimits limits() const { return m_limits; } ///< of the last answer

Q_SIGNALS:
    void pageReceived(const tuneboard::JobRows &jobs, bool isFirst);
    /// `error` unset: all pages came, or `note` says why it ended before.
    void finished(const std::optional<tuneboard::ApiError> &error, const QString &note);

private:
    struct Answer
    {
        JobPage page;
        RateLimits limits;
    };

    void ask();
    void take(const Result<Answer> &result);
    void end(const std::optional<ApiError> &error, const QString &note = {});

    ApiClient &m_client;
    std::function<bool(QByteArrayView)> m_isKnown; ///< empty: all pages are asked for
    QPointer<Call> m_call;
    QString m_after;
    QSet<std::size_t> m_ids; ///< hashes: two ids of one hash would count as one job, and nothing worse
    QSet<QString> m_cursors;
    PageSize m_pageSize;
    bool m_knocks = false;
    int m_rejected = 0;
    QString m_firstReject;
    RateLimits m_limits;
    bool m_ended = false;
};

} // namespace tuneboard
