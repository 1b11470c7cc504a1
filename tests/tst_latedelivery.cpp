// SPDX-License-Identifier: GPL-3.0-or-later
// Answers that are still to be delivered when an account is removed, its key changes, another job is opened,
// or the repository goes: before each delivery of a small session, one after the other.
#include "app/models/jobsmodel.h"
#include "app/repository/jobrecords.h"
#include "app/repository/repository.h"
#include "tests/support/faultserver.h"
#include "tests/support/latedelivery.h"
#include "tests/support/livingobjects.h"
#include "tests/support/waiting.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tuneboard;
using namespace tuneboard::test;

namespace {

using tuneboard::test::kWaitMs;

QByteArray jobJson(const QByteArray &id, const QByteArray &status = "running")
{
    return R"({"object":"fine_tuning.job","id":")" + id + R"(","status":")" + status +
           R"(","model":"gpt-4o","created_at":1700000000,"training_file":"file-t","result_files":["file-r"]})";
}

QByteArray eventJson(int number)
{
    return R"({"object":"fine_tuning.job.event","id":"ftevent-)" + QByteArray::number(number) +
           R"(","created_at":1700000000,"level":"info","type":"metrics","message":"Step","data":{"step":)" +
           QByteArray::number(number) + R"(,"train_loss":0.5}})";
}

// The job "a" is listed and has events; "b" is known to the server alone, and has a result and no events.
FaultAnswer answer(const FaultRequest &request)
{
    const QByteArray path = request.path();
    const QByteArray id = path.contains("/b") ? "b" : "a";
    if (request.method == "POST")
        return FaultAnswer::json(200, jobJson("a", "paused"));
    if (path.endsWith("/jobs"))
        return FaultAnswer::json(200, R"({"data":[)" + jobJson("a") + R"(],"has_more":false})");
    if (path.endsWith("/content"))
        return FaultAnswer::text(200, "text/csv", "step,train_loss\n1,0.5\n2,0.25\n");
    if (path.contains("/files/"))
        return FaultAnswer::json(200, R"({"object":"file","id":")" + path.split('/').last() +
                                          R"(","filename":"a.csv","bytes":32})");
    if (path.endsWith("/checkpoints"))
        return FaultAnswer::json(200, R"({"data":[],"has_more":false})");
    if (path.endsWith("/events"))
        return FaultAnswer::json(200, R"({"data":[)" +
                                          (id == "a" ? eventJson(2) + ',' + eventJson(1) : QByteArray()) +
                                          R"(],"has_more":false})");
    if (path.endsWith("/models"))
        return FaultAnswer::json(200, R"({"data":[{"id":"gpt-4o","shutdown_date":"2027-01-31"}]})");
    return FaultAnswer::json(200, jobJson(id, id == "b" ? "succeeded" : "running"));
}

// One account at one server, whose job "a" is listed, opened, looked for, paused and downloaded from.
struct Small
{
    Small()
    {
        server.always(&answer);
        QFile file(folder.filePath(u"jobs.json"_s));
        if (file.open(QIODevice::WriteOnly))
            file.write(jobJson("in-a-file"));
        Repository::Options options;
        options.archivePath = folder.filePath(u"archive.sqlite"_s);
        options.timing.baseMs = 1;
        options.timing.maxMs = 2;
        options.backfillPerMinute = 60'000;
        options.backfillRetryMs = 5;
        repository = std::make_unique<Repository>(std::move(options));
        QObject::connect(repository.get(), &Repository::noticed, repository.get(),
                         [this](const Notice &notice) { notices.append(notice.text); });
        QObject::connect(repository.get(), &Repository::recordsChanged, repository.get(),
                         [this](const JobRecords &now) { records = now; });
        record.uuid = QUuid::createUuid();
        record.name = u"Small"_s;
        record.baseUrl = server.url(u"/v1"_s).toString();
        record.dialect = u"compatible"_s;
        repository->addAccount(record, endpoint("sk-first"));
        repository->start();
    }

    [[nodiscard]] Endpoint endpoint(const QByteArray &key) const
    {
        Endpoint made;
        made.dialect = DialectKind::Compatible;
        made.baseUrl = server.url(u"/v1"_s);
        made.key = Secret(key);
        return made;
    }
    [[nodiscard]] qint64 number() const
    {
        return repository && !repository->accounts().empty() ? repository->accounts()[0].record.number : 0;
    }
    void countAnswer() { ++(isOver ? lateAnswers : answers); }

    // Each step begins once the one before it has had its answer, or nothing of it is left.
    void begin()
    {
        if (!repository)
            return;
        const JobKey a{number(), u"a"_s};
        repository->open(a);
        repository->locate(u"a"_s, &context, [this](const std::vector<JobKey> &) { countAnswer(); });
        repository->locateMakers(u"m"_s, u"m"_s, &context,
                                 [this](const std::vector<JobKey> &) { countAnswer(); });
        repository->lookUp(u"a"_s, {a.account}, &context,
                           [this](const Result<std::vector<JobKey>> &) { countAnswer(); });
        repository->rawJobs({a}, &context, [this](const Result<QByteArrayList> &) { countAnswer(); });
        repository->showFile(folder.filePath(u"jobs.json"_s), &context,
                             [this](const Result<JobKey> &) { countAnswer(); });
        repository->act(a, JobAction::Pause, &context, [this](const Result<QString> &) { countAnswer(); });
    }
    void spin(const std::function<bool()> &isEnough, int forMs = kWaitMs) const
    {
        (void)QTest::qWaitFor(isEnough, forMs);
    }
    // Until everything has come, or `late` has happened.
    void run(const LateDelivery &late)
    {
        spin([&] { return late.hasHappened() || repository->isSettled(); });
        if (late.hasHappened())
            return;
        begin();
        spin([&] { return late.hasHappened() || (answers == 6 && isWhole(u"a"_s)); });
        if (!late.hasHappened())
            repository->downloadFile({number(), u"a"_s}, u"file-t"_s);
        spin([&] {
            return late.hasHappened() ||
                   (!records.files.empty() && records.files.front().content == JobFile::Content::Kept);
        });
    }
    [[nodiscard]] bool isWhole(const QString &id) const
    {
        return records.key.id == id && records.metrics && !records.eventsState.isLoading &&
               !records.checkpointsState.isLoading && records.files.size() == 2 &&
               records.files.back().content == JobFile::Content::Kept;
    }

    QTemporaryDir folder;
    FaultServer server;
    AccountRecord record;
    QObject context; // outlives the repository
    int answers = 0;
    int lateAnswers = 0;
    bool isOver = false;
    QStringList notices;
    JobRecords records;
    std::unique_ptr<Repository> repository;
};

// Every delivery takes minutes under the sanitizers; a part of them, spread over the session, takes seconds.
int stride()
{
    return qEnvironmentVariableIsSet("TUNEBOARD_LONG") ? 1 : 7;
}

// Lets everything that is on its way come.
void letCome()
{
    for (int i = 0; i < 30; ++i)
        QTest::qWait(1);
}

} // namespace

class tst_LateDelivery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theAccountMayBeGone_data();
    void theAccountMayBeGone();
    void theRepositoryMayBeGone();
    void theNextJobIsShownWhole();
    void changesOfKeysLeaveNothing();
    void aNewKeyReadsTheOpenJob();
    void aNewKeyReadsTheOtherJobs();
};

void tst_LateDelivery::theAccountMayBeGone_data()
{
    QTest::addColumn<int>("change");
    QTest::newRow("removed, its jobs stay") << 0;
    QTest::newRow("removed with its jobs") << 1;
    QTest::newRow("another key") << 2;
    QTest::newRow("no key any more") << 3;
}

void tst_LateDelivery::theAccountMayBeGone()
{
    QFETCH(int, change);
    int number = 1 + change;
    for (bool isEnd = false; !isEnd; number += stride()) {
        Small small;
        qsizetype asked = 0;
        bool isGone = false;
        const LateDelivery late(number, [&] {
            asked = small.server.requests().size();
            if (change < 2)
                small.repository->removeAccount(small.record.uuid, change == 0, &small.context,
                                                [&](const ArchiveResult<int> &) { isGone = true; });
            else if (change == 2)
                small.repository->setEndpoint(small.record.uuid, small.endpoint("sk-second"));
            else
                small.repository->setEndpoint(small.record.uuid, {});
        });
        small.run(late);
        isEnd = !late.hasHappened();
        if (isEnd)
            break;
        if (change == 2 && small.number() > 0) {
            // It continues with the new key.
            small.spin([&] { return small.repository->isSettled(); });
            small.repository->open({small.number(), u"a"_s});
            QTRY_VERIFY2_WITH_TIMEOUT(small.isWhole(u"a"_s), qPrintable(u"delivery %1"_s.arg(number)),
                                      kWaitMs);
        }
        letCome();
        if (change < 2)
            QTRY_VERIFY2_WITH_TIMEOUT(isGone, qPrintable(u"delivery %1"_s.arg(number)), kWaitMs);
        QVERIFY2(small.notices.isEmpty(),
                 qPrintable(u"delivery %1: "_s.arg(number) + small.notices.join(u' ')));
        if (change == 1)
            QCOMPARE(small.repository->jobs()->table().counts().accounts.value(1), 0);
        // What was sent before may still arrive; nothing is sent with the old key afterwards.
        qsizetype withOldKey = 0;
        for (qsizetype i = asked; i < small.server.requests().size(); ++i)
            withOldKey += small.server.requests()[i].header("authorization") == "Bearer sk-first" ? 1 : 0;
        QVERIFY2(withOldKey <= ApiClient::maxAtOnce, qPrintable(u"delivery %1"_s.arg(number)));
    }
    QVERIFY2(number > 30, qPrintable(QString::number(number)));
}

void tst_LateDelivery::theRepositoryMayBeGone()
{
    int number = 1;
    for (bool isEnd = false; !isEnd; number += stride()) {
        Small small;
        const LateDelivery late(number, [&] {
            small.isOver = true;
            small.repository.reset();
        });
        small.run(late);
        isEnd = !late.hasHappened();
        letCome();
        QVERIFY2(small.lateAnswers == 0, qPrintable(u"delivery %1"_s.arg(number)));
    }
    QVERIFY2(number > 30, qPrintable(QString::number(number)));
}

// Another job is opened while an answer for the one before waits, and comes whole although it has no events.
void tst_LateDelivery::theNextJobIsShownWhole()
{
    int number = 1;
    for (bool isEnd = false; !isEnd; number += stride()) {
        Small small;
        const LateDelivery late(number, [&] {
            if (small.number() == 0)
                return;
            small.repository->open({small.number(), u"b"_s});
            small.spin([&] { return small.isWhole(u"b"_s); }, 400);
        });
        small.run(late);
        isEnd = !late.hasHappened();
        if (isEnd || small.number() == 0 || small.records.key.id.isEmpty())
            continue;
        QTRY_VERIFY2_WITH_TIMEOUT(small.isWhole(u"b"_s), qPrintable(u"delivery %1"_s.arg(number)), kWaitMs);
    }
    QVERIFY2(number > 30, qPrintable(QString::number(number)));
}

void tst_LateDelivery::changesOfKeysLeaveNothing()
{
    const LivingObjects living;
    Small small;
    small.spin([&] { return small.repository->isSettled(); });
    small.repository->open({small.number(), u"a"_s});
    small.spin([&] { return small.isWhole(u"a"_s); });
    for (int i = 0; i < 20; ++i) {
        small.repository->setEndpoint(small.record.uuid, small.endpoint("sk-" + QByteArray::number(i)));
        small.repository->reloadRecords({small.number(), u"a"_s});
        if (i % 3 == 0)
            QTest::qWait(1);
    }
    letCome();
    QTRY_COMPARE_WITH_TIMEOUT(living.count("tuneboard::ApiClient"), 1, kWaitMs);
    QTRY_COMPARE_WITH_TIMEOUT(living.count("QNetworkAccessManager"), 1, kWaitMs);
    bool isGone = false;
    small.repository->removeAccount(small.record.uuid, false, &small.context,
                                    [&](const ArchiveResult<int> &) { isGone = true; });
    QTRY_VERIFY_WITH_TIMEOUT(isGone, kWaitMs);
    QTRY_COMPARE_WITH_TIMEOUT(living.count("tuneboard::ApiClient"), 0, kWaitMs);
}

// The server never answers what is requested of events with the first key.
void tst_LateDelivery::aNewKeyReadsTheOpenJob()
{
    Small small;
    const auto isFirst = [](const FaultRequest &request) {
        return request.header("authorization") == "Bearer sk-first";
    };
    qsizetype waiting = 0;
    small.server.always([&](const FaultRequest &request) {
        if (!isFirst(request) || !request.path().endsWith("/events"))
            return answer(request);
        ++waiting;
        return FaultAnswer::silence();
    });
    small.repository->setBackfillPaused(true);
    small.spin([&] { return small.repository->isSettled(); });
    small.repository->open({small.number(), u"a"_s});
    QTRY_VERIFY_WITH_TIMEOUT(waiting > 0 && !small.records.files.empty(), kWaitMs);
    small.repository->setEndpoint(small.record.uuid, small.endpoint("sk-second"));
    QTRY_VERIFY_WITH_TIMEOUT(small.isWhole(u"a"_s), kWaitMs);
}

void tst_LateDelivery::aNewKeyReadsTheOtherJobs()
{
    Small small;
    qsizetype waiting = 0;
    qsizetype read = 0;
    small.server.always([&](const FaultRequest &request) {
        if (!request.path().endsWith("/events"))
            return answer(request);
        const bool isFirst = request.header("authorization") == "Bearer sk-first";
        ++(isFirst ? waiting : read);
        return isFirst ? FaultAnswer::silence() : answer(request);
    });
    QTRY_VERIFY_WITH_TIMEOUT(waiting > 0, kWaitMs);
    small.repository->setEndpoint(small.record.uuid, small.endpoint("sk-second"));
    QTRY_VERIFY_WITH_TIMEOUT(read > 0, kWaitMs);
}

QTEST_GUILESS_MAIN(tst_LateDelivery)
#include "tst_latedelivery.moc"
