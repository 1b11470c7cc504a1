// SPDX-License-Identifier: GPL-3.0-or-later
// `tuneboard export`: what the archive keeps, as a folder of JSON and CSV files.
#pragma once

#include "app/api/retry.h"
#include "app/repository/listlimits.h"

namespace tuneboard {

struct CommandLine;

/// Writes one job or all of the archive (see exportArchive()), with progress on standard error. One job is
/// looked for as `show` does, and unless it is --offline, its server is asked for what the archive does not
/// have of it yet, up to `limits` or with --all to its end; this runs the application's event loop. For all
/// jobs no server is asked. Returns the exit code: 0; 1 failed (nothing to export, a folder that is not
/// empty, a full disk), 2 wrong use, 130 interrupted.
int runExport(const CommandLine &line, const Timing &timing = {}, const ListLimits &limits = {});

} // namespace tuneboard
