// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartcontent.h"

#include "ui/charts/chartlook.h"
#include "ui/charts/chartpicture.h"
#include "ui/format.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Chart)
};

constexpr qsizetype kMaxTitle = 200;

int atMost(std::size_t count)
{
    return int(std::min<std::size_t>(count, 2'000'000'000));
}

ChartContent::Line makeLine(const std::shared_ptr<const JobMetrics> &metrics, const Series &series,
                            const QString &label)
{
    ChartContent::Line line;
    line.label = cellText(label, kMaxTitle);
    line.name = cellText(series.label(), kMaxTitle);
    line.key = series.key;
    line.help = series.help();
    line.notANumber = series.notANumber;
    // Validation is never smoothed: overfitting would look later and milder than it is.
    const bool isValidation = series.split == MetricSplit::Valid || series.split == MetricSplit::FullValid;
    line.line = std::make_shared<ChartLine>(metrics, series.points, !isValidation);
    return line;
}

// Of the clock's steps the one at or before `step` in that run; nullopt: none is known.
std::optional<double> secondsSinceStart(const JobMetrics &metrics, double step, int run)
{
    Points point;
    point.steps = {step};
    point.values = {0};
    point.runs = {{0, run}};
    if (metrics.clock.isEmpty())
        return std::nullopt;
    const double at = valuesAt(metrics.clock, point).front();
    const double secs = at - metrics.clock.values.front();
    return std::isfinite(secs) && secs > 0 ? std::optional(secs) : std::nullopt;
}

} // namespace

ChartContent chartContent(const ChartPlan &plan, const std::shared_ptr<const JobMetrics> &metrics)
{
    ChartContent content;
    content.key = plan.key;
    content.title = cellText(plan.title, kMaxTitle);
    content.note = cellText(plan.note, kMaxTitle);
    content.isWhole = plan.isWhole;
    for (std::size_t i = 0; i < plan.lines.size(); ++i) {
        const Series &series = metrics->series[plan.lines[i].series];
        ChartContent::Line line = makeLine(metrics, series, plan.lines[i].label);
        line.look = int(i);
        line.isHeadline = plan.headline == i;
        content.lines.push_back(std::move(line));
    }
    for (const ChartPlan::Line &planned : plan.lines) {
        const Series &series = metrics->series[planned.series];
        if (series.disagreeing.isEmpty())
            continue;
        const bool isKnown = !series.disagreeing.sources.empty();
        const QString source = isKnown ? sourceLabel(series.disagreeing.sources.front()) : QString();
        ChartContent::Line line =
            makeLine(metrics, series, Words::tr("%1, by the %2").arg(planned.label, source));
        line.name = cellText(Words::tr("%1, by the %2").arg(series.label(), source), kMaxTitle);
        line.key += u" ("_s + (isKnown ? sourceKey(series.disagreeing.sources.front()) : QString()) + u')';
        line.look = kDisagreeingLook;
        line.line = std::make_shared<ChartLine>(metrics, series.disagreeing, true);
        content.lines.push_back(std::move(line));
    }
    return content;
}

QStringList chartFootnotes(const ChartContent &content, const ChartOptions &options)
{
    QStringList notes;
    std::size_t notPositive = 0;
    std::size_t disagreeing = 0;
    std::size_t restarts = 0;
    std::optional<Bounds> usual;
    for (const ChartContent::Line &entry : content.lines) {
        const Points &points = entry.line->points();
        if (options.isLog)
            notPositive += entry.line->notPositive();
        if (entry.look == kDisagreeingLook)
            disagreeing += points.size();
        restarts = std::max(restarts, points.runs.empty() ? 0 : points.runs.size() - 1);
        if (const std::optional<Bounds> &own = options.clipsOutliers ? entry.line->usual() : std::nullopt) {
            if (!usual)
                usual = own;
            usual->include(own->low);
            usual->include(own->high);
        }
    }
    if (restarts > 0) {
        notes += Words::tr("Started again %n time(s) from an earlier step; what was before is drawn fainter.",
                           nullptr, atMost(restarts));
    }
    if (disagreeing > 0)
        notes += Words::tr("The sources disagree at %n step(s).", nullptr, atMost(disagreeing));
    std::size_t notANumber = 0;
    for (const ChartContent::Line &entry : content.lines)
        notANumber += entry.notANumber.size();
    if (notANumber > 0)
        notes += Words::tr("%n value(s) are not a number.", nullptr, atMost(notANumber));
    if (notPositive > 0) {
        notes += Words::tr("%n value(s) at or below zero have no place on a logarithmic scale.", nullptr,
                           atMost(notPositive));
    }
    if (usual) {
        std::size_t outside = 0;
        for (const ChartContent::Line &entry : content.lines)
            outside += entry.line->outside(*usual);
        if (outside > 0)
            notes += Words::tr("%n outlier(s) are cut off.", nullptr, atMost(outside));
    }
    return notes;
}

std::optional<ChartReading> readChart(const ChartContent &content, const JobMetrics &metrics, double x)
{
    std::optional<ChartReading> reading;
    double nearest = 0;
    for (std::size_t i = 0; i < content.lines.size(); ++i) {
        const std::optional<ChartLine::Reading> at = content.lines[i].line->readingAt(x);
        if (!at)
            continue;
        const double distance = std::abs(at->x - x);
        if (!reading)
            reading.emplace();
        if (reading->rows.empty() || distance < nearest) {
            nearest = distance;
            reading->x = at->x;
            reading->step = at->step;
            reading->run = at->run;
        }
        reading->rows.push_back({i, *at});
    }
    if (!reading)
        return reading;
    reading->head = Words::tr("step %1").arg(stepText(reading->step));
    if (const auto secs = secondsSinceStart(metrics, reading->step, reading->run))
        reading->head += u" · "_s + duration(qint64(*secs));
    return reading;
}

QString shownValue(const ChartLine::Reading &at)
{
    return at.smoothed == at.value ? metric(at.value) : u"≈ "_s + metric(at.smoothed);
}

QString shownAt(const ChartReading &reading, const ChartReading::Row &row)
{
    const QString value = shownValue(row.at);
    return row.at.step == reading.step ? value : Words::tr("%1 at step %2").arg(value, stepText(row.at.step));
}

QString spokenReading(const ChartContent &content, const ChartReading &reading)
{
    QStringList parts;
    for (const ChartReading::Row &row : reading.rows) {
        parts += content.lines[row.line].label + u' ' + shownAt(reading, row);
    }
    return Words::tr("Step %1. %2").arg(stepText(reading.step), parts.join(u", "_s));
}

} // namespace tuneboard
