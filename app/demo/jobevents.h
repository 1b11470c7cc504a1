// SPDX-License-Identifier: GPL-3.0-or-later
// Events and checkpoints of a demo job, each written when it is asked for. They count from 0, the oldest
// first; an event keeps its number, id and text for ever.
#pragma once

#include "app/demo/demoworld.h"

namespace tuneboard::demo {

qint64 eventCountOf(const JobAt &job);
// Those that came from the plan, without pauses, failures and the like.
qint64 plannedEventCountOf(const JobAt &job);
QByteArray eventJson(const JobAt &job, qint64 event);
// -1: no such event by now.
qint64 findEventOf(const JobAt &job, QByteArrayView id);

// Points (as in democurve.h) whose checkpoints exist by now, oldest first.
std::vector<int> checkpointsOf(const JobAt &job);
QByteArray checkpointIdOf(const JobAt &job, int point);
QByteArray checkpointJson(const JobAt &job, int point);

} // namespace tuneboard::demo
