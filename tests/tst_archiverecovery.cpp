// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/archive/recovery.h"

#include "app/archive/schema.h"
#include "tests/support/archivefile.h"

#include <QDir>
#include <QElapsedTimer>
#include <QProcess>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace tuneboard;
using namespace tuneboard::test;

namespace {

using Kind = ArchiveError::Kind;
constexpr qint64 kNow = 1'700'000'000'000;

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void writeFile(const QString &path, const QByteArray &content)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("%s", qPrintable(file.errorString()));
}

// A file with `pages` numbered pages.
void fill(const QString &path, int pages)
{
    const auto archive = need(Archive::open({path}));
    const qint64 account =
        need(archive->ensureAccount({0, {}, u"A"_s, u"https://a/v1"_s, {}, {}, {}})).number;
    for (int page = 0; page < pages; ++page)
        need(archive->write(account, numberedPage(page), kNow));
}

QStringList namesIn(const QTemporaryDir &folder)
{
    return QDir(folder.path()).entryList(QDir::Files, QDir::Name);
}

// Runs `archivehelper open` in a file system namespace of its own, after `preparation` (shell words, with the
// folder as $1); nothing of it outlives the process.
struct Apart
{
    bool possible = false;
    QStringList lines;
    QByteArray output;

    Apart(const QString &preparation, const QTemporaryDir &folder, const QString &name, int pages)
    {
        const QStringList namespaces{u"--mount"_s, u"--map-root-user"_s, u"sh"_s, u"-c"_s};
        QProcess probe;
        probe.start(u"unshare"_s, namespaces + QStringList(u"mount -t tmpfs none \"$1\""_s) +
                                      QStringList{u"sh"_s, folder.path()});
        possible =
            probe.waitForFinished() && probe.exitStatus() == QProcess::NormalExit && probe.exitCode() == 0;
        if (!possible)
            return;
        QProcess process;
        process.start(
            u"unshare"_s,
            namespaces +
                QStringList{u"set -e; %1; exec \"$2\" open \"$1/%2\" %3"_s.arg(preparation, name).arg(pages),
                            u"sh"_s, folder.path(), QStringLiteral(TUNEBOARD_ARCHIVE_HELPER)});
        if (!process.waitForFinished())
            process.kill();
        output = process.readAllStandardOutput();
        lines = QString::fromUtf8(output).split(u'\n', Qt::SkipEmptyParts);
        output += process.readAllStandardError();
    }

    bool says(const QString &line) const { return lines.contains(line); }
    const char *all() const { return output.constData(); }
};

QString notice(Kind kind)
{
    return u"notice %1"_s.arg(int(kind));
}

} // namespace

class tst_ArchiveRecovery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void soundFileNeedsNoNotice();
    void damagedFileIsSetAside_data();
    void damagedFileIsSetAside();
    void setAsideTakesTheLogAlong();
    void setAsideKeepsWhatOnlyTheLogHolds();
    void setAsideOverwritesNothing();
    void damageMetLater();
    void recoveryOfASoundFileKeepsIt();
    void aFailedMigrationLeavesTheFile_data();
    void aFailedMigrationLeavesTheFile();
    void tablesThatDoNotFitAreNoDamage();
    void anOpenConnectionDoesNotHarmTheNewFile();
    void newerFileIsLeftAlone();
    void otherProgramsFileIsLeftAlone();
    void lockedOnlyAfterTheTimeout();
    void folderThatCannotBe();
    void readOnlyFile();
    void readOnlyFolder();
    void readOnlyFolderWithNothingIn();
    void fullDisk();
    void fullDiskFromTheStart();
    void anyDamageEndsInDataOrAnError();
};

void tst_ArchiveRecovery::soundFileNeedsNoNotice()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a.sqlite"_s);
    fill(path, 1);
    const OpenedArchive opened = openOrRecover({path});
    QVERIFY(!opened.notice && !opened.temporary && opened.setAsidePath.isEmpty());
    QCOMPARE(opened.options.path, path);
    QCOMPARE(jobsIn(*opened.archive), kJobsOnPage);
}

void tst_ArchiveRecovery::damagedFileIsSetAside_data()
{
    QTest::addColumn<QByteArray>("content");
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a.sqlite"_s);
    fill(path, 3);
    const QByteArray sound = contentOf(path);
    const auto with = [&](qsizetype at, const QByteArray &bytes) {
        return QByteArray(sound).replace(at, bytes.size(), bytes);
    };
    QTest::newRow("text") << QByteArray("this is no archive at all, but a rather long text. ").repeated(100);
    QTest::newRow("a word") << QByteArray("word");
    QTest::newRow("zeros") << QByteArray(sound.size(), '\0');
    QTest::newRow("header gone") << with(0, QByteArray(16, '\0'));
    QTest::newRow("half") << sound.left(sound.size() / 2);
    QTest::newRow("cut in the first page") << sound.left(1000);
    QTest::newRow("no mark") << with(68, QByteArray(4, '\0'));
    QTest::newRow("no version") << with(60, QByteArray(4, '\0'));
    QTest::newRow("schema gone") << with(100, QByteArray(3996, '\0'));
    QTest::newRow("schema noise") << with(108, QByteArray(4096 - 108, '\xa5'));
}

void tst_ArchiveRecovery::damagedFileIsSetAside()
{
    QFETCH(const QByteArray, content);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"über sicht.sqlite"_s);
    writeFile(path, content);
    const OpenedArchive opened = openOrRecover({path, 200});
    QVERIFY(opened.notice);
    QCOMPARE(opened.notice->kind, Kind::Damaged);
    QVERIFY(opened.archive && !opened.temporary && !opened.archive->isReadOnly());
    QCOMPARE(opened.options.path, path);
    static const QRegularExpression name(
        u"^über sicht\\.damaged-\\d{4}-\\d\\d-\\d\\dT\\d\\d-\\d\\d-\\d\\d\\.sqlite$"_s);
    QVERIFY2(name.match(QFileInfo(opened.setAsidePath).fileName()).hasMatch(),
             qPrintable(opened.setAsidePath));
    QCOMPARE(QFileInfo(opened.setAsidePath).absolutePath(), folder.path());
    QVERIFY(opened.notice->text.contains(QDir::toNativeSeparators(opened.setAsidePath)));
    QVERIFY(contentOf(opened.setAsidePath) == content);
    QCOMPARE(jobsIn(*opened.archive), 0);
    const qint64 account =
        need(opened.archive->ensureAccount({0, {}, {}, u"https://a/v1"_s, {}, {}, {}})).number;
    QCOMPARE(need(opened.archive->write(account, numberedPage(0), kNow)), kJobsOnPage);
    QVERIFY(!QFileInfo::exists(path + u".lock"_s));
    QVERIFY(!openOrRecover({path}).notice); // said once
}

void tst_ArchiveRecovery::setAsideTakesTheLogAlong()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a.sqlite"_s);
    writeFile(path, QByteArray(5000, 'x'));
    writeFile(path + u"-wal"_s, "log");
    writeFile(path + u"-shm"_s, "index");
    const OpenedArchive opened = openOrRecover({path, 200});
    QCOMPARE(opened.notice->kind, Kind::Damaged);
    QVERIFY(QFileInfo::exists(opened.setAsidePath));
    QCOMPARE(contentOf(opened.setAsidePath + u"-wal"_s), QByteArray("log"));
    QVERIFY(QFileInfo::exists(opened.setAsidePath + u"-shm"_s));
    QCOMPARE(jobsIn(*opened.archive), 0);
}

void tst_ArchiveRecovery::setAsideKeepsWhatOnlyTheLogHolds()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a.sqlite"_s);
    {
        const QString original = folder.filePath(u"original.sqlite"_s);
        fill(original, 2);
        const auto archive = need(Archive::open({original}));
        QCOMPARE(need(archive->write(1, numberedPage(0), kNow + 1)),
                 0); // a change of one page, not the first
        writeFile(path, contentOf(original).replace(0, 16, QByteArray(16, '\0')));
        writeFile(path + u"-wal"_s, contentOf(original + u"-wal"_s));
    }
    const QByteArray content = contentOf(path);
    const QByteArray log = contentOf(path + u"-wal"_s);
    QVERIFY(log.size() > 4096);
    const OpenedArchive opened = openOrRecover({path, 200});
    QCOMPARE(opened.notice->kind, Kind::Damaged);
    QVERIFY(contentOf(opened.setAsidePath) == content);
    QVERIFY(contentOf(opened.setAsidePath + u"-wal"_s) == log);
}

void tst_ArchiveRecovery::setAsideOverwritesNothing()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a.sqlite"_s);
    QStringList places;
    for (int i = 0; i < 4; ++i) { // within a second or two: the same name but for the number
        writeFile(path, QByteArray(5000, char('a' + i)));
        const OpenedArchive opened = openOrRecover({path, 200});
        QVERIFY(!opened.setAsidePath.isEmpty());
        places += opened.setAsidePath;
    }
    for (int i = 0; i < 4; ++i)
        QVERIFY(contentOf(places[i]) == QByteArray(5000, char('a' + i)));
    QCOMPARE(QSet<QString>(places.begin(), places.end()).size(), 4);
}

void tst_ArchiveRecovery::damageMetLater()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a.sqlite"_s);
    fill(path, 40);
    QByteArray content = contentOf(path);
    const qsizetype middle = content.size() / 2 / 4096 * 4096;
    const QByteArray junk(qsizetype{40} * 4096, '\xee');
    content.replace(middle, junk.size(), junk);
    writeFile(path, content);
    auto archive = need(Archive::open({path})); // a look at the first pages finds nothing
    std::optional<ArchiveError> error = archive->readAll(100, [](const JobRows &) { return true; });
    for (int page = 0; page < 40 && !error; ++page)
        error = errorOf(archive->job({1, u"ftjob-%1-0"_s.arg(page)}));
    QVERIFY(error);
    QCOMPARE(error->kind, Kind::Damaged);
    archive.reset();
    const OpenedArchive opened = recoverDamaged({path, 200});
    QCOMPARE(opened.notice->kind, Kind::Damaged);
    QVERIFY(contentOf(opened.setAsidePath) == content);
    QCOMPARE(jobsIn(*opened.archive), 0);
}

void tst_ArchiveRecovery::recoveryOfASoundFileKeepsIt()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a.sqlite"_s);
    fill(path, 2);
    const OpenedArchive opened = recoverDamaged({path, 200}); // another process was faster
    QVERIFY(!opened.notice && opened.setAsidePath.isEmpty());
    QCOMPARE(jobsIn(*opened.archive), 2 * kJobsOnPage);
    QCOMPARE(namesIn(folder).filter(u"damaged"_s), QStringList());
}

void tst_ArchiveRecovery::aFailedMigrationLeavesTheFile_data()
{
    QTest::addColumn<QByteArray>("inTheWay");
    QTest::addColumn<QByteArray>("journal");
    // The second step creates tables and an index of these names.
    for (const char *journal : {"WAL", "DELETE"}) {
        const auto row = [journal](const char *name, const QByteArray &sql) {
            QTest::addRow("%s, %s", name, journal) << sql << QByteArray(journal);
        };
        row("a table", "CREATE TABLE events (x)");
        row("the last table", "CREATE TABLE summaries (x)");
        row("a view", "CREATE VIEW contents AS SELECT 1 AS x");
        row("an index", "CREATE INDEX events_id ON jobs (id)");
        row("another spelling", "CREATE TABLE \"DeTails\" (x)");
    }
}

void tst_ArchiveRecovery::aFailedMigrationLeavesTheFile()
{
    QFETCH(const QByteArray, inTheWay);
    QFETCH(const QByteArray, journal);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a.sqlite"_s);
    const QByteArray account = "INSERT INTO accounts VALUES (1, 'u', 'A', 'https://a/v1', 'openai', '', '')";
    const QByteArray old = "PRAGMA journal_mode = " + journal + ';' + migrations()[0].sql +
                           ";PRAGMA application_id = " + QByteArray::number(kArchiveApplicationId) +
                           ";PRAGMA user_version = 1;" + account + ';' + inTheWay;
    writeFile(path, {});
    QCOMPARE(askSqlite(path, old.constData()), QStringList(QString::fromLatin1(journal.toLower())));
    const QByteArray before = contentOf(path);

    const OpenedArchive opened = openOrRecover({path, 200});
    QVERIFY(opened.notice);
    QCOMPARE(opened.notice->kind, Kind::Failed);
    QVERIFY2(opened.notice->text.contains(u"already"_s), qPrintable(opened.notice->text)); // the reason
    QVERIFY(opened.notice->text.contains(QDir::toNativeSeparators(path)));
    QVERIFY(!opened.notice->text.contains(u"damaged"_s));
    QVERIFY(opened.setAsidePath.isEmpty());
    QVERIFY(opened.temporary && opened.archive && !opened.archive->isReadOnly());
    QVERIFY(contentOf(path) == before);
    QCOMPARE(namesIn(folder).filter(u"damaged"_s), QStringList());
    QCOMPARE(askSqlite(path, "PRAGMA user_version; SELECT name FROM accounts"),
             QStringList({u"1"_s, u"A"_s}));
    // What was in the way is gone: the next start brings the file up to date.
    const QByteArray type = inTheWay.mid(7, inTheWay.indexOf(' ', 7) - 7);
    const QByteArray name = inTheWay.split(' ').at(2);
    QCOMPARE(askSqlite(path, ("DROP " + type + ' ' + name).constData()), QStringList());
    QVERIFY(!openOrRecover({path, 200}).notice);
    QCOMPARE(askSqlite(path, "PRAGMA user_version; PRAGMA journal_mode; SELECT name FROM accounts"),
             QStringList({QString::number(schemaVersion()), u"wal"_s, u"A"_s}));
}

// Somebody has renamed a column. SQLite's pages are in order.
void tst_ArchiveRecovery::tablesThatDoNotFitAreNoDamage()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a.sqlite"_s);
    fill(path, 2);
    QCOMPARE(askSqlite(path, "ALTER TABLE jobs RENAME COLUMN model TO base"), QStringList());
    const QByteArray before = contentOf(path);
    const OpenedArchive opened = openOrRecover({path, 200});
    QVERIFY(opened.notice && opened.temporary && opened.setAsidePath.isEmpty());
    QCOMPARE(opened.notice->kind, Kind::Failed);
    QVERIFY2(opened.notice->text.contains(u"no column named model"_s), qPrintable(opened.notice->text));
    QVERIFY(contentOf(path) == before);
    QCOMPARE(askSqlite(path, "SELECT count(*) FROM jobs"), QStringList(QString::number(2 * kJobsOnPage)));
}

void tst_ArchiveRecovery::anOpenConnectionDoesNotHarmTheNewFile()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a.sqlite"_s);
    fill(path, 2);
    auto old = need(Archive::open({path}));
    QCOMPARE(need(old->write(1, numberedPage(7), kNow)), kJobsOnPage);
    // Another process has set the file aside and begun a new one.
    for (const QString &part : {QString(), u"-wal"_s, u"-shm"_s})
        QVERIFY(QFile::rename(path + part, folder.filePath(u"old.sqlite"_s) + part));
    auto fresh = need(Archive::open({path}));
    const qint64 account = need(fresh->ensureAccount({0, {}, {}, u"https://b/v1"_s, {}, {}, {}})).number;
    QCOMPARE(need(fresh->write(account, numberedPage(0), kNow)), kJobsOnPage);
    (void)old->write(1, numberedPage(8), kNow); // goes into the old file, or is refused
    old.reset();
    QCOMPARE(jobsIn(*fresh), kJobsOnPage);
    QVERIFY(QFileInfo::exists(path + u"-wal"_s));
    QCOMPARE(need(fresh->write(account, numberedPage(1), kNow)), kJobsOnPage);
    fresh.reset();
    QCOMPARE(askSqlite(path, "PRAGMA integrity_check; SELECT count(*) FROM jobs"),
             QStringList({u"ok"_s, u"40"_s}));
}

void tst_ArchiveRecovery::newerFileIsLeftAlone()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"my.archive.sqlite"_s);
    fill(path, 1);
    askSqlite(path, "PRAGMA user_version = 9999; CREATE TABLE later (a)");
    const QByteArray content = contentOf(path);
    const QStringList names = namesIn(folder);
    const auto refused = errorOf(Archive::open({path}));
    QVERIFY(refused);
    QCOMPARE(refused->kind, Kind::Newer);
    QCOMPARE(namesIn(folder), names);
    for (int run = 0; run < 2; ++run) {
        const OpenedArchive opened = openOrRecover({path});
        QCOMPARE(opened.notice->kind, Kind::Newer);
        QVERIFY(opened.notice->text.contains(QDir::toNativeSeparators(path)));
        QCOMPARE(opened.options.path, folder.filePath(u"my.archive.v%1.sqlite"_s.arg(schemaVersion())));
        QVERIFY(opened.notice->text.contains(QDir::toNativeSeparators(opened.options.path)));
        QVERIFY(opened.setAsidePath.isEmpty() && !opened.temporary && !opened.archive->isReadOnly());
        const qint64 account =
            need(opened.archive->ensureAccount({0, {}, {}, u"https://a/v1"_s, {}, {}, {}})).number;
        QCOMPARE(need(opened.archive->write(account, numberedPage(run), kNow)), kJobsOnPage);
        QCOMPARE(jobsIn(*opened.archive), (run + 1) * kJobsOnPage);
    }
    QVERIFY(contentOf(path) == content);
}

void tst_ArchiveRecovery::otherProgramsFileIsLeftAlone()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"bookmarks.sqlite"_s);
    writeFile(path, {});
    QCOMPARE(askSqlite(path, "CREATE TABLE bookmarks (url); INSERT INTO bookmarks VALUES ('https://a')"),
             QStringList());
    const QByteArray content = contentOf(path);
    const OpenedArchive opened = openOrRecover({path});
    QCOMPARE(opened.notice->kind, Kind::Failed);
    QVERIFY(opened.temporary);
    QVERIFY(opened.notice->text.contains(QDir::toNativeSeparators(path)));
    QVERIFY(contentOf(path) == content);
    QCOMPARE(namesIn(folder), QStringList(u"bookmarks.sqlite"_s));
}

void tst_ArchiveRecovery::lockedOnlyAfterTheTimeout()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a.sqlite"_s);
    fill(path, 1);
    QProcess other;
    other.start(QStringLiteral(TUNEBOARD_ARCHIVE_HELPER), {u"lock"_s, path});
    QVERIFY(other.waitForReadyRead());
    QCOMPARE(other.readLine(), QByteArray("locked\n"));

    QElapsedTimer waited;
    waited.start();
    const OpenedArchive opened = openOrRecover({path, 150});
    QVERIFY(waited.elapsed() >= 150);
    QCOMPARE(opened.notice->kind, Kind::Locked);
    QVERIFY(opened.notice->text.contains(QDir::toNativeSeparators(path)));
    QVERIFY(opened.temporary);
    QCOMPARE(jobsIn(*opened.archive), 0);
    // A second connection, as another thread's, sees the same data.
    const qint64 account =
        need(opened.archive->ensureAccount({0, {}, {}, u"https://a/v1"_s, {}, {}, {}})).number;
    QCOMPARE(need(opened.archive->write(account, numberedPage(0), kNow)), kJobsOnPage);
    QCOMPARE(jobsIn(*need(Archive::open(opened.options))), kJobsOnPage);

    // Whoever waits long enough gets it.
    QTimer::singleShot(100, &other, [&] { other.closeWriteChannel(); });
    std::unique_ptr<Archive> archive;
    const std::unique_ptr<QThread> waiting(QThread::create([&] {
        archive = need(Archive::open({path, 30'000}));
    }));
    waiting->start();
    QVERIFY(QTest::qWaitFor([&] { return waiting->isFinished(); }, 60'000));
    QCOMPARE(jobsIn(*archive), kJobsOnPage);
    QVERIFY(other.state() == QProcess::NotRunning || other.waitForFinished());
}

void tst_ArchiveRecovery::folderThatCannotBe()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"file"_s);
    writeFile(file, "x");
    const OpenedArchive opened = openOrRecover({file + u"/below/a.sqlite"_s});
    QCOMPARE(opened.notice->kind, Kind::ReadOnly);
    QVERIFY(opened.temporary && !opened.archive->isReadOnly());
    QCOMPARE(contentOf(file), QByteArray("x"));

    const OpenedArchive atFolder = openOrRecover({folder.path()});
    QCOMPARE(atFolder.notice->kind, Kind::Failed);
    QVERIFY(atFolder.temporary);
}

void tst_ArchiveRecovery::readOnlyFile()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a.sqlite"_s);
    fill(path, 2);
    // Root may write anything, but not through a read-only mount of the file itself.
    const Apart apart(
        u"mount --bind \"$1/a.sqlite\" \"$1/a.sqlite\"; mount -o remount,bind,ro \"$1/a.sqlite\""_s, folder,
        u"a.sqlite"_s, 1);
    if (!apart.possible)
        QSKIP("needs a mount namespace (unshare)");
    QVERIFY2(apart.says(notice(Kind::ReadOnly)), apart.all());
    QVERIFY2(apart.says(u"own"_s) && apart.says(u"read-only"_s) && apart.says(u"jobs 40"_s), apart.all());
}

void tst_ArchiveRecovery::readOnlyFolder()
{
    const QTemporaryDir folder;
    fill(folder.filePath(u"a.sqlite"_s), 2);
    const Apart apart(u"mount --bind \"$1\" \"$1\"; mount -o remount,bind,ro \"$1\""_s, folder, u"a.sqlite"_s,
                      1);
    if (!apart.possible)
        QSKIP("needs a mount namespace (unshare)");
    QVERIFY2(apart.says(notice(Kind::ReadOnly)), apart.all());
    QVERIFY2(apart.says(u"own"_s) && apart.says(u"read-only"_s) && apart.says(u"jobs 40"_s), apart.all());
}

void tst_ArchiveRecovery::readOnlyFolderWithNothingIn()
{
    const QTemporaryDir folder;
    const Apart apart(u"mount --bind \"$1\" \"$1\"; mount -o remount,bind,ro \"$1\""_s, folder,
                      u"sub/a.sqlite"_s, 1);
    if (!apart.possible)
        QSKIP("needs a mount namespace (unshare)");
    QVERIFY2(apart.says(notice(Kind::ReadOnly)), apart.all());
    QVERIFY2(apart.says(u"temporary"_s) && apart.says(u"writable"_s) && apart.says(u"jobs 20"_s),
             apart.all());
}

void tst_ArchiveRecovery::fullDisk()
{
    // The disk fills up while pages are written: what is kept stays readable, the rest says why not.
    const QTemporaryDir folder;
    const Apart apart(u"mount -t tmpfs -o size=1m none \"$1\""_s, folder, u"a.sqlite"_s, 1000);
    if (!apart.possible)
        QSKIP("needs a mount namespace (unshare)");
    QVERIFY2(apart.says(u"notice none"_s) && apart.says(u"own"_s), apart.all());
    static const QRegularExpression failed(u"^write failed %1 after (\\d+)$"_s.arg(int(Kind::Full)));
    const QStringList failure = apart.lines.filter(failed);
    QVERIFY2(failure.size() == 1, apart.all());
    const int pages = failed.match(failure[0]).captured(1).toInt();
    QVERIFY2(pages > 0 && apart.says(u"jobs %1"_s.arg(pages * kJobsOnPage)), apart.all());
}

void tst_ArchiveRecovery::fullDiskFromTheStart()
{
    const QTemporaryDir source;
    const QString path = source.filePath(u"a.sqlite"_s);
    fill(path, 2);
    const QTemporaryDir folder;
    const QString rest = u"; dd if=/dev/zero of=\"$1/rest\" bs=4k 2>/dev/null || true"_s;
    const Apart kept(u"mount -t tmpfs -o size=1m none \"$1\"; cp \"%1\" \"$1\""_s.arg(path) + rest, folder,
                     u"a.sqlite"_s, 1);
    if (!kept.possible)
        QSKIP("needs a mount namespace (unshare)");
    QVERIFY2(kept.says(notice(Kind::Full)), kept.all());
    QVERIFY2(kept.says(u"own"_s) && kept.says(u"read-only"_s) && kept.says(u"jobs 40"_s), kept.all());

    const Apart fresh(u"mount -t tmpfs -o size=1m none \"$1\""_s + rest, folder, u"a.sqlite"_s, 1);
    QVERIFY2(fresh.says(notice(Kind::Full)), fresh.all());
    QVERIFY2(fresh.says(u"temporary"_s) && fresh.says(u"jobs 20"_s), fresh.all());
}

// Whatever the file holds: an open and every way of reading end in data or an error, not in a crash, and
// what the program opens in its place works.
void tst_ArchiveRecovery::anyDamageEndsInDataOrAnError()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a.sqlite"_s);
    fill(path, 6);
    const QByteArray sound = contentOf(path);
    const QList<Kind> allowed{Kind::Damaged, Kind::Newer, Kind::ReadOnly};
    QRandomGenerator random(20'260);
    QMap<QString, int> outcomes;
    for (int round = 0; round < 200; ++round) {
        QByteArray content = sound;
        // A quarter each: the first page, anywhere, a run of noise, cut off.
        const qsizetype at = random.bounded(round % 4 == 0 ? 4096 : int(content.size()));
        if (round % 4 == 3)
            content.truncate(at);
        for (qsizetype i = at; i < qMin(at + (round % 4 == 2 ? 300 : 1), content.size()); ++i)
            content[i] = char(content[i] ^ char(1 + random.bounded(255)));
        QDir dir(folder.path());
        for (const QString &name : dir.entryList(QDir::Files))
            dir.remove(name);
        writeFile(path, content);

        auto opened = Archive::open({path, 50});
        std::optional<ArchiveError> error = errorOf(opened);
        if (!error) {
            Archive &archive = *std::get<0>(opened);
            const auto note = [&](const std::optional<ArchiveError> &met) {
                if (met)
                    error = met;
            };
            note(errorOf(archive.jobsAtMost()));
            note(errorOf(archive.accounts()));
            note(errorOf(archive.newest(1000)));
            note(archive.readAll(50, [](const JobRows &rows) {
                for (const JobRow &row : rows.rows)
                    (void)row.id.toByteArray();
                return true;
            }));
            note(errorOf(archive.find(u"ftjob-3-3"_s)));
            for (int page = 0; page < 6; ++page)
                note(errorOf(archive.job({1, u"ftjob-%1-7"_s.arg(page)})));
            const auto written = archive.write(1, numberedPage(round), kNow);
            if (!errorOf(written) || errorOf(written)->kind != Kind::Unknown) // its account may be gone
                note(errorOf(written));
            note(archive.check());
        }
        const QByteArray where = "round " + QByteArray::number(round) + " at " + QByteArray::number(at);
        ++outcomes[error ? QString::number(int(error->kind)) : u"data"_s];
        if (error)
            QVERIFY2(allowed.contains(error->kind), (where + ": " + error->text.toUtf8()).constData());
        if (error && error->kind == Kind::Damaged) {
            if (auto *archive = std::get_if<0>(&opened))
                archive->reset();
            const OpenedArchive recovered = recoverDamaged({path, 50});
            QVERIFY2(recovered.archive, where.constData());
            QVERIFY2(!errorOf(recovered.archive->newest(10)), where.constData());
        }
    }
    qInfo() << outcomes;
    QVERIFY(outcomes.value(QString::number(int(Kind::Damaged))) > 0 && outcomes.value(u"data"_s) > 0);
}

QTEST_GUILESS_MAIN(tst_ArchiveRecovery)
#include "tst_archiverecovery.moc"
