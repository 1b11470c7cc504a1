// SPDX-License-Identifier: GPL-3.0-or-later
// The second text of a message box, as plain text.
#pragma once

#include <QLabel>
#include <QMessageBox>

namespace tuneboard {

/// QMessageBox::setTextFormat() is for the first text alone: what looks like rich text in the second one is
/// read as such, and a click opens its links.
inline void setInformativeText(QMessageBox &box, const QString &text)
{
    box.setInformativeText(QStringLiteral(" ")); // makes the label
    if (auto *label = box.findChild<QLabel *>(QStringLiteral("qt_msgbox_informativelabel")))
        label->setTextFormat(Qt::PlainText);
    box.setInformativeText(text);
}

} // namespace tuneboard
