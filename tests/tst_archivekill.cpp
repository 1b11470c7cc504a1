// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/archive/archiverecords.h"
#include "tests/support/archivefile.h"

#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace Qt::StringLiterals;
using namespace tuneboard;
using namespace tuneboard::test;

namespace {

// The last page that the process has said to be committed; `before` if it came to none.
int lastPage(const QByteArray &output, int before)
{
    int last = before;
    for (const QByteArray &line : output.split('\n')) {
        if (line.startsWith("page "))
            last = line.mid(5).toInt();
    }
    return last;
}

} // namespace

class tst_ArchiveKill : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void losesNothingThatWasCommitted();
    void walksOverEventsGoOn();
    void twoProcessesWriteAtOnce();
    void twoProcessesCreateItAtOnce();
};

void tst_ArchiveKill::losesNothingThatWasCommitted()
{
    const QTemporaryDir folder;
    const int kills = qEnvironmentVariableIntValue("TUNEBOARD_LONG") ? 200 : 10;
    const quint32 seed = QRandomGenerator::global()->generate();
    QRandomGenerator random(seed);
    qInfo("seed %u", seed);
    int next = 0;
    int pages = 0;
    for (int kill = 0; kill < kills; ++kill) {
        if (kill % 20 == 0)
            next = 0; // a new file, so that looking through it stays quick
        const QString path = folder.filePath(u"archive %1.sqlite"_s.arg(kill / 20));
        QProcess writer;
        writer.start(QStringLiteral(TUNEBOARD_ARCHIVE_HELPER), {u"pages"_s, path, QString::number(next)});
        QVERIFY(writer.waitForStarted());
        // The first rounds also hit the creation of the file, the others the writing, however slow the
        // machine.
        if (kill % 20 >= 3)
            QVERIFY(writer.waitForReadyRead());
        QTest::qWait(int(random.bounded(kill % 20 < 3 ? 60u : 100u)));
        writer.kill();
        QVERIFY(writer.waitForFinished());
        const int last = lastPage(writer.readAllStandardOutput(), next - 1);

        // As a program that opens it next, and as SQLite sees it.
        {
            const auto archive = need(Archive::open({path}));
            const qint64 jobs = jobsIn(*archive);
            QCOMPARE(jobs % kJobsOnPage, 0); // pages are whole or not there
            const int stored = int(jobs / kJobsOnPage);
            QVERIFY2(stored == last + 1 || stored == last + 2, // one may be committed and not yet said
                     qPrintable(u"said %1, stored %2"_s.arg(last + 1).arg(stored)));
            for (int page = next; page < stored; ++page) {
                for (int n = 0; n < kJobsOnPage; ++n) {
                    const auto job = need(archive->job({1, u"ftjob-%1-%2"_s.arg(page).arg(n)}));
                    QVERIFY(job);
                    QCOMPARE(job->raw, numberedJob(page, n));
                    QCOMPARE(job->history.size(), 1u);
                }
            }
            pages += stored - next;
            next = stored;
        }
        QCOMPARE(askSqlite(path, "PRAGMA integrity_check; PRAGMA foreign_key_check"), QStringList(u"ok"_s));
    }
    QVERIFY(pages > 0);
    qInfo("%d pages in %d kills", pages, kills);
}

// Killed in the middle of one walk after the other: in the end every event is there, once, in order.
void tst_ArchiveKill::walksOverEventsGoOn()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"archive.sqlite"_s);
    const int kills = qEnvironmentVariableIntValue("TUNEBOARD_LONG") ? 100 : 8;
    const quint32 seed = QRandomGenerator::global()->generate();
    QRandomGenerator random(seed);
    qInfo("seed %u", seed);
    int newest = 3000;
    std::optional<int> oldest; // of those that were said to be committed
    for (int kill = 0; kill <= kills; ++kill) {
        QProcess writer;
        writer.start(QStringLiteral(TUNEBOARD_ARCHIVE_HELPER), {u"events"_s, path, QString::number(newest)});
        QVERIFY(writer.waitForStarted());
        if (kill == kills) { // the last one may end
            QVERIFY(writer.waitForFinished(120000));
            QVERIFY(writer.readAllStandardOutput().endsWith("complete\n"));
        } else {
            QTest::qWait(int(random.bounded(200u)));
            writer.kill();
            QVERIFY(writer.state() == QProcess::NotRunning ||
                    writer.waitForFinished()); // it may have been done
            // What was said to be committed is there.
            const auto archive = need(Archive::open({path}));
            for (const QByteArray &line : writer.readAllStandardOutput().split('\n')) {
                if (line.startsWith("events "))
                    oldest = std::min(oldest.value_or(newest),
                                      std::max(1, line.mid(7).toInt() - kEventsOnPage + 1));
            }
            const JobKey key{1, u"ftjob-0-0"_s};
            qint64 kept = 0;
            int last = newest + 1;
            const auto error = archive->records().readEvents(key, [&](qint64, QByteArrayView raw) {
                const int number = raw.sliced(15, raw.indexOf('"', 15) - 15).toInt();
                const bool fits = number < last && raw == numberedEvent(number).raw;
                last = number;
                kept += fits ? 1 : 0;
                return fits;
            });
            QVERIFY(!error);
            QCOMPARE(kept, need(archive->records().eventCount(key)));
            if (oldest)
                QVERIFY(kept > 0 && last <= *oldest);
            newest += int(random.bounded(60u)); // and the job goes on
        }
        QCOMPARE(askSqlite(path, "PRAGMA integrity_check; PRAGMA foreign_key_check"), QStringList(u"ok"_s));
    }
    const auto archive = need(Archive::open({path}));
    QCOMPARE(need(archive->records().eventCount({1, u"ftjob-0-0"_s})), newest);
    QVERIFY(need(archive->records().details({1, u"ftjob-0-0"_s})).eventsComplete);
}

void tst_ArchiveKill::twoProcessesWriteAtOnce()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"archive.sqlite"_s); // both find no file and create it
    constexpr int pages = 100;
    QProcess one;
    QProcess two;
    const auto start = [&](QProcess &process, int first) {
        process.start(QStringLiteral(TUNEBOARD_ARCHIVE_HELPER),
                      {u"pages"_s, path, QString::number(first), QString::number(pages)});
    };
    start(one, 0);
    start(two, pages / 2); // half of the pages come from both
    QVERIFY(one.waitForFinished() && two.waitForFinished());
    QCOMPARE(one.exitStatus(), QProcess::NormalExit);
    QCOMPARE(two.exitStatus(), QProcess::NormalExit);
    QCOMPARE(one.exitCode(), 0);
    QCOMPARE(two.exitCode(), 0);
    QCOMPARE(one.readAllStandardOutput().count('\n'), pages);
    QCOMPARE(two.readAllStandardOutput().count('\n'), pages);
    const auto archive = need(Archive::open({path}));
    QCOMPARE(jobsIn(*archive), (pages + pages / 2) * kJobsOnPage);
    QCOMPARE(need(archive->accounts()).size(), 1u);
    for (int page = 0; page < pages + pages / 2; ++page) {
        const auto job = need(archive->job({1, u"ftjob-%1-%2"_s.arg(page).arg(page % kJobsOnPage)}));
        QVERIFY(job);
        QCOMPARE(job->raw, numberedJob(page, page % kJobsOnPage));
        QCOMPARE(job->history.size(), 1u);
    }
    QCOMPARE(askSqlite(path, "PRAGMA integrity_check; PRAGMA foreign_key_check"), QStringList(u"ok"_s));
}

// One that reads while the other creates must not take the half for damage.
void tst_ArchiveKill::twoProcessesCreateItAtOnce()
{
    const int times = qEnvironmentVariableIntValue("TUNEBOARD_LONG") ? 500 : 60;
    for (int time = 0; time < times; ++time) {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"archive.sqlite"_s);
        QProcess one;
        QProcess two;
        for (QProcess *process : {&one, &two})
            process->start(QStringLiteral(TUNEBOARD_ARCHIVE_HELPER), {u"pages"_s, path, u"0"_s, u"1"_s});
        QVERIFY(one.waitForFinished() && two.waitForFinished());
        for (QProcess *process : {&one, &two}) {
            const QByteArray said = process->readAllStandardError();
            QVERIFY2(process->exitStatus() == QProcess::NormalExit && process->exitCode() == 0,
                     said.constData());
        }
    }
}

QTEST_GUILESS_MAIN(tst_ArchiveKill)
#include "tst_archivekill.moc"
