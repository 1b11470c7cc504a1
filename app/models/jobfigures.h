// SPDX-License-Identifier: GPL-3.0-or-later
// A job's summary as the list keeps it: its curve in 256 levels, and what can be said of its end.
#pragma once

#include "app/api/jobrow.h"
#include "app/api/jobsummary.h"

#include <optional>

namespace tuneboard {

/// A JobSummary without its key, small enough to be kept for every job.
struct JobFigures
{
    QByteArrayView metric; ///< the quantity's key, borrowed; empty: the job reported no metrics
    double last = kNoNumber;
    double lastStep = kNoNumber;
    double totalSteps = kNoNumber;
    float stepsPerSecond = std::numeric_limits<float>::quiet_NaN();
    quint8 levelCount = 0;
    bool isComplete = false;
    quint8 flags = 0; ///< TrainingFlags of its curves
    float bestStep = std::numeric_limits<float>::quiet_NaN();
    qint64 readAt = 0;     ///< when the events were last read, seconds since 1970, UTC; 0: not known
    qint64 lastStepAt = 0; ///< seconds since 1970, UTC; 0: not known
    /// From old to new: 0 is the lowest of the curve, 255 the highest. A level curve lies in the middle.
    std::array<quint8, JobSummary::kSparkPoints> levels{};
};

/// `metric` is kept as it is given: it has to outlive the figures.
[[nodiscard]] JobFigures figuresOf(const JobSummary &summary, QByteArrayView metric);
[[nodiscard]] bool sameFigures(const JobFigures &a, const JobFigures &b);

/// How far a running job is, and when it ends.
struct JobEta
{
    enum class Basis : quint8 {
        None,
        Server, ///< the server's own estimate, which lies ahead
        Pace,   ///< the pace of the last steps
    };
    Basis basis = Basis::None;
    qint64 finish = kNoInteger;       ///< seconds since 1970, UTC; kNoInteger: not known
    std::optional<double> part;       ///< 0 to 1, of the steps or as the server says; never from the time
    std::optional<double> doneSteps;  ///< training steps; nullopt: not known
    std::optional<double> totalSteps; ///< nullopt: not known
};

/// `figures` may be null: nothing is known of the job's metrics. `now`: seconds since 1970, UTC.
[[nodiscard]] JobEta jobEta(const JobRow &row, const JobFigures *figures, qint64 now);

} // namespace tuneboard
