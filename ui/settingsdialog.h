// SPDX-License-Identifier: GPL-3.0-or-later
// The settings: look, and where the archive lies.
#pragma once

#include "ui/theme.h"

#include <QDialog>

namespace tuneboard {

/// Every choice acts at once; the dialog deletes itself when it is closed.
class SettingsDialog : public QDialog
{
    Q_OBJECT

public:
    /// `archivePath`: the archive's file; empty: nothing is kept.
    SettingsDialog(ThemeMode theme, const QString &archivePath, QWidget *parent);

Q_SIGNALS:
    void themeChosen(tuneboard::ThemeMode mode);
    void accountsRequested();
};

} // namespace tuneboard
