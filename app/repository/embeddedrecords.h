// SPDX-License-Identifier: GPL-3.0-or-later
// Events, checkpoints and metrics that are inside a job's own object or in a file, where elements may have no
// id.
#pragma once

#include "app/api/checkpoint.h"
#include "app/api/event.h"

#include <memory>
#include <vector>

namespace tuneboard {

/// What an object itself holds.
struct EmbeddedRecords
{
    std::shared_ptr<const std::vector<EventRow>> events; ///< newest first
    std::shared_ptr<const std::vector<Checkpoint>> checkpoints;
};

/// The events of a list, newest first. An element without an id gets its number in the list, with a #; one
/// without a type or a message takes its `name`. What is not an object is left out.
[[nodiscard]] std::vector<EventRow> eventsOfList(const Value &list);
/// The checkpoints of a list, in its order. The same.
[[nodiscard]] std::vector<Checkpoint> checkpointsOfList(const Value &list);

/// The lists `events`, `status_logs`, `checkpoints` and `metrics` of a job or of its `status_details`; each
/// step of `metrics` is an event.
[[nodiscard]] EmbeddedRecords embeddedRecords(const Value &job);

} // namespace tuneboard
