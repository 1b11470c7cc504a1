// SPDX-License-Identifier: GPL-3.0-or-later
// The quantities that servers measure while they train: one row each, under all the names they come by.
#pragma once

#include <QString>

#include <span>

namespace tuneboard {

enum class MetricKind : quint8 { Loss, Accuracy, Reward, GraderScore, GraderError, Usage, Timing, Other };
enum class MetricSplit : quint8 { None, Train, Valid, FullValid };
enum class Better : quint8 { Unknown, Lower, Higher };

/// One known quantity.
struct MetricTerm
{
    const char *key;     ///< the name under which its points are joined
    const char *aliases; ///< other names of the same, separated by blanks
    const char *label;   ///< in English, for tr() in the context "Metric"
    const char *help;    ///< what it means, in our own words; for a tooltip
    MetricKind kind;
    MetricSplit split;
    Better better;
};

/// What a name means. A name without a row keeps itself as key and label.
struct MetricName
{
    QString key;
    const MetricTerm *term = nullptr; ///< nullptr: unknown; of a grader's quantity the row without split
    MetricKind kind = MetricKind::Other;
    MetricSplit split = MetricSplit::None;
    QString grader;     ///< empty: not of one grader
    QString graderType; ///< score_model, python, …; empty: not of one grader, or not said
    QString quantity;   ///< what is measured, as received, without section and grader

    [[nodiscard]] QString label() const; ///< "Training loss", "Policy check: reward, validation"
    [[nodiscard]] QString help() const;  ///< empty: an unknown quantity
    [[nodiscard]] QString base() const;  ///< `quantity` without path and split: "mean_reward", "kl"
    [[nodiscard]] Better better() const { return term ? term->better : Better::Unknown; }
};

[[nodiscard]] std::span<const MetricTerm> metricTerms();

/// Of a column of a result file, a member of an event's data (nested ones joined by slashes) or of a
/// checkpoint's metrics: `train_loss`, `timing/step/eval`, `scores/graders/TYPE/NAME/train_reward_mean`. A
/// grader's name may hold slashes and blanks.
[[nodiscard]] MetricName metricName(const QString &name);
/// Of an element of the array that a section (scores, errors, usage, timing) has for the graders.
[[nodiscard]] MetricName graderMetricName(const QString &section, const QString &type, const QString &grader,
                                          const QString &quantity);

/// "Training", "Validation", "Full validation"; empty for None.
[[nodiscard]] QString splitLabel(MetricSplit split);

} // namespace tuneboard
