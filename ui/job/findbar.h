// SPDX-License-Identifier: GPL-3.0-or-later
// The field that searches inside a tab: text, count of hits, next and previous.
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QToolButton;

namespace tuneboard {

class FindBar : public QWidget
{
    Q_OBJECT

public:
    /// `name` begins the object names of what is inside, `hint` says what is searched.
    explicit FindBar(const QString &name, const QString &hint, QWidget *parent = nullptr);

    [[nodiscard]] QString text() const;
    /// "3 of 12"; `current` 0: none is selected, `hits` 0 with a text: "No hits".
    void setHits(int current, int hits);
    void focusField();

Q_SIGNALS:
    void textChanged(const QString &text);
    void nextRequested();
    void previousRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QLineEdit *m_field = nullptr;
    QLabel *m_count = nullptr;
    QToolButton *m_previous = nullptr;
    QToolButton *m_next = nullptr;
};

} // namespace tuneboard
