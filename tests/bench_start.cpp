// SPDX-License-Identifier: GPL-3.0-or-later
// From the start of a process to its first frame: the program's window with 100 000 archived jobs, offline,
// against programs that show an empty QMainWindow or a table of 100 rows. Runs itself for the first.
#include "app/api/readpage.h"
#include "app/archive/archive.h"
#include "app/models/jobsmodel.h"
#include "app/repository/repository.h"
#include "tests/support/bench.h"
#include "tests/support/benchwindow.h"
#include "tests/support/demopages.h"
#include "ui/fonts.h"
#include "ui/jobs/jobtableview.h"
#include "ui/mainwindow.h"
#include "ui/theme.h"

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QSettings>
#include <QTemporaryDir>
#include <QTimer>
#include <QTranslator>

using namespace Qt::StringLiterals;
using namespace tuneboard;
using bench::report;

namespace {

constexpr int kJobs = 100'000;
constexpr int kRuns = 15;

AccountRecord accountRecord()
{
    AccountRecord record;
    record.name = u"Team"_s;
    record.baseUrl = u"http://127.0.0.1:9/v1"_s;
    record.dialect = u"compatible"_s;
    return record;
}

int prepare(const QString &path)
{
    auto opened = Archive::open({.path = path});
    auto *archive = std::get_if<std::unique_ptr<Archive>>(&opened);
    if (!archive)
        return 1;
    const auto account = (*archive)->ensureAccount(accountRecord());
    const auto *record = std::get_if<AccountRecord>(&account);
    if (!record)
        return 1;
    for (QByteArray &page : bench::demoPages(kJobs)) {
        const Result<JobPage> read = readJobPage(std::move(page));
        if (!read || !std::holds_alternative<int>(
                         (*archive)->write(record->number, read->jobs, bench::kNowSecs * 1000)))
            return 1;
    }
    return 0;
}

void say(const char *what, double figure)
{
    std::printf("%s %.3f\n", what, figure);
    std::fflush(stdout);
}

// Linux only; 0 elsewhere.
double peakMegabytes()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmHWM:"))
            return line.mid(6).trimmed().split(' ').first().toDouble() / 1024;
    }
    return 0;
}

/// The longest time that the event loop was kept from a timer that wants to run all the time.
class Lateness : public QObject
{
public:
    Lateness()
    {
        m_since.start();
        m_timer.callOnTimeout(this, [this] {
            m_worst = qMax(m_worst, m_since.nsecsElapsed());
            m_since.restart();
        });
        m_timer.start(1);
    }
    [[nodiscard]] double worstMs() const { return double(qMax(m_worst, m_since.nsecsElapsed())) / 1e6; }

private:
    QTimer m_timer;
    QElapsedTimer m_since;
    qint64 m_worst = 0;
};

// As main.cpp builds it.
int program(QApplication &app, const QString &archive, const QString &settingsFile)
{
    QTranslator translator;
    if (translator.load(u":/i18n/tuneboard_en.qm"_s))
        QApplication::installTranslator(&translator);
    QApplication::setWindowIcon(programIcon());
    Repository::Options options;
    options.archivePath = archive;
    options.offline = true;
    options.othersAfterMs = 1000;
    Repository repository(options);
    Endpoint endpoint;
    endpoint.dialect = DialectKind::Compatible;
    endpoint.baseUrl = QUrl(accountRecord().baseUrl);
    repository.addAccount(accountRecord(), endpoint);
    QSettings settings(settingsFile, QSettings::IniFormat);
    applyTheme(app, themeFromKey({}));
    repository.start();
    MainWindow window(repository, settings);
    window.setArchivePath(archive);

    const auto *table = window.findChild<JobTableView *>(u"jobTable"_s);
    std::optional<Lateness> lateness;
    bool painted = false;
    bool loaded = false;
    const auto end = [&] {
        if (!painted || !loaded)
            return;
        say("jobs", repository.jobs()->rowCount());
        say("peak", peakMegabytes());
        QCoreApplication::quit();
    };
    bench::FirstPaint first(
        table->viewport(), [&] { return repository.jobs()->rowCount() > 0; },
        [&] {
            say("painted", 0);
            painted = true;
            if (!loaded)
                lateness.emplace();
            end();
        });
    QObject::connect(&repository, &Repository::archiveLoaded, &app, [&] {
        say("loaded", 0);
        say("late", lateness ? lateness->worstMs() : 0);
        loaded = true;
        lateness.reset();
        end();
    });
    window.show();
    return QApplication::exec();
}

/// What a run told, by its word: ms since the start for those without a figure of their own.
using Told = QHash<QByteArray, double>;

Told run(const QString &file, const QStringList &arguments)
{
    Told told;
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    QElapsedTimer timer;
    timer.start();
    process.start(file, arguments);
    while (process.state() != QProcess::NotRunning || process.canReadLine()) {
        if (!process.canReadLine() && !process.waitForReadyRead(60000) && !process.canReadLine())
            break;
        const double now = double(timer.nsecsElapsed()) / 1e6;
        while (process.canReadLine()) {
            const QByteArrayList words = process.readLine().trimmed().split(' ');
            const double figure = words.value(1).toDouble();
            told[words.first()] = figure > 0 ? figure : now;
        }
    }
    process.waitForFinished(60000);
    return told;
}

double median(const std::vector<Told> &runs, const char *word)
{
    std::vector<double> figures;
    figures.reserve(runs.size());
    for (const Told &told : runs)
        figures.push_back(told.value(word));
    std::sort(figures.begin(), figures.end());
    return figures[figures.size() / 2];
}

int measure(const QString &self)
{
    const QTemporaryDir folder;
    const QString archive = folder.filePath(u"archive.sqlite"_s);
    // In a process of its own, so that this one stays small: starting others takes longer from a large one.
    if (QProcess::execute(self, {u"prepare"_s, archive}) != 0) {
        std::printf("the archive could not be written to %s\n", qPrintable(archive));
        return 1;
    }
    const QString floorProgram = QStringLiteral(TUNEBOARD_BENCH_WINDOW);
    std::vector<Told> empty;
    std::vector<Told> table;
    std::vector<Told> window;
    for (int i = 0; i <= kRuns; ++i) {
        const Told a = run(floorProgram, {});
        const Told b = run(floorProgram, {u"table"_s});
        const Told c = run(self, {u"window"_s, archive, folder.filePath(u"settings.ini"_s)});
        if (i == 0) // the first only warms what the system keeps of the files
            continue;
        empty.push_back(a);
        table.push_back(b);
        window.push_back(c);
    }
    std::printf("platform %s; %.0f jobs in an archive of %.1f MB\n",
                qPrintable(qEnvironmentVariable("QT_QPA_PLATFORM", u"of the display"_s)),
                median(window, "jobs"), double(QFile(archive).size()) / 1e6);
    const double painted = median(window, "painted");
    const double loaded = median(window, "loaded");
    report("start to first rows, to an empty QMainWindow", painted, median(empty, "painted"), 3, false);
    report("start to first rows, to an empty QMainWindow (later aim)", painted, median(empty, "painted"), 2.2,
           false);
    report("start to first rows, to a table of 100 rows (later aim)", painted, median(table, "painted"), 1.2,
           false);
    report("start to all rows, to 170 ms (later aim)", loaded, 170, 1, false);
    report("event loop held up while the rest is read, to a frame", median(window, "late"), 1000.0 / 60, 1,
           false);
    report("peak memory of the process, to 150 MB (later aim)", median(window, "peak"), 150, 1, false, "MB");
    return 0;
}

} // namespace

int main(int argc, char *argv[])
{
    bench::needNoDisplay();
    const QByteArray mode = argc > 1 ? argv[1] : "";
    if (mode == "window" && argc == 4) {
        const auto fonts = readFontsAhead();
        QApplication app(argc, argv);
        return program(app, QFile::decodeName(argv[2]), QFile::decodeName(argv[3]));
    }
    const QCoreApplication app(argc, argv);
    if (mode == "prepare" && argc == 3)
        return prepare(QFile::decodeName(argv[2]));
    return measure(QCoreApplication::applicationFilePath());
}
