// SPDX-License-Identifier: GPL-3.0-or-later
// Who has to wait because a server asked for it: shared by all clients, so that they wait together.
#pragma once

#include "app/api/secret.h"

#include <QHash>
#include <QObject>
#include <QString>
#include <QTimer>

#include <functional>

namespace tuneboard {

/// Remembers until when a host, or one credential at a host, must not be asked. One of it is shared by all
/// clients of the process; it is used from one thread. `host` is "name:port", as `Endpoint::authority()` says
/// it.
class CoolDown final : public QObject
{
    Q_OBJECT
public:
    /// Milliseconds of a clock that never goes back.
    using Clock = std::function<qint64()>;

    /// Without a clock it uses the system's monotonic one.
    explicit CoolDown(Clock clock = {}, QObject *parent = nullptr);

    /// A number that stands for this key in this object: it differs from process to process and cannot be
    /// turned back. An empty key has one too.
    [[nodiscard]] quint64 credentialOf(const Secret &key) const;

    /// One credential at a host waits (a 429). A shorter wait never shortens a longer one.
    void coolCredential(const QString &host, quint64 credential, qint64 ms);
    /// Everyone at a host waits (503, 529, no connection).
    void coolHost(const QString &host, qint64 ms);

    /// How long a call must still wait, in ms; 0: it may go.
    [[nodiscard]] qint64 remainingMs(const QString &host, quint64 credential) const;
    /// The longest wait of anyone at this host, in ms; 0: nobody waits. For a countdown.
    [[nodiscard]] qint64 remainingMs(const QString &host) const;

signals:
    /// A wait at this host began, grew or ended. The seconds in between are the viewer's to count.
    void changed(const QString &host);

private:
    struct Host
    {
        qint64 until = 0;                   ///< on the clock; for everyone
        QHash<quint64, qint64> credentials; ///< on the clock; for one credential each
    };

    void extend(const QString &host, qint64 &until, qint64 ms);
    void tick();
    void arm();

    Clock m_clock;
    QByteArray m_salt;
    QHash<QString, Host> m_hosts;
    QTimer m_timer;
};

} // namespace tuneboard
