// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/readjson.h"
#include "app/api/readobjects.h"
#include "tests/support/folders.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tuneboard;

class tst_ReadObjects : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsSayWhatTheirEventsSay_data();
    void rowsSayWhatTheirEventsSay();
    void whatIsNoEventIsCounted();
    void givesAnObjectWithoutAnIdAStableId();
};

void tst_ReadObjects::rowsSayWhatTheirEventsSay_data()
{
    QTest::addColumn<QByteArray>("page");
    const QDir folder(test::dataPath(u"events"_s));
    for (const QString &name : folder.entryList({u"*.json"_s})) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QTest::newRow(qPrintable(name)) << file.readAll();
    }
    QTest::newRow("number for text") << QByteArray(R"([{"id":7,"message":5,"level":"warn","type":1e3}])");
    QTest::newRow("said twice") << QByteArray(
        R"([{"id":"a","id":null,"message":"x","message":{},"created_at":1,"created_at":null}])");
    QTest::newRow("byte order marks")
        << QByteArray("[{\"id\":\"a\",\"message\":\"\xEF\xBB\xBF\xEF\xBB\xBFx\",\"\xEF\xBB\xBFlevel\":"
                      "\"warn\",\"type\":\"\\ufeffy\"}]");
    QTest::newRow("time as a fraction") << QByteArray(R"([{"id":"a","created_at":1700000000.9}])");
}

void tst_ReadObjects::rowsSayWhatTheirEventsSay()
{
    QFETCH(QByteArray, page);
    const auto events = readEventPage(page);
    QVERIFY(events.ok());
    QVERIFY(!events->objects.empty());
    for (const EventRow &row : events->objects) {
        const auto value = readJson(row.raw);
        QVERIFY(value.ok());
        const Event event = readEvent(*value);
        QCOMPARE(row.id, event.id);
        QCOMPARE(row.level, event.level);
        QCOMPARE(row.type, event.type);
        QCOMPARE(row.message, event.message);
        QCOMPARE(row.createdAt.secs, event.createdAt.secs);
    }
}

void tst_ReadObjects::whatIsNoEventIsCounted()
{
    const auto events = readEventPage(R"({"data":[{"id":"b"},{},5,{"id":"a"},{"id":{}}],"has_more":true})");
    QVERIFY(events.ok());
    QCOMPARE(events->objects.size(), 2u);
    QCOMPARE(events->rejected, 3);
    QVERIFY2(events->firstReject.contains(u"element 3"_s), qPrintable(events->firstReject));
    QVERIFY(events->hasMore);
}

void tst_ReadObjects::givesAnObjectWithoutAnIdAStableId()
{
    const QByteArray bytes =
        R"([{"message":"x","created_at":5},{"message":"y"},{"type":"metrics"},{"id":7}])";
    const auto events = readEventPage(bytes);
    QVERIFY(events.ok());
    QCOMPARE(events->rejected, 0);
    QStringList ids;
    for (const EventRow &row : events->objects) {
        EventRow again;
        QVERIFY(readEventRow(row.raw, again));
        QCOMPARE(again.id, row.id);
        ids += row.id;
    }
    QCOMPARE(ids.removeDuplicates(), 0);
    QVERIFY(isMadeId(ids.front()) && !isMadeId(ids.back()));
    const auto checkpoints = readCheckpointPage(
        R"([{"step_number":5},{"fine_tuned_model_checkpoint":"ft:x"},{"id":"a"},{"object":"list"},5])");
    QVERIFY(checkpoints.ok());
    QCOMPARE(checkpoints->objects.size(), 3u);
    QCOMPARE(checkpoints->rejected, 2);
    QCOMPARE(checkpoints->objects.front().object.id, checkpoints->objects.front().checkpoint.id);
}

QTEST_GUILESS_MAIN(tst_ReadObjects)
#include "tst_readobjects.moc"
