// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/readjson.h"
#include "app/api/readpage.h"
#include "app/api/textstore.h"
#include "tests/support/folders.h"
#include "tests/support/hostileanswers.h"

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
    void hyperparametersThatAreWords();
    void methodWinsInAnyOrder();
    void toleratesOddFields();
    void keysAreComparedWhole();
    void oneBadObjectCostsItself();
    void refusesWhatIsNoList_data();
    void refusesWhatIsNoList();
    void structureIsChecked_data();
    void structureIsChecked();
    void cutAnywhereIsRefused();
    void changedAnywhereReadsAsTheSlowReaderReadsIt();
    void escapesAreFoundWhereTheyStand();
    void oneJobIsNothingElse_data();
    void oneJobIsNothingElse();
    void rowsLiveAsLongAsTheirStorage();
    void samplesReadAsTheSlowReaderReadsThem();
    void textsOfManyPiecesTakeLinearMemory();
    void longTextsOfARowAreCut_data();
    void longTextsOfARowAreCut();
    void longIdsAreKeptWhole();
    void metadataOfARowIsLimited();
    void metadataWithinTheLimitIsWhole();
};

void tst_ReadPage::hyperparametersThatAreWords()
{
    const auto page =
        readJobPage(R"({"data":[{"id":"a","hyperparameters":{"batch_size":"max","n_epochs":"AUTO",
        "learning_rate_multiplier":"m"}},{"id":"b","hyperparameters":{"batch_size":"","n_epochs":-1}}]})");
    QVERIFY(page.ok());
    QCOMPARE(page->jobs.rows.size(), 2u);
    QCOMPARE(hyperparameterWord(page->jobs.rows[0].batchSize), "max"_L1);
    QCOMPARE(hyperparameterWord(page->jobs.rows[0].nEpochs), "auto"_L1);
    QVERIFY(std::isnan(page->jobs.rows[0].learningRateMultiplier));
    QVERIFY(std::isnan(page->jobs.rows[1].batchSize));
    QCOMPARE(hyperparameterWord(page->jobs.rows[1].nEpochs), "auto"_L1);
}

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
    QCOMPARE(text(row.errorMessage), u"text"_s);
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

void tst_ReadPage::structureIsChecked_data()
{
    QTest::addColumn<QByteArray>("bytes");

    for (const char *bytes : {R"([{"id" "a"}])",
                              R"([{"id":}])",
                              R"([{"id":"a",}])",
                              R"([{"id":"a"},])",
                              R"([,{"id":"a"}])",
                              R"([{"id":"a"}{"id":"b"}])",
                              R"([{"id":"a"}:{"id":"b"}])",
                              R"([{"id":"a":"x":"b"}])",
                              R"([{id:"a"}])",
                              R"([{"id":"a":"b"}])",
                              R"([{"id","a"}])",
                              R"([{"id":"a"]])",
                              R"([{"id":"a","x":[1}])",
                              R"([{"id":"a","x":[Y}])",
                              R"([{"id":"a","x":{y}])",
                              R"([{"id":"a"}]])",
                              R"([{"id":"a"}] true)",
                              R"({"data":[{"id":"a"}]}{"data":[]})",
                              R"({"data":[{"id":"a"}]},)",
                              R"([)",
                              R"({)",
                              R"({"data")",
                              R"({"data":)",
                              R"({"data":[)",
                              R"(])",
                              R"(:)",
                              R"(12 13)"})
        QTest::newRow(bytes) << QByteArray(bytes);
    QTest::newRow("zero inside") << QByteArray("[{\"id\":\"a\"}\0]", 13);
    QTest::newRow("zero behind") << QByteArray("[{\"id\":\"a\"}]\0", 13);
}

void tst_ReadPage::structureIsChecked()
{
    QFETCH(QByteArray, bytes);

    const auto page = readJobPage(bytes);
    QVERIFY(!page.ok());
    QCOMPARE(page.error().kind, ApiError::Kind::Malformed);
    QVERIFY(!page.error().message.isEmpty());
}

void tst_ReadPage::cutAnywhereIsRefused()
{
    const QByteArray whole =
        R"({"object":"list","data":[{"id":"a","error":{"code":"c"},"metadata":{"k":["v",{}]},
        "seed":12,"result_files":["f"],"method":{"type":"dpo","dpo":{"hyperparameters":{"n_epochs":1.5}}}}],"x":1})";
    QVERIFY(readJobPage(whole).ok());
    for (qsizetype size = 0; size < whole.size(); ++size)
        QVERIFY2(!readJobPage(whole.first(size)).ok(), whole.first(size).constData());
}

// Whatever is JSON is read, with the same ids; what is not may be, where it lies in a value that no column
// shows.
void tst_ReadPage::changedAnywhereReadsAsTheSlowReaderReadsIt()
{
    const QByteArray whole =
        R"([{"id":"a","n":[[],{"x":""}],"error":{"code":"c"},"metadata":{"k":[1,"v"]},"seed":12},)"
        R"({"id":"b","method":{"type":"dpo","dpo":{"hyperparameters":{"n_epochs":1.5}}}}])";
    int json = 0;
    for (qsizetype at = 0; at < whole.size(); ++at) {
        for (const char put : QByteArrayView("{}[]:,\"\\ 0a.Y")) {
            QByteArray changed = whole;
            changed[at] = put;
            const auto slow = readJson(changed);
            const auto page = readJobPage(changed);
            if (!slow.ok() || !slow->isArray())
                continue;
            ++json;
            QVERIFY2(page.ok(), changed.constData());
            QStringList wanted;
            for (const Value &job : slow->children) {
                if (job.isObject() && !job.string(u"id").isEmpty())
                    wanted += job.string(u"id");
            }
            QStringList ids;
            for (const JobRow &row : page->jobs.rows)
                ids += text(row.id);
            QVERIFY2(ids == wanted, changed.constData());
        }
    }
    QVERIFY(json > 100);
}

// Most texts have none, and are not looked through one by one.
void tst_ReadPage::escapesAreFoundWhereTheyStand()
{
    const QByteArray plain = R"({"id":"p","status":"s","model":"m","metadata":{"k":"v"}})";
    const QByteArray escaped =
        R"({"id":"\u0070\n","x":"\\","status":"s","model":"\"m\"","metadata":{"\u006b":"v\u001e","n":["\t"]}})";
    const auto page = readJobPage('[' + plain + ',' + escaped + ',' + plain + ',' + escaped + ']');
    QVERIFY(page.ok());
    QCOMPARE(page->jobs.rows.size(), 4u);
    for (std::size_t i = 0; i < 4; ++i) {
        const JobRow &row = page->jobs.rows[i];
        const bool isPlain = i % 2 == 0;
        QCOMPARE(text(row.id), isPlain ? u"p"_s : u"p\n"_s);
        QCOMPARE(text(row.status), u"s"_s);
        QCOMPARE(text(row.model), isPlain ? u"m"_s : u"\"m\""_s);
        QCOMPARE(row.metadata.toByteArray(),
                 isPlain ? QByteArray("k\x1dv\x1e") : QByteArray("k\x1dv \x1en\x1d[\"\\t\"]\x1e"));
        QCOMPARE(row.raw.toByteArray(), isPlain ? plain : escaped);
    }
}

void tst_ReadPage::oneJobIsNothingElse_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("words");

    QTest::newRow("no id") << QByteArray("{}") << u"no “id”"_s;
    QTest::newRow("array") << QByteArray("[{\"id\":\"a\"}]") << u"a job is an object"_s;
    QTest::newRow("page") << QByteArray("<html><title>Log in</title>") << u"“Log in”"_s;
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

// A text made of many pieces once left a copy behind in each new block.
void tst_ReadPage::textsOfManyPiecesTakeLinearMemory()
{
    const auto bytesFor = [](int pieces) {
        TextStore store(qsizetype{16} * 1024);
        (void)store.copy("before");
        for (int i = 0; i < pieces; ++i)
            store.append(QByteArrayView("a piece of sixty-four bytes, as a key and its value may well have"));
        if (store.take().size() != 65 * qsizetype{pieces})
            return qsizetype{-1};
        return store.bytes();
    };
    for (const int pieces : {1000, 4000, 10'000}) {
        const qsizetype once = bytesFor(pieces);
        const qsizetype twice = bytesFor(2 * pieces);
        QVERIFY(once >= 65 * pieces);
        QVERIFY2(double(twice) <= 2.2 * double(once),
                 qPrintable(u"%1: %2, %3"_s.arg(pieces).arg(once).arg(twice)));
        QVERIFY(twice <= 3 * 65 * 2 * pieces + 32 * 1024);
    }
}

void tst_ReadPage::longTextsOfARowAreCut_data()
{
    QTest::addColumn<QByteArray>("inner"); // of the text, as JSON has it
    QTest::addColumn<QByteArray>("unit");  // of which it consists
    QTest::newRow("letters") << QByteArray(100'000, 'n') << QByteArray("n");
    QTest::newRow("two bytes") << QByteArray("\xC3\xA9").repeated(50'000) << QByteArray("\xC3\xA9");
    QTest::newRow("escapes") << QByteArray("\\u00e9").repeated(50'000) << QByteArray("\xC3\xA9");
    QTest::newRow("pairs of escapes")
        << QByteArray("\\ud83d\\ude00").repeated(20'000) << QByteArray("\xF0\x9F\x98\x80");
    QTest::newRow("line breaks") << QByteArray("\\n").repeated(50'000) << QByteArray("\n");
}

void tst_ReadPage::longTextsOfARowAreCut()
{
    QFETCH(const QByteArray, inner);
    QFETCH(const QByteArray, unit);
    const QByteArray text = '"' + inner + '"';
    const auto page = readJobPage(R"([{"id":"a","status":)" + text + R"(,"model":)" + text +
                                  R"(,"fine_tuned_model":)" + text + R"(,"user_provided_suffix":)" + text +
                                  R"(,"training_file":)" + text + R"(,"error":{"code":)" + text +
                                  R"(,"message":)" + text + R"(},"method":{"type":)" + text + "}}]");
    QVERIFY(page.ok());
    const JobRow row = firstRow(*page);
    for (const QByteArrayView cut : {row.status, row.model, row.outputModel, row.suffix, row.trainingFile,
                                     row.errorCode, row.errorMessage, row.method}) {
        QVERIFY(cut.size() <= kMaxRowTextBytes);
        QVERIFY(cut.size() > kMaxRowTextBytes - 8);
        QVERIFY(cut.endsWith("\xE2\x80\xA6"));
        const QByteArray rest = cut.chopped(3).toByteArray();
        QCOMPARE(rest, unit.repeated(rest.size() / unit.size())); // no half a character
    }
    QVERIFY(row.raw.size() > 8 * inner.size()); // the job itself is whole
}

void tst_ReadPage::longIdsAreKeptWhole()
{
    const QByteArray id(10'000, 'i');
    const auto page = readJobPage(R"([{"id":")" + id + "\"}]");
    QVERIFY(page.ok());
    QCOMPARE(firstRow(*page).id, id);
}

void tst_ReadPage::metadataOfARowIsLimited()
{
    for (const int keys : {1000, 20'000}) {
        const auto page = readJobPage(test::jobWithMetadata(keys));
        QVERIFY(page.ok());
        const QByteArrayView metadata = firstRow(*page).metadata;
        QVERIFY(metadata.size() <= kMaxRowMetadataBytes + 1024); // separators do not count
        QVERIFY(metadata.startsWith("key0\x1d"));
        QVERIFY(metadata.endsWith("\xE2\x80\xA6\x1e\xE2\x80\xA6\x1d\xE2\x80\xA6\x1e"));
    }
    // One value of a megabyte, plain, escaped and nested.
    for (const QByteArray &value :
         {'"' + QByteArray(1'000'000, 'v') + '"', '"' + QByteArray("\\u00e9").repeated(200'000) + '"',
          '[' + QByteArray("1,").repeated(500'000) + "1]"}) {
        const auto page = readJobPage(R"([{"id":"a","metadata":{"k":)" + value + "}}]");
        QVERIFY(page.ok());
        const QByteArrayView metadata = firstRow(*page).metadata;
        QVERIFY(metadata.size() <= kMaxRowMetadataBytes + 16);
        QVERIFY(metadata.startsWith("k\x1d"));
        QVERIFY(metadata.endsWith("\xE2\x80\xA6\x1e"));
    }
}

// The most that the API allows: 16 pairs, keys of 64 and values of 512 characters.
void tst_ReadPage::metadataWithinTheLimitIsWhole()
{
    QByteArrayList pairs;
    for (int i = 0; i < 16; ++i)
        pairs.append('"' + QByteArray(64, char('a' + i)) + "\":\"" + QByteArray(512, 'v') + '"');
    const auto page = readJobPage(R"([{"id":"a","metadata":{)" + pairs.join(',') + "}}]");
    QVERIFY(page.ok());
    QCOMPARE(firstRow(*page).metadata.size(), 16 * (64 + 512 + 2));
    QVERIFY(!firstRow(*page).metadata.contains("\xE2\x80\xA6"));
}

QTEST_GUILESS_MAIN(tst_ReadPage)
#include "tst_readpage.moc"
