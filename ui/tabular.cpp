// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tabular.h"

#include <QPainter>
#include <QTransform>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

int widestDigit(const QFontMetrics &metrics)
{
    int widest = 0;
    for (char16_t digit = u'0'; digit <= u'9'; ++digit)
        widest = qMax(widest, metrics.horizontalAdvance(QChar(digit)));
    return widest;
}

QStaticText laidOut(QChar c, const QFont &font)
{
    QStaticText text{QString(c)};
    text.setTextFormat(Qt::PlainText);
    text.prepare(QTransform(), font);
    return text;
}

} // namespace

TabularFigures::TabularFigures(const QFont &font)
    : m_metrics(font)
    , m_cell(widestDigit(m_metrics))
{
    for (int i = 0; i < 10; ++i) {
        const QChar digit(u'0' + i);
        m_digits[std::size_t(i)] = laidOut(digit, font);
        m_widths[std::size_t(i)] = m_metrics.horizontalAdvance(digit);
    }
}

int TabularFigures::ownWidth(QChar c) const
{
    return isDigit(c) ? m_widths[std::size_t(c.unicode() - u'0')] : m_metrics.horizontalAdvance(c);
}

const QStaticText &TabularFigures::other(QChar c, const QFont &font) const
{
    auto it = m_others.find(c);
    if (it == m_others.end())
        it = m_others.insert(c, laidOut(c, font));
    return *it;
}

int TabularFigures::width(const QString &text) const
{
    int width = 0;
    for (const QChar c : text)
        width += isDigit(c) ? m_cell : m_metrics.horizontalAdvance(c);
    return width;
}

void TabularFigures::draw(QPainter *painter, const QRect &rect, const QString &text) const
{
    const int top = rect.top() + (rect.height() - m_metrics.height()) / 2;
    const int baseline = top + m_metrics.ascent();
    int x = rect.right() + 1;
    for (qsizetype i = text.size() - 1; i >= 0; --i) {
        const QChar c = text[i];
        const int own = ownWidth(c);
        const int width = isDigit(c) ? m_cell : own;
        if (x - width < rect.left()) {
            painter->drawText(QPoint(x - m_metrics.horizontalAdvance(u'…'), baseline), u"…"_s);
            return;
        }
        x -= width;
        if (isDigit(c))
            painter->drawStaticText(x + (width - own) / 2, top, m_digits[std::size_t(c.unicode() - u'0')]);
        else if (!c.isSpace())
            painter->drawStaticText(x, top, other(c, painter->font()));
    }
}

int tabularWidth(const QFontMetrics &metrics, const QString &text)
{
    const int cell = widestDigit(metrics);
    int width = 0;
    for (const QChar c : text)
        width += isDigit(c) ? cell : metrics.horizontalAdvance(c);
    return width;
}

void drawTabular(QPainter *painter, const QRect &rect, const QString &text)
{
    TabularFigures(painter->font()).draw(painter, rect, text);
}

} // namespace tuneboard
