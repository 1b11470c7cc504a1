// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/archive/archive.h"

#include "app/archive/reread.h"
#include "app/archive/schema.h"
#include "app/archive/temporaryarchive.h"
#include "tests/support/archivefile.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>

#include <QDateTime>
#include <QDir>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace tuneboard;
using namespace tuneboard::test;

namespace {

constexpr qint64 kNow = 1'700'000'000'000;

struct Fixture
{
    QTemporaryDir folder;
    QString path = folder.filePath(u"new folder/übersicht 1.sqlite"_s);
    std::unique_ptr<Archive> archive = need(Archive::open({path}));
    qint64 account =
        need(archive->ensureAccount({0, {}, u"A"_s, u"https://a/v1"_s, u"openai"_s, {}, {}})).number;

    int write(const QList<QByteArray> &jobs, qint64 at = kNow)
    {
        return need(archive->write(account, rowsOf(jobs), at));
    }
    std::optional<StoredJob> job(const QString &id) { return need(archive->job({account, id})); }
};

QStringList idsOf(const JobRows &rows)
{
    QStringList ids;
    for (const JobRow &row : rows.rows)
        ids += QString::fromUtf8(row.id);
    return ids;
}

QStringList statusesOf(const StoredJob &job)
{
    QStringList statuses;
    for (const StatusChange &change : job.history)
        statuses += u"%1@%2"_s.arg(change.status).arg(change.at.secs);
    return statuses;
}

} // namespace

class tst_Archive : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fileIsPrivateAndMarked();
    void keepsEveryColumn();
    void absentStaysAbsent();
    void rawBytesAreAsReceived();
    void newestFirst();
    void readsAllInPieces();
    void olderAnswerIsLeftOut();
    void timeInTheFutureShutsNothingOut();
    void unchangedJobOnlyMovesLastSeen();
    void changedJobChangesInEveryColumn();
    void statusChangesMakeHistory();
    void accountsByUuidAndUrl();
    void sameIdInTwoAccounts();
    void aRemovedAccountLeavesNothing();
    void namesInTheFileAreOnlyNames_data();
    void namesInTheFileAreOnlyNames();
    void whatJobsReferToDoesNotMatter();
    void unknownAccountIsRefused();
    void migratedMeanwhileIsNotWritten();
    void failedPageLeavesNothing();
    void openAgainFindsAll();
    void migratesStepByStep();
    void failedMigrationLeavesTheVersion();
    void jobsAreReadAgainByANewReader();
    void readOnlyReadsAndRefusesToWrite();
    void temporaryIsSharedAndRemoved();
    void memoryArchiveWorks();
    void usesTheIndexForTheNewest();
};

void tst_Archive::fileIsPrivateAndMarked()
{
    Fixture f;
    f.write({jobJson("ftjob-1")});
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther |
                        QFile::WriteOther | QFile::ExeOther;
    for (const QString &part : {QString(), u"-wal"_s, u"-shm"_s}) {
        QVERIFY(QFileInfo::exists(f.path + part));
        QVERIFY(!(QFile::permissions(f.path + part) & others));
    }
    QVERIFY(!(QFile::permissions(QFileInfo(f.path).absolutePath()) & others));
    QCOMPARE(
        askSqlite(f.path, "PRAGMA application_id; PRAGMA user_version; PRAGMA journal_mode"),
        QStringList({QString::number(kArchiveApplicationId), QString::number(schemaVersion()), u"wal"_s}));

    // A file that others may read is closed to them when it is opened.
    f.archive.reset();
    QVERIFY(QFile::setPermissions(f.path, QFile::permissions(f.path) | QFile::ReadOther | QFile::ReadGroup));
    f.archive = need(Archive::open({f.path}));
    QVERIFY(!(QFile::permissions(f.path) & others));
    QVERIFY(QFile::permissions(f.path) & QFile::WriteOwner);
}

void tst_Archive::keepsEveryColumn()
{
    Fixture f;
    const QByteArray job = R"({"id":"ftjob-1","status":"failed","user_provided_suffix":"a \"b\" \u00e9",
        "model":"gpt-4o","fine_tuned_model":"ft:gpt-4o:org:a:1","method":{"type":"dpo","dpo":{"hyperparameters":
        {"n_epochs":3,"batch_size":"auto","learning_rate_multiplier":0.5}}},
        "error":{"code":"invalid_training_file","message":"line 17 \u0000 end"},
        "training_file":"file-t","validation_file":"file-v","metadata":{"team":"x"},"created_at":1700000000,
        "finished_at":1700000100,"estimated_finish":1700000200,"trained_tokens":9223372036854775807,"seed":-5})";
    const JobRows wanted = rowsOf({job});
    QCOMPARE(need(f.archive->write(f.account, wanted, kNow + 1500)), 1);
    const JobRows rows = need(f.archive->newest(10));
    QCOMPARE(rows.rows.size(), 1u);
    const JobRow &a = wanted.rows[0];
    const JobRow &b = rows.rows[0];
    for (const auto member :
         {&JobRow::id, &JobRow::status, &JobRow::suffix, &JobRow::model, &JobRow::outputModel,
          &JobRow::method, &JobRow::errorCode, &JobRow::errorMessage, &JobRow::trainingFile,
          &JobRow::validationFile, &JobRow::metadata}) {
        QVERIFY(!(a.*member).isEmpty());
        QCOMPARE((b.*member).toByteArray(), (a.*member).toByteArray());
    }
    for (const auto member : {&JobRow::createdAt, &JobRow::finishedAt, &JobRow::estimatedFinish,
                              &JobRow::trainedTokens, &JobRow::seed}) {
        QVERIFY(a.*member != kNoInteger);
        QCOMPARE(b.*member, a.*member);
    }
    QCOMPARE(b.nEpochs, 3.0);
    QCOMPARE(b.batchSize, kAutomatic);
    QCOMPARE(b.learningRateMultiplier, 0.5);
    QCOMPARE(b.account, f.account);
    QCOMPARE(b.statusSince, kNow / 1000 + 1);
    QVERIFY(b.raw.isEmpty());
}

void tst_Archive::absentStaysAbsent()
{
    Fixture f;
    f.write({R"({"id":"ftjob-bare"})"});
    const JobRows rows = need(f.archive->newest(1));
    const JobRow &row = rows.rows.at(0);
    QVERIFY(row.status.isEmpty() && row.model.isEmpty() && row.metadata.isEmpty());
    QCOMPARE(row.createdAt, kNoInteger);
    QCOMPARE(row.seed, kNoInteger);
    QVERIFY(std::isnan(row.nEpochs) && std::isnan(row.batchSize) && std::isnan(row.learningRateMultiplier));
    QCOMPARE(statusesOf(*f.job(u"ftjob-bare"_s)), QStringList(u"@1700000000"_s));
}

void tst_Archive::rawBytesAreAsReceived()
{
    Fixture f;
    const QByteArray job = "{ \"id\" : \"ftjob-1\",\n\"z\":1.0e-5, \"a\":\"\\u00e9\xc3\xa9\", \"z\":2 }";
    f.write({job});
    const auto stored = f.job(u"ftjob-1"_s);
    QVERIFY(stored);
    QCOMPARE(stored->raw, job);
    QCOMPARE(stored->account, f.account);
    QCOMPARE(stored->firstSeenMs, kNow);
    QCOMPARE(stored->lastSeenMs, kNow);
    QVERIFY(!f.job(u"ftjob-2"_s));
}

void tst_Archive::newestFirst()
{
    Fixture f;
    f.write({jobJson("ftjob-b", "running", 20), jobJson("ftjob-a", "running", 20),
             jobJson("ftjob-old", "running", 10), R"({"id":"ftjob-undated"})",
             jobJson("ftjob-new", "running", 3'000'000'000)});
    QCOMPARE(idsOf(need(f.archive->newest(50))),
             QStringList({u"ftjob-new"_s, u"ftjob-b"_s, u"ftjob-a"_s, u"ftjob-old"_s, u"ftjob-undated"_s}));
    QCOMPARE(idsOf(need(f.archive->newest(2, 1))), QStringList({u"ftjob-b"_s, u"ftjob-a"_s}));
    QCOMPARE(idsOf(need(f.archive->newest(2, 5))), QStringList());
    QCOMPARE(jobsIn(*f.archive), 5);
}

void tst_Archive::readsAllInPieces()
{
    Fixture f;
    QList<QByteArray> jobs;
    QStringList wanted;
    for (int i = 0; i < 25; ++i) {
        jobs += jobJson("ftjob-" + QByteArray::number(i));
        wanted += u"ftjob-%1"_s.arg(i);
    }
    QCOMPARE(need(f.archive->jobsAtMost()), 0);
    f.write(jobs);
    QCOMPARE(need(f.archive->jobsAtMost()), 25);
    std::vector<JobRows> pieces;
    QVERIFY(!f.archive->readAll(10, [&](JobRows rows) {
        pieces.push_back(std::move(rows));
        return true;
    }));
    f.archive.reset(); // the rows hold what they need
    QStringList ids;
    std::vector<std::size_t> sizes;
    for (const JobRows &piece : pieces) {
        sizes.push_back(piece.rows.size());
        ids += idsOf(piece);
    }
    QCOMPARE(sizes, std::vector<std::size_t>({10, 10, 5}));
    ids.sort();
    wanted.sort();
    QCOMPARE(ids, wanted);

    f.archive = need(Archive::open({f.path}));
    int calls = 0;
    QVERIFY(!f.archive->readAll(10, [&](const JobRows &) {
        ++calls;
        return false;
    }));
    QCOMPARE(calls, 1);
}

void tst_Archive::olderAnswerIsLeftOut()
{
    Fixture f;
    QCOMPARE(f.write({jobJson("ftjob-1", "succeeded")}, kNow), 1);
    const auto other = need(Archive::open({f.path})); // as another process would
    QCOMPARE(
        need(other->write(f.account, rowsOf({jobJson("ftjob-1", "running"), jobJson("ftjob-2")}), kNow - 1)),
        1); // only ftjob-2
    QCOMPARE(statusesOf(*f.job(u"ftjob-1"_s)), QStringList(u"succeeded@1700000000"_s));
    QCOMPARE(f.job(u"ftjob-1"_s)->lastSeenMs, kNow);
    QCOMPARE(f.job(u"ftjob-1"_s)->raw, jobJson("ftjob-1", "succeeded"));

    // An unchanged answer counts too: what is older than it may not come back.
    f.write({jobJson("ftjob-1", "succeeded")}, kNow + 1000);
    QCOMPARE(need(other->write(f.account, rowsOf({jobJson("ftjob-1", "running")}), kNow + 500)), 0);
    QCOMPARE(f.job(u"ftjob-1"_s)->raw, jobJson("ftjob-1", "succeeded"));
}

void tst_Archive::timeInTheFutureShutsNothingOut()
{
    Fixture f;
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    f.write({jobJson("ftjob-1", "queued")}, now + 3600'000);
    QCOMPARE(f.write({jobJson("ftjob-1", "running")}, now), 1);
    QCOMPARE(f.job(u"ftjob-1"_s)->lastSeenMs, now);
    QCOMPARE(f.write({jobJson("ftjob-1", "queued")}, now - 1), 0);
}

void tst_Archive::unchangedJobOnlyMovesLastSeen()
{
    Fixture f;
    QList<QByteArray> jobs;
    for (int i = 0; i < 100; ++i)
        jobs += jobJson("ftjob-" + QByteArray::number(i), "running", 1700000000 + i,
                        ",\"result_files\":[\"" + QByteArray(600, 'x') + "\"]");
    QCOMPARE(f.write(jobs), 100);
    askSqlite(f.path, "PRAGMA wal_checkpoint(TRUNCATE)");
    QCOMPARE(f.write(jobs, kNow + 5000), 0);
    const auto job = f.job(u"ftjob-7"_s);
    QCOMPARE(job->firstSeenMs, kNow);
    QCOMPARE(job->lastSeenMs, kNow + 5000);
    QCOMPARE(job->history.size(), 1u);
    // The log holds the pages written since: two of 4 KB and their headers at most, for a hundred jobs.
    QVERIFY(QFileInfo(f.path + u"-wal"_s).size() <= 32 + 2 * (24 + 4096));
}

void tst_Archive::changedJobChangesInEveryColumn()
{
    Fixture f;
    f.write({jobJson("ftjob-1", "running", 10), jobJson("ftjob-2", "running", 20)});
    f.write({jobJson("ftjob-1", "succeeded", 30, R"(,"fine_tuned_model":"m","seed":7,"metadata":{"a":"b"},
        "hyperparameters":{"n_epochs":2})")},
            kNow + 1);
    const JobRows rows = need(f.archive->newest(5));
    QCOMPARE(idsOf(rows), QStringList({u"ftjob-1"_s, u"ftjob-2"_s})); // it moved up in the index
    const JobRow &row = rows.rows.at(0);
    QCOMPARE(row.status.toByteArray(), QByteArray("succeeded"));
    QCOMPARE(row.createdAt, 30);
    QCOMPARE(row.outputModel.toByteArray(), QByteArray("m"));
    QCOMPARE(row.metadata.toByteArray(), QByteArray("a\x1d"
                                                    "b\x1e"));
    QCOMPARE(row.seed, 7);
    QCOMPARE(row.nEpochs, 2.0);
    f.write({R"({"id":"ftjob-1"})"}, kNow + 2);
    QCOMPARE(idsOf(need(f.archive->newest(5))), QStringList({u"ftjob-2"_s, u"ftjob-1"_s}));
    QCOMPARE(need(f.archive->newest(1, 1)).rows.at(0).createdAt, kNoInteger);
    QVERIFY(need(f.archive->newest(1, 1)).rows.at(0).outputModel.isEmpty());
    QVERIFY(!f.archive->check());
}

void tst_Archive::statusChangesMakeHistory()
{
    Fixture f;
    f.write({jobJson("ftjob-1", "queued")}, kNow);
    f.write({jobJson("ftjob-1", "queued", 1700000000, ",\"seed\":1")},
            kNow + 1000); // changed, not its status
    QCOMPARE(need(f.archive->newest(1)).rows.at(0).statusSince, kNow / 1000);
    f.write({jobJson("ftjob-1", "running")}, kNow + 2000);
    f.write({jobJson("ftjob-1", "queued")}, kNow + 2000);
    QCOMPARE(statusesOf(*f.job(u"ftjob-1"_s)),
             QStringList({u"queued@1700000000"_s, u"running@1700000002"_s, u"queued@1700000002"_s}));
    QCOMPARE(need(f.archive->newest(1)).rows.at(0).statusSince, kNow / 1000 + 2);
    QCOMPARE(need(f.archive->newest(1)).rows.at(0).seed, kNoInteger);
}

void tst_Archive::accountsByUuidAndUrl()
{
    Fixture f; // holds the account "A" of https://a/v1
    const AccountRecord again =
        need(f.archive->ensureAccount({0, {}, u"B"_s, u"https://a/v1"_s, {}, {}, {}}));
    QCOMPARE(again.number, f.account);
    QCOMPARE(again.name, u"A"_s);
    QVERIFY(!again.uuid.isNull());
    const AccountRecord organization =
        need(f.archive->ensureAccount({0, {}, u"B"_s, u"https://a/v1"_s, {}, u"org"_s, {}}));
    QVERIFY(organization.number != f.account);

    // A profile is its UUID; its details follow it, and another profile's account at that URL is not its own.
    AccountRecord profile{0, QUuid::createUuid(), u"P"_s, u"https://a/v1"_s, u"openai"_s, {}, {}};
    const AccountRecord stored = need(f.archive->ensureAccount(profile));
    QVERIFY(stored.number != f.account && stored.number != organization.number);
    profile.name = u"Ω"_s;
    profile.baseUrl = u"https://b/v1"_s;
    const AccountRecord moved = need(f.archive->ensureAccount(profile));
    QCOMPARE(moved.number, stored.number);
    const auto all = need(f.archive->accounts());
    QCOMPARE(all.size(), 3u);
    QCOMPARE(all[2].uuid, profile.uuid);
    QCOMPARE(all[2].name, u"Ω"_s);
    QCOMPARE(all[2].baseUrl, u"https://b/v1"_s);
    QCOMPARE(all[2].dialect, u"openai"_s);
    QCOMPARE(all[1].organization, u"org"_s);
}

void tst_Archive::sameIdInTwoAccounts()
{
    Fixture f;
    const qint64 second =
        need(f.archive->ensureAccount({0, {}, u"B"_s, u"https://b/v1"_s, {}, {}, {}})).number;
    f.write({jobJson("ftjob-1", "running")});
    QCOMPARE(need(f.archive->write(second, rowsOf({jobJson("ftjob-1", "failed")}), kNow)), 1);
    QCOMPARE(jobsIn(*f.archive), 2);
    const std::vector<JobKey> both{{f.account, u"ftjob-1"_s}, {second, u"ftjob-1"_s}};
    QCOMPARE(need(f.archive->find(u"ftjob-1"_s)), both);
    QVERIFY(need(f.archive->find(u"ftjob-"_s)).empty());
    QCOMPARE(need(f.archive->job(both[1]))->raw, jobJson("ftjob-1", "failed"));
}

void tst_Archive::aRemovedAccountLeavesNothing()
{
    Fixture f;
    f.write({jobJson("ftjob-1"), jobJson("ftjob-2")});
    f.write({jobJson("ftjob-1", "succeeded")}, kNow + 1000);
    const AccountRecord other{0, QUuid::createUuid(), u"B"_s, u"https://b/v1"_s, u"openai"_s, {}, {}};
    const qint64 second = need(f.archive->ensureAccount(other)).number;
    need(f.archive->write(second, rowsOf({jobJson("ftjob-1"), jobJson("ftjob-3")}), kNow));
    QCOMPARE(need(f.archive->removeAccount(other.uuid)), 2);
    QCOMPARE(need(f.archive->removeAccount(other.uuid)), 0); // gone already
    QCOMPARE(need(f.archive->removeAccount({})), 0);
    QCOMPARE(need(f.archive->accounts()).size(), std::size_t(1));
    QCOMPARE(jobsIn(*f.archive), 2);
    QVERIFY(need(f.archive->jobsAtMost()) >= 2);
    QVERIFY(f.job(u"ftjob-1"_s));
    QCOMPARE(f.job(u"ftjob-1"_s)->history.size(), std::size_t(2));
    QCOMPARE(need(f.archive->find(u"ftjob-3"_s)).size(), std::size_t(0));
    for (const char *table : {"raw", "seen"})
        QCOMPARE(askSqlite(f.path, (QByteArray("SELECT count(*) FROM ") + table).constData()),
                 QStringList{u"2"_s});
    QCOMPARE(askSqlite(f.path, "PRAGMA foreign_key_check"), QStringList());
    // Its number is not given again: what still points to it finds nobody.
    QVERIFY(need(f.archive->ensureAccount(other)).number > second);
}

void tst_Archive::namesInTheFileAreOnlyNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("a statement") << u"x\"; DROP TABLE jobs; --"_s;
    QTest::newRow("a condition") << u"jobs WHERE 1 = 1 --"_s;
    QTest::newRow("double quotes") << u"\"\"\""_s;
    QTest::newRow("single quotes") << u"it's ''"_s;
    QTest::newRow("brackets") << u"[jobs]"_s;
    QTest::newRow("half a bracket") << u"]"_s;
    QTest::newRow("backticks") << u"`jobs`"_s;
    QTest::newRow("a semicolon") << u";"_s;
    QTest::newRow("a comment") << u"/* jobs"_s;
    QTest::newRow("a parameter") << u"?1"_s;
    QTest::newRow("a keyword") << u"SELECT"_s;
    QTest::newRow("blanks") << u" \t\n "_s;
    QTest::newRow("empty") << QString();
    QTest::newRow("another table's name, dotted") << u"main.jobs"_s;
    QTest::newRow("letters of the world") << u"Überſicht 任务 🙂\u202e"_s;
    QTest::newRow("very long") << QString(100'000, u'n');
}

// A table and a column of any name refer to the account: its rows go, and nothing else does.
void tst_Archive::namesInTheFileAreOnlyNames()
{
    QFETCH(const QString, name);
    Fixture f;
    f.write({jobJson("ftjob-1"), jobJson("ftjob-2")});
    const AccountRecord other{0, QUuid::createUuid(), u"B"_s, u"https://b/v1"_s, u"openai"_s, {}, {}};
    const qint64 second = need(f.archive->ensureAccount(other)).number;
    need(f.archive->write(second, rowsOf({jobJson("ftjob-3")}), kNow));
    f.archive.reset();
    const QString quoted = u'"' + QString(name).replace(u'"', u"\"\""_s) + u'"';
    const QString create =
        u"CREATE TABLE %1 (%1 INTEGER REFERENCES accounts (number), job INTEGER REFERENCES Jobs (number)); "
        "INSERT INTO %1 VALUES (%2, NULL), (%3, NULL), (NULL, (SELECT number FROM jobs WHERE account = %3))"_s
            .arg(quoted)
            .arg(f.account)
            .arg(second);
    QCOMPARE(askSqlite(f.path, create.toUtf8().constData()), QStringList());
    f.archive = need(Archive::open({f.path}));
    QCOMPARE(need(f.archive->removeAccount(other.uuid)), 1);
    QCOMPARE(jobsIn(*f.archive), 2);
    QCOMPARE(askSqlite(f.path, (u"SELECT count(*), min(%1) FROM %1; PRAGMA foreign_key_check"_s.arg(quoted))
                                   .toUtf8()
                                   .constData()),
             QStringList(u"1|%1"_s.arg(f.account)));
}

void tst_Archive::whatJobsReferToDoesNotMatter()
{
    Fixture f;
    f.write({jobJson("ftjob-1")});
    QUuid uuid = need(f.archive->accounts()).front().uuid;
    f.archive.reset();
    QCOMPARE(askSqlite(f.path, "ALTER TABLE jobs ADD COLUMN parent INTEGER REFERENCES jobs (number)"),
             QStringList());
    f.archive = need(Archive::open({f.path}));
    QCOMPARE(need(f.archive->removeAccount(uuid)), 1);
    QCOMPARE(jobsIn(*f.archive), 0);
}

void tst_Archive::unknownAccountIsRefused()
{
    Fixture f;
    const auto error = errorOf(f.archive->write(99, rowsOf({jobJson("ftjob-1")}), kNow));
    QVERIFY(error);
    QCOMPARE(error->kind, ArchiveError::Kind::Unknown);
    QVERIFY(error->text.contains(u"99"_s));
    QCOMPARE(f.write({jobJson("ftjob-1")}), 1); // the connection goes on
}

void tst_Archive::migratedMeanwhileIsNotWritten()
{
    Fixture f;
    askSqlite(f.path, "PRAGMA user_version = 9999"); // as a later version of the program does
    QCOMPARE(errorOf(f.archive->write(f.account, rowsOf({jobJson("ftjob-1")}), kNow))->kind,
             ArchiveError::Kind::Newer);
    QCOMPARE(jobsIn(*f.archive), 0);
}

void tst_Archive::failedPageLeavesNothing()
{
    Fixture f;
    QCOMPARE(askSqlite(f.path, "CREATE TRIGGER stop BEFORE INSERT ON raw WHEN NEW.job = 3 BEGIN SELECT "
                               "raise(ABORT, 'no more'); END"),
             QStringList());
    QVERIFY(errorOf(f.archive->write(f.account, rowsOf({jobJson("a"), jobJson("b"), jobJson("c")}), kNow)));
    QCOMPARE(jobsIn(*f.archive), 0);
    QCOMPARE(f.write({jobJson("a"), jobJson("b")}), 2);
}

void tst_Archive::openAgainFindsAll()
{
    Fixture f;
    f.write({jobJson("ftjob-1")});
    f.archive.reset();
    QVERIFY(!QFileInfo::exists(f.path + u"-wal"_s)); // closing puts all into the one file
    f.archive = need(Archive::open({f.path}));
    QCOMPARE(jobsIn(*f.archive), 1);
    QCOMPARE(need(f.archive->accounts()).size(), 1u);
    QVERIFY(!f.archive->check());
}

void tst_Archive::migratesStepByStep()
{
    Fixture f;
    f.write({jobJson("ftjob-1")});
    f.archive.reset();
    std::vector<Migration> steps(migrations().begin(), migrations().end());
    steps.push_back({"CREATE TABLE more (a INTEGER); INSERT INTO more SELECT number FROM jobs;"});
    steps.push_back({"ALTER TABLE more ADD COLUMN b TEXT DEFAULT 'x';"});
    {
        SQLite::Database db(f.path.toStdString(), SQLite::OPEN_READWRITE);
        migrate(db, steps);
        migrate(db, steps); // nothing is left to do
    }
    QCOMPARE(askSqlite(f.path, "PRAGMA user_version; SELECT * FROM more; SELECT id FROM jobs"),
             QStringList({QString::number(schemaVersion() + 2), u"1|x"_s, u"ftjob-1"_s}));
    QCOMPARE(errorOf(Archive::open({f.path}))->kind, ArchiveError::Kind::Newer);
}

void tst_Archive::failedMigrationLeavesTheVersion()
{
    Fixture f;
    f.archive.reset();
    std::vector<Migration> steps(migrations().begin(), migrations().end());
    steps.push_back({"CREATE TABLE more (a INTEGER); INSERT INTO nowhere VALUES (1);"});
    {
        SQLite::Database db(f.path.toStdString(), SQLite::OPEN_READWRITE);
        QVERIFY_THROWS_EXCEPTION(SQLite::Exception, migrate(db, steps));
    }
    QCOMPARE(askSqlite(f.path, "PRAGMA user_version; SELECT count(*) FROM sqlite_schema WHERE name = 'more'"),
             QStringList({QString::number(schemaVersion()), u"0"_s}));
    f.archive = need(Archive::open({f.path}));
}

// The raw bytes are what was received: a later reader understands more of them.
void tst_Archive::jobsAreReadAgainByANewReader()
{
    Fixture f;
    f.write({R"({"id":"old","status":"SUCCESS","created_at":1750000000123,"trained_tokens":"250",)"
             R"("trained_steps":4,"total_steps":8})"});
    f.archive.reset();
    {
        SQLite::Database db(f.path.toStdString(), SQLite::OPEN_READWRITE);
        // As version 0.1 read them.
        db.exec("UPDATE jobs SET created_at = 1750000000123, trained_tokens = NULL, done_steps = NULL; "
                "DELETE FROM reader;");
    }
    QStringList read;
    for (int i = 0; i < 2; ++i) { // the second time nothing has to be done
        auto archive = need(Archive::open({f.path}));
        QCOMPARE(archive->readAll(
                     10,
                     [&read](const JobRows &rows) {
                         for (const JobRow &row : rows.rows)
                             read +=
                                 u"%1 %2 %3"_s.arg(row.createdAt).arg(row.trainedTokens).arg(row.doneSteps);
                         return true;
                     }),
                 std::nullopt);
    }
    QCOMPARE(read, QStringList(2, u"1750000000 250 4"_s));
    QCOMPARE(askSqlite(f.path, "SELECT version FROM reader"), QStringList{QString::number(kReaderVersion)});
}

void tst_Archive::readOnlyReadsAndRefusesToWrite()
{
    Fixture f;
    f.write({jobJson("ftjob-1")});
    const auto reader = need(Archive::open({f.path, 100, true}));
    QVERIFY(reader->isReadOnly());
    QCOMPARE(jobsIn(*reader), 1);
    QCOMPARE(errorOf(reader->write(f.account, rowsOf({jobJson("ftjob-2")}), kNow))->kind,
             ArchiveError::Kind::ReadOnly);
    QCOMPARE(need(reader->ensureAccount({0, {}, {}, u"https://a/v1"_s, {}, {}, {}})).number, f.account);
    QCOMPARE(errorOf(reader->ensureAccount({0, {}, {}, u"https://b/v1"_s, {}, {}, {}}))->kind,
             ArchiveError::Kind::ReadOnly);
    QVERIFY(errorOf(Archive::open({f.folder.filePath(u"missing.sqlite"_s), 100, true})));
    QVERIFY(!QFileInfo::exists(f.folder.filePath(u"missing.sqlite"_s)));
}

void tst_Archive::temporaryIsSharedAndRemoved()
{
    QString path;
    {
        const TemporaryArchive temporary;
        path = temporary.path();
        const auto reader = need(Archive::open({path}));
        qint64 written = 0;
        const std::unique_ptr<QThread> writer(QThread::create([&] {
            const auto archive = need(Archive::open({path}));
            const qint64 account =
                need(archive->ensureAccount({0, {}, {}, u"https://a/v1"_s, {}, {}, {}})).number;
            written = need(archive->write(account, rowsOf({jobJson("ftjob-1")}), kNow));
        }));
        writer->start();
        QVERIFY(writer->wait());
        QCOMPARE(written, 1);
        QCOMPARE(jobsIn(*reader), 1);
        QVERIFY(QFileInfo::exists(path));
    }
    QVERIFY(!path.isEmpty());
    QVERIFY(!QFileInfo::exists(QFileInfo(path).absolutePath()));
}

void tst_Archive::memoryArchiveWorks()
{
    const auto archive = need(Archive::open({}));
    const qint64 account = need(archive->ensureAccount({0, {}, {}, u"https://a/v1"_s, {}, {}, {}})).number;
    QCOMPARE(need(archive->write(account, rowsOf({jobJson("ftjob-1")}), kNow)), 1);
    QCOMPARE(jobsIn(*archive), 1);
}

void tst_Archive::usesTheIndexForTheNewest()
{
    Fixture f;
    const QStringList plan = askSqlite(
        f.path, "EXPLAIN QUERY PLAN SELECT account, id FROM jobs ORDER BY created_at DESC, id DESC");
    QCOMPARE(plan.size(), 1);
    QVERIFY2(plan[0].contains(u"USING INDEX jobs_newest"_s), qPrintable(plan[0]));
}

QTEST_GUILESS_MAIN(tst_Archive)
#include "tst_archive.moc"
