// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/faultserver.h"

#include <QHostAddress>
#include <QSslConfiguration>
#include <QSslServer>
#include <QSslSocket>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>
#include <QtEndian>

#include <algorithm>
#include <array>
#include <limits>

namespace tuneboard {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype floodPart = qsizetype{64} * 1024;

quint32 crc32(const QByteArray &bytes)
{
    static const auto table = [] {
        std::array<quint32, 256> t{};
        for (quint32 i = 0; i < 256; ++i) {
            quint32 c = i;
            for (int k = 0; k < 8; ++k)
                c = (c & 1U) != 0 ? 0xEDB88320U ^ (c >> 1U) : c >> 1U;
            t[i] = c;
        }
        return t;
    }();
    quint32 crc = 0xFFFFFFFFU;
    for (const char byte : bytes)
        crc = table[(crc ^ quint8(byte)) & 0xFFU] ^ (crc >> 8U);
    return crc ^ 0xFFFFFFFFU;
}

QByteArray littleEndian(quint32 number)
{
    QByteArray bytes(4, '\0');
    qToLittleEndian(number, bytes.data());
    return bytes;
}

QByteArray reason(int status)
{
    static const QHash<int, QByteArray> reasons{{200, "OK"},
                                                {204, "No Content"},
                                                {302, "Found"},
                                                {401, "Unauthorized"},
                                                {404, "Not Found"},
                                                {429, "Too Many Requests"},
                                                {500, "Internal Server Error"}};
    return reasons.value(status, "Status");
}

} // namespace

QByteArray gzipped(const QByteArray &plain)
{
    // qCompress puts a length, a zlib header and a checksum around the same bytes. Of nothing it makes no
    // stream.
    const QByteArray zlib = qCompress(plain, 9);
    const QByteArray deflated = plain.isEmpty() ? QByteArray::fromHex("0300") : zlib.mid(6, zlib.size() - 10);
    return QByteArray::fromHex("1f8b0800000000000003") + deflated + littleEndian(crc32(plain)) +
           littleEndian(quint32(plain.size()));
}

FaultAnswer FaultAnswer::json(int status, QByteArray body)
{
    return text(status, "application/json", std::move(body));
}

FaultAnswer FaultAnswer::text(int status, QByteArray contentType, QByteArray body)
{
    FaultAnswer answer;
    answer.status = status;
    answer.body = std::move(body);
    if (!contentType.isEmpty())
        answer.headers.append({"Content-Type", std::move(contentType)});
    return answer;
}

FaultAnswer FaultAnswer::redirect(const QUrl &to, int status)
{
    return text(status, {}, {}).header("Location", to.toEncoded());
}

FaultAnswer FaultAnswer::gzip(const QByteArray &plain)
{
    return packed("gzip", gzipped(plain));
}

FaultAnswer FaultAnswer::packed(QByteArray encoding, QByteArray body)
{
    return json(200, std::move(body)).header("Content-Encoding", std::move(encoding));
}

FaultAnswer FaultAnswer::bodyFlood(qint64 size, int status)
{
    FaultAnswer answer = json(status, "{\"a\":\"").untilClose();
    answer.floodBody = size;
    return answer;
}

FaultAnswer FaultAnswer::headerFlood(qint64 size)
{
    FaultAnswer answer = json(200, "{}");
    answer.floodHeader = size;
    return answer;
}

FaultAnswer FaultAnswer::endless(QByteArray begin, QByteArray pattern)
{
    FaultAnswer answer = raw(std::move(begin));
    answer.floodBody = std::numeric_limits<qint64>::max();
    answer.floodPattern = std::move(pattern);
    return answer;
}

FaultAnswer FaultAnswer::headerFloodNeverEnding()
{
    return headerFlood(std::numeric_limits<qint64>::max());
}

FaultAnswer FaultAnswer::close()
{
    FaultAnswer answer;
    answer.mute = true;
    answer.end = End::Close;
    return answer;
}

FaultAnswer FaultAnswer::reset()
{
    FaultAnswer answer = close();
    answer.end = End::Reset;
    return answer;
}

FaultAnswer FaultAnswer::silence()
{
    FaultAnswer answer = close();
    answer.end = End::Stall;
    return answer;
}

FaultAnswer FaultAnswer::raw(QByteArray bytes)
{
    FaultAnswer answer;
    answer.body = std::move(bytes);
    answer.framing = Framing::Raw;
    answer.end = End::Close;
    return answer;
}

FaultAnswer FaultAnswer::header(QByteArray name, QByteArray value) &&
{
    headers.append({std::move(name), std::move(value)});
    return std::move(*this);
}

FaultAnswer FaultAnswer::after(int ms) &&
{
    delayMs = ms;
    return std::move(*this);
}

FaultAnswer FaultAnswer::drip(qsizetype bytes, int ms) &&
{
    partBytes = bytes;
    partMs = ms;
    return std::move(*this);
}

FaultAnswer FaultAnswer::cutAfter(qsizetype bytes) &&
{
    stopAfter = bytes;
    end = End::Close;
    return std::move(*this);
}

FaultAnswer FaultAnswer::resetAfter(qsizetype bytes) &&
{
    stopAfter = bytes;
    end = End::Reset;
    return std::move(*this);
}

FaultAnswer FaultAnswer::stallAfter(qsizetype bytes) &&
{
    stopAfter = bytes;
    end = End::Stall;
    return std::move(*this);
}

FaultAnswer FaultAnswer::untilClose() &&
{
    framing = Framing::UntilClose;
    if (end == End::KeepOpen)
        end = End::Close;
    return std::move(*this);
}

FaultAnswer FaultAnswer::chunked() &&
{
    framing = Framing::Chunked;
    return std::move(*this);
}

/// One connection: reads requests, gives each its answer before it reads the next.
class FaultServer::Peer final : public QObject
{
public:
    Peer(FaultServer &server, QTcpSocket *socket)
        : QObject(socket)
        , m_server(server)
        , m_socket(*socket)
    {
        m_timer.setSingleShot(true);
        connect(socket, &QTcpSocket::readyRead, this, &Peer::read);
        connect(socket, &QTcpSocket::bytesWritten, this, &Peer::flood);
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        connect(&m_timer, &QTimer::timeout, this, [this] { m_begun ? body() : begin(); });
        QMetaObject::invokeMethod(this, &Peer::read, Qt::QueuedConnection); // what came with the handshake
    }
    ~Peer() override { answered(); }

private:
    void read()
    {
        m_in += m_socket.readAll();
        if (m_busy)
            return;
        std::optional<FaultRequest> whole = takeRequest(m_in);
        if (!whole)
            return;
        FaultRequest request = std::move(*whole);
        request.atMs = m_server.m_clock.elapsed();

        m_busy = true;
        m_server.m_mostAtOnce = std::max(m_server.m_mostAtOnce, ++m_server.m_atOnce);
        m_server.m_requests.append(request);
        emit m_server.received(request);
        m_answer = m_server.answerTo(request);
        m_sent = 0;
        m_begun = false;
        if (m_answer.delayMs > 0)
            m_timer.start(m_answer.delayMs);
        else
            begin();
    }

    void begin()
    {
        m_begun = true;
        if (m_answer.mute)
            return finish();
        if (m_answer.framing != FaultAnswer::Framing::Raw) {
            m_socket.write("HTTP/1.1 " + QByteArray::number(m_answer.status) + ' ' + reason(m_answer.status) +
                           "\r\n");
            if (m_answer.floodHeader > 0) {
                m_socket.write("X-Flood: ");
                m_flooding = &m_answer.floodHeader;
                return flood();
            }
        }
        headers();
    }

    void headers()
    {
        if (m_answer.framing != FaultAnswer::Framing::Raw) {
            QByteArray head;
            for (const auto &[name, value] : std::as_const(m_answer.headers))
                head += name + ": " + value + "\r\n";
            if (m_answer.framing == FaultAnswer::Framing::Length && m_answer.status != 204)
                head += "Content-Length: " + QByteArray::number(m_answer.body.size()) + "\r\n";
            else if (m_answer.framing == FaultAnswer::Framing::UntilClose)
                head += "Connection: close\r\n";
            else if (m_answer.framing == FaultAnswer::Framing::Chunked)
                head += "Transfer-Encoding: chunked\r\n";
            m_socket.write(head + "\r\n");
        }
        body();
    }

    void body()
    {
        const qsizetype whole = m_answer.stopAfter < 0 ? m_answer.body.size()
                                                       : std::min(m_answer.stopAfter, m_answer.body.size());
        const bool chunked = m_answer.framing == FaultAnswer::Framing::Chunked;
        while (m_sent < whole) {
            const qsizetype wanted = m_answer.partBytes > 0 ? m_answer.partBytes : (chunked ? 1024 : whole);
            const QByteArray part = m_answer.body.sliced(m_sent, std::min(wanted, whole - m_sent));
            m_sent += part.size();
            m_socket.write(chunked ? QByteArray::number(part.size(), 16) + "\r\n" + part + "\r\n" : part);
            if (m_answer.partMs > 0 && m_sent < whole)
                return m_timer.start(m_answer.partMs);
        }
        if (chunked && m_answer.stopAfter < 0)
            m_socket.write("0\r\n\r\n");
        if (m_answer.floodBody > 0) {
            m_flooding = &m_answer.floodBody;
            return flood();
        }
        finish();
    }

    /// Sends as fast as it is taken, and holds no more than one part.
    void flood()
    {
        if (!m_flooding || m_socket.bytesToWrite() > floodPart)
            return;
        const qint64 size = std::min<qint64>(floodPart, *m_flooding);
        *m_flooding -= size;
        if (size > 0) {
            const QByteArray &pattern = m_answer.floodPattern;
            m_socket.write(pattern.isEmpty() ? QByteArray(size, ' ')
                                             : pattern.repeated(floodPart / pattern.size()));
            return;
        }
        const bool wasHeader = m_flooding == &m_answer.floodHeader;
        m_flooding = nullptr;
        if (!wasHeader)
            return finish();
        m_socket.write("\r\n");
        headers();
    }

    void finish()
    {
        switch (m_answer.end) {
        case FaultAnswer::End::Stall:
            return;
        case FaultAnswer::End::Close:
            answered();
            return m_socket.disconnectFromHost();
        case FaultAnswer::End::Reset:
            answered();
            if (m_socket.bytesToWrite() > 0) // what was promised goes out before the reset
                m_socket.flush();
            return closeByReset(m_socket);
        case FaultAnswer::End::KeepOpen:
            answered();
            read(); // the next request may be here already
        }
    }

    void answered()
    {
        if (std::exchange(m_busy, false))
            --m_server.m_atOnce;
    }

    FaultServer &m_server;
    QTcpSocket &m_socket;
    QByteArray m_in;
    bool m_busy = false;
    FaultAnswer m_answer;
    qsizetype m_sent = 0;
    qint64 *m_flooding = nullptr;
    bool m_begun = false; ///< whether the first byte of the answer is out
    QTimer m_timer;
};

FaultServer::FaultServer(QObject *parent)
    : QObject(parent)
    , m_server(std::make_unique<QTcpServer>())
{
    listen();
}

FaultServer::FaultServer(const QSslCertificate &certificate, const QSslKey &key, QObject *parent)
    : QObject(parent)
    , m_tls(true)
{
    auto server = std::make_unique<QSslServer>();
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setLocalCertificate(certificate);
    tls.setPrivateKey(key);
    tls.setPeerVerifyMode(QSslSocket::VerifyNone);
    // A client that offers HTTP/2 gets it, and then sends what no test here can read.
    tls.setAllowedNextProtocols({"h2", "http/1.1"});
    server->setSslConfiguration(tls);
    m_server = std::move(server);
    listen();
}

FaultServer::~FaultServer()
{
    // Connections are the server's children and count themselves out of this object.
    m_server.reset();
}

void FaultServer::listen()
{
    m_clock.start();
    connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this, &FaultServer::accept);
    if (!m_server->listen(QHostAddress::LocalHost))
        qFatal("FaultServer: no port on loopback");
}

void FaultServer::accept()
{
    while (QTcpSocket *socket = m_server->nextPendingConnection()) {
        ++m_connections;
        new Peer(*this, socket);
    }
}

QUrl FaultServer::url(const QString &path) const
{
    return QUrl(u"%1://127.0.0.1:%2%3"_s.arg(m_tls ? u"https"_s : u"http"_s).arg(port()).arg(path));
}

quint16 FaultServer::port() const
{
    return m_server->serverPort();
}

void FaultServer::add(FaultAnswer answer)
{
    m_script.append(std::move(answer));
}

void FaultServer::always(FaultAnswer answer)
{
    m_always = [answer = std::move(answer)](const FaultRequest &) {
        return answer;
    };
}

void FaultServer::always(Handler handler)
{
    m_always = std::move(handler);
}

void FaultServer::stopListening()
{
    m_server->close();
}

int FaultServer::openConnections() const
{
    return int(m_server->findChildren<QTcpSocket *>().size());
}

void FaultServer::dropConnections()
{
    const auto sockets = m_server->findChildren<QTcpSocket *>();
    for (QTcpSocket *socket : sockets)
        closeByReset(*socket);
}

FaultAnswer FaultServer::answerTo(const FaultRequest &request)
{
    if (!m_script.isEmpty())
        return m_script.takeFirst();
    if (m_always)
        return m_always(request);
    return FaultAnswer::text(501, "text/plain", "nothing is scripted for this request");
}

} // namespace tuneboard
