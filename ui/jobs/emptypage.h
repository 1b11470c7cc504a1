// SPDX-License-Identifier: GPL-3.0-or-later
// What stands in the list's place while it has nothing to show: why, and what to do.
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace tuneboard {

class EmptyPage : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyPage(QWidget *parent = nullptr);

    /// Plain texts; an empty `action` shows no button.
    void show(const QString &title, const QString &text, const QString &action = {},
              const QString &second = {});

Q_SIGNALS:
    void actionTriggered();
    void secondTriggered();

protected:
    void keyPressEvent(QKeyEvent *event) override; ///< Return is the first button
    void changeEvent(QEvent *event) override;

private:
    void applyPalette();

    QLabel *m_title;
    QLabel *m_text;
    QPushButton *m_action;
    QPushButton *m_second;
};

} // namespace tuneboard
