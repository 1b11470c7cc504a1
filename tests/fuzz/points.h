// SPDX-License-Identifier: GPL-3.0-or-later
// The promises of measured points, whatever they were read from.
#pragma once

#include "app/models/metrics.h"
#include "tests/fuzz/fuzz.h"

namespace tuneboard::fuzz {

inline void requireSound(const Points &points)
{
    require(points.values.size() == points.size() && points.sources.size() == points.size(),
            "each point has a step, a value and a source");
    require(points.runs.empty() == points.isEmpty(), "points lie in runs");
    for (std::size_t run = 0; run < points.runs.size(); ++run) {
        const std::size_t first = points.runs[run].first;
        require(first < points.runEnd(run) && points.runEnd(run) <= points.size(), "a run has points");
        for (std::size_t i = first + 1; i < points.runEnd(run); ++i)
            require(points.steps[i - 1] < points.steps[i], "in a run the steps ascend");
    }
    for (const std::size_t point : points.breaks)
        require(point < points.size(), "a gap ends at a point");
}

inline void requireSound(const JobMetrics &metrics)
{
    for (const Series &series : metrics.series) {
        requireSound(series.points);
        for (const Axis axis : {Axis::Step, Axis::Epoch, Axis::WallTime}) {
            const auto x = axisValues(metrics, series.points, axis, 3.0);
            require(x.empty() || x.size() == series.points.size(), "each point has its place on an axis");
        }
    }
    requireSound(metrics.clock);
    requireSound(metrics.epochs);
}

} // namespace tuneboard::fuzz
