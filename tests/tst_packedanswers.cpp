// SPDX-License-Identifier: GPL-3.0-or-later
// Answers with a Content-Encoding: what is unpacked, what is refused, and how much of it at a time.
#include "app/api/answerbody.h"
#include "app/api/apiclient.h"
#include "tests/support/apibench.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <optional>

using namespace tuneboard;
using namespace tuneboard::test;
using namespace Qt::StringLiterals;
using Kind = ApiError::Kind;

namespace {

const QByteArray page = R"({"object":"list","data":[{"id":"ftjob-1"}],"has_more":false})";

Request bytesRequest(qint64 maxBytes)
{
    Request request = Request::get(u"models"_s);
    request.expect = Request::Expect::Bytes;
    request.maxBytes = maxBytes;
    return request;
}

/// The largest step that a list of growing numbers makes, from 0.
qint64 largestStep(const QList<qint64> &counts)
{
    qint64 largest = 0;
    qint64 before = 0;
    for (const qint64 count : counts)
        largest = std::max(largest, count - std::exchange(before, count));
    return largest;
}

} // namespace

class TestPackedAnswers : public QObject
{
    Q_OBJECT
private slots:
    void offersGzipAlone();
    void unpacksGzip_data();
    void unpacksGzip();
    void refusesOtherPackings_data();
    void refusesOtherPackings();
    void retriesACutAnswer();
    void reportsDamagedData();
    void readsPackedErrors();
    void unpacksInShortTurns();
    void stopsABombAtTheCap();
    void packedFilesAreStreamed();
};

void TestPackedAnswers::offersGzipAlone()
{
    Bench bench;
    bench.server.always(FaultAnswer::json(200, page));
    QVERIFY(bench.result().ok());
    QVERIFY(bench.result(Request::post(u"fine_tuning/jobs"_s)).ok());
    for (const FaultRequest &request : bench.server.requests())
        QCOMPARE(request.header("accept-encoding"), "gzip");
}

void TestPackedAnswers::unpacksGzip_data()
{
    QTest::addColumn<QByteArray>("encoding");
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<QByteArray>("body");
    const QByteArray packed = gzipped(page);
    QTest::newRow("gzip") << QByteArray("gzip") << packed << page;
    QTest::newRow("x-gzip") << QByteArray("x-gzip") << packed << page;
    QTest::newRow("upper case") << QByteArray("GZIP") << packed << page;
    QTest::newRow("with identity") << QByteArray("identity, gzip") << packed << page;
    QTest::newRow("identity") << QByteArray("identity") << page << page;
    QTest::newRow("two members") << QByteArray("gzip") << gzipped(page.first(9)) + gzipped(page.sliced(9))
                                 << page;
    QTest::newRow("garbage behind the end") << QByteArray("gzip") << packed + "garbage" << page;
    QTest::newRow("zeros behind the end") << QByteArray("gzip") << packed + QByteArray(512, '\0') << page;
    QTest::newRow("no content") << QByteArray("gzip") << gzipped({}) << QByteArray();
    QTest::newRow("no body at all") << QByteArray("gzip") << QByteArray() << QByteArray();
}

void TestPackedAnswers::unpacksGzip()
{
    QFETCH(QByteArray, encoding);
    QFETCH(QByteArray, sent);
    QFETCH(QByteArray, body);
    Bench bench;
    // A Content-Length counts packed bytes.
    bench.server.add(FaultAnswer::packed(encoding, sent));
    bench.server.add(FaultAnswer::packed(encoding, sent).chunked());
    bench.server.add(FaultAnswer::packed(encoding, sent).untilClose());
    bench.server.add(FaultAnswer::packed(encoding, sent).drip(7, 1));
    for (int i = 0; i < 4; ++i) {
        const Result<Reply> end = bench.result();
        QVERIFY2(end.ok(), end.ok() ? "" : qPrintable(end.error().text()));
        QCOMPARE(end->body, body);
        QCOMPARE(end->bytes, body.size());
    }
    QCOMPARE(bench.server.requests().size(), 4);
}

void TestPackedAnswers::refusesOtherPackings_data()
{
    QTest::addColumn<QByteArray>("encoding");
    QTest::addColumn<QByteArray>("sent");
    // What Qt would unpack without being asked; all of them are `page`.
    QTest::newRow("br")
        << QByteArray("br")
        << QByteArray::fromHex(
               "1b3b00e08dd315f32384751fa1d211f096fabba065c198198a4033a9c3d2051b70e09e36058c97e85429d5"
               "1e5fb8131da46736f4bb760dd13fa39c5c488f0f");
    QTest::newRow("zstd")
        << QByteArray("zstd")
        << QByteArray::fromHex(
               "28b52ffd0458e101007b226f626a656374223a226c697374222c2264617461223a5b7b226964223a2266746a"
               "6f622d31227d5d2c226861735f6d6f7265223a66616c73657db358e052");
    QTest::newRow("deflate")
        << QByteArray("deflate")
        << QByteArray::fromHex(
               "789c05c1410a80201040d1bbfcb52ddace5522624c25c518c8d98977efbd89c5966f47e8753881a4aec831"
               "a909a178b3b8edac33f0e8b85efb3252b48fbc7e515013e7");
    QTest::newRow("gzip, gzip") << QByteArray("gzip, gzip") << gzipped(gzipped(page));
    QTest::newRow("br, gzip") << QByteArray("br, gzip") << gzipped(page);
    QTest::newRow("compress") << QByteArray("compress") << page;
    QTest::newRow("unknown") << QByteArray("x-tar") << page;
}

void TestPackedAnswers::refusesOtherPackings()
{
    QFETCH(QByteArray, encoding);
    QFETCH(QByteArray, sent);
    const auto quoted = QString(u'“' + QString::fromLatin1(encoding) + u'”');
    Bench bench;
    bench.server.always(FaultAnswer::packed(encoding, sent).header("x-request-id", "req_1"));
    qint64 unpacked = 0;
    Call *call = bench.send(Request::get(u"models"_s));
    connect(call, &Call::progress, this, [&](qint64 received, qint64) { unpacked = received; });
    QTRY_COMPARE(bench.ends.size(), 1);
    QVERIFY(!bench.ends.at(0).ok());
    const ApiError error = bench.ends.at(0).error();
    QCOMPARE(error.kind, Kind::Malformed);
    QVERIFY2(error.text().contains(quoted), qPrintable(error.text()));
    QCOMPARE(error.httpStatus, 200);
    QCOMPARE(error.requestId, u"req_1"_s);
    QCOMPARE(unpacked, 0);
    QCOMPARE(bench.server.requests().size(), 1); // another try brings the same

    // The status of an error counts all the same.
    FaultAnswer refused = FaultAnswer::packed(encoding, sent);
    refused.status = 401;
    bench.server.always(refused);
    const ApiError unauthorized = bench.error();
    QCOMPARE(unauthorized.kind, Kind::Unauthorized);
    QVERIFY2(unauthorized.text().contains(quoted), qPrintable(unauthorized.text()));

    QTemporaryDir folder;
    bench.server.always(FaultAnswer::packed(encoding, sent));
    std::optional<Result<Reply>> end;
    bench.client->download({Request::get(u"files/f/content"_s), folder.filePath(u"a"_s)}, &bench.context, {},
                           [&](Result<Reply> r) { end = std::move(r); });
    QTRY_VERIFY(end);
    QCOMPARE(end->error().kind, Kind::Malformed);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList());
}

void TestPackedAnswers::retriesACutAnswer()
{
    // The gzip data are cut, and the framing says that this is all.
    const QByteArray packed = gzipped(page);
    for (const qsizetype size : {qsizetype(1), qsizetype(9), packed.size() / 2, packed.size() - 1}) {
        Bench bench;
        bench.server.add(FaultAnswer::packed("gzip", packed.first(size)));
        bench.server.add(FaultAnswer::packed("gzip", packed.first(size)).untilClose());
        bench.server.always(FaultAnswer::packed("gzip", packed));
        QCOMPARE(bench.result()->body, page);
        QCOMPARE(bench.server.requests().size(), 3);
    }
    // The data are whole, but more was announced. Qt itself does not compare when the server said that it
    // will close.
    for (const bool closes : {false, true}) {
        Bench bench;
        FaultAnswer shorter = FaultAnswer::packed("gzip", packed + "0123456789").cutAfter(packed.size());
        if (closes)
            shorter = std::move(shorter).header("Connection", "close");
        bench.server.add(shorter);
        bench.server.always(FaultAnswer::packed("gzip", packed));
        QCOMPARE(bench.result()->body, page);
        QCOMPARE(bench.server.requests().size(), 2);
    }
}

void TestPackedAnswers::reportsDamagedData()
{
    QByteArray wrongSum = gzipped(page);
    wrongSum[wrongSum.size() - 6] = char(wrongSum.at(wrongSum.size() - 6) ^ 1);
    QByteArray wrongSize = gzipped(page);
    wrongSize[wrongSize.size() - 1] = 1;
    for (const QByteArray &sent : {wrongSum, wrongSize, page, qCompress(page).mid(4)}) {
        Bench bench;
        bench.server.always(FaultAnswer::packed("gzip", sent));
        const ApiError error = bench.error();
        QCOMPARE(error.kind, Kind::Malformed);
        QVERIFY2(error.text().contains(u"gzip data"_s), qPrintable(error.text()));
        QCOMPARE(bench.server.requests().size(), 1);
    }
}

void TestPackedAnswers::readsPackedErrors()
{
    Bench bench;
    FaultAnswer answer = FaultAnswer::gzip(R"({"error":{"message":"No such model."}})");
    answer.status = 404;
    bench.server.always(answer);
    QCOMPARE(bench.error().message, u"No such model."_s);

    // A bomb is unpacked as far as an error is read.
    answer = FaultAnswer::gzip(QByteArray(20'000'000, ' '));
    answer.status = 400;
    bench.server.always(answer);
    QCOMPARE(bench.error().kind, Kind::Rejected);
    // So are bytes that never become anything.
    answer = FaultAnswer::packed("gzip", gzipped({}).repeated(100'000));
    answer.status = 400;
    bench.server.always(answer);
    QCOMPARE(bench.error().kind, Kind::Rejected);
}

void TestPackedAnswers::unpacksInShortTurns()
{
    constexpr qint64 size = 20'000'000;
    for (const bool packed : {true, false}) {
        Bench bench;
        const QByteArray body = '"' + QByteArray(size - 2, ' ') + '"';
        bench.server.always(packed ? FaultAnswer::gzip(body) : FaultAnswer::json(200, body));
        QList<qint64> counts;
        Call *call = bench.send(bytesRequest(size));
        int turnsOfOthers = 0; // the event loop serves others in between
        QTimer other;
        connect(&other, &QTimer::timeout, this, [&] { ++turnsOfOthers; });
        other.start(0);
        connect(call, &Call::progress, this, [&](qint64 received, qint64 total) {
            counts += received;
            QCOMPARE(total, packed ? -1 : size);
        });
        QTRY_COMPARE_WITH_TIMEOUT(bench.ends.size(), 1, 60'000);
        QVERIFY(bench.ends.at(0).ok());
        QVERIFY(bench.ends.at(0)->body == body);
        QVERIFY2(largestStep(counts) <= AnswerBody::turnBytes,
                 qPrintable(QString::number(largestStep(counts))));
        QVERIFY(turnsOfOthers >= size / AnswerBody::turnBytes);
    }
}

void TestPackedAnswers::stopsABombAtTheCap()
{
    // 1 GB: its turns end at the cap, not at its end.
    const QByteArray bomb = gzipped(QByteArray(20'000'000, '\0')).repeated(50);
    Bench bench;
    bench.server.always(FaultAnswer::packed("gzip", bomb));
    QList<qint64> counts;
    Call *call = bench.send(bytesRequest(1'000'000));
    connect(call, &Call::progress, this, [&](qint64 received, qint64) { counts += received; });
    QTRY_COMPARE_WITH_TIMEOUT(bench.ends.size(), 1, 60'000);
    QCOMPARE(bench.ends.at(0).error().kind, Kind::TooLarge);
    QVERIFY(counts.size() <= 2);
    QVERIFY(counts.isEmpty() || counts.last() <= 1'000'000);

    // Bytes that never become anything count as sent.
    bench.server.always(FaultAnswer::packed("gzip", gzipped({}).repeated(100'000)));
    QVERIFY(!bench.result(bytesRequest(1'000'000)).ok());
    QCOMPARE(bench.ends.constLast().error().kind, Kind::TooLarge);
}

void TestPackedAnswers::packedFilesAreStreamed()
{
    QTemporaryDir folder;
    QByteArray content = "step,train_loss\r\n";
    for (int i = 0; content.size() < 3'000'000; ++i)
        content += QByteArray::number(i) + ",0.5\r\n";
    Bench bench;
    const QByteArray packed = gzipped(content);
    bench.server.add(FaultAnswer::packed("gzip", packed).cutAfter(packed.size() / 2));
    bench.server.always(FaultAnswer::packed("gzip", packed));
    const QString file = folder.filePath(u"data.csv"_s);
    QList<qint64> counts;
    std::optional<Result<Reply>> end;
    bench.client->download(
        {Request::get(u"files/file-1/content"_s), file}, &bench.context,
        [&](qint64 received, qint64) { counts += received; }, [&](Result<Reply> r) { end = std::move(r); });
    QTRY_VERIFY(end);
    QVERIFY2(end->ok(), end->ok() ? "" : qPrintable(end->error().text()));
    QCOMPARE(end->value().bytes, content.size());
    QVERIFY(largestStep(counts) <= AnswerBody::turnBytes);
    QFile written(file);
    QVERIFY(written.open(QIODevice::ReadOnly));
    QVERIFY(written.readAll() == content);
    QVERIFY(written.remove());

    // The cap counts what is written.
    for (const QByteArray &sent : {gzipped(QByteArray(20'000'000, ' ')), packed.chopped(3)}) {
        bench.server.always(FaultAnswer::packed("gzip", sent));
        end.reset();
        bench.client->download({Request::get(u"files/file-1/content"_s), file, 10'000'000}, &bench.context,
                               {}, [&](Result<Reply> r) { end = std::move(r); });
        QTRY_VERIFY(end);
        QVERIFY(!end->ok());
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList());
    }
}

QTEST_GUILESS_MAIN(TestPackedAnswers)
#include "tst_packedanswers.moc"
