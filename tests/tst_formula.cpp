// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/readjson.h"
#include "app/models/gradershares.h"

#include <QTest>

using namespace tuneboard;
using namespace Qt::StringLiterals;

namespace {

const std::vector<QStringList> kAB = {{u"a"_s, u"First"_s}, {u"b"_s}};

// "what:problem" for each marked token, to compare as text.
QStringList marks(const QString &text, const Formula &formula)
{
    QStringList out;
    for (const FormulaToken &token : formula.tokens) {
        if (!token.problem.isEmpty())
            out << text.mid(token.start, token.length) + u": "_s + token.problem;
    }
    return out;
}

QString percents(const Formula &formula)
{
    QStringList out;
    for (const GraderShare &share : graderShares(formula, std::vector<ScoreSpan>(formula.used.size())))
        out << QString::number(share.share * 100, 'f', 1);
    return out.join(u' ');
}

} // namespace

class TestFormula : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shares_data();
    void shares();
    void spansCount();
    void spansOfGraders_data();
    void spansOfGraders();
    void problems_data();
    void problems();
    void tieNamesToChildren();
    void preferNamesWithBlanks();
    void readHugeTexts_data();
    void readHugeTexts();
};

void TestFormula::shares_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("weighted") << u"0.6*a + 0.4*b"_s << u"60.0 40.0"_s;
    QTest::newRow("mean") << u"(a+b)/2"_s << u"50.0 50.0"_s;
    QTest::newRow("weights behind") << u"a * 3 + b"_s << u"75.0 25.0"_s;
    QTest::newRow("other name") << u"First * 1e0 + b / 4"_s << u"80.0 20.0"_s;
    QTest::newRow("constants") << u"(2^2 - 3) * (a + 2 * (a + b))"_s << u"60.0 40.0"_s;
    QTest::newRow("signs") << u"+a - -b"_s << u"50.0 50.0"_s;
    QTest::newRow("one only") << u"a"_s << u"100.0 0.0"_s;
    QTest::newRow("product") << u"a * b"_s << QString();
    QTest::newRow("function") << u"min(a, b)"_s << QString();
    QTest::newRow("negative weight") << u"a - b"_s << u"50.0 50.0"_s;
    QTest::newRow("constant left over") << u"0.5 * a + 0.5"_s << u"100.0 0.0"_s;
    QTest::newRow("divided by nothing") << u"a / 0"_s << QString();
    QTest::newRow("divided by a child") << u"a / b"_s << QString();
    QTest::newRow("power") << u"a ^ 2 + b"_s << QString();
    QTest::newRow("wrong") << u"0.6*a + 0.4*c"_s << QString();
    QTest::newRow("infinite") << u"1e308*10*a + b"_s << QString();
    QTest::newRow("empty") << QString() << QString();
}

void TestFormula::shares()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QCOMPARE(percents(readFormula(text, kAB)), expected);
}

// A grader whose scores reach farther counts more.
void TestFormula::spansCount()
{
    const Formula formula = readFormula(u"0.3 * a + 0.3 * b / 10"_s, kAB);
    const auto shares = graderShares(formula, {{1, true}, {10, true}});
    QCOMPARE(shares.size(), 2u);
    QCOMPARE(qRound(shares[0].share * 1000), 500);
    QCOMPARE(qRound(shares[1].share * 1000), 500);
    QVERIFY(graderShares(formula, {{0, true}, {0, true}}).empty());
    QCOMPARE(scoreSpan(formula, {{1, true}, {10, true}}).span, 0.6);
    QVERIFY(!scoreSpan(readFormula(u"a * b"_s, kAB), {{1, true}, {10, true}}).isSent);
    QVERIFY(!graderShares(formula, {{1, true}, {1, false}})[1].isRangeSent);
}

void TestFormula::spansOfGraders_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<double>("span");
    QTest::addColumn<bool>("isSent");
    const auto row = [](const char *name, const QByteArray &json, double span, bool isSent) {
        QTest::newRow(name) << json << span << isSent;
    };
    row("score model", R"({"type":"score_model","range":[0,10]})", 10, true);
    row("score model below zero", R"({"type":"score_model","range":[-1,"1.5"]})", 2.5, true);
    row("score model without a range", R"({"type":"score_model"})", 1, true);
    row("score model, odd ranges", R"({"type":"score_model","range":[5,1]})", 1, true);
    row("score model with one score", R"({"type":"score_model","range":[5,5]})", 0, true);
    row("score model in capitals", R"({"type":"SCORE-MODEL","range":[0,4]})", 4, true);
    row("text similarity", R"({"type":"text_similarity"})", 1, true);
    row("endpoint", R"({"type":"endpoint"})", 1, false);
    row("lambda", R"({"type":"lambda"})", 1, false);
    row("unknown", R"({"type":"a_type_of_tomorrow"})", 1, false);
    row("sum",
        R"({"type":"multi","graders":{"a":{"type":"score_model","range":[0,5]},"b":{"type":"python"}},
            "calculate_output":"a / 5 - 2 * b"})",
        3, true);
    row("sum with an endpoint",
        R"({"type":"multi","graders":[{"type":"endpoint","name":"a"}],"calculate_output":"a"})", 1, false);
    row("no sum", R"({"type":"multi","graders":[{"type":"python","name":"a"}],"calculate_output":"a ^ 2"})",
        1, false);
}

void TestFormula::spansOfGraders()
{
    QFETCH(QByteArray, json);
    QFETCH(double, span);
    QFETCH(bool, isSent);
    std::optional<Grader> grader;
    assign(*readJson(json), grader);
    QVERIFY(grader);
    QCOMPARE(scoreSpan(*grader).span, span);
    QCOMPARE(scoreSpan(*grader).isSent, isSent);
}

void TestFormula::problems_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("expected");
    const QString unknown = u"No grader below has this name."_s;
    QTest::newRow("fine") << u"max(0, min(1, a*b^2)) - abs(-floor(a)) / sqrt(exp(log(ceil(b))))"_s
                          << QStringList();
    QTest::newRow("the specification's own")
        << u"0.5 * a +  0.5 * text_score)"_s
        << QStringList{u"text_score: "_s + unknown, u"): This parenthesis was never opened."_s};
    QTest::newRow("open") << u"((a + b)"_s << QStringList{u"(: This parenthesis is never closed."_s};
    QTest::newRow("no operator") << u"a b"_s << QStringList{u"b: An operator is missing before this."_s};
    QTest::newRow("two operators") << u"a * / b"_s << QStringList{u"/: A value is missing before this."_s};
    QTest::newRow("ends early") << u"a +"_s << QStringList{u"+: A value is missing after this."_s};
    QTest::newRow("empty parentheses") << u"a + ()"_s << QStringList{u"): A value is missing before this."_s};
    QTest::newRow("bad number") << u"1.2.3 * a"_s << QStringList{u"1.2.3: This is no number."_s};
    QTest::newRow("bad character") << u"a ; b"_s
                                   << QStringList{u";: This character has no meaning in a formula."_s,
                                                  u"b: An operator is missing before this."_s};
    QTest::newRow("bare function") << u"min + a"_s
                                   << QStringList{u"min: A function needs its values in parentheses."_s};
    QTest::newRow("another function")
        << u"round(a)"_s << QStringList{u"round: "_s + unknown, u"(: An operator is missing before this."_s};
}

void TestFormula::problems()
{
    QFETCH(QString, text);
    QFETCH(QStringList, expected);
    const Formula formula = readFormula(text, kAB);
    QCOMPARE(marks(text, formula), expected);
    QCOMPARE(formula.problems, int(expected.size()));
}

void TestFormula::tieNamesToChildren()
{
    const QString text = u"0.25*b + First"_s;
    const Formula formula = readFormula(text, {{u"a"_s, u"First"_s}, {u"b"_s}, {u"c"_s}});
    QCOMPARE(formula.tokens.size(), std::size_t(5));
    QCOMPARE(formula.tokens[2].child, 1);
    QCOMPARE(formula.tokens[4].child, 0);
    QCOMPARE(formula.tokens[4].start, qsizetype(9));
    QCOMPARE(formula.used, (std::vector<bool>{true, true, false}));
    QCOMPARE(percents(formula), u"80.0 20.0 0.0"_s);
    // A child may be called as a function is.
    QCOMPARE(readFormula(u"min"_s, {{u"min"_s}}).problems, 0);
}

void TestFormula::preferNamesWithBlanks()
{
    const std::vector<QStringList> children = {{u"exact match"_s}, {u"exact"_s}, {u"judge-2"_s}};
    const Formula formula = readFormula(u"exact match + exact + judge-2"_s, children);
    QCOMPARE(formula.problems, 0);
    QCOMPARE(formula.tokens[0].child, 0);
    QCOMPARE(formula.tokens[2].child, 1);
    QCOMPARE(formula.tokens[4].child, 2);
}

void TestFormula::readHugeTexts_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("a sum of a megabyte") << u"a+"_s.repeated(500000) + u'b';
    QTest::newRow("open parentheses") << QString(1000000, u'(');
    QTest::newRow("200 levels") << QString(200, u'(') + u'a' + QString(200, u')');
    QTest::newRow("letters") << QString(1000000, u'x');
    QTest::newRow("digits") << QString(1000000, u'7');
    QTest::newRow("blanks in names") << u"my "_s.repeated(300000);
    QTest::newRow("signs") << QString(1000000, u'-');
}

void TestFormula::readHugeTexts()
{
    QFETCH(QString, text);
    const Formula formula = readFormula(text, {{u"a"_s}, {u"b"_s}, {u"my own"_s}});
    qsizetype end = 0;
    for (const FormulaToken &token : formula.tokens) {
        QVERIFY(token.start >= end && token.length > 0);
        end = token.start + token.length;
    }
    QVERIFY(end <= text.size());
    QVERIFY(!formula.tokens.empty());
}

QTEST_GUILESS_MAIN(TestFormula)
#include "tst_formula.moc"
