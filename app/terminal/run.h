// SPDX-License-Identifier: GPL-3.0-or-later
// Runs what needs no window.
#pragma once

#include "app/api/retry.h"
#include "app/repository/listlimits.h"

class QTranslator;

namespace tuneboard {

struct CommandLine;

/// Runs every mode but Window, and returns the process's exit code: 0; 1 failed, 2 wrong use, each with one
/// line on standard error. A QCoreApplication with its applicationName set must exist; its event loop must
/// not run yet (the commands run it themselves). Help, Version and Error need no application at
/// all.
/// For tests: `followSpeed`: how many times faster than usual `watch` asks; `limits`: where lists stop.
int runCommand(const CommandLine &line, const Timing &timing = {}, double followSpeed = 1,
               const ListLimits &limits = {});

/// Loads the texts of the user's language into `translator`, which stays the caller's, and installs it.
/// English has a file too, for its plurals; it serves every language that has none.
void installTranslation(QTranslator &translator);

} // namespace tuneboard
