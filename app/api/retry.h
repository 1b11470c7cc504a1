// SPDX-License-Identifier: GPL-3.0-or-later
// When a failed request is asked again, and after how long: pure functions, no clock and no chance of their
// own.
#pragma once

#include "app/api/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QPair>

#include <functional>

namespace tuneboard {

/// Every time and chance that requests depend on, so that tests take milliseconds and know the outcome.
struct Timing
{
    qint64 baseMs = 500;                  ///< the first back-off
    qint64 maxMs = 8'000;                 ///< the longest back-off
    qint64 longestWaitMs = 60'000;        ///< a server that asks for more ends the call as RateLimited
    qint64 longestCoolDownMs = 3'600'000; ///< no cool-down is longer, whatever the server says
    qint64 connectMs = 10'000;            ///< from asking to having sent the request
    qint64 headMs = 60'000;               ///< from there to the last header of the answer
    qint64 deadlineMs = 60'000;     ///< one attempt, from asking to its last byte; `Request::deadlineMs` wins
    int maxRetries = 2;             ///< attempts after the first
    std::function<double()> jitter; ///< a number in [0, 1); empty: the system's random numbers
    std::function<QDateTime()> now; ///< the wall clock, only to read dates in headers; empty: the system's
};

using RawHeaders = QList<QPair<QByteArray, QByteArray>>; ///< as received: (name, value); names in any case

/// The first header of that name, trimmed; empty if it is not there.
[[nodiscard]] QByteArray headerValue(const RawHeaders &headers, QByteArrayView name);

/// What the server wants us to wait, in ms: `retry-after-ms` if it is a positive number, else `retry-after`
/// (seconds, fractions too, or a date in one of the three forms of HTTP). -1 where both are absent, zero,
/// negative, not a number, or a date that has passed. A number past 10^15 ms is cut to that.
[[nodiscard]] qint64 serverWaitMs(const RawHeaders &headers, const QDateTime &now);

/// 0.5 s · 2ⁿ up to 8 s (with the default timing), less up to 25 %; `attempt` n counts from 0, `jitter` is in
/// [0, 1).
[[nodiscard]] qint64 backOffMs(const Timing &timing, int attempt, double jitter);

/// What follows from one failed attempt.
struct RetryPlan
{
    enum class Cool { Nothing, Credential, Host };

    bool again = false;        ///< whether the same request may be sent again (a POST never is)
    bool tooLong = false;      ///< the server asks for more than we wait inside a call
    qint64 waitMs = 0;         ///< before the next attempt
    Cool cool = Cool::Nothing; ///< who else has to wait
    qint64 coolDownMs = 0;     ///< how long
};

/// `connectionFault`: no answer came at all. `attempt` counts from 0: whether any are left is not its
/// question.
[[nodiscard]] RetryPlan planRetry(const ApiError &error, const RawHeaders &headers, bool connectionFault,
                                  int attempt, const Timing &timing, const QDateTime &now, double jitter);

} // namespace tuneboard
