// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/job/tabstrip.h"

#include "ui/theme.h"

#include <QMouseEvent>
#include <QPainter>

namespace tuneboard {

namespace {

constexpr int kGap = 18; ///< between two words

// A tab's text marks its key with `&` and writes `&&` for the sign; the keys here are numbers.
QString shownText(QString text)
{
    return text.replace(QStringLiteral("&&"), QStringLiteral("&"));
}

} // namespace

TabStrip::TabStrip(QWidget *parent)
    : QTabBar(parent)
{
    setDrawBase(false);
    setExpanding(false);
    setUsesScrollButtons(true);
    setElideMode(Qt::ElideNone);
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus);
}

QSize TabStrip::tabSizeHint(int index) const
{
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    return {QFontMetrics(bold).horizontalAdvance(shownText(tabText(index))) + kGap,
            fontMetrics().height() + 18};
}

QSize TabStrip::minimumTabSizeHint(int index) const
{
    return tabSizeHint(index);
}

void TabStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Colours &look = colours(palette());
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    for (int i = 0; i < count(); ++i) {
        if (!isTabVisible(i))
            continue;
        const QRect tab = tabRect(i);
        const bool isCurrent = i == currentIndex();
        const QRect word = tab.adjusted(0, 0, -kGap, 0);
        painter.setFont(isCurrent ? bold : font());
        painter.setPen(isCurrent ? look.active : i == m_hovered ? look.text : look.secondText);
        painter.drawText(word, Qt::AlignLeft | Qt::AlignVCenter, shownText(tabText(i)));
        if (!isCurrent)
            continue;
        const int width = QFontMetrics(bold).horizontalAdvance(shownText(tabText(i)));
        painter.fillRect(word.left(), tab.bottom() - 1, width, 2, look.accent);
        if (hasFocus()) {
            painter.setPen(QPen(look.accent, 1));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(QRect(word.left() - 4, tab.top() + 5, width + 7, tab.height() - 13), 3,
                                    3);
        }
    }
}

void TabStrip::mouseMoveEvent(QMouseEvent *event)
{
    QTabBar::mouseMoveEvent(event);
    const int over = tabAt(event->position().toPoint());
    if (over != m_hovered) {
        m_hovered = over;
        update();
    }
}

void TabStrip::leaveEvent(QEvent *event)
{
    QTabBar::leaveEvent(event);
    m_hovered = -1;
    update();
}

} // namespace tuneboard
