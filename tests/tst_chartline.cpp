// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/chartaxis.h"
#include "app/models/chartline.h"
#include "app/models/chartplan.h"
#include "app/models/csvtext.h"
#include "app/models/metricrows.h"
#include "app/models/metricsmodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

#include <cmath>
#include <limits>
#include <random>

using namespace tuneboard;
using namespace Qt::StringLiterals;

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInf = std::numeric_limits<double>::infinity();

Points pointsOf(const std::vector<std::vector<double>> &runs)
{
    Points points;
    for (std::size_t run = 0; run < runs.size(); ++run) {
        points.runs.push_back({points.size(), int(run)});
        for (const double step : runs[run]) {
            points.steps.push_back(step);
            points.values.push_back(step + double(run) * 0.5);
            points.sources.push_back(MetricSource::Event);
        }
    }
    findBreaks(points);
    return points;
}

std::shared_ptr<JobMetrics> metricsOf(const QStringList &names)
{
    auto metrics = std::make_shared<JobMetrics>();
    for (const QString &name : names) {
        Series series;
        static_cast<MetricName &>(series) = metricName(name);
        series.points = pointsOf({{1, 2, 3}});
        metrics->series.push_back(series);
    }
    metrics->runs = 1;
    return metrics;
}

} // namespace

class TestChartLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void markAxes();
    void markLogarithms();
    void markTimes();
    void boundAxes();
    void findOutliers();
    void groupSeries();
    void chooseTheHeadline();
    void readTheNearest();
    void placeSteps();
    void joinRows();
    void writeCsv();
    void serveTheTable();
};

void TestChartLine::markAxes()
{
    QCOMPARE(linearTicks({0, 1}, 5).at, (std::vector<double>{0, 0.5, 1}));
    QCOMPARE(linearTicks({0, 1}, 6).at.size(), std::size_t(6));
    QCOMPARE(linearTicks({1, 3}, 8, true).at, (std::vector<double>{1, 2, 3}));
    QVERIFY(linearTicks({1, 1}, 5).at.empty());
    QVERIFY(linearTicks({0, kInf}, 5).at.empty());
    QVERIFY(linearTicks({kNan, 1}, 5).at.empty());
    // Whatever the bounds: inside them, ascending, no more than asked for.
    std::mt19937_64 random(3);
    std::uniform_real_distribution<double> exponent(-12, 12);
    for (int i = 0; i < 2000; ++i) {
        const double low = std::pow(10, exponent(random)) * (i % 2 ? 1 : -1);
        const Bounds bounds{low, low + std::pow(10, exponent(random))};
        if (!(bounds.high > bounds.low))
            continue;
        const int most = 2 + i % 7;
        const Ticks ticks = linearTicks(bounds, most);
        QVERIFY(ticks.at.size() <= std::size_t(most) + 1);
        for (std::size_t t = 0; t < ticks.at.size(); ++t) {
            QVERIFY(ticks.at[t] >= bounds.low - ticks.step * 1e-6);
            QVERIFY(ticks.at[t] <= bounds.high + ticks.step * 1e-6);
        }
    }
}

void TestChartLine::markLogarithms()
{
    QCOMPARE(logTicks({0.01, 100}, 6).at.size(), std::size_t(5));
    QCOMPARE(logTicks({1, 9}, 6).at, (std::vector<double>{1, 2, 5}));
    QVERIFY(logTicks({0, 10}, 6).at.empty());
    QVERIFY(logTicks({2.1, 2.4}, 4).at.size() >= 2);
    QVERIFY(logTicks({1e-300, 1e290}, 6).at.size() < 12);
}

void TestChartLine::markTimes()
{
    const double midnight = 1'763'683'200; // 21 Nov 2025, 00:00 UTC
    const Ticks hours = timeTicks({midnight + 100, midnight + 6 * 3600.0}, 7, 0);
    QCOMPARE(hours.step, 3600.0);
    QCOMPARE(hours.at.front(), midnight + 3600);
    // On a clock half an hour ahead the marks stand at its own hours.
    QCOMPARE(timeTicks({midnight, midnight + 6 * 3600.0}, 7, 1800).at.front(), midnight + 1800);
    QVERIFY(timeTicks({midnight, midnight + 400.0 * 86400}, 5, 0).at.size() <= 6);
}

void TestChartLine::boundAxes()
{
    QCOMPARE(niceBounds({0.02, 0.98}, 6), (Bounds{0, 1}));
    const Bounds one = niceBounds({5, 5}, 5);
    QVERIFY(one.low < 5 && one.high > 5);
    const Bounds zero = niceBounds({0, 0}, 5);
    QVERIFY(zero.low < 0 && zero.high > 0);
    const Bounds log = niceLogBounds({0.5, 0.5});
    QVERIFY(log.low > 0 && log.low < 0.5 && log.high > 0.5);
}

void TestChartLine::findOutliers()
{
    std::vector<double> values(1000);
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = 1 + double(i % 10) * 0.1;
    values[500] = 1e6;
    values[501] = kNan;
    values[502] = -kInf;
    const std::optional<Bounds> usual = usualBounds(values);
    QVERIFY(usual);
    QVERIFY(usual->high < 3 && usual->low >= 0.7);
    // No further than the values.
    QCOMPARE(usualBounds(std::vector<double>{2, 2, 2}), std::optional(Bounds{2, 2}));
    QVERIFY(!usualBounds(std::vector<double>{kNan, kInf}));
    QVERIFY(!usualBounds(std::vector<double>{}));
}

void TestChartLine::groupSeries()
{
    const auto metrics = metricsOf(
        {u"train_loss"_s, u"valid_loss"_s, u"train_mean_reward"_s, u"full_valid_mean_reward"_s, u"train_kl"_s,
         u"valid_kl"_s, u"a column"_s, u"scores/graders/python/judge/train_reward_mean"_s,
         u"scores/graders/python/judge/valid_reward_mean"_s, u"sampling_duration"_s, u"training_duration"_s,
         u"errors/graders/python/judge/errors/train_other_error_mean"_s});
    const std::vector<ChartPlan> plans = chartPlans(*metrics);
    QStringList text;
    for (const ChartPlan &plan : plans) {
        QStringList lines;
        for (const ChartPlan::Line &line : plan.lines)
            lines += line.label;
        text += sectionTitle(plan.section) + u'|' + plan.title + u'|' + lines.join(u',');
    }
    QCOMPARE(text, (QStringList{
                       u"|Loss|Training,Validation"_s,
                       u"|Reward|Training,Full validation"_s,
                       u"Grader scores|judge|Training,Validation"_s,
                       u"Errors|judge|Training"_s,
                       u"Time|Step time|Sampling time,Training time"_s,
                       u"Other quantities|kl|Training,Validation"_s,
                       u"Other quantities|a column|a column"_s,
                   }));
    QCOMPARE(plans[1].headline, std::optional<std::size_t>(1));
    QVERIFY(chartPlans(JobMetrics()).empty());
}

void TestChartLine::chooseTheHeadline()
{
    const std::vector<ChartPlan> both = chartPlans(*metricsOf({u"train_loss"_s, u"train_mean_reward"_s}));
    QCOMPARE(headlineChart(both, u"reinforcement")->key, u"reward"_s);
    QCOMPARE(headlineChart(both, u"supervised")->key, u"loss"_s);
    const std::vector<ChartPlan> accuracy = chartPlans(*metricsOf({u"train_accuracy"_s, u"x"_s}));
    QCOMPARE(headlineChart(accuracy, u"dpo")->key, u"token_accuracy"_s);
    QVERIFY(!headlineChart(chartPlans(*metricsOf({u"x"_s})), u"dpo"));
}

void TestChartLine::readTheNearest()
{
    auto metrics = metricsOf({u"train_loss"_s});
    metrics->series[0].points = pointsOf({{1, 2, 3, 4, 5, 6}, {4, 5, 6, 7}});
    ChartLine line(metrics, metrics->series[0].points, true);
    QVERIFY(!line.readingAt(3)); // nothing before the options
    line.setOptions({}, std::nullopt);
    QCOMPARE(line.readingAt(2.4)->step, 2.0);
    QCOMPARE(line.readingAt(5)->value, 5.5); // of the later run
    QCOMPARE(line.readingAt(5)->run, 1);
    QCOMPARE(line.readingAt(-100)->step, 1.0);
    QCOMPARE(line.readingAt(100)->step, 7.0);
    QVERIFY(line.isSmoothed());
    // The first value behind a restart is its own average.
    QCOMPARE(line.readingAt(4)->smoothed, line.readingAt(4)->value);
    QVERIFY(line.readingAt(7)->smoothed < line.readingAt(7)->value);
    ChartOptions raw;
    raw.smoothing = 0;
    line.setOptions(raw, std::nullopt);
    QVERIFY(!line.isSmoothed());
    QCOMPARE(line.readingAt(7)->smoothed, line.readingAt(7)->value);
}

void TestChartLine::placeSteps()
{
    auto metrics = metricsOf({u"train_loss"_s});
    metrics->series[0].points = pointsOf({{1, 2, 3, 4}, {3, 4, 5}});
    metrics->runs = 2;
    metrics->totalSteps = 10;
    metrics->clock = metrics->series[0].points;
    for (std::size_t i = 0; i < metrics->clock.size(); ++i)
        metrics->clock.values[i] = 1000 + double(i) * 60;
    QCOMPARE(placeOfStep(*metrics, 4, Axis::Step, std::nullopt), std::optional(4.0));
    // In the run that counts: the second one's step 4 is the 6th report.
    QCOMPARE(placeOfStep(*metrics, 4, Axis::WallTime, std::nullopt), std::optional(1300.0));
    QCOMPARE(placeOfStep(*metrics, 2, Axis::WallTime, std::nullopt), std::optional(1060.0));
    QVERIFY(!placeOfStep(*metrics, 99, Axis::WallTime, std::nullopt));
    QVERIFY(!hasAxis(*metrics, Axis::Epoch, std::nullopt));
    QCOMPARE(placeOfStep(*metrics, 5, Axis::Epoch, 3), std::optional(1.5));
    QCOMPARE(axisBounds(*metrics, Axis::Step, std::nullopt), std::optional(Bounds{1, 5}));
    QCOMPARE(axisBounds(*metrics, Axis::WallTime, std::nullopt), std::optional(Bounds{1000, 1360}));
    QVERIFY(!axisBounds(JobMetrics(), Axis::Step, std::nullopt));
}

void TestChartLine::joinRows()
{
    const Points a = pointsOf({{1, 2, 3}, {2, 3}});
    const Points b = pointsOf({{2, 4}});
    const MetricRows rows(std::vector<const Points *>{&a, &b});
    QString text;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        text += u"%1/%2:"_s.arg(rows.run(row)).arg(rows.step(row));
        for (std::size_t i = 0; i < rows.seriesCount(); ++i)
            text += rows.value(row, i) ? QString::number(*rows.value(row, i)) + u' ' : u"- "_s;
    }
    QCOMPARE(text, u"0/1:1 - 0/2:2 2 0/3:3 - 0/4:- 4 1/2:2.5 - 1/3:3.5 - "_s);
    QVERIFY(rows.hasRestarts());
    QCOMPARE(MetricRows().size(), std::size_t(0));
    const Points none;
    QCOMPARE(MetricRows(std::vector<const Points *>{&none}).size(), std::size_t(0));
}

void TestChartLine::writeCsv()
{
    QCOMPARE(csvNumber(0.1), QByteArray("0.1"));
    QCOMPARE(csvNumber(kNan), QByteArray());
    QCOMPARE(csvNumber(-3), QByteArray("-3"));
    QCOMPARE(csvText(u"-3"_s), QByteArray("'-3"));
    const Points a = pointsOf({{1, 2}});
    QCOMPARE(MetricRows(std::vector<const Points *>{&a}).csv({u"a, \"b\""_s}),
             QByteArray("step,\"a, \"\"b\"\"\"\r\n1,1\r\n2,2\r\n"));
    const Points b = pointsOf({{1, 2}, {2}});
    QCOMPARE(MetricRows(std::vector<const Points *>{&b}).csv({u"b"_s}),
             QByteArray("run,step,b\r\n1,1,1\r\n1,2,2\r\n2,2,2.5\r\n"));
}

void TestChartLine::serveTheTable()
{
    auto metrics = metricsOf({u"train_loss"_s, u"valid_loss"_s});
    metrics->series[1].points = pointsOf({{2}});
    MetricsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.rowAt(1), -1);
    model.setColumns(metrics, {{u"Training"_s, u"help"_s, &metrics->series[0].points},
                               {u"Validation"_s, {}, &metrics->series[1].points}});
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.columnCount(), 3);
    QCOMPARE(model.kind(0), MetricsModel::Kind::Step);
    QVERIFY(!model.index(0, 2).data().isValid());
    QCOMPARE(model.index(1, 2).data().toDouble(), 2.0);
    QCOMPARE(model.headerData(1, Qt::Horizontal, Qt::DisplayRole).toString(), u"Training"_s);
    QCOMPARE(model.headerData(1, Qt::Horizontal, Qt::ToolTipRole).toString(), u"help"_s);
    QCOMPARE(model.rowAt(2.5), 1);
    QCOMPARE(model.rowAt(0), 0);
}

QTEST_GUILESS_MAIN(TestChartLine)
#include "tst_chartline.moc"
