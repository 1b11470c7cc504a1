// SPDX-License-Identifier: GPL-3.0-or-later
// The whole job page on the demo's showcase jobs: pictures, keys, names, and that files hold what is shown.
#include "app/demo/jobspec.h"
#include "support/jobrecords.h"
#include "ui/job/jobpane.h"
#include "ui/job/jobtab.h"
#include "ui/job/recordview.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLineEdit>
#include <QStackedWidget>
#include <QTabBar>
#include <QTextEdit>

using namespace tuneboard;
using namespace tuneboard::test;
using namespace Qt::StringLiterals;

namespace {

const Scenario &scenario()
{
    static const Scenario demo([] {
        ScenarioOptions options;
        options.nowSecs = kNow;
        return options;
    }());
    return demo;
}

struct ShowcaseRow
{
    const char *name;
    int job;
};

constexpr ShowcaseRow kShowcase[] = {
    {"running", demo::showcase::LiveRunning},
    {"overfitting", demo::showcase::Overfitting},
    {"countdown", demo::showcase::CountdownMulti},
    {"badline", demo::showcase::BadLine},
    {"paused", demo::showcase::Paused},
    {"preference", demo::showcase::Preference},
    {"nested", demo::showcase::NestedMulti},
    {"diverging", demo::showcase::Diverging},
    {"restarting", demo::showcase::Restarting},
    {"nometrics", demo::showcase::NoMetrics},
    {"disagreeing", demo::showcase::Disagreeing},
    {"cancelled", demo::showcase::CancelledInTraining},
    {"failedlate", demo::showcase::FailedLate},
};

DemoJob demoJob(int job, const QTemporaryDir &folder)
{
    return {scenario(), job, kNow * 1000, folder};
}

bool isInteractive(const QWidget *widget)
{
    return qobject_cast<const QAbstractButton *>(widget) || qobject_cast<const QLineEdit *>(widget) ||
           qobject_cast<const QAbstractItemView *>(widget) || qobject_cast<const QComboBox *>(widget) ||
           qobject_cast<const QTextEdit *>(widget) || widget->inherits("QPlainTextEdit") ||
           qobject_cast<const QTabBar *>(widget);
}

// Qt's own parts inside of others are spoken as these.
bool isInner(const QWidget *widget)
{
    const QString name = widget->objectName();
    const bool isHiddenHeader = widget->inherits("QHeaderView") && widget->isHidden();
    // A gap between facts is a row whose value is never shown.
    const bool isGap = name.startsWith("factValue_before"_L1) && widget->isHidden();
    return isHiddenHeader || isGap || name.startsWith("qt_"_L1) || widget->inherits("QTableCornerButton") ||
           (widget->parentWidget() && (qobject_cast<const QTabBar *>(widget->parentWidget()) ||
                                       qobject_cast<const QLineEdit *>(widget->parentWidget())));
}

} // namespace

class TestJobTabs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takePictures_data();
    void takePictures();
    void nameEverything();
    void walkByKeys();
    void filesHoldWhatIsShown();
    void badParts();

private:
    QTemporaryDir m_folder;
};

void TestJobTabs::takePictures_data()
{
    QTest::addColumn<int>("job");
    QTest::addColumn<bool>("dark");
    for (const ShowcaseRow &row : kShowcase) {
        QTest::addRow("%s-light", row.name) << row.job << false;
        QTest::addRow("%s-dark", row.name) << row.job << true;
    }
}

void TestJobTabs::takePictures()
{
    QFETCH(int, job);
    QFETCH(bool, dark);
    useTheme(dark);
    const DemoJob demo = demoJob(job, m_folder);
    JobPane page;
    page.setNow(kNow);
    showAt(page, dark ? 900 : 1280, dark ? 600 : 700);
    page.showJob(demo.details, u"Demo"_s, u"127.0.0.1:43121"_s);
    page.showRecords(demo.records);
    for (const char *tab : {"overview", "method", "events", "checkpoints", "files"}) {
        const QString key = QString::fromLatin1(tab);
        page.setCurrentTab(key);
        QCOMPARE(page.currentTab(), key);
        settle();
        if (auto *events = page.findChild<RecordView *>(u"eventsTable"_s); events && events->isVisible())
            events->selectRow(0);
        settle();
        QVERIFY(savePicture(page, u"job-%1-%2"_s.arg(QString::fromLatin1(QTest::currentDataTag()), key)));
    }
}

void TestJobTabs::nameEverything()
{
    useTheme(false);
    const DemoJob demo = demoJob(demo::showcase::CountdownMulti, m_folder);
    JobPane page;
    page.setNow(kNow);
    showAt(page, 1280, 700);
    page.showJob(demo.details, u"Demo"_s, u"127.0.0.1:43121"_s);
    page.showRecords(demo.records);
    int seen = 0;
    auto *strip = page.findChild<QTabBar *>(u"jobTabs"_s);
    for (int i = 0; i < strip->count(); ++i) {
        strip->setCurrentIndex(i);
        settle();
        for (const QWidget *widget : page.findChildren<QWidget *>()) {
            if (!isInteractive(widget) || isInner(widget))
                continue;
            ++seen;
            QVERIFY2(!widget->accessibleName().isEmpty(),
                     qPrintable(u"%1 %2 in %3"_s.arg(QString::fromLatin1(widget->metaObject()->className()),
                                                     widget->objectName(), strip->tabText(i))));
        }
    }
    QVERIFY(seen > 100);
}

void TestJobTabs::walkByKeys()
{
    useTheme(false);
    const DemoJob demo = demoJob(demo::showcase::CountdownMulti, m_folder);
    JobPane page;
    page.setNow(kNow);
    showAt(page, 1280, 700);
    page.showJob(demo.details, u"Demo"_s, u"127.0.0.1:43121"_s);
    page.showRecords(demo.records);
    auto *strip = page.findChild<QTabBar *>(u"jobTabs"_s);
    for (int i = 0; i < strip->count(); ++i) {
        QTest::keyClick(&page, Qt::Key(Qt::Key_1 + i), Qt::ControlModifier);
        QCOMPARE(strip->currentIndex(), i);
        settle();
        // Tab comes to every focusable part of the tab, and around again.
        QWidget *tab = page.findChild<QStackedWidget *>(u"jobStack"_s)->currentWidget();
        QSet<const QWidget *> wanted;
        for (const QWidget *widget : tab->findChildren<QWidget *>()) {
            if (isInteractive(widget) && !isInner(widget) && widget->isVisible() && widget->isEnabled() &&
                (widget->focusPolicy() & Qt::TabFocus) != 0 && !widget->focusProxy())
                wanted.insert(widget);
        }
        QVERIFY(!wanted.isEmpty());
        strip->setFocus();
        for (int step = 0; step < 400 && !wanted.isEmpty(); ++step) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            QVERIFY(QApplication::focusWidget());
            wanted.remove(QApplication::focusWidget());
        }
        for (const QWidget *left : wanted)
            QFAIL(qPrintable(u"Tab never comes to %1 in %2"_s.arg(left->objectName(), strip->tabText(i))));
    }
}

void TestJobTabs::filesHoldWhatIsShown()
{
    const DemoJob demo = demoJob(demo::showcase::Overfitting, m_folder);
    JobPane page;
    page.setNow(kNow);
    showAt(page, 1280, 700);
    page.showJob(demo.details, u"Demo"_s, u"127.0.0.1:43121"_s);
    page.showRecords(demo.records);
    QVERIFY(!page.tableExport()); // the overview has none
    for (const auto &[key, table] :
         {std::pair("events", "eventsTable"), std::pair("checkpoints", "checkpointsTable"),
          std::pair("files", "previewTable")}) {
        page.setCurrentTab(QString::fromLatin1(key));
        settle();
        const auto *view = page.findChild<RecordView *>(QString::fromLatin1(table));
        QTRY_VERIFY(page.tableExport());
        const std::optional<TableExport> whole = page.tableExport();
        const QByteArray csv = wholeText(whole->csv);
        CsvReader reader(csv);
        std::vector<QByteArrayView> cells;
        int records = 0;
        while (reader.next(cells))
            ++records;
        QCOMPARE(records - 1, view->model()->rowCount());
        const auto json = readJson(wholeText(whole->json));
        QVERIFY(json.ok());
        QCOMPARE(int(json->children.size()), view->model()->rowCount());
        if (QByteArray(key) == "files") {
            // Number by number as in the file that came.
            QFile source(demo.records.files.back().path);
            QVERIFY(source.open(QIODevice::ReadOnly));
            const QByteArray bytes = source.readAll();
            CsvReader written(csv);
            CsvReader original(bytes);
            std::vector<QByteArrayView> a;
            std::vector<QByteArrayView> b;
            while (original.next(b)) {
                QVERIFY(written.next(a));
                QCOMPARE(a.size(), b.size());
                for (std::size_t i = 0; i < a.size(); ++i)
                    QCOMPARE(a[i].toByteArray(), b[i].toByteArray());
            }
        }
    }
}

void TestJobTabs::badParts()
{
    useTheme(false);
    // A tree of graders 200 deep, and a formula of a megabyte.
    QByteArray grader =
        R"({"type":"string_check","name":"leaf","input":"a","reference":"b","operation":"eq"})";
    for (int i = 0; i < 200; ++i)
        grader = R"({"type":"multi","name":"m","graders":{"c":)" + grader + R"(},"calculate_output":"c"})";
    const QByteArray formula = QByteArray("leaf + ").repeated((1 << 20) / 7) + "(leaf";
    const QByteArray wide =
        R"({"type":"multi","graders":{"leaf":{"type":"string_check"}},"calculate_output":")" + formula +
        "\"}";
    for (const QByteArray &root : {grader, wide}) {
        const JobDetails details = detailsOf(
            R"({"id":"ftjob-x","status":"succeeded","method":{"type":"reinforcement","reinforcement":{"grader":)" +
            root + "}}}");
        QCOMPARE(details.job.id, u"ftjob-x"_s);
        JobRecords records = emptyRecords(details);
        records.events = std::make_shared<std::vector<EventRow>>(
            std::vector{eventOf(R"({"id":"e","type":"metrics","data":7})")});
        records.checkpoints =
            std::make_shared<std::vector<Checkpoint>>(std::vector{checkpointOf(R"({"id":"c"})")});
        JobPane page;
        page.setNow(kNow);
        showAt(page, 1000, 600);
        page.showJob(details, u"Demo"_s, u"h"_s);
        page.showRecords(records);
        auto *strip = page.findChild<QTabBar *>(u"jobTabs"_s);
        for (int i = 0; i < strip->count(); ++i) {
            strip->setCurrentIndex(i);
            settle();
        }
        page.setCurrentTab(u"events"_s);
        QCOMPARE(page.findChild<RecordView *>(u"eventsTable"_s)->model()->rowCount(), 1);
    }
}

QTEST_MAIN(TestJobTabs)

#include "tst_jobtabs.moc"
