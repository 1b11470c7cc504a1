// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/httpanswer.h"

#include <QTest>

#include <tuple>
#include <utility>

using namespace tuneboard;
using namespace Qt::StringLiterals;
using State = HttpAnswer::State;

namespace {

/// What an answer becomes, in words: "STATE STATUS BODY", and "keeps" if the connection may serve again.
QString read(const QByteArray &bytes, qsizetype piece, bool closes)
{
    HttpAnswer answer;
    QByteArray body;
    qsizetype taken = 0;
    for (qsizetype at = 0; at < bytes.size(); at += piece)
        taken += answer.add(bytes.mid(at, piece), body);
    if (closes)
        answer.close();
    QStringList words;
    switch (answer.state()) {
    case State::Head:
        words += u"head"_s;
        break;
    case State::Body:
        words += u"body"_s;
        break;
    case State::Done:
        words += u"done"_s;
        break;
    case State::Failed:
        return answer.problem().isEmpty() ? u"cut"_s : u"failed: "_s + answer.problem();
    }
    words += QString::number(answer.status());
    words += QString::fromLatin1(body);
    if (answer.keepsConnection())
        words += u"keeps"_s;
    if (taken < bytes.size())
        words += u"left %1"_s.arg(bytes.size() - taken);
    return words.join(u' ');
}

QString failed(const char *words)
{
    return u"failed: "_s + QString::fromLatin1(words);
}

} // namespace

class TestHttpAnswer : public QObject
{
    Q_OBJECT
private slots:
    void reads_data();
    void reads();
    void joinsHeaders();
    void headsHaveACap_data();
    void headsHaveACap();
    void chunksHaveACap();
    void costsGrowWithTheInput();
};

void TestHttpAnswer::reads_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("open");   // while the connection is open
    QTest::addColumn<QString>("closed"); // after the server closed it
    const auto row = [](const char *name, const QByteArray &bytes, const QString &open,
                        const QString &closed) {
        QTest::newRow(name) << bytes << open << closed;
    };
    const QString cut = u"cut"_s;
    row("nothing", "", u"head 0 "_s, cut);
    row("counted", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab", u"done 200 ab keeps"_s,
        u"done 200 ab keeps"_s);
    row("counted, too short", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab", u"body 200 ab"_s, cut);
    row("counted, too long", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nab", u"done 200 a keeps left 1"_s,
        u"done 200 a keeps left 1"_s);
    row("no length", "HTTP/1.1 200 OK\r\nX: y\r\n\r\nab", u"body 200 ab"_s, u"done 200 ab keeps"_s);
    row("lengths twice", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nab",
        u"done 200 ab keeps"_s, u"done 200 ab keeps"_s);
    row("lengths that differ", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 1\r\n\r\nab",
        failed("the answer's length cannot be read"), failed("the answer's length cannot be read"));
    row("a length of nonsense", "HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\nab",
        failed("the answer's length cannot be read"), failed("the answer's length cannot be read"));
    row("a huge length", "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nab",
        failed("the answer's length cannot be read"), failed("the answer's length cannot be read"));
    row("closes", "HTTP/1.1 200 OK\r\nConnection: x, Close\r\nContent-Length: 2\r\n\r\nab", u"done 200 ab"_s,
        u"done 200 ab"_s);
    row("old", "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nab", u"done 200 ab"_s, u"done 200 ab"_s);
    row("old, keeps", "HTTP/1.0 200\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nab",
        u"done 200 ab keeps"_s, u"done 200 ab keeps"_s);
    row("bare line ends", "HTTP/1.1 200 OK\nContent-Length: 2\n\nab", u"done 200 ab keeps"_s,
        u"done 200 ab keeps"_s);
    row("no content", "HTTP/1.1 204 No\r\n\r\n", u"done 204  keeps"_s, u"done 204  keeps"_s);
    row("empty", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", u"done 200  keeps"_s, u"done 200  keeps"_s);
    row("unauthorized", "HTTP/1.1 401 No\r\nWWW-Authenticate: Basic\r\nContent-Length: 1\r\n\r\na",
        u"done 401 a keeps"_s, u"done 401 a keeps"_s);
    row("interim", "HTTP/1.1 100 Continue\r\nX: y\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na",
        u"done 200 a keeps"_s, u"done 200 a keeps"_s);
    const QByteArray chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 7\r\n\r\n";
    row("chunks", chunked + "1\r\na\r\nA;x=y\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\n",
        u"done 200 a0123456789 keeps"_s, u"done 200 a0123456789 keeps"_s);
    row("chunks without an end", chunked + "1\r\na\r\n", u"body 200 a"_s, cut);
    row("chunks, cut in one", chunked + "5\r\nab", u"body 200 ab"_s, cut);
    row("chunks, cut before the last line", chunked + "1\r\na\r\n0\r\n", u"body 200 a"_s, cut);
    for (const char *size : {"", "x", "-1", "+1", "0x1", "1 1", "fffffffffffffffff"})
        row(qPrintable(u"chunk of “%1”"_s.arg(QString::fromLatin1(size))),
            chunked + size + "\r\na\r\n0\r\n\r\n", failed("the answer's chunks are damaged"),
            failed("the answer's chunks are damaged"));
    row("chunk longer than said", chunked + "1\r\nab\r\n0\r\n\r\n", failed("the answer's chunks are damaged"),
        failed("the answer's chunks are damaged"));
    for (const char *line : {"<html>\r\n", "HTTP/2 200 OK\r\n", "HTTP/1.1 2x0 OK\r\n", "HTTP/1.1 2000 OK\r\n",
                             "SSH-2.0-x\r\n", "HTTP/1.1\r\n"})
        row(QByteArray(line).trimmed().constData(), QByteArray(line) + "\r\n",
            failed("the answer is not HTTP"), failed("the answer is not HTTP"));
    row("cut in the headers", "HTTP/1.1 200 OK\r\nContent-Le", u"head 0 "_s, cut);
}

void TestHttpAnswer::reads()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, open);
    QFETCH(QString, closed);
    for (const qsizetype piece : {qsizetype(1), qsizetype(3), qsizetype(100'000)}) {
        QCOMPARE(read(bytes, piece, false), open);
        QCOMPARE(read(bytes, piece, true), closed);
    }
}

void TestHttpAnswer::joinsHeaders()
{
    HttpAnswer answer;
    QByteArray body;
    const QByteArray head =
        "HTTP/1.1 200 Fine by me\r\nA:  1 \r\nb: 2\r\n folded\r\nno header\r\na: 3\r\n\r\n";
    QCOMPARE(answer.add(head, body), head.size());
    QCOMPARE(answer.headers().size(), 2);
    QCOMPARE(answer.headers().at(0).first, "A");
    QCOMPARE(answer.headers().at(0).second, "1, 3");
    QCOMPARE(answer.headers().at(1).second, "2 folded");
    QCOMPARE(answer.reason(), "Fine by me");
}

void TestHttpAnswer::headsHaveACap_data()
{
    QTest::addColumn<QByteArray>("piece");
    QTest::addColumn<QString>("words");
    QTest::newRow("one line") << QByteArray(1000, 'a') << u"256 KB of headers"_s;
    QTest::newRow("many lines") << QByteArray("X-Y: z\r\n").repeated(100) << u"1000 headers"_s;
    QTest::newRow("long lines") << QByteArray("X-Y: " + QByteArray(1000, 'z') + "\r\n")
                                << u"256 KB of headers"_s;
    QTest::newRow("lines of one byte") << QByteArray("a\n").repeated(100) << u"1000 headers"_s;
    QTest::newRow("interim answers") << QByteArray("\r\nHTTP/1.1 100 Continue\r\n").repeated(20)
                                     << u"256 KB of headers"_s;
}

void TestHttpAnswer::headsHaveACap()
{
    QFETCH(QByteArray, piece);
    QFETCH(QString, words);
    HttpAnswer answer;
    QByteArray body;
    QCOMPARE(answer.add("HTTP/1.1 100 Continue\r\n", body), 23); // or any other
    int pieces = 0;
    while (answer.state() == State::Head && ++pieces < 1'000'000)
        std::ignore = answer.add(piece, body);
    QCOMPARE(answer.state(), State::Failed);
    QVERIFY2(answer.problem().contains(words), qPrintable(answer.problem()));
    QVERIFY(pieces * piece.size() <= HttpAnswer::maxHeadBytes + piece.size());

    // Trailers count too.
    HttpAnswer late;
    QVERIFY(late.add("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", body) > 0);
    for (pieces = 0; late.state() == State::Body && pieces < 1'000'000; ++pieces)
        std::ignore = late.add("X: y\r\n", body);
    QCOMPARE(late.state(), State::Failed);
}

void TestHttpAnswer::chunksHaveACap()
{
    const QByteArray head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (const QByteArray &piece :
         {QByteArray(1000, 'a'), QByteArray("1;" + QByteArray(100, 'x') + "\r\na\r\n")}) {
        HttpAnswer answer;
        QByteArray body;
        QVERIFY(answer.add(head, body) > 0);
        int pieces = 0;
        while (answer.state() == State::Body && ++pieces < 1'000'000)
            std::ignore = answer.add(piece, body);
        QCOMPARE(answer.state(), State::Failed);
        QVERIFY(pieces < 10'000);
    }
    // A program that writes byte by byte is not hostile, but it does not go on for long.
    for (const auto &[count, state] : {std::pair(100'000, State::Body), std::pair(200'000, State::Failed)}) {
        HttpAnswer answer;
        QByteArray body;
        QVERIFY(answer.add(head, body) > 0);
        QVERIFY(answer.add(QByteArray("1\r\na\r\n").repeated(count), body) > 0);
        QCOMPARE(answer.state(), state);
    }
    HttpAnswer answer;
    QByteArray body;
    QVERIFY(answer.add(head, body) > 0);
    QVERIFY(answer.add(QByteArray("2\r\nab\r\n").repeated(1'000'000), body) > 0);
    QCOMPARE(answer.state(), State::Body);
    QCOMPARE(body.size(), 2'000'000);
}

/// Nothing but an unfinished line is kept.
void TestHttpAnswer::costsGrowWithTheInput()
{
    HttpAnswer answer;
    QByteArray body;
    const QByteArray bytes =
        "HTTP/1.1 200 OK\r\nContent-Length: 3000000\r\n\r\n" + QByteArray(3'000'000, 'x');
    for (qsizetype at = 0; at < bytes.size(); at += 60'000) {
        QVERIFY(answer.add(bytes.mid(at, 60'000), body) > 0);
        QVERIFY(body.size() <= 60'000);
        body.clear(); // as a reader would
    }
    QCOMPARE(answer.state(), State::Done);
}

QTEST_GUILESS_MAIN(TestHttpAnswer)
#include "tst_httpanswer.moc"
