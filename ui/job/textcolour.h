// SPDX-License-Identifier: GPL-3.0-or-later
// Colours one widget's text.
#pragma once

#include <QWidget>

namespace tuneboard {

/// On a page whose ground is QPalette::Base a label writes in Text, elsewhere in WindowText: both are set.
inline void setTextColour(QWidget *widget, const QColor &colour)
{
    QPalette palette = widget->parentWidget() ? widget->parentWidget()->palette() : widget->palette();
    palette.setColor(QPalette::WindowText, colour);
    palette.setColor(QPalette::Text, colour);
    widget->setPalette(palette);
}

/// A line of one colour between two areas.
inline void setLineColour(QWidget *line, const QColor &colour)
{
    QPalette palette = line->palette();
    palette.setColor(QPalette::Window, colour);
    line->setBackgroundRole(QPalette::Window);
    line->setAutoFillBackground(true);
    line->setPalette(palette);
}

} // namespace tuneboard
