// SPDX-License-Identifier: GPL-3.0-or-later
// Servers whose lists never end, or come in one answer.
#include "app/api/readpieces.h"
#include "app/archive/archiverecords.h"
#include "app/models/jobsmodel.h"
#include "tests/support/archivefile.h"
#include "tests/support/scriptedlists.h"
#include "tests/terminalprocess.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tuneboard;
using namespace tuneboard::test;

namespace {

constexpr int kEndless = 1'000'000'000;

// Long enough for requests that must not come.
void waitForMore()
{
    QTest::qWait(300);
}

int jobsStored(const ScriptedRun &run)
{
    return int(jobsIn(*need(Archive::open({run.folder.filePath(u"archive.sqlite"_s), 5000, true}))));
}

qint64 eventsStored(const ScriptedRun &run)
{
    const auto archive = need(Archive::open({run.folder.filePath(u"archive.sqlite"_s), 5000, true}));
    return need(archive->records().eventCount({1, u"ftjob-1"_s}));
}

ListLimits eachAtMost(qint64 most)
{
    return {most, most, most};
}

} // namespace

class tst_ListLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void jobsStopAtTheLimit();
    void requestsNoPageAfterALimitAtThePageEnd();
    void jobsContinueWhereTheyStopped();
    void jobsOfOneAnswerStopAtTheLimit();
    void knownJobsDoNotCount();
    void newJobsAreSeenAfterTheLimit();
    void aLongPageIsReadInPieces();
    void aBrokenLongPageIsAnError();
    void eventsStopAtTheLimit();
    void eventsOfOneAnswerStopAtTheLimit();
    void aLongPageOfEventsIsReadWhole();
    void checkpointsStopAtTheLimit();
    void checkpointsOfOneAnswerStopAtTheLimit();
    void aJobAtItsLimitIsNotFinished();
    void theTerminalStopsAndAllContinues();
    void theTerminalSaysHowManyHaveCome();
    void anInterruptedListingIsStored();
    void exportStopsAndAllContinues();
};

void tst_ListLimits::jobsStopAtTheLimit()
{
    ScriptedAccount account;
    account.jobs.count = kEndless;
    ScriptedRun run(account);
    run.start(eachAtMost(250));
    QVERIFY(run.settle());
    QCOMPARE(run.repository->jobs()->rowCount(), 250);
    QCOMPARE(run.state().limitedAfter, 250);
    QVERIFY(!run.state().error);
    waitForMore();
    QCOMPARE(account.jobs.pages, 3);
    run.stop();
    QCOMPARE(jobsStored(run), 250);
}

void tst_ListLimits::requestsNoPageAfterALimitAtThePageEnd()
{
    ScriptedAccount account;
    account.jobs.count = kEndless;
    ScriptedRun run(account);
    run.start(eachAtMost(200));
    QVERIFY(run.settle());
    QCOMPARE(run.state().limitedAfter, 200);
    waitForMore();
    QCOMPARE(account.jobs.pages, 2);
}

void tst_ListLimits::jobsContinueWhereTheyStopped()
{
    ScriptedAccount account;
    account.jobs.count = 600;
    ScriptedRun run(account);
    run.start(eachAtMost(250));
    QVERIFY(run.settle());
    run.repository->continueListing(run.state().record.number);
    QVERIFY(run.settle());
    QCOMPARE(run.repository->jobs()->rowCount(), 500);
    QCOMPARE(run.state().limitedAfter, 500);
    QCOMPARE(account.jobs.afters.value(3), "ftjob-351"); // the 250th
    run.repository->continueListing(run.state().record.number);
    QVERIFY(run.settle());
    QCOMPARE(run.repository->jobs()->rowCount(), 600);
    QCOMPARE(run.state().limitedAfter, 0);
    const int pages = account.jobs.pages;
    run.repository->continueListing(run.state().record.number); // nothing is left
    waitForMore();
    QCOMPARE(account.jobs.pages, pages);
}

void tst_ListLimits::jobsOfOneAnswerStopAtTheLimit()
{
    ScriptedAccount account;
    account.jobs.count = 20'000;
    account.jobs.ignoresLimit = true;
    ScriptedRun run(account);
    run.start(eachAtMost(2500));
    QVERIFY(run.settle());
    QCOMPARE(run.repository->jobs()->rowCount(), 2500);
    QCOMPARE(run.state().limitedAfter, 2500);
    QCOMPARE(account.jobs.pages, 1);
    run.repository->continueListing(run.state().record.number);
    QVERIFY(run.settle());
    QCOMPARE(run.repository->jobs()->rowCount(), 5000);
    run.stop();
    QCOMPARE(jobsStored(run), 5000);
}

void tst_ListLimits::knownJobsDoNotCount()
{
    ScriptedAccount account;
    account.jobs.count = 300;
    ScriptedRun run(account);
    run.start();
    QVERIFY(run.settle());
    account.jobs.count = 340;
    run.repository->refresh();
    QVERIFY(run.settle());
    QCOMPARE(run.repository->jobs()->rowCount(), 340);
    // The archive is read before the listing has passed the first page.
    run.start(eachAtMost(150));
    QVERIFY(run.settle());
    QCOMPARE(run.repository->jobs()->rowCount(), 340);
    QCOMPARE(run.state().limitedAfter, 0);
}

void tst_ListLimits::newJobsAreSeenAfterTheLimit()
{
    ScriptedAccount account;
    account.jobs.count = 10'000;
    ScriptedRun run(account);
    run.start(eachAtMost(250));
    QVERIFY(run.settle());
    account.jobs.count += 20;
    run.repository->refresh();
    QVERIFY(run.settle());
    QVERIFY(run.repository->jobs()->indexOf(run.state().record.number, u"ftjob-10020"_s).isValid());
    QVERIFY(run.repository->jobs()->rowCount() <= 250 + 100); // no more than a page beyond the limit
    QVERIFY(run.state().limitedAfter > 0);
}

void tst_ListLimits::aLongPageIsReadInPieces()
{
    ScriptedAccount account;
    account.jobs.count = 20'000;
    account.jobs.ignoresLimit = true;
    ScriptedRun run(account);
    run.start();
    QSignalSpy inserted(run.repository->jobs(), &QAbstractItemModel::rowsInserted);
    QVERIFY(run.settle());
    QCOMPARE(run.repository->jobs()->rowCount(), 20'000);
    for (const QList<QVariant> &rows : inserted)
        QVERIFY(rows.at(2).toInt() - rows.at(1).toInt() < ListPieces::kPieceElements);
    run.stop();
    QCOMPARE(jobsStored(run), 20'000);
}

void tst_ListLimits::aBrokenLongPageIsAnError()
{
    ScriptedAccount account;
    account.jobs.count = 20'000;
    account.jobs.ignoresLimit = true;
    QByteArray body = account.jobs.answer({}).body;
    body.chop(3);
    account.server.always(FaultAnswer::json(200, body));
    ScriptedRun run(account);
    run.start();
    QVERIFY(run.settle());
    QVERIFY(run.state().error);
    QCOMPARE(run.state().error->kind, ApiError::Kind::Malformed);
    QVERIFY(run.repository->jobs()->rowCount() > 0); // what could be read is there
}

void tst_ListLimits::eventsStopAtTheLimit()
{
    ScriptedAccount account;
    account.events.count = kEndless;
    account.eventTime = [](int number) {
        return 1'000'000'000 + qint64{number};
    };
    ScriptedRun run(account);
    run.start(eachAtMost(250));
    QVERIFY(run.settle());
    QVERIFY(run.open(1));
    QCOMPARE(run.records.eventsState.limitedAfter, 300); // whole pages
    QVERIFY(!run.records.eventsState.error);
    QVERIFY(!run.records.eventsState.isComplete);
    QVERIFY(run.wait([&] { return run.records.events->size() == 300; }));
    waitForMore();
    QCOMPARE(account.events.pages, 3);

    // Following reads the newest page and no more.
    run.repository->refresh();
    QVERIFY(run.wait([&] { return account.events.pages == 4 && !run.records.eventsState.isLoading; }));
    waitForMore();
    QCOMPARE(account.events.pages, 4);
    QVERIFY(run.records.eventsState.limitedAfter >= 300);

    run.repository->reloadRecords(run.key(1));
    QVERIFY(run.wait([&] { return run.records.events->size() == 600; }));
    QVERIFY(run.waitRead());
    waitForMore();
    const int pages = account.events.pages;
    QVERIFY(pages <= 9);
    run.stop();
    QCOMPARE(eventsStored(run), 600);
}

void tst_ListLimits::eventsOfOneAnswerStopAtTheLimit()
{
    ScriptedAccount account;
    account.events.count = 20'000;
    account.events.ignoresLimit = true;
    ScriptedRun run(account);
    run.start(eachAtMost(2500));
    QVERIFY(run.settle());
    QVERIFY(run.open(1));
    QCOMPARE(account.events.pages, 1);
    const qint64 read = run.records.eventsState.limitedAfter;
    QVERIFY2(read >= 2500 && read < 2500 + ListPieces::kPieceElements, qPrintable(QString::number(read)));
    run.stop();
    QCOMPARE(eventsStored(run), read);
}

void tst_ListLimits::aLongPageOfEventsIsReadWhole()
{
    for (const bool oldestFirst : {false, true}) {
        ScriptedAccount account;
        account.events.count = 20'000;
        account.events.ignoresLimit = true;
        account.events.oldestFirst = oldestFirst;
        ScriptedRun run(account);
        run.start();
        QVERIFY(run.settle());
        QVERIFY(run.open(1));
        QVERIFY(run.records.eventsState.isComplete);
        QVERIFY(run.wait([&] { return run.records.events->size() == 20'000; }));
        QCOMPARE(run.records.events->front().id, u"ftevent-20000"_s);
        QCOMPARE(run.records.events->back().id, u"ftevent-1"_s);
        run.stop();
        QCOMPARE(eventsStored(run), 20'000);
    }
}

void tst_ListLimits::checkpointsStopAtTheLimit()
{
    ScriptedAccount account;
    account.checkpoints.count = kEndless;
    ScriptedRun run(account);
    run.start(eachAtMost(250));
    QVERIFY(run.settle());
    QVERIFY(run.open(1));
    QCOMPARE(run.records.checkpointsState.limitedAfter, 250);
    QVERIFY(run.wait([&] { return run.records.checkpoints->size() == 250; }));
    waitForMore();
    QCOMPARE(account.checkpoints.pages, 3);
    run.repository->reloadRecords(run.key(1));
    QVERIFY(run.wait([&] { return run.records.checkpoints->size() == 500; }));
    waitForMore();
    QCOMPARE(account.checkpoints.pages, 3 + 5);
}

void tst_ListLimits::checkpointsOfOneAnswerStopAtTheLimit()
{
    ScriptedAccount account;
    account.checkpoints.count = 20'000;
    account.checkpoints.ignoresLimit = true;
    ScriptedRun run(account);
    run.start(eachAtMost(2500));
    QVERIFY(run.settle());
    QVERIFY(run.open(1));
    QCOMPARE(account.checkpoints.pages, 1);
    QCOMPARE(run.records.checkpointsState.limitedAfter, 2500);
    QVERIFY(run.wait([&] { return run.records.checkpoints->size() == 2500; }));
}

void tst_ListLimits::aJobAtItsLimitIsNotFinished()
{
    ScriptedAccount account;
    account.checkpoints.count = 300;
    ScriptedRun run(account);
    run.start(eachAtMost(250));
    QVERIFY(run.settle());
    QVERIFY(run.open(1));
    waitForMore();
    QCOMPARE(run.repository->backfill().kept, 0);
    run.repository->reloadRecords(run.key(1));
    QVERIFY(run.wait([&] { return run.repository->backfill().kept == 1; }));
    QCOMPARE(run.records.checkpointsState.limitedAfter, 0);
}

void tst_ListLimits::theTerminalStopsAndAllContinues()
{
    ScriptedAccount account;
    account.jobs.count = 400;
    Terminal terminal;
    terminal.environment.insert(u"TUNEBOARD_TEST_LIMIT"_s, u"250"_s);
    const QStringList arguments{u"list"_s, u"--base-url"_s, account.server.url(u"/v1"_s).toString(),
                                u"--format"_s, u"csv"_s};
    const Ran some = terminal.run(arguments);
    QCOMPARE(some.code, 0);
    QCOMPARE(some.out.count('\n'), 251); // with the heading
    QVERIFY2(some.err.contains("Stopped after 250 new jobs"), some.err.constData());
    QVERIFY2(some.err.contains("--all"), some.err.constData());
    QCOMPARE(account.jobs.pages, 3);
    const Ran all = terminal.run(arguments + QStringList{u"--all"_s});
    QCOMPARE(all.code, 0);
    QCOMPARE(all.out.count('\n'), 401);
    QVERIFY2(!all.err.contains("Stopped"), all.err.constData());
}

void tst_ListLimits::theTerminalSaysHowManyHaveCome()
{
    ScriptedAccount account;
    account.jobs.count = 2500;
    account.server.always(
        [&](const FaultRequest &request) { return account.jobs.answer(request).after(120); });
    const Terminal terminal;
    const Ran ran = terminal.run({u"list"_s, u"--base-url"_s, account.server.url(u"/v1"_s).toString()});
    QCOMPARE(ran.code, 0);
    QVERIFY2(ran.err.contains("so far"), ran.err.constData());
}

void tst_ListLimits::anInterruptedListingIsStored()
{
    ScriptedAccount account;
    account.jobs.count = kEndless;
    Terminal terminal;
    const QString archive = terminal.home.filePath(u"my.sqlite"_s);
    const QStringList arguments{u"list"_s, u"--base-url"_s, account.server.url(u"/v1"_s).toString(),
                                u"--archive"_s, archive};
    QProcess process;
    process.setProcessEnvironment(terminal.environment);
    QSignalSpy finished(&process, &QProcess::finished);
    process.start(QStringLiteral(TUNEBOARD_TERMINAL_HOST), arguments);
    QVERIFY(QTest::qWaitFor([&] { return account.jobs.pages >= 20; }, 60'000));
    process.terminate();
    QVERIFY(!finished.isEmpty() || finished.wait(60'000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    const Ran kept = terminal.run(arguments + QStringList{u"--offline"_s, u"--format"_s, u"csv"_s});
    QCOMPARE(kept.code, 0);
    QVERIFY2(kept.out.count('\n') >= 1000, kept.err.constData());
}

void tst_ListLimits::exportStopsAndAllContinues()
{
    ScriptedAccount account;
    account.events.count = 400;
    Terminal terminal;
    terminal.environment.insert(u"TUNEBOARD_TEST_LIMIT"_s, u"250"_s);
    const QStringList arguments{u"export"_s, u"--base-url"_s, account.server.url(u"/v1"_s).toString(),
                                u"ftjob-1"_s};
    const Ran some = terminal.run(arguments + QStringList{terminal.home.filePath(u"some"_s)});
    QCOMPARE(some.code, 0);
    QVERIFY2(some.err.contains("Stopped after 300 new events"), some.err.constData());
    const Ran all = terminal.run(arguments + QStringList{terminal.home.filePath(u"all"_s), u"--all"_s});
    QCOMPARE(all.code, 0);
    QVERIFY2(all.err.contains("events: 400"), all.err.constData());
}

QTEST_GUILESS_MAIN(tst_ListLimits)
#include "tst_listlimits.moc"
