// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/retry.h"

#include <QLocale>
#include <QTimeZone>

#include <algorithm>
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

QDateTime httpDate(const QByteArray &text)
{
    QDateTime date = QLocale::c().toDateTime(QString::fromLatin1(text), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    date.setTimeSpec(Qt::UTC);
    return date;
}

bool statusRetries(int status)
{
    return status == 408 || status == 409 || status == 429 || status >= 500;
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
    const QDateTime date = httpDate(after);
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

    const int status = error.httpStatus;
    const QByteArray wish = headerValue(headers, "x-should-retry").toLower();
    if (wish == "true")
        plan.again = true;
    else if (wish == "false" || error.kind == ApiError::Kind::QuotaExceeded)
        plan.again = false;
    else if (error.kind == ApiError::Kind::Network || error.kind == ApiError::Kind::Timeout)
        plan.again = true;
    else
        plan.again = statusRetries(status);

    const qint64 said = serverWaitMs(headers, now);
    plan.waitMs = said > 0 ? said : backOffMs(timing, attempt, jitter);
    if ((plan.again || statusRetries(status)) && said > timing.longestWaitMs) {
        plan.tooLong = true;
        plan.again = false;
    }

    if (status == 429 || (plan.tooLong && status < 500))
        plan.cool = RetryPlan::Cool::Credential;
    else if (status == 503 || status == 529 || connectionFault || plan.tooLong)
        plan.cool = RetryPlan::Cool::Host;
    if (plan.cool != RetryPlan::Cool::Nothing)
        plan.coolDownMs = std::min(plan.waitMs, timing.longestCoolDownMs);
    return plan;
}

} // namespace tuneboard
