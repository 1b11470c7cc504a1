// SPDX-License-Identifier: GPL-3.0-or-later
// `tuneboard demo-server`: the built-in server on its own, for scripts and other clients.
#pragma once

#include <QStringList>

namespace tuneboard {

// Serves until SIGINT or SIGTERM. `arguments` are those behind the word demo-server; a QCoreApplication must
// exist. The first line on standard output is the base URL, the second the key. Returns the exit code: 0 when
// interrupted, 1 if the port cannot be had, 2 for wrong use; with 1 and 2, `problem` is a sentence. It
// repeats arguments as they are: escape it for a terminal.
int runDemoServer(const QStringList &arguments, QString *problem = nullptr);

} // namespace tuneboard
