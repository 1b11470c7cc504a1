// SPDX-License-Identifier: GPL-3.0-or-later
// A small HTTP/1.1 server on loopback: connections, their limits and deadlines. It does not know what is
// served.
#pragma once

#include "app/demo/httprequest.h"

#include <QObject>
#include <QTcpServer>
#include <QTimer>

#include <functional>

namespace tuneboard::demo {

class HttpConnection;

struct HttpAnswer
{
    int status = 200;
    QList<std::pair<QByteArray, QByteArray>> headers; // without content-length and connection
    QByteArray body;
};

struct HttpHandlers
{
    // Whether the request's body may be read. If not, answer() is called at once, before any of the body was
    // read.
    std::function<bool(const HttpRequest &)> mayRead;
    // Called once the body has arrived. The body itself is thrown away: no answer of the demo depends on it.
    std::function<HttpAnswer(const HttpRequest &)> answer;
    // The answer to a request that is not valid HTTP, too large, or for another host.
    std::function<HttpAnswer(const HttpRefusal &)> refuse;
};

struct HttpOptions
{
    // A connection is closed after this time without a whole head, without a whole body, or without the
    // client taking anything of an answer.
    int silenceMs = 30'000;
    int mostConnections = 100;
    int lingerMs = 1000; // after a refusal, for a client that is still sending; then the connection is closed
    std::function<qint64()> monotonicMs; // for tests; empty: the system's clock
};

// Lives in one thread with an event loop; the handlers are called in it.
class HttpServer : public QObject
{
    Q_OBJECT

public:
    // A client that does not read its answers gets no more of them once so many bytes wait for it.
    static constexpr qint64 mostUnsent = 1'048'576;
    // Bytes that Qt reads ahead on one connection.
    static constexpr qint64 readAhead = 65'536;

    explicit HttpServer(HttpHandlers handlers, HttpOptions options = {}, QObject *parent = nullptr);
    ~HttpServer() override;

    // On 127.0.0.1 only; port 0 takes a free one. False with Qt's text in `error` if it cannot be had.
    bool listen(quint16 port, QString *error);
    quint16 port() const;
    int connectionCount() const { return int(m_connections.size()); }
    // Closes the connections whose time is over. Called about once a second while there are any.
    void closeSilent();

    // For connections.
    const HttpHandlers &handlers() const { return m_handlers; }
    const HttpOptions &options() const { return m_options; }
    qint64 nowMs() const { return m_options.monotonicMs(); }
    void forget(HttpConnection *connection);

private:
    void accept();
    void makeRoom();

    HttpHandlers m_handlers;
    HttpOptions m_options;
    QTcpServer m_sockets;
    QTimer m_sweep;
    QList<HttpConnection *> m_connections;
};

} // namespace tuneboard::demo
