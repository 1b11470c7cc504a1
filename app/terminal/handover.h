// SPDX-License-Identifier: GPL-3.0-or-later
// What a start of the window says to the one that runs already.
#pragma once

#include "app/link/instance.h"

#include <optional>

namespace tuneboard {

struct CommandLine;

/// What of the line says which account and archive are meant: two windows with the same text show the same.
/// Empty: nothing does, any window will do.
[[nodiscard]] QString accountScope(const CommandLine &line);

/// Looks for the window that runs already and hands it the line. nullopt: open a window, and let `instance`
/// listen if it is still there (this window is the one); else what the process returns now.
[[nodiscard]] std::optional<int> handOver(std::optional<Instance> &instance, const CommandLine &line);

/// The reference as it was typed or handed over, paths made absolute, with the desktop's token from the
/// environment.
[[nodiscard]] Handover handoverOf(const CommandLine &line);

} // namespace tuneboard
