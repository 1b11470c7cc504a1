// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/terminal/progressline.h"
#include "tests/support/faultserver.h"
#include "tests/terminalprocess.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <cstdio>

#ifdef Q_OS_UNIX
#    include <fcntl.h>
#    include <unistd.h>
#endif

using namespace tuneboard;
using namespace tuneboard::test;
using namespace Qt::StringLiterals;

namespace {
// The ids; the rest of a line changes while its job runs.
QByteArrayList lastWords(const QByteArray &lines)
{
    QByteArrayList words;
    for (const QByteArray &line : lines.split('\n'))
        words += line.mid(line.lastIndexOf(' ') + 1);
    return words;
}
} // namespace

class TstTerminalRun : public QObject
{
    Q_OBJECT

private slots:
    void exitCodes_data();
    void exitCodes();
    void hostileArgumentsDoNothing_data();
    void hostileArgumentsDoNothing();
    void hostileTextIsVisible_data();
    void hostileTextIsVisible();
    void progressIsSaidNowAndThen();
    void theDemoLeavesNothingBehind();
    void anInterruptionLeavesNothingBehind();
    void aReaderThatGoesAwayIsNoCrash();
    void aFullDiskIsSaid();
    void demoServerServesTheTerminal();
};

void TstTerminalRun::exitCodes_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::newRow("help") << QStringList{u"--help"_s} << 0;
    QTest::newRow("help of list") << QStringList{u"list"_s, u"--help"_s} << 0;
    QTest::newRow("version") << QStringList{u"--version"_s} << 0;
    QTest::newRow("demo") << QStringList{u"list"_s, u"--demo"_s} << 0;
    QTest::newRow("no account") << QStringList{u"list"_s} << 2;
    QTest::newRow("no account for a job") << QStringList{u"show"_s, u"ftjob-a"_s} << 2;
    QTest::newRow("unknown account") << QStringList{u"list"_s, u"--account"_s, u"X"_s} << 2;
    QTest::newRow("unknown account for a job")
        << QStringList{u"show"_s, u"ftjob-a"_s, u"--account"_s, u"X"_s} << 2;
    QTest::newRow("a bad address") << QStringList{u"list"_s, u"--base-url"_s, u"http://example.com"_s} << 2;
    QTest::newRow("unknown option") << QStringList{u"list"_s, u"--bogus"_s} << 2;
    QTest::newRow("a wrong word") << QStringList{u"list"_s, u"--demo"_s, u"--filter"_s, u"foo:bar"_s} << 2;
    QTest::newRow("a wrong status word")
        << QStringList{u"list"_s, u"--demo"_s, u"--filter"_s, u"status:foo"_s} << 2;
    QTest::newRow("a wrong status") << QStringList{u"list"_s, u"--demo"_s, u"--status"_s, u"foo"_s} << 2;
    QTest::newRow("demo-server") << QStringList{u"demo-server"_s, u"--port"_s, u"x"_s} << 2;
    QTest::newRow("not found") << QStringList{u"show"_s, u"ftjob-a"_s, u"--demo"_s} << 1;
    QTest::newRow("no file") << QStringList{u"show"_s, u"/nowhere.json"_s} << 1;
}

void TstTerminalRun::exitCodes()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    const Ran ran = Terminal().run(arguments);
    QCOMPARE(ran.code, code);
    if (code == 0) {
        QVERIFY(!ran.out.isEmpty());
        return;
    }
    QCOMPARE(ran.out, QByteArray());
    QVERIFY(ran.err.startsWith("tuneboard: "));
    QCOMPARE(ran.err.count('\n'), 1);
}

void TstTerminalRun::hostileArgumentsDoNothing_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("options of Qt") << QStringList{u"-platformpluginpath"_s, u"/tmp"_s};
    QTest::newRow("behind hyphens") << QStringList{u"show"_s, u"--"_s, u"-qmljsdebugger=port:1"_s};
    QTest::newRow("a style sheet") << QStringList{u"--"_s, u"-stylesheet"_s};
    QTest::newRow("broken out of its quotes")
        << QStringList{u"--link"_s, u"--"_s, u"tuneboard://x"_s, u"--base-url"_s, u"http://127.0.0.1:1"_s};
    QTest::newRow("a command in a link")
        << QStringList{u"--link"_s, u"list"_s, u"--"_s, u"tuneboard://job/ftjob-a"_s};
    QTest::newRow("an escape sequence") << QStringList{u"show"_s, u"\x1b[2J\x1b]0;x\x07"_s};
}

void TstTerminalRun::hostileArgumentsDoNothing()
{
    QFETCH(QStringList, arguments);
    const Ran ran = Terminal().run(arguments);
    QCOMPARE(ran.code, 2);
    QCOMPARE(ran.out, QByteArray());
    QCOMPARE(ran.err.count('\n'), 1);
    QVERIFY(!ran.err.contains('\x1b'));
}

void TstTerminalRun::hostileTextIsVisible_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("escape sequence") << u"\x1b[2J\x1b]0;x\x07"_s;
    QTest::newRow("new line") << u"a\ntuneboard: all is well"_s;
    QTest::newRow("carriage return") << u"a\rb"_s;
    QTest::newRow("one-byte escape") << u"\u009b31m"_s;
    QTest::newRow("right to left") << u"\u202eevil"_s;
}

// Wherever a text of others can be repeated: in arguments, in the environment, in the names of files, in what
// a server says.
void TstTerminalRun::hostileTextIsVisible()
{
    QFETCH(QString, text);
    Terminal terminal;
    FaultServer server;
    server.always(FaultAnswer::json(
        404, QByteArray(R"({"error":{"message":)") +
                 QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact).chopped(1).sliced(1) + "}}"));
    const QString url = server.url(u"/v1"_s).toString();
    const QString file = terminal.home.filePath(text + u".json"_s);
    QFile made(file);
    QVERIFY(made.open(QIODevice::WriteOnly) && made.write("{") == 1);
    made.close();
    const QList<QStringList> lines{
        {text},
        {u"--"_s + text},
        {u"-"_s + text},
        {u"--"_s + text + u"=x"_s},
        {u"list"_s, text},
        {u"list"_s, u"--format"_s, text},
        {u"list"_s, u"--format="_s + text},
        {u"list"_s, u"--account"_s, text},
        {u"list"_s, u"--base-url"_s, text},
        {u"list"_s, u"--base-url"_s, u"https://"_s + text},
        {u"list"_s, u"--demo"_s, u"--status"_s, text},
        {u"list"_s, u"--demo"_s, u"--filter"_s, u"x:"_s + text},
        {u"list"_s, u"--base-url"_s, url},
        {u"list"_s, u"--offline"_s, u"--base-url"_s, url, u"--archive"_s, file},
        {u"list"_s, u"--offline"_s, u"--base-url"_s, url, u"--archive"_s, u"/proc/"_s + text},
        {u"show"_s, text},
        {u"show"_s, u"/nowhere/"_s + text + u".json"_s},
        {u"show"_s, file, u"--id"_s, text},
        {u"show"_s, u"ftjob-a"_s, u"--base-url"_s, url},
        {u"show"_s, u"ftjob-a"_s, u"--offline"_s, u"--archive"_s, text},
        {u"show"_s, u"--size="_s + text},
        {u"watch"_s, text},
        {u"watch"_s, u"ftjob-a"_s, u"--base-url"_s, url},
        {u"export"_s, u"ftjob-a"_s, u"--base-url"_s, url, text},
        {u"export"_s, u"--all"_s, u"--archive"_s, text, u"out"_s},
        {u"export"_s, u"--all"_s, u"--archive"_s, file, terminal.home.filePath(text)},
        {u"--theme"_s, text},
        {u"--size"_s, text},
    };
    for (const char *variable : {"", "OPENAI_BASE_URL", "OPENAI_ORG_ID", "OPENAI_API_KEY"}) {
        terminal.environment.insert(u"OPENAI_API_KEY"_s, u"k"_s);
        if (*variable)
            terminal.environment.insert(QString::fromLatin1(variable), text);
        for (const QStringList &arguments :
             *variable ? QList<QStringList>{{u"list"_s}, lines.at(12)} : lines) {
            const Ran ran = terminal.run(arguments);
            const QString all = QString::fromUtf8(ran.out + ran.err);
            QVERIFY2(ran.code >= 0, qPrintable(arguments.join(u' ')));
            QVERIFY2(!ran.err.isEmpty(), qPrintable(arguments.join(u' ')));
            for (const QChar c : all)
                QVERIFY2(c == u'\n' ||
                             (c.category() != QChar::Other_Control && c.category() != QChar::Other_Format),
                         qPrintable(arguments.join(u' ') + u": "_s + all));
            QVERIFY2(!ran.err.contains("\ntuneboard: all is well"), ran.err.constData());
        }
        if (*variable)
            terminal.environment.remove(QString::fromLatin1(variable));
    }
}

void TstTerminalRun::progressIsSaidNowAndThen()
{
    std::FILE *stream = std::tmpfile();
    QVERIFY(stream);
    qint64 now = 0;
    int made = 0;
    {
        ProgressLine line(stream, 0, [&now] { return now; });
        for (; now <= 25'000; now += 10)
            line.show([&made] { return u"step\x1b %1"_s.arg(++made); });
        line.clear();
    }
    QCOMPARE(made, 3); // after 2, 12 and 22 s: the text is not made for nothing
    std::rewind(stream);
    QFile file;
    QVERIFY(file.open(stream, QIODevice::ReadOnly, QFileDevice::AutoCloseHandle));
    QCOMPARE(file.readAll(), QByteArray("step\\u001b 1\nstep\\u001b 2\nstep\\u001b 3\n"));

    stream = std::tmpfile();
    QVERIFY(stream);
    now = 0;
    made = 0;
    {
        ProgressLine line(stream, 40, [&now] { return now; });
        for (; now < 1000; ++now)
            line.show([&made] { return QString::number(++made); });
        line.clear();
    }
    QCOMPARE(made, 10);
    std::rewind(stream);
    QFile live;
    QVERIFY(live.open(stream, QIODevice::ReadOnly, QFileDevice::AutoCloseHandle));
    QVERIFY(!live.readAll().contains('\n')); // one line, taken off in the end
}

void TstTerminalRun::theDemoLeavesNothingBehind()
{
    const Terminal terminal;
    QCOMPARE(terminal.run({u"list"_s, u"--demo"_s}).code, 0);
    QCOMPARE(terminal.run({u"show"_s, u"--demo"_s, u"ftjob-a"_s}).code, 1);
    QCOMPARE(terminal.run({u"list"_s, u"--demo"_s, u"--offline"_s}).code, 0);
    const QDir home(terminal.home.path());
    QCOMPARE(home.entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden), QStringList());
}

void TstTerminalRun::anInterruptionLeavesNothingBehind()
{
#ifdef Q_OS_WIN
    QSKIP("a console program is not sent SIGTERM there");
#endif
    Terminal terminal;
    FaultServer server;
    server.always(FaultAnswer::silence());
    for (const QStringList &command : {QStringList{u"list"_s}, QStringList{u"show"_s, u"ftjob-a"_s}}) {
        QProcess process;
        process.setProcessEnvironment(terminal.environment);
        QSignalSpy received(&server, &FaultServer::received);
        QSignalSpy finished(&process, &QProcess::finished);
        process.start(QStringLiteral(TUNEBOARD_TERMINAL_HOST),
                      command + QStringList{u"--base-url"_s, server.url(u"/v1"_s).toString()});
        QVERIFY(received.wait(60'000));
        process.terminate();
        QVERIFY(!finished.isEmpty() || finished.wait(60'000));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 1);
        QCOMPARE(process.readAllStandardOutput(), QByteArray());
        const QDir home(terminal.home.path());
        QCOMPARE(home.entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden), QStringList());
    }
}

void TstTerminalRun::aReaderThatGoesAwayIsNoCrash()
{
#ifdef Q_OS_UNIX
    for (const QStringList &arguments : {QStringList{u"list"_s, u"--demo"_s}, QStringList{u"--help"_s},
                                         QStringList{u"list"_s, u"--demo"_s, u"--format"_s, u"json"_s}}) {
        const Terminal terminal;
        QProcess process;
        process.setProcessEnvironment(terminal.environment);
        int ends[2] = {-1, -1};
        QCOMPARE(pipe(ends), 0);
        close(ends[0]); // nobody will ever read
        process.setChildProcessModifier([to = ends[1]] { dup2(to, STDOUT_FILENO); });
        process.start(QStringLiteral(TUNEBOARD_TERMINAL_HOST), arguments);
        QVERIFY(process.waitForFinished(60'000));
        close(ends[1]);
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 1);
        QCOMPARE(process.readAllStandardError(), QByteArray());
    }
#else
    QSKIP("pipes without a reader are made the POSIX way");
#endif
}

void TstTerminalRun::aFullDiskIsSaid()
{
    if (!QFile::exists(u"/dev/full"_s))
        QSKIP("there is no /dev/full here");
    const Terminal terminal;
    QProcess process;
    process.setProcessEnvironment(terminal.environment);
    process.setStandardOutputFile(u"/dev/full"_s);
    process.start(QStringLiteral(TUNEBOARD_TERMINAL_HOST), {u"list"_s, u"--demo"_s});
    QVERIFY(process.waitForFinished(60'000));
    QCOMPARE(process.exitCode(), 1);
    QVERIFY(process.readAllStandardError().contains("disk"));
}

// As a person does it in two terminals.
void TstTerminalRun::demoServerServesTheTerminal()
{
#ifdef Q_OS_WIN
    QSKIP("a console program is not sent SIGTERM there");
#endif
    Terminal terminal;
    QProcess server;
    server.setProcessEnvironment(terminal.environment);
    server.start(QStringLiteral(TUNEBOARD_TERMINAL_HOST),
                 {u"demo-server"_s, u"--jobs"_s, u"12"_s, u"--key"_s, u"k"_s});
    while (server.bytesAvailable() == 0 || !server.canReadLine())
        QVERIFY(server.waitForReadyRead(60'000));
    const QString url = QString::fromUtf8(server.readLine().trimmed());
    terminal.environment.insert(u"OPENAI_API_KEY"_s, u"k"_s);
    const Ran listed = terminal.run({u"list"_s, u"--base-url"_s, url});
    QCOMPARE(listed.code, 0);
    QCOMPARE(listed.out.count('\n'), 13);
    // The same through the environment, which is archived.
    terminal.environment.insert(u"OPENAI_BASE_URL"_s, url);
    QCOMPARE(terminal.run({u"list"_s}).code, 0);
    server.terminate();
    QVERIFY(server.waitForFinished(60'000));
    const Ran offline = terminal.run({u"list"_s, u"--offline"_s});
    QCOMPARE(offline.code, 0);
    QCOMPARE(lastWords(offline.out), lastWords(listed.out));
    terminal.environment.remove(u"OPENAI_API_KEY"_s);
    QCOMPARE(lastWords(terminal.run({u"list"_s, u"--offline"_s}).out), lastWords(listed.out));
    QVERIFY(QFile::exists(terminal.home.filePath(u"data/tuneboard/archive.sqlite"_s)));
}

QTEST_GUILESS_MAIN(TstTerminalRun)
#include "tst_terminalrun.moc"
