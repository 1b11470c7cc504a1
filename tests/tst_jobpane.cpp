// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/jobrecords.h"
#include "tests/support/folders.h"
#include "ui/charts/chartview.h"
#include "ui/job/chartstab.h"
#include "ui/job/checkpointstab.h"
#include "ui/job/codeview.h"
#include "ui/job/elidedlabel.h"
#include "ui/job/factsview.h"
#include "ui/job/jobpane.h"
#include "ui/job/recordview.h"

#include <QAction>
#include <QClipboard>
#include <QLabel>
#include <QProgressBar>
#include <QScrollArea>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTabBar>
#include <QTemporaryDir>
#include <QToolButton>
#include <QToolTip>
#include <QTreeView>

using namespace tuneboard;
using namespace tuneboard::test;
using namespace Qt::StringLiterals;

namespace {

template<class T>
T *part(QWidget &page, const char *name)
{
    auto *found = page.findChild<T *>(QString::fromLatin1(name));
    if (!found)
        qFatal("no %s", name);
    return found;
}

// Scroll bars change places among their siblings when they are shown.
QSet<QWidget *> widgetsOf(JobPane &page)
{
    const QList<QWidget *> all = page.findChildren<QWidget *>();
    return {all.begin(), all.end()};
}

void show(JobPane &page, const QString &job)
{
    page.showJob(jobFile(job), u"Demo"_s, u"127.0.0.1:43121"_s);
}

// The key of a tab: Ctrl and its place.
void pressKeyOf(JobPane &page, const char *tab)
{
    const auto *strip = part<QTabBar>(page, "jobTabs");
    for (int i = 0; i < strip->count(); ++i) {
        if (strip->tabData(i).toString() == QLatin1StringView(tab))
            return QTest::keyClick(&page, Qt::Key(Qt::Key_1 + i), Qt::ControlModifier);
    }
    qFatal("no tab %s", tab);
}

QString currentPage(JobPane &page)
{
    return part<QStackedWidget>(page, "jobStack")->currentWidget()->objectName();
}

} // namespace

class TestJobPane : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { useTheme(false); }
    void showTheHeader();
    void makeTabsWithTheFirstJob();
    void offerTheModelsName();
    void copyTheBestCheckpointOrTheFinalModel();
    void switchTabsByKeys();
    void changeNothingForAnUnchangedJob();
    void walkThroughStates();
    void forgetNothingWhileLoadingAgain();
    void runTheInjectedClock();
    void nameEverything();
    void reachEverythingByTab();
    void openOthersToo();
    void selectAWantedCheckpoint();
    void takePictures_data();
    void takePictures();
};

// A window is there sooner without them; what they remember waits for them.
void TestJobPane::makeTabsWithTheFirstJob()
{
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(u"s.ini"_s), QSettings::IniFormat);
    settings.setValue("charts/log"_L1, true);
    JobPane page;
    page.restore(settings);
    page.save(settings);
    QVERIFY(settings.value("charts/log"_L1).toBool());
    QVERIFY(!page.findChild<ChartsTab *>());
    QCOMPARE(page.currentTab(), QString());
    QVERIFY(!page.tableExport());
    show(page, u"supervised-succeeded"_s);
    QVERIFY(page.findChild<ChartsTab *>()->charts().options().isLog);
    QCOMPARE(page.currentTab(), u"overview"_s);
    const QSet<QWidget *> made = widgetsOf(page);
    page.makeTabs();
    QCOMPARE(widgetsOf(page), made);
    // A link names the tab before there is a job.
    JobPane linked;
    linked.setCurrentTab(u"events"_s);
    show(linked, u"supervised-succeeded"_s);
    QCOMPARE(linked.currentTab(), u"events"_s);
}

void TestJobPane::showTheHeader()
{
    JobPane page;
    page.setNow(kNow);
    showAt(page, 1100, 500);
    show(page, u"reinforcement-nested-multi"_s);
    QCOMPARE(part<ElidedLabel>(page, "jobName")->text(), u"countdown-rft"_s);
    QCOMPARE(part<QLabel>(page, "jobStatus")->text(), u"Succeeded"_s);
    QVERIFY(part<ElidedLabel>(page, "jobLine")->text().startsWith(u"6 h 31 min · finished "_s));
    QCOMPARE(page.current().id, u"ftjob-8KqV2nXw5LmT9bRz3YcHxT4a"_s);
    QSignalSpy links(&page, &JobPane::copyLinkRequested);
    part<QToolButton>(page, "copyLink")->click();
    QCOMPARE(links.size(), 1);
    QCOMPARE(links.first().first().value<JobKey>(), page.current());
    QSignalSpy closed(&page, &JobPane::closeRequested);
    part<QToolButton>(page, "closeJob")->click();
    QCOMPARE(closed.size(), 1);
    // Words go first, icons stay.
    QCOMPARE(part<QToolButton>(page, "copyLink")->toolButtonStyle(), Qt::ToolButtonTextBesideIcon);
    page.resize(480, 500);
    settle();
    QCOMPARE(part<QToolButton>(page, "copyLink")->toolButtonStyle(), Qt::ToolButtonIconOnly);
    for (const char *name : {"copyLink", "copyModelName", "closeJob"}) {
        auto *button = part<QToolButton>(page, name);
        QVERIFY(button->isVisible() && button->mapTo(&page, QPoint(button->width(), 0)).x() <= page.width());
    }
}

void TestJobPane::offerTheModelsName()
{
    JobPane page;
    show(page, u"supervised-succeeded"_s);
    auto *copy = part<QToolButton>(page, "copyModelName");
    QVERIFY(copy->isEnabled());
    copy->click();
    QCOMPARE(QApplication::clipboard()->text(),
             u"ft:gpt-4.1-mini-2025-04-14:acme-search:support-triage:CbW2kZr6"_s);
    show(page, u"failed-long-message"_s);
    QVERIFY(!copy->isEnabled());
    QVERIFY(copy->toolTip().contains(u"no output model"_s));
}

void TestJobPane::copyTheBestCheckpointOrTheFinalModel()
{
    JobPane page;
    showAt(page, 1200, 500);
    show(page, u"supervised-succeeded"_s);
    auto *copy = part<QToolButton>(page, "copyModelName");
    const QString final = u"ft:gpt-4.1-mini-2025-04-14:acme-search:support-triage:CbW2kZr6"_s;
    const auto showWith = [&](const QByteArrayList &checkpoints) {
        JobRecords records = emptyRecords(jobFile(u"supervised-succeeded"_s));
        auto read = std::make_shared<std::vector<Checkpoint>>();
        for (const QByteArray &json : checkpoints)
            read->push_back(checkpointOf(json));
        records.checkpoints = read;
        page.showRecords(records);
    };
    const QByteArray middle =
        R"({"id":"a","step_number":10,"fine_tuned_model_checkpoint":"ft:x:ckpt-step-10",)"
        R"("metrics":{"full_valid_loss":0.6138}})";
    showWith({middle, R"({"id":"b","step_number":20,"fine_tuned_model_checkpoint":"ft:x:last",)"
                      R"("metrics":{"full_valid_loss":1.063}})"});
    copy->click();
    QCOMPARE(QApplication::clipboard()->text(), u"ft:x:ckpt-step-10"_s);
    QVERIFY(QToolTip::text().contains(u"Copied the best checkpoint: ft:x:ckpt-step-10"_s));
    const auto *choose = part<QToolButton>(page, "chooseModel");
    QVERIFY(choose->isVisible() && choose->menu());
    part<QAction>(page, "copyFinalModel")->trigger();
    QCOMPARE(QApplication::clipboard()->text(), final);
    QVERIFY(QToolTip::text().contains(u"Copied the final model: "_s + final));
    part<QAction>(page, "copyBestModel")->trigger();
    QCOMPARE(QApplication::clipboard()->text(), u"ft:x:ckpt-step-10"_s);
    // The final model is the best one: there is nothing to choose.
    showWith({middle, R"({"id":"b","step_number":20,"metrics":{"full_valid_loss":0.5},)"
                      R"("fine_tuned_model_checkpoint":")" +
                          final.toUtf8() + R"("})"});
    QVERIFY(!choose->isVisible());
    copy->click();
    QCOMPARE(QApplication::clipboard()->text(), final);
    // No checkpoint has validation values.
    showWith({R"({"id":"a","step_number":10,"fine_tuned_model_checkpoint":"ft:x:ckpt-step-10"})"});
    QVERIFY(!choose->isVisible());
    copy->click();
    QCOMPARE(QApplication::clipboard()->text(), final);
    // A job that failed has no final model, but its best checkpoint can be used.
    show(page, u"failed-long-message"_s);
    QVERIFY(!copy->isEnabled());
    JobRecords records = emptyRecords(jobFile(u"failed-long-message"_s));
    records.checkpoints = std::make_shared<std::vector<Checkpoint>>(1, checkpointOf(middle));
    page.showRecords(records);
    QVERIFY(copy->isEnabled() && !choose->isVisible());
    copy->click();
    QCOMPARE(QApplication::clipboard()->text(), u"ft:x:ckpt-step-10"_s);
}

void TestJobPane::switchTabsByKeys()
{
    JobPane page;
    showAt(page, 900, 500);
    show(page, u"supervised-succeeded"_s);
    QCOMPARE(page.currentTab(), u"overview"_s);
    pressKeyOf(page, "method");
    QCOMPARE(page.currentTab(), u"method"_s);
    QCOMPARE(currentPage(page), u"graderTab"_s);
    pressKeyOf(page, "raw");
    QCOMPARE(currentPage(page), u"rawTab"_s);
    QVERIFY(part<CodeView>(page, "rawText")->toPlainText().contains(u"support-triage"_s));
    page.setCurrentTab(u"nothing"_s);
    QCOMPARE(page.currentTab(), u"raw"_s);
    page.setCurrentTab(u"overview"_s);
    QCOMPARE(currentPage(page), u"overviewTab"_s);
    // The chosen tab stays for the next job.
    page.setCurrentTab(u"raw"_s);
    show(page, u"paused-ten-keys"_s);
    QCOMPARE(currentPage(page), u"rawTab"_s);
    QVERIFY(part<CodeView>(page, "rawText")->toPlainText().contains(u"paused"_s));
}

void TestJobPane::changeNothingForAnUnchangedJob()
{
    JobPane page;
    page.setNow(kNow);
    showAt(page, 900, 300);
    show(page, u"reinforcement-nested-multi"_s);
    for (const QString &tab : {u"overview"_s, u"method"_s, u"raw"_s}) {
        page.setCurrentTab(tab);
        settle();
        const auto before = widgetsOf(page);
        QScrollBar *bar = tab == "overview"_L1
                              ? part<QScrollArea>(page, "overviewScroll")->verticalScrollBar()
                          : tab == "method"_L1 ? part<QTreeView>(page, "graderTree")->verticalScrollBar()
                                               : part<CodeView>(page, "rawText")->verticalScrollBar();
        QVERIFY(bar->maximum() > 5);
        bar->setValue(5);
        QSignalSpy changed(part<QTreeView>(page, "graderTree")->model(), &QAbstractItemModel::dataChanged);
        QSignalSpy removed(part<QTreeView>(page, "graderTree")->model(), &QAbstractItemModel::rowsRemoved);
        const QImage picture = page.grab().toImage();
        show(page, u"reinforcement-nested-multi"_s);
        settle();
        QCOMPARE(bar->value(), 5);
        QCOMPARE(widgetsOf(page), before);
        QVERIFY(changed.isEmpty() && removed.isEmpty());
        QCOMPARE(page.grab().toImage(), picture);
    }
}

void TestJobPane::walkThroughStates()
{
    JobPane page;
    page.setNow(kNow);
    showAt(page, 900, 400);
    QVERIFY(page.current().id.isEmpty());
    QCOMPARE(currentPage(page), u"jobBlank"_s);
    QVERIFY(part<QLabel>(page, "jobBlank")->text().contains(u"Choose a job"_s));
    const JobKey key{1, u"ftjob-x"_s};
    page.showLoading(key, u"my job"_s);
    QCOMPARE(page.current(), key);
    QVERIFY(part<QProgressBar>(page, "jobProgress")->isVisible());
    QCOMPARE(part<ElidedLabel>(page, "jobName")->text(), u"my job"_s);
    ApiError error;
    error.kind = ApiError::Kind::NotFound;
    error.httpStatus = 404;
    error.message = u"No <b>such</b> job"_s;
    error.requestId = u"req_17"_s;
    page.showFailure(key, error);
    QVERIFY(!part<QProgressBar>(page, "jobProgress")->isVisible());
    auto *text = part<QLabel>(page, "jobFailureText");
    QVERIFY(text->isVisible() && text->text().contains(u"No <b>such</b> job"_s));
    QCOMPARE(text->textFormat(), Qt::PlainText);
    part<QToolButton>(page, "copyRequestId")->click();
    QCOMPARE(QApplication::clipboard()->text(), u"req_17"_s);
    QVERIFY(savePicture(page, u"jobpage-failure-light"_s));
    show(page, u"supervised-succeeded"_s);
    QVERIFY(!text->isVisible());
    page.clear();
    QVERIFY(page.current().id.isEmpty());
    QCOMPARE(currentPage(page), u"jobBlank"_s);
}

void TestJobPane::forgetNothingWhileLoadingAgain()
{
    JobPane page;
    showAt(page, 900, 400);
    show(page, u"supervised-succeeded"_s);
    page.showLoading(page.current(), {});
    QVERIFY(part<QProgressBar>(page, "jobProgress")->isVisible());
    QCOMPARE(currentPage(page), u"overviewTab"_s);
    QCOMPARE(part<ElidedLabel>(page, "jobName")->text(), u"support-triage"_s);
    ApiError error;
    error.kind = ApiError::Kind::Timeout;
    page.showFailure(page.current(), error);
    QVERIFY(part<QLabel>(page, "jobFailureText")->isVisible());
    QVERIFY(!part<QToolButton>(page, "copyRequestId")->isVisible());
    QCOMPARE(currentPage(page), u"overviewTab"_s);
}

void TestJobPane::runTheInjectedClock()
{
    JobPane page;
    page.setNow(kNow);
    show(page, u"azure-minus-one-nulls"_s);
    auto *line = part<ElidedLabel>(page, "jobLine");
    QVERIFY(line->text().contains(u"about 1 h left"_s) || line->text().contains(u"about 60 min left"_s));
    page.setNow(kNow + 3600);
    QVERIFY(!line->text().contains(u"left"_s));
}

void TestJobPane::nameEverything()
{
    JobPane page;
    showAt(page, 1200, 600);
    show(page, u"reinforcement-nested-multi"_s);
    for (const QString &tab : {u"overview"_s, u"method"_s, u"raw"_s})
        page.setCurrentTab(tab);
    for (QWidget *widget : page.findChildren<QWidget *>()) {
        const bool isInner = widget->objectName().startsWith(u"qt_"_s) || widget->inherits("QScrollBar") ||
                             (widget->parentWidget() && widget->parentWidget()->inherits("QTabBar")) ||
                             (widget->parentWidget() && widget->parentWidget()->inherits("QLineEdit")) ||
                             widget->inherits("QLabel"); // its text is its name
        if (widget->focusPolicy() == Qt::NoFocus || isInner || widget->inherits("QHeaderView"))
            continue;
        if (widget->focusProxy() || widget->isHidden())
            continue;
        QVERIFY2(
            !widget->objectName().isEmpty() && !widget->accessibleName().isEmpty(),
            qPrintable(QLatin1StringView(widget->metaObject()->className()) + u' ' + widget->objectName()));
    }
}

void TestJobPane::reachEverythingByTab()
{
    JobPane page;
    showAt(page, 1200, 600);
    show(page, u"supervised-succeeded"_s);
    page.setCurrentTab(u"raw"_s);
    page.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    part<QToolButton>(page, "copyLink")->setFocus();
    QStringList reached;
    for (int i = 0; i < 40; ++i) {
        if (QWidget *focus = QApplication::focusWidget())
            reached << focus->objectName();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        // A text pane takes the key for itself unless it is read-only.
    }
    for (const char *name : {"copyLink", "copyModelName", "jobTabs", "rawFindField", "rawFoldAll", "rawCopy",
                             "rawCopyReceived", "rawText"})
        QVERIFY2(reached.contains(QLatin1StringView(name)), name);
}

void TestJobPane::openOthersToo()
{
    const QDir folder(test::samplesPath(QStringLiteral("jobs")));
    if (!folder.exists())
        QSKIP("The folder of sample payloads is not there.");
    JobPane page;
    page.setNow(kNow);
    showAt(page, 1100, 500);
    const QStringList names = folder.entryList({u"*.json"_s}, QDir::Files);
    QVERIFY(!names.isEmpty());
    for (const QString &name : names) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const JobDetails details = detailsOf(file.readAll());
        page.showJob(details, u"Samples"_s, {});
        for (const QString &tab : {u"overview"_s, u"method"_s, u"raw"_s}) {
            page.setCurrentTab(tab);
            QVERIFY(!page.grab().isNull());
        }
        QVERIFY2(part<CodeView>(page, "rawText")->toPlainText().contains(details.job.status),
                 qPrintable(name));
        QVERIFY(part<FactsView>(page, "overviewFacts")->text().contains(details.job.id));
    }
}

void TestJobPane::selectAWantedCheckpoint()
{
    JobPane page;
    page.setNow(kNow);
    showAt(page, 1000, 500);
    show(page, u"supervised-succeeded"_s);
    JobRecords records = emptyRecords(jobFile(u"supervised-succeeded"_s));
    std::vector<Checkpoint> checkpoints{checkpointOf(R"({"id":"a","step_number":10})"),
                                        checkpointOf(R"({"id":"b","step_number":20})"),
                                        checkpointOf(R"({"id":"c","step_number":30})")};
    records.checkpoints = std::make_shared<std::vector<Checkpoint>>(checkpoints);
    page.showRecords(records);
    const auto *tab = part<CheckpointsTab>(page, "checkpointsTab");
    const auto selected = [tab] {
        QStringList ids;
        for (const int row : tab->table()->selectedRowNumbers())
            ids += tab->model()->checkpoint(row).id;
        return ids;
    };
    const auto pick = [tab](const QString &id) {
        for (int row = 0; row < tab->model()->rowCount(); ++row) {
            if (tab->model()->checkpoint(row).id == id)
                tab->table()->selectRow(row);
        }
    };
    // The tab has seen the job already, and another one is in front.
    page.setCurrentTab(u"checkpoints"_s);
    page.setCurrentTab(u"events"_s);
    page.showCheckpoint(page.current(), u"b"_s, {}, false);
    QCOMPARE(page.currentTab(), u"events"_s);
    page.setCurrentTab(u"checkpoints"_s);
    QCOMPARE(selected(), QStringList{u"b"_s});
    pick(u"c"_s);
    page.setNow(kNow + 60);
    QCOMPARE(selected(), QStringList{u"c"_s});
    // One that is still to come is selected when it is there, unless the user has picked another.
    const auto add = [&](const QByteArray &json) {
        checkpoints.push_back(checkpointOf(json));
        records.checkpoints = std::make_shared<std::vector<Checkpoint>>(checkpoints);
        page.showRecords(records);
    };
    page.showCheckpoint(page.current(), u"d"_s, {}, true);
    add(R"({"id":"d","step_number":40})");
    QCOMPARE(selected(), QStringList{u"d"_s});
    page.showCheckpoint(page.current(), u"e"_s, {}, true);
    pick(u"a"_s);
    add(R"({"id":"e","step_number":50})");
    QCOMPARE(selected(), QStringList{u"a"_s});
}

void TestJobPane::takePictures_data()
{
    QTest::addColumn<QString>("job");
    for (const QString &name : jobNames())
        QTest::newRow(qPrintable(name)) << name;
}

void TestJobPane::takePictures()
{
    QFETCH(QString, job);
    for (const bool dark : {false, true}) {
        useTheme(dark);
        JobPane page;
        page.setNow(kNow);
        showAt(page, 1280, 640);
        show(page, job);
        for (const int width : {1280, 600}) {
            page.resize(width, 640);
            for (const QString &tab : {u"overview"_s, u"method"_s, u"raw"_s}) {
                page.setCurrentTab(tab);
                settle();
                const QString name = u"jobpage-%1-%2-%3-%4"_s.arg(job, tab, QString::number(width),
                                                                  dark ? u"dark"_s : u"light"_s);
                QVERIFY(savePicture(page, name));
                // The theme reaches the page's ground.
                const QColor ground = page.grab().toImage().pixelColor(width - 3, 3);
                QCOMPARE(ground.lightness() < 128, dark);
            }
        }
    }
}

QTEST_MAIN(TestJobPane)
#include "tst_jobpane.moc"
