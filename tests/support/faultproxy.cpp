// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/faultproxy.h"

#include <QHostAddress>
#include <QTcpSocket>

#include <algorithm>

namespace tuneboard {

using namespace Qt::StringLiterals;

namespace {

constexpr int kRationMs = 20;
constexpr int kLongestHoldMs = 200; // for an answer that waits to be overtaken, where nothing comes behind it

/// Where the first whole answer ends; -1: it is not whole yet.
qsizetype endOfAnswer(const QByteArray &bytes)
{
    const qsizetype head = bytes.indexOf("\r\n\r\n");
    if (head < 0)
        return -1;
    qsizetype length = 0;
    for (const QByteArray &line : bytes.first(head).split('\n')) {
        if (line.toLower().startsWith("content-length:"))
            length = line.mid(line.indexOf(':') + 1).trimmed().toLongLong();
    }
    return bytes.size() >= head + 4 + length ? head + 4 + length : -1;
}

} // namespace

/// One connection of the client, and the one to the server that belongs to it.
class FaultProxy::Line final : public QObject
{
public:
    Line(FaultProxy &proxy, QTcpSocket *client)
        : QObject(client)
        , m_proxy(proxy)
        , m_client(*client)
    {
        m_proxy.m_lines.push_back(this);
        m_wait.setSingleShot(true);
        connect(&m_wait, &QTimer::timeout, this, &Line::go);
        connect(client, &QTcpSocket::readyRead, this, &Line::read);
        connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
        connect(&m_server, &QTcpSocket::readyRead, this, &Line::readServer);
    }
    ~Line() override
    {
        std::erase(m_proxy.m_lines, this);
        std::erase(m_proxy.m_open, m_number);
        m_server.disconnect(this);
    }

    void reset()
    {
        m_wait.stop();
        m_isHeld = m_isSending = false;
        m_server.disconnect(this);
        m_server.abort();
        closeByReset(m_client);
    }
    [[nodiscard]] bool isSending() const { return m_isSending; }
    [[nodiscard]] bool isHeldSince(qint64 number) const { return m_isHeld && m_number < number; }
    /// Sends what may be sent of the answer.
    void send(qint64 bytes)
    {
        const qsizetype end = m_isCut ? m_answer.size() / 2 : m_answer.size();
        const qsizetype part = std::min<qsizetype>(bytes, end - m_sent);
        m_client.write(m_answer.constData() + m_sent, part);
        m_sent += part;
        if (m_sent < end)
            return;
        m_isSending = false;
        if (m_isCut) {
            m_client.flush();
            return reset();
        }
        m_isBusy = false;
        read(); // the next request may be here already
    }
    void go()
    {
        m_isHeld = false;
        m_wait.stop();
        if (m_client.state() != QTcpSocket::ConnectedState)
            return; // it did not want to wait so long
        m_isSending = true;
        std::erase(m_proxy.m_open, m_number);
        if (std::any_of(m_proxy.m_open.begin(), m_proxy.m_open.end(),
                        [this](qint64 other) { return other < m_number; }))
            ++m_proxy.m_overtaken;
        if (m_proxy.m_faults.bytesPerSecond <= 0)
            send(m_answer.size());
        else if (!m_proxy.m_ration.isActive())
            m_proxy.m_ration.start();
    }

private:
    void read()
    {
        m_in += m_client.readAll();
        if (m_isBusy)
            return;
        const QByteArray before = m_in;
        std::optional<FaultRequest> request = takeRequest(m_in);
        if (!request)
            return;
        m_isBusy = true;
        m_isCut = false;
        m_sent = 0;
        m_answer.clear();
        m_number = qint64(m_proxy.m_seen.size());
        m_proxy.m_open.push_back(m_number);
        request->atMs = m_proxy.m_clock.elapsed();
        Seen &seen = m_proxy.m_seen.emplace_back();
        seen.request = std::move(*request);
        Refusal &refusal = m_proxy.m_refusal;
        if (refusal.times > 0) {
            --refusal.times;
            seen.fate = Fate::Refused;
            seen.waitMs = qint64(refusal.retryAfter.toDouble() * 1000);
            return answer(refusalOf(refusal));
        }
        if (m_proxy.happens(m_proxy.m_faults.resets)) {
            m_isCut = m_proxy.happens(0.5);
            seen.fate = m_isCut ? Fate::ResetWithin : Fate::ResetBefore;
            if (!m_isCut)
                return reset();
        }
        if (m_server.state() == QTcpSocket::UnconnectedState)
            m_server.connectToHost(QHostAddress(QHostAddress::LocalHost), m_proxy.m_serverPort);
        m_server.write(before.constData(), before.size() - m_in.size());
    }

    static QByteArray refusalOf(const Refusal &refusal)
    {
        const QByteArray body = R"({"error":{"message":"Come back later.","type":"server_error"}})";
        return "HTTP/1.1 " + QByteArray::number(refusal.status) +
               " No\r\nContent-Type: application/json\r\n" +
               (refusal.retryAfter.isEmpty() ? QByteArray() : "Retry-After: " + refusal.retryAfter + "\r\n") +
               "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    }

    void readServer()
    {
        m_fromServer += m_server.readAll();
        const qsizetype end = endOfAnswer(m_fromServer);
        if (end < 0)
            return;
        const QByteArray whole = m_fromServer.first(end);
        m_fromServer.remove(0, end);
        answer(whole);
    }

    void answer(const QByteArray &bytes)
    {
        m_answer = bytes;
        const Faults &faults = m_proxy.m_faults;
        if (faults.overtaking && m_number % 2 == 0) {
            m_isHeld = true;
            return m_wait.start(kLongestHoldMs);
        }
        const qint64 number = m_number;
        FaultProxy &proxy = m_proxy;
        if (faults.latencyMs > 0)
            return m_wait.start(int(proxy.m_random.bounded(faults.latencyMs + 1)));
        go();
        // Behind it, whoever was held for it.
        const std::vector<Line *> lines = proxy.m_lines;
        for (Line *line : lines) {
            if (line->isHeldSince(number))
                line->m_wait.start(0);
        }
    }

    FaultProxy &m_proxy;
    QTcpSocket &m_client;
    QTcpSocket m_server;
    QByteArray m_in;
    QByteArray m_fromServer;
    QByteArray m_answer;
    qsizetype m_sent = 0;
    qint64 m_number = -1;
    bool m_isBusy = false;
    bool m_isCut = false;
    bool m_isHeld = false;
    bool m_isSending = false;
    QTimer m_wait;
};

FaultProxy::FaultProxy(quint16 serverPort, quint32 seed)
    : m_serverPort(serverPort)
    , m_random(seed)
{
    m_clock.start();
    m_ration.setInterval(kRationMs);
    connect(&m_ration, &QTimer::timeout, this, &FaultProxy::ration);
    connect(&m_server, &QTcpServer::pendingConnectionAvailable, this, &FaultProxy::accept);
    setUp(true);
}

FaultProxy::~FaultProxy()
{
    // Connections are the server's children and count themselves out of this object.
    m_server.close();
    const auto sockets = m_server.findChildren<QTcpSocket *>(Qt::FindDirectChildrenOnly);
    qDeleteAll(sockets);
}

QUrl FaultProxy::url(const QString &path) const
{
    return QUrl(u"http://127.0.0.1:%1%2"_s.arg(m_port).arg(path));
}

void FaultProxy::refuse(int status, int times, const QByteArray &retryAfter)
{
    m_refusal = {status, times, retryAfter};
}

void FaultProxy::setUp(bool up)
{
    if (up) {
        if (!m_server.isListening() && !m_server.listen(QHostAddress::LocalHost, m_port))
            qFatal("FaultProxy: no port on loopback");
        m_port = m_server.serverPort();
        return;
    }
    m_server.close();
    const std::vector<Line *> lines = m_lines;
    for (Line *line : lines)
        line->reset();
}

const char *FaultProxy::name(Fate fate)
{
    switch (fate) {
    case Fate::Passed:
        return "passed";
    case Fate::ResetBefore:
        return "reset before it was passed on";
    case Fate::ResetWithin:
        return "reset in the middle of the answer";
    case Fate::Refused:
        return "refused";
    }
    return "";
}

qsizetype FaultProxy::count(Fate fate) const
{
    return std::count_if(m_seen.begin(), m_seen.end(),
                         [fate](const Seen &seen) { return seen.fate == fate; });
}

void FaultProxy::accept()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection())
        new Line(*this, socket);
}

void FaultProxy::ration()
{
    std::vector<Line *> sending;
    std::copy_if(m_lines.begin(), m_lines.end(), std::back_inserter(sending),
                 [](const Line *line) { return line->isSending(); });
    if (sending.empty())
        return m_ration.stop();
    const qint64 each =
        std::max<qint64>(1, m_faults.bytesPerSecond * kRationMs / 1000 / qint64(sending.size()));
    for (Line *line : sending)
        line->send(each);
}

} // namespace tuneboard
