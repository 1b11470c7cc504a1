// SPDX-License-Identifier: GPL-3.0-or-later
// What one chart shows, and what of it is in view.
#pragma once

#include "app/models/chartline.h"
#include "app/models/chartplan.h"

#include <QString>
#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

namespace tuneboard {

/// All texts are harmless to show.
struct ChartContent
{
    struct Line
    {
        QString label;
        QString name; ///< whole, for tables and files read by people: "Policy check: reward, validation"
        QString key;  ///< for files read by machines
        QString help; ///< what is measured; empty: unknown
        int look = 0; ///< which colour and mark, see chartlook.h
        bool isHeadline = false;
        std::shared_ptr<ChartLine> line;
        std::vector<double> notANumber; ///< steps at which the server sent NaN or Infinity
    };
    struct Mark
    {
        double x = 0;
        QString text; ///< for the tooltip
        bool isNotANumber = false;
    };

    QString key;
    QString title;
    QString note; ///< beside the title; empty: none
    bool isWhole = false;
    std::vector<Line> lines;
    std::vector<Mark> marks; ///< on the axis
    QStringList footnotes;   ///< what is left out, or odd
};

/// The window on it.
struct ChartState
{
    ChartOptions options;
    Bounds shown{0, 1};
    std::optional<double> cursor;
    std::vector<Bounds> selected;
    std::optional<Bounds> band; ///< being selected
    bool isActive = false;      ///< the cursor is moved here
};

/// What the lines say at the cursor.
struct ChartReading
{
    struct Row
    {
        std::size_t line = 0; ///< in ChartContent::lines
        ChartLine::Reading at;
    };
    double x = 0;
    double step = 0; ///< of the point nearest to the cursor
    int run = 0;
    QString head; ///< "step 125 · 3 h 42 min"
    std::vector<Row> rows;
};

/// Without marks and footnotes.
[[nodiscard]] ChartContent chartContent(const ChartPlan &plan,
                                        const std::shared_ptr<const JobMetrics> &metrics);
/// What a reader of the chart has to know: restarts, sources that disagree, what the options leave out.
[[nodiscard]] QStringList chartFootnotes(const ChartContent &content, const ChartOptions &options);

/// What the lines say near `x`. nullopt: there are no points. `options` and `epochs` must have been handed to
/// the lines.
[[nodiscard]] std::optional<ChartReading> readChart(const ChartContent &content, const JobMetrics &metrics,
                                                    double x);
/// The value of the line that is drawn: "0.763", or "≈ 0.79" where that line is smoothed.
[[nodiscard]] QString shownValue(const ChartLine::Reading &at);
/// The same with the step, if it is not the one that the head of the reading names: "0.7364 at step 320".
[[nodiscard]] QString shownAt(const ChartReading &reading, const ChartReading::Row &row);
/// "Step 125. Training 0.763, Validation 0.79": for the ear.
[[nodiscard]] QString spokenReading(const ChartContent &content, const ChartReading &reading);

} // namespace tuneboard
