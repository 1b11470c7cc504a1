// SPDX-License-Identifier: GPL-3.0-or-later
// The box where one types words of a filter or pastes a link; what makes no sense is underlined.
#pragma once

#include "app/models/jobfilter.h"

#include <QLineEdit>

namespace tuneboard {

class FindBox : public QLineEdit
{
    Q_OBJECT

public:
    explicit FindBox(QWidget *parent = nullptr);

    /// The text's words that mean nothing; the first one's reason is the tooltip and the description.
    void setProblems(const std::vector<FilterProblem> &problems);
    /// The keys that lead here, as they are written on this system.
    void setHint(const QString &hint);

Q_SIGNALS:
    /// Return: the text may be a reference rather than words.
    void submitted(const QString &text);
    void left(); ///< Esc in an empty box, or the down key: the focus belongs to the table

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void inputMethodEvent(QInputMethodEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void underline();
    void place();

    std::vector<FilterProblem> m_problems;
    QString m_hint;
    QAction *m_icon;
};

} // namespace tuneboard
