// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/httpreply.h"

#include "app/api/httpconnector.h"
#include "app/api/httpnetwork.h"

#include <QCoreApplication>
#include <QSslSocket>

#include <algorithm>
#include <cstring>
#include <utility>

namespace tuneboard {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 partBytes = qint64{64} * 1024; // read in one turn of the event loop

QNetworkReply::NetworkError errorOf(QAbstractSocket::SocketError error)
{
    switch (error) {
    case QAbstractSocket::ConnectionRefusedError:
        return QNetworkReply::ConnectionRefusedError;
    case QAbstractSocket::RemoteHostClosedError:
        return QNetworkReply::RemoteHostClosedError;
    case QAbstractSocket::HostNotFoundError:
        return QNetworkReply::HostNotFoundError;
    case QAbstractSocket::SocketTimeoutError:
        return QNetworkReply::TimeoutError;
    case QAbstractSocket::SslHandshakeFailedError:
    case QAbstractSocket::SslInternalError:
    case QAbstractSocket::SslInvalidUserDataError:
        return QNetworkReply::SslHandshakeFailedError;
    case QAbstractSocket::ProxyAuthenticationRequiredError:
        return QNetworkReply::ProxyAuthenticationRequiredError;
    case QAbstractSocket::ProxyConnectionRefusedError:
        return QNetworkReply::ProxyConnectionRefusedError;
    case QAbstractSocket::ProxyConnectionClosedError:
        return QNetworkReply::ProxyConnectionClosedError;
    case QAbstractSocket::ProxyConnectionTimeoutError:
        return QNetworkReply::ProxyTimeoutError;
    case QAbstractSocket::ProxyNotFoundError:
        return QNetworkReply::ProxyNotFoundError;
    default: // whatever else a system says
        return QNetworkReply::UnknownNetworkError;
    }
}

} // namespace

HttpReply::HttpReply(HttpNetwork &network, QNetworkAccessManager::Operation operation,
                     const QNetworkRequest &request, QIODevice *outgoing)
    : QNetworkReply(&network)
    , m_network(network)
    , m_outgoing(operation == QNetworkAccessManager::PostOperation ? outgoing : nullptr)
{
    setOperation(operation);
    setRequest(request);
    setUrl(request.url());
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    m_pump.setSingleShot(true);
    connect(&m_pump, &QTimer::timeout, this, &HttpReply::pump);
    start();
}

HttpReply::~HttpReply()
{
    dropConnection();
}

HttpReply::Phase HttpReply::phase() const
{
    if (m_headShown)
        return Phase::Body;
    if (m_socket)
        return m_answer.headBytes() > 0 ? Phase::Head : Phase::Waiting;
    return m_connector && m_connector->isOpen() ? Phase::Securing : Phase::Connecting;
}

void HttpReply::start()
{
    // A POST is sent once: on a connection that the server cannot have closed meanwhile.
    if (QSslSocket *idle = m_outgoing ? nullptr : m_network.takeIdle(url())) {
        m_reused = true;
        m_shownTls = idle->sslConfiguration();
        use(idle);
    } else {
        dial();
    }
}

void HttpReply::dial()
{
    m_reused = false;
    m_closed.reset();
    m_connector = new HttpConnector(url(), m_network.proxyFor(url()), request().sslConfiguration(), this);
    connect(m_connector, &HttpConnector::sslErrors, this,
            [this](const QList<QSslError> &errors, const QSslConfiguration &shown) {
                m_shownTls = shown;
                emit QNetworkReply::sslErrors(errors);
            });
    connect(
        m_connector, &HttpConnector::failed, this,
        [this](QAbstractSocket::SocketError error, const QString &words) { fail(errorOf(error), words); },
        Qt::QueuedConnection); // not inside the function that makes the request
    connect(m_connector, &HttpConnector::connected, this, [this](QSslSocket *socket) {
        std::exchange(m_connector, nullptr)->deleteLater();
        m_shownTls = socket->sslConfiguration();
        use(socket);
    });
    emit socketStartedConnecting();
    m_connector->start();
}

/// Sends the request.
void HttpReply::use(QSslSocket *socket)
{
    m_socket = socket;
    socket->setParent(this);
    connect(socket, &QIODevice::readyRead, this, &HttpReply::pump);
    connect(
        socket, &QAbstractSocket::errorOccurred, this,
        [this, socket](QAbstractSocket::SocketError error) {
            if (socket == m_socket)
                closed(error, socket->errorString());
        },
        Qt::QueuedConnection);
    const QByteArray body = m_outgoing ? m_outgoing->readAll() : QByteArray();
    socket->write(head(body) + body);
    socket->flush(); // now, and not after whatever else the event loop has to do
    QMetaObject::invokeMethod(this, &QNetworkReply::requestSent, Qt::QueuedConnection);
}

QByteArray HttpReply::head(const QByteArray &body) const
{
    const QUrl to = url();
    QByteArray target = to.path(QUrl::FullyEncoded).toLatin1();
    if (target.isEmpty())
        target = "/";
    if (to.hasQuery())
        target += '?' + to.query(QUrl::FullyEncoded).toLatin1();
    QByteArray host = to.host(QUrl::FullyEncoded).toLatin1();
    if (host.contains(':'))
        host = '[' + host + ']';
    if (to.port() > 0)
        host += ':' + QByteArray::number(to.port());

    QByteArray head = (m_outgoing ? "POST " : "GET ") + target + " HTTP/1.1\r\nHost: " + host + "\r\n";
    for (const QByteArray &name : request().rawHeaderList()) {
        if (name.compare("content-length", Qt::CaseInsensitive) != 0)
            head += name + ": " + request().rawHeader(name) + "\r\n";
    }
    if (m_outgoing)
        head += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    return head + "Connection: keep-alive\r\n\r\n";
}

/// One turn of reading from the connection.
void HttpReply::pump()
{
    if (!m_socket || isFinished() || m_pump.isActive())
        return;
    const QPointer<HttpReply> self(this);
    readPart();
    if (!self || !m_socket || isFinished())
        return;
    const bool full = readBufferSize() > 0 && bytesAvailable() >= readBufferSize();
    if (full)
        return; // until somebody has read
    if (m_socket->bytesAvailable() > 0)
        m_pump.start(0);
    else if (m_closed)
        closed(*m_closed, m_socket->errorString());
}

void HttpReply::readPart()
{
    const qint64 room = readBufferSize() > 0 ? readBufferSize() - bytesAvailable() : partBytes;
    const qint64 size = std::min({room, partBytes, m_socket->bytesAvailable()});
    if (size <= 0)
        return;
    const QByteArray part = m_socket->read(size);
    if (m_bodyRead > 0)
        m_body.remove(0, std::exchange(m_bodyRead, 0));
    const qsizetype before = m_body.size();
    const qsizetype taken = m_answer.add(part, m_body);
    if (m_answer.state() == HttpAnswer::State::Failed)
        return fail(ProtocolFailure, m_answer.problem());
    if (!m_headShown && m_answer.status() > 0) {
        headCame();
        if (isFinished())
            return;
    }
    const bool more = m_body.size() > before;
    if (m_answer.state() == HttpAnswer::State::Done) {
        const bool isUnsent = m_socket->bytesToWrite() > 0 || m_socket->encryptedBytesToWrite() > 0;
        if (!m_answer.keepsConnection() || taken < part.size() || m_socket->bytesAvailable() > 0 || isUnsent)
            dropConnection();
        return answered();
    }
    if (more)
        emit readyRead();
}

void HttpReply::closed(QAbstractSocket::SocketError error, const QString &words)
{
    if (!m_socket || isFinished())
        return;
    if (m_socket->bytesAvailable() > 0) { // what came before the end
        m_closed = error;
        return pump();
    }
    if (m_reused && !m_outgoing && m_answer.headBytes() == 0) {
        dropConnection(); // it was closed while it was unused
        m_network.dropIdle(url());
        return dial();
    }
    if (error == QAbstractSocket::RemoteHostClosedError)
        m_answer.close();
    if (m_answer.state() == HttpAnswer::State::Done) {
        dropConnection();
        return answered();
    }
    // The handshake was over long ago: this says nothing about the certificate.
    const NetworkError fault = errorOf(error);
    fail(fault == SslHandshakeFailedError ? UnknownNetworkError : fault, words);
}

void HttpReply::headCame()
{
    m_headShown = true;
    setAttribute(QNetworkRequest::HttpStatusCodeAttribute, m_answer.status());
    setAttribute(QNetworkRequest::HttpReasonPhraseAttribute, QString::fromLatin1(m_answer.reason()));
    for (const auto &[name, value] : m_answer.headers())
        setRawHeader(name, value);
    emit metaDataChanged();
}

void HttpReply::answered()
{
    if (m_socket) {
        QSslSocket *socket = m_socket;
        m_socket = nullptr;
        socket->disconnect(this);
        m_network.keepIdle(socket, url());
    }
    finish();
}

void HttpReply::fail(NetworkError error, const QString &words)
{
    if (isFinished())
        return;
    dropConnection();
    setError(error, words);
    finish();
}

void HttpReply::finish()
{
    m_pump.stop();
    setFinished(true);
    emit finished();
}

void HttpReply::noteSilence()
{
    if (m_reused && m_answer.headBytes() == 0)
        m_network.dropIdle(url());
}

void HttpReply::abort()
{
    if (isFinished())
        return;
    fail(OperationCanceledError, tr("The request was cancelled"));
}

void HttpReply::dropConnection()
{
    m_pump.stop();
    if (m_connector) {
        m_connector->disconnect(this);
        m_connector->stop();
        std::exchange(m_connector, nullptr)->deleteLater();
    }
    if (QSslSocket *socket = m_socket) {
        m_socket = nullptr;
        socket->disconnect(this);
        socket->setParent(nullptr); // it may be in the middle of a signal while this object goes
        socket->abort();
        socket->deleteLater();
    }
}

qint64 HttpReply::bytesAvailable() const
{
    return m_body.size() - m_bodyRead + QNetworkReply::bytesAvailable();
}

qint64 HttpReply::readData(char *data, qint64 maxSize)
{
    const auto size = std::min<qint64>(maxSize, m_body.size() - m_bodyRead);
    if (size <= 0)
        return isFinished() ? -1 : 0;
    std::memcpy(data, m_body.constData() + m_bodyRead, std::size_t(size));
    m_bodyRead += qsizetype(size);
    if (m_socket && !m_pump.isActive())
        m_pump.start(0); // there is room again
    return size;
}

void HttpReply::sslConfigurationImplementation(QSslConfiguration &configuration) const
{
    configuration = m_shownTls;
}

} // namespace tuneboard
