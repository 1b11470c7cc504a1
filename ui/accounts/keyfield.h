// SPDX-License-Identifier: GPL-3.0-or-later
// The field for a key: it goes in, and never comes out again.
#pragma once

#include "app/api/secret.h"

#include <QLineEdit>

namespace tuneboard {

/// Masked, not to be copied, cut or dragged out. What is pasted loses the blanks and line breaks around it.
class KeyField : public QLineEdit
{
    Q_OBJECT

public:
    explicit KeyField(QWidget *parent);

    /// Empty: nothing was entered.
    [[nodiscard]] Secret key() const;

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
};

} // namespace tuneboard
