// SPDX-License-Identifier: GPL-3.0-or-later
// The line of the training file that a server's message names.
#pragma once

#include <QString>

#include <optional>

namespace tuneboard {

struct JobRecords;

/// From 1, of "Line 17 is not …", "Example 17, message 2 …" and their kin; nullopt: none is named.
[[nodiscard]] std::optional<qint64> namedLine(QStringView message);
/// The id of the job's training file if it lies on this machine, so that its lines can be shown; empty: it
/// does not. `records` may be null.
[[nodiscard]] QString readableTrainingFile(const JobRecords *records);

} // namespace tuneboard
