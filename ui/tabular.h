// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers whose digits stand under each other, in fonts whose digits differ in width (QFont learns to ask the
// font for such digits only in Qt 6.7).
#pragma once

#include <QFontMetrics>
#include <QHash>
#include <QRect>
#include <QStaticText>

#include <array>

class QPainter;

namespace tuneboard {

/// The digits of one font, measured and laid out once: whoever paints many numbers keeps one.
class TabularFigures
{
public:
    explicit TabularFigures(const QFont &font);

    /// Pixels that draw() needs for `text`.
    [[nodiscard]] int width(const QString &text) const;
    /// Right-aligned and centred vertically, each digit in the cell of the widest one, with the painter's
    /// pen and this font, which the painter has already. Text that is too wide is cut at its left edge by an
    /// ellipsis.
    void draw(QPainter *painter, const QRect &rect, const QString &text) const;

private:
    [[nodiscard]] int ownWidth(QChar c) const;
    [[nodiscard]] const QStaticText &other(QChar c, const QFont &font) const;

    QFontMetrics m_metrics;
    std::array<QStaticText, 10> m_digits;
    std::array<int, 10> m_widths{};
    mutable QHash<QChar, QStaticText> m_others; ///< separators and signs, as they are met
    int m_cell = 0;                             ///< width of the widest digit
};

[[nodiscard]] int tabularWidth(const QFontMetrics &metrics, const QString &text);
/// TabularFigures::draw() with the painter's font, for few numbers.
void drawTabular(QPainter *painter, const QRect &rect, const QString &text);

} // namespace tuneboard
