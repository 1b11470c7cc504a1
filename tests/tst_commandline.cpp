// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/terminal/commandline.h"

#include "app/demo/democommand.h"
#include "app/terminal/handover.h"
#include "app/terminal/output.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cstdio>

using namespace tuneboard;
using namespace Qt::StringLiterals;
using Mode = CommandLine::Mode;

Q_DECLARE_METATYPE(tuneboard::CommandLine::Mode)

namespace {
CommandLine parse(const char *words)
{
    return parseCommandLine(QString::fromUtf8(words).split(u' ', Qt::SkipEmptyParts));
}
} // namespace

class TstCommandLine : public QObject
{
    Q_OBJECT

private slots:
    void modes_data();
    void modes();
    void wrongUse_data();
    void wrongUse();
    void optionsArriveWhereverTheyStand();
    void aFilterMayBeginWithAHyphen();
    void behindTheHyphensNothingIsAnOption();
    void anyIdIsAReference();
    void standardInputIsForShow();
    void anExistingFileIsAReference();
    void linkHandler_data();
    void linkHandler();
    void linkHandlerWithoutALink();
    void fileAssociation();
    void gatewayOptionsAdd();
    void everyCommandOfAnAccountTakesThem();
    void aSecretInTheArgumentsIsWarnedAbout_data();
    void aSecretInTheArgumentsIsWarnedAbout();
    void runsWithOtherExtrasAreApart();
    void messagesAreOnOneLine();
    void helpNamesEveryOption();
    void demoServerKnowsItsHelp();
    void randomArguments();
    void hostileArgumentsAreHarmless();
};

void TstCommandLine::modes_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<Mode>("mode");
    const auto row = [](const char *words, Mode mode) {
        QTest::newRow(words) << QString::fromUtf8(words) << mode;
    };
    row("", Mode::Window);
    row("--demo", Mode::Window);
    row("ftjob-abc", Mode::Window);
    row("job.json --theme dark --size 1280x800 --screenshot a.png", Mode::Window);
    row("list", Mode::List);
    row("--demo list", Mode::List);
    row("--account list list", Mode::List);
    row("show ftjob-abc", Mode::Show);
    row("show -", Mode::Show);
    row("watch ftjob-abc --exit-status", Mode::Watch);
    row("export ftjob-abc out", Mode::Export);
    row("export --all out", Mode::Export);
    row("export --all ftjob-1 out", Mode::Export);
    row("show -- ftjob-abc", Mode::Show);
    row("demo-server", Mode::DemoServer);
    row("demo-server --port 0 --key k", Mode::DemoServer);
    row("--help", Mode::Help);
    row("-h", Mode::Help);
    row("list --help", Mode::Help);
    row("show --help", Mode::Help);
    row("demo-server --port --help", Mode::Help);
    row("--version", Mode::Version);
    row("-v", Mode::Version);
}

void TstCommandLine::modes()
{
    QFETCH(QString, words);
    QFETCH(Mode, mode);
    const CommandLine line = parseCommandLine(words.split(u' ', Qt::SkipEmptyParts));
    QVERIFY2(line.mode == mode, qPrintable(line.text));
}

void TstCommandLine::wrongUse_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("named"); // in the message
    const auto row = [](const char *words, const char *named) {
        QTest::newRow(words) << QString::fromUtf8(words) << QString::fromUtf8(named);
    };
    row("--bogus", "--bogus");
    row("-x", "-x");
    row("-platformpluginpath /tmp", "-platformpluginpath");
    row("--style fusion", "--style");
    row("hello", "hello");
    row("export", "export");
    row("watch", "watch");
    row("ftjob-a ftjob-b", "ftjob-b");
    row("-", "-");
    row("-- -", "-");
    row("-- list", "list");
    row("-- --version", "--version");
    row("show", "show");
    row("show a.json b.json", "b.json");
    row("show ftjob-a --format csv", "csv");
    row("show ftjob-a --status failed", "--status");
    row("list ftjob-a", "ftjob-a");
    row("list -- --demo", "--demo");
    row("list --format yaml", "yaml");
    row("list --format", "--format");
    row("list --format --demo", "--format");
    row("list --format -- x", "--format");
    row("list --format=", "--format");
    row("list --status ,", "--status");
    row("list --status=,,", "--status");
    row("list --demo=yes", "--demo");
    row("list --link", "--link");
    row("list --size 100x100", "--size");
    row("--status failed", "--status");
    row("--size 0x0", "0x0");
    row("--size 1280", "1280");
    row("--size 99999x99999", "99999x99999");
    row("--theme blue", "blue");
    row("--account", "--account");
    row("list --demo --archive a.sqlite", "--archive");
    row("--port 80 demo-server", "demo-server");
    row("tuneboard://evil/SECRETWORD", "link");
}

void TstCommandLine::wrongUse()
{
    QFETCH(QString, words);
    QFETCH(QString, named);
    const CommandLine line = parseCommandLine(words.split(u' ', Qt::SkipEmptyParts));
    QCOMPARE(line.mode, Mode::Error);
    QVERIFY2(line.text.contains(named), qPrintable(line.text));
    QVERIFY(!line.text.contains(u'\n'));
    QVERIFY(!line.text.contains("SECRETWORD"_L1));
}

void TstCommandLine::optionsArriveWhereverTheyStand()
{
    for (const char *words : {"list --status failed,running --filter method:dpo --format csv --account A "
                              "--base-url http://x --archive f --offline",
                              "--account=A --base-url=http://x --archive=f --offline list --format=csv "
                              "--filter=method:dpo --status=failed,running"}) {
        const CommandLine line = parse(words);
        QCOMPARE(line.mode, Mode::List);
        QCOMPARE(line.status, u"failed,running"_s);
        QCOMPARE(line.filter, u"method:dpo"_s);
        QCOMPARE(line.format, CommandLine::Format::Csv);
        QCOMPARE(line.account, u"A"_s);
        QCOMPARE(line.baseUrl, u"http://x"_s);
        QCOMPARE(line.archive, u"f"_s);
        QVERIFY(line.offline);
        QVERIFY(!line.demo);
    }
    const CommandLine show = parse("--demo show --format json --link jobs.json --id ftjob-a");
    QCOMPARE(show.mode, Mode::Show);
    QCOMPARE(show.format, CommandLine::Format::Json);
    QCOMPARE(show.reference.path, u"jobs.json"_s);
    QCOMPARE(show.jobId, u"ftjob-a"_s);
    QVERIFY(show.demo && show.link);
    const CommandLine window = parse("ftjob-a --screenshot s.png --size 1280x800 --theme dark");
    QCOMPARE(window.mode, Mode::Window);
    QCOMPARE(window.reference.id, u"ftjob-a"_s);
    QCOMPARE(window.origin, CommandLine::Origin::Typed);
    QCOMPARE(window.size, QSize(1280, 800));
    QCOMPARE(window.theme, u"dark"_s);
    QCOMPARE(window.screenshot, u"s.png"_s);
    const CommandLine server = parse("demo-server --port 0 --jobs 5 --strict");
    QCOMPARE(server.demoServerArguments,
             QStringList({u"--port"_s, u"0"_s, u"--jobs"_s, u"5"_s, u"--strict"_s}));
}

void TstCommandLine::aFilterMayBeginWithAHyphen()
{
    const CommandLine line = parseCommandLine({u"list"_s, u"--filter"_s, u"-status:failed method:dpo"_s});
    QCOMPARE(line.mode, Mode::List);
    QCOMPARE(line.filter, u"-status:failed method:dpo"_s);
}

void TstCommandLine::behindTheHyphensNothingIsAnOption()
{
    CommandLine line = parse("show -- --help");
    QCOMPARE(line.mode, Mode::Error);
    line = parse("-- show");
    QCOMPARE(line.mode, Mode::Error);
    line = parse("-- ftjob-abc --demo");
    QCOMPARE(line.mode, Mode::Error);
    QVERIFY(!line.demo);
    line = parse("-- ftjob-abc");
    QCOMPARE(line.mode, Mode::Window);
    QCOMPARE(line.reference.id, u"ftjob-abc"_s);
}

// Ids of other servers look like nothing in particular.
void TstCommandLine::anyIdIsAReference()
{
    for (const char *id : {"6f1d2c3b-0a9e-4f5d-8c7b-112233445566", "9001", "cust-Ab12Cd34",
                           "projects/1/locations/here/tuningJobs/22", "arn%3Ax%3Ajob%2Fabc",
                           "arn:aws:bedrock:eu-1:1:job/a.b"}) {
        for (const char *command : {"show", "watch"}) {
            const CommandLine line = parse((QByteArray(command) + ' ' + id).constData());
            QCOMPARE(line.reference.target, Reference::Kind::Job);
            QCOMPARE(line.reference.id, QString::fromLatin1(id));
        }
        QCOMPARE(parse((QByteArray("export ") + id + " folder").constData()).reference.id,
                 QString::fromLatin1(id));
        QCOMPARE(parse((QByteArray("export --job=") + id + " folder").constData()).reference.id,
                 QString::fromLatin1(id));
    }
    QCOMPARE(parseCommandLine({u"watch"_s, u"--job"_s, u"a name with blanks"_s}).reference.id,
             u"a name with blanks"_s);
    for (const QString &odd : {u"."_s, u".."_s, u"a/../b"_s, u"a\nb"_s, QString(1025, u'a')})
        QCOMPARE(parseCommandLine({u"show"_s, u"--job"_s, odd}).mode, Mode::Error);
    QCOMPARE(parse("show --job a1 b2").mode, Mode::Error);
}

void TstCommandLine::standardInputIsForShow()
{
    QVERIFY(parse("show -").standardInput);
    QVERIFY(parse("show --format json -").standardInput);
    QVERIFY(parse("show -- -").standardInput);
    QCOMPARE(parse("-").mode, Mode::Error);
}

void TstCommandLine::anExistingFileIsAReference()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"events of a job.txt"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(QDir::setCurrent(folder.path()));
    const CommandLine line = parseCommandLine({u"show"_s, u"events of a job.txt"_s});
    QCOMPARE(line.mode, Mode::Show);
    QCOMPARE(line.reference.path, u"events of a job.txt"_s);
    // Only the archive may know such a word; the window does not take it.
    for (const QString &word : {u"nothing here.txt"_s, u"hello"_s}) {
        const CommandLine asked = parseCommandLine({u"show"_s, word});
        QCOMPARE(asked.mode, Mode::Show);
        QCOMPARE(asked.reference.id, word);
        QVERIFY(asked.reference.isUnknown && !asked.reference.reason.isEmpty());
        QCOMPARE(parseCommandLine({word}).mode, Mode::Error);
    }
    QCOMPARE(parseCommandLine({u"show"_s, u" blanks around "_s}).mode, Mode::Error);
    // A file is the file, whatever its name looks like; --job means the job.
    QFile named(folder.filePath(u"ftjob-abc"_s));
    QVERIFY(named.open(QIODevice::WriteOnly));
    QCOMPARE(parseCommandLine({u"show"_s, u"ftjob-abc"_s}).reference.path, u"ftjob-abc"_s);
    QCOMPARE(parseCommandLine({u"show"_s, u"--job"_s, u"ftjob-abc"_s}).reference.id, u"ftjob-abc"_s);
    QVERIFY(QDir::setCurrent(QDir::rootPath()));
}

void TstCommandLine::linkHandler_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<Mode>("mode");
    QTest::addColumn<bool>("understood");
    const QString link = u"tuneboard://job/ftjob-abc"_s;
    const auto row = [](const char *name, const QStringList &arguments, Mode mode, bool understood = false) {
        QTest::newRow(name) << arguments << mode << understood;
    };
    row("a link", {u"--link"_s, u"--"_s, link}, Mode::Window, true);
    row("on the demo", {u"--demo"_s, u"--link"_s, u"--"_s, link}, Mode::Window, true);
    row("a refused link", {u"--link"_s, u"--"_s, u"tuneboard://job/x?tab=evil"_s}, Mode::Window);
    row("an id", {u"--link"_s, u"--"_s, u"ftjob-abc"_s}, Mode::Window);
    row("a path", {u"--link"_s, u"--"_s, u"/etc/passwd"_s}, Mode::Window);
    row("an option", {u"--link"_s, u"--"_s, u"-platformpluginpath"_s}, Mode::Window);
    row("a command", {u"--link"_s, u"--"_s, u"demo-server"_s}, Mode::Window);
    row("no hyphens", {u"--link"_s, link}, Mode::Error);
    row("alone", {u"--link"_s}, Mode::Error);
    row("broken out of its quotes",
        {u"--link"_s, u"--"_s, u"tuneboard://x"_s, u"--base-url"_s, u"http://evil.example"_s}, Mode::Error);
    row("one before, one behind", {u"--link"_s, u"ftjob-abc"_s, u"--"_s, link}, Mode::Error);
    row("both", {u"--link"_s, u"--open"_s, u"--"_s, link}, Mode::Error);
    row("empty", {u"--link"_s, u"--"_s, QString()}, Mode::Window);
}

void TstCommandLine::linkHandler()
{
    QFETCH(QStringList, arguments);
    QFETCH(Mode, mode);
    QFETCH(bool, understood);
    const CommandLine line = parseCommandLine(arguments);
    QCOMPARE(line.mode, mode);
    QCOMPARE(bool(line.reference), understood);
    QVERIFY(line.baseUrl.isEmpty());
    if (mode == Mode::Window) {
        QCOMPARE(line.origin, CommandLine::Origin::LinkHandler);
        QVERIFY(understood || !line.reference.reason.isEmpty());
    } else {
        QVERIFY(!line.text.contains("evil"_L1));
    }
}

// The desktop's menu starts the link handler's command with nothing in the place of the link.
void TstCommandLine::linkHandlerWithoutALink()
{
    const CommandLine line = parseCommandLine({u"--link"_s, u"--"_s});
    QCOMPARE(line.mode, Mode::Window);
    QCOMPARE(line.origin, CommandLine::Origin::Typed);
    QVERIFY(!line.reference && line.reference.reason.isEmpty() && !line.link);
    QCOMPARE(parseCommandLine({u"--link"_s}).mode, Mode::Error);
    QCOMPARE(parseCommandLine({u"--open"_s, u"--"_s}).mode, Mode::Error);
    QCOMPARE(parseCommandLine({u"--link"_s, u"--open"_s, u"--"_s}).mode, Mode::Error);
}

void TstCommandLine::fileAssociation()
{
    CommandLine line = parseCommandLine({u"--open"_s, u"--"_s, u"/tmp/a job.json"_s});
    QCOMPARE(line.mode, Mode::Window);
    QCOMPARE(line.origin, CommandLine::Origin::FileAssociation);
    QCOMPARE(line.reference.path, u"/tmp/a job.json"_s);
    for (const QString &text :
         {u"\\\\server\\share\\a.json"_s, u"//server/a.json"_s, u"-style"_s, u"tuneboard://job/a"_s}) {
        line = parseCommandLine({u"--open"_s, u"--"_s, text});
        QCOMPARE(line.mode, Mode::Window);
        QVERIFY(!line.reference && !line.reference.reason.isEmpty());
    }
    QCOMPARE(parseCommandLine({u"--open"_s, u"/tmp/a.json"_s}).mode, Mode::Error);
    QCOMPARE(parseCommandLine({u"--open"_s, u"--"_s, u"a.json"_s, u"b.json"_s}).mode, Mode::Error);
}

void TstCommandLine::gatewayOptionsAdd()
{
    qputenv("TUNEBOARD_TEST_SECRET", " pk-1 \n");
    const CommandLine line =
        parse("list --query a=1 --query=b%20c=x=y&z --header X-One=two,=three --query flag= "
              "--header-env x-two=TUNEBOARD_TEST_SECRET --header x-portkey-provider=openai");
    QVERIFY2(line.mode == Mode::List, qPrintable(line.text));
    QCOMPARE(line.extras.parameters,
             QList<ExtraParameter>({{u"a"_s, u"1"_s}, {u"b%20c"_s, u"x=y&z"_s}, {u"flag"_s, {}}}));
    const QList<ExtraHeader> &headers = line.extras.headers;
    QCOMPARE(headers.size(), 3);
    QCOMPARE(headers.at(0).name, u"X-One"_s);
    QCOMPARE(headers.at(0).value.reveal(), QByteArray("two,=three"));
    QVERIFY(!headers.at(0).isSecret);
    QCOMPARE(headers.at(1).value.reveal(), QByteArray("pk-1"));
    QVERIFY(headers.at(1).isSecret);
    QVERIFY(!headers.at(2).isSecret);
    QCOMPARE(line.warnings, QStringList());
    const CommandLine blanks = parseCommandLine({u"list"_s, u"--header"_s, u" x-a =  a b "_s});
    QCOMPARE(blanks.extras.headers.at(0).name, u"x-a"_s);
    QCOMPARE(blanks.extras.headers.at(0).value.reveal(), QByteArray("a b"));
    qunsetenv("TUNEBOARD_TEST_SECRET");
}

void TstCommandLine::everyCommandOfAnAccountTakesThem()
{
    for (const CommandHelp &command : commandHelp()) {
        const auto has = [&command](const QString &name) {
            return std::any_of(command.options.begin(), command.options.end(),
                               [&name](const OptionHelp &option) { return option.name == name; });
        };
        for (const QString &name : {u"--query"_s, u"--header"_s, u"--header-env"_s})
            QVERIFY2(has(name) == has(u"--base-url"_s), qPrintable(command.word + u' ' + name));
    }
}

void TstCommandLine::aSecretInTheArgumentsIsWarnedAbout_data()
{
    QTest::addColumn<qsizetype>("warnings");
    QTest::newRow("--header x-portkey-provider=openai") << qsizetype(0);
    QTest::newRow("--header x-api-key=MARKER") << qsizetype(1);
    QTest::newRow("--header X-Auth-Token=MARKER --header my-secret=MARKER") << qsizetype(2);
    QTest::newRow("--query api_key=MARKER") << qsizetype(1);
    QTest::newRow("--header-env x-api-key=TUNEBOARD_TEST_SECRET") << qsizetype(0);
}

void TstCommandLine::aSecretInTheArgumentsIsWarnedAbout()
{
    QFETCH(qsizetype, warnings);
    qputenv("TUNEBOARD_TEST_SECRET", "pk-1");
    const CommandLine line = parse((QByteArray("list ") + QTest::currentDataTag()).constData());
    qunsetenv("TUNEBOARD_TEST_SECRET");
    QVERIFY2(line.mode == Mode::List, qPrintable(line.text));
    QCOMPARE(line.warnings.size(), warnings);
    for (const QString &warning : line.warnings)
        QVERIFY2(warning.contains("--header-env"_L1) && !warning.contains("MARKER"_L1), qPrintable(warning));
}

// A second start is handed over to an open window only if it means the same account, asked in the same way.
void TstCommandLine::runsWithOtherExtrasAreApart()
{
    const QString plain = accountScope(parse("--account A"));
    const QString one = accountScope(parse("--account A --header x-a=MARKER"));
    QVERIFY(plain != one);
    QCOMPARE(one, accountScope(parse("--header=x-a=MARKER --account A")));
    QVERIFY(one != accountScope(parse("--account A --header x-a=other")));
    QVERIFY(one != accountScope(parse("--account A --query x-a=MARKER")));
    QVERIFY(!one.contains("MARKER"_L1));
}

void TstCommandLine::messagesAreOnOneLine()
{
    for (const QString &odd :
         {u"--a\nb"_s, u"x\ny"_s, u"\u202Eevil"_s, u"--\x1b[31m"_s, QString(100'000, u'x')}) {
        const CommandLine line = parseCommandLine({odd});
        QCOMPARE(line.mode, Mode::Error);
        QVERIFY(!line.text.contains(u'\n') && !line.text.contains(QChar(0x202E)) &&
                !line.text.contains(QChar(0x1b)));
        QVERIFY(line.text.size() < 300);
    }
}

void TstCommandLine::helpNamesEveryOption()
{
    for (const CommandHelp &command : commandHelp()) {
        const QString text = helpText(command.mode);
        for (const QString &row : text.split(u'\n'))
            QVERIFY2(row.size() <= 80, qPrintable(row));
        QVERIFY(!command.help.isEmpty() && !command.options.isEmpty());
        for (const OptionHelp &option : command.options) {
            QVERIFY(text.contains(option.name) && !option.help.isEmpty());
            // What the help names, the parser knows.
            if (command.mode == Mode::DemoServer || option.name == "--help"_L1 ||
                option.name == "--version"_L1)
                continue;
            QStringList arguments{option.name};
            if (!command.word.isEmpty())
                arguments.prepend(command.word);
            const CommandLine line = parseCommandLine(arguments);
            QVERIFY2(!line.text.contains("unknown"_L1) && !line.text.contains("no option"_L1),
                     qPrintable(line.text));
        }
        QCOMPARE(parseCommandLine(command.word.isEmpty() ? QStringList{u"--help"_s}
                                                         : QStringList{command.word, u"--help"_s})
                     .text,
                 text);
    }
    QVERIFY(helpText(Mode::List).contains("OPENAI_API_KEY"_L1));
}

// Its help stands in our table, its reading elsewhere: a wrong value is named by both.
void TstCommandLine::demoServerKnowsItsHelp()
{
    for (const CommandHelp &command : commandHelp()) {
        if (command.mode != Mode::DemoServer)
            continue;
        for (const OptionHelp &option : command.options) {
            if (option.name == "--help"_L1)
                continue;
            // A stray argument is wrong use too, so that no server starts.
            QStringList arguments{option.name};
            if (!option.value.isEmpty())
                arguments += u"1"_s;
            QCOMPARE(runDemoServer(arguments + QStringList{u"stray"_s}), 2);
        }
    }
}

void TstCommandLine::randomArguments()
{
    const QStringList words{u"list"_s,
                            u"show"_s,
                            u"watch"_s,
                            u"export"_s,
                            u"--all"_s,
                            u"demo-server"_s,
                            u"--"_s,
                            u"-"_s,
                            u"--link"_s,
                            u"--open"_s,
                            u"--demo"_s,
                            u"--format"_s,
                            u"json"_s,
                            u""_s,
                            u"ftjob-abc"_s,
                            u"--status"_s,
                            u"--size"_s,
                            u"100x200"_s,
                            u"a.json"_s,
                            u"--x=y"_s,
                            u"--account="_s,
                            u"-h"_s,
                            u"--base-url"_s,
                            u"http://evil.example"_s,
                            u"tuneboard://job/ftjob-abc"_s};
    QRandomGenerator random(7);
    for (int run = 0; run < 50'000; ++run) {
        QStringList arguments;
        for (int i = random.bounded(7); i > 0; --i)
            arguments += words.at(random.bounded(words.size()));
        const CommandLine line = parseCommandLine(arguments);
        // Behind `--` no option has an effect.
        const qsizetype end = arguments.indexOf(u"--"_s);
        const QStringList before = end < 0 ? arguments : arguments.first(end);
        if (line.mode != Mode::DemoServer && line.mode != Mode::Help) {
            QVERIFY(line.baseUrl.isEmpty() || before.contains(u"--base-url"_s));
            QVERIFY(!line.demo || before.contains(u"--demo"_s));
            QVERIFY(line.mode != Mode::List || before.contains(u"list"_s));
        }
        QCOMPARE(line.mode == Mode::Error, line.mode == Mode::Error && !line.text.isEmpty());
        if (line.mode == Mode::Show)
            QVERIFY(line.standardInput || line.reference);
        if (line.mode == Mode::Watch)
            QVERIFY(line.reference);
        if (line.mode == Mode::Export)
            QVERIFY(!line.folder.isEmpty() && (line.all || line.reference));
    }
}

namespace {

// Text that would do something in a terminal, or look like an option to a careless reader.
QString hostileText(QRandomGenerator &random)
{
    static const QStringList pieces{u"\x1b[2J"_s,
                                    u"\x1b]0;title\x07"_s,
                                    u"\n"_s,
                                    u"\r"_s,
                                    u"\t"_s,
                                    u"\b"_s,
                                    u"\u009b31m"_s,
                                    u"\u0085"_s,
                                    u"\u202e"_s,
                                    u"\u2028"_s,
                                    u"\ufeff"_s,
                                    u"\x7f"_s,
                                    QString(QChar(0xd800)),
                                    QString(QChar(u'\0')),
                                    u" --demo"_s,
                                    u"\n--base-url=http://evil.example/v1"_s,
                                    u"' --archive /tmp/x '"_s,
                                    u"\" --account \"x"_s,
                                    u"--"_s,
                                    u"-"_s,
                                    u"="_s,
                                    u"%1b%0a--demo"_s,
                                    u"tuneboard://job/ftjob-a%0a"_s,
                                    u"ftjob-a"_s,
                                    u"a.json"_s,
                                    u"file:///etc/passwd"_s,
                                    u"list"_s,
                                    u"ü日本"_s,
                                    QString(300, u'x')};
    QString text;
    for (int i = 1 + random.bounded(4); i > 0; --i)
        text += pieces.at(random.bounded(int(pieces.size())));
    return text;
}

QStringList hostileLine(QRandomGenerator &random)
{
    static const QStringList plain{u"list"_s,     u"show"_s,     u"watch"_s,     u"export"_s,    u"--all"_s,
                                   u"--format"_s, u"--filter"_s, u"--account"_s, u"--archive"_s, u"--link"_s,
                                   u"--open"_s,   u"--size"_s,   u"--theme"_s,   u"--id"_s,      u"--"_s};
    QStringList arguments;
    for (int i = 1 + random.bounded(5); i > 0; --i) {
        const QString text = random.bounded(3) == 0 ? QString() : hostileText(random);
        const QString word = plain.at(random.bounded(int(plain.size())));
        arguments += text.isEmpty() ? word : random.bounded(4) == 0 ? word + u'=' + text : text;
    }
    return arguments;
}

} // namespace

// 20 000 command lines, always the same ones.
void TstCommandLine::hostileArgumentsAreHarmless()
{
    QRandomGenerator random(20'261'130);
    std::FILE *messages = std::tmpfile();
    QVERIFY(messages);
    int errors = 0;
    for (int run = 0; run < 20'000; ++run) {
        const QStringList arguments = hostileLine(random);
        const CommandLine line = parseCommandLine(arguments);
        const qsizetype end = arguments.indexOf(u"--"_s);
        const QStringList before = end < 0 ? arguments : arguments.first(end);
        const auto isGiven = [&before](const QString &option) {
            return std::any_of(before.begin(), before.end(), [&option](const QString &argument) {
                return argument == option || argument.startsWith(option + u'=');
            });
        };
        QVERIFY(!line.demo && !line.offline && line.baseUrl.isEmpty() && line.screenshot.isEmpty());
        QVERIFY(!line.all || isGiven(u"--all"_s));
        QVERIFY(line.account.isEmpty() || isGiven(u"--account"_s));
        QVERIFY(line.archive.isEmpty() || isGiven(u"--archive"_s));
        QVERIFY(line.theme.isEmpty() || isGiven(u"--theme"_s));
        QVERIFY(line.mode == Mode::Window || line.mode == Mode::Error || before.contains(u"list"_s) ||
                before.contains(u"show"_s) || before.contains(u"watch"_s) || before.contains(u"export"_s));
        if (line.mode == Mode::Error) {
            writeLine(messages, line.text);
            ++errors;
        }
        // What a later message would repeat.
        writeLine(messages, QStringList{line.account, line.archive, line.filter, line.status, line.folder,
                                        line.reference.path, line.reference.id, line.reference.reason}
                                .join(u' '));
    }
    QVERIFY(errors > 1000 && errors < 20'000);
    std::rewind(messages);
    QFile file;
    QVERIFY(file.open(messages, QIODevice::ReadOnly, QFileDevice::AutoCloseHandle));
    const QString all = QString::fromUtf8(file.readAll());
    QCOMPARE(all.count(u'\n'), 20'000 + errors);
    for (const QChar c : all)
        QVERIFY2(c == u'\n' || (c.category() != QChar::Other_Control && c.category() != QChar::Other_Format),
                 qPrintable(QString::number(c.unicode(), 16)));
}

QTEST_GUILESS_MAIN(TstCommandLine)
#include "tst_commandline.moc"
