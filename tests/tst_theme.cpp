// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tabular.h"
#include "ui/theme.h"

#include <QApplication>
#include <QImage>
#include <QPainter>
#include <QStyle>
#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace tuneboard;

namespace {

double luminance(const QColor &colour)
{
    const auto linear = [](double part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(double(colour.redF())) + 0.7152 * linear(double(colour.greenF())) +
           0.0722 * linear(double(colour.blueF()));
}

double contrast(const QColor &a, const QColor &b)
{
    const double one = luminance(a) + 0.05;
    const double two = luminance(b) + 0.05;
    return std::max(one, two) / std::min(one, two);
}

} // namespace

class tst_Theme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textCanBeRead_data();
    void textCanBeRead();
    void everyStatusHasAnIconAndAColour();
    void iconsTakeTheirColour();
    void theProgramsIconKeepsItsColours();
    void aFullMenuBarHasOurIcon();
    void theModeChangesThePalette();
    void aKeyIsAMode();
    void digitsStandUnderEachOther();
};

void tst_Theme::textCanBeRead_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void tst_Theme::textCanBeRead()
{
    QFETCH(bool, dark);
    const QPalette palette = themePalette(dark);
    QCOMPARE(isDark(palette), dark);
    const Colours &c = colours(palette);
    for (const QColor &ground : {c.window, c.panel, c.field, c.selection, c.hover}) {
        for (const QColor &text : {c.text, c.secondText, c.active, c.good, c.bad, c.waiting}) {
            QVERIFY2(
                contrast(text, ground) >= 4.5,
                qPrintable(u"%1 on %2: %3"_s.arg(text.name(), ground.name()).arg(contrast(text, ground))));
        }
    }
    // What is no text still stands out.
    for (const QColor &series : c.series)
        QVERIFY2(contrast(series, c.panel) >= 3, qPrintable(series.name()));
    QVERIFY(contrast(palette.color(QPalette::Text), palette.color(QPalette::Base)) >= 4.5);
    QVERIFY(contrast(palette.color(QPalette::HighlightedText), palette.color(QPalette::Highlight)) >= 4.5);
    QVERIFY(contrast(palette.color(QPalette::PlaceholderText), palette.color(QPalette::Base)) >= 4.5);
}

void tst_Theme::everyStatusHasAnIconAndAColour()
{
    for (const StatusTerm &term : statusTerms()) {
        const QString word = QString::fromLatin1(term.word);
        const QImage image = statusIcon(word, themePalette(false)).pixmap(16, 16).toImage();
        bool drawn = false;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                drawn = drawn || qAlpha(image.pixel(x, y)) > 128;
        }
        QVERIFY2(drawn, term.word);
    }
    QVERIFY(!statusIcon(u"brand_new", themePalette(false)).isNull());
    QCOMPARE(statusColour(u"brand_new", themePalette(true)), colours(themePalette(true)).secondText);
}

void tst_Theme::iconsTakeTheirColour()
{
    const QImage image = tintedIcon(u"dot"_s, QColor(10, 200, 30)).pixmap(32, 32).toImage();
    QCOMPARE(image.pixelColor(16, 16).rgb(), QColor(10, 200, 30).rgb());
    QCOMPARE(qAlpha(image.pixel(0, 0)), 0);
}

void tst_Theme::theProgramsIconKeepsItsColours()
{
    const QImage drawn = programIcon().pixmap(64).toImage();
    QCOMPARE(drawn.size(), QSize(64, 64));
    bool hasColour = false;
    for (int y = 0; y < drawn.height(); ++y) {
        for (int x = 0; x < drawn.width(); ++x)
            hasColour = hasColour || drawn.pixelColor(x, y).saturation() > 50;
    }
    QVERIFY(hasColour);
    // The same picture in one colour is another one.
    QVERIFY(tintedIcon(u"tuneboard"_s, Qt::black).pixmap(64).toImage() != drawn);
}

// Qt's own is a picture, and the first picture of a start loads the readers of all formats.
void tst_Theme::aFullMenuBarHasOurIcon()
{
    applyTheme(*qApp, ThemeMode::Light);
    const QIcon icon = QApplication::style()->standardIcon(QStyle::SP_ToolBarHorizontalExtensionButton);
    QCOMPARE(icon.pixmap(16).toImage(), tintedIcon(u"more"_s, colours(QPalette()).text).pixmap(16).toImage());
}

void tst_Theme::theModeChangesThePalette()
{
    applyTheme(*qApp, ThemeMode::Dark);
    QVERIFY(isDark(QApplication::palette()));
    applyTheme(*qApp, ThemeMode::Light);
    QVERIFY(!isDark(QApplication::palette()));
    applyTheme(*qApp, ThemeMode::System); // whatever the desktop says; nothing waits for it
    QCOMPARE(QApplication::palette(), themePalette(isDark(QApplication::palette())));
}

void tst_Theme::aKeyIsAMode()
{
    for (const ThemeMode mode : {ThemeMode::System, ThemeMode::Light, ThemeMode::Dark})
        QCOMPARE(themeFromKey(themeKey(mode)), mode);
    QCOMPARE(themeFromKey(u"purple"_s), ThemeMode::System);
}

void tst_Theme::digitsStandUnderEachOther()
{
    const QFontMetrics metrics{QApplication::font()};
    QCOMPARE(tabularWidth(metrics, u"1111"_s), tabularWidth(metrics, u"8888"_s));
    QCOMPARE(tabularWidth(metrics, u"1 204 331"_s), tabularWidth(metrics, u"9 888 888"_s));
    QImage image(100, 20, QImage::Format_ARGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    drawTabular(&painter, QRect(20, 0, 40, 20), u"123456789012345"_s);
    painter.end();
    for (int y = 0; y < 20; ++y) {
        for (int x = 62; x < 100; ++x)
            QCOMPARE(image.pixel(x, y), qRgb(255, 255, 255));
    }
}

QTEST_MAIN(tst_Theme)
#include "tst_theme.moc"
