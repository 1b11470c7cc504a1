// SPDX-License-Identifier: GPL-3.0-or-later
// What a multi grader's formula may call its children.
#pragma once

#include "app/api/grader.h"

namespace tuneboard {

/// Key and own name of each child, in their order, for readFormula().
[[nodiscard]] std::vector<QStringList> graderNames(const Grader &multi);

/// "60 %", "33.3 %": a fraction of 1 for people.
[[nodiscard]] QString percent(double share);

} // namespace tuneboard
