// SPDX-License-Identifier: GPL-3.0-or-later
// The dot in an account's colour that stands beside its name, never instead of it.
#pragma once

#include <QIcon>
#include <QPalette>
#include <QRect>

class QPainter;

namespace tuneboard {

/// What the colour is called, for people who choose one; -1: "None".
[[nodiscard]] QString accountColourName(int colour);

/// Paints the dot at the left of `rect`, centred vertically. Returns what is left of `rect`; without a colour
/// (-1) all of it.
[[nodiscard]] QRect drawAccountDot(QPainter *painter, const QRect &rect, int colour, const QPalette &palette);
/// The width that drawAccountDot() takes in a line of that height; 0: no colour.
[[nodiscard]] int accountDotWidth(int colour, int lineHeight);
/// For menus, lists and labels; null: no colour.
[[nodiscard]] QIcon accountIcon(int colour, const QPalette &palette);

} // namespace tuneboard
