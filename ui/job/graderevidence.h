// SPDX-License-Identifier: GPL-3.0-or-later
// What the metrics say of each grader: how it scored, and how often it failed.
#pragma once

#include "app/models/node.h"

#include <QHash>

#include <optional>
#include <vector>

namespace tuneboard {

struct JobMetrics;

struct GraderEvidence
{
    double last = 0;
    double mean = 0;
    std::vector<double> sparkline;   ///< from old to new, 32 at most
    std::optional<double> errorRate; ///< a fraction of 1, as last reported; nullopt: not said
    bool isValidation = false;       ///< the scores are of the validation data
    friend bool operator==(const GraderEvidence &, const GraderEvidence &) = default;
};

/// By the paths of the graders in `root` whose scores are in the metrics, by key or own name.
[[nodiscard]] QHash<QString, GraderEvidence> graderEvidence(const Node &root, const JobMetrics *metrics);

/// "last 0.87 · mean 0.81 · errors 2 %"
[[nodiscard]] QString evidenceText(const GraderEvidence &evidence);

} // namespace tuneboard
