// SPDX-License-Identifier: GPL-3.0-or-later
// The tab of the events: a live table with filters, and the selected event whole beside it.
#pragma once

#include "app/models/eventsmodel.h"
#include "ui/job/jobtab.h"

class QLabel;
class QLineEdit;
class QMenu;
class QSplitter;
class QStackedWidget;
class QToolButton;

namespace tuneboard {

class EventPane;
class PartStrip;
class RecordView;

class EventsTab : public JobTab
{
    Q_OBJECT

public:
    explicit EventsTab(QWidget *parent = nullptr);

    void setJob(const JobView &view) override;
    void setSteps(const std::optional<StepRange> &steps) override;
    [[nodiscard]] QString badge(const JobView &view) const override;
    [[nodiscard]] std::optional<TableExport> tableExport() const override;

    [[nodiscard]] EventsModel *model() const { return m_model; }
    [[nodiscard]] RecordView *table() const { return m_table; }

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    class Delegate;

    void applyFilter(EventFilter filter);
    void fillMenu(QMenu *menu, bool levels);
    void updateFilterButtons();
    void updateState();
    void showCurrent();
    void jumpToNewest();
    void copyRows(bool asJson);
    void openMenu(const QPoint &at);
    void applyLook();

    EventsModel *m_model = nullptr;
    Delegate *m_delegate = nullptr;
    RecordView *m_table = nullptr;
    EventPane *m_pane = nullptr;
    PartStrip *m_strip = nullptr;
    QLineEdit *m_text = nullptr;
    QToolButton *m_levels = nullptr;
    QToolButton *m_types = nullptr;
    QToolButton *m_steps = nullptr;
    QToolButton *m_relative = nullptr;
    QToolButton *m_newer = nullptr;
    QToolButton *m_export = nullptr;
    QToolButton *m_clear = nullptr;
    QLabel *m_count = nullptr;
    QLabel *m_empty = nullptr;
    QStackedWidget *m_stack = nullptr;
    QSplitter *m_split = nullptr;
    QString m_jobName;
    QString m_trainingFile; ///< the id, if its lines can be shown
    QString m_currentId;    ///< of the selected event
    int m_unseen = 0;       ///< events that came in above what is read
    QString m_noneText;     ///< why there are no events
    bool m_isFitted = false;
};

} // namespace tuneboard
