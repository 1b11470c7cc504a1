// SPDX-License-Identifier: GPL-3.0-or-later
// The window as a user has it: the real one, on the demo server, driven by keys and mouse, with pictures.
#include "app/models/jobsmodel.h"
#include "tests/support/archivefile.h"
#include "tests/support/faultserver.h"
#include "tests/support/folders.h"
#include "tests/support/fulldisk.h"
#include "tests/support/heldarchive.h"
#include "tests/support/windowprogram.h"
#include "ui/actions.h"
#include "ui/charts/tokenchart.h"
#include "ui/job/jobpane.h"
#include "ui/jobs/findbox.h"
#include "ui/jobs/jobspage.h"
#include "ui/jobs/jobtableview.h"
#include "ui/jobs/rail.h"
#include "ui/mainwindow.h"
#include "ui/screenshot.h"
#include "ui/strip.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTranslator>

using namespace Qt::StringLiterals;
using namespace tuneboard;

namespace {

using Program = test::WindowProgram;
using test::clickRail;
using test::kWaitMs;
using test::railRow;

QByteArray jobJson(const QByteArray &id, const QByteArray &more = {})
{
    return R"({"object":"fine_tuning.job","id":")" + id +
           R"(","status":"succeeded","model":"gpt-4o-2024-08-06","created_at":1795000000)" + more + "}";
}

QByteArray page(const QByteArrayList &jobs, bool hasMore = false)
{
    return R"({"object":"list","data":[)" + jobs.join(',') + R"(],"has_more":)" +
           (hasMore ? "true}" : "false}");
}

} // namespace

class tst_MainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void pictures_data();
    void pictures();
    void rowsAppearAndAreCounted();
    void findNarrowsAndComplains();
    void theRailChoosesAndChipsTakeBack();
    void aDragOverTheChartWritesCreated();
    void anEmptyResultNamesTheFilter();
    void aJobOpensAndCloses();
    void historyGoesBackAndForward();
    void copyTakesIdLinkAndModel();
    void copyTakesTheBestCheckpoint();
    void aReferenceOpensOrSaysWhereItLooked();
    void columnsAndLayoutAreRemembered();
    void selectionSurvivesARefresh();
    void aLongListingCanBeStopped();
    void aRefusedKeyIsAStrip();
    void rejectsAreCountedInAStrip();
    void anArchiveInUseIsSaidWhileItIs();
    void aFullDiskIsSaidWhileItIs();
    void offlineIsQuiet();
    void twoAccountsAreFilteredByTheMenu();
    void noAccountAndNoJobSaySo();
    void theThemeChangesAtRunTime();
    void everythingHasANameAndAKeyIsUsedOnce();
    void aJobLeavesTheRailItsWidth_data();
    void aJobLeavesTheRailItsWidth();
    void aMenuUsesEachLetterOnce_data();
    void aMenuUsesEachLetterOnce();
    void aScreenshotIsWritten();
    void theFirstFrameAsksForTheOtherJobs();
    void dialogsOpen();
};

void tst_MainWindow::init()
{
    QGuiApplication::clipboard()->clear();
}

void tst_MainWindow::pictures_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<QSize>("size");
    QTest::newRow("light-1280x800") << false << QSize(1280, 800);
    QTest::newRow("dark-1280x800") << true << QSize(1280, 800);
    QTest::newRow("light-900x600") << false << QSize(900, 600);
    QTest::newRow("dark-900x600") << true << QSize(900, 600);
}

void tst_MainWindow::pictures()
{
    QFETCH(bool, dark);
    QFETCH(QSize, size);
    const QString name = QString::fromLatin1(QTest::currentDataTag());
    applyTheme(*qApp, dark ? ThemeMode::Dark : ThemeMode::Light);
    Program program(size);
    program.addDemo();
    QVERIFY(program.start());
    program.save(u"list-"_s + name);
    program.window->setDemo(true);
    QVERIFY(program.openFirst(u"status:succeeded method:reinforcement"_s));
    program.save(u"job-"_s + name);
    program.findBox()->setText(u"created:<90d tokens:abc method:dpo,supervised"_s);
    program.save(u"filter-"_s + name);
    program.window->actions().close->trigger();
    program.findBox()->setText(u"status:failed zzz"_s);
    program.save(u"empty-"_s + name);
    applyTheme(*qApp, ThemeMode::Light);
}

void tst_MainWindow::rowsAppearAndAreCounted()
{
    Program program;
    const QAbstractItemModelTester tester(program.repository->jobs(),
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    program.addDemo();
    QVERIFY(program.start());
    QCOMPARE(program.rows(), 240);
    QVERIFY(program.table()->hasFocus());
    QCOMPARE(program.text(u"statusJobs"_s), u"240 jobs"_s);
    QVERIFY(program.text(u"statusSync"_s).startsWith(u"Demo · synced "));
    const Rail *rail = program.rail();
    QCOMPARE(rail->item(railRow(rail, u"All"_s))->data(Qt::AccessibleTextRole).toString(),
             u"All, 240 job(s), chosen"_s);
    // Newest first, until another column is asked for.
    const auto created = [&](int row) {
        return program.table()
            ->model()
            ->index(row, int(JobColumn::Created))
            .data(JobsModel::ValueRole)
            .toLongLong();
    };
    QVERIFY(created(0) >= created(1));
    QHeaderView *header = program.table()->horizontalHeader();
    const int tokens = int(JobColumn::Tokens);
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                      QPoint(header->sectionViewportPosition(tokens) + 20, header->height() / 2));
    const auto value = [&](int row) {
        return program.table()->model()->index(row, tokens).data(JobsModel::ValueRole);
    };
    QVERIFY(value(0).toLongLong() <= value(1).toLongLong());
    QVERIFY(!value(program.rows() - 1).isValid()); // missing ones are last
}

void tst_MainWindow::findNarrowsAndComplains()
{
    Program program;
    program.addDemo();
    QVERIFY(program.start());
    QTest::keyClick(program.window.get(), Qt::Key_K, Qt::ControlModifier);
    QTRY_VERIFY(program.findBox()->hasFocus());
    QTest::keyClicks(program.findBox(), u"status:failed"_s);
    const int failed = program.rows();
    QVERIFY(failed > 0 && failed < 240);
    QTRY_COMPARE(program.text(u"statusJobs"_s), u"%1 of 240 jobs"_s.arg(failed));
    QVERIFY(program.find<QLabel>(u"findProblem"_s)->isHidden());
    QTest::keyClicks(program.findBox(), u" tokens:many"_s);
    QVERIFY(!program.find<QLabel>(u"findProblem"_s)->isHidden());
    QVERIFY(!program.findBox()->accessibleDescription().isEmpty());
    QCOMPARE(program.rows(), failed); // a wrong word hides nothing
    // Esc clears, then leaves.
    QTest::keyClick(program.findBox(), Qt::Key_Escape);
    QCOMPARE(program.findBox()->text(), QString());
    QCOMPARE(program.rows(), 240);
    QTest::keyClick(program.findBox(), Qt::Key_Escape);
    QVERIFY(program.table()->hasFocus());
    QTest::keyClick(program.table(), Qt::Key_Slash);
    QVERIFY(program.findBox()->hasFocus());
}

void tst_MainWindow::theRailChoosesAndChipsTakeBack()
{
    Program program;
    program.addDemo();
    QVERIFY(program.start());
    clickRail(program.rail(), u"Failed"_s);
    const int failed = program.rows();
    QVERIFY(failed > 0 && failed < 240);
    QCoreApplication::processEvents();
    QCOMPARE(program.window->findChildren<QAbstractButton *>(u"chip"_s).size(), 1);
    clickRail(program.rail(), u"Cancelled"_s, Qt::ControlModifier);
    QVERIFY(program.rows() > failed);
    QTRY_COMPARE(program.window->findChildren<QAbstractButton *>(u"chip"_s).size(), 2);
    clickRail(program.rail(), u"DPO"_s);
    QTRY_COMPARE(program.window->findChildren<QAbstractButton *>(u"chip"_s).size(), 3);
    const int three = program.rows();
    QTest::mouseClick(program.window->findChildren<QAbstractButton *>(u"chip"_s).first(), Qt::LeftButton);
    QTRY_COMPARE(program.window->findChildren<QAbstractButton *>(u"chip"_s).size(), 2);
    QVERIFY(program.rows() < three);
    QTest::mouseClick(program.find<QAbstractButton>(u"clearFilters"_s), Qt::LeftButton);
    QCOMPARE(program.rows(), 240);
    // By keys: the row under the focus is chosen with Return, and left with a second one.
    program.rail()->setFocus();
    program.rail()->setCurrentRow(railRow(program.rail(), u"Failed"_s));
    QTest::keyClick(program.rail(), Qt::Key_Return);
    QCOMPARE(program.rows(), failed);
    QTest::keyClick(program.rail(), Qt::Key_Return);
    QCOMPARE(program.rows(), 240);
}

void tst_MainWindow::aDragOverTheChartWritesCreated()
{
    Program program;
    program.addDemo();
    QVERIFY(program.start());
    TokenChart *chart = nullptr;
    QTRY_VERIFY((chart = program.find<TokenChart>(u"tokenChart"_s)) && chart->isVisible());
    QVERIFY(chart->bucketCount() > 20);
    auto *view = chart->findChild<QAbstractScrollArea *>(u"tokenChartView"_s)->viewport();
    const int n = chart->bucketCount();
    const auto at = [&](int bucket) {
        return QPoint((2 * bucket + 1) * view->width() / (2 * n), 20);
    };
    QTest::mousePress(view, Qt::LeftButton, {}, at(n - 6));
    QTest::mouseMove(view, at(n - 4));
    QMouseEvent move(QEvent::MouseMove, QPointF(at(n - 3)), view->mapToGlobal(QPointF(at(n - 3))),
                     Qt::NoButton, Qt::LeftButton, {});
    QCoreApplication::sendEvent(view, &move);
    QTest::mouseRelease(view, Qt::LeftButton, {}, at(n - 3));
    QVERIFY2(program.findBox()->text().startsWith("created:"_L1), qPrintable(program.findBox()->text()));
    const TimeRange first = chart->rangeOf(n - 6);
    const TimeRange last = chart->rangeOf(n - 3);
    QCOMPARE(program.findBox()->text(), createdWord(first.first, last.second));
    QVERIFY(program.rows() > 0 && program.rows() < 240);
    program.save(u"range"_s);
    for (int row = 0; row < program.rows(); ++row) {
        const qint64 created = program.table()
                                   ->model()
                                   ->index(row, int(JobColumn::Created))
                                   .data(JobsModel::ValueRole)
                                   .toLongLong();
        QVERIFY(created >= first.first && created <= last.second);
    }
    QTest::mouseClick(view, Qt::LeftButton, {}, at(n - 5));
    QCOMPARE(program.findBox()->text(), QString());
}

void tst_MainWindow::anEmptyResultNamesTheFilter()
{
    Program program;
    program.addDemo();
    QVERIFY(program.start());
    program.findBox()->setText(u"no-such-job-anywhere"_s);
    QTRY_VERIFY(program.find<QWidget>(u"emptyPage"_s)->isVisible());
    QVERIFY(program.text(u"emptyTitle"_s).contains("no-such-job-anywhere"_L1));
    QTest::mouseClick(program.find<QAbstractButton>(u"emptyAction"_s), Qt::LeftButton);
    QCOMPARE(program.rows(), 240);
    QTRY_VERIFY(program.table()->isVisible());
}

void tst_MainWindow::aJobOpensAndCloses()
{
    Program program;
    program.addDemo();
    QVERIFY(program.start());
    auto *pane = program.window->findChild<JobPane *>();
    QVERIFY(pane->isHidden());
    QVERIFY(program.openFirst(u"status:succeeded"_s));
    QVERIFY(pane->isVisible());
    const JobKey first = *program.window->jobsPage()->openedJob();
    QCOMPARE(pane->current(), first);
    QCOMPARE(program.table()->currentJob().value(), first);
    // The arrow keys take the page along, once they rest.
    QTest::keyClick(program.table(), Qt::Key_Down);
    QTRY_VERIFY(!(*program.window->jobsPage()->openedJob() == first));
    QTest::keyClick(program.window.get(), Qt::Key_4, Qt::ControlModifier);
    // In the find box Esc is about the text first.
    program.findBox()->setFocus();
    QTest::keyClick(program.findBox(), Qt::Key_Escape);
    QCOMPARE(program.findBox()->text(), QString());
    QVERIFY(pane->isVisible());
    program.table()->setFocus();
    QTest::keyClick(program.table(), Qt::Key_Escape);
    QVERIFY(pane->isHidden());
    QVERIFY(!program.window->jobsPage()->openedJob());
    QVERIFY(program.table()->hasFocus());
}

void tst_MainWindow::historyGoesBackAndForward()
{
    Program program;
    program.addDemo();
    QVERIFY(program.start());
    JobsPage *page = program.window->jobsPage();
    QVERIFY(program.openFirst(u"status:succeeded"_s));
    const JobKey first = *page->openedJob();
    QVERIFY(program.openFirst(u"status:failed"_s));
    const JobKey second = *page->openedJob();
    QVERIFY(!(first == second));
    QTest::keyClick(program.table(), Qt::Key_BracketLeft);
    QCOMPARE(*page->openedJob(), first);
    QTest::keyClick(program.table(), Qt::Key_BracketRight);
    QCOMPARE(*page->openedJob(), second);
    QVERIFY(!program.window->actions().forward->isEnabled());
}

void tst_MainWindow::copyTakesIdLinkAndModel()
{
    Program program;
    program.addDemo();
    QVERIFY(program.start());
    program.findBox()->setText(u"status:succeeded"_s);
    program.table()->setFocus();
    program.table()->selectRow(0);
    const QString id = program.table()->currentJob()->id;
    QTest::keyClick(program.table(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), id);
    QTest::keyClick(program.table(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), "tuneboard://job/"_L1 + id);
    program.window->actions().copyModel->trigger();
    QVERIFY(QGuiApplication::clipboard()->text().startsWith("ft:"_L1));
    QTest::keyClick(program.table(), Qt::Key_Down, Qt::ShiftModifier);
    program.window->actions().copyId->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text().count(u'\n'), 1);
    QVERIFY(program.text(u"statusJobs"_s).endsWith("2 selected"_L1));
}

void tst_MainWindow::copyTakesTheBestCheckpoint()
{
    Program program;
    program.addDemo();
    QVERIFY(program.start());
    const int all = program.table()->model()->rowCount();
    program.findBox()->setText(u"status:succeeded support-triage"_s);
    QTRY_VERIFY_WITH_TIMEOUT(program.table()->model()->rowCount() < all, kWaitMs);
    program.table()->setFocus();
    // Not selectRow(): it asks for the keys of the keyboard, and Shift is down since the test before.
    program.table()->selectionModel()->setCurrentIndex(program.table()->model()->index(0, 0),
                                                       QItemSelectionModel::ClearAndSelect |
                                                           QItemSelectionModel::Rows);
    const Actions &actions = program.window->actions();
    JobsModel *model = program.repository->jobs();
    const auto number = model->table().find(program.table()->currentJob()->account,
                                            program.table()->currentJob()->id.toUtf8());
    const QString final = QString::fromUtf8(model->table().outputModel(quint32(number)));
    QVERIFY(!final.isEmpty());
    const QString best = final + u":ckpt-step-160"_s;
    JobSummary summary;
    summary.account = program.table()->currentJob()->account;
    summary.job = program.table()->currentJob()->id;
    summary.bestModel = best;
    Q_EMIT program.repository->summariesChanged({});
    QVERIFY(!actions.copyFinalModel->isVisible());
    model->setSummaries({summary});
    Q_EMIT program.repository->summariesChanged({summary});
    QVERIFY(actions.copyFinalModel->isVisible());
    actions.copyModel->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), best);
    QVERIFY(program.strips().contains(u"Copied the best checkpoint: "_s + best));
    actions.copyFinalModel->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), final);
    QVERIFY(program.strips().contains(u"Copied the final model: "_s + final));
    const int few = program.table()->model()->rowCount();
    program.findBox()->setText(u"status:succeeded"_s);
    QTRY_VERIFY_WITH_TIMEOUT(program.table()->model()->rowCount() > few, kWaitMs);
    program.table()->selectAll();
    actions.copyModel->trigger();
    QVERIFY(QGuiApplication::clipboard()->text().split(u'\n').contains(best));
    QCOMPARE(program.strips().filter(u"Copied best checkpoints: 1, final models: "_s).size(), 1);
}

void tst_MainWindow::aReferenceOpensOrSaysWhereItLooked()
{
    Program program;
    program.addDemo();
    QVERIFY(program.start());
    const QString id = program.table()->model()->index(200, 0).data(JobsModel::IdRole).toString();
    QSignalSpy shown(program.window.get(), &MainWindow::referenceShown);
    program.findBox()->setFocus();
    QTest::keyClicks(program.findBox(), u"tuneboard://job/"_s + id);
    QTest::keyClick(program.findBox(), Qt::Key_Return);
    QVERIFY(shown.wait(kWaitMs));
    QCOMPARE(program.window->jobsPage()->openedJob()->id, id);
    QCOMPARE(program.findBox()->text(), QString());
    program.window->openReference(u"ftjob-000000000000000000000000"_s);
    QVERIFY(shown.wait(kWaitMs));
    QCOMPARE(program.strips().size(), 1);
    QVERIFY(!program.strips().constFirst().isEmpty());
    program.save(u"not-found"_s);
}

void tst_MainWindow::columnsAndLayoutAreRemembered()
{
    Program program;
    program.addDemo();
    QVERIFY(program.start());
    QHeaderView *header = program.table()->horizontalHeader();
    QMenu menu;
    program.table()->fillColumnMenu(&menu);
    const auto toggle = [&](JobColumn column) {
        for (QAction *action : menu.actions()) {
            if (action->objectName() == "column_"_L1 + JobsModel::columnKey(column))
                action->trigger();
        }
    };
    toggle(JobColumn::Seed);
    toggle(JobColumn::Method);
    header->moveSection(header->visualIndex(int(JobColumn::Tokens)), 0);
    header->resizeSection(int(JobColumn::Name), 222);
    program.table()->sortByColumn(int(JobColumn::Tokens), Qt::DescendingOrder);
    program.window->actions().showRail->trigger();
    program.window->close();
    program.openWindow({1280, 800});
    header = program.table()->horizontalHeader();
    QVERIFY(!header->isSectionHidden(int(JobColumn::Seed)));
    QVERIFY(header->isSectionHidden(int(JobColumn::Method)));
    QCOMPARE(header->visualIndex(int(JobColumn::Tokens)), 0);
    QCOMPARE(header->sectionSize(int(JobColumn::Name)), 222);
    QCOMPARE(header->sortIndicatorSection(), int(JobColumn::Tokens));
    QCOMPARE(header->sortIndicatorOrder(), Qt::DescendingOrder);
    QVERIFY(program.rail()->isHidden());
    QVERIFY(!program.window->actions().showRail->isChecked());
}

void tst_MainWindow::selectionSurvivesARefresh()
{
    Program program;
    program.addDemo();
    QVERIFY(program.start());
    program.table()->selectRow(30);
    const JobKey key = *program.table()->currentJob();
    QTRY_VERIFY(program.window->jobsPage()->openedJob()); // its page takes room from the table
    program.table()->verticalScrollBar()->setValue(200);
    const int scrolled = program.table()->verticalScrollBar()->value();
    QSignalSpy reset(program.repository->jobs(), &QAbstractItemModel::modelReset);
    QTest::keyClick(program.window.get(), Qt::Key_F5);
    QVERIFY(program.repository->isSyncing());
    QTRY_VERIFY_WITH_TIMEOUT(!program.repository->isSyncing(), kWaitMs);
    QCOMPARE(program.table()->selectedJobs(), QList<JobKey>{key});
    QCOMPARE(program.table()->verticalScrollBar()->value(), scrolled);
    QCOMPARE(reset.count(), 0);
}

void tst_MainWindow::aLongListingCanBeStopped()
{
    FaultServer faults;
    Program program;
    faults.add(FaultAnswer::json(200, page({jobJson("ftjob-a"), jobJson("ftjob-b")}, true)));
    faults.always(FaultAnswer::silence());
    program.addAccount(faults.url(u"/v1"_s), u"Lab"_s, "sk-test");
    const QAction *stop = program.window->actions().stopLoading;
    auto *button = program.find<QToolButton>(u"refreshButton"_s);
    QVERIFY(!stop->isEnabled());
    program.repository->start();
    QTRY_COMPARE_WITH_TIMEOUT(program.rows(), 2, kWaitMs);
    QVERIFY(stop->isEnabled());
    QTRY_COMPARE_WITH_TIMEOUT(button->accessibleName(), u"Stop loading the list"_s, kWaitMs);
    program.save(u"loading"_s);
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!program.repository->isSyncing(), kWaitMs);
    QVERIFY(!stop->isEnabled());
    QCOMPARE(button->accessibleName(), u"Refresh"_s);
    QCOMPARE(program.text(u"statusSync"_s), u"Lab · loading was stopped"_s);
    QCOMPARE(program.rows(), 2); // what came stays
    QCOMPARE(program.strips(), QStringList());
    program.save(u"loading-stopped"_s);

    // The button loads again, and what it then says is forgotten.
    faults.always(FaultAnswer::json(200, page({jobJson("ftjob-a"), jobJson("ftjob-b"), jobJson("ftjob-c")})));
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(program.rows(), 3, kWaitMs);
    QTRY_VERIFY_WITH_TIMEOUT(program.text(u"statusSync"_s).startsWith(u"Lab · synced "), kWaitMs);
}

void tst_MainWindow::aRefusedKeyIsAStrip()
{
    Program program;
    program.addDemo(u"Work"_s);
    program.server->failNext(401, 1);
    QVERIFY(program.start());
    QCOMPARE(program.strips().size(), 1);
    QVERIFY(program.strips().constFirst().startsWith("Work: "_L1));
    QVERIFY(!program.find<QAbstractButton>(u"stripAction"_s)); // asking again cannot help
    auto *copy = program.find<QAbstractButton>(u"stripCopyRequestId"_s);
    QVERIFY(copy);
    QTest::mouseClick(copy, Qt::LeftButton);
    QVERIFY(!QGuiApplication::clipboard()->text().isEmpty());
    program.save(u"refused"_s);
    QTest::mouseClick(program.find<QAbstractButton>(u"stripClose"_s), Qt::LeftButton);
    QCOMPARE(program.strips().size(), 0);
    // What was closed stays closed until it says something else; a listing that works takes it away.
    program.window->actions().refresh->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(program.rows(), 240, kWaitMs);
    QCOMPARE(program.strips().size(), 0);
}

void tst_MainWindow::rejectsAreCountedInAStrip()
{
    FaultServer faults;
    Program program;
    const QByteArray list = page({jobJson("ftjob-a"), "17", jobJson("ftjob-b"), R"({"object":"x"})"});
    faults.always(FaultAnswer::json(200, list));
    program.addAccount(faults.url(u"/v1"_s), u"<b>Lab</b>"_s, "sk-test");
    QVERIFY(program.start());
    QCOMPARE(program.rows(), 2);
    QCOMPARE(program.strips().size(), 1);
    QVERIFY2(program.strips().constFirst().contains("2 object"_L1),
             qPrintable(program.strips().constFirst()));
    const auto labels = program.window->findChildren<QLabel *>(u"stripText"_s);
    QCOMPARE(labels.size(), 1);
    QCOMPARE(labels.first()->textFormat(), Qt::PlainText);
    QVERIFY(labels.first()->text().startsWith("<b>Lab</b>: "_L1));
}

void tst_MainWindow::anArchiveInUseIsSaidWhileItIs()
{
    Program program;
    program.addDemo();
    QVERIFY(program.start());
    {
        const test::HeldArchive other(program.folder.filePath(u"archive.sqlite"_s));
        QVERIFY(other.isHeld());
        program.repository->refresh();
        QTRY_COMPARE_WITH_TIMEOUT(program.strips().size(), 1, kWaitMs);
        QVERIFY2(program.strips().constFirst().contains("holds the archive"_L1),
                 qPrintable(program.strips().constFirst()));
    }
    QTRY_COMPARE_WITH_TIMEOUT(program.strips(), QStringList(), kWaitMs);
}

// The list is there all the same, and once there is room the archive has it too.
void tst_MainWindow::aFullDiskIsSaidWhileItIs()
{
    Program program;
    FaultServer server;
    QByteArrayList jobs;
    for (int i = 0; i < 300; ++i)
        jobs += jobJson("ftjob-" + QByteArray::number(i), ",\"filler\":\"" + QByteArray(2000, 'x') + '"');
    server.always(FaultAnswer::json(200, page({})));
    program.addAccount(server.url(u"/v1"_s), u"Test"_s, "sk");
    QVERIFY(program.start());
    {
        const test::FullDisk disk(200'000);
        if (!disk.isFull())
            QSKIP("a disk cannot be made full here");
        server.always(FaultAnswer::json(200, page(jobs)));
        program.repository->refresh();
        QTRY_COMPARE_WITH_TIMEOUT(program.rows(), 300, kWaitMs);
        QTRY_COMPARE_WITH_TIMEOUT(program.strips().size(), 1, kWaitMs);
        QVERIFY2(program.strips().constFirst().contains("archive.sqlite"_L1),
                 qPrintable(program.strips().constFirst()));
    }
    QTRY_COMPARE_WITH_TIMEOUT(program.strips(), QStringList(), kWaitMs);
    const auto archive = test::need(Archive::open({program.folder.filePath(u"archive.sqlite"_s)}));
    QTRY_COMPARE_WITH_TIMEOUT(test::jobsIn(*archive), 300, kWaitMs);
}

void tst_MainWindow::offlineIsQuiet()
{
    Program program;
    program.addDemo();
    QVERIFY(program.start());
    program.server.reset();
    program.window->actions().refresh->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!program.repository->isSyncing(), kWaitMs);
    QVERIFY2(program.text(u"statusSync"_s).contains("offline, as of"_L1),
             qPrintable(program.text(u"statusSync"_s)));
    QCOMPARE(program.rows(), 240);
    QCOMPARE(program.strips(), QStringList());
}

void tst_MainWindow::twoAccountsAreFilteredByTheMenu()
{
    FaultServer faults;
    Program program;
    faults.always(FaultAnswer::json(200, page({jobJson("ftjob-a"), jobJson("ftjob-b")})));
    program.addDemo(u"R&D"_s);
    program.addAccount(faults.url(u"/v1"_s), u"Lab"_s, "sk-test");
    QVERIFY(program.start());
    QCOMPARE(program.rows(), 242);
    QVERIFY(railRow(program.rail(), u"Lab"_s) > 0);
    auto *button = program.find<QToolButton>(u"accountMenu"_s);
    QCOMPARE(button->text(), u"All accounts ▾"_s);
    Q_EMIT button->menu()->aboutToShow();
    for (QAction *entry : button->menu()->actions()) {
        if (entry->text() == "Lab"_L1)
            entry->trigger();
    }
    QCOMPARE(program.rows(), 2);
    QCOMPARE(button->text(), u"Lab ▾"_s);
    program.save(u"accounts"_s);
}

void tst_MainWindow::noAccountAndNoJobSaySo()
{
    {
        Program program;
        QVERIFY(program.start());
        QCOMPARE(program.text(u"emptyTitle"_s), u"No account yet"_s);
        program.save(u"no-account"_s);
    }
    FaultServer faults;
    Program program;
    faults.always(FaultAnswer::json(200, page({})));
    program.addAccount(faults.url(u"/v1"_s), u"Lab"_s, "sk-test");
    QVERIFY(program.start());
    QCOMPARE(program.text(u"emptyTitle"_s), u"No fine-tuning jobs yet"_s);
}

void tst_MainWindow::theThemeChangesAtRunTime()
{
    Program program;
    program.addDemo();
    QVERIFY(program.start());
    program.window->actions().themeLight->trigger();
    QTest::qWait(50);
    const QImage light = program.window->grab().toImage();
    program.window->actions().themeDark->trigger();
    QTest::qWait(50);
    const QImage dark = program.window->grab().toImage();
    QVERIFY(isDark(program.window->palette()));
    QCOMPARE(program.settings->value("theme"_L1).toString(), u"dark"_s);
    // Nothing of the light window is left: no bright pixel but those of texts and bars.
    qint64 bright = 0;
    for (int y = 0; y < dark.height(); ++y) {
        for (int x = 0; x < dark.width(); ++x)
            bright += qGray(dark.pixel(x, y)) > 240;
    }
    QVERIFY2(bright < dark.width() * dark.height() / 50, qPrintable(QString::number(bright)));
    program.window->actions().themeLight->trigger();
    QTest::qWait(50);
    QCOMPARE(program.window->grab().toImage(), light);
}

void tst_MainWindow::everythingHasANameAndAKeyIsUsedOnce()
{
    Program program;
    program.addDemo();
    QVERIFY(program.start());
    QHash<QString, QString> keys;
    for (const QAction *action : program.window->actions().all()) {
        QVERIFY(!action->objectName().isEmpty());
        QVERIFY(!action->text().isEmpty());
        for (const QKeySequence &key : action->shortcuts()) {
            QVERIFY2(!keys.contains(key.toString()), qPrintable(key.toString()));
            keys.insert(key.toString(), action->objectName());
        }
    }
    for (const QString &key : {u"Ctrl+K"_s, u"/"_s, u"F5"_s, u"Return"_s, u"Esc"_s, u"Ctrl+C"_s,
                               u"Ctrl+Shift+C"_s, u"Ctrl+1"_s, u"Ctrl+7"_s, u"F1"_s})
        QVERIFY2(keys.contains(key), qPrintable(key));
    const QStringList menus{u"fileMenu"_s, u"viewMenu"_s, u"jobMenu"_s, u"helpMenu"_s};
    for (const QString &menu : menus)
        QVERIFY(program.find<QMenu>(menu));
    for (const QAbstractButton *button : program.window->findChildren<QAbstractButton *>()) {
        if (!button->isVisible() || button->objectName().startsWith("qt_"_L1) ||
            button->inherits("QLineEditIconButton"))
            continue;
        QVERIFY2(!button->objectName().isEmpty(), qPrintable(button->text()));
        QVERIFY2(!button->accessibleName().isEmpty() || !button->text().isEmpty(),
                 qPrintable(button->objectName()));
    }
}

void tst_MainWindow::aJobLeavesTheRailItsWidth_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("English") << u"en"_s;
    QTest::newRow("German") << u"de"_s; // its words are the longest
}

void tst_MainWindow::aJobLeavesTheRailItsWidth()
{
    QFETCH(QString, language);
    QTranslator translator;
    QVERIFY(translator.load(u":/i18n/tuneboard_%1.qm"_s.arg(language)));
    QVERIFY(QCoreApplication::installTranslator(&translator));
    applyTheme(*qApp, ThemeMode::Light); // its margins are wider than those of the plain style
    Program program({900, 600});
    program.addDemo();
    QVERIFY(program.start());
    const int alone = program.rail()->width();
    program.table()->selectRow(0);
    auto *job = program.find<JobPane>(u"jobPage"_s);
    QTRY_VERIFY_WITH_TIMEOUT(job->isVisible(), kWaitMs);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    QCOMPARE(program.rail()->width(), alone);
    QCOMPARE(program.window->width(), 900);
}

void tst_MainWindow::aMenuUsesEachLetterOnce_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("menuTitle");
    QTest::newRow("English") << u"en"_s << u"&View"_s;
    QTest::newRow("German") << u"de"_s << u"&Ansicht"_s;
}

void tst_MainWindow::aMenuUsesEachLetterOnce()
{
    QFETCH(QString, language);
    QFETCH(QString, menuTitle);
    QTranslator translator;
    QVERIFY(translator.load(u":/i18n/tuneboard_%1.qm"_s.arg(language)));
    QVERIFY(QCoreApplication::installTranslator(&translator));
    Program program;
    QCOMPARE(program.find<QMenu>(u"viewMenu"_s)->title(), menuTitle);
    QWidgetList menus{program.window->menuBar()};
    for (QMenu *menu : program.window->findChildren<QMenu *>())
        menus.append(menu);
    for (const QWidget *menu : menus) {
        QHash<QKeySequence, QString> letters;
        for (const QAction *entry : menu->actions()) {
            const QKeySequence letter = QKeySequence::mnemonic(entry->text());
            QVERIFY2(letter.isEmpty() || !letters.contains(letter),
                     qPrintable(letters.value(letter) + u" and "_s + entry->text()));
            letters.insert(letter, entry->text());
        }
    }
}

void tst_MainWindow::aScreenshotIsWritten()
{
    Program program;
    program.addDemo();
    const QString file = program.folder.filePath(u"shot.png"_s);
    Screenshot::Options options;
    options.file = file;
    options.size = {1000, 700};
    options.reference = Reference::parse(u"ftjob-000000000000000000000000"_s);
    Screenshot shot(options, *program.window, *program.repository);
    QSignalSpy done(&shot, &Screenshot::done);
    program.repository->start();
    shot.start();
    QVERIFY(done.wait(kWaitMs));
    QCOMPARE(done.first().first().toInt(), 0);
    QCOMPARE(QImage(file).size(), QSize(1000, 700));
    QVERIFY(program.repository->isSettled());
    options.file = program.folder.filePath(u"no/such/folder/shot.png"_s);
    options.reference = {};
    Screenshot failing(options, *program.window, *program.repository);
    QSignalSpy failed(&failing, &Screenshot::done);
    failing.start();
    QVERIFY(failed.wait(kWaitMs));
    QCOMPARE(failed.first().first().toInt(), 1);
    QVERIFY(!failed.first().at(1).toString().isEmpty());
}

void tst_MainWindow::theFirstFrameAsksForTheOtherJobs()
{
    Program program;
    program.addDemo();
    QVERIFY(program.start());
    program.window.reset();
    program.repository.reset();
    Repository::Options options;
    options.archivePath = program.folder.filePath(u"archive.sqlite"_s);
    options.offline = true;
    options.othersAfterMs = 3'600'000;
    Repository repository(options);
    MainWindow window(repository, *program.settings);
    repository.start();
    QTRY_COMPARE_WITH_TIMEOUT(repository.jobs()->rowCount(), 200, kWaitMs);
    QTest::qWait(50);
    QCOMPARE(repository.jobs()->rowCount(), 200);
    const auto *table = window.findChild<JobTableView *>(u"jobTable"_s);
    window.show();
    const QRect shown(table->mapTo(&window, QPoint()), table->size());
    QTRY_COMPARE_WITH_TIMEOUT(repository.jobs()->rowCount(), 240, kWaitMs);
    TokenChart *chart = nullptr;
    QTRY_VERIFY((chart = window.findChild<TokenChart *>(u"tokenChart"_s)) && chart->isVisible());
    // The chart comes later, and moves nothing.
    QTest::qWait(50);
    QCOMPARE(QRect(table->mapTo(&window, QPoint()), table->size()), shown);
}

void tst_MainWindow::dialogsOpen()
{
    Program program;
    program.addDemo();
    QVERIFY(program.start());
    program.window->setArchivePath(program.folder.filePath(u"archive.sqlite"_s));
    const auto &a = program.window->actions();
    const std::pair<QAction *, QString> dialogs[] = {
        {a.settings, u"settingsDialog"_s}, {a.about, u"aboutDialog"_s}, {a.keys, u"keyHelpDialog"_s}};
    for (const auto &[action, name] : dialogs) {
        action->trigger();
        QPointer<QWidget> dialog = program.find<QWidget>(name);
        QVERIFY2(dialog && dialog->isVisible(), qPrintable(name));
        QTest::qWait(50);
        dialog->grab().save(test::buildPath(u"screenshots/dialog-"_s) + name + ".png"_L1);
        dialog->close();
        QTRY_VERIFY(!dialog);
    }
    a.copyDiagnostics->trigger();
    const QString text = QGuiApplication::clipboard()->text();
    QVERIFY(text.contains("Qt 6."_L1));
    QVERIFY(text.contains("127.0.0.1"_L1));
    QVERIFY(!text.contains("sk-"_L1));
    QVERIFY(!text.contains(program.folder.path()));
}

QTEST_MAIN(tst_MainWindow)
#include "tst_mainwindow.moc"
