// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/archive/archiverecords.h"
#include "app/archive/contentfolder.h"
#include "app/archive/recovery.h"
#include "tests/support/archivefile.h"
#include "tests/support/seed.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace tuneboard;
using namespace tuneboard::test;

namespace {

RawObject rawEvent(int number)
{
    return {u"ftevent-%1"_s.arg(number), R"({"id":"ftevent-)" + QByteArray::number(number) + "\"}"};
}

// A server's list: newest first, from `newest` down to 1.
struct Server
{
    int newest = 0;

    [[nodiscard]] std::vector<RawObject> page(const QString &after, int limit, bool *isEnd) const
    {
        int from = after.isEmpty() ? newest : QStringView(after).sliced(8).toInt() - 1;
        std::vector<RawObject> events;
        for (; from > 0 && std::ssize(events) < limit; --from)
            events.push_back(rawEvent(from));
        *isEnd = from <= 0;
        return events;
    }
};

struct Fixture
{
    Fixture()
        : path(folder.filePath(u"archive.sqlite"_s))
        , archive(need(Archive::open({path})))
    {
        const AccountRecord account{0, {}, u"A"_s, u"https://a/v1"_s, u"openai"_s, {}, {}};
        key.account = need(archive->ensureAccount(account)).number;
        need(archive->write(key.account, rowsOf({jobJson("ftjob-1"), jobJson("ftjob-2", "succeeded")}), 1));
    }

    ArchiveRecords &records() { return archive->records(); }
    QStringList ids(QList<qint64> *ranges = nullptr)
    {
        QStringList all;
        const auto error = records().readEvents(key, [&](qint64 range, QByteArrayView raw) {
            all.append(QString::fromUtf8(raw.sliced(7).chopped(2)));
            if (ranges && !ranges->contains(range))
                ranges->append(range);
            return true;
        });
        return error ? QStringList(error->text) : all;
    }
    // As the loader walks; `pages`: how many at most.
    EventsAdded walk(const Server &server, int pages, int limit = 10, int *asked = nullptr)
    {
        QString after;
        EventsAdded added;
        for (int page = 0; page < pages; ++page) {
            bool isEnd = false;
            const std::vector<RawObject> events = server.page(after, limit, &isEnd);
            added = need(records().addEvents(key, added.range, events, isEnd));
            if (asked)
                ++*asked;
            if (added.isComplete || isEnd)
                break;
            after = added.cursor;
        }
        return added;
    }

    QTemporaryDir folder;
    QString path;
    std::unique_ptr<Archive> archive;
    JobKey key{0, u"ftjob-1"_s};
};

QStringList allIds(int newest)
{
    QStringList ids;
    for (; newest > 0; --newest)
        ids.append(u"ftevent-%1"_s.arg(newest));
    return ids;
}

} // namespace

class tst_ArchiveRecords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eventsKeepTheServersOrder();
    void holesAreClosedBeforeATailCounts();
    void aListThatIsEmptyNowIsComplete();
    void anyWalksEndInTheServersList();
    void lateEventsTakeTheirPlace();
    void jobsWithoutEventsAreComplete();
    void checkpointsAreUpserted();
    void modelsAndCheckpointsHaveMakers();
    void filesAndContents();
    void contentNamesAreSafe();
    void modelsEnd();
    void finishedIsRemembered();
    void summariesComeBackAsTheyWere();
    void unknownJobsAndAccountsAreErrors();
    void readOnlyIsRead();
    void olderArchivesAreMigrated();
    void damageGoesAsideWithoutTheContents();
};

void tst_ArchiveRecords::eventsKeepTheServersOrder()
{
    Fixture f;
    const EventsAdded added = f.walk({35}, 100);
    QVERIFY(added.isComplete);
    QCOMPARE(f.ids(), allIds(35));
    QCOMPARE(need(f.records().eventCount(f.key)), 35);
    QVERIFY(need(f.records().details(f.key)).eventsComplete);
    // Again: nothing is new, nothing doubled, one page asked for.
    int asked = 0;
    QVERIFY(f.walk({35}, 100, 10, &asked).isComplete);
    QCOMPARE(asked, 1);
    QCOMPARE(f.ids(), allIds(35));
    // The tail stops at what is known.
    asked = 0;
    QVERIFY(f.walk({52}, 100, 10, &asked).isComplete);
    QCOMPARE(asked, 2);
    QCOMPARE(f.ids(), allIds(52));
    // Another job's are not touched.
    const JobKey other{f.key.account, u"ftjob-2"_s};
    QCOMPARE(need(f.records().eventCount(other)), 0);
    QVERIFY(!need(f.records().details(other)).eventsComplete);
}

void tst_ArchiveRecords::holesAreClosedBeforeATailCounts()
{
    Fixture f;
    // Two walks that were stopped: 100…81 and, later, 200…181.
    QVERIFY(!f.walk({100}, 2).isComplete);
    QVERIFY(!f.walk({200}, 2).isComplete);
    QList<qint64> ranges;
    QCOMPARE(f.ids(&ranges).size(), 40);
    QCOMPARE(ranges.size(), 2);
    QVERIFY(!need(f.records().details(f.key)).eventsComplete);
    // The third goes down to the known ones, over each of them, and to the end.
    int asked = 0;
    const EventsAdded added = f.walk({205}, 100, 10, &asked);
    QVERIFY(added.isComplete);
    ranges.clear();
    QCOMPARE(f.ids(&ranges), allIds(205));
    QCOMPARE(ranges.size(), 1);
    // 205…196, 180…101 and the page that meets 100, 80…1; what is known costs no page.
    QVERIFY2(asked <= 1 + 9 + 9, qPrintable(QString::number(asked)));
    QVERIFY(need(f.records().details(f.key)).eventsComplete);
}

// A server that keeps events for a time only: what was kept of them stays, and nothing is left to ask.
void tst_ArchiveRecords::aListThatIsEmptyNowIsComplete()
{
    Fixture f;
    QVERIFY(!f.walk({100}, 2).isComplete);
    QVERIFY(!f.walk({200}, 2).isComplete);
    const QStringList kept = f.ids();
    QCOMPARE(kept.size(), 40);
    const EventsAdded added = f.walk({0}, 1);
    QVERIFY(added.isComplete);
    QCOMPARE(added.joined.size(), 1);
    QVERIFY(need(f.records().details(f.key)).eventsComplete);
    QList<qint64> ranges;
    QCOMPARE(f.ids(&ranges), kept);
    QCOMPARE(ranges, QList<qint64>{added.range});
}

// Whatever is stopped where, in the end the archive has the server's list.
void tst_ArchiveRecords::anyWalksEndInTheServersList()
{
    QRandomGenerator random(test::drawSeed());
    for (int round = 0; round < 30; ++round) {
        Fixture f;
        Server server;
        for (int walk = 0; walk < 8; ++walk) {
            // Every other job has no event at first.
            server.newest += walk == 0 && round % 2 == 0 ? 0 : int(random.bounded(0, 60));
            f.walk(server, int(random.bounded(1, 6)), int(random.bounded(1, 20)));
        }
        QVERIFY(f.walk(server, 1000, 7).isComplete);
        QList<qint64> ranges;
        QCOMPARE(f.ids(&ranges), allIds(server.newest));
        QVERIFY(ranges.size() <= 1);
    }
}

void tst_ArchiveRecords::lateEventsTakeTheirPlace()
{
    Fixture f;
    const std::vector<RawObject> first{rawEvent(9), rawEvent(7), rawEvent(5)};
    const EventsAdded added = need(f.records().addEvents(f.key, 0, first, true));
    QCOMPARE(added.isNew, std::vector<bool>({true, true, true}));
    const std::vector<RawObject> second{rawEvent(9), rawEvent(8), rawEvent(7),
                                        rawEvent(6), rawEvent(5), rawEvent(4)};
    const EventsAdded again = need(f.records().addEvents(f.key, 0, second, true));
    QCOMPARE(again.isNew, std::vector<bool>({false, true, false, true, false, true}));
    QVERIFY(again.metKnown);
    QStringList wanted;
    for (const int n : {9, 8, 7, 6, 5, 4})
        wanted.append(u"ftevent-%1"_s.arg(n));
    QCOMPARE(f.ids(), wanted);
    // One id twice on a page is one event.
    const std::vector<RawObject> twice{rawEvent(10), rawEvent(10), rawEvent(9)};
    need(f.records().addEvents(f.key, 0, twice, false));
    wanted.prepend(u"ftevent-10"_s);
    QCOMPARE(f.ids(), wanted);
}

void tst_ArchiveRecords::jobsWithoutEventsAreComplete()
{
    Fixture f;
    QVERIFY(need(f.records().addEvents(f.key, 0, {}, true)).isComplete);
    QVERIFY(need(f.records().details(f.key)).eventsComplete);
    QVERIFY(f.walk({15}, 100).isComplete);
    QCOMPARE(f.ids(), allIds(15));
    QVERIFY(!need(f.records().addEvents({f.key.account, u"ftjob-2"_s}, 0, {}, false)).isComplete);
}

void tst_ArchiveRecords::checkpointsAreUpserted()
{
    Fixture f;
    const std::vector<RawObject> old{{u"b"_s, "B1"}, {u"a"_s, "A1"}};
    need(f.records().addCheckpoints(f.key, 0, old, false));
    QVERIFY(!need(f.records().details(f.key)).checkpointsComplete);
    const std::vector<RawObject> now{{u"c"_s, "C2"}, {u"b"_s, "B2"}};
    need(f.records().addCheckpoints(f.key, 0, now, true));
    QVERIFY(need(f.records().details(f.key)).checkpointsComplete);
    // What the server has no more is kept.
    QCOMPARE(need(f.records().checkpoints(f.key)), std::vector<QByteArray>({"C2", "A1", "B2"}));
}

void tst_ArchiveRecords::modelsAndCheckpointsHaveMakers()
{
    Fixture f;
    const AccountRecord account{0, {}, u"B"_s, u"https://b/v1"_s, u"openai"_s, {}, {}};
    const qint64 other = need(f.archive->ensureAccount(account)).number;
    const QByteArray made = jobJson("ftjob-3", "succeeded", 1700000000, R"(,"fine_tuned_model":"ft:a:b::c")");
    for (const qint64 number : {f.key.account, other})
        need(f.archive->write(number, rowsOf({made}), 1));
    const std::vector<RawObject> saved{
        {u"ftckpt_1"_s, R"({"id":"ftckpt_1","fine_tuned_model_checkpoint":"ft:a:b::own:ckpt-step-5"})"}};
    need(f.records().addCheckpoints(f.key, 0, saved, true));
    const auto makers = [&f](const QString &idOrName, const QString &model) {
        return need(f.records().makersOf(idOrName, model));
    };
    const std::vector<JobKey> both{{f.key.account, u"ftjob-3"_s}, {other, u"ftjob-3"_s}};
    QCOMPARE(makers(u"ft:a:b::c"_s, u"ft:a:b::c"_s), both);
    QCOMPARE(makers(u"ft:a:b::c:ckpt-step-9"_s, u"ft:a:b::c"_s), both);
    QCOMPARE(makers(u"ftckpt_1"_s, {}), std::vector{f.key});
    QCOMPARE(makers(u"ft:a:b::own:ckpt-step-5"_s, u"ft:a:b::own"_s), std::vector{f.key});
    QCOMPARE(makers(u"ft:a:b::own:ckpt-step-"_s, u"ft:a:b::own"_s),
             std::vector<JobKey>()); // not a part of it
    QCOMPARE(makers(u"ft:a:b::d"_s, u"ft:a:b::d"_s), std::vector<JobKey>());
}

void tst_ArchiveRecords::filesAndContents()
{
    Fixture f;
    const qint64 account = f.key.account;
    StoredFile file = need(f.records().file(account, u"file-1"_s));
    QVERIFY(file.raw.isEmpty());
    QCOMPARE(file.content, StoredFile::Content::None);
    need(f.records().keepFile(account, {u"file-1"_s, "{1}"}));
    need(f.records().keepFile(account, {u"file-1"_s, "{2}"}));
    const QString folder = f.records().contentFolder();
    QCOMPARE(folder, f.folder.filePath(u"archive.files"_s));
    QCOMPARE(QFileInfo(folder).permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::ExeOther),
             QFile::Permissions());
    const QString name = contentName(account, u"file-1"_s);
    QFile content(folder + u'/' + name);
    QVERIFY(content.open(QIODevice::WriteOnly));
    content.close();
    need(f.records().keepContent(account, u"file-1"_s, StoredFile::Content::Kept, name, true));
    file = need(f.records().file(account, u"file-1"_s));
    QCOMPARE(file.raw, "{2}");
    QCOMPARE(file.content, StoredFile::Content::Kept);
    QCOMPARE(file.path, content.fileName());
    QVERIFY(file.wasBase64);
    // Tidied up by somebody: it is to be fetched again.
    QVERIFY(content.remove());
    QCOMPARE(need(f.records().file(account, u"file-1"_s)).content, StoredFile::Content::None);
    need(f.records().keepContent(account, u"file-1"_s, StoredFile::Content::Gone, {}, false));
    QCOMPARE(need(f.records().file(account, u"file-1"_s)).content, StoredFile::Content::Gone);
    need(f.records().locateFile(account, u"file-1"_s, u"/home/a b"_s));
    QCOMPARE(need(f.records().file(account, u"file-1"_s)).located, u"/home/a b"_s);
    need(f.records().locateFile(account, u"file-1"_s, {}));
    QCOMPARE(need(f.records().file(account, u"file-1"_s)).located, QString());
    // A name from elsewhere leads nowhere.
    QFile outside(f.folder.filePath(u"secret"_s));
    QVERIFY(outside.open(QIODevice::WriteOnly));
    need(f.records().keepContent(account, u"file-1"_s, StoredFile::Content::Kept, u"../secret"_s, false));
    QCOMPARE(need(f.records().file(account, u"file-1"_s)).path, QString());
}

void tst_ArchiveRecords::contentNamesAreSafe()
{
    QSet<QString> names;
    for (const QString &id : {u"file-a"_s, u"file-A"_s, u"../x"_s, u"..\\x"_s, u"CON"_s, u"a/b"_s, u""_s,
                              u"a\0b"_s, u"é"_s, QString(5000, u'x')}) {
        for (const qint64 account : {1, 2}) {
            const QString name = contentName(account, id);
            QVERIFY(!names.contains(name.toLower()));
            names.insert(name.toLower());
            QVERIFY(name.size() < 120);
            for (const QChar c : name)
                QVERIFY2(c.isLetterOrNumber() || c == u'-' || c == u'_' || c == u'.', qPrintable(name));
            QVERIFY(name.startsWith(u"f-"_s));
        }
    }
}

void tst_ArchiveRecords::modelsEnd()
{
    Fixture f;
    QCOMPARE(need(f.records().modelsAskedMs(f.key.account)), 0);
    const std::vector<std::pair<QString, QString>> ends{{u"a"_s, u"2027-01-01"_s}, {u"b"_s, u"2028-01-01"_s}};
    need(f.records().keepModelEnds(f.key.account, ends, 77));
    QCOMPARE(need(f.records().modelsAskedMs(f.key.account)), 77);
    QCOMPARE(need(f.records().modelEnd(f.key.account, u"b"_s)), u"2028-01-01"_s);
    need(f.records().keepModelEnds(f.key.account, std::span(ends).first(1), 78));
    QCOMPARE(need(f.records().modelEnd(f.key.account, u"b"_s)), QString());
    QCOMPARE(need(f.records().modelEnd(f.key.account, u"a"_s)), u"2027-01-01"_s);
}

void tst_ArchiveRecords::finishedIsRemembered()
{
    Fixture f;
    const auto left = [&] {
        QStringList ids;
        for (const JobKey &key : need(f.records().unfinished(
                 f.key.account, 10, [](QByteArrayView, QByteArrayView) { return true; })))
            ids.append(key.id);
        return ids;
    };
    QCOMPARE(left(), QStringList({u"ftjob-2"_s, u"ftjob-1"_s}));
    need(f.records().markFinished(f.key, 5));
    f.archive.reset();
    f.archive = need(Archive::open({f.path}));
    QVERIFY(need(f.records().details(f.key)).isFinished);
    QCOMPARE(left(), QStringList(u"ftjob-2"_s));
    const DetailsCount counts = need(f.records().detailsCount());
    QCOMPARE(counts.finished, 1);
    QCOMPARE(counts.jobs, 2);
}

void tst_ArchiveRecords::summariesComeBackAsTheyWere()
{
    Fixture f;
    JobSummary one;
    one.account = f.key.account;
    one.job = f.key.id;
    one.metric = u"full_valid_loss"_s;
    one.last = 0.1 + 0.2;
    for (int i = 0; i < JobSummary::kSparkPoints; ++i)
        one.spark[std::size_t(i)] = float(i) / 3;
    one.sparkCount = JobSummary::kSparkPoints;
    one.lastStep = 299;
    one.totalSteps = 300;
    one.stepsPerSecond = 1.5;
    one.lastStepAt = 1'764'000'000;
    one.flags = 17;
    one.bestStep = 160;
    one.readAt = 1'764'000'060;
    one.bestModel = u"ft:gpt-4.1-mini:acme::CbW2kZr6:ckpt-step-160"_s;
    need(f.records().keepSummary(one));
    JobSummary two; // nothing measured
    two.account = f.key.account;
    two.job = u"ftjob-2"_s;
    need(f.records().keepSummary(two));
    need(f.records().markFinished(f.key, 5));
    one.isComplete = true;
    std::vector<JobSummary> all;
    const auto error = f.records().readSummaries(1, [&](std::vector<JobSummary> piece) {
        all.insert(all.end(), piece.begin(), piece.end());
        return true;
    });
    QVERIFY(!error);
    QCOMPARE(all.size(), 2u);
    QVERIFY(all[1] == one);
    QCOMPARE(all[0].job, two.job);
    QVERIFY(std::isnan(all[0].last) && std::isnan(all[0].totalSteps) && all[0].sparkCount == 0);
    QVERIFY(!all[0].isComplete);
}

void tst_ArchiveRecords::unknownJobsAndAccountsAreErrors()
{
    Fixture f;
    const std::vector<RawObject> page{rawEvent(1)};
    const JobKey unknown{f.key.account, u"ftjob-9"_s};
    QCOMPARE(errorOf(f.records().addEvents(unknown, 0, page, true))->kind, ArchiveError::Kind::Unknown);
    QCOMPARE(errorOf(f.records().keepFile(-1, page[0]))->kind, ArchiveError::Kind::Unknown);
    QCOMPARE(need(f.records().eventCount(unknown)), 0);
    QVERIFY(need(f.records().checkpoints(unknown)).empty());
}

void tst_ArchiveRecords::readOnlyIsRead()
{
    Fixture f;
    f.walk({5}, 10);
    const auto archive = need(Archive::open({f.path, 5000, true}));
    QCOMPARE(need(archive->records().eventCount(f.key)), 5);
    const std::vector<RawObject> page{rawEvent(6)};
    QCOMPARE(errorOf(archive->records().addEvents(f.key, 0, page, false))->kind,
             ArchiveError::Kind::ReadOnly);
}

// A file of version 1 with a job in it, as the program before wrote it.
void tst_ArchiveRecords::olderArchivesAreMigrated()
{
    Fixture f;
    f.archive.reset();
    askSqlite(f.path,
              "DROP TABLE events; DROP TABLE event_ranges; DROP TABLE checkpoints; DROP TABLE files; "
              "DROP TABLE contents; DROP TABLE located; DROP TABLE model_ends; DROP TABLE "
              "models_asked; DROP TABLE details; DROP TABLE summaries; DROP TABLE list_orders; "
              "DROP TABLE reader; ALTER TABLE jobs DROP COLUMN done_steps; ALTER TABLE jobs DROP COLUMN "
              "total_steps; ALTER TABLE jobs DROP COLUMN percent; "
              "PRAGMA user_version = 1");
    f.archive = need(Archive::open({f.path}));
    QCOMPARE(jobsIn(*f.archive), 2);
    QVERIFY(f.walk({12}, 10).isComplete);
    QCOMPARE(f.ids(), allIds(12));
}

void tst_ArchiveRecords::damageGoesAsideWithoutTheContents()
{
    Fixture f;
    const QString folder = f.records().contentFolder();
    QFile content(folder + u"/f-x.txt"_s);
    QVERIFY(content.open(QIODevice::WriteOnly));
    content.close();
    f.archive.reset();
    QFile file(f.path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    file.write(QByteArray(4096, 'x'));
    file.close();
    OpenedArchive opened = openOrRecover({f.path});
    QVERIFY(opened.archive);
    QVERIFY(!opened.setAsidePath.isEmpty());
    QVERIFY(content.exists());
    QCOMPARE(opened.archive->records().contentFolder(), folder);
}

QTEST_GUILESS_MAIN(tst_ArchiveRecords)
#include "tst_archiverecords.moc"
