// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tabular.h"

#include <QFontMetrics>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

int digitCell(const QFontMetrics &metrics)
{
    int widest = 0;
    for (char16_t digit = u'0'; digit <= u'9'; ++digit)
        widest = qMax(widest, metrics.horizontalAdvance(QChar(digit)));
    return widest;
}

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

} // namespace

int tabularWidth(const QFontMetrics &metrics, const QString &text)
{
    const int cell = digitCell(metrics);
    int width = 0;
    for (const QChar c : text)
        width += isDigit(c) ? cell : metrics.horizontalAdvance(c);
    return width;
}

void drawTabular(QPainter *painter, const QRect &rect, const QString &text)
{
    const QFontMetrics metrics = painter->fontMetrics();
    const int cell = digitCell(metrics);
    // As all other text is centred, so that both stand on one line.
    const auto draw = [&](int left, const QString &character) {
        painter->drawText(QRect(left, rect.top(), 4 * cell, rect.height()),
                          Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, character);
    };
    int x = rect.right() + 1;
    for (qsizetype i = text.size() - 1; i >= 0; --i) {
        const QString character = text.mid(i, 1);
        const int own = metrics.horizontalAdvance(character);
        const int width = isDigit(text[i]) ? cell : own;
        if (x - width < rect.left()) {
            draw(x - metrics.horizontalAdvance(u'…'), u"…"_s);
            return;
        }
        x -= width;
        draw(x + (width - own) / 2, character);
    }
}

} // namespace tuneboard
