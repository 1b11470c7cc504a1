// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/readjson.h"
#include "app/api/readpage.h"
#include "tests/support/folders.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace tuneboard;

namespace {

QString text(QByteArrayView view)
{
    return QString::fromUtf8(view);
}

JobRow firstRow(const JobPage &page)
{
    return page.jobs.rows.at(0);
}

} // namespace

class tst_ReadPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEveryColumn();
    void methodWinsInAnyOrder();
    void toleratesOddFields();
    void keysAreComparedWhole();
    void oneBadObjectCostsItself();
    void refusesWhatIsNoList_data();
    void refusesWhatIsNoList();
    void oneJobIsNothingElse_data();
    void oneJobIsNothingElse();
    void rowsLiveAsLongAsTheirStorage();
    void samplesReadAsTheSlowReaderReadsThem();
};

void tst_ReadPage::readsEveryColumn()
{
    const QByteArray job = R"({"id":"ftjob-1","status":"failed","user_provided_suffix":"a \"b\" \u00e9",
        "model":"gpt-4o","fine_tuned_model":"ft:gpt-4o:org:a:1","method":{"type":"dpo","dpo":{"hyperparameters":
        {"n_epochs":3,"batch_size":"auto","learning_rate_multiplier":0.5,"beta":0.1}},"supervised":null},
        "error":{"code":"invalid_training_file","message":"line 17","param":"training_file"},
        "training_file":"file-t","validation_file":null,"metadata":{"team":"x y","n":[1, 2]},"created_at":1700000000,
        "finished_at":1700000100.0,"estimated_finish":0,"trained_tokens":3000000000,"seed":1e3})";
    const auto page = readJobPage("{\"object\":\"list\",\"has_more\":true,\"data\":[ " + job + " , " +
                                  "{\"id\":\"ftjob-2\"}]}");
    QVERIFY(page.ok());
    QVERIFY(page->hasMore);
    QCOMPARE(page->rejected, 0);
    QCOMPARE(page->jobs.rows.size(), 2u);
    const JobRow row = firstRow(*page);
    QCOMPARE(text(row.id), u"ftjob-1"_s);
    QCOMPARE(text(row.status), u"failed"_s);
    QCOMPARE(text(row.suffix), u"a \"b\" é"_s);
    QCOMPARE(text(row.model), u"gpt-4o"_s);
    QCOMPARE(text(row.outputModel), u"ft:gpt-4o:org:a:1"_s);
    QCOMPARE(text(row.method), u"dpo"_s);
    QCOMPARE(text(row.errorCode), u"invalid_training_file"_s);
    QCOMPARE(text(row.errorMessage), u"line 17"_s);
    QCOMPARE(text(row.trainingFile), u"file-t"_s);
    QVERIFY(row.validationFile.isEmpty());
    QCOMPARE(row.metadata.toByteArray(), QByteArray("team\x1dx y\x1en\x1d[1, 2]\x1e"));
    QCOMPARE(row.createdAt, 1700000000);
    QCOMPARE(row.finishedAt, 1700000100);
    QCOMPARE(row.estimatedFinish, kNoInteger);
    QCOMPARE(row.trainedTokens, 3000000000LL);
    QCOMPARE(row.seed, 1000);
    QCOMPARE(row.nEpochs, 3.0);
    QCOMPARE(row.batchSize, kAutomatic);
    QCOMPARE(row.learningRateMultiplier, 0.5);
    QCOMPARE(row.raw.toByteArray(), job);
    const JobRow bare = page->jobs.rows[1];
    QCOMPARE(bare.raw.toByteArray(), QByteArray("{\"id\":\"ftjob-2\"}"));
    QCOMPARE(bare.createdAt, kNoInteger);
    QVERIFY(std::isnan(bare.nEpochs));
}

void tst_ReadPage::methodWinsInAnyOrder()
{
    const QByteArray top = R"("hyperparameters":{"n_epochs":"auto","batch_size":8})";
    const QByteArray method =
        R"("method":{"type":"supervised","supervised":{"hyperparameters":{"n_epochs":4}}})";
    for (const QByteArray &both : {top + "," + method, method + "," + top}) {
        const auto page = readJobPage("[{\"id\":\"a\"," + both + "}]");
        QVERIFY(page.ok());
        QCOMPARE(firstRow(*page).nEpochs, 4.0);
        QCOMPARE(firstRow(*page).batchSize, 8.0);
    }
}

void tst_ReadPage::toleratesOddFields()
{
    const auto page =
        readJobPage(R"({"data":[{"id":"a","status":7,"error":"text","method":null,"created_at":"soon",
        "hyperparameters":[],"metadata":null,"trained_tokens":{},"model":["x"],"finished_at":true}]})");
    QVERIFY(page.ok());
    const JobRow row = firstRow(*page);
    QCOMPARE(text(row.status), u"7"_s);
    QVERIFY(row.errorMessage.isEmpty());
    QCOMPARE(row.createdAt, kNoInteger);
    QCOMPARE(row.finishedAt, kNoInteger);
    QCOMPARE(row.trainedTokens, kNoInteger);
    QVERIFY(row.model.isEmpty());
    QVERIFY(!page->hasMore);
    QVERIFY(readJobPage(R"({"object":"list","data":null})").ok());
    QVERIFY(readJobPage(R"({"object":"list","data":[]})").ok());
}

// They are compared in words of eight bytes: neither a longer nor a shorter one is taken for another,
// wherever the text ends.
void tst_ReadPage::keysAreComparedWhole()
{
    const auto page = readJobPage(
        R"([{"id":"a","i":"1","ids":"2","model_x":"3","mode":"4","fine_tuned_model_":"5","statuses":"6",
        "user_provided_suffi":"7","user_provided_suffixes":"8","Seed":9,"created_at_":10,"status\"":"11",
        "hyperparameters_":{"n_epochs":12},"hyperparameters":{"learning_rate_multiplie":13,"n_epochs2":14}}])");
    QVERIFY(page.ok());
    const JobRow row = firstRow(*page);
    QCOMPARE(text(row.id), u"a"_s);
    QVERIFY(row.model.isEmpty() && row.outputModel.isEmpty() && row.status.isEmpty() && row.suffix.isEmpty());
    QCOMPARE(row.seed, kNoInteger);
    QCOMPARE(row.createdAt, kNoInteger);
    QVERIFY(std::isnan(row.nEpochs) && std::isnan(row.learningRateMultiplier));
    // Out of their usual order, and twice: the last one counts.
    const auto turned = readJobPage(
        R"([{"seed":3,"method":{"dpo":{"hyperparameters":{"batch_size":2}},"type":"dpo"},"model":"m","id":"x",
        "learning_rate_multiplier":7,"id":"b"}])");
    QVERIFY(turned.ok());
    QCOMPARE(text(firstRow(*turned).id), u"b"_s);
    QCOMPARE(text(firstRow(*turned).model), u"m"_s);
    QCOMPARE(firstRow(*turned).seed, 3);
    QCOMPARE(firstRow(*turned).batchSize, 2.0);
    QVERIFY(std::isnan(firstRow(*turned).learningRateMultiplier));
    QVERIFY(!readJobPage(QByteArray(R"([{"id)")).ok());
    QVERIFY(!readJobPage(QByteArray(R"([{"id")")).ok());
    QVERIFY(!readJobPage(QByteArray(R"([{"id":)")).ok());
}

void tst_ReadPage::oneBadObjectCostsItself()
{
    const auto page = readJobPage(R"({"data":[{"id":"a"},17,{"no":"id"},null,{"id":"b"}],"has_more":false})");
    QVERIFY(page.ok());
    QCOMPARE(page->jobs.rows.size(), 2u);
    QCOMPARE(text(page->jobs.rows[1].id), u"b"_s);
    QCOMPARE(page->rejected, 3);
    QCOMPARE(page->firstReject, u"element 2 is no object"_s);
}

void tst_ReadPage::refusesWhatIsNoList_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("words");
    QTest::newRow("empty") << QByteArray() << u"empty"_s;
    QTest::newRow("page") << QByteArray("<html><title>Log in</title>") << u"“Log in”"_s;
    QTest::newRow("cut") << QByteArray("{\"data\":[{\"id\":\"a\"},{\"id\":") << u"cut off"_s;
    QTest::newRow("cut behind a job") << QByteArray("{\"data\":[{\"id\":\"a\"}") << u"cut off"_s;
    QTest::newRow("job") << QByteArray("{\"id\":\"a\"}") << u"no list of jobs"_s;
    QTest::newRow("number") << QByteArray("12") << u"no list of jobs"_s;
    QTest::newRow("data is a text") << QByteArray("{\"data\":\"x\"}") << u"no list of jobs"_s;
    QTest::newRow("bad UTF-8") << QByteArray("{\"data\":[{\"id\":\"\xFF\"}]}") << u"UTF-8"_s;
    QTest::newRow("deep") << QByteArray("{\"data\":[{\"id\":\"a\",\"x\":" + QByteArray(5000, '['))
                          << u"cut off"_s;
}

void tst_ReadPage::refusesWhatIsNoList()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, words);
    const auto page = readJobPage(bytes);
    QVERIFY(!page.ok());
    QCOMPARE(page.error().kind, ApiError::Kind::Malformed);
    QVERIFY2(page.error().message.contains(words), qPrintable(page.error().message));
}

void tst_ReadPage::oneJobIsNothingElse_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("words");

    QTest::newRow("no id") << QByteArray("{}") << u"no “id”"_s;
    QTest::newRow("array") << QByteArray("[{\"id\":\"a\"}]") << u"a job is an object"_s;
    QTest::newRow("another job") << QByteArray(R"({"id":"a"},{"id":"b"})") << u"follows"_s;
    QTest::newRow("end of a list") << QByteArray(R"({"id":"a"}]})") << u"follows"_s;
}

void tst_ReadPage::oneJobIsNothingElse()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, words);

    const auto job = readJobRow(bytes);
    QVERIFY(!job.ok());
    QVERIFY2(job.error().message.contains(words), qPrintable(job.error().message));
}

void tst_ReadPage::rowsLiveAsLongAsTheirStorage()
{
    JobRows kept;
    {
        auto page = readJobPage(QByteArray(R"([{"id":"kept\u0020id"}])"));
        kept = std::move(page.value().jobs);
    }
    // Another page of the same thread reuses the parser's buffers.
    QVERIFY(readJobPage(QByteArray(R"([{"id":"other\u0020"}])")).ok());
    QCOMPARE(text(kept.rows[0].id), u"kept id"_s);
}

void tst_ReadPage::samplesReadAsTheSlowReaderReadsThem()
{
    QStringList files;
    for (const QString &folder :
         {test::dataPath(QStringLiteral("lists")), test::samplesPath(QStringLiteral("lists"))}) {
        const auto names = QDir(folder).entryList({u"*.json"_s}, QDir::Files);
        for (const QString &name : names)
            files.append(folder + u'/' + name);
    }
    QVERIFY(!files.isEmpty());
    for (const QString &path : files) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        const auto page = readJobPage(bytes);
        QVERIFY2(page.ok(), qPrintable(path));
        const auto whole = readJson(bytes);
        QVERIFY(whole.ok());
        const Value *data = whole->find(u"data");
        QVERIFY(data);
        QCOMPARE(page->jobs.rows.size(), data->children.size());
        QCOMPARE(page->hasMore,
                 whole->find(u"has_more") && whole->find(u"has_more")->toBool().value_or(false));
        for (std::size_t i = 0; i < page->jobs.rows.size(); ++i) {
            const JobRow &row = page->jobs.rows[i];
            const Value &job = data->children[i];
            QCOMPARE(text(row.id), job.string(u"id"));
            QCOMPARE(text(row.status), job.string(u"status"));
            QCOMPARE(text(row.outputModel), job.string(u"fine_tuned_model"));
            const auto raw = readJson(row.raw);
            QVERIFY(raw.ok());
            QCOMPARE(toJson(*raw, -1), toJson(job, -1));
        }
    }
}

QTEST_GUILESS_MAIN(tst_ReadPage)
#include "tst_readpage.moc"
