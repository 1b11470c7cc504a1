// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/httpnetwork.h"

#include "app/api/httpreply.h"

#include <QDateTime>
#include <QSslSocket>

#include <algorithm>

namespace tuneboard {

namespace {

constexpr qsizetype mostIdle = 6;
constexpr int idleMs = 30'000; // shorter than servers keep a connection

QUrl hostOf(const QUrl &url)
{
    QUrl host;
    host.setScheme(url.scheme());
    host.setHost(url.host());
    host.setPort(url.port());
    return host;
}

} // namespace

HttpNetwork::HttpNetwork(QObject *parent)
    : QNetworkAccessManager(parent)
{
    m_unused.setSingleShot(true);
    m_unused.setInterval(idleMs);
    connect(&m_unused, &QTimer::timeout, this, [this] {
        while (!m_idle.isEmpty())
            drop(m_idle.first().socket);
    });
}

QSslSocket *HttpNetwork::takeIdle(const QUrl &url)
{
    const QUrl host = hostOf(url);
    for (qsizetype i = m_idle.size() - 1; i >= 0; --i) {
        const Idle idle = m_idle.at(i);
        if (idle.host != host)
            continue;
        const qint64 ageMs = QDateTime::currentMSecsSinceEpoch() - idle.sinceMs;
        if (idle.socket->state() == QAbstractSocket::ConnectedState && idle.socket->bytesAvailable() == 0 &&
            ageMs >= 0 && ageMs < idleMs) {
            m_idle.removeAt(i);
            idle.socket->disconnect(this);
            return idle.socket;
        }
        drop(idle.socket);
    }
    return nullptr;
}

void HttpNetwork::keepIdle(QSslSocket *socket, const QUrl &url)
{
    socket->setParent(this);
    m_idle.append({socket, hostOf(url), QDateTime::currentMSecsSinceEpoch()});
    connect(socket, &QAbstractSocket::disconnected, this, [this, socket] { drop(socket); });
    connect(socket, &QAbstractSocket::errorOccurred, this, [this, socket] { drop(socket); });
    connect(socket, &QIODevice::readyRead, this, [this, socket] { drop(socket); }); // nothing was requested
    if (m_idle.size() > mostIdle)
        drop(m_idle.first().socket);
    m_unused.start();
}

void HttpNetwork::drop(QSslSocket *socket)
{
    m_idle.removeIf([socket](const Idle &idle) { return idle.socket == socket; });
    socket->disconnect(this);
    socket->setParent(nullptr);
    socket->abort();
    socket->deleteLater();
}

QNetworkProxy HttpNetwork::proxyFor(const QUrl &url) const
{
    const QList<QNetworkProxy> proxies =
        proxyFactory() ? proxyFactory()->queryProxy(QNetworkProxyQuery(url)) : QList<QNetworkProxy>{proxy()};
    const auto usable = std::find_if(proxies.begin(), proxies.end(), [](const QNetworkProxy &one) {
        return one.type() == QNetworkProxy::NoProxy ||
               (one.capabilities() & QNetworkProxy::TunnelingCapability);
    });
    if (usable != proxies.end())
        return *usable;
    return proxies.value(0, QNetworkProxy(QNetworkProxy::NoProxy));
}

QNetworkReply *HttpNetwork::createRequest(Operation operation, const QNetworkRequest &request,
                                          QIODevice *outgoing)
{
    return new HttpReply(*this, operation, request, outgoing);
}

} // namespace tuneboard
