// SPDX-License-Identifier: GPL-3.0-or-later
// The graders of the demo's reinforcement jobs: every type, and `multi` in the three forms that servers send.
#pragma once

#include "app/demo/jobspec.h"

#include <vector>

namespace tuneboard::demo {

// A grader that gives scores of its own in the metrics events.
struct GraderLeaf
{
    const char *name;
    const char *type;
    const char *model; // empty: it asks none
};

// The grader of a reinforcement job as JSON. Strict: only what the official document allows.
QByteArray graderJson(const JobSpec &spec, bool strict);

std::vector<GraderLeaf> graderLeaves(const JobSpec &spec, bool strict);

} // namespace tuneboard::demo
