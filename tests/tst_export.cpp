// SPDX-License-Identifier: GPL-3.0-or-later
// Ctrl+E in the window: what is written, and what is said where it cannot be.
#include "app/models/jobsexport.h"
#include "app/models/jobsmodel.h"
#include "support/jobdetails.h"
#include "tests/support/faultserver.h"
#include "tests/support/windowprogram.h"
#include "ui/actions.h"
#include "ui/filewriter.h"
#include "ui/job/jobpane.h"
#include "ui/jobs/jobspage.h"
#include "ui/jobs/jobtableview.h"
#include "ui/mainwindow.h"
#include "ui/savefile.h"
#include "ui/strip.h"

#include <QDir>
#include <QFileDialog>
#include <QSettings>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QThread>

using namespace tuneboard;
using namespace tuneboard::test;
using namespace Qt::StringLiterals;

class TestExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs); }
    void writeTheJobs();
    void writeWhatWasShownWhenAsked_data();
    void writeWhatWasShownWhenAsked();
    void writeManyJobsBesideTheWindow_data();
    void writeManyJobsBesideTheWindow();
    void progressGoesWhenTheWindowWasBusy();
    void stopLeavesTheFileAsItWas();
    void jobsThatWentAreSaid();
    void copyManyRows();
    void goToTabsByKeys();
};

void TestExport::writeTheJobs()
{
    QTemporaryDir folder;
    QSettings settings(folder.filePath(u"settings.ini"_s), QSettings::IniFormat);
    Repository::Options options;
    options.archivePath = folder.filePath(u"archive.sqlite"_s);
    options.offline = true;
    Repository repository(options);
    MainWindow window(repository, settings);
    repository.start();
    showAt(window, 1200, 800);
    window.openFile(dataPath(u"lists/two-jobs.json"_s));
    QTRY_COMPARE(repository.jobs()->rowCount(), 2);
    const auto save = [&](const QString &path) {
        window.actions().exportTable->trigger();
        auto *dialog = window.findChild<QFileDialog *>(u"saveDialog"_s);
        QVERIFY(dialog);
        Q_EMIT dialog->fileSelected(path);
        dialog->close();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    };
    const auto read = [](const QString &path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    auto *table = window.jobsPage()->table();
    table->setFocus();
    table->clearSelection();
    const QString csv = folder.filePath(u"jobs.csv"_s);
    save(csv);
    QCOMPARE(read(csv).count("\r\n"), 3); // a header and both
    table->selectRow(1);
    const QString one = folder.filePath(u"one.csv"_s);
    save(one);
    QCOMPARE(read(one).count("\r\n"), 2);
    // JSON has the objects as received.
    const QString json = folder.filePath(u"jobs.json"_s);
    table->clearSelection();
    save(json);
    QTRY_VERIFY(QFile::exists(json));
    const auto written = readJson(read(json));
    const auto source = readJson(read(dataPath(u"lists/two-jobs.json"_s)));
    QVERIFY(written.ok() && source.ok());
    QCOMPARE(written->find(u"data")->children.size(), source->find(u"data")->children.size());
    QSet<QString> wanted;
    QSet<QString> found;
    for (const Value &job : source->find(u"data")->children)
        wanted.insert(toJson(job, -1));
    for (const Value &job : written->find(u"data")->children)
        found.insert(toJson(job, -1));
    QCOMPARE(found, wanted);
    save(folder.filePath(u"no/such/folder.csv"_s));
    QVERIFY(window.findChild<Strips *>()->texts().join(u' ').contains(u"could not be written"_s));
}

namespace {

// A server with many jobs; each has 1 500 events that name it, on one page.
FaultAnswer answer(const FaultRequest &request, int jobs)
{
    const QByteArray path = request.path();
    const auto job = [](const QByteArray &id) {
        return R"({"object":"fine_tuning.job","id":")" + id +
               R"(","status":"succeeded","model":"gpt-4o","fine_tuned_model":"ft:)" + id +
               R"(","created_at":1795000000})";
    };
    QByteArrayList objects;
    if (path.endsWith("/jobs")) {
        for (int i = 0; i < jobs; ++i)
            objects += job("ftjob-" + QByteArray::number(i));
    } else if (path.endsWith("/events")) {
        const QByteArray id = path.split('/').at(4);
        for (int i = 1500; i > 0; --i) {
            objects += R"({"object":"fine_tuning.job.event","id":")" + id + "-" + QByteArray::number(i) +
                       R"(","created_at":1795000000,"level":"info","message":"of )" + id + R"("})";
        }
    } else if (!path.endsWith("/checkpoints")) {
        return FaultAnswer::json(200, job(path.split('/').last()));
    }
    return FaultAnswer::json(200, R"({"data":[)" + objects.join(',') + R"(],"has_more":false})");
}

struct Listed : WindowProgram
{
    explicit Listed(int jobs)
    {
        jobServer.always([jobs](const FaultRequest &request) { return answer(request, jobs); });
        addAccount(jobServer.url(u"/v1"_s), u"Many"_s, "sk");
    }
    void ask() const { window->actions().exportTable->trigger(); }
    [[nodiscard]] QFileDialog *dialog() const { return window->findChild<QFileDialog *>(u"saveDialog"_s); }
    void choose(const QString &path) const
    {
        QFileDialog *open = dialog();
        Q_EMIT open->fileSelected(path);
        open->close();
    }
    void open(const QString &id) const
    {
        window->jobsPage()->openJob({repository->accounts()[0].record.number, id});
    }

    FaultServer jobServer;
};

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

void TestExport::writeWhatWasShownWhenAsked_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("closes");
    QTest::newRow("a table, another job") << u"events.csv"_s << false;
    QTest::newRow("a table, the page closed") << u"events.csv"_s << true;
    QTest::newRow("JSON, another job") << u"events.json"_s << false;
    QTest::newRow("JSON, the page closed") << u"events.json"_s << true;
}

// The page shows another job by the time the file has a name.
void TestExport::writeWhatWasShownWhenAsked()
{
    QFETCH(QString, name);
    QFETCH(bool, closes);
    Listed program(3);
    QVERIFY(program.start());
    program.window->jobsPage()->jobPage()->setCurrentTab(u"events"_s);
    program.open(u"ftjob-1"_s);
    auto *table = program.window->jobsPage()->jobPage()->findChild<QTableView *>(u"eventsTable"_s);
    QVERIFY(table);
    QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 1500, kWaitMs);
    Q_EMIT program.window->jobsPage()->jobPage()->exportRequested();
    QVERIFY(program.dialog());
    if (closes) {
        program.window->jobsPage()->closeJob();
    } else {
        program.open(u"ftjob-2"_s);
        QTRY_VERIFY_WITH_TIMEOUT(table->model()->index(0, 4).data().toString() == u"of ftjob-2"_s, kWaitMs);
    }
    const QString path = program.folder.filePath(name);
    program.choose(path);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path), kWaitMs);
    const QByteArray written = contentOf(path);
    QCOMPARE(written.count("of ftjob-1"), 1500);
    QCOMPARE(written.count("of ftjob-2"), 0);
    QTRY_COMPARE_WITH_TIMEOUT(program.strips().join(u'\n'), QString(), kWaitMs);
}

void TestExport::writeManyJobsBesideTheWindow_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("a table") << u"jobs.csv"_s;
    QTest::newRow("JSON") << u"jobs.json"_s;
}

void TestExport::writeManyJobsBesideTheWindow()
{
    QFETCH(QString, name);
    constexpr int jobs = 5000;
    Listed program(jobs);
    QVERIFY(program.start());
    QTRY_COMPARE_WITH_TIMEOUT(program.rows(), jobs, kWaitMs);
    program.table()->setFocus();
    program.table()->clearSelection();
    const QString path = program.folder.filePath(name);
    program.ask();
    program.findBox()->setText(u"ftjob-7"_s); // the list moves meanwhile
    QVERIFY(program.rows() < jobs);
    program.choose(path);
    QVERIFY(!QFile::exists(path)); // the window did not wait for it
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path), kWaitMs);
    const QByteArray written = contentOf(path);
    program.findBox()->clear();
    if (name.endsWith(u".csv"_s)) {
        QCOMPARE(written, jobsAsCsv(*program.repository->jobs()));
    } else {
        const auto read = readJson(written);
        QVERIFY(read.ok());
        QCOMPARE(int(read->find(u"data")->children.size()), jobs);
        for (int i : {0, 99, 100, 4999})
            QCOMPARE(written.count("\"ftjob-" + QByteArray::number(i) + '"'), 1);
    }
    QTRY_COMPARE_WITH_TIMEOUT(program.strips().join(u'\n'), QString(), kWaitMs);
}

// The file is written while the window is held up: the end and the next look at the progress are due at once.
void TestExport::progressGoesWhenTheWindowWasBusy()
{
    Listed program(3);
    QVERIFY(program.start());
    program.window->jobsPage()->jobPage()->setCurrentTab(u"events"_s);
    program.open(u"ftjob-1"_s);
    auto *table = program.window->jobsPage()->jobPage()->findChild<QTableView *>(u"eventsTable"_s);
    QVERIFY(table);
    QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 1500, kWaitMs);
    Q_EMIT program.window->jobsPage()->jobPage()->exportRequested();
    QVERIFY(program.dialog());
    const QString path = program.folder.filePath(u"events.json"_s);
    program.choose(path);
    QVERIFY(program.window->findChild<FileWriter *>()); // as for every long table
    for (int i = 0; i < kWaitMs / 10 && !QFile::exists(path); ++i)
        QThread::msleep(10);
    QVERIFY(QFile::exists(path));
    QThread::msleep(1000);
    QTRY_VERIFY_WITH_TIMEOUT(!program.window->findChild<FileWriter *>(), kWaitMs);
    QCOMPARE(program.strips().join(u'\n'), QString());
}

void TestExport::stopLeavesTheFileAsItWas()
{
    Listed program(5000);
    QVERIFY(program.start());
    QTRY_COMPARE_WITH_TIMEOUT(program.rows(), 5000, kWaitMs);
    program.table()->setFocus();
    program.table()->clearSelection();
    for (const QString &name : {u"stopped.csv"_s, u"stopped.json"_s}) {
        const QString path = program.folder.filePath(name);
        QVERIFY(writeFile(path, "before").isEmpty());
        const qsizetype files = QDir(program.folder.path()).entryList(QDir::Files).size();
        program.ask();
        program.choose(path);
        auto *writer = program.window->findChild<FileWriter *>();
        QVERIFY(writer);
        QSignalSpy ended(writer, &FileWriter::ended);
        writer->cancel();
        QVERIFY(ended.count() == 1 || ended.wait(kWaitMs));
        QTRY_VERIFY_WITH_TIMEOUT(!program.window->findChild<FileWriter *>(), kWaitMs);
        QCOMPARE(ended.first().first().toString(), QString());
        QCOMPARE(contentOf(path), QByteArray("before"));
        QCOMPARE(QDir(program.folder.path()).entryList(QDir::Files).size(), files);
    }
    // The window may also go in the middle.
    const QString path = program.folder.filePath(u"stopped.csv"_s);
    program.ask();
    program.choose(path);
    program.window.reset();
    QCOMPARE(contentOf(path), QByteArray("before"));
}

// A file that lacks what was asked for is worse than none.
void TestExport::jobsThatWentAreSaid()
{
    Listed program(0);
    AccountRecord record;
    record.uuid = QUuid::createUuid();
    record.name = u"Gone"_s;
    record.baseUrl = program.jobServer.url(u"/v1"_s).toString();
    record.dialect = u"compatible"_s;
    Endpoint endpoint;
    endpoint.dialect = DialectKind::Compatible;
    endpoint.baseUrl = program.jobServer.url(u"/v1"_s);
    program.jobServer.always([](const FaultRequest &request) { return answer(request, 3000); });
    program.repository->addAccount(record, endpoint);
    QVERIFY(program.start());
    program.table()->setFocus();
    program.table()->clearSelection();
    const QString path = program.folder.filePath(u"gone.csv"_s);
    program.ask();
    program.repository->removeAccount(record.uuid, false, this, [](const ArchiveResult<int> &) {});
    program.choose(path);
    QTRY_VERIFY_WITH_TIMEOUT(program.strips().join(u' ').contains(u"not in the list any more"_s), kWaitMs);
    QVERIFY(!QFile::exists(path));
}

void TestExport::copyManyRows()
{
    constexpr int jobs = 3000;
    Listed program(jobs);
    QVERIFY(program.start());
    QTRY_COMPARE_WITH_TIMEOUT(program.rows(), jobs, kWaitMs);
    program.table()->selectAll();
    QStringList ids;
    QStringList models;
    for (int row = 0; row < jobs; ++row) {
        ids += program.table()->model()->index(row, 0).data(JobsModel::IdRole).toString();
        models += u"ft:"_s + ids.last();
    }
    QCOMPARE(program.table()->selectedIds(), ids.join(u'\n'));
    QCOMPARE(program.table()->selectedModels(ModelChoice::Best).names, models.join(u'\n'));
    QCOMPARE(program.table()->selectedLinks().count(u'\n'), jobs - 1);
    QVERIFY(program.table()->selectedLinks().endsWith(ids.last()));
}

// Each key once: a second owner of the same key would make both dead.
void TestExport::goToTabsByKeys()
{
    QTemporaryDir folder;
    QSettings settings(folder.filePath(u"settings.ini"_s), QSettings::IniFormat);
    Repository::Options options;
    options.archivePath = folder.filePath(u"archive.sqlite"_s);
    options.offline = true;
    Repository repository(options);
    MainWindow window(repository, settings);
    repository.start();
    showAt(window, 1200, 800);
    window.openFile(dataPath(u"jobs/supervised-succeeded.json"_s));
    auto *page = window.jobsPage()->jobPage();
    QTRY_VERIFY(!page->current().id.isEmpty() && page->isVisible());
    settle();
    for (const char *tab : {"files", "events", "method", "raw", "checkpoints", "overview"}) {
        for (const QAction *action : window.actions().tabs) {
            if (action->data().toString() != QLatin1StringView(tab))
                continue;
            const auto key = action->shortcut()[0];
            QTest::keyClick(&window, key.key(), key.keyboardModifiers());
        }
        QCOMPARE(page->currentTab(), QString::fromLatin1(tab));
    }
}

QTEST_MAIN(TestExport)

#include "tst_export.moc"
