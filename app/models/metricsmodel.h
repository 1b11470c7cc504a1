// SPDX-License-Identifier: GPL-3.0-or-later
// The table twin of a chart: a row for each step, a column for each series.
#pragma once

#include "app/models/metricrows.h"

#include <QAbstractTableModel>

#include <memory>

namespace tuneboard {

struct JobMetrics;

class MetricsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    struct Column
    {
        QString label; ///< for people
        QString help;  ///< empty: none
        const Points *points = nullptr;
    };
    enum class Kind : quint8 { Run, Step, Value };

    using QAbstractTableModel::QAbstractTableModel;

    /// `owner` keeps the points of the columns alive.
    void setColumns(std::shared_ptr<const JobMetrics> owner, const std::vector<Column> &columns);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    /// Display: a number; invalid where that series has no value at that step.
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Kind kind(int column) const;
    /// The row of that step or the nearest one before it, in the last run that has it; -1: no rows.
    [[nodiscard]] int rowAt(double step) const;

private:
    [[nodiscard]] int leading() const { return m_rows.hasRestarts() ? 2 : 1; }

    std::shared_ptr<const JobMetrics> m_owner;
    std::vector<Column> m_columns;
    MetricRows m_rows;
};

} // namespace tuneboard
