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

} // namespace

class tst_JobDelegate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void progressSaysWhatIsKnown_data();
    void progressSaysWhatIsKnown();
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
        << u"75 % · 20 min"_s << false << true;
    QTest::newRow("running, the estimate is over")
        << job(R"("status":"running","created_at":)" + at(-3600) + R"(,"estimated_finish":)" + at(-60))
        << u"running for 1 h"_s << false << false;
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
