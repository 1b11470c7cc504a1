// SPDX-License-Identifier: GPL-3.0-or-later
// The one chart of the overview: the job's reward or loss.
#pragma once

#include "ui/job/jobtab.h"

namespace tuneboard {

class ChartView;
class MetricChart;

/// The chart itself is made when there is something to draw.
class HeadlineChart : public QWidget
{
    Q_OBJECT

public:
    explicit HeadlineChart(QWidget *parent = nullptr);

    /// False: the job has nothing to draw, or nothing is known of it yet.
    bool setJob(const JobView &view);
    void setSteps(const std::optional<StepRange> &steps);
    [[nodiscard]] MetricChart *chart() const { return m_chart; } ///< nullptr: never had anything to draw

Q_SIGNALS:
    void stepsChosen(const std::optional<tuneboard::StepRange> &steps);

private:
    ChartView *m_view;
    MetricChart *m_chart = nullptr;
};

} // namespace tuneboard
