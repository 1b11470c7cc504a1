// SPDX-License-Identifier: GPL-3.0-or-later
// Answers that never come to an end, in every part of an answer: what ends them, and with which words.
#include "app/api/apiclient.h"
#include "tests/support/apibench.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <optional>

using namespace tuneboard;
using namespace tuneboard::test;
using namespace Qt::StringLiterals;
using Kind = ApiError::Kind;

namespace {

const QByteArray page = R"({"object":"list","data":[],"has_more":false})";
const QByteArray chunkedHead =
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";

Request smallRequest()
{
    Request request = Request::get(u"models"_s);
    request.maxBytes = 100'000;
    return request;
}

} // namespace

class TestEndlessAnswers : public QObject
{
    Q_OBJECT
private slots:
    void endAtACap_data();
    void endAtACap();
    void holdUpNoOtherRequest_data();
    void holdUpNoOtherRequest();
    void letTheClientGoAtOnce_data();
    void letTheClientGoAtOnce();
    void manyHeadersAreRead();
    void sayWhatDidNotCome_data();
    void sayWhatDidNotCome();
    void aLargeFileHasTheSameTimeForHeaders();
    void aSilentHandshakeIsSaid();
};

void addFloods()
{
    QTest::addColumn<FaultAnswer>("answer");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const FaultAnswer &answer, Kind kind, const QString &words = {}) {
        QTest::newRow(name) << answer << int(kind) << words;
    };
    const QByteArray ok = "HTTP/1.1 200 OK\r\n";
    row("header lines", FaultAnswer::endless(ok, "X-Y: z\r\n"), Kind::Malformed, u"more than 1000 headers"_s);
    row("different headers", FaultAnswer::endless(ok, "X-Y: " + QByteArray(500, 'z') + "\r\n"),
        Kind::Malformed, u"256 KB of headers"_s);
    row("lines of one byte", FaultAnswer::endless(ok, "a\n"), Kind::Malformed, u"more than 1000 headers"_s);
    row("one header", FaultAnswer::headerFloodNeverEnding(), Kind::Malformed, u"256 KB of headers"_s);
    row("status line", FaultAnswer::endless("HTTP/1.1 200 ", "a"), Kind::Malformed, u"256 KB of headers"_s);
    row("no line at all", FaultAnswer::endless({}, "a"), Kind::Malformed, u"256 KB of headers"_s);
    row("interim answers", FaultAnswer::endless({}, "HTTP/1.1 100 Continue\r\n\r\n"), Kind::Malformed,
        u"256 KB of headers"_s);
    row("headers of an error", FaultAnswer::endless("HTTP/1.1 500 No\r\n", "X-Y: z\r\n"), Kind::Malformed,
        u"more than 1000 headers"_s);
    row("trailers", FaultAnswer::endless(chunkedHead + "0\r\n", "X-Y: z\r\n"), Kind::Malformed,
        u"256 KB of headers"_s);
    row("size of a chunk", FaultAnswer::endless(chunkedHead + "1;", "a"), Kind::Malformed, u"chunks"_s);
    row("blank lines of chunks", FaultAnswer::endless(chunkedHead, "\r\n"), Kind::Malformed, u"chunks"_s);
    row("chunks of one byte", FaultAnswer::endless(chunkedHead, "1\r\na\r\n"), Kind::TooLarge);
    row("body", FaultAnswer::endless(ok + "\r\n", "a"), Kind::TooLarge);
    row("body of a 401", FaultAnswer::endless("HTTP/1.1 401 No\r\n\r\n", "a"), Kind::Unauthorized);
    row("body of a 401 with a challenge",
        FaultAnswer::endless("HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=\"x\"\r\n\r\n", "a"),
        Kind::Unauthorized);
    row("body of a 407", FaultAnswer::endless("HTTP/1.1 407 No\r\nProxy-Authenticate: Basic\r\n\r\n", "a"),
        Kind::Rejected);
    row("body of a 400 in chunks of one byte",
        FaultAnswer::endless(QByteArray(chunkedHead).replace("200 OK", "400 No"), "1\r\na\r\n"),
        Kind::Rejected);
    row("body of a redirect", FaultAnswer::endless("HTTP/1.1 302 No\r\nLocation: /\r\n\r\n", "a"),
        Kind::Redirected);
}

void TestEndlessAnswers::endAtACap_data()
{
    addFloods();
}

void TestEndlessAnswers::endAtACap()
{
    QFETCH(FaultAnswer, answer);
    QFETCH(int, kind);
    QFETCH(QString, words);
    Bench bench; // whose deadlines are far
    bench.server.always(answer);
    qint64 most = 0;
    Call *call = bench.send(smallRequest());
    connect(call, &Call::progress, this, [&](qint64 received, qint64) { most = std::max(most, received); });
    QTRY_COMPARE_WITH_TIMEOUT(bench.ends.size(), 1, 60'000);
    QVERIFY(!bench.ends.at(0).ok());
    const ApiError error = bench.ends.at(0).error();
    QVERIFY2(int(error.kind) == kind, qPrintable(error.line()));
    QVERIFY2(error.text().contains(words), qPrintable(error.text()));
    QVERIFY(most <= smallRequest().maxBytes);
    QCOMPARE(bench.server.requests().size(), 1); // another try would bring the same
    QTRY_COMPARE(bench.server.openConnections(), 0);

    // A POST that reached the server may have been done.
    if (kind == int(Kind::Malformed))
        QCOMPARE(bench.error(Request::post(u"fine_tuning/jobs"_s)).kind, Kind::OutcomeUnknown);
}

void TestEndlessAnswers::holdUpNoOtherRequest_data()
{
    addFloods();
}

// The same client and the same host, while the flood comes.
void TestEndlessAnswers::holdUpNoOtherRequest()
{
    QFETCH(FaultAnswer, answer);
    Bench bench;
    bench.server.add(answer);
    bench.server.always(FaultAnswer::json(200, page));
    bench.send(smallRequest());
    bench.send(Request::get(u"files"_s));
    QTRY_COMPARE_WITH_TIMEOUT(bench.ends.size(), 2, 60'000);
    QCOMPARE(std::count_if(bench.ends.begin(), bench.ends.end(), [](const auto &end) { return end.ok(); }),
             1);
    QVERIFY(bench.result().ok());
}

void TestEndlessAnswers::letTheClientGoAtOnce_data()
{
    addFloods();
}

void TestEndlessAnswers::letTheClientGoAtOnce()
{
    QFETCH(FaultAnswer, answer);
    Bench bench;
    bench.server.always(answer);
    Request request = smallRequest();
    request.maxBytes = 1LL << 40;
    bench.send(request);
    QTRY_COMPARE(bench.server.requests().size(), 1);
    for (int i = 0; i < 5; ++i)
        QCoreApplication::processEvents(); // some of it comes
    QElapsedTimer clock;
    clock.start();
    bench.client.reset();
    qInfo("gone after %lld ms", clock.elapsed());
    // Nothing continues to read on another thread.
    QTRY_COMPARE(bench.server.openConnections(), 0);
    QTRY_COMPARE(bench.ends.size(), 1);
}

void TestEndlessAnswers::manyHeadersAreRead()
{
    QByteArray lines;
    for (int i = 0; i < 900; ++i)
        lines += "X-" + QByteArray::number(i) + ": " + QByteArray(200, 'x') + "\r\n";
    Bench bench;
    bench.server.always(
        FaultAnswer::raw("HTTP/1.1 200 OK\r\n" + lines + "x-request-id: req_9\r\n\r\n" + page));
    const Result<Reply> end = bench.result();
    QVERIFY2(end.ok(), end.ok() ? "" : qPrintable(end.error().text()));
    QCOMPARE(end->body, page);
    QCOMPARE(end->requestId, u"req_9"_s);
}

void TestEndlessAnswers::sayWhatDidNotCome_data()
{
    QTest::addColumn<FaultAnswer>("answer");
    QTest::addColumn<QString>("words");
    QTest::newRow("silence") << FaultAnswer::silence() << u"no answer began within 0.1 s"_s;
    QTest::newRow("a head that stalls") << FaultAnswer::raw("HTTP/1.1 200 OK\r\nX: ").stallAfter(18)
                                        << u"headers of the answer did not end within 0.1 s"_s;
    QTest::newRow("a trickling head")
        << FaultAnswer::raw("HTTP/1.1 200 OK\r\nX: " + QByteArray(10'000, 'a')).drip(1, 5)
        << u"headers of the answer did not end within 0.1 s"_s;
    QTest::newRow("a body that stalls")
        << FaultAnswer::json(200, page).stallAfter(10) << u"did not end within 0.2 s; 10 bytes"_s;
    QTest::newRow("a trickling body")
        << FaultAnswer::json(200, QByteArray(10'000, ' ')).drip(1, 5) << u"did not end within 0.2 s; "_s;
}

void TestEndlessAnswers::sayWhatDidNotCome()
{
    QFETCH(FaultAnswer, answer);
    QFETCH(QString, words);
    Timing timing = quick();
    timing.maxRetries = 0;
    timing.headMs = 100;
    timing.deadlineMs = 200;
    Bench bench(timing);
    bench.server.always(answer);
    const ApiError error = bench.error();
    QCOMPARE(error.kind, Kind::Timeout);
    QVERIFY2(error.text().contains(words), qPrintable(error.text()));
    QVERIFY2(!error.text().contains(u"connection"_s), qPrintable(error.text()));
    QCOMPARE(bench.client->coolDownMs(), 0); // there was a connection
}

void TestEndlessAnswers::aLargeFileHasTheSameTimeForHeaders()
{
    Timing timing = quick();
    timing.maxRetries = 0;
    timing.headMs = 100;
    Bench bench(timing);
    bench.server.always(FaultAnswer::silence());
    Request request = Request::get(u"models"_s);
    request.deadlineMs = 600'000;
    QCOMPARE(bench.error(request).kind, Kind::Timeout);
}

// A server that takes the connection and never speaks TLS.
void TestEndlessAnswers::aSilentHandshakeIsSaid()
{
    FaultServer server;
    Timing timing = quick();
    timing.maxRetries = 0;
    timing.connectMs = 300;
    QUrl url = server.url(u"/v1"_s);
    url.setScheme(u"https"_s);
    ApiClient client(endpointAt(url), std::make_shared<CoolDown>(), timing);
    QObject context;
    std::optional<Result<Reply>> end;
    client.send(Request::get(u"models"_s), &context, [&](Result<Reply> r) { end = std::move(r); });
    QTRY_VERIFY(end);
    QCOMPARE(end->error().kind, Kind::Timeout);
    QVERIFY2(end->error().text().contains(u"no secure connection within 0.3 s"_s),
             qPrintable(end->error().text()));
}

QTEST_GUILESS_MAIN(TestEndlessAnswers)
#include "tst_endlessanswers.moc"
