// SPDX-License-Identifier: GPL-3.0-or-later
// The session's notification service (org.freedesktop.Notifications, version 1.2 of its specification).
#pragma once

#include "ui/notice.h"

#include <QHash>

namespace tuneboard {

class BusNotifier final : public Notifier
{
    Q_OBJECT

public:
    BusNotifier();

    /// Whether there is a session bus; whether a service answers on it is seen when the first notice is
    /// shown.
    [[nodiscard]] static bool isAvailable();
    void show(const DesktopNotice &notice) override;

private Q_SLOTS:
    void actionInvoked(uint id, const QString &action);
    void activationToken(uint id, const QString &token);
    void closed(uint id, uint reason);

private:
    void askCapabilities();

    QHash<uint, JobKey> m_shown; ///< by the service's number
    QHash<uint, QByteArray> m_tokens;
    bool m_readsMarkup = true; ///< until the service says that it does not: an escape too many is harmless
};

} // namespace tuneboard
