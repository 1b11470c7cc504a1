// SPDX-License-Identifier: GPL-3.0-or-later
// What this program is, of which version, made of what.
#pragma once

#include <QDialog>

namespace tuneboard {

/// Deletes itself when it is closed.
class AboutDialog : public QDialog
{
    Q_OBJECT

public:
    /// `diagnostics`: what "Copy diagnostics" puts on the clipboard.
    AboutDialog(const QString &diagnostics, QWidget *parent);

    /// The first lines of the diagnostics: versions of the program, Qt and the system.
    [[nodiscard]] static QStringList systemLines();
};

} // namespace tuneboard
