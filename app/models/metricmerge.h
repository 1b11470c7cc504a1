// SPDX-License-Identifier: GPL-3.0-or-later
// Joins what several sources say of one quantity.
#pragma once

#include "app/models/series.h"

#include <array>

namespace tuneboard {

/// Two values of one quantity at one step that are not the same but for rounding.
struct Disagreement
{
    QString key;
    double step = 0;
    int run = 0;
    double a = 0; ///< the value that counts
    double b = 0;
    MetricSource sourceA = MetricSource::Event;
    MetricSource sourceB = MetricSource::Event; ///< the same as A where one source says it under two names
};

/// The points of one quantity in one source, in the order received.
struct MetricColumn
{
    std::vector<double> steps;
    std::vector<double> values;
    std::vector<Points::Run> runs;
};

/// How the sources of a job count its runs.
struct MetricRuns
{
    std::array<int, kMetricSources> counts{};       ///< runs; 0: the source has no points
    std::array<bool, kMetricSources> isUnordered{}; ///< the steps have no order: to be sorted into one run
};

struct MergedColumns
{
    Points points;
    Points disagreeing;
    std::vector<Disagreement> disagreements; ///< the first `maxDisagreements`; without key
    qint64 disagreementCount = 0;
    qint64 repeated = 0; ///< points that a later one of the same step, run and source took the place of
    bool isCapped = false;
};

/// Where sources agree, the point of the most trusted one stays. The source that saw most runs decides which
/// runs there are: in the others, a point that agrees with any run belongs to it, else to the last run that
/// has begun by its step. Linear in the number of points, but for sorting what comes without order.
[[nodiscard]] MergedColumns mergeColumns(std::array<MetricColumn, kMetricSources> columns,
                                         const MetricRuns &runs, std::size_t maxPoints,
                                         std::size_t maxDisagreements);

/// Equal up to rounding to `decimals` digits behind the point, or to the 6 or 7 digits of a 32-bit number.
[[nodiscard]] bool agree(double a, double b, int decimals);

} // namespace tuneboard
