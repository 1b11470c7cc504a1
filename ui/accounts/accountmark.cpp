// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/accountmark.h"

#include "ui/theme.h"

#include <QCoreApplication>
#include <QPainter>

#include <iterator>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

// In the order of the theme's series colours.
constexpr const char *kNames[] = {
    QT_TRANSLATE_NOOP("AccountMark", "Blue"),    QT_TRANSLATE_NOOP("AccountMark", "Orange"),
    QT_TRANSLATE_NOOP("AccountMark", "Green"),   QT_TRANSLATE_NOOP("AccountMark", "Violet"),
    QT_TRANSLATE_NOOP("AccountMark", "Magenta"), QT_TRANSLATE_NOOP("AccountMark", "Grey"),
};

bool isColour(int colour)
{
    return colour >= 0 && colour < int(std::size(kNames));
}

} // namespace

QString accountColourName(int colour)
{
    return QCoreApplication::translate(
        "AccountMark", isColour(colour) ? kNames[colour] : QT_TRANSLATE_NOOP("AccountMark", "None"));
}

int accountDotWidth(int colour, int lineHeight)
{
    return isColour(colour) ? lineHeight * 7 / 8 : 0;
}

QRect drawAccountDot(QPainter *painter, const QRect &rect, int colour, const QPalette &palette)
{
    const int line = painter->fontMetrics().height();
    const int width = accountDotWidth(colour, line);
    if (width == 0)
        return rect;
    const double size = line / 2.0;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(colours(palette).series[colour]);
    painter->drawEllipse(QRectF(rect.left(), rect.top() + (rect.height() - size) / 2.0 + 0.5, size, size));
    painter->restore();
    return rect.adjusted(width, 0, 0, 0);
}

QIcon accountIcon(int colour, const QPalette &palette)
{
    if (!isColour(colour))
        return {};
    constexpr int side = 64; // scaled down wherever it is shown
    QPixmap pixmap(side, side);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colours(palette).series[colour]);
    painter.drawEllipse(side / 5, side / 5, side * 3 / 5, side * 3 / 5);
    return QIcon(pixmap);
}

} // namespace tuneboard
