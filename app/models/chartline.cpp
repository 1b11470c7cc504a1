// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/chartline.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tuneboard {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

void include(std::optional<Bounds> &bounds, double value)
{
    if (!std::isfinite(value))
        return;
    if (bounds)
        bounds->include(value);
    else
        bounds = Bounds{value, value};
}

// The run of the job that a step belongs to as it ended: the last one that has begun by it.
int runOfStep(const JobMetrics &metrics, double step)
{
    int found = 0;
    for (const Series &series : metrics.series) {
        for (const Points::Run &run : series.points.runs) {
            if (series.points.steps[run.first] <= step)
                found = std::max(found, run.number);
        }
    }
    return found;
}

} // namespace

bool hasAxis(const JobMetrics &metrics, Axis axis, std::optional<double> epochs)
{
    switch (axis) {
    case Axis::Step:
        return true;
    case Axis::WallTime:
        return metrics.clock.size() > 1;
    case Axis::Epoch:
        break;
    }
    return !metrics.epochs.isEmpty() || (epochs && *epochs > 0 && metrics.totalSteps);
}

std::optional<Bounds> axisBounds(const JobMetrics &metrics, Axis axis, std::optional<double> epochs)
{
    std::optional<Bounds> bounds;
    const Points *table = nullptr;
    if (axis == Axis::WallTime)
        table = &metrics.clock;
    else if (axis == Axis::Epoch && !metrics.epochs.isEmpty())
        table = &metrics.epochs;
    if (table) {
        for (const double value : table->values)
            include(bounds, value);
        return bounds;
    }
    for (const Series &series : metrics.series) {
        for (std::size_t run = 0; run < series.points.runs.size(); ++run) {
            include(bounds, series.points.steps[series.points.runs[run].first]);
            include(bounds, series.points.steps[series.points.runEnd(run) - 1]);
        }
    }
    if (axis == Axis::Epoch && bounds) {
        if (!hasAxis(metrics, axis, epochs))
            return std::nullopt;
        const double factor = *epochs / *metrics.totalSteps;
        bounds = Bounds{bounds->low * factor, bounds->high * factor};
    }
    return bounds;
}

std::optional<double> placeOfStep(const JobMetrics &metrics, double step, Axis axis,
                                  std::optional<double> epochs)
{
    if (axis == Axis::Step)
        return step;
    Points point;
    point.steps = {step};
    point.values = {0};
    point.runs = {{0, runOfStep(metrics, step)}};
    const std::vector<double> x = axisValues(metrics, point, axis, epochs);
    return x.empty() || !std::isfinite(x.front()) ? std::nullopt : std::optional(x.front());
}

ChartLine::ChartLine(std::shared_ptr<const JobMetrics> metrics, const Points &points, bool maySmooth)
    : m_metrics(std::move(metrics))
    , m_points(&points)
    , m_maySmooth(maySmooth)
{
}

void ChartLine::setOptions(const ChartOptions &options, std::optional<double> epochs)
{
    const bool isSame = m_options && m_options->axis == options.axis && m_options->isLog == options.isLog &&
                        m_options->smoothing == options.smoothing && m_epochs == epochs;
    if (isSame) {
        m_options = options;
        return;
    }
    const bool isSameRaw = m_options && m_options->axis == options.axis &&
                           m_options->isLog == options.isLog && m_epochs == epochs;
    m_options = options;
    m_epochs = epochs;
    const std::vector<double> x = axisValues(*m_metrics, *m_points, options.axis, epochs);
    const auto pyramid = [&](std::vector<double> values) {
        if (options.isLog) {
            for (double &value : values)
                value = value > 0 ? value : kNone;
        }
        return pyramidOf(*m_points, x, std::move(values));
    };
    if (!isSameRaw)
        m_raw = pyramid(m_points->values);
    // Two points have no trend, and a constant is its own average.
    m_isSmoothed = m_maySmooth && options.smoothing > 0 && m_raw.size() > 2 && m_raw.minY() < m_raw.maxY();
    m_smooth =
        m_isSmoothed ? pyramid(smoothed(m_points->values, m_points->breaks, options.smoothing)) : Pyramid();
}

std::optional<ChartLine::Reading> ChartLine::readingAt(double x) const
{
    const std::optional<Pyramid::Sample> raw = m_raw.nearest(x);
    if (!raw)
        return std::nullopt;
    Reading reading;
    reading.x = raw->x;
    reading.step = m_points->steps[raw->index];
    reading.value = reading.smoothed = raw->y;
    reading.run = m_points->runs[m_points->runAt(raw->index)].number;
    if (m_isSmoothed) {
        if (const std::optional<Pyramid::Sample> smooth = m_smooth.nearest(raw->x))
            reading.smoothed = smooth->y;
    }
    return reading;
}

std::size_t ChartLine::notPositive() const
{
    return std::size_t(std::count_if(m_points->values.begin(), m_points->values.end(),
                                     [](double value) { return value <= 0; }));
}

const std::optional<Bounds> &ChartLine::usual() const
{
    if (!m_usual)
        m_usual = usualBounds(m_points->values);
    return *m_usual;
}

std::size_t ChartLine::outside(const Bounds &bounds) const
{
    return std::size_t(std::count_if(m_points->values.begin(), m_points->values.end(), [&](double value) {
        return std::isfinite(value) && !bounds.holds(value);
    }));
}

} // namespace tuneboard
