// SPDX-License-Identifier: GPL-3.0-or-later
// Charts from an action to the painted frame.
#include "app/models/chartplan.h"
#include "app/models/metrics.h"
#include "tests/support/bench.h"
#include "tests/support/benchwindow.h"
#include "ui/charts/chartview.h"
#include "ui/charts/metricchart.h"
#include "ui/theme.h"

#include <QChart>
#include <QChartView>
#include <QLineSeries>
#include <QPainter>
#include <QVBoxLayout>
#include <QValueAxis>

#include <cmath>
#include <random>

using namespace tuneboard;
using bench::medianMs;
using bench::report;

namespace {

constexpr std::size_t kPoints = 1'000'000;
constexpr QSize kSize(900, 500);

std::shared_ptr<const JobMetrics> metrics(std::size_t points, int series)
{
    std::mt19937_64 random(7);
    std::normal_distribution<double> spread(1, 0.3);
    auto made = std::make_shared<JobMetrics>();
    for (int s = 0; s < series; ++s) {
        Series one;
        static_cast<MetricName &>(one) =
            metricName(series == 1 ? QStringLiteral("train_loss") : QStringLiteral("quantity %1").arg(s));
        for (std::size_t i = 0; i < points; ++i) {
            one.points.steps.push_back(double(i + 1));
            one.points.values.push_back(spread(random));
        }
        one.points.sources.resize(points, MetricSource::Event);
        one.points.runs = {{0, 0}};
        made->series.push_back(std::move(one));
    }
    made->runs = 1;
    return made;
}

void pan()
{
    const std::shared_ptr<const JobMetrics> shown = metrics(kPoints, 1);
    ChartView view;
    view.setMetrics(shown, std::nullopt, true);
    MetricChart chart(view, MetricChart::Size::Large);
    chart.resize(kSize);
    chart.setPlan(chartPlans(*shown).front());
    chart.show();
    view.zoom(0.5, double(kPoints) / 2);
    double direction = 1;
    const auto frame = [&](int runs) {
        bench::Paints paints(&chart);
        paints.until([&] { chart.update(); });
        return medianMs(runs, [&] {
            paints.until([&] {
                view.pan(direction * double(kPoints) / 100);
                direction = -direction;
            });
        });
    };
    const double fast = frame(60);
    const std::size_t samples = chart.sampleCount();
    chart.setColumnsPerPixel(10'000); // no column holds more than one point: all are drawn
    const double slow = frame(3);
    std::printf("drawn: %zu points of the pyramid, %zu without it\n", samples, chart.sampleCount());

    QWidget blank;
    blank.resize(kSize);
    blank.show();
    bench::Paints paints(&blank);
    paints.until([&] { blank.update(); });
    const double floor = medianMs(60, [&] { paints.until([&] { blank.update(); }); });
    report("pan of 1 000 000 points to the frame, to the same chart given all of them", fast, slow, 100,
           true);
    report("pan of 1 000 000 points to the frame, to a blank frame", fast, floor, 10, false);
}

// Why the small multiples are painted here and not by a QChart each.
void multiples()
{
    constexpr int kCharts = 24;
    const std::shared_ptr<const JobMetrics> shown = metrics(2000, kCharts);
    const double own = medianMs(5, [&] {
        ChartView view;
        view.setMetrics(shown, std::nullopt, true);
        QWidget page;
        auto *column = new QVBoxLayout(&page);
        for (const ChartPlan &plan : chartPlans(*shown)) {
            auto *chart = new MetricChart(view, MetricChart::Size::Small, &page);
            chart->setFixedSize(300, 160);
            chart->setPlan(plan);
            column->addWidget(chart);
        }
        page.grab();
    });
    const double charts = medianMs(5, [&] {
        QWidget page;
        auto *column = new QVBoxLayout(&page);
        for (const Series &series : shown->series) {
            auto *chart = new QChart;
            auto *line = new QLineSeries;
            QList<QPointF> points;
            for (std::size_t i = 0; i < series.points.size(); i += 4) // as few as the pyramid would give
                points.append({series.points.steps[i], series.points.values[i]});
            line->replace(points);
            chart->addSeries(line);
            chart->createDefaultAxes();
            auto *widget = new QChartView(chart, &page);
            widget->setFixedSize(300, 160);
            column->addWidget(widget);
        }
        page.grab();
    });
    report("24 small charts to the frame, to 24 of Qt Charts", own, charts, 1, true);
}

} // namespace

int main(int argc, char *argv[])
{
    bench::needNoDisplay();
    QApplication app(argc, argv);
    applyTheme(app, ThemeMode::Light);
    pan();
    multiples();
    return 0;
}
