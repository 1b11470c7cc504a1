// SPDX-License-Identifier: GPL-3.0-or-later
// The view of a chart's table twin: numbers under numbers.
#pragma once

class QTableView;
class QWidget;

namespace tuneboard {

class MetricsModel;

/// The T key and Escape on it give the chart back: `owner` is a MetricChart.
[[nodiscard]] QTableView *makeChartTable(MetricsModel *model, QWidget *owner);
/// Columns as wide as their names and numbers; once, after the model was filled.
void fitChartTable(QTableView *table);

} // namespace tuneboard
