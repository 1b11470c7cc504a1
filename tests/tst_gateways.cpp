// SPDX-License-Identifier: GPL-3.0-or-later
// A LiteLLM proxy and a Portkey gateway, read by the window's repository and by every command of the
// terminal: their parameter or headers go to them alone, and no secret is left anywhere.
#include "tests/support/gateways.h"

#include "app/accounts/profile.h"
#include "app/models/jobsmodel.h"
#include "app/terminal/commandline.h"
#include "app/terminal/windowaccounts.h"
#include "tests/terminalprocess.h"

#include <QDirIterator>
#include <QRegularExpression>
#include <QSettings>
#include <QTest>

using namespace tuneboard;
using namespace tuneboard::test;
using namespace Qt::StringLiterals;
using Kind = Gateway::Kind;

Q_DECLARE_METATYPE(tuneboard::test::Gateway::Kind)

namespace {

/// A home with the keys in the environment.
struct Desk
{
    Desk()
    {
        terminal.environment.insert(u"OPENAI_API_KEY"_s, u"sk-MARKER-key"_s);
        terminal.environment.insert(u"PORTKEY_API_KEY"_s, QString::fromUtf8(Gateway::portkeyKey()) + u'\n');
    }
    [[nodiscard]] QString archive() const { return terminal.home.filePath(u"a.sqlite"_s); }
    [[nodiscard]] Ran run(const Gateway &gateway, const QStringList &command, const QStringList &extras) const
    {
        return terminal.run(
            command + QStringList{u"--base-url"_s, gateway.url().toString(), u"--archive"_s, archive()} +
            extras);
    }
    [[nodiscard]] Ran run(const Gateway &gateway, const QStringList &command) const
    {
        return run(gateway, command, gateway.options());
    }
    /// The first file that contains a secret; empty: none does.
    [[nodiscard]] QString fileWithSecret() const
    {
        QDirIterator walk(terminal.home.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (walk.hasNext()) {
            QFile file(walk.next());
            if (!file.open(QIODevice::ReadOnly) || file.readAll().contains("MARKER"))
                return file.fileName();
        }
        return {};
    }
    Terminal terminal;
};

/// How many different jobs a text names.
qsizetype jobsIn(const QByteArray &text)
{
    static const QRegularExpression id(u"ftjob-[0-9]+"_s);
    QSet<QString> ids;
    for (auto all = id.globalMatch(QString::fromUtf8(text)); all.hasNext();)
        ids.insert(all.next().captured());
    return ids.size();
}

void addKinds()
{
    QTest::addColumn<Kind>("kind");
    QTest::newRow("LiteLLM") << Kind::LiteLlm;
    QTest::newRow("Portkey") << Kind::Portkey;
}

} // namespace

class TestGateways : public QObject
{
    Q_OBJECT

private slots:
    void jobsAreListedInTheRepository_data() { addKinds(); }
    void jobsAreListedInTheRepository();
    void everyCommandReads_data() { addKinds(); }
    void everyCommandReads();
    void withoutThemTheGatewayRefuses_data() { addKinds(); }
    void withoutThemTheGatewayRefuses();
    void aRefusedSecretIsNotRepeated();
    void nothingReachesAnotherHost_data() { addKinds(); }
    void nothingReachesAnotherHost();
    void anAccountHasItsOwn();
    void theCommandLineReplacesTheAccountsOwn();
    void aSecretThatIsNotInTheKeychainIsSaid();
    void wrongUse_data();
    void wrongUse();
    void aSecretInTheArgumentsIsWarnedAbout();
    void theWindowTakesThemForOneAccount();
    void twoProvidersAreTwoAccounts();
};

void TestGateways::jobsAreListedInTheRepository()
{
    QFETCH(Kind, kind);
    Gateway gateway(kind, 250); // three pages
    const QTemporaryDir folder;
    Repository::Options options;
    options.archivePath = folder.filePath(u"a.sqlite"_s);
    options.timing.baseMs = 5;
    Repository repository(std::move(options));
    AccountRecord record;
    record.name = u"Gateway"_s;
    record.baseUrl = gateway.url().toString();
    record.dialect = u"compatible"_s;
    Endpoint endpoint;
    endpoint.dialect = DialectKind::Compatible;
    endpoint.baseUrl = gateway.url();
    endpoint.key = Secret("sk-MARKER-key");
    endpoint.extras = gateway.extras();
    repository.addAccount(record, endpoint);
    repository.start();
    QTRY_VERIFY_WITH_TIMEOUT(repository.isSettled() && !repository.isSyncing(), 30'000);
    QCOMPARE(repository.jobs()->rowCount(), 250);
    QVERIFY(!repository.accounts().front().error);
    QCOMPARE(gateway.refused, 0);
    // Paging is as it is without them.
    QCOMPARE(gateway.lists.jobs.afters, QByteArrayList({"", "ftjob-151", "ftjob-51"}));
    // A job's page: what the gateway does not offer is no reason to stop.
    JobRecords records;
    connect(&repository, &Repository::recordsChanged, this,
            [&records](const JobRecords &now) { records = now; });
    repository.open({repository.accounts().front().record.number, u"ftjob-2"_s});
    const auto wasRequested = [&gateway](const QByteArray &end) {
        return std::any_of(gateway.requests().begin(), gateway.requests().end(),
                           [&end](const FaultRequest &request) { return request.path().endsWith(end); });
    };
    QTRY_VERIFY_WITH_TIMEOUT(wasRequested("/file-result/content"), 30'000);
    QTRY_VERIFY_WITH_TIMEOUT(wasRequested("/file-moved/content"), 30'000);
    QVERIFY(wasRequested("/ftjob-2/events"));
    QCOMPARE(gateway.refused, 0); // contents of files too
    QCOMPARE(gateway.other.connections(), 0);
}

void TestGateways::everyCommandReads()
{
    QFETCH(Kind, kind);
    Gateway gateway(kind);
    const Desk desk;
    const Ran list = desk.run(gateway, {u"list"_s});
    QVERIFY2(list.code == 0, list.err.constData());
    QCOMPARE(jobsIn(list.out), 3);
    QVERIFY2(list.err.startsWith("3 job(s)") && list.err.count('\n') == 1, list.err.constData());
    QVERIFY(QFile::remove(desk.archive())); // or the next ones would not ask
    const Ran show = desk.run(gateway, {u"show"_s, u"ftjob-2"_s});
    QVERIFY2(show.code == 0 && show.out.contains("ftjob-2"), show.err.constData());
    const Ran watch = desk.run(gateway, {u"watch"_s, u"ftjob-2"_s, u"--exit-status"_s});
    QVERIFY2(watch.code == 0 && watch.out.contains("Succeeded"), watch.err.constData());
    const QString folder = desk.terminal.home.filePath(u"out"_s);
    const Ran exported = desk.run(gateway, {u"export"_s, u"ftjob-2"_s, folder});
    QVERIFY2(exported.code == 0, exported.err.constData());
    QVERIFY(QFile::exists(folder + "/manifest.json"_L1));
    QVERIFY(gateway.requests().size() >= 6);
    QCOMPARE(gateway.refused, 0);
    QCOMPARE(gateway.other.connections(), 0);

    for (const Ran &ran : {list, show, watch, exported})
        QVERIFY2(!ran.out.contains("MARKER") && !ran.err.contains("MARKER"), (ran.out + ran.err).constData());
    QCOMPARE(desk.fileWithSecret(), QString());
    // Nor does an export say what else was sent.
    QDirIterator walk(folder, QDir::Files, QDirIterator::Subdirectories);
    while (walk.hasNext()) {
        QFile file(walk.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QVERIFY2(!bytes.contains("custom_llm_provider") && !bytes.contains("x-portkey"),
                 qPrintable(file.fileName()));
    }
}

void TestGateways::withoutThemTheGatewayRefuses()
{
    QFETCH(Kind, kind);
    Gateway gateway(kind);
    const Desk desk;
    const Ran list = desk.run(gateway, {u"list"_s}, {});
    QCOMPARE(list.code, 1);
    QVERIFY2(list.err.contains(kind == Kind::LiteLlm ? "Field required" : "x-portkey-provider"),
             list.err.constData());
    QVERIFY(gateway.refused > 0);
}

// The gateway's own error repeats the key that it was sent.
void TestGateways::aRefusedSecretIsNotRepeated()
{
    Gateway gateway(Kind::Portkey);
    Desk desk;
    desk.terminal.environment.insert(u"PORTKEY_API_KEY"_s, u"pk-MARKER-wrong"_s);
    for (const QStringList &command :
         {QStringList{u"list"_s}, QStringList{u"show"_s, u"ftjob-2"_s}, QStringList{u"watch"_s, u"ftjob-2"_s},
          QStringList{u"export"_s, u"ftjob-2"_s, desk.terminal.home.filePath(u"out"_s)}}) {
        const Ran ran = desk.run(gateway, command);
        QCOMPARE(ran.code, 1);
        QVERIFY2(ran.err.contains("Invalid API Key") || ran.err.contains("•••"), ran.err.constData());
        QVERIFY2(!ran.err.contains("MARKER") && !ran.out.contains("MARKER"), ran.err.constData());
    }
    QCOMPARE(desk.fileWithSecret(), QString());
}

// A gateway that sends clients on: to another port of this machine, which is another host.
void TestGateways::nothingReachesAnotherHost()
{
    QFETCH(Kind, kind);
    Gateway gateway(kind);
    gateway.lists.server.always([&gateway](const FaultRequest &request) {
        return FaultAnswer::redirect(gateway.other.url(QString::fromUtf8(request.target)), 307);
    });
    const Desk desk;
    for (const QStringList &command :
         {QStringList{u"list"_s}, QStringList{u"show"_s, u"ftjob-2"_s}, QStringList{u"watch"_s, u"ftjob-2"_s},
          QStringList{u"export"_s, u"ftjob-2"_s, desk.terminal.home.filePath(u"out"_s)}}) {
        const Ran ran = desk.run(gateway, command);
        QCOMPARE(ran.code, 1);
        QVERIFY2(!ran.err.contains("MARKER") && !ran.out.contains("MARKER"), ran.err.constData());
    }
    QVERIFY(!gateway.requests().isEmpty());
    QCOMPARE(gateway.other.connections(), 0);
    QCOMPARE(desk.fileWithSecret(), QString());
}

namespace {

Profile profileAt(const QUrl &url)
{
    Profile profile;
    profile.uuid = QUuid::createUuid();
    profile.name = u"Gateway"_s;
    profile.dialect = u"compatible"_s;
    profile.baseUrl = url.toString();
    profile.withoutKey = true;
    return profile;
}

void save(const Desk &desk, const Profile &profile)
{
    QDir().mkpath(desk.terminal.home.filePath(u"config/tuneboard"_s));
    QSettings settings(desk.terminal.home.filePath(u"config/tuneboard/tuneboard.ini"_s),
                       QSettings::IniFormat);
    QVERIFY(writeProfiles(settings, {profile}));
}

} // namespace

void TestGateways::anAccountHasItsOwn()
{
    Gateway gateway(Kind::LiteLlm);
    const Desk desk;
    Profile profile = profileAt(gateway.url());
    profile.parameters = {{u"custom_llm_provider"_s, u"openai"_s}};
    save(desk, profile);
    const Ran ran = desk.terminal.run({u"list"_s, u"--account"_s, u"Gateway"_s});
    QVERIFY2(ran.code == 0, ran.err.constData());
    QCOMPARE(jobsIn(ran.out), 3);
    QCOMPARE(gateway.refused, 0);
}

void TestGateways::theCommandLineReplacesTheAccountsOwn()
{
    Gateway gateway(Kind::Portkey);
    const Desk desk;
    Profile profile = profileAt(gateway.url());
    profile.headers = {{u"X-Portkey-Provider"_s, u"bedrock"_s},
                       {u"x-trace"_s, u"kept"_s},
                       {u"X-Portkey-Api-Key"_s, {}, true}}; // which no keychain has here
    save(desk, profile);
    const Ran ran =
        desk.terminal.run(QStringList{u"list"_s, u"--account"_s, u"Gateway"_s} + gateway.options());
    QVERIFY2(ran.code == 0, ran.err.constData());
    QCOMPARE(gateway.refused, 0);
    for (const FaultRequest &request : gateway.requests()) {
        QCOMPARE(request.header("x-trace"), QByteArray("kept"));
        QCOMPARE(
            std::count_if(request.headers.begin(), request.headers.end(),
                          [](const auto &header) { return header.first.toLower() == "x-portkey-provider"; }),
            1);
    }
    QCOMPARE(desk.fileWithSecret(), QString());
}

void TestGateways::aSecretThatIsNotInTheKeychainIsSaid()
{
    Gateway gateway(Kind::Portkey);
    const Desk desk;
    Profile profile = profileAt(gateway.url());
    profile.headers = {{u"x-portkey-provider"_s, u"openai"_s}, {u"x-portkey-api-key"_s, {}, true}};
    save(desk, profile);
    const Ran ran = desk.terminal.run({u"list"_s, u"--account"_s, u"Gateway"_s});
    QCOMPARE(ran.code, 1);
    QVERIFY2(ran.err.contains("x-portkey-api-key") && ran.err.contains("--header-env"), ran.err.constData());
    QCOMPARE(ran.err.count('\n'), 1);
    QVERIFY(gateway.requests().isEmpty());
}

void TestGateways::wrongUse_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const QStringList &options, const char *words) {
        QTest::newRow(name) << options << QString::fromLatin1(words);
    };
    row("no equals sign", {u"--query"_s, u"MARKER"_s}, "--query name=value");
    row("header as in curl", {u"--header"_s, u"x-key: MARKER"_s}, "--header name=value");
    row("header as in curl with =", {u"--header"_s, u"x-key: MARKER=="_s}, "letters");
    row("no variable", {u"--header-env"_s, u"x-key"_s}, "--header-env name=VARIABLE");
    row("unset variable", {u"--header-env"_s, u"x-key=TUNEBOARD_UNSET"_s}, "TUNEBOARD_UNSET is not set");
    row("empty variable", {u"--header-env"_s, u"x-key=TUNEBOARD_EMPTY"_s}, "TUNEBOARD_EMPTY is not set");
    row("the secret itself", {u"--header-env"_s, u"x-key=pk-MARKER"_s}, "name of an environment variable");
    row("no name", {u"--query"_s, u"=MARKER"_s}, "no name");
    row("own parameter", {u"--query"_s, u"limit=MARKER"_s}, "limit");
    row("key header", {u"--header"_s, u"Authorization=Bearer MARKER"_s}, "Authorization");
    row("key header of a variable", {u"--header-env"_s, u"API-KEY=PORTKEY_API_KEY"_s}, "API-KEY");
    row("host", {u"--header"_s, u"host=MARKER"_s}, "host");
    row("line break", {u"--header"_s, u"x-a=MARKER\r\nx-b: c"_s}, "x-a");
    row("foreign letter", {u"--header"_s, u"x-a=MÄRKER"_s}, "ASCII");
    row("given twice", {u"--header"_s, u"x-a=1"_s, u"--header"_s, u"X-A=2"_s}, "twice");
    row("query given twice", {u"--query"_s, u"a=1"_s, u"--query"_s, u"a=2"_s}, "twice");
    row("value missing", {u"--header"_s, u"x-a="_s}, "no value");
    row("no argument", {u"--header"_s}, "--header needs a value");
}

void TestGateways::wrongUse()
{
    QFETCH(QStringList, options);
    QFETCH(QString, words);
    Gateway gateway(Kind::Portkey);
    Desk desk;
    desk.terminal.environment.insert(u"TUNEBOARD_EMPTY"_s, u" "_s);
    const QString file = desk.terminal.home.filePath(u"job.json"_s);
    QFile job(file);
    QVERIFY(job.open(QIODevice::WriteOnly) && job.write(gateway.job(1)) > 0);
    job.close();
    for (const QStringList &command :
         {QStringList{u"list"_s}, QStringList{u"show"_s, u"ftjob-2"_s}, QStringList{u"show"_s, file},
          QStringList{u"watch"_s, u"ftjob-2"_s}, QStringList{u"export"_s, u"ftjob-2"_s, u"out"_s}}) {
        const Ran ran = desk.run(gateway, command, options);
        QCOMPARE(ran.code, 2);
        QCOMPARE(ran.out, QByteArray());
        QCOMPARE(ran.err.count('\n'), 1);
        QVERIFY2(ran.err.contains(words.toUtf8()), ran.err.constData());
        QVERIFY2(!ran.err.contains("MARKER") && !ran.err.contains("RKER"), ran.err.constData());
    }
    QVERIFY(gateway.requests().isEmpty());
}

void TestGateways::aSecretInTheArgumentsIsWarnedAbout()
{
    Gateway gateway(Kind::Portkey);
    const Desk desk;
    const QStringList extras{u"--header=x-portkey-provider=openai"_s,
                             u"--header=x-portkey-api-key="_s + QString::fromUtf8(Gateway::portkeyKey())};
    const Ran ran = desk.run(gateway, {u"list"_s}, extras);
    QVERIFY2(ran.code == 0, ran.err.constData());
    QCOMPARE(jobsIn(ran.out), 3);
    QCOMPARE(ran.err.count("warning"), 1); // one of the two is a secret
    QVERIFY2(ran.err.contains("x-portkey-api-key") && ran.err.contains("--header-env"), ran.err.constData());
    QVERIFY(!ran.err.contains("MARKER"));
    // It is removed from errors, too.
    const Ran refused =
        desk.run(gateway, {u"list"_s}, {extras.at(0), u"--header=x-portkey-api-key=pk-MARKER-wrong"_s});
    QCOMPARE(refused.code, 1);
    QVERIFY2(!refused.err.contains("MARKER"), refused.err.constData());
}

void TestGateways::theWindowTakesThemForOneAccount()
{
    const QTemporaryDir home;
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, home.path());
    const auto settings = userSettings();
    const Profile profile = profileAt(QUrl(u"https://gateway.example/v1"_s));
    QVERIFY(writeProfiles(*settings, {profile, profileAt(QUrl(u"https://other.example/v1"_s))}));
    const auto planOf = [&settings](const QStringList &arguments) {
        return WindowAccounts(parseCommandLine(arguments + QStringList{u"--query"_s, u"a=1"_s}), *settings);
    };
    // Without an account they would go to all of them.
    const auto all = planOf({});
    QVERIFY(all.failure());
    QCOMPARE(all.failure()->exitCode, 2);
    QVERIFY2(all.failure()->text.contains("--account"_L1), qPrintable(all.failure()->text));
    const auto one = planOf({u"--account"_s, profile.uuid.toString(QUuid::WithoutBraces)});
    QVERIFY2(!one.failure(), one.failure() ? qPrintable(one.failure()->text) : "");
    QCOMPARE(one.plan().only, std::optional(profile.uuid));
    QCOMPARE(one.plan().onlyExtras.parameters, QList<ExtraParameter>({{u"a"_s, u"1"_s}}));
    const auto address = planOf({u"--base-url"_s, u"http://127.0.0.1:9/v1"_s});
    QVERIFY(!address.failure());
    QCOMPARE(address.plan().single->endpoint.extras.parameters, QList<ExtraParameter>({{u"a"_s, u"1"_s}}));
}

// Behind one address, kept in one archive.
void TestGateways::twoProvidersAreTwoAccounts()
{
    FaultServer gateway;
    gateway.always([](const FaultRequest &request) {
        const QString provider = QUrlQuery(QString::fromUtf8(request.query())).queryItemValue(u"provider"_s);
        return FaultAnswer::json(
            200, R"({"object":"list","has_more":false,"data":[{"object":"fine_tuning.job","id":"ftjob-)" +
                     provider.toUtf8() + R"(","status":"succeeded","model":"m","created_at":1700000000}]})");
    });
    const Desk desk;
    const auto list = [&](const QStringList &options) {
        return desk.terminal.run(QStringList{u"list"_s, u"--base-url"_s, gateway.url(u"/v1"_s).toString(),
                                             u"--archive"_s, desk.archive(), u"--format"_s, u"csv"_s} +
                                 options);
    };
    for (const QString &provider : {u"openai"_s, u"azure"_s}) {
        const Ran online = list({u"--query"_s, u"provider="_s + provider});
        QVERIFY2(online.code == 0 && online.out.contains("ftjob-" + provider.toUtf8()),
                 online.err.constData());
    }
    const Ran first = list({u"--query"_s, u"provider=openai"_s, u"--offline"_s});
    QVERIFY2(first.out.contains("ftjob-openai") && !first.out.contains("ftjob-azure"), first.out.constData());
    const Ran second = list({u"--query"_s, u"provider=azure"_s, u"--offline"_s});
    QVERIFY2(second.out.contains("ftjob-azure") && !second.out.contains("ftjob-openai"),
             second.out.constData());
    // Neither is what the address alone means.
    const Ran plain = list({u"--offline"_s});
    QVERIFY2(!plain.out.contains("ftjob-"), plain.out.constData());
}

QTEST_GUILESS_MAIN(TestGateways)
#include "tst_gateways.moc"
