// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/readdecimal.h"
#include "app/api/readjson.h"
#include "app/api/readnumber.h"

#include <QRandomGenerator>
#include <QTest>

#include <bit>
#include <cmath>

using namespace Qt::StringLiterals;
using namespace tuneboard;

namespace {

QString failure(const QByteArray &text)
{
    const auto result = readJson(text);
    return result ? u"read as "_s + toJson(*result, -1) : result.error().message;
}

} // namespace

class tst_ReadJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatWasWritten();
    void readsScalars_data();
    void readsScalars();
    void resolvesEscapes();
    void integersAreExact();
    void decimalsAreReadAlikeEverywhere();
    void numbersAreTheNearest();
    void saysWhatIsWrongAndWhere_data();
    void saysWhatIsWrongAndWhere();
    void nestingIsLimited();
    void largeTextEnds();
    void namesWebPages();
};

void tst_ReadJson::keepsWhatWasWritten()
{
    const QByteArray text = R"({"z":1,"a":[2.0,1e-5,-0,3000000000],"z":{"b":null,"a":true},"e":{},"f":[]})";
    const auto value = readJson(text);
    QVERIFY(value.ok());
    QCOMPARE(toJson(*value, -1), QString::fromUtf8(text)); // order, duplicates and the numbers' spelling
    QCOMPARE(value->children.size(), 5u);
    QVERIFY(value->find(u"z")->isObject()); // the last of two, as every JSON reader has it
    QCOMPARE(value->find(u"e")->literal(), u"{}"_s);
    QCOMPARE(value->find(u"f")->literal(), u"[]"_s);
    QVERIFY(!value->find(u"none"));
}

void tst_ReadJson::readsScalars_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Value::Kind>("kind");
    QTest::addColumn<QString>("literal");
    QTest::newRow("null") << QByteArray("null") << Value::Kind::Null << u"null"_s;
    QTest::newRow("true, blanks") << QByteArray(" \n true \r\n") << Value::Kind::Bool << u"true"_s;
    QTest::newRow("number") << QByteArray("-12.50e+3") << Value::Kind::Number << u"-12.50e+3"_s;
    QTest::newRow("past every double") << QByteArray("[1e999]") << Value::Kind::Array << QString();
    QTest::newRow("text") << QByteArray("\"a b\"") << Value::Kind::String << u"a b"_s;
    QTest::newRow("byte order mark in a text")
        << QByteArray("\"\xEF\xBB\xBF\xEF\xBB\xBF a\"") << Value::Kind::String << u"\ufeff\ufeff a"_s;
    QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF{}") << Value::Kind::Object << u"{}"_s;
}

void tst_ReadJson::readsScalars()
{
    QFETCH(QByteArray, text);
    const auto value = readJson(text);
    QVERIFY2(value.ok(), value.ok() ? "" : qPrintable(value.error().message));
    QTEST(value->kind, "kind");
    QTEST(value->literal(), "literal");
}

void tst_ReadJson::resolvesEscapes()
{
    const auto value = readJson(R"({"k\u00e9\"y":"\\\/\b\f\n\r\t\u0041\ud83d\ude00 \ud800 end"})");
    QVERIFY(value.ok());
    QCOMPARE(value->children[0].key, u"ké\"y"_s);
    QCOMPARE(value->children[0].text, u"\\/\b\f\n\r\tA\U0001F600 \uFFFD end"_s);
    const auto again = readJson(toJson(*value).toUtf8());
    QVERIFY(again.ok());
    QCOMPARE(again->children[0].text, value->children[0].text);
}

void tst_ReadJson::integersAreExact()
{
    const auto number = [](const QByteArray &text) {
        return readJson("[" + text + "]")->children[0].toInteger();
    };
    QCOMPARE(number("9223372036854775807"), std::numeric_limits<qint64>::max());
    QCOMPARE(number("-9223372036854775808"), std::numeric_limits<qint64>::min());
    QCOMPARE(number("3000000000"), 3000000000LL);
    QCOMPARE(number("2.0"), 2);
    QCOMPARE(number("12e2"), 1200);
    QVERIFY(!number("2.5"));
    QVERIFY(!number("1e300"));
    QCOMPARE(number("\"2\""), 2);
    QVERIFY(!number("\"two\""));
}

// The C++ library's reading and Qt's, which stands in for it where there is none.
void tst_ReadJson::decimalsAreReadAlikeEverywhere()
{
    std::vector<std::string> texts{"",
                                   "-",
                                   ".",
                                   "+1",
                                   " 1",
                                   "1 ",
                                   "1.",
                                   ".5",
                                   "-.5",
                                   "1e5",
                                   "1E-5",
                                   "1e",
                                   "1e+",
                                   "e5",
                                   "--1",
                                   "0x10",
                                   "1,5",
                                   "1_0",
                                   "nan",
                                   "NaN",
                                   "-nan",
                                   "inf",
                                   "-INF",
                                   "Infinity",
                                   "-0",
                                   "0e999",
                                   "1e309",
                                   "-1e400",
                                   "1e-400",
                                   "4.9e-324",
                                   "1.7976931348623157e308",
                                   "0.1",
                                   "123456789012345678"};
    texts.push_back(std::string(310, '9'));
    texts.push_back("-" + std::string(330, '1') + ".5");
    const quint32 seed = QRandomGenerator::global()->generate();
    QRandomGenerator random(seed);
    for (int i = 0; i < 5000; ++i) {
        const double number = std::bit_cast<double>(random.generate64());
        texts.push_back(QByteArray::number(number, 'g', 17).toStdString());
        texts.push_back(QByteArray::number(random.generateDouble() * 100, 'f', 6).toStdString());
    }
    for (const std::string &text : texts) {
        double one = 7;
        double other = 7;
        const QByteArray told = "seed " + QByteArray::number(seed) + ": " + QByteArray::fromStdString(text);
        QVERIFY2(readDecimal(text, one) == readDecimalByQt(text, other), told.constData());
        QVERIFY2(one == other || (std::isnan(one) && std::isnan(other)), told.constData());
    }
}

// Short ones are read apart, which must not show: every text is compared with the library's reading of it.
void tst_ReadJson::numbersAreTheNearest()
{
    std::vector<std::string> texts{"",
                                   "0",
                                   "-0",
                                   "00",
                                   "01",
                                   "007",
                                   "0.5",
                                   ".5",
                                   "5.",
                                   "0.",
                                   "1.0.0",
                                   "1e3",
                                   "1E3",
                                   "-12",
                                   "1.5x",
                                   "12a",
                                   "1 ",
                                   "--1",
                                   "+1",
                                   "9e18",
                                   "1e400",
                                   "2.0",
                                   "2.50",
                                   "null",
                                   "999999999999999",
                                   "9999999999999999",
                                   "9007199254740993",
                                   "9223372036854775807",
                                   "9223372036854775808",
                                   "-9223372036854775808",
                                   "123456789012.345",
                                   "1234567890123.456",
                                   "0.000000000000001",
                                   "0.0000000000000001",
                                   "0.30000000000000004"};
    const quint32 seed = QRandomGenerator::global()->generate();
    QRandomGenerator random(seed);
    static constexpr std::string_view characters = "0123456789012345678901234567890123456789.e-";
    for (int i = 0; i < 50'000; ++i) {
        std::string text;
        for (int k = random.bounded(1, 20); k > 0; --k)
            text.push_back(characters[std::size_t(random.bounded(int(characters.size())))]);
        texts.push_back(std::move(text));
    }
    int numbers = 0;
    for (const std::string &text : texts) {
        const QByteArray told = "seed " + QByteArray::number(seed) + ": " + QByteArray::fromStdString(text);
        double wanted = 0;
        const bool isNumber = isJsonNumber(text) && readDecimal(text, wanted) == std::errc();
        const std::optional<double> decimal = decimalOf(text);
        QVERIFY2(decimal.has_value() == isNumber, told.constData());
        QVERIFY2(!isNumber || *decimal == wanted, told.constData());
        bool fits = false;
        const qint64 exact = QByteArray::fromStdString(text).toLongLong(&fits);
        const bool isWhole =
            isNumber && (fits || (std::abs(wanted) <= 0x1p53 && wanted == std::floor(wanted)));
        const std::optional<qint64> integer = integerOf(text);
        QVERIFY2(integer.has_value() == isWhole, told.constData());
        QVERIFY2(!isWhole || *integer == (fits ? exact : qint64(wanted)), told.constData());
        numbers += isNumber ? 1 : 0;
    }
    QVERIFY(numbers > 10'000);
}

void tst_ReadJson::saysWhatIsWrongAndWhere_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("words");
    QTest::newRow("empty") << QByteArray() << u"empty"_s;
    QTest::newRow("blanks") << QByteArray(" \n ") << u"empty"_s;
    QTest::newRow("cut in object") << QByteArray("{\"a\":1,\n\"b\":") << u"cut off"_s;
    QTest::newRow("cut in text") << QByteArray("{\"a\":\"xy") << u"cut off"_s;
    QTest::newRow("cut in array") << QByteArray("[1,2") << u"cut off"_s;
    QTest::newRow("bad UTF-8") << QByteArray("{\"a\":\n\"x\xC3(\"}") << u"line 2, column 3"_s;
    QTest::newRow("bad UTF-8, alone") << QByteArray("\"x\xC3(\"") << u"line 1, column 3"_s;
    QTest::newRow("a word") << QByteArray("hello") << u"line 1, column 1"_s;
    QTest::newRow("bad word inside") << QByteArray("{\"a\": 1,\n \"b\": nul}") << u"line 2, column 7"_s;
    QTest::newRow("bad number") << QByteArray("[01]") << u"line 1, column 2"_s;
    QTest::newRow("no comma") << QByteArray("[1 2]") << u"line 1, column 4"_s;
    QTest::newRow("comma at the end") << QByteArray("[1,]") << u"line 1"_s;
    QTest::newRow("name in an array") << QByteArray("[\"a\": 1]") << u"line 1, column 5"_s;
    QTest::newRow("two colons") << QByteArray("{\"a\": \"b\": 1}") << u"line 1, column 10"_s;
    QTest::newRow("bad escape") << QByteArray("[\"a\\x\"]") << u"line 1, column 2"_s;
    QTest::newRow("more behind") << QByteArray("{} {}") << u"follows"_s;
    QTest::newRow("NUL") << QByteArray("[1,\0]", 5) << u"line 1"_s;
}

void tst_ReadJson::saysWhatIsWrongAndWhere()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, words);
    const QString message = failure(text);
    QVERIFY2(message.contains(words), qPrintable(message));
}

void tst_ReadJson::nestingIsLimited()
{
    const auto nested = [](int depth) {
        return QByteArray(depth, '[') + QByteArray(depth, ']');
    };
    QVERIFY(readJson(nested(kMaxJsonDepth)).ok());
    QVERIFY2(failure(nested(5000)).contains(u"nested"_s), qPrintable(failure(nested(5000))));
    QVERIFY2(failure(QByteArray(200000, '[')).contains(u"line 1"_s),
             qPrintable(failure(QByteArray(200000, '['))));
}

void tst_ReadJson::largeTextEnds()
{
    QByteArray text = "[";
    text += QByteArray("\"0123456789\",").repeated(1'000'000);
    text += "0]";
    const auto value = readJson(text, kMaxFileValues);
    QVERIFY(value.ok());
    QCOMPARE(value->children.size(), 1'000'001u);
    QVERIFY(failure(text).contains(u"too many"_s)); // of an answer so many values are refused
    text.chop(1);
    const auto cut = readJson(text, kMaxFileValues);
    QVERIFY(!cut.ok() && cut.error().message.contains(u"cut off"_s));
}

void tst_ReadJson::namesWebPages()
{
    QVERIFY(whyNotJson("<html><head><title>502 Bad\nGateway</title>").contains(u"“502 Bad Gateway”"_s));
    QVERIFY(whyNotJson("  <!doctype html>").contains(u"web page"_s));
    QVERIFY(whyNotJson("").contains(u"empty"_s));
    QCOMPARE(whyNotJson("{}"), QString());
}

QTEST_GUILESS_MAIN(tst_ReadJson)
#include "tst_readjson.moc"
