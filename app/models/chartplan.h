// SPDX-License-Identifier: GPL-3.0-or-later
// Which charts a job has, and what is drawn in each: only what the job measured.
#pragma once

#include "app/models/metrics.h"

namespace tuneboard {

/// The groups of charts, in the order of the page.
enum class ChartSection : quint8 { Main, GraderScores, Errors, Usage, Timing, Other };
[[nodiscard]] QString sectionTitle(ChartSection section); ///< empty for Main

struct ChartPlan
{
    struct Line
    {
        std::size_t series = 0; ///< in JobMetrics::series
        QString label;          ///< what tells it from the chart's other lines: "Validation"
        friend bool operator==(const Line &, const Line &) = default;
    };

    QString key;   ///< for machines; unique in a job
    QString title; ///< for people; may hold a grader's name as the server sent it
    QString note;  ///< a unit, or how the chart is to be read; empty: nothing to say
    ChartSection section = ChartSection::Main;
    bool isWhole = false;    ///< the values are counts
    std::vector<Line> lines; ///< in the order of the series
    /// The line that counts where the others are only for comparison.
    std::optional<std::size_t> headline;
    friend bool operator==(const ChartPlan &, const ChartPlan &) = default;
};

/// Train and validation of one quantity are in one chart. Ordered by section, in each as the series are.
[[nodiscard]] std::vector<ChartPlan> chartPlans(const JobMetrics &metrics);

/// The chart for the overview: the reward of a reinforcement job, else the loss, else the first of the main
/// ones. nullptr: none. `method` is the API's word.
[[nodiscard]] const ChartPlan *headlineChart(const std::vector<ChartPlan> &plans, QStringView method);

} // namespace tuneboard
