// SPDX-License-Identifier: GPL-3.0-or-later
// Opens a connection to a host: one address after the other, through a proxy or not, with TLS or without.
#pragma once

#include <QAbstractSocket>
#include <QHostAddress>
#include <QList>
#include <QNetworkProxy>
#include <QObject>
#include <QPointer>
#include <QSslConfiguration>
#include <QSslError>
#include <QTimer>
#include <QUrl>

class QSslSocket;

namespace tuneboard {

/// One attempt to reach one host. The addresses of a host are tried in the order of the system, IPv6 and IPv4
/// in turn, and a silent one holds up the next for `staggerMs` only (RFC 8305). Ends with `connected` or
/// `failed`, once; nothing after `stop()`.
class HttpConnector final : public QObject
{
    Q_OBJECT
public:
    static constexpr int staggerMs = 300;

    HttpConnector(const QUrl &url, const QNetworkProxy &proxy, const QSslConfiguration &tls, QObject *parent);
    ~HttpConnector() override;

    void start();
    void stop();
    /// Whether a connection is open, and only TLS is missing.
    [[nodiscard]] bool isOpen() const { return m_winner; }

signals:
    /// The receiver owns the socket.
    void connected(QSslSocket *socket);
    void failed(QAbstractSocket::SocketError error, const QString &words);
    void sslErrors(const QList<QSslError> &errors, const QSslConfiguration &shown);

private:
    void tryNext();
    void open(const QString &host);
    void opened(QSslSocket *socket);
    void socketFailed(QSslSocket *socket);
    void drop(QSslSocket *socket);

    QUrl m_url;
    QNetworkProxy m_proxy;
    QSslConfiguration m_tls;
    int m_lookUp = -1;
    QList<QHostAddress> m_addresses; ///< not tried yet
    QList<QSslSocket *> m_sockets;   ///< owned
    bool m_winner = false;
    QTimer m_stagger;
};

} // namespace tuneboard
