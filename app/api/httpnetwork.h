// SPDX-License-Identifier: GPL-3.0-or-later
// Qt's way to make requests, with a reading of answers of our own.
#pragma once

#include <QList>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QTimer>

class QSslSocket;

namespace tuneboard {

/// Qt 6 reads the head of an answer, the lines around chunks and the body of a 401 without any limit, on a
/// thread that then hears no abort and holds up the program's end. So replies for http and https are
/// HttpReply here: GET and POST over HTTP/1.1, on the thread of this object. Nothing is followed, stored,
/// authenticated or unpacked. All requests go to one host.
class HttpNetwork final : public QNetworkAccessManager
{
    Q_OBJECT
public:
    explicit HttpNetwork(QObject *parent = nullptr);

    /// A connection that is open and unused, or null. The caller owns it.
    [[nodiscard]] QSslSocket *takeIdle();
    /// Keeps it for the next request. Takes it over.
    void keepIdle(QSslSocket *socket);
    [[nodiscard]] QNetworkProxy proxyFor(const QUrl &url) const;

protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &request,
                                 QIODevice *outgoing) override;

private:
    void drop(QSslSocket *socket);

    QList<QSslSocket *> m_idle; ///< owned; the newest last
    QTimer m_unused;
};

} // namespace tuneboard
