// SPDX-License-Identifier: GPL-3.0-or-later
// The measured values of a demo job in the three forms in which servers hand them out: the data of metrics
// events, the metrics of checkpoints, and the result file's CSV.
#pragma once

#include "app/demo/demojson.h"
#include "app/demo/demoworld.h"

namespace tuneboard::demo {

// "Step 55/55: training loss=0.68, …"
QByteArray stepMessage(const JobAt &job, int point);
void writeStepData(JsonWriter *json, const JobAt &job, int point);
void writeCheckpointMetrics(JsonWriter *json, const JobAt &job, int point);
// The whole result file of a finished job, not encoded.
QByteArray resultCsv(const JobAt &job);

} // namespace tuneboard::demo
