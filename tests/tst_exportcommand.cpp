// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/readjson.h"
#include "app/archive/archiverecords.h"
#include "app/archive/contentfolder.h"
#include "app/demo/demoserver.h"
#include "app/models/jobsexport.h"
#include "app/models/jobsmodel.h"
#include "app/repository/archiveexport.h"
#include "app/repository/exportfolder.h"
#include "app/repository/jobrecords.h"
#include "app/repository/repository.h"
#include "tests/support/archivefile.h"
#include "tests/support/fulldisk.h"
#include "tests/support/memory.h"
#include "tests/terminalprocess.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDirIterator>
#include <QTest>

using namespace tuneboard;
using namespace tuneboard::test;
using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("no file");
}

QStringList filesIn(const QString &folder)
{
    QStringList files;
    QDirIterator walk(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (walk.hasNext())
        files += QDir(folder).relativeFilePath(walk.next());
    files.sort();
    return files;
}

Value manifestOf(const QString &folder)
{
    auto value = readJson(contentOf(folder + "/manifest.json"_L1));
    return value.ok() ? std::move(value).value() : Value();
}

qint64 count(const Value &manifest, const QString &name)
{
    const Value *counts = manifest.find(u"counts");
    const Value *number = counts ? counts->find(name) : nullptr;
    return number ? number->toInteger().value_or(-1) : -1;
}

constexpr QByteArrayView kOddJob =
    R"({ "id":"ftjob-odd", "b" :1.0,"b":2, "status":"succeeded","created_at":200,"t":"ü\/","training_file":"file-t","result_files":["file-r"] })";
constexpr QByteArrayView kEvent = R"({"id":"ftevent-1", "x" : 1.0,
  "message":"two lines of JSON"})";

// An archive with two accounts, and all kinds of what is kept of a job.
void fill(const QString &path)
{
    auto archive = need(Archive::open({path}));
    AccountRecord one;
    one.name = u"One"_s;
    one.baseUrl = u"https://user:MARKERSECRET@one.example/v1?key=MARKERSECRET"_s;
    one = need(archive->ensureAccount(one));
    AccountRecord two;
    two.name = u"Two"_s;
    two.baseUrl = u"https://two.example/v1"_s;
    two = need(archive->ensureAccount(two));
    need(archive->write(one.number,
                        rowsOf({kOddJob.toByteArray(), jobJson("ftjob-../../evil", "failed", 100)}),
                        1700000000000));
    need(archive->write(two.number, rowsOf({jobJson("ftjob-two", "running", 300)}), 1700000001000));
    const JobKey key{one.number, u"ftjob-odd"_s};
    ArchiveRecords &records = archive->records();
    need(records.addEvents(key, 0, std::vector<RawObject>{{u"ftevent-1"_s, kEvent.toByteArray()}}, true));
    need(records.addCheckpoints(
        key, 0, std::vector<RawObject>{{u"ftckpt_1"_s, R"({"id":"ftckpt_1","step_number":5})"}}, true));
    need(records.keepFile(one.number, {u"file-r"_s, R"({"id":"file-r","filename":"step_metrics.csv"})"}));
    const QString name = contentName(one.number, u"file-r"_s);
    QFile content(records.contentFolder() + u'/' + name);
    QVERIFY(content.open(QIODevice::WriteOnly));
    content.write("step,train_loss\n1,0.5\n2,0.25\n");
    content.close();
    need(records.keepContent(one.number, u"file-r"_s, StoredFile::Content::Kept, name, false));
}

} // namespace

class TstExportCommand : public QObject
{
    Q_OBJECT

private slots:
    void everything();
    void oneAccount();
    void oneJobFromItsServer();
    void opensAgain();
    void aHostileManifest();
    void nothingIsOverwritten();
    void failures();
    void wrongUse();
    void names();
    void linksAreNotFollowed();
    void aFullDiskIsSaid();
    void memoryDoesNotGrowWithTheEvents();
    void eventsAreWrittenOneByOne();
    void stopsInTheMiddleOfAJob();
    void manyNamedFilesAreNotLookedUp();
    void aChangedFolderIsSaid();
    void openingAFolderCanBeCancelled();
};

void TstExportCommand::everything()
{
    const Terminal terminal;
    const QString path = terminal.home.filePath(u"a.sqlite"_s);
    fill(path);
    const QString folder = terminal.home.filePath(u"new/out"_s);
    const Ran ran = terminal.run({u"export"_s, u"--all"_s, u"--archive"_s, path, folder});
    QVERIFY2(ran.code == 0, ran.err.constData());
    QCOMPARE(ran.out, QByteArray());
    QVERIFY2(ran.err.contains("Jobs: 3, events: 1, checkpoints: 1, contents of files: 1."),
             ran.err.constData());

    const QString job = folder + "/account-1/ftjob-odd"_L1;
    QCOMPARE(contentOf(job + "/job.json"_L1), kOddJob.toByteArray());
    QVERIFY(contentOf(job + "/events.json"_L1).contains(kEvent));
    QVERIFY(readJson(contentOf(job + "/events.json"_L1)).ok());
    QVERIFY(contentOf(job + "/checkpoints.json"_L1).contains(R"({"id":"ftckpt_1","step_number":5})"));
    QVERIFY(contentOf(job + "/kept.json"_L1).contains("\"first_seen_ms\": 1700000000000"));
    QVERIFY(contentOf(job + "/files/file-r.json"_L1).contains("step_metrics.csv"));
    QVERIFY(contentOf(job + "/files/file-r.csv"_L1).startsWith("step,train_loss\n1,0.5"));
    QCOMPARE(contentOf(folder + "/jobs.csv"_L1).count("\r\n"), 4);

    // The manifest names every other file, and what it says of it is so.
    const Value manifest = manifestOf(folder);
    QVERIFY(!manifest.string(u"program_version").isEmpty());
    QCOMPARE(count(manifest, u"jobs"_s), 3);
    QCOMPARE(count(manifest, u"file_contents"_s), 1);
    QCOMPARE(count(manifest, u"incomplete_jobs"_s), 2);
    QStringList named{u"manifest.json"_s};
    for (const Value &file : manifest.find(u"files")->children) {
        const QByteArray bytes = contentOf(folder + u'/' + file.string(u"path"));
        QCOMPARE(file.find(u"bytes")->toInteger().value_or(-1), bytes.size());
        QCOMPARE(file.string(u"sha256").toLatin1(),
                 QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
        named += file.string(u"path");
    }
    named.sort();
    QCOMPARE(named, filesIn(folder));

    // No secret, nothing outside, nobody else may read it.
    for (const QString &file : filesIn(folder)) {
        QVERIFY2(!contentOf(folder + u'/' + file).contains("MARKERSECRET"), qPrintable(file));
        QCOMPARE(QFileInfo(folder + u'/' + file).permissions() & (QFile::ReadOther | QFile::ReadGroup),
                 QFile::Permissions());
    }
    QCOMPARE(manifest.find(u"accounts")->children.size(), std::size_t(2));
    QVERIFY(contentOf(folder + "/manifest.json"_L1).contains("https://one.example/v1"));
    QCOMPARE(QDir(terminal.home.filePath(u"new"_s)).entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
             QStringList(u"out"_s));
}

void TstExportCommand::oneAccount()
{
    const Terminal terminal;
    const QString path = terminal.home.filePath(u"a.sqlite"_s);
    fill(path);
    const QString folder = terminal.home.filePath(u"out"_s);
    const Ran ran = terminal.run({u"export"_s, u"--all"_s, u"--archive"_s, path, u"--base-url"_s,
                                  u"https://two.example/v1"_s, folder});
    QVERIFY2(ran.code == 0, ran.err.constData());
    const Value manifest = manifestOf(folder);
    QCOMPARE(count(manifest, u"jobs"_s), 1);
    QCOMPARE(manifest.find(u"accounts")->children.size(), std::size_t(1));
    QVERIFY(QFileInfo::exists(folder + "/account-2/ftjob-two/job.json"_L1));
    QVERIFY(!QFileInfo::exists(folder + "/account-1"_L1));
}

void TstExportCommand::oneJobFromItsServer()
{
    DemoServer server({});
    QVERIFY(server.listen());
    const qint64 nowMs = QDateTime::currentMSecsSinceEpoch();
    int job = 0;
    const auto fits = [&](int n) { // more than one page of events
        return server.scenario().status(n, nowMs) == "succeeded" &&
               server.scenario().eventCount(n, nowMs) > 100;
    };
    while (job < server.scenario().jobCount() && !fits(job))
        ++job;
    QVERIFY(job < server.scenario().jobCount());
    Terminal terminal;
    terminal.environment.insert(u"OPENAI_API_KEY"_s, QString::fromUtf8(server.key()));
    const QString folder = terminal.home.filePath(u"out"_s);
    const QString id = QString::fromUtf8(server.scenario().jobId(job));
    const QStringList common{u"--archive"_s, terminal.home.filePath(u"a.sqlite"_s), u"--base-url"_s,
                             server.baseUrl().toString()};
    const Ran ran = terminal.run(QStringList{u"export"_s, id, folder} + common);
    QVERIFY2(ran.code == 0, ran.err.constData());
    const Value manifest = manifestOf(folder);
    QCOMPARE(count(manifest, u"jobs"_s), 1);
    QCOMPARE(count(manifest, u"events"_s), server.scenario().eventCount(job, nowMs));
    QCOMPARE(count(manifest, u"checkpoints"_s), qint64(server.scenario().checkpointCount(job, nowMs)));
    QCOMPARE(count(manifest, u"incomplete_jobs"_s), 0);
    QVERIFY(count(manifest, u"file_contents"_s) >= 1);
    for (const QString &file : filesIn(folder))
        QVERIFY(!contentOf(folder + u'/' + file).contains(server.key()));
    // And again, from the archive alone.
    const quint64 asked = server.requestCount();
    const QString again = terminal.home.filePath(u"again"_s);
    QCOMPARE(terminal.run(QStringList{u"export"_s, id, again, u"--offline"_s} + common).code, 0);
    QCOMPARE(server.requestCount(), asked);
    QCOMPARE(filesIn(again), filesIn(folder));
}

void TstExportCommand::opensAgain()
{
    const Terminal terminal;
    const QString path = terminal.home.filePath(u"a.sqlite"_s);
    fill(path);
    const QString folder = terminal.home.filePath(u"out"_s);
    QCOMPARE(terminal.run({u"export"_s, u"--all"_s, u"--archive"_s, path, folder}).code, 0);

    for (const QString &shown : {folder, folder + "/manifest.json"_L1}) {
        Repository::Options options;
        options.archivePath = terminal.home.filePath(u"other.sqlite"_s);
        options.offline = true;
        Repository repository(std::move(options));
        JobRecords records;
        JobDetails details;
        connect(&repository, &Repository::recordsChanged, this,
                [&](const JobRecords &now) { records = now; });
        connect(&repository, &Repository::jobOpened, this, [&](const JobDetails &now) { details = now; });
        repository.start();
        JobKey first;
        bool failed = false;
        repository.showFile(shown, this, [&](const Result<JobKey> &key) {
            failed = !key.ok();
            first = key.ok() ? *key : JobKey{1, {}};
        });
        QTRY_VERIFY(first.account != 0);
        QVERIFY(!failed);
        QCOMPARE(repository.jobs()->rowCount(), 0); // they are no account's
        repository.jobs()->setScope(first.account);
        QCOMPARE(repository.jobs()->rowCount(), 3);
        const JobKey odd{first.account, u"ftjob-odd"_s};
        QVERIFY(odd.account < 0); // never of the archive
        repository.open(odd);
        QTRY_VERIFY(records.key == odd && records.events && !records.events->empty() && records.metrics);
        QCOMPARE(details.raw, kOddJob.toByteArray());
        QCOMPARE(details.firstSeenMs, 1700000000000);
        QCOMPARE(records.events->front().raw, kEvent.toByteArray());
        QCOMPARE(records.checkpoints->size(), std::size_t(1));
        QVERIFY(records.eventsState.isComplete);
        QVERIFY(records.metrics->find(u"train_loss")); // from the result file beside it
    }
    auto other = need(Archive::open({terminal.home.filePath(u"other.sqlite"_s)}));
    QCOMPARE(jobsIn(*other), 0);
}

// What somebody else has written into it stays in its folder.
void TstExportCommand::aHostileManifest()
{
    const QTemporaryDir home;
    const QString folder = home.filePath(u"out"_s);
    QVERIFY(QDir().mkpath(folder + "/good"_L1) && QDir().mkpath(home.filePath(u"secret"_s)));
    const auto write = [](const QString &path, const QByteArray &bytes) {
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
    };
    QVERIFY(write(home.filePath(u"secret/job.json"_s), jobJson("ftjob-secret")));
    QVERIFY(write(folder + "/good/job.json"_L1, jobJson("ftjob-good")));
    QVERIFY(QFile::link(home.filePath(u"secret"_s), folder + "/link"_L1));
    QVERIFY(write(folder + "/manifest.json"_L1,
                  R"({"format":"tuneboard-export","jobs":[{"id":"ftjob-secret","folder":"../secret"},)"
                  R"({"id":"ftjob-secret","folder":")" +
                      home.filePath(u"secret"_s).toUtf8() +
                      R"("},{"id":"ftjob-secret","folder":"link"},{"id":"x","folder":"good/../../secret"},)"
                      R"({"id":"x","folder":7},7,{"id":"ftjob-good","folder":"good"}]})"));
    Repository::Options options;
    options.archivePath = home.filePath(u"a.sqlite"_s);
    options.offline = true;
    Repository repository(std::move(options));
    repository.start();
    bool done = false;
    repository.showFile(folder, this, [&](const Result<JobKey> &key) {
        done = true;
        QVERIFY(key.ok() && key->id == "ftjob-good"_L1);
    });
    QTRY_VERIFY(done);
    QCOMPARE(repository.files().size(), std::size_t(1));
    QCOMPARE(repository.files().front().rejected, 6);
    repository.jobs()->setScope(repository.files().front().account);
    QCOMPARE(repository.jobs()->rowCount(), 1);
    QVERIFY(write(folder + "/manifest.json"_L1, R"({"format":"tuneboard-export","jobs":7})"));
    done = false;
    repository.showFile(folder, this, [&](const Result<JobKey> &key) {
        done = true;
        QVERIFY(!key.ok());
    });
    QTRY_VERIFY(done);
}

void TstExportCommand::nothingIsOverwritten()
{
    const Terminal terminal;
    const QString path = terminal.home.filePath(u"a.sqlite"_s);
    fill(path);
    const QString folder = terminal.home.filePath(u"out"_s);
    QVERIFY(QDir().mkpath(folder)); // an empty one is as good as a new one
    QCOMPARE(terminal.run({u"export"_s, u"--all"_s, u"--archive"_s, path, folder}).code, 0);
    const QByteArray before = contentOf(folder + "/manifest.json"_L1);
    Ran ran = terminal.run({u"export"_s, u"--all"_s, u"--archive"_s, path, folder});
    QCOMPARE(ran.code, 1);
    QVERIFY2(ran.err.contains("not empty") && ran.err.count('\n') == 1, ran.err.constData());
    QCOMPARE(contentOf(folder + "/manifest.json"_L1), before);
    ran = terminal.run({u"export"_s, u"--all"_s, u"--archive"_s, path, folder + "/manifest.json"_L1});
    QCOMPARE(ran.code, 1);
    QCOMPARE(contentOf(folder + "/manifest.json"_L1), before);
}

void TstExportCommand::failures()
{
    const Terminal terminal;
    const QString path = terminal.home.filePath(u"a.sqlite"_s);
    const QString folder = terminal.home.filePath(u"out"_s);
    Ran ran = terminal.run({u"export"_s, u"--all"_s, u"--archive"_s, path, folder});
    QCOMPARE(ran.code, 1);
    QVERIFY(!QFileInfo::exists(folder) && !QFileInfo::exists(path));
    fill(path);
    ran = terminal.run({u"export"_s, u"ftjob-none"_s, folder, u"--offline"_s, u"--archive"_s, path});
    QCOMPARE(ran.code, 1);
    QVERIFY2(ran.err.contains("ftjob-none"), ran.err.constData());
    ran = terminal.run({u"export"_s, u"--all"_s, u"--archive"_s, path, u"--base-url"_s,
                        u"https://three.example/v1"_s, folder});
    QCOMPARE(ran.code, 1);
    QVERIFY(!QFileInfo::exists(folder));
}

void TstExportCommand::wrongUse()
{
    const Terminal terminal;
    for (const QStringList &arguments :
         {QStringList{u"export"_s}, QStringList{u"export"_s, u"--all"_s},
          QStringList{u"export"_s, u"ftjob-a"_s}, QStringList{u"export"_s, u"--all"_s, u"a"_s, u"b"_s},
          QStringList{u"export"_s, u"--all"_s, QString()}, QStringList{u"export"_s, u"file-abc"_s, u"out"_s},
          QStringList{u"export"_s, u"ftjob-a"_s, u"b"_s, u"c"_s}, QStringList{u"list"_s, u"--all"_s}}) {
        const Ran ran = terminal.run(arguments);
        QVERIFY2(ran.code == 2, qPrintable(arguments.join(u' ') + QString::fromUtf8(ran.err)));
        QCOMPARE(ran.err.count('\n'), 1);
    }
}

void TstExportCommand::names()
{
    QSet<QString> taken;
    QCOMPARE(exportName(u"ftjob-Ab.c_1"_s, taken), u"ftjob-Ab.c_1"_s);
    QSet<QString> all{u"ftjob-ab.c_1"_s};
    for (const QString &odd : {u"ftjob-AB.C_1"_s, u"."_s, u".."_s, u""_s, u"a/b"_s, u"a\\b"_s, u"a:b"_s,
                               u"con"_s, u"NUL.x"_s, u"com1"_s, u"a."_s, u".a"_s, u"ü"_s, u"a\nb"_s,
                               u"../../x"_s, QString(300, u'x'), QString(299, u'x')}) {
        const QString name = exportName(odd, taken);
        QVERIFY2(isExportPath(name) && name.size() <= 100 && name.startsWith("x-"_L1), qPrintable(name));
        QVERIFY(!all.contains(name.toLower()));
        all.insert(name.toLower());
    }
    for (const QString &path :
         {u"a/../b"_s, u"/a"_s, u"a//b"_s, u"a/"_s, u""_s, u"a\\b"_s, u"C:a"_s, u"./a"_s})
        QVERIFY2(!isExportPath(path), qPrintable(path));
    QVERIFY(isExportPath(u"account-1/ftjob-a.b_c"));
}

void TstExportCommand::linksAreNotFollowed()
{
    const QTemporaryDir home;
    ExportFolder folder(home.filePath(u"out"_s));
    QVERIFY(folder.begin());
    QVERIFY(QFile::link(home.filePath(u"elsewhere"_s), home.filePath(u"out/job.json"_s)));
    QVERIFY(!folder.write(u"job.json"_s, "{}"));
    QVERIFY(!QFileInfo::exists(home.filePath(u"elsewhere"_s)));
    QFile content(home.filePath(u"content"_s));
    QVERIFY(content.open(QIODevice::WriteOnly) && content.write("x") == 1);
    content.close();
    QVERIFY(!folder.copy(u"job.json"_s, content.fileName()));
    QVERIFY(!QFileInfo::exists(home.filePath(u"elsewhere"_s)));
    QVERIFY(!folder.problem().isEmpty());
    QVERIFY(folder.files().empty());
}

void TstExportCommand::aFullDiskIsSaid()
{
    const QTemporaryDir home;
    QFile file(home.filePath(u"content"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QByteArray(2000, 'x')) == 2000);
    file.close();
    ExportFolder written(home.filePath(u"written"_s));
    ExportFolder copied(home.filePath(u"copied"_s));
    QVERIFY(written.begin() && copied.begin());
    {
        const test::FullDisk disk(1000);
        if (!disk.isFull())
            QSKIP("a disk cannot be made full here");
        QVERIFY(!written.write(u"job.json"_s, QByteArray(2000, 'x')));
        QVERIFY(!copied.copy(u"file.csv"_s, file.fileName()));
    }
    for (const ExportFolder *folder : {&written, &copied}) {
        QVERIFY(!folder->problem().isEmpty());
        QVERIFY(folder->files().empty()); // nor does the manifest name it
    }
}

namespace {

// One job with so many events of 64 KB.
void fillEvents(const QString &path, int count)
{
    auto archive = need(Archive::open({path}));
    AccountRecord account;
    account.name = u"One"_s;
    account.baseUrl = u"https://one.example/v1"_s;
    account = need(archive->ensureAccount(account));
    need(archive->write(account.number, rowsOf({jobJson("ftjob-many", "succeeded", 100)}), 1700000000000));
    const JobKey key{account.number, u"ftjob-many"_s};
    qint64 range = 0;
    for (int n = count; n > 0; n -= 20) {
        std::vector<RawObject> page;
        for (int i = n; i > n - 20; --i) {
            const QByteArray id = "ftevent-" + QByteArray::number(i);
            page.push_back({QString::fromUtf8(id),
                            "{\"id\":\"" + id + "\",\"message\":\"" + QByteArray(65'536, 'x') + "\"}"});
        }
        range = need(archive->records().addEvents(key, range, page, n == 20)).range;
    }
}

} // namespace

void TstExportCommand::memoryDoesNotGrowWithTheEvents()
{
    if (!kMemoryIsMeasured)
        QSKIP("a sanitizer keeps freed memory");
    qint64 peaks[2] = {0, 0};
    for (const int times : {1, 2}) {
        const Terminal terminal;
        const QString path = terminal.home.filePath(u"a.sqlite"_s);
        fillEvents(path, 600 * times); // 39 and 79 MB
        const Ran ran =
            terminal.run({u"export"_s, u"--all"_s, u"--archive"_s, path, terminal.home.filePath(u"out"_s)});
        QVERIFY2(ran.code == 0, ran.err.constData());
        if (ran.peakKb == 0)
            QSKIP("this system does not tell how much memory a process had");
        peaks[times - 1] = ran.peakKb;
    }
    QVERIFY2(peaks[1] - peaks[0] < 10'000, qPrintable(u"%1 and %2 KB"_s.arg(peaks[0]).arg(peaks[1])));
    QVERIFY2(peaks[1] < kSpareKb, qPrintable(u"%1 KB"_s.arg(peaks[1])));
}

// The same bytes as a list that was made at once; `progress` sees it grow.
void TstExportCommand::eventsAreWrittenOneByOne()
{
    const QTemporaryDir home;
    const QString path = home.filePath(u"a.sqlite"_s);
    fillEvents(path, 100);
    auto archive = need(Archive::open({path}));
    qint64 most = 0;
    qint64 before = 0;
    const auto result = exportArchive(*archive, {}, home.filePath(u"out"_s), [&](const ExportProgress &done) {
        most = std::max(most, done.bytes - before); // between two looks
        before = done.bytes;
        return true;
    });
    QVERIFY(std::holds_alternative<ExportCounts>(result));
    QCOMPARE(std::get<ExportCounts>(result).events, 100);
    QVERIFY2(most < 1'200'000, qPrintable(QString::number(most)));
    QByteArrayList events;
    (void)archive->records().readEvents({1, u"ftjob-many"_s}, [&events](qint64, QByteArrayView raw) {
        events += raw.toByteArray();
        return true;
    });
    QCOMPARE(contentOf(home.filePath(u"out/account-1/ftjob-many/events.json"_s)), jobsAsJson(events));
}

void TstExportCommand::stopsInTheMiddleOfAJob()
{
    const QTemporaryDir home;
    const QString path = home.filePath(u"a.sqlite"_s);
    fillEvents(path, 100);
    auto archive = need(Archive::open({path}));
    qint64 events = 0;
    const auto result = exportArchive(*archive, {}, home.filePath(u"out"_s), [&](const ExportProgress &done) {
        events = done.events;
        return done.bytes < 2'000'000;
    });
    const auto *failure = std::get_if<ExportFailure>(&result);
    QVERIFY(failure && failure->isStopped);
    QVERIFY2(events > 0 && events < 60, qPrintable(QString::number(events)));
    QVERIFY(!QFileInfo::exists(home.filePath(u"out/manifest.json"_s)));
}

namespace {

// Statements that SQLite has begun in this process, on connections made since countStatements().
int statements = 0;

int countOne(unsigned, void *, void *, void *)
{
    ++statements;
    return 0;
}

int countOf(sqlite3 *db, const char **, const sqlite3_api_routines *)
{
    return sqlite3_trace_v2(db, SQLITE_TRACE_STMT, countOne, nullptr);
}

} // namespace

// Each look at the archive costs as much as a small job, and a job may name thousands of files.
void TstExportCommand::manyNamedFilesAreNotLookedUp()
{
    const auto counter = reinterpret_cast<void (*)()>(countOf);
    QCOMPARE(sqlite3_auto_extension(counter), SQLITE_OK);
    const QTemporaryDir home;
    auto archive = need(Archive::open({home.filePath(u"a.sqlite"_s)}));
    sqlite3_cancel_auto_extension(counter);
    AccountRecord account;
    account.baseUrl = u"https://one.example/v1"_s;
    account = need(archive->ensureAccount(account));
    QByteArray ids;
    for (int i = 0; i < 20'000; ++i)
        ids += (i > 0 ? ",\"file-" : "\"file-") + QByteArray::number(i) + '"';
    need(archive->write(account.number,
                        rowsOf({R"({"id":"ftjob-a","status":"succeeded","result_files":[)" + ids + "]}"}),
                        1000));
    need(archive->records().keepFile(account.number, {u"file-7"_s, R"({"id":"file-7"})"}));
    QCOMPARE(need(archive->records().knownFiles(account.number)), QSet<QString>{u"file-7"_s});
    QCOMPARE(need(archive->records().knownFiles(account.number + 1)), QSet<QString>());

    statements = 0;
    const auto result =
        exportArchive(*archive, {}, home.filePath(u"out"_s), [](const ExportProgress &) { return true; });
    QVERIFY(std::holds_alternative<ExportCounts>(result));
    QVERIFY2(statements > 0 && statements < 50, qPrintable(QString::number(statements)));
    QCOMPARE(std::get<ExportCounts>(result).files, 1);
    QCOMPARE(contentOf(home.filePath(u"out/account-1/ftjob-a/files/file-7.json"_s)),
             QByteArray(R"({"id":"file-7"})"));
}

void TstExportCommand::aChangedFolderIsSaid()
{
    const Terminal terminal;
    const QString path = terminal.home.filePath(u"a.sqlite"_s);
    fill(path);
    const QString folder = terminal.home.filePath(u"out"_s);
    QCOMPARE(terminal.run({u"export"_s, u"--all"_s, u"--archive"_s, path, folder}).code, 0);
    Ran ran = terminal.run({u"show"_s, folder, u"--id"_s, u"ftjob-odd"_s, u"--format"_s, u"json"_s});
    QVERIFY2(ran.code == 0 && ran.err.isEmpty(), ran.err.constData());
    QCOMPARE(ran.out, kOddJob.toByteArray());

    QFile events(folder + "/account-1/ftjob-odd/events.json"_L1);
    QVERIFY(events.open(QIODevice::ReadWrite) && events.seek(60) && events.write("#") == 1);
    events.close();
    QVERIFY(QFile::remove(folder + "/account-1/ftjob-odd/files/file-r.csv"_L1));
    ran = terminal.run({u"show"_s, folder});
    QCOMPARE(ran.code, 0);
    QCOMPARE(ran.err.count('\n'), 2);
    QVERIFY2(ran.err.contains("ftjob-odd/events.json was changed"), ran.err.constData());
    QVERIFY2(ran.err.contains("ftjob-odd/files/file-r.csv is missing"), ran.err.constData());
    QVERIFY(ran.out.contains("ftjob-two"));

    // In the window it is said on the job.
    Repository::Options options;
    options.archivePath = terminal.home.filePath(u"other.sqlite"_s);
    options.offline = true;
    Repository repository(std::move(options));
    QHash<QString, QString> said;
    JobKey shown;
    connect(&repository, &Repository::jobOpened, this, [&](const JobDetails &now) { shown = now.key; });
    connect(&repository, &Repository::jobFailed, this, [&](const JobKey &key, const ApiError &error) {
        QCOMPARE(key, shown); // a strip above what is shown
        said.insert(key.id, error.message);
    });
    repository.start();
    JobKey first;
    repository.showFile(folder, this, [&](const Result<JobKey> &key) { first = key.ok() ? *key : JobKey(); });
    QTRY_VERIFY(first.account != 0);
    repository.open({first.account, u"ftjob-odd"_s});
    QTRY_VERIFY(said.contains(u"ftjob-odd"_s));
    QVERIFY(said.value(u"ftjob-odd"_s).contains("events.json was changed"_L1));
    QVERIFY(said.value(u"ftjob-odd"_s).contains("file-r.csv is missing"_L1));
    // The raw bytes of an exported job come from its folder.
    QByteArrayList raw;
    repository.rawJobs({{first.account, u"ftjob-odd"_s}}, this,
                       [&](const Result<QByteArrayList> &all) { raw = all.ok() ? *all : QByteArrayList(); });
    QTRY_COMPARE(raw, QByteArrayList{kOddJob.toByteArray()});
}

void TstExportCommand::openingAFolderCanBeCancelled()
{
    const QTemporaryDir home;
    const QString folder = home.filePath(u"out"_s);
    QVERIFY(QDir().mkpath(folder));
    QFile manifest(folder + "/manifest.json"_L1);
    QVERIFY(manifest.open(QIODevice::WriteOnly));
    manifest.write(R"({"format":"tuneboard-export","jobs":[{"id":"a","folder":"a"})");
    for (int i = 0; i < 150'000; ++i)
        manifest.write(",\n{\"id\":\"a\",\"folder\":\"b" + QByteArray::number(i) + "\"}");
    manifest.write("]}");
    manifest.close();
    Repository::Options options;
    options.archivePath = home.filePath(u"a.sqlite"_s);
    options.offline = true;
    Repository repository(std::move(options));
    repository.start();
    std::optional<ApiError> error;
    repository.showFile(folder, this,
                        [&](const Result<JobKey> &key) { error = key.ok() ? ApiError() : key.error(); });
    repository.cancelFile();
    QTRY_VERIFY_WITH_TIMEOUT(error, 60'000);
    QCOMPARE(error->kind, ApiError::Kind::Cancelled);
    // The next one is read.
    error.reset();
    repository.showFile(home.filePath(u"none.json"_s), this,
                        [&](const Result<JobKey> &key) { error = key.ok() ? ApiError() : key.error(); });
    QTRY_VERIFY_WITH_TIMEOUT(error, 60'000);
    QCOMPARE(error->kind, ApiError::Kind::Disk);
}

QTEST_GUILESS_MAIN(TstExportCommand)
#include "tst_exportcommand.moc"
