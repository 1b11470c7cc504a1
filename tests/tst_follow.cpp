// SPDX-License-Identifier: GPL-3.0-or-later
// The repository while it follows running jobs: what it asks by itself, what it tells, and what the user asks
// of a server.
#include "app/archive/archiverecords.h"
#include "app/models/jobsmodel.h"
#include "app/repository/repository.h"
#include "tests/support/archivefile.h"
#include "tests/support/faultserver.h"
#include "tests/support/waiting.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace tuneboard;

namespace {

using tuneboard::test::kWaitMs;

/// A server with jobs whose statuses the test changes.
class JobServer
{
public:
    JobServer()
    {
        server.always([this](const FaultRequest &request) { return answer(request); });
    }

    void set(const QByteArray &id, const QByteArray &status)
    {
        const auto it =
            std::find_if(jobs.begin(), jobs.end(), [&](const auto &job) { return job.first == id; });
        if (it == jobs.end())
            jobs.prepend({id, status});
        else
            it->second = status;
    }
    [[nodiscard]] qsizetype count(const QByteArray &method, const QByteArray &path) const
    {
        return std::count_if(server.requests().begin(), server.requests().end(),
                             [&](const FaultRequest &r) { return r.method == method && r.path() == path; });
    }

    FaultServer server;
    QList<std::pair<QByteArray, QByteArray>> jobs; ///< id and status, newest first
    int failing = 0;                               ///< the status of every answer; 0: as it should be
    std::function<FaultAnswer(const QByteArray &id, const QByteArray &action)> post;
    std::function<bool(const FaultRequest &)> fails; ///< empty: none does

private:
    static QByteArray json(const std::pair<QByteArray, QByteArray> &job)
    {
        return R"({"object":"fine_tuning.job","id":")" + job.first + R"(","status":")" + job.second +
               R"(","model":"gpt-4o","created_at":1700000000})";
    }

    FaultAnswer answer(const FaultRequest &request)
    {
        if (fails && fails(request))
            return FaultAnswer::json(500, R"({"error":{"message":"no"}})");
        if (failing != 0)
            return FaultAnswer::json(failing, R"({"error":{"message":"no"}})");
        const QByteArrayList parts = request.path().split('/');
        const QByteArray id = parts.value(4);
        if (request.path() == "/v1/fine_tuning/jobs")
            return list(request.query());
        if (request.method == "POST" && post)
            return post(id, parts.value(5));
        if (!request.path().startsWith("/v1/fine_tuning/jobs/") || parts.size() != 5)
            return FaultAnswer::json(200, R"({"object":"list","data":[],"has_more":false})");
        for (const auto &job : jobs) {
            if (job.first == id)
                return FaultAnswer::json(200, json(job));
        }
        return FaultAnswer::json(404, R"({"error":{"message":"no such job"}})");
    }

    FaultAnswer list(const QByteArray &query) const
    {
        qsizetype from = 0;
        qsizetype limit = 20;
        for (const QByteArray &part : query.split('&')) {
            if (part.startsWith("limit="))
                limit = part.mid(6).toInt();
            for (qsizetype i = 0; part.startsWith("after=") && i < jobs.size(); ++i) {
                if (jobs[i].first == part.mid(6))
                    from = i + 1;
            }
        }
        QByteArrayList page;
        for (qsizetype i = from; i < std::min(jobs.size(), from + limit); ++i)
            page.append(json(jobs[i]));
        return FaultAnswer::json(200, R"({"object":"list","data":[)" + page.join(',') + R"(],"has_more":)" +
                                          (from + limit < jobs.size() ? "true" : "false") + "}");
    }
};

} // namespace

class TstFollow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_server = std::make_unique<JobServer>();
    }
    void cleanup()
    {
        m_repository.reset();
        m_server.reset();
    }

    void endsAreToldOnceAndNeverAgain();
    void whatEndedMeanwhileIsToldAtTheStart();
    void mutedAccountsTellNothing();
    void newJobsAreFoundOverSeveralPages();
    void aListThatBrokeOffIsMadeWhole();
    void aPageThatAlwaysFailsIsAskedForLaterAndLater();
    void aHostThatWasAwayIsListedWholeAtOnce();
    void aListingThatWasStoppedStaysStopped();
    void aJobThatEndsOnItsPageIsReadToItsEnd();
    void aPageThatIsLeftIsReadToItsEndAllTheSame();
    void jobsBeyondTheFirstPageAreAskedSingly();
    void pollsAreSentOnce();
    void aRefusedKeyEndsThePolls();
    void pausedFollowingAsksNothing();
    void runningJobsAreCounted();
    void actionsAreSentOnce();
    void whatTheUserDidIsNotTold();
    void aLostAnswerIsLookedUp_data();
    void aLostAnswerIsLookedUp();
    void readOnlyAccountsChangeNothing();
    void statusesAllowWhatTheyAllow();

private:
    void open(const AccountOptions &accountOptions = {}, int pageSize = 100, int retryMs = 20)
    {
        m_repository.reset();
        Repository::Options options;
        options.archivePath = m_folder->filePath(u"archive.sqlite"_s);
        options.timing.baseMs = 5;
        options.timing.maxMs = 20;
        options.pageSize = pageSize;
        options.follows = true;
        options.backfillRetryMs = retryMs;
        m_repository = std::make_unique<Repository>(std::move(options));
        AccountRecord record;
        record.uuid = QUuid(u"2b5ee5a0-6f0e-4c0e-9a51-0d1c5a3f8a11"_s);
        record.name = u"Test"_s;
        record.baseUrl = m_server->server.url(u"/v1"_s).toString();
        record.dialect = u"compatible"_s;
        Endpoint endpoint;
        endpoint.dialect = DialectKind::Compatible;
        endpoint.baseUrl = m_server->server.url(u"/v1"_s);
        endpoint.key = Secret("sk-test");
        m_repository->addAccount(record, endpoint, accountOptions);
        m_told.clear();
        connect(m_repository.get(), &Repository::changesDue, this,
                [this](const std::vector<JobChange> &changes) {
                    for (const JobChange &change : changes)
                        m_told.append(change.key.id + u' ' + change.status);
                });
        m_repository->start();
        QTRY_VERIFY_WITH_TIMEOUT(m_repository->isSettled(), kWaitMs);
    }
    [[nodiscard]] JobKey key(const QString &id) const
    {
        return {m_repository->accounts().front().record.number, id};
    }
    [[nodiscard]] QString status(const QString &id) const
    {
        return m_repository->jobs()->indexOf(key(id).account, id).data(JobsModel::StatusRole).toString();
    }
    void lookAndWaitFor(const QString &id, const QString &wanted)
    {
        m_repository->lookAgain();
        QTRY_COMPARE_WITH_TIMEOUT(status(id), wanted, kWaitMs);
    }
    // Longer than changes are gathered for.
    static void waitForNotices() { QTest::qWait(2500); }

    Result<QString> act(const QString &id, JobAction action)
    {
        std::optional<Result<QString>> answer;
        m_repository->act(key(id), action, this, [&](const Result<QString> &result) { answer = result; });
        if (!QTest::qWaitFor([&] { return answer.has_value(); }, kWaitMs))
            qFatal("no answer");
        return *answer;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<JobServer> m_server;
    std::unique_ptr<Repository> m_repository;
    QStringList m_told;
};

void TstFollow::endsAreToldOnceAndNeverAgain()
{
    m_server->set("ftjob-a", "running");
    m_server->set("ftjob-b", "succeeded");
    open();
    m_server->set("ftjob-a", "succeeded");
    lookAndWaitFor(u"ftjob-a"_s, u"succeeded"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_told, QStringList{u"ftjob-a succeeded"_s}, kWaitMs);
    m_repository->lookAgain();
    waitForNotices();
    QCOMPARE(m_told.size(), 1);
    open(); // the archive remembers
    waitForNotices();
    QCOMPARE(m_told, QStringList());
}

void TstFollow::whatEndedMeanwhileIsToldAtTheStart()
{
    m_server->set("ftjob-a", "running");
    open();
    m_repository.reset();
    m_server->set("ftjob-a", "failed");
    open();
    QTRY_COMPARE_WITH_TIMEOUT(m_told, QStringList{u"ftjob-a failed"_s}, kWaitMs);
}

void TstFollow::mutedAccountsTellNothing()
{
    AccountOptions options;
    options.notices = false;
    m_server->set("ftjob-a", "running");
    open(options);
    m_server->set("ftjob-a", "failed");
    lookAndWaitFor(u"ftjob-a"_s, u"failed"_s);
    waitForNotices();
    QCOMPARE(m_told, QStringList());
}

void TstFollow::newJobsAreFoundOverSeveralPages()
{
    m_server->set("ftjob-0", "succeeded");
    open({}, 2);
    for (int i = 1; i <= 5; ++i)
        m_server->set("ftjob-" + QByteArray::number(i), "succeeded");
    const qsizetype before = m_server->count("GET", "/v1/fine_tuning/jobs");
    m_repository->lookAgain();
    QTRY_COMPARE_WITH_TIMEOUT(m_repository->jobs()->rowCount(), 6, kWaitMs);
    QTest::qWait(50);
    QCOMPARE(m_server->count("GET", "/v1/fine_tuning/jobs") - before, 3); // the third has a known job
}

void TstFollow::aListThatBrokeOffIsMadeWhole()
{
    for (int i = 0; i < 5; ++i)
        m_server->set("ftjob-" + QByteArray::number(i), "succeeded");
    m_server->fails = [](const FaultRequest &request) {
        return request.query().contains("after=");
    };
    open({}, 2);
    QCOMPARE(m_repository->jobs()->rowCount(), 2);
    QVERIFY(m_repository->accounts().front().error.has_value());
    m_server->fails = {};
    m_repository->lookAgain();
    QTRY_COMPARE_WITH_TIMEOUT(m_repository->jobs()->rowCount(), 5, kWaitMs);
    QTRY_VERIFY_WITH_TIMEOUT(!m_repository->isSyncing(), kWaitMs);
    const qsizetype before = m_server->count("GET", "/v1/fine_tuning/jobs");
    m_repository->lookAgain(); // now the first page is enough
    QTRY_VERIFY_WITH_TIMEOUT(m_server->count("GET", "/v1/fine_tuning/jobs") > before, kWaitMs);
    QTest::qWait(100);
    QCOMPARE(m_server->count("GET", "/v1/fine_tuning/jobs") - before, 1);
}

// A page that always fails: not every look lists everything again.
void TstFollow::aPageThatAlwaysFailsIsAskedForLaterAndLater()
{
    for (int i = 0; i < 5; ++i)
        m_server->set("ftjob-" + QByteArray::number(i), "succeeded");
    m_server->fails = [](const FaultRequest &request) {
        return request.query().contains("after=");
    };
    open({}, 2, 3'600'000);
    const auto look = [this] {
        const qsizetype before = m_server->count("GET", "/v1/fine_tuning/jobs");
        m_repository->lookAgain();
        const auto isDone = [&] {
            return m_server->count("GET", "/v1/fine_tuning/jobs") > before &&
                   m_repository->accounts().front().lastSyncMs >= 0 && !m_repository->isSyncing();
        };
        if (!QTest::qWaitFor(isDone, kWaitMs))
            return qsizetype(-1);
        QTest::qWait(200); // its retries too
        return m_server->count("GET", "/v1/fine_tuning/jobs") - before;
    };
    QVERIFY(look() > 1); // at once
    QCOMPARE(look(), 1); // then only what is new, until the wait is over
    QCOMPARE(look(), 1);
    QCOMPARE(m_repository->jobs()->rowCount(), 2);
}

// However often it was knocked at in vain: what changed meanwhile may be on any page.
void TstFollow::aHostThatWasAwayIsListedWholeAtOnce()
{
    for (int i = 0; i < 5; ++i)
        m_server->set("ftjob-" + QByteArray::number(i), "succeeded");
    open({}, 2, 3'600'000);
    QCOMPARE(m_repository->jobs()->rowCount(), 5);
    m_server->fails = [](const FaultRequest &) {
        return true;
    };
    open({}, 2, 3'600'000);
    const auto asked = [this] {
        return m_server->count("GET", "/v1/fine_tuning/jobs");
    };
    for (int look = 0; look < 3; ++look) {
        const qsizetype before = asked();
        m_repository->lookAgain();
        QTRY_VERIFY_WITH_TIMEOUT(asked() > before && !m_repository->isSyncing(), kWaitMs);
        QCOMPARE(asked() - before, 1);
    }
    m_server->fails = {};
    const qsizetype before = asked();
    m_repository->lookAgain();
    QTRY_COMPARE_WITH_TIMEOUT(asked() - before, 3, kWaitMs);
}

void TstFollow::aListingThatWasStoppedStaysStopped()
{
    for (int i = 0; i < 5; ++i)
        m_server->set("ftjob-" + QByteArray::number(i), "succeeded");
    open({}, 2);
    QCOMPARE(m_repository->jobs()->rowCount(), 5);
    m_repository->refresh();
    m_repository->cancelRefresh();
    QTRY_VERIFY_WITH_TIMEOUT(!m_repository->isSyncing(), kWaitMs);
    QTest::qWait(100);
    const qsizetype before = m_server->count("GET", "/v1/fine_tuning/jobs");
    m_repository->lookAgain();
    QTRY_VERIFY_WITH_TIMEOUT(m_server->count("GET", "/v1/fine_tuning/jobs") > before, kWaitMs);
    QTest::qWait(100);
    QCOMPARE(m_server->count("GET", "/v1/fine_tuning/jobs") - before, 1);
    m_repository->refresh(); // until it is wanted again
    QTRY_COMPARE_WITH_TIMEOUT(m_server->count("GET", "/v1/fine_tuning/jobs") - before, 4, kWaitMs);
}

void TstFollow::aJobThatEndsOnItsPageIsReadToItsEnd()
{
    m_server->set("ftjob-a", "running");
    open();
    const auto shown = std::make_shared<JobDetails>(); // the repository stays for longer than this
    connect(m_repository.get(), &Repository::jobOpened, this,
            [shown](const JobDetails &details) { *shown = details; });
    m_repository->open(key(u"ftjob-a"_s));
    QTRY_VERIFY_WITH_TIMEOUT(shown->fresh, kWaitMs);
    // It ends, and more requests fail than one call tries: first for the job, then for its events.
    m_server->set("ftjob-a", "succeeded");
    int jobFaults = 0;
    int eventFaults = 0;
    m_server->fails = [&](const FaultRequest &request) {
        if (request.path().endsWith("/ftjob-a"))
            return ++jobFaults <= 4;
        return request.path().endsWith("/events") && ++eventFaults <= 12;
    };
    m_repository->lookAgain();
    QTRY_COMPARE_WITH_TIMEOUT(shown->job.status, u"succeeded"_s, kWaitMs);
    const auto isFinished = [this] {
        const auto archive = test::need(Archive::open({m_folder->filePath(u"archive.sqlite"_s), 5000, true}));
        return test::need(archive->records().details(key(u"ftjob-a"_s))).isFinished;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isFinished(), kWaitMs);
    QVERIFY(jobFaults > 4);
    QVERIFY(eventFaults > 12);
}

void TstFollow::aPageThatIsLeftIsReadToItsEndAllTheSame()
{
    m_server->set("ftjob-a", "running");
    m_server->set("ftjob-b", "succeeded");
    open();
    const auto shown = std::make_shared<JobDetails>(); // the repository stays for longer than this
    connect(m_repository.get(), &Repository::jobOpened, this,
            [shown](const JobDetails &details) { *shown = details; });
    m_repository->open(key(u"ftjob-a"_s));
    QTRY_VERIFY_WITH_TIMEOUT(shown->fresh, kWaitMs);
    // It ends, and its events come only when somebody else looks.
    bool fails = true;
    m_server->fails = [&fails](const FaultRequest &request) {
        return fails && request.path().endsWith("/ftjob-a/events");
    };
    m_server->set("ftjob-a", "succeeded");
    m_repository->lookAgain();
    QTRY_COMPARE_WITH_TIMEOUT(shown->job.status, u"succeeded"_s, kWaitMs);
    QTest::qWait(200);
    m_repository->open(key(u"ftjob-b"_s));
    fails = false;
    const auto isFinished = [this] {
        const auto archive = test::need(Archive::open({m_folder->filePath(u"archive.sqlite"_s), 5000, true}));
        return test::need(archive->records().details(key(u"ftjob-a"_s))).isFinished;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isFinished(), kWaitMs);
}

void TstFollow::jobsBeyondTheFirstPageAreAskedSingly()
{
    m_server->set("ftjob-old", "running");
    m_server->set("ftjob-new", "running");
    open({}, 1);
    // Never asked for alone yet, it is asked for at once.
    QTRY_VERIFY_WITH_TIMEOUT(m_server->count("GET", "/v1/fine_tuning/jobs/ftjob-old") == 1, kWaitMs);
    QCOMPARE(m_server->count("GET", "/v1/fine_tuning/jobs/ftjob-new"), 0);
}

void TstFollow::pollsAreSentOnce()
{
    m_server->set("ftjob-a", "running");
    open();
    m_server->failing = 500;
    const qsizetype before = m_server->count("GET", "/v1/fine_tuning/jobs");
    m_repository->lookAgain();
    QTRY_VERIFY_WITH_TIMEOUT(m_repository->accounts().front().error.has_value(), kWaitMs);
    QTest::qWait(200);
    QCOMPARE(m_server->count("GET", "/v1/fine_tuning/jobs") - before, 1);
}

void TstFollow::aRefusedKeyEndsThePolls()
{
    m_server->set("ftjob-a", "running");
    open();
    m_server->failing = 401;
    m_repository->lookAgain();
    QTRY_VERIFY_WITH_TIMEOUT(m_repository->accounts().front().error.has_value(), kWaitMs);
    const qsizetype before = m_server->server.requests().size();
    m_repository->lookAgain();
    QTest::qWait(300);
    QCOMPARE(m_server->server.requests().size(), before);
    m_server->failing = 0;
    m_repository->refresh(); // the user asks
    QTRY_VERIFY_WITH_TIMEOUT(!m_repository->accounts().front().error.has_value(), kWaitMs);
}

void TstFollow::pausedFollowingAsksNothing()
{
    m_server->set("ftjob-a", "running");
    open();
    m_repository->setFollowingPaused(true);
    QTest::qWait(50);
    const qsizetype before = m_server->server.requests().size();
    m_repository->lookAgain();
    QTest::qWait(300);
    QCOMPARE(m_server->server.requests().size(), before);
    m_repository->setFollowingPaused(false);
    QTRY_VERIFY_WITH_TIMEOUT(m_server->server.requests().size() > before, kWaitMs);
}

void TstFollow::runningJobsAreCounted()
{
    m_server->set("ftjob-a", "running");
    m_server->set("ftjob-b", "queued");
    open();
    QCOMPARE(m_repository->runningCount(), 1);
    QSignalSpy changed(m_repository.get(), &Repository::runningChanged);
    m_server->set("ftjob-b", "running");
    lookAndWaitFor(u"ftjob-b"_s, u"running"_s);
    QCOMPARE(m_repository->runningCount(), 2);
    QVERIFY(!changed.isEmpty());
    m_server->set("ftjob-a", "cancelled");
    lookAndWaitFor(u"ftjob-a"_s, u"cancelled"_s);
    QCOMPARE(m_repository->runningCount(), 1);
}

void TstFollow::actionsAreSentOnce()
{
    m_server->set("ftjob-a", "running");
    open();
    m_server->post = [this](const QByteArray &id, const QByteArray &action) {
        m_server->set(id, action == "cancel" ? "cancelled" : action == "pause" ? "paused" : "running");
        return FaultAnswer::json(200, R"({"id":")" + id + R"(","status":")" +
                                          (action == "cancel"  ? "cancelled"
                                           : action == "pause" ? "paused"
                                                               : "running") +
                                          R"(","created_at":1700000000})");
    };
    Result<QString> answer = act(u"ftjob-a"_s, JobAction::Pause);
    QVERIFY(answer);
    QCOMPARE(*answer, u"paused"_s);
    QCOMPARE(status(u"ftjob-a"_s), u"paused"_s);
    answer = act(u"ftjob-a"_s, JobAction::Resume);
    QCOMPARE(*answer, u"running"_s);
    answer = act(u"ftjob-a"_s, JobAction::Cancel);
    QCOMPARE(*answer, u"cancelled"_s);
    for (const char *action : {"pause", "resume", "cancel"})
        QCOMPARE(m_server->count("POST", QByteArray("/v1/fine_tuning/jobs/ftjob-a/") + action), 1);
    for (const FaultRequest &request : m_server->server.requests()) {
        if (request.method == "POST")
            QCOMPARE(request.body, QByteArray("{}"));
    }
    m_server->post = [](const QByteArray &, const QByteArray &) {
        return FaultAnswer::json(400, R"({"error":{"message":"Job has already ended."}})");
    };
    answer = act(u"ftjob-a"_s, JobAction::Cancel);
    QVERIFY(!answer);
    QVERIFY(answer.error().text().contains(u"Job has already ended."));
}

void TstFollow::whatTheUserDidIsNotTold()
{
    m_server->set("ftjob-a", "running");
    open();
    m_server->post = [this](const QByteArray &id, const QByteArray &) {
        m_server->set(id, "pausing");
        return FaultAnswer::json(200, R"({"id":"ftjob-a","status":"pausing","created_at":1700000000})");
    };
    QVERIFY(act(u"ftjob-a"_s, JobAction::Pause));
    m_server->set("ftjob-a", "paused");
    lookAndWaitFor(u"ftjob-a"_s, u"paused"_s);
    waitForNotices();
    QCOMPARE(m_told, QStringList());
}

void TstFollow::aLostAnswerIsLookedUp_data()
{
    QTest::addColumn<QByteArray>("becomes");
    QTest::addColumn<bool>("isDone");
    QTest::newRow("it was done") << QByteArray("paused") << true;
    QTest::newRow("it was not done") << QByteArray("running") << false;
}

void TstFollow::aLostAnswerIsLookedUp()
{
    QFETCH(const QByteArray, becomes);
    QFETCH(const bool, isDone);
    m_server->set("ftjob-a", "running");
    open();
    m_server->post = [this, becomes](const QByteArray &id, const QByteArray &) {
        m_server->set(id, becomes);
        return FaultAnswer::close();
    };
    const Result<QString> answer = act(u"ftjob-a"_s, JobAction::Pause);
    QCOMPARE(bool(answer), isDone);
    QCOMPARE(m_server->count("POST", "/v1/fine_tuning/jobs/ftjob-a/pause"), 1);
    QVERIFY(m_server->count("GET", "/v1/fine_tuning/jobs/ftjob-a") >= 1);
    QCOMPARE(status(u"ftjob-a"_s), QString::fromUtf8(becomes));
    if (!isDone)
        QVERIFY(!answer.error().worthRetrying()); // never again by a button
}

void TstFollow::readOnlyAccountsChangeNothing()
{
    AccountOptions options;
    options.readOnly = true;
    m_server->set("ftjob-a", "running");
    open(options);
    const Result<QString> answer = act(u"ftjob-a"_s, JobAction::Cancel);
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, ApiError::Kind::NotAllowed);
    QVERIFY(std::none_of(m_server->server.requests().begin(), m_server->server.requests().end(),
                         [](const FaultRequest &request) { return request.method == "POST"; }));
}

void TstFollow::statusesAllowWhatTheyAllow()
{
    const auto allowed = [](QStringView word) {
        const Status status = statusOf(word);
        QString letters;
        letters += isPossible(JobAction::Cancel, status) ? u'c' : u'-';
        letters += isPossible(JobAction::Pause, status) ? u'p' : u'-';
        letters += isPossible(JobAction::Resume, status) ? u'r' : u'-';
        return letters;
    };
    QCOMPARE(allowed(u"running"), u"cp-"_s);
    QCOMPARE(allowed(u"queued"), u"cp-"_s);
    QCOMPARE(allowed(u"paused"), u"c-r"_s);
    QCOMPARE(allowed(u"succeeded"), u"---"_s);
    QCOMPARE(allowed(u"cancelled"), u"---"_s);
    QCOMPARE(allowed(u"a_word_of_tomorrow"), u"cpr"_s); // the server decides
}

QTEST_GUILESS_MAIN(TstFollow)
#include "tst_follow.moc"
