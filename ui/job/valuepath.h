// SPDX-License-Identifier: GPL-3.0-or-later
// Finds a value inside another by its path.
#pragma once

#include "app/api/value.h"

namespace tuneboard {

/// What stands at that JSON pointer (RFC 6901) inside `root`; nullptr: nothing does. Empty: the root itself.
[[nodiscard]] const Value *valueAt(const Value &root, QStringView pointer);

} // namespace tuneboard
