// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/metricsmodel.h"

#include "app/models/metrics.h"

namespace tuneboard {

void MetricsModel::setColumns(std::shared_ptr<const JobMetrics> owner, const std::vector<Column> &columns)
{
    beginResetModel();
    m_owner = std::move(owner);
    m_columns = columns;
    std::vector<const Points *> points;
    points.reserve(columns.size());
    for (const Column &column : columns)
        points.push_back(column.points);
    m_rows = MetricRows(std::move(points));
    endResetModel();
}

int MetricsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int MetricsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() || m_columns.empty() ? 0 : leading() + int(m_columns.size());
}

MetricsModel::Kind MetricsModel::kind(int column) const
{
    if (column >= leading())
        return Kind::Value;
    return column == leading() - 1 ? Kind::Step : Kind::Run;
}

QVariant MetricsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || role != Qt::DisplayRole)
        return {};
    const auto row = std::size_t(index.row());
    switch (kind(index.column())) {
    case Kind::Run:
        return m_rows.run(row) + 1;
    case Kind::Step:
        return m_rows.step(row);
    case Kind::Value:
        break;
    }
    const std::optional<double> value = m_rows.value(row, std::size_t(index.column() - leading()));
    return value ? QVariant(*value) : QVariant();
}

QVariant MetricsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const Kind what = kind(section);
    if (role == Qt::DisplayRole) {
        if (what == Kind::Value)
            return m_columns[std::size_t(section - leading())].label;
        return what == Kind::Step ? tr("Step") : tr("Run");
    }
    if (role == Qt::ToolTipRole && what == Kind::Value)
        return m_columns[std::size_t(section - leading())].help;
    return {};
}

int MetricsModel::rowAt(double step) const
{
    for (std::size_t row = m_rows.size(); row-- > 0;) {
        if (m_rows.step(row) <= step)
            return int(row);
    }
    return m_rows.size() > 0 ? 0 : -1;
}

} // namespace tuneboard
