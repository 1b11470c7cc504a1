// SPDX-License-Identifier: GPL-3.0-or-later
// How much a grader counts, for people.
#pragma once

#include "app/models/gradershares.h"

namespace tuneboard {

/// "60 %", "33.3 %": a fraction of 1.
[[nodiscard]] QString percent(double share);
/// The same, and whether it rests on a range that was not sent.
[[nodiscard]] QString shareText(const GraderShare &share);

} // namespace tuneboard
