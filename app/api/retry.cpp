// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/retry.h"

#include "app/api/utc.h"

#include <QByteArrayList>

#include <algorithm>
#include <array>
#include <cmath>

namespace tuneboard {

using namespace Qt::StringLiterals;

namespace {

constexpr double largestMs = 1e15; // far past any wait, and exact in a double and in 64 bits

/// A positive finite number times `unit` in ms, or -1.
qint64 positiveMs(const QByteArray &text, double unit)
{
    bool ok = false;
    const double number = text.toDouble(&ok);
    if (!ok || !std::isfinite(number) || number <= 0)
        return -1;
    return qint64(std::ceil(std::min(number * unit, largestMs)));
}

/// The place of `name` in `names`, which are separated by blanks; -1: it is none of them. Case is ignored.
int placeIn(QByteArrayView names, const QByteArray &name)
{
    return int(names.toByteArray().toLower().split(' ').indexOf(name.toLower()));
}

int digits(const QByteArray &text, qsizetype fewest, qsizetype most)
{
    const bool fits = text.size() >= fewest && text.size() <= most &&
                      std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    return fits ? text.toInt() : -1;
}

QTime httpTime(const QByteArray &text)
{
    const QByteArrayList parts = text.split(':');
    if (parts.size() != 3)
        return {};
    // A leap second has no place on our clock; the second before it is near enough.
    return {digits(parts[0], 2, 2), digits(parts[1], 2, 2), std::min(digits(parts[2], 2, 2), 59)};
}

/// The three forms of RFC 9110: "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT" and
/// "Sun Nov  6 08:49:37 1994". The day of the week has to be one, but not the right one. Invalid: none of
/// them.
QDateTime httpDate(const QByteArray &text, const QDateTime &now)
{
    static constexpr QByteArrayView shortDays = "Sun, Mon, Tue, Wed, Thu, Fri, Sat,";
    static constexpr QByteArrayView longDays =
        "Sunday, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday,";
    static constexpr QByteArrayView plainDays = "Sun Mon Tue Wed Thu Fri Sat";
    static constexpr QByteArrayView months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec";

    const QByteArrayList words = text.simplified().split(' ');
    const auto word = [&words](qsizetype i) {
        return words.value(i);
    };
    const auto moment = [](int year, int month, int day, const QByteArray &time) {
        return QDateTime(QDate(year, month + 1, day), httpTime(time), kUtc);
    };
    if (words.size() == 6 && placeIn(shortDays, word(0)) >= 0 && word(5) == "GMT")
        return moment(digits(word(3), 4, 4), placeIn(months, word(2)), digits(word(1), 2, 2), word(4));
    if (words.size() == 5 && placeIn(plainDays, word(0)) >= 0)
        return moment(digits(word(4), 4, 4), placeIn(months, word(1)), digits(word(2), 1, 2), word(3));
    const QByteArrayList date = word(1).split('-');
    if (words.size() != 4 || placeIn(longDays, word(0)) < 0 || word(3) != "GMT" || date.size() != 3)
        return {};
    const int twoDigits = digits(date[2], 2, 2);
    if (twoDigits < 0)
        return {};
    // A time that would be more than 50 years ahead is one of the century before.
    const int century = now.date().year() / 100 * 100;
    for (const int year : {century + 100 + twoDigits, century + twoDigits}) {
        const QDateTime time = moment(year, placeIn(months, date[1]), digits(date[0], 2, 2), word(2));
        if (time.isValid() && time <= now.addYears(50))
            return time;
    }
    return moment(century - 100 + twoDigits, placeIn(months, date[1]), digits(date[0], 2, 2), word(2));
}

/// The one table of statuses that are sent again, at most `Timing::maxRetries` times.
struct RetriedStatus
{
    int status;
    RetryPlan::Cool cool;     ///< who waits
    bool withoutWait = false; ///< whether they wait also if the server did not say how long
};
constexpr std::array retriedStatuses{
    RetriedStatus{408, RetryPlan::Cool::Host},
    RetriedStatus{409, RetryPlan::Cool::Host},
    RetriedStatus{429, RetryPlan::Cool::Credential, true},
    RetriedStatus{500, RetryPlan::Cool::Host},
    RetriedStatus{502, RetryPlan::Cool::Host},
    RetriedStatus{503, RetryPlan::Cool::Host, true},
    RetriedStatus{504, RetryPlan::Cool::Host},
    RetriedStatus{529, RetryPlan::Cool::Host, true},
};

const RetriedStatus *retriedStatus(int status)
{
    const auto *row = std::find_if(retriedStatuses.begin(), retriedStatuses.end(),
                                   [status](const RetriedStatus &r) { return r.status == status; });
    return row == retriedStatuses.end() ? nullptr : row;
}

/// Whether the kind alone forbids another try, whatever the server's headers say.
bool neverAgain(ApiError::Kind kind)
{
    using Kind = ApiError::Kind;
    switch (kind) {
    case Kind::Network:
    case Kind::Timeout:
    case Kind::Unauthorized:
    case Kind::Forbidden:
    case Kind::NotFound:
    case Kind::NotOffered:
    case Kind::NoJobs:
    case Kind::Rejected:
    case Kind::RateLimited:
    case Kind::QuotaExceeded:
    case Kind::ServerFault:
        return false;
    case Kind::Cancelled:
    case Kind::Tls:
    case Kind::NotAllowed:
    case Kind::Redirected:
    case Kind::TooLarge:
    case Kind::Malformed:
    case Kind::OutcomeUnknown:
    case Kind::Disk:
        return true;
    }
    return true;
}

} // namespace

QByteArray headerValue(const RawHeaders &headers, QByteArrayView name)
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value.trimmed();
    }
    return {};
}

qint64 serverWaitMs(const RawHeaders &headers, const QDateTime &now)
{
    if (const qint64 ms = positiveMs(headerValue(headers, "retry-after-ms"), 1); ms > 0)
        return ms;
    const QByteArray after = headerValue(headers, "retry-after");
    if (const qint64 ms = positiveMs(after, 1000); ms > 0)
        return ms;
    const QDateTime date = httpDate(after, now.toUTC());
    if (!date.isValid())
        return -1;
    const qint64 ms = now.msecsTo(date);
    return ms > 0 ? std::min(ms, qint64(largestMs)) : -1;
}

qint64 backOffMs(const Timing &timing, int attempt, double jitter)
{
    const double full =
        std::min(double(timing.maxMs), double(timing.baseMs) * std::exp2(std::max(0, attempt)));
    return qint64(std::llround(full * (1.0 - 0.25 * std::clamp(jitter, 0.0, 1.0))));
}

RetryPlan planRetry(const ApiError &error, const RawHeaders &headers, bool connectionFault, int attempt,
                    const Timing &timing, const QDateTime &now, double jitter)
{
    RetryPlan plan;
    if (neverAgain(error.kind))
        return plan;

    const RetriedStatus *row = retriedStatus(error.httpStatus);
    const QByteArray wish = headerValue(headers, "x-should-retry").toLower();
    if (wish == "true")
        plan.again = true;
    else if (wish == "false" || error.kind == ApiError::Kind::QuotaExceeded)
        plan.again = false;
    else if (error.kind == ApiError::Kind::Network || error.kind == ApiError::Kind::Timeout)
        plan.again = true;
    else
        plan.again = row != nullptr;

    const qint64 said = serverWaitMs(headers, now);
    plan.waitMs = said > 0 ? said : backOffMs(timing, attempt, jitter);
    if ((plan.again || row) && said > timing.longestWaitMs) {
        plan.tooLong = true;
        plan.again = false;
    }

    if (row && (said > 0 || row->withoutWait))
        plan.cool = row->cool;
    else if (connectionFault || plan.tooLong)
        plan.cool = RetryPlan::Cool::Host;
    if (plan.cool != RetryPlan::Cool::Nothing)
        plan.coolDownMs = std::min(plan.waitMs, timing.longestCoolDownMs);
    return plan;
}

} // namespace tuneboard
