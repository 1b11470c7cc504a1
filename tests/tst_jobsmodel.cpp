// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/readpage.h"
#include "app/models/jobsmodel.h"
#include "app/models/tokenbuckets.h"

#include <QAbstractItemModelTester>
#include <QDateTime>
#include <QItemSelectionModel>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;
using namespace tuneboard;

namespace {

constexpr qint64 kNow = 1'764'000'000;
constexpr qint64 kDay = 86400;

JobRows rows(const QByteArray &json, qint64 account = 1)
{
    auto page = readJobPage(json);
    if (!page)
        qFatal("%s", qPrintable(page.error().message));
    for (JobRow &row : page.value().jobs.rows)
        row.account = account;
    return std::move(page.value().jobs);
}

QByteArray job(const QByteArray &id, qint64 created, const QByteArray &more = {})
{
    return "{\"id\":\"" + id + "\",\"created_at\":" + QByteArray::number(created) +
           (more.isEmpty() ? "" : ",") + more + "}";
}

QStringList ids(const JobsModel &model)
{
    QStringList result;
    for (int row = 0; row < model.rowCount(); ++row)
        result.append(model.index(row, 0).data(JobsModel::IdRole).toString());
    return result;
}

QByteArray randomJob(QRandomGenerator &random, int number)
{
    static const QByteArrayList statuses{"succeeded", "failed", "running", "queued", "odd_one"};
    static const QByteArrayList models{"gpt-4o", "gpt-4o-mini", "ft:gpt-4o:org:first:1", "o4-mini"};
    static const QByteArrayList methods{R"("method":null)", R"("method":{"type":"dpo"})",
                                        R"("method":{"type":"reinforcement"})"};
    QByteArray more = "\"status\":\"" + statuses[random.bounded(5)] + "\",\"model\":\"" +
                      models[random.bounded(4)] + "\"," + methods[random.bounded(3)] +
                      ",\"trained_tokens\":" +
                      (random.bounded(4) == 0 ? "null" : QByteArray::number(random.bounded(20) * 1000));
    if (random.bounded(3))
        more += ",\"user_provided_suffix\":\"Name-" + QByteArray::number(random.bounded(12)) + "\"";
    if (random.bounded(2))
        more += ",\"metadata\":{\"team\":\"t" + QByteArray::number(random.bounded(5)) + "\",\"x\":\"team\"}";
    return job("ftjob-" + QByteArray::number(number), kNow - random.bounded(40) * 86400 / 2, more);
}

JobSummary summary(const QByteArray &id, double last, qint64 account = 1)
{
    JobSummary made;
    made.account = account;
    made.job = QString::fromUtf8(id);
    made.metric = u"train_loss"_s;
    made.last = last;
    made.spark = {3, 2, 1};
    made.sparkCount = 3;
    return made;
}

// What the order must be, by the slow and plain way.
std::vector<quint32> expectedOrder(const JobTable &table)
{
    std::vector<quint32> order;
    for (quint32 row = 0; row < table.size(); ++row) {
        if (table.passes(row))
            order.push_back(row);
    }
    std::stable_sort(order.begin(), order.end(), [&](quint32 a, quint32 b) { return table.before(a, b); });
    return order;
}

bool orderIsRight(const JobTable &table)
{
    const auto order = table.order();
    return std::vector<quint32>(order.begin(), order.end()) == expectedOrder(table);
}

} // namespace

class tst_JobsModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newestFirst();
    void unchangedRowsAreSilent();
    void changesAreGranular();
    void selectionSurvives();
    void missingIsAlwaysLast();
    void sortsByValue();
    void filterWords_data();
    void filterWords();
    void facetCountsRespectTheOthers();
    void anotherFilterIsCounted();
    void columnsAreFoundByTheirWords();
    void twoAccountsAreTwoJobs();
    void summariesAreGranular();
    void theBestModelIsKnownBesideTheFinalOne();
    void aSummaryMayComeFirst();
    void sortsByMetric();
    void filterAndSortAgreeWithAPlainReading();
    void capitalsAndUmlautsAreFound_data();
    void capitalsAndUmlautsAreFound();
    void numbersKeepAllBits();
    void longTextsAreKeptWhole();
    void aTableReadElsewhereIsTakenOver();
    void randomWorkKeepsOrderAndIndexes();
    void outputModelsStandByThemselves();
    void textsSurviveManyChanges();
    void eachRowIsFoundByItsOwnTexts();
    void eachJobIsFoundHoweverMany();
    void whatMayStillChangeIsKnown();
    void pagesOfAListingComeToTheEnd();
    void buckets();
};

void tst_JobsModel::newestFirst()
{
    JobsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.upsert(rows("[" + job("b", 10) + "," + job("a", 10) + "," + job("c", 30) + ",{\"id\":\"none\"}]"));
    QCOMPARE(ids(model), (QStringList{u"c"_s, u"a"_s, u"b"_s, u"none"_s}));
    model.upsert(rows("[" + job("d", 20) + "," + job("e", 40) + "]"));
    QCOMPARE(ids(model), (QStringList{u"e"_s, u"c"_s, u"d"_s, u"a"_s, u"b"_s, u"none"_s}));
}

void tst_JobsModel::unchangedRowsAreSilent()
{
    JobsModel model;
    const QByteArray page = "[" + job("a", 10, R"("status":"running","metadata":{"k":"v"})") + "]";
    model.upsert(rows(page));
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    QSignalSpy content(&model, &JobsModel::contentChanged);
    QSignalSpy layout(&model, &QAbstractItemModel::layoutChanged);
    model.upsert(rows(page));
    QCOMPARE(changed.count() + content.count() + layout.count(), 0);
}

void tst_JobsModel::changesAreGranular()
{
    JobsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.upsert(rows("[" + job("a", 10) + "," + job("b", 20) + "," + job("c", 30) + "]"));
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    QSignalSpy layout(&model, &QAbstractItemModel::layoutChanged);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);

    model.upsert(rows("[" + job("b", 20, R"("status":"failed")") + "," + job("new", 25) + "]"));
    QCOMPARE(inserted.count(), 1);
    QCOMPARE(inserted[0][1].toInt(), 1);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed[0][0].toModelIndex().row(), 2);
    QCOMPARE(layout.count(), 0);

    model.setFilter(parseFilter(u"status:failed"_s, kNow));
    QCOMPARE(ids(model), QStringList{u"b"_s});
    QVERIFY(removed.count() > 0);
    QCOMPARE(layout.count(), 0);
    model.upsert(rows("[" + job("b", 20, R"("status":"running")") + "]")); // leaves the filter
    QCOMPARE(model.rowCount(), 0);
    model.setFilter({});
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(reset.count(), 0);
}

void tst_JobsModel::selectionSurvives()
{
    JobsModel model;
    QItemSelectionModel selection(&model);
    QByteArray page = "[";
    for (int i = 0; i < 200; ++i)
        page += job("j" + QByteArray::number(i), 1000 + i,
                    i % 3 ? R"("status":"failed")" : R"("status":"running")") +
                ",";
    page.back() = ']';
    model.upsert(rows(page));
    selection.setCurrentIndex(model.indexOf(1, u"j99"_s),
                              QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    const auto current = [&] {
        return selection.currentIndex().data(JobsModel::IdRole).toString();
    };
    model.sort(int(JobColumn::Id), Qt::AscendingOrder);
    QCOMPARE(current(), u"j99"_s);
    model.setFilter(parseFilter(u"status:running"_s, kNow)); // many runs leave
    QCOMPARE(current(), u"j99"_s);
    model.setFilter({}); // many runs come back
    QCOMPARE(current(), u"j99"_s);
    model.upsert(rows("[" + job("zz", 99999) + "]"));
    QCOMPARE(current(), u"j99"_s);
    QVERIFY(selection.isRowSelected(selection.currentIndex().row()));
}

void tst_JobsModel::missingIsAlwaysLast()
{
    JobsModel model;
    model.upsert(rows("[" + job("none", 50) + "," + job("small", 10, R"("trained_tokens":5)") + "," +
                      job("large", 20, R"("trained_tokens":500)") + "]"));
    model.sort(int(JobColumn::Tokens), Qt::AscendingOrder);
    QCOMPARE(ids(model), (QStringList{u"small"_s, u"large"_s, u"none"_s}));
    model.sort(int(JobColumn::Tokens), Qt::DescendingOrder);
    QCOMPARE(ids(model), (QStringList{u"large"_s, u"small"_s, u"none"_s}));
    model.sort(int(JobColumn::OutputModel), Qt::DescendingOrder); // all are missing: newest first
    QCOMPARE(ids(model), (QStringList{u"none"_s, u"large"_s, u"small"_s}));
}

void tst_JobsModel::sortsByValue()
{
    JobsModel model;
    const auto withRate = [](const char *id, const QByteArray &rate) {
        return job(id, 1, "\"hyperparameters\":{\"learning_rate_multiplier\":" + rate + "}");
    };
    model.upsert(rows("[" + withRate("a", "10") + "," + withRate("b", "9.5") + "," + withRate("c", "1e-5") +
                      "," + withRate("d", "-0.5") + "," + withRate("e", "\"auto\"") + "]"));
    model.sort(int(JobColumn::LearningRate), Qt::AscendingOrder);
    QCOMPARE(ids(model), (QStringList{u"e"_s, u"d"_s, u"c"_s, u"b"_s, u"a"_s})); // auto before every number
    model.upsert(rows("[" + job("n1", 5, R"("user_provided_suffix":"beta")") + "," +
                      job("n2", 6, R"("user_provided_suffix":"Alpha")") + "," +
                      job("n3", 7, R"("user_provided_suffix":"alphabet-long-name-b")") + "," +
                      job("n4", 8, R"("user_provided_suffix":"alphabet-long-name-a")") + "]"));
    model.setFilter(parseFilter(u"n1,n2,n3,n4"_s, kNow));
    model.sort(int(JobColumn::Name), Qt::AscendingOrder);
    QCOMPARE(ids(model), (QStringList{u"n2"_s, u"n4"_s, u"n3"_s, u"n1"_s}));
    model.sort(int(JobColumn::Name), Qt::DescendingOrder);
    QCOMPARE(ids(model), (QStringList{u"n1"_s, u"n3"_s, u"n4"_s, u"n2"_s}));
}

void tst_JobsModel::filterWords_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("text in name") << u"SUPPORT"_s << QStringList{u"one"_s};
    QTest::newRow("text in model") << u"4o-mini"_s << QStringList{u"two"_s};
    QTest::newRow("text in error") << u"\"line 17\""_s << QStringList{u"two"_s};
    QTest::newRow("all must hold") << u"gpt status:failed"_s << QStringList{u"two"_s};
    QTest::newRow("or") << u"status:failed,running"_s << QStringList{u"three"_s, u"two"_s};
    QTest::newRow("not") << u"-status:failed"_s << QStringList{u"three"_s, u"one"_s};
    QTest::newRow("inferred method") << u"method:supervised"_s << QStringList{u"three"_s, u"one"_s};
    QTest::newRow("base under ft") << u"model:o4"_s << QStringList{u"three"_s};
    QTest::newRow("tokens") << u"tokens:>1k"_s << QStringList{u"one"_s};
    QTest::newRow("no tokens, negated") << u"-tokens:>1k"_s << QStringList{u"three"_s, u"two"_s};
    QTest::newRow("created") << u"created:<2d"_s << QStringList{u"three"_s};
    QTest::newRow("meta") << u"meta.team:sea"_s << QStringList{u"one"_s};
    QTest::newRow("meta any") << u"meta.team:*"_s << QStringList{u"two"_s, u"one"_s};
    QTest::newRow("meta other key") << u"meta.owner:search"_s << QStringList{};
    QTest::newRow("umlaut") << u"ÄRGER"_s << QStringList{u"one"_s};
}

void tst_JobsModel::filterWords()
{
    QFETCH(QString, words);
    QFETCH(QStringList, expected);
    JobsModel model;
    model.upsert(rows(
        "[" + job("one", kNow - 9 * kDay, R"("status":"succeeded","model":"gpt-4o","trained_tokens":5000,
            "user_provided_suffix":"support-bot","metadata":{"team":"Search","note":"Ärger"})") +
        "," + job("two", kNow - 5 * kDay, R"("status":"failed","model":"gpt-4o-mini","method":{"type":"dpo"},
            "error":{"code":"bad","message":"Line 17 is bad"},"metadata":{"team":"ads"})") +
        "," + job("three", kNow - kDay, R"("status":"running","model":"ft:o4-mini:org:x:1","method":null)") +
        "]"));
    model.setFilter(parseFilter(words, kNow));
    QCOMPARE(ids(model), expected);
    QVERIFY(orderIsRight(model.table()));
}

void tst_JobsModel::facetCountsRespectTheOthers()
{
    JobsModel model;
    QRandomGenerator random(3);
    QByteArray page = "[";
    for (int i = 0; i < 500; ++i)
        page += randomJob(random, i) + ",";
    page.back() = ']';
    model.upsert(rows(page));
    JobFilter filter = parseFilter(u"tokens:>3k"_s, kNow);
    filter.facets.statuses = {u"failed"_s, u"odd_one"_s};
    filter.facets.methods = {u"supervised"_s};
    model.setFilter(filter);
    const FacetCounts counts = model.table().counts();
    QCOMPARE(counts.matching, model.rowCount());
    QCOMPARE(counts.total, 500);

    const auto with = [&](auto change) {
        JobFilter other = filter;
        change(other.facets);
        model.setFilter(other);
        return model.rowCount();
    };
    for (const QString &status : {u"failed"_s, u"succeeded"_s, u"odd_one"_s})
        QCOMPARE(counts.statuses.value(status), with([&](FacetChoice &f) { f.statuses = {status}; }));
    for (const QString &method : {u"supervised"_s, u"dpo"_s})
        QCOMPARE(counts.methods.value(method), with([&](FacetChoice &f) { f.methods = {method}; }));
    QCOMPARE(counts.models.value(u"gpt-4o"_s), with([](FacetChoice &f) { f.models = {u"gpt-4o"_s}; }));
    QCOMPARE(counts.allStatuses, with([](FacetChoice &f) { f.statuses.clear(); }));
    QVERIFY(!counts.models.contains(u"ft:gpt-4o:org:first:1"_s));
}

void tst_JobsModel::anotherFilterIsCounted()
{
    JobsModel model;
    QRandomGenerator random(5);
    QByteArray page = "[";
    for (int i = 0; i < 300; ++i)
        page += randomJob(random, i) + ",";
    page.back() = ']';
    QSignalSpy jobs(&model, &JobsModel::jobsChanged);
    model.setAccountName(1, u"Work"_s);
    model.upsert(rows(page, 1));
    model.upsert(rows("[" + job("gone", kNow) + "]", 2));
    QCOMPARE(jobs.count(), 2);
    model.forgetAccount(2);
    QCOMPARE(jobs.count(), 3);
    QCOMPARE(model.table().accountNumbers(), QList<qint64>{1});
    QCOMPARE(model.table().countPassing({}), 300);
    std::vector<JobFilter> filters;
    for (const QString &words : {u"status:failed"_s, u"tokens:>3k"_s, u"a -b"_s, u"account:work"_s,
                                 u"account:home"_s, u"-method:dpo created:<900d"_s})
        filters.push_back(parseFilter(words, kNow));
    filters.push_back(filters.front());
    filters.back().facets.methods = {u"supervised"_s};
    for (const JobFilter &shown : filters) {
        model.setFilter(shown);
        const int rowsShown = model.rowCount();
        for (const JobFilter &other : filters) {
            const int counted = model.table().countPassing(other);
            QCOMPARE(model.rowCount(), rowsShown); // what is shown stays
            JobsModel fresh;
            fresh.setAccountName(1, u"Work"_s);
            fresh.upsert(rows(page, 1));
            fresh.setFilter(other);
            QCOMPARE(counted, fresh.rowCount());
        }
    }
    QCOMPARE(jobs.count(), 3); // a filter changes no job
}

void tst_JobsModel::columnsAreFoundByTheirWords()
{
    for (int i = 0; i < kJobColumnCount; ++i)
        QCOMPARE(JobsModel::columnOf(JobsModel::columnKey(JobColumn(i))), std::optional(JobColumn(i)));
    QVERIFY(!JobsModel::columnOf(u"of_tomorrow"_s));
    QVERIFY(!JobsModel::columnOf(QString()));
}

void tst_JobsModel::twoAccountsAreTwoJobs()
{
    JobsModel model;
    model.setAccountName(1, u"Work"_s);
    model.setAccountName(2, u"Home"_s);
    const QByteArray page = "[" + job("same", kNow, R"("trained_tokens":100,"model":"gpt-4o")") + "]";
    model.upsert(rows(page, 1));
    model.upsert(rows(page, 2));
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.table().counts().accounts.size(), 2);
    model.setFilter(parseFilter(u"account:work"_s, kNow));
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0, int(JobColumn::Account)).data().toString(), u"Work"_s);
    model.setFilter({});
    const TokenBuckets buckets =
        tokenBuckets(model.table(), BucketSpan::Day, BucketBy::Method, QLocale::c(), 10);
    QCOMPARE(buckets.total, 100.0); // a job that two accounts list counts once
}

void tst_JobsModel::summariesAreGranular()
{
    JobsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.upsert(rows("[" + job("a", 10) + "," + job("b", 20) + "," + job("c", 30) + "]"));
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    QSignalSpy layout(&model, &QAbstractItemModel::layoutChanged);
    QSignalSpy content(&model, &JobsModel::contentChanged);
    model.setSummaries({summary("b", 0.5)});
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed[0][0].toModelIndex(), model.index(1, 0));
    QCOMPARE(changed[0][1].toModelIndex(), model.index(1, kJobColumnCount - 1));
    QCOMPARE(model.index(1, int(JobColumn::Metric)).data(JobsModel::ValueRole).toDouble(), 0.5);
    model.setSummaries({summary("b", 0.5)});
    QCOMPARE(changed.count(), 1);
    JobSummary bent = summary("b", 0.5);
    bent.spark[1] = 7;
    model.setSummaries({bent, summary("c", 0.25)});
    QCOMPARE(changed.count(), 2); // both lie side by side
    QCOMPARE(layout.count() + content.count(), 0);
    QVERIFY(!model.table().figures(0));
    QCOMPARE(int(model.table().figures(1)->levels[1]), 255);
}

void tst_JobsModel::theBestModelIsKnownBesideTheFinalOne()
{
    JobsModel model;
    JobSummary early = summary("a", 0.5);
    early.bestModel = u"ft:x:ckpt-step-10"_s;
    model.setSummaries({early});
    model.upsert(rows("[" + job("a", 30, R"("fine_tuned_model":"ft:x")") + "," +
                      job("b", 20, R"("fine_tuned_model":"ft:y")") + "," + job("c", 10) + "]"));
    const auto best = [&model](const char *id) {
        return QString::fromUtf8(model.bestModel(quint32(model.table().find(1, id))));
    };
    const auto hasBetter = [&model](const char *id) {
        return model.hasBetterModel(quint32(model.table().find(1, id)));
    };
    QCOMPARE(best("a"), u"ft:x:ckpt-step-10"_s);
    QVERIFY(hasBetter("a"));
    JobSummary same = summary("b", 0.5);
    same.bestModel = u"ft:y"_s;
    JobSummary running = summary("c", 0.5);
    running.bestModel = u"ft:z:ckpt-step-5"_s;
    model.setSummaries({same, running});
    QCOMPARE(best("b"), u"ft:y"_s);
    QCOMPARE(best("c"), u"ft:z:ckpt-step-5"_s);
    QVERIFY(!hasBetter("b") && !hasBetter("c"));
    early.bestModel.clear();
    model.setSummaries({early});
    QCOMPARE(best("a"), u"ft:x"_s);
}

void tst_JobsModel::aSummaryMayComeFirst()
{
    JobsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setSummaries({summary("a", 0.25), summary("a", 0.5), summary("a", 0.75, 2)});
    model.upsert(rows("[" + job("a", 10) + "," + job("b", 20) + "]"));
    QCOMPARE(changed.count(), 0);
    QCOMPARE(model.index(1, int(JobColumn::Metric)).data(JobsModel::ValueRole).toDouble(),
             0.5); // the last word
    QVERIFY(!model.index(0, int(JobColumn::Metric)).data(JobsModel::ValueRole).isValid());
    model.upsert(rows("[" + job("a", 10) + "]", 2));
    QCOMPARE(model.table().figures(2)->last, 0.75);
}

void tst_JobsModel::sortsByMetric()
{
    JobsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.upsert(
        rows("[" + job("a", 10) + "," + job("b", 20) + "," + job("c", 30) + "," + job("d", 40) + "]"));
    model.sort(int(JobColumn::Metric), Qt::AscendingOrder);
    model.setSummaries({summary("a", 0.5), summary("c", -1), summary("b", std::nan(""))});
    QCOMPARE(ids(model), (QStringList{u"c"_s, u"a"_s, u"d"_s, u"b"_s}));
    model.sort(int(JobColumn::Metric), Qt::DescendingOrder);
    QCOMPARE(ids(model), (QStringList{u"a"_s, u"c"_s, u"d"_s, u"b"_s}));
    model.setSummaries({summary("c", 2)});
    QCOMPARE(ids(model), (QStringList{u"c"_s, u"a"_s, u"d"_s, u"b"_s}));
}

// Against filters and orders that are worked out from the rows as they came, by the plainest means.
void tst_JobsModel::filterAndSortAgreeWithAPlainReading()
{
    QRandomGenerator random(23);
    QByteArray page = "[";
    for (int i = 0; i < 700; ++i)
        page += randomJob(random, i) + ",";
    page.back() = ']';
    JobsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.upsert(rows(page));
    const JobRows kept = rows(page);

    using Holds = std::function<bool(const JobRow &)>;
    const auto lower = [](QByteArrayView text) {
        return QString::fromUtf8(text).toLower();
    };
    const auto mentions = [&](const QString &word) {
        return Holds([word, lower](const JobRow &row) {
            for (const QByteArrayView text : {row.id, row.suffix, row.model, row.outputModel, row.metadata}) {
                if (lower(text).contains(word))
                    return true;
            }
            return false;
        });
    };
    const std::pair<QString, Holds> filters[] = {
        {u""_s,
         [](const JobRow &) {
             return true;
         }},
        {u"name-1"_s, mentions(u"name-1"_s)},
        {u"4O-MINI"_s, mentions(u"4o-mini"_s)},
        {u"t3"_s, mentions(u"t3"_s)},
        {u"-first"_s,
         [&](const JobRow &row) {
             return !mentions(u"first"_s)(row);
         }},
        {u"status:failed,queued tokens:<9k"_s,
         [](const JobRow &row) {
             return (row.status == "failed" || row.status == "queued") && row.trainedTokens != kNoInteger &&
                    row.trainedTokens < 9000;
         }},
        {u"model:gpt-4o-mini -status:running"_s,
         [](const JobRow &row) {
             return row.model == "gpt-4o-mini" && row.status != "running";
         }},
        {u"meta.team:t2"_s,
         [](const JobRow &row) {
             return row.metadata.contains("team\x1dt2\x1e");
         }},
    };
    const std::pair<JobColumn, std::function<QString(const JobRow &)>> texts[] = {
        {JobColumn::Status,
         [&](const JobRow &row) {
             return lower(row.status);
         }},
        {JobColumn::Id,
         [&](const JobRow &row) {
             return lower(row.id);
         }},
        {JobColumn::Name,
         [&](const JobRow &row) {
             return lower(row.suffix.isEmpty() ? row.id : row.suffix);
         }},
        {JobColumn::Method,
         [&](const JobRow &row) {
             return lower(row.method);
         }},
        {JobColumn::Metadata,
         [&](const JobRow &row) {
             return lower(row.metadata);
         }},
        {JobColumn::Tokens,
         [&](const JobRow &row) {
             return row.trainedTokens == kNoInteger ? QString() : u"%1"_s.arg(row.trainedTokens, 20);
         }},
    };
    for (const auto &[words, holds] : filters) {
        model.setFilter(parseFilter(words, kNow));
        for (const auto &[column, asText] : texts) {
            const auto &textOf = asText; // clang 14 captures no structured binding
            for (const Qt::SortOrder direction : {Qt::AscendingOrder, Qt::DescendingOrder}) {
                model.sort(int(column), direction);
                std::vector<const JobRow *> expected;
                for (const JobRow &row : kept.rows) {
                    if (holds(row))
                        expected.push_back(&row);
                }
                std::sort(expected.begin(), expected.end(), [&](const JobRow *a, const JobRow *b) {
                    const QString x = textOf(*a);
                    const QString y = textOf(*b);
                    if (x.isEmpty() != y.isEmpty())
                        return y.isEmpty();
                    if (x != y)
                        return (x < y) == (direction == Qt::AscendingOrder);
                    return a->createdAt != b->createdAt ? a->createdAt > b->createdAt
                                                        : lower(a->id) < lower(b->id);
                });
                QStringList names;
                for (const JobRow *row : expected)
                    names.append(QString::fromUtf8(row->id));
                QVERIFY2(ids(model) == names, qPrintable(words + u' ' + JobsModel::columnKey(column)));
            }
        }
    }
}

void tst_JobsModel::capitalsAndUmlautsAreFound_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<bool>("found");
    for (const char *word :
         {"FTJOB-AbC", "ftjob-abc", "x", "zürich", "ZÜRICH", "ß", "data-Über", "{[@`", "a]b"})
        QTest::newRow(word) << QString::fromUtf8(word) << true;
    // Bytes that differ from these by the bit that tells small letters from capitals; parts of two texts.
    for (const char *word : {"{{@`", "a}b", "abcfile", "zurich", "\u007f"})
        QTest::newRow(word) << QString::fromUtf8(word) << false;
}

void tst_JobsModel::capitalsAndUmlautsAreFound()
{
    QFETCH(QString, word);
    QFETCH(bool, found);
    JobsModel model;
    const QByteArray filler = "\"" + QByteArray(150, 'q') + "\""; // longer than what is looked at in one step
    model.upsert(rows("[" +
                      job("ftjob-aBc", 10,
                          R"("training_file":"file-X","metadata":{"a":"ZÜRICH Straße","f":)" + filler +
                              R"(,"b":"{[@`","c":"a]b","d":"data-über"})") +
                      "," + job("other", 20, R"("metadata":{"f":)" + filler + "}") + "]"));
    JobFilter filter;
    FilterTerm term;
    term.anyOf = {word.toLower()};
    filter.terms.push_back(term);
    model.setFilter(filter);
    QCOMPARE(ids(model), found ? QStringList{u"ftjob-aBc"_s} : QStringList{});
    // The same for a job that comes while the filter is set.
    model.upsert(rows("[" +
                      job("ftjob-aBc", 10,
                          R"("status":"new","training_file":"file-X",)"
                          R"("metadata":{"a":"ZÜRICH Straße","f":)" +
                              filler + R"(,"b":"{[@`","c":"a]b","d":"data-über"})") +
                      "]"));
    QCOMPARE(model.rowCount(), found ? 1 : 0);
}

void tst_JobsModel::numbersKeepAllBits()
{
    JobsModel model;
    const QList<qint64> numbers{
        0, -1, 1, 4294967293, 4294967294, 4294967295, 4294967296, 9007199254740993, -9007199254740993};
    QByteArray page = "[";
    for (int i = 0; i < numbers.size(); ++i)
        page += job("j" + QByteArray::number(i), 100, "\"seed\":" + QByteArray::number(numbers[i])) + ",";
    page.back() = ']';
    model.upsert(rows(page));
    for (int i = 0; i < numbers.size(); ++i)
        QCOMPARE(model.table().row(quint32(i)).seed, numbers[i]);
    model.sort(int(JobColumn::Seed), Qt::AscendingOrder);
    const QStringList sorted = ids(model);
    QCOMPARE(sorted.first(), u"j8"_s);
    QCOMPARE(sorted.last(), u"j7"_s);
    model.upsert(rows("[" + job("j7", 100, R"("seed":7)") + "," + job("j0", 100) + "]"));
    QCOMPARE(model.table().row(7).seed, 7);
    QCOMPARE(model.table().row(0).seed, kNoInteger);
}

void tst_JobsModel::longTextsAreKeptWhole()
{
    JobsModel model;
    constexpr int kJobs = 1000; // more text than two blocks of the table's store hold
    const auto failed = [](int i, const QByteArray &end) {
        return job("j" + QByteArray::number(i), i,
                   R"("error":{"message":"begin)" + QByteArray(4'000, 'a') + end + "\"}");
    };
    QByteArrayList jobs;
    for (int i = 0; i < kJobs; ++i)
        jobs += failed(i, "end" + QByteArray::number(i) + '.');
    model.upsert(rows('[' + jobs.join(',') + ']'));
    for (int i = 0; i < kJobs; ++i) {
        const QByteArrayView message = model.table().row(quint32(i)).errorMessage;
        QVERIFY(message.startsWith("begin") && message.endsWith("aend" + QByteArray::number(i) + '.'));
    }
    model.setFilter(parseFilter(u"aend777."_s, kNow));
    QCOMPARE(ids(model), QStringList{u"j777"_s});
    model.upsert(rows('[' + failed(777, "other") + ',' + failed(5, "aend777.") + ']'));
    QCOMPARE(ids(model), QStringList{u"j5"_s});

    const auto noted = [](const char *id, const char *end) {
        return job(id, 1, R"("metadata":{"note":")" + QByteArray(15'000, 'n') + end + "\"}");
    };
    model.upsert(rows("[" + noted("z", "1") + "," + noted("y", "2") + "]"));
    model.setFilter(parseFilter(u"meta.note:*"_s, kNow));
    model.sort(int(JobColumn::Metadata), Qt::AscendingOrder); // alike for a long way
    QCOMPARE(ids(model), (QStringList{u"z"_s, u"y"_s}));
}

void tst_JobsModel::aTableReadElsewhereIsTakenOver()
{
    JobsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setAccountName(1, u"Work"_s);
    model.upsert(
        rows("[" + job("b", 20, R"("status":"failed","trained_tokens":7)") + "," + job("x", 5) + "]"));
    model.setSummaries({summary("b", 0.5), summary("c", 0.25)});
    model.sort(int(JobColumn::Id), Qt::AscendingOrder);
    model.setFilter(parseFilter(u"-nothing"_s, kNow));
    const QPersistentModelIndex kept = model.indexOf(1, u"x"_s);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);

    JobTable read;
    JobRows older = rows("[" + job("c", 30) + "," + job("b", 20, R"("status":"running")") + "," +
                         job("a", 10) + "," + job("y", 10) + "]");
    older.rows[2].statusSince = 3;
    read.upsert(older);
    model.adopt(read);
    QCOMPARE(ids(model), (QStringList{u"a"_s, u"b"_s, u"c"_s, u"x"_s, u"y"_s}));
    QCOMPARE(model.index(1, 0).data(JobsModel::StatusRole).toString(),
             u"failed"_s); // what came first is newer
    QCOMPARE(model.index(1, int(JobColumn::Metric)).data(JobsModel::ValueRole).toDouble(), 0.5);
    QCOMPARE(model.index(2, int(JobColumn::Metric)).data(JobsModel::ValueRole).toDouble(), 0.25);
    QCOMPARE(model.index(0, int(JobColumn::Account)).data().toString(), u"Work"_s);
    QCOMPARE(kept.data(JobsModel::IdRole).toString(), u"x"_s);
    QCOMPARE(model.table().row(model.index(0, 0).data(JobsModel::RowRole).toUInt()).statusSince, 3);
    QCOMPARE(inserted.count(), 3); // before, between and behind what was there
    QCOMPARE(reset.count() + changed.count(), 0);
    QVERIFY(orderIsRight(model.table()));
    model.setFilter(parseFilter(u"status:failed"_s, kNow));
    QCOMPARE(ids(model), QStringList{u"b"_s});
}

void tst_JobsModel::randomWorkKeepsOrderAndIndexes()
{
    QRandomGenerator random(11);
    JobsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QStringList filters{u""_s,      u"name-1"_s,         u"status:failed"_s,
                              u"-team"_s, u"tokens:<9k gpt"_s, u"nothing"_s};
    QHash<QString, QPersistentModelIndex> kept;
    for (int round = 0; round < 40; ++round) {
        QByteArray page = "[";
        for (int i = 0, n = random.bounded(1, 60); i < n; ++i)
            page += randomJob(random, random.bounded(160)) + ",";
        page.back() = ']';
        model.upsert(rows(page));
        QVERIFY(orderIsRight(model.table()));
        std::vector<JobSummary> summaries;
        for (int i = 0, n = random.bounded(20); i < n; ++i)
            summaries.push_back(
                summary("ftjob-" + QByteArray::number(random.bounded(200)), random.bounded(9)));
        model.setSummaries(summaries);
        QVERIFY(orderIsRight(model.table()));
        if (random.bounded(3) == 0)
            model.sort(random.bounded(kJobColumnCount),
                       random.bounded(2) ? Qt::AscendingOrder : Qt::DescendingOrder);
        QVERIFY(orderIsRight(model.table()));
        if (random.bounded(3) == 0)
            model.setFilter(parseFilter(filters[random.bounded(int(filters.size()))], kNow));
        QVERIFY(orderIsRight(model.table()));
        for (auto it = kept.begin(); it != kept.end(); ++it) {
            if (it->isValid())
                QCOMPARE(it->data(JobsModel::IdRole).toString(), it.key());
        }
        if (model.rowCount() > 0) {
            const QModelIndex some = model.index(random.bounded(model.rowCount()), 0);
            kept.insert(some.data(JobsModel::IdRole).toString(), some);
        }
    }
    QCOMPARE(model.table().counts().matching, model.rowCount());
}

void tst_JobsModel::outputModelsStandByThemselves()
{
    JobTable table;
    table.upsert(rows("[" + job("a", 1, R"("fine_tuned_model":"ft:m:org::1")") + "," + job("b", 2) + "]"));
    QCOMPARE(table.outputModel(0), QByteArrayView("ft:m:org::1"));
    QVERIFY(table.outputModel(1).isEmpty());
    table.upsert(rows("[" + job("b", 2, R"("fine_tuned_model":"ft:m:org::22")") + "]"));
    QCOMPARE(table.outputModel(0), QByteArrayView("ft:m:org::1"));
    QCOMPARE(table.outputModel(1), QByteArrayView("ft:m:org::22"));
}

void tst_JobsModel::textsSurviveManyChanges()
{
    JobsModel model;
    for (int round = 0; round < 3000; ++round) {
        const QByteArray name = "round" + QByteArray::number(round) + QByteArray(60, 'x');
        model.upsert(
            rows("[" + job("a", 1, "\"user_provided_suffix\":\"" + name + "\"") + "," + job("b", 2) + "]"));
    }
    model.setFilter(parseFilter(u"round2999"_s, kNow));
    QCOMPARE(ids(model), QStringList{u"a"_s});
    model.setFilter(parseFilter(u"round2998"_s, kNow)); // what is stale is not found
    QCOMPARE(model.rowCount(), 0);
    model.setFilter({});
    QVERIFY(model.index(1, int(JobColumn::Name)).data().toString().startsWith(u"round2999"_s));
    QVERIFY2(model.table().memoryUse() < 2'000'000, qPrintable(QString::number(model.table().memoryUse())));
}

// Rows whose texts changed lie apart from those they were added with; texts come and go at the end of a row.
void tst_JobsModel::eachRowIsFoundByItsOwnTexts()
{
    constexpr int kRows = 150;
    QRandomGenerator random(11);
    JobTable table;
    std::vector<QByteArray> files(kRows);
    std::vector<QByteArray> codes(kRows);
    for (int turn = 0; turn < 4 * kRows; ++turn) {
        const int row = turn < kRows ? turn : random.bounded(kRows);
        files[std::size_t(row)] = "file-" + QByteArray::number(random.bounded(20)) + "x";
        codes[std::size_t(row)] = turn % 3 == 0 ? "code" + QByteArray::number(random.bounded(9)) + "x" : "";
        const QByteArray error =
            codes[std::size_t(row)].isEmpty() ? "null" : R"({"code":")" + codes[std::size_t(row)] + "\"}";
        table.upsert(rows("[" +
                          job("j" + QByteArray::number(row), 1000 - row,
                              R"("training_file":")" + files[std::size_t(row)] + R"(","error":)" + error) +
                          "]"));
    }
    for (quint32 row = 0; row < kRows; ++row) {
        QCOMPARE(table.row(row).trainingFile, QByteArrayView(files[row]));
        QCOMPARE(table.row(row).errorCode, QByteArrayView(codes[row]));
        QVERIFY(table.row(row).errorMessage.isEmpty());
    }
    for (int word = 0; word < 20; ++word) {
        for (const QByteArray &text :
             {"file-" + QByteArray::number(word) + "x", "code" + QByteArray::number(word) + "x"}) {
            table.setFilter(parseFilter(QString::fromLatin1(text), kNow));
            std::vector<quint32> expected;
            for (quint32 row = 0; row < kRows; ++row) {
                if (files[row].contains(text) || codes[row].contains(text))
                    expected.push_back(row);
            }
            const auto order = table.order();
            QVERIFY2(std::equal(order.begin(), order.end(), expected.begin(), expected.end()),
                     text.constData());
        }
    }
}

void tst_JobsModel::eachJobIsFoundHoweverMany()
{
    constexpr int kJobs = 20'000;
    JobTable table;
    for (int first = 0; first < kJobs; first += 500) {
        QByteArray page = "[";
        for (int i = first; i < first + 500; ++i)
            page += (i > first ? "," : "") + job("job" + QByteArray::number(i), i);
        QCOMPARE(table.upsert(rows(page + "]")).added.size(), std::size_t(500));
    }
    for (int i = 0; i < kJobs; ++i)
        QCOMPARE(table.find(1, "job" + QByteArray::number(i)), qint64(i));
    QCOMPARE(table.find(1, "job20000"), qint64(-1));
    QCOMPARE(table.find(2, "job1"), qint64(-1));
}

// Nothing is moved for them, and the views hear of each page once.
void tst_JobsModel::whatMayStillChangeIsKnown()
{
    JobsModel model;
    const auto withStatus = [](const char *id, const char *status) {
        return job(id, 10, QByteArray("\"status\":\"") + status + '"');
    };
    model.upsert(rows("[" + withStatus("a", "running") + "," + withStatus("b", "succeeded") + "," +
                      withStatus("c", "failed") + "," + withStatus("d", "odd_one") + "," +
                      withStatus("e", "cancelled") + "," + withStatus("f", "paused") + "]"));
    QCOMPARE(model.table().unfinished(), (std::vector<quint32>{0, 3, 5}));
    model.upsert(rows("[" + withStatus("a", "failed") + "]"));
    QCOMPARE(model.table().unfinished(), (std::vector<quint32>{3, 5}));
}

void tst_JobsModel::pagesOfAListingComeToTheEnd()
{
    JobsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy inserted(&model, &JobsModel::rowsInserted);
    QSignalSpy moved(&model, &JobsModel::layoutChanged);
    QSignalSpy removed(&model, &JobsModel::rowsRemoved);
    model.upsert(rows("[" + job("f", 60) + "," + job("e", 50) + "]"));
    model.upsert(rows("[" + job("d", 40) + "," + job("c", 30) + "]"));
    QCOMPARE(inserted.size(), 2);
    QCOMPARE(inserted.last().at(1).toInt(), 2);
    QCOMPARE(inserted.last().at(2).toInt(), 3);
    QCOMPARE(ids(model), (QStringList{u"f"_s, u"e"_s, u"d"_s, u"c"_s}));
    // Only those that the filter leaves.
    model.setFilter(parseFilter(u"x"_s, kNow));
    QCOMPARE(model.rowCount(), 0);
    inserted.clear();
    moved.clear();
    removed.clear();
    model.upsert(rows("[" + job("x2", 25) + "," + job("b", 22) + "," + job("x1", 20) + "]"));
    model.upsert(rows("[" + job("a", 10) + "]"));
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(ids(model), (QStringList{u"x2"_s, u"x1"_s}));
    QCOMPARE(moved.size() + removed.size(), 0);
    // One that belongs before others, and one that has moved.
    model.setFilter({});
    model.upsert(rows("[" + job("y", 45) + "," + job("z", 5) + "]"));
    model.upsert(rows("[" + job("a", 70) + "]"));
    QCOMPARE(ids(model),
             (QStringList{u"a"_s, u"f"_s, u"e"_s, u"y"_s, u"d"_s, u"c"_s, u"x2"_s, u"b"_s, u"x1"_s, u"z"_s}));
}

void tst_JobsModel::buckets()
{
    JobsModel model;
    const auto at = [](const char *day) {
        return QDate::fromString(QLatin1StringView(day), Qt::ISODate).startOfDay().toSecsSinceEpoch() + 3600;
    };
    const auto with = [&](const char *id, const char *day, int tokens, const char *method) {
        return job(id, at(day),
                   "\"trained_tokens\":" + QByteArray::number(tokens) + R"(,"model":"m","method":{"type":")" +
                       method + "\"}");
    };
    model.upsert(rows("[" + with("a", "2026-10-05", 10, "dpo") + "," +
                      with("b", "2026-10-11", 20, "supervised") + "," +
                      with("c", "2026-10-12", 40, "supervised") + "," + with("d", "2026-12-01", 80, "dpo") +
                      "," + job("e", at("2026-12-02")) + "]"));
    const QLocale german(QLocale::German, QLocale::Germany); // weeks begin on Monday
    const TokenBuckets months = tokenBuckets(model.table(), BucketSpan::Month, BucketBy::Method, german, 12);
    QCOMPARE(months.starts, (std::vector<QDate>{{2026, 10, 1}, {2026, 11, 1}, {2026, 12, 1}}));
    QCOMPARE(months.series.size(), 2u);
    QCOMPARE(months.series[0].key, u"dpo"_s);
    QCOMPARE(months.series[0].tokens, (std::vector<double>{10, 0, 80}));
    QCOMPARE(months.total, 150.0);
    const TokenBuckets weeks = tokenBuckets(model.table(), BucketSpan::Week, BucketBy::Method, german, 100);
    QCOMPARE(weeks.starts.front(), QDate(2026, 10, 5));
    QCOMPARE(weeks.series[1].tokens[0], 20.0);
    QCOMPARE(weeks.series[1].tokens[1], 40.0);
    const TokenBuckets last = tokenBuckets(model.table(), BucketSpan::Month, BucketBy::Method, german, 1);
    QCOMPARE(last.starts, std::vector<QDate>{QDate(2026, 12, 1)});
    model.setFilter(parseFilter(u"created:2026-10-01..2026-10-31"_s, kNow));
    const TokenBuckets chosen = tokenBuckets(model.table(), BucketSpan::Month, BucketBy::Method, german, 12);
    QCOMPARE(chosen.total, 150.0); // the chart itself is not cut to what was chosen on it
    QCOMPARE(chosen.selected, 70.0);
    const TokenBuckets joined =
        tokenBuckets(model.table(), BucketSpan::Month, BucketBy::Method, german, 12, 1);
    QCOMPARE(joined.series.size(), 1u);
    QCOMPARE(joined.series[0].total, 150.0);
}

QTEST_GUILESS_MAIN(tst_JobsModel)
#include "tst_jobsmodel.moc"
