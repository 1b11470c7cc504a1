// SPDX-License-Identifier: GPL-3.0-or-later
// Answers that no honest server sends, in the real window, at two sizes n and 2 n: how much the time and the
// memory grow, and the longest gap of the window's thread. Each size is measured in a process of its own,
// which this program starts. Run it under Xvfb: `xvfb-run -a build/release/tests/bench_hostile [case]`.
#include "app/models/jobsmodel.h"
#include "tests/support/bench.h"
#include "tests/support/benchwindow.h"
#include "tests/support/faultserver.h"
#include "tests/support/gapmeter.h"
#include "tests/support/hostilejobs.h"
#include "tests/support/windowprogram.h"
#include "ui/job/factsview.h"
#include "ui/job/jobpane.h"
#include "ui/theme.h"

#include <QFile>
#include <QProcess>
#include <QThread>
#include <QUrlQuery>

#include <cstdio>
#include <ctime>

using namespace Qt::StringLiterals;
using namespace tuneboard;
using bench::GapMeter;
using bench::report;

namespace {

/// What the server says.
struct Script
{
    QByteArray list = test::hostilePage({test::hostileJob({})});
    QByteArray job = test::hostileJob({});
    int checkpoints = 0;
};

struct Case
{
    const char *name;
    int size; ///< n; the other one is twice as large
    Script (*script)(int n);
    const char *tab = nullptr; ///< of the job page; null: the list is measured
    const char *all = nullptr; ///< the list whose "Show all" is then chosen; null: none
};

Script jobOf(const QByteArray &members)
{
    Script script;
    script.job = test::hostileJob(members);
    return script;
}

Script listOf(const QByteArray &page)
{
    Script script;
    script.list = page;
    return script;
}

const Case kCases[] = {
    {"result files", 20'000, [](int n) { return jobOf(test::resultFilesMember(n)); }, "overview",
     "result_files"},
    {"unknown fields", 20'000, [](int n) { return jobOf(test::unknownFieldsMember(n)); }, "overview",
     "others"},
    {"integrations", 3'000, [](int n) { return jobOf(test::integrationsMember(n)); }, "overview",
     "integrations"},
    {"metadata", 10'000, [](int n) { return jobOf(test::metadataMember(n)); }, "overview", "metadata"},
    {"nested job", 1'000, [](int n) { return jobOf(test::nestedMember(n)); }, "overview"},
    {"raw JSON", 100'000, [](int n) { return jobOf(test::unknownFieldsMember(n)); }, "raw"},
    {"Python grader", 150'000, [](int n) { return jobOf(test::pythonMember(n)); }, "graders"},
    {"multi grader", 10'000, [](int n) { return jobOf(test::multiGraderMember(n)); }, "graders"},
    {"checkpoints", 15'000,
     [](int n) {
         Script script;
         script.checkpoints = n;
         return script;
     },
     "checkpoints"},
    {"combining marks", 5'000,
     [](int n) {
         return listOf(test::hostileList(
             100, [n](const QByteArray &) { return "\"suffix\":\"" + test::markedName(n) + '"'; }));
     }},
    {"statuses", 10'000,
     [](int n) {
         return listOf(test::statusList(n));
     }},
    {"models and methods", 10'000,
     [](int n) {
         return listOf(test::modelList(n));
     }},
    {"big page", 20'000,
     [](int n) {
         return listOf(test::hostileList(n, [](const QByteArray &) { return QByteArray(); }));
     }},
    {"tiny jobs", 50'000,
     [](int n) {
         return listOf(test::tinyList(n));
     }},
    {"metadata in a list", 2'000,
     [](int n) {
         return listOf(test::hostileList(10, [n](const QByteArray &) { return test::metadataMember(n); }));
     }},
};

FaultAnswer answerOf(const Script &script, const FaultRequest &request)
{
    const QByteArray path = request.path();
    const QUrlQuery query(QString::fromLatin1(request.query()));
    if (path.endsWith("/fine_tuning/jobs"))
        return FaultAnswer::json(200, script.list);
    if (path.endsWith("/events"))
        return FaultAnswer::json(200, test::hostilePage({}));
    if (path.endsWith("/checkpoints")) {
        const QString after = query.queryItemValue(u"after"_s);
        const int first = after.isEmpty() ? 0 : after.mid(after.indexOf(u'_') + 1).toInt() + 1;
        const int count = qMin(100, script.checkpoints - first);
        return FaultAnswer::json(200, test::checkpointPage(first, count, first + count < script.checkpoints));
    }
    if (path.contains("/fine_tuning/jobs/"))
        return FaultAnswer::json(200, script.job);
    return FaultAnswer::json(404, R"({"error":{"message":"Not found","type":"invalid_request_error"}})");
}

/// The scripted server on a thread of its own: its work is no gap of the window.
class ServerThread
{
public:
    explicit ServerThread(Script script)
    {
        m_thread.start();
        m_home.moveToThread(&m_thread);
        QMetaObject::invokeMethod(
            &m_home,
            [this, script = std::move(script)] {
                m_server = std::make_unique<FaultServer>();
                m_server->always([this, script](const FaultRequest &request) {
                    m_server->forgetRequests();
                    return answerOf(script, request);
                });
                m_url = m_server->url(u"/v1"_s);
            },
            Qt::BlockingQueuedConnection);
    }
    ~ServerThread()
    {
        QMetaObject::invokeMethod(
            &m_home, [this] { m_server.reset(); }, Qt::BlockingQueuedConnection);
        m_thread.quit();
        m_thread.wait();
    }
    Q_DISABLE_COPY_MOVE(ServerThread)

    [[nodiscard]] QUrl url() const { return m_url; }

private:
    QThread m_thread;
    QObject m_home;
    std::unique_ptr<FaultServer> m_server;
    QUrl m_url;
};

double cpuMs()
{
    return double(std::clock()) * 1000 / CLOCKS_PER_SEC;
}

// Linux only; 0 elsewhere.
double statusMb(const char *key)
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith(key))
            return line.mid(line.indexOf(':') + 1).trimmed().split(' ').first().toDouble() / 1024;
    }
    return 0;
}

// The peak counts from here on, where the system allows it.
void resetPeak()
{
    QFile refs(u"/proc/self/clear_refs"_s);
    if (refs.open(QIODevice::WriteOnly))
        refs.write("5");
}

// Until the program has hardly anything to do any more.
void settle(GapMeter &meter)
{
    constexpr int kWindowMs = 400;
    for (int i = 0; i < 150; ++i) {
        const double before = cpuMs();
        meter.runFor(kWindowMs);
        if (cpuMs() - before < kWindowMs * 0.15) // the meter itself takes a little
            return;
    }
}

void chooseAll(const MainWindow &window, const char *list)
{
    const QString key = u"all_"_s + QString::fromLatin1(list);
    auto *facts = window.findChild<FactsView *>(u"overviewSide"_s);
    if (facts)
        Q_EMIT facts->linkActivated(key, {});
}

int measure(const Case &measured, int n)
{
    const Script script = measured.script(n);
    const ServerThread server(script);
    test::WindowProgram program({1280, 860});
    program.addAccount(server.url(), u"Hostile"_s, "k");
    std::optional<GapMeter> meter;
    QElapsedTimer clock;
    double cpu = 0;
    double before = 0;
    const auto begin = [&] {
        resetPeak();
        before = statusMb("VmRSS");
        cpu = cpuMs();
        clock.start();
        meter.emplace();
    };
    if (!measured.tab)
        begin();
    program.repository->start();
    GapMeter settling;
    (void)settling.runUntil([&] { return program.repository->isSettled(); });
    settle(settling);
    if (measured.tab) {
        const qint64 account = program.repository->accounts().front().record.number;
        program.window->jobsPage()->jobPage()->setCurrentTab(QString::fromLatin1(measured.tab));
        settle(settling);
        bool filled = false;
        QObject::connect(program.window->jobsPage(), &JobsPage::jobPageFilled, qApp, [&] { filled = true; });
        begin();
        program.window->jobsPage()->openJob({account, QString::fromLatin1(test::kHostileId)});
        (void)settling.runUntil([&] { return filled; });
        settle(settling);
        if (measured.all) {
            chooseAll(*program.window, measured.all);
            settle(settling);
        }
    }
    std::printf("cpu %.3f\nmemory %.3f\ngap %.3f\nrows %d\n", cpuMs() - cpu, statusMb("VmHWM") - before,
                meter->longestMs(), program.rows());
    std::fflush(stdout);
    if (qEnvironmentVariableIsSet("TUNEBOARD_PICTURES"))
        program.save(u"hostile-%1"_s.arg(QString::fromLatin1(measured.name).replace(u' ', u'-')));
    return 0;
}

struct Figures
{
    double cpu = 0;
    double memory = 0;
    double gap = 0;
};

Figures run(const QString &name, int n)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(QCoreApplication::applicationFilePath(), {u"--measure"_s, name, QString::number(n)});
    process.waitForFinished(300'000);
    Figures figures;
    for (const QByteArray &line : process.readAllStandardOutput().split('\n')) {
        const double value = line.mid(line.indexOf(' ') + 1).toDouble();
        if (line.startsWith("cpu"))
            figures.cpu = value;
        else if (line.startsWith("memory"))
            figures.memory = value;
        else if (line.startsWith("gap"))
            figures.gap = value;
    }
    return figures;
}

} // namespace

int main(int argc, char *argv[])
{
    bench::needNoDisplay();
    QApplication app(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.value(1) == "--measure"_L1) {
        applyTheme(app, ThemeMode::Light);
        for (const Case &one : kCases) {
            if (QString::fromLatin1(one.name) == arguments.value(2))
                return measure(one, arguments.value(3).toInt());
        }
        return 1;
    }
    std::printf("platform %s\n", qPrintable(QGuiApplication::platformName()));
    constexpr double kGapMs = 50;
    constexpr double kLeastMs = 100; // what less takes is mostly the same at both sizes
    constexpr double kLeastMb = 16;
    for (const Case &one : kCases) {
        const QString name = QString::fromLatin1(one.name);
        if (arguments.size() > 1 && !arguments.mid(1).contains(name))
            continue;
        const Figures once = run(name, one.size);
        const Figures twice = run(name, 2 * one.size);
        const std::string what = std::string(one.name) + " " + std::to_string(one.size);
        report(what + " twice, time", qMax(kLeastMs, twice.cpu), qMax(kLeastMs, once.cpu), 2.2, false);
        report(what + " twice, memory", qMax(kLeastMb, twice.memory), qMax(kLeastMb, once.memory), 2.2, false,
               "MB");
        report(what + ", longest gap to 50 ms", once.gap, kGapMs, 1, false);
        report(what + " twice, longest gap to 50 ms", twice.gap, kGapMs, 1, false);
    }
    return 0;
}
