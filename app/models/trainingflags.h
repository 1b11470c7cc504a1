// SPDX-License-Identifier: GPL-3.0-or-later
// What the curves of a job say of its training: it diverged, it overfits, its reward dropped; and which step
// was best. The rules are our own; each is shown in words beside the flag.
#pragma once

#include "app/api/terms.h"
#include "app/models/metrics.h"

#include <QFlags>

namespace tuneboard {

enum class TrainingFlag : quint8 {
    Diverged = 1,    ///< the last value is not a number, or far above the lowest one
    Overfit = 2,     ///< the validation loss has risen again
    Dropped = 4,     ///< the validation reward has fallen again
    Stuck = 8,       ///< running without a new step
    BestNotLast = 16 ///< the best evaluation is not the last one
};
Q_DECLARE_FLAGS(TrainingFlags, TrainingFlag)
Q_DECLARE_OPERATORS_FOR_FLAGS(TrainingFlags)

struct TrainingFlagTerm
{
    TrainingFlag flag;
    const char *word;  ///< in `is:` filters and in exports
    const char *label; ///< in English, for tr() in the context "TrainingFlag"
    const char *rule;  ///< the same: one sentence that says when it is set
};

/// All flags, the gravest first.
[[nodiscard]] std::span<const TrainingFlagTerm> trainingFlagTerms();
/// The words, separated by blanks; empty: no flag.
[[nodiscard]] QString flagWords(TrainingFlags flags);
[[nodiscard]] QString flagLabel(const TrainingFlagTerm &term);
[[nodiscard]] QString flagRule(const TrainingFlagTerm &term);

/// The flags that a job's metrics show; `method` is the API's word. Only the last run counts. Never Stuck,
/// which depends on the time.
///
/// Values of the whole validation set are compared as they are, at least three of them. Values of single
/// batches are too noisy for that: means of neighbouring values take their place, of a fifth of all points
/// and at least five, and a difference counts only beyond two standard errors, sqrt((s1² + s2²) / w). Fewer
/// than 20 such points give no flag, and the training loss counts only where the whole set was not measured.
[[nodiscard]] TrainingFlags flagsOf(const JobMetrics &metrics, QStringView method);

/// Whether a job made no progress when its events were last read: it was running, and no step had come for 15
/// minutes, or for 10 usual steps if that is longer. `lastStepAt` and `readAt`: seconds since 1970, UTC; 0:
/// not known. `stepsPerSecond`: NaN if unknown.
[[nodiscard]] bool isStuck(Status status, qint64 lastStepAt, double stepsPerSecond, qint64 readAt);

struct BestStep
{
    double step = 0;
    double value = 0;
    const Series *series = nullptr; ///< of the metrics that were asked
};

/// The step of the best evaluation of the last run; the earlier one of two equal ones. nullopt: there was
/// none.
[[nodiscard]] std::optional<BestStep> bestStep(const JobMetrics &metrics, QStringView method);

/// The checkpoint that holds the best model, as an index: the best one by its own metrics, else the one at
/// the best step. `metrics` may be null. nullopt: no checkpoint has a validation loss or reward, and none was
/// saved at the best step.
[[nodiscard]] std::optional<std::size_t> chosenCheckpoint(std::span<const Checkpoint> checkpoints,
                                                          const JobMetrics *metrics, QStringView method);

} // namespace tuneboard
