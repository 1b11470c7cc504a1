// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/dialect.h"
#include "app/api/request.h"
#include "tests/support/apibench.h"

#include <QSet>
#include <QTest>

using namespace tuneboard;
using namespace Qt::StringLiterals;

class TestDialect : public QObject
{
    Q_OBJECT
private slots:
    void table();
    void baseUrl_data();
    void baseUrl();
    void headersCannotBeInjected();
    void urls_data();
    void urls();
    void pathParts();
    void anIdIsOneSegment_data();
    void anIdIsOneSegment();
    void refusedIdsAreNamed();
};

void TestDialect::table()
{
    QSet<QString> ids;
    for (const Dialect &row : dialects()) {
        ids.insert(row.id);
        QCOMPARE(dialect(row.kind).id, row.id);
        QCOMPARE(dialectById(row.id)->kind, row.kind);
        QVERIFY(!row.name().isEmpty());
        QVERIFY(row.keyHeader == "Authorization"_L1 || row.keyHeader == "api-key"_L1);
        if (!row.baseUrl.isEmpty())
            QVERIFY(readBaseUrl(row.baseUrl, row.kind).ok());
    }
    QCOMPARE(std::size_t(ids.size()), dialects().size());
    QVERIFY(!dialectById(u"nonsense"));
}

void TestDialect::baseUrl_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("expected"); // empty: refused
    const auto row = [](const char *text, DialectKind kind, const char *expected) {
        QTest::newRow(text) << int(kind) << QString::fromLatin1(expected);
    };
    using K = DialectKind;
    row("https://api.openai.com/v1", K::OpenAi, "https://api.openai.com/v1");
    row(" https://api.openai.com/v1// ", K::OpenAi, "https://api.openai.com/v1");
    row("https://api.openai.com", K::OpenAi, "https://api.openai.com/v1");
    row("HTTPS://Example.COM:8443/x", K::Compatible, "https://example.com:8443/x");
    row("https://example.com/", K::Compatible, "https://example.com");
    row("https://r.openai.azure.com/", K::Azure, "https://r.openai.azure.com/openai");
    row("https://r.openai.azure.com", K::AzureV1, "https://r.openai.azure.com/openai/v1");
    row("http://localhost:8080/v1", K::Compatible, "http://localhost:8080/v1");
    row("http://127.0.0.1:8080", K::Compatible, "http://127.0.0.1:8080");
    row("http://127.8.9.1/v1", K::Compatible, "http://127.8.9.1/v1");
    row("http://[::1]:8080/v1", K::Compatible, "http://[::1]:8080/v1");
    for (const char *bad : {"http://example.com/v1",
                            "http://10.0.0.1/v1",
                            "http://127.0.0.1.example.com/v1",
                            "http://localhost.example.com/v1",
                            "http://0.0.0.0/v1",
                            "http://[::]/v1",
                            "http://128.0.0.1",
                            "https://user:pass@example.com/v1",
                            "https://user@example.com/v1",
                            "http://127.0.0.1@example.com/v1",
                            "https://example.com/v1#x",
                            "https://example.com/v1?api-version=1",
                            "ftp://example.com",
                            "example.com/v1",
                            "https://",
                            "https:///v1",
                            "",
                            "file:///etc/passwd",
                            "https://exa mple.com",
                            "javascript:alert(1)"})
        row(bad, K::Compatible, "");
}

void TestDialect::baseUrl()
{
    QFETCH(int, kind);
    QFETCH(QString, expected);
    const Result<QUrl> url = readBaseUrl(QString::fromLatin1(QTest::currentDataTag()), DialectKind(kind));
    if (!expected.isEmpty()) {
        QVERIFY2(url.ok(), url.ok() ? "" : qPrintable(url.error().text()));
        QCOMPARE(url->toString(QUrl::FullyEncoded), expected);
        return;
    }
    QVERIFY(!url.ok());
    QCOMPARE(url.error().kind, ApiError::Kind::NotAllowed);
    QVERIFY(!url.error().message.isEmpty());
    QVERIFY(!url.error().text().contains(u"pass"_s + u'@'));
}

void TestDialect::headersCannotBeInjected()
{
    Endpoint good;
    good.baseUrl = QUrl(u"https://example.com/v1"_s);
    good.key = Secret("sk-a_b.c/d+e==");
    good.organization = u"org-1"_s;
    good.project = u"proj_1"_s;
    QVERIFY(!endpointProblem(good));

    for (const QString &bad : {u"a\r\nX: y"_s, u"q w"_s, u"ä"_s, u"a\n"_s, u"\t"_s}) {
        Endpoint e = good;
        e.organization = bad;
        QVERIFY(endpointProblem(e));
        e = good;
        e.project = bad;
        QVERIFY(endpointProblem(e));
        e = good;
        e.key = Secret(bad.toUtf8());
        const auto problem = endpointProblem(e);
        QVERIFY(problem);
        QVERIFY(!problem->text().contains(bad));
    }
}

void TestDialect::urls_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QList<QPair<QString, QString>>>("query");
    QTest::addColumn<QString>("expected"); // empty: refused
    using Pairs = QList<QPair<QString, QString>>;
    const auto row = [](const char *name, DialectKind kind, const QString &version, const QString &path,
                        const Pairs &query, const QString &expected) {
        QTest::newRow(name) << int(kind) << version << path << query << expected;
    };
    using K = DialectKind;
    row("plain", K::OpenAi, {}, u"fine_tuning/jobs"_s, {}, u"https://h.example/b/fine_tuning/jobs"_s);
    row("query", K::OpenAi, {}, u"fine_tuning/jobs"_s,
        {{u"limit"_s, u"100"_s}, {u"metadata[a b]"_s, u"x&y=z+ä%?#"_s}},
        u"https://h.example/b/fine_tuning/jobs?limit=100&metadata%5Ba%20b%5D=x%26y%3Dz%2B%C3%A4%25%3F%23"_s);
    row("azure", K::Azure, {}, u"fine_tuning/jobs"_s, {{u"after"_s, u"ftjob-1"_s}},
        u"https://h.example/b/fine_tuning/jobs?after=ftjob-1&api-version=2024-10-21"_s);
    row("azure, own version", K::Azure, u"2025-01-01-preview"_s, u"files"_s, {},
        u"https://h.example/b/files?api-version=2025-01-01-preview"_s);
    row("azure v1", K::AzureV1, u"2025-01-01"_s, u"files"_s, {}, u"https://h.example/b/files"_s);
    row("model id", K::OpenAi, {}, u"models/ft:gpt-4o:org::ab12:ckpt-step-8"_s, {},
        u"https://h.example/b/models/ft:gpt-4o:org::ab12:ckpt-step-8"_s);
    row("escapes", K::OpenAi, {}, u"a?b/c#d/e%2e/f g/h\\i/ä;,=&+~"_s, {},
        u"https://h.example/b/a%3Fb/c%23d/e%252e/f%20g/h%5Ci/%C3%A4%3B%2C%3D%26%2B~"_s);
    for (const char *bad : {"../files", "a/../b", "a//b", "/a", "a/", "a/./b", ""})
        row(bad, K::OpenAi, {}, QString::fromLatin1(bad), {}, {});
}

void TestDialect::urls()
{
    QFETCH(int, kind);
    QFETCH(QString, version);
    QFETCH(QString, path);
    QFETCH(QString, expected);
    using Pairs = QList<QPair<QString, QString>>;
    QFETCH(Pairs, query);
    Endpoint endpoint;
    endpoint.dialect = DialectKind(kind);
    endpoint.baseUrl = QUrl(u"https://h.example/b"_s);
    endpoint.apiVersion = version;
    const Result<QUrl> url = urlOf(endpoint, Request::get(path, query));
    QCOMPARE(url.ok(), !expected.isEmpty());
    if (url.ok())
        QCOMPARE(QString::fromLatin1(url->toEncoded()), expected);
    else
        QCOMPARE(url.error().kind, ApiError::Kind::NotAllowed);
}

void TestDialect::pathParts()
{
    QVERIFY(isPathPart(u"ftjob-abc"));
    for (const QString &id : {u"a/b"_s, u"/"_s, u"..."_s, u"../a"_s, u"a b"_s, u"%2e%2e"_s, u"?"_s,
                              u"\u0661"_s, u"\U0001F600"_s, QString(1024, u'a'), QString(512, u'ä')})
        QVERIFY2(isPathPart(id), qPrintable(id));
    for (const QString &id : {u""_s, u"."_s, u".."_s, u"a\nb"_s, u"\u007f"_s, u"\u0085"_s,
                              QString(1, QChar(0)), QString(1025, u'a'), QString(513, u'ä'),
                              QString(1, QChar(0xD800)), QString(u'a' + QString(1, QChar(0xDC00)))})
        QVERIFY2(!isPathPart(id), qPrintable(id));
}

void TestDialect::anIdIsOneSegment_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QByteArray>("onTheWire");
    const auto row = [](const QString &id, const char *onTheWire) {
        QTest::newRow(onTheWire) << id << QByteArray(onTheWire);
    };
    row(u"file-1"_s, "file-1");
    row(u"a/b"_s, "a%2Fb");
    row(u"../a"_s, "..%2Fa");
    row(u"/"_s, "%2F");
    row(u"a%2Fb"_s, "a%252Fb");
    row(u"%2e%2e"_s, "%252e%252e");
    row(u"a?b=c#d"_s, "a%3Fb%3Dc%23d");
    row(u"a b;c"_s, "a%20b%3Bc");
    row(u"ä"_s, "%C3%A4");
    row(u"\U0001F600"_s, "%F0%9F%98%80");
    row(u"ft:gpt-4o:org::ab12"_s, "ft:gpt-4o:org::ab12");
    row(u"a\\b"_s, "a%5Cb");
    row(u"[x]@y|z"_s, "%5Bx%5D%40y%7Cz");
}

// What a server reads, for QUrl has ideas of its own about paths.
void TestDialect::anIdIsOneSegment()
{
    QFETCH(QString, id);
    QFETCH(QByteArray, onTheWire);
    test::Bench bench;
    bench.server.always(FaultAnswer::json(200, "{}"));
    QVERIFY(bench.result(Request::get(QStringList{u"files"_s, id, u"content"_s})).ok());
    QVERIFY(bench.result(Request::get(jobPath(id), {{u"after"_s, id}})).ok());
    QVERIFY(bench.result(Request::post(jobPath(id, u"cancel"_s))).ok());
    QCOMPARE(bench.server.requests().at(0).target, "/v1/files/" + onTheWire + "/content");
    QCOMPARE(bench.server.requests().at(1).path(), "/v1/fine_tuning/jobs/" + onTheWire);
    QCOMPARE(bench.server.requests().at(2).target, "/v1/fine_tuning/jobs/" + onTheWire + "/cancel");
}

void TestDialect::refusedIdsAreNamed()
{
    test::Bench bench;
    const auto message = [&bench](const QString &id) {
        const ApiError error = bench.error(Request::get(jobPath(id)));
        return error.kind == ApiError::Kind::NotAllowed ? error.message : QString();
    };
    QCOMPARE(message(u".."_s), u"“..” cannot be an id"_s);
    QCOMPARE(message(u"a/b\r\nHost: c"_s), u"“a/b%0D%0AHost: c” cannot be an id"_s);
    QCOMPARE(message({}), u"an id is empty"_s);
    QVERIFY(message(QString(2000, u'a')).size() < 150);
    QCOMPARE(bench.server.connections(), 0);
}

QTEST_GUILESS_MAIN(TestDialect)
#include "tst_dialect.moc"
