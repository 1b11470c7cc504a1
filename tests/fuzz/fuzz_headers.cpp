// SPDX-License-Identifier: GPL-3.0-or-later
// An answer as it comes over the wire: a status, headers, a blank line, a body. What begins like JSON is a
// body alone.
#include "app/api/readerror.h"
#include "app/api/request.h"
#include "app/api/utc.h"
#include "tests/fuzz/fuzz.h"

#include <QDateTime>
#include <QUrl>

using namespace tuneboard;
using namespace tuneboard::fuzz;

namespace {

struct Answer
{
    int status = 400;
    RawHeaders headers;
    QByteArray body;
};

Answer answerOf(const QByteArray &bytes)
{
    Answer answer;
    if (bytes.startsWith('{') || bytes.startsWith('[') || bytes.startsWith('<')) {
        answer.body = bytes;
        return answer;
    }
    const qsizetype blank = bytes.indexOf("\n\n");
    answer.body = blank < 0 ? QByteArray() : bytes.sliced(blank + 2);
    QByteArrayList lines = (blank < 0 ? bytes : bytes.first(blank)).split('\n');
    answer.status = 300 + int(lines.takeFirst().toUInt() % 300);
    for (const QByteArray &line : std::as_const(lines)) {
        const qsizetype colon = line.indexOf(':');
        answer.headers.append({line.first(std::max<qsizetype>(colon, 0)), line.sliced(colon + 1)});
    }
    return answer;
}

void requireLimits(const RawHeaders &headers)
{
    const RateLimits limits = readRateLimits(headers);
    for (const qint64 number : {limits.limitRequests, limits.remainingRequests, limits.resetRequestsMs,
                                limits.limitTokens, limits.remainingTokens, limits.resetTokensMs})
        require(number >= -1, "a limit is a number, or was not said");
}

void requirePlan(const ApiError &error, const RawHeaders &headers, const QDateTime &now)
{
    const Timing timing;
    for (const int attempt : {0, 1, 1000}) {
        const RetryPlan plan = planRetry(error, headers, false, attempt, timing, now, 0.5);
        require(plan.waitMs >= 0, "nobody waits for the past");
        require(!plan.again || plan.waitMs <= timing.longestWaitMs, "no wait inside a call is too long");
        require(plan.coolDownMs >= 0 && plan.coolDownMs <= timing.longestCoolDownMs,
                "no cool-down is too long");
    }
}

} // namespace

int LLVMFuzzerTestOneInput(const uchar *data, std::size_t size)
{
    const Answer answer = answerOf(bytesOf(data, size));
    const QDateTime now = QDateTime::fromSecsSinceEpoch(1'790'000'000, kUtc);
    const ApiError error = readError(answer.status, answer.body, answer.headers, now);
    require(error.httpStatus == answer.status, "the status is kept");
    for (const QString &text : {error.message, error.code, error.type, error.param, error.requestId})
        require(isOneLine(text), "what the server says stands on one line");
    require(error.message.size() <= 2001 && error.requestId.size() <= 129, "what the server says has an end");
    require(!error.text().isEmpty() && isOneLine(error.line()), "every error has words");

    const qint64 wait = serverWaitMs(answer.headers, now);
    require(wait == -1 || wait > 0, "a wait is to come");
    requireLimits(answer.headers);
    requirePlan(error, answer.headers, now);
    static_cast<void>(isCutJson(answer.body));
    static_cast<void>(QUrl::fromEncoded(headerValue(answer.headers, "location")).host());
    return 0;
}
