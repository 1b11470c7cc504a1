// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/httpserver.h"

#include <QDeadlineTimer>
#include <QHostAddress>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>

#include <algorithm>
#include <memory>
#include <vector>

#ifdef Q_OS_UNIX
#    include <sys/socket.h>
#endif

using namespace tuneboard::demo;

namespace {

constexpr int patience = 60'000; // decides nothing: a test that waits so long has hung
constexpr qsizetype bigBody = 100'000;
constexpr char good[] = "Host: localhost\r\nX-Key: yes\r\n";
constexpr char withoutKey[] = "Host: localhost\r\n";

struct Received
{
    QList<int> statuses; // of the whole answers
    QByteArrayList heads;
    QByteArrayList bodies;
    QByteArray rest;
};

// Splits into answers. Those to HEAD have no body.
Received split(const QByteArray &bytes, bool toHead = false)
{
    Received all;
    all.rest = bytes;
    for (qsizetype end = all.rest.indexOf("\r\n\r\n"); end >= 0; end = all.rest.indexOf("\r\n\r\n")) {
        const QByteArray head = all.rest.first(end + 4);
        const qsizetype at = head.indexOf("content-length: ");
        const qsizetype size =
            at < 0 || toHead ? 0 : head.mid(at + 16, head.indexOf('\r', at) - at - 16).toLongLong();
        if (all.rest.size() < head.size() + size)
            break;
        all.statuses.append(head.mid(9, 3).toInt());
        all.heads.append(head);
        all.bodies.append(all.rest.mid(head.size(), size));
        all.rest.remove(0, head.size() + size);
    }
    return all;
}

} // namespace

class HttpServerTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void writesTheWholeAnswer();
    void exchanges_data();
    void exchanges();
    void answersHeadWithoutABody();
    void asksForAnExpectedBody();
    void answersOnceTheBodyHasArrived();
    void endlessInputIsNotTaken_data();
    void endlessInputIsNotTaken();
    void aClientThatDoesNotReadGetsNoMoreAnswers();
    void clientsMayLeaveAtAnyTime_data();
    void clientsMayLeaveAtAnyTime();
    void aHalfClosedConnectionGetsItsAnswers_data();
    void aHalfClosedConnectionGetsItsAnswers();
    void silentConnectionsAreClosed_data();
    void silentConnectionsAreClosed();
    void aConnectionInUseStays();
    void closesSilentConnectionsByItself();
    void theLongestSilentConnectionMakesRoom();
    void endsWithOpenConnections();

private:
    void start(HttpOptions options = {});
    std::unique_ptr<QTcpSocket> connected();
    // The server's end of the only connection.
    QTcpSocket *serverSocket() const { return m_server->findChild<QTcpSocket *>(); }

    qint64 m_now = 0;
    QList<HttpRequest> m_answered;
    QList<int> m_statuses; // of all answers
    std::unique_ptr<HttpServer> m_server;
};

void HttpServerTest::start(HttpOptions options)
{
    HttpHandlers handlers;
    handlers.mayRead = [](const HttpRequest &request) {
        return request.header("x-key") == "yes";
    };
    handlers.answer = [this](const HttpRequest &request) {
        m_answered.append(request);
        HttpAnswer answer;
        answer.headers = {{"content-type", "text/plain"}};
        answer.status = request.header("x-key") == "yes" ? 200 : 401;
        m_statuses.append(answer.status);
        answer.body = request.path == "/big" ? QByteArray(bigBody, 'b') : request.method + ' ' + request.path;
        return answer;
    };
    handlers.refuse = [this](const HttpRefusal &refusal) {
        m_statuses.append(refusal.status);
        return HttpAnswer{refusal.status, {}, refusal.reason};
    };
    options.monotonicMs = options.monotonicMs ? options.monotonicMs : [this] {
        return m_now;
    };
    m_server = std::make_unique<HttpServer>(std::move(handlers), std::move(options));
    QString error;
    QVERIFY2(m_server->listen(0, &error), qPrintable(error));
}

std::unique_ptr<QTcpSocket> HttpServerTest::connected()
{
    auto socket = std::make_unique<QTcpSocket>();
    const int before = m_server->connectionCount();
    socket->connectToHost(QHostAddress::LocalHost, m_server->port());
    if (!QTest::qWaitFor([&] { return m_server->connectionCount() != before; }, patience))
        qFatal("no connection");
    return socket;
}

void HttpServerTest::init()
{
    m_now = 0;
    m_answered.clear();
    m_statuses.clear();
    HttpOptions options;
    options.lingerMs = 10;
    start(options);
}

void HttpServerTest::cleanup()
{
    m_server.reset();
}

void HttpServerTest::writesTheWholeAnswer()
{
    const auto client = connected();
    client->write(QByteArray("GET /a HTTP/1.1\r\n") + good + "\r\n");
    const QByteArray expected =
        "HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: 6\r\n\r\nGET /a";
    QTRY_COMPARE_WITH_TIMEOUT(client->bytesAvailable(), expected.size(), patience);
    QCOMPARE(client->readAll(), expected);
}

void HttpServerTest::exchanges_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<QList<int>>("statuses");
    QTest::addColumn<bool>("closes");
    const auto row = [](const char *name, const QByteArray &sent, const QList<int> &statuses, bool closes) {
        QTest::newRow(name) << sent << statuses << closes;
    };
    const QByteArray get = QByteArray("GET / HTTP/1.1\r\n") + good + "\r\n";
    const QByteArray post = QByteArray("POST / HTTP/1.1\r\n") + good;
    row("one", get, {200}, false);
    row("pipelined", get.repeated(5), {200, 200, 200, 200, 200}, false);
    row("after a body", post + "Content-Length: 5\r\n\r\n12345" + get, {200, 200}, false);
    row("after an empty line", post + "Content-Length: 5\r\n\r\n12345\r\n" + get, {200, 200}, false);
    row("largest body", post + "Content-Length: 1048576\r\n\r\n" + QByteArray(1048576, 'x') + get, {200, 200},
        false);
    row("asked to close", QByteArray("GET / HTTP/1.1\r\nConnection: close\r\n") + good + "\r\n" + get, {200},
        true);
    row("HTTP/1.0", "GET / HTTP/1.0\r\nX-Key: yes\r\n\r\n" + get, {200}, true);
    row("HTTP/1.0 that stays", "GET / HTTP/1.0\r\nX-Key: yes\r\nConnection: keep-alive\r\n\r\n" + get,
        {200, 200}, false);
    row("after a bad head", get + "nonsense\r\n\r\n" + get, {200, 400}, true);
    row("expects something else", post + "Expect: tea\r\nContent-Length: 5\r\n\r\n", {417}, true);
    row("chunks", post + "Transfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n0\r\n\r\n", {411}, true);
    row("body too large", post + "Content-Length: 1048577\r\n\r\n", {413}, true);
    row("body far too large", post + "Content-Length: 999999999999999999\r\n\r\n", {413}, true);
    row("expects to send too much", post + "Expect: 100-continue\r\nContent-Length: 1048577\r\n\r\n", {413},
        true);
    row("another host", "GET / HTTP/1.1\r\nHost: example.com\r\nX-Key: yes\r\n\r\n" + get, {421}, true);
    row("another host without key", "GET / HTTP/1.1\r\nHost: example.com\r\n\r\n" + get, {421}, true);
    row("target at another host", "GET http://example.com/ HTTP/1.1\r\nHost: localhost\r\nX-Key: yes\r\n\r\n",
        {421}, true);
    const QByteArray locked = QByteArray("POST / HTTP/1.1\r\n") + withoutKey;
    row("without key", QByteArray("GET / HTTP/1.1\r\n") + withoutKey + "\r\n" + get, {401, 200}, false);
    row("body without key", locked + "Content-Length: 5\r\n\r\n", {401}, true);
    row("small body without key", locked + "Content-Length: 5\r\n\r\n12345" + get, {401}, true);
    row("large body without key", locked + "Content-Length: 2147483648\r\n\r\n", {401}, true);
    row("chunks without key", locked + "Transfer-Encoding: chunked\r\n\r\n", {401}, true);
    row("expects to send without key", locked + "Expect: 100-continue\r\nContent-Length: 5\r\n\r\n", {401},
        true);
}

void HttpServerTest::exchanges()
{
    QFETCH(QByteArray, sent);
    QFETCH(QList<int>, statuses);
    QFETCH(bool, closes);
    const auto client = connected();
    client->write(sent);
    QTRY_COMPARE_WITH_TIMEOUT(split(client->peek(1'000'000)).statuses.size(), statuses.size(), patience);
    const Received received = split(client->readAll());
    QCOMPARE(received.statuses, statuses);
    QCOMPARE(received.heads.last().contains("connection: close\r\n"), closes);
    if (closes) {
        QTRY_COMPARE_WITH_TIMEOUT(client->state(), QAbstractSocket::UnconnectedState, patience);
        QCOMPARE(client->readAll(), QByteArray());
        QTRY_COMPARE_WITH_TIMEOUT(m_server->connectionCount(), 0, patience);
    } else {
        m_answered.clear();
        client->write(QByteArray("GET /last HTTP/1.1\r\n") + good + "\r\n");
        QTRY_COMPARE_WITH_TIMEOUT(m_answered.size(), 1, patience);
        QCOMPARE(m_answered.last().path, "/last");
    }
}

void HttpServerTest::answersHeadWithoutABody()
{
    const auto client = connected();
    const QByteArray head = QByteArray("HEAD /big HTTP/1.1\r\n") + good + "\r\n";
    client->write(head + head + "nonsense\r\n\r\n");
    QTRY_COMPARE_WITH_TIMEOUT(client->state(), QAbstractSocket::UnconnectedState, patience);
    const QByteArray bytes = client->readAll();
    const Received received = split(bytes, true);
    QCOMPARE(received.statuses, (QList<int>{200, 200, 400}));
    QVERIFY(received.heads[0].contains("content-length: 100000\r\n"));
    // The refusal is not an answer to HEAD any more.
    QVERIFY(!received.rest.isEmpty());
}

void HttpServerTest::asksForAnExpectedBody()
{
    const auto client = connected();
    const QByteArray head =
        QByteArray("POST / HTTP/1.1\r\nExpect: 100-Continue\r\nContent-Length: 5\r\n") + good + "\r\n";
    client->write(head);
    const QByteArray expected = "HTTP/1.1 100 Continue\r\n\r\n";
    QTRY_COMPARE_WITH_TIMEOUT(client->bytesAvailable(), expected.size(), patience);
    QCOMPARE(client->readAll(), expected);
    QCOMPARE(m_answered.size(), 0);
    client->write("12345");
    QTRY_COMPARE_WITH_TIMEOUT(split(client->peek(10'000)).statuses, QList<int>{200}, patience);
    client->readAll();
    // A client that did not wait is not asked.
    client->write(head + "12345");
    QTRY_COMPARE_WITH_TIMEOUT(split(client->peek(10'000)).statuses, QList<int>{200}, patience);
}

void HttpServerTest::answersOnceTheBodyHasArrived()
{
    const auto client = connected();
    QSignalSpy arrived(serverSocket(), &QTcpSocket::readyRead);
    client->write(QByteArray("POST / HTTP/1.1\r\nContent-Length: 3\r\n") + good + "\r\n");
    for (int i = 0; i < 3; ++i) {
        QTRY_COMPARE_WITH_TIMEOUT(arrived.size(), i + 1, patience);
        QCOMPARE(m_answered.size(), 0);
        client->write("x");
    }
    QTRY_COMPARE_WITH_TIMEOUT(m_answered.size(), 1, patience);
}

void HttpServerTest::endlessInputIsNotTaken_data()
{
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<QByteArray>("piece");
    QTest::addColumn<int>("status");
    const QByteArray post = QByteArray("POST / HTTP/1.1\r\n");
    QTest::newRow("body without key") << post + withoutKey + "Content-Length: 2147483648\r\n\r\n"
                                      << QByteArray("x") << 401;
    QTest::newRow("chunks without key") << post + withoutKey + "Transfer-Encoding: chunked\r\n\r\n"
                                        << QByteArray("5\r\n12345\r\n") << 401;
    QTest::newRow("body too large") << post + good + "Content-Length: 2147483648\r\n\r\n"
                                    << QByteArray("x") << 413;
    QTest::newRow("chunks") << post + good + "Transfer-Encoding: chunked\r\n\r\n"
                            << QByteArray("5\r\n12345\r\n") << 411;
    QTest::newRow("another host") << QByteArray(
                                         "POST / HTTP/1.1\r\nHost: a.b\r\nContent-Length: 2147483648\r\n\r\n")
                                  << QByteArray("x") << 421;
    QTest::newRow("request line") << QByteArray("GET /") << QByteArray("a") << 414;
    QTest::newRow("header line") << post + good + "X: " << QByteArray("a") << 431;
    QTest::newRow("headers") << post + good << QByteArray("X: a\r\n") << 431;
    QTest::newRow("empty lines") << QByteArray() << QByteArray("\r\n") << 431;
}

// Counts what the client gets rid of: what the server takes, and what fits into the buffers of the system.
void HttpServerTest::endlessInputIsNotTaken()
{
    QFETCH(QByteArray, start);
    QFETCH(QByteArray, piece);
    QFETCH(int, status);
    constexpr qint64 most = 64 * 1024 * 1024;
    m_server.reset();
    HttpOptions options;
    options.lingerMs = patience;
    this->start(options);
    const auto client = connected();
    qint64 sent = 0;
    qint64 held = 0;
    connect(client.get(), &QTcpSocket::bytesWritten, this, [&](qint64 bytes) { sent += bytes; });
    const QByteArray much = piece.repeated(256 * 1024 / piece.size());
    client->write(start);
    // The server has stopped reading when what Qt reads ahead stays there.
    const auto isFull = [&] {
        if (client->bytesToWrite() < much.size())
            client->write(much);
        held = std::max(held, serverSocket()->bytesAvailable());
        return held >= HttpServer::readAhead || sent > most;
    };
    QVERIFY(QTest::qWaitFor(isFull, patience));
    QVERIFY2(sent <= most, qPrintable(QString::number(sent)));
    QCOMPARE(held, HttpServer::readAhead);
    QCOMPARE(m_statuses, QList<int>{status});
    QTRY_COMPARE_WITH_TIMEOUT(split(client->peek(10'000)).statuses, QList<int>{status}, patience);
}

void HttpServerTest::aClientThatDoesNotReadGetsNoMoreAnswers()
{
    constexpr int requests = 640; // 64 MB of answers; the buffers of the system hold a few
    const auto client = connected();
    client->setReadBufferSize(1024);
    client->write((QByteArray("GET /big HTTP/1.1\r\n") + good + "\r\n").repeated(requests));
    QTcpSocket *socket = serverSocket();
    QTRY_VERIFY_WITH_TIMEOUT(socket->bytesToWrite() >= HttpServer::mostUnsent, patience);
    // Until nothing moves any more.
    for (qsizetype before = -1; before != m_answered.size(); QTest::qWait(50))
        before = m_answered.size();
    QVERIFY(m_answered.size() < requests);
    QVERIFY(socket->bytesToWrite() < HttpServer::mostUnsent + bigBody + 1024);
    QVERIFY(socket->bytesAvailable() <= HttpServer::readAhead);
    // A client that reads after all gets everything.
    client->setReadBufferSize(0);
    qint64 read = client->readAll().size();
    const auto readMore = [&] {
        read += client->readAll().size();
        return read >= requests * bigBody && client->bytesAvailable() == 0 && m_answered.size() == requests &&
               socket->bytesToWrite() == 0;
    };
    QVERIFY(QTest::qWaitFor(readMore, patience));
}

void HttpServerTest::clientsMayLeaveAtAnyTime_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("half a head") << QByteArray("GET / HT");
    QTest::newRow("half a body") << QByteArray("POST / HTTP/1.1\r\nContent-Length: 100\r\n") + good +
                                        "\r\n12345";
    QTest::newRow("answers on their way")
        << (QByteArray("GET /big HTTP/1.1\r\n") + good + "\r\n").repeated(100);
    QTest::newRow("a refusal on its way")
        << QByteArray("POST / HTTP/1.1\r\nContent-Length: 100\r\n") + withoutKey + "\r\n";
}

void HttpServerTest::clientsMayLeaveAtAnyTime()
{
    QFETCH(QByteArray, sent);
    const auto client = connected();
    if (!sent.isEmpty()) {
        QSignalSpy arrived(serverSocket(), &QTcpSocket::readyRead);
        client->setReadBufferSize(1024);
        client->write(sent);
        QTRY_VERIFY_WITH_TIMEOUT(!arrived.isEmpty(), patience);
    }
    client->abort();
    QTRY_COMPARE_WITH_TIMEOUT(m_server->connectionCount(), 0, patience);
    const auto other = connected();
    m_answered.clear();
    other->write(QByteArray("GET /other HTTP/1.1\r\n") + good + "\r\n");
    QTRY_COMPARE_WITH_TIMEOUT(m_answered.size(), 1, patience);
}

void HttpServerTest::aHalfClosedConnectionGetsItsAnswers_data()
{
    QTest::addColumn<int>("requests");
    QTest::newRow("one") << 1;
    QTest::newRow("some") << 5;
}

void HttpServerTest::aHalfClosedConnectionGetsItsAnswers()
{
#ifdef Q_OS_UNIX
    QFETCH(int, requests);
    const auto client = connected();
    client->write((QByteArray("GET /big HTTP/1.1\r\n") + good + "\r\n").repeated(requests));
    QVERIFY(client->flush());
    QCOMPARE(client->bytesToWrite(), 0);
    QCOMPARE(::shutdown(static_cast<int>(client->socketDescriptor()), SHUT_WR), 0);
    QTRY_COMPARE_WITH_TIMEOUT(client->state(), QAbstractSocket::UnconnectedState, patience);
    const Received received = split(client->readAll());
    QCOMPARE(received.statuses.size(), requests);
    QCOMPARE(received.rest, QByteArray());
#else
    QSKIP("Qt cannot close one direction of a socket.");
#endif
}

void HttpServerTest::silentConnectionsAreClosed_data()
{
    QTest::addColumn<QByteArray>("first");   // answered or read at once
    QTest::addColumn<QByteArray>("trickle"); // a byte of it each second
    const QByteArray get = QByteArray("GET /a HTTP/1.1\r\n") + good + "\r\n";
    QTest::newRow("nothing sent") << QByteArray() << QByteArray();
    QTest::newRow("half a head") << QByteArray("GET /a") << QByteArray();
    QTest::newRow("a head byte by byte") << QByteArray() << get;
    QTest::newRow("empty lines") << QByteArray() << QByteArray("\r\n").repeated(30);
    QTest::newRow("idle after an answer") << get << QByteArray();
    QTest::newRow("a second head byte by byte") << get << get;
    QTest::newRow("a body byte by byte")
        << QByteArray("POST / HTTP/1.1\r\nContent-Length: 100\r\n") + good + "\r\n"
        << QByteArray(100, 'x');
}

void HttpServerTest::silentConnectionsAreClosed()
{
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, trickle);
    m_now = 500'000;
    const auto client = connected();
    QSignalSpy arrived(serverSocket(), &QTcpSocket::readyRead);
    QSignalSpy written(serverSocket(), &QTcpSocket::bytesWritten);
    if (!first.isEmpty()) {
        m_now += 10'000;
        client->write(first);
        QTRY_COMPARE_WITH_TIMEOUT(arrived.size(), 1, patience);
        if (first.endsWith("\r\n\r\n") && first.startsWith("GET"))
            QTRY_COMPARE_WITH_TIMEOUT(written.size(), 1, patience);
        if (!first.endsWith("\r\n\r\n"))
            m_now -= 10'000; // the time runs from the connection on
    }
    for (int second = 0; second < 29; ++second) {
        m_now += 1000;
        if (!trickle.isEmpty()) {
            arrived.clear();
            client->write(trickle.mid(second, 1));
            QTRY_COMPARE_WITH_TIMEOUT(arrived.size(), 1, patience);
        }
        m_server->closeSilent();
        QCOMPARE(m_server->connectionCount(), 1);
    }
    m_now += 999;
    m_server->closeSilent();
    QCOMPARE(m_server->connectionCount(), 1);
    m_now += 1;
    m_server->closeSilent();
    QCOMPARE(m_server->connectionCount(), 0);
    QTRY_COMPARE_WITH_TIMEOUT(client->state(), QAbstractSocket::UnconnectedState, patience);
}

void HttpServerTest::aConnectionInUseStays()
{
    const auto client = connected();
    for (int i = 1; i <= 10; ++i) {
        m_now += 29'000;
        client->write(QByteArray("GET / HTTP/1.1\r\n") + good + "\r\n");
        QTRY_COMPARE_WITH_TIMEOUT(m_answered.size(), i, patience);
        m_server->closeSilent();
        QCOMPARE(m_server->connectionCount(), 1);
    }
}

void HttpServerTest::closesSilentConnectionsByItself()
{
    m_server.reset();
    HttpOptions options;
    options.silenceMs = 20;
    options.monotonicMs = [] {
        return QDeadlineTimer::current().deadline();
    };
    start(options);
    const auto client = connected();
    QTRY_COMPARE_WITH_TIMEOUT(client->state(), QAbstractSocket::UnconnectedState, patience);
    // Those that come after a pause too.
    const auto other = connected();
    QTRY_COMPARE_WITH_TIMEOUT(other->state(), QAbstractSocket::UnconnectedState, patience);
}

void HttpServerTest::theLongestSilentConnectionMakesRoom()
{
    m_server.reset();
    HttpOptions options;
    options.mostConnections = 3;
    start(options);
    std::vector<std::unique_ptr<QTcpSocket>> clients;
    const auto add = [&] {
        ++m_now;
        clients.push_back(std::make_unique<QTcpSocket>());
        clients.back()->connectToHost(QHostAddress::LocalHost, m_server->port());
        QSignalSpy accepted(m_server->findChild<QTcpServer *>(), &QTcpServer::newConnection);
        QVERIFY(accepted.wait(patience));
    };
    for (int i = 0; i < 3; ++i)
        add();
    ++m_now;
    clients[0]->write(QByteArray("GET / HTTP/1.1\r\n") + good + "\r\n");
    QTRY_VERIFY_WITH_TIMEOUT(clients[0]->bytesAvailable() > 0, patience);
    add();
    QCOMPARE(m_server->connectionCount(), 3);
    QTRY_COMPARE_WITH_TIMEOUT(clients[1]->state(), QAbstractSocket::UnconnectedState, patience);
    for (const int stays : {0, 2, 3}) {
        QCOMPARE(clients[std::size_t(stays)]->state(), QAbstractSocket::ConnectedState);
        m_answered.clear();
        clients[std::size_t(stays)]->write(QByteArray("GET / HTTP/1.1\r\n") + good + "\r\n");
        QTRY_COMPARE_WITH_TIMEOUT(m_answered.size(), 1, patience);
    }
    start(); // with its own limit
    for (int i = 0; i < 103; ++i)
        add();
    QCOMPARE(m_server->connectionCount(), 100);
}

void HttpServerTest::endsWithOpenConnections()
{
    const auto idle = connected();
    const auto busy = connected();
    busy->setReadBufferSize(1024);
    busy->write((QByteArray("GET /big HTTP/1.1\r\n") + good + "\r\n").repeated(100));
    QTRY_VERIFY_WITH_TIMEOUT(m_answered.size() > 5, patience);
    m_server.reset();
    QTRY_COMPARE_WITH_TIMEOUT(idle->state(), QAbstractSocket::UnconnectedState, patience);
}

QTEST_GUILESS_MAIN(HttpServerTest)
#include "tst_httpserver.moc"
