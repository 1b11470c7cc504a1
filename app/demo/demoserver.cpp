// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/demoserver.h"

#include "app/demo/demoapi.h"
#include "app/demo/demoquery.h"
#include "app/demo/demorandom.h"
#include "app/demo/httpserver.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QMutex>
#include <QMutexLocker>
#include <QRandomGenerator>

#include <atomic>

namespace tuneboard {
using namespace Qt::StringLiterals;
using demo::HttpAnswer;
using demo::HttpRefusal;
using demo::HttpRequest;

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

struct DemoServer::Private
{
    DemoServerOptions options;
    Scenario scenario;
    DemoApi api;
    demo::HttpServer *http = nullptr;
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

    // Numbers the request, makes its id and wraps what `make` answers to (id, time in ms).
    HttpAnswer wrapped(const std::function<DemoAnswer(const QByteArray &, qint64)> &make);
    DemoAnswer answer(const HttpRequest &request, const QByteArray &requestId, qint64 nowMs);
    Forced takeForced(const HttpRequest &request);
};

Forced DemoServer::Private::takeForced(const HttpRequest &request)
{
    const int asked = request.header("x-demo-status").toInt();
    if (asked >= 400 && asked <= 599)
        return {asked, 1, "1"};
    const QMutexLocker lock(&mutex);
    if (forced.times <= 0)
        return {};
    --forced.times;
    return forced;
}

DemoAnswer DemoServer::Private::answer(const HttpRequest &request, const QByteArray &requestId, qint64 nowMs)
{
    const Forced now = takeForced(request);
    if (now.status != 0)
        return DemoApi::forced(now.status, requestId, now.retryAfter);
    if (request.method != "GET" && request.method != "POST") {
        DemoAnswer refused = DemoApi::forced(405, requestId, {});
        refused.headers = {{"allow", "GET, POST"}};
        return refused;
    }
    QUrl url;
    url.setPath(QString::fromLatin1(request.path), QUrl::TolerantMode);
    url.setQuery(QString::fromLatin1(request.query));
    DemoRequest plain;
    plain.post = request.method == "POST";
    plain.path = url.path(QUrl::FullyDecoded);
    plain.query = QUrlQuery(url);
    plain.authorization = request.header("authorization");
    return api.answer(plain, nowMs);
}

HttpAnswer DemoServer::Private::wrapped(const std::function<DemoAnswer(const QByteArray &, qint64)> &make)
{
    const quint64 number = requests.fetch_add(1) + 1;
    const QByteArray requestId =
        "req_" + QByteArray::number(demo::mix(requestSalt, number * 2), 16).rightJustified(16, '0') +
        QByteArray::number(demo::mix(requestSalt, number * 2 + 1), 16).rightJustified(16, '0');
    const qint64 nowMs = options.clockMs();
    DemoAnswer answer = make(requestId, nowMs);
    if (minute != nowMs / 60'000) {
        minute = nowMs / 60'000;
        inMinute = 0;
    }
    constexpr int perMinute = 10'000;
    const int remaining = answer.status == 429 ? 0 : std::max(1, perMinute - ++inMinute);
    HttpAnswer reply;
    reply.status = answer.status;
    reply.headers = {
        {"content-type", answer.type},
        {"x-request-id", requestId},
        {"openai-organization", scenario.organization()},
        {"openai-version", "2020-10-01"},
        {"x-ratelimit-limit-requests", QByteArray::number(perMinute)},
        {"x-ratelimit-remaining-requests", QByteArray::number(remaining)},
    };
    if (answer.status != 429)
        reply.headers.emplaceBack("x-ratelimit-reset-requests", "6ms");
    reply.headers += answer.headers;
    reply.body = std::move(answer.body);
    return reply;
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
    demo::HttpHandlers handlers;
    handlers.mayRead = [this](const HttpRequest &request) {
        return d->api.hasKey(request.header("authorization"));
    };
    handlers.answer = [this](const HttpRequest &request) {
        return d->wrapped(
            [&](const QByteArray &requestId, qint64 nowMs) { return d->answer(request, requestId, nowMs); });
    };
    handlers.refuse = [this](const HttpRefusal &refusal) {
        return d->wrapped(
            [&](const QByteArray &, qint64) { return demo::failed(refusal.status, refusal.reason); });
    };
    demo::HttpOptions httpOptions;
    httpOptions.silenceMs = d->options.silenceMs;
    d->http = new demo::HttpServer(std::move(handlers), httpOptions, this);
    QString problem;
    if (!d->http->listen(d->options.port, &problem)) {
        if (error != nullptr) {
            *error = QCoreApplication::translate("tuneboard::DemoServer", "Port %1 cannot be used: %2")
                         .arg(d->options.port)
                         .arg(problem);
        }
        return false;
    }
    d->port = d->http->port();
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
