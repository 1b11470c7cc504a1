// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/repository/exportreading.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

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
        const KeptRecords kept = readExportedRecords(path(u"job"_s), {1, u"ftjob-1"_s}, kJob);
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

QTEST_GUILESS_MAIN(tst_ExportReading)
#include "tst_exportreading.moc"
