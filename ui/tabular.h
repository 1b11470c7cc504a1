// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers whose digits stand under each other, in fonts whose digits differ in width (QFont learns to ask the
// font for such digits only in Qt 6.7).
#pragma once

#include <QRect>
#include <QString>

class QFontMetrics;
class QPainter;

namespace tuneboard {

/// Pixels that drawTabular() needs for `text`.
[[nodiscard]] int tabularWidth(const QFontMetrics &metrics, const QString &text);
/// Right-aligned and centred vertically, each digit in the cell of the widest one, with the painter's font
/// and pen. Text that is too wide is cut at its left edge by an ellipsis.
void drawTabular(QPainter *painter, const QRect &rect, const QString &text);

} // namespace tuneboard
