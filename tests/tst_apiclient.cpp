// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/apiclient.h"
#include "app/api/httpnetwork.h"
#include "app/api/readjson.h"
#include "app/api/utc.h"
#include "tests/support/apibench.h"
#include "tests/support/faultserver.h"
#include "tests/support/fulldisk.h"

#include <QElapsedTimer>
#include <QFile>
#include <QLoggingCategory>
#include <QNetworkReply>
#include <QPointer>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <limits>
#include <optional>

using namespace tuneboard;
using namespace Qt::StringLiterals;
using namespace tuneboard::test;
using Kind = ApiError::Kind;

namespace {

const QByteArray page = R"({"object":"list","data":[{"id":"ftjob-1"}],"has_more":false})";

constexpr qint64 endless = std::numeric_limits<qint64>::max();

QStringList logged; // everything that any part of the process logged

void remember(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    logged += QString::fromLatin1(context.category) + u' ' + text;
    if (type == QtFatalMsg)
        std::abort();
}

Request job()
{
    return Request::post(u"fine_tuning/jobs"_s, R"({"model":"m"})");
}

void letEverythingHappen()
{
    QTest::qWait(60);
}

} // namespace

class TestApiClient : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void init();
    void cleanup();

    void headersAndQuery();
    void azureSendsOneKeyAndNoScope();
    void typedAnswersAreRead();
    void bodiesAreReadWhereTheyLie();
    void neverInsideSend();
    void statusesAndRetries_data();
    void statusesAndRetries();
    void retryAfter_data();
    void retryAfter();
    void brokenAnswersAreAskedAgain_data();
    void brokenAnswersAreAskedAgain();
    void brokenAnswersEndAsNetwork_data();
    void brokenAnswersEndAsNetwork();
    void postReachesTheServerOnce_data();
    void postReachesTheServerOnce();
    void postNeverSentIsNotUnknown();
    void redirectsGoNowhere_data();
    void redirectsGoNowhere();
    void refusedBeforeSending();
    void silenceEndsAtTheDeadline();
    void slowDripEndsAtTheDeadline();
    void slowAnswersOutliveTheConnectDeadline();
    void connectionRefused();
    void unreadableAnswers_data();
    void unreadableAnswers();
    void capsHold_data();
    void capsHold();
    void headerFloodEnds();
    void packedBodies();
    void emptyBodies();
    void cookiesAndCachesAreOff();
    void neverAnswersAuthentication();
    void coolDownIsShared();
    void credentialsCoolApart();
    void aLongCoolDownEndsAtOnce();
    void hundredCallsDuringACoolDown();
    void waitingForAConnectionIsNotConnecting();
    void contextDiesInFlight();
    void contextDiesAtOnce();
    void clientDiesInFlight();
    void clientDiesInsideACallback();
    void cancel();
    void cancelInsideTheCallback();
    void keysInErrorsAreMasked();
    void downloads();
    void downloadsThatFailLeaveNoFile();
    void downloadsMeetAFullDisk_data();
    void downloadsMeetAFullDisk();
    void downloadsDoNotReplace();
    void tls();
    void tlsToAPlainServer();
    void unusedConnectionsExpireOneByOne();
    void afterASilentConnectionTheOthersAreNotUsed();

private:
    QtMessageHandler m_before = nullptr;
};

void TestApiClient::initTestCase()
{
    m_before = qInstallMessageHandler(remember);
    qInstallMessageHandler(m_before);
    // As talkative as Qt can be: what it says then must not hold the key either.
    QLoggingCategory::setFilterRules(u"qt.network.*=true\nqt.tlsbackend.*=true"_s);
}

void TestApiClient::init()
{
    logged.clear();
    m_before = qInstallMessageHandler(remember);
}

void TestApiClient::cleanup()
{
    qInstallMessageHandler(m_before);
    const auto tells = [](const QString &line) {
        return line.contains(QString::fromLatin1(marker)) || line.contains("MARKER"_L1) ||
               line.contains("-SCOPE"_L1);
    };
    const auto it = std::find_if(logged.cbegin(), logged.cend(), tells);
    QVERIFY2(it == logged.cend(), it == logged.cend() ? "" : qPrintable(*it));
}

void TestApiClient::headersAndQuery()
{
    Bench bench;
    bench.server.always(FaultAnswer::json(200, page)
                            .header("X-Request-Id", "req_1")
                            .header("x-ratelimit-remaining-requests", "29999")
                            .header("x-ratelimit-reset-tokens", "6m0s"));
    const Result<Reply> got = bench.result(
        Request::get(u"fine_tuning/jobs"_s, {{u"limit"_s, u"2"_s}, {u"metadata[a b]"_s, u"x&y+ä"_s}}));
    QVERIFY(got.ok());
    QCOMPARE(got->body, page);
    QCOMPARE(got->httpStatus, 200);
    QCOMPARE(got->requestId, u"req_1"_s);
    QCOMPARE(got->contentType, u"application/json"_s);
    QCOMPARE(got->bytes, page.size());
    QCOMPARE(got->limits.remainingRequests, 29'999);
    QCOMPARE(got->limits.resetTokensMs, 360'000);

    const FaultRequest seen = bench.server.requests().at(0);
    QCOMPARE(seen.method, "GET");
    QCOMPARE(seen.path(), "/v1/fine_tuning/jobs");
    QCOMPARE(seen.query(), "limit=2&metadata%5Ba%20b%5D=x%26y%2B%C3%A4");
    QCOMPARE(seen.header("authorization"), "Bearer " + marker);
    QCOMPARE(seen.header("openai-organization"), "org-SCOPE");
    QCOMPARE(seen.header("openai-project"), "proj-SCOPE");
    QVERIFY(seen.header("api-key").isNull());
    QVERIFY(seen.header("user-agent").startsWith("Tuneboard/"));
    QCOMPARE(seen.header("accept"), "application/json");
    QVERIFY(seen.header("cookie").isNull());
    QVERIFY(seen.header("upgrade").isNull()); // HTTP/2 is not asked for
    QVERIFY(seen.body.isEmpty());

    QVERIFY(bench.result(Request::post(u"fine_tuning/jobs/ftjob-1/cancel"_s)).ok());
    const FaultRequest post = bench.server.requests().at(1);
    QCOMPARE(post.method, "POST");
    QCOMPARE(post.body, "{}");
    QCOMPARE(post.header("content-length"), "2");
    QCOMPARE(post.header("content-type"), "application/json");
    QVERIFY(post.header("transfer-encoding").isNull());
}

void TestApiClient::azureSendsOneKeyAndNoScope()
{
    Bench bench(quick(), DialectKind::Azure);
    bench.server.always(FaultAnswer::json(200, page));
    QVERIFY(bench.result().ok());
    const FaultRequest seen = bench.server.requests().at(0);
    QCOMPARE(seen.header("api-key"), marker);
    QVERIFY(seen.header("authorization").isNull());
    QVERIFY(seen.header("openai-organization").isNull());
    QVERIFY(seen.header("openai-project").isNull());
    QCOMPARE(seen.query(), "api-version=2024-10-21");
}

void TestApiClient::typedAnswersAreRead()
{
    Bench bench;
    bench.server.always(FaultAnswer::json(200, "[1,2,3]").header("x-request-id", "req_7"));
    const TypedRequest<int> lengthOf{Request::get(u"models"_s), [](Reply &&reply) {
                                         return Result<int>(int(reply.body.size()));
                                     }};
    std::optional<Result<int>> end;
    bench.client->send(lengthOf, &bench.context, [&](Result<int> r) { end = std::move(r); });
    QTRY_VERIFY(end);
    QVERIFY(end->ok());
    QCOMPARE(end->value(), 7);

    const TypedRequest<int> unreadable{Request::get(u"models"_s), [](Reply &&) {
                                           return Result<int>(ApiError::malformed(u"no object"_s));
                                       }};
    end.reset();
    bench.client->send(unreadable, &bench.context, [&](Result<int> r) { end = std::move(r); });
    QTRY_VERIFY(end);
    QCOMPARE(end->error().kind, Kind::Malformed);
    QCOMPARE(end->error().requestId, u"req_7"_s);
    QCOMPARE(end->error().host, u"127.0.0.1"_s);
}

// A reader that finds no room behind the text has to copy all of it.
void TestApiClient::bodiesAreReadWhereTheyLie()
{
    Bench bench;
    bench.server.always(FaultAnswer::json(200, QByteArray(100'000, ' ') + page));
    qsizetype size = 0;
    qsizetype room = 0;
    const TypedRequest<int> request{Request::get(u"fine_tuning/jobs"_s), [&](Reply &&reply) {
                                        size = reply.body.size();
                                        room = reply.body.capacity() - size;
                                        return Result<int>(reply.body.isDetached() ? 1 : 0);
                                    }};
    std::optional<Result<int>> end;
    bench.client->send(request, &bench.context, [&](Result<int> result) { end = std::move(result); });
    QTRY_VERIFY(end);
    QCOMPARE(size, 100'000 + page.size());
    QVERIFY2(room >= kReadSlackBytes, qPrintable(QString::number(room)));
    QCOMPARE(end->value(), 1);
}

void TestApiClient::neverInsideSend()
{
    Bench bench;
    bench.server.always(FaultAnswer::json(200, page));
    Call *call = bench.send(Request::get(u"models"_s));
    QSignalSpy finished(call, &Call::finished);
    QCOMPARE(call->attempts(), 1); // on its way already
    QCOMPARE(bench.ends.size(), 0);
    bench.send(Request::get(u"../escape"_s)); // refused here, and still not at once
    QCOMPARE(bench.ends.size(), 0);
    QTRY_COMPARE(bench.ends.size(), 2);
    QCOMPARE(finished.size(), 1);
    letEverythingHappen();
    QCOMPARE(bench.ends.size(), 2);
    QCOMPARE(bench.server.requests().size(), 1);
}

void TestApiClient::statusesAndRetries_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("shouldRetry");
    QTest::addColumn<int>("sent");
    QTest::addColumn<int>("kind");
    const auto row = [](int status, int sent, Kind kind, const char *shouldRetry = "") {
        QTest::addRow("%d %s", status, shouldRetry) << status << QByteArray(shouldRetry) << sent << int(kind);
    };
    row(400, 1, Kind::Rejected);
    row(401, 1, Kind::Unauthorized);
    row(403, 1, Kind::Forbidden);
    row(404, 1, Kind::NotFound);
    row(408, 3, Kind::Rejected);
    row(409, 3, Kind::Rejected);
    row(422, 1, Kind::Rejected);
    row(429, 3, Kind::RateLimited);
    row(500, 3, Kind::ServerFault);
    row(502, 3, Kind::ServerFault);
    row(503, 3, Kind::ServerFault);
    row(529, 3, Kind::ServerFault);
    row(500, 1, Kind::ServerFault, "false");
    row(400, 3, Kind::Rejected, "true");
}

void TestApiClient::statusesAndRetries()
{
    QFETCH(int, status);
    QFETCH(QByteArray, shouldRetry);
    QFETCH(int, sent);
    QFETCH(int, kind);
    const FaultAnswer answer = FaultAnswer::json(status, R"({"error":{"message":"said","code":"c"}})")
                                   .header("x-request-id", "req_2");
    Bench bench;
    bench.server.always([&](const FaultRequest &) {
        return shouldRetry.isEmpty() ? answer : FaultAnswer(answer).header("x-should-retry", shouldRetry);
    });
    QList<int> tries;
    Call *call = bench.send(Request::get(u"models"_s));
    connect(call, &Call::retrying, this, [&](int attempt, qint64 waitMs, const ApiError &why) {
        tries += attempt;
        QCOMPARE(waitMs, 4 << (attempt - 1));
        QCOMPARE(int(why.kind), kind);
    });
    QTRY_COMPARE(bench.ends.size(), 1);
    const ApiError error = bench.ends.at(0).error();
    QCOMPARE(int(error.kind), kind);
    QCOMPARE(error.httpStatus, status);
    QCOMPARE(error.message, u"said"_s);
    QCOMPARE(error.requestId, u"req_2"_s);
    QCOMPARE(error.host, u"127.0.0.1"_s);
    QCOMPARE(bench.server.requests().size(), sent);
    QCOMPARE(tries.size(), sent - 1);

    // The same once, and then well.
    Bench lucky;
    lucky.server.add(answer);
    lucky.server.always(FaultAnswer::json(200, page));
    if (shouldRetry.isEmpty())
        QCOMPARE(lucky.result().ok(), sent > 1);
}

void TestApiClient::retryAfter_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<qint64>("waitMs"); // -1: it ends as RateLimited
    const auto row = [](const char *name, const char *value, qint64 waitMs) {
        QTest::addRow("%s=%s", name, value) << QByteArray(name) << QByteArray(value) << waitMs;
    };
    row("retry-after", "0.03", 30);
    row("retry-after-ms", "25", 25);
    row("retry-after", "0", 4);
    row("retry-after", "-5", 4);
    row("retry-after", "abc", 4);
    row("retry-after", "nan", 4);
    row("retry-after", "Fri, 29 Sep 2023 16:26:27 GMT", 4);
    row("retry-after", "Fri, 29 Sep 2023 16:27:38 GMT", -1);
    row("retry-after", "1e99", -1);
    row("retry-after", "61", -1);
}

void TestApiClient::retryAfter()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    QFETCH(qint64, waitMs);
    Timing timing = quick();
    timing.now = [] {
        return QDateTime::fromSecsSinceEpoch(1'696'004'797, kUtc);
    };
    Bench bench(timing);
    bench.server.add(FaultAnswer::json(429, "{}").header(name, value));
    bench.server.always(FaultAnswer::json(200, page));
    const Result<Reply> end = bench.result();
    if (waitMs < 0) {
        QVERIFY(!end.ok());
        QCOMPARE(end.error().kind, Kind::RateLimited);
        QVERIFY(end.error().retryAfterMs > 60'000 && end.error().retryAfterMs <= 3'600'000);
        QVERIFY(bench.client->coolDownMs() > 50'000 && bench.client->coolDownMs() <= 3'600'000);
        QCOMPARE(bench.server.requests().size(), 1);
        return;
    }
    QVERIFY(end.ok());
    QCOMPARE(bench.server.requests().size(), 2);
    // Never before its time; how long after is the machine's affair.
    QVERIFY(bench.server.requests().at(1).atMs - bench.server.requests().at(0).atMs >= waitMs - 1);
}

void addBroken()
{
    QTest::addColumn<FaultAnswer>("answer");
    QTest::newRow("shorter than promised") << FaultAnswer::json(200, page).cutAfter(20);
    QTest::newRow("reset in the body") << FaultAnswer::json(200, page).resetAfter(20);
    QTest::newRow("cut, without a length") << FaultAnswer::json(200, page).untilClose().cutAfter(20);
    QTest::newRow("cut, announced, then closed as said")
        << FaultAnswer::json(200, page).header("Connection", "close").cutAfter(20);
    QTest::newRow("cut, in chunks") << FaultAnswer::json(200, page).chunked().cutAfter(20);
    QTest::newRow("cut before its body") << FaultAnswer::json(200, page).cutAfter(0);
    QTest::newRow("closed without an answer") << FaultAnswer::close();
    QTest::newRow("reset without an answer") << FaultAnswer::reset();
    QTest::newRow("cut in the headers") << FaultAnswer::raw("HTTP/1.1 200 OK\r\nContent-Le");
}

void TestApiClient::brokenAnswersAreAskedAgain_data()
{
    addBroken();
}

void TestApiClient::brokenAnswersAreAskedAgain()
{
    QFETCH(FaultAnswer, answer);
    Bench bench;
    bench.server.add(answer);
    bench.server.always(FaultAnswer::json(200, page));
    const Result<Reply> end = bench.result();
    QVERIFY2(end.ok(), end.ok() ? "" : qPrintable(end.error().text()));
    QCOMPARE(end->body, page);
    QCOMPARE(bench.server.requests().size(), 2);
}

void TestApiClient::brokenAnswersEndAsNetwork_data()
{
    addBroken();
}

void TestApiClient::brokenAnswersEndAsNetwork()
{
    QFETCH(FaultAnswer, answer);
    Bench bench;
    bench.server.always(answer);
    const ApiError error = bench.error();
    QCOMPARE(error.kind, Kind::Network);
    QVERIFY(error.worthRetrying());
    QCOMPARE(bench.server.requests().size(), 3);
}

void TestApiClient::postReachesTheServerOnce_data()
{
    QTest::addColumn<FaultAnswer>("answer");
    QTest::addColumn<int>("kind");
    const auto row = [](const char *name, const FaultAnswer &answer, Kind kind) {
        QTest::newRow(name) << answer << int(kind);
    };
    const QByteArray body = R"({"error":{"message":"m"}})";
    row("closed without an answer", FaultAnswer::close(), Kind::OutcomeUnknown);
    row("closed later", FaultAnswer::close().after(20), Kind::OutcomeUnknown);
    row("reset without an answer", FaultAnswer::reset(), Kind::OutcomeUnknown);
    row("reset later", FaultAnswer::reset().after(20), Kind::OutcomeUnknown);
    row("cut in the headers", FaultAnswer::raw("HTTP/1.1 200 OK\r\nX: "), Kind::OutcomeUnknown);
    row("cut body", FaultAnswer::json(200, page).cutAfter(9), Kind::OutcomeUnknown);
    row("reset body", FaultAnswer::json(200, page).resetAfter(9), Kind::OutcomeUnknown);
    row("silence", FaultAnswer::silence(), Kind::OutcomeUnknown);
    row("gateway lost it", FaultAnswer::text(502, "text/html", "<title>502</title>"), Kind::OutcomeUnknown);
    row("408", FaultAnswer::json(408, body), Kind::Rejected);
    row("409", FaultAnswer::json(409, body), Kind::Rejected);
    row("429", FaultAnswer::json(429, body), Kind::RateLimited);
    row("500", FaultAnswer::json(500, body), Kind::ServerFault);
    row("500, told to retry", FaultAnswer::json(500, body).header("x-should-retry", "true"),
        Kind::ServerFault);
    row("401 with a challenge", FaultAnswer::json(401, body).header("WWW-Authenticate", "Basic realm=\"x\""),
        Kind::Unauthorized);
    row("401 with a Windows challenge", FaultAnswer::json(401, body).header("WWW-Authenticate", "Negotiate"),
        Kind::Unauthorized);
}

void TestApiClient::postReachesTheServerOnce()
{
    QFETCH(FaultAnswer, answer);
    QFETCH(int, kind);
    Timing timing = quick();
    if (answer.mute && answer.end == FaultAnswer::End::Stall)
        timing.deadlineMs = 200;
    for (const bool warm : {false, true}) { // on a new connection, and on one that has served before
        Bench bench(timing);
        if (warm) {
            bench.server.add(FaultAnswer::json(200, page));
            QVERIFY(bench.result().ok());
        }
        bench.server.always(answer);
        const ApiError error = bench.error(job());
        QCOMPARE(int(error.kind), kind);
        QVERIFY(kind != int(Kind::OutcomeUnknown) || !error.worthRetrying());
        letEverythingHappen();
        const auto posts = std::count_if(bench.server.requests().begin(), bench.server.requests().end(),
                                         [](const FaultRequest &r) { return r.method == "POST"; });
        QCOMPARE(posts, 1);
        QCOMPARE(bench.server.requests().constLast().body, job().body);
    }
}

void TestApiClient::postNeverSentIsNotUnknown()
{
    Bench bench;
    bench.server.stopListening();
    const ApiError error = bench.error(job());
    QCOMPARE(error.kind, Kind::Network);
    QVERIFY(bench.server.requests().isEmpty());
}

void TestApiClient::redirectsGoNowhere_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("post");
    for (const int status : {300, 301, 302, 303, 307, 308}) {
        QTest::addRow("GET %d", status) << status << false;
        QTest::addRow("POST %d", status) << status << true;
    }
}

void TestApiClient::redirectsGoNowhere()
{
    QFETCH(int, status);
    QFETCH(bool, post);
    FaultServer other;
    other.always(FaultAnswer::json(200, page));
    Bench bench;
    QUrl there = other.url(u"/v1/fine_tuning/jobs"_s);
    there.setHost(u"localhost"_s);
    bench.server.always(FaultAnswer::redirect(there, status));
    const ApiError error = bench.error(post ? job() : Request::get(u"fine_tuning/jobs"_s));
    QCOMPARE(error.kind, Kind::Redirected);
    QCOMPARE(error.httpStatus, status);
    QVERIFY(error.text().contains(u"localhost"_s));
    QVERIFY(error.text().contains(u"127.0.0.1"_s));
    letEverythingHappen();
    QCOMPARE(other.connections(), 0);
    QCOMPARE(bench.server.requests().size(), 1);

    // Within the same host it is not followed either.
    bench.server.always(FaultAnswer::redirect(bench.server.url(u"/v1/else"_s), status));
    QCOMPARE(bench.error().kind, Kind::Redirected);
    QCOMPARE(bench.server.requests().size(), 2);
}

void TestApiClient::refusedBeforeSending()
{
    FaultServer server;
    QObject context;
    for (const QString &url :
         {u"http://example.com/v1"_s, u"http://a:b@127.0.0.1:1/v1"_s, u"ftp://127.0.0.1/"_s}) {
        ApiClient client(endpointAt(QUrl(url)), std::make_shared<CoolDown>(), quick());
        std::optional<Result<Reply>> end;
        client.send(Request::get(u"models"_s), &context, [&](Result<Reply> r) { end = std::move(r); });
        QTRY_VERIFY(end);
        QCOMPARE(end->error().kind, Kind::NotAllowed);
    }
    Bench bench;
    QCOMPARE(bench.error(Request::get(u"jobs/../../admin"_s)).kind, Kind::NotAllowed);
    QCOMPARE(bench.server.connections(), 0);
}

void TestApiClient::silenceEndsAtTheDeadline()
{
    Timing timing = quick();
    timing.deadlineMs = 40;
    Bench bench(timing);
    bench.server.add(FaultAnswer::silence());
    bench.server.add(FaultAnswer::json(200, page).stallAfter(10));
    bench.server.always(FaultAnswer::silence());
    const ApiError error = bench.error();
    QCOMPARE(error.kind, Kind::Timeout);
    QCOMPARE(bench.server.requests().size(), 3);

    timing.deadlineMs = 400; // enough for an answer on a busy machine
    Bench later(timing);
    later.server.add(FaultAnswer::silence());
    later.server.always(FaultAnswer::json(200, page));
    Request patient = Request::get(u"models"_s);
    QVERIFY(later.result(patient).ok());
    patient.deadlineMs = 20'000; // its own deadline wins
    later.server.add(FaultAnswer::json(200, page).after(600));
    QVERIFY(later.result(patient).ok());
    QCOMPARE(later.server.requests().size(), 3);
}

void TestApiClient::slowDripEndsAtTheDeadline()
{
    Timing timing = quick();
    timing.deadlineMs = 100;
    timing.maxRetries = 0;
    Bench bench(timing);
    // A byte every 5 ms: never silent, never done.
    bench.server.always(FaultAnswer::json(200, QByteArray(100'000, ' ')).drip(1, 5));
    QCOMPARE(bench.error().kind, Kind::Timeout);
    QCOMPARE(bench.server.requests().size(), 1);
}

void TestApiClient::slowAnswersOutliveTheConnectDeadline()
{
    Timing timing = quick();
    timing.connectMs = 150;
    timing.maxRetries = 0;
    Bench bench(timing);
    bench.server.always(FaultAnswer::json(200, page).after(400));
    QVERIFY(bench.result().ok()); // on a new connection
    QVERIFY(bench.result().ok()); // on one that is open already
    QCOMPARE(bench.server.connections(), 1);
    QVERIFY(bench.result(job()).ok()); // a POST has one of its own
    QCOMPARE(bench.server.connections(), 2);
}

void TestApiClient::connectionRefused()
{
    Bench bench;
    bench.server.stopListening();
    QList<int> tries;
    Call *call = bench.send(Request::get(u"models"_s));
    connect(call, &Call::retrying, this, [&](int attempt, qint64, const ApiError &) { tries += attempt; });
    QTRY_COMPARE(bench.ends.size(), 1);
    QCOMPARE(bench.ends.at(0).error().kind, Kind::Network);
    QCOMPARE(tries, (QList<int>{1, 2}));
    QVERIFY(!bench.ends.at(0).error().message.isEmpty());
}

void TestApiClient::unreadableAnswers_data()
{
    QTest::addColumn<FaultAnswer>("answer");
    QTest::addColumn<QString>("words");
    QTest::newRow("login page") << FaultAnswer::text(200, "text/html; charset=utf-8",
                                                     "<title>Sign in</title>")
                                << u"Sign in"_s;
    QTest::newRow("page as JSON") << FaultAnswer::json(200, "<!DOCTYPE html><html><title>Wi-Fi</title>")
                                  << u"Wi-Fi"_s;
    QTest::newRow("page without a title") << FaultAnswer::text(200, "text/html", "hello") << u"web page"_s;
}

void TestApiClient::unreadableAnswers()
{
    QFETCH(FaultAnswer, answer);
    QFETCH(QString, words);
    Bench bench;
    bench.server.always(answer);
    const ApiError error = bench.error();
    QCOMPARE(error.kind, Kind::Malformed);
    QVERIFY2(error.text().contains(words), qPrintable(error.text()));
    QCOMPARE(bench.server.requests().size(), 1);
}

void TestApiClient::capsHold_data()
{
    QTest::addColumn<FaultAnswer>("answer");
    QTest::addColumn<int>("kind");
    QTest::newRow("announced") << FaultAnswer::json(200, QByteArray(200'000, ' ')) << int(Kind::TooLarge);
    QTest::newRow("announced, and not waited for")
        << FaultAnswer::json(200, QByteArray(200'000, ' ')).stallAfter(10) << int(Kind::TooLarge);
    QTest::newRow("not announced") << FaultAnswer::bodyFlood(200'000'000) << int(Kind::TooLarge);
    QTest::newRow("chunked") << FaultAnswer::json(200, QByteArray(200'000, ' ')).chunked()
                             << int(Kind::TooLarge);
    QTest::newRow("packed bomb") << FaultAnswer::gzip(QByteArray(100'000'000, ' ')) << int(Kind::TooLarge);
    QTest::newRow("endless error") << FaultAnswer::bodyFlood(endless, 400) << int(Kind::Rejected);
    QTest::newRow("endless redirect") << FaultAnswer::bodyFlood(endless, 302) << int(Kind::Redirected);
}

void TestApiClient::capsHold()
{
    QFETCH(FaultAnswer, answer);
    QFETCH(int, kind);
    Bench bench;
    bench.server.always(answer);
    Request request = Request::get(u"models"_s);
    request.maxBytes = 100'000;
    qint64 most = 0;
    Call *call = bench.send(request);
    connect(call, &Call::progress, this, [&](qint64 received, qint64) { most = std::max(most, received); });
    QTRY_COMPARE_WITH_TIMEOUT(bench.ends.size(), 1, 60'000);
    QVERIFY(!bench.ends.at(0).ok());
    QCOMPARE(int(bench.ends.at(0).error().kind), kind);
    QVERIFY(most <= request.maxBytes);
    QCOMPARE(bench.server.requests().size(), 1);

    request.maxBytes = 200'000; // exactly what comes is not too much
    bench.server.always(FaultAnswer::json(200, QByteArray(200'000, ' ')));
    QVERIFY(bench.result(request).ok());
}

void TestApiClient::headerFloodEnds()
{
    Bench bench;
    bench.server.always(FaultAnswer::headerFloodNeverEnding());
    QCOMPARE(bench.error().kind, Kind::Malformed);
    QCOMPARE(bench.server.requests().size(), 1);

    Bench whole; // the flood of a body comes to its end, where it may
    whole.server.always(FaultAnswer::bodyFlood(5'000'000));
    Request bytes = Request::get(u"models"_s);
    bytes.expect = Request::Expect::Bytes;
    QCOMPARE(whole.result(bytes)->bytes, 5'000'006);

    Bench harmless; // large, and no flood
    harmless.server.always(FaultAnswer::headerFlood(100'000));
    const Result<Reply> large = harmless.result();
    QVERIFY2(large.ok(), large.ok() ? "" : qPrintable(large.error().text()));
}

void TestApiClient::packedBodies()
{
    Bench bench;
    const QByteArray large =
        "[\"" + QByteArray(20'000'000, 'x') + "\"]"; // past Qt's own limit for packed bodies
    bench.server.always(FaultAnswer::gzip(large));
    const Result<Reply> end = bench.result();
    QVERIFY2(end.ok(), end.ok() ? "" : qPrintable(end.error().text()));
    QVERIFY(end->body == large);
    QVERIFY(bench.server.requests().at(0).header("accept-encoding").contains("gzip"));

    // Cut inside, it is no answer.
    const FaultAnswer packed = FaultAnswer::gzip(page);
    bench.server.add(FaultAnswer(packed).cutAfter(packed.body.size() / 2));
    bench.server.always(packed);
    QCOMPARE(bench.result()->body, page);
    QCOMPARE(bench.server.requests().size(), 3);
}

void TestApiClient::emptyBodies()
{
    Bench bench;
    bench.server.add(FaultAnswer::text(204, {}, {}));
    bench.server.add(FaultAnswer::json(200, {}));
    bench.server.add(FaultAnswer::json(200, {}).untilClose());
    for (const int status : {204, 200, 200}) {
        const Result<Reply> end = bench.result();
        QVERIFY(end.ok());
        QCOMPARE(end->httpStatus, status);
        QCOMPARE(end->body, QByteArray());
    }
    bench.server.always(FaultAnswer::json(500, {}));
    QCOMPARE(bench.error().kind, Kind::ServerFault);
}

void TestApiClient::cookiesAndCachesAreOff()
{
    Bench bench;
    bench.server.always(FaultAnswer::json(200, page)
                            .header("Set-Cookie", "a=b; Path=/")
                            .header("ETag", "\"1\"")
                            .header("Cache-Control", "max-age=1000"));
    QVERIFY(bench.result().ok());
    QVERIFY(bench.result().ok());
    QCOMPARE(bench.server.requests().size(), 2);
    QVERIFY(bench.server.requests().at(1).header("cookie").isNull());
    QVERIFY(bench.server.requests().at(1).header("if-none-match").isNull());
}

void TestApiClient::neverAnswersAuthentication()
{
    for (const char *challenge :
         {"Basic realm=\"x\"", "Digest realm=\"x\", nonce=\"y\"", "NTLM", "Negotiate", "Bearer"}) {
        Bench bench;
        bench.server.always(FaultAnswer::json(401, R"({"error":{"message":"No key."}})")
                                .header("WWW-Authenticate", challenge));
        const ApiError error = bench.error();
        QCOMPARE(error.kind, Kind::Unauthorized);
        QCOMPARE(error.message, u"No key."_s);
        QCOMPARE(bench.server.requests().size(), 1);
    }
}

void TestApiClient::coolDownIsShared()
{
    // 503 holds up everyone at that host: another client with another key, too.
    Bench bench;
    Endpoint second = endpointAt(bench.server.url(u"/v1"_s));
    second.key = Secret("sk-other");
    ApiClient other(second, bench.coolDown, quick());
    bench.server.add(FaultAnswer::json(503, "{}").header("retry-after-ms", "150"));
    bench.server.always(FaultAnswer::json(200, page));

    QSignalSpy changed(bench.coolDown.get(), &CoolDown::changed);
    std::optional<Result<Reply>> end;
    Call *first = bench.send(Request::get(u"models"_s));
    connect(first, &Call::retrying, this, [&] {
        QVERIFY(other.coolDownMs() > 0);
        other.send(Request::get(u"files"_s), &bench.context, [&](Result<Reply> r) { end = std::move(r); });
    });
    QTRY_VERIFY(end && !bench.ends.isEmpty());
    QVERIFY(end->ok());
    QVERIFY(bench.ends.at(0).ok());
    const auto &seen = bench.server.requests();
    QCOMPARE(seen.size(), 3);
    QVERIFY(seen.at(1).atMs - seen.at(0).atMs >= 149);
    QVERIFY(seen.at(2).atMs - seen.at(0).atMs >= 149);
    QTRY_COMPARE(changed.size(), 2); // began, ended
    QCOMPARE(other.coolDownMs(), 0);
}

void TestApiClient::credentialsCoolApart()
{
    Bench bench;
    Endpoint second = endpointAt(bench.server.url(u"/v1"_s));
    second.key = Secret("sk-other");
    ApiClient other(second, bench.coolDown, quick());
    ApiClient same(endpointAt(bench.server.url(u"/v1"_s)), bench.coolDown, quick());
    bench.server.add(FaultAnswer::json(429, "{}").header("retry-after", "1000"));
    bench.server.always(FaultAnswer::json(200, page));
    QCOMPARE(bench.error().kind, Kind::RateLimited);
    QVERIFY(same.coolDownMs() > 900'000);
    QCOMPARE(other.coolDownMs(), 0);
    std::optional<Result<Reply>> end;
    other.send(Request::get(u"files"_s), &bench.context, [&](Result<Reply> r) { end = std::move(r); });
    QTRY_VERIFY(end);
    QVERIFY(end->ok());
}

void TestApiClient::aLongCoolDownEndsAtOnce()
{
    Bench bench;
    bench.server.always(FaultAnswer::json(200, page));
    bench.coolDown->coolHost(u"127.0.0.1:%1"_s.arg(bench.server.port()), 600'000);
    const ApiError error = bench.error(job());
    QCOMPARE(error.kind, Kind::RateLimited);
    QVERIFY(error.retryAfterMs > 500'000 && error.retryAfterMs <= 600'000);
    QVERIFY(error.text().contains(u"min"_s));
    QCOMPARE(bench.server.requests().size(), 0);
}

void TestApiClient::hundredCallsDuringACoolDown()
{
    Bench bench;
    bench.server.always(FaultAnswer::json(200, page).after(2));
    bench.coolDown->coolHost(u"127.0.0.1:%1"_s.arg(bench.server.port()), 120);
    QElapsedTimer sinceStart;
    sinceStart.start();
    qint64 firstAt = -1;
    connect(&bench.server, &FaultServer::received, this, [&] {
        if (firstAt < 0)
            firstAt = sinceStart.elapsed();
    });
    for (int i = 0; i < 100; ++i)
        bench.send(i % 10 == 9 ? job() : Request::get(u"models"_s));
    QTRY_COMPARE_WITH_TIMEOUT(bench.ends.size(), 100, 30'000);
    QVERIFY(std::all_of(bench.ends.begin(), bench.ends.end(), [](const auto &end) { return end.ok(); }));
    QCOMPARE(bench.server.requests().size(), 100);
    QVERIFY(firstAt >= 118);
    QVERIFY(bench.server.mostAtOnce() <= ApiClient::maxAtOnce);

    // A 429 in the middle holds up all that have not gone out yet, and each still ends once.
    bench.ends.clear();
    bench.server.add(FaultAnswer::json(429, "{}").header("retry-after-ms", "80"));
    for (int i = 0; i < 100; ++i)
        bench.send(Request::get(u"models"_s));
    QTRY_COMPARE_WITH_TIMEOUT(bench.ends.size(), 100, 30'000);
    QVERIFY(std::all_of(bench.ends.begin(), bench.ends.end(), [](const auto &end) { return end.ok(); }));
    QCOMPARE(bench.server.requests().size(), 201);
}

void TestApiClient::waitingForAConnectionIsNotConnecting()
{
    Timing timing = quick();
    timing.connectMs = 1000;
    timing.maxRetries = 0;
    Bench bench(timing);
    bench.server.always(FaultAnswer::json(200, page).after(400));
    for (int i = 0; i < 5 * ApiClient::maxAtOnce; ++i) // five rounds: the last is sent after 1.6 s
        bench.send(Request::get(u"models"_s));
    QTRY_COMPARE_WITH_TIMEOUT(bench.ends.size(), 5 * ApiClient::maxAtOnce, 30'000);
    for (const Result<Reply> &end : std::as_const(bench.ends))
        QVERIFY2(end.ok(), end.ok() ? "" : qPrintable(end.error().text()));
}

void TestApiClient::contextDiesInFlight()
{
    Bench bench;
    bench.server.always(FaultAnswer::silence()); // no answer may come before the context goes
    auto context = std::make_unique<QObject>();
    int called = 0;
    Call *call = bench.client->send(Request::get(u"models"_s), context.get(),
                                    [&](const Result<Reply> &) { ++called; });
    const QPointer<Call> watched(call);
    QSignalSpy finished(call, &Call::finished);
    QTRY_COMPARE(bench.server.requests().size(), 1);
    context.reset();
    QTRY_VERIFY(!watched);
    QCOMPARE(finished.size(), 1);
    letEverythingHappen();
    QCOMPARE(called, 0);
}

void TestApiClient::contextDiesAtOnce()
{
    Bench bench;
    int called = 0;
    {
        QObject context;
        bench.client->send(Request::get(u"models"_s), &context, [&](const Result<Reply> &) { ++called; });
    }
    letEverythingHappen();
    QCOMPARE(called, 0);
}

void TestApiClient::clientDiesInFlight()
{
    Bench bench;
    bench.server.always(FaultAnswer::silence()); // no answer may come before the client goes
    for (int i = 0; i < 20; ++i)                 // some on the wire, some waiting for a connection
        bench.send(Request::get(u"models"_s));
    QTRY_VERIFY(bench.server.requests().size() >= 3);
    auto dying = std::make_unique<QObject>();
    int called = 0;
    bench.client->send(Request::get(u"models"_s), dying.get(), [&](const Result<Reply> &) { ++called; });
    bench.client.reset();
    QCOMPARE(bench.ends.size(), 0); // not from inside the destructor
    dying.reset();
    QTRY_COMPARE(bench.ends.size(), 20);
    letEverythingHappen();
    QCOMPARE(bench.ends.size(), 20);
    QCOMPARE(called, 0);
    for (const Result<Reply> &end : std::as_const(bench.ends))
        QCOMPARE(end.error().kind, Kind::Cancelled);
}

void TestApiClient::clientDiesInsideACallback()
{
    Bench bench;
    bench.server.always(FaultAnswer::json(200, page));
    int called = 0;
    for (int i = 0; i < 5; ++i) {
        bench.client->send(Request::get(u"models"_s), &bench.context, [&](const Result<Reply> &) {
            ++called;
            bench.client.reset();
        });
    }
    QTRY_COMPARE(called, 5);
    letEverythingHappen();
    QCOMPARE(called, 5);
}

void TestApiClient::cancel()
{
    Bench bench;
    bench.server.always(FaultAnswer::silence());
    Call *waiting = bench.send(Request::get(u"models"_s));
    waiting->cancel();
    QVERIFY(!waiting->isRunning());
    QCOMPARE(bench.ends.size(), 0); // not from inside cancel()
    waiting->cancel();
    QTRY_COMPARE(bench.ends.size(), 1);
    QCOMPARE(bench.server.requests().size(), 0);

    Call *flying = bench.send(job());
    QTRY_COMPARE(bench.server.requests().size(), 1);
    flying->cancel();
    QTRY_COMPARE(bench.ends.size(), 2);
    letEverythingHappen();
    QCOMPARE(bench.ends.size(), 2);
    for (const Result<Reply> &end : std::as_const(bench.ends))
        QCOMPARE(end.error().kind, Kind::Cancelled);

    // A cancelled call gives its connection to the next.
    bench.server.always(FaultAnswer::json(200, page));
    QVERIFY(bench.result().ok());
}

void TestApiClient::cancelInsideTheCallback()
{
    Bench bench;
    bench.server.always(FaultAnswer::json(200, page));
    QPointer<Call> first;
    QPointer<Call> second;
    int firstEnds = 0;
    first = bench.client->send(Request::get(u"models"_s), &bench.context, [&](const Result<Reply> &) {
        ++firstEnds;
        first->cancel();
        if (second)
            second->cancel();
    });
    second = bench.send(Request::get(u"models"_s));
    QTRY_COMPARE(firstEnds, 1);
    QTRY_COMPARE(bench.ends.size(), 1);
    letEverythingHappen();
    QCOMPARE(firstEnds, 1);
    QCOMPARE(bench.ends.size(), 1);
    QVERIFY(!first && !second);
}

void TestApiClient::keysInErrorsAreMasked()
{
    Bench bench;
    const QByteArray body = R"({"error":{"message":"Wrong key: )" + marker + R"(","code":")" + marker +
                            R"(","type":")" + marker + R"(","param":")" + marker + R"("}})";
    bench.server.always(FaultAnswer::json(500, body).header("x-request-id", marker));
    QStringList texts;
    Call *call = bench.send(Request::get(u"models"_s));
    const auto note = [&](const ApiError &e) {
        texts += {e.text(), e.line(), e.message, e.code, e.type, e.param, e.requestId};
    };
    connect(call, &Call::retrying, this, [&](int, qint64, const ApiError &why) { note(why); });
    QTRY_COMPARE(bench.ends.size(), 1);
    note(bench.ends.at(0).error());
    QCOMPARE(texts.size(), 21);
    for (const QString &text : std::as_const(texts))
        QVERIFY2(!text.contains("MARKER"_L1), qPrintable(text));
    QVERIFY(texts.at(0).contains(u"Wrong key"_s));
}

void TestApiClient::downloads()
{
    QTemporaryDir folder;
    Bench bench;
    QByteArray content;
    for (int i = 0; content.size() < 3'000'000; ++i)
        content += QByteArray::number(i) + ",0.5\r\n";
    bench.server.add(FaultAnswer::text(200, "application/octet-stream", content).cutAfter(1'000'000));
    bench.server.always(
        FaultAnswer::text(200, "application/octet-stream", content).header("x-request-id", "req_3"));
    const QString file = folder.filePath(u"data.csv"_s);
    QList<qint64> steps;
    std::optional<Result<Reply>> end;
    bench.client->download(
        {Request::get(u"files/file-1/content"_s), file}, &bench.context,
        [&](qint64 received, qint64 total) {
            steps += received;
            QCOMPARE(total, content.size());
            QVERIFY(!QFile::exists(file)); // only whole
        },
        [&](Result<Reply> r) { end = std::move(r); });
    QTRY_VERIFY(end);
    QVERIFY(end->ok());
    QCOMPARE(end->value().bytes, content.size());
    QVERIFY(end->value().body.isEmpty());
    QCOMPARE(end->value().requestId, u"req_3"_s);
    QCOMPARE(steps.last(), content.size());
    QCOMPARE(bench.server.requests().size(), 2);
    QCOMPARE(bench.server.requests().at(0).header("accept"), "*/*");
    QFile written(file);
    QVERIFY(written.open(QIODevice::ReadOnly));
    QVERIFY(written.readAll() == content);
#ifdef Q_OS_UNIX
    QCOMPARE(written.permissions() &
                 (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
             QFile::Permissions());
#endif
}

void TestApiClient::downloadsThatFailLeaveNoFile()
{
    QTemporaryDir folder;
    const auto download = [&](Bench &bench, ApiClient::Download what) {
        std::optional<Result<Reply>> end;
        bench.client->download(std::move(what), &bench.context, {},
                               [&](Result<Reply> r) { end = std::move(r); });
        if (!QTest::qWaitFor([&] { return end.has_value(); }, 30'000) || end->ok())
            return ApiError::malformed(u"no error"_s);
        return end->error();
    };
    const Request request = Request::get(u"files/file-1/content"_s);
    const QString file = folder.filePath(u"a"_s);

    Bench missing;
    missing.server.always(FaultAnswer::json(404, R"({"error":{"message":"No such File object: file-1"}})"));
    const ApiError error = download(missing, {request, file});
    QCOMPARE(error.kind, Kind::NotFound);
    QCOMPARE(error.message, u"No such File object: file-1"_s);

    Bench large;
    large.server.always(FaultAnswer::bodyFlood(50'000'000));
    QCOMPARE(download(large, {request, file, 1'000'000}).kind, Kind::TooLarge);

    Bench cut;
    cut.server.always(FaultAnswer::text(200, "text/csv", QByteArray(500'000, 'x')).cutAfter(400'000));
    QCOMPARE(download(cut, {request, file}).kind, Kind::Network);

    Bench nowhere;
    nowhere.server.always(FaultAnswer::text(200, "text/csv", "a"));
    QCOMPARE(download(nowhere, {request, folder.filePath(u"no/such/folder/a"_s)}).kind, Kind::Disk);
    QCOMPARE(nowhere.server.requests().size(), 0);

    Bench cancelled;
    cancelled.server.always(FaultAnswer::text(200, "text/csv", QByteArray(500'000, 'x')).stallAfter(400'000));
    Call *call = nullptr;
    std::optional<Result<Reply>> end;
    call = cancelled.client->download(
        {request, file}, &cancelled.context, [&](qint64, qint64) { call->cancel(); },
        [&](Result<Reply> r) { end = std::move(r); });
    QTRY_VERIFY(end);
    QCOMPARE(end->error().kind, Kind::Cancelled);

    QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList());
}

void TestApiClient::downloadsMeetAFullDisk_data()
{
    QTest::addColumn<qsizetype>("size");
    QTest::newRow("met while it is written") << qsizetype(1'000'000);
    QTest::newRow("met at the end") << qsizetype(2000); // which waits in a buffer until then
}

void TestApiClient::downloadsMeetAFullDisk()
{
    QFETCH(const qsizetype, size);
    QTemporaryDir folder;
    Bench bench;
    bench.server.always(FaultAnswer::text(200, "text/csv", QByteArray(size, 'x')));
    std::optional<Result<Reply>> end;
    {
        const test::FullDisk disk(1000);
        if (!disk.isFull())
            QSKIP("a disk cannot be made full here");
        bench.client->download({Request::get(u"files/f/content"_s), folder.filePath(u"a"_s)}, &bench.context,
                               {}, [&](Result<Reply> r) { end = std::move(r); });
        QTRY_VERIFY(end);
    }
    QVERIFY(!end->ok());
    QCOMPARE(end->error().kind, Kind::Disk);
    QVERIFY(!end->error().message.isEmpty());
    QCOMPARE(bench.server.requests().size(), 1); // asking again makes no room
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList());
}

void TestApiClient::downloadsDoNotReplace()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(u"a"_s);
    const auto content = [&] {
        QFile f(file);
        return f.open(QIODevice::ReadOnly) ? f.readAll() : QByteArray();
    };
    {
        QFile old(file);
        QVERIFY(old.open(QIODevice::WriteOnly));
        old.write("old");
    }
    Bench bench;
    bench.server.always(FaultAnswer::text(200, "text/csv", "new"));
    std::optional<Result<Reply>> end;
    const auto take = [&](Result<Reply> r) {
        end = std::move(r);
    };
    bench.client->download({Request::get(u"files/f/content"_s), file}, &bench.context, {}, take);
    QTRY_VERIFY(end);
    QCOMPARE(end->error().kind, Kind::Disk);
    QCOMPARE(content(), "old");

    end.reset();
    ApiClient::Download replacing{Request::get(u"files/f/content"_s), file};
    replacing.replace = true;
    bench.client->download(replacing, &bench.context, {}, take);
    QTRY_VERIFY(end);
    QVERIFY(end->ok());
    QCOMPARE(content(), "new");

    // Nor one that comes there while it is loaded.
    end.reset();
    QVERIFY(QFile::remove(file));
    const auto comes = [&](qint64, qint64) {
        QFile other(file);
        QVERIFY(other.open(QIODevice::WriteOnly) && other.write("old") == 3);
    };
    bench.client->download({Request::get(u"files/f/content"_s), file}, &bench.context, comes, take);
    QTRY_VERIFY(end);
    QVERIFY(!end->ok());
    QCOMPARE(end->error().kind, Kind::Disk);
    QCOMPARE(content(), "old");
}

void TestApiClient::tls()
{
    const QString openssl = QStandardPaths::findExecutable(u"openssl"_s);
    if (openssl.isEmpty())
        QSKIP("TLS: no openssl program to make a certificate with");
    QTemporaryDir folder;
    QProcess make;
    make.setWorkingDirectory(folder.path());
    make.start(openssl, {u"req"_s, u"-x509"_s, u"-newkey"_s, u"rsa:2048"_s, u"-nodes"_s, u"-keyout"_s,
                         u"key.pem"_s, u"-out"_s, u"cert.pem"_s, u"-days"_s, u"2"_s, u"-subj"_s,
                         u"/CN=127.0.0.1"_s, u"-addext"_s, u"subjectAltName=IP:127.0.0.1"_s});
    QVERIFY(make.waitForFinished());
    QCOMPARE(make.exitCode(), 0);
    const QList<QSslCertificate> certificates = QSslCertificate::fromPath(folder.filePath(u"cert.pem"_s));
    QCOMPARE(certificates.size(), 1);
    QFile keyFile(folder.filePath(u"key.pem"_s));
    QVERIFY(keyFile.open(QIODevice::ReadOnly));
    FaultServer server(certificates.first(), QSslKey(&keyFile, QSsl::Rsa));
    server.always(FaultAnswer::json(200, page));

    QObject context;
    std::optional<Result<Reply>> end;
    const auto take = [&](Result<Reply> r) {
        end = std::move(r);
    };
    Endpoint endpoint = endpointAt(server.url(u"/v1"_s));
    ApiClient strict(endpoint, std::make_shared<CoolDown>(), quick());
    int tries = 0;
    Call *call = strict.send(Request::get(u"models"_s), &context, take);
    connect(call, &Call::retrying, this, [&] { ++tries; });
    QTRY_VERIFY(end);
    QCOMPARE(end->error().kind, Kind::Tls);
    QCOMPARE(tries, 0);
    QVERIFY2(!end->error().message.isEmpty(), qPrintable(end->error().text()));
    end.reset();
    strict.send(job(), &context, take);
    QTRY_VERIFY(end);
    QCOMPARE(end->error().kind, Kind::Tls); // never sent, so its outcome is known
    QVERIFY(server.requests().isEmpty());

    endpoint.extraCa = certificates;
    ApiClient trusting(endpoint, std::make_shared<CoolDown>(), quick());
    end.reset();
    trusting.send(Request::get(u"models"_s), &context, take);
    QTRY_VERIFY(end);
    QVERIFY2(end->ok(), end->ok() ? "" : qPrintable(end->error().text()));
    QCOMPARE(end->value().body, page);

    // The right certificate under another name is the wrong one.
    endpoint.baseUrl.setHost(u"localhost"_s);
    ApiClient misled(endpoint, std::make_shared<CoolDown>(), quick());
    end.reset();
    misled.send(Request::get(u"models"_s), &context, take);
    QTRY_VERIFY(end);
    QCOMPARE(end->error().kind, Kind::Tls);
    QCOMPARE(server.requests().size(), 1);
    QCOMPARE(server.requests().at(0).method, "GET"); // and no greeting of HTTP/2
}

void TestApiClient::tlsToAPlainServer()
{
    // The greeting of TLS has no end of a header, so that this server waits for more.
    FaultServer server;
    QUrl url = server.url(u"/v1"_s);
    url.setScheme(u"https"_s);
    QObject context;
    Timing timing = quick();
    timing.connectMs = 60;
    ApiClient client(endpointAt(url), std::make_shared<CoolDown>(), timing);
    std::optional<Result<Reply>> end;
    const auto take = [&](Result<Reply> r) {
        end = std::move(r);
    };
    client.send(job(), &context, take);
    QTRY_VERIFY(end);
    QCOMPARE(end->error().kind, Kind::Timeout); // never sent, so its outcome is known
    QVERIFY(end->error().text().contains(u"0.06 s"_s));

    // And one that hangs up in the middle of the greeting.
    end.reset();
    const int before = server.connections();
    ApiClient patient(endpointAt(url), std::make_shared<CoolDown>(), quick());
    patient.send(job(), &context, take);
    QTRY_VERIFY(server.connections() > before);
    server.dropConnections();
    QTRY_VERIFY(end);
    QVERIFY(end->error().kind == Kind::Tls || end->error().kind == Kind::Network ||
            end->error().kind == Kind::Timeout);
    QVERIFY(server.requests().isEmpty());
}

void TestApiClient::unusedConnectionsExpireOneByOne()
{
    FaultServer server;
    server.always(FaultAnswer::json(200, page).after(5));
    HttpNetwork network;
    network.setIdleMs(200);
    const QNetworkRequest request(server.url(u"/v1"_s));
    int answers = 0;
    const auto ask = [&] {
        QNetworkReply *reply = network.get(request);
        connect(reply, &QNetworkReply::finished, this, [&answers, reply] {
            ++answers;
            reply->deleteLater();
        });
    };
    ask();
    ask();
    QTRY_COMPARE(answers, 2);
    QCOMPARE(server.connections(), 2);
    QCOMPARE(server.openConnections(), 2);
    // One of them is used again and again, so that it never expires.
    QVERIFY(QTest::qWaitFor(
        [&] {
            if (answers == server.requests().size())
                ask();
            return server.openConnections() == 1;
        },
        20'000));
    QTRY_COMPARE(answers, server.requests().size());
    QTRY_COMPARE(server.openConnections(), 0);
}

void TestApiClient::afterASilentConnectionTheOthersAreNotUsed()
{
    Timing timing = quick();
    timing.deadlineMs = 1000;
    Bench bench(timing);
    bench.server.always(FaultAnswer::json(200, page).after(20));
    int answers = 0;
    QObject context;
    for (int i = 0; i < 3; ++i) {
        bench.client->send(Request::get(u"fine_tuning/jobs"_s), &context, [&](const Result<Reply> &reply) {
            QVERIFY(reply.ok());
            ++answers;
        });
    }
    QTRY_COMPARE(answers, 3);
    QVERIFY(bench.server.openConnections() > 1);
    // As behind a router that has forgotten all connections so far.
    int silent = 0;
    bench.server.always([&, before = bench.server.connections()](const FaultRequest &) {
        const bool isNew = bench.server.connections() > before;
        silent += isNew ? 0 : 1;
        return isNew ? FaultAnswer::json(200, page) : FaultAnswer::silence();
    });
    QVERIFY(bench.result().ok());
    QCOMPARE(silent, 1);
}

QTEST_GUILESS_MAIN(TestApiClient)
#include "tst_apiclient.moc"
