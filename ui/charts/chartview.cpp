// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartview.h"

#include <algorithm>
#include <cmath>

namespace tuneboard {

namespace {

// A hundred-thousandth of the whole: closer there is nothing but the digits of one step.
constexpr double kClosest = 1e-5;

} // namespace

void ChartView::setMetrics(std::shared_ptr<const JobMetrics> metrics, std::optional<double> epochs,
                           bool isOther)
{
    const bool wasFull = !isZoomed();
    m_metrics = std::move(metrics);
    m_epochs = epochs;
    if (isOther) {
        m_cursor.reset();
        m_steps.reset();
    }
    refit(!isOther && !wasFull);
    Q_EMIT metricsChanged();
}

void ChartView::setOptions(const ChartOptions &options)
{
    if (options == m_wishes)
        return;
    const Axis axis = m_options.axis;
    m_wishes = options;
    // A place on one axis means nothing on another.
    if (m_options.axis != options.axis)
        m_cursor.reset();
    refit(axis == options.axis && isZoomed());
    Q_EMIT optionsChanged();
}

void ChartView::refit(bool keepZoom)
{
    m_options = m_wishes;
    if (m_metrics && !hasAxis(*m_metrics, m_options.axis, m_epochs))
        m_options.axis = Axis::Step;
    std::optional<Bounds> bounds;
    if (m_metrics)
        bounds = axisBounds(*m_metrics, m_options.axis, m_epochs);
    m_whole = bounds.value_or(Bounds{0, 1});
    // A single step is drawn in the middle.
    if (!(m_whole.high > m_whole.low))
        m_whole = {m_whole.low - 1, m_whole.high + 1};
    const Bounds before = m_shown;
    m_shown = m_whole;
    findSelected();
    placeMarks();
    if (keepZoom)
        show(before);
    Q_EMIT shownChanged();
}

void ChartView::show(Bounds bounds)
{
    const double least = m_whole.span() * kClosest;
    if (!std::isfinite(bounds.low) || !std::isfinite(bounds.high) || bounds.span() <= 0)
        return;
    if (bounds.span() < least) {
        const double middle = (bounds.low + bounds.high) / 2;
        bounds = {middle - least / 2, middle + least / 2};
    }
    if (bounds.span() >= m_whole.span())
        bounds = m_whole;
    else if (bounds.low < m_whole.low)
        bounds = {m_whole.low, m_whole.low + bounds.span()};
    else if (bounds.high > m_whole.high)
        bounds = {m_whole.high - bounds.span(), m_whole.high};
    if (bounds == m_shown)
        return;
    m_shown = bounds;
    Q_EMIT shownChanged();
}

void ChartView::zoom(double factor, double x)
{
    x = std::clamp(x, m_shown.low, m_shown.high);
    show({x - (x - m_shown.low) * factor, x + (m_shown.high - x) * factor});
}

void ChartView::pan(double distance)
{
    show({m_shown.low + distance, m_shown.high + distance});
}

void ChartView::resetZoom()
{
    show(m_whole);
}

void ChartView::setCursor(std::optional<double> x)
{
    if (x == m_cursor)
        return;
    m_cursor = x;
    Q_EMIT cursorChanged();
}

void ChartView::setSteps(const std::optional<StepRange> &steps)
{
    if (steps == m_steps)
        return;
    m_steps = steps;
    findSelected();
    Q_EMIT stepsChanged();
}

// The series with most points says best which steps there are.
const Points *ChartView::ruler() const
{
    const Points *found = nullptr;
    if (!m_metrics)
        return found;
    for (const Series &series : m_metrics->series) {
        if (!found || series.points.size() > found->size())
            found = &series.points;
    }
    return found;
}

void ChartView::choose(const std::optional<Bounds> &bounds)
{
    std::optional<StepRange> steps;
    if (const Points *points = bounds ? ruler() : nullptr) {
        const std::vector<double> x = axisValues(*m_metrics, *points, m_options.axis, m_epochs);
        for (std::size_t i = 0; i < x.size(); ++i) {
            if (!bounds->holds(x[i]))
                continue;
            const double step = points->steps[i];
            if (steps)
                steps = StepRange{std::min(steps->first, step), std::max(steps->last, step)};
            else
                steps = StepRange{step, step};
        }
    }
    if (steps == m_steps)
        return;
    setSteps(steps);
    Q_EMIT stepsChosen(steps);
}

void ChartView::setMarks(const std::vector<Mark> &marks)
{
    if (marks == m_allMarks)
        return;
    m_allMarks = marks;
    placeMarks();
    Q_EMIT shownChanged();
}

std::optional<double> ChartView::placeOf(double step) const
{
    return m_metrics ? placeOfStep(*m_metrics, step, m_options.axis, m_epochs) : std::nullopt;
}

void ChartView::placeMarks()
{
    m_marks.clear();
    for (Mark mark : m_allMarks) {
        if (const auto x = placeOf(mark.step)) {
            mark.x = *x;
            m_marks.push_back(mark);
        }
    }
}

void ChartView::setSelecting(bool on)
{
    if (on == m_isSelecting)
        return;
    m_isSelecting = on;
    Q_EMIT selectingChanged(on);
}

void ChartView::findSelected()
{
    m_selected.clear();
    if (!m_steps || !m_metrics)
        return;
    if (m_options.axis == Axis::Step) {
        m_selected.push_back({m_steps->first, m_steps->last});
        return;
    }
    const Points *points = ruler();
    if (!points)
        return;
    const std::vector<double> x = axisValues(*m_metrics, *points, m_options.axis, m_epochs);
    const Bounds wanted{m_steps->first, m_steps->last};
    for (std::size_t run = 0; run < points->runs.size() && !x.empty(); ++run) {
        std::optional<Bounds> part;
        for (std::size_t i = points->runs[run].first; i < points->runEnd(run); ++i) {
            if (!wanted.holds(points->steps[i]) || !std::isfinite(x[i]))
                continue;
            if (part)
                part->include(x[i]);
            else
                part = Bounds{x[i], x[i]};
        }
        if (part)
            m_selected.push_back(*part);
    }
}

} // namespace tuneboard
