// SPDX-License-Identifier: GPL-3.0-or-later
// The repository on the demo account, over a network that fails in one way or another: in the end the list is
// the server's, nothing is there twice, nothing is lost, and no more was asked than the plan allows.
#include "app/api/readjson.h"
#include "app/api/terms.h"
#include "app/archive/archiverecords.h"
#include "app/demo/demoserver.h"
#include "app/models/jobsmodel.h"
#include "app/repository/jobrecords.h"
#include "app/repository/recordsreading.h"
#include "app/repository/repository.h"
#include "tests/support/archivefile.h"
#include "tests/support/faultproxy.h"
#include "tests/support/seed.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;
using namespace tuneboard;

namespace {

bool isLong()
{
    return qEnvironmentVariableIsSet("TUNEBOARD_LONG");
}

int waitMs()
{
    return isLong() ? 1'500'000 : 120'000;
}

constexpr qint64 kStartMs = 1'764'000'000'000;
constexpr qint64 kMinuteMs = 60'000;
constexpr qint64 kDayMs = 86'400'000;
constexpr qint64 kKiB = 1024;
constexpr int kJobs = 240;
constexpr int kWatched = 2; ///< the demo's job that runs from the start
// From the plan and from the retries, see pollplan.h and retry.h.
constexpr double kListEveryMs = 30'000 * 0.8;
constexpr double kEventsEveryMs = 15'000 * 0.8;
constexpr int kAttempts = 3;

struct World;
/// What happens while the account is read; called each time the server has moved on.
using Happening = std::function<void(World &)>;

struct Fault
{
    Faults network;
    Happening happening; ///< empty: nothing beside
    /// Whether it has happened at all: a run without its fault tests nothing.
    std::function<bool(const FaultProxy &)> hasHappened;
    double scale = 30; ///< how many times shorter all waits are than in the program
    int jobs = kJobs;
    qint64 wallAheadMs = 0; ///< of the machine's clock, at the start
};

Timing timingOf(double scale)
{
    Timing timing;
    for (qint64 *ms : {&timing.baseMs, &timing.maxMs, &timing.longestWaitMs, &timing.connectMs,
                       &timing.deadlineMs, &timing.longestCoolDownMs})
        *ms = qint64(double(*ms) / scale);
    return timing;
}

struct World
{
    World(const Fault &fault, quint32 seed)
        : speed(fault.scale * 15)
        , wallMs(QDateTime::currentMSecsSinceEpoch() + fault.wallAheadMs)
        , server(serverOptions(fault.jobs))
        , proxy(listening(), seed)
    {
        proxy.setFaults(fault.network);
        Repository::Options options;
        options.archivePath = folder.filePath(u"archive.sqlite"_s);
        options.timing = timingOf(fault.scale);
        options.follows = true;
        options.followSpeed = speed;
        options.backfillRetryMs = int(60'000 / speed);
        options.clockMs = [this] {
            return wallMs;
        };
        repository = std::make_unique<Repository>(std::move(options));
        AccountRecord record;
        record.name = u"Test"_s;
        record.baseUrl = proxy.url(u"/v1"_s).toString();
        record.dialect = u"compatible"_s;
        Endpoint endpoint;
        endpoint.dialect = DialectKind::Compatible;
        endpoint.baseUrl = proxy.url(u"/v1"_s);
        endpoint.key = Secret(server.key());
        repository->addAccount(record, endpoint);
        QObject::connect(repository.get(), &Repository::recordsChanged, repository.get(),
                         [this](const JobRecords &now) { records = now; });
        repository->start();
    }

    [[nodiscard]] qint64 account() const { return repository->accounts().front().record.number; }
    [[nodiscard]] QString id(int job) const { return QString::fromUtf8(server.scenario().jobId(job)); }
    /// "id status", sorted, of the server and of the list.
    [[nodiscard]] QStringList served() const
    {
        QStringList all;
        for (int job = 0; job < server.scenario().jobCount(); ++job) {
            const QString word = QString::fromUtf8(server.scenario().status(job, serverMs));
            all.append(id(job) + u' ' + statusKey(statusOf(word), word));
        }
        all.sort();
        return all;
    }
    [[nodiscard]] QStringList listed() const
    {
        QStringList all;
        const JobsModel &model = *repository->jobs();
        for (int row = 0; row < model.rowCount(); ++row) {
            const QModelIndex index = model.index(row, 0);
            all.append(index.data(JobsModel::IdRole).toString() + u' ' +
                       index.data(JobsModel::StatusRole).toString());
        }
        all.sort();
        return all;
    }
    /// Ids of a job's events, newest first, as the server has them.
    [[nodiscard]] QStringList servedEvents(int job) const
    {
        QStringList ids;
        for (qint64 event = 0; event < server.scenario().eventCount(job, serverMs); ++event) {
            const Result<Value> value = readJson(server.scenario().event(job, event, serverMs));
            ids.append(value ? value->string(u"id") : QString());
        }
        return ids;
    }
    [[nodiscard]] QStringList shownEvents() const
    {
        QStringList ids;
        for (const EventRow &event : *records.events)
            ids.append(event.id);
        return ids;
    }
    /// The list and the opened job are what the server has.
    [[nodiscard]] bool isEven() const
    {
        return records.events &&
               std::ssize(*records.events) == server.scenario().eventCount(kWatched, serverMs) &&
               listed() == served() && shownEvents() == servedEvents(kWatched);
    }
    /// What isEven() finds odd, for the message.
    [[nodiscard]] QString difference() const
    {
        const QStringList mine = listed();
        const QStringList theirs = served();
        QString text = u"%1 of %2 jobs"_s.arg(mine.size()).arg(theirs.size());
        for (qsizetype i = 0; i < std::min(mine.size(), theirs.size()); ++i) {
            if (mine[i] != theirs[i])
                text += u", "_s + mine[i] + u" for "_s + theirs[i];
        }
        return text + u"; %1 of %2 events, complete %3, loading %4; %5 requests"_s
                          .arg(records.events ? std::ssize(*records.events) : -1)
                          .arg(server.scenario().eventCount(kWatched, serverMs))
                          .arg(records.eventsState.isComplete)
                          .arg(records.eventsState.isLoading)
                          .arg(proxy.seen().size());
    }
    /// Each of the last requests, and what it came to.
    void tellRequests() const
    {
        constexpr std::ptrdiff_t kLast = 60;
        const auto &seen = proxy.seen();
        for (auto it = seen.end() - std::min(kLast, std::ssize(seen)); it != seen.end(); ++it)
            qInfo("%lld ms %s: %s", qlonglong(it->request.atMs), it->request.target.constData(),
                  FaultProxy::name(it->fate));
    }
    void move(qint64 ms)
    {
        serverMs += ms;
        wallMs += ms;
    }

    double speed; ///< how many times faster jobs are followed
    qint64 wallMs;
    qint64 serverMs = kStartMs;
    QTemporaryDir folder;
    DemoServer server;
    FaultProxy proxy;
    JobRecords records;
    std::unique_ptr<Repository> repository;

private:
    DemoServerOptions serverOptions(int jobs)
    {
        DemoServerOptions options;
        options.scenario.jobs = jobs;
        options.scenario.nowSecs = kStartMs / 1000;
        options.clockMs = [this] {
            return serverMs;
        };
        return options;
    }
    quint16 listening()
    {
        if (!server.listen())
            qFatal("no port on loopback");
        return quint16(server.baseUrl().port());
    }
};

/// How often one and the same thing may be asked for at most, when it is looked at every `everyMs`.
double allowed(const World &world, double everyMs, int extra)
{
    return (double(world.proxy.elapsedMs()) * world.speed / everyMs + 1 + extra) * kAttempts;
}

/// What the archive lacks of a job, for the message.
QString missing(Archive &archive, const JobKey &key)
{
    const DetailsState state = test::need(archive.records().details(key));
    QString text = u"%1 is not finished: events %2, checkpoints %3"_s.arg(key.id)
                       .arg(state.eventsComplete)
                       .arg(state.checkpointsComplete);
    const std::atomic<bool> isEnding = false;
    const KeptRecords kept = test::need(readRecords(archive, key, RecordsDepth::Outline, isEnding));
    for (const JobFile &file : kept.files)
        text += u", "_s + file.id + u' ' + QString::number(int(file.content)) +
                (file.object ? u""_s : u" no object"_s);
    return text + u", status "_s + (kept.outline ? kept.outline->status : u"none"_s);
}

bool has(const FaultProxy &proxy, FaultProxy::Fate fate)
{
    return proxy.count(fate) > 0;
}

} // namespace

Q_DECLARE_METATYPE(Fault)

class tst_FaultRuns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theAccountIsReadWhole_data();
    void theAccountIsReadWhole();

private:
    static void checkArchive(World &world);
    static void checkRequests(const World &world);
    static void checkWaits(const FaultProxy &proxy);
};

void tst_FaultRuns::theAccountIsReadWhole_data()
{
    using Fate = FaultProxy::Fate;
    QTest::addColumn<Fault>("fault");
    const auto add = [](const char *name, const Fault &fault) {
        QTest::newRow(name) << fault;
    };
    const auto resets = [](const FaultProxy &proxy) {
        return has(proxy, Fate::ResetBefore) || has(proxy, Fate::ResetWithin);
    };
    const auto refusals = [](const FaultProxy &proxy) {
        return has(proxy, Fate::Refused);
    };
    const auto always = [](const FaultProxy &) {
        return true;
    };
    const auto refuse = [](int status, int times, const QByteArray &after) {
        return [=](World &world) {
            world.proxy.refuse(status, times, after);
        };
    };
    add("a good network", {{}, {}, always});
    add("latency of 0 to 5 s", {{.latencyMs = 5000 / 30}, {}, always});
    add("1 % of the connections reset", {{.resets = 0.01}, {}, always});
    add("10 % of the connections reset", {{.resets = 0.1}, {}, always});
    add("30 % of the connections reset", {{.resets = 0.3}, {}, resets});
    const auto smallerPages = [](const FaultProxy &proxy) {
        return std::any_of(proxy.seen().begin(), proxy.seen().end(),
                           [](const auto &seen) { return seen.request.target.contains("limit=25"); });
    };
    add("1 KB/s", {{.bytesPerSecond = 60 * kKiB}, {}, smallerPages, 60, 60});
    add("bursts of 500", {{}, refuse(500, 6, {}), refusals});
    add("bursts of 503 with a time", {{}, refuse(503, 4, "0.3"), refusals});
    add("a storm of 429", {{}, refuse(429, 6, {}), refusals});
    add("a storm of 429 with a time", {{}, refuse(429, 3, "0.5"), refusals});
    add("a 429 with a long time", {{}, refuse(429, 1, "2.5"), refusals});
    add("answers out of order", {{.overtaking = true}, {}, [](const FaultProxy &proxy) {
                                     return proxy.overtaken() > 0;
                                 }});
    add("a clock that jumps forward", {{}, [=](World &world) { world.wallMs += kDayMs; }, always});
    add("a clock that jumps back",
        {{}, [=](World &world) { world.wallMs -= kDayMs; }, always, 30, kJobs, 9 * kDayMs});
    add("a network that goes and comes", {{},
                                          [](World &world) {
                                              world.proxy.setUp(false);
                                              QTest::qWait(300);
                                              world.proxy.setUp(true);
                                          },
                                          always});
    add("all of it", {{.latencyMs = 50, .resets = 0.05, .bytesPerSecond = 400'000, .overtaking = true},
                      refuse(503, 2, "0.1"),
                      refusals});
    if (isLong()) {
        add("latency of 0 to 5 s, true to scale", {{.latencyMs = 5000}, {}, always, 1});
        add("1 KB/s, true to scale", {{.bytesPerSecond = 1024}, {}, smallerPages, 1, 60});
        add("30 % reset, true to scale", {{.resets = 0.3}, {}, resets, 1});
    }
}

void tst_FaultRuns::theAccountIsReadWhole()
{
    QFETCH(const Fault, fault);
    World world(fault, test::drawSeed());
    const auto happen = [&] {
        if (fault.happening)
            fault.happening(world);
    };
    happen();
    QTRY_VERIFY_WITH_TIMEOUT(world.repository->jobs()->indexOf(world.account(), world.id(kWatched)).isValid(),
                             waitMs());
    world.repository->open({world.account(), world.id(kWatched)});
    QVERIFY2(QTest::qWaitFor([&] { return world.isEven(); }, waitMs()), qPrintable(world.difference()));

    world.move(2 * kMinuteMs); // jobs go on, and have new events
    happen();
    QVERIFY2(QTest::qWaitFor([&] { return world.isEven(); }, waitMs()), qPrintable(world.difference()));
    QCOMPARE(world.server.scenario().status(kWatched, world.serverMs), "running");

    world.move(60 * kMinuteMs); // they end
    happen();
    QVERIFY2(QTest::qWaitFor([&] { return world.isEven(); }, waitMs()), qPrintable(world.difference()));
    QCOMPARE(world.server.scenario().status(kWatched, world.serverMs), "succeeded");
    QVERIFY(fault.hasHappened(world.proxy));
    checkArchive(world);
    checkRequests(world);
    checkWaits(world.proxy);
}

// What the next start will show: every job once, with its last status, and all that happened to those which
// ended meanwhile.
void tst_FaultRuns::checkArchive(World &world)
{
    const qint64 account = world.account();
    const QString path = world.folder.filePath(u"archive.sqlite"_s);
    const auto archive = test::need(Archive::open({path, 5000, true}));
    for (const int job : {0, 1, kWatched}) {
        const auto isFinished = [&] {
            return test::need(archive->records().details({account, world.id(job)})).isFinished;
        };
        if (!QTest::qWaitFor(isFinished, waitMs())) {
            world.tellRequests();
            QFAIL(qPrintable(missing(*archive, {account, world.id(job)})));
        }
        QStringList kept;
        const auto error =
            archive->records().readEvents({account, world.id(job)}, [&](qint64, QByteArrayView raw) {
                const Result<Value> value = readJson(raw);
                kept.append(value ? value->string(u"id") : QString());
                return true;
            });
        QVERIFY(!error);
        QCOMPARE(kept, world.servedEvents(job));
    }
    world.repository.reset(); // writes what is still to be written
    QStringList kept;
    const auto error = archive->readAll(1000, [&](const JobRows &rows) {
        for (const JobRow &row : rows.rows)
            kept.append(QString::fromUtf8(row.id) + u' ' + QString::fromUtf8(row.status));
        return true;
    });
    QVERIFY(!error);
    kept.sort();
    QCOMPARE(kept, world.served());
}

// Pages, jobs and events each by their own address: each as often as the plan looks, times the retries.
void tst_FaultRuns::checkRequests(const World &world)
{
    QHash<QByteArray, int> counts;
    for (const FaultProxy::Seen &seen : world.proxy.seen())
        ++counts[seen.request.target];
    for (auto it = counts.cbegin(); it != counts.cend(); ++it) {
        const double every =
            it.key().contains("/events") || it.key().contains("/checkpoints") || it.key().contains("/files/")
                ? kEventsEveryMs
                : kListEveryMs;
        const double most = allowed(world, every, 3);
        QVERIFY2(it.value() <= most,
                 qPrintable(u"%1: %2 times, allowed are %3"_s.arg(QString::fromUtf8(it.key()))
                                .arg(it.value())
                                .arg(most)));
    }
    qInfo("%zu requests, of which %lld reset, %lld refused, %d overtaken", world.proxy.seen().size(),
          qlonglong(world.proxy.count(FaultProxy::Fate::ResetBefore) +
                    world.proxy.count(FaultProxy::Fate::ResetWithin)),
          qlonglong(world.proxy.count(FaultProxy::Fate::Refused)), world.proxy.overtaken());
}

// Nothing comes before the time that a refusal named, but what was on its way already.
void tst_FaultRuns::checkWaits(const FaultProxy &proxy)
{
    const auto &seen = proxy.seen();
    for (std::size_t i = 0; i < seen.size(); ++i) {
        if (seen[i].waitMs == 0)
            continue;
        const qint64 until = seen[i].request.atMs + seen[i].waitMs - 5; // a timer may round down
        const auto early = std::count_if(seen.begin() + std::ptrdiff_t(i) + 1, seen.end(),
                                         [&](const auto &later) { return later.request.atMs < until; });
        QVERIFY2(early < ApiClient::maxAtOnce, qPrintable(u"%1 requests came early"_s.arg(early)));
    }
}

QTEST_GUILESS_MAIN(tst_FaultRuns)
#include "tst_faultruns.moc"
