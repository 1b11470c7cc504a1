// SPDX-License-Identifier: GPL-3.0-or-later
// The field for a key: it goes in, and never comes out again.
#pragma once

#include "app/api/secret.h"

#include <QLineEdit>

namespace tuneboard {

/// Masked, not to be copied, cut or dragged out. With Trim, what is pasted loses the blanks and line breaks
/// around it.
class KeyField : public QLineEdit
{
    Q_OBJECT

public:
    enum class Blanks { Trim, Keep }; ///< those at the ends
    explicit KeyField(QWidget *parent, Blanks blanks = Blanks::Trim);

    /// Masked from the start. Without the mask it is a field like any other, for a value that is no secret.
    void setMasked(bool masked);

    /// Empty: nothing was entered.
    [[nodiscard]] Secret key() const;

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
};

} // namespace tuneboard
