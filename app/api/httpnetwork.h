// SPDX-License-Identifier: GPL-3.0-or-later
// Qt's way to make requests, with a reading of answers of our own.
#pragma once

#include <QList>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QTimer>
#include <QUrl>

class QSslSocket;

namespace tuneboard {

/// Qt 6 reads the head of an answer, the lines around chunks and the body of a 401 without any limit, on a
/// thread that then hears no abort and holds up the program's end. So replies for http and https are
/// HttpReply here: GET and POST over HTTP/1.1, on the thread of this object. Nothing is followed, stored,
/// authenticated or unpacked.
class HttpNetwork final : public QNetworkAccessManager
{
    Q_OBJECT
public:
    explicit HttpNetwork(QObject *parent = nullptr);

    /// An open and unused connection to the host of `url`, or null. The caller owns it.
    [[nodiscard]] QSslSocket *takeIdle(const QUrl &url);
    /// Keeps it for the next request to the host of `url`. Takes it over.
    void keepIdle(QSslSocket *socket, const QUrl &url);
    /// Closes all unused connections to the host of `url`: one of them has died without a word, and the
    /// others are probably dead too.
    void dropIdle(const QUrl &url);
    /// For how long an unused connection is kept; 30 s by default, which is shorter than servers keep it.
    void setIdleMs(int ms) { m_idleMs = ms; }
    /// The proxy that connections to this host go through; never a direct connection in place of a proxy
    /// that cannot carry one.
    [[nodiscard]] QNetworkProxy proxyFor(const QUrl &url) const;

protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &request,
                                 QIODevice *outgoing) override;

private:
    struct Idle
    {
        QSslSocket *socket; ///< owned
        QUrl host;          ///< scheme, host and port
        qint64 sinceMs;     ///< ms since 1970, UTC: the wall clock also counts while the machine sleeps
    };
    [[nodiscard]] qint64 restMs(const Idle &idle) const; ///< until it expires; 0: it has expired
    void dropExpired();
    void drop(QSslSocket *socket);

    int m_idleMs = 30'000;
    QList<Idle> m_idle; ///< the newest last
    QTimer m_unused;
};

} // namespace tuneboard
