// SPDX-License-Identifier: GPL-3.0-or-later
// Several series side by side: one row for each step of each run, for tables and CSV files.
#pragma once

#include "app/models/series.h"
#include "app/models/textpieces.h"

#include <QByteArray>
#include <QStringList>

#include <optional>

namespace tuneboard {

/// Borrows the points: they must outlive it.
class MetricRows
{
public:
    MetricRows() = default;
    explicit MetricRows(std::vector<const Points *> series);

    [[nodiscard]] std::size_t size() const
    {
        return m_runs.size();
    } ///< rows, run by run, the steps ascending
    [[nodiscard]] std::size_t seriesCount() const { return m_series.size(); }
    [[nodiscard]] int run(std::size_t row) const { return m_runs[row]; } ///< from 0
    [[nodiscard]] double step(std::size_t row) const { return m_steps[row]; }
    /// Which point of the series stands in that row; nullopt: none.
    [[nodiscard]] std::optional<std::size_t> point(std::size_t row, std::size_t series) const;
    [[nodiscard]] std::optional<double> value(std::size_t row, std::size_t series) const;
    [[nodiscard]] bool hasRestarts() const { return !m_runs.empty() && m_runs.front() != m_runs.back(); }

    /// With a header: `run` (from 1) where there are several, `step`, then `names`. Lines end with CR LF.
    void csv(const QStringList &names, const TakePiece &take) const;
    [[nodiscard]] QByteArray csv(const QStringList &names) const;

private:
    std::vector<const Points *> m_series;
    std::vector<int> m_runs;
    std::vector<double> m_steps;
    std::vector<std::vector<quint32>> m_points; ///< by series and row
};

} // namespace tuneboard
