// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/series.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

// The upper median of the distances between neighbours; of a long run a sample, evenly taken.
double usualDistance(const std::vector<double> &steps, std::size_t from, std::size_t to)
{
    constexpr std::size_t kSample = 65'536;
    const std::size_t every = std::max<std::size_t>(1, (to - from) / kSample);
    std::vector<double> distances;
    distances.reserve((to - from) / every);
    for (std::size_t i = from + 1; i < to; i += every)
        distances.push_back(steps[i] - steps[i - 1]);
    if (distances.empty())
        return std::numeric_limits<double>::infinity();
    const auto middle = distances.begin() + static_cast<std::ptrdiff_t>(distances.size() / 2);
    std::nth_element(distances.begin(), middle, distances.end());
    return *middle;
}

} // namespace

QString sourceLabel(MetricSource source)
{
    switch (source) {
    case MetricSource::Event:
        return QCoreApplication::translate("Metric", "event");
    case MetricSource::Checkpoint:
        return QCoreApplication::translate("Metric", "checkpoint");
    case MetricSource::Csv:
        return QCoreApplication::translate("Metric", "result file");
    }
    return {};
}

QString sourceKey(MetricSource source)
{
    switch (source) {
    case MetricSource::Event:
        return u"event"_s;
    case MetricSource::Checkpoint:
        return u"checkpoint"_s;
    case MetricSource::Csv:
        return u"result file"_s;
    }
    return {};
}

std::size_t Points::runAt(std::size_t point) const
{
    const auto behind = std::upper_bound(runs.begin(), runs.end(), point,
                                         [](std::size_t at, const Run &run) { return at < run.first; });
    return behind == runs.begin() ? 0 : static_cast<std::size_t>(behind - runs.begin()) - 1;
}

std::size_t Points::runEnd(std::size_t run) const
{
    return run + 1 < runs.size() ? runs[run + 1].first : steps.size();
}

void findBreaks(Points &points)
{
    points.breaks.clear();
    for (std::size_t run = 0; run < points.runs.size(); ++run) {
        const std::size_t from = points.runs[run].first;
        const std::size_t to = points.runEnd(run);
        if (from > 0)
            points.breaks.push_back(from);
        const double limit = 1.5 * usualDistance(points.steps, from, to);
        for (std::size_t i = from + 1; i < to; ++i) {
            if (points.steps[i] - points.steps[i - 1] > limit)
                points.breaks.push_back(i);
        }
    }
}

std::vector<double> valuesAt(const Points &table, const Points &points)
{
    std::vector<double> out(points.size(), std::numeric_limits<double>::quiet_NaN());
    for (std::size_t run = 0; run < points.runs.size(); ++run) {
        const int number = points.runs[run].number;
        // Without a run of that number the one before it: what started again was not seen by all sources.
        std::size_t known = table.runs.size();
        while (known > 0 && table.runs[known - 1].number > number)
            --known;
        if (known == 0)
            continue;
        std::size_t at = table.runs[known - 1].first;
        const std::size_t end = table.runEnd(known - 1);
        for (std::size_t i = points.runs[run].first; i < points.runEnd(run); ++i) {
            const double step = points.steps[i];
            while (at < end && table.steps[at] < step)
                ++at;
            if (at == end)
                break;
            if (table.steps[at] == step) {
                out[i] = table.values[at];
            } else if (at > table.runs[known - 1].first) {
                const double share = (step - table.steps[at - 1]) / (table.steps[at] - table.steps[at - 1]);
                out[i] = table.values[at - 1] + share * (table.values[at] - table.values[at - 1]);
            }
        }
    }
    return out;
}

Pyramid pyramidOf(const Points &points, std::vector<double> x, std::vector<double> values)
{
    return {std::move(x), std::move(values), points.breaks};
}

} // namespace tuneboard
