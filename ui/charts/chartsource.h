// SPDX-License-Identifier: GPL-3.0-or-later
// From a job and its records to what the charts show.
#pragma once

#include "app/models/chartplan.h"
#include "ui/charts/chartview.h"

namespace tuneboard {

struct Job;

/// How often the training file is gone through; nullopt: the server did not say.
[[nodiscard]] std::optional<double> epochsOf(const Job &job);
/// Hands metrics, epochs and checkpoints to the view, if they are others than before. True: they were.
bool feedCharts(ChartView &view, const JobView &job);

} // namespace tuneboard
