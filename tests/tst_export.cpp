// SPDX-License-Identifier: GPL-3.0-or-later
// Ctrl+E in the window: what is written, and what is said where it cannot be.
#include "app/models/jobsmodel.h"
#include "support/jobdetails.h"
#include "ui/actions.h"
#include "ui/job/jobpane.h"
#include "ui/jobs/jobspage.h"
#include "ui/jobs/jobtableview.h"
#include "ui/mainwindow.h"
#include "ui/strip.h"

#include <QFileDialog>
#include <QSettings>
#include <QTemporaryDir>

using namespace tuneboard;
using namespace tuneboard::test;
using namespace Qt::StringLiterals;

class TestExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs); }
    void writeTheJobs();
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
    for (const char *tab : {"files", "events", "graders", "raw", "checkpoints", "overview"}) {
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
