// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/httpconnector.h"

#include <QHostInfo>
#include <QSslSocket>

#include <algorithm>
#include <utility>

namespace tuneboard {

namespace {

constexpr qint64 socketBufferBytes = qint64{64} * 1024;

bool isTls(const QUrl &url)
{
    return url.scheme() == QLatin1StringView("https");
}

/// IPv6 and IPv4 in turn, beginning with the first one's family.
QList<QHostAddress> interleaved(const QList<QHostAddress> &addresses)
{
    QList<QHostAddress> first;
    QList<QHostAddress> second;
    for (const QHostAddress &address : addresses)
        (address.protocol() == addresses.first().protocol() ? first : second).append(address);
    QList<QHostAddress> mixed;
    for (qsizetype i = 0; i < std::max(first.size(), second.size()); ++i) {
        mixed += first.mid(i, 1);
        mixed += second.mid(i, 1);
    }
    return mixed;
}

} // namespace

HttpConnector::HttpConnector(const QUrl &url, const QNetworkProxy &proxy, const QSslConfiguration &tls,
                             QObject *parent)
    : QObject(parent)
    , m_url(url)
    , m_proxy(proxy)
    , m_tls(tls)
{
    m_stagger.setSingleShot(true);
    m_stagger.setInterval(staggerMs);
    connect(&m_stagger, &QTimer::timeout, this, &HttpConnector::tryNext);
}

HttpConnector::~HttpConnector()
{
    stop();
}

void HttpConnector::start()
{
    if (m_proxy.type() != QNetworkProxy::NoProxy)
        return open(m_url.host()); // the proxy looks it up
    if (const QHostAddress literal(m_url.host()); !literal.isNull())
        return open(m_url.host());
    m_lookUp = QHostInfo::lookupHost(m_url.host(), this, [this](const QHostInfo &info) {
        m_lookUp = -1;
        m_addresses = interleaved(info.addresses());
        if (m_addresses.isEmpty())
            emit failed(QAbstractSocket::HostNotFoundError, info.errorString());
        else
            tryNext();
    });
}

void HttpConnector::stop()
{
    m_stagger.stop();
    m_addresses.clear();
    if (m_lookUp >= 0)
        QHostInfo::abortHostLookup(std::exchange(m_lookUp, -1));
    while (!m_sockets.isEmpty())
        drop(m_sockets.first());
}

void HttpConnector::tryNext()
{
    if (m_addresses.isEmpty())
        return;
    const QHostAddress address = m_addresses.takeFirst();
    if (!m_addresses.isEmpty())
        m_stagger.start();
    open(address.toString());
}

void HttpConnector::open(const QString &host)
{
    auto *socket = new QSslSocket(this);
    m_sockets.append(socket);
    socket->setProxy(m_proxy);
    // Qt's SOCKS code drops what it holds when the server closes while this buffer is full.
    socket->setReadBufferSize(m_proxy.type() == QNetworkProxy::Socks5Proxy ? 0 : socketBufferBytes);
    if (isTls(m_url)) {
        socket->setSslConfiguration(m_tls);
        socket->setPeerVerifyName(m_url.host());
    }
    connect(socket, &QAbstractSocket::connected, this, [this, socket] { opened(socket); });
    connect(socket, &QAbstractSocket::errorOccurred, this, [this, socket] { socketFailed(socket); });
    connect(socket, &QSslSocket::sslErrors, this, [this, socket](const QList<QSslError> &errors) {
        emit sslErrors(errors, socket->sslConfiguration());
    });
    connect(socket, &QSslSocket::encrypted, this, [this, socket] {
        m_sockets.removeOne(socket);
        socket->disconnect(this);
        emit connected(socket);
    });
    socket->connectToHost(host, quint16(m_url.port(isTls(m_url) ? 443 : 80)));
}

/// The first one that is open; the others are not needed any more.
void HttpConnector::opened(QSslSocket *socket)
{
    m_winner = true;
    m_stagger.stop();
    m_addresses.clear();
    m_sockets.removeOne(socket);
    stop();
    m_sockets.append(socket);
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    socket->setSocketOption(QAbstractSocket::KeepAliveOption, 1);
    if (isTls(m_url))
        return socket->startClientEncryption();
    m_sockets.removeOne(socket);
    socket->disconnect(this);
    emit connected(socket);
}

void HttpConnector::socketFailed(QSslSocket *socket)
{
    const QAbstractSocket::SocketError error = socket->error();
    const QString words = socket->errorString();
    drop(socket);
    if (!m_winner && !m_addresses.isEmpty())
        return tryNext();
    if (m_sockets.isEmpty())
        emit failed(error, words);
}

void HttpConnector::drop(QSslSocket *socket)
{
    m_sockets.removeOne(socket);
    socket->disconnect(this);
    socket->setParent(nullptr);
    socket->abort();
    socket->deleteLater();
}

} // namespace tuneboard
