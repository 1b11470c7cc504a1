// SPDX-License-Identifier: GPL-3.0-or-later
// The job page on what no server should send: every tab is visited, the page says what was odd, and the next
// job is shown as if nothing had been.
#include "app/repository/recordsreading.h"
#include "support/jobrecords.h"
#include "ui/job/jobpane.h"
#include "ui/job/previewmodel.h"

#include <QAbstractItemView>
#include <QLabel>
#include <QTabBar>
#include <QTreeView>

#include <charconv>

using namespace tuneboard;
using namespace tuneboard::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int kManyRows = 10'000'000;

const QByteArray kPlainJob = R"({"id":"ftjob-x","status":"succeeded","method":{"type":"supervised"}})";
const QByteArray kGoodEvent = R"({"id":"e1","type":"metrics","data":{"step":1,"train_loss":0.5}})";

QByteArray withGrader(const QByteArray &grader)
{
    return R"({"id":"ftjob-x","status":"succeeded","method":{"type":"reinforcement","reinforcement":{"grader":)" +
           grader + "}}}";
}

QByteArray deepGrader()
{
    QByteArray grader =
        R"({"type":"string_check","name":"leaf","input":"a","reference":"b","operation":"eq"})";
    for (int i = 0; i < 200; ++i)
        grader = R"({"type":"multi","name":"m","graders":{"c":)" + grader + R"(},"calculate_output":"c"})";
    return withGrader(grader);
}

QByteArray longFormula()
{
    const QByteArray formula = QByteArray("leaf + ").repeated((1 << 20) / 7) + "(leaf";
    return withGrader(R"({"type":"multi","graders":{"leaf":{"type":"string_check"}},"calculate_output":")" +
                      formula + "\"}");
}

QByteArray wideCsv()
{
    QByteArray csv = "step";
    for (int i = 1; i < 300; ++i)
        csv += ",c" + QByteArray::number(i);
    return csv + "\n1" + QByteArray(",2").repeated(299) + '\n';
}

// About 100 MB, in blocks: the test itself must not hold it.
void writeManyRows(QFile &file)
{
    QByteArray block = "step,train_loss\n";
    for (int row = 1; row <= kManyRows; ++row) {
        char number[16];
        const auto end = std::to_chars(number, number + sizeof number, row).ptr;
        block.append(number, end - number);
        block += ",1\n";
        if (block.size() > 1'000'000 || row == kManyRows) {
            if (file.write(block) != block.size())
                qFatal("cannot write %s", qPrintable(file.fileName()));
            block.resize(0);
        }
    }
}

// Of the process, in MB: what it had at most. 0 where the system does not say.
qint64 peakMemory()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmHWM:"))
            return line.mid(6).trimmed().split(' ').first().toLongLong() / 1024;
    }
    return 0;
}

// What a label, a fact or a pane says, wherever it is on the page.
QString textOf(const QWidget &page)
{
    QStringList texts;
    for (const QWidget *widget : page.findChildren<QWidget *>()) {
        if (!widget->isVisible())
            continue;
        if (const auto *label = qobject_cast<const QLabel *>(widget))
            texts += label->text();
        else if (widget->inherits("QTextEdit") || widget->inherits("QPlainTextEdit"))
            texts += widget->property("plainText").toString();
    }
    return texts.join(u'\n');
}

} // namespace

class TestOddRecords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { useTheme(false); }
    void saySo_data();
    void saySo();
    void tenMillionRows();

private:
    JobRecords recordsOf(const JobDetails &details, const QByteArray &event, const QByteArray &checkpoint,
                         const QString &csvPath);
    QString write(const QByteArray &csv);

    QTemporaryDir m_folder;
    int m_files = 0;
};

QString TestOddRecords::write(const QByteArray &csv)
{
    QFile file(m_folder.filePath(u"file-%1"_s.arg(++m_files)));
    if (!file.open(QIODevice::WriteOnly) || file.write(csv) != csv.size())
        qFatal("cannot write %s", qPrintable(file.fileName()));
    return file.fileName();
}

// As the repository hands them on.
JobRecords TestOddRecords::recordsOf(const JobDetails &details, const QByteArray &event,
                                     const QByteArray &checkpoint, const QString &csvPath)
{
    JobRecords records = emptyRecords(details);
    if (!event.isEmpty())
        records.events = std::make_shared<std::vector<EventRow>>(std::vector{eventOf(event)});
    if (!checkpoint.isEmpty())
        records.checkpoints =
            std::make_shared<std::vector<Checkpoint>>(std::vector{checkpointOf(checkpoint)});
    if (!csvPath.isEmpty()) {
        JobFile file;
        file.role = JobFile::Role::Result;
        file.id = csvPath.section(u'/', -1);
        file.content = JobFile::Content::Kept;
        file.path = csvPath;
        records.files = {file};
    }
    const std::atomic<bool> never = false;
    records.metrics = buildMetrics({records.events, records.checkpoints, resultPaths(records.files)}, never);
    return records;
}

void TestOddRecords::saySo_data()
{
    QTest::addColumn<QByteArray>("job");
    QTest::addColumn<QByteArray>("event");
    QTest::addColumn<QByteArray>("checkpoint");
    QTest::addColumn<QByteArray>("csv");
    QTest::addColumn<QString>("tab");
    QTest::addColumn<QString>("note");
    const QByteArray none;
    const QByteArray number = R"({"id":"e1","type":"metrics","data":7})";
    QTest::newRow("data is a number") << kPlainJob << number << none << none << u"charts"_s
                                      << u"Metrics events whose data is no object: 1."_s;
    QTest::newRow("data is a number, beside a file")
        << kPlainJob << number << none << QByteArray("step,train_loss\n1,2\n") << u"charts"_s
        << u"Metrics events whose data is no object: 1."_s;
    const QByteArray stepless = R"({"id":"c1","metrics":{"train_loss":0.5}})";
    QTest::newRow("checkpoint without a step")
        << kPlainJob << none << stepless << none << u"charts"_s << u"Checkpoints without a step: 1."_s;
    QTest::newRow("checkpoint without a step, beside an event")
        << kPlainJob << kGoodEvent << stepless << none << u"charts"_s << u"Checkpoints without a step: 1."_s;
    const QByteArray ragged = "step,train_loss,valid_loss\n1,2\n2,3,4\n3,4,5,6\n";
    QTest::newRow("ragged rows, charts") << kPlainJob << none << none << ragged << u"charts"_s
                                         << u"Rows of the result file that end early: 1."_s;
    QTest::newRow("ragged rows, file") << kPlainJob << none << none << ragged << u"files"_s
                                       << u"not all rows have as many cells as the header"_s;
    const QByteArray header = "step,train_loss\n";
    QTest::newRow("header only, charts") << kPlainJob << none << none << header << u"charts"_s
                                         << u"The result file has the names of its columns but no rows."_s;
    QTest::newRow("header only, file")
        << kPlainJob << none << none << header << u"files"_s << u"A header and no rows"_s;
    QTest::newRow("300 columns") << kPlainJob << none << none << wideCsv() << u"files"_s << u"300 columns"_s;
    const QByteArray nul("step,train_loss\n1,\0002\n2,3\n", 24);
    QTest::newRow("NUL byte, charts")
        << kPlainJob << none << none << nul << u"charts"_s << u"The result file holds zero bytes"_s;
    QTest::newRow("NUL byte, file") << kPlainJob << none << none << nul << u"files"_s << u"NUL bytes"_s;
    QTest::newRow("cell of 1 MB") << kPlainJob << none << none
                                  << "step,train_loss\n1," + QByteArray(1 << 20, 'x') + "\n2,3\n"
                                  << u"charts"_s << u"Cells of more than 64 KB, not read: 1."_s;
    QTest::newRow("grader 200 deep") << deepGrader() << none << none << none << u"overview"_s
                                     << u"The whole tree is in Method & graders."_s;
    QTest::newRow("formula of 1 MB") << longFormula() << none << none << none << u"method"_s
                                     << u"This parenthesis is never closed."_s;
}

void TestOddRecords::saySo()
{
    QFETCH(QByteArray, job);
    QFETCH(QByteArray, event);
    QFETCH(QByteArray, checkpoint);
    QFETCH(QByteArray, csv);
    QFETCH(QString, tab);
    QFETCH(QString, note);
    const JobDetails details = detailsOf(job);
    QCOMPARE(details.job.id, u"ftjob-x"_s);
    const JobRecords records = recordsOf(details, event, checkpoint, csv.isEmpty() ? QString() : write(csv));
    JobPane page;
    page.setNow(kNow);
    showAt(page, 1000, 600);
    page.showJob(details, u"Demo"_s, u"h"_s);
    page.showRecords(records);
    auto *strip = page.findChild<QTabBar *>(u"jobTabs"_s);
    for (int i = 0; i < strip->count(); ++i) {
        strip->setCurrentIndex(i);
        settle();
        QVERIFY(!page.grab().isNull());
    }
    page.setCurrentTab(tab);
    settle();
    if (tab == "method"_L1) {
        // The pane beside the tree says what is wrong with the formula that is chosen there.
        auto *tree = page.findChild<QTreeView *>(u"graderTree"_s);
        QVERIFY(tree);
        QModelIndexList found;
        const auto find = [&] { // a large tree comes later
            found = tree->model()->match(tree->model()->index(0, 0), Qt::DisplayRole, u"Formula"_s, 1,
                                         Qt::MatchExactly | Qt::MatchRecursive);
            return found.size();
        };
        QTRY_COMPARE(find(), 1);
        tree->setCurrentIndex(found.first());
    }
    QTRY_VERIFY2(textOf(page).contains(note), qPrintable(textOf(page)));
    QVERIFY(savePicture(
        page, u"odd-"_s + QString::fromLatin1(QTest::currentDataTag()).replace(u' ', u'-').remove(u',')));

    const JobDetails fine = jobFile(u"supervised-succeeded"_s);
    const JobRecords whole = recordsOf(fine, kGoodEvent, R"({"id":"c2","step_number":1,"metrics":{}})",
                                       write("step,train_loss\n1,0.5\n"));
    page.showJob(fine, u"Demo"_s, u"h"_s);
    page.showRecords(whole);
    page.setCurrentTab(tab);
    settle();
    QVERIFY2(!textOf(page).contains(note), qPrintable(textOf(page)));
    // Nothing else is broken: a tab is filled when it is looked at.
    for (const auto &[key, table] :
         {std::pair("events", "eventsTable"), std::pair("checkpoints", "checkpointsTable"),
          std::pair("files", "filesTable")}) {
        page.setCurrentTab(QString::fromLatin1(key));
        settle();
        QVERIFY2(page.findChild<QAbstractItemView *>(QString::fromLatin1(table))->model()->rowCount() >= 1,
                 key);
    }
}

void TestOddRecords::tenMillionRows()
{
#ifdef __SANITIZE_ADDRESS__
    QSKIP("The memory that is measured here is the sanitizer's own");
#endif
    const QString path = m_folder.filePath(u"file-many"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    writeManyRows(file);
    file.close();
    const qint64 before = peakMemory();
    const JobDetails details = detailsOf(kPlainJob);
    const JobRecords records = recordsOf(details, {}, {}, path);
    JobPane page;
    page.setNow(kNow);
    showAt(page, 1000, 600);
    page.showJob(details, u"Demo"_s, u"h"_s);
    page.showRecords(records);
    page.setCurrentTab(u"charts"_s);
    settle();
    QVERIFY2(textOf(page).contains(u"Training loss has more than 4000000 points; the rest is left out."_s),
             qPrintable(textOf(page)));
    page.setCurrentTab(u"files"_s);
    const auto *preview = page.findChild<PreviewModel *>();
    QVERIFY(preview);
    QTRY_VERIFY_WITH_TIMEOUT(preview->file().isComplete(), 60'000);
    settle();
    QVERIFY2(textOf(page).contains(u"rows are shown, the file has more"_s), qPrintable(textOf(page)));
    // What it shows of it, not the file; the pages of the mapped file are the system's, but count here.
    const qint64 grown = peakMemory() - before;
    QVERIFY2(grown < 700, qPrintable(u"%1 MB"_s.arg(grown)));
    QVERIFY(QFile::remove(path));
}

QTEST_MAIN(TestOddRecords)

#include "tst_oddrecords.moc"
