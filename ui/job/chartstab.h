// SPDX-License-Identifier: GPL-3.0-or-later
// The tab of the curves: everything that was measured while the job trained.
#pragma once

#include "ui/job/jobtab.h"

class QLabel;
class QPushButton;
class QScrollArea;
class QStackedWidget;

namespace tuneboard {

class ChartBar;
class ChartGrid;
class ChartView;

/// Axis, smoothing and scale stay for all jobs. The charts are made when they are first shown.
class ChartsTab : public JobTab
{
    Q_OBJECT

public:
    explicit ChartsTab(QWidget *parent = nullptr);

    void setJob(const JobView &view) override;
    void setSteps(const std::optional<StepRange> &steps) override;
    void save(QSettings &settings) const override;
    void restore(QSettings &settings) override;

    [[nodiscard]] ChartView &charts() const { return *m_view; }
    /// nullptr: no job with metrics was shown yet.
    [[nodiscard]] ChartGrid *grid() const { return m_grid; }

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    void showNotes(const JobView &view);
    void showEmpty(const JobView &view);
    void freeWheel();
    void applyLook();

    ChartView *m_view;
    QStackedWidget *m_stack = nullptr;
    QWidget *m_blank = nullptr;
    QLabel *m_blankText = nullptr;
    QPushButton *m_read = nullptr;
    QWidget *m_page = nullptr; ///< null: not made yet
    ChartBar *m_bar = nullptr;
    QLabel *m_state = nullptr;
    QLabel *m_notes = nullptr;
    QScrollArea *m_scroll = nullptr;
    ChartGrid *m_grid = nullptr;
};

} // namespace tuneboard
