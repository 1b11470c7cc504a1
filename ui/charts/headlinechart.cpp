// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/headlinechart.h"

#include "app/repository/repository.h"
#include "ui/charts/chartsource.h"
#include "ui/charts/metricchart.h"

#include <QVBoxLayout>

namespace tuneboard {

HeadlineChart::HeadlineChart(QWidget *parent)
    : QWidget(parent)
    , m_view(new ChartView(this))
{
    setObjectName(QStringLiteral("headlineChart"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    connect(m_view, &ChartView::stepsChosen, this, &HeadlineChart::stepsChosen);
}

bool HeadlineChart::setJob(const JobView &view)
{
    const bool isChanged = feedCharts(*m_view, view);
    const JobMetrics *metrics = m_view->metrics().get();
    if (!metrics || metrics->series.empty())
        return false;
    if (!isChanged)
        return m_chart != nullptr;
    const std::vector<ChartPlan> plans = chartPlans(*metrics);
    const QString method = view.details ? view.details->job.methodType() : QString();
    const ChartPlan *plan = headlineChart(plans, method);
    if (!plan)
        return false;
    if (!m_chart) {
        m_chart = new MetricChart(*m_view, MetricChart::Size::Large, this);
        m_chart->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
        layout()->addWidget(m_chart);
    }
    if (view.isOther)
        m_chart->setTableShown(false);
    m_chart->setPlan(*plan);
    if (view.details)
        m_chart->setFileStem(view.details->job.name());
    return true;
}

void HeadlineChart::setSteps(const std::optional<StepRange> &steps)
{
    m_view->setSteps(steps);
}

} // namespace tuneboard
