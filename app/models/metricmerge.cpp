// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/metricmerge.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace tuneboard {

namespace {

struct Point
{
    double step;
    double value;
    MetricSource source;
};
using Line = std::vector<Point>;   // of one run: steps ascend
using Lines = std::map<int, Line>; // by the number of the run

bool stepsBefore(const Point &a, const Point &b)
{
    return a.step < b.step;
}

// Ascending, and one point a step: the later one wins.
void putInOrder(Line &line, qint64 *repeated)
{
    if (!std::is_sorted(line.begin(), line.end(), stepsBefore))
        std::stable_sort(line.begin(), line.end(), stepsBefore);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (i + 1 == line.size() || line[i].step != line[i + 1].step)
            line[kept++] = line[i];
    }
    *repeated += static_cast<qint64>(line.size() - kept);
    line.resize(kept);
}

Lines linesOf(MetricColumn column, MetricSource source, bool unordered, qint64 *repeated)
{
    Lines lines;
    for (std::size_t run = 0; run < column.runs.size(); ++run) {
        const std::size_t end =
            run + 1 < column.runs.size() ? column.runs[run + 1].first : column.steps.size();
        Line &line = lines[unordered ? 0 : column.runs[run].number];
        if (column.runs.size() == 1)
            line.reserve(column.steps.size());
        for (std::size_t i = column.runs[run].first; i < end; ++i)
            line.push_back({column.steps[i], column.values[i], source});
    }
    for (auto &[number, line] : lines)
        putInOrder(line, repeated);
    return lines;
}

// How many digits behind the point a source writes, as far as its first values show; 9: all it has.
int decimalsOf(const std::vector<double> &values)
{
    constexpr int kAll = 9;
    int decimals = 3;
    const std::size_t count = std::min<std::size_t>(values.size(), 1000);
    for (std::size_t i = 0; i < count && decimals < kAll; ++i) {
        double scaled = values[i] * std::pow(10.0, decimals);
        while (decimals < kAll && std::abs(scaled - std::round(scaled)) > 1e-7 + 1e-12 * std::abs(scaled)) {
            ++decimals;
            scaled = values[i] * std::pow(10.0, decimals);
        }
    }
    return decimals;
}

class Merger
{
public:
    Merger(std::array<int, kMetricSources> decimals, std::size_t maxDisagreements, MergedColumns &out)
        : m_decimals(decimals)
        , m_maxDisagreements(maxDisagreements)
        , m_out(out)
    {
    }

    Lines lines;
    Lines disagreeing;

    // The same runs in both.
    void addAligned(Lines added)
    {
        for (auto &[number, line] : added)
            merge(number, line);
    }

    // The added source did not see all runs.
    void addByStep(const Lines &added)
    {
        Lines placed;
        for (const auto &[number, line] : added) {
            for (const Point &point : line) {
                if (!agreesWithAnyRun(point))
                    placed[runFor(point.step)].push_back(point);
            }
        }
        for (auto &[number, line] : placed) {
            putInOrder(line, &m_out.repeated);
            merge(number, line);
        }
    }

private:
    bool same(const Point &a, const Point &b) const
    {
        return agree(a.value, b.value,
                     std::min(m_decimals[std::size_t(a.source)], m_decimals[std::size_t(b.source)]));
    }

    bool agreesWithAnyRun(const Point &point) const
    {
        return std::any_of(lines.begin(), lines.end(), [&](const auto &entry) {
            const Line &line = entry.second;
            const auto it = std::lower_bound(line.begin(), line.end(), point, stepsBefore);
            return it != line.end() && it->step == point.step && same(*it, point);
        });
    }

    int runFor(double step) const
    {
        for (auto it = lines.rbegin(); it != lines.rend(); ++it) {
            if (!it->second.empty() && it->second.front().step <= step)
                return it->first;
        }
        return lines.empty() ? 0 : lines.begin()->first;
    }

    void merge(int number, Line &added)
    {
        Line &known = lines[number];
        if (known.empty()) {
            known = std::move(added);
            return;
        }
        Line joined;
        joined.reserve(known.size() + added.size());
        auto k = known.begin();
        for (const Point &point : added) {
            for (; k != known.end() && k->step < point.step; ++k)
                joined.push_back(*k);
            if (k == known.end() || k->step != point.step) {
                joined.push_back(point);
                continue;
            }
            const bool better = point.source < k->source;
            const Point &first = better ? point : *k;
            const Point &second = better ? *k : point;
            joined.push_back(first);
            if (!same(first, second))
                disagree(number, first, second);
            ++k;
        }
        joined.insert(joined.end(), k, known.end());
        known = std::move(joined);
    }

    void disagree(int number, const Point &first, const Point &second)
    {
        ++m_out.disagreementCount;
        disagreeing[number].push_back(second);
        if (m_out.disagreements.size() < m_maxDisagreements) {
            m_out.disagreements.push_back(
                {{}, first.step, number, first.value, second.value, first.source, second.source});
        }
    }

    std::array<int, kMetricSources> m_decimals;
    std::size_t m_maxDisagreements;
    MergedColumns &m_out;
};

Points pointsOf(Lines lines, std::size_t maxPoints, MergedColumns &out)
{
    Points points;
    std::size_t total = 0;
    for (const auto &[number, line] : lines)
        total += line.size();
    const std::size_t kept = std::min(total, maxPoints);
    out.isCapped = out.isCapped || kept < total;
    points.steps.reserve(kept);
    points.values.reserve(kept);
    points.sources.reserve(kept);
    for (auto &[number, line] : lines) {
        // Three sources may each have disagreed at one step.
        if (!std::is_sorted(line.begin(), line.end(), stepsBefore))
            std::stable_sort(line.begin(), line.end(), stepsBefore);
        const std::size_t first = points.size();
        for (std::size_t i = 0; i < line.size() && points.size() < kept; ++i) {
            points.steps.push_back(line[i].step);
            points.values.push_back(line[i].value);
            points.sources.push_back(line[i].source);
        }
        if (points.size() > first)
            points.runs.push_back({first, number});
        line = Line();
    }
    findBreaks(points);
    return points;
}

} // namespace

bool agree(double a, double b, int decimals)
{
    if (a == b)
        return true;
    return std::abs(a - b) <=
               0.500001 * std::pow(10.0, -decimals) + 1e-6 * std::max(std::abs(a), std::abs(b)) &&
           std::isfinite(a) && std::isfinite(b);
}

MergedColumns mergeColumns(std::array<MetricColumn, kMetricSources> columns, const MetricRuns &runs,
                           std::size_t maxPoints, std::size_t maxDisagreements)
{
    MergedColumns out;
    std::array<int, kMetricSources> decimals{};
    for (std::size_t s = 0; s < columns.size(); ++s)
        decimals[s] = decimalsOf(columns[s].values);
    // First the source that saw most runs; of several the most trusted.
    std::array<std::size_t, kMetricSources> order{0, 1, 2};
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return runs.counts[a] > runs.counts[b]; });
    Merger merger(decimals, maxDisagreements, out);
    int seenRuns = 0;
    for (const std::size_t s : order) {
        if (columns[s].steps.empty())
            continue;
        Lines lines = linesOf(std::move(columns[s]), MetricSource(s), runs.isUnordered[s], &out.repeated);
        seenRuns = std::max(seenRuns, runs.counts[s]);
        if (runs.counts[s] == seenRuns)
            merger.addAligned(std::move(lines));
        else
            merger.addByStep(lines);
    }
    out.points = pointsOf(std::move(merger.lines), maxPoints, out);
    out.disagreeing = pointsOf(std::move(merger.disagreeing), maxPoints, out);
    return out;
}

} // namespace tuneboard
