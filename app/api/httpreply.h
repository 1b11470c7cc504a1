// SPDX-License-Identifier: GPL-3.0-or-later
// One request over one connection, and its answer as it arrives.
#pragma once

#include "app/api/httpanswer.h"

#include <QAbstractSocket>
#include <QByteArray>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QPointer>
#include <QSslConfiguration>
#include <QTimer>

#include <optional>

class QSslSocket;

namespace tuneboard {

class HttpConnector;
class HttpNetwork;

/// Made by HttpNetwork. Errors besides those of the connection: ProtocolFailure for an answer that breaks a
/// rule of HttpAnswer; its words say which. At most `readBufferSize()` bytes of the body wait here to be
/// read, the rest waits in the server.
class HttpReply final : public QNetworkReply
{
    Q_OBJECT
public:
    HttpReply(HttpNetwork &network, QNetworkAccessManager::Operation operation,
              const QNetworkRequest &request, QIODevice *outgoing);
    ~HttpReply() override;

    /// How far it has come.
    enum class Phase { Connecting, Securing, Waiting, Head, Body };
    [[nodiscard]] Phase phase() const;

    /// No answer came in time. If the connection had been kept from an earlier request, it may have died
    /// without a word: the other kept ones to its host are not used any more.
    void noteSilence();
    void abort() override;
    [[nodiscard]] bool isSequential() const override { return true; }
    [[nodiscard]] qint64 bytesAvailable() const override;

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    void sslConfigurationImplementation(QSslConfiguration &configuration) const override;

private:
    void start();
    void dial();
    void use(QSslSocket *socket);
    [[nodiscard]] QByteArray head(const QByteArray &body) const;
    void pump();
    void readPart();
    void closed(QAbstractSocket::SocketError error, const QString &words);
    void headCame();
    void answered();
    void fail(NetworkError error, const QString &words);
    void finish();
    void dropConnection();

    HttpNetwork &m_network;
    QIODevice *m_outgoing; ///< borrowed; null for GET
    HttpConnector *m_connector = nullptr;
    QPointer<QSslSocket> m_socket; ///< owned while it is used
    QSslConfiguration m_shownTls;
    HttpAnswer m_answer;
    QByteArray m_body;        ///< not read yet
    qsizetype m_bodyRead = 0; ///< of its front
    QTimer m_pump;
    bool m_reused = false;                                ///< whether the connection has served before
    std::optional<QAbstractSocket::SocketError> m_closed; ///< how the connection ended
    bool m_headShown = false;
};

} // namespace tuneboard
