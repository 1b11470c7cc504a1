// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/httpserver.h"

#include "app/demo/httpconnection.h"

#include <QElapsedTimer>
#include <QHostAddress>
#include <QTcpSocket>

#include <algorithm>

namespace tuneboard::demo {

HttpServer::HttpServer(HttpHandlers handlers, HttpOptions options, QObject *parent)
    : QObject(parent)
    , m_handlers(std::move(handlers))
    , m_options(std::move(options))
    , m_sockets(this)
    , m_sweep(this)
{
    if (!m_options.monotonicMs) {
        QElapsedTimer clock;
        clock.start();
        m_options.monotonicMs = [clock] {
            return clock.elapsed();
        };
    }
    m_sweep.setInterval(std::clamp(m_options.silenceMs / 10, 10, 1000));
    connect(&m_sweep, &QTimer::timeout, this, &HttpServer::closeSilent);
    connect(&m_sockets, &QTcpServer::newConnection, this, &HttpServer::accept);
}

HttpServer::~HttpServer() = default;

bool HttpServer::listen(quint16 port, QString *error)
{
    if (m_sockets.listen(QHostAddress::LocalHost, port))
        return true;
    *error = m_sockets.errorString();
    return false;
}

quint16 HttpServer::port() const
{
    return m_sockets.serverPort();
}

void HttpServer::accept()
{
    while (QTcpSocket *socket = m_sockets.nextPendingConnection()) {
        makeRoom();
        m_connections.append(new HttpConnection(socket, this));
        if (!m_sweep.isActive())
            m_sweep.start();
    }
}

// The connection that has been silent for longest leaves: a client that asks again finds a new one.
void HttpServer::makeRoom()
{
    if (m_connections.size() < m_options.mostConnections)
        return;
    const auto longest = std::min_element(
        m_connections.cbegin(), m_connections.cend(),
        [](const auto *one, const auto *other) { return one->sinceMs() < other->sinceMs(); });
    (*longest)->abort();
}

void HttpServer::closeSilent()
{
    const qint64 latest = nowMs() - m_options.silenceMs;
    // A copy: each one that is closed leaves the list.
    for (HttpConnection *connection : QList<HttpConnection *>(m_connections)) {
        if (connection->sinceMs() <= latest)
            connection->abort();
    }
}

void HttpServer::forget(HttpConnection *connection)
{
    m_connections.removeOne(connection);
    if (m_connections.isEmpty())
        m_sweep.stop();
}

} // namespace tuneboard::demo
