// SPDX-License-Identifier: GPL-3.0-or-later
// What an error of any server says, whatever its shape.
#pragma once

#include "app/api/value.h"

namespace tuneboard {

/// Empty: not said. As they were sent: they may have line ends, and any length.
struct ErrorWords
{
    QString message;
    QString code;
    QString type;
    QString param;
};

/// Of a text, a list or an object, wherever in it they stand.
[[nodiscard]] ErrorWords errorWords(const Value &error);
/// The message alone, on one line, with at most 2000 characters.
[[nodiscard]] QString errorText(const Value &error);

} // namespace tuneboard
