// SPDX-License-Identifier: GPL-3.0-or-later
// Ctrl+C ends the event loop instead of the process, so that what is temporary is removed.
#pragma once

#include <QTimer>

namespace tuneboard {

/// While it lives, SIGINT and SIGTERM make the application's event loop end. Needs a QCoreApplication.
class Interruption
{
public:
    /// `everyMs`: how often it is looked for, in ms; a window that is open all day looks seldom.
    explicit Interruption(int everyMs = 100);
    ~Interruption();
    Q_DISABLE_COPY_MOVE(Interruption)

    /// For work without an event loop.
    [[nodiscard]] static bool hasCome();

private:
    QTimer m_watch;
};

} // namespace tuneboard
