// SPDX-License-Identifier: GPL-3.0-or-later
// How long a test waits for what has to come.
#pragma once

namespace tuneboard::test {

/// In ms. Long enough for a busy machine: only a test that fails waits so long.
inline constexpr int kWaitMs = 60'000;

} // namespace tuneboard::test
