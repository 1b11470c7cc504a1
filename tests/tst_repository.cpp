// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/archive/schema.h"
#include "app/demo/demoserver.h"
#include "app/models/jobsmodel.h"
#include "app/repository/repository.h"
#include "tests/support/archivefile.h"
#include "tests/support/faultserver.h"
#include "tests/support/heldarchive.h"
#include "tests/support/waiting.h"

#include <QAbstractItemModelTester>
#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

using namespace Qt::StringLiterals;
using namespace tuneboard;
using test::askSqlite;
using test::HeldArchive;

namespace {

using tuneboard::test::kWaitMs;

QByteArray jobJson(const QByteArray &id, const QByteArray &status, qint64 created = 1'700'000'000)
{
    return R"({"object":"fine_tuning.job","id":")" + id + R"(","status":")" + status +
           R"(","model":"gpt-4o","created_at":)" + QByteArray::number(created) + "}";
}

QByteArray page(const QByteArrayList &jobs, bool more = false)
{
    return R"({"object":"list","data":[)" + jobs.join(',') + R"(],"has_more":)" + (more ? "true" : "false") +
           "}";
}

Timing quickTiming()
{
    Timing timing;
    timing.baseMs = 5;
    timing.maxMs = 20;
    timing.deadlineMs = 3000;
    return timing;
}

struct World
{
    QTemporaryDir folder;
    qint64 nowMs = 1'764'000'000'000;

    [[nodiscard]] QString archivePath() const { return folder.filePath(u"archive.sqlite"_s); }
    std::unique_ptr<Repository> repository(bool offline = false)
    {
        Repository::Options options;
        options.archivePath = archivePath();
        options.offline = offline;
        options.timing = quickTiming();
        options.clockMs = [this] {
            return nowMs;
        };
        return std::make_unique<Repository>(std::move(options));
    }
    static void addAccount(Repository &repository, const QUrl &url, const QString &name = u"Test"_s,
                           const QByteArray &key = "sk-test")
    {
        AccountRecord record;
        record.name = name;
        record.baseUrl = url.toString();
        record.dialect = u"compatible"_s;
        Endpoint endpoint;
        endpoint.dialect = DialectKind::Compatible;
        endpoint.baseUrl = url;
        endpoint.key = Secret(key);
        repository.addAccount(record, endpoint);
    }
};

bool settle(Repository &repository)
{
    if (repository.isSettled())
        return true;
    QSignalSpy settled(&repository, &Repository::settled);
    return settled.wait(kWaitMs);
}

// Everything that was posted to the archive's thread before this call has run.
bool waitForArchive(Repository &repository)
{
    bool hasAnswered = false;
    repository.locate(u"none"_s, &repository, [&](const std::vector<JobKey> &) { hasAnswered = true; });
    return QTest::qWaitFor([&] { return hasAnswered; }, kWaitMs);
}

QStringList ids(const Repository &repository)
{
    QStringList result;
    const JobsModel *model = repository.jobs();
    for (int row = 0; row < model->rowCount(); ++row)
        result.append(model->index(row, 0).data(JobsModel::IdRole).toString());
    result.sort();
    return result;
}

QString status(const Repository &repository, const QString &id)
{
    for (const AccountState &state : repository.accounts()) {
        const QModelIndex index = repository.jobs()->indexOf(state.record.number, id);
        if (index.isValid())
            return index.data(JobsModel::StatusRole).toString();
    }
    return {};
}

// 3 000 jobs that the server lists, ftjob-2999 the newest, into the archive.
void keepThreeThousand(World &world, FaultServer &server, const QByteArray &status)
{
    QByteArrayList jobs;
    for (int i = 0; i < 3000; ++i)
        jobs.append(jobJson("ftjob-" + QByteArray::number(i), status, 1'700'000'000 + i));
    server.add(FaultAnswer::json(200, page(jobs)));
    const auto repository = world.repository();
    World::addAccount(*repository, server.url(u"/v1"_s));
    repository->start();
    QVERIFY(settle(*repository));
}

} // namespace

class tst_Repository : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsTheDemoAccountAndKeepsIt();
    void whatTheServerSaysWinsOverTheArchive();
    void theOthersWaitForTheNewest();
    void endlessListsEnd_data();
    void endlessListsEnd();
    void refusedInTheMiddleKeepsWhatCame();
    void faultsBecomeErrors_data();
    void faultsBecomeErrors();
    void passingFaultsAreRetried();
    void oneBadJobIsCounted();
    void textsThatAreNotUtf8AreRead_data();
    void textsThatAreNotUtf8AreRead();
    void unchangedRefreshIsSilent();
    void opensFromArchiveThenServer();
    void theArchiveMayHaveTheAnswerFirst();
    void historyGrowsWithTheStatus();
    void openingSaysWhatTheServerSays();
    void findsAJobAcrossAccounts();
    void aSearchSaysWhereItLooked();
    void accountsComeChangeAndGo();
    void cancelEndsTheListing();
    void unusableArchiveIsToldAndGoneOnWithout();
    void aFailedMigrationIsToldAndGoneOnWithout();
    void aChangeThatIsRefusedIsNoDamage();
    void theFirstAnswersNeedNoEvent();
    void aLargeFileDoesNotHoldUpTheArchive();
    void filesAreShownAndNotKept();
    void aCancelledFileIsNotShown();
    void badFilesSayWhatIsWrong();
    void deletedInFlight();
};

void tst_Repository::listsTheDemoAccountAndKeepsIt()
{
    World world;
    DemoServerOptions options;
    options.scenario.nowSecs = world.nowMs / 1000;
    options.clockMs = [&world] {
        return world.nowMs;
    };
    DemoServer server(options);
    QVERIFY(server.listen());
    QStringList online;
    {
        auto repository = world.repository();
        World::addAccount(*repository, server.baseUrl(), u"Demo"_s, server.key());
        repository->start();
        QVERIFY(settle(*repository));
        QCOMPARE(repository->jobs()->rowCount(), 240);
        const AccountState state = repository->accounts().at(0);
        QVERIFY(!state.error);
        QCOMPARE(state.received, 240);
        QCOMPARE(state.rejected, 0);
        QCOMPARE(state.lastSyncMs, world.nowMs);
        QVERIFY(state.limits.remainingRequests >= 0);
        online = ids(*repository);
    }
    const quint64 asked = server.requestCount();
    QCOMPARE(asked, 3u);
    auto repository = world.repository(true);
    World::addAccount(*repository, server.baseUrl(), u"Demo"_s);
    repository->start();
    QVERIFY(settle(*repository));
    QCOMPARE(ids(*repository), online);
    QCOMPARE(server.requestCount(), asked);
    QCOMPARE(repository->jobs()->index(0, int(JobColumn::Account)).data().toString(), u"Demo"_s);
}

void tst_Repository::whatTheServerSaysWinsOverTheArchive()
{
    World world;
    FaultServer server;
    keepThreeThousand(world, server, "running");
    world.nowMs += 60000;
    server.always(FaultAnswer::json(200, page({jobJson("ftjob-2999", "succeeded", 1'700'002'999),
                                               jobJson("ftjob-7", "failed", 1'700'000'007)})));
    auto repository = world.repository();
    World::addAccount(*repository, server.url(u"/v1"_s));
    repository->start();
    QVERIFY(settle(*repository));
    QCOMPARE(repository->jobs()->rowCount(), 3000);
    QCOMPARE(status(*repository, u"ftjob-2999"_s), u"succeeded"_s);
    QCOMPARE(status(*repository, u"ftjob-7"_s), u"failed"_s);
    QCOMPARE(status(*repository, u"ftjob-8"_s), u"running"_s);
}

void tst_Repository::theOthersWaitForTheNewest()
{
    World world;
    FaultServer server;
    keepThreeThousand(world, server, "succeeded");
    Repository::Options options;
    options.archivePath = world.archivePath();
    options.offline = true;
    options.othersAfterMs = 3'600'000;
    {
        Repository repository(options);
        QSignalSpy loaded(&repository, &Repository::archiveLoaded);
        World::addAccount(repository, server.url(u"/v1"_s));
        repository.readOthers(); // before there is an archive to read
        repository.start();
        QTRY_COMPARE_WITH_TIMEOUT(repository.jobs()->rowCount(), 200, kWaitMs);
        QCOMPARE(status(repository, u"ftjob-2999"_s), u"succeeded"_s);
        QTest::qWait(50);
        QVERIFY(loaded.isEmpty());
        QVERIFY(!repository.isSettled());
        repository.readOthers();
        repository.readOthers();
        QVERIFY(settle(repository));
        QCOMPARE(repository.jobs()->rowCount(), 3000);
        QTest::qWait(50);
        QCOMPARE(loaded.count(), 1);
    }
    options.othersAfterMs = 1;
    Repository repository(options);
    repository.start();
    QVERIFY(settle(repository));
    QCOMPARE(repository.jobs()->rowCount(), 3000);
}

void tst_Repository::endlessListsEnd_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<qsizetype>("requests");
    QTest::newRow("empty page with has_more") << 0 << qsizetype(2);
    QTest::newRow("the same page for ever") << 1 << qsizetype(2);
    QTest::newRow("two pages in turn") << 2 << qsizetype(3);
    QTest::newRow("always a new job, and the same cursor") << 3 << qsizetype(2);
    QTest::newRow("the same jobs in another order") << 4 << qsizetype(2);
}

void tst_Repository::endlessListsEnd()
{
    QFETCH(int, kind);
    QFETCH(qsizetype, requests);
    World world;
    FaultServer server;
    const QByteArray first = page({jobJson("a", "queued"), jobJson("b", "queued")}, true);
    const QByteArray second = page({jobJson("c", "queued"), jobJson("d", "queued")}, true);
    server.always([&server, kind, first, second](const FaultRequest &request) {
        if (kind == 0)
            return FaultAnswer::json(200, request.query().contains("after=b") ? page({}, true) : first);
        if (kind == 1)
            return FaultAnswer::json(200, first);
        if (kind == 4)
            return FaultAnswer::json(200, request.query().contains("after=b")
                                              ? page({jobJson("b", "queued"), jobJson("a", "queued")}, true)
                                              : first);
        if (kind == 3) {
            const QByteArray number = QByteArray::number(server.requests().size());
            return FaultAnswer::json(200,
                                     page({jobJson("n" + number, "queued"), jobJson("b", "queued")}, true));
        }
        return FaultAnswer::json(200, request.query().contains("after=b") ? second : first);
    });
    auto repository = world.repository();
    World::addAccount(*repository, server.url(u"/v1"_s));
    repository->start();
    QVERIFY(settle(*repository));
    QVERIFY(!repository->accounts()[0].note.isEmpty());
    QCOMPARE(repository->accounts()[0].note.contains(u"empty page"_s), kind == 0);
    QVERIFY(!repository->accounts()[0].error);
    QCOMPARE(server.requests().size(), requests);
    QCOMPARE(repository->jobs()->rowCount(), kind == 3 ? 3 : kind == 2 ? 4 : 2);
}

void tst_Repository::refusedInTheMiddleKeepsWhatCame()
{
    World world;
    FaultServer server;
    server.add(FaultAnswer::json(200, page({jobJson("a", "queued")}, true)));
    server.always(FaultAnswer::json(
                      401, R"({"error":{"message":"Incorrect API key provided","code":"invalid_api_key"}})")
                      .header("x-request-id", "req_7"));
    auto repository = world.repository();
    World::addAccount(*repository, server.url(u"/v1"_s));
    repository->start();
    QVERIFY(settle(*repository));
    QCOMPARE(ids(*repository), QStringList{u"a"_s});
    const AccountState state = repository->accounts()[0];
    QCOMPARE(state.error->kind, ApiError::Kind::Unauthorized);
    QCOMPARE(state.error->requestId, u"req_7"_s);
    QVERIFY(!state.offline);
    QCOMPARE(state.lastSyncMs, 0);
    QCOMPARE(server.requests().size(), 2); // and not once more
}

void tst_Repository::faultsBecomeErrors_data()
{
    QTest::addColumn<FaultAnswer>("answer");
    QTest::addColumn<ApiError::Kind>("kind");
    using Kind = ApiError::Kind;
    QTest::newRow("web page") << FaultAnswer::text(200, "text/html", "<html><title>Hotel Wi-Fi</title>")
                              << Kind::Malformed;
    QTest::newRow("no list") << FaultAnswer::json(200, R"({"id":"a"})") << Kind::Malformed;
    QTest::newRow("empty") << FaultAnswer::json(200, "") << Kind::Malformed;
    QTest::newRow("forbidden") << FaultAnswer::json(403, R"({"error":{"message":"no"}})") << Kind::Forbidden;
    QTest::newRow("redirect") << FaultAnswer::redirect(QUrl(u"https://example.org/"_s)) << Kind::Redirected;
    QTest::newRow("closed") << FaultAnswer::close() << Kind::Network;
    QTest::newRow("for ever 500") << FaultAnswer::json(500, "{}") << Kind::ServerFault;
}

void tst_Repository::faultsBecomeErrors()
{
    QFETCH(FaultAnswer, answer);
    World world;
    FaultServer server;
    server.always(answer);
    auto repository = world.repository();
    World::addAccount(*repository, server.url(u"/v1"_s));
    repository->start();
    QVERIFY(settle(*repository));
    const AccountState state = repository->accounts()[0];
    QVERIFY(state.error);
    QTEST(state.error->kind, "kind");
    QVERIFY(!state.error->text().isEmpty());
    QCOMPARE(state.offline, state.error->kind == ApiError::Kind::Network);
    QVERIFY(!repository->isSyncing());
}

void tst_Repository::passingFaultsAreRetried()
{
    World world;
    FaultServer server;
    server.add(FaultAnswer::json(500, "{}"));
    server.add(FaultAnswer::json(200, page({jobJson("a", "queued")}, true)));
    server.add(FaultAnswer::json(200, page({jobJson("b", "queued")})).cutAfter(40));
    server.always(FaultAnswer::json(200, page({jobJson("b", "queued")})));
    auto repository = world.repository();
    World::addAccount(*repository, server.url(u"/v1"_s));
    repository->start();
    QVERIFY(settle(*repository));
    QVERIFY(!repository->accounts()[0].error);
    QCOMPARE(ids(*repository), (QStringList{u"a"_s, u"b"_s}));
    QCOMPARE(server.requests().size(), 4);
}

void tst_Repository::oneBadJobIsCounted()
{
    World world;
    FaultServer server;
    server.always(
        FaultAnswer::json(200, page({jobJson("a", "queued"), "17", "{\"no\":1}", jobJson("b", "queued")})));
    auto repository = world.repository();
    World::addAccount(*repository, server.url(u"/v1"_s));
    repository->start();
    QVERIFY(settle(*repository));
    QCOMPARE(repository->jobs()->rowCount(), 2);
    QCOMPARE(repository->accounts()[0].rejected, 2);
    QCOMPARE(repository->accounts()[0].firstReject, u"element 2 is no object"_s);
}

void tst_Repository::textsThatAreNotUtf8AreRead_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("suffix");
    const QString list =
        u"{\"object\":\"list\",\"data\":[{\"id\":\"ftjob-1\",\"status\":\"running\",\"suffix\":\"MÜLLER\"}]}"_s;
    QTest::newRow("Latin-1") << list.toLatin1() << u"M\uFFFDLLER"_s;
    for (const auto encoding :
         {QStringConverter::Utf16LE, QStringConverter::Utf16BE, QStringConverter::Utf32LE}) {
        QStringEncoder encode(encoding, QStringConverter::Flag::WriteBom);
        QTest::newRow(QStringConverter::nameForEncoding(encoding)) << QByteArray(encode(list)) << u"MÜLLER"_s;
    }
}

void tst_Repository::textsThatAreNotUtf8AreRead()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, suffix);
    World world;
    FaultServer server;
    server.always(FaultAnswer::json(200, body));
    auto repository = world.repository();
    World::addAccount(*repository, server.url(u"/v1"_s));
    repository->start();
    QVERIFY(settle(*repository));
    QCOMPARE(repository->jobs()->rowCount(), 1);
    QCOMPARE(QString::fromUtf8(repository->jobs()->table().name(0)), suffix);
    QVERIFY(!repository->accounts()[0].error);
}

void tst_Repository::unchangedRefreshIsSilent()
{
    World world;
    FaultServer server;
    server.always(FaultAnswer::json(200, page({jobJson("a", "queued"), jobJson("b", "running")})));
    auto repository = world.repository();
    World::addAccount(*repository, server.url(u"/v1"_s));
    repository->start();
    QVERIFY(settle(*repository));
    QSignalSpy changed(repository->jobs(), &JobsModel::dataChanged);
    QSignalSpy content(repository->jobs(), &JobsModel::contentChanged);
    world.nowMs += 60000;
    repository->refresh();
    QTRY_VERIFY_WITH_TIMEOUT(!repository->isSyncing(), kWaitMs);
    QCOMPARE(server.requests().size(), 2);
    QCOMPARE(changed.count() + content.count(), 0);
    QCOMPARE(repository->accounts()[0].lastSyncMs, world.nowMs);
}

void tst_Repository::opensFromArchiveThenServer()
{
    World world;
    FaultServer server;
    server.always([](const FaultRequest &request) {
        if (request.path().endsWith("/jobs/a"))
            return FaultAnswer::json(200, R"({"id":"a","status":"succeeded","created_at":5,"later":true})");
        return FaultAnswer::json(200, page({jobJson("a", "running")}));
    });
    auto repository = world.repository();
    World::addAccount(*repository, server.url(u"/v1"_s));
    repository->start();
    QVERIFY(settle(*repository));
    QVERIFY(waitForArchive(*repository)); // the job is stored before the server's next answer can come
    QList<JobDetails> opened;
    connect(repository.get(), &Repository::jobOpened, this,
            [&](const JobDetails &details) { opened.append(details); });
    const JobKey key{repository->accounts()[0].record.number, u"a"_s};
    repository->open(key);
    QTRY_COMPARE_WITH_TIMEOUT(opened.size(), 2, kWaitMs);
    QVERIFY(!opened[0].fresh);
    QCOMPARE(opened[0].job.status, u"running"_s);
    QCOMPARE(opened[0].raw, jobJson("a", "running"));
    QVERIFY(opened[1].fresh);
    QCOMPARE(opened[1].job.status, u"succeeded"_s);
    QVERIFY(opened[1].value.find(u"later"));
    QCOMPARE(status(*repository, u"a"_s), u"succeeded"_s); // the list has it too
}

// The archive is held up by another program, so that the server's answer is stored before open() has its turn
// there. The newer status is then delivered twice; the older one never.
void tst_Repository::theArchiveMayHaveTheAnswerFirst()
{
    World world;
    FaultServer server;
    server.always(FaultAnswer::json(200, page({jobJson("a", "queued")})));
    Repository::Options options;
    options.archivePath = world.archivePath();
    options.archiveBusyMs = 4 * kWaitMs;
    Repository repository(std::move(options));
    World::addAccount(repository, server.url(u"/v1"_s));
    repository.start();
    QVERIFY(settle(repository));
    QVERIFY(waitForArchive(repository));
    QList<JobDetails> opened;
    connect(&repository, &Repository::jobOpened, this,
            [&](const JobDetails &details) { opened.append(details); });
    const JobKey key{repository.accounts()[0].record.number, u"a"_s};
    {
        const HeldArchive other(world.archivePath());
        QVERIFY(other.isHeld());
        for (const char *next : {"validating", "running"}) {
            server.always(FaultAnswer::json(200, page({jobJson("a", next)})));
            repository.refresh();
            QTRY_COMPARE_WITH_TIMEOUT(status(repository, u"a"_s), QString::fromLatin1(next), kWaitMs);
        }
        server.always(FaultAnswer::json(200, jobJson("a", "succeeded")));
        repository.open(key);
        QTRY_COMPARE_WITH_TIMEOUT(status(repository, u"a"_s), u"succeeded"_s, kWaitMs);
        QVERIFY(opened.isEmpty());
    }
    QTRY_COMPARE_WITH_TIMEOUT(opened.size(), 2, kWaitMs);
    for (const JobDetails &details : opened) {
        QCOMPARE(details.job.status, u"succeeded"_s);
        QCOMPARE(details.raw, jobJson("a", "succeeded"));
        QCOMPARE(details.history.size(), 4u); // every status once
    }
    QVERIFY(!opened[0].fresh && !opened[0].last);
    QVERIFY(opened[1].fresh && opened[1].last);
}

void tst_Repository::historyGrowsWithTheStatus()
{
    World world;
    FaultServer server;
    QByteArray now = "queued";
    server.always([&](const FaultRequest &) { return FaultAnswer::json(200, page({jobJson("a", now)})); });
    auto repository = world.repository();
    World::addAccount(*repository, server.url(u"/v1"_s));
    repository->start();
    QVERIFY(settle(*repository));
    const qint64 first = world.nowMs;
    for (const char *next : {"running", "running", "succeeded"}) {
        now = next;
        world.nowMs += 60000;
        repository->refresh();
        QTRY_VERIFY_WITH_TIMEOUT(!repository->isSyncing(), kWaitMs);
    }
    const QModelIndex index = repository->jobs()->index(0, int(JobColumn::TimeInStatus));
    QCOMPARE(index.data(JobsModel::ValueRole).toLongLong(), world.nowMs / 1000);
    server.always(FaultAnswer::json(404, "{}"));
    QList<JobDetails> opened;
    connect(repository.get(), &Repository::jobOpened, this,
            [&](const JobDetails &details) { opened.append(details); });
    repository->open({repository->accounts()[0].record.number, u"a"_s});
    QTRY_COMPARE_WITH_TIMEOUT(opened.size(), 1, kWaitMs);
    const auto history = opened[0].history;
    QCOMPARE(history.size(), 3u);
    QCOMPARE(history[0].status, u"queued"_s);
    QCOMPARE(history[0].at.secs, first / 1000);
    QCOMPARE(history[1].status, u"running"_s);
    QCOMPARE(history[2].at.secs, world.nowMs / 1000);
    QCOMPARE(opened[0].firstSeenMs, first);
}

void tst_Repository::openingSaysWhatTheServerSays()
{
    World world;
    FaultServer server;
    server.add(FaultAnswer::json(200, page({jobJson("a", "running")})));
    server.always(FaultAnswer::json(
        404, R"({"error":{"message":"Could not find fine tune: a","code":"fine_tune_not_found"}})"));
    auto repository = world.repository();
    World::addAccount(*repository, server.url(u"/v1"_s));
    repository->start();
    QVERIFY(settle(*repository));
    QList<ApiError> errors;
    connect(repository.get(), &Repository::jobFailed, this,
            [&](const JobKey &, const ApiError &error) { errors.append(error); });
    repository->open({repository->accounts()[0].record.number, u"a"_s});
    QTRY_COMPARE_WITH_TIMEOUT(errors.size(), 1, kWaitMs);
    QCOMPARE(errors[0].kind, ApiError::Kind::NotFound);
    QVERIFY(errors[0].text().contains(u"Could not find fine tune: a"_s));
    QCOMPARE(repository->jobs()->rowCount(), 1); // what was seen stays
}

void tst_Repository::findsAJobAcrossAccounts()
{
    World world;
    FaultServer one;
    FaultServer two;
    one.always([](const FaultRequest &request) {
        return request.path().contains("/jobs/")
                   ? FaultAnswer::json(404, R"({"error":{"message":"no such job"}})")
                   : FaultAnswer::json(200, page({jobJson("here", "queued")}));
    });
    two.always([](const FaultRequest &request) {
        return request.path().contains("/jobs/far") ? FaultAnswer::json(200, jobJson("far", "failed"))
                                                    : FaultAnswer::json(200, page({}));
    });
    auto repository = world.repository();
    World::addAccount(*repository, one.url(u"/v1"_s), u"One"_s, "key-one");
    World::addAccount(*repository, two.url(u"/v1"_s), u"Two"_s, "key-two");
    repository->start();
    QVERIFY(settle(*repository));
    std::optional<std::vector<JobKey>> keys;
    const auto take = [&](const std::vector<JobKey> &found) {
        keys = found;
    };
    const qsizetype before = one.requests().size() + two.requests().size();
    repository->locate(u"here"_s, this, take);
    QTRY_VERIFY_WITH_TIMEOUT(keys, kWaitMs);
    QCOMPARE(keys->size(), std::size_t(1)); // once, though list and archive have it
    keys.reset();
    repository->locate(u"far"_s, this, take);
    QTRY_VERIFY_WITH_TIMEOUT(keys, kWaitMs);
    QVERIFY(keys->empty());
    QCOMPARE(one.requests().size() + two.requests().size(), before); // nobody is asked
    const QList<qint64> both{repository->accounts()[0].record.number,
                             repository->accounts()[1].record.number};
    keys.reset();
    repository->lookUp(u"far"_s, both, this, [&](const Result<std::vector<JobKey>> &found) {
        QVERIFY(found.ok());
        keys = *found;
    });
    QTRY_VERIFY_WITH_TIMEOUT(keys, kWaitMs);
    QCOMPARE(keys->size(), std::size_t(1));
    QCOMPARE(keys->front().account, both[1]);
    QCOMPARE(status(*repository, u"far"_s), u"failed"_s);
    for (const FaultRequest &request : one.requests())
        QCOMPARE(request.header("authorization"),
                 QByteArray("Bearer key-one")); // each host gets its own key only
    for (const FaultRequest &request : two.requests())
        QCOMPARE(request.header("authorization"), QByteArray("Bearer key-two"));
}

void tst_Repository::aSearchSaysWhereItLooked()
{
    World world;
    FaultServer server;
    server.always([](const FaultRequest &request) {
        return request.path().contains("/jobs/")
                   ? FaultAnswer::json(404, R"({"error":{"message":"Could not find fine tune: ftjob-x"}})")
                         .header("x-request-id", "req_9")
                   : FaultAnswer::json(200, page({}));
    });
    auto repository = world.repository();
    World::addAccount(*repository, server.url(u"/v1"_s), u"Work"_s);
    repository->start();
    QVERIFY(settle(*repository));
    std::optional<ApiError> error;
    repository->lookUp(u"ftjob-x"_s, {repository->accounts()[0].record.number}, this,
                       [&](const Result<std::vector<JobKey>> &found) { error = found.error(); });
    QTRY_VERIFY_WITH_TIMEOUT(error, kWaitMs);
    QCOMPARE(error->kind, ApiError::Kind::NotFound);
    QCOMPARE(error->requestId, u"req_9"_s);
    for (const QString &words :
         {u"Could not find fine tune: ftjob-x"_s, u"archive"_s, u"Work"_s, u"127.0.0.1"_s})
        QVERIFY2(error->text().contains(words), qPrintable(error->text()));
}

void tst_Repository::accountsComeChangeAndGo()
{
    World world;
    FaultServer server;
    server.always(FaultAnswer::json(200, page({jobJson("a", "queued"), jobJson("b", "queued")})));
    auto repository = world.repository();
    const QAbstractItemModelTester tester(repository->jobs(),
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    AccountRecord record;
    record.uuid = QUuid::createUuid();
    record.name = u"Late"_s;
    record.baseUrl = server.url(u"/v1"_s).toString();
    repository->addWaitingAccount(record, {2, true, false});
    repository->start();
    QTRY_VERIFY_WITH_TIMEOUT(repository->accounts()[0].record.number > 0, kWaitMs);
    QVERIFY(!repository->isSettled()); // its key is still to come
    QVERIFY(!repository->accounts()[0].askable);
    QVERIFY(repository->accounts()[0].options.readOnly && !repository->accounts()[0].options.notices);
    Endpoint endpoint;
    endpoint.dialect = DialectKind::Compatible;
    endpoint.baseUrl = server.url(u"/v1"_s);
    repository->setEndpoint(record.uuid, endpoint);
    QVERIFY(settle(*repository));
    QCOMPARE(repository->jobs()->rowCount(), 2);
    const qint64 number = repository->accounts()[0].record.number;
    QCOMPARE(repository->jobs()->table().accountLabel(number).colour, 2);
    record.name = u"Renamed"_s;
    repository->updateAccount(record, {});
    QCOMPARE(repository->jobs()->table().accountName(number), u"Renamed"_s);
    QCOMPARE(repository->jobs()->rowCount(), 2);
    // In the middle of a listing.
    server.always(FaultAnswer::silence());
    repository->refresh();
    QVERIFY(repository->isSyncing());
    std::optional<ArchiveResult<int>> gone;
    repository->removeAccount(record.uuid, false, this, [&](const ArchiveResult<int> &n) { gone = n; });
    QVERIFY(!repository->isSyncing());
    QCOMPARE(repository->jobs()->rowCount(), 0);
    QCOMPARE(repository->jobs()->table().counts().total, 0);
    QTRY_VERIFY_WITH_TIMEOUT(gone, kWaitMs);
    QCOMPARE(std::get<int>(*gone), 2);
    repository.reset();
    auto again = world.repository(true);
    again->start();
    QVERIFY(settle(*again));
    QCOMPARE(again->jobs()->rowCount(), 0);
}

void tst_Repository::cancelEndsTheListing()
{
    World world;
    FaultServer server;
    server.add(FaultAnswer::json(200, page({jobJson("a", "queued")}, true)));
    server.always(FaultAnswer::silence());
    auto repository = world.repository();
    World::addAccount(*repository, server.url(u"/v1"_s));
    repository->start();
    QTRY_COMPARE_WITH_TIMEOUT(server.requests().size(), 2, kWaitMs);
    repository->cancelRefresh();
    QVERIFY(settle(*repository));
    QVERIFY(!repository->isSyncing());
    QVERIFY(!repository->accounts()[0].error); // the user wanted it
    QVERIFY(repository->accounts()[0].stopped);
    QCOMPARE(repository->jobs()->rowCount(), 1);
}

void tst_Repository::unusableArchiveIsToldAndGoneOnWithout()
{
    World world;
    QFile file(world.archivePath());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray("this is no archive ").repeated(500));
    file.close();
    FaultServer server;
    server.always(FaultAnswer::json(200, page({jobJson("a", "queued")})));
    auto repository = world.repository();
    World::addAccount(*repository, server.url(u"/v1"_s));
    QSignalSpy noticed(repository.get(), &Repository::noticed);
    repository->start();
    QVERIFY(settle(*repository));
    QCOMPARE(noticed.count(), 1);
    QVERIFY(!noticed[0][0].value<Notice>().text.isEmpty());
    QCOMPARE(repository->jobs()->rowCount(), 1);
    repository.reset();
    auto again = world.repository(true);
    World::addAccount(*again, server.url(u"/v1"_s));
    again->start();
    QVERIFY(settle(*again));
    QCOMPARE(again->jobs()->rowCount(), 1); // the new file keeps what comes
}

void tst_Repository::aFailedMigrationIsToldAndGoneOnWithout()
{
    World world;
    const QByteArray old = QByteArray(migrations()[0].sql) +
                           ";PRAGMA application_id = " + QByteArray::number(kArchiveApplicationId) +
                           ";PRAGMA user_version = 1; CREATE TABLE summaries (x); "
                           "INSERT INTO accounts VALUES (1, 'u', 'A', 'https://a/v1', 'openai', '', '')";
    QFile file(world.archivePath());
    QVERIFY(file.open(QIODevice::ReadWrite));
    QCOMPARE(askSqlite(world.archivePath(), old.constData()), QStringList());
    const QByteArray before = file.readAll();
    FaultServer server;
    server.always(FaultAnswer::json(200, page({jobJson("a", "queued")})));
    {
        auto repository = world.repository();
        QSignalSpy noticed(repository.get(), &Repository::noticed);
        World::addAccount(*repository, server.url(u"/v1"_s));
        repository->start();
        QVERIFY(settle(*repository));
        QCOMPARE(ids(*repository), QStringList{u"a"_s});
        QTRY_COMPARE_WITH_TIMEOUT(noticed.count(), 1, kWaitMs);
        const QString text = noticed[0][0].value<Notice>().text;
        QVERIFY2(text.contains(u"brought up to date"_s) && text.contains(u"summaries"_s), qPrintable(text));
        repository->open({repository->accounts()[0].record.number, u"a"_s});
        QSignalSpy opened(repository.get(), &Repository::jobOpened);
        QVERIFY(opened.wait(kWaitMs));
    }
    QVERIFY(file.seek(0));
    QVERIFY(file.readAll() == before);
    QCOMPARE(QDir(world.folder.path()).entryList({u"*damaged*"_s}), QStringList());
}

// SQLite refuses a row for a reason of its own. The file stays, and is not called damaged.
void tst_Repository::aChangeThatIsRefusedIsNoDamage()
{
    World world;
    FaultServer server;
    server.always(FaultAnswer::json(200, page({jobJson("a", "queued")})));
    {
        const auto repository = world.repository();
        World::addAccount(*repository, server.url(u"/v1"_s));
        repository->start();
        QVERIFY(settle(*repository));
    }
    QCOMPARE(askSqlite(world.archivePath(), "CREATE TRIGGER no BEFORE INSERT ON jobs BEGIN SELECT "
                                            "RAISE(ABORT, 'not this one'); END"),
             QStringList());
    server.always(FaultAnswer::json(200, page({jobJson("a", "queued"), jobJson("b", "queued")})));
    {
        const auto repository = world.repository();
        QSignalSpy noticed(repository.get(), &Repository::noticed);
        World::addAccount(*repository, server.url(u"/v1"_s));
        repository->start();
        QVERIFY(settle(*repository));
        QCOMPARE(ids(*repository), QStringList({u"a"_s, u"b"_s}));
        QTRY_COMPARE_WITH_TIMEOUT(noticed.count(), 1, kWaitMs);
        const QString text = noticed[0][0].value<Notice>().text;
        QVERIFY2(text.contains(u"not this one"_s) && !text.contains(u"damaged"_s), qPrintable(text));
    }
    QCOMPARE(QDir(world.folder.path()).entryList({u"*damaged*"_s}), QStringList());
    QCOMPARE(askSqlite(world.archivePath(), "SELECT id FROM jobs"), QStringList(u"a"_s));
}

// A window that is about to be painted takes what the archive has read, and nothing else happens in there.
void tst_Repository::theFirstAnswersNeedNoEvent()
{
    World world;
    FaultServer server;
    keepThreeThousand(world, server, "succeeded");
    const auto repository = world.repository(true);
    World::addAccount(*repository, server.url(u"/v1"_s));
    bool isDelivered = false;
    QMetaObject::invokeMethod(
        repository.get(), [&] { isDelivered = true; }, Qt::QueuedConnection);
    repository->start();
    QDeadlineTimer deadline(kWaitMs);
    while (repository->jobs()->rowCount() == 0 && !deadline.hasExpired()) {
        repository->applyFirstAnswers();
        QThread::msleep(1);
    }
    QCOMPARE(repository->jobs()->rowCount(), 200);
    QCOMPARE(repository->accounts()[0].record.number, 1);
    QVERIFY(!isDelivered);
    QVERIFY(settle(*repository)); // the same answers come once more, as events, and change nothing
    QCOMPARE(repository->jobs()->rowCount(), 3000);
}

void tst_Repository::aLargeFileDoesNotHoldUpTheArchive()
{
    World world;
    QByteArrayList jobs;
    for (int i = 0; i < 60'000; ++i)
        jobs += jobJson("ftjob-" + QByteArray::number(i), "succeeded");
    const QString path = world.folder.filePath(u"large.json"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(page(jobs));
    file.close();
    const auto repository = world.repository(true);
    repository->start();
    QVERIFY(settle(*repository));
    QStringList answers;
    for (int i = 0; i < 3; ++i)
        repository->showFile(path, this, [&](const Result<JobKey> &) { answers += u"file"_s; });
    repository->locate(u"a"_s, this, [&](const std::vector<JobKey> &) { answers += u"archive"_s; });
    QTRY_COMPARE_WITH_TIMEOUT(answers.size(), 4, kWaitMs);
    QVERIFY2(answers.indexOf(u"archive"_s) < 3, qPrintable(answers.join(u' ')));
}

void tst_Repository::filesAreShownAndNotKept()
{
    World world;
    const QString path = world.folder.filePath(u"jobs of müller.json"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(page({jobJson("ftjob-1", "queued"), jobJson("ftjob-2", "failed")}));
    file.close();
    auto repository = world.repository(true);
    repository->start();
    QVERIFY(settle(*repository));
    std::optional<JobKey> key;
    repository->showFile(path, this, [&](const Result<JobKey> &result) { key = *result; });
    QTRY_VERIFY_WITH_TIMEOUT(key, kWaitMs);
    QCOMPARE(repository->jobs()->rowCount(), 0); // they are not among the accounts' jobs
    repository->jobs()->setScope(key->account);
    QCOMPARE(ids(*repository), (QStringList{u"ftjob-1"_s, u"ftjob-2"_s}));
    QVERIFY(repository->accounts().empty());
    QCOMPARE(repository->files().back().name, u"jobs of müller.json"_s);
    QList<JobDetails> opened;
    connect(repository.get(), &Repository::jobOpened, this,
            [&](const JobDetails &details) { opened.append(details); });
    repository->open(*key);
    QTRY_COMPARE_WITH_TIMEOUT(opened.size(), 1, kWaitMs);
    QCOMPARE(opened[0].raw, jobJson("ftjob-1", "queued"));
    // The same file again is one file.
    key.reset();
    repository->showFile(path, this, [&](const Result<JobKey> &result) { key = *result; });
    QTRY_VERIFY_WITH_TIMEOUT(key, kWaitMs);
    QCOMPARE(repository->files().size(), std::size_t(1));
    repository->jobs()->setScope(key->account);
    QCOMPARE(repository->jobs()->rowCount(), 2);
    repository.reset();
    auto again = world.repository(true);
    again->start();
    QVERIFY(settle(*again));
    QCOMPARE(again->jobs()->rowCount(), 0);
}

void tst_Repository::aCancelledFileIsNotShown()
{
    World world;
    const QString path = world.folder.filePath(u"jobs.json"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(page({jobJson("ftjob-1", "queued")}));
    file.close();
    auto repository = world.repository(true);
    repository->start();
    QVERIFY(settle(*repository));
    std::vector<std::optional<ApiError>> ends;
    qint64 shown = 0;
    const auto take = [&](const Result<JobKey> &key) {
        ends.push_back(key ? std::nullopt : std::optional(key.error()));
        shown = key ? key->account : shown;
    };
    repository->showFile(path, this, take);
    repository->showFile(path, this, take);
    QTest::qSleep(50); // long enough to read it: the answer waits for the event loop
    repository->cancelFile();
    repository->showFile(path, this, take);
    QTRY_COMPARE_WITH_TIMEOUT(ends.size(), std::size_t(3), kWaitMs);
    for (int i = 0; i < 2; ++i) {
        QVERIFY(ends[std::size_t(i)]);
        QCOMPARE(ends[std::size_t(i)]->kind, ApiError::Kind::Cancelled);
    }
    QVERIFY(!ends[2]); // a later one is shown
    repository->jobs()->setScope(shown);
    QCOMPARE(repository->jobs()->rowCount(), 1);
    repository->showFile(path, this, take);
    repository.reset(); // nothing is called after the end
    QCoreApplication::processEvents();
    QCOMPARE(ends.size(), std::size_t(3));
}

void tst_Repository::badFilesSayWhatIsWrong()
{
    World world;
    auto repository = world.repository(true);
    repository->start();
    const QString path = world.folder.filePath(u"some.json"_s);
    const auto problem = [&](const QByteArray &bytes) {
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write");
        file.close();
        QString text;
        repository->showFile(path, this, [&](const Result<JobKey> &result) {
            text = result ? u"read"_s : result.error().message;
        });
        return QTest::qWaitFor([&] { return !text.isEmpty(); }, kWaitMs) ? text : QString();
    };
    QVERIFY2(problem("{\"id\":").contains(u"cut off"_s), qPrintable(problem("{\"id\":")));
    QCOMPARE(problem("{\"a\":1}"), u"read"_s); // as what it is
    QCOMPARE(problem(""), u"some.json is empty."_s);
    QCOMPARE(problem("[{\"id\":\"x\"}]"), u"read"_s);
    QString missing;
    repository->showFile(u"/nowhere/at-all.json"_s, this,
                         [&](const Result<JobKey> &result) { missing = result.error().message; });
    QTRY_VERIFY_WITH_TIMEOUT(missing.contains(u"/nowhere/at-all.json"_s), kWaitMs);
}

void tst_Repository::deletedInFlight()
{
    World world;
    FaultServer server;
    server.add(FaultAnswer::json(200, page({jobJson("a", "queued")}, true)));
    server.always(FaultAnswer::silence());
    auto repository = world.repository();
    World::addAccount(*repository, server.url(u"/v1"_s));
    repository->start();
    QTRY_COMPARE_WITH_TIMEOUT(server.requests().size(), 2, kWaitMs);
    repository->open({1, u"a"_s});
    repository->locate(u"zzz"_s, this, [](const std::vector<JobKey> &) { QFAIL("called after the end"); });
    repository.reset();
    QCoreApplication::processEvents();
    // What had come before was kept.
    auto again = world.repository(true);
    again->start();
    QVERIFY(settle(*again));
    QCOMPARE(again->jobs()->rowCount(), 1);
}

QTEST_GUILESS_MAIN(tst_Repository)
#include "tst_repository.moc"
