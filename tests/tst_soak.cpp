// SPDX-License-Identifier: GPL-3.0-or-later
// A working day of ten accounts with fifty running jobs, made short: memory stays where it was after the
// first hour, and nothing is left over at the end.
#include "app/models/jobsmodel.h"
#include "app/repository/jobrecords.h"
#include "app/repository/repository.h"
#include "tests/support/faultserver.h"
#include "tests/support/livingobjects.h"
#include "tests/support/waiting.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QUrlQuery>

#include <sqlite3.h>

#include <algorithm>

#ifdef Q_OS_LINUX
#    include <malloc.h>
#    include <unistd.h>
#endif

using namespace Qt::StringLiterals;
using namespace tuneboard;

namespace {

constexpr double kSpeed = 160;
constexpr qint64 kHourMs = 3'600'000;
constexpr int kHours = 8;
constexpr int kAccounts = 10;
constexpr int kRunning = 5; ///< of each account, at any time
constexpr qint64 kLifeMs = 4 * kHourMs;
constexpr qint64 kStartMs = 1'764'000'000'000;
constexpr qint64 kMostGrowth = 5LL * 1024 * 1024;
using tuneboard::test::kWaitMs;

/// Ten accounts, told apart by their keys. In each, `kRunning` jobs take turns: as one ends, the next begins.
/// Everything follows from the time, so that the server itself does not grow.
class Day
{
public:
    Day()
    {
        m_clock.start();
        server.always([this](const FaultRequest &request) { return answer(request); });
    }

    [[nodiscard]] qint64 nowMs() const { return qint64(double(m_clock.elapsed()) * kSpeed); }
    FaultServer server;

private:
    /// A job is `slot`-`turn`; turn n of a slot begins where turn n-1 ends.
    static qint64 beginMs(int slot, qint64 turn) { return (turn - 1) * kLifeMs + slot * kLifeMs / kRunning; }

    static QByteArray json(const QByteArray &account, int slot, qint64 turn, qint64 nowMs)
    {
        const qint64 begin = beginMs(slot, turn);
        const bool isOver = nowMs >= begin + kLifeMs;
        return R"({"object":"fine_tuning.job","id":")" + id(account, slot, turn) + R"(","status":")" +
               (isOver ? "succeeded" : "running") + R"(","model":"gpt-4.1-mini-2025-04-14","created_at":)" +
               QByteArray::number((kStartMs + begin) / 1000) + R"(,"finished_at":)" +
               (isOver ? QByteArray::number((kStartMs + begin + kLifeMs) / 1000) : QByteArray("null")) +
               R"(,"training_file":"","result_files":[],"hyperparameters":{"n_epochs":3}})";
    }
    static QByteArray id(const QByteArray &account, int slot, qint64 turn)
    {
        return "ftjob-" + account + '-' + QByteArray::number(slot) + '-' + QByteArray::number(turn);
    }
    static FaultAnswer page(const QByteArrayList &objects, bool hasMore)
    {
        return FaultAnswer::json(200, R"({"object":"list","data":[)" + objects.join(',') +
                                          R"(],"has_more":)" + (hasMore ? "true" : "false") + '}');
    }

    FaultAnswer answer(const FaultRequest &request) const
    {
        const qint64 now = nowMs();
        const QByteArray account = request.header("authorization").split('-').last();
        const QByteArrayList parts = request.path().split('/');
        if (request.path() == "/v1/fine_tuning/jobs")
            return jobs(account, now);
        const QByteArrayList names = parts.value(4).split('-');
        const int slot = names.value(2).toInt();
        const qint64 turn = names.value(3).toLongLong();
        if (parts.size() == 5)
            return FaultAnswer::json(200, json(account, slot, turn, now));
        if (parts.value(5) == "events")
            return events(parts[4], std::min(now, beginMs(slot, turn) + kLifeMs) - beginMs(slot, turn),
                          QUrlQuery(QString::fromLatin1(request.query())));
        return page({}, false);
    }
    static FaultAnswer jobs(const QByteArray &account, qint64 now)
    {
        QByteArrayList all;
        for (qint64 turn = now / kLifeMs + 1; turn >= 0; --turn) {
            for (int slot = kRunning - 1; slot >= 0; --slot) {
                if (beginMs(slot, turn) <= now)
                    all.append(json(account, slot, turn, now));
            }
        }
        return page(all, false);
    }
    /// One a minute, newest first.
    static FaultAnswer events(const QByteArray &job, qint64 ageMs, const QUrlQuery &query)
    {
        constexpr int limit = 100;
        qint64 newest = ageMs / 60'000;
        if (const QString after = query.queryItemValue(u"after"_s); !after.isEmpty())
            newest = after.section(u'-', -1).toLongLong() - 1;
        QByteArrayList some;
        for (qint64 n = newest; n >= 0 && n > newest - limit; --n) {
            const QByteArray number = QByteArray::number(n);
            some.append(R"({"object":"fine_tuning.job.event","id":"ftevent-)" + job + '-' + number +
                        R"(","created_at":)" + QByteArray::number(kStartMs / 1000 + n * 60) +
                        R"(,"level":"info","type":"metrics","message":"Step )" + number +
                        R"(","data":{"step":)" + number + R"(,"train_loss":1.25,"train_accuracy":0.5}})");
        }
        return page(some, newest - limit >= 0);
    }

    QElapsedTimer m_clock;
};

struct Memory
{
    qint64 resident = 0; ///< bytes
    qint64 used = 0;     ///< of the heap, bytes
    qint64 sqlite = 0;   ///< of `used`: SQLite's, nearly all of it the archive's page cache
};

#ifdef Q_OS_LINUX
Memory memory()
{
    malloc_trim(0);
    QFile statm(u"/proc/self/statm"_s);
    if (!statm.open(QIODevice::ReadOnly))
        qFatal("no /proc/self/statm");
    const struct mallinfo2 heap = mallinfo2();
    return {statm.readAll().split(' ').value(1).toLongLong() * sysconf(_SC_PAGESIZE),
            qint64(heap.uordblks + heap.hblkhd), sqlite3_memory_used()};
}
#endif

} // namespace

class tst_Soak : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDayLeavesNothing();

private:
    static std::unique_ptr<Repository> repositoryOn(Day &day, const QString &archive);
};

std::unique_ptr<Repository> tst_Soak::repositoryOn(Day &day, const QString &archive)
{
    Repository::Options options;
    options.archivePath = archive;
    options.follows = true;
    options.followSpeed = kSpeed;
    options.backfillPerMinute = int(30 * kSpeed);
    options.backfillRetryMs = int(60'000 / kSpeed);
    options.clockMs = [&day] {
        return kStartMs + day.nowMs();
    };
    auto repository = std::make_unique<Repository>(std::move(options));
    for (int i = 0; i < kAccounts; ++i) {
        AccountRecord record;
        record.uuid = QUuid::createUuid();
        record.name = u"Account %1"_s.arg(i);
        record.baseUrl = day.server.url(u"/v1"_s).toString();
        record.project = QString::number(i);
        record.dialect = u"compatible"_s;
        Endpoint endpoint;
        endpoint.dialect = DialectKind::Compatible;
        endpoint.baseUrl = day.server.url(u"/v1"_s);
        endpoint.key = Secret("sk-soak-" + QByteArray::number(i));
        repository->addAccount(record, endpoint);
    }
    return repository;
}

void tst_Soak::aDayLeavesNothing()
{
#ifndef Q_OS_LINUX
    QSKIP("memory is measured on Linux only");
#else
    if (!qEnvironmentVariableIsSet("TUNEBOARD_LONG"))
        QSKIP("takes minutes: only with TUNEBOARD_LONG (packaging/test.sh --long)");
    const QTemporaryDir folder;
    Day day;
    const test::LivingObjects living;
    auto repository = repositoryOn(day, folder.filePath(u"archive.sqlite"_s));
    JobRecords records;
    connect(repository.get(), &Repository::recordsChanged, this,
            [&records](const JobRecords &now) { records = now; });
    repository->start();
    QTRY_VERIFY_WITH_TIMEOUT(repository->isSettled(), kWaitMs);

    // With nothing on the wire: what is there then stays there. The backfill comes to its own end.
    const auto timersAtRest = [&] {
        repository->setFollowingPaused(true);
        const auto isQuiet = [&living] {
            return living.count("QNetworkReply") == 0 && living.count("tuneboard::Call") == 0 &&
                   living.count("tuneboard::RecordsLoader") == 0;
        };
        if (!QTest::qWaitFor(isQuiet, kWaitMs))
            return -1;
        day.server.dropConnections(); // each has a timer of the server's
        QTest::qWait(50);
        const int timers = living.timers();
        repository->setFollowingPaused(false);
        return timers;
    };
    Memory first;
    int firstTimers = 0;
    qint64 requests = 0;
    quint32 opened = 0;
    for (int hour = 1; hour <= kHours; ++hour) {
        while (day.nowMs() < hour * kHourMs) {
            // Somebody reads: every ten minutes another job.
            const JobTable &table = repository->jobs()->table();
            const JobRow row = table.row((opened++ * 7) % table.size());
            repository->open({row.account, QString::fromUtf8(row.id)});
            QTest::qWait(int(600'000 / kSpeed));
            QVERIFY(repository->runningCount() >= kAccounts * kRunning - kAccounts); // some change over
            requests += day.server.requests().size();
            day.server.forgetRequests();
        }
        const int timers = timersAtRest();
        QVERIFY(timers > 0);
        const Memory now = memory();
        const auto megabytes = [](qint64 bytes) {
            return double(bytes) / (1024 * 1024);
        };
        qInfo("hour %d: resident %.1f MB, heap %.1f MB, of it page cache %.1f MB; %d timers, %lld requests, "
              "%d jobs",
              hour, megabytes(now.resident), megabytes(now.used), megabytes(now.sqlite), timers,
              qlonglong(requests), repository->jobs()->rowCount());
        if (hour == 1) {
            first = now;
            firstTimers = timers;
        }
        if (hour == kHours) {
            const qint64 resident = now.resident - first.resident;
            const qint64 used = now.used - first.used;
            QVERIFY2(resident <= kMostGrowth, qPrintable(QString::number(resident)));
            QVERIFY2(used <= kMostGrowth, qPrintable(QString::number(used)));
            QCOMPARE(timers, firstTimers);
        }
    }
    for (const AccountState &account : repository->accounts())
        QVERIFY2(!account.error, account.error ? qPrintable(account.error->text()) : "");

    repository.reset();
    records = {};
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QCoreApplication::processEvents();
    for (const char *name : {"QNetworkReply", "QNetworkAccessManager", "tuneboard::ApiClient",
                             "tuneboard::Call", "tuneboard::Repository", "tuneboard::JobsModel"})
        QVERIFY2(living.count(name) == 0, name);
    // The scripted server has its own, one for each open connection.
    day.server.dropConnections();
    QTRY_VERIFY2(living.timers() == 0, qPrintable(QString::number(living.timers())));
#endif
}

QTEST_GUILESS_MAIN(tst_Soak)
#include "tst_soak.moc"
