// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/job/elidedlabel.h"

#include "ui/format.h"

#include <QPainter>

namespace tuneboard {

ElidedLabel::ElidedLabel(QWidget *parent)
    : QFrame(parent)
{
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
}

void ElidedLabel::setText(const QString &text)
{
    if (text == m_text)
        return;
    m_text = text;
    m_shown = cellText(text, 500);
    setAccessibleName(m_shown);
    setToolTip(toolTipText(text));
    updateGeometry();
    update();
}

void ElidedLabel::setMinimumCharacters(int characters)
{
    m_minimum = characters;
    updateGeometry();
}

QSize ElidedLabel::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(m_shown) + 2, fontMetrics().height()};
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {std::min(sizeHint().width(), fontMetrics().averageCharWidth() * m_minimum),
            fontMetrics().height()};
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter,
                     fontMetrics().elidedText(m_shown, Qt::ElideRight, width()));
}

} // namespace tuneboard
