// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/readjson.h"
#include "app/api/readobjects.h"
#include "app/api/readpage.h"
#include "app/api/readpieces.h"
#include "tests/support/hostileanswers.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tuneboard;
using namespace tuneboard::test;

namespace {

struct Read
{
    QStringList ids;
    int rejected = 0;
    QString firstReject;
    bool hasMore = false;
    int pieces = 0;
    QString problem;
};

Read readInPieces(const QByteArray &bytes)
{
    Read read;
    ListPieces pieces(bytes);
    const auto note = [&read](int count, const QString &first) {
        if (read.rejected == 0 && count > 0)
            read.firstReject = first;
        read.rejected += count;
    };
    while (const auto piece = pieces.next()) {
        ++read.pieces;
        const auto page = readJobPage(piece->list, piece->before);
        if (!page) {
            read.problem = page.error().message;
            return read;
        }
        for (const JobRow &row : page->jobs.rows)
            read.ids.append(QString::fromUtf8(row.id));
        note(page->rejected, page->firstReject);
    }
    note(pieces.rejected(), pieces.firstReject());
    read.hasMore = pieces.hasMore();
    if (const auto problem = pieces.problem())
        read.problem = problem->message;
    return read;
}

} // namespace

class tst_ReadPieces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatThePageReaderReads_data();
    void readsWhatThePageReaderReads();
    void piecesAreShort();
    void elementsKeepTheirNumbers();
    void elementsThatAreTooLargeAreLeftOut();
    void oneAnswerOfEachKindIsReadOrRefused_data();
    void oneAnswerOfEachKindIsReadOrRefused();
    void mutatedListsReadAlike();
};

void tst_ReadPieces::readsWhatThePageReaderReads_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *text) {
        QTest::newRow(text) << QByteArray(text);
    };
    row("");
    row("[]");
    row("{}");
    row(" [ ] ");
    row(R"([{"id":"a"},{"id":"b"}])");
    row(R"({"data":[{"id":"a"}],"has_more":true})");
    row(R"({"has_more" : true , "data" : [ {"id":"a"} , {"id":"b"} ] })");
    row(R"({"data":[],"has_more":false})");
    row(R"({"data":null})");
    row(R"({"data":{"id":"a"}})");
    row(R"({"object":"list","x":{"data":[{"id":"no"}]},"data":[{"id":"a"}]})");
    row(R"({"data":[{"id":"a"}],"data":[{"id":"b"}]})");
    row(R"([{"id":"a"},7,"x",null,[1,[2]],{"id":"b"}])");
    row(R"([{"name":"no id"},{"id":"b"}])");
    row(R"([{"id":"a\"]},{\""},{"id":"\\"}])");
    row("\xEF\xBB\xBF[{\"id\":\"a\"}]");
    row(R"({"data":[{"id":"a"}],})");
    row(R"([{"id":"a"},])");
    row(R"([{"id":"a"} {"id":"b"}])");
    row(R"([{"id":"a"}])"
        "x");
    row(R"([{"id":"a"})");
    row(R"([{"id":"a)");
    row(R"({"data":[{"id":"a"}])");
    row(R"({"data")");
    row(R"({"data":[{"id":"a"}],"has_more":true)");
    row(R"([{"id":"a"}}])");
    row("<html>");
    row("7");
}

void tst_ReadPieces::readsWhatThePageReaderReads()
{
    QFETCH(const QByteArray, text);
    const auto page = readJobPage(text);
    const Read read = readInPieces(text);
    QCOMPARE(read.problem.isEmpty(), page.ok());
    if (!page)
        return;
    QStringList ids;
    for (const JobRow &row : page->jobs.rows)
        ids.append(QString::fromUtf8(row.id));
    QCOMPARE(read.ids, ids);
    QCOMPARE(read.rejected, page->rejected);
    QCOMPARE(read.firstReject, page->firstReject);
    QCOMPARE(read.hasMore, page->hasMore);
}

void tst_ReadPieces::piecesAreShort()
{
    ListPieces pieces(jobsInOnePage(5000));
    qsizetype elements = 0;
    int count = 0;
    while (const auto piece = pieces.next()) {
        ++count;
        QVERIFY(piece->list.size() < ListPieces::kPieceBytes + 4096);
        const auto page = readJobPage(piece->list);
        QVERIFY(page.ok());
        QVERIFY(std::ssize(page->jobs.rows) <= ListPieces::kPieceElements);
        QCOMPARE(piece->before, int(elements));
        elements += std::ssize(page->jobs.rows);
    }
    QCOMPARE(elements, 5000);
    QVERIFY(count >= 5);
    QVERIFY(!pieces.problem());
}

void tst_ReadPieces::elementsKeepTheirNumbers()
{
    QByteArrayList jobs;
    for (int i = 1; i < 2500; ++i)
        jobs.append(R"({"id":"j)" + QByteArray::number(i) + "\"}");
    jobs.append("{}");
    const Read read = readInPieces("[" + jobs.join(',') + "]");
    QCOMPARE(read.rejected, 1);
    QVERIFY2(read.firstReject.contains("2500"_L1), qPrintable(read.firstReject));
}

void tst_ReadPieces::elementsThatAreTooLargeAreLeftOut()
{
    const QByteArray huge = "[" + QByteArray(200'000, '7') + "]";
    const QByteArray dense = R"({"id":"c","x":[)" + QByteArray("1,").repeated(2'100'000) + "1]}";
    const Read read = readInPieces(R"([{"id":"a"},)" + huge + R"(,{"id":"b"},)" + dense + R"(,{"id":"d"}])");
    QCOMPARE(read.problem, QString());
    QCOMPARE(read.ids, QStringList({u"a"_s, u"b"_s, u"d"_s}));
    QCOMPARE(read.rejected, 2);
    QVERIFY2(read.firstReject.contains("2"_L1), qPrintable(read.firstReject));
}

void tst_ReadPieces::oneAnswerOfEachKindIsReadOrRefused_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<qsizetype>("jobs"); // -1: refused
    QTest::newRow("brackets without an end") << openBrackets(2'000'000) << qsizetype{-1};
    QTest::newRow("an element of a million brackets") << nestedElement(1'000'000) << qsizetype{2};
    QTest::newRow("a job with a million brackets") << jobWithNesting(1'000'000) << qsizetype{1};
    QTest::newRow("tiny jobs") << tinyJobs(100'000) << qsizetype{100'000};
    QTest::newRow("jobs") << jobsInOnePage(10'000) << qsizetype{10'000};
    QTest::newRow("NaN") << notANumberFlood(50'000) << qsizetype{50'000};
    QTest::newRow("25 names of a megabyte") << longNames(25, 1'000'000) << qsizetype{25};
    QTest::newRow("metadata") << jobWithMetadata(20'000) << qsizetype{1};
}

void tst_ReadPieces::oneAnswerOfEachKindIsReadOrRefused()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const qsizetype, jobs);
    const Read read = readInPieces(answer);
    QCOMPARE(read.problem.isEmpty(), jobs >= 0);
    if (jobs >= 0)
        QCOMPARE(read.ids.size(), jobs);
}

// Bytes that are changed, left out or doubled anywhere: both readers agree on what is a list.
void tst_ReadPieces::mutatedListsReadAlike()
{
    const QByteArray text =
        R"({"object":"list","data":[{"id":"a","metadata":{"k":"v\u0041"},"error":null},)"
        R"({"id":"b","model":"m","created_at":1},{"id":"c","x":[1,{"y":[]}]}],"has_more":true})";
    const QByteArray bytes("{}[],:\"\\a0 \xFF");
    int refused = 0;
    for (qsizetype at = 0; at < text.size(); ++at) {
        for (const char byte : bytes) {
            QByteArray changed = text;
            changed[at] = byte;
            const auto page = readJobPage(changed);
            const Read read = readInPieces(changed);
            if (page.ok()) {
                QVERIFY2(read.problem.isEmpty(), changed.constData());
                QCOMPARE(read.ids.size(), qsizetype(page->jobs.rows.size()));
            } else {
                ++refused;
            }
        }
    }
    QVERIFY(refused > 0);
}

QTEST_GUILESS_MAIN(tst_ReadPieces)
#include "tst_readpieces.moc"
