// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartgrid.h"

#include "ui/charts/chartview.h"
#include "ui/theme.h"

#include <QEvent>
#include <QLabel>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

constexpr int kChartsAtOnce = 30;
constexpr int kChartsLater = 8; // each time the event loop comes back
constexpr int kEdge = 14;
constexpr int kColumnGap = 28;
constexpr int kRowGap = 18;
constexpr int kMaxColumns = 3;
constexpr int kMostExtra = 13; ///< lines of text by which a plot may grow

bool isLarge(ChartSection section)
{
    return section == ChartSection::Main;
}

} // namespace

ChartGrid::ChartGrid(ChartView &view, QWidget *parent)
    : QWidget(parent)
    , m_view(view)
{
    m_more.setSingleShot(true);
    m_more.setInterval(0);
    connect(&m_more, &QTimer::timeout, this, [this] { makeCharts(kChartsLater); });
    setObjectName(u"chartGrid"_s);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
}

void ChartGrid::setPlans(const std::vector<ChartPlan> &plans, bool isOther, const QString &fileStem)
{
    for (MetricChart *chart : m_charts)
        m_known.insert(chart->content().key, chart);
    m_charts.clear();
    for (const Section &section : m_sections)
        delete section.heading;
    m_sections.clear();
    m_plans = plans;
    m_fileStem = fileStem;
    // Charts of the job before may be left if this one comes before all charts were made.
    m_isOther = isOther || (m_isOther && !m_known.isEmpty());
    if (isOther) {
        for (MetricChart *chart : std::as_const(m_known))
            chart->hide();
    }
    makeCharts(kChartsAtOnce);
}

void ChartGrid::beginSection(ChartSection which)
{
    Section section;
    section.which = which;
    section.first = m_charts.size();
    const QString title = sectionTitle(which);
    if (!title.isEmpty()) {
        section.heading = new QLabel(title, this);
        section.heading->setTextFormat(Qt::PlainText);
        section.heading->setFont(titleFont(font()));
        section.heading->show();
    }
    m_sections.push_back(section);
}

MetricChart *ChartGrid::makeChart(const ChartPlan &plan)
{
    MetricChart *chart = m_known.take(plan.key);
    if (!chart) {
        const auto size = isLarge(plan.section) ? MetricChart::Size::Large : MetricChart::Size::Small;
        chart = new MetricChart(m_view, size, this);
        chart->setWheelFree(m_isWheelFree);
    }
    if (m_isOther)
        chart->setTableShown(false);
    chart->setPlan(plan);
    chart->setFileStem(m_fileStem);
    chart->show();
    return chart;
}

// At most so many at a time: a server may report hundreds of quantities.
void ChartGrid::makeCharts(int most)
{
    while (m_charts.size() < m_plans.size() && most-- > 0) {
        const ChartPlan &plan = m_plans[m_charts.size()];
        if (m_sections.empty() || m_sections.back().which != plan.section)
            beginSection(plan.section);
        MetricChart *chart = makeChart(plan);
        if (!m_charts.empty())
            setTabOrder(m_charts.back(), chart);
        m_charts.push_back(chart);
        ++m_sections.back().count;
    }
    if (m_charts.size() < m_plans.size()) {
        m_more.start();
    } else {
        m_more.stop();
        qDeleteAll(m_known);
        m_known.clear();
    }
    arrange();
}

void ChartGrid::setWheelFree(bool on)
{
    m_isWheelFree = on;
    for (MetricChart *chart : m_charts)
        chart->setWheelFree(on);
}

int ChartGrid::columnsFor(const Section &section, int width) const
{
    const int em = fontMetrics().height();
    const int least = em * (isLarge(section.which) ? 24 : 17);
    const int room = (width - 2 * kEdge + kColumnGap) / (least + kColumnGap);
    const int most = isLarge(section.which) ? 2 : kMaxColumns;
    // A lone chart takes the width of the page where it is a main one; a small one stays small.
    const int wanted = isLarge(section.which) ? std::min(most, int(section.count)) : most;
    return std::clamp(room, 1, std::max(1, wanted));
}

int ChartGrid::columnsOf(ChartSection which) const
{
    for (const Section &section : m_sections) {
        if (section.which == which)
            return columnsFor(section, width());
    }
    return 0;
}

int ChartGrid::placeSection(const Section &section, int top, int width)
{
    if (section.heading) {
        const int height = section.heading->sizeHint().height();
        section.heading->setGeometry(kEdge, top, width - 2 * kEdge, height);
        top += height + 10;
    }
    const int columns = columnsFor(section, width);
    const int cell = (width - 2 * kEdge - (columns - 1) * kColumnGap) / columns;
    for (std::size_t i = 0; i < section.count; i += std::size_t(columns)) {
        const std::size_t end = std::min(section.count, i + std::size_t(columns));
        // The plots of one row stand side by side, whatever their legends need.
        double head = 0;
        for (std::size_t j = i; j < end; ++j)
            head = std::max(head, m_charts[section.first + j]->ownHeadHeight(cell));
        int height = 0;
        for (std::size_t j = i; j < end; ++j) {
            MetricChart *chart = m_charts[section.first + j];
            chart->setHeadHeight(head);
            height = std::max(height, chart->heightForWidth(cell));
        }
        for (std::size_t j = i; j < end; ++j) {
            MetricChart *chart = m_charts[section.first + j];
            chart->setGeometry(kEdge + int(j - i) * (cell + kColumnGap), top, cell,
                               chart->heightForWidth(cell));
        }
        top += height + kRowGap;
    }
    return top + 6;
}

void ChartGrid::setRoom(int height)
{
    if (height == m_room)
        return;
    m_room = height;
    arrange();
}

int ChartGrid::placeAll()
{
    int top = 10;
    for (const Section &section : m_sections)
        top = placeSection(section, top, width());
    return top;
}

void ChartGrid::arrange()
{
    if (m_isArranging)
        return;
    m_isArranging = true;
    for (MetricChart *chart : m_charts)
        chart->setExtraHeight(0);
    int height = placeAll();
    // A page of main charts alone is not left half empty.
    if (m_sections.size() == 1 && isLarge(m_sections.front().which) && height < m_room) {
        const Section &section = m_sections.front();
        const auto columns = std::size_t(columnsFor(section, width()));
        const int rows = int((section.count + columns - 1) / columns);
        const int extra = std::min((m_room - height) / rows, fontMetrics().height() * kMostExtra);
        for (MetricChart *chart : m_charts)
            chart->setExtraHeight(extra);
        height = placeAll();
    }
    // The page keeps its height, and so its place, while the charts that it had are shown again.
    const bool isGrowing = !m_isOther && m_charts.size() < m_plans.size();
    setMinimumHeight(isGrowing ? std::max(height, minimumHeight()) : height);
    m_isArranging = false;
}

void ChartGrid::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

bool ChartGrid::event(QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::FontChange)
        arrange();
    return QWidget::event(event);
}

} // namespace tuneboard
