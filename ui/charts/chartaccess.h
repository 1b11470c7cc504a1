// SPDX-License-Identifier: GPL-3.0-or-later
// How screen readers see a chart: its name, and as its value what the lines say at the cursor.
#pragma once

namespace tuneboard {

class MetricChart;

/// Once for the program; more often changes nothing.
void installChartAccess();
/// Tells screen readers that the cursor stands somewhere else.
void announceReading(MetricChart &chart);

} // namespace tuneboard
