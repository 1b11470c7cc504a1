// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/httprequest.h"

#include <QTest>

using namespace tuneboard::demo;

class HttpRequestTest : public QObject
{
    Q_OBJECT

private slots:
    void readsAWholeHead();
    void findsTheEndInPiecesOfAnySize_data();
    void findsTheEndInPiecesOfAnySize();
    void looksAtEachByteOnce();
    void refusals_data();
    void refusals();
    void targets_data();
    void targets();
    void knowsWhetherTheConnectionStays_data();
    void knowsWhetherTheConnectionStays();
    void onlyLoopbackNamesPass_data();
    void onlyLoopbackNamesPass();
};

namespace {

// Scanned in pieces of this size; 0: at once.
std::variant<qsizetype, HttpRefusal> scanned(const QByteArray &bytes, qsizetype piece = 0)
{
    HttpHeadScanner scanner;
    std::variant<qsizetype, HttpRefusal> found = qsizetype(0);
    for (qsizetype end = piece > 0 ? piece : bytes.size();; end += piece) {
        found = scanner.scan(QByteArrayView(bytes).first(std::min(end, bytes.size())));
        if (end >= bytes.size() || found.index() == 1 || std::get<qsizetype>(found) > 0)
            return found;
    }
}

// The status that a request earns: 0 if it is read, -1 if it has no end.
int statusOf(const QByteArray &bytes, qsizetype piece = 0)
{
    const auto found = scanned(bytes, piece);
    if (const auto *refusal = std::get_if<HttpRefusal>(&found))
        return refusal->status;
    const qsizetype size = std::get<qsizetype>(found);
    if (size == 0)
        return -1;
    const auto read = readHead(QByteArrayView(bytes).first(size));
    const auto *refusal = std::get_if<HttpRefusal>(&read);
    return refusal == nullptr ? 0 : refusal->status;
}

HttpRequest requestOf(const QByteArray &head)
{
    return std::get<HttpRequest>(readHead(head));
}

} // namespace

void HttpRequestTest::readsAWholeHead()
{
    const HttpRequest request =
        requestOf("POST /v1/a%2Fb?x=1&y=%20 HTTP/1.1\r\nHost: localhost:80\r\n"
                  "X-Empty:\r\nContent-Length: 12\r\nX-Two:\t a  b \t\r\nx-two: c\r\n\r\n");
    QCOMPARE(request.method, "POST");
    QCOMPARE(request.path, "/v1/a%2Fb");
    QCOMPARE(request.query, "x=1&y=%20");
    QCOMPARE(request.bodyBytes, 12);
    QCOMPARE(request.header("host"), "localhost:80");
    QCOMPARE(request.header("x-empty"), "");
    QCOMPARE(request.header("x-two"), "a  b");
    QCOMPARE(request.header("x-none"), "");
    QVERIFY(request.keepAlive && request.hasBody() && !request.hasTransferEncoding && !request.isHttp10);
}

void HttpRequestTest::findsTheEndInPiecesOfAnySize_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<qsizetype>("size"); // 0: no end
    const QByteArray head = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
    QTest::newRow("head") << head << head.size();
    QTest::newRow("head and body") << head + "\r\n\r\nbody" << head.size();
    QTest::newRow("two heads") << head + head << head.size();
    QTest::newRow("without headers") << QByteArray("GET / HTTP/1.0\r\n\r\n") << qsizetype(18);
    QTest::newRow("empty lines before it") << "\r\n\r\n" + head << head.size() + 4;
    QTest::newRow("nothing") << QByteArray() << qsizetype(0);
    for (qsizetype cut = 1; cut < head.size(); ++cut)
        QTest::addRow("first %d bytes", int(cut)) << head.first(cut) << qsizetype(0);
}

void HttpRequestTest::findsTheEndInPiecesOfAnySize()
{
    QFETCH(QByteArray, bytes);
    QFETCH(qsizetype, size);
    for (const qsizetype piece : {0, 1, 2, 3, 7}) {
        const auto found = scanned(bytes, piece);
        QVERIFY(std::holds_alternative<qsizetype>(found));
        QCOMPARE(std::get<qsizetype>(found), size);
    }
}

// A scanner that started over with each byte would look at the whole head thousands of times. It is shown
// bytes that have changed since: it only sees those that are new.
void HttpRequestTest::looksAtEachByteOnce()
{
    HttpHeadScanner scanner;
    QByteArray bytes = "GET / HTTP/1.1\r\n";
    QCOMPARE(std::get<qsizetype>(scanner.scan(bytes)), 0);
    bytes[3] = '\n';
    bytes += "\r\n";
    QCOMPARE(std::get<qsizetype>(scanner.scan(bytes)), bytes.size());
}

void HttpRequestTest::refusals_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const QByteArray &bytes, int status) {
        QTest::newRow(name) << bytes << status;
    };
    const auto line = [row](const char *name, const QByteArray &first, int status) {
        row(name, first + "\r\nHost: localhost\r\n\r\n", status);
    };
    const auto header = [row](const char *name, const QByteArray &more, int status) {
        row(name, "POST / HTTP/1.1\r\nHost: localhost\r\n" + more + "\r\n\r\n", status);
    };
    line("good", "GET / HTTP/1.1", 0);
    line("HTTP/1.0", "GET / HTTP/1.0", 0);
    line("other method", "BREW /pot HTTP/1.1", 0);
    line("HTTP/2.0", "PRI * HTTP/2.0", 505);
    line("HTTP/1.2", "GET / HTTP/1.2", 505);
    line("HTTP/0.9", "GET / HTTP/0.9", 505);
    line("no version", "GET /", 400);
    line("lower case version", "GET / http/1.1", 400);
    line("version with more", "GET / HTTP/1.10", 400);
    line("blank at the end", "GET / HTTP/1.1 ", 400);
    line("two blanks", "GET  / HTTP/1.1", 400);
    line("blank in the target", "GET /a b HTTP/1.1", 400);
    line("tab as blank", "GET\t/ HTTP/1.1", 400);
    line("blank before the method", " GET / HTTP/1.1", 400);
    line("no target", "GET  HTTP/1.1", 400);
    line("method with a colon", "GE:T / HTTP/1.1", 400);
    line("NUL in the target", QByteArray("GET /\0a HTTP/1.1", 16), 400);
    line("NUL in the method", QByteArray("G\0T / HTTP/1.1", 14), 400);
    line("CR in the target", "GET /\ra HTTP/1.1", 400);
    line("not ASCII in the target", "GET /\xc3\xa4 HTTP/1.1", 400);
    line("relative target", "GET v1/models HTTP/1.1", 400);
    line("target of another scheme", "GET ftp://localhost/ HTTP/1.1", 400);
    line("absolute target without host", "GET http:///v1 HTTP/1.1", 400);
    row("line without CR", "GET / HTTP/1.1\nHost: localhost\n\n", 400);
    row("header without CR", "GET / HTTP/1.1\r\nHost: localhost\n\r\n", 400);
    row("empty line without CR", "GET / HTTP/1.1\r\nHost: localhost\r\n\n", 400);
    row("LF first", "\nGET / HTTP/1.1\r\nHost: localhost\r\n\r\n", 400);

    header("value that is not ASCII", "X: \xc3\xa4\xff", 0);
    header("tab in a value", "X: a\tb", 0);
    header("NUL in a value", QByteArray("X: a\0b", 6), 400);
    header("escape in a value", "X: a\x1b[1m", 400);
    header("CR in a value", "X: a\rY: b", 400);
    header("CR at the end of a value", "X: a\r", 400);
    header("delete in a value", "X: \x7f", 400);
    header("no colon", "Nothing", 400);
    header("no name", ": a", 400);
    header("blank before the colon", "X : a", 400);
    header("blank before the name", " X: a", 400);
    header("folded line", "X: a\r\n b", 400);
    header("name that is not ASCII", "X\xc3\xa4: a", 400);
    header("two hosts", "Host: localhost", 400);
    row("no host", "GET / HTTP/1.1\r\n\r\n", 400);
    row("no host in HTTP/1.0", "GET / HTTP/1.0\r\n\r\n", 0);

    header("length", "Content-Length: 5", 0);
    header("length of 0", "Content-Length: 000", 0);
    header("longest length", "Content-Length: 999999999999999999", 0);
    for (const char *bad : {"", "-1", "+1", "0x10", "1e3", "1.0", "1 2", "1,1", "5, 5", "abc",
                            "9223372036854775808", "18446744073709551616", "99999999999999999999999999"})
        header(qPrintable(QStringLiteral("length “%1”").arg(QLatin1String(bad))),
               QByteArray("Content-Length: ") + bad, 400);
    header("two lengths", "Content-Length: 5\r\nContent-Length: 6", 400);
    header("the same length twice", "Content-Length: 5\r\ncontent-length: 5", 400);
    header("length and chunks", "Content-Length: 5\r\nTransfer-Encoding: chunked", 400);
    header("chunks and length", "Transfer-Encoding: chunked\r\nContent-Length: 5", 400);
    header("chunks", "Transfer-Encoding: chunked", 0);

    const QByteArray start = "GET / HTTP/1.1\r\nHost: localhost\r\n";
    row("longest request line",
        "GET /" + QByteArray(HttpLimits::line - 15, 'a') + " HTTP/1.1\r\nHost: localhost\r\n\r\n", 0);
    row("request line too long",
        "GET /" + QByteArray(HttpLimits::line, 'a') + " HTTP/1.1\r\nHost: localhost\r\n\r\n", 414);
    row("request line without end", "GET /" + QByteArray(HttpLimits::line, 'a'), 414);
    row("header too long", start + "X: " + QByteArray(HttpLimits::line, 'a') + "\r\n\r\n", 431);
    row("header without end", start + "X: " + QByteArray(HttpLimits::line, 'a'), 431);
    row("most headers", start + QByteArray("X: a\r\n").repeated(HttpLimits::headers - 1) + "\r\n", 0);
    row("too many headers", start + QByteArray("X: a\r\n").repeated(HttpLimits::headers) + "\r\n", 431);
    row("headers without end", start + ("X: " + QByteArray(1000, 'a') + "\r\n").repeated(40), 431);
    row("empty lines without end", QByteArray("\r\n").repeated(HttpLimits::head), 431);
    row("nothing but NUL", QByteArray(HttpLimits::head, '\0'), 414);
}

void HttpRequestTest::refusals()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    QCOMPARE(statusOf(bytes), status);
    QCOMPARE(statusOf(bytes, 1), status);
}

void HttpRequestTest::targets_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArrayList>("parts"); // host, path, query
    const auto row = [](const char *target, const QByteArrayList &parts) {
        QTest::newRow(target) << QByteArray(target) << parts;
    };
    row("/", {"", "/", ""});
    row("/a?", {"", "/a", ""});
    row("/a?b?c", {"", "/a", "b?c"});
    row("//a/b", {"", "//a/b", ""});
    row("/a/../b", {"", "/a/../b", ""});
    row("/models/ft:gpt:x::y", {"", "/models/ft:gpt:x::y", ""});
    row("/x?m[a]=http://b/c", {"", "/x", "m[a]=http://b/c"});
    row("*", {"", "*", ""});
    row("http://localhost:1/a?b", {"localhost:1", "/a", "b"});
    row("HTTP://LOCALHOST/a", {"LOCALHOST", "/a", ""});
    row("http://localhost", {"localhost", "/", ""});
    row("http://localhost?b", {"localhost", "/", "b"});
}

void HttpRequestTest::targets()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArrayList, parts);
    const HttpRequest request = requestOf("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    QCOMPARE((QByteArrayList{request.targetHost, request.path, request.query}), parts);
}

void HttpRequestTest::knowsWhetherTheConnectionStays_data()
{
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<bool>("stays");
    const auto row = [](const char *version, const char *headers, bool stays) {
        QTest::addRow("%s %s", version, headers) << QByteArray(version) << QByteArray(headers) << stays;
    };
    row("HTTP/1.1", "", true);
    row("HTTP/1.1", "Connection: keep-alive\r\n", true);
    row("HTTP/1.1", "Connection: Close\r\n", false);
    row("HTTP/1.1", "Connection: TE, close\r\n", false);
    row("HTTP/1.1", "Connection: closed\r\n", true);
    row("HTTP/1.1", "Connection: keep-alive\r\nConnection: close\r\n", false);
    row("HTTP/1.1", "Connection: close\r\nConnection: keep-alive\r\n", false);
    row("HTTP/1.0", "", false);
    row("HTTP/1.0", "Connection: Keep-Alive\r\n", true);
    row("HTTP/1.0", "Connection: keep-alive, close\r\n", false);
}

void HttpRequestTest::knowsWhetherTheConnectionStays()
{
    QFETCH(QByteArray, version);
    QFETCH(QByteArray, headers);
    QFETCH(bool, stays);
    const HttpRequest request = requestOf("GET / " + version + "\r\nHost: localhost\r\n" + headers + "\r\n");
    QCOMPARE(request.keepAlive, stays);
}

void HttpRequestTest::onlyLoopbackNamesPass_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<bool>("passes");
    for (const char *good : {"localhost", "LocalHost", "localhost:", "localhost:8080", "127.0.0.1",
                             "127.0.0.1:65535", "[::1]", "[::1]:80"})
        QTest::newRow(good) << QByteArray(good) << true;
    for (const char *bad : {"",
                            "example.com",
                            "localhost.example.com",
                            "localhost.",
                            "127.0.0.1.example.com",
                            "127.0.0.1:80.example.com",
                            "127.0.0.2",
                            "127.0.0.10",
                            "0.0.0.0",
                            "::1",
                            "[::1",
                            "[::1].example.com",
                            "[::ffff:127.0.0.1]",
                            "localhost:80:80",
                            "localhost:123456",
                            "localhost:80a",
                            "localhost@example.com",
                            "example.com:localhost",
                            "example.com, localhost",
                            "localhost, example.com",
                            "user@localhost",
                            "localhost/",
                            "xlocalhost",
                            "2130706433"})
        QTest::newRow(*bad == '\0' ? "empty" : bad) << QByteArray(bad) << false;
}

void HttpRequestTest::onlyLoopbackNamesPass()
{
    QFETCH(QByteArray, host);
    QFETCH(bool, passes);
    QCOMPARE(isForLoopback(requestOf("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n")), passes);
    // A path in the host of an absolute target is the target's path.
    if (!host.isEmpty() && !host.contains(' ') && !host.contains('/')) {
        QCOMPARE(isForLoopback(requestOf("GET http://" + host + "/ HTTP/1.1\r\nHost: localhost\r\n\r\n")),
                 passes);
        QVERIFY(!isForLoopback(requestOf("GET http://" + host + "/ HTTP/1.1\r\nHost: example.com\r\n\r\n")));
    }
}

QTEST_APPLESS_MAIN(HttpRequestTest)
#include "tst_httprequest.moc"
