// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/chartplan.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ChartPlan)
};

// Charts that hold more than one quantity, or whose quantity has no label without its split.
struct TitleRow
{
    const char *key;
    const char *title; ///< in English, for tr()
    const char *note;  ///< likewise; empty: none
};

constexpr TitleRow kTitles[] = {
    {"loss", QT_TRANSLATE_NOOP("ChartPlan", "Loss"), ""},
    {"token_accuracy", QT_TRANSLATE_NOOP("ChartPlan", "Token accuracy"),
     QT_TRANSLATE_NOOP("ChartPlan", "share of tokens")},
    {"sequence_accuracy", QT_TRANSLATE_NOOP("ChartPlan", "Sequence accuracy"),
     QT_TRANSLATE_NOOP("ChartPlan", "share of examples")},
    {"reward", QT_TRANSLATE_NOOP("ChartPlan", "Reward"), ""},
    {"mean_parse_error", QT_TRANSLATE_NOOP("ChartPlan", "Parse errors"),
     QT_TRANSLATE_NOOP("ChartPlan", "share of answers")},
    {"reasoning_tokens_mean", QT_TRANSLATE_NOOP("ChartPlan", "Reasoning tokens"),
     QT_TRANSLATE_NOOP("ChartPlan", "per answer")},
    {"reasoning_tokens_count", QT_TRANSLATE_NOOP("ChartPlan", "Reasoning tokens"),
     QT_TRANSLATE_NOOP("ChartPlan", "in a step")},
    {"completion_tokens_mean", QT_TRANSLATE_NOOP("ChartPlan", "Completion tokens"),
     QT_TRANSLATE_NOOP("ChartPlan", "per answer")},
    {"step_time", QT_TRANSLATE_NOOP("ChartPlan", "Step time"), QT_TRANSLATE_NOOP("ChartPlan", "seconds")},
};

const TitleRow *titleRow(QStringView key)
{
    const auto *row = std::find_if(std::begin(kTitles), std::end(kTitles),
                                   [key](const TitleRow &r) { return key == QLatin1StringView(r.key); });
    return row == std::end(kTitles) ? nullptr : row;
}

ChartSection sectionOf(const Series &series)
{
    switch (series.kind) {
    case MetricKind::Loss:
    case MetricKind::Accuracy:
    case MetricKind::Reward:
        return ChartSection::Main;
    case MetricKind::GraderScore:
        return ChartSection::GraderScores;
    case MetricKind::GraderError:
        return ChartSection::Errors;
    case MetricKind::Usage:
        return ChartSection::Usage;
    case MetricKind::Timing:
        return ChartSection::Timing;
    case MetricKind::Other:
        break;
    }
    return ChartSection::Other;
}

bool isCount(const Series &series)
{
    return series.quantity.endsWith("_count"_L1);
}

// Series of one key share a chart.
QString chartKey(const Series &series)
{
    const QString base = series.base();
    if (!series.grader.isEmpty()) {
        const QString whose = series.graderType + u'/' + series.grader;
        // A grader's errors and its token counts share an axis where they share a unit.
        if (series.kind == MetricKind::GraderError || series.kind == MetricKind::Usage)
            return QString::number(int(series.kind)) + u'/' + whose +
                   (isCount(series) ? "/count"_L1 : "/mean"_L1);
        return QString::number(int(series.kind)) + u'/' + whose + u'/' + base;
    }
    switch (series.kind) {
    case MetricKind::Loss:
        return u"loss"_s;
    case MetricKind::Accuracy:
        return base.contains("sequence"_L1) ? u"sequence_accuracy"_s : u"token_accuracy"_s;
    case MetricKind::Reward:
        return u"reward"_s;
    case MetricKind::Timing:
        return series.term ? u"step_time"_s : series.key;
    case MetricKind::GraderScore:
    case MetricKind::GraderError:
    case MetricKind::Usage:
    case MetricKind::Other:
        break;
    }
    if (series.term)
        return base;
    // An unknown quantity under its path, without its split: `train_kl` and `valid_kl` share a chart.
    return series.key.chopped(series.quantity.size()) + base;
}

QString graderNote(const Series &series)
{
    switch (series.kind) {
    case MetricKind::GraderScore:
        return series.term ? QString() : series.base();
    case MetricKind::GraderError:
        return isCount(series) ? Words::tr("errors, number of answers")
                               : Words::tr("errors, share of answers");
    case MetricKind::Usage:
        return isCount(series) ? Words::tr("tokens in a step") : Words::tr("tokens per answer");
    case MetricKind::Timing:
        return series.term ? Words::tr("seconds per answer") : series.base();
    case MetricKind::Loss:
    case MetricKind::Accuracy:
    case MetricKind::Reward:
    case MetricKind::Other:
        break;
    }
    return series.base();
}

void nameChart(ChartPlan &plan, const JobMetrics &metrics)
{
    const Series &first = metrics.series[plan.lines.front().series];
    if (!first.grader.isEmpty()) {
        plan.title = first.grader;
        plan.note = graderNote(first);
    } else if (const TitleRow *row = titleRow(plan.key)) {
        plan.title = Words::tr(row->title);
        plan.note = *row->note ? Words::tr(row->note) : QString();
    } else if (first.term || plan.lines.size() == 1) {
        plan.title = first.label();
    } else {
        plan.title = plan.key;
    }
    if (first.kind != MetricKind::Reward)
        return;
    for (std::size_t i = 0; i < plan.lines.size(); ++i) {
        if (metrics.series[plan.lines[i].series].split != MetricSplit::Train)
            plan.headline = i;
    }
    plan.note =
        plan.headline
            ? plan.lines.size() > 1
                  ? Words::tr("validation is the headline; training is not comparable from step to step")
                  : QString()
            : Words::tr("of each step's own examples: not comparable from step to step");
}

// "Validation" where that tells the lines apart, else the quantity.
void nameLines(ChartPlan &plan, const JobMetrics &metrics)
{
    const Series &first = metrics.series[plan.lines.front().series];
    const bool isOneQuantity =
        std::all_of(plan.lines.begin(), plan.lines.end(), [&](const ChartPlan::Line &line) {
            const Series &series = metrics.series[line.series];
            return series.split != MetricSplit::None &&
                   (series.base() == first.base() || first.kind == MetricKind::Reward);
        });
    for (ChartPlan::Line &line : plan.lines) {
        const Series &series = metrics.series[line.series];
        if (isOneQuantity) {
            line.label = splitLabel(series.split);
        } else {
            line.label = series.label();
            // The chart's title says whose it is.
            const QString whose = series.grader + u": "_s;
            if (!series.grader.isEmpty() && line.label.startsWith(whose))
                line.label.remove(0, whose.size());
        }
    }
}

} // namespace

QString sectionTitle(ChartSection section)
{
    switch (section) {
    case ChartSection::Main:
        break;
    case ChartSection::GraderScores:
        return Words::tr("Grader scores");
    case ChartSection::Errors:
        return Words::tr("Errors");
    case ChartSection::Usage:
        return Words::tr("Token usage");
    case ChartSection::Timing:
        return Words::tr("Time");
    case ChartSection::Other:
        return Words::tr("Other quantities");
    }
    return {};
}

std::vector<ChartPlan> chartPlans(const JobMetrics &metrics)
{
    std::vector<ChartPlan> plans;
    QHash<QString, std::size_t> byKey;
    for (std::size_t i = 0; i < metrics.series.size(); ++i) {
        const Series &series = metrics.series[i];
        const QString key = chartKey(series);
        auto known = byKey.constFind(key);
        if (known == byKey.constEnd()) {
            known = byKey.insert(key, plans.size());
            ChartPlan plan;
            plan.key = key;
            plan.section = sectionOf(series);
            plan.isWhole = isCount(series);
            plans.push_back(plan);
        }
        plans[*known].lines.push_back({i, {}});
    }
    for (ChartPlan &plan : plans) {
        nameChart(plan, metrics);
        nameLines(plan, metrics);
    }
    std::stable_sort(plans.begin(), plans.end(),
                     [](const ChartPlan &a, const ChartPlan &b) { return a.section < b.section; });
    return plans;
}

const ChartPlan *headlineChart(const std::vector<ChartPlan> &plans, QStringView method)
{
    const auto find = [&plans](QStringView key) {
        const auto it =
            std::find_if(plans.begin(), plans.end(), [key](const ChartPlan &p) { return p.key == key; });
        return it == plans.end() ? nullptr : std::to_address(it);
    };
    const bool isReward = method == "reinforcement"_L1;
    for (const char16_t *key : {isReward ? u"reward" : u"loss", isReward ? u"loss" : u"reward"}) {
        if (const ChartPlan *plan = find(key))
            return plan;
    }
    return plans.empty() || plans.front().section != ChartSection::Main ? nullptr : &plans.front();
}

} // namespace tuneboard
