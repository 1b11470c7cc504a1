// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/httpnetwork.h"

#include "app/api/httpreply.h"

#include <QDateTime>
#include <QSslSocket>

#include <algorithm>

namespace tuneboard {

namespace {

constexpr qsizetype mostIdle = 6;

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
    connect(&m_unused, &QTimer::timeout, this, &HttpNetwork::dropExpired);
}

QSslSocket *HttpNetwork::takeIdle(const QUrl &url)
{
    const QUrl host = hostOf(url);
    for (qsizetype i = m_idle.size() - 1; i >= 0; --i) {
        const Idle idle = m_idle.at(i);
        if (idle.host != host)
            continue;
        if (idle.socket->state() == QAbstractSocket::ConnectedState && idle.socket->bytesAvailable() == 0 &&
            restMs(idle) > 0) {
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
    if (!m_unused.isActive())
        m_unused.start(m_idleMs);
}

void HttpNetwork::dropIdle(const QUrl &url)
{
    const QUrl host = hostOf(url);
    const QList<Idle> all = m_idle;
    for (const Idle &idle : all) {
        if (idle.host == host)
            drop(idle.socket);
    }
}

qint64 HttpNetwork::restMs(const Idle &idle) const
{
    const qint64 ageMs = QDateTime::currentMSecsSinceEpoch() - idle.sinceMs;
    return ageMs < 0 ? 0 : std::max<qint64>(0, m_idleMs - ageMs); // < 0: the clock was set back
}

void HttpNetwork::dropExpired()
{
    const QList<Idle> all = m_idle;
    qint64 nextMs = m_idleMs;
    for (const Idle &idle : all) {
        const qint64 rest = restMs(idle);
        if (rest <= 0)
            drop(idle.socket);
        else
            nextMs = std::min(nextMs, rest);
    }
    if (!m_idle.isEmpty())
        m_unused.start(int(nextMs));
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
