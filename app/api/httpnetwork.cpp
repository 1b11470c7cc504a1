// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/httpnetwork.h"

#include "app/api/httpreply.h"

#include <QSslSocket>

namespace tuneboard {

namespace {

constexpr qsizetype mostIdle = 6;
constexpr int idleMs = 30'000; // shorter than servers keep a connection

} // namespace

HttpNetwork::HttpNetwork(QObject *parent)
    : QNetworkAccessManager(parent)
{
    m_unused.setSingleShot(true);
    m_unused.setInterval(idleMs);
    connect(&m_unused, &QTimer::timeout, this, [this] {
        while (!m_idle.isEmpty())
            drop(m_idle.first());
    });
}

QSslSocket *HttpNetwork::takeIdle()
{
    while (!m_idle.isEmpty()) {
        QSslSocket *socket = m_idle.constLast();
        if (socket->state() == QAbstractSocket::ConnectedState && socket->bytesAvailable() == 0) {
            m_idle.removeLast();
            socket->disconnect(this);
            return socket;
        }
        drop(socket);
    }
    return nullptr;
}

void HttpNetwork::keepIdle(QSslSocket *socket)
{
    socket->setParent(this);
    m_idle.append(socket);
    connect(socket, &QAbstractSocket::disconnected, this, [this, socket] { drop(socket); });
    connect(socket, &QIODevice::readyRead, this, [this, socket] { drop(socket); }); // nothing was requested
    if (m_idle.size() > mostIdle)
        drop(m_idle.first());
    m_unused.start();
}

void HttpNetwork::drop(QSslSocket *socket)
{
    m_idle.removeOne(socket);
    socket->disconnect(this);
    socket->abort();
    socket->deleteLater();
}

QNetworkProxy HttpNetwork::proxyFor(const QUrl &url) const
{
    const QList<QNetworkProxy> proxies =
        proxyFactory() ? proxyFactory()->queryProxy(QNetworkProxyQuery(url)) : QList<QNetworkProxy>{proxy()};
    for (const QNetworkProxy &one : proxies) {
        if (one.type() == QNetworkProxy::NoProxy || (one.capabilities() & QNetworkProxy::TunnelingCapability))
            return one;
    }
    return QNetworkProxy(QNetworkProxy::NoProxy);
}

QNetworkReply *HttpNetwork::createRequest(Operation operation, const QNetworkRequest &request,
                                          QIODevice *outgoing)
{
    return new HttpReply(*this, operation, request, outgoing);
}

} // namespace tuneboard
