// SPDX-License-Identifier: GPL-3.0-or-later
// Files in the window: every kind as what it is, outside of all that concerns the accounts.
#include "app/models/jobsmodel.h"
#include "app/models/tokenbuckets.h"
#include "app/repository/jobrecords.h"
#include "tests/support/sessionprogram.h"
#include "ui/actions.h"
#include "ui/job/elidedlabel.h"
#include "ui/job/jobpane.h"
#include "ui/jobs/jobspage.h"
#include "ui/theme.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QDropEvent>
#include <QFileDialog>
#include <QLabel>
#include <QMimeData>
#include <QSignalSpy>
#include <QTabBar>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace tuneboard;
using namespace tuneboard::test;

namespace {

constexpr QByteArrayView kGrader =
    R"({"type":"string_check","name":"exact","input":"{{sample.output_text}}","reference":"{{item.a}}",)"
    R"("operation":"eq"})";

QByteArray asUtf16(const QByteArray &text)
{
    const QString wide = QString::fromUtf8(text);
    return QByteArray("\xFF\xFE") + QByteArray(reinterpret_cast<const char *>(wide.utf16()), wide.size() * 2);
}

/// A window on nothing but files.
struct FileProgram : Program
{
    FileProgram() { options.isFilesOnly = true; }

    [[nodiscard]] QString write(const QString &name, const QByteArray &bytes) const
    {
        const QString path = folder.filePath(name);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write %s", qPrintable(path));
        return path;
    }
    /// Until the page shows it, or a strip says why not.
    [[nodiscard]] bool open(const QString &path) const
    {
        QSignalSpy shown(&window(), &MainWindow::referenceShown);
        window().openFile(path);
        if (shown.isEmpty() && !shown.wait(kWaitMs))
            return false;
        QTest::qWait(50);
        return true;
    }
    [[nodiscard]] JobPane *pane() const { return window().jobsPage()->jobPage(); }
    /// Keys of the tabs that can be seen.
    [[nodiscard]] QStringList tabs() const
    {
        QStringList keys;
        const auto *bar = find<QTabBar>(u"jobTabs"_s);
        for (int i = 0; i < bar->count(); ++i) {
            if (bar->isTabVisible(i))
                keys += bar->tabData(i).toString();
        }
        return keys;
    }
    [[nodiscard]] QString text(const QString &label) const { return find<QLabel>(label)->text(); }
    /// The text after the title.
    [[nodiscard]] QString line() const { return find<ElidedLabel>(u"jobLine"_s)->text(); }
    [[nodiscard]] QRect railRow(const QString &text) const
    {
        const auto *rail = find<Rail>(u"rail"_s);
        for (int i = 0; i < rail->count(); ++i) {
            if (rail->item(i)->text() == text)
                return rail->visualItemRect(rail->item(i));
        }
        return {};
    }
    void clickRail(const QString &text) const
    {
        QVERIFY2(railRow(text).isValid(), qPrintable(text));
        QTest::mouseClick(find<Rail>(u"rail"_s)->viewport(), Qt::LeftButton, {},
                          {40, railRow(text).center().y()});
        QTest::qWait(50);
    }
    [[nodiscard]] int tableRows(const QString &name) const
    {
        const auto *view = find<QAbstractItemView>(name);
        return view ? view->model()->rowCount() : -1;
    }
};

} // namespace

class TstOpenedFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { applyTheme(*qApp, ThemeMode::Light); }
    void everyKindHasItsPage_data();
    void everyKindHasItsPage();
    void jobsAreListed_data();
    void jobsAreListed();
    void reportsWhyAFileCannotBeOpened_data();
    void reportsWhyAFileCannotBeOpened();
    void keepsFilesSeparateFromTheAccounts();
    void severalFilesAreOpenAndCanBeClosed();
    void withoutAnAccountNothingElseIsShown();
    void theFirstAccountKeepsTheFiles();
    void filesAreOpenedByDropAndDialog();
    void embeddedRecordsOfAFileAreShown();
    void embeddedRecordsOfAServerAreShown_data();
    void embeddedRecordsOfAServerAreShown();
    void aPageStaysWhileAccountsAreRead();
    void showsFilesTooBigForATree();
    void deletesDecodedTablesWhenTheFileIsClosed();
    void emptyTabsSayWhy_data();
    void emptyTabsSayWhy();
    void fetchesCheckpointFilesOnlyOnClick();
};

void TstOpenedFiles::everyKindHasItsPage_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QStringList>("tabs");
    // The tab at the front has a star.
    const auto row = [](const char *name, const QByteArray &bytes, const char *title, const char *tabs) {
        QTest::newRow(name) << QString::fromLatin1(name) << bytes << QString::fromLatin1(title)
                            << QString::fromLatin1(tabs).split(u' ');
    };
    const QByteArray event =
        R"({"object":"fine_tuning.job.event","id":"ftevent-1","created_at":1750000000,"level":"info",)"
        R"("type":"message","message":"hello"})";
    const QByteArray measured =
        R"({"object":"fine_tuning.job.event","id":"ftevent-2","created_at":1750000001,)"
        R"("type":"metrics","data":{"step":1,"train_loss":2.5}},)"
        R"({"object":"fine_tuning.job.event","id":"ftevent-3","created_at":1750000002,)"
        R"("type":"metrics","data":{"step":2,"train_loss":NaN}})";
    const QByteArray checkpoint =
        R"({"object":"fine_tuning.job.checkpoint","id":"ftckpt_1","created_at":1750000000,)"
        R"("step_number":5,"metrics":{"train_loss":1.5}})";
    const QByteArray csv = "step,train_loss\n1,2.5\n2,1.5\n";
    row("events.json", R"({"object":"list","data":[)" + event + "]}", "Events, ", "events* raw");
    row("metrics.json", '[' + measured + ']', "Events, ", "charts events* raw");
    row("one-event.json", event, "Event, ", "events* raw");
    row("events.jsonl", event + '\n' + event + '\n', "Events, ", "events* raw");
    row("checkpoints.json", R"({"data":[)" + checkpoint + "]}", "Checkpoints, ", "charts checkpoints* raw");
    row("one-checkpoint.json", checkpoint, "Checkpoint, ", "charts checkpoints* raw");
    row("grader.json", kGrader.toByteArray(), "Grader, ", "method* raw");
    row("graders.json", '[' + kGrader.toByteArray() + ',' + kGrader.toByteArray() + ']', "Graders, ",
        "method* raw");
    row("error.json", R"({"error":{"message":"no","type":"invalid_request_error","param":null}})", "Error, ",
        "method* raw");
    row("recorded.json", R"({"status":404,"body":{"error":{"message":"Could not find it"}}})",
        "Recorded answer, ", "method* raw");
    row("file.json", R"({"object":"file","id":"file-1","filename":"a.jsonl","bytes":7})", "File, ",
        "method* raw");
    row("other.json", R"({"a":{"b":[1,2]}})", "JSON, ", "method* raw");
    row("training.jsonl", "{\"messages\":[]}\n{\"messages\":[]}\n", "JSON, ", "method* raw");
    row("result.csv", csv, "Result table, ", "charts* files raw");
    row("base64.csv", csv.toBase64(), "Result table, ", "charts* files raw");
    row("wide.csv", asUtf16(csv), "Result table, ", "charts* files raw");
    row("wide.json", asUtf16('[' + event + ']'), "Events, ", "events* raw");
}

void TstOpenedFiles::everyKindHasItsPage()
{
    QFETCH(const QString, name);
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, title);
    QFETCH(QStringList, tabs);
    QString front = tabs.filter(u"*"_s).value(0);
    front.chop(1);
    tabs.replaceInStrings(u"*"_s, QString());
    FileProgram program;
    QVERIFY(program.run());
    QVERIFY(program.open(program.write(name, bytes)));
    QCOMPARE(program.strips(), QStringList());
    QCOMPARE(program.window().windowTitle(), title + name);
    QTRY_COMPARE_WITH_TIMEOUT(program.tabs(), tabs, kWaitMs);
    QCOMPARE(program.pane()->currentTab(), front);
    QVERIFY(program.pane()->isVisible());
    QVERIFY(!program.table()->isVisible());
    if (front == "events"_L1)
        QTRY_COMPARE_WITH_TIMEOUT(
            program.tableRows(u"eventsTable"_s),
            int(bytes.count("fine_tuning.job.event")) + (name == "wide.json"_L1 ? 1 : 0), kWaitMs);
    if (front == "checkpoints"_L1)
        QTRY_COMPARE_WITH_TIMEOUT(program.tableRows(u"checkpointsTable"_s), 1, kWaitMs);
    if (front == "method"_L1)
        QTRY_VERIFY_WITH_TIMEOUT(program.tableRows(u"graderTree"_s) > 0, kWaitMs);
    if (title.startsWith(u"Error"_s))
        QVERIFY2(program.text(u"graderSentence"_s).contains(u"no"_s), "the error's sentence");
    if (title.startsWith(u"Result"_s)) {
        program.pane()->setCurrentTab(u"files"_s);
        QTRY_COMPARE_WITH_TIMEOUT(program.tableRows(u"previewTable"_s), 2, kWaitMs);
    }
    program.save(u"file-"_s + name);
    applyTheme(*qApp, ThemeMode::Dark);
    program.save(u"file-dark-"_s + name);
    program.pane()->setCurrentTab(u"raw"_s);
    QCOMPARE(program.pane()->currentTab(), u"raw"_s);
    program.pane()->setCurrentTab(u"overview"_s); // does not apply
    QCOMPARE(program.pane()->currentTab(), u"raw"_s);
}

void TstOpenedFiles::jobsAreListed_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("title");
    QTest::addColumn<int>("rows");
    const QByteArray one = jobJson("ftjob-1");
    const QByteArray two = jobJson("ftjob-2");
    const auto row = [](const char *name, const QByteArray &bytes, const char *title, int rows) {
        QTest::newRow(name) << QString::fromLatin1(name) << bytes << QString::fromLatin1(title) << rows;
    };
    row("job.json", one, "Job, job.json", 1);
    row("list.json", page({one, two}), "Jobs, list.json", 2);
    row("array.json", '[' + one + ',' + two + ']', "Jobs, array.json", 2);
    row("jobs.jsonl", one + '\n' + two + '\n', "Jobs, jobs.jsonl", 2);
    row("wide.json", asUtf16(one), "Job, wide.json", 1);
    row("under-jobs.json", R"({"jobs":[)" + one + ',' + two + "]}", "Jobs, under-jobs.json", 2);
}

void TstOpenedFiles::jobsAreListed()
{
    QFETCH(const QString, name);
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, title);
    QFETCH(const int, rows);
    FileProgram program;
    QVERIFY(program.run());
    QVERIFY(program.open(program.write(name, bytes)));
    QCOMPARE(program.strips(), QStringList());
    QCOMPARE(program.window().windowTitle(), title);
    QCOMPARE(program.rows(), rows);
    QCOMPARE(program.table()->isVisible(), rows > 1);
    QTRY_COMPARE(program.pane()->currentTab(), u"overview"_s);
    QCOMPARE(program.tabs().size(), 7);
}

void TstOpenedFiles::reportsWhyAFileCannotBeOpened_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char *name, const QByteArray &bytes, const char *sentence) {
        QTest::newRow(name) << QString::fromLatin1(name) << bytes << QString::fromUtf8(sentence);
    };
    row("empty.csv", "", "empty.csv is empty.");
    row("blank.json", " \n\t ", "blank.json is empty.");
    row("wide-empty.json", "\xFF\xFE", "wide-empty.json is empty.");
    row("cut.json", "{\"id\":\"ftjob-1\",\n\"status\":\"runn",
        "cut.json cannot be read: The JSON is cut off");
    row("cut-list.json",
        "[{\"id\":\"ftjob-1\"},\n{\"id\":", "cut-list.json cannot be read: The JSON is cut off");
    row("picture.png", QByteArray("\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR", 16), "picture.png is not a text file.");
    row("letter.txt", "Dear all,\nno table here.\n",
        "letter.txt is a text file without a JSON object, a JSON list or a result table. Tuneboard cannot "
        "show it.");
}

void TstOpenedFiles::reportsWhyAFileCannotBeOpened()
{
    QFETCH(const QString, name);
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, sentence);
    FileProgram program;
    QVERIFY(program.run());
    QVERIFY(program.open(program.write(name, bytes)));
    QCOMPARE(program.strips().size(), 1);
    const QString said = program.strips().front();
    QVERIFY2(said.startsWith(sentence), qPrintable(said));
    QVERIFY2(!said.contains(u"server"_s, Qt::CaseInsensitive) && !said.contains(u"answer"_s),
             qPrintable(said));
    QVERIFY(program.repository().files().empty());
    // It stays when something else is opened.
    QVERIFY(program.open(program.write(u"other.json"_s, "{\"a\":1}")));
    QCOMPARE(program.strips(), QStringList{said});
    QVERIFY(program.open(program.folder.path()));
    QVERIFY2(program.says(u"is a folder that Tuneboard did not export"_s),
             qPrintable(program.strips().join(u'\n')));
}

void TstOpenedFiles::keepsFilesSeparateFromTheAccounts()
{
    FaultServer server;
    server.always(having({"ftjob-a", "ftjob-b"}));
    FileProgram program;
    program.options.isFilesOnly = false;
    program.have({profileAt(server.url(u"/v1"_s), u"Work"_s, 0)});
    QVERIFY(program.run());
    QTRY_COMPARE(program.rows(), 2);
    const auto tokens = [&program] {
        return tokenBuckets(program.repository().jobs()->table(), BucketSpan::Month, BucketBy::Method,
                            QLocale::c(), 120)
            .selected;
    };
    const double tokensBefore = tokens();
    const QStringList railBefore = program.railTexts();
    QVERIFY(!railBefore.contains(u"FILES"_s));
    const qsizetype asked = server.requests().size();
    const QString path =
        program.write(u"theirs.json"_s, page({jobJson("ftjob-a", 5000), jobJson("ftjob-x", 7000)}));
    QVERIFY(program.open(path));
    // Alone: its two jobs, its tokens.
    MainWindow &window = program.window();
    QVERIFY(window.jobsPage()->shownFile() < 0);
    QCOMPARE(window.windowTitle(), u"Jobs, theirs.json"_s);
    QCOMPARE(program.rows(), 2);
    QCOMPARE(tokens(), 12000.0);
    QVERIFY(program.railTexts().contains(u"theirs.json"_s));
    program.save(u"file-beside-accounts"_s);
    // Everything of the accounts is as before, with one more section in the rail.
    program.clickRail(u"Back to the accounts"_s);
    QTest::qWait(50);
    QCOMPARE(window.jobsPage()->shownFile(), 0);
    QCOMPARE(window.windowTitle(), u"Tuneboard"_s);
    QCOMPARE(program.rows(), 2);
    QCOMPARE(int(program.repository().jobs()->table().jobCount()), 2);
    QCOMPARE(tokens(), tokensBefore);
    QStringList rail = program.railTexts();
    QVERIFY(rail.removeOne(u"FILES"_s));
    QVERIFY(rail.removeOne(u"theirs.json"_s));
    QCOMPARE(rail, railBefore);
    QCOMPARE(program.repository().accounts().size(), std::size_t(1));
    // A filter of the accounts says nothing about the file, and comes back after it.
    window.jobsPage()->setFindText(u"ftjob-b"_s);
    QCOMPARE(program.rows(), 1);
    program.clickRail(u"theirs.json"_s);
    QCOMPARE(program.rows(), 2);
    window.jobsPage()->setFindText(u"ftjob-x"_s);
    QCOMPARE(program.rows(), 1);
    program.clickRail(u"theirs.json"_s); // again: back
    QCOMPARE(window.jobsPage()->findText(), u"ftjob-b"_s);
    QCOMPARE(program.rows(), 1);
    // No job of the file was requested, the known one neither.
    program.clickRail(u"theirs.json"_s);
    for (const QString &id : {u"ftjob-a"_s, u"ftjob-x"_s}) {
        QSignalSpy filled(window.jobsPage(), &JobsPage::jobPageFilled);
        window.jobsPage()->openJob({window.jobsPage()->shownFile(), id});
        QVERIFY(filled.wait(kWaitMs));
    }
    QTest::qWait(100);
    for (qsizetype i = asked; i < server.requests().size(); ++i)
        QVERIFY2(!server.requests().at(i).path().contains("ftjob-"),
                 server.requests().at(i).path().constData());
}

void TstOpenedFiles::severalFilesAreOpenAndCanBeClosed()
{
    FileProgram program;
    QVERIFY(program.run());
    const QString events = program.write(u"events.json"_s, R"([{"id":"ftevent-1","message":"a"}])");
    const QString jobs = program.write(u"jobs.json"_s, page({jobJson("ftjob-1"), jobJson("ftjob-2")}));
    QVERIFY(program.open(events));
    QVERIFY(program.open(jobs));
    QVERIFY(program.open(events));
    QCOMPARE(program.repository().files().size(), std::size_t(2)); // the same file is there once
    QCOMPARE(program.window().windowTitle(), u"Events, events.json"_s);
    QVERIFY(!program.railTexts().contains(u"Back to the accounts"_s)); // there are none
    auto *rail = program.find<Rail>(u"rail"_s);
    program.clickRail(u"jobs.json"_s);
    QTest::qWait(50);
    QCOMPARE(program.rows(), 2);
    QVERIFY(program.table()->isVisible());
    // The cross at its end closes it.
    const QRect row = program.railRow(u"events.json"_s);
    QTest::mouseClick(rail->viewport(), Qt::LeftButton, {},
                      QPoint(rail->viewport()->width() - 16, row.center().y()));
    QTest::qWait(50);
    QCOMPARE(program.repository().files().size(), std::size_t(1));
    QCOMPARE(program.rows(), 2);
    // The key does it too, of the one that is shown.
    rail->setCurrentItem(rail->itemAt(program.railRow(u"jobs.json"_s).center()));
    QTest::keyClick(rail, Qt::Key_Delete);
    QTest::qWait(50);
    QVERIFY(program.repository().files().empty());
    QCOMPARE(program.window().windowTitle(), u"Tuneboard"_s);
    QCOMPARE(program.rows(), 0);
    QVERIFY(!program.railTexts().contains(u"FILES"_s));
    QVERIFY(!program.window().jobsPage()->canGo(-1));
}

void TstOpenedFiles::withoutAnAccountNothingElseIsShown()
{
    FileProgram program;
    QVERIFY(program.run());
    QVERIFY(!program.session->isDemo());
    QVERIFY(program.repository().accounts().empty());
    QVERIFY(program.open(program.write(u"list.json"_s, page({jobJson("ftjob-1"), jobJson("ftjob-2")}))));
    QCOMPARE(program.rows(), 2);
    QVERIFY(!program.says(u"demo"_s));
    QVERIFY(!QFile::exists(program.options.archivePath)); // nothing is stored
    program.save(u"file-alone"_s);
}

void TstOpenedFiles::theFirstAccountKeepsTheFiles()
{
    FaultServer server;
    server.always(having({"ftjob-a"}));
    FileProgram program;
    QVERIFY(program.run());
    QVERIFY(program.open(program.write(u"job.json"_s, jobJson("ftjob-1"))));
    QSignalSpy over(program.session.get(), &Session::wentOver);
    program.window().actions().addAccount->trigger();
    program.enter(u"Work"_s, server.url(u"/v1"_s), u"sk-x"_s);
    QVERIFY(over.wait(kWaitMs));
    QVERIFY(program.settle());
    QTRY_COMPARE_WITH_TIMEOUT(program.repository().files().size(), std::size_t(1), kWaitMs);
    QTRY_COMPARE_WITH_TIMEOUT(int(program.repository().accounts().size()), 1, kWaitMs);
    QTRY_VERIFY_WITH_TIMEOUT(program.railTexts().contains(u"Back to the accounts"_s), kWaitMs);
}

void TstOpenedFiles::filesAreOpenedByDropAndDialog()
{
    FileProgram program;
    QVERIFY(program.run());
    const QString one = program.write(u"one.json"_s, "{\"a\":1}");
    const QString two = program.write(u"two.csv"_s, "step,train_loss\n1,2\n");
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(one), QUrl(u"https://example.com/x.json"_s)});
    MainWindow &window = program.window();
    // With Shift the source proposes a move, after which it might delete the file.
    const Qt::DropActions both = Qt::CopyAction | Qt::MoveAction;
    QDragEnterEvent enter({10, 10}, both, &data, Qt::LeftButton, Qt::ShiftModifier);
    QCOMPARE(enter.dropAction(), Qt::MoveAction);
    QApplication::sendEvent(&window, &enter);
    QVERIFY(enter.isAccepted());
    QCOMPARE(enter.dropAction(), Qt::CopyAction);
    QDragEnterEvent moved({10, 10}, Qt::MoveAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&window, &moved);
    QVERIFY(!moved.isAccepted());
    QDropEvent drop(QPointF(10, 10), both, &data, Qt::LeftButton, Qt::ShiftModifier);
    QApplication::sendEvent(&window, &drop);
    QCOMPARE(drop.dropAction(), Qt::CopyAction);
    QTRY_COMPARE_WITH_TIMEOUT(program.repository().files().size(), std::size_t(1), kWaitMs);
    window.actions().openFile->trigger();
    auto *dialog = window.findChild<QFileDialog *>(u"openFileDialog"_s);
    QVERIFY(dialog);
    Q_EMIT dialog->filesSelected({two});
    dialog->close();
    QTRY_COMPARE_WITH_TIMEOUT(program.repository().files().size(), std::size_t(2), kWaitMs);
}

namespace {

QByteArray jobWithRecords()
{
    return jobJson(
        "ftjob-own", 1000,
        R"(,"events":[{"name":"status-updated","data":{"status":"SUCCESS"},"created_at":1750000600},)"
        R"({"name":"started","created_at":1750000100}],)"
        R"("checkpoints":[{"metrics":{"train_loss":0.5},"step_number":9,"created_at":1750000500}],)"
        R"("status_details":{"metrics":{"metrics":{"train_loss":[)"
        R"({"step":1,"value":2.5,"timestamp":"2025-06-15T15:00:00"},{"step":2,"value":1.5}]}}})");
}

} // namespace

void TstOpenedFiles::embeddedRecordsOfAFileAreShown()
{
    FileProgram program;
    QVERIFY(program.run());
    JobRecords records;
    connect(&program.repository(), &Repository::recordsChanged, this,
            [&records](const JobRecords &now) { records = now; });
    QVERIFY(program.open(program.write(u"job.json"_s, jobWithRecords())));
    QTRY_VERIFY_WITH_TIMEOUT(records.metrics && records.metrics->find(u"train_loss"), kWaitMs);
    QCOMPARE(int(records.events->size()), 4);
    QCOMPARE(records.events->front().message, u"status-updated"_s); // newest first
    QCOMPARE(int(records.checkpoints->size()), 1);
    QVERIFY(records.eventsAreEmbedded && records.checkpointsAreEmbedded);
    program.pane()->setCurrentTab(u"events"_s);
    QTRY_COMPARE(program.tableRows(u"eventsTable"_s), 4);
    program.pane()->setCurrentTab(u"checkpoints"_s);
    QTRY_COMPARE(program.tableRows(u"checkpointsTable"_s), 1);
    program.pane()->setCurrentTab(u"charts"_s);
    program.save(u"file-embedded"_s);
    // A job without them says that it is the file that has none.
    QVERIFY(program.open(program.write(u"bare.json"_s, jobJson("ftjob-bare"))));
    program.pane()->setCurrentTab(u"events"_s);
    QTRY_VERIFY_WITH_TIMEOUT(program.text(u"eventsEmpty"_s).contains(u"file contains no events"_s), kWaitMs);
}

void TstOpenedFiles::embeddedRecordsOfAServerAreShown_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {404, 405, 501})
        QTest::newRow(QByteArray::number(status).constData()) << status;
}

void TstOpenedFiles::embeddedRecordsOfAServerAreShown()
{
    QFETCH(const int, status);
    FaultServer server;
    server.always([status](const FaultRequest &request) {
        if (request.path().endsWith("/jobs/ftjob-own"))
            return FaultAnswer::json(200, jobWithRecords());
        if (request.path().endsWith("/jobs"))
            return FaultAnswer::json(200, page({jobWithRecords()}));
        return FaultAnswer::json(status, R"({"error":{"message":"Not Found"}})");
    });
    FileProgram program;
    program.options.isFilesOnly = false;
    program.have({profileAt(server.url(u"/v1"_s), u"Work"_s, 0)});
    QVERIFY(program.run());
    QTRY_COMPARE(program.rows(), 1);
    program.window().jobsPage()->openJob(
        {program.repository().accounts().front().record.number, u"ftjob-own"_s});
    QTRY_VERIFY_WITH_TIMEOUT(program.pane()->isVisible(), kWaitMs);
    const auto hasNoStrip = [&program](const QString &tab) {
        program.pane()->setCurrentTab(tab); // only the tab in view is up to date
        const auto *strip = program.find<QWidget>(tab + u"Tab"_s)->findChild<QWidget *>(u"partStrip"_s);
        return QTest::qWaitFor([strip] { return strip->isHidden(); }, kWaitMs); // nothing is missing
    };
    QVERIFY(hasNoStrip(u"events"_s));
    QTRY_COMPARE_WITH_TIMEOUT(program.tableRows(u"eventsTable"_s), 4, kWaitMs);
    QVERIFY(hasNoStrip(u"checkpoints"_s));
    QTRY_COMPARE_WITH_TIMEOUT(program.tableRows(u"checkpointsTable"_s), 1, kWaitMs);
}

// Each answer of an account looks for what is gone: the page of a file stays.
void TstOpenedFiles::aPageStaysWhileAccountsAreRead()
{
    FaultServer server;
    server.always(FaultAnswer::json(200, page({jobJson("ftjob-a")})));
    FileProgram program;
    program.options.isFilesOnly = false;
    program.have({profileAt(server.url(u"/v1"_s), u"Work"_s, 0)});
    QVERIFY(program.run());
    QVERIFY(program.open(program.write(u"grader.json"_s, kGrader.toByteArray())));
    QVERIFY(program.pane()->isVisible());
    const auto asked = server.requests().size();
    program.repository().refresh();
    QTRY_VERIFY_WITH_TIMEOUT(server.requests().size() > asked, kWaitMs);
    QVERIFY(program.settle());
    QVERIFY(program.pane()->isVisible());
    QVERIFY(program.window().jobsPage()->shownFile() < 0);
    // An account or a view is chosen: they are of the list of the accounts.
    program.window().jobsPage()->showFile(0);
    QCOMPARE(program.window().jobsPage()->shownFile(), 0);
    QCOMPARE(program.rows(), 1);
}

// Long lists of events are read element by element; other JSON of that size is shown as text.
void TstOpenedFiles::showsFilesTooBigForATree()
{
    FileProgram program;
    QVERIFY(program.run());
    QByteArray events;
    constexpr int kMany = 12'000;
    for (int i = 0; i < kMany; ++i) {
        events += R"({"object":"fine_tuning.job.event","id":"ftevent-)" + QByteArray::number(i) +
                  R"(","created_at":)" + QByteArray::number(1'750'000'000 + i) +
                  R"(,"type":"metrics","data":{"step":)" + QByteArray::number(i + 1) +
                  R"(,"train_loss":0.5}})" + "\n";
    }
    events += R"({"object":"fine_tuning.job.event","id":"ftevent-deep","data":)" + QByteArray(600, '[') +
              QByteArray(600, ']') + "}\n";
    QVERIFY(program.open(program.write(u"many.jsonl"_s, events)));
    QCOMPARE(program.window().windowTitle(), u"Events, many.jsonl"_s);
    QTRY_COMPARE_WITH_TIMEOUT(program.tableRows(u"eventsTable"_s), kMany, kWaitMs);
    QTRY_COMPARE_WITH_TIMEOUT(program.tabs(), (QStringList{u"charts"_s, u"events"_s, u"raw"_s}), kWaitMs);
    QVERIFY2(program.line().contains(u"1 object"_s), qPrintable(program.line()));

    QVERIFY(program.open(program.write(u"numbers.json"_s, "[1" + QByteArray(",1").repeated(60'000) + ']')));
    QCOMPARE(program.tabs(), QStringList{u"raw"_s});
    QVERIFY(program.line().contains(u"too many to read as a tree"_s));
    QVERIFY(program.open(program.write(u"deep.json"_s, QByteArray(600, '[') + QByteArray(600, ']'))));
    QCOMPARE(program.tabs(), QStringList{u"raw"_s});
    QVERIFY(program.line().contains(u"nested deeper"_s));
}

// What is written for a table that is encoded goes when the file is closed.
void TstOpenedFiles::deletesDecodedTablesWhenTheFileIsClosed()
{
    const auto tables = [] {
        return QDir(QDir::tempPath())
            .entryInfoList({QCoreApplication::applicationName() + u"-*"_s}, QDir::Dirs);
    };
    FileProgram program;
    QVERIFY(program.run());
    QVERIFY(program.open(program.write(u"base64.csv"_s, QByteArray("step,train_loss\n1,2.5\n").toBase64())));
    program.pane()->setCurrentTab(u"files"_s);
    QTRY_COMPARE_WITH_TIMEOUT(program.tableRows(u"previewTable"_s), 1, kWaitMs);
    const auto written = [&] {
        int count = 0;
        for (const QFileInfo &folder : tables())
            count += int(QDir(folder.filePath()).entryList({u"table-*.csv"_s}, QDir::Files).size());
        return count;
    };
    QCOMPARE(written(), 1);
    program.repository().closeFile(program.repository().files().front().account);
    QTRY_COMPARE_WITH_TIMEOUT(written(), 0, kWaitMs);
}

void TstOpenedFiles::emptyTabsSayWhy_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("events");
    QTest::addColumn<QString>("checkpoints");
    QTest::newRow("none") << 200 << u"The server has no events for this job."_s
                          << u"The server has no checkpoints for this job."_s;
    for (const int status : {404, 405, 501})
        QTest::newRow(QByteArray::number(status).constData())
            << status << u"The server does not offer events."_s
            << u"The server does not offer checkpoints."_s;
    QTest::newRow("400") << 400 << u"The events could not be read."_s
                         << u"The checkpoints could not be read."_s;
    QTest::newRow("not requested") << 0 << u"The events have not been requested yet."_s
                                   << u"The checkpoints have not been requested yet."_s;
}

void TstOpenedFiles::emptyTabsSayWhy()
{
    QFETCH(const int, status);
    QFETCH(const QString, events);
    QFETCH(const QString, checkpoints);
    FaultServer server;
    server.always([status](const FaultRequest &request) {
        if (request.path().endsWith("/jobs/ftjob-a"))
            return FaultAnswer::json(200, jobJson("ftjob-a"));
        if (request.path().endsWith("/jobs"))
            return FaultAnswer::json(200, page({jobJson("ftjob-a")}));
        return status == 200 ? FaultAnswer::json(200, page({}))
                             : FaultAnswer::json(status, R"({"error":{"message":"Not Found"}})");
    });
    FileProgram program;
    program.options.isFilesOnly = false;
    program.have({profileAt(server.url(u"/v1"_s), u"Work"_s, 0)});
    QVERIFY(program.run());
    QTRY_COMPARE(program.rows(), 1);
    if (status == 0) { // a second start without a network
        program.session.reset();
        program.options.offline = true;
        QVERIFY(program.run());
        QTRY_COMPARE(program.rows(), 1);
    }
    program.window().jobsPage()->openJob(
        {program.repository().accounts().front().record.number, u"ftjob-a"_s});
    program.pane()->setCurrentTab(u"events"_s);
    QTRY_COMPARE_WITH_TIMEOUT(program.text(u"eventsEmpty"_s), events, kWaitMs);
    program.pane()->setCurrentTab(u"checkpoints"_s);
    QTRY_COMPARE_WITH_TIMEOUT(program.text(u"checkpointsEmpty"_s), checkpoints, kWaitMs);
}

void TstOpenedFiles::fetchesCheckpointFilesOnlyOnClick()
{
    FaultServer server;
    server.always([](const FaultRequest &request) {
        if (request.path().endsWith("/jobs/ftjob-a"))
            return FaultAnswer::json(200, jobJson("ftjob-a"));
        if (request.path().endsWith("/jobs"))
            return FaultAnswer::json(200, page({jobJson("ftjob-a")}));
        if (request.path().endsWith("/checkpoints"))
            return FaultAnswer::json(
                200, page({R"({"object":"fine_tuning.job.checkpoint","id":"ftckpt_1","step_number":5,)"
                           R"("result_files":["file-weights","file-config"]})"}));
        if (request.path().contains("/files/"))
            return FaultAnswer::json(200, R"({"lora":8})");
        return FaultAnswer::json(200, page({}));
    });
    const auto asked = [&server] {
        QByteArrayList paths;
        for (const FaultRequest &request : server.requests()) {
            if (request.path().contains("/files/"))
                paths += request.path();
        }
        return paths;
    };
    FileProgram program;
    program.options.isFilesOnly = false;
    program.have({profileAt(server.url(u"/v1"_s), u"Work"_s, 0)});
    QVERIFY(program.run());
    QTRY_COMPARE(program.rows(), 1);
    program.window().jobsPage()->openJob(
        {program.repository().accounts().front().record.number, u"ftjob-a"_s});
    program.pane()->setCurrentTab(u"checkpoints"_s);
    QTRY_COMPARE_WITH_TIMEOUT(program.tableRows(u"checkpointsTable"_s), 1, kWaitMs);
    auto *table = program.find<QAbstractItemView>(u"checkpointsTable"_s);
    table->setCurrentIndex(table->model()->index(0, 1));
    const auto buttons = [&program] {
        return program.find<QWidget>(u"checkpointFiles"_s)
            ->findChildren<QToolButton *>(u"checkpointFile"_s, Qt::FindDirectChildrenOnly);
    };
    QTRY_COMPARE_WITH_TIMEOUT(buttons().size(), 2, kWaitMs);
    QCOMPARE(asked(), QByteArrayList()); // not by themselves
    program.save(u"checkpoint-files"_s);
    buttons().front()->click();
    QTRY_COMPARE_WITH_TIMEOUT(asked().size(), 1, kWaitMs);
    QVERIFY2(asked().front().contains("file-weights/content"), asked().front().constData());
    QTRY_VERIFY_WITH_TIMEOUT(!buttons().isEmpty() &&
                                 buttons().constLast()->text().startsWith(u"Download"_s) &&
                                 buttons().constFirst()->text().startsWith(u"Show"_s),
                             kWaitMs);
}

QTEST_MAIN(TstOpenedFiles)
#include "tst_openedfiles.moc"
