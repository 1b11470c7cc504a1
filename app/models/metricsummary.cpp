// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/metricsummary.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

constexpr std::size_t kSparkline = 32;

bool isReinforcement(QStringView method)
{
    return method == "reinforcement"_L1;
}

// The curve as it ended: of runs that overlap the later one.
std::vector<double> lastCurve(const Points &points)
{
    std::vector<double> values;
    double from = std::numeric_limits<double>::infinity();
    for (std::size_t run = points.runs.size(); run-- > 0;) {
        const std::size_t first = points.runs[run].first;
        for (std::size_t i = points.runEnd(run); i-- > first;) {
            if (points.steps[i] < from && std::isfinite(points.values[i]))
                values.push_back(points.values[i]);
        }
        from = std::min(from, points.steps[first]);
    }
    std::reverse(values.begin(), values.end());
    return values;
}

// Means of equal parts; the two ends are kept as they are.
std::vector<double> downsampled(const std::vector<double> &values)
{
    if (values.size() <= kSparkline)
        return values;
    std::vector<double> out;
    for (std::size_t part = 0; part < kSparkline; ++part) {
        const std::size_t from = part * values.size() / kSparkline;
        const std::size_t to = (part + 1) * values.size() / kSparkline;
        double mean = 0;
        for (std::size_t i = from; i < to; ++i)
            mean += values[i] / double(to - from);
        out.push_back(mean);
    }
    out.front() = values.front();
    out.back() = values.back();
    return out;
}

// The values of one quantity in checkpoints' metrics, by whichever name.
class Quantity
{
public:
    explicit Quantity(QString key)
        : m_key(std::move(key))
    {
    }

    /// nullopt: none, or a gap.
    std::optional<double> of(const Checkpoint &checkpoint)
    {
        for (const Value &member : checkpoint.metrics.children) {
            const Use use = useOf(member.key);
            if (use == Use::Other)
                continue;
            const std::optional<double> value = member.toDouble();
            if (value && std::isfinite(*value) && !(use == Use::WithGaps && *value == -1))
                return value;
        }
        return std::nullopt;
    }

private:
    enum class Use {
        Other, ///< another quantity
        Plain,
        WithGaps, ///< where -1 means no value
    };

    // Thousands of checkpoints have the same few names.
    Use useOf(const QString &name)
    {
        const auto known = m_uses.constFind(name);
        if (known != m_uses.constEnd())
            return *known;
        const MetricName read = metricName(name);
        const bool hasGaps = read.kind == MetricKind::Loss || read.kind == MetricKind::Accuracy;
        return *m_uses.insert(name, read.key != m_key ? Use::Other : hasGaps ? Use::WithGaps : Use::Plain);
    }

    QString m_key;
    QHash<QString, Use> m_uses; ///< by the server's name
};

// The whole number that is meant; nullopt: none is as near as `tolerance`, in parts of itself.
std::optional<int> wholeNumber(double value, double tolerance)
{
    if (!(value >= 0.5 && value < 10'000))
        return std::nullopt;
    const double whole = std::round(value);
    return std::abs(value - whole) <= std::min(0.4, whole * tolerance) ? std::optional(int(whole))
                                                                       : std::nullopt;
}

} // namespace

double checkpointStep(const Checkpoint &checkpoint)
{
    if (checkpoint.stepNumber)
        return double(*checkpoint.stepNumber);
    if (const Value *step = checkpoint.metrics.find(u"step"); step && step->toDouble())
        return *step->toDouble();
    // The last checkpoint's name says no step; the others end with `:ckpt-step-80`.
    const qsizetype mark = checkpoint.model.lastIndexOf(":ckpt-step-"_L1);
    bool ok = false;
    const qint64 step = mark < 0 ? 0 : QStringView(checkpoint.model).sliced(mark + 11).toLongLong(&ok);
    return ok ? double(step) : std::numeric_limits<double>::quiet_NaN();
}

NearCheckpoints nearCheckpoints(std::span<const Checkpoint> checkpoints, double step)
{
    NearCheckpoints near;
    for (std::size_t i = 0; i < checkpoints.size(); ++i) {
        const double own = checkpointStep(checkpoints[i]);
        if (own == step)
            near.at = i;
        else if (own < step && (!near.before || own > checkpointStep(checkpoints[*near.before])))
            near.before = i;
        else if (own > step && (!near.after || own < checkpointStep(checkpoints[*near.after])))
            near.after = i;
    }
    return near;
}

Headline headline(const JobMetrics &metrics, QStringView method)
{
    static constexpr const char *losses[] = {"full_valid_loss", "valid_loss", "train_loss"};
    static constexpr const char *rewards[] = {"full_valid_mean_reward", "train_mean_reward"};
    const std::span<const char *const> keys = isReinforcement(method) ? std::span<const char *const>(rewards)
                                                                      : std::span<const char *const>(losses);
    Headline found;
    for (const char *key : keys) {
        const Series *series = metrics.find(QString::fromLatin1(key));
        if (!series)
            continue;
        found.sparkline = downsampled(lastCurve(series->points));
        found.series = series;
        found.last = series->points.values.back();
        break;
    }
    return found;
}

BestCheckpoint bestCheckpoint(std::span<const Checkpoint> checkpoints, QStringView method)
{
    struct Rule
    {
        const char *key;
        bool highest;
        const char *text;
        bool reinforcement;
    };
    static constexpr Rule rules[] = {
        {"full_valid_loss", false, QT_TRANSLATE_NOOP("BestCheckpoint", "lowest full validation loss"), false},
        {"valid_loss", false, QT_TRANSLATE_NOOP("BestCheckpoint", "lowest validation loss"), false},
        {"full_valid_mean_reward", true, QT_TRANSLATE_NOOP("BestCheckpoint", "highest validation reward"),
         true},
    };
    BestCheckpoint best;
    for (const Rule &rule : rules) {
        if (rule.reinforcement != isReinforcement(method))
            continue;
        Quantity quantity(QString::fromLatin1(rule.key));
        for (std::size_t i = 0; i < checkpoints.size(); ++i) {
            const std::optional<double> value = quantity.of(checkpoints[i]);
            if (!value)
                continue;
            const bool better = !best.index || (rule.highest ? *value > best.value : *value < best.value);
            const bool earlier = best.index && *value == best.value &&
                                 checkpointStep(checkpoints[i]) < checkpointStep(checkpoints[*best.index]);
            if (better || earlier) {
                best.index = i;
                best.value = *value;
            }
        }
        if (best.index) {
            best.rule = QCoreApplication::translate("BestCheckpoint", rule.text);
            return best;
        }
    }
    best.rule = QCoreApplication::translate("BestCheckpoint", "no validation data: not ranked");
    return best;
}

Progress progressOf(const JobMetrics &metrics)
{
    constexpr std::size_t kReports = 64;
    constexpr double kPause = 60; // s: shorter silences are no pauses
    constexpr double kSpan = 10;  // s: the clock ticks in whole seconds
    Progress progress;
    progress.lastStep = metrics.lastStep;
    progress.totalSteps = metrics.totalSteps;
    const Points &clock = metrics.clock;
    if (clock.isEmpty())
        return progress;
    const std::size_t last = clock.size() - 1;
    std::size_t from = last;
    while (from > clock.runs.back().first &&
           (last - from < kReports || clock.values[last] - clock.values[from] < kSpan)) {
        // A silence much longer than the steps so far is a pause: what was before it says nothing of now.
        const double silence = clock.values[from] - clock.values[from - 1];
        const double usual =
            (clock.values[last] - clock.values[from]) / double(std::max<std::size_t>(last - from, 1));
        if (silence < 0 || (last - from >= 2 && silence > kPause && silence > 10 * usual))
            break;
        --from;
    }
    const double seconds = clock.values[last] - clock.values[from];
    if (seconds <= 0)
        return progress;
    progress.stepsPerSecond = (clock.steps[last] - clock.steps[from]) / seconds;
    progress.rateSteps = last - from;
    if (progress.totalSteps && *progress.totalSteps >= clock.steps[last])
        progress.secondsLeft = (*progress.totalSteps - clock.steps[last]) / *progress.stepsPerSecond;
    return progress;
}

std::optional<InferredEpochs> inferredEpochs(const JobMetrics *metrics,
                                             std::span<const Checkpoint> checkpoints, QStringView method,
                                             bool isDone)
{
    std::optional<double> total = metrics ? metrics->totalSteps : std::nullopt;
    if (metrics && !metrics->epochs.isEmpty()) {
        const double step = metrics->epochs.steps.back();
        const double epoch = metrics->epochs.values.back();
        const double end = total ? *total : isDone ? metrics->lastStep.value_or(step) : 0;
        if (const auto epochs = wholeNumber(step > 0 ? epoch * end / step : 0, 0.02))
            return InferredEpochs{*epochs, false};
    }
    if (isReinforcement(method))
        return std::nullopt; // there the best are kept, whenever they were
    std::vector<double> steps;
    for (const Checkpoint &checkpoint : checkpoints) {
        if (const double step = checkpointStep(checkpoint); std::isfinite(step))
            steps.push_back(step);
    }
    std::sort(steps.begin(), steps.end());
    if (steps.size() < 2 || steps.front() <= 0)
        return std::nullopt;
    if (!total && isDone)
        total = steps.back();
    const double epoch = (steps.back() - steps.front()) / double(steps.size() - 1);
    if (!total || *total < steps.back() || epoch < 1)
        return std::nullopt;
    // Epochs end at whole steps, so each may be off by one.
    const auto epochs = wholeNumber(*total / epoch, 2 / epoch);
    if (!epochs || std::ssize(steps) > *epochs)
        return std::nullopt;
    const double length = *total / *epochs;
    const bool fits = std::all_of(steps.begin(), steps.end(), [length](double step) {
        return std::abs(step - std::round(step / length) * length) <= 1;
    });
    return fits ? std::optional(InferredEpochs{*epochs, true}) : std::nullopt;
}

} // namespace tuneboard
