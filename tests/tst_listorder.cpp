// SPDX-License-Identifier: GPL-3.0-or-later
// Servers that list the oldest object first.
#include "app/api/readjson.h"
#include "app/archive/archiverecords.h"
#include "app/models/jobsmodel.h"
#include "app/repository/archiveexport.h"
#include "tests/support/archivefile.h"
#include "tests/support/scriptedlists.h"

#include <QDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tuneboard;
using namespace tuneboard::test;

namespace {

QStringList newestFirst(int count)
{
    QStringList ids;
    for (int number = count; number > 0; --number)
        ids.append(u"ftevent-%1"_s.arg(number));
    return ids;
}

// New events have come at the server: whether they are seen without reading all again.
bool seesMore(ScriptedRun &run, ScriptedAccount &account, int count)
{
    account.events.count = count;
    run.repository->refresh();
    return run.wait(
        [&] { return std::ssize(*run.records.events) == count && !run.records.eventsState.isLoading; });
}

// What the archive has of the job 1, as version 0.1 stored the events of a server that lists the oldest
// first.
void storeAsVersion01(const ScriptedRun &run, const QList<JobKey> &jobs)
{
    const QString path = run.folder.filePath(u"archive.sqlite"_s);
    {
        const auto archive = need(Archive::open({path}));
        for (const JobKey &job : jobs)
            QVERIFY(need(archive->records().turnEvents(job, true)));
    }
    QCOMPARE(askSqlite(path, "DELETE FROM list_orders"), QStringList());
}

bool isStoredComplete(const ScriptedRun &run, const JobKey &key)
{
    const auto archive = need(Archive::open({run.folder.filePath(u"archive.sqlite"_s)}));
    return need(archive->records().details(key)).eventsComplete;
}

} // namespace

class tst_ListOrder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newEventsAtTheEndAreSeen();
    void theOrderIsStored();
    void anInterruptedWalkContinues();
    void anInterruptedWalkIsNotComplete();
    void eventsOfVersion01AreTurned();
    void eventsOfAFinishedJobAreTurned();
    void reversesOldEventsOnExport();
    void anOrderMayChangeAfterAFewEvents_data();
    void anOrderMayChangeAfterAFewEvents();
    void anOrderMayChangeInAnInterruptedWalk();
    void equalTimesDecideNothing();
    void onlyEqualTimesAreNewestFirst();
    void mixedTimesAreComparedAtTheEnds();
    void anOrderMayChange();
    void aLostEventIsWalkedOver();
    void aJobWithoutEventsIsComplete();
    void listsWithoutHasMoreAreReadToTheirEnd_data();
    void listsWithoutHasMoreAreReadToTheirEnd();
    void newJobsAtTheEndAreSeen();
    void anOrderOfJobsMayChange();
};

void tst_ListOrder::newEventsAtTheEndAreSeen()
{
    ScriptedAccount account;
    account.status = "running";
    account.events.oldestFirst = true;
    account.events.count = 250;
    ScriptedRun run(account);
    run.start();
    QVERIFY(run.settle());
    QVERIFY(run.open(1));
    QVERIFY(run.records.eventsState.isComplete);
    QCOMPARE(account.events.pages, 3); // the first page shows the order: none is read twice
    QCOMPARE(run.eventIds(), newestFirst(250));

    QVERIFY(seesMore(run, account, 270));
    QCOMPARE(account.events.afters.last(), "ftevent-250");
    QVERIFY(seesMore(run, account, 520)); // more than two pages at once
    QCOMPARE(run.eventIds(), newestFirst(520));
    QVERIFY(run.records.eventsState.isComplete);
}

void tst_ListOrder::theOrderIsStored()
{
    ScriptedAccount account;
    account.status = "running";
    account.events.oldestFirst = true;
    account.events.count = 250;
    ScriptedRun run(account);
    run.start();
    QVERIFY(run.settle());
    QVERIFY(run.open(1));
    run.start();
    QVERIFY(run.settle());
    account.events.count = 270;
    account.events.afters.clear();
    QVERIFY(run.open(1));
    QVERIFY(run.wait([&] { return run.records.events->size() == 270; }));
    QCOMPARE(account.events.afters.value(0), "ftevent-250");
    QCOMPARE(run.eventIds(), newestFirst(270));
}

void tst_ListOrder::anInterruptedWalkContinues()
{
    ScriptedAccount account;
    account.status = "running";
    account.events.oldestFirst = true;
    account.events.count = 450;
    ScriptedRun run(account);
    run.start({200'000, 200, 10'000});
    QVERIFY(run.settle());
    QVERIFY(run.open(1));
    QCOMPARE(run.records.eventsState.limitedAfter, 200);
    run.start();
    QVERIFY(run.settle());
    account.events.afters.clear();
    QVERIFY(run.open(1));
    QVERIFY(run.wait([&] { return run.records.events->size() == 450; }));
    QCOMPARE(account.events.afters.value(0), "ftevent-200");
    QCOMPARE(run.eventIds(), newestFirst(450));
}

void tst_ListOrder::anInterruptedWalkIsNotComplete()
{
    ScriptedAccount account;
    account.status = "running";
    account.events.oldestFirst = true;
    account.events.count = 450;
    ScriptedRun run(account);
    run.start({200'000, 200, 10'000});
    QVERIFY(run.settle());
    const JobKey key = run.key(1);
    QVERIFY(run.open(1));
    QCOMPARE(run.records.eventsState.limitedAfter, 200);
    QVERIFY(!run.records.eventsState.isComplete);
    run.stop();
    QVERIFY(!isStoredComplete(run, key));

    run.start();
    QVERIFY(run.settle());
    QVERIFY(run.open(1));
    QVERIFY(
        run.wait([&] { return run.records.events->size() == 450 && run.records.eventsState.isComplete; }));
    run.stop();
    QVERIFY(isStoredComplete(run, key));

    // A job that had been complete, and has grown since.
    account.events.count = 900;
    run.start({200'000, 200, 10'000});
    QVERIFY(run.settle());
    QVERIFY(run.open(1));
    QVERIFY(run.wait([&] { return run.records.eventsState.limitedAfter == 200; }));
    run.stop();
    QVERIFY(!isStoredComplete(run, key));
}

void tst_ListOrder::eventsOfVersion01AreTurned()
{
    ScriptedAccount account;
    account.status = "running";
    account.jobs.count = 2;
    account.events.oldestFirst = true;
    account.events.count = 250;
    ScriptedRun run(account);
    run.start();
    QVERIFY(run.settle());
    const QList<JobKey> jobs{run.key(1), run.key(2)};
    QVERIFY(run.open(1));
    QVERIFY(run.open(2));
    run.stop();
    storeAsVersion01(run, jobs);

    account.events.count = 280;
    for (int start = 0; start < 2; ++start) {
        run.start();
        QVERIFY(run.settle());
        for (const int number : {1, 2}) {
            QVERIFY(run.open(number));
            QVERIFY(run.wait([&] { return run.records.events->size() == 280; }));
            QCOMPARE(run.eventIds(), newestFirst(280));
            QVERIFY(run.records.eventsState.isComplete);
        }
        run.stop();
    }
}

// Its server is not asked again.
void tst_ListOrder::eventsOfAFinishedJobAreTurned()
{
    ScriptedAccount account;
    account.events.oldestFirst = true;
    account.events.count = 250;
    ScriptedRun run(account);
    run.start();
    QVERIFY(run.settle());
    const JobKey key = run.key(1);
    QVERIFY(run.open(1));
    run.stop();
    storeAsVersion01(run, {key});
    const int pages = account.events.pages;
    run.start();
    QVERIFY(run.settle());
    QVERIFY(run.open(1));
    QVERIFY(run.wait([&] { return run.records.events->size() == 250; }));
    QCOMPARE(run.eventIds(), newestFirst(250));
    QVERIFY(run.records.eventsState.isComplete);
    QCOMPARE(account.events.pages, pages);
}

void tst_ListOrder::reversesOldEventsOnExport()
{
    ScriptedAccount account;
    account.events.oldestFirst = true;
    account.events.count = 250;
    ScriptedRun run(account);
    run.start();
    QVERIFY(run.settle());
    const JobKey key = run.key(1);
    QVERIFY(run.open(1));
    run.stop();
    storeAsVersion01(run, {key});
    const auto archive = need(Archive::open({run.folder.filePath(u"archive.sqlite"_s)}));
    const QString folder = run.folder.filePath(u"export"_s);
    const auto exported = exportArchive(*archive, {}, folder, [](const ExportProgress &) { return true; });
    QVERIFY(std::holds_alternative<ExportCounts>(exported));
    const QStringList found = QDir(folder).entryList({u"account-*"_s}, QDir::Dirs);
    QCOMPARE(found.size(), 1);
    QFile file(folder + u'/' + found.front() + u'/' + key.id + "/events.json"_L1);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const Result<Value> list = readJson(file.readAll());
    QVERIFY(list);
    QStringList ids;
    for (const Value &event : list->find(u"data")->children)
        ids += event.string(u"id");
    QCOMPARE(ids, newestFirst(250));
}

void tst_ListOrder::anOrderMayChangeAfterAFewEvents_data()
{
    QTest::addColumn<bool>("oldestFirst");
    QTest::addColumn<int>("count");
    for (const bool oldestFirst : {false, true}) {
        for (const int count : {0, 1, 2, 3, 99, 100, 101})
            QTest::addRow("%d events, %s first", count, oldestFirst ? "oldest" : "newest")
                << oldestFirst << count;
    }
}

void tst_ListOrder::anOrderMayChangeAfterAFewEvents()
{
    QFETCH(bool, oldestFirst);
    QFETCH(int, count);
    for (const bool isRestarted : {false, true}) {
        ScriptedAccount account;
        account.status = "running";
        account.jobs.count = 2;
        account.events.oldestFirst = oldestFirst;
        account.events.count = 250;
        ScriptedRun run(account);
        run.start();
        QVERIFY(run.settle());
        QVERIFY(run.open(2)); // shows the order
        account.events.count = count;
        QVERIFY(run.open(1));
        QVERIFY(run.wait([&] { return std::ssize(*run.records.events) == count; }));
        account.events.oldestFirst = !oldestFirst;
        if (isRestarted) {
            run.start();
            QVERIFY(run.settle());
            QVERIFY(run.open(1));
        }
        for (const int more : {1, 3, 150}) {
            QVERIFY(seesMore(run, account, account.events.count + more));
            QCOMPARE(run.eventIds(), newestFirst(account.events.count));
        }
    }
}

// Its stored events do not begin with the first one.
void tst_ListOrder::anOrderMayChangeInAnInterruptedWalk()
{
    for (const bool oldestFirst : {false, true}) {
        ScriptedAccount account;
        account.status = "running";
        account.events.oldestFirst = oldestFirst;
        account.events.count = 450;
        ScriptedRun run(account);
        run.start({200'000, 200, 10'000});
        QVERIFY(run.settle());
        const JobKey key = run.key(1);
        QVERIFY(run.open(1));
        QCOMPARE(run.records.eventsState.limitedAfter, 200);
        account.events.oldestFirst = !oldestFirst;
        account.events.count = 780;
        run.start();
        QVERIFY(run.settle());
        QVERIFY(run.open(1));
        QVERIFY(run.wait(
            [&] { return run.records.events->size() == 780 && run.records.eventsState.isComplete; }));
        QCOMPARE(run.eventIds(), newestFirst(780));
        run.start();
        QVERIFY(run.settle());
        QVERIFY(run.open(1));
        QVERIFY(run.wait([&] { return run.records.events->size() == 780; }));
        QCOMPARE(run.eventIds(), newestFirst(780));
        run.stop();
        QVERIFY(isStoredComplete(run, key));
    }
}

void tst_ListOrder::equalTimesDecideNothing()
{
    ScriptedAccount account;
    account.status = "running";
    account.events.oldestFirst = true;
    account.events.count = 350;
    // All of the first page, and half of the second one, came in one second.
    account.eventTime = [](int number) {
        return 1'700'000'000 + std::max(150, number);
    };
    ScriptedRun run(account);
    run.start();
    QVERIFY(run.settle());
    QVERIFY(run.open(1));
    QVERIFY(run.wait([&] { return run.records.events->size() == 350; }));
    QVERIFY(account.events.pages <= 2 + 4); // a wrong guess costs one more walk
    QCOMPARE(run.eventIds(), newestFirst(350));
    QVERIFY(seesMore(run, account, 370));
    // As the archive has them:
    run.start();
    QVERIFY(run.settle());
    QVERIFY(run.open(1));
    QVERIFY(run.wait([&] { return run.records.events->size() == 370; }));
    QCOMPARE(run.eventIds(), newestFirst(370));
}

void tst_ListOrder::onlyEqualTimesAreNewestFirst()
{
    ScriptedAccount account;
    account.status = "running";
    account.events.count = 250;
    account.eventTime = [](int) {
        return 1'700'000'000;
    };
    ScriptedRun run(account);
    run.start();
    QVERIFY(run.settle());
    QVERIFY(run.open(1));
    QCOMPARE(run.eventIds(), newestFirst(250));
    QVERIFY(seesMore(run, account, 270));
    QCOMPARE(run.eventIds(), newestFirst(270));
}

void tst_ListOrder::mixedTimesAreComparedAtTheEnds()
{
    for (const bool oldestFirst : {false, true}) {
        ScriptedAccount account;
        account.status = "running";
        account.events.oldestFirst = oldestFirst;
        account.events.count = 250;
        // Clocks that differ: neighbours are out of order.
        account.eventTime = [](int number) {
            return 1'700'000'000 + number + (number % 2 == 0 ? 5 : 0);
        };
        ScriptedRun run(account);
        run.start();
        QVERIFY(run.settle());
        QVERIFY(run.open(1));
        QVERIFY(run.wait([&] { return run.records.events->size() == 250; }));
        QCOMPARE(run.eventIds(), newestFirst(250));
        QVERIFY(seesMore(run, account, 270));
        QCOMPARE(run.eventIds(), newestFirst(270));
    }
}

void tst_ListOrder::anOrderMayChange()
{
    ScriptedAccount account;
    account.status = "running";
    account.events.count = 250;
    ScriptedRun run(account);
    run.start();
    QVERIFY(run.settle());
    QVERIFY(run.open(1));
    for (int turn = 1; turn <= 3; ++turn) {
        account.events.oldestFirst = !account.events.oldestFirst;
        QVERIFY(seesMore(run, account, 250 + 30 * turn));
        QCOMPARE(run.eventIds(), newestFirst(250 + 30 * turn));
        QVERIFY(run.records.eventsState.isComplete);
    }
    run.start();
    QVERIFY(run.settle());
    QVERIFY(run.open(1));
    QCOMPARE(run.eventIds(), newestFirst(340));
}

void tst_ListOrder::aLostEventIsWalkedOver()
{
    ScriptedAccount account;
    account.status = "running";
    account.events.oldestFirst = true;
    account.events.count = 150;
    bool isLost = false;
    account.server.always([&](const FaultRequest &request) {
        const QByteArray path = request.path();
        if (isLost && request.query().contains("after=ftevent-150"))
            return FaultAnswer::json(404, R"({"error":{"message":"no such event"}})");
        return path.endsWith("/jobs")          ? account.jobs.answer(request)
               : path.endsWith("/events")      ? account.events.answer(request)
               : path.endsWith("/checkpoints") ? account.checkpoints.answer(request)
               : path.contains("/jobs/")       ? FaultAnswer::json(200, account.job(1))
                                               : FaultAnswer::json(404, "{}");
    });
    ScriptedRun run(account);
    run.start();
    QVERIFY(run.settle());
    QVERIFY(run.open(1));
    isLost = true;
    QVERIFY(seesMore(run, account, 180));
    QCOMPARE(run.eventIds(), newestFirst(180));
}

void tst_ListOrder::aJobWithoutEventsIsComplete()
{
    ScriptedAccount account;
    account.events.oldestFirst = true;
    account.events.count = 150;
    ScriptedRun run(account);
    run.start();
    QVERIFY(run.settle());
    QVERIFY(run.open(1));
    run.stop();
    // Another job of an account whose order is known.
    account.jobs.count = 2;
    account.events.count = 0;
    run.start();
    QVERIFY(run.settle());
    QVERIFY(run.open(2));
    QVERIFY(run.records.eventsState.isComplete);
    QVERIFY(!run.records.eventsState.error);
}

void tst_ListOrder::listsWithoutHasMoreAreReadToTheirEnd_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("pages");
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<bool>("oldestFirst");
    for (const bool oldestFirst : {false, true}) {
        const auto row = [oldestFirst](int count, int pages, const char *kind) {
            QTest::addRow("%d objects, %s, %s", count, kind, oldestFirst ? "oldest first" : "newest first")
                << count << pages << QByteArray(kind) << oldestFirst;
        };
        row(0, 1, "pages");
        row(20, 1, "pages");
        row(100, 2, "pages");
        row(250, 3, "pages");
        row(300, 4, "pages");
        row(100, 2, "ignores after");
        row(100, 2, "refuses after");
        row(250, 1, "ignores limit");
    }
}

void tst_ListOrder::listsWithoutHasMoreAreReadToTheirEnd()
{
    QFETCH(int, count);
    QFETCH(int, pages);
    QFETCH(QByteArray, kind);
    QFETCH(bool, oldestFirst);
    ScriptedAccount account;
    account.status = "running";
    for (ScriptedList *list : {&account.events, &account.checkpoints}) {
        list->count = count;
        list->saysMore = false;
        list->oldestFirst = oldestFirst;
        list->ignoresAfter = kind == "ignores after";
        list->refusesAfter = kind == "refuses after";
        list->ignoresLimit = kind == "ignores limit";
    }
    ScriptedRun run(account);
    run.start();
    QVERIFY(run.settle());
    QVERIFY(run.open(1));
    QVERIFY(run.records.eventsState.isComplete && !run.records.eventsState.error);
    QVERIFY(run.records.checkpointsState.isComplete && !run.records.checkpointsState.error);
    QVERIFY(run.wait([&] { return std::ssize(*run.records.events) == count; }));
    QCOMPARE(run.eventIds(), newestFirst(count));
    QCOMPARE(std::ssize(*run.records.checkpoints), count);
    QCOMPARE(account.events.pages, pages);
    QCOMPARE(account.checkpoints.pages, pages);
    const JobKey key = run.key(1);
    run.stop();
    QVERIFY(isStoredComplete(run, key));
}

void tst_ListOrder::newJobsAtTheEndAreSeen()
{
    ScriptedAccount account;
    account.jobs.oldestFirst = true;
    account.jobs.count = 250;
    ScriptedRun run(account);
    run.follows = true;
    run.start();
    QVERIFY(run.settle());
    QCOMPARE(run.repository->jobs()->rowCount(), 250);
    QCOMPARE(account.jobs.pages, 3);
    account.jobs.count = 380;
    run.repository->lookAgain();
    QVERIFY(run.wait([&] { return run.repository->jobs()->rowCount() == 380; }));
    QCOMPARE(account.jobs.afters.value(3), "ftjob-250");
    QCOMPARE(account.jobs.pages, 3 + 2); // none is read again

    // And after a restart, where the first listing reads all.
    run.start();
    QVERIFY(run.settle());
    account.jobs.count = 400;
    run.repository->lookAgain();
    QVERIFY(run.wait([&] { return run.repository->jobs()->rowCount() == 400; }));
    QCOMPARE(account.jobs.afters.last(), "ftjob-380");
}

void tst_ListOrder::anOrderOfJobsMayChange()
{
    ScriptedAccount account;
    account.jobs.count = 250;
    ScriptedRun run(account);
    run.follows = true;
    run.start();
    QVERIFY(run.settle());
    for (int turn = 1; turn <= 3; ++turn) {
        account.jobs.oldestFirst = !account.jobs.oldestFirst;
        account.jobs.count += 30;
        run.repository->lookAgain();
        QVERIFY(run.wait([&] { return run.repository->jobs()->rowCount() == account.jobs.count; }));
    }
}

QTEST_GUILESS_MAIN(tst_ListOrder)
#include "tst_listorder.moc"
