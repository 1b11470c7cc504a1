// SPDX-License-Identifier: GPL-3.0-or-later
// What the charts of one page have in common: the part of the axis that is shown, the cursor, the selection.
#pragma once

#include "app/models/chartline.h"
#include "ui/job/jobtab.h"

#include <QObject>

namespace tuneboard {

/// x is a place on the chosen axis: a step, an epoch, or seconds since 1970.
class ChartView : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Another job's metrics, or newer ones of the same. `isOther`: zoom, cursor and selection are dropped.
    void setMetrics(std::shared_ptr<const JobMetrics> metrics, std::optional<double> epochs, bool isOther);
    [[nodiscard]] const std::shared_ptr<const JobMetrics> &metrics() const { return m_metrics; }
    [[nodiscard]] std::optional<double> epochs() const { return m_epochs; }

    void setOptions(const ChartOptions &options);
    /// What was asked for; where the job has no such axis it is drawn over its steps.
    [[nodiscard]] const ChartOptions &wishes() const { return m_wishes; }
    /// What is drawn.
    [[nodiscard]] const ChartOptions &options() const { return m_options; }

    [[nodiscard]] const Bounds &whole() const { return m_whole; }
    [[nodiscard]] const Bounds &shown() const { return m_shown; }
    [[nodiscard]] bool isZoomed() const { return !(m_shown == m_whole); }
    void show(Bounds bounds);
    /// `factor` < 1 shows less, around `x`, which keeps its place.
    void zoom(double factor, double x);
    void pan(double distance);
    void resetZoom();

    [[nodiscard]] std::optional<double> cursor() const { return m_cursor; }
    void setCursor(std::optional<double> x);

    [[nodiscard]] const std::optional<StepRange> &steps() const { return m_steps; }
    /// Shows a selection that was made elsewhere.
    void setSteps(const std::optional<StepRange> &steps);
    /// Selects, and tells the others. The bounds hold the points that are wanted; none in them: nothing is
    /// selected.
    void choose(const std::optional<Bounds> &bounds);
    /// The parts of the axis in which the selected steps lie: one for each run where the axis is time.
    [[nodiscard]] const std::vector<Bounds> &selected() const { return m_selected; }

    struct Mark
    {
        double step = 0;
        QString text; ///< plain, for a tooltip
        double x = 0; ///< worked out here
        friend bool operator==(const Mark &, const Mark &) = default;
    };
    /// Where a step is on the axis; nullopt: nowhere.
    [[nodiscard]] std::optional<double> placeOf(double step) const;
    /// Checkpoints; steps that are nowhere on the axis are left out of marks().
    void setMarks(const std::vector<Mark> &marks);
    [[nodiscard]] const std::vector<Mark> &marks() const { return m_marks; }

    /// A drag selects steps instead of moving the axis.
    void setSelecting(bool on);
    [[nodiscard]] bool isSelecting() const { return m_isSelecting; }

Q_SIGNALS:
    void metricsChanged();
    void optionsChanged();
    void shownChanged();
    void cursorChanged();
    void stepsChanged();
    void selectingChanged(bool on);
    void stepsChosen(const std::optional<tuneboard::StepRange> &steps);

private:
    void refit(bool keepZoom);
    void findSelected();
    void placeMarks();
    [[nodiscard]] const Points *ruler() const;

    std::shared_ptr<const JobMetrics> m_metrics;
    std::optional<double> m_epochs;
    ChartOptions m_wishes;
    ChartOptions m_options;
    Bounds m_whole{0, 1};
    Bounds m_shown{0, 1};
    std::optional<double> m_cursor;
    std::optional<StepRange> m_steps;
    std::vector<Bounds> m_selected;
    std::vector<Mark> m_allMarks;
    std::vector<Mark> m_marks;
    bool m_isSelecting = false;
};

} // namespace tuneboard
