// SPDX-License-Identifier: GPL-3.0-or-later
// All keys, and the words of the find box.
#pragma once

#include <QDialog>

namespace tuneboard {

class Actions;

/// Deletes itself when it is closed.
class KeyHelp : public QDialog
{
    Q_OBJECT

public:
    KeyHelp(const Actions &actions, QWidget *parent);
};

} // namespace tuneboard
