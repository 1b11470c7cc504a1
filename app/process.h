// SPDX-License-Identifier: GPL-3.0-or-later
// What the process asks of the system before anything else: its arguments, and no core files.
#pragma once

#include <QStringList>

namespace tuneboard {

/// The arguments without the program's name. On Windows they are asked of the system, since argv has lost
/// what is not in its code page.
[[nodiscard]] QStringList commandArguments(int argc, char **argv);

/// Release builds write no core file: one would hold the key. A debug build keeps them for its developer.
void keepSecretsOutOfCoreFiles();

} // namespace tuneboard
