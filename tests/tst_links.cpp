// SPDX-License-Identifier: GPL-3.0-or-later
// The program as the system starts it for a link: real processes at one display, stopped and killed. What the
// window shows is told by what it asks of its server.
#include "tests/support/faultserver.h"
#include "tests/support/hostilelinks.h"
#include "tests/support/seed.h"
#include "tests/support/waiting.h"

#include <QDataStream>
#include <QDir>
#include <QDirIterator>
#include <QProcess>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <algorithm>
#include <array>
#include <memory>
#include <vector>

#ifdef Q_OS_UNIX
#    include <csignal>
#    include <fcntl.h>
#    include <sys/stat.h>
#    include <unistd.h>
#endif

using namespace Qt::StringLiterals;
using namespace tuneboard;
using namespace tuneboard::test;

namespace {

using tuneboard::test::kWaitMs;

/// One user: folders, an account at a server, and the processes, which end with it.
struct User
{
    QTemporaryDir folder;
    FaultServer server;
    FaultServer elsewhere; ///< the way to every other host, which nobody may go
    QProcessEnvironment environment;
    std::vector<std::unique_ptr<QProcess>> processes;

    User()
    {
        server.always([](const FaultRequest &request) {
            if (request.path().endsWith("/jobs"))
                return FaultAnswer::json(200, R"({"object":"list","has_more":false,"data":[{"id":"ftjob-a",)"
                                              R"("object":"fine_tuning.job","status":"succeeded",)"
                                              R"("model":"gpt-4o","created_at":1795000000,)"
                                              R"("fine_tuned_model":"ft:gpt-4o:acme::A1"}]})");
            return FaultAnswer::json(404, R"({"error":{"message":"Could not find it"}})");
        });
        environment = QProcessEnvironment::systemEnvironment();
        const auto own = [this](const QString &variable, const QString &name) {
            QDir(folder.path()).mkpath(name);
            environment.insert(variable, folder.filePath(name));
        };
        own(u"HOME"_s, u"Jörg Müller"_s);
        own(u"XDG_CONFIG_HOME"_s, u"config"_s);
        own(u"XDG_DATA_HOME"_s, u"data"_s);
        own(u"XDG_CACHE_HOME"_s, u"cache"_s);
        own(u"XDG_RUNTIME_DIR"_s, u"run"_s);
        QFile::setPermissions(runtime(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        // No keychain is started for them, no notice is sent.
        environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nowhere/bus"_s);
        // Without a bus, Qt 6.8 leaks what it asks the portal of the desktop with.
        environment.insert(u"QT_NO_XDG_DESKTOP_PORTAL"_s, u"1"_s);
        environment.insert(u"OPENAI_API_KEY"_s, u"sk-links"_s);
        for (const QString &variable : {u"http_proxy"_s, u"https_proxy"_s})
            environment.insert(variable, elsewhere.url().toString());
    }
    ~User()
    {
        for (const auto &process : processes) {
            process->kill();
            process->waitForFinished();
        }
    }
    Q_DISABLE_COPY_MOVE(User)

    [[nodiscard]] QString runtime() const { return folder.filePath(u"run"_s); }
    [[nodiscard]] bool isThere(const QString &name) const { return QFile::exists(runtime() + u'/' + name); }
    QProcess &start(const QStringList &arguments)
    {
        processes.push_back(std::make_unique<QProcess>());
        processes.back()->setProcessEnvironment(environment);
        processes.back()->start(QStringLiteral(TUNEBOARD_PROGRAM), arguments);
        return *processes.back();
    }
    /// With the account at the server.
    QProcess &startWindow(const QStringList &more = {})
    {
        return start(QStringList{u"--base-url"_s, server.url(u"/v1"_s).toString(), u"--archive"_s,
                                 folder.filePath(u"archive.sqlite"_s)} +
                     more);
    }
    /// The window is up: it has listed its jobs, and other starts find it.
    [[nodiscard]] bool isUp() const
    {
        return QTest::qWaitFor([this] { return !server.requests().isEmpty() && listens(); }, kWaitMs);
    }
    [[nodiscard]] bool listens() const
    {
        return isThere(u"tuneboard.socket"_s) && !isThere(u"tuneboard.lock"_s);
    }
    /// The exit code of a further start; -1: it crashed or stays.
    int run(const QStringList &arguments)
    {
        const QProcess &process = start(arguments);
        return ended(process) && process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    }
    int link(const QString &text) { return run({u"--link"_s, u"--"_s, text}); }
    static bool ended(const QProcess &process)
    {
        return QTest::qWaitFor([&process] { return process.state() == QProcess::NotRunning; }, kWaitMs);
    }
    [[nodiscard]] bool asked(const QByteArray &job) const
    {
        return QTest::qWaitFor(
            [&] {
                const auto &all = server.requests();
                return std::any_of(all.begin(), all.end(), [&job](const FaultRequest &request) {
                    return request.path() == "/v1/fine_tuning/jobs/" + job;
                });
            },
            kWaitMs);
    }
    [[nodiscard]] int running() const
    {
        return int(std::count_if(processes.begin(), processes.end(),
                                 [](const auto &process) { return process->state() == QProcess::Running; }));
    }
};

} // namespace

class TstLinks : public QObject
{
    Q_OBJECT

private slots:
    void aSecondStartShowsItsLink();
    void ofTenAtOnceOneIsTheWindow();
    void aLinkWaitsForAWindowThatIsStarting();
    void aKilledWindowIsFollowedByANewOne();
    void aWindowThatIsToldToEndGoesInOrder();
    void aWindowHasTheSizeThatWasAskedFor_data();
    void aWindowHasTheSizeThatWasAskedFor();
    void aHungWindowIsReported();
    void optionsOfQtAreNone();
    void strangersLinksDoNothing();
    void releasesWriteNoCoreFile();
};

void TstLinks::aSecondStartShowsItsLink()
{
    User user;
    QProcess &window = user.startWindow();
    QVERIFY(user.isUp());
    // Where no application can be built, a hand-over works all the same.
    User other;
    for (QProcessEnvironment *environment : {&user.environment, &other.environment}) {
        environment->insert(u"QT_QPA_PLATFORM"_s, u"xcb"_s);
        environment->insert(u"DISPLAY"_s, u"nowhere:99"_s);
    }
    QVERIFY(other.link(u"tuneboard://job/ftjob-far"_s) != 0);
    QCOMPARE(user.link(u"tuneboard://job/ftjob-far"_s), 0);
    QVERIFY(user.asked("ftjob-far")); // not found there: the window says so
    QCOMPARE(user.link(u"tuneboard://model/ft:gpt-4o:acme::A1"_s), 0);
    QVERIFY(user.asked("ftjob-a")); // which made the model
    QCOMPARE(user.run({u"ftjob-typed"_s}), 0);
    QVERIFY(user.asked("ftjob-typed"));
    QCOMPARE(user.run({}), 0);
    QCOMPARE(user.link(QString(30'000, u'a')), 0); // nothing of the kind is worth a second window
    QCOMPARE(window.state(), QProcess::Running);
    QCOMPARE(user.running(), 1);
}

void TstLinks::ofTenAtOnceOneIsTheWindow()
{
    User user;
    for (int i = 0; i < 10; ++i)
        user.startWindow({u"ftjob-number%1"_s.arg(i)});
    QTRY_COMPARE_WITH_TIMEOUT(user.running(), 1, kWaitMs);
    for (const auto &process : user.processes) {
        if (process->state() != QProcess::Running)
            QCOMPARE(process->exitCode(), 0);
    }
    QVERIFY(user.isUp());
    QCOMPARE(user.link(u"tuneboard://job/ftjob-last"_s), 0);
    QVERIFY(user.asked("ftjob-last"));
    QCOMPARE(user.running(), 1);
}

void TstLinks::aLinkWaitsForAWindowThatIsStarting()
{
    User user;
    const QProcess &window = user.startWindow();
    // It is there for a moment only.
    for (int tries = 0; tries < 100'000 && !user.isThere(u"tuneboard.lock"_s); ++tries)
        QThread::usleep(200);
    QCOMPARE(::kill(pid_t(window.processId()), SIGSTOP), 0);
    if (user.isThere(u"tuneboard.socket"_s))
        QSKIP("The window was up before it could be stopped");
    QVERIFY(user.isThere(u"tuneboard.lock"_s));
    const QProcess &link = user.start({u"--link"_s, u"--"_s, u"tuneboard://job/ftjob-far"_s});
    QTest::qWait(2500); // longer than a hung window is waited for
    QCOMPARE(link.state(), QProcess::Running);
    QCOMPARE(::kill(pid_t(window.processId()), SIGCONT), 0);
    QVERIFY(User::ended(link));
    QCOMPARE(link.exitCode(), 0);
    QVERIFY(user.asked("ftjob-far"));
    QCOMPARE(user.running(), 1);
}

void TstLinks::aKilledWindowIsFollowedByANewOne()
{
    User user;
    QProcess &first = user.startWindow();
    QVERIFY(user.isUp());
    first.kill();
    QVERIFY(User::ended(first));
    QVERIFY(user.isThere(u"tuneboard.socket"_s));
    const qsizetype before = user.server.requests().size();
    const QProcess &second = user.startWindow({u"ftjob-second"_s});
    QVERIFY(user.asked("ftjob-second"));
    QVERIFY(user.server.requests().size() > before);
    QCOMPARE(user.link(u"tuneboard://job/ftjob-third"_s), 0);
    QVERIFY(user.asked("ftjob-third"));
    QCOMPARE(second.state(), QProcess::Running);
    QCOMPARE(user.running(), 1);
}

// As at the end of a session: it keeps its layout and leaves no socket behind.
void TstLinks::aWindowThatIsToldToEndGoesInOrder()
{
#ifdef Q_OS_WIN
    QSKIP("A process is not told to end here, but ended");
#else
    User user;
    QProcess &window = user.startWindow();
    QVERIFY(user.isUp());
    window.terminate();
    QVERIFY(User::ended(window));
    QCOMPARE(window.exitStatus(), QProcess::NormalExit);
    QVERIFY2(window.exitCode() == 0, window.readAllStandardError().constData());
    QVERIFY(!user.isThere(u"tuneboard.socket"_s));
    QVERIFY(QFile::exists(user.folder.filePath(u"config/tuneboard/tuneboard.ini"_s)));
#endif
}

void TstLinks::aWindowHasTheSizeThatWasAskedFor_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QSize>("least");
    QTest::addColumn<QSize>("most");
    const QSize screen(800, 800); // of Qt's display that nobody sees
    QTest::newRow("the screen is small") << QStringList{} << QSize(700, 700) << screen;
    QTest::newRow("asked for") << QStringList{u"--size"_s, u"1000x700"_s} << QSize(1000, 700)
                               << QSize(1000, 700);
}

void TstLinks::aWindowHasTheSizeThatWasAskedFor()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QSize, least);
    QFETCH(const QSize, most);
    User user;
    user.environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    QProcess &window = user.startWindow(arguments);
    QVERIFY(user.isUp());
    window.terminate();
    QVERIFY(User::ended(window));
    const QSettings settings(user.folder.filePath(u"config/tuneboard/tuneboard.ini"_s), QSettings::IniFormat);
    QDataStream geometry(settings.value("window/geometry").toByteArray());
    quint32 magic = 0;
    quint32 version = 0;
    QRect frame;
    QRect normal;
    geometry >> magic >> version >> frame >> normal; // as QWidget::saveGeometry() writes it
    QCOMPARE(normal.size(), normal.size().expandedTo(least));
    QCOMPARE(normal.size(), normal.size().boundedTo(most));
}

void TstLinks::aHungWindowIsReported()
{
    User user;
    const QProcess &window = user.startWindow();
    QVERIFY(user.isUp());
    QCOMPARE(::kill(pid_t(window.processId()), SIGSTOP), 0);
    QCOMPARE(user.link(u"tuneboard://job/ftjob-far"_s), 1);
    const QByteArray said = user.processes.back()->readAllStandardError();
    QVERIFY2(said.contains("does not answer"), said.constData());
    user.environment.insert(u"LC_ALL"_s, u"de_DE.UTF-8"_s);
    QCOMPARE(user.link(u"tuneboard://job/ftjob-far"_s), 1);
    const QByteArray german = user.processes.back()->readAllStandardError();
    QVERIFY2(german.contains("antwortet aber nicht"), german.constData());
    QCOMPARE(::kill(pid_t(window.processId()), SIGCONT), 0);
    QCOMPARE(user.link(u"tuneboard://job/ftjob-next"_s), 0);
    QVERIFY(user.asked("ftjob-next"));
}

// A style sheet that were read would be waited for: nobody writes into the pipe.
void TstLinks::optionsOfQtAreNone()
{
    User user;
    const QString pipe = user.folder.filePath(u"sheet.qss"_s);
    QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
    const QStringList options{
        u"-stylesheet="_s + pipe, u"-stylesheet"_s,      u"-platform"_s, u"-style=none"_s,
        u"-platformpluginpath"_s, u"-qmljsdebugger=x"_s, u"-display"_s,  u"-reverse"_s};
    const QProcess &window = user.startWindow({u"--link"_s, u"--"_s, options.first()});
    QVERIFY(user.isUp());
    for (const QString &option : options) {
        QCOMPARE(user.link(option), 0);
        QCOMPARE(user.run({option}), 2);
        QCOMPARE(user.run({u"--link"_s, u"--"_s, option, u"offscreen"_s}), 2);
    }
    QCOMPARE(::open(QFile::encodeName(pipe).constData(), O_WRONLY | O_NONBLOCK), -1);
    QCOMPARE(errno, ENXIO); // nobody reads
    QCOMPARE(user.link(u"tuneboard://job/ftjob-far"_s), 0);
    QVERIFY(user.asked("ftjob-far"));
    QCOMPARE(window.state(), QProcess::Running);
}

// A debug build is left as it was started, for its developer.
void TstLinks::releasesWriteNoCoreFile()
{
#ifdef Q_OS_LINUX
    User user;
    const QProcess &window = user.startWindow();
    QVERIFY(user.isUp());
    const auto limitOf = [](const QString &process) {
        QFile file(u"/proc/%1/limits"_s.arg(process));
        const QByteArrayList lines =
            file.open(QIODevice::ReadOnly) ? file.readAll().split('\n') : QByteArrayList();
        const auto line = std::find_if(lines.begin(), lines.end(), [](const QByteArray &text) {
            return text.startsWith("Max core file size");
        });
        return line == lines.end() ? QByteArray() : line->simplified();
    };
#    ifdef NDEBUG
    const QByteArray expected = "Max core file size 0 0 bytes";
#    else
    const QByteArray expected = limitOf(u"self"_s);
#    endif
    QVERIFY(!expected.isEmpty());
    QCOMPARE(limitOf(QString::number(window.processId())), expected);
#else
    QSKIP("Limits of another process are told on Linux alone");
#endif
}

void TstLinks::strangersLinksDoNothing()
{
    User user;
    const QProcess &window = user.startWindow();
    QVERIFY(user.isUp());
    const auto config = [&user] {
        QStringList files;
        QDirIterator it(user.folder.filePath(u"config"_s), QDir::Files, QDirIterator::Subdirectories);
        while (it.hasNext())
            files += it.next();
        return files;
    };
    const QStringList before = config();
    HostileLinks links({u"ftjob-a"_s}, u"127.0.0.1:%1"_s.arg(user.elsewhere.port()), test::drawSeed());
    for (int round = 0; round < 6; ++round) {
        std::array<QProcess *, 5> starts{};
        for (QProcess *&start : starts)
            start = &user.start({u"--link"_s, u"--"_s, links.next()});
        for (const QProcess *start : starts) {
            QVERIFY(User::ended(*start));
            QCOMPARE(start->exitCode(), 0);
            QCOMPARE(start->exitStatus(), QProcess::NormalExit);
        }
    }
    QCOMPARE(user.link(u"tuneboard://job/ftjob-last"_s), 0);
    QVERIFY(user.asked("ftjob-last"));
    QCOMPARE(window.state(), QProcess::Running);
    QCOMPARE(user.running(), 1);
    QCOMPARE(user.elsewhere.connections(), 0);
    for (const FaultRequest &request : user.server.requests()) {
        QCOMPARE(request.method, QByteArray("GET"));
        QCOMPARE(request.header("host"), "127.0.0.1:" + QByteArray::number(user.server.port()));
    }
    QCOMPARE(config(), before);
}

QTEST_GUILESS_MAIN(TstLinks)
#include "tst_links.moc"
