// SPDX-License-Identifier: GPL-3.0-or-later
// Saved views in the real window on the demo server: saved, shown, marked, renamed, deleted and found again.
#include "app/models/jobsmodel.h"
#include "app/models/savedview.h"
#include "tests/support/faultserver.h"
#include "tests/support/windowprogram.h"
#include "ui/actions.h"
#include "ui/jobs/raildelegate.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDialog>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>

using namespace Qt::StringLiterals;
using namespace tuneboard;

namespace {

using Program = test::WindowProgram;
using test::clickRail;
using test::kWaitMs;
using test::railRow;

struct ViewProgram : Program
{
    explicit ViewProgram(QSize size = {1280, 800})
        : Program(size)
    {
        addDemo();
    }

    [[nodiscard]] QListWidgetItem *item(const QString &text) const
    {
        return rail()->item(railRow(rail(), text));
    }
    /// Whether the rail says that this view is what is shown.
    [[nodiscard]] bool isMarked(const QString &name) const
    {
        const QListWidgetItem *it = item(name);
        return it && it->data(RailChosenRole).toBool();
    }
    [[nodiscard]] QHeaderView *header() const { return table()->horizontalHeader(); }
    [[nodiscard]] QDialog *dialog() const
    {
        for (auto *open : window->findChildren<QDialog *>(u"viewNameDialog"_s)) {
            if (open->isVisible())
                return open;
        }
        return nullptr;
    }
    [[nodiscard]] QLineEdit *nameField() const { return dialog()->findChild<QLineEdit *>(u"viewName"_s); }
    [[nodiscard]] QAbstractButton *yes() const
    {
        return dialog()->findChild<QAbstractButton *>(u"viewNameYes"_s);
    }
    [[nodiscard]] QString note() const { return dialog()->findChild<QLabel *>(u"viewNameNote"_s)->text(); }

    void saveAs(const QString &name) const
    {
        window->activateWindow();
        QTRY_VERIFY(window->isActiveWindow());
        QTest::keyClick(window.get(), Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY(dialog());
        nameField()->setText(name);
        QTest::keyClick(nameField(), Qt::Key_Return);
        QTRY_VERIFY(!dialog());
        QVERIFY(item(name));
    }
    void pressUndo() const
    {
        QTest::mouseClick(find<QAbstractButton>(u"stripAction"_s), Qt::LeftButton);
        QTRY_COMPARE(strips(), QStringList());
    }
    /// Opens the menu of a view and triggers one of its entries.
    void choose(const QString &view, const QString &entry) const
    {
        const QPoint where = rail()->visualItemRect(item(view)).center();
        QContextMenuEvent event(QContextMenuEvent::Mouse, where, rail()->viewport()->mapToGlobal(where));
        QCoreApplication::sendEvent(rail()->viewport(), &event);
        auto *menu = rail()->findChild<QMenu *>(u"viewContextMenu"_s);
        QVERIFY(menu && menu->isVisible());
        QAction *action = menu->findChild<QAction *>(entry);
        QVERIFY(action && action->isEnabled());
        action->trigger();
        const QPointer<QMenu> gone(menu);
        menu->close();
        QTRY_VERIFY(!gone);
    }
    /// Another start on the same settings.
    void restart()
    {
        const QSize size = window->size();
        window->close();
        openWindow(size);
        QTRY_VERIFY(railRow(rail(), u"All"_s) >= 0);
    }
};

void toggleColumn(const Program &program, JobColumn column)
{
    QMenu menu;
    program.table()->fillColumnMenu(&menu);
    menu.findChild<QAction *>(u"column_"_s + JobsModel::columnKey(column))->trigger();
}

} // namespace

class TstSavedViews : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pictures_data();
    void pictures();
    void aViewIsSavedShownAndMarked();
    void aNameIsSuggestedAndReplacingIsAsked();
    void wrongWordsKeepTheirReason();
    void itIsRenamedByKeyAndMenu();
    void itIsUpdatedAndThatUndone();
    void itIsDeletedAndThatUndone();
    void itIsRememberedOverARestart();
    void theRailIsWalkedByKeys();
    void theMenuListsThem();
    void countsFollowTheJobs();
    void anAccountIsFoundByItsIdOrMissed();
    void whatThisVersionDoesNotKnowIsSaidAndKept();
    void oddColumnsAreShownAsFarAsTheyGo();
    void aDamagedEntryIsAStrip();
    void aFileThatCannotBeWrittenIsSaid();
    void namesArePlainText();
};

void TstSavedViews::pictures_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<QSize>("size");
    QTest::newRow("light-1280x860") << false << QSize(1280, 860);
    QTest::newRow("dark-1280x860") << true << QSize(1280, 860);
    QTest::newRow("light-900x600") << false << QSize(900, 600);
    QTest::newRow("dark-900x600") << true << QSize(900, 600);
}

void TstSavedViews::pictures()
{
    QFETCH(bool, dark);
    QFETCH(QSize, size);
    const QString tag = QString::fromLatin1(QTest::currentDataTag());
    applyTheme(*qApp, dark ? ThemeMode::Dark : ThemeMode::Light);
    ViewProgram program(size);
    QVERIFY(program.start());
    program.save(u"views-none-"_s + tag);
    program.findBox()->setText(u"tokens:>1M"_s);
    program.saveAs(u"Big runs > 1 M"_s);
    program.findBox()->setText(u"created:<30d"_s);
    clickRail(program.rail(), u"Failed"_s);
    program.saveAs(u"Failed in the last thirty days, all of them"_s);
    QTRY_VERIFY(program.item(u"Big runs > 1 M"_s)->data(RailCountRole).isValid());
    QTRY_VERIFY(program.isMarked(u"Failed in the last thirty days, all of them"_s));
    program.save(u"views-"_s + tag);
    program.window->actions().saveView->trigger();
    QTRY_VERIFY(program.dialog());
    program.nameField()->setText(u"big runs > 1 M"_s);
    QTest::qWait(50);
    QVERIFY(program.dialog()->grab().save(test::buildPath(u"screenshots/views-dialog-%1.png"_s.arg(tag))));
    program.dialog()->close();
    for (int i = 0; i < 12; ++i)
        program.saveAs(u"View %1"_s.arg(i));
    program.rail()->setCurrentRow(railRow(program.rail(), u"View 9"_s));
    program.rail()->setFocus();
    QTest::keyClick(program.rail(), Qt::Key_Delete);
    program.save(u"views-many-"_s + tag);
    applyTheme(*qApp, ThemeMode::Light);
}

void TstSavedViews::aViewIsSavedShownAndMarked()
{
    ViewProgram program;
    QVERIFY(program.start());
    QVERIFY(program.item(u"SAVED VIEWS"_s));
    clickRail(program.rail(), u"Failed"_s);
    clickRail(program.rail(), u"Cancelled"_s, Qt::ControlModifier);
    program.findBox()->setText(u"created:<200d"_s);
    program.table()->sortByColumn(int(JobColumn::Tokens), Qt::AscendingOrder);
    toggleColumn(program, JobColumn::Seed);
    toggleColumn(program, JobColumn::Method);
    program.header()->moveSection(program.header()->visualIndex(int(JobColumn::Tokens)), 0);
    program.header()->resizeSection(int(JobColumn::Name), 222);
    const int rows = program.rows();
    QVERIFY(rows > 0 && rows < 240);
    program.saveAs(u"Lost"_s);
    QVERIFY(program.isMarked(u"Lost"_s));
    QTRY_COMPARE(program.item(u"Lost"_s)->data(RailCountRole).toInt(), rows);
    QCOMPARE(program.item(u"Lost"_s)->data(Qt::AccessibleTextRole).toString(),
             u"Lost, saved view, %1 job(s), chosen"_s.arg(rows));

    // Each part that differs takes the mark away, and the view brings it back.
    const std::function<void()> changes[] = {
        [&] { program.window->actions().clearFilters->trigger(); },
        [&] { program.findBox()->setText(u"created:<100d"_s); },
        [&] { clickRail(program.rail(), u"DPO"_s); },
        [&] { program.table()->sortByColumn(int(JobColumn::Tokens), Qt::DescendingOrder); },
        [&] { program.table()->sortByColumn(int(JobColumn::Name), Qt::AscendingOrder); },
        [&] { program.header()->resizeSection(int(JobColumn::Name), 230); },
        [&] { program.header()->moveSection(1, 2); },
        [&] { toggleColumn(program, JobColumn::Seed); },
        [&] { program.table()->resetColumns(); },
    };
    for (std::size_t i = 0; i < std::size(changes); ++i) {
        changes[i]();
        QTRY_VERIFY2(!program.isMarked(u"Lost"_s), qPrintable(QString::number(i)));
        clickRail(program.rail(), u"Lost"_s);
        QTRY_VERIFY2(program.isMarked(u"Lost"_s), qPrintable(QString::number(i)));
        QCOMPARE(program.rows(), rows);
    }
    QCOMPARE(program.findBox()->text(), u"created:<200d"_s);
    QCOMPARE(program.window->jobsPage()->choice().statuses, (QStringList{u"failed"_s, u"cancelled"_s}));
    QCOMPARE(program.header()->sortIndicatorSection(), int(JobColumn::Tokens));
    QCOMPARE(program.header()->sortIndicatorOrder(), Qt::AscendingOrder);
    QCOMPARE(program.header()->visualIndex(int(JobColumn::Tokens)), 0);
    QCOMPARE(program.header()->sectionSize(int(JobColumn::Name)), 222);
    QVERIFY(!program.header()->isSectionHidden(int(JobColumn::Seed)));
    QVERIFY(program.header()->isSectionHidden(int(JobColumn::Method)));
    // The width of the window is none of it.
    program.window->resize(1100, 700);
    QTest::qWait(50);
    QVERIFY(program.isMarked(u"Lost"_s));
    // Columns that fit the window are a choice as well.
    program.table()->resetColumns();
    program.saveAs(u"Fitting"_s);
    program.window->resize(1250, 800);
    QTest::qWait(50);
    QVERIFY(program.isMarked(u"Fitting"_s));
    QVERIFY(!program.isMarked(u"Lost"_s));
}

void TstSavedViews::aNameIsSuggestedAndReplacingIsAsked()
{
    ViewProgram program;
    QVERIFY(program.start());
    clickRail(program.rail(), u"Save view…"_s);
    QTRY_VERIFY(program.dialog());
    QCOMPARE(program.nameField()->text(), u"All by Created"_s);
    QVERIFY(program.nameField()->hasSelectedText());
    program.dialog()->close();
    clickRail(program.rail(), u"Failed"_s);
    program.findBox()->setText(u"tokens:>1k"_s);
    program.window->actions().saveView->trigger();
    QTRY_VERIFY(program.dialog());
    QCOMPARE(program.nameField()->text(), u"Failed, tokens:>1k"_s);
    program.nameField()->setText(u"  "_s);
    QVERIFY(!program.yes()->isEnabled());
    program.nameField()->setText(u" Mine "_s);
    QCOMPARE(program.yes()->text(), u"Save"_s);
    QTest::mouseClick(program.yes(), Qt::LeftButton);
    QTRY_VERIFY(program.item(u"Mine"_s));
    const int failed = program.rows();

    program.window->actions().clearFilters->trigger();
    program.window->actions().saveView->trigger();
    QTRY_VERIFY(program.dialog());
    program.nameField()->setText(u"mine"_s);
    QCOMPARE(program.note(), u"There is a view “Mine” already. Replace it?"_s);
    QCOMPARE(program.nameField()->accessibleDescription(), program.note());
    QCOMPARE(program.yes()->text(), u"Replace"_s);
    QTest::keyClick(program.dialog(), Qt::Key_Escape);
    clickRail(program.rail(), u"Mine"_s);
    QCOMPARE(program.rows(), failed); // no was said

    program.window->actions().clearFilters->trigger();
    program.window->actions().saveView->trigger();
    QTRY_VERIFY(program.dialog());
    program.nameField()->setText(u"mine"_s);
    QTest::keyClick(program.nameField(), Qt::Key_Return);
    QTRY_VERIFY(program.isMarked(u"mine"_s));
    QVERIFY(!program.item(u"Mine"_s));
    QCOMPARE(program.strips(), QStringList{u"The view “Mine” is replaced."_s});
    program.pressUndo();
    QVERIFY(!program.item(u"mine"_s));
    clickRail(program.rail(), u"Mine"_s);
    QCOMPARE(program.rows(), failed);
}

void TstSavedViews::wrongWordsKeepTheirReason()
{
    ViewProgram program;
    QVERIFY(program.start());
    program.findBox()->setText(u"status:failed tokens:many"_s);
    const int failed = program.rows();
    program.saveAs(u"Wrong"_s);
    QVERIFY(program.item(u"Wrong"_s)->toolTip().contains("tokens:many: A number is missing"_L1));
    program.window->actions().clearFilters->trigger();
    QVERIFY(program.find<QLabel>(u"findProblem"_s)->isHidden());
    clickRail(program.rail(), u"Wrong"_s);
    QCOMPARE(program.findBox()->text(), u"status:failed tokens:many"_s);
    QVERIFY(!program.find<QLabel>(u"findProblem"_s)->isHidden());
    QCOMPARE(program.rows(), failed);
    QTRY_VERIFY(program.isMarked(u"Wrong"_s));
}

void TstSavedViews::itIsRenamedByKeyAndMenu()
{
    ViewProgram program;
    QVERIFY(program.start());
    program.saveAs(u"One"_s);
    program.saveAs(u"Two"_s);
    program.rail()->setFocus();
    program.rail()->setCurrentItem(program.item(u"Two"_s));
    QTest::keyClick(program.rail(), Qt::Key_F2);
    QTRY_VERIFY(program.dialog());
    QCOMPARE(program.nameField()->text(), u"Two"_s);
    program.nameField()->setText(u"one"_s);
    QCOMPARE(program.note(), u"There is another view “One”."_s);
    QVERIFY(!program.yes()->isEnabled());
    program.nameField()->setText(u"two"_s); // its own name in another case is free
    QVERIFY(program.yes()->isEnabled());
    program.nameField()->setText(u"A first one"_s);
    QTest::keyClick(program.nameField(), Qt::Key_Return);
    QTRY_VERIFY(program.item(u"A first one"_s));
    QVERIFY(!program.item(u"Two"_s));
    QVERIFY(railRow(program.rail(), u"A first one"_s) < railRow(program.rail(), u"One"_s));
    QCOMPARE(program.rail()->currentItem()->text(), u"A first one"_s); // the focus goes along
    program.choose(u"One"_s, u"renameView"_s);
    QTRY_VERIFY(program.dialog());
    QCOMPARE(program.nameField()->text(), u"One"_s);
    QTest::keyClick(program.dialog(), Qt::Key_Escape);
    QVERIFY(program.item(u"One"_s));
}

void TstSavedViews::itIsUpdatedAndThatUndone()
{
    ViewProgram program;
    QVERIFY(program.start());
    program.findBox()->setText(u"status:failed"_s);
    const int failed = program.rows();
    program.saveAs(u"Mine"_s);
    program.findBox()->setText(u"status:succeeded"_s);
    const int succeeded = program.rows();
    QTRY_VERIFY(!program.isMarked(u"Mine"_s));
    program.choose(u"Mine"_s, u"updateView"_s);
    QVERIFY(program.isMarked(u"Mine"_s));
    QTRY_COMPARE(program.item(u"Mine"_s)->data(RailCountRole).toInt(), succeeded);
    QCOMPARE(program.strips(), QStringList{u"The view “Mine” keeps what is shown now."_s});
    program.pressUndo();
    QVERIFY(!program.isMarked(u"Mine"_s));
    QTRY_COMPARE(program.item(u"Mine"_s)->data(RailCountRole).toInt(), failed);
    program.choose(u"Mine"_s, u"applyView"_s);
    QCOMPARE(program.rows(), failed);
}

void TstSavedViews::itIsDeletedAndThatUndone()
{
    ViewProgram program;
    QVERIFY(program.start());
    program.saveAs(u"One"_s);
    program.findBox()->setText(u"status:failed"_s);
    program.saveAs(u"Two"_s);
    program.rail()->setFocus();
    program.rail()->setCurrentItem(program.item(u"Two"_s));
    QTest::keyClick(program.rail(), Qt::Key_Delete);
    QVERIFY(!program.item(u"Two"_s));
    QVERIFY(program.item(u"One"_s));
    QCOMPARE(readViews(*program.settings).size(), 1);
    // A key that is held down stops there.
    program.rail()->setCurrentItem(program.item(u"One"_s));
    for (const int key : {Qt::Key_Delete, Qt::Key_Backspace}) {
        QKeyEvent again(QEvent::KeyPress, key, Qt::NoModifier, QString(), true);
        QCoreApplication::sendEvent(program.rail(), &again);
    }
    QCOMPARE(readViews(*program.settings).size(), 1);
    QCOMPARE(program.strips(), QStringList{u"The view “Two” is deleted."_s});
    QCOMPARE(program.findBox()->text(), u"status:failed"_s); // what is shown stays
    program.pressUndo();
    QVERIFY(program.isMarked(u"Two"_s));
    QCOMPARE(readViews(*program.settings).size(), 2);
    // What takes its name meanwhile keeps it.
    program.choose(u"Two"_s, u"deleteView"_s);
    program.window->actions().clearFilters->trigger();
    program.saveAs(u"Two"_s);
    program.pressUndo();
    QVERIFY(program.item(u"Two"_s));
    QVERIFY(program.item(u"Two 2"_s));
    // Elsewhere in the rail the key deletes nothing.
    program.rail()->setCurrentItem(program.item(u"Failed"_s));
    QTest::keyClick(program.rail(), Qt::Key_Delete);
    program.rail()->setCurrentItem(program.item(u"Save view…"_s));
    QTest::keyClick(program.rail(), Qt::Key_Delete);
    QCOMPARE(readViews(*program.settings).size(), 3);
}

void TstSavedViews::itIsRememberedOverARestart()
{
    ViewProgram program;
    QVERIFY(program.start());
    program.findBox()->setText(u"status:failed"_s);
    toggleColumn(program, JobColumn::Seed);
    const int failed = program.rows();
    program.saveAs(u"Kept"_s);
    // What is written, not what this run still knows.
    QVERIFY(QFile::copy(program.settings->fileName(), program.folder.filePath(u"copy.ini"_s)));
    program.window.reset();
    program.settings =
        std::make_unique<QSettings>(program.folder.filePath(u"copy.ini"_s), QSettings::IniFormat);
    program.repository->jobs()->setFilter({});
    program.openWindow({1280, 800});
    QTRY_VERIFY(program.item(u"Kept"_s));
    QVERIFY(!program.isMarked(u"Kept"_s));
    QVERIFY(program.header()->isSectionHidden(int(JobColumn::Seed)));
    QTRY_COMPARE(program.item(u"Kept"_s)->data(RailCountRole).toInt(), failed);
    clickRail(program.rail(), u"Kept"_s);
    QCOMPARE(program.rows(), failed);
    QVERIFY(!program.header()->isSectionHidden(int(JobColumn::Seed)));
    QTRY_VERIFY(program.isMarked(u"Kept"_s));
}

void TstSavedViews::theRailIsWalkedByKeys()
{
    ViewProgram program;
    QVERIFY(program.start());
    program.findBox()->setText(u"status:failed"_s);
    const int failed = program.rows();
    program.saveAs(u"Mine"_s);
    program.window->actions().clearFilters->trigger();
    program.rail()->setFocus();
    program.rail()->setCurrentRow(1);
    QTest::keyClick(program.rail(), Qt::Key_End);
    QCOMPARE(program.rail()->currentItem()->text(), u"Save view…"_s);
    QTest::keyClick(program.rail(), Qt::Key_Return);
    QTRY_VERIFY(program.dialog());
    QTest::keyClick(program.dialog(), Qt::Key_Escape);
    QTRY_VERIFY(!program.dialog());
    QTest::keyClick(program.rail(), Qt::Key_Up);
    QCOMPARE(program.rail()->currentItem()->text(), u"Mine"_s);
    QTest::keyClick(program.rail(), Qt::Key_Space);
    QCOMPARE(program.rows(), failed);
    // The menu key opens the menu of the view with the focus, and of nothing else.
    QContextMenuEvent key(QContextMenuEvent::Keyboard, QPoint(2, 2), QPoint(2, 2));
    QCoreApplication::sendEvent(program.rail()->viewport(), &key);
    QPointer<QMenu> menu = program.rail()->findChild<QMenu *>(u"viewContextMenu"_s);
    QVERIFY(menu && menu->isVisible());
    QVERIFY(!menu->findChild<QAction *>(u"updateView"_s)->isEnabled()); // it is what is shown
    QTest::qWait(50);
    QVERIFY(menu->grab().save(test::buildPath(u"screenshots/views-menu.png"_s)));
    menu->close();
    QTRY_VERIFY(!menu);
    program.rail()->setCurrentItem(program.item(u"Failed"_s));
    QCoreApplication::sendEvent(program.rail()->viewport(), &key);
    QVERIFY(!program.rail()->findChild<QMenu *>(u"viewContextMenu"_s));
}

void TstSavedViews::theMenuListsThem()
{
    ViewProgram program;
    QVERIFY(program.start());
    auto *menu = program.find<QMenu>(u"savedViewsMenu"_s);
    QVERIFY(menu);
    Q_EMIT menu->aboutToShow();
    QCOMPARE(menu->actions().size(), 1);
    QVERIFY(!menu->actions().constFirst()->isEnabled());
    program.findBox()->setText(u"status:failed"_s);
    const int failed = program.rows();
    program.saveAs(u"R&D"_s);
    program.window->actions().clearFilters->trigger();
    program.saveAs(u"All"_s);
    program.window->actions().showRail->trigger(); // without the rail it is the only way
    Q_EMIT menu->aboutToShow();
    QCOMPARE(menu->actions().size(), 2);
    QCOMPARE(menu->actions().at(0)->text(), u"All"_s);
    QVERIFY(menu->actions().at(0)->isChecked());
    QCOMPARE(menu->actions().at(1)->text(), u"R&&D"_s);
    QVERIFY(!menu->actions().at(1)->isChecked());
    menu->actions().at(1)->trigger();
    QCOMPARE(program.rows(), failed);
}

void TstSavedViews::countsFollowTheJobs()
{
    FaultServer faults;
    Program program;
    const auto list = [](int jobs) {
        QByteArrayList all;
        for (int i = 0; i < jobs; ++i)
            all +=
                R"({"object":"fine_tuning.job","status":"failed","model":"m","created_at":1795000000,"id":"ftjob-)" +
                QByteArray::number(i) + R"("})";
        return FaultAnswer::json(200, R"({"object":"list","has_more":false,"data":[)" + all.join(',') + "]}");
    };
    QVERIFY(writeView(*program.settings, {QUuid::createUuid(), u"Failed"_s, u"status:failed"_s}));
    QVERIFY(writeView(*program.settings, {QUuid::createUuid(), u"Nothing"_s, u"-status:failed"_s}));
    program.openWindow({1280, 800});
    faults.always(list(2));
    program.addAccount(faults.url(u"/v1"_s), u"Lab"_s, "sk-test");
    QVERIFY(program.start());
    const auto countOf = [&](const QString &name) {
        // Below the heading: a status may have the same name.
        for (int i = railRow(program.rail(), u"SAVED VIEWS"_s); i < program.rail()->count(); ++i) {
            if (program.rail()->item(i)->text() == name)
                return program.rail()->item(i)->data(RailCountRole).toInt();
        }
        return -1;
    };
    QTRY_COMPARE(countOf(u"Failed"_s), 2);
    program.findBox()->setText(u"nothing-at-all"_s); // the filter that holds is none of it
    faults.always(list(5));
    program.window->actions().refresh->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(countOf(u"Failed"_s), 5, kWaitMs);
    QTRY_COMPARE(countOf(u"Nothing"_s), 0);
}

void TstSavedViews::anAccountIsFoundByItsIdOrMissed()
{
    FaultServer faults;
    ViewProgram program;
    faults.always(FaultAnswer::json(200, R"({"object":"list","has_more":false,"data":[{"id":"ftjob-a",
        "object":"fine_tuning.job","status":"failed","model":"m","created_at":1795000000}]})"));
    program.addAccount(faults.url(u"/v1"_s), u"Lab"_s, "sk-test");
    QVERIFY(program.start());
    clickRail(program.rail(), u"Demo"_s);
    QCOMPARE(program.rows(), 240);
    program.saveAs(u"Of the demo"_s);
    SavedView view = readViews(*program.settings).constFirst();
    QCOMPARE(view.accounts.size(), 1);
    QVERIFY(!view.accounts.first().uuid.isNull());
    QCOMPARE(view.accounts.first().name, u"Demo"_s);
    QTRY_COMPARE(program.item(u"Of the demo"_s)->data(RailCountRole).toInt(), 240);
    program.window->actions().clearFilters->trigger();
    clickRail(program.rail(), u"Of the demo"_s);
    QCOMPARE(program.window->jobsPage()->choice().accounts.size(), 1);

    // Under another name it is the same, under another id the name tells, and what is neither is said.
    view.accounts.first().name = u"Renamed"_s;
    view.name = u"By id"_s;
    view.id = QUuid::createUuid();
    QVERIFY(writeView(*program.settings, view));
    view.accounts = {{QUuid::createUuid(), u"Demo"_s}};
    view.name = u"By name"_s;
    view.id = QUuid::createUuid();
    QVERIFY(writeView(*program.settings, view));
    view.accounts = {{QUuid::createUuid(), u"Gone"_s}};
    view.name = u"Of nobody"_s;
    view.id = QUuid::createUuid();
    QVERIFY(writeView(*program.settings, view));
    program.restart();
    for (const QString &name : {u"By id"_s, u"By name"_s}) {
        program.window->actions().clearFilters->trigger();
        clickRail(program.rail(), name);
        QTRY_VERIFY2(program.isMarked(name), qPrintable(name));
        QCOMPARE(program.window->jobsPage()->choice().accounts.size(), 1);
        QCOMPARE(program.strips(), QStringList());
    }
    clickRail(program.rail(), u"Of nobody"_s);
    const QStringList said{
        u"The view “Of nobody” cannot be shown as it was saved. The account “Gone” is not here."_s};
    QCOMPARE(program.strips(), said);
    QVERIFY(program.window->jobsPage()->choice().accounts.isEmpty());
    QTest::qWait(50);
    QVERIFY(!program.isMarked(u"Of nobody"_s));
    QVERIFY(!program.item(u"Of nobody"_s)->data(RailCountRole).isValid());
    // A message that was closed is said again to who asks again.
    QTest::mouseClick(program.find<QAbstractButton>(u"stripClose"_s), Qt::LeftButton);
    clickRail(program.rail(), u"Of nobody"_s);
    QCOMPARE(program.strips(), said);
    clickRail(program.rail(), u"By id"_s);
    QCOMPARE(program.strips(), QStringList());
}

void TstSavedViews::whatThisVersionDoesNotKnowIsSaidAndKept()
{
    ViewProgram program;
    SavedView view{QUuid::createUuid(), u"Of tomorrow"_s};
    view.sort = u"glow"_s;
    view.columns = {
        {u"seed"_s, 90, true}, {u"glow"_s, 50, true}, {u"dusk"_s, 50, false}, {u"name"_s, 200, true}};
    QVERIFY(writeView(*program.settings, view));
    program.openWindow({1280, 800});
    QVERIFY(program.start());
    clickRail(program.rail(), u"Of tomorrow"_s);
    QCOMPARE(
        program.strips(),
        QStringList{u"The view “Of tomorrow” cannot be shown as it was saved. It is sorted by “glow”, "
                    "which this version does not know. This version does not know the column “glow”."_s});
    QCOMPARE(program.header()->visualIndex(int(JobColumn::Seed)), 0);
    QVERIFY(!program.header()->isSectionHidden(int(JobColumn::Seed)));
    QCOMPARE(program.header()->sortIndicatorSection(), int(JobColumn::Created)); // as it was
    program.choose(u"Of tomorrow"_s, u"renameView"_s);
    QTRY_VERIFY(program.dialog());
    program.nameField()->setText(u"Of next year"_s);
    QTest::keyClick(program.nameField(), Qt::Key_Return);
    QTRY_VERIFY(program.item(u"Of next year"_s));
    view.name = u"Of next year"_s;
    QCOMPARE(readViews(*program.settings), QList<SavedView>{view});
}

// Written by hand, or by another version.
void TstSavedViews::oddColumnsAreShownAsFarAsTheyGo()
{
    ViewProgram program;
    SavedView view{QUuid::createUuid(), u"Odd"_s};
    for (int i = 0; i < kJobColumnCount; ++i) {
        const auto column = JobColumn(i);
        const int width = column == JobColumn::Status ? 9000 : column == JobColumn::Method ? 3 : 150;
        const bool isShown = column != JobColumn::Name && column <= JobColumn::Created;
        view.columns.append({JobsModel::columnKey(column), width, isShown});
    }
    QVERIFY(writeView(*program.settings, view));
    program.openWindow({1280, 800});
    QVERIFY(program.start());
    QVERIFY(!program.isMarked(u"Odd"_s));
    clickRail(program.rail(), u"Odd"_s);
    QTRY_VERIFY(program.isMarked(u"Odd"_s));
    QVERIFY(!program.header()->isSectionHidden(int(JobColumn::Name)));
    QVERIFY(program.header()->sectionSize(int(JobColumn::Status)) < 4000);
    QVERIFY(program.header()->sectionSize(int(JobColumn::Method)) >= 40);
    QCOMPARE(program.header()->sectionSize(int(JobColumn::BaseModel)), 150);
    QCOMPARE(readViews(*program.settings), QList<SavedView>{view}); // as it was written
}

void TstSavedViews::aDamagedEntryIsAStrip()
{
    ViewProgram program;
    QVERIFY(writeView(*program.settings, {QUuid::createUuid(), u"Good"_s}));
    program.settings->setValue(u"views/%1/name"_s.arg(QUuid::createUuid().toString(QUuid::WithoutBraces)),
                               QSize(1, 2));
    program.openWindow({1280, 800});
    QVERIFY(program.start());
    QVERIFY(program.item(u"Good"_s));
    QCOMPARE(program.strips().size(), 1);
    QVERIFY2(program.strips().constFirst().contains(u"The value “name” is damaged."_s),
             qPrintable(program.strips().constFirst()));
}

void TstSavedViews::aFileThatCannotBeWrittenIsSaid()
{
    ViewProgram program;
    QFile file(program.folder.filePath(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    program.window.reset();
    program.settings =
        std::make_unique<QSettings>(program.folder.filePath(u"file/settings.ini"_s), QSettings::IniFormat);
    program.openWindow({1280, 800});
    QVERIFY(program.start());
    program.saveAs(u"Mine"_s);
    QCOMPARE(program.strips().size(), 1);
    QVERIFY(program.strips().constFirst().startsWith("The settings file cannot be written."_L1));
    QVERIFY(program.isMarked(u"Mine"_s)); // it is there all the same
}

void TstSavedViews::namesArePlainText()
{
    ViewProgram program;
    QVERIFY(program.start());
    const QString name = u"<b>R&D</b>"_s;
    program.saveAs(name);
    QVERIFY(program.item(name)->toolTip().contains("&lt;b&gt;R&amp;D&lt;/b&gt;"_L1));
    program.choose(name, u"deleteView"_s);
    const auto labels = program.window->findChildren<QLabel *>(u"stripText"_s);
    QCOMPARE(labels.size(), 1);
    QCOMPARE(labels.first()->textFormat(), Qt::PlainText);
    QCOMPARE(labels.first()->text(), u"The view “<b>R&D</b>” is deleted."_s);
}

QTEST_MAIN(TstSavedViews)
#include "tst_savedviews.moc"
