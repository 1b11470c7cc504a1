// SPDX-License-Identifier: GPL-3.0-or-later
// What the process asks of the system before anything else: its arguments, and no core files.
#pragma once

#include <QByteArray>
#include <QStringList>

namespace tuneboard {

/// The arguments without the program's name. On Windows they are asked of the system, since argv has lost
/// what is not in its code page.
[[nodiscard]] QStringList commandArguments(int argc, char **argv);

/// Whether the process at the other end of a connected local socket belongs to this user. `descriptor`:
/// QLocalSocket::socketDescriptor(). On Windows always true: the pipe itself lets nobody else in.
[[nodiscard]] bool isOwnPeer(qintptr descriptor);
/// The number of the user; -1 on Windows.
[[nodiscard]] qint64 userNumber();

/// Lets the window of another process come to the front, as this one was just started by the user. Nothing to
/// do outside Windows.
void yieldForeground();

/// Takes room for the desktop's activation token in the environment, where Qt looks for one. Once, before the
/// first thread: later its list is never allocated again, since other threads may be reading it.
void reserveActivationToken();
/// The token with which the next window that is activated may come to the front. Without reserved room, or
/// for a token that does not fit, nothing happens.
void setActivationToken(const QByteArray &token);

/// From now on this process writes no core file: one would hold the key. Called by release builds; a debug
/// build keeps them for its developer.
void keepSecretsOutOfCoreFiles();

} // namespace tuneboard
