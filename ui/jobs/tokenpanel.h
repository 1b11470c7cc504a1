// SPDX-License-Identifier: GPL-3.0-or-later
// The chart of trained tokens with its choices, legend and totals.
#pragma once

#include "ui/charts/tokenchart.h"

#include <QWidget>

class QLabel;
class QSettings;
class QSpacerItem;
class QToolButton;

namespace tuneboard {

class Legend;
class Segments;

class TokenPanel : public QWidget
{
    Q_OBJECT

public:
    explicit TokenPanel(QWidget *parent = nullptr);

    /// All jobs are there: from now on they are drawn. Until then the chart's room is kept free, as a chart
    /// of the newest jobs alone would say the wrong thing, and the first frame need not wait for it.
    void begin();
    /// Sums anew. `range`: what the filter's created: words choose; nullopt: all times.
    void refresh(const JobTable &table, std::optional<TimeRange> range);
    [[nodiscard]] BucketSpan span() const { return m_span; }
    [[nodiscard]] BucketBy by() const { return m_by; }
    void save(QSettings &settings) const;
    void restore(QSettings &settings);

Q_SIGNALS:
    void choiceChanged(); ///< refresh() is wanted
    void rangeDragged(const tuneboard::TimeRange &range);
    void rangeCleared();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void setSpan(BucketSpan span);
    void setBy(BucketBy by);
    void makeRoom();
    void makeChart();
    [[nodiscard]] int chartHeight() const; ///< pixels
    void showTotals();
    void showBucket(int bucket);
    [[nodiscard]] QString spanWords() const;

    BucketSpan m_span = BucketSpan::Week;
    BucketBy m_by = BucketBy::Method;
    TokenBuckets m_buckets;
    std::optional<TimeRange> m_range;
    Segments *m_spans = nullptr;
    QToolButton *m_byButton;
    Legend *m_legend;
    QLabel *m_total;
    bool m_begun = false;
    QSpacerItem *m_room = nullptr; ///< where the chart will be; nullptr: it is there, or there is none yet
    TokenChart *m_chart = nullptr; ///< made when there is something to draw
};

} // namespace tuneboard
