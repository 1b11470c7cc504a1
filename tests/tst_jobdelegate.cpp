// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/readpage.h"
#include "app/models/jobsmodel.h"
#include "ui/jobs/jobcell.h"
#include "ui/jobs/jobdelegate.h"
#include "ui/jobs/jobtableview.h"
#include "ui/theme.h"

#include <QApplication>
#include <QHeaderView>
#include <QLocale>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tuneboard;

Q_DECLARE_METATYPE(tuneboard::JobSummary)

namespace {

constexpr qint64 kNow = 1'795'270'000;

QByteArray job(const QByteArray &more)
{
    return R"({"object":"fine_tuning.job","id":"ftjob-1","model":"gpt-4o-2024-08-06",)" + more + "}";
}

void feed(JobsModel &model, const QByteArray &json)
{
    const Result<JobRows> rows = readJobRow(json);
    QVERIFY(rows.ok());
    model.upsert(*rows);
}

JobSummary summary(double step, double total, double perSecond, qint64 at)
{
    JobSummary made;
    made.job = u"ftjob-1"_s;
    made.metric = u"full_valid_loss"_s;
    made.last = 0.3861;
    made.spark = {4.0F, 1.0F, 2.0F, 1.5F};
    made.sparkCount = 4;
    made.lastStep = step;
    made.totalSteps = total;
    made.stepsPerSecond = perSecond;
    made.lastStepAt = at;
    return made;
}

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

} // namespace

class tst_JobDelegate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void progressSaysWhatIsKnown_data();
    void progressSaysWhatIsKnown();
    void stepsSayHowFar_data();
    void stepsSayHowFar();
    void theTooltipSaysWhatItRestsOn();
    void metricSaysWhyItIsMissing();
    void theCurveIsPainted();
    void missingValuesAreDashes();
    void serverTextIsMadeSafe();
    void cellsArePainted();
    void aRowIsTwentyEightPixels();
    void moreColumnsThanRoomDropTheLeastNeeded();
};

void tst_JobDelegate::progressSaysWhatIsKnown_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("bad");
    QTest::addColumn<bool>("bar");
    const auto at = [](qint64 secs) {
        return QByteArray::number(kNow + secs);
    };
    QTest::newRow("running with an estimate")
        << job(R"("status":"running","created_at":)" + at(-3600) + R"(,"estimated_finish":)" + at(1200))
        << u"step unknown · 20 min"_s << false << false;
    QTest::newRow("running, the estimate is over")
        << job(R"("status":"running","created_at":)" + at(-3600) + R"(,"estimated_finish":)" + at(-60))
        << u"step unknown"_s << false << false;
    QTest::newRow("evaluated") << job(R"("status":"running","created_at":)" + at(-3600) +
                                      R"(,"finished_at":)" + at(-60))
                               << u"trained, being evaluated"_s << false << false;
    QTest::newRow("queued") << job(R"("status":"queued","created_at":)" + at(-22 * 60)) << u"waiting 22 min"_s
                            << false << false;
    QTest::newRow("succeeded") << job(R"("status":"succeeded","created_at":)" + at(-9000) +
                                      R"(,"finished_at":)" + at(-9000 + 4320))
                               << u"1 h 12 min"_s << false << false;
    QTest::newRow("finished before it began")
        << job(R"("status":"succeeded","created_at":)" + at(-9000) + R"(,"finished_at":)" + at(-9500))
        << u"—"_s << false << false;
    QTest::newRow("failed")
        << job(R"("status":"failed","created_at":1,"error":{"code":"invalid_training_file",)"
               R"("message":"Line 17:    unexpected role"})")
        << u"Line 17: unexpected role"_s << true << false;
    const auto failed = [&](const QByteArray &message) {
        return job(R"("status":"failed","created_at":1,"error":{"message":")" + message + "\"}");
    };
    QTest::newRow("cause behind the usual words")
        << failed("The job failed due to an invalid training file. Line 17 is bad. More.")
        << u"Line 17 is bad. More."_s << true << false;
    QTest::newRow("nothing but the usual words")
        << failed("The job failed due to an internal error.") << u"Internal error."_s << true << false;
    QTest::newRow("because") << failed("The job failed because the training file was deleted")
                             << u"Training file was deleted"_s << true << false;
    QTest::newRow("failed, code only")
        << job(R"("status":"failed","created_at":1,"error":{"code":"unsafe_file"})") << u"unsafe_file"_s
        << true << false;
    QTest::newRow("failed without a word")
        << job(R"("status":"failed","created_at":1,"error":{})") << u"no reason given"_s << true << false;
    QTest::newRow("cancelled") << job(R"("status":"cancelled","created_at":)" + at(-9000) +
                                      R"(,"finished_at":)" + at(-9000 + 1080))
                               << u"stopped after 18 min"_s << false << false;
    QTest::newRow("cancelled without an end")
        << job(R"("status":"cancelled","created_at":1)") << u"stopped"_s << false << false;
    QTest::newRow("unknown word") << job(R"("status":"meditating","created_at":1)") << u"—"_s << false
                                  << false;
}

void tst_JobDelegate::progressSaysWhatIsKnown()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, text);
    QFETCH(bool, bad);
    QFETCH(bool, bar);
    JobsModel model;
    feed(model, json);
    const JobCell cell = jobCell(model.table(), 0, JobColumn::Progress, kNow);
    QCOMPARE(jobCellSpoken(model.table(), 0, JobColumn::Progress, kNow), text);
    QCOMPARE(cell.tone == CellTone::Bad, bad);
    QCOMPARE(cell.progress.has_value(), bar);
}

void tst_JobDelegate::stepsSayHowFar_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<JobSummary>("figures");
    QTest::addColumn<QString>("text");
    const auto at = [](qint64 secs) {
        return QByteArray::number(kNow + secs);
    };
    const QByteArray runs = R"("status":"running","created_at":)" + at(-3600);
    QTest::newRow("by pace") << runs << summary(620, 1000, 0.5, kNow - 10) << u"62 % · 12 min"_s;
    QTest::newRow("by pace, one step a second late") << runs << summary(0, 60, 1, kNow) << u"0 % · 1 min"_s;
    QTest::newRow("the server's estimate wins") << runs + R"(,"estimated_finish":)" + at(1800)
                                                << summary(620, 1000, 0.5, kNow - 10) << u"62 % · 30 min"_s;
    QTest::newRow("the server's estimate is over")
        << runs + R"(,"estimated_finish":)" + at(-1) << summary(620, 1000, 0.5, kNow - 10)
        << u"62 % · 12 min"_s;
    QTest::newRow("the pace did not hold") << runs << summary(620, 1000, 0.5, kNow - 9000) << u"62 %"_s;
    QTest::newRow("no pace") << runs << summary(620, 1000, kNone, kNow) << u"62 %"_s;
    QTest::newRow("standing still") << runs << summary(620, 1000, 0, kNow) << u"62 %"_s;
    QTest::newRow("no total") << runs << summary(620, kNone, 0.5, kNow) << u"step 620"_s;
    QTest::newRow("total of nothing") << runs << summary(620, 0, 0.5, kNow) << u"step 620"_s;
    QTest::newRow("past the end") << runs << summary(1200, 1000, 0.5, kNow) << u"100 %"_s;
    QTest::newRow("for ever") << runs << summary(1, 1e300, 1e-300, kNow) << u"0 %"_s;
    QTest::newRow("paused") << QByteArray(R"("status":"paused")") << summary(40, 100, 0.5, kNow)
                            << u"paused at step 40"_s;
    QTest::newRow("paused, no step") << QByteArray(R"("status":"paused")") << summary(kNone, 100, kNone, 0)
                                     << u"paused"_s;
    QTest::newRow("cancelled, the last step is the end")
        << R"("status":"cancelled","created_at":)" + at(-9000) << summary(40, 100, 0.5, kNow - 9000 + 1080)
        << u"stopped after 18 min"_s;
}

void tst_JobDelegate::stepsSayHowFar()
{
    QFETCH(QByteArray, fields);
    QFETCH(JobSummary, figures);
    QFETCH(QString, text);
    JobsModel model;
    feed(model, job(fields));
    model.setSummaries({figures});
    QCOMPARE(jobCellSpoken(model.table(), 0, JobColumn::Progress, kNow), text);
}

void tst_JobDelegate::theTooltipSaysWhatItRestsOn()
{
    JobsModel model;
    feed(model, job(R"("status":"running","created_at":1)"));
    const auto help = [&](JobColumn column) {
        return jobCellHelp(model.table(), 0, column, kNow);
    };
    QCOMPARE(help(JobColumn::Progress),
             u"The server has not reported the steps.\nWhen it ends is not known."_s);
    model.setSummaries({summary(620, 1000, 0.5, kNow - 10)});
    QVERIFY2(
        help(JobColumn::Progress)
            .startsWith(u"Step 620 of 1\u202f000.\nFinish at the pace of the last steps, 30 a minute:"_s),
        qPrintable(help(JobColumn::Progress)));
    feed(model,
         job(R"("status":"running","created_at":1,"estimated_finish":)" + QByteArray::number(kNow + 60)));
    QVERIFY(help(JobColumn::Progress).contains(u"Finish as the server estimates it:"_s));
}

void tst_JobDelegate::metricSaysWhyItIsMissing()
{
    JobsModel model;
    feed(model, job(R"("status":"succeeded")"));
    const auto help = [&] {
        return jobCellHelp(model.table(), 0, JobColumn::Metric, kNow);
    };
    const auto text = [&] {
        return jobCell(model.table(), 0, JobColumn::Metric, kNow).text;
    };
    QCOMPARE(text(), u"—"_s);
    QCOMPARE(help(), u"The details of this job have not been read yet."_s);
    JobSummary none;
    none.job = u"ftjob-1"_s;
    none.isComplete = true;
    model.setSummaries({none});
    QCOMPARE(text(), u"—"_s);
    QCOMPARE(help(), u"This job reported no metric."_s);
    model.setSummaries({summary(300, 300, 1, kNow)});
    QCOMPARE(text(), u"0.3861"_s);
    QVERIFY2(help().startsWith(u"Full validation loss: 0.3861 (step 300)"_s), qPrintable(help()));
    QVERIFY(help().endsWith(u"Not all details of this job are kept yet."_s));
}

void tst_JobDelegate::theCurveIsPainted()
{
    applyTheme(*qApp, ThemeMode::Light);
    JobsModel model;
    feed(model, job(R"("status":"succeeded","created_at":1)"));
    JobTableView view(&model);
    view.resize(1100, 200);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const QRect cell = view.visualRect(model.index(0, int(JobColumn::Metric)));
    // The right part of the cell, above its line: where the curve stands.
    const auto inked = [&](int fromRight, int toRight) {
        const QImage image = view.viewport()->grab().toImage();
        int pixels = 0;
        for (int x = cell.right() - fromRight; x <= cell.right() - toRight; ++x) {
            for (int y = cell.top() + 2; y < cell.bottom() - 2; ++y)
                pixels += qGray(image.pixel(x, y)) < 200;
        }
        return pixels;
    };
    QCOMPARE(inked(JobDelegate::kMargin + 40, 0), 0);
    JobSummary rising = summary(1, 1, 1, 1);
    model.setSummaries({rising});
    QVERIFY(inked(JobDelegate::kMargin + 40, JobDelegate::kMargin) > 20);
    QCOMPARE(inked(JobDelegate::kMargin - 1, 0), 0); // it ends where numbers end
    rising.sparkCount = 1;                           // one point is no curve
    model.setSummaries({rising});
    QCOMPARE(inked(JobDelegate::kMargin + 40, 0), 0);
}

void tst_JobDelegate::missingValuesAreDashes()
{
    JobsModel model;
    feed(model, R"({"id":"ftjob-1","status":"queued"})");
    for (const JobColumn column : {JobColumn::BaseModel, JobColumn::Tokens, JobColumn::Metric,
                                   JobColumn::Created, JobColumn::OutputModel, JobColumn::Epochs,
                                   JobColumn::Seed, JobColumn::Metadata, JobColumn::Finished})
        QCOMPARE(jobCell(model.table(), 0, column, kNow).text, u"—"_s);
    QCOMPARE(jobCell(model.table(), 0, JobColumn::Name, kNow).text, u"ftjob-1"_s);
    QCOMPARE(jobCell(model.table(), 0, JobColumn::Method, kNow).text, u"Supervised"_s);
    QVERIFY(jobCellHelp(model.table(), 0, JobColumn::Method, kNow).startsWith("Inferred"_L1));
    QVERIFY(!jobCellHelp(model.table(), 0, JobColumn::Metric, kNow).isEmpty());
}

void tst_JobDelegate::serverTextIsMadeSafe()
{
    JobsModel model;
    feed(model, job(R"("status":"<b>run\u202e</b>","user_provided_suffix":"a\nb\u200b","trained_tokens":0,)"
                    R"("metadata":{"team":"search","n":"1"})"));
    QCOMPARE(jobCell(model.table(), 0, JobColumn::Status, kNow).text, u"<b>run\\u{202e}</b>"_s);
    QCOMPARE(jobCell(model.table(), 0, JobColumn::Name, kNow).text, u"a b\\u{200b}"_s);
    QCOMPARE(jobCell(model.table(), 0, JobColumn::Tokens, kNow).text, u"0"_s);
    QCOMPARE(jobCell(model.table(), 0, JobColumn::Metadata, kNow).text, u"team: search, n: 1"_s);
}

void tst_JobDelegate::cellsArePainted()
{
    applyTheme(*qApp, ThemeMode::Light);
    JobsModel model;
    feed(model,
         job(R"("status":"failed","created_at":1,"trained_tokens":1204331,"error":{"message":"Line 17"})"));
    JobTableView view(&model);
    view.delegate()->now = [] {
        return kNow;
    };
    view.resize(1100, 200);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const QImage image = view.viewport()->grab().toImage();
    const auto has = [&](JobColumn column, const QColor &colour) {
        const QRect cell = view.visualRect(model.index(0, int(column)));
        for (int y = cell.top(); y < cell.bottom(); ++y) {
            for (int x = cell.left(); x < cell.right(); ++x) {
                const QColor pixel = image.pixelColor(x, y);
                if (std::abs(pixel.red() - colour.red()) + std::abs(pixel.green() - colour.green()) +
                        std::abs(pixel.blue() - colour.blue()) <
                    40)
                    return true;
            }
        }
        return false;
    };
    const Colours &c = colours(view.palette());
    QVERIFY(has(JobColumn::Status, c.bad));
    QVERIFY(has(JobColumn::Progress, c.bad));
    QVERIFY(has(JobColumn::Tokens, c.text));
    QVERIFY(!has(JobColumn::Tokens, c.bad));
    // Numbers end where the column ends, less the margin.
    const QRect cell = view.visualRect(model.index(0, int(JobColumn::Tokens)));
    int right = 0;
    for (int x = cell.left(); x <= cell.right(); ++x) {
        for (int y = cell.top() + 4; y < cell.bottom() - 4; ++y) {
            if (qGray(image.pixel(x, y)) < 128)
                right = x;
        }
    }
    QVERIFY2(cell.right() - right <= JobDelegate::kMargin + 3,
             qPrintable(QString::number(cell.right() - right)));
}

void tst_JobDelegate::aRowIsTwentyEightPixels()
{
    QFont font = QApplication::font();
    font.setPixelSize(13);
    const int height = JobDelegate::rowHeight(QFontMetrics(font));
    QVERIFY2(height >= 26 && height <= 30, qPrintable(QString::number(height)));
    QCOMPARE(height % 4, 0);
}

void tst_JobDelegate::moreColumnsThanRoomDropTheLeastNeeded()
{
    JobsModel model;
    JobTableView view(&model);
    view.resize(1100, 200);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QVERIFY(!view.isColumnHidden(int(JobColumn::Metric)));
    view.resize(760, 200);
    QCoreApplication::processEvents();
    QVERIFY(view.isColumnHidden(int(JobColumn::Metric)));
    QVERIFY(!view.isColumnHidden(int(JobColumn::Progress)));
    QVERIFY(view.horizontalHeader()->length() <= view.viewport()->width());
    view.resize(1100, 200);
    QCoreApplication::processEvents();
    QVERIFY(!view.isColumnHidden(int(JobColumn::Metric)));
}

QTEST_MAIN(tst_JobDelegate)
#include "tst_jobdelegate.moc"
