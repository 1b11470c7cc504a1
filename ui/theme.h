// SPDX-License-Identifier: GPL-3.0-or-later
// Colours, icons and the style: one place, both themes.
#pragma once

#include "app/api/terms.h"

#include <QColor>
#include <QFont>
#include <QIcon>
#include <QPalette>

class QApplication;

namespace tuneboard {

enum class ThemeMode { System, Light, Dark };

/// The named colours of one theme. All text colours hold 4.5:1 on `window`, `panel`, `field` and `selection`.
struct Colours
{
    QColor window;     ///< behind everything
    QColor panel;      ///< behind text that is read: tables, pages
    QColor field;      ///< inside an entry field
    QColor line;       ///< between areas
    QColor grid;       ///< between rows, behind curves; the trough of a bar
    QColor hover;      ///< under the mouse
    QColor text;       ///< for reading
    QColor secondText; ///< labels, ages, units
    QColor selection;  ///< behind what is selected
    QColor active;     ///< text of what is running, links, the chosen one
    QColor accent;     ///< filled: progress, the mark under a tab
    QColor good;       ///< text of what succeeded
    QColor bad;        ///< text of what failed
    QColor waiting;    ///< text of what waits, is paused, ends soon
    QColor series[6];  ///< for charts, in order; not for text
};

/// Dark is a palette whose window is darker than the middle (Qt 6.4 has no colour scheme of its own).
[[nodiscard]] bool isDark(const QPalette &palette);
/// The row of the table that fits the palette: widgets and delegates ask with their own palette while they
/// paint.
[[nodiscard]] const Colours &colours(const QPalette &palette);
[[nodiscard]] QColor toneColour(Tone tone, const QPalette &palette);
/// The whole palette of one theme.
[[nodiscard]] QPalette themePalette(bool dark);

/// `:/icons/<name>.svg` in that colour, sharp at every scale; cached. An invalid colour: as drawn.
[[nodiscard]] QIcon tintedIcon(const QString &name, const QColor &colour);
/// The program's own. Not through Qt's plugin for SVG icons, which a start would have to wait for.
[[nodiscard]] QIcon programIcon();
/// The icon of a status in its colour; an unknown status has a question mark.
[[nodiscard]] QIcon statusIcon(QStringView status, const QPalette &palette);
[[nodiscard]] QColor statusColour(QStringView status, const QPalette &palette);

/// One step smaller than `font`, for labels and axes.
[[nodiscard]] QFont smallFont(const QFont &font);
/// One step larger and bold, for the name of what is open.
[[nodiscard]] QFont titleFont(const QFont &font);
[[nodiscard]] QFont boldFont(const QFont &font);

/// The word in the settings and on the command line: "system", "light", "dark".
[[nodiscard]] QString themeKey(ThemeMode mode);
/// System for an unknown word.
[[nodiscard]] ThemeMode themeFromKey(const QString &key);

/// Fusion with our palette and a small proxy style. Follows the system while `mode` is System.
void applyTheme(QApplication &app, ThemeMode mode);

} // namespace tuneboard
