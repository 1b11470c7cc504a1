// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fulldisk.h"
#include "support/jobrecords.h"
#include "support/othertongue.h"
#include "ui/format.h"
#include "ui/job/codeview.h"
#include "ui/job/filesmodel.h"
#include "ui/job/filestab.h"
#include "ui/job/previewmodel.h"
#include "ui/job/recordview.h"
#include "ui/savefile.h"

#include <QAbstractItemModelTester>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QToolButton>

#ifdef Q_OS_UNIX
#    include <sys/stat.h>
#endif

using namespace tuneboard;
using namespace tuneboard::test;
using namespace Qt::StringLiterals;

namespace {

template<class T>
T *part(QWidget &page, const char *name)
{
    auto *found = page.findChild<T *>(QString::fromLatin1(name));
    if (!found)
        qFatal("no %s", name);
    return found;
}

QString write(const QTemporaryDir &folder, const QString &name, const QByteArray &bytes)
{
    QFile file(folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(name));
    return file.fileName();
}

JobFile kept(JobFile::Role role, const QString &id, const QString &path)
{
    JobFile file;
    file.role = role;
    file.id = id;
    file.content = JobFile::Content::Kept;
    file.path = path;
    return file;
}

void waitForRows(const PreviewModel &model)
{
    QTRY_VERIFY(model.file().isComplete());
}

} // namespace

class TestFilesTab : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { useTheme(false); }
    void readAsTheCsvReaderDoes_data();
    void readAsTheCsvReaderDoes();
    void surviveOddTables();
    void stopAtTheCap();
    void askForTrainingData();
    void showALine();
    void locateOnlyForTheJobThatWasAsked();
    void exportTheSameInEveryLanguage();
    void exportWhatWasFound();
    void saveTheText();
    void savingReplacesALink();
    void nameFilesSafely();

private:
    QTemporaryDir m_folder;
};

void TestFilesTab::readAsTheCsvReaderDoes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QDir results(dataPath(u"results"_s));
    for (const QString &name : results.entryList({u"*.csv"_s}, QDir::Files)) {
        QFile file(results.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QTest::newRow(qPrintable(name)) << readResultText(file.readAll()).text;
    }
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("quotes") << QByteArray("a,b\n\"x\"\"y,\nz\",2\n3,\"open, to the end\nand on");
    QTest::newRow("ends") << QByteArray("a,b\r1,2\r\n3,4\n\n5,6");
    QTest::newRow("quote inside") << QByteArray("a,b\nx\"y,\"z\" tail,1\n\"\",\"\"\r\n");
    QTest::newRow("only a line end") << QByteArray("\n");
    QTest::newRow("NUL") << QByteArray("a,b\n1,\0002\n", 8);
}

void TestFilesTab::readAsTheCsvReaderDoes()
{
    QFETCH(QByteArray, bytes);
    PreviewModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QVERIFY(model.open(write(m_folder, u"table.csv"_s, bytes), FilePreview::Kind::Csv).isEmpty());
    waitForRows(model);
    CsvReader reader(bytes);
    std::vector<QByteArrayView> cells;
    qint64 row = -1;
    while (reader.next(cells)) {
        QStringList wanted;
        for (const QByteArrayView cell : cells)
            wanted << QString::fromUtf8(cell);
        QCOMPARE(row < 0 ? model.file().header() : model.file().cells(row), wanted);
        ++row;
    }
    QCOMPARE(model.file().rows(), std::max<qint64>(0, row));
}

void TestFilesTab::surviveOddTables()
{
    FilesTab tab;
    showAt(tab, 1000, 500);
    const JobDetails job = jobFile(u"supervised-succeeded"_s);
    JobRecords records = emptyRecords(job);
    auto *note = part<QLabel>(tab, "filesNote");
    const auto show = [&](const QByteArray &bytes) {
        static int number = 0;
        ++number;
        records.files = {kept(JobFile::Role::Result, u"file-%1"_s.arg(number),
                              write(m_folder, u"odd%1.csv"_s.arg(number), bytes))};
        tab.setJob({&job, u"Demo"_s, u"h"_s, kNow, true, &records});
        waitForRows(*tab.preview());
        settle();
    };
    show("step,train_loss\n");
    QVERIFY(note->text().contains(u"A header and no rows"_s));
    show({});
    QVERIFY(part<QLabel>(tab, "filesBlank")->text().contains(u"empty"_s));
    show("step,a\n1,2,3\n4\n");
    QVERIFY(note->text().contains(u"not all rows have as many cells"_s));
    QCOMPARE(tab.preview()->columnCount(), 3);
    QCOMPARE(tab.preview()->headerData(2, Qt::Horizontal, Qt::DisplayRole).toString(), u"Column 3"_s);
    QCOMPARE(tab.preview()->index(1, 1).data().toString(), QString());
    QByteArray wide = "c0";
    for (int i = 1; i < 300; ++i)
        wide += ",c" + QByteArray::number(i);
    show(wide + "\n1,2\n");
    QCOMPARE(tab.preview()->columnCount(), 300);
    show(QByteArray("step,a\n1,\0002\n", 12));
    QVERIFY(note->text().contains(u"NUL"_s));
    show("step,a\n1," + QByteArray(1 << 20, 'x') + "\n2,3\n");
    QCOMPARE(tab.preview()->rowCount(), 2);
    part<RecordView>(tab, "previewTable")->setCurrentIndex(tab.preview()->index(0, 1));
    settle();
    QVERIFY(part<CodeView>(tab, "previewWhole")->isVisible());
    QCOMPARE(tab.preview()->index(0, 1).data().toString().size(), 1000);
    // A file that has become shorter since it was looked through.
    const QString path = records.files[0].path;
    QVERIFY(QFile::resize(path, 10));
    (void)tab.preview()->file().cells(1);
    // And one that is not there.
    records.files[0] = kept(JobFile::Role::Result, u"file-none"_s, m_folder.filePath(u"none"_s));
    tab.setJob({&job, u"Demo"_s, u"h"_s, kNow, true, &records});
    QVERIFY(part<QLabel>(tab, "filesProblem")->isVisible());
}

void TestFilesTab::stopAtTheCap()
{
    const QByteArray bytes = "step\n" + QByteArray("1\n").repeated(int(FilePreview::kMaxRows) + 10);
    PreviewModel model;
    QVERIFY(model.open(write(m_folder, u"long.csv"_s, bytes), FilePreview::Kind::Csv).isEmpty());
    waitForRows(model);
    QVERIFY(model.file().isCapped());
    QCOMPARE(qint64(model.rowCount()), FilePreview::kMaxRows);
    QCOMPARE(model.index(model.rowCount() - 1, 0).data().toString(), u"1"_s);
}

void TestFilesTab::askForTrainingData()
{
    FilesTab tab;
    showAt(tab, 1000, 500);
    const JobDetails job = jobFile(u"supervised-succeeded"_s);
    JobRecords records = emptyRecords(job);
    JobFile file;
    file.id = u"file-train"_s;
    records.files = {file};
    tab.setJob({&job, u"Demo"_s, u"h"_s, kNow, true, &records});
    QVERIFY(part<QLabel>(tab, "filesBlank")->text().contains(u"only when you ask"_s));
    QSignalSpy download(&tab, &JobTab::fileDownloadRequested);
    QSignalSpy located(&tab, &JobTab::fileLocated);
    part<QToolButton>(tab, "fileDownload")->click();
    QCOMPARE(download.size(), 1);
    QCOMPARE(download.first().first().toString(), u"file-train"_s);
    part<QToolButton>(tab, "fileLocate")->click();
    auto *dialog = part<QFileDialog>(tab, "locateDialog");
    const QString path = write(m_folder, u"mine.jsonl"_s, "{}\n");
    Q_EMIT dialog->fileSelected(path);
    dialog->close();
    QCOMPARE(located.size(), 1);
    QCOMPARE(located.first().at(1).toString(), path);
    records.files[0].content = JobFile::Content::Loading;
    records.files[0].received = 1'200'000;
    tab.setJob({&job, u"Demo"_s, u"h"_s, kNow, false, &records});
    QVERIFY(tab.files()->index(0, FilesModel::StateColumn).data().toString().startsWith(u"loading, "_s));
    records.files[0].content = JobFile::Content::TooLarge;
    tab.setJob({&job, u"Demo"_s, u"h"_s, kNow, false, &records});
    QVERIFY(part<QLabel>(tab, "filesBlank")->text().contains(u"256 MB"_s));
    records.files[0] = kept(JobFile::Role::Training, u"file-train"_s, path);
    records.files[0].isLocated = true;
    tab.setJob({&job, u"Demo"_s, u"h"_s, kNow, false, &records});
    part<QToolButton>(tab, "fileForget")->click();
    QCOMPARE(located.size(), 2);
    QVERIFY(located.last().at(1).toString().isEmpty());
}

void TestFilesTab::showALine()
{
    FilesTab tab;
    showAt(tab, 1000, 500);
    const JobDetails job = jobFile(u"supervised-succeeded"_s);
    JobRecords records = emptyRecords(job);
    QByteArray lines;
    for (int i = 1; i <= 400; ++i)
        lines += i == 217 ? "not json\n"
                          : "{\"messages\":[{\"role\":\"user\",\"n\":" + QByteArray::number(i) + "}]}\n";
    records.files = {kept(JobFile::Role::Training, u"file-train"_s, write(m_folder, u"train.jsonl"_s, lines)),
                     kept(JobFile::Role::Result, u"file-result"_s, write(m_folder, u"r.csv"_s, "step\n1\n"))};
    tab.setJob({&job, u"Demo"_s, u"h"_s, kNow, true, &records});
    // Results are what one looks at first; a line takes its own file.
    QCOMPARE(part<RecordView>(tab, "filesTable")->currentIndex().row(), 1);
    tab.showFileLine(u"file-train"_s, 217);
    waitForRows(*tab.preview());
    settle();
    auto *rows = part<RecordView>(tab, "previewTable");
    QCOMPARE(part<RecordView>(tab, "filesTable")->currentIndex().row(), 0);
    QCOMPARE(tab.preview()->marked(), 216);
    QCOMPARE(rows->currentIndex().row(), 216);
    QCOMPARE(tab.preview()->headerData(216, Qt::Vertical, Qt::DisplayRole).toString(), u"217"_s);
    QVERIFY(rows->viewport()->rect().intersects(rows->visualRect(rows->currentIndex())));
    QCOMPARE(part<CodeView>(tab, "previewWhole")->toPlainText(), u"not json"_s);
    QVERIFY(savePicture(tab, u"filestab-line-light"_s));
    tab.showFileLine(u"file-train"_s, 9999);
    QVERIFY(part<QLabel>(tab, "filesProblem")->text().contains(u"no line "_s + count(9999)));
}

// The page changes to another job while the dialog is open.
void TestFilesTab::locateOnlyForTheJobThatWasAsked()
{
    FilesTab tab;
    showAt(tab, 1000, 500);
    const JobDetails job = jobFile(u"supervised-succeeded"_s);
    JobRecords records = emptyRecords(job);
    JobFile file;
    file.id = u"file-train"_s; // both jobs have it
    records.files = {file};
    tab.setJob({&job, u"Demo"_s, u"h"_s, kNow, true, &records});
    QSignalSpy located(&tab, &JobTab::fileLocated);
    part<QToolButton>(tab, "fileLocate")->click();
    auto *dialog = part<QFileDialog>(tab, "locateDialog");
    tab.setJob({&job, u"Demo"_s, u"h"_s, kNow, false, &records}); // the same one, read again
    tab.setJob({&job, u"Demo"_s, u"h"_s, kNow, true, &records});
    Q_EMIT dialog->fileSelected(write(m_folder, u"mine.jsonl"_s, "{}\n"));
    dialog->close();
    QCOMPARE(located.size(), 0);
    auto *problem = part<QLabel>(tab, "filesProblem");
    QVERIFY(problem->isVisible());
    QVERIFY2(problem->text().contains(u"another job"_s), qPrintable(problem->text()));
}

void TestFilesTab::exportTheSameInEveryLanguage()
{
    const auto exported = [this] {
        PreviewModel table;
        (void)table.open(write(m_folder, u"ragged.csv"_s, "step,train_loss\n1,2,3,x\n"),
                         FilePreview::Kind::Csv);
        waitForRows(table);
        PreviewModel lines;
        (void)lines.open(write(m_folder, u"lines.txt"_s, "a\nb\n"), FilePreview::Kind::Lines);
        waitForRows(lines);
        return QByteArrayList{table.toCsv(), table.toJson(), lines.toCsv(), lines.toJson()};
    };
    const QByteArrayList english = exported();
    QCOMPARE(english[0], QByteArray("step,train_loss,,\r\n1,2,3,x\r\n"));
    QCOMPARE(english[1], QByteArray(R"([{"step":1,"train_loss":2,"column_3":3,"column_4":"x"}])") + '\n');
    QCOMPARE(english[2], QByteArray("line\r\na\r\nb\r\n"));
    QCOMPARE(english[3], QByteArray("[\"a\",\"b\"]\n"));
    OtherTongue other;
    QVERIFY(QCoreApplication::installTranslator(&other));
    QVERIFY(PreviewModel::tr("Line") != u"Line"_s);
    QCOMPARE(exported(), english);
}

// The file is another one, or changes, between the question and the writing.
void TestFilesTab::exportWhatWasFound()
{
    const QByteArray bytes = "step,loss\n1,0.5\n2,0.25\n";
    const QString path = write(m_folder, u"found.csv"_s, bytes);
    PreviewModel model;
    QVERIFY(model.open(path, FilePreview::Kind::Csv).isEmpty());
    waitForRows(model);
    const TextPieces asked = model.csv();
    QVERIFY(model.open(write(m_folder, u"other.csv"_s, "a,b,c\n9,9,9\n"), FilePreview::Kind::Csv).isEmpty());
    waitForRows(model);
    QCOMPARE(wholeText(asked), QByteArray(bytes).replace("\n", "\r\n"));
    const QString to = m_folder.filePath(u"exported.csv"_s);
    QVERIFY(writeFile(to, "before").isEmpty());
    (void)write(m_folder, u"found.csv"_s, bytes + "3,0.1\n");
    const QString problem = writeFile(to, asked);
    QVERIFY2(problem.contains(u"has changed"_s), qPrintable(problem));
    QFile::remove(path);
    QVERIFY(!writeFile(to, asked).isEmpty());
    QFile file(to);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("before"));
}

void TestFilesTab::saveTheText()
{
    const QByteArray bytes = "step,loss\n1,0.5\n";
    const QString from = write(m_folder, u"from.csv"_s, bytes);
    const QString to = m_folder.filePath(u"to.csv"_s);
    QVERIFY(copyFile(from, to).isEmpty());
    QFile file(to);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), bytes);
    QVERIFY(!copyFile(m_folder.filePath(u"none"_s), to).isEmpty());
    QVERIFY(!writeFile(m_folder.filePath(u"no/such/folder"_s), bytes).isEmpty());
    QVERIFY(!writeFile(m_folder.path(), bytes).isEmpty());
    const FullDisk disk(4);
    if (!disk.isFull())
        QSKIP("a disk cannot be made full here");
    QVERIFY(!writeFile(m_folder.filePath(u"new.csv"_s), bytes).isEmpty());
    QVERIFY(!QFile::exists(m_folder.filePath(u"new.csv"_s)));
    QVERIFY(!copyFile(from, to).isEmpty());
    file.seek(0);
    QCOMPARE(file.readAll(), bytes); // what was there before stays
}

// In a folder that others can write to, the link may be another user's, to a file of ours.
void TestFilesTab::savingReplacesALink()
{
#ifdef Q_OS_UNIX
    const QString from = write(m_folder, u"source.csv"_s, "new");
    const QString target = write(m_folder, u"target"_s, "precious");
    const QString missing = m_folder.filePath(u"not there"_s);
    for (const QString &leadsTo : {target, missing, u"/dev/null"_s}) {
        for (const bool copies : {false, true}) {
            const QString link = m_folder.filePath(u"link.csv"_s);
            QFile::remove(link);
            QVERIFY(QFile::link(leadsTo, link));
            const QString problem = copies ? copyFile(from, link) : writeFile(link, "new");
            QVERIFY2(problem.isEmpty(), qPrintable(problem));
            QVERIFY(!QFileInfo(link).isSymLink());
            QFile saved(link);
            QVERIFY(saved.open(QIODevice::ReadOnly));
            QCOMPARE(saved.readAll(), QByteArray("new"));
            QFile kept(target);
            QVERIFY(kept.open(QIODevice::ReadOnly));
            QCOMPARE(kept.readAll(), QByteArray("precious"));
            QVERIFY(!QFile::exists(missing));
        }
    }
    // A file's own permissions stay, and nothing is left over.
    QVERIFY(QFile::setPermissions(target, QFile::ReadOwner | QFile::WriteOwner));
    QVERIFY(writeFile(target, "new").isEmpty());
    QCOMPARE(QFileInfo(target).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    QCOMPARE(QDir(m_folder.path()).entryList({u".tuneboard-*"_s}, QDir::Files | QDir::Hidden), QStringList());
    // Neither written to nor replaced.
    const QString pipe = m_folder.filePath(u"pipe"_s);
    QCOMPARE(mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
    QVERIFY(!writeFile(pipe, "new").isEmpty());
    QVERIFY(!copyFile(pipe, m_folder.filePath(u"copy"_s)).isEmpty());
#endif
}

void TestFilesTab::nameFilesSafely()
{
    QCOMPARE(safeFileName(u"../../etc/passwd"_s), u"_.._etc_passwd"_s);
    QCOMPARE(safeFileName(u"a\u202eb:c"_s), u"a_b_c"_s);
    QCOMPARE(safeFileName(u"CON.csv"_s), u"_CON.csv"_s);
    QCOMPARE(safeFileName(u"lpt1"_s), u"_lpt1"_s);
    QCOMPARE(safeFileName(u" . "_s), u"tuneboard"_s);
    QCOMPARE(safeFileName(u"name. "_s), u"name"_s);
    QWidget parent;
    askWhereToSave(&parent, u"Save"_s, u"../../a:b"_s, {u"CSV (*.csv)"_s}, [](const QString &) {});
    auto *dialog = parent.findChild<QFileDialog *>(u"saveDialog"_s);
    QVERIFY(dialog);
    QCOMPARE(QFileInfo(dialog->selectedFiles().value(0)).fileName(), u"_.._a_b.csv"_s);
    dialog->close();
}

QTEST_MAIN(TestFilesTab)

#include "tst_filestab.moc"
