// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/metricrows.h"

#include "app/models/csvtext.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace tuneboard {

namespace {

constexpr quint32 kNone = std::numeric_limits<quint32>::max();

// One series on its way through its points.
struct Walk
{
    const Points *points = nullptr;
    std::size_t at = 0;
    std::size_t run = 0;

    [[nodiscard]] bool isDone() const { return at >= points->size(); }
    [[nodiscard]] std::pair<int, double> place() const
    {
        return {points->runs[run].number, points->steps[at]};
    }
    void next()
    {
        ++at;
        if (!isDone() && at >= points->runEnd(run))
            ++run;
    }
};

} // namespace

MetricRows::MetricRows(std::vector<const Points *> series)
    : m_series(std::move(series))
    , m_points(m_series.size())
{
    std::vector<Walk> walks;
    for (const Points *points : m_series)
        walks.push_back({points});
    for (;;) {
        std::optional<std::pair<int, double>> next;
        for (const Walk &walk : walks) {
            if (!walk.isDone() && (!next || walk.place() < *next))
                next = walk.place();
        }
        if (!next)
            return;
        m_runs.push_back(next->first);
        m_steps.push_back(next->second);
        for (std::size_t i = 0; i < walks.size(); ++i) {
            Walk &walk = walks[i];
            const bool isHere = !walk.isDone() && walk.place() == *next;
            m_points[i].push_back(isHere ? quint32(walk.at) : kNone);
            if (isHere)
                walk.next();
        }
    }
}

std::optional<std::size_t> MetricRows::point(std::size_t row, std::size_t series) const
{
    const quint32 point = m_points[series][row];
    return point == kNone ? std::nullopt : std::optional<std::size_t>(point);
}

std::optional<double> MetricRows::value(std::size_t row, std::size_t series) const
{
    const std::optional<std::size_t> at = point(row, series);
    return at ? std::optional(m_series[series]->values[*at]) : std::nullopt;
}

QByteArray MetricRows::csv(const QStringList &names) const
{
    QByteArray whole;
    csv(names, [&whole](const QByteArray &piece) {
        whole += piece;
        return true;
    });
    return whole;
}

void MetricRows::csv(const QStringList &names, const TakePiece &take) const
{
    const bool withRuns = hasRestarts();
    QByteArray text = withRuns ? "run,step" : "step";
    for (const QString &name : names)
        text += ',' + csvText(name);
    text += "\r\n";
    for (std::size_t row = 0; row < size(); ++row) {
        if (withRuns)
            text += QByteArray::number(m_runs[row] + 1) + ',';
        text += csvNumber(m_steps[row]);
        for (std::size_t i = 0; i < m_series.size(); ++i) {
            text += ',';
            if (const std::optional<double> cell = value(row, i))
                text += csvNumber(*cell);
        }
        text += "\r\n";
        if (text.size() >= kPieceBytes && !take(std::exchange(text, {})))
            return;
    }
    take(text);
}

} // namespace tuneboard
