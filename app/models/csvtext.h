// SPDX-License-Identifier: GPL-3.0-or-later
// Cells of CSV text by RFC 4180, for whatever writes a table.
#pragma once

#include <QByteArray>
#include <QString>

namespace tuneboard {

/// A cell that holds text: quoted where it must be. A spreadsheet runs what begins with `= + - @`, a tab, a
/// line break or a full-width form of those signs: such a text gets a `'` in front.
[[nodiscard]] QByteArray csvText(const QString &text);
/// A cell that holds a number, with as many digits as tell it from its neighbours. Empty: no finite number.
[[nodiscard]] QByteArray csvNumber(double number);

} // namespace tuneboard
