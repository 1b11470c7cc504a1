// SPDX-License-Identifier: GPL-3.0-or-later
// A few choices that exclude each other, side by side in one frame.
#pragma once

#include <QWidget>

class QAbstractButton;
class QButtonGroup;

namespace tuneboard {

class Segments : public QWidget
{
    Q_OBJECT

public:
    explicit Segments(QWidget *parent = nullptr);

    /// `spoken`: the choice in words, for those who do not see the others beside it.
    QAbstractButton *addSegment(const QString &text, const QString &spoken);
    void setCurrent(int index);        ///< emits nothing
    [[nodiscard]] int current() const; ///< -1: none
    [[nodiscard]] QAbstractButton *segment(int index) const;

Q_SIGNALS:
    void chosen(int index); ///< by the user

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QButtonGroup *m_group;
};

} // namespace tuneboard
