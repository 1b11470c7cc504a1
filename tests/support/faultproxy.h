// SPDX-License-Identifier: GPL-3.0-or-later
// A bad network on loopback: stands between a client and a good server, and loses, delays, cuts and refuses
// as it is told to. For plain HTTP with Content-Length on every body.
//
//     FaultProxy proxy(server.port(), seed);
//     proxy.setFaults({.latencyMs = 250, .resets = 0.1});
//     endpoint.baseUrl = proxy.url("/v1");
//     proxy.refuse(429, 3, "2");  // the next three requests never come to the server
//     proxy.setUp(false);         // nobody is there any more …
//     proxy.setUp(true);          // … and again, at the same port
//
// It lives on the thread of the test and needs its event loop.
#pragma once

#include "tests/support/wire.h"

#include <QElapsedTimer>
#include <QObject>
#include <QRandomGenerator>
#include <QTcpServer>
#include <QTimer>
#include <QUrl>

#include <vector>

namespace tuneboard {

struct Faults
{
    int latencyMs = 0;         ///< an answer waits for a time between 0 and this, drawn anew for each
    double resets = 0;         ///< share of requests that end in a reset: half of them before they are passed
                               ///< on, half in the middle of the answer
    qint64 bytesPerSecond = 0; ///< of all answers together; 0: as fast as it goes
    bool overtaking = false;   ///< every second answer waits until a later one has gone by
};

class FaultProxy final : public QObject
{
    Q_OBJECT
public:
    /// Passes on to that port of this machine. The same seed makes the same choices.
    FaultProxy(quint16 serverPort, quint32 seed);
    ~FaultProxy() override;

    [[nodiscard]] QUrl url(const QString &path = {}) const;

    void setFaults(const Faults &faults) { m_faults = faults; }
    /// The next `times` requests get this status. `retryAfter`: seconds, as text; empty: not said.
    void refuse(int status, int times, const QByteArray &retryAfter = {});
    /// False: open connections are reset and new ones refused.
    void setUp(bool up);

    /// What a request came to.
    enum class Fate { Passed, ResetBefore, ResetWithin, Refused };
    [[nodiscard]] static const char *name(Fate fate);
    struct Seen
    {
        FaultRequest request; ///< atMs: since the proxy's start
        Fate fate = Fate::Passed;
        qint64 waitMs = 0; ///< that a Refused one was told; 0: none
    };
    /// Every whole request, in the order of arrival.
    [[nodiscard]] const std::vector<Seen> &seen() const { return m_seen; }
    [[nodiscard]] qsizetype count(Fate fate) const;
    /// Answers that were on their way before an earlier request's.
    [[nodiscard]] int overtaken() const { return m_overtaken; }
    [[nodiscard]] qint64 elapsedMs() const { return m_clock.elapsed(); }

private:
    class Line;
    struct Refusal
    {
        int status = 0;
        int times = 0;
        QByteArray retryAfter;
    };

    void accept();
    [[nodiscard]] bool happens(double share) { return m_random.generateDouble() < share; }
    void ration();

    quint16 m_serverPort;
    quint16 m_port = 0;
    QTcpServer m_server;
    QRandomGenerator m_random;
    Faults m_faults;
    Refusal m_refusal;
    std::vector<Seen> m_seen;
    std::vector<Line *> m_lines;
    std::vector<qint64> m_open; ///< numbers of the requests whose answers have not gone yet
    int m_overtaken = 0;
    QElapsedTimer m_clock;
    QTimer m_ration; ///< hands out the bytes of a slow line
};

} // namespace tuneboard
