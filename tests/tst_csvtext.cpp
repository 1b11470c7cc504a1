// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/readcsv.h"
#include "app/models/csvtext.h"

#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;

namespace tuneboard {

class TstCsvText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbersStayNumbers();
    void formulasAreText();
    void writtenIsRead();
};

void TstCsvText::numbersStayNumbers()
{
    for (const char *number : {"-0.5", "+1e3", "-1", "3.8E-06", "0"}) {
        QCOMPARE(csvCell(QString::fromLatin1(number)), QByteArray(number));
        QVERIFY(csvText(QString::fromLatin1(number)).size() >= QByteArrayView(number).size());
    }
    QCOMPARE(csvText(u"-1"), QByteArray("'-1"));
    for (const char *formula : {"-1+cmd", "+A1", "=1", "--1", "-", "-1,5", "-inf", "-nan"})
        QVERIFY2(csvCell(QString::fromLatin1(formula)).contains('\''), formula);
    QCOMPARE(csvNumber(0.1), QByteArray("0.1"));
    QCOMPARE(csvNumber(std::numeric_limits<double>::quiet_NaN()), QByteArray());
    QCOMPARE(csvNumber(std::numeric_limits<double>::infinity()), QByteArray());
}

void TstCsvText::formulasAreText()
{
    // The last four are full-width: some spreadsheets take them for the others.
    for (const QChar first : u"=+-@\t\r\n＝＋－＠"_s) {
        const QByteArray cell = csvText(first + u"A1"_s);
        QVERIFY2(cell.startsWith('\'') || cell.startsWith("\"'"), cell.constData());
    }
    QCOMPARE(csvText(u"A1=2"), QByteArray("A1=2")); // within a text it is none
    QCOMPARE(csvText(u""), QByteArray());
}

void TstCsvText::writtenIsRead()
{
    CsvWriter csv;
    csv.text(u"a\"b,c\nd");
    csv.blank();
    csv.number(-0.25);
    csv.endRecord();
    csv.text(u" blank ");
    csv.integer(-3000000000);
    csv.cell(u"=x");
    csv.endRecord();
    CsvReader reader(csv.bytes());
    std::vector<QByteArrayView> cells;
    QVERIFY(reader.next(cells));
    QCOMPARE(cells.size(), std::size_t(3));
    QCOMPARE(cells[0].toByteArray(), QByteArray("a\"b,c\nd"));
    QCOMPARE(cells[1].toByteArray(), QByteArray());
    QCOMPARE(cells[2].toByteArray(), QByteArray("-0.25"));
    QVERIFY(reader.next(cells));
    QCOMPARE(cells[0].toByteArray(), QByteArray(" blank "));
    QCOMPARE(cells[1].toByteArray(), QByteArray("-3000000000"));
    QCOMPARE(cells[2].toByteArray(), QByteArray("'=x"));
    QVERIFY(!reader.next(cells));
}

} // namespace tuneboard

QTEST_GUILESS_MAIN(tuneboard::TstCsvText)

#include "tst_csvtext.moc"
