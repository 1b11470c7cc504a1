// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/apiclient.h"
#include "app/api/cooldown.h"
#include "app/api/readjson.h"
#include "app/archive/archiverecords.h"
#include "app/demo/demoserver.h"
#include "app/models/jobsmodel.h"
#include "app/models/trainingflags.h"
#include "app/repository/jobrecords.h"
#include "app/repository/pace.h"
#include "app/repository/recordsloader.h"
#include "app/repository/repository.h"
#include "tests/support/archivefile.h"
#include "tests/support/faultserver.h"
#include "tests/support/heldarchive.h"
#include "tests/support/waiting.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <QUrlQuery>

#include <utility>

using namespace Qt::StringLiterals;
using namespace tuneboard;
using namespace tuneboard::test;

namespace {

using tuneboard::test::kWaitMs;

Timing quickTiming()
{
    Timing timing;
    timing.baseMs = 5;
    timing.maxMs = 20;
    timing.deadlineMs = 10000;
    return timing;
}

// A repository on one server, and the last records that it announced.
struct World
{
    explicit World(const QUrl &server, const QByteArray &key = "sk-test")
        : url(server)
        , secret(key)
    {
    }

    void start(bool offline = false, int backfillPerMinute = 0)
    {
        stop();
        Repository::Options options;
        options.archivePath = archivePath();
        options.offline = offline;
        options.timing = quickTiming();
        options.backfillPerMinute = backfillPerMinute;
        options.backfillRetryMs = 20;
        options.archiveBusyMs = 20;
        options.archiveRetryMs = 100;
        options.clockMs = [this] {
            return nowMs;
        };
        repository = std::make_unique<Repository>(std::move(options));
        AccountRecord record;
        record.name = u"Test"_s;
        record.baseUrl = url.toString();
        record.dialect = u"compatible"_s;
        Endpoint endpoint;
        endpoint.dialect = DialectKind::Compatible;
        endpoint.baseUrl = url;
        endpoint.key = Secret(secret);
        repository->addAccount(record, endpoint);
        QObject::connect(repository.get(), &Repository::recordsChanged, repository.get(),
                         [this](const JobRecords &now) {
                             last = now;
                             ++snapshots;
                         });
        QObject::connect(repository.get(), &Repository::summariesChanged, repository.get(),
                         [this](const std::vector<JobSummary> &some) {
                             for (const JobSummary &summary : some)
                                 summaries.insert(summary.job, summary);
                         });
        repository->start();
    }
    void stop()
    {
        repository.reset();
        last = {};
        summaries.clear();
    }

    [[nodiscard]] QString archivePath() const { return folder.filePath(u"archive.sqlite"_s); }
    [[nodiscard]] JobKey key(const QString &id) const
    {
        return {repository->accounts().front().record.number, id};
    }
    bool settle()
    {
        return QTest::qWaitFor([this] { return repository->isSettled(); }, kWaitMs);
    }
    // Opens it and waits until the server has nothing more to say.
    bool openWhole(const QString &id)
    {
        if (!settle())
            return false;
        repository->open(key(id));
        return QTest::qWaitFor(
            [this, &id] {
                return last.key.id == id && !last.eventsState.isLoading && last.eventsState.isComplete &&
                       !last.checkpointsState.isLoading && last.checkpointsState.isComplete && last.metrics &&
                       last.events && std::ssize(*last.events) >= wanted;
            },
            kWaitMs);
    }
    // All ids that are kept, newest first, as the archive has them.
    QStringList keptIds(const QString &id)
    {
        const auto archive = need(Archive::open({archivePath(), 5000, true}));
        QStringList ids;
        const auto error = archive->records().readEvents({1, id}, [&](qint64, QByteArrayView raw) {
            const Result<Value> value = readJson(raw);
            ids.append(value ? value->string(u"id") : QString());
            return true;
        });
        return error ? QStringList(error->text) : ids;
    }

    QTemporaryDir folder;
    QUrl url;
    QByteArray secret;
    qint64 nowMs = 1'764'000'000'000;
    std::ptrdiff_t wanted = 0;
    JobRecords last;
    int snapshots = 0;
    QHash<QString, JobSummary> summaries;
    std::unique_ptr<Repository> repository;
};

// A server with one job and as many events as a test wants, that can be made to misbehave.
struct EventServer
{
    EventServer()
    {
        server.always([this](const FaultRequest &request) { return answer(request); });
    }

    static QByteArray eventId(int number) { return "ftevent-" + QByteArray::number(number); }
    static QByteArray event(int number)
    {
        return R"({"object":"fine_tuning.job.event","id":")" + eventId(number) + R"(","created_at":)" +
               QByteArray::number(1'700'000'000 + number / 7) +
               R"(,"level":"info","type":"metrics","message":"Step )" + QByteArray::number(number) +
               R"(: training loss=0.5","data":{"step":)" + QByteArray::number(number) + R"(,"train_loss":)" +
               QByteArray::number(1.0 / (1 + number), 'g', 17) + "}}";
    }

    FaultAnswer answer(const FaultRequest &request)
    {
        const QByteArray path = request.path();
        const QByteArray job = R"({"object":"fine_tuning.job","id":"ftjob-1","status":")" + status +
                               R"(","model":"gpt-4o","created_at":1700000000,"training_file":"file-t",)"
                               R"("result_files":)" +
                               results + "}";
        if (path.endsWith("/jobs"))
            return FaultAnswer::json(200, R"({"object":"list","data":[)" + job + R"(],"has_more":false})");
        if (path.endsWith("/ftjob-1"))
            return FaultAnswer::json(200, job);
        if (path.endsWith("/checkpoints"))
            return FaultAnswer::json(200, checkpoints);
        if (path.endsWith("/content"))
            return FaultAnswer::text(200, "application/octet-stream", content);
        if (path.contains("/files/"))
            return FaultAnswer::json(200, R"({"object":"file","id":")" + path.split('/').last() +
                                              R"(","filename":"a.jsonl","bytes":11,"status":"processed"})");
        if (path.endsWith("/models"))
            return FaultAnswer::json(200,
                                     R"({"data":[{"id":"gpt-4o","shutdown_date":"2027-01-31"},{"id":"x"}]})");
        if (!path.endsWith("/events"))
            return FaultAnswer::json(404, "{}");
        ++pages;
        if (misbehave) {
            if (auto bent = misbehave(request))
                return *bent;
        }
        const QUrlQuery query(QString::fromUtf8(request.query()));
        const int limit = query.queryItemValue(u"limit"_s).toInt();
        const QByteArray after = query.queryItemValue(u"after"_s).toUtf8();
        int from = newest;
        if (!after.isEmpty())
            from = after.mid(8).toInt() - 1;
        QByteArrayList events;
        for (int number = from; number > 0 && events.size() < limit; --number)
            events.append(event(number));
        return FaultAnswer::json(200, R"({"object":"list","data":[)" + events.join(',') + R"(],"has_more":)" +
                                          (from - limit > 0 ? "true" : "false") + "}")
            .after(delayMs);
    }

    QStringList allIds() const
    {
        QStringList ids;
        for (int number = newest; number > 0; --number)
            ids.append(QString::fromUtf8(eventId(number)));
        return ids;
    }

    FaultServer server;
    int newest = 750;
    int pages = 0;
    int delayMs = 0; // of a page of events
    QByteArray status = "running";
    QByteArray results = "[]";
    QByteArray content = "step,train_loss\n1,0.5\n";
    QByteArray checkpoints = R"({"data":[],"has_more":false})";
    std::function<std::optional<FaultAnswer>(const FaultRequest &)> misbehave;
};

QStringList idsOf(const JobRecords &records)
{
    QStringList ids;
    for (const EventRow &row : *records.events)
        ids.append(row.id);
    return ids;
}

// The job goes on at first, has 20 more events, ends with a result, and is marked as one of which all is
// kept.
bool endsAndIsKept(World &world, EventServer &server, bool isOpen)
{
    world.start();
    if (!world.settle() || (isOpen && !world.openWhole(u"ftjob-1"_s)))
        return false;
    server.newest += 20;
    server.status = "succeeded";
    server.results = R"(["file-r"])";
    world.nowMs += 60'000;
    world.repository->refresh();
    return QTest::qWaitFor([&] { return world.repository->backfill().kept == 1; }, kWaitMs);
}

void addWhetherItIsOpen()
{
    QTest::addColumn<bool>("isOpen");
    QTest::newRow("its page is open") << true;
    QTest::newRow("nobody looks") << false;
}

} // namespace

class tst_RecordsLoader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsADemoJobWholeAndKeepsIt();
    void walksAllPagesOnce();
    void aJobOfManyEventsOpensWhole();
    void slowListenersDoNotHoldUpAWalk();
    void readsTheTailUntilAKnownEvent();
    void closesTheHoleThatACancelLeft();
    void survivesFaults_data();
    void survivesFaults();
    void endlessWalksEnd_data();
    void endlessWalksEnd();
    void refusedKeyStopsAtOnce();
    void lostCursorIsWalkedOver();
    void oddEventsCostThemselves();
    void contentsAreDecoded_data();
    void contentsAreDecoded();
    void filesAreDownloadedAndLocated();
    void theLastPlaceOfAFileCounts();
    void aFileThatIsFetchedTwiceAtOnceComesTwice();
    void oldPartsAreRemoved();
    void filesOfTheUserHaveNoRecords();
    void everyEndedJobIsFinishedOnce();
    void aJobThatEndsIsFinishedAtOnce();
    void unkeptEventsAreMissed_data();
    void unkeptEventsAreMissed();
    void aBrokenPartDoesNotCostTheOthers();
    void whatTheArchiveDoesNotTakeIsAskedForAgain_data();
    void whatTheArchiveDoesNotTakeIsAskedForAgain();
    void contentDoesNotHideThatTheObjectIsMissing_data();
    void contentDoesNotHideThatTheObjectIsMissing();
    void backfillPausesAndGoesOn();
    void paceIsKept();
    void flagsOfOlderRulesAreComputedFromTheArchive();
    void includesEmbeddedRecordsInTheSummary();
    void eventsWithoutIdsAreKept();
    void reportsThatEventsWithoutIdsCannotBeContinued();
};

void tst_RecordsLoader::readsADemoJobWholeAndKeepsIt()
{
    DemoServerOptions options;
    options.scenario.nowSecs = 1'764'000'000;
    options.clockMs = [] {
        return qint64{1'764'000'000'000};
    };
    DemoServer server(options);
    QVERIFY(server.listen());
    World world(server.baseUrl(), server.key());
    world.start();
    // The newest job that has ended well.
    QVERIFY(world.settle());
    QString id;
    const JobsModel *model = world.repository->jobs();
    for (int row = 0; row < model->rowCount() && id.isEmpty(); ++row) {
        if (model->index(row, 0).data(JobsModel::StatusRole).toString() == u"succeeded"_s)
            id = model->index(row, 0).data(JobsModel::IdRole).toString();
    }
    QVERIFY(!id.isEmpty());
    QVERIFY(world.openWhole(id));
    QVERIFY(QTest::qWaitFor([&] { return world.summaries.value(id).isComplete; }, kWaitMs));
    QVERIFY(
        QTest::qWaitFor([&] { return world.last.metrics && !world.last.metrics->series.empty(); }, kWaitMs));
    const JobRecords online = world.last;
    QVERIFY(!online.eventsState.error);
    QVERIFY(online.events->size() > 10);
    QVERIFY(!online.checkpoints->empty());
    QCOMPARE(online.files.back().role, JobFile::Role::Result);
    QCOMPARE(online.files.back().content, JobFile::Content::Kept);
    QVERIFY(online.files.front().object);
    QCOMPARE(online.files.front().content, JobFile::Content::NotAsked);
    QVERIFY(!online.metrics->series.empty());
    QFile result(online.files.back().path);
    QVERIFY(result.open(QIODevice::ReadOnly));
    QVERIFY(result.readLine().startsWith("step,"));
    QCOMPARE(result.permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteOther),
             QFile::Permissions());
    QVERIFY(world.summaries.value(id).sparkCount > 0);
    const JobSummary summary = world.summaries.value(id);

    // It has ended and all of it is kept: only the job itself is asked for again.
    const quint64 asked = server.requestCount();
    world.start();
    QVERIFY(world.openWhole(id));
    QTest::qWait(50);
    QCOMPARE(server.requestCount() - asked, 3u + 1u); // three pages of the list, the job
    QCOMPARE(idsOf(world.last), idsOf(online));
    JobSummary again = world.summaries.value(id);
    QCOMPARE(again.readAt, 0); // no event was requested
    again.readAt = summary.readAt;
    QCOMPARE(again, summary);

    // And without a network the same is there.
    world.start(true);
    QVERIFY(world.openWhole(id));
    QCOMPARE(idsOf(world.last), idsOf(online));
    QCOMPARE(world.last.checkpoints->size(), online.checkpoints->size());
    QCOMPARE(world.last.files.back().path, online.files.back().path);
    QCOMPARE(world.last.metrics->series.size(), online.metrics->series.size());
}

void tst_RecordsLoader::walksAllPagesOnce()
{
    EventServer server;
    World world(server.server.url(u"/v1"_s));
    world.wanted = server.newest;
    world.start();
    QVERIFY(world.openWhole(u"ftjob-1"_s));
    QCOMPARE(server.pages, 8); // limit 100
    QCOMPARE(idsOf(world.last), server.allIds());
    QCOMPARE(world.last.eventsState.received, 750);
    QCOMPARE(world.last.events->front().step, 750.0);
    QVERIFY(QTest::qWaitFor(
        [&] {
            const Series *loss = world.last.metrics->find(u"train_loss"); // built behind the events
            return loss && loss->points.size() == 750;
        },
        kWaitMs));
    QCOMPARE(world.last.shutdownDate, u"2027-01-31"_s);
    QVERIFY(QTest::qWaitFor([&] { return world.summaries.contains(u"ftjob-1"_s); }, kWaitMs));
    QVERIFY(!world.summaries[u"ftjob-1"_s].isComplete); // it goes on
    world.stop();
    QCOMPARE(world.keptIds(u"ftjob-1"_s), server.allIds());
}

// Kept before, so that no server is asked: all of them, in order, and every point of the metrics.
void tst_RecordsLoader::aJobOfManyEventsOpensWhole()
{
    constexpr int kMany = 60'000;
    constexpr int kPiece = 10'000;
    World world(QUrl(u"http://127.0.0.1:9/v1"_s));
    world.start(true);
    QVERIFY(world.settle());
    const JobKey key = world.key(u"ftjob-1"_s);
    world.stop();
    {
        const auto archive = need(Archive::open({world.archivePath()}));
        need(archive->write(key.account, rowsOf({jobJson("ftjob-1", "succeeded")}), 1));
        qint64 range = 0;
        for (int from = kMany; from > 0; from -= kPiece) {
            std::vector<RawObject> piece;
            for (int number = from; number > from - kPiece; --number)
                piece.push_back(
                    {QString::fromLatin1(EventServer::eventId(number)), EventServer::event(number)});
            range = need(archive->records().addEvents(key, range, piece, from == kPiece)).range;
        }
        need(archive->records().addCheckpoints(key, 0, {}, true));
    }
    world.start(true);
    world.wanted = kMany;
    QVERIFY(world.openWhole(key.id));
    QVERIFY(QTest::qWaitFor([&] { return world.last.metrics->lastStep == double(kMany); }, kWaitMs));
    QCOMPARE(std::ssize(*world.last.events), kMany);
    for (int number = kMany; number > 0; --number) {
        const EventRow &row = (*world.last.events)[std::size_t(kMany - number)];
        if (row.id != QLatin1StringView(EventServer::eventId(number)) || row.step != double(number) ||
            row.raw != EventServer::event(number))
            QFAIL(qPrintable(u"%1 is not event %2"_s.arg(row.id).arg(number)));
    }
    const Series *loss = world.last.metrics->find(u"train_loss");
    QVERIFY(loss);
    QCOMPARE(loss->points.size(), std::size_t(kMany));
    for (int number = 1; number <= kMany; ++number) {
        if (loss->points.steps[std::size_t(number - 1)] != double(number) ||
            loss->points.values[std::size_t(number - 1)] != 1.0 / (1 + number))
            QFAIL(qPrintable(u"the point of step %1 is another one"_s.arg(number)));
    }
    QVERIFY(world.snapshots < 10); // what is read at once is handed on at once
}

// All events again cost the more the more there are: whoever is told may use up a part of the time only.
void tst_RecordsLoader::slowListenersDoNotHoldUpAWalk()
{
    constexpr int kTakesMs = 40;
    EventServer events;
    events.newest = 2400;
    events.delayMs = 60;
    World world(events.server.url(u"/v1"_s));
    world.start();
    std::shared_ptr<const std::vector<EventRow>> shown;
    QElapsedTimer since;
    qint64 shortestMs = std::numeric_limits<qint64>::max();
    int states = 0;
    connect(world.repository.get(), &Repository::recordsChanged, world.repository.get(),
            [&](const JobRecords &now) {
                states += now.eventsState.isLoading ? 1 : 0;
                if (now.events->empty() || now.events == shown)
                    return;
                if (since.isValid() && now.eventsState.isLoading)
                    shortestMs = std::min(shortestMs, since.elapsed());
                shown = now.events;
                QThread::msleep(kTakesMs);
                since.start();
            });
    world.wanted = events.newest;
    QVERIFY(world.openWhole(u"ftjob-1"_s));
    QCOMPARE(idsOf(world.last), events.allIds());
    const auto hasAllPoints = [&] {
        const Series *loss = world.last.metrics ? world.last.metrics->find(u"train_loss") : nullptr;
        return loss && loss->points.size() == 2400U;
    };
    QVERIFY(QTest::qWaitFor(hasAllPoints, kWaitMs));
    QVERIFY2(shortestMs >= qint64{10} * kTakesMs, qPrintable(u"%1 ms"_s.arg(shortestMs)));
    QVERIFY(states > 3); // how far it is goes on being said
}

void tst_RecordsLoader::readsTheTailUntilAKnownEvent()
{
    EventServer server;
    World world(server.server.url(u"/v1"_s));
    world.wanted = server.newest;
    world.start();
    QVERIFY(world.openWhole(u"ftjob-1"_s));
    for (const int more : {0, 3, 250}) {
        server.newest += more;
        world.wanted = server.newest;
        const int before = server.pages;
        world.repository->reloadRecords(world.key(u"ftjob-1"_s));
        QVERIFY(QTest::qWaitFor(
            [&] {
                return server.pages > before && !world.last.eventsState.isLoading &&
                       std::ssize(*world.last.events) == server.newest && world.last.eventsState.isComplete;
            },
            kWaitMs));
        QCOMPARE(server.pages - before, more / 100 + 1);
        QCOMPARE(idsOf(world.last), server.allIds());
    }
    world.stop();
    QCOMPARE(world.keptIds(u"ftjob-1"_s), server.allIds());
}

void tst_RecordsLoader::closesTheHoleThatACancelLeft()
{
    EventServer server;
    World world(server.server.url(u"/v1"_s));
    world.start();
    QVERIFY(world.settle());
    const JobKey key = world.key(u"ftjob-1"_s);
    // Stopped in the middle of the walk …
    server.misbehave = [&](const FaultRequest &) -> std::optional<FaultAnswer> {
        if (server.pages == 4)
            world.repository->cancelRecords(key);
        return {};
    };
    world.repository->open(key);
    QVERIFY(
        QTest::qWaitFor([&] { return world.last.isStopped && !world.last.eventsState.isLoading; }, kWaitMs));
    QVERIFY(!world.last.eventsState.isComplete);
    QTest::qWait(50);
    QCOMPARE(server.pages, 4);
    // … and many came meanwhile: the walk goes from the newest to what is kept, over it, and on.
    server.misbehave = nullptr;
    server.newest = 1000;
    world.wanted = server.newest;
    server.pages = 0;
    world.repository->reloadRecords(key);
    QVERIFY(QTest::qWaitFor(
        [&] { return world.last.eventsState.isComplete && std::ssize(*world.last.events) == 1000; },
        kWaitMs));
    QVERIFY(!world.last.isStopped);
    QCOMPARE(idsOf(world.last), server.allIds());
    QVERIFY2(server.pages < 10, qPrintable(QString::number(server.pages))); // the known ones not again
    world.stop();
    QCOMPARE(world.keptIds(u"ftjob-1"_s), server.allIds());
}

void tst_RecordsLoader::survivesFaults_data()
{
    QTest::addColumn<FaultAnswer>("fault");
    QTest::newRow("500") << FaultAnswer::json(500, "{}");
    QTest::newRow("429")
        << FaultAnswer::json(429, R"({"error":{"message":"slow"}})").header("retry-after-ms", "5");
    QTest::newRow("closed") << FaultAnswer::close();
    QTest::newRow("cut body")
        << FaultAnswer::json(200, R"({"data":[{"id":"ftevent-9"}],"has_more":true})").cutAfter(20);
}

void tst_RecordsLoader::survivesFaults()
{
    QFETCH(FaultAnswer, fault);
    EventServer server;
    server.newest = 350;
    bool done = false;
    server.misbehave = [&](const FaultRequest &) -> std::optional<FaultAnswer> {
        if (server.pages == 3 && !std::exchange(done, true))
            return fault;
        return {};
    };
    World world(server.server.url(u"/v1"_s));
    world.wanted = server.newest;
    world.start();
    QVERIFY(world.openWhole(u"ftjob-1"_s));
    QVERIFY(done);
    QCOMPARE(idsOf(world.last), server.allIds());
    QVERIFY(!world.last.eventsState.error);
}

void tst_RecordsLoader::endlessWalksEnd_data()
{
    QTest::addColumn<QByteArray>("walk");
    QTest::addColumn<QByteArrayList>("pages"); // one after the other, and again
    const auto page = [](const QByteArrayList &objects) {
        return R"({"data":[)" + objects.join(',') + R"(],"has_more":true})";
    };
    const auto checkpoint = [](int number) {
        return R"({"object":"fine_tuning.job.checkpoint","id":"ftckpt_)" + QByteArray::number(number) +
               R"(","step_number":)" + QByteArray::number(number) + "}";
    };
    using Maker = std::function<QByteArray(int)>;
    for (const auto &[walk, object] :
         {std::pair<QByteArray, Maker>("events", &EventServer::event), {"checkpoints", checkpoint}}) {
        const QByteArray first = page({object(9), object(8)});
        QTest::addRow("%s: empty page with has_more", walk.constData()) << walk << QByteArrayList{page({})};
        QTest::addRow("%s: the same page for ever", walk.constData()) << walk << QByteArrayList{first};
        QTest::addRow("%s: two pages in turn", walk.constData())
            << walk << QByteArrayList{first, page({object(7), object(6)})};
    }
}

void tst_RecordsLoader::endlessWalksEnd()
{
    QFETCH(const QByteArray, walk);
    QFETCH(const QByteArrayList, pages);
    EventServer server;
    qsizetype asked = 0;
    server.server.always([&](const FaultRequest &request) {
        return request.path().endsWith('/' + walk) ? FaultAnswer::json(200, pages[asked++ % pages.size()])
                                                   : server.answer(request);
    });
    World world(server.server.url(u"/v1"_s));
    world.start();
    QVERIFY(world.settle());
    const auto state = [&] {
        return walk == "events" ? world.last.eventsState : world.last.checkpointsState;
    };
    world.repository->open(world.key(u"ftjob-1"_s));
    QVERIFY(QTest::qWaitFor([&] { return state().error.has_value(); }, kWaitMs));
    QCOMPARE(state().error->kind, ApiError::Kind::Malformed);
    QVERIFY(!state().isComplete);
    QVERIFY(asked <= pages.size() + 1);

    // And without an archive that could tell what is known.
    asked = 0;
    Endpoint endpoint;
    endpoint.dialect = DialectKind::Compatible;
    endpoint.baseUrl = world.url;
    endpoint.key = Secret(world.secret);
    ApiClient client(endpoint, std::make_shared<CoolDown>(), quickTiming());
    JobOutline job;
    job.key = {-1, u"ftjob-1"_s};
    RecordsLoader loader(client, {}, nullptr, job, {}, nullptr);
    QSignalSpy finished(&loader, &RecordsLoader::finished);
    loader.start();
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, kWaitMs);
    QVERIFY(loader.error());
    QCOMPARE(loader.error()->kind, ApiError::Kind::Malformed);
    QVERIFY(asked <= pages.size() + 1);
}

void tst_RecordsLoader::refusedKeyStopsAtOnce()
{
    EventServer server;
    server.misbehave = [&](const FaultRequest &) -> std::optional<FaultAnswer> {
        if (server.pages < 3)
            return {};
        return FaultAnswer::json(401, R"({"error":{"message":"no","code":"invalid_api_key"}})");
    };
    // While the first of its files is still to come: the others are not asked for any more.
    server.results = R"(["file-r"])";
    server.server.always([&](const FaultRequest &request) {
        return request.path().contains("/files/") ? server.answer(request).after(500)
                                                  : server.answer(request);
    });
    const auto files = [&] {
        const auto &all = server.server.requests();
        return std::count_if(all.begin(), all.end(),
                             [](const FaultRequest &request) { return request.path().contains("/files/"); });
    };
    World world(server.server.url(u"/v1"_s));
    world.start(false, 60'000);
    QVERIFY(world.settle());
    world.repository->open(world.key(u"ftjob-1"_s));
    QVERIFY(QTest::qWaitFor([&] { return world.last.eventsState.error.has_value(); }, kWaitMs));
    QCOMPARE(world.last.eventsState.error->kind, ApiError::Kind::Unauthorized);
    QCOMPARE(std::ssize(*world.last.events), 200); // what came stays
    const qsizetype asked = server.server.requests().size();
    QTest::qWait(800);
    QCOMPARE(server.server.requests().size(), asked);
    QVERIFY(files() <= 1);
    QCOMPARE(server.pages, 3);
}

void tst_RecordsLoader::lostCursorIsWalkedOver()
{
    EventServer server;
    World world(server.server.url(u"/v1"_s));
    world.start();
    QVERIFY(world.settle());
    const JobKey key = world.key(u"ftjob-1"_s);
    server.misbehave = [&](const FaultRequest &) -> std::optional<FaultAnswer> {
        if (server.pages == 4)
            world.repository->cancelRecords(key);
        return {};
    };
    world.repository->open(key);
    QVERIFY(QTest::qWaitFor([&] { return world.last.isStopped; }, kWaitMs));
    // The server has lost the event that the first walk ended at.
    server.newest = 760;
    server.pages = 0;
    server.misbehave = [&](const FaultRequest &request) -> std::optional<FaultAnswer> {
        if (server.pages == 2 && request.query().contains("after="))
            return FaultAnswer::json(400, R"({"error":{"message":"Invalid 'after'"}})");
        return {};
    };
    world.repository->reloadRecords(key);
    QVERIFY(QTest::qWaitFor(
        [&] { return world.last.eventsState.isComplete && std::ssize(*world.last.events) == 760; }, kWaitMs));
    QCOMPARE(idsOf(world.last), server.allIds());
}

void tst_RecordsLoader::oddEventsCostThemselves()
{
    EventServer server;
    server.misbehave = [&](const FaultRequest &) -> std::optional<FaultAnswer> {
        return FaultAnswer::json(
            200,
            R"({"data":[{"id":"a","data":7,"type":"metrics"},{"id":"b","data":null,"message":"Step 3/9: x"},
                 {"id":"c","data":[],"created_at":1.7e9,"level":"loud","type":"new"},{"message":"no id"},5,null,
                 {"id":"d","created_at":"soon","message":7,"data":{"step":2.0,"train_loss":1}}],"has_more":false})");
    };
    World world(server.server.url(u"/v1"_s));
    world.start();
    QVERIFY(world.openWhole(u"ftjob-1"_s));
    const QString made = madeId(R"({"message":"no id"})");
    QCOMPARE(idsOf(world.last), QStringList({u"a"_s, u"b"_s, u"c"_s, made, u"d"_s}));
    QCOMPARE(world.last.eventsState.rejected, 2);
    QVERIFY(!world.last.eventsState.firstReject.isEmpty());
    const std::vector<EventRow> &rows = *world.last.events;
    QVERIFY(!rows[0].step);
    QCOMPARE(rows[1].step, 3.0);
    QCOMPARE(rows[2].createdAt.secs, 1'700'000'000);
    QCOMPARE(rows[2].level, u"loud"_s);
    QCOMPARE(rows[2].type, u"new"_s);
    QCOMPARE(rows[4].step, 2.0);
    QCOMPARE(rows[4].message, u"7"_s); // a number is its characters
    QCOMPARE(rows[2].raw, R"({"id":"c","data":[],"created_at":1.7e9,"level":"loud","type":"new"})");
}

void tst_RecordsLoader::contentsAreDecoded_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("wasBase64");
    QByteArray csv = "step,train_loss\r\n";
    for (int i = 1; i <= 20000; ++i)
        csv += QByteArray::number(i) + "," + QByteArray::number(1.0 / i, 'g', 17) + "\r\n";
    QByteArray wrapped = csv.toBase64();
    for (qsizetype at = 76; at < wrapped.size(); at += 77)
        wrapped.insert(at, '\n');
    const QByteArray mark = "\xEF\xBB\xBF";
    QTest::newRow("plain") << csv << csv << false;
    QTest::newRow("with a mark") << mark + csv << csv << false;
    QTest::newRow("base64") << csv.toBase64() << csv << true;
    QTest::newRow("base64 in lines") << wrapped + "\n" << csv << true;
    QTest::newRow("base64 of a mark") << (mark + csv).toBase64() << csv << true;
    QTest::newRow("base64 cut off") << csv.toBase64().chopped(3) << csv.toBase64().chopped(3) << false;
    QTest::newRow("base64 of bytes") << QByteArray("\x01\x02\x03\xff\xfe\x00zz", 8).toBase64()
                                     << QByteArray("\x01\x02\x03\xff\xfe\x00zz", 8).toBase64() << false;
    QTest::newRow("a short word") << QByteArray("step") << QByteArray("step") << false;
    QTest::newRow("empty") << QByteArray() << QByteArray() << false;
}

void tst_RecordsLoader::contentsAreDecoded()
{
    QFETCH(QByteArray, content);
    EventServer server;
    server.newest = 3;
    server.status = "succeeded";
    server.results = R"(["file-r"])";
    server.content = content;
    World world(server.server.url(u"/v1"_s));
    world.start();
    QVERIFY(world.openWhole(u"ftjob-1"_s));
    QVERIFY(
        QTest::qWaitFor([&] { return world.last.files.back().content == JobFile::Content::Kept; }, kWaitMs));
    const JobFile result = world.last.files.back();
    QTEST(result.wasBase64, "wasBase64");
    QFile file(result.path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QTEST(file.readAll(), "text");
    QVERIFY(result.path.startsWith(world.folder.path()));
    QCOMPARE(QDir(QFileInfo(result.path).path()).entryList(QDir::Files).size(), 1); // no part left
}

void tst_RecordsLoader::filesAreDownloadedAndLocated()
{
    EventServer server;
    server.newest = 3;
    server.content = "{\"a\":1}\n";
    World world(server.server.url(u"/v1"_s));
    world.start();
    QVERIFY(world.openWhole(u"ftjob-1"_s));
    QVERIFY(QTest::qWaitFor([&] { return world.last.files.front().object.has_value(); }, kWaitMs));
    const JobKey key = world.key(u"ftjob-1"_s);
    QCOMPARE(world.last.files.front().content, JobFile::Content::NotAsked);
    const auto training = [&]() -> const JobFile & {
        return world.last.files.front();
    };

    const QString mine = world.folder.filePath(u"mine.jsonl"_s);
    QFile file(mine);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("0123456789"); // the server says 11
    file.close();
    world.repository->locateFile(key, u"file-t"_s, mine);
    QVERIFY(QTest::qWaitFor([&] { return training().error.has_value(); }, kWaitMs));
    QVERIFY(training().path.isEmpty());
    QVERIFY(file.open(QIODevice::Append));
    file.write("\n");
    file.close();
    world.repository->locateFile(key, u"file-t"_s, mine);
    QVERIFY(QTest::qWaitFor([&] { return training().isLocated; }, kWaitMs));
    QCOMPARE(training().path, mine);
    QVERIFY(!training().error);

    // Remembered, until it is forgotten.
    world.start(true);
    QVERIFY(world.openWhole(u"ftjob-1"_s));
    QCOMPARE(training().path, mine);
    world.start();
    QVERIFY(world.openWhole(u"ftjob-1"_s));
    world.repository->locateFile(key, u"file-t"_s, {});
    QVERIFY(QTest::qWaitFor([&] { return !training().isLocated; }, kWaitMs));
    QVERIFY(training().path.isEmpty());
    world.repository->downloadFile(key, u"file-t"_s);
    QVERIFY(QTest::qWaitFor([&] { return training().content == JobFile::Content::Kept; }, kWaitMs));
    QFile fetched(training().path);
    QVERIFY(fetched.open(QIODevice::ReadOnly));
    QCOMPARE(fetched.readAll(), server.content);
}

// The first place is on a disk that answers late: finding the file takes thousands of steps.
void tst_RecordsLoader::theLastPlaceOfAFileCounts()
{
    EventServer server;
    server.newest = 1;
    server.content = "0123456789\n";
    World world(server.server.url(u"/v1"_s));
    world.start();
    QVERIFY(world.openWhole(u"ftjob-1"_s));
    QVERIFY(QTest::qWaitFor([&] { return world.last.files.front().object.has_value(); }, kWaitMs));
    const JobKey key = world.key(u"ftjob-1"_s);
    const auto write = [&](const QString &name) {
        QFile file(world.folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(server.content) != server.content.size())
            qFatal("cannot write");
        return file.fileName();
    };
    QString slow = write(u"slow.jsonl"_s);
    const QString quick = write(u"quick.jsonl"_s);
    const QString steps = world.folder.path() + u"/."_s.repeated(1800);
    for (int i = 0; i < 35; ++i) {
        const QString link = world.folder.filePath(u"link%1"_s.arg(i));
        QVERIFY(QFile::link(steps + u'/' + QFileInfo(slow).fileName(), link));
        slow = link;
    }
    for (int i = 0; i < 20; ++i) {
        world.repository->locateFile(key, u"file-t"_s, slow);
        world.repository->locateFile(key, u"file-t"_s, quick);
        QVERIFY(QTest::qWaitFor([&] { return world.last.files.front().path == quick; }, kWaitMs));
        QTest::qWait(30);
        QCOMPARE(world.last.files.front().path, quick);
        world.repository->locateFile(key, u"file-t"_s, {});
        QVERIFY(QTest::qWaitFor([&] { return world.last.files.front().path.isEmpty(); }, kWaitMs));
    }
}

// By the loader and by a click, and by two programs at one archive: each writes a part of its own.
void tst_RecordsLoader::aFileThatIsFetchedTwiceAtOnceComesTwice()
{
    EventServer server;
    server.newest = 1;
    server.status = "succeeded";
    server.results = R"(["file-r"])";
    server.content = "step,train_loss\n" + QByteArray("1,0.5\n").repeated(1000);
    // No content ends before all have begun, and then all end together.
    int begun = 0;
    server.server.always([&](const FaultRequest &request) {
        if (!request.path().endsWith("/content"))
            return server.answer(request);
        ++begun;
        return FaultAnswer::text(200, "text/csv", server.content).after(200);
    });
    World one(server.server.url(u"/v1"_s));
    World two(server.server.url(u"/v1"_s));
    const auto path = [](const World &world) {
        return world.last.files.empty() ? QString() : world.last.files.back().path;
    };
    for (int round = 0; round < 5; ++round) {
        begun = 0;
        one.start();
        QVERIFY(one.settle());
        one.repository->open(one.key(u"ftjob-1"_s));
        // A second program at the same archive.
        Repository::Options options;
        options.archivePath = one.archivePath();
        options.timing = quickTiming();
        two.repository = std::make_unique<Repository>(std::move(options));
        AccountRecord record;
        record.baseUrl = two.url.toString();
        Endpoint endpoint;
        endpoint.dialect = DialectKind::Compatible;
        endpoint.baseUrl = two.url;
        two.repository->addAccount(record, endpoint);
        QObject::connect(two.repository.get(), &Repository::recordsChanged, two.repository.get(),
                         [&](const JobRecords &now) { two.last = now; });
        two.repository->start();
        QVERIFY(two.settle());
        two.repository->open(two.key(u"ftjob-1"_s));
        QTRY_VERIFY_WITH_TIMEOUT(begun >= 1 && one.last.files.size() == 2, kWaitMs);
        one.repository->downloadFile(one.key(u"ftjob-1"_s), u"file-r"_s);
        QTRY_COMPARE_WITH_TIMEOUT(begun, 3, kWaitMs);
        const QString folder = one.folder.filePath(u"archive.files"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!path(one).isEmpty() && !path(two).isEmpty(), kWaitMs);
        QTRY_VERIFY_WITH_TIMEOUT(QDir(folder).entryList({u"*.part*"_s}, QDir::Files).isEmpty(), kWaitMs);
        QVERIFY(!one.last.files.back().error && !two.last.files.back().error);
        QFile file(path(one));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), server.content);
        one.stop();
        two.stop();
        // From the beginning.
        QVERIFY(QDir(folder).removeRecursively());
        QFile::remove(one.archivePath());
    }
}

void tst_RecordsLoader::oldPartsAreRemoved()
{
    EventServer server;
    server.newest = 1;
    server.status = "succeeded";
    server.results = R"(["file-r"])";
    World world(server.server.url(u"/v1"_s));
    const QString folder = world.folder.filePath(u"archive.files"_s);
    QVERIFY(QDir().mkpath(folder));
    const auto make = [&](const QString &name, int days) {
        QFile file(folder + u'/' + name);
        return file.open(QIODevice::WriteOnly) && file.write("x") == 1 && file.flush() &&
               file.setFileTime(QDateTime::currentDateTimeUtc().addDays(-days),
                                QFileDevice::FileModificationTime);
    };
    QVERIFY(make(u"f-a-0.txt.00.part"_s, 2));
    QVERIFY(make(u"f-a-0.txt.00.part.AbCdEf"_s, 2));
    QVERIFY(make(u"f-b-0.txt.00.part"_s, 0)); // another process may be writing it
    QVERIFY(make(u"f-c-0.txt"_s, 2));
    QVERIFY(make(u"my.part"_s, 2));
    world.start();
    QVERIFY(world.openWhole(u"ftjob-1"_s));
    QTRY_VERIFY_WITH_TIMEOUT(world.last.files.back().content == JobFile::Content::Kept, kWaitMs);
    QStringList left = QDir(folder).entryList(QDir::Files, QDir::Name);
    left.removeIf([&](const QString &name) { return world.last.files.back().path.endsWith(name); });
    QCOMPARE(left, QStringList({u"f-b-0.txt.00.part"_s, u"f-c-0.txt"_s, u"my.part"_s}));
}

void tst_RecordsLoader::filesOfTheUserHaveNoRecords()
{
    EventServer server;
    World world(server.server.url(u"/v1"_s));
    world.start();
    QVERIFY(world.settle());
    const QString path = world.folder.filePath(u"job.json"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"id":"ftjob-9","status":"succeeded"})");
    file.close();
    JobKey shown;
    world.repository->showFile(path, this, [&](const Result<JobKey> &key) {
        if (key)
            shown = *key;
    });
    QVERIFY(QTest::qWaitFor([&] { return !shown.id.isEmpty(); }, kWaitMs));
    const qsizetype asked = server.server.requests().size();
    world.repository->open(shown);
    QVERIFY(QTest::qWaitFor([&] { return world.last.key == shown; }, kWaitMs));
    QVERIFY(world.last.events->empty());
    QVERIFY(world.last.files.empty());
    QCOMPARE(server.server.requests().size(), asked);
}

// Every ended job of an account, in the background; then never again.
void tst_RecordsLoader::everyEndedJobIsFinishedOnce()
{
    DemoServerOptions options;
    options.scenario.jobs = 9; // without the one of 200 000 events
    options.scenario.nowSecs = 1'764'000'000;
    options.clockMs = [] {
        return qint64{1'764'000'000'000};
    };
    DemoServer server(options);
    QVERIFY(server.listen());
    qint64 ended = 0;
    for (int job = 0; job < server.scenario().jobCount(); ++job) {
        const QByteArray status = server.scenario().status(job, 1'764'000'000'000);
        ended += status == "succeeded" || status == "failed" || status == "cancelled" ? 1 : 0;
    }
    QVERIFY(ended > 2);
    World world(server.baseUrl(), server.key());
    world.start(false, 600'000);
    QVERIFY(world.settle());
    const auto isDone = [&] {
        const BackfillState now = world.repository->backfill();
        return now.jobs == 9 && now.kept == ended && !now.isRunning && world.summaries.size() == 9;
    };
    QVERIFY(QTest::qWaitFor(isDone, 4 * kWaitMs));
    qint64 complete = 0;
    for (const JobSummary &summary : std::as_const(world.summaries))
        complete += summary.isComplete ? 1 : 0;
    QCOMPARE(complete, ended);
    const QHash<QString, JobSummary> summaries = world.summaries;

    // The next run reads the summaries, and asks only for the jobs that go on.
    const quint64 asked = server.requestCount();
    world.start(false, 600'000);
    QVERIFY(world.settle());
    QVERIFY(QTest::qWaitFor(isDone, kWaitMs));
    for (const JobSummary &summary : summaries) {
        if (!summary.isComplete)
            continue;
        const JobSummary kept = world.summaries.value(summary.job);
        QVERIFY(kept.isComplete);
        QCOMPARE(kept.metric, summary.metric);
        QCOMPARE(kept.last, summary.last); // two NaN are equal to it
        QVERIFY(kept.spark == summary.spark);
    }
    const auto goingOn = quint64(9 - ended);
    QVERIFY2(server.requestCount() - asked <= 1 + goingOn * 6,
             qPrintable(QString::number(server.requestCount() - asked)));
}

void tst_RecordsLoader::aJobThatEndsIsFinishedAtOnce()
{
    EventServer server;
    server.newest = 30;
    World world(server.server.url(u"/v1"_s));
    world.start(); // no backfill
    QVERIFY(world.settle());
    QCOMPARE(server.pages, 0);
    server.status = "failed";
    int faults = 0;
    server.misbehave = [&](const FaultRequest &) -> std::optional<FaultAnswer> {
        // More than the retries of one call: tried again later, until it is done.
        if (++faults <= 4)
            return FaultAnswer::json(500, "{}");
        return {};
    };
    world.nowMs += 60'000;
    world.repository->refresh();
    QVERIFY(QTest::qWaitFor([&] { return world.repository->backfill().kept == 1; }, kWaitMs));
    QVERIFY(QTest::qWaitFor([&] { return world.summaries.value(u"ftjob-1"_s).isComplete; }, kWaitMs));
    world.stop();
    QCOMPARE(world.keptIds(u"ftjob-1"_s), server.allIds());
}

void tst_RecordsLoader::whatTheArchiveDoesNotTakeIsAskedForAgain_data()
{
    QTest::addColumn<bool>("isOpen");
    QTest::addColumn<bool>("isListed");
    QTest::newRow("its page is open") << true << true;
    QTest::newRow("nobody looks") << false << true;
    QTest::newRow("the archive does not hold it yet") << false << false;
}

// A job whose last events came while another program held the archive is not one of which all is kept.
void tst_RecordsLoader::whatTheArchiveDoesNotTakeIsAskedForAgain()
{
    QFETCH(const bool, isOpen);
    QFETCH(const bool, isListed);
    EventServer server;
    server.newest = 230;
    int walks = 0;
    server.server.always([&](const FaultRequest &request) {
        walks += request.path().endsWith("/events") && !request.query().contains("after") ? 1 : 0;
        return server.answer(request);
    });
    World world(server.server.url(u"/v1"_s));
    const auto jobsKept = [&world] {
        return test::askSqlite(world.archivePath(), "SELECT count(*) FROM jobs").value(0);
    };
    world.start(!isListed);
    QVERIFY(world.settle());
    QTRY_COMPARE_WITH_TIMEOUT(jobsKept(), isListed ? u"1"_s : u"0"_s, kWaitMs);
    if (isOpen)
        QVERIFY(world.openWhole(u"ftjob-1"_s));
    {
        const test::HeldArchive other(world.archivePath());
        QVERIFY(other.isHeld());
        if (!isListed) {
            world.start();
            QVERIFY(world.settle());
        }
        server.newest = 460;
        server.status = "succeeded";
        server.results = R"(["file-r"])";
        server.checkpoints = R"({"data":[{"id":"ftckpt-1","step_number":7}],"has_more":false})";
        world.nowMs += 60'000;
        const int before = walks;
        world.repository->refresh();
        if (isListed)
            QTRY_VERIFY_WITH_TIMEOUT(walks >= before + 3, kWaitMs); // all of it came, and came again
        else
            QTRY_VERIFY_WITH_TIMEOUT(!world.repository->isSyncing(), kWaitMs);
        QCOMPARE(world.repository->backfill().kept, 0);
    }
    QVERIFY(QTest::qWaitFor([&] { return world.repository->backfill().kept == 1; }, kWaitMs));
    const QStringList all = server.allIds();
    const auto showsAll = [&] {
        return world.last.events && idsOf(world.last) == all;
    };
    if (isOpen)
        QVERIFY(QTest::qWaitFor(showsAll, kWaitMs)); // none twice
    const auto detailsAsked = [&] {
        const auto requests = server.server.requests();
        return std::count_if(requests.begin(), requests.end(), [](const FaultRequest &request) {
            return !request.path().endsWith("/jobs") && !request.path().endsWith("/models");
        });
    };
    const auto before = detailsAsked();
    world.start(false, 600'000);
    QVERIFY(world.settle());
    QVERIFY(QTest::qWaitFor([&] { return world.repository->backfill().kept == 1; }, kWaitMs));
    world.repository->open(world.key(u"ftjob-1"_s));
    QVERIFY(QTest::qWaitFor(showsAll, kWaitMs));
    QCOMPARE(world.last.checkpoints->size(), 1u);
    QCOMPARE(world.last.files.back().content, JobFile::Content::Kept);
    QVERIFY(world.last.files.back().object);
    QVERIFY(detailsAsked() - before <= 1); // the job itself, whose page was opened
}

void tst_RecordsLoader::unkeptEventsAreMissed_data()
{
    addWhetherItIsOpen();
}

// The archive takes the rest of a job, and would take the mark that nothing is missing.
void tst_RecordsLoader::unkeptEventsAreMissed()
{
    QFETCH(const bool, isOpen);
    EventServer server;
    server.newest = 20;
    World world(server.server.url(u"/v1"_s));
    std::optional<HeldArchive> other;
    bool wasHeld = false;
    server.server.always([&](const FaultRequest &request) {
        const QByteArray path = request.path();
        if (path.endsWith("/events") && server.status == "succeeded" && !wasHeld) {
            other.emplace(world.archivePath());
            wasHeld = other->isHeld();
        } else if (path.endsWith("/content")) {
            other.reset();
        }
        return server.answer(request).after(path.endsWith("/files/file-r") ? 500 : 0); // the last to come
    });
    QVERIFY(endsAndIsKept(world, server, isOpen));
    QVERIFY(wasHeld && !other);
    world.stop();
    QCOMPARE(world.keptIds(u"ftjob-1"_s), server.allIds());
}

// Events that nobody can read are not asked for again; a file that failed at the same time is.
void tst_RecordsLoader::aBrokenPartDoesNotCostTheOthers()
{
    EventServer server;
    server.status = "succeeded";
    server.results = R"(["file-r"])";
    server.misbehave = [](const FaultRequest &) -> std::optional<FaultAnswer> {
        return FaultAnswer::json(200, R"({"data":"none"})");
    };
    int faults = 0;
    server.server.always([&](const FaultRequest &request) {
        const bool fails = request.path().endsWith("/files/file-r") && ++faults <= 4;
        return fails ? FaultAnswer::json(500, "{}") : server.answer(request);
    });
    World world(server.server.url(u"/v1"_s));
    world.start();
    QVERIFY(world.settle());
    world.repository->open(world.key(u"ftjob-1"_s));
    QVERIFY(QTest::qWaitFor(
        [&] { return !world.last.files.empty() && world.last.files.back().object.has_value(); }, kWaitMs));
    QVERIFY(faults > 4);
    QVERIFY(world.last.eventsState.error);
    QCOMPARE(world.last.eventsState.error->kind, ApiError::Kind::Malformed);
}

void tst_RecordsLoader::contentDoesNotHideThatTheObjectIsMissing_data()
{
    addWhetherItIsOpen();
}

void tst_RecordsLoader::contentDoesNotHideThatTheObjectIsMissing()
{
    QFETCH(const bool, isOpen);
    EventServer server;
    server.newest = 3;
    int faults = 0;
    server.server.always([&](const FaultRequest &request) {
        // More than the retries of one call; the content comes at once.
        const bool fails = request.path().endsWith("/files/file-r") && ++faults <= 4;
        return fails ? FaultAnswer::json(500, "{}") : server.answer(request);
    });
    World world(server.server.url(u"/v1"_s));
    QVERIFY(endsAndIsKept(world, server, isOpen));
    QVERIFY(faults > 4);
    if (isOpen) {
        const auto isShown = [&] {
            const JobFile &result = world.last.files.back();
            return result.id == u"file-r" && result.object && !result.error &&
                   result.content == JobFile::Content::Kept;
        };
        QVERIFY(QTest::qWaitFor(isShown, kWaitMs));
    }
}

void tst_RecordsLoader::backfillPausesAndGoesOn()
{
    EventServer server;
    server.status = "succeeded";
    World world(server.server.url(u"/v1"_s));
    world.start(false, 60'000);
    world.repository->setBackfillPaused(true);
    QVERIFY(world.settle());
    QTest::qWait(50);
    QCOMPARE(server.pages, 0);
    QVERIFY(world.repository->backfill().isPaused);
    world.repository->setBackfillPaused(false);
    QVERIFY(QTest::qWaitFor([&] { return world.repository->backfill().kept == 1; }, kWaitMs));
}

void tst_RecordsLoader::paceIsKept()
{
    Pace pace(1200, {}, nullptr); // one every 50 ms
    QElapsedTimer clock;
    QList<qint64> times;
    clock.start();
    for (int i = 0; i < 5; ++i)
        pace.ask(this, [&] { times.append(clock.elapsed()); });
    {
        QObject gone;
        pace.ask(&gone, [&] { times.append(-1); });
    }
    QVERIFY(QTest::qWaitFor([&] { return times.size() == 5; }, kWaitMs));
    for (int i = 1; i < 5; ++i)
        QVERIFY2(times[i] - times[i - 1] >= 49, qPrintable(QString::number(times[i] - times[i - 1])));
    bool isBusy = true;
    Pace polite(
        60'000, [&] { return isBusy; }, nullptr);
    bool went = false;
    polite.ask(this, [&] { went = true; });
    QTest::qWait(150);
    QVERIFY(!went);
    isBusy = false;
    QVERIFY(QTest::qWaitFor([&] { return went; }, kWaitMs));
}

void tst_RecordsLoader::flagsOfOlderRulesAreComputedFromTheArchive()
{
    EventServer server;
    server.newest = 10;
    server.status = "succeeded";
    server.results = R"(["file-r"])";
    server.content = "step,train_loss,full_valid_loss\n1,1,0.9\n2,1,0.614\n3,1,0.7\n4,1,1.06\n";
    server.checkpoints =
        R"({"data":[{"id":"ftckpt-4","step_number":4,"fine_tuned_model_checkpoint":"ft:x"},)"
        R"({"id":"ftckpt-2","step_number":2,"fine_tuned_model_checkpoint":"ft:x:ckpt-step-2"}],)"
        R"("has_more":false})";
    World world(server.server.url(u"/v1"_s));
    world.start(false, 60'000);
    QVERIFY(world.settle());
    const auto summary = [&world] {
        return world.summaries.value(u"ftjob-1"_s);
    };
    const quint8 wanted = quint8((TrainingFlag::Overfit | TrainingFlag::BestNotLast).toInt());
    QVERIFY(QTest::qWaitFor([&] { return summary().flags == wanted && summary().isComplete; }, kWaitMs));
    const JobSummary before = summary();
    QCOMPARE(before.bestModel, u"ft:x:ckpt-step-2"_s);
    world.stop();
    // As a version left it that had no flags.
    QCOMPARE(askSqlite(world.archivePath(), "UPDATE summaries SET rules = 0, flags = 0, best_step = NULL, "
                                            "best_model = NULL, read_at = 5"),
             QStringList());
    const auto requests = server.server.requests().size();
    world.start(true, 60'000);
    QVERIFY(world.settle());
    QVERIFY(QTest::qWaitFor([&] { return summary().flags == wanted; }, kWaitMs));
    QCOMPARE(summary().bestModel, before.bestModel);
    QCOMPARE(summary().bestStep, 2.0);
    QCOMPARE(summary().last, before.last);
    QCOMPARE(summary().readAt, 5); // nothing was read
    QVERIFY(summary().isComplete);
    QCOMPARE(server.server.requests().size(), requests);
    world.stop();
    QCOMPARE(askSqlite(world.archivePath(), "SELECT rules, flags, best_step, best_model FROM summaries"),
             QStringList(u"%1|%2|2.0|ft:x:ckpt-step-2"_s.arg(kFlagRules).arg(wanted)));
}

// Of a server without addresses for events and checkpoints.
void tst_RecordsLoader::includesEmbeddedRecordsInTheSummary()
{
    FaultServer server;
    server.always([](const FaultRequest &request) {
        const QByteArray job =
            R"({"object":"fine_tuning.job","id":"ftjob-1","status":"succeeded","model":"m","created_at":1700000000,)"
            R"("events":[{"type":"metrics","created_at":1700000001,"data":{"step":1,"full_valid_loss":0.6}},)"
            R"({"type":"metrics","created_at":1700000002,"data":{"step":2,"full_valid_loss":0.7}},)"
            R"({"type":"metrics","created_at":1700000003,"data":{"step":3,"full_valid_loss":1.1}}],)"
            R"("checkpoints":[{"step_number":1,"fine_tuned_model_checkpoint":"ft:m:one"}]})";
        if (request.path().endsWith("/jobs"))
            return FaultAnswer::json(200, R"({"object":"list","data":[)" + job + R"(],"has_more":false})");
        return request.path().endsWith("/ftjob-1") ? FaultAnswer::json(200, job)
                                                   : FaultAnswer::json(404, R"({"error":{"message":"No"}})");
    });
    World world(server.url(u"/v1"_s));
    world.start(false, 60'000);
    QVERIFY(world.settle());
    const auto isRight = [&world] {
        const JobSummary summary = world.summaries.value(u"ftjob-1"_s);
        return summary.metric == "full_valid_loss"_L1 && summary.bestStep == 1.0 &&
               summary.bestModel == "ft:m:one"_L1 && (summary.flags & quint8(TrainingFlag::Overfit)) != 0;
    };
    QVERIFY(QTest::qWaitFor(isRight, kWaitMs));
}

void tst_RecordsLoader::eventsWithoutIdsAreKept()
{
    EventServer server;
    server.status = "running";
    server.misbehave = [](const FaultRequest &) {
        return FaultAnswer::json(
            200, R"({"object":"list","data":[)"
                 R"({"type":"metrics","created_at":1700000002,"data":{"step":2,"train_loss":1}},)"
                 R"({"type":"metrics","created_at":1700000001,"data":{"step":1,"train_loss":2}},)"
                 R"({"message":"started","created_at":1700000000}],"has_more":false})");
    };
    World world(server.server.url(u"/v1"_s));
    world.start();
    world.wanted = 3;
    QVERIFY(world.openWhole(u"ftjob-1"_s));
    QCOMPARE(world.last.eventsState.rejected, 0);
    QCOMPARE(world.last.events->front().step, std::optional(2.0));
    QCOMPARE(world.keptIds(u"ftjob-1"_s).size(), 3);
    world.repository->reloadRecords(world.key(u"ftjob-1"_s)); // the same ones again are known
    QVERIFY(QTest::qWaitFor([&] { return server.pages >= 2 && !world.last.eventsState.isLoading; }, kWaitMs));
    QCOMPARE(world.keptIds(u"ftjob-1"_s).size(), 3);
}

// Without ids there is no "after" value for the next page.
void tst_RecordsLoader::reportsThatEventsWithoutIdsCannotBeContinued()
{
    EventServer server;
    server.status = "running";
    server.misbehave = [](const FaultRequest &) {
        return FaultAnswer::json(200,
                                 R"({"data":[{"message":"a","created_at":1700000000}],"has_more":true})");
    };
    World world(server.server.url(u"/v1"_s));
    world.start();
    QVERIFY(world.settle());
    world.repository->open(world.key(u"ftjob-1"_s));
    QVERIFY(QTest::qWaitFor([&] { return world.last.eventsState.error.has_value(); }, kWaitMs));
    QVERIFY2(world.last.eventsState.error->message.contains(u"no ids"_s),
             qPrintable(world.last.eventsState.error->message));
    for (const FaultRequest &request : server.server.requests())
        QVERIFY2(!request.query().contains("after="), request.target.constData());
}

QTEST_GUILESS_MAIN(tst_RecordsLoader)
#include "tst_recordsloader.moc"
