// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/readcsv.h"
#include "app/api/readdocument.h"
#include "app/api/readdocumenterror.h"
#include "app/api/readjson.h"
#include "app/api/readtext.h"
#include "app/archive/archive.h"
#include "app/archive/archiverecords.h"
#include "app/terminal/output.h"
#include "app/terminal/showcommand.h"
#include "tests/support/archivefile.h"
#include "tests/support/faultserver.h"
#include "tests/support/folders.h"
#include "tests/support/memory.h"
#include "tests/terminalprocess.h"

#include <QDirIterator>
#include <QFile>
#include <QRandomGenerator>
#include <QTest>

#ifdef Q_OS_UNIX
#    include <sys/stat.h>
#endif

#include <algorithm>

using namespace tuneboard;
using namespace tuneboard::test;
using namespace Qt::StringLiterals;

namespace {

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString write(const QTemporaryDir &folder, const QString &name, const QByteArray &bytes)
{
    QFile file(folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(name));
    return file.fileName();
}

// Every scalar and every empty container of the input, as it must stand in the text.
void collectLeaves(const Value &value, QStringList &leaves)
{
    if (!value.isContainer() || value.children.empty())
        leaves += value.literal();
    for (const Value &child : value.children)
        collectLeaves(child, leaves);
}

// Lines of a value are indented in the text; nothing else about it changes.
QString flat(const QString &text)
{
    return visibleText(text).simplified();
}

QByteArray job(const QByteArray &id)
{
    return jobJson(id, "succeeded", 1700000000,
                   ",\"fine_tuned_model\":\"ft:gpt-4o:acme::" + id.mid(6) + "\"");
}

} // namespace

class TstShow : public QObject
{
    Q_OBJECT

private slots:
    void everyFile_data();
    void everyFile();
    void everyShape_data();
    void everyShape();
    void textOfAServerIsHarmless();
    void labelsCannotForgeLines();
    void tables();
    void errors_data();
    void errors();
    void plainText();
    void exitsWith1ForUnknownJson_data();
    void exitsWith1ForUnknownJson();
    void exitsWith1ForALoneValue();
    void oneJobOfAList();
    void standardInput();
    void links();
    void whatCannotBeRead();
    void onlyRegularFilesAreOpened_data();
    void onlyRegularFilesAreOpened();
    void aFileThatIsTooLargeIsNotRead();
    void standardInputIsReadOnce();
    void mutatedDocumentsAreHarmless();
    void fromTheArchiveFirst();
    void fromTheServer();
    void modelsAndCheckpoints();
    void findsUnusualIdsInTheArchive();
    void severalAccounts();
    void notFound();
    void refusedKey();
    void anotherJobThanAskedFor();
    void offlineAsksNobody();

private:
    static void checkWhole(const QString &path);
};

void TstShow::everyFile_data()
{
    QTest::addColumn<QString>("path");
    for (const QString &root : {test::dataPath({}), test::samplesPath()}) {
        QDirIterator files(root, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString path = files.next();
            if (path.endsWith(u".xz"_s)) // packed, for tst_upgrade
                continue;
            QTest::newRow(qPrintable(QDir(root).relativeFilePath(path))) << path;
        }
    }
}

void TstShow::everyFile()
{
    QFETCH(QString, path);
    checkWhole(path);
}

// The kinds and shapes that the samples have, in our own words.
void TstShow::everyShape_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const auto row = [](const char *name, const QByteArray &bytes) {
        QTest::newRow(name) << bytes;
    };
    row("job with odd values",
        R"({"object":"fine_tuning.job","id":"ftjob-a","created_at":1700000000.0,"seed":9007199254740993,)"
        R"("trained_tokens":1e3,"error":{},"result_files":null,"integrations":[],"hyperparameters":{"n_epochs":-1},)"
        R"("method":{"type":"dpo","dpo":{"hyperparameters":{"beta":0.10}},"supervised":null},"metadata":{"a b":"c"},)"
        R"("later":{"deep":[[1,{"x":null}],true,""]}})");
    row("job with nested graders",
        R"({"object":"fine_tuning.job","id":"ftjob-r","method":{"type":"reinforcement","reinforcement":{"grader":{"type":"multi",)"
        R"("graders":{"one":{"type":"python","name":"p","source":"def f():\n\treturn 1\n"},"two":{"type":"multi","graders":[{"type":"label_model",)"
        R"("input":[{"role":"user","content":["a",{"type":"input_text","text":"{{item.x}}"}]}],"labels":["l1","l2"],"passing_labels":["l1"]},)"
        R"({"type":"endpoint","url":"https://g.example","headers":{"k":"**"}}],"calculate_output":"(a"},"three":{"type":"brand_new","p":7}},)"
        R"("calculate_output":"one + two"},"response_format":{"type":"json_schema"}}}})");
    row("duplicate keys",
        R"({"object":"fine_tuning.job","id":"ftjob-d","status":"first","status":"second"})");
    row("list", "{\"object\":\"list\",\"data\":[" + job("ftjob-a") + ",5,null],\"has_more\":true}");
    row("events",
        R"({"data":[{"object":"fine_tuning.job.event","id":"ftevent-1","type":"metrics","level":"odd","data":{"step":1,"scores":{"g":[0.5,1]}}},)"
        R"({"object":"fine_tuning.job.event","id":"ftevent-2","data":[],"message":"Line 1\nLine 2\ttab"},{"id":"ftevent-3","data":null}]})");
    row("checkpoints",
        R"([{"object":"fine_tuning.job.checkpoint","id":"ftckpt_1","metrics":{"step":120.0,"type":"supervised","train_loss":3.8E-06},"step_number":120}])");
    row("grader alone",
        R"({"type":"string_check","name":"n","input":"{{ sample.output_text }}","reference":"r","operation":"eq"})");
    row("files",
        R"([{"object":"file","id":"file-1","bytes":0,"filename":"a b.jsonl","purpose":"fine-tune"}])");
    row("error", R"({"error":{"message":"No  such","type":null,"param":"p","code":404},"detail":"more"})");
    row("any JSON", R"({"a":[1,2.50,-0,"",{}],"b":{"c":false}})");
    row("table", "\xEF\xBB\xBFstep,a/b c,\"q,\"\"x\"\r\n1,,-1\r\n2,0.5,\"two\nlines\"");
    row("base64 table", QByteArray("step,train_loss\n1,0.5\n2,0.25\n").toBase64());
}

void TstShow::everyShape()
{
    QFETCH(QByteArray, bytes);
    QTemporaryDir folder;
    checkWhole(write(folder, u"a file"_s, bytes));
}

// Both forms have all of it.
void TstShow::checkWhole(const QString &path)
{
    const QByteArray bytes = read(path);
    const Terminal terminal;
    const bool isEmpty = bytes.trimmed().isEmpty();
    const Document document = readDocument(bytes);
    const bool isKnown = document.kind != Document::Kind::Text && document.kind != Document::Kind::Json;
    const Ran asJson = terminal.run({u"show"_s, path, u"--format"_s, u"json"_s});
    QCOMPARE(asJson.code, isKnown ? 0 : 1);
    QCOMPARE(asJson.out, isEmpty ? QByteArray() : bytes);
    QCOMPARE(asJson.err.isEmpty(), isKnown);

    const Ran asText = terminal.run({u"show"_s, path});
    QCOMPARE(asText.code, isKnown ? 0 : 1);
    QCOMPARE(asText.err.isEmpty() || asText.err.contains("base64"), isKnown);
    if (isEmpty)
        return;
    const QString text = QString::fromUtf8(asText.out).simplified();
    QStringList leaves;
    if (const auto value = readJson(linesAsArray(readText(bytes).bytes))) {
        collectLeaves(*value, leaves);
    } else {
        const ResultText result = readResultText(bytes);
        CsvReader reader(result.text);
        std::vector<QByteArrayView> cells;
        while (reader.next(cells)) {
            for (const QByteArrayView cell : cells)
                leaves += visibleText(QString::fromUtf8(cell), Lines::Escape); // a record is one line
        }
    }
    QVERIFY(!leaves.isEmpty());
    for (const QString &leaf : leaves)
        QVERIFY2(text.contains(flat(leaf)), qPrintable(leaf));
}

void TstShow::textOfAServerIsHarmless()
{
    const QByteArray bytes =
        R"({"object":"fine_tuning.job","id":"ftjob-a","status":"\u001b[2Jgone","user_provided_suffix":"a\u202Eb",)"
        R"("metadata":{"x\u001by":"zero\u200Bwidth","r":"a\rb"},"odd":"\u0085\ud800"})";
    const QString text = documentAsText(readDocument(bytes));
    for (const QChar c : text)
        QVERIFY(c == u'\n' || (c.category() != QChar::Other_Control && c.category() != QChar::Other_Format &&
                               c.category() != QChar::Other_Surrogate));
    for (const char *shown :
         {"\\u001b[2Jgone", "a\\u202eb", "x\\u001by", "zero\\u200bwidth", "a\\rb", "\\u0085"})
        QVERIFY2(text.contains(QString::fromUtf8(shown)), shown);
    // The other form has the original.
    Terminal terminal;
    const Ran ran = terminal.run({u"show"_s, u"-"_s, u"--format"_s, u"json"_s}, bytes);
    QCOMPARE(ran.out, bytes);
    QCOMPARE(visibleText(u"a\tb\nc\r"), u"a\tb\nc\\r"_s);
    QCOMPARE(visibleText(u"a\tb\nc", Lines::Escape), u"a\\tb\\nc"_s);
}

void TstShow::labelsCannotForgeLines()
{
    const QString text = documentAsText(readDocument(R"({"a\n  Status   succeeded":1})"));
    QCOMPARE(text.count(u'\n'), 2);
    QVERIFY(text.contains("a\\n  Status"_L1));
}

void TstShow::tables()
{
    QCOMPARE(documentAsText(readDocument("step,train_loss,note\n1,2.5,a\n10,,\"b,\nc\"\n2,0.25,d,extra\n")),
             u"step  train_loss  note   column 4\n"
             "   1         2.5  a\n"
             "  10              b,\\nc\n"
             "   2        0.25  d      extra\n"_s);
    QCOMPARE(displayWidth(u"日本"), 4);
    QCOMPARE(displayWidth(u"e\u0301"), 1);
    QCOMPARE(elided(u"日本語"_s, 5), u"日本…"_s);
    QCOMPARE(elided(u"日本語"_s, 6), u"日本語"_s);
}

void TstShow::errors_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("a refused key")
        << QByteArray(R"({"error":{"message":"Incorrect API key","code":"invalid_api_key"}})")
        << u"did not accept the key: Incorrect API key. Check the key"_s;
    QTest::newRow("Azure's") << QByteArray(R"({"error":{"code":"429","message":"Slow down"}})")
                             << u"asks to slow down: Slow down."_s;
    QTest::newRow("a number")
        << QByteArray(R"({"error":{"code":502,"message":"Bad gateway.","type":"cf_bad_gateway"}})")
        << u"HTTP 502"_s;
    QTest::newRow("no number is invented")
        << QByteArray(R"({"error":{"message":"No","type":"invalid_request_error"}})")
        << u"rejected the request: No."_s;
    QTest::newRow("not there") << QByteArray(
                                      R"({"error":{"message":"No such job","code":"fine_tune_not_found"}})")
                               << u"does not know what was asked for: No such job."_s;
    QTest::newRow("a recording")
        << QByteArray(
               R"({"request":{"url":"https://llm.example/v1/x"},"response":{"status":401,"headers":{"X-Request-Id":"req_1"},)"
               R"("body":{"error":{"message":"Nope"}}}})")
        << u"llm.example did not accept the key: Nope. Check the key of this account. (request req_1)"_s;
    QTest::newRow("a recorded page")
        << QByteArray(
               R"({"response":{"status":503,"headers":[["content-type","text/html"]],"body":"<html><title>Down</title></html>"}})")
        << u"has a fault (HTTP 503): Down."_s;
    QTest::newRow("a recorded success")
        << QByteArray(R"({"response":{"status":200,"body":{"object":"list","data":[]}}})") << QString();
}

void TstShow::errors()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, sentence);
    const Document document = readDocument(body);
    const QString said = errorSentence(document);
    QVERIFY2(sentence.isEmpty() ? said.isEmpty() : said.contains(sentence), qPrintable(said));
    const QString text = documentAsText(document);
    QVERIFY(said.isEmpty() || text.startsWith(said + u'\n'));
    QStringList leaves;
    collectLeaves(document.value, leaves);
    for (const QString &leaf : leaves)
        QVERIFY(text.contains(leaf));
}

void TstShow::plainText()
{
    Terminal terminal;
    Ran ran = terminal.run({u"show"_s, u"-"_s}, "just words");
    QCOMPARE(ran.code, 1);
    QCOMPARE(ran.out, QByteArray("just words\n"));
    QVERIFY2(ran.err.contains("not a JSON object, a JSON list or a result table"), ran.err.constData());
    ran = terminal.run({u"show"_s, u"-"_s}, "{\"id\":\"ftjob-a\",");
    QCOMPARE(ran.code, 1);
    QCOMPARE(ran.out, QByteArray("{\"id\":\"ftjob-a\",\n"));
    QVERIFY2(ran.err.contains("cannot be read as JSON") && ran.err.contains("cut off"), ran.err.constData());
    for (const QByteArray &blank : {QByteArray(), QByteArray(" \n"), QByteArray("\xEF\xBB\xBF")}) {
        ran = terminal.run({u"show"_s, u"-"_s}, blank);
        QCOMPARE(ran.code, 1);
        QCOMPARE(ran.out, QByteArray());
        QVERIFY2(ran.err.contains("Standard input is empty"), ran.err.constData());
    }
}

void TstShow::exitsWith1ForUnknownJson_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("isKnown");
    const auto row = [](const char *name, const QByteArray &bytes, bool isKnown) {
        QTest::newRow(name) << bytes << isKnown;
    };
    row("an empty object", "{}", false);
    row("an object of something else", R"({"a":[1,2.50],"b":{"c":false}})", false);
    row("numbers", "[1,2,3]", false);
    row("models", R"({"object":"list","data":[{"id":"gpt-4o","object":"model","owned_by":"system"}]})",
        false);
    row("an empty list of a server", R"({"object":"list","data":[],"has_more":false})", true);
    row("an empty array", "[]", true);
    row("a job", R"({"object":"fine_tuning.job","id":"ftjob-a"})", true);
    row("an error", R"({"error":{"message":"No such job","code":404}})", true);
}

void TstShow::exitsWith1ForUnknownJson()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, isKnown);
    Terminal terminal;
    for (const QString &format : {u"text"_s, u"json"_s}) {
        const Ran ran = terminal.run({u"show"_s, u"-"_s, u"--format"_s, format}, bytes);
        QCOMPARE(ran.code, isKnown ? 0 : 1);
        QVERIFY(!ran.out.isEmpty());
        QCOMPARE(ran.err.contains("This is JSON, but of no kind"), !isKnown);
    }
}

void TstShow::exitsWith1ForALoneValue()
{
    Terminal terminal;
    for (const QByteArray bytes : {"5", R"("ftjob-a")", "null"}) {
        const Ran ran = terminal.run({u"show"_s, u"-"_s}, bytes);
        QCOMPARE(ran.code, 1);
        QCOMPARE(ran.out.trimmed(), bytes);
        QVERIFY2(ran.err.contains("not a JSON object, a JSON list or a result table"), ran.err.constData());
    }
}

void TstShow::oneJobOfAList()
{
    Terminal terminal;
    const QByteArray second = "{ \"id\" :\"ftjob-b\",\"status\":\"failed\", \"x\":1.50 }";
    const QString path = write(terminal.home, u"jobs.json"_s,
                               "{\"object\":\"list\",\"data\":[" + job("ftjob-a") + ",\n " + second + " ]}");
    Ran ran = terminal.run({u"show"_s, path, u"--id"_s, u"ftjob-b"_s, u"--format"_s, u"json"_s});
    QCOMPARE(ran.code, 0);
    QCOMPARE(ran.out, second);
    ran = terminal.run({u"show"_s, path, u"--id"_s, u"ftjob-b"_s});
    QCOMPARE(ran.code, 0);
    QVERIFY(ran.out.startsWith("ftjob-b") && ran.out.contains("1.50") && !ran.out.contains("ftjob-a"));
    ran = terminal.run({u"show"_s, path, u"--id"_s, u"ftjob-c"_s, u"--format"_s, u"json"_s});
    QCOMPARE(ran.code, 1);
    QCOMPARE(ran.out, QByteArray());
    QVERIFY(ran.err.contains("ftjob-c"));
    QCOMPARE(terminal.run({u"show"_s, u"-"_s, u"--id"_s, u"ftjob-c"_s}, "{}").code, 1);
    QCOMPARE(terminal.run({u"show"_s, u"ftjob-a"_s, u"--id"_s, u"ftjob-c"_s}).code, 2);
}

void TstShow::standardInput()
{
    Terminal terminal;
    const QByteArray bytes = "\xEF\xBB\xBF\r\n" + job("ftjob-a") + "\r\n";
    const Ran ran = terminal.run({u"show"_s, u"-"_s, u"--format"_s, u"json"_s}, bytes);
    QCOMPARE(ran.code, 0);
    QCOMPARE(ran.out, bytes);
}

void TstShow::links()
{
    Terminal terminal; // no account at all
    const auto link = [&terminal](const QStringList &arguments, const QByteArray &input = {}) {
        const Ran ran = terminal.run(QStringList{u"show"_s, u"--link"_s} + arguments, input);
        return ran.code == 0 ? QString::fromUtf8(ran.out) : QString::number(ran.code);
    };
    QCOMPARE(link({u"ftjob-a"_s}), u"tuneboard://job/ftjob-a\n"_s);
    QCOMPARE(link({u"https://platform.openai.com/finetune/ftjob-a"_s}), u"tuneboard://job/ftjob-a\n"_s);
    QCOMPARE(link({u"ft:gpt-4o:acme::Xyz"_s}), u"tuneboard://model/ft:gpt-4o:acme::Xyz\n"_s);
    QCOMPARE(link({u"tuneboard://job/ftjob-a?step=3&tab=charts"_s}),
             u"tuneboard://job/ftjob-a?tab=charts&step=3\n"_s);
    QCOMPARE(link({u"-"_s}, job("ftjob-a")), u"tuneboard://job/ftjob-a\n"_s);
    QCOMPARE(link({u"-"_s, u"--id"_s, u"ftjob-b"_s}, "[" + job("ftjob-a") + "," + job("ftjob-b") + "]"),
             u"tuneboard://job/ftjob-b\n"_s);
    QCOMPARE(link({u"-"_s}, R"({"object":"fine_tuning.job.checkpoint","id":"ftckpt_a"})"),
             u"tuneboard://checkpoint/ftckpt_a\n"_s);
    QCOMPARE(link({u"-"_s}, "[" + job("ftjob-a") + "]"), u"1"_s);
    QCOMPARE(link({u"-"_s}, R"({"object":"fine_tuning.job","id":"../x"})"), u"1"_s);
    QCOMPARE(link({u"file-abc"_s}), u"1"_s);
}

void TstShow::whatCannotBeRead()
{
    Terminal terminal;
    Ran ran = terminal.run({u"show"_s, u"/nowhere/at/all.json"_s});
    QCOMPARE(ran.code, 1);
    QVERIFY(ran.err.contains("/nowhere/at/all.json") && ran.err.count('\n') == 1);
    QCOMPARE(ran.out, QByteArray());
    ran = terminal.run({u"show"_s, terminal.home.path()});
    QCOMPARE(ran.code, 1);
    QCOMPARE(ran.err.count('\n'), 1);
}

void TstShow::onlyRegularFilesAreOpened_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("pipe without a writer") << u"fifo.json"_s << QByteArray("a pipe");
    QTest::newRow("folder") << u"folder.json"_s << QByteArray("a folder");
    QTest::newRow("endless device") << u"/dev/zero"_s << QByteArray("a device");
    QTest::newRow("terminal") << u"/dev/tty"_s << QByteArray("a device");
}

// The pipe would be waited for until the test is ended.
void TstShow::onlyRegularFilesAreOpened()
{
#ifdef Q_OS_UNIX
    QFETCH(QString, path);
    QFETCH(QByteArray, says);
    const Terminal terminal;
    if (path == "fifo.json"_L1)
        QCOMPARE(mkfifo(QFile::encodeName(terminal.home.filePath(path)).constData(), 0600), 0);
    else if (path == "folder.json"_L1)
        QVERIFY(QDir(terminal.home.path()).mkdir(path));
    const QString place = path.startsWith(u'/') ? path : terminal.home.filePath(path);
    for (const QStringList &more : {QStringList(), QStringList{u"--format"_s, u"json"_s}}) {
        const Ran ran = terminal.run(QStringList{u"show"_s, place} + more);
        QCOMPARE(ran.code, 1);
        QCOMPARE(ran.out, QByteArray());
        QVERIFY2(ran.err.contains(says) && ran.err.count('\n') == 1, ran.err.constData());
    }
    // Everything else that a path can be given for.
    for (const QStringList &arguments :
         {QStringList{u"list"_s, u"--offline"_s, u"--base-url"_s, u"https://a.example/v1"_s, u"--archive"_s,
                      place},
          QStringList{u"show"_s, u"ftjob-a"_s, u"--offline"_s, u"--archive"_s, place},
          QStringList{u"export"_s, u"--all"_s, u"--archive"_s, place, terminal.home.filePath(u"out"_s)}}) {
        const Ran ran = terminal.run(arguments);
        QVERIFY2(ran.code == 1, qPrintable(arguments.join(u' ') + QString::fromUtf8(ran.err)));
    }
#else
    QSKIP("pipes and devices have other names there");
#endif
}

void TstShow::aFileThatIsTooLargeIsNotRead()
{
    const Terminal terminal;
    QFile file(terminal.home.filePath(u"large.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.resize(qint64{5} * 1024 * 1024 * 1024)); // sparse
    file.close();
    const Ran ran = terminal.run({u"show"_s, file.fileName(), u"--format"_s, u"json"_s});
    QCOMPARE(ran.code, 1);
    QVERIFY2(ran.err.contains("larger than 256 MB"), ran.err.constData());
    QVERIFY2(!kMemoryIsMeasured || ran.peakKb < kSpareKb, qPrintable(QString::number(ran.peakKb)));
}

// 256 MB are read from a pipe or a device before it is refused, and are in memory once.
void TstShow::standardInputIsReadOnce()
{
    if (!kMemoryIsMeasured || !QFile::exists(u"/dev/zero"_s))
        QSKIP("no figures here");
    Terminal terminal;
    terminal.inputFile = u"/dev/zero"_s;
    const Ran ran = terminal.run({u"show"_s, u"-"_s, u"--format"_s, u"json"_s});
    QCOMPARE(ran.code, 1);
    QVERIFY2(ran.err.contains("larger than 256 MB"), ran.err.constData());
    QVERIFY2(ran.peakKb < 256 * 1024 + kSpareKb, qPrintable(QString::number(ran.peakKb)));
}

// Bytes that are changed, cut out, doubled and moved, always the same ones.
void TstShow::mutatedDocumentsAreHarmless()
{
    std::vector<QByteArray> seeds;
    QDirIterator files(test::dataPath({}), {u"*.json"_s, u"*.csv"_s}, QDir::Files,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        if (QByteArray bytes = read(files.next()); !bytes.isEmpty() && bytes.size() < 6000)
            seeds.push_back(std::move(bytes));
    }
    std::sort(seeds.begin(), seeds.end()); // folders have no order
    QVERIFY(seeds.size() > 10);
    QRandomGenerator random(20'261'130);
    const auto below = [&random](qsizetype size) {
        return qsizetype(random.bounded(qint64(size)));
    };
    for (int i = 0; i < 600; ++i) {
        QByteArray bytes = seeds[std::size_t(below(qsizetype(seeds.size())))];
        for (qsizetype changes = 1 + below(4); changes > 0 && !bytes.isEmpty(); --changes) {
            const qsizetype at = below(bytes.size());
            const qsizetype count = 1 + below(std::min<qsizetype>(200, bytes.size() - at));
            const QByteArray part = bytes.mid(at, count);
            switch (below(5)) {
            case 0:
                bytes[at] = char(below(256));
                break;
            case 1:
                bytes.remove(at, count);
                break;
            case 2:
                bytes.insert(at, part + part);
                break;
            case 3:
                bytes.insert(below(bytes.size()), part);
                break;
            default:
                bytes.truncate(at);
            }
        }
        for (const QChar c : documentAsText(readDocument(bytes)))
            QVERIFY2(c == u'\n' || c == u'\t' || c.category() != QChar::Other_Control,
                     bytes.toBase64().constData());
    }
}

void TstShow::fromTheArchiveFirst()
{
    Terminal terminal;
    FaultServer server;
    const QString path = terminal.home.filePath(u"a.sqlite"_s);
    {
        auto archive = need(Archive::open({path}));
        AccountRecord record;
        record.baseUrl = server.url(u"/v1"_s).toString();
        record.name = u"Kept"_s;
        const qint64 number = need(archive->ensureAccount(record)).number;
        QCOMPARE(need(archive->write(number, rowsOf({job("ftjob-kept")}), 1700000000000)), 1);
    }
    const QStringList common{u"--base-url"_s, server.url(u"/v1"_s).toString(), u"--archive"_s, path};
    Ran ran = terminal.run(QStringList{u"show"_s, u"ftjob-kept"_s, u"--format"_s, u"json"_s} + common);
    QCOMPARE(ran.code, 0);
    QCOMPARE(ran.out, job("ftjob-kept"));
    QVERIFY2(ran.err.contains("2023-11-14 22:13") && ran.err.contains("Kept"), ran.err.constData());
    // Without any account the archive is enough.
    ran = terminal.run({u"show"_s, u"tuneboard://job/ftjob-kept?tab=charts"_s, u"--archive"_s, path});
    QCOMPARE(ran.code, 0);
    QVERIFY(ran.out.contains("ftjob-kept"));
    QCOMPARE(server.requests().size(), 0);
}

void TstShow::fromTheServer()
{
    Terminal terminal;
    terminal.environment.insert(u"OPENAI_API_KEY"_s, u"sk-shown-nowhere"_s);
    FaultServer server;
    server.add(FaultAnswer::json(500, "{}"));
    server.add(FaultAnswer::json(200, job("ftjob-new")));
    const QString path = terminal.home.filePath(u"a.sqlite"_s);
    const QStringList arguments{u"show"_s,       u"ftjob-new"_s,
                                u"--format"_s,   u"json"_s,
                                u"--base-url"_s, server.url(u"/v1"_s).toString(),
                                u"--archive"_s,  path};
    Ran ran = terminal.run(arguments);
    QCOMPARE(ran.code, 0);
    QCOMPARE(ran.out, job("ftjob-new"));
    QCOMPARE(ran.err, QByteArray());
    QCOMPARE(server.requests().size(), 2);
    QCOMPARE(server.requests().at(0).target, QByteArray("/v1/fine_tuning/jobs/ftjob-new"));
    QCOMPARE(server.requests().at(0).header("authorization"), QByteArray("Bearer sk-shown-nowhere"));
    // It was kept.
    ran = terminal.run(arguments + QStringList{u"--offline"_s});
    QCOMPARE(ran.code, 0);
    QCOMPARE(ran.out, job("ftjob-new"));
    QCOMPARE(server.requests().size(), 2);
    // A file object is asked for by its own path.
    server.add(FaultAnswer::json(200, R"({"object":"file","id":"file-abc","bytes":12})"));
    ran = terminal.run({u"show"_s, u"file-abc"_s, u"--base-url"_s, server.url(u"/v1"_s).toString()});
    QCOMPARE(ran.code, 0);
    QVERIFY(ran.out.contains("file-abc"));
    QCOMPARE(server.requests().at(2).target, QByteArray("/v1/files/file-abc"));
}

void TstShow::modelsAndCheckpoints()
{
    Terminal terminal;
    const QString path = terminal.home.filePath(u"a.sqlite"_s);
    {
        auto archive = need(Archive::open({path}));
        const qint64 number = need(archive->ensureAccount({})).number;
        QCOMPARE(need(archive->write(number, rowsOf({job("ftjob-one"), job("ftjob-two")}), 1700000000000)),
                 2);
        const std::vector<RawObject> saved{{u"ftckpt_40"_s, R"({"id":"ftckpt_40"})"}};
        QVERIFY(need(archive->records().addCheckpoints({number, u"ftjob-two"_s}, 0, saved, true)));
    }
    for (const QString &text :
         {u"ftckpt_40"_s, u"tuneboard://checkpoint/ftckpt_40"_s, u"ft:gpt-4o:acme::two"_s,
          u"ft:gpt-4o:acme::two:ckpt-step-40"_s, u"tuneboard://model/ft:gpt-4o:acme::two"_s}) {
        const Ran ran = terminal.run({u"show"_s, text, u"--format"_s, u"json"_s, u"--archive"_s, path});
        QCOMPARE(ran.code, 0);
        QCOMPARE(ran.out, job("ftjob-two"));
    }
    const Ran ran = terminal.run({u"show"_s, u"ft:gpt-4o:acme::none"_s, u"--archive"_s, path});
    QCOMPARE(ran.code, 1);
    QVERIFY(ran.err.contains("ft:gpt-4o:acme::none") && ran.err.contains(path.toUtf8()));
}

// Whatever a job in the archive is called, it is found. No server is asked for a word that looks like no id.
void TstShow::findsUnusualIdsInTheArchive()
{
    Terminal terminal;
    const QString path = terminal.home.filePath(u"a.sqlite"_s);
    const QStringList ids{u"a b"_s, u"x?y#z"_s, u"a&b;c,d"_s, u"'\""_s, u"hello"_s};
    {
        auto archive = need(Archive::open({path}));
        const qint64 number = need(archive->ensureAccount({})).number;
        for (const QString &id : ids) {
            QString written = id;
            written.replace(u'"', u"\\\""_s);
            QCOMPARE(need(archive->write(number, rowsOf({job(written.toUtf8())}), 1700000000000)), 1);
        }
    }
    for (const QString &id : ids) {
        const Ran ran = terminal.run({u"show"_s, id, u"--format"_s, u"json"_s, u"--archive"_s, path});
        QCOMPARE(ran.code, 0);
        QVERIFY2(!ran.out.isEmpty(), qPrintable(id));
    }
    for (const QString &command : {u"show"_s, u"watch"_s}) {
        const Ran ran = terminal.run(
            {command, u"nothing"_s, u"--base-url"_s, u"http://127.0.0.1:9/v1"_s, u"--archive"_s, path});
        QCOMPARE(ran.code, 2);
        QVERIFY2(ran.err.contains("“nothing” is not in the archive"), ran.err.constData());
    }
}

void TstShow::severalAccounts()
{
    Terminal terminal;
    const QString path = terminal.home.filePath(u"a.sqlite"_s);
    const QString one = u"https://one.example/v1"_s;
    const QString two = u"https://two.example/v1"_s;
    {
        auto archive = need(Archive::open({path}));
        for (const QString &url : {one, two}) {
            AccountRecord record;
            record.baseUrl = url;
            record.name = url == one ? u"One"_s : u"Two"_s;
            const qint64 number = need(archive->ensureAccount(record)).number;
            const QByteArray status = url == one ? "failed" : "succeeded";
            QCOMPARE(need(archive->write(number, rowsOf({jobJson("ftjob-both", status)}), 1700000000000)), 1);
        }
    }
    const auto show = [&](const QStringList &more) {
        return terminal.run(QStringList{u"show"_s, u"--offline"_s, u"--archive"_s, path} + more);
    };
    Ran ran = show({u"ftjob-both"_s});
    QCOMPARE(ran.code, 2);
    QVERIFY(ran.err.contains("One, Two"));
    QVERIFY(show({u"ftjob-both"_s, u"--base-url"_s, two}).out.contains("succeeded"));
    QVERIFY(show({u"tuneboard://job/ftjob-both?account=One"_s}).out.contains("failed"));
    ran = show({u"tuneboard://job/ftjob-both?account=Nobody"_s, u"--base-url"_s, one});
    QCOMPARE(ran.code, 0);
    QVERIFY2(ran.err.contains("not known here"), ran.err.constData());
    QCOMPARE(show({u"tuneboard://job/ftjob-both?account=Nobody"_s}).code, 2);
    QCOMPARE(show({u"ftjob-both"_s, u"--base-url"_s, u"https://three.example/v1"_s}).code, 1);
}

void TstShow::notFound()
{
    Terminal terminal;
    FaultServer server;
    server.always(
        FaultAnswer::json(
            404, R"({"error":{"message":"Could not find fine tune: ftjob-x","code":"fine_tune_not_found"}})")
            .header("x-request-id", "req_404"));
    const QString path = terminal.home.filePath(u"a.sqlite"_s);
    const Ran ran = terminal.run({u"show"_s, u"ftjob-x"_s, u"--format"_s, u"json"_s, u"--archive"_s, path,
                                  u"--base-url"_s, server.url(u"/v1"_s).toString()});
    QCOMPARE(ran.code, 1);
    QCOMPARE(ran.out, QByteArray());
    QCOMPARE(ran.err.count('\n'), 1);
    for (const QByteArray &part : {QByteArray("Could not find fine tune: ftjob-x"), QByteArray("req_404"),
                                   path.toUtf8(), QByteArray("127.0.0.1")})
        QVERIFY2(ran.err.contains(part), ran.err.constData());
    QCOMPARE(server.requests().size(), 1);
}

void TstShow::refusedKey()
{
    Terminal terminal;
    terminal.environment.insert(u"OPENAI_API_KEY"_s, u"sk-shown-nowhere"_s);
    FaultServer server;
    server.always(
        FaultAnswer::json(401, R"({"error":{"message":"Incorrect API key provided: sk-shown-nowhere"}})")
            .header("x-request-id", "req_401"));
    const Ran ran = terminal.run({u"show"_s, u"ftjob-x"_s, u"--base-url"_s, server.url(u"/v1"_s).toString()});
    QCOMPARE(ran.code, 1);
    QVERIFY(ran.err.contains("req_401") && !ran.err.contains("sk-shown-nowhere"));
}

void TstShow::anotherJobThanAskedFor()
{
    Terminal terminal;
    FaultServer server;
    const QStringList arguments{u"show"_s, u"ftjob-x"_s,    u"--format"_s,
                                u"json"_s, u"--base-url"_s, server.url(u"/v1"_s).toString()};
    for (const FaultAnswer &answer :
         {FaultAnswer::json(200, job("ftjob-y")), FaultAnswer::json(200, "[]"),
          FaultAnswer::text(200, "text/html", "<html><title>Log in</title></html>")}) {
        server.add(answer);
        const Ran ran = terminal.run(arguments);
        QCOMPARE(ran.code, 1);
        QCOMPARE(ran.out, QByteArray());
        QCOMPARE(ran.err.count('\n'), 1);
    }
}

void TstShow::offlineAsksNobody()
{
    Terminal terminal;
    FaultServer server;
    const Ran ran = terminal.run(
        {u"show"_s, u"ftjob-x"_s, u"--offline"_s, u"--base-url"_s, server.url(u"/v1"_s).toString()});
    QCOMPARE(ran.code, 1);
    QCOMPARE(server.connections(), 0);
    QVERIFY(ran.err.contains("--offline"));
}

QTEST_GUILESS_MAIN(TstShow)
#include "tst_show.moc"
