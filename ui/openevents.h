// SPDX-License-Identifier: GPL-3.0-or-later
// Links and files that the system hands to the running program as events (macOS).
#pragma once

#include "app/link/reference.h"

#include <QObject>

namespace tuneboard {

/// Installed on the application. Other systems hand them over as arguments of a second start.
class OpenEvents : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

Q_SIGNALS:
    /// What was handed over, read as hostile; of a text that is no reference, `reference` says why.
    void opened(const tuneboard::Reference &reference);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace tuneboard
