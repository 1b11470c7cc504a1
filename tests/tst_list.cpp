// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/terminal/listcommand.h"

#include "app/api/readcsv.h"
#include "app/api/readdocument.h"
#include "app/api/readjson.h"
#include "app/demo/demoserver.h"
#include "app/models/csvtext.h"
#include "app/models/jobsexport.h"
#include "app/models/jobsmodel.h"
#include "app/terminal/output.h"
#include "tests/support/archivefile.h"
#include "tests/support/faultserver.h"
#include "tests/terminalprocess.h"

#include <QTest>

using namespace tuneboard;
using namespace tuneboard::test;
using namespace Qt::StringLiterals;

namespace {

using Table = QList<QByteArrayList>;

Table readCsv(const QByteArray &text)
{
    Table table;
    CsvReader reader(text);
    std::vector<QByteArrayView> cells;
    while (reader.next(cells)) {
        QByteArrayList row;
        for (const QByteArrayView cell : cells)
            row += cell.toByteArray();
        table += row;
    }
    return table;
}

QByteArrayList column(const Table &table, const QByteArray &name)
{
    QByteArrayList cells;
    const qsizetype at = table.isEmpty() ? -1 : table.first().indexOf(name);
    for (qsizetype i = 1; at >= 0 && i < table.size(); ++i)
        cells += table.at(i).value(at);
    return cells;
}

QStringList idsOf(const QByteArray &json)
{
    QStringList ids;
    const auto value = readJson(json);
    const Value *data = value ? listElements(*value) : nullptr;
    for (const Value &job : data ? data->children : std::vector<Value>{})
        ids += job.string(u"id");
    return ids;
}

QByteArray page(const QByteArrayList &jobs, bool more)
{
    return "{\"object\":\"list\",\"data\":[" + jobs.join(',') +
           "],\"has_more\":" + (more ? "true" : "false") + "}";
}

QByteArray job(const QByteArray &id, qint64 createdAt, const QByteArray &more = {})
{
    return jobJson(id, "succeeded", createdAt, more);
}

} // namespace

class TstList : public QObject
{
    Q_OBJECT

private slots:
    void allPagesOfTheDemo();
    void filters();
    void jsonIsAsReceived();
    void csvReadsBackEqual();
    void formulasAreHarmless_data();
    void formulasAreHarmless();
    void textFitsItsWidth();
    void textOfAServerIsHarmless();
    void onlyThisAccount();
    void failures_data();
    void failures();
    void aRefusedKeyInTheMiddle();
    void unreachableWithAnArchive();
    void oddObjectsAreCounted();
    void sumsOfLargeNumbersStayPositive();
    void offlineAsksNobody();
};

void TstList::allPagesOfTheDemo()
{
    DemoServer server({});
    QVERIFY(server.listen());
    Terminal terminal;
    terminal.environment.insert(u"OPENAI_API_KEY"_s, QString::fromUtf8(server.key()));
    const QStringList common{u"list"_s, u"--base-url"_s, server.baseUrl().toString()};
    Ran ran = terminal.run(common);
    QCOMPARE(ran.code, 0);
    QCOMPARE(ran.out.count('\n'), 241);
    QVERIFY2(ran.err.startsWith("240 ") && ran.err.count('\n') == 1, ran.err.constData());
    QCOMPARE(server.requestCount(), quint64(3)); // pages of 100
    ran = terminal.run(common + QStringList{u"--format"_s, u"json"_s});
    QStringList wanted;
    for (int i = 0; i < server.scenario().jobCount(); ++i)
        wanted += QString::fromUtf8(server.scenario().jobId(i));
    QStringList ids = idsOf(ran.out);
    QCOMPARE(ids.size(), 240);
    ids.sort();
    wanted.sort();
    QCOMPARE(ids, wanted);
}

void TstList::filters()
{
    DemoServer server({});
    QVERIFY(server.listen());
    Terminal terminal;
    terminal.environment.insert(u"OPENAI_API_KEY"_s, QString::fromUtf8(server.key()));
    const auto list = [&](const QStringList &more) {
        const Ran ran = terminal.run(
            QStringList{u"list"_s, u"--format"_s, u"csv"_s, u"--base-url"_s, server.baseUrl().toString()} +
            more);
        return readCsv(ran.out);
    };
    const Table all = list({});
    const auto count = [&all](auto &&fits) {
        qsizetype n = 0;
        for (qsizetype i = 1; i < all.size(); ++i) {
            const auto cell = [&](const QByteArray &name) {
                return all.at(i).value(all.first().indexOf(name));
            };
            n += fits(cell) ? 1 : 0;
        }
        return n;
    };
    const Table failed = list({u"--status"_s, u"failed"_s});
    QVERIFY(failed.size() > 1);
    QCOMPARE(failed.size() - 1, count([](auto cell) { return cell("status") == "failed"; }));
    QCOMPARE(list({u"--status"_s, u"failed,cancelled"_s}).size() - 1,
             count([](auto cell) { return cell("status") == "failed" || cell("status") == "cancelled"; }));
    const Table words = list({u"--filter"_s, u"-status:failed method:dpo"_s});
    QVERIFY(words.size() > 1);
    QCOMPARE(words.size() - 1,
             count([](auto cell) { return cell("status") != "failed" && cell("method") == "dpo"; }));
    QCOMPARE(list({u"--status"_s, u"succeeded"_s, u"--filter"_s, u"tokens:>1M"_s}).size() - 1,
             count([](auto cell) {
                 return cell("status") == "succeeded" && cell("trained_tokens").toLongLong() > 1'000'000;
             }));
    // Nothing fits: that is an answer, not a failure.
    const Ran none = terminal.run(
        {u"list"_s, u"--base-url"_s, server.baseUrl().toString(), u"--filter"_s, u"nosuchwordatall"_s});
    QCOMPARE(none.code, 0);
    QCOMPARE(none.out, QByteArray());
    QVERIFY(none.err.startsWith("0 of 240"));
}

void TstList::jsonIsAsReceived()
{
    const QByteArray odd =
        "{ \"b\" :1.0,\"id\":\"ftjob-odd\", \"b\":2, \"created_at\":200,\"t\":\"\\u00fc\\/\" }";
    FaultServer server;
    server.always(FaultAnswer::json(200, page({odd, job("ftjob-old", 100)}, false)));
    const Terminal terminal;
    const Ran ran =
        terminal.run({u"list"_s, u"--format"_s, u"json"_s, u"--base-url"_s, server.url(u"/v1"_s).toString()});
    QCOMPARE(ran.code, 0);
    QCOMPARE(idsOf(ran.out), QStringList({u"ftjob-odd"_s, u"ftjob-old"_s}));
    QVERIFY(ran.out.contains(odd) && ran.out.contains(job("ftjob-old", 100)));
    // What it prints, it can read.
    QCOMPARE(
        terminal.run({u"show"_s, u"-"_s, u"--id"_s, u"ftjob-odd"_s, u"--format"_s, u"json"_s}, ran.out).out,
        odd);
    server.always(FaultAnswer::json(200, page({}, false)));
    QCOMPARE(idsOf(terminal
                       .run({u"list"_s, u"--format"_s, u"json"_s, u"--base-url"_s,
                             server.url(u"/v1"_s).toString()})
                       .out),
             QStringList());
}

void TstList::csvReadsBackEqual()
{
    JobsModel model;
    model.setAccountName(1, u"A, \"B\""_s);
    const QByteArray more =
        R"(,"finished_at":1700003600,"trained_tokens":3000000000,"seed":-5,"training_file":"a,b","user_provided_suffix":"line\nbreak \"q\"",)"
        R"("fine_tuned_model":" blanks ","hyperparameters":{"n_epochs":3,"batch_size":"auto","learning_rate_multiplier":0.1},)"
        R"("metadata":{"k":"v,w","ü":"日本"})";
    JobRows rows = rowsOf({job("ftjob-a", 1700000000, more), R"({"id":"ftjob-empty"})"});
    for (JobRow &row : rows.rows)
        row.account = 1;
    model.upsert(rows);
    const QByteArray text = jobsAsCsv(model);
    const Table table = readCsv(text);
    QCOMPARE(table.size(), 3);
    for (const QByteArrayList &row : table)
        QCOMPARE(row.size(), qsizetype(kJobColumnCount) + 1); // and raw_status
    for (int i = 0; i < kJobColumnCount; ++i)
        QCOMPARE(table.at(0).at(i), JobsModel::columnKey(JobColumn(i)).toUtf8());
    QCOMPARE(text.count("\r\n"), 3);
    const auto cell = [&table](const char *name) {
        return column(table, name).at(0);
    };
    QCOMPARE(cell("name"), QByteArray("line\nbreak \"q\""));
    QCOMPARE(cell("training_file"), QByteArray("a,b"));
    QCOMPARE(cell("output_model"), QByteArray(" blanks "));
    QCOMPARE(cell("trained_tokens"), QByteArray("3000000000"));
    QCOMPARE(cell("seed"), QByteArray("-5")); // a number, not a formula
    QCOMPARE(cell("n_epochs"), QByteArray("3"));
    QCOMPARE(cell("batch_size"), QByteArray("auto"));
    QCOMPARE(cell("learning_rate_multiplier"), QByteArray("0.1"));
    QCOMPARE(cell("created_at"), QByteArray("2023-11-14T22:13:20Z"));
    QCOMPARE(cell("finished_at"), QByteArray("2023-11-14T23:13:20Z"));
    QCOMPARE(cell("progress"), QByteArray("3600"));
    QCOMPARE(cell("metadata"), "k: v,w, ü: 日本"_ba);
    QCOMPARE(cell("account"), QByteArray("A, \"B\""));
    QCOMPARE(cell("status"), QByteArray("succeeded"));
    QCOMPARE(column(table, "created_at").at(1), QByteArray());
}

void TstList::formulasAreHarmless_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("cell");
    const auto row = [](const char *text, const char *cell) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(cell);
    };
    row("=1+1", "'=1+1");
    row("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"");
    row("+1", "'+1");
    row("-1", "'-1");
    row("@SUM(A1)", "'@SUM(A1)");
    row("\t=1", "'\t=1");
    row("\r=1", "\"'\r=1\"");
    row("\n=1", "\"'\n=1\"");
    row("＝1", "'＝1");
    row("＋1", "'＋1");
    row("－1", "'－1");
    row("＠x", "'＠x");
    row("a=1", "a=1");
    row("", "");
    row("a\"b", "\"a\"\"b\"");
}

void TstList::formulasAreHarmless()
{
    QFETCH(QString, text);
    QFETCH(QString, cell);
    QCOMPARE(QString::fromUtf8(csvText(text)), cell);
    // And in a whole list, wherever a server's text stands.
    if (text.isEmpty())
        return;
    JobsModel model;
    Value value;
    value.kind = Value::Kind::String;
    value.text = text;
    const QByteArray quoted = toJson(value).toUtf8();
    model.upsert(
        rowsOf({R"({"id":"ftjob-a","status":)" + quoted + R"(,"model":)" + quoted + R"(,"training_file":)" +
                quoted + R"(,"fine_tuned_model":)" + quoted + R"(,"user_provided_suffix":)" + quoted + "}"}));
    const Table table = readCsv(jobsAsCsv(model));
    for (const char *name : {"status", "name", "base_model", "training_file", "output_model"}) {
        const QByteArray shown = column(table, name).at(0);
        QVERIFY(shown.isEmpty() || !u"=+-@\t\r\n＝＋－＠"_s.contains(QString::fromUtf8(shown).front()));
    }
}

void TstList::textFitsItsWidth()
{
    JobsModel model;
    JobRows rows = rowsOf(
        {job("ftjob-AF1WoRqd3aJAHsqc9NY7iL8F", 1700000000,
             R"(,"trained_tokens":3000000000,"user_provided_suffix":"a rather long name that nobody needs to see whole")"),
         job("ftjob-b", 1700000001,
             R"(,"user_provided_suffix":"日本語の長い名前日本語の長い名前日本語の長い名前")"),
         job("ftjob-c", 1700000002)});
    model.upsert(rows);
    const QString whole = QString::fromUtf8(jobsAsText(model, 0, 1700000000));
    QVERIFY(whole.contains("a rather long name that nobody needs to see whole"_L1) &&
            whole.contains("gpt-4o-mini"_L1));
    for (int width = 60; width < 200; ++width) {
        const QStringList lines =
            QString::fromUtf8(jobsAsText(model, width, 1700000000)).split(u'\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 4);
        for (const QString &line : lines) {
            QVERIFY2(displayWidth(line) <= width, qPrintable(line));
            QVERIFY(!line.endsWith(u' '));
        }
        // The id is what the next command needs: never cut, always last.
        QVERIFY(lines.at(3).endsWith("ftjob-AF1WoRqd3aJAHsqc9NY7iL8F"_L1));
    }
    // Newest first.
    QVERIFY(whole.indexOf("ftjob-c"_L1) < whole.indexOf("ftjob-b"_L1));
}

void TstList::textOfAServerIsHarmless()
{
    JobsModel model;
    model.upsert(rowsOf(
        {R"({"id":"ftjob-a","status":"x\u001b[2J\ny","model":"m\u202e","user_provided_suffix":"two\nlines\u200b","method":{"type":"\u0007"}})"}));
    const QString text = QString::fromUtf8(jobsAsText(model, 0, 1700000000));
    QCOMPARE(text.count(u'\n'), 2);
    for (const QChar c : text)
        QVERIFY(c == u'\n' || (c.category() != QChar::Other_Control && c.category() != QChar::Other_Format));
}

void TstList::onlyThisAccount()
{
    const Terminal terminal;
    const QString path = terminal.home.filePath(u"a.sqlite"_s);
    {
        auto archive = need(Archive::open({path}));
        AccountRecord other;
        other.baseUrl = u"https://other.example/v1"_s;
        const qint64 number = need(archive->ensureAccount(other)).number;
        QCOMPARE(need(archive->write(number, rowsOf({job("ftjob-other", 300)}), 1700000000000)), 1);
    }
    FaultServer server;
    server.always(FaultAnswer::json(200, page({job("ftjob-mine", 200)}, false)));
    const QStringList common{u"list"_s, u"--format"_s, u"json"_s, u"--archive"_s, path, u"--base-url"_s};
    QCOMPARE(idsOf(terminal.run(common + QStringList{server.url(u"/v1"_s).toString()}).out),
             QStringList(u"ftjob-mine"_s));
    QCOMPARE(idsOf(terminal.run(common + QStringList{u"https://other.example/v1"_s, u"--offline"_s}).out),
             QStringList(u"ftjob-other"_s));
}

void TstList::failures_data()
{
    QTest::addColumn<FaultAnswer>("answer");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("401") << FaultAnswer::json(401, R"({"error":{"message":"Incorrect API key"}})")
                                .header("x-request-id", "req_1")
                         << "req_1"_ba;
    QTest::newRow("HTML") << FaultAnswer::text(200, "text/html", "<html><title>Log in</title></html>")
                          << "Log in"_ba;
    QTest::newRow("cut") << FaultAnswer::json(200, page({job("ftjob-a", 1)}, false)).cutAfter(40)
                         << "lost"_ba;
    QTest::newRow("not a list") << FaultAnswer::json(200, R"({"hello":1})") << "unreadable"_ba;
    QTest::newRow("500") << FaultAnswer::json(500, R"({"error":{"message":"Oops"}})") << "Oops"_ba;
    QTest::newRow("elsewhere") << FaultAnswer::redirect(QUrl(u"http://127.0.0.1:1/"_s)) << "redirect"_ba;
}

void TstList::failures()
{
    QFETCH(FaultAnswer, answer);
    QFETCH(QByteArray, says);
    const Terminal terminal;
    for (const QString &format : {u"text"_s, u"json"_s, u"csv"_s}) {
        FaultServer server;
        server.always(answer);
        const Ran ran = terminal.run(
            {u"list"_s, u"--format"_s, format, u"--base-url"_s, server.url(u"/v1"_s).toString()});
        QCOMPARE(ran.code, 1);
        QCOMPARE(ran.out, QByteArray());
        QVERIFY2(ran.err.contains(says) && ran.err.count('\n') == 1, ran.err.constData());
    }
}

void TstList::aRefusedKeyInTheMiddle()
{
    const Terminal terminal;
    FaultServer server;
    server.add(FaultAnswer::json(200, page({job("ftjob-b", 200), job("ftjob-a", 100)}, true)));
    server.always(
        FaultAnswer::json(401, R"({"error":{"message":"Key revoked"}})").header("x-request-id", "req_401"));
    const Ran ran =
        terminal.run({u"list"_s, u"--format"_s, u"json"_s, u"--base-url"_s, server.url(u"/v1"_s).toString()});
    QCOMPARE(ran.code, 1);
    QCOMPARE(idsOf(ran.out),
             QStringList({u"ftjob-b"_s, u"ftjob-a"_s})); // what is there stays, and is whole JSON
    QVERIFY2(ran.err.contains("Key revoked") && ran.err.contains("req_401"), ran.err.constData());
    QCOMPARE(server.requests().size(), 2);
    QCOMPARE(server.requests().at(1).query().contains("after=ftjob-a"), true);
}

void TstList::unreachableWithAnArchive()
{
    const Terminal terminal;
    const QString path = terminal.home.filePath(u"a.sqlite"_s);
    FaultServer server;
    const QString url = server.url(u"/v1"_s).toString();
    {
        auto archive = need(Archive::open({path}));
        AccountRecord record;
        record.baseUrl = url;
        const qint64 number = need(archive->ensureAccount(record)).number;
        QCOMPARE(need(archive->write(number, rowsOf({job("ftjob-kept", 300)}), 1700000000000)), 1);
    }
    server.stopListening();
    for (const QString &format : {u"text"_s, u"json"_s, u"csv"_s}) {
        const Ran ran =
            terminal.run({u"list"_s, u"--format"_s, format, u"--archive"_s, path, u"--base-url"_s, url});
        QCOMPARE(ran.code, 1);
        QVERIFY(ran.out.contains("ftjob-kept"));
        QVERIFY2(ran.err.contains("could not be reached") && ran.err.contains("2023-11-14 22:13"),
                 ran.err.constData());
    }
}

void TstList::oddObjectsAreCounted()
{
    const Terminal terminal;
    FaultServer server;
    server.always(FaultAnswer::json(200, page({job("ftjob-a", 100), "{\"no\":\"id\"}", "5"}, false)));
    const Ran ran =
        terminal.run({u"list"_s, u"--format"_s, u"json"_s, u"--base-url"_s, server.url(u"/v1"_s).toString()});
    QCOMPARE(ran.code, 0);
    QCOMPARE(idsOf(ran.out), QStringList(u"ftjob-a"_s));
    QVERIFY2(ran.err.contains("2 objects"), ran.err.constData());
}

void TstList::sumsOfLargeNumbersStayPositive()
{
    const Terminal terminal;
    FaultServer server;
    QByteArrayList jobs;
    for (const char *id : {"ftjob-a", "ftjob-b", "ftjob-c"})
        jobs += job(id, 100, R"(,"trained_tokens":9000000000000000000)");
    server.always(FaultAnswer::json(200, page(jobs, false)));
    const Ran ran = terminal.run({u"list"_s, u"--base-url"_s, server.url(u"/v1"_s).toString()});
    QCOMPARE(ran.code, 0);
    QVERIFY2(ran.err.contains("trained tokens") && !ran.err.contains(", -"), ran.err.constData());
}

void TstList::offlineAsksNobody()
{
    const Terminal terminal;
    FaultServer server;
    const Ran ran = terminal.run({u"list"_s, u"--offline"_s, u"--format"_s, u"json"_s, u"--base-url"_s,
                                  server.url(u"/v1"_s).toString()});
    QCOMPARE(ran.code, 0);
    QCOMPARE(idsOf(ran.out), QStringList());
    QCOMPARE(server.connections(), 0);
}

QTEST_GUILESS_MAIN(TstList)
#include "tst_list.moc"
