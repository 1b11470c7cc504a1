// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/folders.h"

#include <QDirIterator>
#include <QFile>
#include <QIcon>
#include <QImage>
#include <QPainter>
#include <QRegularExpression>
#include <QSvgRenderer>
#include <QTest>
#include <QTranslator>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

class TstResources : public QObject
{
    Q_OBJECT

private slots:
    void iconIsInOneStyle_data();
    void iconIsInOneStyle();
    void iconEngineDrawsThem();
    void translationsLoad_data();
    void translationsLoad();
    void translationIsComplete_data();
    void translationIsComplete();
    void markedTextsArrive();
};

namespace {

QImage rendered(const QByteArray &svg, int size)
{
    QSvgRenderer renderer(svg);
    QImage image(size, size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    renderer.render(&painter);
    return image;
}

} // namespace

void TstResources::iconIsInOneStyle_data()
{
    QTest::addColumn<QString>("path");
    QDirIterator icons(u":/icons"_s);
    while (icons.hasNext()) {
        const QString path = icons.next();
        if (!path.endsWith("/tuneboard.svg"_L1))
            QTest::newRow(qPrintable(icons.fileName())) << path;
    }
}

void TstResources::iconIsInOneStyle()
{
    QFETCH(QString, path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray svg = file.readAll();
    QVERIFY(QSvgRenderer(svg).isValid());
    QCOMPARE(QSvgRenderer(svg).defaultSize(), QSize(24, 24));

    // The program tints an icon by putting another colour in the place of this one.
    static const QRegularExpression colour(u"#[0-9a-fA-F]{3,8}"_s);
    auto colours = colour.globalMatch(QString::fromUtf8(svg));
    QVERIFY(colours.hasNext());
    while (colours.hasNext())
        QCOMPARE(colours.next().captured(), u"#000000"_s);

    // Something is drawn, and nothing is cut off at the edge.
    const QImage image = rendered(svg, 48);
    bool drawn = false;
    for (int y = 0; y < 48; ++y) {
        for (int x = 0; x < 48; ++x) {
            const bool inked = qAlpha(image.pixel(x, y)) > 0;
            drawn = drawn || inked;
            if (x == 0 || y == 0 || x == 47 || y == 47)
                QVERIFY2(!inked,
                         qPrintable("inked at %1, %2"_L1.arg(QString::number(x), QString::number(y))));
        }
    }
    QVERIFY(drawn);
}

void TstResources::iconEngineDrawsThem()
{
    // Through QIcon, as the window does: that needs Qt's plug-in for SVG icons at run time.
    for (const QString &name : {u"refresh"_s, u"tuneboard"_s}) {
        const QIcon icon(":/icons/%1.svg"_L1.arg(name));
        const QImage image = icon.pixmap(QSize(16, 16)).toImage();
        QVERIFY2(!image.isNull(), qPrintable(name));
        QVERIFY2(qAlpha(image.pixel(image.width() / 2, 3)) > 0, qPrintable(name));
    }
}

void TstResources::translationsLoad_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("German") << u"de"_s;
    QTest::newRow("English plurals") << u"en"_s;
}

void TstResources::translationsLoad()
{
    QFETCH(QString, language);
    QTranslator translator;
    QVERIFY(translator.load(":/i18n/tuneboard_%1.qm"_L1.arg(language)));
}

void TstResources::translationIsComplete_data()
{
    translationsLoad_data();
}

void TstResources::translationIsComplete()
{
    QFETCH(QString, language);
    QFile file(tuneboard::test::sourcePath(u"resources/translations/tuneboard_%1.ts"_s.arg(language)));
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
    QXmlStreamReader xml(&file);
    QString context;
    QString source;
    bool isPlural = false;
    int texts = 0;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == "name"_L1) {
            context = xml.readElementText();
            // What lupdate files under the name of that struct, the program looks for elsewhere.
            QVERIFY2(!context.contains("Words"_L1), qPrintable(context));
        } else if (xml.name() == "message"_L1) {
            isPlural = xml.attributes().value("numerus"_L1) == "yes"_L1;
        } else if (xml.name() == "source"_L1) {
            source = xml.readElementText();
            // A text with a number that is no plural is found for one thing, and not for two.
            QVERIFY2(isPlural == source.contains("%n"_L1), qPrintable(context + u": "_s + source));
        } else if (xml.name() == "translation"_L1 || xml.name() == "numerusform"_L1) {
            const QString where = context + u": "_s + source;
            QVERIFY2(!xml.attributes().hasAttribute(u"type"_s), qPrintable(where));
            const QString text = xml.readElementText(QXmlStreamReader::IncludeChildElements).trimmed();
            QVERIFY2(!text.isEmpty(), qPrintable(where));
            ++texts;
        }
    }
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    QVERIFY(texts > 0);
}

void TstResources::markedTextsArrive()
{
    // Texts of tables, and of files without a QObject: their context is written by hand in two places.
    QTranslator translator;
    QVERIFY(translator.load(u":/i18n/tuneboard_de.qm"_s));
    const std::pair<const char *, const char *> texts[] = {
        {"Field", "Batch size"},
        {"Grader", "String check"},
        {"JobCell", "paused for %1"},
        {"JobColumn", "Base model"},
        {"Metric", "Training loss"},
        {"Archive", "it is a folder"},
        {"ListCommand", "%1 of %2 jobs"},
        {"readList", "element %1 is no object"},
        {"tuneboard::JobPane", "Overview"},
        {"tuneboard::MainWindow", "Add an account"},
    };
    for (const auto &[context, text] : texts) {
        const QString german = translator.translate(context, text);
        QVERIFY2(!german.isEmpty() && german != QString::fromUtf8(text), text);
    }
    QVERIFY(translator.load(u":/i18n/tuneboard_en.qm"_s));
    QCOMPARE(translator.translate("tuneboard::Rail", "%1, %n job(s)", nullptr, 1), u"%1, %n job"_s);
    QCOMPARE(translator.translate("tuneboard::Rail", "%1, %n job(s)", nullptr, 2), u"%1, %n jobs"_s);
}

QTEST_MAIN(TstResources)
#include "tst_resources.moc"
