// SPDX-License-Identifier: GPL-3.0-or-later
// Jobs and lists that no honest server sends, in the window: what is made, read and painted does not grow
// with them. Everything is counted at n and 2 n; no test looks at a clock.
#include "app/api/readpage.h"
#include "app/models/chartplan.h"
#include "app/models/jobsmodel.h"
#include "app/models/nodemodel.h"
#include "tests/support/faultserver.h"
#include "tests/support/hostilejobs.h"
#include "tests/support/jobrecords.h"
#include "tests/support/windowprogram.h"
#include "ui/actions.h"
#include "ui/charts/chartgrid.h"
#include "ui/charts/metricchart.h"
#include "ui/job/codeview.h"
#include "ui/job/factlist.h"
#include "ui/job/factsview.h"
#include "ui/job/gradertab.h"
#include "ui/job/jobpane.h"
#include "ui/job/recordview.h"
#include "ui/job/valuetext.h"
#include "ui/jobs/jobdelegate.h"
#include "ui/jobs/raildelegate.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>
#include <QStackedWidget>
#include <QStandardItemModel>
#include <QTextBlock>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace tuneboard;
using namespace tuneboard::test;

namespace {

/// Records which rows a view asks for.
class CountingModel : public JobsModel
{
public:
    using JobsModel::JobsModel;

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        rows.insert(index.row());
        return JobsModel::data(index, role);
    }
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override
    {
        rows.insert(index.row());
        return JobsModel::flags(index);
    }

    mutable QSet<int> rows;
};

void fill(JobsModel &model, int jobs)
{
    Result<JobPage> page = readJobPage(hostileList(jobs, [](const QByteArray &) { return QByteArray(); }));
    QVERIFY(page.ok());
    for (JobRow &row : page.value().jobs.rows)
        row.account = 1;
    model.upsert(page.value().jobs);
}

/// A server on loopback that sends one list, and one job for every id.
void serve(FaultServer &server, const QByteArray &list, const QByteArray &job = hostileJob({}))
{
    server.always([list, job](const FaultRequest &request) {
        const QByteArray path = request.path();
        if (path.endsWith("/fine_tuning/jobs"))
            return FaultAnswer::json(200, list);
        if (path.endsWith("/events") || path.endsWith("/checkpoints"))
            return FaultAnswer::json(200, hostilePage({}));
        if (path.contains("/fine_tuning/jobs/"))
            return FaultAnswer::json(200, job);
        return FaultAnswer::json(404, R"({"error":{"message":"Not found"}})");
    });
}

JobPane *pageOf(const WindowProgram &program)
{
    return program.window->jobsPage()->jobPage();
}

FactsView *sideFactsOf(QWidget &widget)
{
    return widget.findChild<FactsView *>(u"overviewSide"_s);
}

// Rows that exist as widgets once all of them are made.
int rowsMade(JobPane &page, const QByteArray &members)
{
    page.showJob(detailsOf(hostileJob(members)), u"A"_s, u"host"_s);
    auto *facts = sideFactsOf(page);
    const auto made = [&] {
        return facts->findChildren<ValueText *>().size();
    };
    if (!QTest::qWaitFor([&] { return made() >= qsizetype(facts->facts().size()); }, kWaitMs))
        return -1;
    return int(made());
}

void chooseAll(QWidget &page, const char *list)
{
    auto *link = page.findChild<ValueText *>(u"factValue_all_"_s + QString::fromLatin1(list));
    QVERIFY(link);
    QTest::keyClick(link, Qt::Key_Return);
}

/// Paints one row of a view and returns how many pixels outside of the row's rectangle changed.
int pixelsOutside(const QAbstractItemDelegate &delegate, const QModelIndex &index, int height)
{
    QImage image(300, 200, QImage::Format_RGB32);
    image.fill(Qt::white);
    QStyleOptionViewItem option;
    option.font = QApplication::font();
    option.fontMetrics = QFontMetrics(option.font);
    option.palette = QApplication::palette();
    option.rect = QRect(10, 100, 280, height);
    QPainter painter(&image);
    delegate.paint(&painter, option, index);
    painter.end();
    int outside = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (!option.rect.contains(x, y) && image.pixelColor(x, y) != QColor(Qt::white))
                ++outside;
        }
    }
    return outside;
}

} // namespace

class tst_HostileJobs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { useTheme(false); }
    void selectAllAsksTheModelForVisibleRowsOnly();
    void selectAllAndMenusReadFewRows();
    void actionsOfALargeSelectionSayWhatTheyDid();
    void overviewMakesAFewHundredRows_data();
    void overviewMakesAFewHundredRows();
    void showAllListsEveryRow_data();
    void showAllListsEveryRow();
    void aListClosesWithItsJob();
    void aListKeepsItsSelection();
    void aCutListIsCopiedWhole_data();
    void aCutListIsCopiedWhole();
    void gradersAreShownWhileMetricsCome();
    void anUnknownFieldOfAnySizeHasOneRow();
    void anUnreadableJobShowsItsBytes_data();
    void anUnreadableJobShowsItsBytes();
    void anUnreadableFileShowsItsBytes();
    void theTabComesBackAfterAnUnreadableJob();
    void theRailListsFewWords_data();
    void theRailListsFewWords();
    void tallTextStaysInItsRow();
    void aLongTextComesInPieces();
    void aVeryLongTextIsPreparedElsewhere();
    void scrollingWhileATextIsPreparedCounts();
    void menusListFewWords();
    void manyChartsComeInPieces();
    void pictures_data();
    void pictures();
};

void tst_HostileJobs::selectAllAsksTheModelForVisibleRowsOnly()
{
    QList<qsizetype> read;
    for (const int jobs : {2000, 4000}) {
        CountingModel model;
        fill(model, jobs);
        JobTableView view(&model);
        showAt(view, 1200, 400);
        const int visible = view.viewport()->height() / view.verticalHeader()->defaultSectionSize() + 2;
        model.rows.clear();
        QTest::keyClick(&view, Qt::Key_A, Qt::ControlModifier);
        settle();
        QCOMPARE(view.selectedCount(), jobs);
        // The current row, which the view makes visible, and those on the screen.
        QVERIFY2(model.rows.size() <= 2 * visible + 2, qPrintable(QString::number(model.rows.size())));
        read << model.rows.size();
    }
    QCOMPARE(read[0], read[1]);
}

void tst_HostileJobs::selectAllAndMenusReadFewRows()
{
    QList<qint64> read;
    for (const int jobs : {1000, 2000}) {
        FaultServer server;
        serve(server, hostileList(jobs, [](const QByteArray &) { return QByteArray(); }));
        WindowProgram program;
        program.addAccount(server.url(u"/v1"_s), u"A"_s, "k");
        QVERIFY(program.start());
        QTRY_COMPARE(program.rows(), jobs);
        const qint64 before = program.table()->visitedRows();
        program.table()->setFocus();
        QTest::keyClick(program.table(), Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(program.table()->selectedCount(), jobs);
        auto *menu = program.find<QMenu>(u"jobMenu"_s);
        menu->popup({});
        menu->close();
        QContextMenuEvent event(QContextMenuEvent::Mouse, {20, 20},
                                program.table()->viewport()->mapToGlobal(QPoint(20, 20)));
        QApplication::sendEvent(program.table()->viewport(), &event);
        QTRY_VERIFY(program.find<QMenu>(u"jobContextMenu"_s));
        program.find<QMenu>(u"jobContextMenu"_s)->close();
        settle();
        read << program.table()->visitedRows() - before;
        QVERIFY(!program.window->actions().pauseJob->isEnabled() || read.back() > 0);
        QGuiApplication::clipboard()->clear();
        program.window->actions().copyId->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text().count(u'\n'), jobs - 1);
    }
    QCOMPARE(read[0], read[1]);
    QVERIFY2(read[0] <= 6000, qPrintable(QString::number(read[0])));
}

// Whether some of many jobs allow an action is looked at only when it is chosen.
void tst_HostileJobs::actionsOfALargeSelectionSayWhatTheyDid()
{
    FaultServer server;
    serve(server, hostileList(300, [](const QByteArray &) { return QByteArray(); }));
    WindowProgram program;
    program.addAccount(server.url(u"/v1"_s), u"A"_s, "k");
    QVERIFY(program.start());
    QTRY_COMPARE(program.rows(), 300);
    program.table()->setFocus();
    program.table()->selectRow(0);
    QVERIFY(!program.window->actions().cancelJob->isEnabled());
    QVERIFY(!program.window->actions().copyModel->isEnabled());
    program.table()->selectAll();
    QVERIFY(program.window->actions().cancelJob->isEnabled());
    program.window->actions().cancelJob->trigger();
    QVERIFY(program.strips().contains(u"None of the selected jobs can be cancelled."_s));
    program.window->actions().copyModel->trigger();
    QVERIFY(program.strips().contains(u"None of the selected jobs has an output model."_s));
    program.table()->clearSelection();
    QVERIFY(!program.window->actions().cancelJob->isEnabled());
}

void tst_HostileJobs::overviewMakesAFewHundredRows_data()
{
    QTest::addColumn<QByteArray>("once");
    QTest::addColumn<QByteArray>("twice");
    QTest::newRow("result files") << resultFilesMember(3000) << resultFilesMember(6000);
    QTest::newRow("unknown fields") << unknownFieldsMember(3000) << unknownFieldsMember(6000);
    QTest::newRow("integrations") << integrationsMember(500) << integrationsMember(1000);
    QTest::newRow("parts of one integration") << R"("integrations":[{)" + unknownFieldsMember(3000) + "}]"
                                              << R"("integrations":[{)" + unknownFieldsMember(6000) + "}]";
    QTest::newRow("metadata") << metadataMember(3000) << metadataMember(6000);
    QTest::newRow("graders") << multiGraderMember(1000) << multiGraderMember(2000);
    QTest::newRow("hyperparameters") << R"("hyperparameters":{)" + unknownFieldsMember(3000) + "}"
                                     << R"("hyperparameters":{)" + unknownFieldsMember(6000) + "}";
}

void tst_HostileJobs::overviewMakesAFewHundredRows()
{
    QFETCH(QByteArray, once);
    QFETCH(QByteArray, twice);
    JobPane page;
    showAt(page, 900, 600);
    const int rows = rowsMade(page, once);
    QVERIFY2(rows > 0 && rows < 200, qPrintable(QString::number(rows)));
    QCOMPARE(rowsMade(page, twice), rows);
    QVERIFY(page.findChildren<QWidget *>().size() < 4000);
    // A job of the usual size comes whole, with no rows left of the one before.
    QVERIFY(rowsMade(page, metadataMember(3)) > 0);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QCOMPARE(sideFactsOf(page)->findChildren<ValueText *>().size(),
             qsizetype(sideFactsOf(page)->facts().size()));
    QVERIFY(sideFactsOf(page)->text().contains("key2: value 2"_L1));
    QVERIFY(!sideFactsOf(page)->text().contains("Show all"_L1));
}

void tst_HostileJobs::showAllListsEveryRow_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<QByteArray>("list");
    QTest::addColumn<int>("rows");
    QTest::addColumn<QString>("last");
    QTest::newRow("result files") << resultFilesMember(5000) << QByteArray("result_files") << 5000
                                  << u"file-4999"_s;
    QTest::newRow("unknown fields") << unknownFieldsMember(5000) << QByteArray("others") << 5000
                                    << u"value 4999"_s;
    QTest::newRow("integrations") << integrationsMember(1000) << QByteArray("integrations") << 4000
                                  << u"n999"_s;
    QTest::newRow("metadata") << metadataMember(5000) << QByteArray("metadata") << 5000 << u"value 4999"_s;
}

void tst_HostileJobs::showAllListsEveryRow()
{
    QFETCH(QByteArray, members);
    QFETCH(QByteArray, list);
    QFETCH(int, rows);
    QFETCH(QString, last);
    JobPane page;
    showAt(page, 900, 600);
    QVERIFY(rowsMade(page, members) > 0);
    QVERIFY(sideFactsOf(page)->text().contains(u"Show all "_s));
    chooseAll(page, list.constData());
    auto *table = page.findChild<RecordView *>(u"factListTable"_s);
    QVERIFY(table && table->isVisible());
    QTRY_COMPARE(table->model()->rowCount(), rows);
    auto *filter = page.findChild<QLineEdit *>(u"factListFilter"_s);
    filter->setText(last);
    QCOMPARE(table->model()->rowCount(), 1);
    table->selectRow(0);
    table->setFocus();
    QTest::keySequence(table, QKeySequence::Copy);
    QCOMPARE(QGuiApplication::clipboard()->text(), last);
    filter->setText(u"no such words"_s);
    QCOMPARE(table->model()->rowCount(), 0);
    QTest::keyClick(table, Qt::Key_Escape);
    QVERIFY(!table->isVisible());
    QVERIFY(sideFactsOf(page)->isVisible());
}

void tst_HostileJobs::aListClosesWithItsJob()
{
    JobPane page;
    showAt(page, 900, 600);
    QVERIFY(rowsMade(page, metadataMember(300)) > 0);
    chooseAll(page, "metadata");
    auto *table = page.findChild<RecordView *>(u"factListTable"_s);
    QTRY_COMPARE(table->model()->rowCount(), 300);
    // A newer state of the job is a newer list.
    page.showJob(detailsOf(hostileJob(metadataMember(400))), u"A"_s, u"host"_s);
    QTRY_COMPARE(table->model()->rowCount(), 400);
    QVERIFY(table->isVisible());
    page.showJob(detailsOf(hostileJob(metadataMember(2))), u"A"_s, u"host"_s);
    QVERIFY(!table->isVisible());
    QVERIFY(sideFactsOf(page)->text().contains("key1: value 1"_L1));
}

void tst_HostileJobs::aListKeepsItsSelection()
{
    JobPane page;
    showAt(page, 900, 600);
    QVERIFY(rowsMade(page, metadataMember(300)) > 0);
    chooseAll(page, "metadata");
    auto *table = page.findChild<RecordView *>(u"factListTable"_s);
    QTRY_COMPARE(table->model()->rowCount(), 300);
    table->selectRow(7);
    table->selectionModel()->select(table->model()->index(150, 0),
                                    QItemSelectionModel::Select | QItemSelectionModel::Rows);
    const QList<int> selected{7, 150};
    QCOMPARE(table->selectedRowNumbers(), selected);
    // Another state of the job, with the same list and with a longer one.
    for (const int rows : {300, 400}) {
        page.showJob(detailsOf(hostileJob(metadataMember(rows) + R"(,"seed":)" + QByteArray::number(rows))),
                     u"A"_s, u"host"_s);
        QTest::qWait(50);
        QTRY_COMPARE(table->model()->rowCount(), rows);
        QCOMPARE(table->selectedRowNumbers(), selected);
        QCOMPARE(table->currentIndex().row(), 7);
    }
    // The filter hides rows and leaves the others selected.
    auto *filter = page.findChild<QLineEdit *>(u"factListFilter"_s);
    filter->setText(u"key150"_s);
    QTRY_COMPARE(table->model()->rowCount(), 1);
    QCOMPARE(table->selectedRowNumbers(), QList<int>{0});
}

void tst_HostileJobs::aCutListIsCopiedWhole_data()
{
    QTest::addColumn<int>("tags");
    for (const int tags : {3, 3990, 4000, 4001, 20'000})
        QTest::addRow("%d tags", tags) << tags;
}

void tst_HostileJobs::aCutListIsCopiedWhole()
{
    QFETCH(int, tags);
    QStringList words;
    for (int i = 0; i < tags; ++i)
        words += u"tag%1"_s.arg(i);
    JobPane page;
    showAt(page, 900, 600);
    QVERIFY(rowsMade(page, R"("integrations":[{"type":"wandb","wandb":{"tags":[")" +
                               words.join(u"\",\""_s).toUtf8() + R"("]}}])") > 0);
    auto *value = page.findChild<ValueText *>(u"factValue_integration_/integrations/0/wandb/tags"_s);
    QVERIFY(value);
    QGuiApplication::clipboard()->clear();
    value->setFocus();
    QTest::keySequence(value, QKeySequence::Copy);
    QTRY_VERIFY(!QGuiApplication::clipboard()->text().isEmpty());
    QCOMPARE(QGuiApplication::clipboard()->text(), words.join(u", "_s));
    auto *button = page.findChild<QToolButton *>(u"factCopy_integration_/integrations/0/wandb/tags"_s);
    QVERIFY(button);
    QGuiApplication::clipboard()->clear();
    button->click();
    QTRY_COMPARE(QGuiApplication::clipboard()->text(), words.join(u", "_s));
}

// New metrics come faster than thousands of graders can be arranged.
void tst_HostileJobs::gradersAreShownWhileMetricsCome()
{
    const JobDetails details = detailsOf(hostileJob(multiGraderMember(8000)));
    GraderTab tab;
    showAt(tab, 900, 600);
    JobRecords records;
    bool isOther = true;
    for (int i = 0; i < 20'000 && tab.model()->rowCount() == 0; ++i) {
        records.metrics = std::make_shared<const JobMetrics>();
        tab.setJob({&details, u"A"_s, u"host"_s, kNow, std::exchange(isOther, false), &records});
        QTest::qWait(1);
    }
    QVERIFY(tab.model()->rowCount() > 0);
}

void tst_HostileJobs::anUnknownFieldOfAnySizeHasOneRow()
{
    JobPane page;
    showAt(page, 900, 600);
    QVERIFY(rowsMade(page, R"("more":{)" + unknownFieldsMember(20000) + R"(},"few":{"a":1})") > 0);
    const QString text = sideFactsOf(page)->text();
    QVERIFY(text.contains(u"more: — too large to show here, see the Raw tab"_s));
    QVERIFY(text.contains(R"(few: {"a":1})"_L1));
}

void tst_HostileJobs::anUnreadableJobShowsItsBytes_data()
{
    QTest::addColumn<QByteArray>("job");
    QTest::addColumn<QString>("reason");
    QTest::newRow("too deep") << hostileJob(nestedMember(1000)) << u"nested deeper than 500 levels"_s;
    QTest::newRow("not JSON") << QByteArray("this is a text") << QString();
    QTest::newRow("cut off") << hostileJob(metadataMember(3)).chopped(20) << QString();
    QTest::newRow("an array") << QByteArray("[1,2]") << QString();
}

void tst_HostileJobs::anUnreadableJobShowsItsBytes()
{
    QFETCH(QByteArray, job);
    QFETCH(QString, reason);
    FaultServer server;
    // The list's row is honest where the job by itself is not; a deep one comes in the list as well.
    serve(server, hostilePage({reason.isEmpty() ? hostileJob({}, "ftjob-other") : job}), job);
    WindowProgram program;
    program.addAccount(server.url(u"/v1"_s), u"A"_s, "k");
    QVERIFY(program.start());
    const qint64 account = program.repository->accounts().front().record.number;
    program.window->jobsPage()->openJob({account, QString::fromLatin1(kHostileId)});
    auto *failure = program.find<QLabel>(u"jobFailureText"_s);
    QTRY_VERIFY(failure->isVisible() && !failure->text().isEmpty());
    QVERIFY2(failure->text().contains(reason), qPrintable(failure->text()));
    auto *raw = program.find<CodeView>(u"rawText"_s);
    QTRY_VERIFY(raw && raw->isVisible());
    QCOMPARE(pageOf(program)->currentTab(), u"raw"_s);
    QCOMPARE(raw->toPlainText().left(10), QString::fromUtf8(job).left(10));
    QCOMPARE(pageOf(program)->findChild<QStackedWidget *>(u"jobStack"_s)->currentWidget()->objectName(),
             u"rawTab"_s);
}

void tst_HostileJobs::anUnreadableFileShowsItsBytes()
{
    WindowProgram program;
    QVERIFY(program.start());
    const QString path = program.folder.filePath(u"deep.json"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(hostileJob(nestedMember(700)));
    file.close();
    program.window->openReference(path);
    auto *failure = program.find<QLabel>(u"jobFailureText"_s);
    QTRY_VERIFY(failure->isVisible() && failure->text().contains("nested deeper"_L1));
    QTRY_VERIFY(program.find<CodeView>(u"rawText"_s)->toPlainText().startsWith(u'{'));
}

void tst_HostileJobs::theTabComesBackAfterAnUnreadableJob()
{
    JobPane page;
    showAt(page, 900, 600);
    page.showJob(detailsOf(hostileJob({})), u"A"_s, u"host"_s);
    page.setCurrentTab(u"events"_s);
    JobDetails broken = detailsOf("[");
    broken.key = {1, u"ftjob-broken"_s};
    broken.problem = ApiError::malformed(u"It is cut off."_s);
    page.showJob(broken, u"A"_s, u"host"_s);
    QCOMPARE(page.currentTab(), u"raw"_s);
    page.showJob(broken, u"A"_s, u"host"_s);
    page.showJob(detailsOf(hostileJob({})), u"A"_s, u"host"_s);
    QCOMPARE(page.currentTab(), u"events"_s);
    QVERIFY(page.findChild<QWidget *>(u"jobFailure"_s)->isHidden());
}

void tst_HostileJobs::theRailListsFewWords_data()
{
    QTest::addColumn<bool>("areStatuses");
    QTest::newRow("statuses") << true;
    QTest::newRow("models and methods") << false;
}

void tst_HostileJobs::theRailListsFewWords()
{
    QFETCH(bool, areStatuses);
    QList<int> items;
    QList<int> allItems;
    for (const int jobs : {1000, 2000}) {
        FaultServer server;
        serve(server, areStatuses ? statusList(jobs) : modelList(jobs));
        WindowProgram program;
        program.addAccount(server.url(u"/v1"_s), u"A"_s, "k");
        QVERIFY(program.start());
        QTRY_COMPARE(program.rows(), jobs);
        const auto more = [&] {
            return areStatuses ? u"%1 more…"_s.arg(jobs - 30) : u"%1 more…"_s.arg(jobs - 3);
        };
        QTRY_VERIFY(railRow(program.rail(), more()) > 0);
        items << program.rail()->count();
        program.rail()->scrollToItem(program.rail()->item(railRow(program.rail(), more())));
        clickRail(program.rail(), more());
        const QString rest = u"%1 more: use the search"_s.arg(jobs - 200);
        QTRY_VERIFY(railRow(program.rail(), rest) > 0);
        allItems << program.rail()->count();
        const int row = railRow(program.rail(), rest);
        QCOMPARE(program.rail()->item(row)->flags(), Qt::ItemFlags(Qt::NoItemFlags));
        // A chosen value is always listed.
        const QString word =
            areStatuses ? u"status:state_%1"_s.arg(jobs - 1) : u"model:model-%1"_s.arg(jobs - 1);
        program.findBox()->setText(word);
        QTRY_COMPARE(program.rows(), 1);
    }
    QCOMPARE(items[0], items[1]);
    QCOMPARE(allItems[0], allItems[1]);
    QVERIFY2(items[0] < 100 && allItems[0] < 300, qPrintable(QString::number(allItems[0])));
}

void tst_HostileJobs::tallTextStaysInItsRow()
{
    const QString name = QString::fromUtf8(markedName(5000));
    JobsModel model;
    Result<JobPage> page = readJobPage(hostilePage({hostileJob("\"suffix\":\"" + markedName(5000) + "\"")}));
    QVERIFY(page.ok());
    page.value().jobs.rows[0].account = 1;
    model.upsert(page.value().jobs);
    const JobDelegate jobs;
    QCOMPARE(pixelsOutside(jobs, model.index(0, int(JobColumn::Name)), 20), 0);

    QStandardItemModel plain;
    plain.appendRow(new QStandardItem(name));
    const RecordDelegate records;
    QCOMPARE(pixelsOutside(records, plain.index(0, 0), 20), 0);
    plain.item(0)->setData(int(RailKind::Model), RailKindRole);
    const RailDelegate rail;
    QCOMPARE(pixelsOutside(rail, plain.index(0, 0), 20), 0);
}

void tst_HostileJobs::aLongTextComesInPieces()
{
    QList<int> atOnce;
    for (const int lines : {20000, 40000}) {
        CodeView view;
        view.setHighlighter(std::make_unique<PythonHighlighter>());
        showAt(view, 600, 400);
        QString text;
        for (int i = 0; i < lines; ++i)
            text += u"x = %1\n"_s.arg(i);
        view.setText(text);
        atOnce << view.blockCount();
        QTRY_VERIFY(view.isComplete());
        QCOMPARE(view.blockCount(), lines + 1);
        QCOMPARE(view.toPlainText(), text);
        view.setText(text + u"y"_s, true);
        QCOMPARE(view.search(u"x = %1"_s.arg(lines - 1)), 1);
        QCOMPARE(view.findNext(), 1); // before all of it has come
        QCOMPARE(view.textCursor().blockNumber(), lines - 1);
    }
    QCOMPARE(atOnce[0], atOnce[1]);
    QVERIFY(atOnce[0] < 5000);
}

void tst_HostileJobs::scrollingWhileATextIsPreparedCounts()
{
    QString text;
    for (int i = 0; i < 150'000; ++i)
        text += u"  \"line %1\",\n"_s.arg(i);
    CodeView view;
    showAt(view, 600, 400);
    view.setText(text);
    QTRY_VERIFY_WITH_TIMEOUT(view.isComplete(), kWaitMs);
    view.verticalScrollBar()->setValue(100);
    view.setText(text + u"  \"one more\"\n"_s, true);
    QVERIFY(!view.isComplete());
    // The user scrolls meanwhile.
    view.verticalScrollBar()->setValue(50'000);
    QTextCursor cursor(view.document()->findBlockByNumber(50'003));
    view.setTextCursor(cursor);
    const int top = view.verticalScrollBar()->value();
    QTRY_VERIFY_WITH_TIMEOUT(view.isComplete(), kWaitMs);
    QCOMPARE(view.verticalScrollBar()->value(), top);
    QCOMPARE(view.textCursor().blockNumber(), 50'003);
}

void tst_HostileJobs::aVeryLongTextIsPreparedElsewhere()
{
    CodeView view;
    view.setFoldable(true);
    showAt(view, 600, 400);
    QString text = u"[\n"_s;
    for (int i = 0; i < 150'000; ++i)
        text += u"  \"line %1\",\n"_s.arg(i);
    text += u"  {\n    \"a\": 1,\n    \"b\": 2\n  }\n]"_s;
    QVERIFY(text.size() > 2'000'000);
    view.setText(text);
    QVERIFY(!view.isComplete());
    QTRY_VERIFY_WITH_TIMEOUT(view.isComplete(), kWaitMs);
    QCOMPARE(view.toPlainText(), text);
    QVERIFY(view.canFold(0));
    QVERIFY(view.canFold(150'001));
    // Another text meanwhile: the first one does not come any more.
    view.setText(text + u'x');
    view.setText(u"short"_s);
    QTest::qWait(50);
    QCOMPARE(view.toPlainText(), u"short"_s);
}

void tst_HostileJobs::menusListFewWords()
{
    const JobDetails details = detailsOf(hostileJob({}));
    QList<qsizetype> actions;
    for (const int events : {500, 1000}) {
        JobPane page;
        showAt(page, 900, 600);
        page.showJob(details, u"A"_s, u"host"_s);
        page.setCurrentTab(u"events"_s);
        JobRecords records = emptyRecords(details);
        auto rows = std::make_shared<std::vector<EventRow>>();
        for (int i = 0; i < events; ++i) {
            rows->push_back(eventAt(i, u"level %1"_s.arg(i)));
            rows->back().type = u"type %1"_s.arg(i);
        }
        records.events = rows;
        page.showRecords(records);
        for (const QString &name : {u"eventsLevelsMenu"_s, u"eventsTypesMenu"_s}) {
            auto *menu = page.findChild<QMenu *>(name);
            QVERIFY(menu);
            Q_EMIT menu->aboutToShow();
            actions << menu->actions().size();
            QVERIFY(menu->actions().back()->text().contains("100"_L1));
        }
    }
    QCOMPARE(actions, QList<qsizetype>(4, actions.front()));
    QVERIFY(actions.front() < 110);
}

void tst_HostileJobs::manyChartsComeInPieces()
{
    const JobDetails details = detailsOf(hostileJob({}));
    JobPane page;
    showAt(page, 900, 600);
    page.showJob(details, u"A"_s, u"host"_s);
    page.setCurrentTab(u"charts"_s);
    JobRecords records = emptyRecords(details);
    QByteArray csv = "step";
    for (int i = 0; i < 200; ++i)
        csv += ",quantity_" + QByteArray::number(i);
    for (int row = 0; row < 3; ++row) {
        csv += '\n' + QByteArray::number(row);
        for (int i = 0; i < 200; ++i)
            csv += ',' + QByteArray::number(i + row);
    }
    MetricsBuilder builder;
    builder.addCsv(MetricsCsv(csv + '\n'));
    records.metrics = std::make_shared<const JobMetrics>(builder.build());
    const std::size_t all = chartPlans(*records.metrics).size();
    QVERIFY(all >= 200);
    page.showRecords(records);
    const auto charts = [&] {
        return std::size_t(page.findChild<ChartGrid *>()->charts().size());
    };
    QVERIFY2(charts() <= 30, qPrintable(QString::number(charts())));
    QTRY_COMPARE(charts(), all);
    // Newer figures of the same quantities use the same charts.
    const QSet<MetricChart *> before(page.findChild<ChartGrid *>()->charts().begin(),
                                     page.findChild<ChartGrid *>()->charts().end());
    records.metrics = std::make_shared<const JobMetrics>(*records.metrics);
    page.showRecords(records);
    QTRY_COMPARE(charts(), all);
    const QSet<MetricChart *> after(page.findChild<ChartGrid *>()->charts().begin(),
                                    page.findChild<ChartGrid *>()->charts().end());
    QCOMPARE(after, before);
}

void tst_HostileJobs::pictures_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<QSize>("size");
    QTest::newRow("light-1280x860") << false << QSize(1280, 860);
    QTest::newRow("dark-1280x860") << true << QSize(1280, 860);
    QTest::newRow("light-900x600") << false << QSize(900, 600);
    QTest::newRow("dark-900x600") << true << QSize(900, 600);
}

void tst_HostileJobs::pictures()
{
    QFETCH(bool, dark);
    QFETCH(QSize, size);
    useTheme(dark);
    const QString name = QString::fromLatin1(QTest::currentDataTag());
    FaultServer server;
    QByteArrayList jobs;
    for (int i = 0; i < 40; ++i)
        jobs += hostileJob(i % 3 == 0 ? "\"suffix\":\"" + markedName(3000) + "\"" : QByteArray(),
                           "ftjob-" + QByteArray::number(i));
    jobs += statusList(300).mid(25).chopped(19);
    serve(server, hostilePage(jobs),
          hostileJob(metadataMember(1200) + ',' + resultFilesMember(2000) + ',' + integrationsMember(300)));
    WindowProgram program(size);
    program.addAccount(server.url(u"/v1"_s), u"A"_s, "k");
    QVERIFY(program.start());
    program.save(u"hostile-list-"_s + name);
    const qint64 account = program.repository->accounts().front().record.number;
    program.window->jobsPage()->openJob({account, QString::fromLatin1(kHostileId)});
    FactsView *facts = nullptr;
    QTRY_VERIFY((facts = sideFactsOf(*program.window)));
    QTRY_VERIFY(facts->findChild<ValueText *>(u"factValue_all_metadata"_s));
    program.save(u"hostile-overview-"_s + name);
    auto *link = facts->findChild<ValueText *>(u"factValue_all_result_files"_s);
    link->setFocus();
    program.save(u"hostile-showall-"_s + name);
    QTest::keyClick(link, Qt::Key_Return);
    auto *table = program.find<RecordView>(u"factListTable"_s);
    QTRY_COMPARE(table->model()->rowCount(), 2000);
    program.save(u"hostile-all-"_s + name);
}

QTEST_MAIN(tst_HostileJobs)
#include "tst_hostilejobs.moc"
