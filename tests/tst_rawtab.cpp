// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/jobdetails.h"
#include "ui/job/codeview.h"
#include "ui/job/linehighlighter.h"
#include "ui/job/rawtab.h"

#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QTextBlock>
#include <QToolButton>

using namespace tuneboard;
using namespace tuneboard::test;
using namespace Qt::StringLiterals;

namespace {

JobView viewOf(const JobDetails &details, bool isOther = true)
{
    return {&details, u"Demo"_s, {}, kNow, isOther, nullptr};
}

template<class T>
T *part(QWidget &tab, const char *name)
{
    auto *found = tab.findChild<T *>(QString::fromLatin1(name));
    if (!found)
        qFatal("no %s", name);
    return found;
}

int visibleLines(const CodeView &view)
{
    int lines = 0;
    for (QTextBlock block = view.document()->firstBlock(); block.isValid(); block = block.next())
        lines += block.isVisible() ? 1 : 0;
    return lines;
}

} // namespace

class TestRawTab : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { useTheme(false); }
    void showWithoutReordering();
    void copyBothWays();
    void search();
    void fold();
    void unfoldToShowAHit();
    void keepStateOnRefresh();
    void showWhatIsNoJson();
    void clampLongLines();
    void openMegabytes();
    void colourLines_data();
    void colourLines();
};

void TestRawTab::showWithoutReordering()
{
    RawTab tab;
    const JobDetails details = detailsOf(
        R"({"z":1,"id":"ftjob-a","a":2.50,"dup":1,"dup":2,"big":12345678901234567890,"e":[],"t":"<i>x</i>"})");
    tab.setJob(viewOf(details));
    QCOMPARE(tab.view()->toPlainText(),
             u"{\n  \"z\": 1,\n  \"id\": \"ftjob-a\",\n  \"a\": 2.50,\n  \"dup\": 1,\n  \"dup\": 2,\n"
             "  \"big\": 12345678901234567890,\n  \"e\": [],\n  \"t\": \"<i>x</i>\"\n}"_s);
    QVERIFY(tab.view()->isReadOnly());
}

void TestRawTab::copyBothWays()
{
    RawTab tab;
    const QByteArray raw = "{\"id\":\"x\",  \"n\": 1.0}\r\n";
    const JobDetails details = detailsOf(raw);
    tab.setJob(viewOf(details));
    part<QToolButton>(tab, "rawCopy")->click();
    QCOMPARE(QApplication::clipboard()->text(), u"{\n  \"id\": \"x\",\n  \"n\": 1.0\n}"_s);
    part<QToolButton>(tab, "rawCopyReceived")->click();
    QCOMPARE(QApplication::clipboard()->text().toUtf8(), raw);
}

void TestRawTab::search()
{
    RawTab tab;
    const JobDetails details = jobFile(u"supervised-succeeded"_s);
    tab.setJob(viewOf(details));
    showAt(tab, 800, 500);
    auto *field = part<QLineEdit>(tab, "rawFindField");
    auto *count = part<QLabel>(tab, "rawFindCount");
    QTest::keyClicks(field, u"N_EPOCHS"_s);
    QCOMPARE(count->text(), u"2 hit(s)"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(count->text(), u"1 of 2"_s);
    QCOMPARE(tab.view()->textCursor().selectedText(), u"n_epochs"_s);
    const int first = tab.view()->textCursor().selectionStart();
    QTest::keyClick(&tab, Qt::Key_F3);
    QCOMPARE(count->text(), u"2 of 2"_s);
    QTest::keyClick(&tab, Qt::Key_F3);
    QCOMPARE(tab.view()->textCursor().selectionStart(), first);
    QTest::keyClick(&tab, Qt::Key_F3, Qt::ShiftModifier);
    QCOMPARE(count->text(), u"2 of 2"_s);
    QTest::keyClick(field, Qt::Key_Escape);
    QVERIFY(field->text().isEmpty() && count->text().isEmpty());
    QTest::keyClicks(field, u"nowhere to be found"_s);
    QCOMPARE(count->text(), u"No hits"_s);
    QVERIFY(!part<QToolButton>(tab, "rawFindNext")->isEnabled());
}

void TestRawTab::fold()
{
    RawTab tab;
    const JobDetails details = detailsOf(R"({"id":"x","a":{"b":[1,2,3],"c":{"d":1,"e":2}},"f":[]})");
    tab.setJob(viewOf(details));
    showAt(tab, 600, 400);
    CodeView &view = *tab.view();
    QCOMPARE(view.blockCount(), 15);
    QVERIFY(!view.canFold(1) && view.canFold(2) && view.canFold(3));
    QVERIFY(view.toggleFold(3)); // "b": [
    QCOMPARE(visibleLines(view), 11);
    QVERIFY(view.toggleFold(2)); // "a": {, and all in it
    QCOMPARE(visibleLines(view), 5);
    QVERIFY(view.toggleFold(2));
    QCOMPARE(visibleLines(view), 11); // what was folded inside stays so
    part<QToolButton>(tab, "rawUnfoldAll")->click();
    QCOMPARE(visibleLines(view), 15);
    part<QToolButton>(tab, "rawFoldAll")->click();
    QCOMPARE(visibleLines(view), 5);
    QVERIFY(!view.isFolded(0));
    // By keys, at the cursor.
    QTextCursor cursor(view.document()->findBlockByNumber(2));
    view.setTextCursor(cursor);
    view.setFocus();
    QTest::keyClick(&view, Qt::Key_BracketRight, Qt::ControlModifier);
    QVERIFY(!view.isFolded(2));
    QTest::keyClick(&view, Qt::Key_BracketLeft, Qt::ControlModifier);
    QVERIFY(view.isFolded(2));
    // By the arrow beside the line.
    auto *gutter = part<QWidget>(tab, "codeViewGutter");
    const int y = int(view.cursorRect().center().y());
    QTest::mouseClick(gutter, Qt::LeftButton, {}, QPoint(gutter->width() - 8, y));
    QVERIFY(!view.isFolded(2));
    // A selection over a fold holds what is hidden.
    view.foldAll();
    view.selectAll();
    view.copy();
    QVERIFY(QApplication::clipboard()->text().contains(u"\"e\": 2"_s));
}

void TestRawTab::unfoldToShowAHit()
{
    RawTab tab;
    const JobDetails details = jobFile(u"reinforcement-nested-multi"_s);
    tab.setJob(viewOf(details));
    showAt(tab, 800, 400);
    tab.view()->foldAll();
    part<QLineEdit>(tab, "rawFindField")->setText(u"rouge_l"_s);
    tab.findNext();
    QVERIFY(tab.view()->textCursor().block().isVisible());
    QCOMPARE(tab.view()->textCursor().selectedText(), u"rouge_l"_s);
    QVERIFY(tab.view()->viewport()->rect().contains(tab.view()->cursorRect().center()));
}

void TestRawTab::keepStateOnRefresh()
{
    RawTab tab;
    const JobDetails details = jobFile(u"reinforcement-nested-multi"_s);
    tab.setJob(viewOf(details));
    showAt(tab, 800, 300);
    CodeView &view = *tab.view();
    int folded = -1;
    for (int line = 40; line < view.blockCount() && folded < 0; ++line)
        folded = view.toggleFold(line) ? line : -1;
    QVERIFY(folded > 0);
    const QString text = view.document()->findBlockByNumber(folded).text();
    part<QLineEdit>(tab, "rawFindField")->setText(u"file-"_s);
    tab.findNext();
    tab.findNext();
    const QString selected = view.textCursor().block().text();
    view.verticalScrollBar()->setValue(20);
    const QString top = view.cursorForPosition(QPoint(2, 2)).block().text();

    tab.setJob(viewOf(details, false));
    QCOMPARE(view.verticalScrollBar()->value(), 20);

    // Two members more near the top, another status: the lines move, the reader does not.
    QByteArray raw = details.raw;
    raw.replace("\"object\":", "\"new_a\": 1, \"new_b\": [2], \"object\":");
    const JobDetails newer = detailsOf(raw);
    tab.setJob(viewOf(newer, false));
    QCOMPARE(view.cursorForPosition(QPoint(2, 2)).block().text(), top);
    QCOMPARE(view.textCursor().block().text(), selected);
    QVERIFY(view.textCursor().hasSelection());
    int stillFolded = -1;
    for (int line = 0; line < view.blockCount(); ++line)
        stillFolded = view.isFolded(line) ? line : stillFolded;
    QVERIFY(stillFolded > folded);
    QCOMPARE(view.document()->findBlockByNumber(stillFolded).text(), text);

    const JobDetails other = jobFile(u"supervised-succeeded"_s);
    tab.setJob(viewOf(other));
    QCOMPARE(view.verticalScrollBar()->value(), 0);
}

void TestRawTab::showWhatIsNoJson()
{
    RawTab tab;
    const JobDetails details = detailsOf("<html><title>502 Bad Gateway</title>");
    tab.setJob(viewOf(details));
    QCOMPARE(tab.view()->toPlainText(), u"<html><title>502 Bad Gateway</title>"_s);
    auto *note = part<QLabel>(tab, "rawNote");
    QVERIFY(!note->isHidden() && note->text().contains(u"it cannot be read"_s));
    QCOMPARE(note->textFormat(), Qt::PlainText);
    QVERIFY(!part<QToolButton>(tab, "rawFoldAll")->isEnabled());
    const JobDetails good = jobFile(u"paused-ten-keys"_s);
    tab.setJob(viewOf(good));
    QVERIFY(note->isHidden());
}

void TestRawTab::clampLongLines()
{
    RawTab tab;
    const QByteArray raw = "{\"id\":\"x\",\"prompt\":\"" + QByteArray(300000, 'p') + "END\"}";
    const JobDetails details = detailsOf(raw);
    tab.setJob(viewOf(details));
    showAt(tab, 600, 300);
    auto *showAll = part<QToolButton>(tab, "rawShowAll");
    QVERIFY(!showAll->isHidden());
    QVERIFY(tab.view()->toPlainText().size() < 101000);
    part<QToolButton>(tab, "rawCopyReceived")->click();
    QCOMPARE(QApplication::clipboard()->text().toUtf8(), raw);
    showAll->click();
    QVERIFY(showAll->isHidden());
    QTRY_VERIFY(tab.view()->toPlainText().endsWith(u"END\"\n}"_s));
    QCOMPARE(tab.view()->toPlainText().count(u'p'), 300000 + 2);
}

void TestRawTab::openMegabytes()
{
    RawTab tab;
    showAt(tab, 900, 600);
    QByteArray raw = "{\"id\":\"x\",\"items\":[";
    for (int i = 0; raw.size() < 5000000; ++i)
        raw += (i ? ",{\"n\":" : "{\"n\":") + QByteArray::number(i) + ",\"text\":\"" +
               QByteArray("some words ").repeated(10) + "\",\"list\":[1]}";
    raw += "]}";
    const JobDetails details = detailsOf(raw);
    tab.setJob(viewOf(details));
    CodeView &view = *tab.view();
    QTRY_VERIFY_WITH_TIMEOUT(view.isComplete() && view.blockCount() > 200000, 60000);
    // Only what is looked at is coloured.
    const auto coloured = [&] {
        int blocks = 0;
        for (QTextBlock block = view.document()->firstBlock(); block.isValid(); block = block.next())
            blocks += block.layout()->formats().isEmpty() ? 0 : 1;
        return blocks;
    };
    const int first = coloured();
    QVERIFY2(first > 10 && first < 200, qPrintable(QString::number(first)));
    view.verticalScrollBar()->setValue(view.verticalScrollBar()->maximum());
    QVERIFY(!view.document()->lastBlock().previous().layout()->formats().isEmpty());
    QVERIFY(coloured() < 400);
    view.foldAll();
    QCOMPARE(visibleLines(view), 4);
    part<QLineEdit>(tab, "rawFindField")->setText(u"\"n\": 4"_s);
    tab.findNext();
    QVERIFY(view.textCursor().block().isVisible());
}

void TestRawTab::colourLines_data()
{
    QTest::addColumn<bool>("python");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("spans");
    QTest::newRow("member") << false << u"  \"a\\\"b\": \"c\","_s << u"2+6 8+1 10+3 13+1"_s;
    QTest::newRow("number") << false << u"-1.5e-3,"_s << u"0+7 7+1"_s;
    QTest::newRow("open string") << false << u"\"abc"_s << u"0+4"_s;
    QTest::newRow("def") << true << u"def grade(x): # why"_s << u"0+3 4+5 14+5"_s;
    QTest::newRow("string") << true << u"a = f'it\\'s' + 12"_s << u"4+1 5+7 15+2"_s;
    QTest::newRow("triple") << true << u"x = '''a"_s << u"4+4"_s;
    QTest::newRow("hash in string") << true << u"\"#\" if y"_s << u"0+3 4+2"_s;
}

void TestRawTab::colourLines()
{
    QFETCH(bool, python);
    QFETCH(QString, text);
    QFETCH(QString, spans);
    std::unique_ptr<LineHighlighter> highlighter;
    if (python)
        highlighter = std::make_unique<PythonHighlighter>();
    else
        highlighter = std::make_unique<JsonHighlighter>();
    QList<QTextLayout::FormatRange> formats;
    int next = -1;
    highlighter->highlight(text, 0, QApplication::palette(), &formats, &next);
    QStringList found;
    for (const auto &range : formats)
        found << u"%1+%2"_s.arg(range.start).arg(range.length);
    QCOMPARE(found.join(u' '), spans);
    QCOMPARE(next != 0, text.contains(u"'''"_s));
    if (next != 0) {
        int end = -1;
        highlighter->highlight(u"still '''"_s, next, QApplication::palette(), nullptr, &end);
        QCOMPARE(end, 0);
    }
}

QTEST_MAIN(TestRawTab)
#include "tst_rawtab.moc"
