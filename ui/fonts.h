// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done about fonts before there is a QApplication.
#pragma once

#include <future>

namespace tuneboard {

/// Begins to read fontconfig's configuration and caches on a thread of its own: they take about as long as
/// connecting to the display, and the first text waits for them. The future ends when they are read; one that
/// is not valid: this system has no fontconfig.
[[nodiscard]] std::future<void> readFontsAhead();

} // namespace tuneboard
