// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/repository/exportreading.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#    include <sys/stat.h>
#endif

#include <cstring>

using namespace Qt::StringLiterals;
using namespace tuneboard;

namespace {

constexpr auto kJob = R"({"id":"ftjob-1","status":"succeeded","result_files":["file-r"]})";

struct ExportedFolder
{
    QTemporaryDir place;

    [[nodiscard]] QString path(const QString &name) const { return place.filePath("export/"_L1 + name); }
    void write(const QString &name, const QByteArray &bytes) const
    {
        QVERIFY(QDir().mkpath(QFileInfo(path(name)).path()));
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }
    void writeManifest(const QByteArray &job) const
    {
        write(u"manifest.json"_s,
              R"({"format":"tuneboard-export","jobs":[{"id":"ftjob-1","folder":"job"}]})");
        write(u"job/job.json"_s, job);
    }
    [[nodiscard]] JobFile resultFile() const
    {
        const KeptRecords kept = readExportedRecords(path(u"job"_s), {1, u"ftjob-1"_s}, kJob).kept;
        return kept.files.empty() ? JobFile() : kept.files.front();
    }
};

} // namespace

class tst_ExportReading : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aJobWithItsFile();
    void aFileHoldsOneJob();
    void linksLeadNowhere_data();
    void linksLeadNowhere();
    void refusesMoreThanItsLimits_data();
    void refusesMoreThanItsLimits();
    void hasTheDocumentedLimits();
    void aJobThatIsTooLargeCostsItself();
    void readsEachFolderOnce();
    void endsWhenItIsCancelled();
    void showsAsManyEventsAsFit();
    void saysWhichRecordsAreCutOff();
    void pipesAndDevicesAreNotOpened_data();
    void pipesAndDevicesAreNotOpened();
    void comparesSums_data();
    void comparesSums();
    void comparesOneJobAlone();
};

void tst_ExportReading::aJobWithItsFile()
{
    const ExportedFolder folder;
    folder.writeManifest(kJob);
    folder.write(u"job/files/file-r.csv"_s, "step,train_loss\n1,0.5\n");

    const auto exported = readExportedJobs(folder.path(u"manifest.json"_s));
    QVERIFY(exported.ok());
    QCOMPARE(exported->page.jobs.rows.size(), 1u);
    QCOMPARE(exported->folders.value(u"ftjob-1"_s), folder.path(u"job"_s));
    QCOMPARE(folder.resultFile().path, folder.path(u"job/files/file-r.csv"_s));
    QCOMPARE(folder.resultFile().content, JobFile::Content::Kept);
}

// What stood behind the job would else come into the list.
void tst_ExportReading::aFileHoldsOneJob()
{
    const ExportedFolder folder;
    folder.writeManifest(kJob + QByteArray(R"(,{"id":"ftjob-2"})"));

    const auto exported = readExportedJobs(folder.path(u"manifest.json"_s));
    QVERIFY(exported.ok());
    QVERIFY(exported->page.jobs.rows.empty());
    QCOMPARE(exported->page.rejected, 1);
}

void tst_ExportReading::linksLeadNowhere_data()
{
    QTest::addColumn<QString>("link");
    QTest::addColumn<QString>("target");
    QTest::newRow("file") << u"job/files/file-r.csv"_s << u"elsewhere/file-r.csv"_s;
    QTest::newRow("folder") << u"job/files"_s << u"elsewhere"_s;
}

void tst_ExportReading::linksLeadNowhere()
{
    QFETCH(QString, link);
    QFETCH(QString, target);
    const ExportedFolder folder;
    folder.writeManifest(kJob);
    folder.write(u"../elsewhere/file-r.csv"_s, "step,train_loss\n1,0.5\n");
    QVERIFY(QDir().mkpath(QFileInfo(folder.path(link)).path()));
    if (!QFile::link(folder.place.filePath(target), folder.path(link)) ||
        QFileInfo(folder.path(link)).suffix() == "lnk"_L1)
        QSKIP("no links here");

    QVERIFY(folder.resultFile().path.isEmpty());
    QCOMPARE(folder.resultFile().content, JobFile::Content::NotAsked);
}

// A limit of each kind that the folder is just above.
void tst_ExportReading::refusesMoreThanItsLimits_data()
{
    QTest::addColumn<QString>("limit");
    QTest::addColumn<QString>("says");
    QTest::newRow("none") << u"none"_s << QString();
    QTest::newRow("jobs") << u"jobs"_s << u"more than 2 jobs"_s;
    QTest::newRow("files") << u"files"_s << u"more than 2 files"_s;
    QTest::newRow("manifest") << u"manifest"_s << u"manifest.json is larger than"_s;
    QTest::newRow("bytes of all jobs") << u"bytes"_s << u"names jobs of more than"_s;
}

void tst_ExportReading::refusesMoreThanItsLimits()
{
    QFETCH(QString, limit);
    QFETCH(QString, says);
    const ExportedFolder folder;
    folder.write(u"manifest.json"_s, R"({"format":"tuneboard-export","jobs":[{"folder":"a"},{"folder":"b"},)"
                                     R"({"folder":"c"}],"files":[{},{},{}]})");
    for (const QString &job : {u"a"_s, u"b"_s, u"c"_s})
        folder.write(job + "/job.json"_L1, "{\"id\":\"ftjob-" + job.toUtf8() + "\"}");
    ExportLimits limits;
    if (limit == "jobs"_L1)
        limits.jobs = 2;
    else if (limit == "files"_L1)
        limits.files = 2;
    else if (limit == "manifest"_L1)
        limits.manifestBytes = 100;
    else if (limit == "bytes"_L1)
        limits.allJobBytes = 2 * qint64(strlen(R"({"id":"ftjob-a"})"));

    const auto exported = readExportedJobs(folder.path(u"manifest.json"_s), {}, limits);
    QCOMPARE(exported.ok(), says.isEmpty());
    if (!says.isEmpty())
        QVERIFY2(exported.error().message.contains(says), qPrintable(exported.error().message));
    else
        QCOMPARE(exported->page.jobs.rows.size(), 3u);
}

void tst_ExportReading::hasTheDocumentedLimits()
{
    constexpr qint64 kMegabyte = qint64{1024} * 1024;
    const ExportLimits limits;
    QCOMPARE(limits.manifestBytes, 256 * kMegabyte);
    QCOMPARE(limits.allJobBytes, 256 * kMegabyte);
    QCOMPARE(limits.eventsBytes, 256 * kMegabyte);
    QCOMPARE(limits.jobBytes, 32 * kMegabyte);
    QCOMPARE(limits.checkpointsBytes, 32 * kMegabyte);
    QCOMPARE(limits.jobs, 200'000);
    QCOMPARE(limits.files, 2'000'000);
    QCOMPARE(limits.checkpoints, 10'000);
}

void tst_ExportReading::aJobThatIsTooLargeCostsItself()
{
    const ExportedFolder folder;
    folder.writeManifest(kJob);
    ExportLimits limits;
    limits.jobBytes = qint64(strlen(kJob));
    auto exported = readExportedJobs(folder.path(u"manifest.json"_s), {}, limits);
    QVERIFY(exported.ok());
    QCOMPARE(exported->page.jobs.rows.size(), 1u);

    --limits.jobBytes;
    exported = readExportedJobs(folder.path(u"manifest.json"_s), {}, limits);
    QVERIFY(exported.ok());
    QVERIFY(exported->page.jobs.rows.empty());
    QCOMPARE(exported->page.rejected, 1);
    QVERIFY(exported->page.firstReject.contains("too large"_L1));
    QVERIFY(!exportedJobBytes(folder.path(u"job"_s), limits));
}

void tst_ExportReading::readsEachFolderOnce()
{
    const ExportedFolder folder;
    QByteArray jobs;
    for (int i = 0; i < 1000; ++i)
        jobs += (i > 0 ? "," : "") + QByteArray(R"({"id":"ftjob-1","folder":"job"})");
    folder.write(u"manifest.json"_s, R"({"format":"tuneboard-export","jobs":[)" + jobs + "]}");
    folder.write(u"job/job.json"_s, kJob);
    ExportLimits limits;
    limits.allJobBytes = qint64(strlen(kJob)); // a second reading would pass it

    const auto exported = readExportedJobs(folder.path(u"manifest.json"_s), {}, limits);
    QVERIFY(exported.ok());
    QCOMPARE(exported->page.jobs.rows.size(), 1u);
    QCOMPARE(exported->page.rejected, 999);
}

void tst_ExportReading::endsWhenItIsCancelled()
{
    const ExportedFolder folder;
    folder.writeManifest(kJob);
    const QString manifest = folder.path(u"manifest.json"_s);
    qint64 all = -1;
    const auto exported = readExportedJobs(manifest, [&all](qint64, qint64 jobs) {
        all = jobs;
        return jobs == 0; // not the jobs
    });
    QVERIFY(!exported.ok());
    QCOMPARE(exported.error().kind, ApiError::Kind::Cancelled);
    QCOMPARE(all, 1);
    const auto never = [](qint64, qint64) {
        return false;
    };
    QCOMPARE(readExportedJobs(manifest, never).error().kind, ApiError::Kind::Cancelled);
    QCOMPARE(checkExport(manifest, {}, never).error().kind, ApiError::Kind::Cancelled);
}

void tst_ExportReading::showsAsManyEventsAsFit()
{
    const ExportedFolder folder;
    folder.writeManifest(kJob);
    QByteArray events;
    for (int i = 0; i < 2000; ++i)
        events += (i > 0 ? ",\n" : "") + QByteArray(R"({"id":"e)") + QByteArray::number(i) + R"("})";
    folder.write(u"job/events.json"_s, R"({"object":"list","data":[)" + events + R"(],"has_more":false})");

    auto read = readExportedRecords(folder.path(u"job"_s), {1, u"ftjob-1"_s}, kJob);
    QVERIFY2(read.problems.isEmpty(), qPrintable(read.problems.join(u' ')));
    QCOMPARE(read.kept.events.at(1).front()->size(), 2000u);
    QCOMPARE(read.kept.events.at(1).front()->back().raw, QByteArray(R"({"id":"e1999"})"));

    // Small objects take more memory than text.
    ExportLimits limits;
    limits.eventsBytes = 100'000;
    QVERIFY(events.size() < limits.eventsBytes);
    read = readExportedRecords(folder.path(u"job"_s), {1, u"ftjob-1"_s}, kJob, limits);
    QVERIFY(read.kept.events.at(1).front()->size() * sizeof(EventRow) < 100'000);
    QCOMPARE(read.problems.size(), 1);
    limits.eventsBytes = 1000; // the file itself
    read = readExportedRecords(folder.path(u"job"_s), {1, u"ftjob-1"_s}, kJob, limits);
    QVERIFY(read.kept.events.empty());
    QCOMPARE(read.problems.size(), 1);
    QVERIFY(read.problems.front().contains("larger"_L1));
}

void tst_ExportReading::saysWhichRecordsAreCutOff()
{
    const ExportedFolder folder;
    folder.writeManifest(kJob);
    folder.write(u"job/events.json"_s, R"({"object":"list","data":[{"id":"a"},{"id":"b)");
    QByteArray checkpoints;
    for (int i = 0; i < 5; ++i)
        checkpoints += (i > 0 ? "," : "") + QByteArray(R"({"id":"c)") + QByteArray::number(i) + R"("})";
    folder.write(u"job/checkpoints.json"_s, '[' + checkpoints + ']');
    ExportLimits limits;
    limits.checkpoints = 3;
    const auto read = readExportedRecords(folder.path(u"job"_s), {1, u"ftjob-1"_s}, kJob, limits);
    QCOMPARE(read.kept.events.at(1).front()->size(), 1u);
    QCOMPARE(read.kept.checkpoints->size(), 3u);
    QCOMPARE(read.problems.size(), 2);
    QVERIFY(read.problems.front().contains("cut off"_L1));
    QVERIFY(read.problems.back().contains("first 3 checkpoints"_L1));
}

void tst_ExportReading::pipesAndDevicesAreNotOpened_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &name :
         {u"manifest.json"_s, u"job/job.json"_s, u"job/events.json"_s, u"job/checkpoints.json"_s,
          u"job/kept.json"_s, u"job/files/file-r.json"_s, u"job/files/file-r.csv"_s})
        QTest::newRow(qPrintable(name)) << name;
}

// A pipe without a writer would be waited for until the test is ended.
void tst_ExportReading::pipesAndDevicesAreNotOpened()
{
#ifdef Q_OS_UNIX
    QFETCH(QString, name);
    for (const bool isPipe : {true, false}) {
        const ExportedFolder folder;
        folder.writeManifest(kJob);
        QVERIFY(QDir().mkpath(folder.path(u"job/files"_s)));
        QFile::remove(folder.path(name));
        if (isPipe)
            QCOMPARE(mkfifo(QFile::encodeName(folder.path(name)).constData(), 0600), 0);
        else
            QVERIFY(QFile::link(u"/dev/zero"_s, folder.path(name)));
        const auto exported = readExportedJobs(folder.path(u"manifest.json"_s));
        QCOMPARE(exported.ok(), name != "manifest.json"_L1);
        if (exported.ok())
            QCOMPARE(exported->page.rejected, name == "job/job.json"_L1 ? 1 : 0);
        (void)exportManifestAt(folder.path(u"."_s));
        (void)readExportedJob(folder.path(u"job"_s), kJob);
        QVERIFY(folder.resultFile().path.isEmpty());
    }
#endif
}

void tst_ExportReading::comparesSums_data()
{
    QTest::addColumn<QString>("change");
    QTest::addColumn<int>("wrong");
    QTest::addColumn<QString>("says");
    QTest::newRow("nothing") << u"nothing"_s << 0 << QString();
    QTest::newRow("one byte") << u"byte"_s << 1 << u"SHA-256"_s;
    QTest::newRow("a longer file") << u"longer"_s << 1 << u"bytes"_s;
    QTest::newRow("a missing file") << u"missing"_s << 1 << u"job/job.json is missing"_s;
    QTest::newRow("a link in its place") << u"link"_s << 1 << u"job/job.json is missing"_s;
    QTest::newRow("a path outside") << u"outside"_s << 1 << u"missing"_s;
}

void tst_ExportReading::comparesSums()
{
    QFETCH(QString, change);
    QFETCH(int, wrong);
    QFETCH(QString, says);
    const ExportedFolder folder;
    const QByteArray bytes = kJob;
    QByteArray path = "job/job.json";
    folder.write(u"job/job.json"_s, bytes);
    folder.write(u"../secret"_s, bytes);
    if (change == "byte"_L1)
        folder.write(u"job/job.json"_s, QByteArray(bytes).replace("succeeded", "succeedet"));
    else if (change == "longer"_L1)
        folder.write(u"job/job.json"_s, bytes + ' ');
    else if (change == "missing"_L1 || change == "link"_L1)
        QVERIFY(QFile::remove(folder.path(u"job/job.json"_s)));
    if (change == "link"_L1)
        QVERIFY(QFile::link(folder.place.filePath(u"secret"_s), folder.path(u"job/job.json"_s)));
    if (change == "outside"_L1)
        path = "../secret";
    folder.write(
        u"manifest.json"_s,
        R"({"format":"tuneboard-export","jobs":[{"id":"ftjob-1","folder":"job"}],"files":[{"path":")" + path +
            R"(","bytes":)" + QByteArray::number(bytes.size()) + R"(,"sha256":")" +
            QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex() + R"("}]})");

    const auto check = checkExport(folder.path(u"manifest.json"_s), {});
    QVERIFY(check.ok());
    QCOMPARE(check->files, 1);
    QCOMPARE(check->wrong, wrong);
    QCOMPARE(check->problems.size(), wrong);
    if (wrong > 0)
        QVERIFY2(check->problems.front().contains(says), qPrintable(check->problems.front()));
}

void tst_ExportReading::comparesOneJobAlone()
{
    const ExportedFolder folder;
    folder.write(u"manifest.json"_s,
                 R"({"format":"tuneboard-export","jobs":[],"files":[{"path":"job/a","bytes":1,"sha256":""},)"
                 R"({"path":"job2/a","bytes":1,"sha256":""},{"path":"x/job/a","bytes":1,"sha256":""}]})");
    const auto one = checkExport(folder.path(u"manifest.json"_s), u"job"_s);
    QVERIFY(one.ok());
    QCOMPARE(one->files, 1);
    QCOMPARE(one->problems, QStringList(u"job/a is missing."_s));
    QCOMPARE(checkExport(folder.path(u"manifest.json"_s), {})->files, 3);
}

QTEST_GUILESS_MAIN(tst_ExportReading)
#include "tst_exportreading.moc"
