// SPDX-License-Identifier: GPL-3.0-or-later
// An HTTP/1.1 server on loopback that answers as a test tells it to, however badly, and remembers what it was
// asked.
//
//     FaultServer server;
//     server.add(FaultAnswer::json(500, "{}"));                 // the first request gets this,
//     server.add(FaultAnswer::json(200, page).cutAfter(100));   // the second this,
//     server.always(FaultAnswer::json(200, "{}"));              // and every other one this
//     endpoint.baseUrl = server.url("/v1");
//     ...
//     QCOMPARE(server.requests().size(), 3);
//     QCOMPARE(server.requests().at(0).header("authorization"), "Bearer k");
//
// With nothing scripted, the answer is 501. It lives on the thread of the test, needs its event loop, and
// stops when it is deleted. It listens on 127.0.0.1 only, at a free port.
#pragma once

#include "tests/support/wire.h"

#include <QByteArray>
#include <QElapsedTimer>
#include <QHash>
#include <QList>
#include <QMetaType>
#include <QObject>
#include <QPair>
#include <QSslCertificate>
#include <QSslKey>
#include <QString>
#include <QUrl>

#include <functional>
#include <memory>
#include <optional>

class QTcpServer;
class QTcpSocket;

namespace tuneboard {

/// `plain` as a gzip file of one member.
[[nodiscard]] QByteArray gzipped(const QByteArray &plain);

/// One answer; made by json(), text(), … and then bent by the others, which can be chained.
struct FaultAnswer
{
    [[nodiscard]] static FaultAnswer json(int status, QByteArray body);
    [[nodiscard]] static FaultAnswer text(int status, QByteArray contentType, QByteArray body);
    [[nodiscard]] static FaultAnswer redirect(const QUrl &to, int status = 302);
    /// `plain`, sent gzip-packed.
    [[nodiscard]] static FaultAnswer gzip(const QByteArray &plain);
    /// `body` as it is, with this Content-Encoding.
    [[nodiscard]] static FaultAnswer packed(QByteArray encoding, QByteArray body);
    /// `size` bytes of blanks inside a JSON string that never ends, made as they are sent.
    [[nodiscard]] static FaultAnswer bodyFlood(qint64 size, int status = 200);
    /// `size` bytes of headers before anything else.
    [[nodiscard]] static FaultAnswer headerFlood(qint64 size);
    /// `begin`, and then `pattern` again and again until the connection ends.
    [[nodiscard]] static FaultAnswer endless(QByteArray begin, QByteArray pattern);
    /// Headers for ever.
    [[nodiscard]] static FaultAnswer headerFloodNeverEnding();
    /// The connection is closed without a byte of answer.
    [[nodiscard]] static FaultAnswer close();
    /// The same with a reset (RST).
    [[nodiscard]] static FaultAnswer reset();
    /// Nothing is ever answered; the connection stays open.
    [[nodiscard]] static FaultAnswer silence();
    /// Exactly these bytes, then the connection is closed.
    [[nodiscard]] static FaultAnswer raw(QByteArray bytes);

    FaultAnswer header(QByteArray name, QByteArray value) &&; ///< added; the same name may come twice
    FaultAnswer after(int ms) &&;                             ///< waits before the first byte
    FaultAnswer drip(qsizetype bytes, int ms) &&; ///< sends the body in parts of `bytes`, one every `ms`
    FaultAnswer cutAfter(qsizetype bytes) &&;   ///< promises the whole body, closes after so many bytes of it
    FaultAnswer resetAfter(qsizetype bytes) &&; ///< the same with a reset
    FaultAnswer stallAfter(qsizetype bytes) &&; ///< the same, but says nothing more and stays open
    FaultAnswer untilClose() &&; ///< no Content-Length: the body ends where the connection does
    FaultAnswer chunked() &&;    ///< Transfer-Encoding: chunked, in parts of 1 KB

    enum class End { KeepOpen, Close, Reset, Stall };
    enum class Framing { Length, UntilClose, Chunked, Raw };

    int status = 200;
    QList<QPair<QByteArray, QByteArray>> headers;
    QByteArray body;
    int delayMs = 0;
    qsizetype partBytes = 0; ///< 0: all at once
    int partMs = 0;
    qsizetype stopAfter = -1; ///< bytes of the body; -1: all
    qint64 floodBody = 0;
    qint64 floodHeader = 0;
    QByteArray floodPattern; ///< empty: blanks
    bool mute = false;       ///< no byte at all
    End end = End::KeepOpen;
    Framing framing = Framing::Length;
};

class FaultServer final : public QObject
{
    Q_OBJECT
public:
    using Handler = std::function<FaultAnswer(const FaultRequest &)>;

    /// Listens at once. With a certificate it speaks TLS.
    explicit FaultServer(QObject *parent = nullptr);
    FaultServer(const QSslCertificate &certificate, const QSslKey &key, QObject *parent = nullptr);
    ~FaultServer() override;

    /// "http://127.0.0.1:PORT" + path (https with TLS).
    [[nodiscard]] QUrl url(const QString &path = {}) const;
    [[nodiscard]] quint16 port() const;

    /// The next answer that is not given yet. Answers are given in order, whatever is asked.
    void add(FaultAnswer answer);
    /// What is answered when nothing added is left.
    void always(FaultAnswer answer);
    /// The same, made for each request.
    void always(Handler handler);
    /// Closes the port: new connections are refused from now on. What is open stays.
    void stopListening();

    /// Resets every open connection.
    void dropConnections();

    /// Every whole request so far, in the order of arrival.
    [[nodiscard]] const QList<FaultRequest> &requests() const { return m_requests; }
    /// Lets go of them, in runs that are long.
    void forgetRequests() { m_requests.clear(); }
    /// Connections that were ever accepted.
    [[nodiscard]] int connections() const { return m_connections; }
    /// Connections that are open now.
    [[nodiscard]] int openConnections() const;
    /// The most requests that waited for their answer's end at one time.
    [[nodiscard]] int mostAtOnce() const { return m_mostAtOnce; }

signals:
    /// A whole request has come; its answer has not begun.
    void received(const tuneboard::FaultRequest &request);

private:
    class Peer;

    void listen();
    void accept();
    [[nodiscard]] FaultAnswer answerTo(const FaultRequest &request);

    std::unique_ptr<QTcpServer> m_server;
    bool m_tls = false;
    QList<FaultAnswer> m_script;
    Handler m_always;
    QList<FaultRequest> m_requests;
    int m_connections = 0;
    int m_atOnce = 0;
    int m_mostAtOnce = 0;
    QElapsedTimer m_clock;
};

} // namespace tuneboard

Q_DECLARE_METATYPE(tuneboard::FaultAnswer)
