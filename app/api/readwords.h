// SPDX-License-Identifier: GPL-3.0-or-later
// What servers write in the place of an empty value.
#pragma once

#include <QAnyStringView>

namespace tuneboard {

/// Empty, or "None", "null" and "undefined", as programs print a missing value.
[[nodiscard]] bool isNoText(QAnyStringView text);
/// The same for an error's code: also 0, 200 and "OK".
[[nodiscard]] bool isNoError(QAnyStringView code);

} // namespace tuneboard
