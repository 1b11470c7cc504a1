// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/jobfigures.h"

#include <algorithm>
#include <cmath>

namespace tuneboard {

namespace {

constexpr double kLongest = 10.0 * 365 * 86400; // s: what takes longer is no estimate

bool same(double a, double b)
{
    return a == b || (std::isnan(a) && std::isnan(b));
}

} // namespace

JobFigures figuresOf(const JobSummary &summary, QByteArrayView metric)
{
    JobFigures figures;
    figures.metric = metric;
    figures.last = summary.last;
    figures.lastStep = summary.lastStep;
    figures.totalSteps = summary.totalSteps;
    figures.stepsPerSecond = static_cast<float>(summary.stepsPerSecond);
    figures.lastStepAt = summary.lastStepAt;
    figures.isComplete = summary.isComplete;
    figures.readAt = summary.readAt;
    figures.flags = summary.flags;
    figures.bestStep = float(summary.bestStep);
    const auto count = std::size_t(std::clamp(summary.sparkCount, 0, JobSummary::kSparkPoints));
    const auto end = summary.spark.begin() + std::ptrdiff_t(count);
    if (!std::all_of(summary.spark.begin(), end, [](float value) { return std::isfinite(value); }))
        return figures; // no curve can be drawn through what is not a number
    figures.levelCount = quint8(count);
    const auto [low, high] = std::minmax_element(summary.spark.begin(), end);
    for (std::size_t i = 0; i < count; ++i) {
        const double range = double(*high) - double(*low);
        const double level = range > 0 ? (double(summary.spark[i]) - double(*low)) / range : 0.5;
        figures.levels[i] = quint8(std::lround(level * 255));
    }
    return figures;
}

bool sameFigures(const JobFigures &a, const JobFigures &b)
{
    return a.metric == b.metric && same(a.last, b.last) && same(a.lastStep, b.lastStep) &&
           same(a.totalSteps, b.totalSteps) && same(double(a.stepsPerSecond), double(b.stepsPerSecond)) &&
           a.lastStepAt == b.lastStepAt && a.isComplete == b.isComplete && a.flags == b.flags &&
           a.readAt == b.readAt && same(double(a.bestStep), double(b.bestStep)) &&
           a.levelCount == b.levelCount && a.levels == b.levels;
}

namespace {

// The step, the total and the share of a job: from the job itself, else from its metrics.
void readProgress(const JobRow &row, const JobFigures *figures, JobEta &eta)
{
    const auto known = [](double number) {
        return std::isfinite(number) && number >= 0 ? std::optional(number) : std::nullopt;
    };
    eta.doneSteps = known(row.doneSteps);
    eta.totalSteps = known(row.totalSteps);
    if (figures && !eta.doneSteps)
        eta.doneSteps = known(figures->lastStep);
    if (figures && !eta.totalSteps)
        eta.totalSteps = known(figures->totalSteps);
    if (eta.totalSteps == 0.0)
        eta.totalSteps.reset();
    if (eta.doneSteps && eta.totalSteps)
        eta.part = std::clamp(*eta.doneSteps / *eta.totalSteps, 0.0, 1.0);
    else if (const auto percent = known(row.percent))
        eta.part = std::clamp(*percent / 100, 0.0, 1.0);
}

} // namespace

JobEta jobEta(const JobRow &row, const JobFigures *figures, qint64 now)
{
    JobEta eta;
    readProgress(row, figures, eta);
    if (row.estimatedFinish != kNoInteger && row.estimatedFinish > now) {
        eta.basis = JobEta::Basis::Server;
        eta.finish = row.estimatedFinish;
        return eta;
    }
    const bool hasSteps = figures && std::isfinite(figures->lastStep) && figures->totalSteps > 0 &&
                          std::isfinite(figures->totalSteps);
    if (!hasSteps || !(figures->stepsPerSecond > 0) || figures->lastStepAt <= 0)
        return eta;
    const double left = (figures->totalSteps - figures->lastStep) / double(figures->stepsPerSecond);
    if (!(left >= 0) || left > kLongest)
        return eta;
    // A finish that is over says that the pace did not hold.
    const qint64 finish = figures->lastStepAt + qint64(std::ceil(left));
    if (finish <= now)
        return eta;
    eta.basis = JobEta::Basis::Pace;
    eta.finish = finish;
    return eta;
}

} // namespace tuneboard
