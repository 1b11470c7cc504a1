// SPDX-License-Identifier: GPL-3.0-or-later
// A line of plain text that gives way: what does not fit is elided, the whole is in the tooltip.
#pragma once

#include <QFrame>

namespace tuneboard {

class ElidedLabel : public QFrame
{
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget *parent = nullptr);

    /// Shown as plain text with visible escapes.
    void setText(const QString &text);
    [[nodiscard]] QString text() const { return m_text; }
    /// Never elided below this many characters.
    void setMinimumCharacters(int characters);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text;
    QString m_shown;
    int m_minimum = 4;
};

} // namespace tuneboard
