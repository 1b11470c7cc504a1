// SPDX-License-Identifier: GPL-3.0-or-later
// The charts of a job under the headings of their sections, in as many columns as have room.
#pragma once

#include "app/models/chartplan.h"
#include "ui/charts/metricchart.h"

#include <QHash>
#include <QTimer>
#include <QWidget>

class QLabel;

namespace tuneboard {

class ChartGrid : public QWidget
{
    Q_OBJECT

public:
    explicit ChartGrid(ChartView &view, QWidget *parent = nullptr);

    /// Charts that were there keep what is their own (table, focus); `isOther`: nothing is kept. Of many
    /// charts the first are there at once, the others as soon as the event loop has time for them.
    void setPlans(const std::vector<ChartPlan> &plans, bool isOther, const QString &fileStem);
    [[nodiscard]] const std::vector<MetricChart *> &charts() const { return m_charts; }
    /// The wheel zooms without a key: there is nothing to scroll.
    void setWheelFree(bool on);
    /// The height that is seen at once: a page of few charts fills it.
    void setRoom(int height);
    [[nodiscard]] int columnsOf(ChartSection section) const; ///< as laid out now

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Section
    {
        ChartSection which = ChartSection::Main;
        QLabel *heading = nullptr; ///< null: the first section has none
        std::size_t first = 0;     ///< in m_charts
        std::size_t count = 0;
    };

    void makeCharts(int most);
    MetricChart *makeChart(const ChartPlan &plan);
    void beginSection(ChartSection which);
    void arrange();
    int placeAll();
    [[nodiscard]] int columnsFor(const Section &section, int width) const;
    int placeSection(const Section &section, int top, int width);

    ChartView &m_view;
    std::vector<MetricChart *> m_charts; ///< of the first plans; the others have none yet
    std::vector<ChartPlan> m_plans;
    QHash<QString, MetricChart *> m_known; ///< by key: of the plans before, until theirs are made
    QString m_fileStem;
    bool m_isOther = false;
    QTimer m_more; ///< makes the charts that are missing
    std::vector<Section> m_sections;
    int m_room = 0;
    bool m_isWheelFree = false;
    bool m_isArranging = false;
};

} // namespace tuneboard
