// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/trainingflags.h"

#include "app/models/metricsummary.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

constexpr TrainingFlagTerm kTerms[] = {
    {TrainingFlag::Diverged, "diverged", QT_TRANSLATE_NOOP("TrainingFlag", "Diverged"),
     QT_TRANSLATE_NOOP(
         "TrainingFlag",
         "The last training or validation value is not a number, or the loss is more than 3 times "
         "its lowest value and not below its first one.")},
    {TrainingFlag::Overfit, "overfit", QT_TRANSLATE_NOOP("TrainingFlag", "Overfit"),
     QT_TRANSLATE_NOOP("TrainingFlag",
                       "The last validation loss is more than 10 % above the lowest one, which was "
                       "at least two evaluations earlier.")},
    {TrainingFlag::Dropped, "dropped", QT_TRANSLATE_NOOP("TrainingFlag", "Dropped"),
     QT_TRANSLATE_NOOP("TrainingFlag", "The last validation reward is more than 10 % below the best one.")},
    {TrainingFlag::Stuck, "stuck", QT_TRANSLATE_NOOP("TrainingFlag", "Stuck"),
     QT_TRANSLATE_NOOP("TrainingFlag",
                       "No new step for 15 minutes, or for 10 usual steps if that is longer.")},
    {TrainingFlag::BestNotLast, "best-not-last", QT_TRANSLATE_NOOP("TrainingFlag", "Best is not last"),
     QT_TRANSLATE_NOOP("TrainingFlag", "The best evaluation is not the last one.")},
};

constexpr std::size_t kLeastEvaluations = 3;
constexpr std::size_t kLeastPoints = 20; // of single batches
constexpr std::size_t kLeastWindow = 5;
constexpr double kErrors = 2; // standard errors beyond which a difference of noisy means counts

bool isReinforcement(QStringView method)
{
    return method == "reinforcement"_L1;
}

// The values of a series' last run.
std::span<const double> lastRun(const Points &points, const std::vector<double> &of)
{
    if (points.isEmpty())
        return {};
    return std::span(of).subspan(points.runs.back().first);
}

// One value to compare: of the whole set, or the mean of a window.
struct Evaluation
{
    double value = 0;
    double variance = 0; ///< of the points in the window; 0: of the whole set
    std::size_t number = 0;
};

// What the rules look at, of the evaluations of a series in the order of their steps.
struct Evaluations
{
    std::size_t count = 0; ///< 0: too few to say anything
    Evaluation first;
    Evaluation last;
    Evaluation lowest;
    Evaluation highest;
    std::size_t window = 1;   ///< points of each
    std::size_t distance = 2; ///< from one to the other, at which they count as two evaluations apart

    void add(Evaluation evaluation)
    {
        evaluation.number = count++;
        if (count == 1)
            first = lowest = highest = evaluation;
        if (evaluation.value < lowest.value)
            lowest = evaluation;
        if (evaluation.value > highest.value)
            highest = evaluation;
        last = evaluation;
    }
    [[nodiscard]] bool isEmpty() const { return count == 0; }
    /// Whether the difference is more than noise.
    [[nodiscard]] bool isReal(const Evaluation &a, const Evaluation &b) const
    {
        const double error = std::sqrt((a.variance + b.variance) / double(window));
        return std::abs(a.value - b.value) > kErrors * error;
    }
    [[nodiscard]] bool isEarlier(const Evaluation &evaluation) const
    {
        return evaluation.number + distance <= last.number;
    }
};

Evaluations wholeSet(const Series &series)
{
    Evaluations made;
    const std::span<const double> values = lastRun(series.points, series.points.values);
    if (values.size() < kLeastEvaluations)
        return made;
    for (const double value : values)
        made.add({value, 0});
    return made;
}

// Means of all runs of neighbouring points.
Evaluations windows(const Series &series)
{
    Evaluations made;
    const std::span<const double> values = lastRun(series.points, series.points.values);
    if (values.size() < kLeastPoints)
        return made;
    made.window = std::max(kLeastWindow, values.size() / 5);
    made.distance = made.window; // so that they share no point
    const auto size = double(made.window);
    // Sums of differences from a value in the middle: squares of large values would lose the small
    // differences.
    double middle = 0;
    for (const double value : values)
        middle += value / double(values.size());
    double sum = 0;
    double squares = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double in = values[i] - middle;
        sum += in;
        squares += in * in;
        if (i >= made.window) {
            const double out = values[i - made.window] - middle;
            sum -= out;
            squares -= out * out;
        }
        if (i + 1 < made.window)
            continue;
        const double mean = sum / size;
        made.add({middle + mean, std::max(0.0, (squares - size * mean * mean) / (size - 1))});
    }
    return made;
}

Evaluations evaluationsOf(const Series *whole, const Series *batches)
{
    Evaluations made;
    if (whole)
        made = wholeSet(*whole);
    return made.isEmpty() && batches ? windows(*batches) : made;
}

bool hasDiverged(const Evaluations &loss)
{
    return !loss.isEmpty() && loss.lowest.value > 0 && loss.last.value > 3 * loss.lowest.value &&
           loss.last.value >= loss.first.value && loss.isReal(loss.last, loss.lowest);
}

// By more than 10 %.
bool isOverfit(const Evaluations &loss)
{
    return !loss.isEmpty() && loss.isEarlier(loss.lowest) &&
           loss.last.value > loss.lowest.value + 0.1 * std::abs(loss.lowest.value) &&
           loss.isReal(loss.last, loss.lowest);
}

bool hasDropped(const Evaluations &reward)
{
    return !reward.isEmpty() &&
           reward.last.value < reward.highest.value - 0.1 * std::abs(reward.highest.value) &&
           reward.isReal(reward.last, reward.highest);
}

} // namespace

std::span<const TrainingFlagTerm> trainingFlagTerms()
{
    return kTerms;
}

QString flagWords(TrainingFlags flags)
{
    QStringList words;
    for (const TrainingFlagTerm &term : kTerms) {
        if (flags.testFlag(term.flag))
            words += QString::fromLatin1(term.word);
    }
    return words.join(u' ');
}

QString flagLabel(const TrainingFlagTerm &term)
{
    return QCoreApplication::translate("TrainingFlag", term.label);
}

QString flagRule(const TrainingFlagTerm &term)
{
    return QCoreApplication::translate("TrainingFlag", term.rule);
}

TrainingFlags flagsOf(const JobMetrics &metrics, QStringView method)
{
    TrainingFlags flags;
    const auto find = [&metrics](const char *key) {
        return metrics.find(QString::fromLatin1(key));
    };
    const Series *whole = find("full_valid_loss");
    const Evaluations validation = evaluationsOf(whole, find("valid_loss"));
    // Batches count only where the whole set was not measured.
    const bool hasWhole = whole && !wholeSet(*whole).isEmpty();
    const Evaluations training = hasWhole ? Evaluations() : evaluationsOf(nullptr, find("train_loss"));
    const Evaluations reward =
        isReinforcement(method) ? evaluationsOf(find("full_valid_mean_reward"), nullptr) : Evaluations();
    if (metrics.notANumberSince || hasDiverged(validation) || hasDiverged(training))
        flags |= TrainingFlag::Diverged;
    else if (isOverfit(validation))
        flags |= TrainingFlag::Overfit;
    else if (hasDropped(reward))
        flags |= TrainingFlag::Dropped;
    const Evaluations &evaluations = isReinforcement(method) ? reward : validation;
    const Evaluation &best = isReinforcement(method) ? evaluations.highest : evaluations.lowest;
    const bool isLast =
        evaluations.window > 1 ? !evaluations.isEarlier(best) : best.number == evaluations.last.number;
    if (!evaluations.isEmpty() && !isLast && evaluations.isReal(best, evaluations.last))
        flags |= TrainingFlag::BestNotLast;
    return flags;
}

bool isStuck(Status status, qint64 lastStepAt, double stepsPerSecond, qint64 readAt)
{
    constexpr double patience = 15.0 * 60; // s
    if (status != Status::Running || lastStepAt <= 0 || readAt <= 0)
        return false;
    const double tenSteps = stepsPerSecond > 0 && std::isfinite(stepsPerSecond) ? 10 / stepsPerSecond : 0;
    return double(readAt - lastStepAt) > std::max(patience, tenSteps);
}

std::optional<BestStep> bestStep(const JobMetrics &metrics, QStringView method)
{
    static constexpr const char *losses[] = {"full_valid_loss", "valid_loss"};
    static constexpr const char *rewards[] = {"full_valid_mean_reward"};
    const bool highest = isReinforcement(method);
    for (const char *key :
         highest ? std::span<const char *const>(rewards) : std::span<const char *const>(losses)) {
        const Series *series = metrics.find(QString::fromLatin1(key));
        if (!series || series->points.isEmpty())
            continue;
        const std::span<const double> values = lastRun(series->points, series->points.values);
        const auto best = highest ? std::max_element(values.begin(), values.end())
                                  : std::min_element(values.begin(), values.end());
        const auto at = std::size_t(best - values.begin());
        return BestStep{lastRun(series->points, series->points.steps)[at], *best, series};
    }
    return std::nullopt;
}

std::optional<std::size_t> chosenCheckpoint(std::span<const Checkpoint> checkpoints,
                                            const JobMetrics *metrics, QStringView method)
{
    if (const auto best = bestCheckpoint(checkpoints, method).index)
        return best;
    const auto step = metrics ? bestStep(*metrics, method) : std::nullopt;
    return step ? nearCheckpoints(checkpoints, step->step).at : std::nullopt;
}

} // namespace tuneboard
