// SPDX-License-Identifier: GPL-3.0-or-later
// A table of all rows of a list that is too long for the overview, with a filter and copying.
#pragma once

#include "ui/job/factsview.h"

#include <QSet>
#include <QWidget>

class QLabel;
class QLineEdit;
class QToolButton;

namespace tuneboard {

class FactListModel;
class RecordView;

class FactList : public QWidget
{
    Q_OBJECT

public:
    explicit FactList(QWidget *parent = nullptr);
    ~FactList() override;

    /// Shows the title of a list whose rows are still being gathered; clears the filter.
    void begin(const QString &title);
    /// Sets the rows, or replaces them. Filter, selection and scroll position stay.
    void setFacts(std::vector<Fact> facts);
    [[nodiscard]] RecordView *table() const { return m_table; }

Q_SIGNALS:
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    /// By the keys of facts, which stay the same while rows come and go.
    struct Selected
    {
        QSet<QString> keys;
        QString current;
        int column = 0;
    };
    [[nodiscard]] Selected selectedFacts() const;
    void select(const Selected &selected);
    void filter();
    void showCount();
    void copy(bool withLabels);
    void openMenu(const QPoint &at);
    void applyLook();

    FactListModel *m_model;
    RecordView *m_table;
    QToolButton *m_back;
    QLabel *m_title;
    QLabel *m_count;
    QLineEdit *m_filter;
    bool m_isReading = true;
};

} // namespace tuneboard
