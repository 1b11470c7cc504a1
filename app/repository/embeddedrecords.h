// SPDX-License-Identifier: GPL-3.0-or-later
// Events, checkpoints and metrics that are inside a job's own object or in a file, where elements may have no
// id.
#pragma once

#include "app/api/checkpoint.h"
#include "app/api/event.h"

#include <QSet>

#include <memory>
#include <vector>

namespace tuneboard {

/// What an object itself holds.
struct EmbeddedRecords
{
    std::shared_ptr<const std::vector<EventRow>> events; ///< newest first
    std::shared_ptr<const std::vector<Checkpoint>> checkpoints;
};

/// Collects the events of a list. An event whose id is missing or repeated gets "#" and its number among the
/// objects. A missing message becomes the event's name; so does a missing type, if the event has no step.
/// Elements that are not objects are skipped.
class ListedEvents
{
public:
    void add(const Value &element);
    /// All of them, newest first.
    [[nodiscard]] std::vector<EventRow> take();

private:
    std::vector<EventRow> m_events;
    QSet<QString> m_taken; ///< ids
};

/// Collects the checkpoints of a list, with ids made in the same way.
class ListedCheckpoints
{
public:
    void add(const Value &element);
    /// All of them, in the list's order.
    [[nodiscard]] std::vector<Checkpoint> take();

private:
    std::vector<Checkpoint> m_checkpoints;
    QSet<QString> m_taken; ///< ids
};

[[nodiscard]] std::vector<EventRow> eventsOfList(const Value &list);
[[nodiscard]] std::vector<Checkpoint> checkpointsOfList(const Value &list);

/// The lists `events`, `status_logs`, `checkpoints` and `metrics` of a job or of its `status_details`; each
/// step of `metrics` is an event.
[[nodiscard]] EmbeddedRecords embeddedRecords(const Value &job);

} // namespace tuneboard
