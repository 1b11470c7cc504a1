// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/trainingflags.h"

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
};

// The evaluations of a series in the order of their steps.
struct Evaluations
{
    std::vector<Evaluation> all;
    std::size_t window = 1;   ///< points of each
    std::size_t distance = 2; ///< from one to the other, at which they count as two evaluations apart

    [[nodiscard]] bool isEmpty() const { return all.empty(); }
    /// Whether the difference is more than noise.
    [[nodiscard]] bool isReal(const Evaluation &a, const Evaluation &b) const
    {
        const double error = std::sqrt((a.variance + b.variance) / double(window));
        return std::abs(a.value - b.value) > kErrors * error;
    }
};

Evaluations wholeSet(const Series &series)
{
    Evaluations made;
    const std::span<const double> values = lastRun(series.points, series.points.values);
    if (values.size() < kLeastEvaluations)
        return made;
    for (const double value : values)
        made.all.push_back({value, 0});
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
    for (std::size_t first = 0; first + made.window <= values.size(); ++first) {
        // Sums of differences from a value nearby: squares of large values would lose the small differences.
        const double near = values[first];
        double sum = 0;
        double squares = 0;
        for (const double value : values.subspan(first, made.window)) {
            sum += value - near;
            squares += (value - near) * (value - near);
        }
        const double mean = sum / size;
        made.all.push_back({near + mean, std::max(0.0, (squares - size * mean * mean) / (size - 1))});
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

std::size_t lowestOf(const Evaluations &of)
{
    const auto it =
        std::min_element(of.all.begin(), of.all.end(),
                         [](const Evaluation &a, const Evaluation &b) { return a.value < b.value; });
    return std::size_t(it - of.all.begin());
}

bool hasDiverged(const Evaluations &loss)
{
    if (loss.isEmpty())
        return false;
    const Evaluation &lowest = loss.all[lowestOf(loss)];
    const Evaluation &last = loss.all.back();
    return lowest.value > 0 && last.value > 3 * lowest.value && last.value >= loss.all.front().value &&
           loss.isReal(last, lowest);
}

bool isOverfit(const Evaluations &loss)
{
    if (loss.isEmpty())
        return false;
    const std::size_t lowest = lowestOf(loss);
    const Evaluation &last = loss.all.back();
    const double least = loss.all[lowest].value;
    return lowest + loss.distance < loss.all.size() && last.value > least + 0.1 * std::abs(least) &&
           loss.isReal(last, loss.all[lowest]);
}

bool hasDropped(const Evaluations &reward)
{
    if (reward.isEmpty())
        return false;
    const auto best =
        std::max_element(reward.all.begin(), reward.all.end(),
                         [](const Evaluation &a, const Evaluation &b) { return a.value < b.value; });
    const Evaluation &last = reward.all.back();
    return last.value < best->value - 0.1 * std::abs(best->value) && reward.isReal(last, *best);
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
    const Evaluations validation = evaluationsOf(find("full_valid_loss"), find("valid_loss"));
    const Evaluations training = evaluationsOf(nullptr, find("train_loss"));
    if (metrics.notANumberSince || hasDiverged(validation) || hasDiverged(training))
        flags |= TrainingFlag::Diverged;
    else if (isOverfit(validation))
        flags |= TrainingFlag::Overfit;
    else if (isReinforcement(method) && hasDropped(evaluationsOf(find("full_valid_mean_reward"), nullptr)))
        flags |= TrainingFlag::Dropped;
    if (const auto best = bestStep(metrics, method);
        best && best->step < lastRun(best->series->points, best->series->points.steps).back())
        flags |= TrainingFlag::BestNotLast;
    return flags;
}

bool isStuck(Status status, qint64 lastStepAt, double stepsPerSecond, qint64 now)
{
    constexpr double patience = 15.0 * 60; // s
    if (status != Status::Running || lastStepAt <= 0)
        return false;
    const double tenSteps = stepsPerSecond > 0 && std::isfinite(stepsPerSecond) ? 10 / stepsPerSecond : 0;
    return double(now - lastStepAt) > std::max(patience, tenSteps);
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

} // namespace tuneboard
