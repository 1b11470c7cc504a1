// SPDX-License-Identifier: GPL-3.0-or-later
// `tuneboard watch`: follows one job to its end.
#pragma once

#include "app/api/retry.h"

namespace tuneboard {

struct CommandLine;

/// Asks for the job and its events at the times of planPolls(), says how far it is, and keeps what came in
/// the archive. On a terminal that is one line, written over again; elsewhere a line whenever something new
/// is known. A fault in the middle is said once, and the job is asked for again. Runs the application's event
/// loop until the job has ended. Returns the exit code: 0; with --exit-status 3 cancelled, 4 failed; 1 it
/// cannot be followed, 2 wrong use, 130 interrupted. `speed`: how many times faster than usual it asks.
int runWatch(const CommandLine &line, const Timing &timing = {}, double speed = 1);

} // namespace tuneboard
