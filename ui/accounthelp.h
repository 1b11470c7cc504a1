// SPDX-License-Identifier: GPL-3.0-or-later
// How to see the jobs of one's own account.
#pragma once

#include <QDialog>

namespace tuneboard {

/// Deletes itself when it is closed.
class AccountHelp : public QDialog
{
    Q_OBJECT

public:
    explicit AccountHelp(QWidget *parent);
};

} // namespace tuneboard
