// SPDX-License-Identifier: GPL-3.0-or-later
// One series as a chart draws it: over an axis, smoothed or not, and what it reads at a place.
#pragma once

#include "app/models/chartaxis.h"
#include "app/models/metrics.h"
#include "app/models/smoothing.h"

#include <memory>

namespace tuneboard {

/// How the charts of a job are drawn.
struct ChartOptions
{
    Axis axis = Axis::Step;
    double smoothing = SmoothedValue::kDefaultWeight; ///< 0: none; below 1
    bool isLog = false;
    bool clipsOutliers = false;
    friend bool operator==(const ChartOptions &, const ChartOptions &) = default;
};

/// Whether the job's points have a place on that axis. `epochs`: see axisValues().
[[nodiscard]] bool hasAxis(const JobMetrics &metrics, Axis axis, std::optional<double> epochs);
/// From the first to the last point of all series; nullopt: there are none.
[[nodiscard]] std::optional<Bounds> axisBounds(const JobMetrics &metrics, Axis axis,
                                               std::optional<double> epochs);
/// Where a step is on the axis, in the last run that came by it; nullopt: nowhere.
[[nodiscard]] std::optional<double> placeOfStep(const JobMetrics &metrics, double step, Axis axis,
                                                std::optional<double> epochs);

class ChartLine
{
public:
    struct Reading
    {
        double x = 0;
        double step = 0;
        double value = 0;    ///< as measured
        double smoothed = 0; ///< the same where nothing is smoothed
        int run = 0;         ///< from 0
    };

    /// `points` belong to `metrics`. Nothing is worked out before setOptions().
    ChartLine(std::shared_ptr<const JobMetrics> metrics, const Points &points, bool maySmooth);

    void setOptions(const ChartOptions &options, std::optional<double> epochs);

    [[nodiscard]] const Points &points() const { return *m_points; }
    [[nodiscard]] const Pyramid &raw() const { return m_raw; }
    [[nodiscard]] bool isSmoothed() const { return m_isSmoothed; }
    /// The line to look at: the smoothed one, else the raw one.
    [[nodiscard]] const Pyramid &front() const { return m_isSmoothed ? m_smooth : m_raw; }

    /// The point nearest to `x`; nullopt: none.
    [[nodiscard]] std::optional<Reading> readingAt(double x) const;
    /// Points at or below zero: a logarithmic scale has no place for them.
    [[nodiscard]] std::size_t notPositive() const;
    /// See usualBounds(); worked out once.
    [[nodiscard]] const std::optional<Bounds> &usual() const;
    /// Points outside of these values.
    [[nodiscard]] std::size_t outside(const Bounds &bounds) const;

private:
    std::shared_ptr<const JobMetrics> m_metrics;
    const Points *m_points;
    bool m_maySmooth;
    std::optional<ChartOptions> m_options; ///< nullopt: not worked out yet
    std::optional<double> m_epochs;
    Pyramid m_raw;
    Pyramid m_smooth;
    bool m_isSmoothed = false;
    mutable std::optional<std::optional<Bounds>> m_usual;
};

} // namespace tuneboard
