// SPDX-License-Identifier: GPL-3.0-or-later
// Trained tokens over time as stacked bars; a drag chooses a range of time.
#pragma once

#include "app/models/tokenbuckets.h"

#include <QWidget>

#include <optional>
#include <utility>

class QBarCategoryAxis;
class QChart;
class QStackedBarSeries;
class QValueAxis;

namespace tuneboard {

class TokenChartView;

/// Seconds since 1970, UTC; both ends belong to it.
using TimeRange = std::pair<qint64, qint64>;

class TokenChart : public QWidget
{
    Q_OBJECT

public:
    explicit TokenChart(QWidget *parent = nullptr);

    void setBuckets(const TokenBuckets &buckets, BucketSpan span);
    /// The range that is shaded; nullopt: none.
    void setRange(std::optional<TimeRange> range);

    /// The time that a bucket covers.
    [[nodiscard]] TimeRange rangeOf(int bucket) const;
    /// The bucket under a point of this widget, -1 outside of the bars.
    [[nodiscard]] int bucketAt(const QPoint &where) const;
    [[nodiscard]] int bucketCount() const { return int(m_buckets.starts.size()); }

Q_SIGNALS:
    void rangeDragged(const tuneboard::TimeRange &range);
    void rangeCleared();
    /// The bucket under the mouse; -1: none.
    void hovered(int bucket);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    friend class TokenChartView;
    void applyPalette();
    void place();
    [[nodiscard]] QRectF plot() const;

    TokenBuckets m_buckets;
    BucketSpan m_span = BucketSpan::Week;
    std::optional<TimeRange> m_range;
    QChart *m_chart;
    QStackedBarSeries *m_series;
    QBarCategoryAxis *m_time;
    QValueAxis *m_tokens;
    TokenChartView *m_view;
};

} // namespace tuneboard
