// SPDX-License-Identifier: GPL-3.0-or-later
// Extra parameters and headers: which are refused, where they are sent, and that no error repeats a secret.
#include "app/api/extras.h"

#include "tests/support/apibench.h"

#include <QTemporaryDir>
#include <QTest>

using namespace tuneboard;
using namespace tuneboard::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray kSecret = QByteArrayLiteral("HEADER-MARKER-0815/never+printed==");

Extras samples()
{
    return {{{u"custom_llm_provider"_s, u"openai"_s}, {u"a b"_s, u"x&y=z+ä%?#"_s}},
            {{u"x-portkey-provider"_s, Secret("openai"), false},
             {u"X-Portkey-Api-Key"_s, Secret(kSecret), true}}};
}

/// A client that sends the samples to a server.
struct ExtrasBench
{
    explicit ExtrasBench(const Extras &extras = samples(), DialectKind kind = DialectKind::OpenAi)
    {
        Endpoint endpoint = endpointAt(server.url(u"/v1"_s), kind);
        endpoint.extras = extras;
        client = std::make_unique<ApiClient>(endpoint, std::make_shared<CoolDown>(), quick());
    }

    Result<Reply> result(const Request &request)
    {
        std::optional<Result<Reply>> end;
        client->send(request, &context, [&end](const Result<Reply> &reply) { end = reply; });
        if (!QTest::qWaitFor([&end] { return end.has_value(); }, 30'000))
            return ApiError::malformed(u"the test waited in vain"_s);
        return *end;
    }

    FaultServer server;
    QObject context;
    std::unique_ptr<ApiClient> client;
};

const Request kJobs = Request::get(u"fine_tuning/jobs"_s, {{u"limit"_s, u"100"_s}, {u"after"_s, u"j"_s}});

} // namespace

class TestExtras : public QObject
{
    Q_OBJECT
private slots:
    void refusesParameters_data();
    void refusesParameters();
    void refusesHeaderNames_data();
    void refusesHeaderNames();
    void refusesHeaderValues_data();
    void refusesHeaderValues();
    void refusesEveryHeaderThatTheProgramSends();
    void refusesWhatIsGivenTwice();
    void knowsNamesOfSecrets_data();
    void knowsNamesOfSecrets();
    void replacesTheSameName();
    void areSentWithEveryRequest_data();
    void areSentWithEveryRequest();
    void areSentWhenAFileIsDownloaded();
    void doNotReplaceTheProgramsOwnParameters();
    void areNotSentToAnotherHost();
    void aRefusedOneIsNotSent();
    void noErrorRepeatsASecret_data();
    void noErrorRepeatsASecret();
    void anErrorOfReadingRepeatsNoSecret();
    void aCoolDownIsForOneSecretHeader();
};

void TestExtras::refusesParameters_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::addColumn<bool>("allowed");
    const auto row = [](const char *title, const QString &name, const QString &value, bool allowed) {
        QTest::newRow(title) << name << value << allowed;
    };
    row("plain", u"custom_llm_provider"_s, u"openai"_s, true);
    row("empty value", u"flag"_s, {}, true);
    row("encoded already", u"a%20b"_s, u"%0A"_s, true);
    row("letters of any script", u"größe"_s, u"große ✓"_s, true);
    row("a name that only begins alike", u"limits"_s, u"1"_s, true);
    row("longest", QString(128, u'n'), QString(8192, u'v'), true);
    row("empty name", {}, u"x"_s, false);
    for (const char *own : {"after", "before", "limit", "api-version", "AFTER", "Limit", "API-Version"})
        row(own, QString::fromLatin1(own), u"x"_s, false);
    row("line break in the value", u"a"_s, u"b\nc"_s, false);
    row("zero byte", u"a"_s, QString(1, QChar(0)), false);
    row("C1 control", u"a"_s, QString(QChar(0x85)), false);
    row("tab in the name", u"a\tb"_s, u"c"_s, false);
    row("lone surrogate", u"a"_s, QString(1, QChar(0xD800)), false);
    row("long name", QString(129, u'n'), {}, false);
    row("long value", u"a"_s, QString(8193, u'v'), false);
}

void TestExtras::refusesParameters()
{
    QFETCH(QString, name);
    QFETCH(QString, value);
    QFETCH(bool, allowed);
    const QString problem = parameterProblem(name, value);
    QCOMPARE(problem.isEmpty(), allowed);
    QVERIFY(!problem.contains(u'\n'));
    QCOMPARE(extrasProblem({{{name, value}}, {}}), problem);
}

void TestExtras::refusesHeaderNames_data()
{
    QTest::addColumn<bool>("allowed");
    for (const char *good : {"x-portkey-provider", "X-Custom", "x!#$%&'*+-.^_`|~9", "helicone-auth", "prefer",
                             "apikey", "x-api-key", "hostname", "accept-language", "contents", "tenant"})
        QTest::newRow(good) << true;
    for (const char *bad : {"",
                            "a b",
                            "a:b",
                            "a\r\nb",
                            "ä",
                            "a(b)",
                            "\"a\"",
                            "a,b",
                            "a/b",
                            "a@b",
                            "a[b]",
                            "Authorization",
                            "authorization",
                            "API-Key",
                            "api-key",
                            "Host",
                            "HOST",
                            "Content-Type",
                            "content-length",
                            "Content-X",
                            "Cookie",
                            "cookie2",
                            "Connection",
                            "Transfer-Encoding",
                            "Accept-Encoding",
                            "User-Agent",
                            "user-agent",
                            "Accept",
                            "Keep-Alive",
                            "Proxy-Authorization",
                            "Proxy-Connection",
                            "TE",
                            "Trailer",
                            "Upgrade",
                            "Expect",
                            "Range",
                            "If-Range",
                            "If-None-Match",
                            "OpenAI-Organization",
                            "openai-project",
                            "HTTP2-Settings"})
        QTest::newRow(bad) << false;
}

void TestExtras::refusesHeaderNames()
{
    QFETCH(bool, allowed);
    const QString name = QString::fromUtf8(QTest::currentDataTag());
    const QString problem = headerNameProblem(name);
    QCOMPARE(problem.isEmpty(), allowed);
    QVERIFY(!problem.contains(u'\n'));
    QCOMPARE(extrasProblem({{}, {{name, Secret("v")}}}), problem);
}

void TestExtras::refusesHeaderValues_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<bool>("allowed");
    QTest::newRow("plain") << QByteArray("openai") << true;
    QTest::newRow("blanks inside") << QByteArray("Bearer a, b; c=\"d e\"") << true;
    QTest::newRow("JSON") << QByteArray(R"({"type":"service_account"})") << true;
    QTest::newRow("longest") << QByteArray(8192, 'v') << true;
    QTest::newRow("empty") << QByteArray() << false;
    QTest::newRow("blank") << QByteArray("  ") << false;
    QTest::newRow("header injection") << QByteArray("a\r\nAuthorization: Bearer x") << false;
    QTest::newRow("line feed") << QByteArray("a\nb") << false;
    QTest::newRow("line break at the end") << QByteArray("a\n") << false;
    QTest::newRow("tab") << QByteArray("a\tb") << false;
    QTest::newRow("zero byte") << QByteArray("a\0b", 3) << false;
    QTest::newRow("delete") << QByteArray("a\x7f") << false;
    QTest::newRow("UTF-8") << QByteArray("schlüssel") << false;
    QTest::newRow("Latin-1") << QByteArray("\xe4") << false;
    QTest::newRow("long") << QByteArray(8193, 'v') << false;
}

void TestExtras::refusesHeaderValues()
{
    QFETCH(QByteArray, value);
    QFETCH(bool, allowed);
    const QString problem = headerValueProblem(u"x-name"_s, value);
    QCOMPARE(problem.isEmpty(), allowed);
    QVERIFY(allowed || problem.contains("x-name"_L1));
    QVERIFY(value.trimmed().isEmpty() || !problem.toUtf8().contains(value));
    QCOMPARE(extrasProblem({{}, {{u"x-name"_s, Secret(QByteArray(value))}}}), problem);
}

// What is sent without any extra header is the list that an extra one must not be in.
void TestExtras::refusesEveryHeaderThatTheProgramSends()
{
    for (const DialectKind kind : {DialectKind::OpenAi, DialectKind::Azure}) {
        ExtrasBench bench({}, kind);
        bench.server.always(FaultAnswer::json(200, "{}"));
        (void)bench.result(kJobs);
        (void)bench.result(Request::post(u"fine_tuning/jobs"_s));
        QCOMPARE(bench.server.requests().size(), 2);
        for (const FaultRequest &request : bench.server.requests()) {
            QVERIFY(request.headers.size() >= 5);
            for (const auto &[name, value] : request.headers)
                QVERIFY2(!headerNameProblem(QString::fromLatin1(name)).isEmpty(), name.constData());
        }
    }
}

void TestExtras::refusesWhatIsGivenTwice()
{
    QVERIFY(extrasProblem({{{u"a"_s, u"1"_s}, {u"A"_s, u"2"_s}}, {}}).isEmpty());
    QVERIFY(extrasProblem({{{u"a"_s, u"1"_s}, {u"b"_s, {}}, {u"a"_s, u"1"_s}}, {}}).contains("twice"_L1));
    QVERIFY(extrasProblem({{}, {{u"x-a"_s, Secret("1")}, {u"X-A"_s, Secret("2")}}}).contains("twice"_L1));
    Extras many;
    for (int i = 0; i < 50; ++i)
        many.parameters += {u"p%1"_s.arg(i), {}};
    QVERIFY(extrasProblem(many).isEmpty());
    many.parameters += {u"last"_s, {}};
    QVERIFY(!extrasProblem(many).isEmpty());
}

void TestExtras::knowsNamesOfSecrets_data()
{
    QTest::addColumn<bool>("secret");
    for (const char *name :
         {"x-portkey-api-key", "X-Portkey-Virtual-Key", "x-auth-token", "client_secret", "APIKEY",
          "X-Password", "x-upstream-authorization", "my-credentials", "x-amz-security-token"})
        QTest::newRow(name) << true;
    for (const char *name :
         {"x-portkey-provider", "x-portkey-config", "X-Portkey-aws-region", "x-tenant", "prefer"})
        QTest::newRow(name) << false;
}

void TestExtras::knowsNamesOfSecrets()
{
    QFETCH(bool, secret);
    QCOMPARE(looksSecret(QString::fromLatin1(QTest::currentDataTag())), secret);
}

void TestExtras::replacesTheSameName()
{
    const Extras own{{{u"a"_s, u"1"_s}, {u"b"_s, u"2"_s}},
                     {{u"X-One"_s, Secret("1")}, {u"X-Two"_s, Secret("2")}}};
    const Extras all = merged(own, {{{u"a"_s, u"9"_s}, {u"A"_s, u"8"_s}}, {{u"x-one"_s, Secret("7"), true}}});
    QCOMPARE(all.parameters, QList<ExtraParameter>({{u"b"_s, u"2"_s}, {u"a"_s, u"9"_s}, {u"A"_s, u"8"_s}}));
    QCOMPARE(all.headers.size(), 2);
    QCOMPARE(all.headers.at(0).name, u"X-Two"_s);
    QCOMPARE(all.headers.at(1).value.reveal(), QByteArray("7"));
    QVERIFY(all.headers.at(1).isSecret);
}

void TestExtras::areSentWithEveryRequest_data()
{
    QTest::addColumn<QByteArray>("query");
    const QByteArray own = "custom_llm_provider=openai&a%20b=x%26y%3Dz%2B%C3%A4%25%3F%23";
    QTest::newRow("list") << "limit=100&after=j&" + own;
    QTest::newRow("job") << own;
    QTest::newRow("post") << own;
}

void TestExtras::areSentWithEveryRequest()
{
    QFETCH(QByteArray, query);
    const QByteArray tag = QTest::currentDataTag();
    const Request request = tag == "list"  ? kJobs
                            : tag == "job" ? Request::get(u"fine_tuning/jobs/ftjob-1"_s)
                                           : Request::post(u"fine_tuning/jobs/ftjob-1/cancel"_s);
    ExtrasBench bench;
    bench.server.always(FaultAnswer::json(200, "{}"));
    QVERIFY(bench.result(request).ok());
    const FaultRequest sent = bench.server.requests().at(0);
    QCOMPARE(sent.query(), query);
    QCOMPARE(sent.header("x-portkey-provider"), QByteArray("openai"));
    QCOMPARE(sent.header("x-portkey-api-key"), kSecret);
    QCOMPARE(sent.header("authorization"), "Bearer " + marker);
}

void TestExtras::areSentWhenAFileIsDownloaded()
{
    ExtrasBench bench;
    bench.server.always(FaultAnswer::text(200, "text/csv", "step\n1\n"));
    const QTemporaryDir folder;
    std::optional<Result<Reply>> end;
    bench.client->download({.request = Request::get({u"files"_s, u"file-1"_s, u"content"_s}),
                            .file = folder.filePath(u"file"_s)},
                           &bench.context, {}, [&end](const Result<Reply> &reply) { end = reply; });
    QTRY_VERIFY_WITH_TIMEOUT(end.has_value(), 30'000);
    QVERIFY(end->ok());
    QVERIFY(bench.server.requests().at(0).query().startsWith("custom_llm_provider=openai"));
    QCOMPARE(bench.server.requests().at(0).header("x-portkey-api-key"), kSecret);
}

void TestExtras::doNotReplaceTheProgramsOwnParameters()
{
    Endpoint endpoint;
    endpoint.baseUrl = QUrl(u"https://h.example/v1"_s);
    endpoint.extras.parameters = {{u"purpose"_s, u"mine"_s}, {u"other"_s, u"1"_s}};
    const auto url = urlOf(endpoint, Request::get(u"files"_s, {{u"purpose"_s, u"ours"_s}}));
    QCOMPARE(url->query(), u"purpose=ours&other=1"_s);
    endpoint.dialect = DialectKind::Azure;
    QCOMPARE(urlOf(endpoint, Request::get(u"files"_s))->query(),
             u"api-version=2024-10-21&purpose=mine&other=1"_s);
}

void TestExtras::areNotSentToAnotherHost()
{
    FaultServer other;
    other.always(FaultAnswer::json(200, R"({"object":"list","data":[]})"));
    for (const int status : {301, 302, 303, 307, 308}) {
        ExtrasBench bench;
        bench.server.always(FaultAnswer::redirect(other.url(u"/v1/fine_tuning/jobs"_s), status));
        QCOMPARE(bench.result(kJobs).error().kind, ApiError::Kind::Redirected);
        QCOMPARE(bench.result(Request::post(u"fine_tuning/jobs"_s)).error().kind, ApiError::Kind::Redirected);
    }
    QCOMPARE(other.connections(), 0);
}

void TestExtras::aRefusedOneIsNotSent()
{
    const Extras bad[] = {{{{u"limit"_s, u"1"_s}}, {}},
                          {{}, {{u"Authorization"_s, Secret("Basic x")}}},
                          {{}, {{u"x-a"_s, Secret("b\r\nHost: c")}}},
                          {{}, {{u"x-a"_s, Secret()}}}};
    for (const Extras &extras : bad) {
        ExtrasBench bench(extras);
        const ApiError error = bench.result(kJobs).error();
        QCOMPARE(error.kind, ApiError::Kind::NotAllowed);
        QVERIFY(!error.message.isEmpty());
        QCOMPARE(bench.server.connections(), 0);
    }
}

void TestExtras::noErrorRepeatsASecret_data()
{
    QTest::addColumn<QByteArray>("body");
    const QByteArray secret = kSecret;
    QTest::newRow("message") << R"({"error":{"message":"wrong )" + secret + R"( here","code":")" + secret +
                                    R"("}})";
    QTest::newRow("FastAPI") << R"({"detail":[{"loc":["header"],"msg":"bad value ')" + secret + R"('"}]})";
    QTest::newRow("escaped") << R"({"error":{"message":"wrong )" + QByteArray(secret).replace('/', "\\/") +
                                    R"("}})";
    QTest::newRow("percent-encoded") << R"({"error":{"message":"wrong )" + secret.toPercentEncoding() +
                                            R"("}})";
    QTest::newRow("text") << "refused: " + secret;
    QTest::newRow("web page") << "<html><title>" + secret + "</title></html>";
    // The text is cut off after 2,000 characters, in the middle of the secret.
    QTest::newRow("cut off") << R"({"error":{"message":")" + QByteArray(1980, 'x') + secret + R"("}})";
}

void TestExtras::noErrorRepeatsASecret()
{
    QFETCH(QByteArray, body);
    ExtrasBench bench;
    bench.server.always(FaultAnswer::json(422, body).header("x-request-id", "id-" + kSecret));
    const ApiError error = bench.result(kJobs).error();
    QCOMPARE(error.httpStatus, 422);
    for (const QString &text :
         {error.message, error.code, error.type, error.param, error.requestId, error.text(), error.line()}) {
        QVERIFY2(!text.contains("HEADER-MARKER"_L1), qPrintable(text));
    }
    QVERIFY2(error.line().contains(u"•••"_s), qPrintable(error.line()));
}

void TestExtras::anErrorOfReadingRepeatsNoSecret()
{
    ExtrasBench bench;
    bench.server.always(FaultAnswer::json(200, "\"" + kSecret + "\""));
    std::optional<Result<int>> end;
    bench.client->send(TypedRequest<int>{kJobs,
                                         [](Reply &&reply) -> Result<int> {
                                             return ApiError::malformed(QString::fromUtf8(reply.body));
                                         }},
                       &bench.context, [&end](const Result<int> &result) { end = result; });
    QTRY_VERIFY_WITH_TIMEOUT(end.has_value(), 30'000);
    QVERIFY2(!end->error().message.contains("MARKER"_L1), qPrintable(end->error().message));
}

// Behind a gateway two accounts may have the same key, or none.
void TestExtras::aCoolDownIsForOneSecretHeader()
{
    FaultServer server;
    server.always([](const FaultRequest &request) {
        return request.header("x-user-key") == "first-user"
                   ? FaultAnswer::json(429, "{}").header("retry-after", "600")
                   : FaultAnswer::json(200, "{}");
    });
    const auto coolDown = std::make_shared<CoolDown>();
    QObject context;
    const auto statusOf = [&](const QByteArray &user) {
        Endpoint endpoint = endpointAt(server.url(u"/v1"_s));
        endpoint.extras.headers = {{u"x-user-key"_s, Secret(QByteArray(user)), true}};
        ApiClient client(endpoint, coolDown, quick());
        std::optional<Result<Reply>> end;
        client.send(kJobs, &context, [&end](const Result<Reply> &reply) { end = reply; });
        return QTest::qWaitFor([&end] { return end.has_value(); }, 30'000) && end->ok();
    };
    QVERIFY(!statusOf("first-user"));
    QVERIFY(statusOf("second-user"));
    QVERIFY(!statusOf("first-user"));
    QCOMPARE(server.requests().size(), 2); // the third had to wait, and was not sent
}

QTEST_GUILESS_MAIN(TestExtras)
#include "tst_extras.moc"
