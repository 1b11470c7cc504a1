// SPDX-License-Identifier: GPL-3.0-or-later
// Runs what needs no window.
#pragma once

#include "app/api/retry.h"

namespace tuneboard {

struct CommandLine;

/// Runs every mode but Window, and returns the process's exit code: 0; 1 failed, 2 wrong use, each with one
/// line on standard error. A QCoreApplication with its applicationName set must exist; its event loop must
/// not run yet (demo-server, list and show run it themselves). Help, Version and Error need no application at
/// all.
int runCommand(const CommandLine &line, const Timing &timing = {});

} // namespace tuneboard
