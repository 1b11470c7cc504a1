// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/nodemodel.h"
#include "support/jobdetails.h"
#include "tests/support/folders.h"
#include "ui/job/codeview.h"
#include "ui/job/gradertab.h"
#include "ui/job/methodtree.h"
#include "ui/job/nodedelegate.h"
#include "ui/job/nodepane.h"

#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QSplitter>
#include <QTextBlock>
#include <QToolButton>
#include <QTreeView>

using namespace tuneboard;
using namespace tuneboard::test;
using namespace Qt::StringLiterals;

namespace {

JobView viewOf(const JobDetails &details, bool isOther = true)
{
    return {&details, u"Demo"_s, {}, kNow, isOther, nullptr};
}

const QString kGrader = u"/method/reinforcement/grader"_s;

QTreeView *treeOf(GraderTab &tab)
{
    return tab.findChild<QTreeView *>(u"graderTree"_s);
}

QModelIndex select(GraderTab &tab, const QString &path)
{
    const QModelIndex index = tab.model()->indexOfPath(path);
    if (!index.isValid())
        qFatal("no node %s", qPrintable(path));
    treeOf(tab)->setCurrentIndex(index);
    return index;
}

QStringList topLevel(const GraderTab &tab)
{
    QStringList labels;
    for (int row = 0; row < tab.model()->rowCount(); ++row)
        labels << tab.model()->index(row, 0).data().toString();
    return labels;
}

QString subtitle(GraderTab &tab)
{
    return tab.findChild<QLabel *>(u"nodePaneSubtitle"_s)->text();
}

} // namespace

class TestGraderTab : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { useTheme(false); }
    void putGradersFirst();
    void acceptAllThreeForms();
    void tieSharesToChildren();
    void openSourceInColours();
    void markTemplates();
    void nameMediaAndFetchNothing();
    void markBrokenFormulas();
    void sayWhyThereIsNoGrader_data();
    void sayWhyThereIsNoGrader();
    void search();
    void expandAndCollapse();
    void copyNodes();
    void keepStateOnRefresh();
    void takeDeepTrees();
    void turnWhenNarrow();
    void nameEverything();
    void readOthersToo();
};

void TestGraderTab::putGradersFirst()
{
    GraderTab tab;
    const JobDetails details = jobFile(u"reinforcement-nested-multi"_s);
    tab.setJob(viewOf(details));
    const QStringList labels = topLevel(tab);
    QCOMPARE(labels.mid(0, 3),
             (QStringList{u"Policy outcome"_s, u"Hyperparameters"_s, u"Response format"_s}));
    QVERIFY(labels.contains(u"Hyperparameters beside the method"_s));
    QVERIFY(treeOf(tab)->isExpanded(tab.model()->index(0, 0)));
    QVERIFY(!tab.findChild<QLabel *>(u"graderSentence"_s)->isVisibleTo(&tab));
}

void TestGraderTab::acceptAllThreeForms()
{
    GraderTab tab;
    const JobDetails details = jobFile(u"reinforcement-nested-multi"_s);
    tab.setJob(viewOf(details));
    const QModelIndex root = tab.model()->indexOfPath(kGrader);
    // The children stand in their grader itself, and paths stay those of the job.
    for (const QString &path :
         {u"/graders/exact"_s, u"/graders/facts/graders/1"_s, u"/graders/safety/graders"_s}) {
        const QModelIndex index = tab.model()->indexOfPath(kGrader + path);
        QVERIFY2(index.isValid(), qPrintable(path));
        QCOMPARE(Node::Kind(index.data(NodeModel::KindRole).toInt()), Node::Kind::Grader);
        QVERIFY(treeOf(tab)->isFirstColumnSpanned(index.row(), index.parent()));
    }
    QCOMPARE(tab.model()->indexOfPath(kGrader + u"/graders/exact"_s).parent(), root);
    QCOMPARE(tab.model()->indexOfPath(kGrader + u"/graders/safety/graders"_s).data().toString(),
             u"refusal"_s);
}

void TestGraderTab::tieSharesToChildren()
{
    const JobDetails details = jobFile(u"reinforcement-nested-multi"_s);
    const MethodTree tree = methodTree(details.value, details.job);
    QCOMPARE(qRound(tree.shares.value(kGrader + u"/graders/facts/graders/0"_s).share * 100), 50);
    QCOMPARE(qRound(tree.shares.value(kGrader + u"/graders/safety/graders"_s).share * 100), 100);
    QCOMPARE(qRound(tree.shares.value(kGrader + u"/graders/judge"_s).share * 1000), 300);
    QCOMPARE(qRound(tree.shares.value(kGrader + u"/graders/remote"_s).share * 1000), 100);
    QVERIFY(!tree.shares.value(kGrader + u"/graders/remote"_s).isRangeSent);
    GraderTab tab;
    tab.setJob(viewOf(details));
    select(tab, kGrader + u"/graders/facts/graders/0"_s);
    QVERIFY(subtitle(tab).startsWith(u"numbers · 50"_s));
    select(tab, kGrader);
    QCOMPARE(tab.pane()->view()->toPlainText(), details.job.grader()->calculateOutput);
    QVERIFY(tab.pane()->note().contains(u"exact · Same verdict"_s));
}

void TestGraderTab::openSourceInColours()
{
    GraderTab tab;
    const JobDetails details = jobFile(u"reinforcement-nested-multi"_s);
    tab.setJob(viewOf(details));
    showAt(tab, 1200, 600);
    select(tab, kGrader + u"/graders/facts/graders/0/source"_s);
    CodeView *view = tab.pane()->view();
    QCOMPARE(view->toPlainText(), details.job.grader()->graders[2].graders[0].source);
    QVERIFY(view->isReadOnly());
    QVERIFY(view->gutterWidth() > 0);
    QCOMPARE(view->lineWrapMode(), QPlainTextEdit::NoWrap);
    QVERIFY(!view->document()->findBlockByNumber(1).layout()->formats().isEmpty());
    settle();
    // The second line of a text in triple quotes is a string to its end.
    const QTextBlock inside = view->document()->find(u"that the answer repeats"_s).block();
    QCOMPARE(inside.layout()->formats().size(), 1);
    QCOMPARE(inside.layout()->formats().first().length, int(inside.text().size()));
    // The grader itself opens at its source too.
    select(tab, kGrader + u"/graders/facts/graders/0"_s);
    QVERIFY(view->toPlainText().startsWith(u"\"\"\"Scores a draft"_s));
}

void TestGraderTab::markTemplates()
{
    QCOMPARE(templateSpans(u"a {{item.x}} b {{ sample.output_text }}{{c").size(), std::size_t(2));
    QCOMPARE(templateSpans(u"{{ {{x}}").front().start, qsizetype(3));
    GraderTab tab;
    const JobDetails details = jobFile(u"reinforcement-nested-multi"_s);
    tab.setJob(viewOf(details));
    showAt(tab, 1200, 600);
    select(tab, kGrader + u"/graders/judge/input/0/content"_s);
    settle();
    CodeView *view = tab.pane()->view();
    QVERIFY(view->toPlainText().startsWith(u"You are a strict reviewer"_s));
    QVERIFY(view->lineWrapMode() != QPlainTextEdit::NoWrap);
    const QTextBlock question = view->document()->find(u"{{item.question}}"_s).block();
    QCOMPARE(question.layout()->formats().size(), 1);
    QCOMPARE(question.layout()->formats().first().start, 10);
}

void TestGraderTab::nameMediaAndFetchNothing()
{
    GraderTab tab;
    const JobDetails details = jobFile(u"reinforcement-nested-multi"_s);
    tab.setJob(viewOf(details));
    const QString content = kGrader + u"/graders/judge/input/1/content"_s;
    const QModelIndex image = select(tab, content + u"/2"_s);
    QCOMPARE(image.siblingAtColumn(NodeModel::ValueColumn).data().toString(), u"Image, not fetched"_s);
    QVERIFY(tab.pane()->note().contains(u"never fetched"_s));
    const QModelIndex audio = tab.model()->indexOfPath(content + u"/3"_s);
    QCOMPARE(audio.siblingAtColumn(NodeModel::ValueColumn).data().toString(), u"Audio, not fetched"_s);
}

void TestGraderTab::markBrokenFormulas()
{
    GraderTab tab;
    const JobDetails details = jobFile(u"reinforcement-broken-formula"_s);
    tab.setJob(viewOf(details));
    showAt(tab, 1000, 400);
    select(tab, kGrader + u"/calculate_output"_s);
    const QString note = tab.pane()->note();
    QVERIFY(note.contains(u"“similarity_score” at character 7: No grader below has this name."_s));
    QVERIFY(note.contains(u"This parenthesis was never opened."_s));
    QVERIFY(note.contains(u"mood is not in the formula."_s));
    int waves = 0;
    for (const auto &range : tab.pane()->view()->document()->firstBlock().layout()->formats())
        waves += range.format.underlineStyle() == QTextCharFormat::WaveUnderline ? 1 : 0;
    QCOMPARE(waves, 2);
    // A type that nobody knows is shown with all that it holds.
    QVERIFY(tab.model()->indexOfPath(kGrader + u"/graders/2/weather"_s).isValid());
}

void TestGraderTab::sayWhyThereIsNoGrader_data()
{
    QTest::addColumn<QString>("job");
    QTest::addColumn<QString>("start");
    QTest::addColumn<bool>("hasTree");
    QTest::newRow("supervised") << u"supervised-succeeded"_s << u"Supervised training learns"_s << true;
    QTest::newRow("dpo") << u"dpo-null-hyperparameters"_s << u"DPO learns"_s << true;
    QTest::newRow("inferred") << u"azure-minus-one-nulls"_s << u"The server names no method;"_s << true;
    QTest::newRow("nothing") << u"paused-ten-keys"_s << u"The server sent neither"_s << false;
    QTest::newRow("unknown") << u"unknown-everything"_s << u"A method that this version does not know"_s
                             << true;
}

void TestGraderTab::sayWhyThereIsNoGrader()
{
    QFETCH(QString, job);
    QFETCH(QString, start);
    QFETCH(bool, hasTree);
    GraderTab tab;
    const JobDetails details = jobFile(job);
    tab.setJob(viewOf(details));
    auto *sentence = tab.findChild<QLabel *>(u"graderSentence"_s);
    QVERIFY2(sentence->text().startsWith(start), qPrintable(sentence->text()));
    QVERIFY(!sentence->isHidden());
    QCOMPARE(!tab.findChild<QSplitter *>()->isHidden(), hasTree);
    QCOMPARE(tab.model()->rowCount() > 0, hasTree);
}

void TestGraderTab::search()
{
    GraderTab tab;
    const JobDetails details = jobFile(u"reinforcement-nested-multi"_s);
    tab.setJob(viewOf(details));
    showAt(tab, 1000, 500);
    tab.collapseAll();
    auto *field = tab.findChild<QLineEdit *>(u"graderFindField"_s);
    auto *count = tab.findChild<QLabel *>(u"graderFindCount"_s);
    field->setFocus();
    QTest::keyClicks(field, u"item.reference"_s);
    QCOMPARE(count->text(), u"1 hit(s)"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(count->text(), u"1 of 1"_s);
    const QModelIndex found = treeOf(tab)->currentIndex();
    QVERIFY(found.data(NodeModel::PathRole).toString().endsWith(u"/graders/facts/graders/1/reference"_s));
    QVERIFY(treeOf(tab)->visualRect(found).isValid());
    field->setText(u"POLICY"_s);
    const int hits = count->text().section(u' ', 0, 0).toInt();
    QVERIFY(hits >= 3);
    for (int i = 1; i <= hits; ++i) {
        QTest::keyClick(&tab, Qt::Key_F3);
        QCOMPARE(count->text(), u"%1 of %2"_s.arg(i).arg(hits));
    }
    QTest::keyClick(&tab, Qt::Key_F3);
    QCOMPARE(count->text(), u"1 of %1"_s.arg(hits));
    QTest::keyClick(&tab, Qt::Key_F3, Qt::ShiftModifier);
    QCOMPARE(count->text(), u"%1 of %1"_s.arg(hits));
}

void TestGraderTab::expandAndCollapse()
{
    GraderTab tab;
    const JobDetails details = jobFile(u"reinforcement-nested-multi"_s);
    tab.setJob(viewOf(details));
    tab.findChild<QToolButton *>(u"graderExpandAll"_s)->click();
    const QModelIndex deep = tab.model()->indexOfPath(kGrader + u"/graders/judge/input/1/content"_s);
    QVERIFY(treeOf(tab)->isExpanded(deep));
    tab.findChild<QToolButton *>(u"graderCollapseAll"_s)->click();
    QVERIFY(!treeOf(tab)->isExpanded(deep));
    QVERIFY(!treeOf(tab)->isExpanded(tab.model()->index(0, 0)));
}

void TestGraderTab::copyNodes()
{
    GraderTab tab;
    const JobDetails details = jobFile(u"reinforcement-nested-multi"_s);
    tab.setJob(viewOf(details));
    showAt(tab, 1000, 500);
    select(tab, kGrader + u"/graders/exact"_s);
    tab.findChild<QToolButton *>(u"nodePaneCopyJson"_s)->click();
    QCOMPARE(QApplication::clipboard()->text(),
             u"{\n  \"type\": \"string_check\",\n  \"name\": \"Same verdict\",\n  \"input\": "
             "\"{{sample.output_json.verdict}}\",\n  \"reference\": \"{{item.verdict}}\",\n  \"operation\": "
             "\"ilike\"\n}"_s);
    tab.findChild<QToolButton *>(u"nodePaneCopy"_s)->click();
    QVERIFY(QApplication::clipboard()->text().contains(u"Operation"_s));
    select(tab, kGrader + u"/graders/exact/operation"_s);
    QTest::keySequence(treeOf(tab), QKeySequence::Copy);
    QCOMPARE(QApplication::clipboard()->text(), u"ilike"_s);
}

void TestGraderTab::keepStateOnRefresh()
{
    GraderTab tab;
    const JobDetails details = jobFile(u"reinforcement-nested-multi"_s);
    tab.setJob(viewOf(details));
    showAt(tab, 1000, 300);
    QTreeView *tree = treeOf(tab);
    tab.expandAll();
    tree->collapse(tab.model()->indexOfPath(kGrader + u"/graders/exact"_s));
    select(tab, kGrader + u"/graders/facts/graders/0/source"_s);
    tab.pane()->view()->verticalScrollBar()->setValue(7);
    tree->verticalScrollBar()->setValue(9);
    const int scrolled = tree->verticalScrollBar()->value();

    QByteArray raw = details.raw;
    raw.replace("\"rate_limit\": 50", "\"rate_limit\": 75, \"timeout\": 9");
    const JobDetails newer = detailsOf(raw);
    QVERIFY(newer.raw != details.raw);
    tab.setJob(viewOf(newer, false));
    QVERIFY(!tree->isExpanded(tab.model()->indexOfPath(kGrader + u"/graders/exact"_s)));
    QVERIFY(tree->isExpanded(tab.model()->indexOfPath(kGrader + u"/graders/judge"_s)));
    QVERIFY(tree->currentIndex().data(NodeModel::PathRole).toString().endsWith(u"/source"_s));
    QCOMPARE(tree->verticalScrollBar()->value(), scrolled);
    QCOMPARE(tab.pane()->view()->verticalScrollBar()->value(), 7);
    QCOMPARE(tab.model()
                 ->indexOfPath(kGrader + u"/graders/remote/rate_limit"_s)
                 .siblingAtColumn(1)
                 .data()
                 .toString(),
             u"75"_s);
}

void TestGraderTab::takeDeepTrees()
{
    QByteArray grader =
        R"({"type":"string_check","name":"leaf","input":"{{x}}","reference":"y","operation":"eq"})";
    for (int i = 0; i < 200; ++i)
        grader = R"({"type":"multi","graders":{"in":)" + grader + R"(},"calculate_output":"in"})";
    const JobDetails details = detailsOf(
        R"({"id":"ftjob-deep","status":"queued","method":{"type":"reinforcement","reinforcement":{"grader":)" +
        grader + "}}}");
    GraderTab tab;
    tab.setJob(viewOf(details));
    showAt(tab, 900, 400);
    tab.expandAll();
    tab.findChild<QLineEdit *>(u"graderFindField"_s)->setText(u"leaf"_s);
    tab.findNext();
    QVERIFY(treeOf(tab)->currentIndex().isValid());
    QVERIFY(!tab.grab().isNull());
}

void TestGraderTab::turnWhenNarrow()
{
    GraderTab tab;
    const JobDetails details = jobFile(u"reinforcement-nested-multi"_s);
    tab.setJob(viewOf(details));
    showAt(tab, 1200, 600);
    QCOMPARE(tab.findChild<QSplitter *>()->orientation(), Qt::Horizontal);
    tab.resize(600, 600);
    settle();
    QCOMPARE(tab.findChild<QSplitter *>()->orientation(), Qt::Vertical);
}

void TestGraderTab::nameEverything()
{
    GraderTab tab;
    for (QWidget *widget : tab.findChildren<QWidget *>()) {
        if (widget->focusPolicy() == Qt::NoFocus || widget->objectName().startsWith(u"qt_"_s) ||
            widget->inherits("QScrollBar"))
            continue;
        QVERIFY2(!widget->objectName().isEmpty() && !widget->accessibleName().isEmpty(),
                 widget->metaObject()->className());
    }
}

void TestGraderTab::readOthersToo()
{
    const QDir folder(test::samplesPath(QStringLiteral("jobs")));
    if (!folder.exists())
        QSKIP("The folder of sample payloads is not there.");
    const QStringList names = folder.entryList({u"*.json"_s}, QDir::Files);
    QVERIFY(!names.isEmpty());
    GraderTab tab;
    showAt(tab, 1000, 500);
    for (const QString &name : names) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const JobDetails details = detailsOf(file.readAll());
        tab.setJob(viewOf(details));
        tab.expandAll();
        // Whatever stands under the method stands in the tree.
        const auto check = [&](const auto &self, const Value &value, const QString &path) -> void {
            for (std::size_t i = 0; i < value.children.size(); ++i) {
                QString step = value.isArray() ? QString::number(i) : value.children[i].key;
                step.replace(u'~', u"~0"_s).replace(u'/', u"~1"_s);
                self(self, value.children[i], path + u'/' + step);
            }
            if (value.children.empty())
                QVERIFY2(tab.model()->indexOfPath(path).isValid(), qPrintable(name + u' ' + path));
        };
        if (const Value *method = details.value.find(u"method"))
            check(check, *method, u"/method"_s);
    }
}

QTEST_MAIN(TestGraderTab)
#include "tst_gradertab.moc"
