// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/format.h"

#include <QLocale>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tuneboard;

class tst_Format : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void relativeTimes_data();
    void relativeTimes();
    void durations_data();
    void durations();
    void numbers();
    void metrics_data();
    void metrics();
    void timesAreLocalAndUtc();
    void cellsAreOneSafeLine();
    void longRunsOfMarksAreCut_data();
    void longRunsOfMarksAreCut();
    void viewersKeepLines();
    void toolTipsAreEscaped();
};

void tst_Format::relativeTimes_data()
{
    QTest::addColumn<qint64>("age");
    QTest::addColumn<QString>("text");
    QTest::newRow("now") << qint64(20) << u"just now"_s;
    QTest::newRow("a clock that runs ahead") << qint64(-30) << u"just now"_s;
    QTest::newRow("future") << qint64(-2 * 3600) << u"in 2 h"_s;
    QTest::newRow("22 min") << qint64(22 * 60 + 50) << u"22 min ago"_s;
    QTest::newRow("2 h") << qint64(2 * 3600 + 1) << u"2 h ago"_s;
    QTest::newRow("23 h") << qint64(86399) << u"23 h ago"_s;
    QTest::newRow("yesterday") << qint64(86400) << u"Yesterday"_s;
    QTest::newRow("days") << qint64(4 * 86400) << u"4 days ago"_s;
    QTest::newRow("date") << qint64(40 * 86400) << u"12 Oct 2026"_s;
}

void tst_Format::relativeTimes()
{
    QFETCH(qint64, age);
    QFETCH(QString, text);
    const qint64 now = QDateTime(QDate(2026, 11, 21), QTime(14, 10)).toSecsSinceEpoch();
    QCOMPARE(relativeTime(now - age, now), text);
}

void tst_Format::durations_data()
{
    QTest::addColumn<qint64>("secs");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << qint64(0) << u"0 s"_s;
    QTest::newRow("negative") << qint64(-5) << u"0 s"_s;
    QTest::newRow("seconds") << qint64(59) << u"59 s"_s;
    QTest::newRow("minutes") << qint64(41 * 60) << u"41 min"_s;
    QTest::newRow("hours") << qint64(3600 + 12 * 60) << u"1 h 12 min"_s;
    QTest::newRow("few minutes") << qint64(2 * 3600 + 3 * 60) << u"2 h 03 min"_s;
    QTest::newRow("whole hours") << qint64(3 * 3600) << u"3 h"_s;
    QTest::newRow("days") << qint64(2 * 86400 + 3 * 3600) << u"2 d 3 h"_s;
    QTest::newRow("ages") << qint64(9'000'000'000) << u"104166 d 16 h"_s;
}

void tst_Format::durations()
{
    QFETCH(qint64, secs);
    QFETCH(QString, text);
    QCOMPARE(duration(secs), text);
}

void tst_Format::numbers()
{
    QCOMPARE(count(12), u"12"_s);
    QCOMPARE(count(1204331), u"1\u202f204\u202f331"_s);
    QCOMPARE(count(-1204331), u"-1\u202f204\u202f331"_s);
    QCOMPARE(count(std::numeric_limits<qint64>::max()).remove(QChar(0x202f)), u"9223372036854775807"_s);
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    QCOMPARE(count(1204331), u"1.204.331"_s);
    QCOMPARE(shortCount(12'400'000), u"12,4\u00a0M"_s);
    QLocale::setDefault(QLocale::c());
    QCOMPARE(shortCount(0), u"0"_s);
    QCOMPARE(shortCount(999), u"999"_s);
    QCOMPARE(shortCount(412'600'000), u"412.6\u00a0M"_s);
    QCOMPARE(shortCount(999'960), u"1.0\u00a0M"_s);
    QCOMPARE(bytes(1'200'000), u"1.2 MB"_s);
}

void tst_Format::metrics_data()
{
    QTest::addColumn<double>("number");
    QTest::addColumn<QString>("text");
    QTest::newRow("loss") << 0.41234 << u"0.4123"_s;
    QTest::newRow("short") << 0.52 << u"0.52"_s;
    QTest::newRow("one") << 1.0 << u"1"_s;
    QTest::newRow("zero") << 0.0 << u"0"_s;
    QTest::newRow("small") << 3.8e-6 << u"0.0000038"_s;
    QTest::newRow("tiny") << 1.5e-9 << u"1.500e-09"_s;
    QTest::newRow("large") << 123456.0 << u"123456"_s;
    QTest::newRow("negative") << -0.5 << u"-0.5"_s;
    QTest::newRow("not a number") << std::numeric_limits<double>::quiet_NaN() << u"—"_s;
}

void tst_Format::metrics()
{
    QFETCH(double, number);
    QFETCH(QString, text);
    QCOMPARE(metric(number), text);
}

void tst_Format::timesAreLocalAndUtc()
{
    const qint64 secs = QDateTime(QDate(2026, 11, 21), QTime(14, 10, 5)).toSecsSinceEpoch();
    QCOMPARE(localTime(secs), u"21 Nov 2026, 14:10:05"_s);
    QVERIFY(bothTimes(secs).startsWith("21 Nov 2026, 14:10:05\n"_L1));
    QVERIFY(bothTimes(secs).endsWith(" UTC"_L1));
}

void tst_Format::cellsAreOneSafeLine()
{
    QCOMPARE(cellText(u"plain"_s), u"plain"_s);
    QCOMPARE(cellText(u"a\nb\r\nc\td"_s), u"a b c d"_s);
    QCOMPARE(cellText(u"evil\u202egnp.exe"_s), u"evil\\u{202e}gnp.exe"_s);
    QCOMPARE(cellText(u"a\u200bb"_s), u"a\\u{200b}b"_s);
    QCOMPARE(cellText(QString(QChar(0x1b)) + u"[31m"_s), u"\\u{1b}[31m"_s);
    QCOMPARE(cellText(QString(QChar(0xd800))), u"\\u{d800}"_s);
    QCOMPARE(cellText(u"\U0001F600!"_s), u"\U0001F600!"_s);
    QCOMPARE(cellText(QString(5000, u'x')).size(), 1001);
    QVERIFY(cellText(QString(5000, u'x')).endsWith(u'…'));
    QCOMPARE(cellText(u"12345"_s, 5), u"12345"_s);
    QCOMPARE(cellText(u"123456"_s, 5), u"12345…"_s);
}

void tst_Format::longRunsOfMarksAreCut_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    const QString acute(1, QChar(0x301));
    const QString six = acute.repeated(6);
    QTest::newRow("a letter with a mark") << u"cafe\u0301s"_s << u"cafe\u0301s"_s;
    QTest::newRow("as many as are needed") << u"a"_s + six + u"b"_s << u"a"_s + six + u"b"_s;
    QTest::newRow("thousands") << u"a"_s + acute.repeated(5000) + u"b"_s << u"a"_s + six + u"…b"_s;
    QTest::newRow("different ones") << u"a"_s + u"\u0301\u0316\u20dd\ufe0f"_s.repeated(500) + u"b"_s
                                    << u"a\u0301\u0316\u20dd\ufe0f\u0301\u0316…b"_s;
    QTest::newRow("of another plane")
        << u"a"_s + u"\U0001D165"_s.repeated(100) + u"b"_s << u"a"_s + u"\U0001D165"_s.repeated(6) + u"…b"_s;
    QTest::newRow("on every letter") << (u"a"_s + acute.repeated(100)).repeated(2)
                                     << (u"a"_s + six + u"…"_s).repeated(2);
    QTest::newRow("without a letter") << acute.repeated(100) << six + u"…"_s;
}

void tst_Format::longRunsOfMarksAreCut()
{
    QFETCH(QString, text);
    QFETCH(QString, shown);
    QCOMPARE(cellText(text, 20000), shown);
    QCOMPARE(viewerText(text), shown);
    if (text.size() < 4000)
        QVERIFY(toolTipText(text).contains(shown));
}

void tst_Format::viewersKeepLines()
{
    QCOMPARE(viewerText(u"a\n\tb\r\nc"_s), u"a\n\tb\nc"_s);
    QCOMPARE(viewerText(u"evil\u202egnp.exe\na\u200bb\ufeff"_s),
             u"evil\\u{202e}gnp.exe\na\\u{200b}b\\u{feff}"_s);
    QCOMPARE(viewerText(QString(QChar(0x1b)) + u"[31m"_s), u"\\u{1b}[31m"_s);
    const QString shown = viewerText(QString(150000, u'x') + u'\n' + QString(10, u'y'));
    QCOMPARE(shown.size(), 100000 + 1 + 1 + 10);
    QVERIFY(shown.endsWith("y"_L1));
}

void tst_Format::toolTipsAreEscaped()
{
    const QString tip = toolTipText(u"<img src='file:///etc/passwd'>\nnext & last"_s);
    QVERIFY(!tip.contains("<img"_L1));
    QVERIFY(tip.contains("&lt;img"_L1));
    QVERIFY(tip.contains("\nnext &amp; last"_L1));
    QVERIFY(toolTipText(QString(9000, u'x')).size() < 4100);
    QCOMPARE(toolTipText(u"line\n"_s.repeated(500)).count(u'\n'), 59);
    QVERIFY(toolTipText(u"a\u202eb"_s).contains("a\\u{202e}b"_L1));
}

QTEST_MAIN(tst_Format)
#include "tst_format.moc"
