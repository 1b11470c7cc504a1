// SPDX-License-Identifier: GPL-3.0-or-later
// What is kept of a view: the way into a settings file and back, and what a damaged file costs.
#include "app/models/savedview.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace tuneboard;

namespace {

constexpr auto kFirst = "0a0a0a0a-0000-4000-8000-000000000001"_L1;
constexpr auto kSecond = "0a0a0a0a-0000-4000-8000-000000000002"_L1;

/// A settings file, and what another start of the program reads of it.
struct Settings
{
    QTemporaryDir folder;
    std::unique_ptr<QSettings> file = open(u"settings.ini"_s);
    int copies = 0;

    [[nodiscard]] std::unique_ptr<QSettings> open(const QString &name) const
    {
        return std::make_unique<QSettings>(folder.filePath(name), QSettings::IniFormat);
    }
    void write(const QByteArray &text)
    {
        file.reset();
        QFile out(folder.filePath(u"settings.ini"_s));
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(text);
        out.close();
        anew();
    }
    // Under another name: QSettings keeps what it once read of a file.
    void anew()
    {
        const QString before = file ? file->fileName() : folder.filePath(u"settings.ini"_s);
        if (file)
            file->sync();
        const QString name = u"copy%1.ini"_s.arg(++copies);
        QVERIFY(QFile::copy(before, folder.filePath(name)));
        file = open(name);
    }
    [[nodiscard]] QByteArray text() const
    {
        QFile in(file->fileName());
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    }
};

SavedView fullView()
{
    SavedView view{QUuid(kFirst), u"Große Läufe, \"teuer\" & <b>=;"_s};
    view.findText = u"@bot \"two, words\" tokens:many meta.a:b\\c %41"_s;
    view.statuses = {u"failed"_s, u"brand,new"_s};
    view.methods = {u"dpo"_s};
    view.models = {u"ft:gpt-4o:acme"_s, u"@model"_s};
    view.accounts = {{QUuid(kSecond), u"R&D: lab, two"_s}, {QUuid(), u"Environment"_s}};
    view.sort = u"trained_tokens"_s;
    view.descending = false;
    view.columns = {{u"status"_s, 120, true}, {u"of_tomorrow"_s, 77, true}, {u"seed"_s, 0, false}};
    return view;
}

QStringList namesOf(const QList<SavedView> &views)
{
    QStringList names;
    for (const SavedView &view : views)
        names += view.name;
    return names;
}

} // namespace

class TstSavedView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingComesBack();
    void theLeastComesBack();
    void emptiedListsAreGone();
    void removedOnesAreGone();
    void aDamagedEntryCostsItself_data();
    void aDamagedEntryCostsItself();
    void whatAnotherVersionKeepsStays();
    void aHandMayLeaveOutWhatItLikes();
    void anUnwritableFileIsSaid();
    void namesAreOneLineAndFree();
    void theOrderIsThatOfPeople();
    void columnsAreRead_data();
    void columnsAreRead();
    void columnsLookTheSame_data();
    void columnsLookTheSame();
};

void TstSavedView::everythingComesBack()
{
    Settings settings;
    const SavedView view = fullView();
    QVERIFY(writeView(*settings.file, view));
    QCOMPARE(readViews(*settings.file), QList<SavedView>{view});
    settings.anew();
    QStringList problems;
    QCOMPARE(readViews(*settings.file, &problems), QList<SavedView>{view});
    QCOMPARE(problems, QStringList());
}

void TstSavedView::theLeastComesBack()
{
    Settings settings;
    const SavedView view{QUuid(kFirst), u"All"_s};
    QVERIFY(writeView(*settings.file, view));
    settings.anew();
    QCOMPARE(readViews(*settings.file), QList<SavedView>{view});
}

void TstSavedView::emptiedListsAreGone()
{
    Settings settings;
    SavedView view = fullView();
    QVERIFY(writeView(*settings.file, view));
    view.findText.clear();
    view.statuses.clear();
    view.accounts.clear();
    view.columns.clear();
    QVERIFY(writeView(*settings.file, view));
    settings.anew();
    QCOMPARE(readViews(*settings.file), QList<SavedView>{view});
}

void TstSavedView::removedOnesAreGone()
{
    Settings settings;
    SavedView other{QUuid(kSecond), u"Other"_s};
    QVERIFY(writeView(*settings.file, fullView()));
    QVERIFY(writeView(*settings.file, other));
    settings.file->setValue(u"jobs/sort"_s, u"name"_s);
    QVERIFY(removeView(*settings.file, QUuid(kFirst)));
    settings.anew();
    QCOMPARE(readViews(*settings.file), QList<SavedView>{other});
    QVERIFY(!settings.text().contains(QByteArray(kFirst.data(), kFirst.size())));
    QCOMPARE(settings.file->value(u"jobs/sort"_s).toString(), u"name"_s);
}

void TstSavedView::aDamagedEntryCostsItself_data()
{
    QTest::addColumn<QByteArray>("lines");
    QTest::addColumn<QString>("problem");
    const QByteArray group(kSecond.data(), kSecond.size());
    const auto row = [](const char *tag, const QByteArray &lines, const QString &problem) {
        QTest::newRow(tag) << lines << problem;
    };
    row("no name", group + "\\find=bot\n", u"“0a0a0a0a-0000-4000-8000-000000000002” in the settings file"_s);
    row("blank name", group + "\\name=\"  \"\n", u"It has no name."_s);
    row("no id", "mine\\name=Mine\n", u"“Mine” in the settings file cannot be read: Its id"_s);
    row("null id", "00000000-0000-0000-0000-000000000000\\name=Mine\n", u"Its id is not a UUID."_s);
    row("other spelling of an id", "%7B0A0A0A0A-0000-4000-8000-000000000002%7D\\name=Mine\n", u"Its id"_s);
    row("filter", group + "\\name=Mine\n" + group + "\\find=@ByteArray(bot)\n", u"“find” is damaged"_s);
    row("broken bytes", group + "\\name=Mine\n" + group + "\\models=@Variant(\\0\\0)\n",
        u"“models” is damaged"_s);
    row("nothing", group + "\\name=Mine\n" + group + "\\statuses=@Invalid()\n", u"“statuses” is damaged"_s);
    row("order", group + "\\name=Mine\n" + group + "\\descending=perhaps\n", u"“descending” is damaged"_s);
    row("name of bytes", group + "\\name=@Size(3 4)\n", u"“name” is damaged"_s);
}

void TstSavedView::aDamagedEntryCostsItself()
{
    QFETCH(QByteArray, lines);
    QFETCH(QString, problem);
    Settings settings;
    const QByteArray good(kFirst.data(), kFirst.size());
    settings.write("[views]\nstray=1\n" + lines + good + "\\name=Good\n" + good + "\\find=status:failed\n");
    QStringList problems;
    const QList<SavedView> views = readViews(*settings.file, &problems);
    QCOMPARE(namesOf(views), QStringList{u"Good"_s});
    QCOMPARE(views.first().findText, u"status:failed"_s);
    QCOMPARE(problems.size(), 1);
    QVERIFY2(problems.first().contains(problem), qPrintable(problems.first()));
    // It stays as it stands: another version, or a hand, may know better.
    QVERIFY(writeView(*settings.file, views.first()));
    settings.anew();
    QStringList still;
    QCOMPARE(namesOf(readViews(*settings.file, &still)), QStringList{u"Good"_s});
    QCOMPARE(still, problems);
}

void TstSavedView::whatAnotherVersionKeepsStays()
{
    Settings settings;
    const QByteArray group(kFirst.data(), kFirst.size());
    settings.write("[views]\n" + group + "\\name=Good\n" + group + "\\sort=of_tomorrow\n" + group +
                   "\\columns=status:100:1, of_tomorrow:50:1, torn:x:1\n" + group + "\\grouping=team\n");
    QList<SavedView> views = readViews(*settings.file);
    QCOMPARE(views.size(), 1);
    QCOMPARE(views.first().sort, u"of_tomorrow"_s);
    QCOMPARE(views.first().columns, (ColumnPlaces{{u"status"_s, 100, true}, {u"of_tomorrow"_s, 50, true}}));
    views.first().name = u"Better"_s;
    QVERIFY(writeView(*settings.file, views.first()));
    settings.anew();
    QCOMPARE(readViews(*settings.file), views);
    QCOMPARE(settings.file->value(u"views/%1/grouping"_s.arg(kFirst)).toString(), u"team"_s);
}

void TstSavedView::aHandMayLeaveOutWhatItLikes()
{
    Settings settings;
    const QByteArray group(kFirst.data(), kFirst.size());
    settings.write("[views]\n" + group + "\\name=Failed, or nearly\n" + group + "\\statuses=failed\n");
    const QList<SavedView> views = readViews(*settings.file);
    QCOMPARE(namesOf(views), QStringList{u"Failed, or nearly"_s});
    QCOMPARE(views.first().statuses, QStringList{u"failed"_s});
    QCOMPARE(views.first().sort, u"created_at"_s);
    QVERIFY(views.first().descending);
    QVERIFY(views.first().columns.isEmpty());
}

void TstSavedView::anUnwritableFileIsSaid()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QSettings below(folder.filePath(u"file/settings.ini"_s), QSettings::IniFormat);
    QVERIFY(!writeView(below, fullView()));
    QVERIFY(!removeView(below, fullView().id));
    // What went wrong once is not said of what is written later.
    QVERIFY(file.remove() && QDir(folder.path()).mkdir(u"file"_s));
    QVERIFY(writeView(below, fullView()));
    QVERIFY(QFileInfo::exists(below.fileName()));
}

void TstSavedView::namesAreOneLineAndFree()
{
    QCOMPARE(viewName(u"  a \n b\t"_s), u"a b"_s);
    QCOMPARE(viewName(u" \n"_s), QString());
    QCOMPARE(viewName(QString(500, u'x')).size(), kLongestViewName);
    QList<SavedView> views{{QUuid(kFirst), u"Failed"_s}, {QUuid(kSecond), u"failed 2"_s}};
    QCOMPARE(viewNamed(u"FAILED"_s, views)->id, QUuid(kFirst));
    QVERIFY(!viewNamed(u"FAILED"_s, views, QUuid(kFirst)));
    QVERIFY(!viewNamed(u"Fail"_s, views));
    QCOMPARE(freeViewName(u"Other"_s, views), u"Other"_s);
    QCOMPARE(freeViewName(u"Failed"_s, views), u"Failed 3"_s);
    views = {{QUuid(kFirst), QString(kLongestViewName, u'x')}};
    QCOMPARE(freeViewName(views.first().name, views), QString(kLongestViewName - 2, u'x') + " 2"_L1);
    // Where the number begins stand no second blank and no half of a character.
    const QString most(kLongestViewName - 3, u'x');
    const QString face = QString::fromUcs4(U"\U0001F642");
    for (const QString &name : {most + u" yz"_s, most + face + u'y'}) {
        QCOMPARE(name.size(), kLongestViewName);
        QCOMPARE(freeViewName(name, {{QUuid(kFirst), name}}), most + " 2"_L1);
    }
    QCOMPARE(freeViewName(most + u"yz"_s + face, {}), most + u"yz"_s);
}

void TstSavedView::theOrderIsThatOfPeople()
{
    QList<SavedView> views;
    for (const QString &name : {u"run"_s, u"Zebra"_s, u"runs"_s, u"apple"_s, u"Bee"_s})
        views.append({QUuid::createUuid(), name});
    sortViews(views);
    QCOMPARE(namesOf(views), (QStringList{u"apple"_s, u"Bee"_s, u"run"_s, u"runs"_s, u"Zebra"_s}));
}

void TstSavedView::columnsAreRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("good");
    QTest::newRow("shown") << u"name:222:1"_s << true;
    QTest::newRow("hidden") << u"seed:0:0"_s << true;
    QTest::newRow("empty") << QString() << false;
    QTest::newRow("no key") << u":1:1"_s << false;
    QTest::newRow("no number") << u"name:wide:1"_s << false;
    QTest::newRow("less than nothing") << u"name:-3:1"_s << false;
    QTest::newRow("more than a number") << u"name:99999999999:1"_s << false;
    QTest::newRow("two parts") << u"name:1"_s << false;
    QTest::newRow("four parts") << u"name:1:1:1"_s << false;
    QTest::newRow("neither") << u"name:1:yes"_s << false;
}

void TstSavedView::columnsAreRead()
{
    QFETCH(QString, text);
    QFETCH(bool, good);
    const std::optional<ColumnPlace> place = readColumn(text);
    QCOMPARE(place.has_value(), good);
    if (place)
        QCOMPARE(columnText(*place), text);
}

void TstSavedView::columnsLookTheSame_data()
{
    QTest::addColumn<QStringList>("a");
    QTest::addColumn<QStringList>("b");
    QTest::addColumn<bool>("same");
    const QStringList some{u"a:10:1"_s, u"b:20:1"_s, u"c:0:0"_s};
    QTest::newRow("both fit") << QStringList() << QStringList() << true;
    QTest::newRow("one fits") << QStringList() << some << false;
    QTest::newRow("equal") << some << some << true;
    QTest::newRow("width") << some << QStringList{u"a:11:1"_s, u"b:20:1"_s} << false;
    QTest::newRow("width of the last") << some << QStringList{u"a:10:1"_s, u"b:99:1"_s} << true;
    QTest::newRow("width not known") << some << QStringList{u"a:0:1"_s, u"b:20:1"_s} << true;
    QTest::newRow("another one, width not known") << some << QStringList{u"d:0:1"_s, u"b:20:1"_s} << false;
    QTest::newRow("hidden ones") << some << QStringList{u"d:5:0"_s, u"a:10:1"_s, u"b:20:1"_s} << true;
    QTest::newRow("order") << some << QStringList{u"b:20:1"_s, u"a:10:1"_s} << false;
    QTest::newRow("one more") << some << QStringList{u"a:10:1"_s, u"b:20:1"_s, u"c:9:1"_s} << false;
}

void TstSavedView::columnsLookTheSame()
{
    QFETCH(QStringList, a);
    QFETCH(QStringList, b);
    QFETCH(bool, same);
    QCOMPARE(looksSame(readColumns(a), readColumns(b)), same);
    QCOMPARE(looksSame(readColumns(b), readColumns(a)), same);
}

QTEST_GUILESS_MAIN(TstSavedView)
#include "tst_savedview.moc"
