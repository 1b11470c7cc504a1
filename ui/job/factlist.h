// SPDX-License-Identifier: GPL-3.0-or-later
// All rows of a list that is too long for the overview, in a table that can be filtered and copied.
#pragma once

#include "ui/job/factsview.h"

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

    /// Without rows so far: they are being gathered. The filter is cleared.
    void begin(const QString &title);
    /// The same list again, or the first time: filter, selection and place stay.
    void setFacts(std::vector<Fact> facts);
    [[nodiscard]] RecordView *table() const { return m_table; }

Q_SIGNALS:
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
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
