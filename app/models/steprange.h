// SPDX-License-Identifier: GPL-3.0-or-later
// A span of training steps.
#pragma once

namespace tuneboard {

/// Both ends are in it.
struct StepRange
{
    double first = 0;
    double last = 0;

    [[nodiscard]] bool contains(double step) const { return step >= first && step <= last; }
    friend bool operator==(const StepRange &, const StepRange &) = default;
};

} // namespace tuneboard
