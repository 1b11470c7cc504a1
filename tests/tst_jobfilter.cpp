// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/jobfilter.h"

#include <QDateTime>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tuneboard;

namespace {

using Field = FilterTerm::Field;
constexpr qint64 kNow = 1'764'000'000;

FilterTerm only(const QString &text)
{
    const JobFilter filter = parseFilter(text, kNow);
    if (filter.terms.size() != 1 || !filter.problems.empty())
        qFatal("%s: %zu terms, %zu problems", qPrintable(text), filter.terms.size(), filter.problems.size());
    return filter.terms[0];
}

qint64 dayStart(const QString &day)
{
    return QDate::fromString(day, Qt::ISODate).startOfDay().toSecsSinceEpoch();
}

} // namespace

class tst_JobFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void words();
    void fields();
    void tokens_data();
    void tokens();
    void created();
    void problemsNameTheWord_data();
    void problemsNameTheWord();
    void placesAreThoseOfTheText();
    void createdWordReadsBack();
    void anyTextEnds();
};

void tst_JobFilter::words()
{
    QVERIFY(parseFilter(u"  "_s, kNow).isEmpty());
    const JobFilter two = parseFilter(u"Foo  \"a b\""_s, kNow);
    QCOMPARE(two.terms.size(), 2u);
    QCOMPARE(two.terms[0].anyOf, QStringList{u"foo"_s});
    QCOMPARE(two.terms[1].anyOf, QStringList{u"a b"_s});
    QCOMPARE(only(u"a,b,"_s).anyOf, (QStringList{u"a"_s, u"b"_s}));
    QCOMPARE(only(u"\"a,b\""_s).anyOf, QStringList{u"a,b"_s});
    QVERIFY(only(u"-foo"_s).negated);
    QVERIFY(!only(u"\"-foo\""_s).negated);
    QCOMPARE(only(u"ft:gpt-4o:org:x:Ab1"_s).anyOf, QStringList{u"ft:gpt-4o:org:x:ab1"_s});
    QCOMPARE(only(u"ft:gpt-4o:org:x:Ab1"_s).field, Field::Text);
    QCOMPARE(only(u"\"status:failed\""_s).field, Field::Text);
}

void tst_JobFilter::fields()
{
    QCOMPARE(only(u"status:failed,running"_s).field, Field::Status);
    QCOMPARE(only(u"STATUS:Failed"_s).anyOf, QStringList{u"failed"_s});
    QCOMPARE(only(u"status:validating"_s).field, Field::Status);
    QCOMPARE(only(u"-method:dpo"_s).field, Field::Method);
    QVERIFY(only(u"-method:dpo"_s).negated);
    QCOMPARE(only(u"model:gpt-4o"_s).field, Field::Model);
    QCOMPARE(only(u"account:work"_s).field, Field::Account);
    const FilterTerm meta = only(u"meta.Team:\"Search Team\""_s);
    QCOMPARE(meta.field, Field::Meta);
    QCOMPARE(meta.metaKey, u"team"_s);
    QCOMPARE(meta.anyOf, QStringList{u"search team"_s});
    QVERIFY(!parseFilter(u"status:archiving"_s, kNow).problems.empty());
    QVERIFY(parseFilter(u"status:archiving"_s, kNow, {u"archiving_files"_s}).problems.empty());
}

void tst_JobFilter::tokens_data()
{
    constexpr qint64 low = std::numeric_limits<qint64>::min();
    constexpr qint64 high = std::numeric_limits<qint64>::max();
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("from");
    QTest::addColumn<qint64>("to");
    QTest::newRow(">") << u"tokens:>1M"_s << qint64(1'000'001) << high;
    QTest::newRow(">=") << u"tokens:>=1.5k"_s << qint64(1500) << high;
    QTest::newRow("<") << u"tokens:<2G"_s << low << qint64(1'999'999'999);
    QTest::newRow("<=") << u"tokens:<=7"_s << low << qint64(7);
    QTest::newRow("range") << u"tokens:1M..5m"_s << qint64(1'000'000) << qint64(5'000'000);
    QTest::newRow("open range") << u"tokens:..5k"_s << low << qint64(5000);
    QTest::newRow("equal") << u"tokens:0"_s << qint64(0) << qint64(0);
}

void tst_JobFilter::tokens()
{
    QFETCH(QString, text);
    const FilterTerm term = only(text);
    QCOMPARE(term.field, Field::Tokens);
    QTEST(term.low, "from");
    QTEST(term.high, "to");
}

void tst_JobFilter::created()
{
    QCOMPARE(only(u"created:<7d"_s).low, kNow - 7 * 86400);
    QCOMPARE(only(u"created:>12h"_s).high, kNow - 12 * 3600);
    QCOMPARE(only(u"created:<2w"_s).low, kNow - 14 * 86400);
    QCOMPARE(only(u"created:<1y"_s).low, kNow - 365 * 86400);
    const FilterTerm range = only(u"created:2026-10-01..2026-10-21"_s);
    QCOMPARE(range.low, dayStart(u"2026-10-01"_s));
    QCOMPARE(range.high, dayStart(u"2026-10-22"_s) - 1);
    const FilterTerm day = only(u"created:2026-10-01"_s);
    QCOMPARE(day.low, dayStart(u"2026-10-01"_s));
    QCOMPARE(day.high, dayStart(u"2026-10-02"_s) - 1);
    QCOMPARE(only(u"created:>2026-10-01"_s).low, dayStart(u"2026-10-02"_s));
    QCOMPARE(only(u"created:<2026-10-01"_s).high, dayStart(u"2026-10-01"_s) - 1);
}

void tst_JobFilter::problemsNameTheWord_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("reason");
    QTest::newRow("no such filter") << u"statu:failed"_s << u"statu"_s;
    QTest::newRow("no such status") << u"status:fialed"_s << u"fialed"_s;
    QTest::newRow("no value") << u"status:"_s << u"missing"_s;
    QTest::newRow("only commas") << u"model:,"_s << u"missing"_s;
    QTest::newRow("no number") << u"tokens:>many"_s << u"tokens:>1M"_s;
    QTest::newRow("infinite") << u"tokens:>1e99"_s << u"number"_s;
    QTest::newRow("backwards") << u"tokens:5..1"_s << u"ends before"_s;
    QTest::newRow("no age") << u"created:7d"_s << u"Younger or older"_s;
    QTest::newRow("no day") << u"created:2026-13-01"_s << u"day"_s;
    QTest::newRow("backwards in time") << u"created:2026-10-02..2026-10-01"_s << u"ends before"_s;
    QTest::newRow("no key") << u"meta.:x"_s << u"key"_s;
    QTest::newRow("open quote") << u"\"abc"_s << u"quote"_s;
    QTest::newRow("nothing to negate") << u"-"_s << u"missing"_s;
}

void tst_JobFilter::problemsNameTheWord()
{
    QFETCH(QString, word);
    QFETCH(QString, reason);
    const JobFilter filter = parseFilter(u"fine "_s + word, kNow);
    QCOMPARE(filter.terms.size(), 1u); // the good word still holds
    QCOMPARE(filter.problems.size(), 1u);
    QCOMPARE(filter.problems[0].start, 5);
    QCOMPARE(filter.problems[0].length, word.size());
    QVERIFY2(filter.problems[0].reason.contains(reason), qPrintable(filter.problems[0].reason));
}

void tst_JobFilter::placesAreThoseOfTheText()
{
    const QString text = u"  \"a b\" status:failed"_s;
    const JobFilter filter = parseFilter(text, kNow);
    QCOMPARE(text.mid(filter.terms[0].start, filter.terms[0].length), u"\"a b\""_s);
    QCOMPARE(text.mid(filter.terms[1].start, filter.terms[1].length), u"status:failed"_s);
}

void tst_JobFilter::createdWordReadsBack()
{
    const qint64 from = dayStart(u"2026-10-01"_s);
    const qint64 to = dayStart(u"2026-10-22"_s) - 1;
    QCOMPARE(createdWord(from, to), u"created:2026-10-01..2026-10-21"_s);
    QCOMPARE(only(createdWord(from, to)).low, from);
    QCOMPARE(only(createdWord(from, to)).high, to);
    QCOMPARE(createdWord(from, from + 5), u"created:2026-10-01"_s);
}

void tst_JobFilter::anyTextEnds()
{
    quint32 state = 7;
    const QString letters = u"ab:,-\"<>.. tokens:created:meta.k:status:1M7d2026-10-01"_s;
    for (int i = 0; i < 20000; ++i) {
        QString text;
        for (int k = 0; k < 24; ++k) {
            state = state * 1664525u + 1013904223u;
            text += letters[qsizetype(state >> 8u) % letters.size()];
        }
        const JobFilter filter = parseFilter(text, kNow);
        for (const FilterProblem &problem : filter.problems)
            QVERIFY(problem.start >= 0 && problem.start + problem.length <= text.size() &&
                    !problem.reason.isEmpty());
    }
    QCOMPARE(parseFilter(QString(1'000'000, u'a'), kNow).terms.size(), 1u);
}

QTEST_GUILESS_MAIN(tst_JobFilter)
#include "tst_jobfilter.moc"
