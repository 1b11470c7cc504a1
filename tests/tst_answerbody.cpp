// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/answerbody.h"
#include "tests/support/faultserver.h"

#include <QBuffer>
#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace tuneboard;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 noLimit = qint64{1} << 40;

/// What one body became, and what it took.
struct Reading
{
    QByteArray body;
    int turns = 0;
    qint64 mostAtOnce = 0;     ///< unpacked bytes of one turn
    qint64 mostSentAtOnce = 0; ///< bytes as sent that one turn took
    bool whole = false;
    bool damaged = false;
};

Reading readAll(QByteArray sent, qint64 limit = noLimit)
{
    QBuffer device(&sent);
    device.open(QIODevice::ReadOnly);
    AnswerBody body(Packing{Packing::Kind::Gzip, u"gzip"_s});
    Reading reading;
    do {
        const qint64 before = body.sentBytes();
        const qint64 size = body.readTurn(device, reading.body, limit - reading.body.size());
        ++reading.turns;
        reading.mostAtOnce = std::max(reading.mostAtOnce, size);
        reading.mostSentAtOnce = std::max(reading.mostSentAtOnce, body.sentBytes() - before);
    } while (body.hasMore(device) && reading.body.size() < limit);
    reading.whole = body.mayEndHere();
    reading.damaged = body.isDamaged();
    return reading;
}

/// Bytes that gzip cannot make smaller, the same in every run.
QByteArray noise(qsizetype size)
{
    QRandomGenerator random(7);
    QByteArray bytes(size, Qt::Uninitialized);
    for (char &c : bytes)
        c = char(random.generate());
    return bytes;
}

} // namespace

class TestAnswerBody : public QObject
{
    Q_OBJECT
private slots:
    void namesThePacking_data();
    void namesThePacking();
    void plainBodiesComeInTurns();
    void unpacksMembersOneAfterTheOther();
    void piecesOfAnySize();
    void aCutBodyIsNotWhole();
    void aChangedByteIsNoticed();
    void aBombIsUnpackedInShortTurns();
    void stopsAtTheLimit();
    void packedBytesWithoutContentComeInTurns();
};

void TestAnswerBody::namesThePacking_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("name");
    const auto row = [](const char *header, Packing::Kind kind, const QString &name) {
        QTest::newRow(*header == '\0' ? "no header" : header) << QByteArray(header) << int(kind) << name;
    };
    using K = Packing::Kind;
    row("", K::None, {});
    row("identity", K::None, {});
    row(" Identity , identity", K::None, {});
    row("gzip", K::Gzip, u"gzip"_s);
    row(" GZip ", K::Gzip, u"gzip"_s);
    row("x-gzip", K::Gzip, u"x-gzip"_s);
    row("identity, gzip", K::Gzip, u"gzip"_s);
    row("br", K::Unknown, u"br"_s);
    row("zstd", K::Unknown, u"zstd"_s);
    row("deflate", K::Unknown, u"deflate"_s);
    row("compress", K::Unknown, u"compress"_s);
    row("gzip, gzip", K::Unknown, u"gzip, gzip"_s);
    row("gzip, br", K::Unknown, u"gzip, br"_s);
    row("br, gzip", K::Unknown, u"br, gzip"_s);
    row("gzip;q=1", K::Unknown, u"gzip;q=1"_s);
    row("\x1b[31mred", K::Unknown, u"[31mred"_s);
}

void TestAnswerBody::namesThePacking()
{
    QFETCH(QByteArray, header);
    QFETCH(int, kind);
    QFETCH(QString, name);
    const Packing packing = Packing::fromHeader(header);
    QCOMPARE(int(packing.kind), kind);
    QCOMPARE(packing.name, name);
}

void TestAnswerBody::plainBodiesComeInTurns()
{
    QByteArray sent = noise(3'000'000);
    QBuffer device(&sent);
    device.open(QIODevice::ReadOnly);
    AnswerBody body(Packing{});
    QByteArray to;
    int turns = 0;
    do {
        QVERIFY(body.readTurn(device, to, noLimit) <= AnswerBody::turnBytes);
        ++turns;
    } while (body.hasMore(device));
    QVERIFY(to == sent);
    QCOMPARE(turns, 6);
    QCOMPARE(body.sentBytes(), sent.size());
    QVERIFY(body.mayEndHere());
}

void TestAnswerBody::unpacksMembersOneAfterTheOther()
{
    const QByteArray one = gzipped("one");
    const QByteArray none = gzipped({});
    for (const QByteArray &behind : {QByteArray(), QByteArray(100, '\0'), QByteArray("\r\n"),
                                     QByteArray("garbage"), QByteArray(300'000, 'x')}) {
        const Reading reading = readAll(one + none + gzipped(", two") + none + behind);
        QCOMPARE(reading.body, QByteArray("one, two"));
        QVERIFY(reading.whole && !reading.damaged);
    }
    QVERIFY(readAll({}).whole);
    QVERIFY(readAll(none).whole);
    // What begins like a member has to be one.
    QVERIFY(readAll(one + QByteArray::fromHex("1f8bffffffffffffffffffff")).damaged);
    QVERIFY(readAll("no gzip at all").damaged);
    QVERIFY(readAll(qCompress("a zlib stream").mid(4)).damaged);
}

void TestAnswerBody::piecesOfAnySize()
{
    const QByteArray plain = noise(5'000) + QByteArray(200'000, 'a');
    const QByteArray sent = gzipped(plain.first(100'000)) + gzipped(plain.sliced(100'000));
    for (const qsizetype size : {qsizetype(1), qsizetype(7), qsizetype(4096)}) {
        AnswerBody body(Packing{Packing::Kind::Gzip, u"gzip"_s});
        QByteArray to;
        for (qsizetype at = 0; at < sent.size(); at += size) {
            QByteArray piece = sent.mid(at, size);
            QBuffer device(&piece);
            device.open(QIODevice::ReadOnly);
            do
                body.readTurn(device, to, noLimit);
            while (body.hasMore(device));
        }
        QVERIFY(to == plain);
        QVERIFY(body.mayEndHere());
        QCOMPARE(body.sentBytes(), sent.size());
    }
}

void TestAnswerBody::aCutBodyIsNotWhole()
{
    const QByteArray sent = gzipped("one") + gzipped(", two");
    const qsizetype first = gzipped("one").size();
    for (qsizetype size = 0; size <= sent.size(); ++size) {
        const Reading reading = readAll(sent.first(size));
        QVERIFY(!reading.damaged);
        QCOMPARE(reading.whole, size == 0 || size == first || size == sent.size());
    }
}

void TestAnswerBody::aChangedByteIsNoticed()
{
    const QByteArray plain = "the quick brown fox jumps over the lazy dog";
    const QByteArray sent = gzipped(plain);
    for (qsizetype at = 0; at < sent.size(); ++at) {
        for (int bit = 0; bit < 8; ++bit) {
            QByteArray changed = sent;
            changed[at] = char(changed.at(at) ^ (1 << bit));
            const Reading reading = readAll(changed);
            // Time and system of the header mean nothing to anyone.
            QVERIFY(!reading.whole || reading.damaged || reading.body == plain);
        }
    }
}

void TestAnswerBody::aBombIsUnpackedInShortTurns()
{
    QList<qint64> ns;
    for (const qsizetype size : {qsizetype(10'000'000), qsizetype(20'000'000)}) {
        const QByteArray sent = gzipped(QByteArray(size, ' '));
        QVERIFY(sent.size() < size / 500);
        QElapsedTimer clock;
        clock.start();
        const Reading reading = readAll(sent);
        ns += clock.nsecsElapsed();
        QCOMPARE(reading.body.size(), size);
        QVERIFY(reading.whole);
        QVERIFY(reading.mostAtOnce <= AnswerBody::turnBytes);
        // Full turns but the last one, and one that finds the end.
        const qsizetype full = (size + AnswerBody::turnBytes - 1) / AnswerBody::turnBytes;
        QVERIFY2(reading.turns <= full + 1, qPrintable(QString::number(reading.turns)));
    }
    qInfo("10 MB of blanks: %.1f ms; 20 MB: %.2f times as long", double(ns.at(0)) / 1e6,
          double(ns.at(1)) / double(ns.at(0)));
}

void TestAnswerBody::stopsAtTheLimit()
{
    const Reading reading = readAll(gzipped(QByteArray(20'000'000, ' ')), 1'000'001);
    QCOMPARE(reading.body.size(), 1'000'001);
    QVERIFY(reading.body.capacity() < 4'000'000);
    QVERIFY(!reading.whole);
}

void TestAnswerBody::packedBytesWithoutContentComeInTurns()
{
    // Empty members, and empty blocks inside of one member: much work and not a byte of content.
    const QByteArray members = gzipped({}).repeated(50'000);
    const Reading many = readAll(members);
    QVERIFY(many.whole);
    QCOMPARE(many.body.size(), 0);
    QVERIFY(many.mostSentAtOnce <= AnswerBody::turnPackedBytes);
    QCOMPARE(many.turns,
             int((members.size() + AnswerBody::turnPackedBytes - 1) / AnswerBody::turnPackedBytes));

    const QByteArray blocks =
        QByteArray::fromHex("1f8b0800000000000003") + QByteArray::fromHex("000000ffff").repeated(200'000);
    const Reading empty = readAll(blocks);
    QVERIFY(!empty.whole && !empty.damaged);
    QVERIFY(empty.mostSentAtOnce <= AnswerBody::turnPackedBytes);
}

QTEST_GUILESS_MAIN(TestAnswerBody)
#include "tst_answerbody.moc"
