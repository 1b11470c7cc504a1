// SPDX-License-Identifier: GPL-3.0-or-later
// Jobs on their way into the archive: what piles up goes in at once and in order, what is kept out waits.
#include "app/repository/archivethread.h"
#include "app/repository/jobwriter.h"
#include "tests/support/archivefile.h"
#include "tests/support/fulldisk.h"
#include "tests/support/heldarchive.h"
#include "tests/support/waiting.h"

#include <QSemaphore>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

using namespace Qt::StringLiterals;
using namespace tuneboard;
using namespace tuneboard::test;

namespace {

using tuneboard::test::kWaitMs;
constexpr int kNever = 3'600'000;
constexpr int kLockMs = 50; // how long the archive waits for another program
constexpr qint64 kNowMs = 1'764'000'000'000;

QByteArray jobId(int number)
{
    return "ftjob-" + QByteArray::number(number).rightJustified(4, '0');
}

struct Fixture
{
    explicit Fixture(int retryMs = kNever)
    {
        const auto file = need(Archive::open({path}));
        account = need(file->ensureAccount({0, {}, u"A"_s, u"https://a/v1"_s, u"openai"_s, {}, {}})).number;
        writer = std::make_unique<JobWriter>(*archive, retryMs);
    }
    ~Fixture() { stop(); }
    Q_DISABLE_COPY_MOVE(Fixture)

    void stop()
    {
        if (!archive)
            return;
        writer->end();
        archive.reset();
    }
    void write(int job, const QByteArray &status = "running", qint64 seenMs = kNowMs)
    {
        writer->write(account, rowsOf({jobJson(jobId(job), status)}), seenMs);
    }
    // Until everything that was posted before has been done.
    void await() const
    {
        QSemaphore done;
        archive->post([&done](ArchiveSession &) { done.release(); });
        done.acquire();
    }
    [[nodiscard]] QStringList stored() const
    {
        return askSqlite(path, "SELECT id || ' ' || status FROM jobs ORDER BY id");
    }
    [[nodiscard]] QStringList errors()
    {
        const std::lock_guard lock(mutex);
        return told;
    }

    QTemporaryDir folder;
    QString path = folder.filePath(u"archive.sqlite"_s);
    qint64 account = 0;
    std::mutex mutex;
    QStringList told;
    std::unique_ptr<JobWriter> writer; // goes after the thread
    std::unique_ptr<ArchiveThread> archive =
        std::make_unique<ArchiveThread>(Archive::Options{path, kLockMs}, [this](const ArchiveError &error) {
            const std::lock_guard lock(mutex);
            told.append(error.text);
        });
};

/// Transactions in a write-ahead log: its frames that end one say how large the file is with it.
/// Source: "WAL Frame Header" in SQLite's file format.
int transactionsIn(const QString &path)
{
    QFile log(path + u"-wal"_s);
    if (!log.open(QIODevice::ReadOnly))
        return -1;
    const QByteArray all = log.readAll();
    const auto number = [&all](qsizetype at) {
        return qFromBigEndian<quint32>(all.constData() + at);
    };
    const qsizetype pageSize = number(8);
    int count = 0;
    for (qsizetype frame = 32; frame + 24 + pageSize <= all.size(); frame += 24 + pageSize)
        count += number(frame + 4) != 0 ? 1 : 0;
    return count;
}

} // namespace

class tst_JobWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatPilesUpGoesInAtOnce();
    void laterAnswersComeLater();
    void aStrangeAccountCostsItsOwnJobs();
    void aLockIsWaitedFor();
    void aFullDiskIsWaitedFor();
    void theEndIsOneMoreTry();
    void waitingHasALimit();
};

void tst_JobWriter::whatPilesUpGoesInAtOnce()
{
    Fixture f;
    f.write(0);
    f.await();
    const int before = transactionsIn(f.path);
    QVERIFY(before > 0);
    QSemaphore busy;
    f.archive->post([&busy](ArchiveSession &) { busy.acquire(); });
    constexpr int kJobs = 5 * int(JobWriter::kMostAtOnce);
    QStringList expected{u"ftjob-0000 running"_s};
    for (int job = 1; job <= kJobs; ++job) {
        f.write(job);
        expected.append(QString::fromUtf8(jobId(job)) + u" running"_s);
    }
    busy.release();
    f.await();
    QCOMPARE(f.stored(), expected);
    QCOMPARE(transactionsIn(f.path) - before, 5);
    QCOMPARE(f.errors(), QStringList());
}

void tst_JobWriter::laterAnswersComeLater()
{
    Fixture f;
    QSemaphore busy;
    f.archive->post([&busy](ArchiveSession &) { busy.acquire(); });
    f.write(1, "queued", kNowMs);
    f.write(1, "running", kNowMs + 1000);
    f.write(1, "succeeded", kNowMs + 2000);
    busy.release();
    f.await();
    QCOMPARE(f.stored(), QStringList(u"ftjob-0001 succeeded"_s));
    QCOMPARE(askSqlite(f.path, "SELECT at - 1764000000, status FROM status_history ORDER BY position"),
             QStringList({u"0|queued"_s, u"1|running"_s, u"2|succeeded"_s}));
}

void tst_JobWriter::aStrangeAccountCostsItsOwnJobs()
{
    Fixture f;
    QSemaphore busy;
    f.archive->post([&busy](ArchiveSession &) { busy.acquire(); });
    f.write(1);
    f.writer->write(f.account + 7, rowsOf({jobJson(jobId(2))}), kNowMs);
    f.write(3);
    busy.release();
    f.await();
    QCOMPARE(f.stored(), QStringList({u"ftjob-0001 running"_s, u"ftjob-0003 running"_s}));
    QCOMPARE(f.errors(), QStringList()); // an account that was removed meanwhile is no error
}

void tst_JobWriter::aLockIsWaitedFor()
{
    Fixture f(4 * kLockMs);
    const QSignalSpy caughtUp(f.writer.get(), &JobWriter::caughtUp);
    {
        const HeldArchive other(f.path);
        QVERIFY(other.isHeld());
        for (int job = 1; job <= 25; ++job)
            f.write(job);
        f.await();
        QCOMPARE(f.stored(), QStringList());
        // Not a wait for each of them: the file is held, and everything else waits behind it.
        QCOMPARE(f.errors().size(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(f.errors().size() > 1, kWaitMs); // tried again, in vain
        QCOMPARE(caughtUp.size(), 0);
    }
    QTRY_COMPARE_WITH_TIMEOUT(caughtUp.size(), 1, kWaitMs);
    QCOMPARE(f.stored().size(), 25);
    f.write(26); // as if nothing had been
    f.await();
    QCOMPARE(f.stored().size(), 26);
    QCoreApplication::processEvents();
    QCOMPARE(caughtUp.size(), 1);
}

void tst_JobWriter::aFullDiskIsWaitedFor()
{
    Fixture f(100);
    const QSignalSpy caughtUp(f.writer.get(), &JobWriter::caughtUp);
    f.write(1);
    f.await();
    {
        const FullDisk disk(4096);
        if (!disk.isFull())
            QSKIP("This system knows no limit for a file's size");
        for (int job = 2; job <= 12; ++job)
            f.write(job);
        f.await();
        QVERIFY(!f.errors().isEmpty());
    }
    QTRY_COMPARE_WITH_TIMEOUT(caughtUp.size(), 1, kWaitMs);
    QCOMPARE(f.stored().size(), 12);
}

void tst_JobWriter::theEndIsOneMoreTry()
{
    Fixture f; // nobody tries again in time
    {
        const HeldArchive other(f.path);
        QVERIFY(other.isHeld());
        for (int job = 1; job <= 25; ++job)
            f.write(job);
        f.await();
    }
    f.write(26);
    f.await();
    QCOMPARE(f.stored(), QStringList()); // it has its place behind those that wait
    f.stop();
    QCOMPARE(f.stored().size(), 26);
}

void tst_JobWriter::waitingHasALimit()
{
    Fixture f;
    constexpr int kOver = 20;
    {
        const HeldArchive other(f.path);
        QVERIFY(other.isHeld());
        f.write(0);
        f.await();
        for (int job = 1; job < int(JobWriter::kMostWaiting) + kOver; ++job)
            f.write(job);
        f.await();
    }
    f.stop();
    const QStringList stored = f.stored();
    QCOMPARE(stored.size(), int(JobWriter::kMostWaiting));
    QCOMPARE(stored.front(), QString::fromUtf8(jobId(kOver)) + u" running"_s);
}

QTEST_GUILESS_MAIN(tst_JobWriter)
#include "tst_jobwriter.moc"
