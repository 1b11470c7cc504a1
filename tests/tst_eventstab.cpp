// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/jobrecords.h"
#include "ui/format.h"
#include "ui/job/codeview.h"
#include "ui/job/eventpane.h"
#include "ui/job/eventstab.h"
#include "ui/job/partstrip.h"
#include "ui/job/recordview.h"

#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableWidget>
#include <QToolButton>
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

const JobDetails &job()
{
    static const JobDetails details = jobFile(u"supervised-succeeded"_s);
    return details;
}

JobView viewOf(const JobRecords &records, bool isOther)
{
    return {&job(), u"Demo"_s, u"127.0.0.1"_s, kNow + 20000, isOther, &records};
}

JobRecords recordsOf(int first, int last)
{
    JobRecords records = emptyRecords(job());
    records.events = eventsOf(first, last);
    return records;
}

} // namespace

class TestEventsTab : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { useTheme(false); }
    void stayWhereItIsRead();
    void filterByMenusAndText();
    void filterBySteps();
    void sayHowTheReadingStands();
    void showModeration();
    void showOddEvents();
    void linkTheLine();
    void copyTheOriginal();
};

void TestEventsTab::stayWhereItIsRead()
{
    EventsTab tab;
    showAt(tab, 1000, 400);
    tab.setJob(viewOf(recordsOf(1, 500), true));
    settle();
    auto *newer = part<QToolButton>(tab, "eventsNewer");
    RecordView *table = tab.table();
    // At the top new events are simply seen.
    tab.setJob(viewOf(recordsOf(1, 510), false));
    settle();
    QVERIFY(table->isAtTop());
    QVERIFY(!newer->isVisible());
    QCOMPARE(tab.model()->eventAt(0).id, u"ftevent-510"_s);
    // Scrolled: what is read does not move, by a pixel neither.
    table->verticalScrollBar()->setValue(table->rowHeight() * 100 + 7);
    table->selectRow(103);
    settle();
    const QString top = tab.model()->eventAt(table->topRow()).id;
    const int place = table->rowViewportPosition(103);
    tab.setJob(viewOf(recordsOf(1, 513), false));
    settle();
    int offset = 0;
    QCOMPARE(tab.model()->eventAt(table->topRow(&offset)).id, top);
    QCOMPARE(offset, 7);
    QCOMPARE(table->currentIndex().row(), 106);
    QCOMPARE(table->rowViewportPosition(106), place);
    QVERIFY(newer->isVisible());
    QVERIFY(newer->text().startsWith(u"3 new event"_s));
    // Older events come in below and move nothing.
    tab.setJob(viewOf(recordsOf(-200, 513), false));
    settle();
    QCOMPARE(tab.model()->eventAt(table->topRow()).id, top);
    newer->click();
    settle();
    QVERIFY(table->isAtTop());
    QVERIFY(!newer->isVisible());
    // Another job begins at its top.
    table->verticalScrollBar()->setValue(5000);
    tab.setJob(viewOf(recordsOf(1, 300), true));
    settle();
    QVERIFY(table->isAtTop());
}

void TestEventsTab::filterByMenusAndText()
{
    EventsTab tab;
    showAt(tab, 1000, 400);
    JobRecords records = emptyRecords(job());
    auto events = std::make_shared<std::vector<EventRow>>();
    for (int i = 30; i > 0; --i)
        events->push_back(eventAt(i, i % 10 == 0 ? u"error"_s : u"info"_s));
    records.events = events;
    tab.setJob(viewOf(records, true));
    auto *count = part<QLabel>(tab, "eventsCount");
    QVERIFY(count->text().startsWith(u"30 event"_s));
    auto *menu = part<QMenu>(tab, "eventsLevelsMenu");
    Q_EMIT menu->aboutToShow();
    QAction *error = nullptr;
    for (QAction *action : menu->actions()) {
        if (action->text().startsWith(u"Error"_s))
            error = action;
    }
    QVERIFY(error);
    QVERIFY(error->text().endsWith(u"3"_s));
    error->trigger();
    QCOMPARE(tab.model()->rowCount(), 3);
    QCOMPARE(count->text(), u"3 of 30 events"_s);
    QCOMPARE(part<QToolButton>(tab, "eventsLevels")->text(), u"Error ▾"_s);
    part<QLineEdit>(tab, "eventsFilter")->setText(u"nothing has this"_s);
    QCOMPARE(tab.model()->rowCount(), 0);
    QVERIFY(part<QLabel>(tab, "eventsEmpty")->isVisible());
    part<QToolButton>(tab, "eventsClear")->click();
    QCOMPARE(tab.model()->rowCount(), 30);
    QVERIFY(part<QLineEdit>(tab, "eventsFilter")->text().isEmpty());
}

void TestEventsTab::filterBySteps()
{
    EventsTab tab;
    showAt(tab, 1000, 400);
    tab.setJob(viewOf(recordsOf(1, 300), true));
    auto *chip = part<QToolButton>(tab, "eventsSteps");
    QVERIFY(!chip->isVisible());
    QSignalSpy chosen(&tab, &JobTab::stepsChosen);
    tab.setSteps(StepRange{100, 200});
    QVERIFY(chip->isVisible());
    QCOMPARE(chip->text(), u"Steps 100–200"_s);
    QCOMPARE(tab.model()->rowCount(), 101);
    chip->click();
    QCOMPARE(chosen.size(), 1);
    QVERIFY(!chosen.first().first().value<std::optional<StepRange>>());
    tab.setSteps(std::nullopt);
    QCOMPARE(tab.model()->rowCount(), 300);
}

void TestEventsTab::sayHowTheReadingStands()
{
    EventsTab tab;
    showAt(tab, 1000, 400);
    auto *strip = tab.findChild<PartStrip *>();
    auto *act = part<QToolButton>(tab, "partStripAct");
    JobRecords records = recordsOf(1, 1200);
    records.eventsState.isLoading = true;
    records.eventsState.isComplete = false;
    records.eventsState.received = 1200;
    tab.setJob(viewOf(records, true));
    QCOMPARE(strip->text(), count(1200) + u" events so far"_s);
    QSignalSpy stopped(&tab, &JobTab::recordsCancelRequested);
    QCOMPARE(act->text(), u"Stop"_s);
    act->click();
    QCOMPARE(stopped.size(), 1);
    records.eventsState.isLoading = false;
    records.isStopped = true;
    tab.setJob(viewOf(records, false));
    QSignalSpy asked(&tab, &JobTab::recordsRequested);
    QCOMPARE(act->text(), u"Go on"_s);
    act->click();
    QCOMPARE(asked.size(), 1);
    records.isStopped = false;
    ApiError error;
    error.kind = ApiError::Kind::Network;
    error.message = u"the <b>host</b> is away"_s;
    records.eventsState.error = error;
    tab.setJob(viewOf(records, false));
    QVERIFY(strip->text().startsWith(u"Events: "_s));
    QCOMPARE(act->isVisible(), error.worthRetrying());
    records.eventsState = PartState();
    records.eventsState.isComplete = true;
    tab.setJob(viewOf(records, false));
    QVERIFY(strip->text().isEmpty());
    QCOMPARE(tab.badge(viewOf(records, false)), count(1200));
}

void TestEventsTab::showModeration()
{
    EventsTab tab;
    showAt(tab, 1100, 460);
    JobRecords records = emptyRecords(job());
    records.events = std::make_shared<std::vector<EventRow>>(std::vector{eventOf(
        R"({"id":"e1","created_at":1763722000,"level":"warn","type":"moderation_checks","message":"Checked",)"
        R"("data":{"blocked":true,"results":[{"flagged":true,"category":"hate","enforcement":"block"},)"
        R"({"flagged":false,"category":"violence","enforcement":null}]}})")});
    tab.setJob(viewOf(records, true));
    tab.table()->selectRow(0);
    auto *checks = part<QTableWidget>(tab, "eventChecks");
    QVERIFY(checks->isVisible());
    QCOMPARE(checks->rowCount(), 2);
    QCOMPARE(checks->item(0, 0)->text(), u"hate"_s);
    QCOMPARE(checks->item(0, 1)->text(), u"yes"_s);
    QCOMPARE(checks->item(1, 1)->text(), u"no"_s);
    QCOMPARE(checks->item(1, 2)->text(), u"—"_s);
    QCOMPARE(part<QLabel>(tab, "eventNote")->text(), u"Blocked: yes"_s);
    settle();
    QVERIFY(savePicture(tab, u"eventstab-moderation-light"_s));
    useTheme(true);
    settle();
    QVERIFY(savePicture(tab, u"eventstab-moderation-dark"_s));
}

void TestEventsTab::showOddEvents()
{
    EventsTab tab;
    showAt(tab, 1000, 460);
    JobRecords records = emptyRecords(job());
    records.events = std::make_shared<std::vector<EventRow>>(std::vector{
        eventOf(R"({"id":"number","type":"metrics","level":"info","data":7})"),
        eventOf(R"({"id":"list","type":"moderation_checks","data":[1,2],"message":null})"),
        eventOf(R"({"id":"results","type":"moderation_checks","data":{"results":[3,null,"x"]}})"),
        eventOf("{\"id\":\"bidi\",\"level\":\"odd\",\"message\":\"a\\u202eb<b>c</b>\"}"),
        eventOf("{\"id\":\"long\",\"level\":\"error\",\"message\":\"" + QByteArray(1 << 20, 'x') + "\"}")});
    tab.setJob(viewOf(records, true));
    for (int row = 0; row < tab.model()->rowCount(); ++row) {
        tab.table()->selectRow(row);
        settle();
    }
    // The line of a megabyte is cut in view and can be had whole.
    auto *showAll = part<QToolButton>(tab, "eventShowAll");
    auto *text = part<QPlainTextEdit>(tab, "eventText");
    QVERIFY(showAll->isVisible());
    QVERIFY(text->toPlainText().size() < 101'000);
    showAll->click();
    QCOMPARE(text->toPlainText().count(u'x'), 1 << 20);
    tab.table()->selectRow(0);
    QVERIFY(part<QTreeView>(tab, "eventTree")->isVisible());
    QCOMPARE(tab.model()->index(3, EventsModel::LevelColumn).data().toString(), u"odd"_s);
}

void TestEventsTab::linkTheLine()
{
    EventsTab tab;
    showAt(tab, 1000, 400);
    JobRecords records = emptyRecords(job());
    records.events = std::make_shared<std::vector<EventRow>>(
        std::vector{eventOf(R"({"id":"e","level":"error","message":"Line 17 is not a dictionary"})")});
    JobFile file;
    file.id = u"file-1"_s;
    records.files = {file};
    tab.setJob(viewOf(records, true));
    tab.table()->selectRow(0);
    auto *show = part<QToolButton>(tab, "eventShowLine");
    QVERIFY(!show->isVisible()); // the file is not here
    records.files[0].content = JobFile::Content::Kept;
    records.files[0].path = u"/somewhere"_s;
    tab.setJob(viewOf(records, false));
    QVERIFY(show->isVisible());
    QSignalSpy asked(&tab, &JobTab::fileLineRequested);
    show->click();
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.first().at(0).toString(), u"file-1"_s);
    QCOMPARE(asked.first().at(1).toLongLong(), 17);
}

void TestEventsTab::copyTheOriginal()
{
    EventsTab tab;
    showAt(tab, 1000, 400);
    JobRecords records = emptyRecords(job());
    records.events = std::make_shared<std::vector<EventRow>>(
        std::vector{eventOf("{\"id\":\"e\",\"level\":\"info\",\"message\":\"a\\u202eb\"}")});
    tab.setJob(viewOf(records, true));
    tab.table()->setFocus();
    tab.table()->selectRow(0);
    QTest::keyClick(tab.table(), Qt::Key_C, Qt::ControlModifier);
    QVERIFY(QApplication::clipboard()->text().endsWith(u"a\u202eb"_s));
    part<QToolButton>(tab, "eventCopyJson")->click();
    QVERIFY(QApplication::clipboard()->text().startsWith(u"{\"id\""_s));
}

QTEST_MAIN(TestEventsTab)

#include "tst_eventstab.moc"
