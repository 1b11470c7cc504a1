// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/demoserver.h"

#include "app/demo/demoapi.h"
#include "app/demo/demorandom.h"

#include <QAbstractHttpServer>
#include <QCoreApplication>
#include <QDateTime>
#include <QHostAddress>
#include <QHttpServerRequest>
#include <QHttpServerResponder>
#include <QMutex>
#include <QMutexLocker>
#include <QRandomGenerator>
#include <QTcpServer>
#include <QTcpSocket>

#include <atomic>

namespace tuneboard {
using namespace Qt::StringLiterals;

namespace {
QByteArray randomKey()
{
    QByteArray key = "sk-demo-";
    for (int i = 0; i < 4; ++i)
        key += demo::letters(QRandomGenerator::system()->generate64(), 10);
    return key;
}

struct Forced
{
    int status = 0;
    int times = 0;
    QByteArray retryAfter;
};
} // namespace

// The routes hold names with colons and take their methods from one place: simpler without QHttpServer's
// router.
class DemoListener : public QAbstractHttpServer
{
public:
    using Handler = std::function<void(const QHttpServerRequest &, QHttpServerResponder &&)>;
    explicit DemoListener(Handler handler)
        : m_handler(std::move(handler))
    {
    }

protected:
    bool handleRequest(const QHttpServerRequest &request, QTcpSocket *socket) override
    {
        m_handler(request, makeResponder(request, socket));
        return true;
    }
    void missingHandler(const QHttpServerRequest &, QTcpSocket *) override {}

private:
    Handler m_handler;
};

struct DemoServer::Private
{
    DemoServerOptions options;
    Scenario scenario;
    DemoApi api;
    DemoListener *listener = nullptr;
    quint16 port = 0;
    std::atomic<quint64> requests = 0;
    QMutex mutex;
    Forced forced;
    quint64 requestSalt;
    qint64 minute = 0;
    int inMinute = 0;

    explicit Private(DemoServerOptions given)
        : options(std::move(given))
        , scenario(options.scenario)
        , api(&scenario, options.key)
        , requestSalt(QRandomGenerator::system()->generate64())
    {
    }

    void handle(const QHttpServerRequest &request, QHttpServerResponder &&responder);
    DemoAnswer answer(const QHttpServerRequest &request, const QByteArray &requestId, qint64 nowMs);
    Forced takeForced(const QHttpServerRequest &request);
};

Forced DemoServer::Private::takeForced(const QHttpServerRequest &request)
{
    const int asked = request.value("x-demo-status").toInt();
    if (asked >= 400 && asked <= 599)
        return {asked, 1, "1"};
    const QMutexLocker lock(&mutex);
    if (forced.times <= 0)
        return {};
    --forced.times;
    return forced;
}

DemoAnswer DemoServer::Private::answer(const QHttpServerRequest &request, const QByteArray &requestId,
                                       qint64 nowMs)
{
    using Method = QHttpServerRequest::Method;
    const Forced now = takeForced(request);
    if (now.status != 0)
        return DemoApi::forced(now.status, requestId, now.retryAfter);
    const Method method = request.method();
    if (method != Method::Get && method != Method::Post) {
        DemoAnswer refused = DemoApi::forced(405, requestId, {});
        refused.headers = {{"allow", "GET, POST"}};
        return refused;
    }
    DemoRequest plain;
    plain.post = method == Method::Post;
    plain.path = request.url().path(QUrl::FullyDecoded);
    plain.query = request.query();
    plain.authorization = request.value("authorization");
    return api.answer(plain, nowMs);
}

void DemoServer::Private::handle(const QHttpServerRequest &request, QHttpServerResponder &&responder)
{
    const quint64 number = requests.fetch_add(1) + 1;
    const QByteArray requestId =
        "req_" + QByteArray::number(demo::mix(requestSalt, number * 2), 16).rightJustified(16, '0') +
        QByteArray::number(demo::mix(requestSalt, number * 2 + 1), 16).rightJustified(16, '0');
    const qint64 nowMs = options.clockMs();
    const DemoAnswer answer = this->answer(request, requestId, nowMs);
    if (minute != nowMs / 60'000) {
        minute = nowMs / 60'000;
        inMinute = 0;
    }
    constexpr int perMinute = 10'000;
    const int remaining = answer.status == 429 ? 0 : std::max(1, perMinute - ++inMinute);
    responder.writeStatusLine(static_cast<QHttpServerResponder::StatusCode>(answer.status));
    responder.writeHeader("content-type", answer.type);
    responder.writeHeader("content-length", QByteArray::number(answer.body.size()));
    responder.writeHeader("x-request-id", requestId);
    responder.writeHeader("openai-organization", scenario.organization());
    responder.writeHeader("openai-version", "2020-10-01");
    responder.writeHeader("x-ratelimit-limit-requests", QByteArray::number(perMinute));
    responder.writeHeader("x-ratelimit-remaining-requests", QByteArray::number(remaining));
    if (answer.status != 429)
        responder.writeHeader("x-ratelimit-reset-requests", "6ms");
    for (const auto &header : answer.headers)
        responder.writeHeader(header.first, header.second);
    responder.writeBody(answer.body);
}

DemoServer::DemoServer(DemoServerOptions options, QObject *parent)
    : QObject(parent)
{
    if (!options.clockMs)
        options.clockMs = [] {
            return QDateTime::currentMSecsSinceEpoch();
        };
    if (options.scenario.nowSecs == 0)
        options.scenario.nowSecs = options.clockMs() / 1000;
    if (options.key.isEmpty())
        options.key = randomKey();
    d = std::make_unique<Private>(std::move(options));
}

DemoServer::~DemoServer() = default;

bool DemoServer::listen(QString *error)
{
    d->listener =
        new DemoListener([this](const QHttpServerRequest &request, QHttpServerResponder &&responder) {
            d->handle(request, std::move(responder));
        });
    d->listener->setParent(this);
    auto *sockets = new QTcpServer(d->listener);
    if (!sockets->listen(QHostAddress::LocalHost, d->options.port)) {
        if (error != nullptr) {
            *error = QCoreApplication::translate("tuneboard::DemoServer", "Port %1 cannot be used: %2")
                         .arg(d->options.port)
                         .arg(sockets->errorString());
        }
        return false;
    }
    d->listener->bind(sockets);
    d->port = sockets->serverPort();
    return true;
}

QUrl DemoServer::baseUrl() const
{
    if (d->port == 0)
        return {};
    return QUrl(u"http://127.0.0.1:%1/v1"_s.arg(d->port));
}

QByteArray DemoServer::key() const
{
    return d->options.key;
}

quint64 DemoServer::requestCount() const
{
    return d->requests.load();
}

void DemoServer::failNext(int status, int times, const QByteArray &retryAfter)
{
    const QMutexLocker lock(&d->mutex);
    d->forced = {status, times, retryAfter};
}

const Scenario &DemoServer::scenario() const
{
    return d->scenario;
}

} // namespace tuneboard
