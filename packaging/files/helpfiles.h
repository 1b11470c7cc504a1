// SPDX-License-Identifier: GPL-3.0-or-later
// The manual page and the shells' completions, made from the program's own help.
#pragma once

#include "app/terminal/commandline.h"

#include <QDate>

namespace tuneboard::packaging {

/// tuneboard(1) as roff. An invalid date leaves the page undated.
[[nodiscard]] QString manualPage(const QList<CommandHelp> &commands, const QString &version, QDate date);

[[nodiscard]] QString bashCompletion(const QList<CommandHelp> &commands);
[[nodiscard]] QString zshCompletion(const QList<CommandHelp> &commands);
[[nodiscard]] QString fishCompletion(const QList<CommandHelp> &commands);

} // namespace tuneboard::packaging
