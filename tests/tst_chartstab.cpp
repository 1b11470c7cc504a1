// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/metricsmodel.h"
#include "support/demorecords.h"
#include "ui/charts/chartgrid.h"
#include "ui/charts/chartpicture.h"
#include "ui/charts/chartview.h"
#include "ui/job/chartstab.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QCheckBox>
#include <QImage>
#include <QLabel>
#include <QMenu>
#include <QProcess>
#include <QScopeGuard>
#include <QScrollArea>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QSlider>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QTableView>
#include <QTemporaryDir>
#include <QToolButton>
#include <QXmlStreamReader>

#include <cmath>

using namespace tuneboard;
using namespace tuneboard::test;
using namespace tuneboard::demo;
using namespace Qt::StringLiterals;

namespace {

JobView viewOf(const DemoJob &job, bool isOther = true)
{
    return {&job.details, u"Demo"_s, u"127.0.0.1"_s, kNow, isOther, &job.records};
}

DemoJob csvJob(QByteArrayView csv)
{
    DemoJob job = demoJob(showcase::NoMetrics);
    job.records.metrics = metricsOfCsv(csv);
    return job;
}

MetricChart *chartOf(ChartsTab &tab, const QString &key)
{
    auto *chart = tab.findChild<MetricChart *>(u"chart_"_s + key);
    if (!chart)
        qFatal("no chart %s", qPrintable(key));
    return chart;
}

QPoint pointIn(MetricChart &chart, double share)
{
    const QRectF plot = chart.plot();
    return QPointF(plot.left() + plot.width() * share, plot.center().y()).toPoint();
}

QByteArray readFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void drag(MetricChart &chart, const QPoint &from, const QPoint &to, Qt::KeyboardModifiers modifiers = {})
{
    QTest::mousePress(&chart, Qt::LeftButton, modifiers, from);
    QMouseEvent move(QEvent::MouseMove, to, chart.mapToGlobal(to), Qt::NoButton, Qt::LeftButton, modifiers);
    QCoreApplication::sendEvent(&chart, &move);
    QTest::mouseRelease(&chart, Qt::LeftButton, modifiers, to);
}

void wheel(MetricChart &chart, const QPoint &at, int delta, Qt::KeyboardModifiers modifiers = {})
{
    QWheelEvent event(at, chart.mapToGlobal(at), {}, QPoint(0, delta), Qt::NoButton, modifiers,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&chart, &event);
}

void hover(MetricChart &chart, const QPoint &at)
{
    QMouseEvent move(QEvent::MouseMove, at, chart.mapToGlobal(at), Qt::NoButton, Qt::NoButton, {});
    QCoreApplication::sendEvent(&chart, &move);
}

// The pixels of that column of the plot in which something of that colour is drawn.
int inkIn(const QImage &image, int x, const QRectF &plot, const QColor &colour)
{
    int count = 0;
    for (int y = int(plot.top()); y < int(plot.bottom()); ++y) {
        const QColor pixel = image.pixelColor(x, y);
        count += std::abs(pixel.hslHue() - colour.hslHue()) < 14 && pixel.hslSaturation() > 60 ? 1 : 0;
    }
    return count;
}

} // namespace

class TestChartsTab : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { useTheme(false); }
    void showWhatTheJobHas_data();
    void showWhatTheJobHas();
    void sayWhatIsMissing();
    void makeChartsLate();
    void readTheNearestSteps();
    void writeValuesThatComeBack();
    void guardNamesInFiles();
    void writePictures();
    void chooseSteps();
    void chooseStepsByKeys();
    void keepSelectionAndZoomOnRefresh();
    void zoomAndPan();
    void scrollByTheWheelWherePagesScroll();
    void workByKeysAlone();
    void speakTheReading();
    void leaveZerosOutOfALogarithm();
    void bridgeNoGap();
    void drawRunsApart();
    void leaveConstantsAlone();
    void cutOutliers();
    void switchAxes();
    void showTheTableTwin();
    void rememberOptions();
    void standManySeries();
    void standOddNames();
    void arrangeByWidth();
    void alignPlots();
    void takePictures_data();
    void takePictures();
};

void TestChartsTab::showWhatTheJobHas_data()
{
    QTest::addColumn<int>("job");
    QTest::addColumn<QStringList>("titles");
    QTest::newRow("overfitting") << int(showcase::Overfitting) << QStringList{u"Loss"_s, u"Token accuracy"_s};
    QTest::newRow("preference") << int(showcase::Preference) << QStringList{u"Loss"_s};
    QTest::newRow("reinforcement") << int(showcase::CountdownMulti)
                                   << QStringList{u"Reward"_s, u"Parse errors"_s, u"Reasoning tokens"_s,
                                                  u"Completion tokens"_s, u"Step time"_s};
}

void TestChartsTab::showWhatTheJobHas()
{
    QFETCH(int, job);
    QFETCH(QStringList, titles);
    ChartsTab tab;
    const DemoJob shown = demoJob(job);
    tab.setJob(viewOf(shown));
    QVERIFY(tab.grid());
    QStringList found;
    std::size_t lines = 0;
    for (const MetricChart *chart : tab.grid()->charts()) {
        found += chart->content().title;
        lines += chart->content().lines.size();
        QVERIFY(!chart->accessibleName().isEmpty());
    }
    for (const QString &title : titles)
        QVERIFY2(found.contains(title), qPrintable(title + u" not in "_s + found.join(u", "_s)));
    if (titles.size() < 3)
        QCOMPARE(found, titles);
    // Each series is in one chart, and nothing else is.
    QCOMPARE(lines, shown.records.metrics->series.size());
}

void TestChartsTab::sayWhatIsMissing()
{
    ChartsTab tab;
    auto *text = tab.findChild<QLabel *>(u"chartsEmpty"_s);
    auto *read = tab.findChild<QAbstractButton *>(u"chartsRead"_s);
    DemoJob job = demoJob(showcase::NoMetrics);
    tab.setJob(viewOf(job));
    QCOMPARE(text->text(), u"This job has reported no metrics."_s);
    QVERIFY(read->isHidden());
    DemoJob live = demoJob(showcase::LiveQueued);
    tab.setJob(viewOf(live));
    QCOMPARE(text->text(), u"This job has reported no metrics yet."_s);
    job.records.metrics.reset();
    job.records.eventsState.isLoading = true;
    tab.setJob(viewOf(job));
    QCOMPARE(text->text(), u"Reading what was measured…"_s);
    // All of it is here, and its metrics are being computed.
    job.records.eventsState.isLoading = false;
    QVERIFY(job.records.eventsState.isComplete);
    tab.setJob(viewOf(job));
    QCOMPARE(text->text(), u"Reading what was measured…"_s);
    QVERIFY(read->isHidden());
    job.records.eventsState.isComplete = false;
    tab.setJob(viewOf(job));
    QCOMPARE(text->text(), u"What this job measured is not kept on this computer yet."_s);
    QVERIFY(!read->isHidden());
    QSignalSpy asked(&tab, &JobTab::recordsRequested);
    read->click();
    QCOMPARE(asked.size(), 1);

    DemoJob part = demoJob(showcase::Overfitting, false, 100);
    QVERIFY(!part.records.eventsState.isComplete);
    tab.setJob(viewOf(part));
    auto *state = tab.findChild<QLabel *>(u"chartsState"_s);
    QVERIFY(!state->isHidden() && state->text().contains(u"may have holes"_s));
    part.records.eventsState.isLoading = true;
    tab.setJob(viewOf(part, false));
    QVERIFY(state->text().contains(u"still being read"_s));
    part.records.eventsState.isComplete = true;
    tab.setJob(viewOf(part, false));
    QVERIFY(state->isHidden());

    const DemoJob disagreeing = demoJob(showcase::Disagreeing);
    tab.setJob(viewOf(disagreeing));
    QVERIFY(tab.findChild<QLabel *>(u"chartsNotes"_s)->text().contains(u"disagree"_s));
    QVERIFY(chartOf(tab, u"loss"_s)->content().footnotes.join(u' ').contains(u"disagree"_s));
}

void TestChartsTab::makeChartsLate()
{
    ChartsTab tab;
    QVERIFY(!tab.grid());
    QVERIFY(tab.findChildren<MetricChart *>().isEmpty());
}

void TestChartsTab::readTheNearestSteps()
{
    ChartsTab tab;
    const DemoJob job = demoJob(showcase::Overfitting);
    tab.setJob(viewOf(job));
    showAt(tab, 1090, 600);
    MetricChart *loss = chartOf(tab, u"loss"_s);
    MetricChart *accuracy = chartOf(tab, u"token_accuracy"_s);
    for (const double share : {0.0, 0.1, 0.33, 0.5, 0.77, 1.0}) {
        hover(*loss, pointIn(*loss, share));
        QVERIFY(tab.charts().cursor());
        for (MetricChart *chart : {loss, accuracy}) {
            const std::optional<ChartReading> reading = chart->reading();
            QVERIFY(reading);
            QCOMPARE(reading->rows.size(), chart->content().lines.size());
            for (const ChartReading::Row &row : reading->rows) {
                // Brute force over the data.
                const Points &points = chart->content().lines[row.line].line->points();
                std::size_t best = 0;
                for (std::size_t i = 0; i < points.size(); ++i) {
                    if (std::abs(points.steps[i] - *tab.charts().cursor()) <
                        std::abs(points.steps[best] - *tab.charts().cursor()))
                        best = i;
                }
                QCOMPARE(row.at.step, points.steps[best]);
                QCOMPARE(row.at.value, points.values[best]);
            }
        }
    }
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(loss, &leave);
    QVERIFY(!tab.charts().cursor());
}

void TestChartsTab::writeValuesThatComeBack()
{
    const QTemporaryDir folder;
    for (const int index :
         {int(showcase::Overfitting), int(showcase::Restarting), int(showcase::CountdownMulti)}) {
        ChartsTab tab;
        const DemoJob job = demoJob(index, false);
        tab.setJob(viewOf(job));
        for (MetricChart *chart : tab.grid()->charts()) {
            const QString path = folder.filePath(u"values.csv"_s);
            QString error;
            QVERIFY2(chart->save(path, ChartFile::Csv, &error), qPrintable(error));
            const QByteArray text = readFile(path);
            QVERIFY(text.contains("\r\n"));
            MetricsBuilder builder;
            builder.addCsv(MetricsCsv(text));
            const JobMetrics again = builder.build();
            for (const ChartContent::Line &line : chart->content().lines) {
                const Series *series = again.find(line.key);
                QVERIFY2(series, qPrintable(line.key));
                QCOMPARE(series->points.steps, line.line->points().steps);
                QCOMPARE(series->points.values, line.line->points().values);
            }
        }
    }
    QString error;
    ChartsTab tab;
    const DemoJob job = demoJob(showcase::Overfitting);
    tab.setJob(viewOf(job));
    QVERIFY(
        !chartOf(tab, u"loss"_s)->save(folder.filePath(u"no/such/folder/x.csv"_s), ChartFile::Csv, &error));
    QVERIFY(!error.isEmpty());
}

void TestChartsTab::guardNamesInFiles()
{
    const QTemporaryDir folder;
    ChartsTab tab;
    const DemoJob job = csvJob("step,\"=cmd|' /C calc'!A0, x\"\n1,2\n2,3\n");
    tab.setJob(viewOf(job));
    const QString path = folder.filePath(u"values.csv"_s);
    QVERIFY(tab.grid()->charts().front()->save(path, ChartFile::Csv));
    QCOMPARE(readFile(path), QByteArray("step,\"'=cmd|' /C calc'!A0, x\"\r\n1,2\r\n2,3\r\n"));
}

void TestChartsTab::writePictures()
{
    const QTemporaryDir folder;
    ChartsTab tab;
    const DemoJob job = demoJob(showcase::CountdownMulti);
    tab.setJob(viewOf(job));
    showAt(tab, 1090, 600);
    MetricChart *chart = chartOf(tab, u"reward"_s);
    const QString png = folder.filePath(u"reward.png"_s);
    QVERIFY(chart->save(png, ChartFile::Png));
    const QImage image(png);
    QVERIFY(image.width() >= 2 * chart->width());
    QCOMPARE(image.pixelColor(2, 2), QColor(Qt::white));
    const QString svg = folder.filePath(u"reward.svg"_s);
    QVERIFY(chart->save(svg, ChartFile::Svg));
    QXmlStreamReader reader(readFile(svg));
    int lines = 0;
    QString texts;
    while (!reader.atEnd()) {
        reader.readNext();
        lines += reader.isStartElement() && reader.name() == "polyline"_L1 ? 1 : 0;
        texts += reader.isCharacters() ? reader.text().toString() : QString();
    }
    QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
    QVERIFY(lines >= 2);
    QVERIFY(texts.contains(u"Reward"_s) && texts.contains(u"Full validation"_s));
    QVERIFY(QDir().mkpath(buildPath(u"screenshots"_s)));
    QVERIFY(image.save(buildPath(u"screenshots/chart-export.png"_s)));
}

void TestChartsTab::chooseSteps()
{
    ChartsTab tab;
    const DemoJob job = demoJob(showcase::Overfitting);
    tab.setJob(viewOf(job));
    showAt(tab, 1090, 600);
    QSignalSpy chosen(&tab, &JobTab::stepsChosen);
    MetricChart *loss = chartOf(tab, u"loss"_s);
    drag(*loss, pointIn(*loss, 0.25), pointIn(*loss, 0.5), Qt::ShiftModifier);
    QCOMPARE(chosen.size(), 1);
    const auto range = chosen.takeFirst().at(0).value<std::optional<StepRange>>();
    QVERIFY(range);
    QVERIFY(std::abs(range->first - 120) < 3 && std::abs(range->last - 240) < 3);
    auto *chip = tab.findChild<QToolButton *>(u"chartSelected"_s);
    QVERIFY(chip->isVisible());
    QVERIFY(chip->text().contains(QString::number(int(range->first))));
    chip->click();
    QCOMPARE(chosen.size(), 1);
    QVERIFY(!chosen.takeFirst().at(0).value<std::optional<StepRange>>());
    QVERIFY(!chip->isVisible());

    // In its mode a plain drag does the same; a click takes it back.
    tab.findChild<QToolButton *>(u"chartSelect"_s)->click();
    drag(*loss, pointIn(*loss, 0.6), pointIn(*loss, 0.4));
    QVERIFY(chosen.takeFirst().at(0).value<std::optional<StepRange>>());
    drag(*loss, pointIn(*loss, 0.6), pointIn(*loss, 0.6));
    QVERIFY(!chosen.takeFirst().at(0).value<std::optional<StepRange>>());
    // What others choose is shown and not said again.
    tab.setSteps(StepRange{10, 20});
    QCOMPARE(chosen.size(), 0);
    QVERIFY(chip->isVisible());
}

void TestChartsTab::chooseStepsByKeys()
{
    ChartsTab tab;
    const DemoJob job = demoJob(showcase::Overfitting);
    tab.setJob(viewOf(job));
    showAt(tab, 1090, 600);
    MetricChart *loss = chartOf(tab, u"loss"_s);
    loss->setFocus();
    QSignalSpy chosen(&tab, &JobTab::stepsChosen);
    QTest::keyClick(loss, Qt::Key_Home);
    QTest::keyClick(loss, Qt::Key_Space);
    QTest::keyClick(loss, Qt::Key_Right, Qt::ShiftModifier);
    QTest::keyClick(loss, Qt::Key_Space);
    QCOMPARE(chosen.size(), 1);
    const auto range = chosen.takeFirst().at(0).value<std::optional<StepRange>>();
    QVERIFY(range);
    QCOMPARE(range->first, 1.0);
    QCOMPARE(range->last, 11.0);
    QTest::keyClick(loss, Qt::Key_Delete);
    QVERIFY(!chosen.takeFirst().at(0).value<std::optional<StepRange>>());
    // Escape leaves a selection that was begun.
    QTest::keyClick(loss, Qt::Key_Space);
    QTest::keyClick(loss, Qt::Key_Right);
    QTest::keyClick(loss, Qt::Key_Escape);
    QTest::keyClick(loss, Qt::Key_Right);
    QCOMPARE(chosen.size(), 0);
}

void TestChartsTab::keepSelectionAndZoomOnRefresh()
{
    ChartsTab tab;
    const DemoJob job = demoJob(showcase::Overfitting);
    tab.setJob(viewOf(job));
    showAt(tab, 1090, 600);
    QSignalSpy chosen(&tab, &JobTab::stepsChosen);
    MetricChart *loss = chartOf(tab, u"loss"_s);
    drag(*loss, pointIn(*loss, 0.25), pointIn(*loss, 0.5), Qt::ShiftModifier);
    tab.charts().zoom(0.5, 100);
    const Bounds shown = tab.charts().shown();
    const std::optional<StepRange> steps = tab.charts().steps();
    QVERIFY(steps);
    const DemoJob again = demoJob(showcase::Overfitting);
    tab.setJob(viewOf(again, false));
    QCOMPARE(chartOf(tab, u"loss"_s), loss);
    QCOMPARE(tab.charts().shown(), shown);
    QCOMPARE(tab.charts().steps(), steps);
    QCOMPARE(chosen.size(), 1);
    // The axis grows with the job where all of it is shown, and another job has nothing of this one.
    tab.charts().resetZoom();
    const DemoJob other = demoJob(showcase::Restarting);
    tab.setJob(viewOf(other));
    QVERIFY(!tab.charts().steps());
    QVERIFY(!tab.charts().isZoomed());
    QVERIFY(!(tab.charts().whole() == shown));
}

void TestChartsTab::zoomAndPan()
{
    ChartsTab tab;
    const DemoJob job = demoJob(showcase::Preference); // one chart: nothing to scroll
    tab.setJob(viewOf(job));
    showAt(tab, 1090, 600);
    MetricChart *loss = chartOf(tab, u"loss"_s);
    const Bounds whole = tab.charts().whole();
    const QPoint at = pointIn(*loss, 0.25);
    const double x = whole.low + whole.span() * 0.25;
    wheel(*loss, at, 120);
    QVERIFY(tab.charts().shown().span() < whole.span());
    // What is under the mouse stays there.
    QVERIFY(std::abs(loss->pixelOf(x) - at.x()) < 1.5);
    wheel(*loss, at, 1200);
    const Bounds before = tab.charts().shown();
    drag(*loss, pointIn(*loss, 0.75), pointIn(*loss, 0.25));
    const Bounds after = tab.charts().shown();
    QVERIFY(std::abs(after.span() - before.span()) < 1e-9);
    QVERIFY(std::abs(after.low - before.low - before.span() / 2) < before.span() * 0.01);
    for (int i = 0; i < 20; ++i)
        drag(*loss, pointIn(*loss, 0.1), pointIn(*loss, 0.9));
    QCOMPARE(tab.charts().shown().low, whole.low);
    QTest::mouseDClick(loss, Qt::LeftButton, {}, at);
    QCOMPARE(tab.charts().shown(), whole);
    wheel(*loss, at, -120);
    QCOMPARE(tab.charts().shown(), whole);
}

void TestChartsTab::scrollByTheWheelWherePagesScroll()
{
    ChartsTab tab;
    const DemoJob job = demoJob(showcase::CountdownMulti);
    tab.setJob(viewOf(job));
    showAt(tab, 700, 400);
    MetricChart *reward = chartOf(tab, u"reward"_s);
    auto *bar = tab.findChild<QScrollArea *>(u"chartsScroll"_s)->verticalScrollBar();
    QVERIFY(bar->maximum() > 0);
    tab.findChild<QCheckBox *>(u"chartLog"_s)->setFocus();
    wheel(*reward, pointIn(*reward, 0.5), -120);
    QVERIFY(!tab.charts().isZoomed());
    wheel(*reward, pointIn(*reward, 0.5), 120, Qt::ControlModifier);
    QVERIFY(tab.charts().isZoomed());
    tab.charts().resetZoom();
    reward->setFocus();
    wheel(*reward, pointIn(*reward, 0.5), 120);
    QVERIFY(tab.charts().isZoomed());
}

void TestChartsTab::workByKeysAlone()
{
    ChartsTab tab;
    const DemoJob job = demoJob(showcase::Overfitting);
    tab.setJob(viewOf(job));
    showAt(tab, 1090, 600);
    MetricChart *loss = chartOf(tab, u"loss"_s);
    // Reached by the Tab key.
    tab.findChild<QAbstractButton *>(u"axisStep"_s)->setFocus();
    for (int i = 0; i < 30 && !loss->hasFocus(); ++i)
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QVERIFY(loss->hasFocus());
    QTest::keyClick(loss, Qt::Key_Home);
    QCOMPARE(loss->reading()->step, 1.0);
    QTest::keyClick(loss, Qt::Key_Right);
    QCOMPARE(loss->reading()->step, 2.0);
    QTest::keyClick(loss, Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(loss->reading()->step, 12.0);
    QTest::keyClick(loss, Qt::Key_Left);
    QCOMPARE(loss->reading()->step, 11.0);
    QTest::keyClick(loss, Qt::Key_End);
    QCOMPARE(loss->reading()->step, 480.0);
    QTest::keyClick(loss, Qt::Key_Right);
    QCOMPARE(loss->reading()->step, 480.0);
    const Bounds whole = tab.charts().shown();
    QTest::keyClick(loss, Qt::Key_Plus);
    QVERIFY(std::abs(tab.charts().shown().span() - whole.span() / 2) < 1e-9);
    QCOMPARE(tab.charts().shown().high, whole.high);
    // The cursor takes the view along.
    QTest::keyClick(loss, Qt::Key_Home);
    QCOMPARE(tab.charts().shown().low, whole.low);
    QTest::keyClick(loss, Qt::Key_Minus);
    QTest::keyClick(loss, Qt::Key_Plus);
    QTest::keyClick(loss, Qt::Key_Escape);
    QCOMPARE(tab.charts().shown(), whole);
    QTest::keyClick(loss, Qt::Key_T);
    QVERIFY(loss->isTableShown());
    auto *table = loss->findChild<QTableView *>();
    QVERIFY(table->hasFocus());
    QTest::keyClick(table, Qt::Key_Escape);
    QVERIFY(!loss->isTableShown());
    QVERIFY(loss->hasFocus());
    // The menu key opens the menu with all that the mouse can do.
    QContextMenuEvent menuKey(QContextMenuEvent::Keyboard, QPoint(), QPoint());
    QCoreApplication::sendEvent(loss, &menuKey);
    auto *menu = loss->findChild<QMenu *>(u"chartActions"_s);
    QVERIFY(menu);
    for (const char *name : {"chartTable", "chartReset", "chartCopy", "chartPng", "chartSvg", "chartCsv"})
        QVERIFY2(menu->findChild<QAction *>(QString::fromLatin1(name)), name);
    menu->close();
}

void TestChartsTab::speakTheReading()
{
    // Qt passes events on only while somebody listens, which on Linux is the accessibility bus.
    QProcess bus;
    const QString launcher = QStandardPaths::findExecutable(
        u"at-spi-bus-launcher"_s, {u"/usr/libexec"_s, u"/usr/lib/at-spi2-core"_s, u"/usr/lib"_s});
    const auto end = qScopeGuard([&bus] {
        bus.terminate();
        bus.waitForFinished();
    });
    if (!launcher.isEmpty() && qEnvironmentVariableIsSet("QT_LINUX_ACCESSIBILITY_ALWAYS_ON")) {
        bus.start(launcher, {u"--launch-immediately"_s});
        QVERIFY(bus.waitForStarted());
        QTRY_VERIFY(QAccessible::isActive());
    }
    ChartsTab tab;
    const DemoJob job = demoJob(showcase::Overfitting);
    tab.setJob(viewOf(job));
    showAt(tab, 1090, 600);
    MetricChart *loss = chartOf(tab, u"loss"_s);
    QAccessibleInterface *access = QAccessible::queryAccessibleInterface(loss);
    QVERIFY(access);
    QCOMPARE(access->role(), QAccessible::Chart);
    QCOMPARE(access->text(QAccessible::Name), u"Chart: Loss"_s);
    QVERIFY(access->text(QAccessible::Description).contains(u"Arrow keys"_s));
    QVERIFY(access->text(QAccessible::Value).isEmpty());
    static int told = 0;
    static QAccessible::UpdateHandler before = nullptr;
    told = 0;
    before = QAccessible::installUpdateHandler(
        [](QAccessibleEvent *event) { told += event->type() == QAccessible::ValueChanged ? 1 : 0; });
    loss->setFocus();
    QTest::keyClick(loss, Qt::Key_Home);
    QTest::keyClick(loss, Qt::Key_Right);
    QAccessible::installUpdateHandler(before);
    if (QAccessible::isActive())
        QCOMPARE(told, 2);
    const QString spoken = access->text(QAccessible::Value);
    QVERIFY2(spoken.startsWith(u"Step 2. Training "_s) && spoken.contains(u"Validation "_s),
             qPrintable(spoken));
    QAccessibleValueInterface *value = access->valueInterface();
    QVERIFY(value);
    QCOMPARE(value->currentValue().toDouble(), 2.0);
    value->setCurrentValue(100);
    QVERIFY(access->text(QAccessible::Value).startsWith(u"Step 100. "_s));
    if (launcher.isEmpty())
        QSKIP("No accessibility bus: what is told to it was not seen");
}

void TestChartsTab::leaveZerosOutOfALogarithm()
{
    ChartsTab tab;
    const DemoJob job = csvJob("step,train_loss,kl\n1,10,0\n2,1,-1\n3,0.1,0.5\n4,0,2\n5,0.01,4\n");
    tab.setJob(viewOf(job));
    showAt(tab, 900, 500);
    tab.findChild<QCheckBox *>(u"chartLog"_s)->click();
    QVERIFY(tab.charts().options().isLog);
    MetricChart *loss = chartOf(tab, u"loss"_s);
    QCOMPARE(loss->content().footnotes,
             QStringList{u"1 value(s) at or below zero have no place on a logarithmic scale."_s});
    QCOMPARE(chartOf(tab, u"kl"_s)->content().footnotes.size(), 1);
    // 4 of the 5 are drawn, as measured and smoothed.
    QVERIFY(loss->sampleCount() > 0);
    QCOMPARE(loss->content().lines.front().line->raw().size(), std::size_t(4));
    QVERIFY(savePicture(tab, u"charts-log-zeros"_s));
    tab.findChild<QCheckBox *>(u"chartLog"_s)->click();
    QVERIFY(loss->content().footnotes.isEmpty());
    // Nothing above zero at all.
    const DemoJob none = csvJob("step,x\n1,0\n2,-3\n");
    tab.setJob(viewOf(none));
    tab.findChild<QCheckBox *>(u"chartLog"_s)->click();
    QVERIFY(savePicture(tab, u"charts-log-nothing"_s));
}

void TestChartsTab::bridgeNoGap()
{
    QByteArray csv = "step,train_loss\n";
    for (int step = 1; step <= 100; ++step)
        csv += QByteArray::number(step) + (step > 40 && step < 60 ? ",NaN\n" : ",1\n");
    ChartsTab tab;
    const DemoJob job = csvJob(csv);
    tab.setJob(viewOf(job));
    showAt(tab, 800, 400);
    MetricChart *loss = chartOf(tab, u"loss"_s);
    const QImage image = loss->grab().toImage();
    const QColor blue = colours(loss->palette()).series[0];
    QVERIFY(inkIn(image, int(loss->pixelOf(20)), loss->plot(), blue) > 0);
    QCOMPARE(inkIn(image, int(loss->pixelOf(50)), loss->plot(), blue), 0);
    QVERIFY(inkIn(image, int(loss->pixelOf(80)), loss->plot(), blue) > 0);
}

void TestChartsTab::drawRunsApart()
{
    ChartsTab tab;
    const DemoJob job = demoJob(showcase::Restarting);
    tab.setJob(viewOf(job));
    showAt(tab, 1090, 500);
    MetricChart *loss = chartOf(tab, u"loss"_s);
    QVERIFY(loss->content().footnotes.join(u' ').contains(u"Started again"_s));
    const ChartLine &line = *loss->content().lines.front().line;
    QVERIFY(loss->sampleCount() > 0);
    QCOMPARE(line.raw().runCount(), std::size_t(2));
    QCOMPARE(line.front().runCount(), std::size_t(2));
    std::vector<Pyramid::Sample> samples;
    line.front().window(tab.charts().whole().low, tab.charts().whole().high, 2000, samples);
    std::size_t backward = 0;
    for (std::size_t i = 1; i < samples.size(); ++i) {
        if (samples[i].x < samples[i - 1].x) {
            ++backward;
            QVERIFY(samples[i].startsSegment);
        }
    }
    QCOMPARE(backward, std::size_t(1));
}

void TestChartsTab::leaveConstantsAlone()
{
    ChartsTab tab;
    const DemoJob job = csvJob("step,train_loss\n1,0.3\n2,0.3\n3,0.3\n4,0.3\n");
    tab.setJob(viewOf(job));
    showAt(tab, 800, 400);
    MetricChart *loss = chartOf(tab, u"loss"_s);
    loss->setFocus();
    QTest::keyClick(loss, Qt::Key_End);
    const std::optional<ChartReading> reading = loss->reading();
    QVERIFY(reading);
    QCOMPARE(reading->rows.front().at.value, 0.3);
    QCOMPARE(reading->rows.front().at.smoothed, 0.3);
    QVERIFY(!loss->content().lines.front().line->isSmoothed());
    QVERIFY(savePicture(tab, u"charts-constant"_s));
}

void TestChartsTab::cutOutliers()
{
    QByteArray csv = "step,train_loss\n";
    for (int step = 1; step <= 400; ++step)
        csv += QByteArray::number(step) +
               (step == 200 ? ",900\n" : ",1." + QByteArray::number(step % 10) + '\n');
    ChartsTab tab;
    const DemoJob job = csvJob(csv);
    tab.setJob(viewOf(job));
    showAt(tab, 800, 400);
    MetricChart *loss = chartOf(tab, u"loss"_s);
    QVERIFY(loss->content().footnotes.isEmpty());
    tab.findChild<QCheckBox *>(u"chartClip"_s)->click();
    QCOMPARE(loss->content().footnotes, QStringList{u"1 outlier(s) are cut off."_s});
    QVERIFY(savePicture(tab, u"charts-outliers"_s));
}

void TestChartsTab::switchAxes()
{
    ChartsTab tab;
    const DemoJob job = demoJob(showcase::Overfitting, false);
    tab.setJob(viewOf(job));
    showAt(tab, 1090, 500);
    auto *time = tab.findChild<QAbstractButton *>(u"axisTime"_s);
    auto *epoch = tab.findChild<QAbstractButton *>(u"axisEpoch"_s);
    QVERIFY(time->isEnabled() && epoch->isEnabled());
    tab.setSteps(StepRange{100, 200});
    epoch->click();
    QCOMPARE(tab.charts().options().axis, Axis::Epoch);
    QVERIFY(savePicture(tab, u"charts-axis-epoch"_s));
    time->click();
    QCOMPARE(tab.charts().options().axis, Axis::WallTime);
    QVERIFY(tab.charts().whole().low > 1.5e9);
    QCOMPARE(tab.charts().selected().size(), std::size_t(1));
    QVERIFY(savePicture(tab, u"charts-axis-time"_s));
    // What is selected there are the same steps.
    const std::vector<Bounds> selected = tab.charts().selected();
    tab.charts().choose(std::nullopt);
    tab.charts().choose(selected.front());
    QCOMPARE(tab.charts().steps(), std::optional(StepRange{100, 200}));
    // A job without a clock is drawn over its steps, and the wish is kept for the next one.
    const DemoJob csv = csvJob("step,train_loss\n1,1\n2,2\n");
    tab.setJob(viewOf(csv));
    QCOMPARE(tab.charts().options().axis, Axis::Step);
    QVERIFY(!time->isEnabled());
    tab.setJob(viewOf(job));
    QCOMPARE(tab.charts().options().axis, Axis::WallTime);
}

void TestChartsTab::showTheTableTwin()
{
    ChartsTab tab;
    const DemoJob job = demoJob(showcase::Restarting);
    tab.setJob(viewOf(job));
    showAt(tab, 1090, 500);
    MetricChart *loss = chartOf(tab, u"loss"_s);
    loss->setTableShown(true);
    auto *table = loss->findChild<QTableView *>();
    QVERIFY(table && table->isVisible());
    const auto *model = qobject_cast<MetricsModel *>(table->model());
    QVERIFY(model);
    const auto &lines = loss->content().lines;
    QCOMPARE(model->columnCount(), int(lines.size()) + 2); // run and step
    // Each value of each series stands in the row of its run and step, and there are no others.
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const Points &points = lines[i].line->points();
        std::size_t point = 0;
        for (int row = 0; row < model->rowCount(); ++row) {
            const QVariant cell = model->index(row, int(i) + 2).data();
            if (!cell.isValid())
                continue;
            QVERIFY(point < points.size());
            QCOMPARE(cell.toDouble(), points.values[point]);
            QCOMPARE(model->index(row, 1).data().toDouble(), points.steps[point]);
            QCOMPARE(model->index(row, 0).data().toInt(), points.runs[points.runAt(point)].number + 1);
            ++point;
        }
        QCOMPARE(point, points.size());
    }
    QVERIFY(savePicture(tab, u"charts-table"_s));
    tab.setJob(viewOf(job, false));
    QVERIFY(loss->isTableShown());
    const DemoJob other = demoJob(showcase::Overfitting);
    tab.setJob(viewOf(other));
    QVERIFY(!chartOf(tab, u"loss"_s)->isTableShown());
}

void TestChartsTab::rememberOptions()
{
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(u"s.ini"_s), QSettings::IniFormat);
    {
        ChartsTab tab;
        const DemoJob job = demoJob(showcase::Overfitting);
        tab.setJob(viewOf(job));
        showAt(tab, 1090, 500);
        tab.findChild<QSlider *>(u"chartSmoothing"_s)->setValue(85);
        tab.findChild<QCheckBox *>(u"chartLog"_s)->click();
        tab.findChild<QAbstractButton *>(u"axisTime"_s)->click();
        tab.save(settings);
    }
    ChartsTab tab;
    tab.restore(settings);
    const DemoJob job = demoJob(showcase::Overfitting);
    tab.setJob(viewOf(job));
    const ChartOptions expected{Axis::WallTime, 0.85, true, false};
    QCOMPARE(tab.charts().options(), expected);
    QCOMPARE(tab.findChild<QSlider *>(u"chartSmoothing"_s)->value(), 85);
    settings.setValue("charts/smoothing"_L1, u"nan"_s);
    settings.setValue("charts/axis"_L1, 17);
    tab.restore(settings);
    QCOMPARE(tab.charts().options().smoothing, 0.6);
}

void TestChartsTab::standManySeries()
{
    QByteArray csv = "step";
    for (int i = 0; i < 600; ++i)
        csv += ",quantity " + QByteArray::number(i);
    for (int step = 1; step <= 50; ++step) {
        csv += '\n' + QByteArray::number(step);
        for (int i = 0; i < 600; ++i)
            csv += ',' + QByteArray::number(std::sin(step * 0.1 + i));
    }
    ChartsTab tab;
    const DemoJob job = csvJob(csv);
    tab.setJob(viewOf(job));
    showAt(tab, 1090, 600);
    // The first are there at once, the others in pieces.
    QTRY_VERIFY(tab.grid()->charts().size() > 200);
    QTRY_VERIFY(tab.findChildren<MetricChart *>().size() == qsizetype(tab.grid()->charts().size()));
    QVERIFY(tab.grid()->charts().size() <= 512);
    // A chart that nobody sees has worked out nothing.
    QVERIFY(tab.grid()->charts().front()->content().lines.front().line->raw().size() > 0);
    QCOMPARE(tab.grid()->charts().back()->content().lines.front().line->raw().size(), std::size_t(0));
    auto *notes = tab.findChild<QLabel *>(u"chartsNotes"_s);
    QVERIFY(!notes->isHidden());
    tab.findChild<QScrollArea *>(u"chartsScroll"_s)->verticalScrollBar()->setValue(20000);
    settle();
    QVERIFY(savePicture(tab, u"charts-many"_s));
}

void TestChartsTab::standOddNames()
{
    ChartsTab tab;
    const DemoJob job = csvJob(QByteArray(
        "step,<b>bold</b>,\u202eevil,scores/graders/python/a / b c/train_reward_mean\n1,1,2,3\n2,2,1,1\n"));
    tab.setJob(viewOf(job));
    showAt(tab, 1090, 500);
    QStringList titles;
    for (const MetricChart *chart : tab.grid()->charts())
        titles += chart->content().title;
    QVERIFY(titles.contains(u"<b>bold</b>"_s));
    QVERIFY(titles.contains(u"a / b c"_s));
    QVERIFY(!titles.join(u' ').contains(QChar(0x202e)));
    QVERIFY(savePicture(tab, u"charts-odd-names"_s));
}

void TestChartsTab::arrangeByWidth()
{
    ChartsTab tab;
    const DemoJob job = demoJob(showcase::CountdownMulti);
    tab.setJob(viewOf(job));
    showAt(tab, 1400, 600);
    QCOMPARE(tab.grid()->columnsOf(ChartSection::GraderScores), 3);
    tab.resize(740, 600);
    settle();
    QCOMPARE(tab.grid()->columnsOf(ChartSection::GraderScores), 2);
    tab.resize(430, 600);
    settle();
    QCOMPARE(tab.grid()->columnsOf(ChartSection::GraderScores), 1);
    for (const MetricChart *chart : tab.grid()->charts())
        QVERIFY(chart->geometry().right() <= tab.grid()->width());
}

void TestChartsTab::alignPlots()
{
    ChartsTab tab;
    const DemoJob job = demoJob(showcase::NestedMulti);
    tab.setJob(viewOf(job));
    showAt(tab, 1280, 800);
    const std::vector<MetricChart *> &charts = tab.grid()->charts();
    for (std::size_t i = 1; i < charts.size(); ++i) {
        QCOMPARE(charts[i]->plot().left(), charts.front()->plot().left());
        if (charts[i]->y() == charts[i - 1]->y())
            QCOMPARE(charts[i]->plot().top(), charts[i - 1]->plot().top());
    }
}

void TestChartsTab::takePictures_data()
{
    QTest::addColumn<int>("job");
    struct Row
    {
        const char *name;
        int job;
    };
    for (const Row &row : std::initializer_list<Row>{{"running", showcase::LiveRunning},
                                                     {"overfitting", showcase::Overfitting},
                                                     {"countdown", showcase::CountdownMulti},
                                                     {"paused", showcase::Paused},
                                                     {"preference", showcase::Preference},
                                                     {"nested", showcase::NestedMulti},
                                                     {"many-points", showcase::ManyPoints},
                                                     {"diverging", showcase::Diverging},
                                                     {"restarting", showcase::Restarting},
                                                     {"no-metrics", showcase::NoMetrics},
                                                     {"disagreeing", showcase::Disagreeing},
                                                     {"gappy", showcase::Gappy},
                                                     {"cancelled", showcase::CancelledInTraining}})
        QTest::newRow(row.name) << row.job;
}

void TestChartsTab::takePictures()
{
    QFETCH(int, job);
    const DemoJob shown = demoJob(job);
    for (const bool dark : {false, true}) {
        useTheme(dark);
        ChartsTab tab;
        tab.setJob(viewOf(shown));
        const QString name = u"charts-%1-%2"_s.arg(QString::fromLatin1(QTest::currentDataTag()),
                                                   dark ? u"dark"_s : u"light"_s);
        showAt(tab, 1090, 700);
        if (tab.grid() && !tab.grid()->charts().empty()) {
            MetricChart *first = tab.grid()->charts().front();
            hover(*first, pointIn(*first, 0.6));
            QVERIFY(tab.charts().cursor());
            for (MetricChart *chart : tab.grid()->charts()) {
                if (chart->visibleRegion().isEmpty())
                    continue;
                // Two points a column for each line, raw and smoothed, their runs and neighbours.
                const auto most =
                    std::size_t(chart->plot().width() + 4) * 2 * 2 * 2 * chart->content().lines.size();
                QVERIFY2(chart->sampleCount() <= most, qPrintable(chart->content().title));
            }
        }
        QVERIFY(savePicture(tab, name));
        QCOMPARE(tab.grab().toImage().pixelColor(tab.width() - 3, tab.height() - 3).lightness() < 128, dark);
        tab.resize(430, 700);
        settle();
        QVERIFY(savePicture(tab, name + u"-narrow"_s));
    }
}

QTEST_MAIN(TestChartsTab)
#include "tst_chartstab.moc"
