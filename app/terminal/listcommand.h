// SPDX-License-Identifier: GPL-3.0-or-later
// `tuneboard list`: the jobs of one account, as text, JSON or CSV.
#pragma once

#include "app/api/retry.h"
#include "app/models/jobtable.h"
#include "app/repository/listlimits.h"

#include <QByteArray>

namespace tuneboard {

class JobsModel;
struct CommandLine;

/// Lists the account's jobs from its server, with the archive's, and prints them. Runs the application's
/// event loop until the listing has ended; a QCoreApplication must exist and its loop must not run yet.
/// Returns the exit code: 0; 1 if the listing failed (what the archive has is printed all the same, with its
/// age on standard error), 2 for wrong use. `limits`: where the listing stops, unless --all is given.
int runList(const CommandLine &line, const Timing &timing = {}, const ListLimits &limits = {});

/// The rows of the model as it is filtered and sorted, in aligned columns. `width`: columns there is room
/// for; 0: no limit. `now`: seconds since 1970, UTC.
[[nodiscard]] QByteArray jobsAsText(const JobsModel &model, int width, qint64 now);

/// The two greatest units: "1 h 12 min", "3 d 4 h", "45 s".
[[nodiscard]] QString durationText(qint64 secs);

} // namespace tuneboard
