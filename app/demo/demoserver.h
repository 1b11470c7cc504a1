// SPDX-License-Identifier: GPL-3.0-or-later
// The built-in server: a believable account behind the same HTTP as the real one, on loopback only.
#pragma once

#include "app/demo/scenario.h"

#include <QObject>
#include <QUrl>

#include <functional>
#include <memory>

namespace tuneboard {

struct DemoServerOptions
{
    ScenarioOptions scenario;        // nowSecs 0: the clock's time at construction
    quint16 port = 0;                // 0: a free one
    QByteArray key;                  // empty: a random one
    std::function<qint64()> clockMs; // UTC milliseconds; empty: the real clock
    int silenceMs = 30'000;          // a connection that stays silent for so long is closed
};

// Lives in one thread with an event loop, like any QObject: create it there, or move it there before listen()
// and call listen() in that thread (QMetaObject::invokeMethod). Only baseUrl(), key(), requestCount() and
// failNext() may be called from other threads, baseUrl() once listen() has returned. `clockMs` is called in
// the server's thread.
class DemoServer : public QObject
{
    Q_OBJECT

public:
    explicit DemoServer(DemoServerOptions options, QObject *parent = nullptr);
    ~DemoServer() override;

    // False with a sentence in `error` if the port cannot be had. Call it once.
    bool listen(QString *error = nullptr);
    // http://127.0.0.1:PORT/v1, or invalid before listen().
    QUrl baseUrl() const;
    QByteArray key() const;
    // Requests answered so far, refused ones included.
    quint64 requestCount() const;

    // For tests: the next `times` requests are answered with `status` (400 to 599) and its documented body. A
    // 429 carries `retryAfter` (seconds, as text) in its header. A request can also ask for it by itself,
    // with the header `x-demo-status: 429`.
    void failNext(int status, int times = 1, const QByteArray &retryAfter = QByteArrayLiteral("1"));

    // The world that is served; only for the server's own thread.
    const Scenario &scenario() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace tuneboard
