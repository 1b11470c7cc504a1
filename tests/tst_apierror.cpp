// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/plainline.h"
#include "app/api/readerror.h"
#include "app/api/utc.h"
#include "tests/support/folders.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>

using namespace tuneboard;
using namespace Qt::StringLiterals;
using Kind = ApiError::Kind;

namespace {

const QDateTime noon = QDateTime::fromSecsSinceEpoch(1'696'004'797, kUtc);

bool isPlain(const QString &text)
{
    return std::none_of(text.begin(), text.end(), [](QChar c) {
        return c.category() == QChar::Other_Control || c.category() == QChar::Other_Format ||
               c.category() == QChar::Separator_Line || c.category() == QChar::Separator_Paragraph;
    });
}

/// What every text for people has to be: on one line, short, and with a second sentence that says what to do.
QString complaintAbout(const ApiError &error)
{
    const QString text = error.text();
    if (!isPlain(text))
        return u"control characters: "_s + text;
    if (text.size() > 900)
        return u"too long: "_s + text;
    if (!text.endsWith(u'.') || text.count(u' ') < 5 || text.contains(u".."_s) || text.contains(u".)."_s) ||
        text.contains(u'%'))
        return u"not sentences: "_s + text;
    return {};
}

} // namespace

class TestApiError : public QObject
{
    Q_OBJECT
private slots:
    void bodies_data();
    void bodies();
    void everyKindSaysWhatToDo_data();
    void everyKindSaysWhatToDo();
    void htmlTitles_data();
    void htmlTitles();
    void damagedBodies();
    void plainLines_data();
    void plainLines();
    void cutJson_data();
    void cutJson();
    void lineHasTheRequestId();
    void samples_data();
    void samples();
};

void TestApiError::bodies_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, int status, const char *body, Kind kind, const char *code,
                        const char *message) {
        QTest::newRow(name) << status << QByteArray(body) << int(kind) << QString::fromUtf8(code)
                            << QString::fromUtf8(message);
    };
    row("openai", 401,
        R"({"error":{"message":"Bad key.","type":"invalid_request_error","param":null,"code":"invalid_api_key"}})",
        Kind::Unauthorized, "invalid_api_key", "Bad key.");
    row("other order", 403, R"({"error":{"code":"c","message":"m","param":null,"type":"t"}})",
        Kind::Forbidden, "c", "m");
    row("inner object only", 401,
        R"({"message":"You have insufficient permissions. Missing scopes: x.","type":"t","code":null})",
        Kind::Forbidden, "", "You have insufficient permissions. Missing scopes: x.");
    row("azure", 401, R"({"error":{"code":"401","message":"Access denied."}})", Kind::Unauthorized, "401",
        "Access denied.");
    row("azure gateway", 401, R"({"statusCode": 401, "message": "Access denied."})", Kind::Unauthorized,
        "401", "Access denied.");
    row("number", 502, R"({"error":{"code":502,"message":"Bad gateway.","param":null}})", Kind::ServerFault,
        "502", "Bad gateway.");
    row("error is text", 400, R"({"error":"no such model"})", Kind::Rejected, "", "no such model");
    row("both texts", 400, R"({"error":"Bad Request","message":"limit must be a number"})", Kind::Rejected,
        "", "limit must be a number");
    row("detail beside", 404,
        R"({"error":{"message":"No such File object: f","param":"id","code":null},"detail":{"message":"d"}})",
        Kind::NotFound, "", "No such File object: f");
    row("detail text", 404, R"({"detail":"Not Found"})", Kind::NotFound, "", "Not Found");
    row("detail list", 422, R"({"detail":[{"loc":["query"],"msg":"value is not valid"}]})", Kind::Rejected,
        "", "query: value is not valid");
    row("list around", 400, R"([{"error":{"code":400,"message":"m"}}])", Kind::Rejected, "400", "m");
    row("rate", 429, R"({"error":{"message":"Slow down.","type":"tokens","code":"rate_limit_exceeded"}})",
        Kind::RateLimited, "rate_limit_exceeded", "Slow down.");
    row("daily", 429,
        R"({"error":{"message":"Limit.","type":"invalid_request_error","code":"daily_rate_limit_exceeded"}})",
        Kind::QuotaExceeded, "daily_rate_limit_exceeded", "Limit.");
    row("quota by code", 429, R"({"error":{"message":"m","code":"insufficient_quota"}})", Kind::QuotaExceeded,
        "insufficient_quota", "m");
    row("quota by type", 429, R"({"error":{"message":"m","type":"insufficient_quota","code":null}})",
        Kind::QuotaExceeded, "", "m");
    row("exceeded quota", 400, R"({"error":{"message":"m","code":"exceeded_quota"}})", Kind::QuotaExceeded,
        "exceeded_quota", "m");
    row("billing", 400, R"({"error":{"message":"m","code":"billing_hard_limit_reached"}})",
        Kind::QuotaExceeded, "billing_hard_limit_reached", "m");
    row("402", 402, "", Kind::QuotaExceeded, "", "");
    row("a 500 is no quota", 500, R"({"error":{"message":"m","type":"billing"}})", Kind::ServerFault, "",
        "m");
    row("html", 502, "<html>\r\n<head><title>502 Bad\n Gateway</title></head><body>x</body></html>",
        Kind::ServerFault, "", "502 Bad Gateway");
    row("html without title", 503, "<!DOCTYPE html><body><h1 class=\"a\">Sorry</h1>", Kind::ServerFault, "",
        "Sorry");
    row("html bare", 503, "<html></html>", Kind::ServerFault, "", "");
    row("text", 500, "upstream connect error\n\treset", Kind::ServerFault, "",
        "upstream connect error reset");
    row("empty", 500, "", Kind::ServerFault, "", "");
    row("blanks", 404, " \r\n ", Kind::NotFound, "", "");
    row("null", 400, "null", Kind::Rejected, "", "");
    row("cut off", 400, R"({"error":{"message":"half a sent)", Kind::Rejected, "", "");
    row("empty object", 400, "{}", Kind::Rejected, "", "");
    row("empty error", 400, R"({"error":{}})", Kind::Rejected, "", "");
    row("wrong types", 400, R"({"error":{"message":{"a":1},"code":[1],"type":true}})", Kind::Rejected, "",
        "");
    row("control characters", 400, R"({"error":{"message":"a\u0007b\u202ec\u200bd\r\ne","code":"x\u0000y"}})",
        Kind::Rejected, "x y", "a bcd e");
    row("gone", 410, "", Kind::NotFound, "", "");
    row("redirect", 307, "", Kind::Redirected, "", "");
    row("timeout", 408, "", Kind::Rejected, "", "");
}

void TestApiError::bodies()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(int, kind);
    QFETCH(QString, code);
    QFETCH(QString, message);
    const ApiError error = readError(status, body, {{"X-Request-Id", "req_9"}}, noon);
    QCOMPARE(int(error.kind), kind);
    QCOMPARE(error.httpStatus, status);
    QCOMPARE(error.code, code);
    QCOMPARE(error.message, message);
    QCOMPARE(error.requestId, u"req_9"_s);
    QCOMPARE(complaintAbout(error), QString());
    QVERIFY(error.text().contains(message));
    QCOMPARE(error.worthRetrying(), status == 408 || status >= 500 || error.kind == Kind::RateLimited);
}

void TestApiError::everyKindSaysWhatToDo_data()
{
    QTest::addColumn<bool>("hostKnown");
    QTest::newRow("host known") << true;
    QTest::newRow("host unknown") << false;
}

void TestApiError::everyKindSaysWhatToDo()
{
    QFETCH(bool, hostKnown);
    QSet<QString> texts;
    for (int kind = int(Kind::Network); kind <= int(Kind::Disk); ++kind) {
        ApiError error;
        error.kind = Kind(kind);
        error.host = hostKnown ? u"api.example.com"_s : QString();
        QCOMPARE(complaintAbout(error), QString());
        texts.insert(error.text());
        error.message = u"line one\nline\u202e two"_s;
        QCOMPARE(complaintAbout(error), QString());
        QVERIFY(error.text().contains(u"line one line two."_s));
        error.message = QString(1'000'000, u'x');
        QCOMPARE(complaintAbout(error), QString());
    }
    QCOMPARE(texts.size(), int(Kind::Disk) + 1);

    ApiError wait;
    wait.kind = Kind::RateLimited;
    wait.retryAfterMs = 61'000;
    QVERIFY(wait.text().contains(u"61 s"_s));
    wait.retryAfterMs = 3'600'000;
    QVERIFY(wait.text().contains(u"60 min"_s));
}

void TestApiError::htmlTitles_data()
{
    QTest::addColumn<QByteArray>("html");
    QTest::addColumn<QString>("title");
    QTest::newRow("entities") << QByteArray("<TITLE lang=en>A &amp; B &lt;&quot;c&quot;&gt; &amp;lt;</TITLE>")
                              << u"A & B <\"c\"> &lt;"_s;
    QTest::newRow("never closed") << QByteArray("<title>Sign in") << u"Sign in"_s;
    QTest::newRow("tag never closed") << QByteArray("<title") << QString();
    QTest::newRow("bad UTF-8") << QByteArray("<title>a\xff\xfe"
                                             "b</title>")
                               << u"ab"_s;
    QTest::newRow("none") << QByteArray("<p>x</p>") << QString();
}

void TestApiError::htmlTitles()
{
    QFETCH(QByteArray, html);
    QFETCH(QString, title);
    QCOMPARE(htmlTitle(html), title);
}

void TestApiError::damagedBodies()
{
    // Cut at every place, and with every byte changed: always an error with a text, never a crash.
    const QByteArray whole =
        R"({"error":{"message":"Bad \u00e4 \"key\".","type":"t","param":["a"],"code":401},"detail":[]})";
    for (qsizetype i = 0; i < whole.size(); ++i) {
        QCOMPARE(complaintAbout(readError(401, whole.first(i), {}, noon)), QString());
        for (const char c : {'\0', '"', '{', '\xff', '<'}) {
            QByteArray bent = whole;
            bent[i] = c;
            QCOMPARE(complaintAbout(readError(401, bent, {}, noon)), QString());
        }
    }
    for (const QByteArray &body :
         {QByteArray(200'000, '{'), QByteArray(200'000, '['), QByteArray(200'000, '\0'),
          QByteArray(200'000, 'x'), QByteArray("{\"error\":").repeated(5000),
          "<html>" + QByteArray("<title>").repeated(50'000)})
        QCOMPARE(complaintAbout(readError(500, body, {}, noon)), QString());
}

void TestApiError::plainLines_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("line");
    QTest::newRow("blanks") << u"  a \t\r\n b  "_s << u"a b"_s;
    QTest::newRow("nothing") << u"\u200b\n \u202e"_s << QString();
    QTest::newRow("emoji") << u"ok \U0001F600"_s << u"ok \U0001F600"_s;
    QTest::newRow("lone surrogates") << u"a"_s + QChar(0xD83D) + u"b"_s + QChar(0xDE00) << u"ab"_s;
    QTest::newRow("escape") << u"\x1b[31mred\u009b0m"_s << u"[31mred 0m"_s;
    QTest::newRow("isolates") << u"\u2066a\u2069\ufeff"_s << u"a"_s;
    QTest::newRow("many marks") << u"a\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309b"_s
                                << u"a\u0301\u0302\u0303\u0304\u0305\u0306…b"_s;
    QTest::newRow("marks around blanks without width")
        << u"a"_s + u"\u0301\u200b"_s.repeated(9) + u"b"_s << u"a"_s + u"\u0301"_s.repeated(6) + u"…b"_s;
    QTest::newRow("long") << u"1234567890123"_s << u"1234567890…"_s;
    QTest::newRow("long, a blank in the last place") << u"123456789 1"_s << u"123456789…"_s;
    QTest::newRow("long, an emoji in the last place") << u"123456789\U0001F600"_s << u"123456789…"_s;
}

void TestApiError::plainLines()
{
    QFETCH(QString, text);
    QFETCH(QString, line);
    QCOMPARE(plainLine(text, 10), line);
}

void TestApiError::cutJson_data()
{
    QTest::addColumn<bool>("cut");
    const auto row = [](const char *body, bool cut) {
        QTest::newRow(body) << cut;
    };
    row("{}", false);
    row("{\"a\":[1,{}]} \n", false);
    row("{\"a\":[1,{}]", true);
    row("{\"a\":\"}", true);
    row("{\"a\":\"\\\"}", true);
    row("{\"a\":\"\\\\\"}", false);
    row("{\"a\":\"\\", true);
    row("[", true);
    row("not json {", false);
    row(" ", false);
    row("}", false);
}

void TestApiError::cutJson()
{
    QFETCH(bool, cut);
    QCOMPARE(isCutJson(QTest::currentDataTag()), cut);
    QVERIFY(!isCutJson({}));
}

void TestApiError::lineHasTheRequestId()
{
    ApiError error;
    QCOMPARE(error.line(), error.text());
    error.requestId = u"req_1\n2"_s;
    QVERIFY(error.line().endsWith(u"(request req_1 2)"_s));
    QVERIFY(isPlain(error.line()));
}

/// The collected bodies of real servers, where they lie beside the project.
void TestApiError::samples_data()
{
    QTest::addColumn<QString>("file");
    const QDir folder(test::samplesPath(QStringLiteral("errors")));
    for (const QString &name : folder.entryList({u"*.json"_s}, QDir::Files))
        QTest::newRow(qPrintable(name)) << folder.filePath(name);
}

void TestApiError::samples()
{
    if (!QTest::currentDataTag())
        QSKIP("no ../shared/samples beside the project");
    QFETCH(QString, file);
    QFile sample(file);
    QVERIFY(sample.open(QIODevice::ReadOnly));
    const QByteArray bytes = sample.readAll();
    const QJsonObject top = QJsonDocument::fromJson(bytes).object();
    QVERIFY(!top.isEmpty());
    // A recording has the answer under "response"; the others are the body alone, their status is in their
    // name.
    const QJsonObject response = top["response"_L1].toObject();
    const QString name = QFileInfo(file).fileName();
    const int status = response["status"_L1].toInt(QStringView(name).left(3).toInt());
    const QJsonValue part = response["body"_L1];
    const QByteArray body = response.isEmpty() ? bytes
                            : part.isObject()  ? QJsonDocument(part.toObject()).toJson()
                                               : QByteArray();
    RawHeaders headers;
    const QJsonObject recorded = response["headers"_L1].toObject();
    for (auto it = recorded.begin(); it != recorded.end(); ++it)
        headers.append({it.key().toUtf8(), it.value().toString().toUtf8()});

    const ApiError error = readError(status, body, headers, noon);
    QCOMPARE(error.httpStatus, status);
    QCOMPARE(complaintAbout(error), QString());
    const QJsonObject inner = response.isEmpty() && !top.contains("error"_L1) ? top
                              : response.isEmpty()                            ? top["error"_L1].toObject()
                                                   : part.toObject()["error"_L1].toObject();
    QCOMPARE(error.message, plainLine(inner["message"_L1].toString(), 2000));
    QCOMPARE(error.code.isEmpty(), inner["code"_L1].isNull() || inner["code"_L1].isUndefined());
    if (file.contains("daily"_L1))
        QCOMPARE(error.kind, Kind::QuotaExceeded);
    qInfo().noquote() << error.line();
}

QTEST_GUILESS_MAIN(TestApiError)
#include "tst_apierror.moc"
