// SPDX-License-Identifier: GPL-3.0-or-later
// The job page's first tab: everything at a glance.
#pragma once

#include "ui/job/jobtab.h"

class QBoxLayout;
class QFrame;
class QScrollArea;
class QStackedWidget;
class QTimer;

namespace tuneboard {

class FactList;
class FactsView;
class HeadlineChart;

/// Facts, headline chart and grader summary beside each other where the window is 1100 px or wider and the
/// page itself has room, else below each other.
class OverviewTab : public JobTab
{
    Q_OBJECT

public:
    explicit OverviewTab(QWidget *parent = nullptr);

    void setJob(const JobView &view) override;
    void setSteps(const std::optional<StepRange> &steps) override;
    [[nodiscard]] bool isWide() const { return m_isWide; }

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void arrange();
    void alignLabels();
    void fit();
    void keepDetails(const JobView &view);
    void openLink(const QString &key, const QString &value);
    void showList(const QString &key);
    void gatherList();
    void copyWhole(const QString &key);
    void closeList();

    QStackedWidget *m_stack = nullptr;
    QScrollArea *m_scroll = nullptr;
    FactList *m_list = nullptr;                  ///< null: none was opened yet
    QString m_listKey;                           ///< of the list that is shown; empty: none
    std::shared_ptr<const JobDetails> m_details; ///< for the list; null: all of the job is shown
    FactsView *m_main = nullptr;
    FactsView *m_side = nullptr;
    HeadlineChart *m_chart = nullptr;
    QFrame *m_line = nullptr;      ///< before the summary
    QFrame *m_chartLine = nullptr; ///< before the chart
    QBoxLayout *m_columns = nullptr;
    QTimer *m_fit = nullptr;
    QString m_trainingFile; ///< the id
    bool m_isWide = true;
    bool m_hasColumns = false; ///< three of them
    bool m_hasChart = false;   ///< the job has something to draw
};

} // namespace tuneboard
