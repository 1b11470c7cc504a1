// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/httpconnection.h"

#include <QTcpSocket>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace tuneboard::demo {

namespace {

// How much of a refused body is thrown away so that its client, which reads only after it has sent, sees the
// answer.
constexpr qint64 mostDiscarded = 1'048'576;

// Clients do not read it; people do.
QByteArray reasonPhrase(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 411:
        return "Length Required";
    case 413:
        return "Content Too Large";
    case 414:
        return "URI Too Long";
    case 417:
        return "Expectation Failed";
    case 421:
        return "Misdirected Request";
    case 429:
        return "Too Many Requests";
    case 431:
        return "Request Header Fields Too Large";
    case 500:
        return "Internal Server Error";
    case 503:
        return "Service Unavailable";
    case 505:
        return "HTTP Version Not Supported";
    default:
        return {};
    }
}

} // namespace

HttpConnection::HttpConnection(QTcpSocket *socket, HttpServer *server)
    : QObject(server)
    , m_server(server)
    , m_socket(socket)
    , m_sinceMs(server->nowMs())
{
    socket->setParent(this);
    socket->setReadBufferSize(HttpServer::readAhead);
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(socket, &QTcpSocket::readyRead, this, &HttpConnection::work);
    connect(socket, &QTcpSocket::bytesWritten, this, &HttpConnection::wrote);
    connect(socket, &QTcpSocket::disconnected, this, [this] {
        m_server->forget(this);
        deleteLater();
    });
}

void HttpConnection::abort()
{
    m_socket->abort();
}

void HttpConnection::work()
{
    if (m_state == State::Closing) {
        discard();
        return;
    }
    m_working = true;
    bool more = true;
    while (more && m_state != State::Closing && m_socket->bytesToWrite() < HttpServer::mostUnsent)
        more = m_state == State::Head ? readHead() : skipBody();
    m_working = false;
}

// The steps return false when they need more bytes.
bool HttpConnection::readHead()
{
    m_bytes += m_socket->read(HttpLimits::head - m_bytes.size());
    const auto scanned = m_scanner.scan(m_bytes);
    if (const auto *refusal = std::get_if<HttpRefusal>(&scanned)) {
        refuse(*refusal);
        return false;
    }
    const qsizetype size = std::get<qsizetype>(scanned);
    if (size == 0)
        return false;
    m_scanner = {};
    auto read = demo::readHead(QByteArrayView(m_bytes).first(size));
    m_bytes.remove(0, size);
    if (const auto *refusal = std::get_if<HttpRefusal>(&read)) {
        refuse(*refusal);
        return false;
    }
    return begin(std::get<HttpRequest>(std::move(read)));
}

// Everything that can be refused is refused before the body is read.
bool HttpConnection::begin(HttpRequest request)
{
    m_request = std::move(request);
    m_bodyLeft = m_request.bodyBytes;
    if (!isForLoopback(m_request)) {
        refuse({421, "This server answers only to localhost, 127.0.0.1 and [::1]."});
        return false;
    }
    if (!m_server->handlers().mayRead(m_request)) {
        const bool next = m_request.keepAlive && !m_request.hasBody();
        write(m_server->handlers().answer(m_request), next ? Then::NextRequest : Then::Linger);
        return next;
    }
    if (m_request.hasTransferEncoding) {
        refuse({411, "A body needs a Content-Length here."});
        return false;
    }
    if (m_bodyLeft > HttpLimits::body) {
        refuse({413, "The body is larger than " + QByteArray::number(HttpLimits::body) + " bytes."});
        return false;
    }
    const QByteArray expected = m_request.isHttp10 ? QByteArray() : m_request.header("expect").toLower();
    if (!expected.isEmpty() && expected != "100-continue") {
        refuse({417, "Only 100-continue can be expected."});
        return false;
    }
    if (!expected.isEmpty() && m_bodyLeft > m_bytes.size())
        m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
    m_sinceMs = m_server->nowMs();
    m_state = State::Body;
    return true;
}

bool HttpConnection::skipBody()
{
    const qint64 here = std::min<qint64>(m_bodyLeft, m_bytes.size());
    m_bytes.remove(0, here);
    m_bodyLeft -= here;
    while (m_bodyLeft > 0 && m_socket->bytesAvailable() > 0)
        m_bodyLeft -= std::max<qint64>(0, m_socket->skip(m_bodyLeft));
    if (m_bodyLeft > 0)
        return false;
    m_state = State::Head;
    const bool next = m_request.keepAlive;
    write(m_server->handlers().answer(m_request), next ? Then::NextRequest : Then::Close);
    return next;
}

void HttpConnection::refuse(const HttpRefusal &refusal)
{
    write(m_server->handlers().refuse(refusal), Then::Linger);
}

void HttpConnection::write(const HttpAnswer &answer, Then then)
{
    QByteArray bytes;
    bytes.reserve(1024 + answer.body.size());
    bytes += "HTTP/1.1 " + QByteArray::number(answer.status) + ' ' + reasonPhrase(answer.status) + "\r\n";
    for (const auto &[name, value] : answer.headers)
        bytes += name + ": " + value + "\r\n";
    bytes += "content-length: " + QByteArray::number(answer.body.size()) + "\r\n";
    if (then != Then::NextRequest)
        bytes += "connection: close\r\n";
    else if (m_request.isHttp10)
        bytes += "connection: keep-alive\r\n";
    bytes += "\r\n";
    if (m_request.method != "HEAD")
        bytes += answer.body;
    m_request = {};
    if (then != Then::NextRequest)
        m_state = State::Closing;
    m_socket->write(bytes);
    // At once: when the client has closed its direction, Qt closes the other one as soon as it sees that.
    m_socket->flush();
    if (then == Then::Close)
        m_socket->disconnectFromHost(); // once everything is written
    if (then == Then::Linger)
        discard();
}

void HttpConnection::wrote()
{
    m_sinceMs = m_server->nowMs();
    if (!m_working) // else flush() has called, and the loop continues by itself
        work();
}

// Throws away what a client still sends of a refused request, for some time: a connection that is closed with
// unread bytes is reset, and the client could lose the answer.
void HttpConnection::discard()
{
    m_bytes.clear();
    while (m_discarded < mostDiscarded && m_socket->bytesAvailable() > 0)
        m_discarded += std::max<qint64>(0, m_socket->skip(mostDiscarded - m_discarded));
    if (m_socket->bytesToWrite() == 0 && !std::exchange(m_lingers, true))
        QTimer::singleShot(m_server->options().lingerMs, m_socket, &QTcpSocket::disconnectFromHost);
}

} // namespace tuneboard::demo
