// SPDX-License-Identifier: GPL-3.0-or-later
// The points of one measured quantity, their runs and gaps, and the axes they are drawn over.
#pragma once

#include "app/models/metricterms.h"
#include "app/models/pyramid.h"

#include <vector>

namespace tuneboard {

/// Where a point was read. In the order of trust: events come with all digits, files are rounded.
enum class MetricSource : quint8 { Event, Checkpoint, Csv };
inline constexpr int kMetricSources = 3;
[[nodiscard]] QString sourceLabel(MetricSource source);
/// For files read by machines: never translated.
[[nodiscard]] QString sourceKey(MetricSource source);

/// Points in the order measured: inside a run the steps ascend and none comes twice. A run begins where the
/// steps go back, because the server started again from an earlier state.
struct Points
{
    struct Run
    {
        std::size_t first; ///< its first point
        int number;        ///< of the job's runs, from 0: one that has no point of this quantity is missing
        friend bool operator==(const Run &, const Run &) = default;
    };

    std::vector<double> steps;
    std::vector<double> values;
    std::vector<MetricSource> sources; ///< as long as the others
    std::vector<Run> runs;             ///< ascending; empty only without points
    /// Points to which no line leads: starts of runs but the first, and the far sides of gaps, where a
    /// quantity stays out for more than 1.5 of its usual distances.
    std::vector<std::size_t> breaks;

    [[nodiscard]] std::size_t size() const { return steps.size(); }
    [[nodiscard]] bool isEmpty() const { return steps.empty(); }
    /// Which of `runs` the point is in.
    [[nodiscard]] std::size_t runAt(std::size_t point) const;
    /// One behind the last point of `runs[run]`.
    [[nodiscard]] std::size_t runEnd(std::size_t run) const;
};

/// Sets `breaks` from steps and runs.
void findBreaks(Points &points);

struct Series : MetricName
{
    Points points;
    /// Where two sources disagree, what the less trusted one says.
    Points disagreeing;
    /// Steps of the last run at which the server sent NaN or Infinity, ascending. No line leads over them.
    std::vector<double> notANumber;
    qint64 blanks = 0; ///< cells without a value: empty, null, or -1 where that stands for none
};

enum class Axis : quint8 { Step, Epoch, WallTime };

/// What turns steps into something else: `points.values` are epochs, or seconds since 1970.
/// One value per point of `points`, interpolated between the two known steps around it in the same run; NaN
/// where there are none on both sides.
[[nodiscard]] std::vector<double> valuesAt(const Points &table, const Points &points);

/// The pyramid of `values` (the points' own, or smoothed ones) over `x`, with the points' gaps.
[[nodiscard]] Pyramid pyramidOf(const Points &points, std::vector<double> x, std::vector<double> values);

} // namespace tuneboard
