// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/demoserver.h"

#include <QHostAddress>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkInterface>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QProcess>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QThread>

#include <atomic>
#include <memory>

using namespace tuneboard;
using namespace Qt::StringLiterals;

namespace {
struct Answer
{
    int status = 0;
    QByteArray body;
    QJsonObject json;
    std::unique_ptr<QNetworkReply> reply;

    QByteArray header(const char *name) const { return reply->rawHeader(name); }
    QString errorField(QLatin1StringView name) const { return json["error"_L1][name].toString(); }
};

class Client
{
public:
    explicit Client(const DemoServer &server)
        : m_base(server.baseUrl())
        , m_key(server.key())
    {
    }

    void setKey(const QByteArray &key) { m_key = key; }

    Answer get(const QString &path, const QByteArray &header = {}, const QByteArray &value = {})
    {
        return wait("GET", path, header, value);
    }
    Answer post(const QString &path) { return wait("POST", path); }
    Answer send(const QByteArray &method, const QString &path) { return wait(method, path); }

private:
    Answer wait(const QByteArray &method, const QString &path, const QByteArray &header = {},
                const QByteArray &value = {})
    {
        QNetworkRequest request(QUrl(m_base.toString() + path));
        if (!m_key.isNull())
            request.setRawHeader("Authorization", "Bearer " + m_key);
        if (!header.isEmpty())
            request.setRawHeader(header, value);
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
        Answer answer;
        answer.reply.reset(m_network.sendCustomRequest(request, method, method == "POST" ? "{}" : ""));
        QSignalSpy finished(answer.reply.get(), &QNetworkReply::finished);
        if (!answer.reply->isFinished())
            finished.wait(60'000);
        answer.status = answer.reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        answer.body = answer.reply->readAll();
        answer.json = QJsonDocument::fromJson(answer.body).object();
        return answer;
    }

    QNetworkAccessManager m_network;
    QUrl m_base;
    QByteArray m_key;
};

DemoServerOptions options(std::atomic<qint64> *clock = nullptr)
{
    DemoServerOptions all;
    all.key = "sk-demo-test-key";
    all.scenario.nowSecs = 1'790'000'000;
    if (clock != nullptr)
        all.clockMs = [clock] {
            return clock->load();
        };
    return all;
}

const QByteArray keyLine = "Authorization: Bearer sk-demo-test-key\r\n";

QString idAt(const Answer &list, int index)
{
    return list.json["data"_L1].toArray()[index].toObject()["id"_L1].toString();
}
} // namespace

class DemoServerTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void onlyLoopback();
    void keyIsAskedFor();
    void aPostNeedsTheKeyToo_data();
    void aPostNeedsTheKeyToo();
    void theKeyIsCheckedBeforeABody();
    void onlyNamesOfThisMachineAreServed_data();
    void onlyNamesOfThisMachineAreServed();
    void badRequestsGetADocumentedError_data();
    void badRequestsGetADocumentedError();
    void silentClientsAreClosed();
    void encodedPathsAreRead();
    void pagesThroughAll();
    void metadataFilters();
    void limitsAreChecked_data();
    void limitsAreChecked();
    void unknownThings_data();
    void unknownThings();
    void eventsAndCheckpointsPage();
    void filesPage();
    void actionsAndClock();
    void forcedErrors();
    void otherMethods();
    void worksInAThread();
    void busyPort();
    void command();
    void commandRefuses_data();
    void commandRefuses();

private:
    Answer sendRaw(const QByteArray &request);

    std::atomic<qint64> m_clock = 0;
    std::unique_ptr<DemoServer> m_server;
    std::unique_ptr<Client> m_client;
};

void DemoServerTest::initTestCase()
{
    // A proxy of the environment must not come between.
    qunsetenv("http_proxy");
    qunsetenv("HTTP_PROXY");
}

void DemoServerTest::init()
{
    m_clock = 1'790'000'000'000;
    m_server = std::make_unique<DemoServer>(options(&m_clock));
    QString error;
    QVERIFY2(m_server->listen(&error), qPrintable(error));
    m_client = std::make_unique<Client>(*m_server);
}

void DemoServerTest::cleanup()
{
    m_client.reset();
    m_server.reset();
}

// Sends bytes on a connection of their own and waits for one answer; its body is the whole answer.
Answer DemoServerTest::sendRaw(const QByteArray &request)
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, static_cast<quint16>(m_server->baseUrl().port()));
    socket.write(request);
    Answer answer;
    const auto isWhole = [&] {
        answer.body += socket.readAll();
        const qsizetype end = answer.body.indexOf("\r\n\r\n");
        const qsizetype at = answer.body.indexOf("\r\ncontent-length: ");
        if (end < 0 || at < 0)
            return false;
        const qsizetype size =
            answer.body.mid(at + 18, answer.body.indexOf('\r', at + 2) - at - 18).toLongLong();
        return request.startsWith("HEAD") || answer.body.size() >= end + 4 + size;
    };
    if (QTest::qWaitFor(isWhole, 60'000)) {
        answer.status = answer.body.mid(9, 3).toInt();
        answer.json = QJsonDocument::fromJson(answer.body.mid(answer.body.indexOf("\r\n\r\n") + 4)).object();
    }
    return answer;
}

void DemoServerTest::onlyLoopback()
{
    const QUrl url = m_server->baseUrl();
    QCOMPARE(url.host(), u"127.0.0.1"_s);
    QCOMPARE(url.path(), u"/v1"_s);
    for (const QHostAddress &address : QNetworkInterface::allAddresses()) {
        if (address.isLoopback() || address.protocol() != QAbstractSocket::IPv4Protocol)
            continue;
        QTcpSocket socket;
        socket.connectToHost(address, static_cast<quint16>(url.port()));
        QVERIFY2(!socket.waitForConnected(5000), qPrintable(address.toString()));
    }
}

void DemoServerTest::keyIsAskedFor()
{
    QCOMPARE(m_client->get(u"/models"_s).status, 200);
    m_client->setKey("sk-quite-another-key-0000");
    const Answer wrong = m_client->get(u"/models"_s);
    QCOMPARE(wrong.status, 401);
    QCOMPARE(wrong.errorField("code"_L1), u"invalid_api_key"_s);
    QVERIFY2(!wrong.body.contains("quite-another"), "a key is not repeated");
    m_client->setKey({});
    const Answer none = m_client->get(u"/models"_s);
    QCOMPARE(none.status, 401);
    QVERIFY(none.errorField("message"_L1).startsWith("You didn't provide an API key"_L1));
    QVERIFY(none.header("x-request-id").startsWith("req_"));
    QVERIFY(none.header("x-request-id") != wrong.header("x-request-id"));
    QCOMPARE(m_server->requestCount(), 3U);
    DemoServerOptions any = options();
    any.key.clear();
    const DemoServer one(any);
    const DemoServer two(any);
    QVERIFY(one.key().size() > 20 && one.key() != two.key());
}

void DemoServerTest::aPostNeedsTheKeyToo_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::newRow("another key") << QByteArray("sk-quite-another-key-0000");
    QTest::newRow("the key's start") << QByteArray("sk-demo-test");
    QTest::newRow("the key and more") << QByteArray("sk-demo-test-key-2");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("none") << QByteArray();
}

void DemoServerTest::aPostNeedsTheKeyToo()
{
    QFETCH(QByteArray, key);
    const QString job = u"/fine_tuning/jobs/"_s + idAt(m_client->get(u"/fine_tuning/jobs?limit=20"_s), 2);
    QCOMPARE(m_client->get(job).json["status"_L1].toString(), u"running"_s);
    Client stranger(*m_server);
    stranger.setKey(key);
    for (const QString &action : {u"/pause"_s, u"/resume"_s, u"/cancel"_s, QString()})
        QCOMPARE(stranger.post(job + action).status, 401);
    QCOMPARE(stranger.post(u"/fine_tuning/jobs"_s).status, 401);
    QCOMPARE(m_client->get(job).json["status"_L1].toString(), u"running"_s);
}

// The body is never sent: who waits for it waits for ever.
void DemoServerTest::theKeyIsCheckedBeforeABody()
{
    const QByteArray start = "POST /v1/fine_tuning/jobs HTTP/1.1\r\nHost: localhost\r\n";
    const Answer none = sendRaw(start + "Content-Length: 5\r\n\r\n");
    QCOMPARE(none.status, 401);
    QVERIFY(none.errorField("message"_L1).startsWith("You didn't provide an API key"_L1));
    const Answer wrong =
        sendRaw(start + "Authorization: Bearer sk-other\r\nContent-Length: 2147483648\r\n\r\n");
    QCOMPARE(wrong.status, 401);
    QCOMPARE(wrong.errorField("code"_L1), u"invalid_api_key"_s);
    QCOMPARE(sendRaw(start + keyLine + "Content-Length: 2147483648\r\n\r\n").status, 413);
    QCOMPARE(sendRaw(start + keyLine + "Content-Length: 5\r\n\r\n12345").status, 403);
}

void DemoServerTest::onlyNamesOfThisMachineAreServed_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<int>("status");
    for (const char *good :
         {"localhost", "127.0.0.1", "[::1]", "localhost:8080", "127.0.0.1:1", "[::1]:65535"})
        QTest::newRow(good) << QByteArray(good) << 200;
    for (const char *bad :
         {"example.com", "localhost.example.com", "127.0.0.1.example.com", "0.0.0.0", "192.168.0.1"})
        QTest::newRow(bad) << QByteArray(bad) << 421;
}

void DemoServerTest::onlyNamesOfThisMachineAreServed()
{
    QFETCH(QByteArray, host);
    QFETCH(int, status);
    QCOMPARE(sendRaw("GET /v1/models HTTP/1.1\r\nHost: " + host + "\r\n" + keyLine + "\r\n").status, status);
}

void DemoServerTest::badRequestsGetADocumentedError_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    const QByteArray get = "GET /v1/models HTTP/1.1\r\nHost: localhost\r\n";
    QTest::newRow("nonsense") << QByteArray("nonsense\r\n\r\n") << 400;
    QTest::newRow("line without CR") << QByteArray("GET /v1/models HTTP/1.1\nHost: localhost\n\n") << 400;
    QTest::newRow("NUL in a header") << get + QByteArray("X: a\0b\r\n\r\n", 10) << 400;
    QTest::newRow("negative length") << get + "Content-Length: -1\r\n\r\n" << 400;
    QTest::newRow("two lengths") << get + "Content-Length: 1\r\nContent-Length: 1\r\n\r\n" << 400;
    QTest::newRow("length and chunks") << get + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n"
                                       << 400;
    QTest::newRow("chunks") << get + keyLine + "Transfer-Encoding: chunked\r\n\r\n" << 411;
    QTest::newRow("long request line") << "GET /" + QByteArray(9000, 'a') << 414;
    QTest::newRow("long header") << get + "X: " + QByteArray(9000, 'a') << 431;
    QTest::newRow("many headers") << get + QByteArray("X: a\r\n").repeated(200) + "\r\n" << 431;
    QTest::newRow("newer version") << QByteArray("GET / HTTP/3.0\r\n\r\n") << 505;
    QTest::newRow("head") << "HEAD /v1/models HTTP/1.1\r\nHost: localhost\r\n" + keyLine + "\r\n" << 405;
    QTest::newRow("options") << "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n" + keyLine + "\r\n" << 405;
    QTest::newRow("connect") << "CONNECT localhost:1 HTTP/1.1\r\nHost: localhost\r\n" + keyLine + "\r\n"
                             << 405;
}

void DemoServerTest::badRequestsGetADocumentedError()
{
    QFETCH(QByteArray, request);
    QFETCH(int, status);
    const Answer answer = sendRaw(request);
    QCOMPARE(answer.status, status);
    QVERIFY(answer.body.contains("\r\nx-request-id: req_"));
    QVERIFY(answer.body.contains("\r\ncontent-type: application/json\r\n"));
    QCOMPARE(answer.body.contains("\r\nallow: GET, POST\r\n"), status == 405);
    if (request.startsWith("HEAD"))
        QVERIFY(answer.body.endsWith("\r\n\r\n"));
    else
        QVERIFY(!answer.errorField("message"_L1).isEmpty());
    QCOMPARE(m_server->requestCount(), 1U);
}

void DemoServerTest::silentClientsAreClosed()
{
    DemoServerOptions quick = options();
    quick.silenceMs = 20;
    DemoServer server(quick);
    QVERIFY(server.listen());
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, static_cast<quint16>(server.baseUrl().port()));
    QSignalSpy closed(&socket, &QTcpSocket::disconnected);
    QVERIFY(closed.wait(60'000));
    QCOMPARE(server.requestCount(), 0U);
}

void DemoServerTest::encodedPathsAreRead()
{
    const auto statusOf = [this](const QByteArray &target) {
        return sendRaw("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + keyLine + "\r\n").status;
    };
    QCOMPARE(statusOf("/v1/models"), 200);
    QCOMPARE(statusOf("/v1/%6dodels"), 200);
    QCOMPARE(statusOf("http://localhost/v1/models?x"), 200);
    QCOMPARE(statusOf("http://example.com/v1/models"), 421);
    for (const char *unknown : {"/v1/%", "/v1/%zz", "/v1/mod%00els", "/v1/%ff%fe", "/v1/../v1/models",
                                "//v1/models", "/v1/models%0d%0aX:%20a", "/"})
        QCOMPARE(statusOf(unknown), 404);
}

void DemoServerTest::pagesThroughAll()
{
    const Answer first = m_client->get(u"/fine_tuning/jobs"_s);
    QCOMPARE(first.status, 200);
    QCOMPARE(first.json["data"_L1].toArray().size(), 20);
    QVERIFY(first.header("x-ratelimit-limit-requests").toInt() > 0);
    QVERIFY(first.header("x-ratelimit-remaining-requests").toInt() > 0);
    QVERIFY(!first.header("x-ratelimit-reset-requests").isEmpty());
    QStringList ids;
    QString after;
    for (bool more = true; more;) {
        const Answer page = m_client->get(u"/fine_tuning/jobs?limit=37"_s + after);
        QCOMPARE(page.status, 200);
        for (const QJsonValue job : page.json["data"_L1].toArray())
            ids.append(job["id"_L1].toString());
        more = page.json["has_more"_L1].toBool();
        after = u"&after="_s + ids.constLast();
    }
    QCOMPARE(ids.size(), 240);
    QCOMPARE(QSet<QString>(ids.begin(), ids.end()).size(), 240);
    QCOMPARE(m_client->get(u"/fine_tuning/jobs?limit=100&after="_s + ids.constLast())
                 .json["data"_L1]
                 .toArray()
                 .size(),
             0);
    const Answer one = m_client->get(u"/fine_tuning/jobs/"_s + ids[20]);
    QCOMPARE(one.json["id"_L1].toString(), ids[20]);
}

void DemoServerTest::metadataFilters()
{
    const auto count = [this](const QString &query) {
        return m_client->get(u"/fine_tuning/jobs?limit=100&"_s + query).json["data"_L1].toArray().size();
    };
    const Answer support = m_client->get(u"/fine_tuning/jobs?limit=100&metadata[team]=support"_s);
    const QJsonArray jobs = support.json["data"_L1].toArray();
    QVERIFY(jobs.size() > 2);
    for (const QJsonValue job : jobs)
        QCOMPARE(job["metadata"_L1]["team"_L1].toString(), u"support"_s);
    QCOMPARE(count(u"metadata%5Bteam%5D=support"_s), jobs.size());
    QVERIFY(count(u"metadata[team]=support&metadata[owner]=mira.santos"_s) < jobs.size());
    QCOMPARE(count(u"metadata[reviewed_by]=Noor%20van%20der%20Meulen"_s), 1);
    QCOMPARE(count(u"metadata[reviewed_by]=Noor+van+der+Meulen"_s), 1);
    QCOMPARE(count(u"metadata[team]=nobody"_s), 0);
    for (const QJsonValue job :
         m_client->get(u"/fine_tuning/jobs?limit=100&metadata=null"_s).json["data"_L1].toArray())
        QVERIFY(!job["metadata"_L1].isObject());
    QVERIFY(count(u"metadata=null"_s) > 10);
}

void DemoServerTest::limitsAreChecked_data()
{
    QTest::addColumn<QString>("limit");
    QTest::addColumn<int>("status");
    QTest::newRow("lowest") << u"1"_s << 200;
    QTest::newRow("highest") << u"100"_s << 200;
    for (const auto *wrong : {"0", "101", "-1", "x", "1.5", "99999999999999999999", ""})
        QTest::newRow(wrong) << QString::fromLatin1(wrong) << 400;
}

void DemoServerTest::limitsAreChecked()
{
    QFETCH(QString, limit);
    QFETCH(int, status);
    const QString job = u"/fine_tuning/jobs/"_s + idAt(m_client->get(u"/fine_tuning/jobs?limit=1"_s), 0);
    for (const QString &list : {u"/fine_tuning/jobs"_s, job + u"/events"_s, job + u"/checkpoints"_s}) {
        const Answer answer = m_client->get(list + u"?limit="_s + limit);
        QCOMPARE(answer.status, status);
        if (status == 400)
            QCOMPARE(answer.errorField("param"_L1), u"limit"_s);
    }
}

void DemoServerTest::unknownThings_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    QTest::newRow("job") << u"/fine_tuning/jobs/ftjob-nothere"_s << 404 << u"fine_tune_not_found"_s;
    QTest::newRow("events") << u"/fine_tuning/jobs/ftjob-nothere/events"_s << 404 << u"fine_tune_not_found"_s;
    QTest::newRow("file") << u"/files/file-nothere"_s << 404 << QString();
    QTest::newRow("content") << u"/files/file-nothere/content"_s << 404 << QString();
    QTest::newRow("model") << u"/models/ft:gpt-0:x::y"_s << 404 << u"model_not_found"_s;
    QTest::newRow("path") << u"/fine_tuning/somewhere"_s << 404 << QString();
    QTest::newRow("cursor") << u"/fine_tuning/jobs?after=ftjob-nothere"_s << 400 << u"invalid_value"_s;
    QTest::newRow("order") << u"/files?order=up"_s << 400 << u"invalid_value"_s;
    QTest::newRow("root") << QString() << 404 << QString();
}

void DemoServerTest::unknownThings()
{
    QFETCH(QString, path);
    QFETCH(int, status);
    QFETCH(QString, code);
    const Answer answer = m_client->get(path);
    QCOMPARE(answer.status, status);
    QVERIFY(!answer.errorField("message"_L1).isEmpty());
    QCOMPARE(answer.errorField("type"_L1), u"invalid_request_error"_s);
    QCOMPARE(answer.errorField("code"_L1), code);
    QVERIFY(answer.header("x-request-id").startsWith("req_"));
    QCOMPARE(answer.json.contains("detail"_L1), path.startsWith("/files/"_L1));
}

void DemoServerTest::eventsAndCheckpointsPage()
{
    const QString job = u"/fine_tuning/jobs/"_s + idAt(m_client->get(u"/fine_tuning/jobs?limit=20"_s), 3);
    QStringList ids;
    QString after;
    for (bool more = true; more;) {
        const Answer page = m_client->get(job + u"/events?limit=41"_s + after);
        for (const QJsonValue event : page.json["data"_L1].toArray())
            ids.append(event["id"_L1].toString());
        more = page.json["has_more"_L1].toBool();
        after = u"&after="_s + ids.constLast();
    }
    QVERIFY(ids.size() > 480);
    QCOMPARE(QSet<QString>(ids.begin(), ids.end()).size(), ids.size());
    QCOMPARE(m_client->get(job + u"/events"_s).json["data"_L1].toArray().size(), 20);
    QCOMPARE(m_client->get(job + u"/events?after=ftevent-nothere"_s).status, 400);
    const Answer all = m_client->get(job + u"/checkpoints"_s);
    const QJsonArray kept = all.json["data"_L1].toArray();
    QCOMPARE(kept.size(), 3);
    QCOMPARE(all.json["first_id"_L1].toString(), idAt(all, 0));
    QCOMPARE(all.json["last_id"_L1].toString(), idAt(all, 2));
    QVERIFY(kept[0].toObject()["step_number"_L1].toInt() > kept[1].toObject()["step_number"_L1].toInt());
    const Answer rest = m_client->get(job + u"/checkpoints?limit=2&after="_s + idAt(all, 1));
    QCOMPARE(rest.json["data"_L1].toArray().size(), 1);
    QVERIFY(!rest.json["has_more"_L1].toBool());
    QVERIFY(m_client->get(job + u"/checkpoints?limit=1"_s).json["has_more"_L1].toBool());
}

void DemoServerTest::filesPage()
{
    const QJsonArray all = m_client->get(u"/files"_s).json["data"_L1].toArray();
    QVERIFY(all.size() > 500);
    QJsonArray joined;
    QString after;
    for (bool more = true; more;) {
        const Answer page = m_client->get(u"/files?limit=150"_s + after);
        for (const QJsonValue file : page.json["data"_L1].toArray())
            joined.append(file);
        more = page.json["has_more"_L1].toBool();
        after = u"&after="_s + page.json["last_id"_L1].toString();
    }
    QCOMPARE(joined, all);
    const QJsonArray turned = m_client->get(u"/files?order=asc"_s).json["data"_L1].toArray();
    QCOMPARE(turned.size(), all.size());
    QCOMPARE(turned.first(), all.last());
    const QJsonArray results = m_client->get(u"/files?purpose=fine-tune-results"_s).json["data"_L1].toArray();
    QVERIFY(results.size() > 180 && results.size() < 240);
    const QJsonObject file = results[3].toObject();
    const Answer content = m_client->get(u"/files/"_s + file["id"_L1].toString() + u"/content"_s);
    QCOMPARE(content.status, 200);
    QCOMPARE(content.body.size(), file["bytes"_L1].toInteger());
}

void DemoServerTest::actionsAndClock()
{
    const Answer list = m_client->get(u"/fine_tuning/jobs?limit=20"_s);
    const QString job = u"/fine_tuning/jobs/"_s + idAt(list, 2);
    const auto status = [](const Answer &answer) {
        return answer.json["status"_L1].toString();
    };
    QCOMPARE(status(m_client->get(job)), u"running"_s);
    QCOMPARE(status(m_client->post(job + u"/pause"_s)), u"paused"_s);
    const Answer again = m_client->post(job + u"/pause"_s);
    QCOMPARE(again.status, 400);
    QVERIFY(again.errorField("message"_L1).contains("'paused'"_L1));
    m_clock += 3'600'000;
    QCOMPARE(status(m_client->get(job)), u"paused"_s);
    QCOMPARE(status(m_client->post(job + u"/resume"_s)), u"running"_s);
    QCOMPARE(status(m_client->post(job + u"/cancel"_s)), u"cancelled"_s);
    QCOMPARE(m_client->post(job + u"/cancel"_s).status, 400);
    QCOMPARE(m_client->get(job + u"/cancel"_s).status, 404);
    QCOMPARE(m_client->post(job + u"/dance"_s).status, 404);
    const QString other = u"/fine_tuning/jobs/"_s + idAt(list, 0);
    m_clock += 3'600'000;
    QCOMPARE(status(m_client->get(other)), u"succeeded"_s);
    QCOMPARE(m_client->post(other + u"/cancel"_s).status, 400);
}

void DemoServerTest::forcedErrors()
{
    m_server->failNext(429, 2, "7");
    for (int i = 0; i < 2; ++i) {
        const Answer answer = m_client->get(u"/models"_s);
        QCOMPARE(answer.status, 429);
        QCOMPARE(answer.header("retry-after"), "7");
        QCOMPARE(answer.header("x-ratelimit-remaining-requests"), "0");
        QCOMPARE(answer.errorField("code"_L1), u"rate_limit_exceeded"_s);
    }
    QCOMPARE(m_client->get(u"/models"_s).status, 200);
    m_server->failNext(500);
    const Answer broken = m_client->get(u"/models"_s);
    QCOMPARE(broken.status, 500);
    QCOMPARE(broken.errorField("type"_L1), u"server_error"_s);
    QVERIFY(broken.errorField("message"_L1).contains(QString::fromLatin1(broken.header("x-request-id"))));
    QCOMPARE(m_client->get(u"/models"_s).status, 200);
    QCOMPARE(m_client->get(u"/models"_s, "x-demo-status", "503").status, 503);
    QCOMPARE(m_client->get(u"/models"_s, "x-demo-status", "200").status, 200);
}

void DemoServerTest::otherMethods()
{
    for (const char *method : {"DELETE", "PUT", "PATCH"}) {
        const Answer answer = m_client->send(method, u"/models/gpt-4.1-mini-2025-04-14"_s);
        QCOMPARE(answer.status, 405);
        QCOMPARE(answer.header("allow"), "GET, POST");
    }
    QCOMPARE(m_client->post(u"/fine_tuning/jobs"_s).status, 403);
}

void DemoServerTest::worksInAThread()
{
    QThread thread;
    auto *server = new DemoServer(options());
    server->moveToThread(&thread);
    connect(&thread, &QThread::finished, server, &QObject::deleteLater);
    thread.start();
    bool listening = false;
    QMetaObject::invokeMethod(
        server, [server, &listening] { listening = server->listen(); }, Qt::BlockingQueuedConnection);
    QVERIFY(listening);
    {
        Client client(*server);
        QCOMPARE(client.get(u"/fine_tuning/jobs?limit=3"_s).json["data"_L1].toArray().size(), 3);
        server->failNext(500);
        QCOMPARE(client.get(u"/models"_s).status, 500);
        QCOMPARE(server->requestCount(), 2U);
    }
    thread.quit();
    QVERIFY(thread.wait(30'000));
}

void DemoServerTest::busyPort()
{
    DemoServerOptions same = options();
    same.port = static_cast<quint16>(m_server->baseUrl().port());
    DemoServer second(same);
    QString error;
    QVERIFY(!second.listen(&error));
    QVERIFY(error.contains(QString::number(same.port)));
    QVERIFY(!second.baseUrl().isValid());
}

void DemoServerTest::command()
{
    const QString program = QStringLiteral(TUNEBOARD_PROGRAM);
    QProcess process;
    process.start(
        program, {u"demo-server"_s, u"--jobs"_s, u"5"_s, u"--key"_s, u"sk-demo-ours"_s, u"--seed"_s, u"9"_s});
    QByteArray output;
    while (output.count('\n') < 2 && process.waitForReadyRead(30'000))
        output += process.readAllStandardOutput();
    const QByteArrayList lines = output.split('\n');
    QCOMPARE(lines.size(), 3);
    QVERIFY(QUrl(QString::fromLatin1(lines[0])).port() > 0);
    QCOMPARE(lines[1], "sk-demo-ours");
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost,
                         static_cast<quint16>(QUrl(QString::fromLatin1(lines[0])).port()));
    QVERIFY(socket.waitForConnected(10'000));
    process.terminate();
    QVERIFY(process.waitForFinished(30'000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
}

void DemoServerTest::commandRefuses_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    const auto wrong = [](const char *name, const QStringList &arguments) {
        QTest::newRow(name) << arguments << 2;
    };
    wrong("jobs", {u"--jobs"_s, u"many"_s});
    wrong("jobs below", {u"--jobs"_s, u"-1"_s});
    wrong("port", {u"--port"_s, u"70000"_s});
    wrong("speed", {u"--speed"_s, u"0"_s});
    wrong("speed nan", {u"--speed"_s, u"nan"_s});
    wrong("seed", {u"--seed"_s, u"x"_s});
    wrong("key", {u"--key"_s, QString()});
    wrong("key with a blank", {u"--key"_s, u"sk demo"_s});
    wrong("key with an escape", {u"--key"_s, u"sk-\u001b[31m"_s});
    wrong("key with a line break", {u"--key"_s, u"sk-\n"_s});
    wrong("key that is not ASCII", {u"--key"_s, u"sk-\u202e"_s});
    wrong("unknown", {u"--loud"_s});
    // What a terminal would obey or not show.
    wrong("escape in an option", {u"--\u001b[31mloud"_s});
    wrong("escape in an argument", {u"\u001b]0;title\u0007"_s});
    wrong("line break in a value", {u"--jobs"_s, u"1\n2"_s});
    wrong("control character of Latin 1", {u"--port"_s, u"\u009b31m"_s});
    wrong("bidirectional override", {u"--seed"_s, u"\u202e1"_s});
    wrong("missing value", {u"--port"_s});
    wrong("argument", {u"now"_s});
    QTest::newRow("busy port") << QStringList() << 1;
}

void DemoServerTest::commandRefuses()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    if (arguments.isEmpty())
        arguments = {u"--port"_s, QString::number(m_server->baseUrl().port())};
    QProcess process;
    arguments.prepend(u"demo-server"_s);
    process.start(QStringLiteral(TUNEBOARD_PROGRAM), arguments);
    QVERIFY(process.waitForFinished(30'000));
    QCOMPARE(process.exitCode(), code);
    QCOMPARE(process.readAllStandardOutput(), QByteArray());
    const QByteArray said = process.readAllStandardError();
    QCOMPARE(said.count('\n'), 1);
    QVERIFY(said.startsWith("tuneboard: "));
    QVERIFY2(QString::fromUtf8(said.chopped(1)).contains(QRegularExpression(u"\\A[^\\p{C}]+\\z"_s)),
             said.constData());
}

QTEST_GUILESS_MAIN(DemoServerTest)
#include "tst_demoserver.moc"
