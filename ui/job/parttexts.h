// SPDX-License-Identifier: GPL-3.0-or-later
// Why a tab has no events or no checkpoints to show.
#pragma once

#include <QString>

namespace tuneboard {

struct JobView;

/// Not requested yet, none at the server, not offered by the server, none in the file, or not readable: each
/// has its own sentence. While they are being read, that.
[[nodiscard]] QString noEventsText(const JobView &view);
[[nodiscard]] QString noCheckpointsText(const JobView &view);

} // namespace tuneboard
