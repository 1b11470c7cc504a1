// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/readerror.h"
#include "app/api/request.h"
#include "app/api/retry.h"
#include "app/api/utc.h"

#include <QTest>

using namespace tuneboard;
using namespace Qt::StringLiterals;

namespace {

const QDateTime noon = QDateTime::fromSecsSinceEpoch(1'696'004'797, kUtc); // Fri, 29 Sep 2023 16:26:37 GMT

/// "name=value;name=value"
RawHeaders headersOf(const QByteArray &text)
{
    RawHeaders headers;
    for (const QByteArray &one : text.split(';')) {
        if (const qsizetype at = one.indexOf('='); at > 0)
            headers.append({one.left(at), one.mid(at + 1)});
    }
    return headers;
}

} // namespace

class TestRetry : public QObject
{
    Q_OBJECT
private slots:
    void serverWait_data();
    void serverWait();
    void backOff_data();
    void backOff();
    void plan_data();
    void plan();
    void connectionFaultCoolsTheHost();
    void duration_data();
    void duration();
    void rateLimits();
    void requestId();
};

void TestRetry::serverWait_data()
{
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<qint64>("ms");
    const auto row = [](const char *headers, qint64 ms) {
        QTest::newRow(*headers == '\0' ? "none" : headers) << QByteArray(headers) << ms;
    };
    row("", -1);
    row("retry-after=20", 20'000);
    row("Retry-After=20", 20'000);
    row("retry-after=0.25", 250);
    row("retry-after= 2 ", 2000);
    row("retry-after=0", -1);
    row("retry-after=-5", -1);
    row("retry-after=-10", -1);
    row("retry-after=abc", -1);
    row("retry-after=inf", -1);
    row("retry-after=nan", -1);
    row("retry-after=1e99", 1'000'000'000'000'000);
    row("retry-after=99999999999999999999999999999999999", 1'000'000'000'000'000);
    row("retry-after=1e999", -1);
    row("retry-after=60", 60'000);
    row("retry-after=61", 61'000);
    row("retry-after=Fri, 29 Sep 2023 16:26:57 GMT", 20'000);
    row("retry-after=Fri, 29 Sep 2023 16:26:37 GMT", -1);
    row("retry-after=Fri, 29 Sep 2023 16:26:27 GMT", -1);
    row("retry-after=Fri, 29 Sep 2023 16:27:38 GMT", 61'000);
    row("retry-after=Zun, 29 Sep 2023 16:26:27 GMT", -1);
    row("retry-after=Zun, 29 Sep 2023 16:26:57 GMT", -1);
    row("retry-after=Mon, 29 Sep 2023 16:26:57 GMT", 20'000); // not the right day, and no harm
    row("retry-after=fri, 29 sep 2023 16:26:57 GMT", 20'000);
    row("retry-after=Fri, 29 Sep 2023 16:26:57 UTC", -1);
    row("retry-after=Fri, 29 Sep 2023 16:26:57", -1);
    row("retry-after=Fri, 29 Sep 2023 16:26 GMT", -1);
    row("retry-after=Fri, 31 Sep 2023 16:26:57 GMT", -1);
    row("retry-after=Fri, 29 Sop 2023 16:26:57 GMT", -1);
    row("retry-after=Fri, 29 Sep 2023 24:26:57 GMT", -1);
    row("retry-after=Fri, 29 Sep 2023 16:26:60 GMT", 22'000); // a leap second
    row("retry-after=Friday, 29-Sep-23 16:26:57 GMT", 20'000);
    row("retry-after=Friday, 29-Sep-23 16:26:37 GMT", -1);
    row("retry-after=Friday, 29-Sep-73 16:26:37 GMT", 1'577'923'200'000); // in 50 years
    row("retry-after=Friday, 29-Sep-73 16:26:38 GMT", -1);                // 50 years ago
    row("retry-after=Friday, 29-Sep-94 16:26:57 GMT", -1);
    row("retry-after=Friday, 29-Sep-2023 16:26:57 GMT", -1);
    row("retry-after=Fri, 29-Sep-23 16:26:57 GMT", -1);
    row("retry-after=Fri Sep 29 16:26:57 2023", 20'000);
    row("retry-after=Sun Oct  1 16:26:37 2023", 172'800'000);
    row("retry-after=Fri Sep 29 16:26:27 2023", -1);
    row("retry-after=Fri Sep 29 16:26:57 23", -1);
    row("retry-after=Fri, 29 Sep 100000 16:26:57 GMT", -1);
    row("retry-after-ms=1500", 1500);
    row("retry-after-ms=1500;retry-after=9", 1500);
    row("retry-after-ms=0;retry-after=2", 2000);
    row("retry-after-ms=x;retry-after=2", 2000);
    row("retry-after-ms=0.5", 1);
}

void TestRetry::serverWait()
{
    QFETCH(QByteArray, headers);
    QFETCH(qint64, ms);
    QCOMPARE(serverWaitMs(headersOf(headers), noon), ms);
}

void TestRetry::backOff_data()
{
    QTest::addColumn<int>("attempt");
    QTest::addColumn<double>("jitter");
    QTest::addColumn<qint64>("ms");
    QTest::newRow("first") << 0 << 0.0 << qint64(500);
    QTest::newRow("first, shortest") << 0 << 1.0 << qint64(375);
    QTest::newRow("second") << 1 << 0.0 << qint64(1000);
    QTest::newRow("second, half") << 1 << 0.5 << qint64(875);
    QTest::newRow("fifth") << 4 << 0.0 << qint64(8000);
    QTest::newRow("sixth is no longer") << 5 << 0.0 << qint64(8000);
    QTest::newRow("no overflow") << 100'000 << 0.0 << qint64(8000);
    QTest::newRow("never before the first") << -3 << 0.0 << qint64(500);
}

void TestRetry::backOff()
{
    QFETCH(int, attempt);
    QFETCH(double, jitter);
    QFETCH(qint64, ms);
    QCOMPARE(backOffMs(Timing{}, attempt, jitter), ms);
}

void TestRetry::plan_data()
{
    QTest::addColumn<int>("status"); // 0: a network fault
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, int status, const char *headers, const char *body,
                        const char *expected) {
        QTest::newRow(name) << status << QByteArray(headers) << QByteArray(body)
                            << QString::fromLatin1(expected);
    };
    // What comes of it: "again WAIT", "no", or "too long", then who cools down and how long.
    const auto rowFor = [&row](int status, const char *headers, const char *expected) {
        row((QByteArray::number(status) + ' ' + headers).trimmed().constData(), status, headers, "",
            expected);
    };
    for (const int status : {400, 401, 403, 404, 405, 413, 422, 501, 505, 507, 508, 520, 524, 530}) {
        rowFor(status, "", "no");
        rowFor(status, "retry-after=2", "no");
        rowFor(status, "retry-after=61", "no");
    }
    for (const int status : {408, 409, 500, 502, 504}) {
        rowFor(status, "", "again 500");
        rowFor(status, "retry-after=0", "again 500");
        rowFor(status, "retry-after=2", "again 2000, host 2000");
        rowFor(status, "retry-after-ms=1500", "again 1500, host 1500");
        rowFor(status, "retry-after=Friday, 29-Sep-23 16:26:57 GMT", "again 20000, host 20000");
        rowFor(status, "retry-after=61", "too long, host 61000");
        rowFor(status, "x-should-retry=false;retry-after=2", "no, host 2000");
    }
    row("501, told to retry", 501, "x-should-retry=true", "", "again 500");
    row("501, told to retry later", 501, "x-should-retry=true;retry-after=2", "", "again 2000");
    row("429", 429, "", "", "again 500, credential 500");
    row("429, 0", 429, "retry-after=0", "", "again 500, credential 500");
    row("429, -5", 429, "retry-after=-5", "", "again 500, credential 500");
    row("429, abc", 429, "retry-after=abc", "", "again 500, credential 500");
    row("429, 2", 429, "retry-after=2", "", "again 2000, credential 2000");
    row("429, ms", 429, "retry-after-ms=1500", "", "again 1500, credential 1500");
    row("429, ms 0 and 2", 429, "retry-after-ms=0;retry-after=2", "", "again 2000, credential 2000");
    row("429, 60", 429, "retry-after=60", "", "again 60000, credential 60000");
    row("429, 61", 429, "retry-after=61", "", "too long, credential 61000");
    row("429, date", 429, "retry-after=Fri, 29 Sep 2023 16:26:57 GMT", "", "again 20000, credential 20000");
    row("429, past date", 429, "retry-after=Fri, 29 Sep 2023 16:26:27 GMT", "", "again 500, credential 500");
    row("429, 1e99", 429, "retry-after=1e99", "", "too long, credential 3600000");
    row("503", 503, "", "", "again 500, host 500");
    row("503, 2", 503, "retry-after=2", "", "again 2000, host 2000");
    row("503, 7200", 503, "retry-after=7200", "", "too long, host 3600000");
    row("529", 529, "", "", "again 500, host 500");
    row("500, 61", 500, "retry-after=61", "", "too long, host 61000");
    row("x-should-retry false", 429, "x-should-retry=false", "", "no, credential 500");
    row("x-should-retry true", 400, "x-should-retry=true", "", "again 500");
    row("x-should-retry odd", 400, "x-should-retry=maybe", "", "no");
    row("quota", 429, "", R"({"error":{"code":"insufficient_quota"}})", "no, credential 500");
    row("billing", 429, "", R"({"error":{"code":"billing_hard_limit_reached"}})", "no, credential 500");
    row("daily", 429, "", R"({"error":{"type":"invalid_request_error","code":"daily_rate_limit_exceeded"}})",
        "no, credential 500");
    row("redirect", 302, "x-should-retry=true", "", "no");
    row("network", 0, "", "", "again 500");
}

void TestRetry::plan()
{
    QFETCH(int, status);
    QFETCH(QByteArray, headers);
    QFETCH(QByteArray, body);
    QFETCH(QString, expected);

    ApiError error;
    if (status > 0)
        error = readError(status, body, headersOf(headers), noon);
    const RetryPlan plan = planRetry(error, headersOf(headers), false, 0, Timing{}, noon, 0.0);
    QString seen = plan.tooLong ? u"too long"_s : plan.again ? u"again %1"_s.arg(plan.waitMs) : u"no"_s;
    if (plan.cool == RetryPlan::Cool::Credential)
        seen += u", credential %1"_s.arg(plan.coolDownMs);
    if (plan.cool == RetryPlan::Cool::Host)
        seen += u", host %1"_s.arg(plan.coolDownMs);
    QCOMPARE(seen, expected);
}

void TestRetry::connectionFaultCoolsTheHost()
{
    ApiError error;
    RetryPlan plan = planRetry(error, {}, true, 1, Timing{}, noon, 0.0);
    QVERIFY(plan.again);
    QCOMPARE(plan.cool, RetryPlan::Cool::Host);
    QCOMPARE(plan.coolDownMs, 1000);

    using Kind = ApiError::Kind;
    for (const Kind kind : {Kind::Tls, Kind::Cancelled, Kind::NotAllowed, Kind::TooLarge, Kind::Malformed,
                            Kind::OutcomeUnknown, Kind::Disk, Kind::Redirected}) {
        error.kind = kind;
        plan = planRetry(error, headersOf("x-should-retry=true"), false, 0, Timing{}, noon, 0.0);
        QVERIFY(!plan.again);
        QCOMPARE(plan.cool, RetryPlan::Cool::Nothing);
    }
}

void TestRetry::duration_data()
{
    QTest::addColumn<qint64>("ms");
    const auto row = [](const char *text, qint64 ms) {
        QTest::newRow(text) << ms;
    };
    row("1ms", 1);
    row("2ms", 2);
    row("0s", 0);
    row("8.64s", 8640);
    row("6m0s", 360'000);
    row("1h2m3.5s", 3'723'500);
    row("7", 7000);
    row(" 1s ", 1000);
    row("s", -1);
    row("1x", -1);
    row("-1s", -1);
    row("1m2", -1);
    row("1..2s", -1);
    row("99999999999999999999999h", -1);
}

void TestRetry::duration()
{
    QFETCH(qint64, ms);
    QCOMPARE(readDurationMs(QTest::currentDataTag()), ms);
    QCOMPARE(readDurationMs(""), -1);
}

void TestRetry::rateLimits()
{
    const RateLimits limits = readRateLimits(headersOf(
        "x-ratelimit-limit-requests=30000;X-RateLimit-Remaining-Requests=29999;x-ratelimit-reset-requests="
        "2ms;"
        "x-ratelimit-limit-tokens=150000000;x-ratelimit-remaining-tokens=-3;x-ratelimit-reset-tokens=6m0s"));
    QCOMPARE(limits.limitRequests, 30'000);
    QCOMPARE(limits.remainingRequests, 29'999);
    QCOMPARE(limits.resetRequestsMs, 2);
    QCOMPARE(limits.limitTokens, 150'000'000);
    QCOMPARE(limits.remainingTokens, -1);
    QCOMPARE(limits.resetTokensMs, 360'000);
    QCOMPARE(readRateLimits({}), RateLimits{});
}

void TestRetry::requestId()
{
    QCOMPARE(readRequestId(headersOf("X-Request-ID=req_1;apim-request-id=b")), u"req_1"_s);
    QCOMPARE(readRequestId(headersOf("apim-request-id=b")), u"b"_s);
    QCOMPARE(readRequestId({}), QString());
    QVERIFY(readRequestId({{"x-request-id", QByteArray(100'000, 'a')}}).size() < 200);
}

QTEST_GUILESS_MAIN(TestRetry)
#include "tst_retry.moc"
