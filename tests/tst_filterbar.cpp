// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/filterbar.h"
#include "ui/jobs/findbox.h"
#include "ui/theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tuneboard;

namespace {

constexpr qint64 kNow = 1'795'270'000;

QList<FilterChip> chipsOf(const QString &text, const FacetChoice &choice = {})
{
    JobTable table;
    JobFilter filter = parseFilter(text, kNow);
    filter.facets = choice;
    return filterChips(filter, text, table);
}

} // namespace

class tst_FilterBar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFilterHasAChip();
    void aChipTakesOnlyItsOwnAway_data();
    void aChipTakesOnlyItsOwnAway();
    void aWordTakesThePlaceOfItsField_data();
    void aWordTakesThePlaceOfItsField();
    void clicksAndKeysRemove();
    void wrongWordsAreUnderlined();
};

void tst_FilterBar::everyFilterHasAChip()
{
    FacetChoice choice;
    choice.statuses = {u"failed"_s, u"brand_new"_s};
    choice.models = {u"gpt-4o"_s};
    QStringList texts;
    for (const FilterChip &chip : chipsOf(u"bot  method:dpo -status:queued"_s, choice))
        texts.append(chip.text);
    QCOMPARE(texts, (QStringList{u"Status: Failed"_s, u"Status: brand_new"_s, u"Base model: gpt-4o"_s,
                                 u"bot"_s, u"method:dpo"_s, u"-status:queued"_s}));
    QVERIFY(chipsOf(u"tokens:many"_s).isEmpty()); // means nothing, filters nothing
}

void tst_FilterBar::aChipTakesOnlyItsOwnAway_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("chip");
    QTest::addColumn<QString>("left");
    QTest::newRow("first") << u"bot method:dpo"_s << 0 << u"method:dpo"_s;
    QTest::newRow("last") << u"bot method:dpo"_s << 1 << u"bot"_s;
    QTest::newRow("middle") << u"a  \"b c\"  d"_s << 1 << u"a d"_s;
    QTest::newRow("only") << u"  bot "_s << 0 << QString();
}

void tst_FilterBar::aChipTakesOnlyItsOwnAway()
{
    QFETCH(QString, text);
    QFETCH(int, chip);
    QFETCH(QString, left);
    QCOMPARE(chipsOf(text).at(chip).findText, left);
}

void tst_FilterBar::aWordTakesThePlaceOfItsField_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("result");
    QTest::newRow("empty") << QString() << u"status:failed"_s << u"status:failed"_s;
    QTest::newRow("other") << u"bot"_s << u"status:failed"_s << u"bot status:failed"_s;
    QTest::newRow("same") << u"created:<7d bot"_s << u"created:2026-10-01..2026-10-21"_s
                          << u"bot created:2026-10-01..2026-10-21"_s;
    QTest::newRow("negated stays") << u"-status:queued"_s << u"status:failed"_s
                                   << u"-status:queued status:failed"_s;
}

void tst_FilterBar::aWordTakesThePlaceOfItsField()
{
    QFETCH(QString, text);
    QFETCH(QString, word);
    QFETCH(QString, result);
    QCOMPARE(withWord(text, word), result);
}

void tst_FilterBar::clicksAndKeysRemove()
{
    FilterBar bar;
    QSignalSpy changed(&bar, &FilterBar::changed);
    FacetChoice choice;
    choice.statuses = {u"failed"_s};
    bar.setChips(chipsOf(u"bot"_s, choice));
    bar.resize(600, 40);
    bar.show();
    QVERIFY(QTest::qWaitForWindowExposed(&bar));
    const auto chips = bar.findChildren<QAbstractButton *>(u"chip"_s);
    QCOMPARE(chips.size(), 2);
    QTest::mouseClick(chips[0], Qt::LeftButton);
    QCOMPARE(changed.takeFirst().at(0).toString(), u"bot"_s);
    QTest::keyClick(chips[1], Qt::Key_Delete);
    const auto removed = changed.takeFirst();
    QCOMPARE(removed.at(0).toString(), QString());
    QCOMPARE(removed.at(1).value<FacetChoice>(), choice);
    QTest::mouseClick(bar.findChild<QAbstractButton *>(u"clearFilters"_s), Qt::LeftButton);
    QCOMPARE(changed.takeFirst().at(1).value<FacetChoice>(), FacetChoice());
    bar.setChips({});
    QVERIFY(bar.isHidden());
}

void tst_FilterBar::wrongWordsAreUnderlined()
{
    applyTheme(*qApp, ThemeMode::Light);
    FindBox box;
    box.resize(500, 32);
    box.setText(u"bot tokens:many"_s);
    box.show();
    QVERIFY(QTest::qWaitForWindowExposed(&box));
    const auto reds = [&] {
        const QImage image = box.grab().toImage();
        int n = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                const QColor c = image.pixelColor(x, y);
                n += c.red() - c.green() > 60;
            }
        }
        return n;
    };
    QCOMPARE(reds(), 0);
    box.setProblems(parseFilter(box.text(), kNow).problems);
    QVERIFY(reds() > 10);
    QVERIFY(!box.toolTip().isEmpty());
    QCOMPARE(box.text(), u"bot tokens:many"_s);
    box.setProblems({});
    QCOMPARE(reds(), 0);
    QVERIFY(box.toolTip().isEmpty());
}

QTEST_MAIN(tst_FilterBar)
#include "tst_filterbar.moc"
