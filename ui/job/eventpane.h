// SPDX-License-Identifier: GPL-3.0-or-later
// One event, whole: its text, its data as a tree, and what a moderation check found as a table.
#pragma once

#include "app/api/event.h"

#include <QWidget>

#include <optional>

class QLabel;
class QTableWidget;
class QToolButton;
class QTreeView;

namespace tuneboard {

class CodeView;
class NodeModel;

class EventPane : public QWidget
{
    Q_OBJECT

public:
    explicit EventPane(QWidget *parent = nullptr);

    /// `line`: of the training file, where the text names one that can be shown.
    void show(const EventRow &event, std::optional<qint64> line);
    void clear();

Q_SIGNALS:
    void lineRequested(qint64 line);

protected:
    void changeEvent(QEvent *event) override;

private:
    void showChecks(const Value &inside);
    void applyLook();

    QLabel *m_title = nullptr;
    QLabel *m_time = nullptr;
    QToolButton *m_showLine = nullptr;
    QToolButton *m_showAll = nullptr;
    QToolButton *m_copy = nullptr;
    QToolButton *m_copyJson = nullptr;
    CodeView *m_text = nullptr;
    QLabel *m_note = nullptr;
    QTableWidget *m_checks = nullptr;
    QTreeView *m_tree = nullptr;
    NodeModel *m_model = nullptr;
    EventRow m_event;
    qint64 m_line = 0;
    bool m_isEmpty = true;
};

} // namespace tuneboard
