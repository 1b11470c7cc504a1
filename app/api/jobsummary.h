// SPDX-License-Identifier: GPL-3.0-or-later
// What the list shows of a job's metrics: worked out once from its details, and kept.
#pragma once

#include <QString>

#include <array>
#include <limits>

namespace tuneboard {

/// The headline metric with its sparkline, and how far the training is. A job without one has no details yet.
struct JobSummary
{
    static constexpr int kSparkPoints = 32;

    qint64 account = 0;
    QString job;                                            ///< its id
    QString metric;                                         ///< the quantity's key; empty: no metrics
    double last = std::numeric_limits<double>::quiet_NaN(); ///< its last value; NaN: none
    std::array<float, kSparkPoints> spark{};                ///< from old to new
    int sparkCount = 0;                                     ///< how many of `spark` are set
    double lastStep = std::numeric_limits<double>::quiet_NaN();
    double totalSteps = std::numeric_limits<double>::quiet_NaN();
    double stepsPerSecond = std::numeric_limits<double>::quiet_NaN(); ///< over the last steps; NaN: too few
    qint64 lastStepAt = 0; ///< when that step was reported, seconds since 1970, UTC; 0: not known
    qint64 readAt = 0;     ///< when the events were last read, seconds since 1970, UTC; 0: not known
    quint8 flags = 0;      ///< TrainingFlags of its curves
    double bestStep =
        std::numeric_limits<double>::quiet_NaN(); ///< of the best evaluation; NaN: there was none
    QString bestModel;       ///< of the best checkpoint; empty: none is known to be the best
    bool isComplete = false; ///< all details of the job are kept; else what is known so far

    friend bool operator==(const JobSummary &, const JobSummary &) = default;
};

} // namespace tuneboard
