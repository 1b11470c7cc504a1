// SPDX-License-Identifier: GPL-3.0-or-later
// The settings: look, following, and where the archive lies.
#pragma once

#include "ui/theme.h"

#include <QDialog>

class QFormLayout;

namespace tuneboard {

/// Every choice acts at once; the dialog deletes itself when it is closed.
class SettingsDialog : public QDialog
{
    Q_OBJECT

public:
    struct Choices
    {
        ThemeMode theme = ThemeMode::System;
        int slowness = 1;    ///< how many times slower than usual running jobs are asked for
        bool tells = true;   ///< whether the desktop is told of jobs that ended
        QString archivePath; ///< the archive's file; empty: nothing is kept
    };

    SettingsDialog(const Choices &choices, QWidget *parent);

Q_SIGNALS:
    void themeChosen(tuneboard::ThemeMode mode);
    void slownessChosen(int slowness);
    void tellsChosen(bool tells);
    void accountsRequested();

private:
    void addFollowing(QFormLayout *form, const Choices &choices);
    void addArchive(QFormLayout *form, const QString &archivePath);
};

} // namespace tuneboard
