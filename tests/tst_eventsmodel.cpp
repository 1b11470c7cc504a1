// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/readcsv.h"
#include "app/models/checkpointsmodel.h"
#include "app/models/eventsmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

using Events = std::vector<EventRow>;

EventRow madeEvent(int number, const QString &level = u"info"_s, const QString &type = u"message"_s)
{
    EventRow row;
    row.id = u"e%1"_s.arg(number);
    row.createdAt = {1'700'000'000 + number / 4};
    row.level = level;
    row.type = type;
    row.message = u"Step %1"_s.arg(number);
    row.step = number;
    row.raw = "{\"id\":\"" + row.id.toUtf8() + "\"}";
    return row;
}

// "9-5,3": numbers from new to old.
EventsModel::Events events(const QString &text)
{
    auto rows = std::make_shared<Events>();
    for (const QString &part : text.split(u',', Qt::SkipEmptyParts)) {
        const int from = part.section(u'-', 0, 0).toInt();
        const int to = part.section(u'-', -1).toInt();
        for (int i = from; i >= to; --i)
            rows->push_back(madeEvent(i));
    }
    return rows;
}

QString shown(const EventsModel &model)
{
    QStringList numbers;
    for (int row = 0; row < model.rowCount(); ++row)
        numbers << model.eventAt(row).id.mid(1);
    return numbers.join(u' ');
}

} // namespace

class TstEventsModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takeSnapshots_data();
    void takeSnapshots();
    void keepIndexes();
    void filter();
    void sortTyped();
    void writeFiles();
    void spanManyChanges();
    void showCheckpoints();
};

void TstEventsModel::takeSnapshots_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<int>("inserted");
    QTest::addColumn<int>("removed");
    QTest::newRow("first") << u""_s << u"5-1"_s << 1 << 0;
    QTest::newRow("the same") << u"5-1"_s << u"5-1"_s << 0 << 0;
    QTest::newRow("tail") << u"5-1"_s << u"8-1"_s << 1 << 0;
    QTest::newRow("older") << u"9-5"_s << u"9-1"_s << 1 << 0;
    QTest::newRow("both") << u"7-5"_s << u"9-1"_s << 2 << 0;
    QTest::newRow("hole closed") << u"9-7,3-1"_s << u"9-1"_s << 1 << 0;
    QTest::newRow("gone") << u"9-1"_s << u"9-5"_s << 0 << 1;
    QTest::newRow("all others") << u"5-1"_s << u"20-18"_s << 1 << 1;
    QTest::newRow("none") << u"5-1"_s << u""_s << 0 << 1;
    QTest::newRow("holes on both sides") << u"9,7,5,3"_s << u"8-4"_s << 3 << 2;
}

void TstEventsModel::takeSnapshots()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    EventsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setEvents(events(before));
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.setEvents(events(after));
    QTEST(int(inserted.size()), "inserted");
    QTEST(int(removed.size()), "removed");
    QCOMPARE(reset.size(), 0);
    EventsModel fresh;
    fresh.setEvents(events(after));
    QCOMPARE(shown(model), shown(fresh));
}

void TstEventsModel::keepIndexes()
{
    EventsModel model;
    model.setEvents(events(u"9-1"_s));
    const QPersistentModelIndex five = model.index(4, EventsModel::TextColumn);
    QCOMPARE(five.data().toString(), u"Step 5"_s);
    model.setEvents(events(u"12-1"_s));
    QCOMPARE(five.row(), 7);
    QCOMPARE(five.data().toString(), u"Step 5"_s);
    model.sort(EventsModel::StepColumn, Qt::AscendingOrder);
    QCOMPARE(five.row(), 4);
    EventFilter filter;
    filter.steps = StepRange{5, 6};
    model.setFilter(filter);
    QCOMPARE(five.row(), 0);
    filter.steps = StepRange{6, 6};
    model.setFilter(filter);
    QVERIFY(!five.isValid());
}

void TstEventsModel::filter()
{
    auto rows = std::make_shared<Events>();
    rows->push_back(madeEvent(4, u"error"_s));
    rows->push_back(madeEvent(3, u"warn"_s, u"moderation_checks"_s));
    rows->push_back(madeEvent(2, u"info"_s, u"metrics"_s));
    rows->push_back(madeEvent(1, {}, {}));
    rows->back().step.reset();
    EventsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setEvents(rows);
    QCOMPARE(model.levels().value(u"error"_s), 1);
    QCOMPARE(model.types().value(QString()), 1);
    EventFilter wanted;
    wanted.levels = {u"error"_s, u"warn"_s};
    model.setFilter(wanted);
    QCOMPARE(shown(model), u"4 3"_s);
    wanted.text = u"STEP 3"_s;
    model.setFilter(wanted);
    QCOMPARE(shown(model), u"3"_s);
    wanted = {};
    wanted.types = {QString()};
    model.setFilter(wanted);
    QCOMPARE(shown(model), u"1"_s);
    wanted = {};
    wanted.steps = StepRange{0, 100};
    model.setFilter(wanted);
    QCOMPARE(shown(model), u"4 3 2"_s); // without a step it is in no range
    model.setFilter({});
    QCOMPARE(shown(model), u"4 3 2 1"_s);
}

void TstEventsModel::sortTyped()
{
    auto rows = std::make_shared<Events>();
    for (const int number : {100, 20, 3})
        rows->push_back(madeEvent(number));
    rows->push_back(madeEvent(1, u"error"_s));
    rows->back().step.reset();
    EventsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setEvents(rows);
    model.sort(EventsModel::StepColumn, Qt::AscendingOrder);
    QCOMPARE(shown(model), u"3 20 100 1"_s); // by value; the missing one last
    model.sort(EventsModel::StepColumn, Qt::DescendingOrder);
    QCOMPARE(shown(model), u"100 20 3 1"_s);
    model.sort(EventsModel::LevelColumn, Qt::AscendingOrder);
    QCOMPARE(shown(model), u"1 100 20 3"_s);
    model.sort(EventsModel::TimeColumn, Qt::AscendingOrder);
    QCOMPARE(shown(model), u"1 3 20 100"_s);
    model.sort(EventsModel::TimeColumn, Qt::DescendingOrder);
    QCOMPARE(shown(model), u"100 20 3 1"_s);
}

void TstEventsModel::writeFiles()
{
    auto rows = std::make_shared<Events>();
    rows->push_back(madeEvent(2, u"error"_s));
    rows->back().message = u"=HYPERLINK(\"x\"),\nline"_s;
    rows->push_back(madeEvent(1));
    EventsModel model;
    model.setEvents(rows);
    EventFilter filter;
    filter.levels = {u"error"_s};
    model.setFilter(filter);
    const QByteArray csv = model.toCsv();
    CsvReader reader(csv);
    std::vector<QByteArrayView> cells;
    QVERIFY(reader.next(cells));
    QVERIFY(reader.next(cells));
    QCOMPARE(cells.at(0).toByteArray(), QByteArray("error"));
    QCOMPARE(cells.at(2).toByteArray(), QByteArray("2023-11-14T22:13:20Z"));
    QCOMPARE(cells.at(3).toByteArray(), QByteArray("2"));
    QCOMPARE(cells.at(4).toByteArray(), QByteArray("'=HYPERLINK(\"x\"),\nline"));
    QVERIFY(!reader.next(cells));
    QCOMPARE(model.toJson(), QByteArray("[{\"id\":\"e2\"}]\n"));
    QVERIFY(model.toText({0}).endsWith(u"=HYPERLINK(\"x\"),\nline"_s)); // a copy has the original
}

void TstEventsModel::spanManyChanges()
{
    EventsModel model;
    model.setEvents(events(u"20000-1"_s));
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    EventFilter filter;
    filter.text = u"7"_s; // in thousands of separate places
    model.setFilter(filter);
    QVERIFY(removed.size() <= 501);
    const int left = model.rowCount();
    QVERIFY(left > 5000);
    model.setFilter({});
    QCOMPARE(model.rowCount(), 20000);
    QCOMPARE(model.eventAt(0).id, u"e20000"_s);
}

void TstEventsModel::showCheckpoints()
{
    Value metrics;
    metrics.kind = Value::Kind::Object;
    const auto put = [&metrics](const char *key, Value::Kind kind, const char *text) {
        Value value;
        value.key = QString::fromLatin1(key);
        value.kind = kind;
        value.text = QString::fromLatin1(text);
        metrics.children.push_back(value);
    };
    put("step", Value::Kind::Number, "120.0");
    put("valid_loss", Value::Kind::Number, "0.25");
    put("type", Value::Kind::String, "supervised");
    put("train_mean_token_accuracy", Value::Kind::Number, "-1");
    Checkpoint first;
    first.id = u"a"_s;
    first.stepNumber = 120;
    first.metrics = metrics;
    Checkpoint second; // neither step nor metrics
    second.id = u"b"_s;
    CheckpointsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setCheckpoints(
        std::make_shared<std::vector<Checkpoint>>(std::vector{second, first}),
        [](double step) { return step / 60; }, 1);
    QCOMPARE(model.columnCount(), 3 + 3 + 2);
    QCOMPARE(model.headerData(4, Qt::Horizontal, Qt::DisplayRole).toString(), u"type"_s);
    QCOMPARE(model.index(1, 0).data().toString(), u"Best"_s);
    QCOMPARE(model.index(1, 1).data(RecordsModel::ValueRole).toDouble(), 120.0);
    QCOMPARE(model.index(1, 2).data(RecordsModel::ValueRole).toDouble(), 2.0);
    QCOMPARE(model.index(1, 4).data().toString(), u"supervised"_s);
    QVERIFY(!model.index(1, 5).data(RecordsModel::ValueRole).isValid()); // -1 is a gap
    QVERIFY(!model.index(0, 1).data(RecordsModel::ValueRole).isValid());
    model.sort(1, Qt::AscendingOrder);
    QCOMPARE(model.checkpoint(0).id, u"a"_s); // the one without step last, both ways
    model.sort(1, Qt::DescendingOrder);
    QCOMPARE(model.checkpoint(0).id, u"a"_s);
    QVERIFY(model.toCsv().startsWith("step_number,epoch,valid_loss,type,train_mean_token_accuracy,"
                                     "fine_tuned_model_checkpoint,created_at,id\r\n120,2,0.25,supervised,,"));
    model.setSteps(StepRange{200, 300});
    QCOMPARE(model.rowCount(), 0);
    model.setSteps(std::nullopt);
    // Columns go with their metrics.
    QSignalSpy gone(&model, &QAbstractItemModel::columnsRemoved);
    model.setCheckpoints(std::make_shared<std::vector<Checkpoint>>(std::vector{second}), {}, std::nullopt);
    QCOMPARE(model.columnCount(), 5);
    QCOMPARE(gone.size(), 3);
    QCOMPARE(model.rowCount(), 1);
}

} // namespace tuneboard

QTEST_GUILESS_MAIN(tuneboard::TstEventsModel)

#include "tst_eventsmodel.moc"
