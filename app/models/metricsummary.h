// SPDX-License-Identifier: GPL-3.0-or-later
// What the list and the overview say of a job's metrics in one cell: the headline, the best checkpoint, how
// far it is and how fast.
#pragma once

#include "app/models/metrics.h"

namespace tuneboard {

struct Headline
{
    const Series *series = nullptr; ///< of the metrics that were asked; nullptr: nothing to show
    double last = 0;                ///< the last value of the last run
    std::vector<double> sparkline;  ///< 32 at most, from old to new; finite numbers only
};

/// The series for the list's metric column. Reinforcement: validation reward, else training reward; every
/// other method: full validation loss, else validation loss, else training loss. `method` is the API's word.
[[nodiscard]] Headline headline(const JobMetrics &metrics, QStringView method);

struct BestCheckpoint
{
    std::optional<std::size_t> index; ///< in the checkpoints that were asked; nullopt: not ranked
    double value = 0;
    QString rule; ///< for people: why this one, or why none
};

/// Lowest full validation loss, else validation loss; for reinforcement highest validation reward. Ties go to
/// the earlier step.
[[nodiscard]] BestCheckpoint bestCheckpoint(std::span<const Checkpoint> checkpoints, QStringView method);

/// The step of a checkpoint: its own, its metrics' or that in its name; NaN: none says it.
[[nodiscard]] double checkpointStep(const Checkpoint &checkpoint);

/// The checkpoints at and around a step, as indexes of those that were asked; nullopt: there is none.
struct NearCheckpoints
{
    std::optional<std::size_t> at;
    std::optional<std::size_t> before;
    std::optional<std::size_t> after;
};
[[nodiscard]] NearCheckpoints nearCheckpoints(std::span<const Checkpoint> checkpoints, double step);

struct Progress
{
    std::optional<double> lastStep;
    std::optional<double> totalSteps;
    std::optional<double> stepsPerSecond; ///< over the last steps, pauses left out; nullopt: too few
    std::size_t rateSteps = 0;            ///< how many reports the rate rests on
    std::optional<double> secondsLeft;    ///< at that rate, from the last report on
};

[[nodiscard]] Progress progressOf(const JobMetrics &metrics);

struct InferredEpochs
{
    int epochs = 0;
    bool isFromCheckpoints = false; ///< which are kept one per epoch; else the metrics count epochs
};

/// How many epochs a job goes through, where its server does not say. `isDone`: it has succeeded, so that its
/// last checkpoint is its end. nullopt: nothing tells, or the records do not fit a whole number.
[[nodiscard]] std::optional<InferredEpochs> inferredEpochs(const JobMetrics *metrics,
                                                           std::span<const Checkpoint> checkpoints,
                                                           QStringView method, bool isDone);

} // namespace tuneboard
