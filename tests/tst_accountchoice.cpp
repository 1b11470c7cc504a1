// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accounts/accountchoice.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace tuneboard;
using namespace Qt::StringLiterals;
using Source = ChosenAccount::Source;

namespace {

const QString kUserArchive = u"/home/u/archive.sqlite"_s;

struct Case
{
    AccountWish wish;
    QMap<QString, QString> environment;
    std::vector<Profile> profiles;

    [[nodiscard]] std::variant<ChosenAccount, ChoiceProblem> choose() const
    {
        QProcessEnvironment variables;
        for (auto it = environment.begin(); it != environment.end(); ++it)
            variables.insert(it.key(), it.value());
        return chooseAccount(wish, variables, profiles, kUserArchive);
    }
};

Profile profile(const QString &name, const QString &url = u"https://llm.example/v1"_s, int number = 1)
{
    return {QUuid(u"{00000000-0000-4000-8000-%1}"_s.arg(number, 12, 10, QLatin1Char('0'))),
            name,
            u"compatible"_s,
            url,
            {},
            u"org-p"_s,
            u"proj-p"_s};
}

} // namespace

Q_DECLARE_METATYPE(Case)

class TstAccountChoice : public QObject
{
    Q_OBJECT

private slots:
    void precedence_data();
    void precedence();
    void theEnvironmentIsReadAsTheClientsDo();
    void theArchive();
    void aKeyBelongsToItsHost();
    void azureIsKnownByItsAddress();
    void profilesAreRead();
    void noKeyIsInAMessage();
    void extrasTellAccountsApart();
};

void TstAccountChoice::precedence_data()
{
    QTest::addColumn<Case>("given");
    QTest::addColumn<int>("source");   // -1: a problem
    QTest::addColumn<QString>("says"); // the account's name, or a part of the problem
    const QMap<QString, QString> key{{u"OPENAI_API_KEY"_s, u"sk-env"_s}};
    const std::vector<Profile> one{profile(u"Work"_s)};
    const std::vector<Profile> two{profile(u"Home"_s, u"https://home.example/v1"_s, 2), profile(u"Work"_s)};
    const auto row = [](const char *name, const Case &given, int source, const char *says) {
        QTest::newRow(name) << given << source << QString::fromUtf8(says);
    };
    const AccountWish all{true, u"https://url.example/v1"_s, u"Work"_s, {}};
    row("demo first", {all, key, two}, int(Source::Demo), "Demo");
    row("then the URL", {{false, u"https://url.example/v1"_s, u"Work"_s, {}}, key, two}, int(Source::BaseUrl),
        "https://url.example/v1");
    row("then the name", {{false, {}, u"Work"_s, {}}, key, two}, int(Source::Account), "Work");
    row("whatever its case", {{false, {}, u" work "_s, {}}, key, two}, int(Source::Account), "Work");
    row("or its UUID", {{false, {}, u"{00000000-0000-4000-8000-000000000002}"_s, {}}, key, two},
        int(Source::Account), "Home");
    row("then the environment", {{}, key, two}, int(Source::Environment), "api.openai.com");
    row("an address is enough", {{}, {{u"OPENAI_BASE_URL"_s, u"http://127.0.0.1:8080/v1"_s}}, one},
        int(Source::Environment), "127.0.0.1");
    row("then the only profile", {{}, {}, one}, int(Source::OnlyProfile), "Work");
    row("blanks are not set",
        {{}, {{u"OPENAI_API_KEY"_s, u"  \t"_s}, {u"OPENAI_BASE_URL"_s, QString()}}, one},
        int(Source::OnlyProfile), "Work");
    row("an organization alone is none", {{}, {{u"OPENAI_ORG_ID"_s, u"org-1"_s}}, {}}, -1, "OPENAI_API_KEY");
    row("none", {{}, {}, {}}, -1, "--base-url");
    row("two", {{}, {}, two}, -1, "Home, Work");
    row("unknown name", {{false, {}, u"Nobody"_s, {}}, key, two}, -1, "Home, Work");
    row("no name to know", {{false, {}, u"Nobody"_s, {}}, key, {}}, -1, "Nobody");
    row("twins",
        {{false, {}, u"Work"_s, {}},
         key,
         {profile(u"Work"_s), profile(u"Work"_s, u"https://b.example/v1"_s, 2)}},
        -1, "00000000-0000-4000-8000-000000000002");
    row("a bad URL", {{false, u"ftp://x"_s, {}, {}}, key, two}, -1, "--base-url");
    row("http to elsewhere", {{false, u"http://url.example/v1"_s, {}, {}}, key, two}, -1, "--base-url");
    row("a user in the URL", {{false, u"https://u:p@url.example/v1"_s, {}, {}}, key, two}, -1, "--base-url");
    row("a bad address around", {{}, {{u"OPENAI_BASE_URL"_s, u"nonsense"_s}}, one}, -1, "OPENAI_BASE_URL");
    row("a key with a line break", {{}, {{u"OPENAI_API_KEY"_s, u"sk-a\nb"_s}}, one}, -1, "OPENAI_API_KEY");
}

void TstAccountChoice::precedence()
{
    QFETCH(Case, given);
    QFETCH(int, source);
    QFETCH(QString, says);
    const auto choice = given.choose();
    if (const auto *problem = std::get_if<ChoiceProblem>(&choice)) {
        QVERIFY2(source == -1, qPrintable(problem->text));
        QVERIFY2(problem->text.contains(says), qPrintable(problem->text));
        QVERIFY(!problem->text.contains(u'\n'));
        return;
    }
    const auto &chosen = std::get<ChosenAccount>(choice);
    QCOMPARE(int(chosen.source), source);
    QCOMPARE(chosen.record.name, says);
    QCOMPARE(chosen.isDemo, source == int(Source::Demo));
}

void TstAccountChoice::theEnvironmentIsReadAsTheClientsDo()
{
    const auto choice = Case{
        {},
        {{u"OPENAI_API_KEY"_s, u" sk-env\n"_s},
         {u"OPENAI_BASE_URL"_s, u" https://llm.example/v1/ "_s},
         {u"OPENAI_ORG_ID"_s, u" org-1 "_s},
         {u"OPENAI_PROJECT_ID"_s, u"proj-1"_s}},
        {}}.choose();
    const auto &chosen = std::get<ChosenAccount>(choice);
    QCOMPARE(chosen.endpoint.key.reveal(), QByteArray("sk-env"));
    QCOMPARE(chosen.endpoint.baseUrl.toString(), u"https://llm.example/v1"_s);
    QCOMPARE(chosen.endpoint.organization, u"org-1"_s);
    QCOMPARE(chosen.endpoint.project, u"proj-1"_s);
    QCOMPARE(chosen.record.organization, u"org-1"_s);
    QCOMPARE(chosen.record.project, u"proj-1"_s);
    QCOMPARE(chosen.record.baseUrl, u"https://llm.example/v1"_s);
    QCOMPARE(chosen.record.dialect, u"compatible"_s);
    QVERIFY(chosen.record.uuid.isNull());
    const auto usual = Case{{}, {{u"OPENAI_API_KEY"_s, u"sk-env"_s}}, {}}.choose();
    QCOMPARE(std::get<ChosenAccount>(usual).endpoint.baseUrl.toString(), u"https://api.openai.com/v1"_s);
    QCOMPARE(std::get<ChosenAccount>(usual).record.dialect, u"openai"_s);
}

void TstAccountChoice::theArchive()
{
    const QMap<QString, QString> key{{u"OPENAI_API_KEY"_s, u"sk-env"_s}};
    const auto path = [&key](const AccountWish &wish, const QMap<QString, QString> &more = {}) {
        QMap<QString, QString> all = key;
        all.insert(more);
        return std::get<ChosenAccount>(Case{wish, all, {}}.choose()).archivePath;
    };
    QCOMPARE(path({}), kUserArchive);
    QCOMPARE(path({false, {}, {}, u"/tmp/a.sqlite"_s}), u"/tmp/a.sqlite"_s);
    QCOMPARE(path({true, {}, {}, {}}), QString());
    QCOMPARE(path({false, u"https://url.example/v1"_s, {}, {}}), kUserArchive);
    for (const QString &url : {u"http://127.0.0.1:9/v1"_s, u"http://localhost:9/v1"_s, u"http://[::1]:9/v1"_s,
                               u"https://127.1.2.3/v1"_s}) {
        QCOMPARE(path({false, url, {}, {}}), QString());
        QCOMPARE(path({false, url, {}, u"/tmp/a.sqlite"_s}), u"/tmp/a.sqlite"_s);
    }
    // Somebody who works with a local server always has set it up so.
    QCOMPARE(path({}, {{u"OPENAI_BASE_URL"_s, u"http://127.0.0.1:9/v1"_s}}), kUserArchive);
}

void TstAccountChoice::aKeyBelongsToItsHost()
{
    const QMap<QString, QString> key{{u"OPENAI_API_KEY"_s, u"sk-env"_s}};
    const auto revealed = [](const Case &given) {
        return std::get<ChosenAccount>(given.choose()).endpoint.key.reveal();
    };
    QCOMPARE(revealed({{false, {}, u"Work"_s, {}}, key, {profile(u"Work"_s)}}), QByteArray());
    QCOMPARE(
        revealed({{false, {}, u"Work"_s, {}}, key, {profile(u"Work"_s, u"https://api.openai.com/v1"_s)}}),
        QByteArray("sk-env"));
    QCOMPARE(
        revealed(
            {{false, {}, u"Work"_s, {}}, key, {profile(u"Work"_s, u"https://api.openai.com:8443/v1"_s)}}),
        QByteArray());
    QMap<QString, QString> elsewhere = key;
    elsewhere.insert(u"OPENAI_BASE_URL"_s, u"https://llm.example/v1"_s);
    QCOMPARE(revealed({{false, {}, u"Work"_s, {}}, elsewhere, {profile(u"Work"_s)}}), QByteArray("sk-env"));
    QCOMPARE(revealed({{false, u"https://url.example/v1"_s, {}, {}}, key, {}}), QByteArray("sk-env"));
    // A profile's scope is its own, not the environment's.
    const auto choice =
        Case{{false, {}, u"Work"_s, {}}, {{u"OPENAI_ORG_ID"_s, u"org-e"_s}}, {profile(u"Work"_s)}}.choose();
    QCOMPARE(std::get<ChosenAccount>(choice).endpoint.organization, u"org-p"_s);
    QCOMPARE(std::get<ChosenAccount>(choice).record.uuid, profile(u"Work"_s).uuid);
}

void TstAccountChoice::azureIsKnownByItsAddress()
{
    const auto kind = [](const QString &url) {
        return std::get<ChosenAccount>(Case{{false, url, {}, {}}, {}, {}}.choose()).endpoint.dialect;
    };
    QCOMPARE(kind(u"https://r.openai.azure.com"_s), DialectKind::AzureV1);
    QCOMPARE(kind(u"https://r.openai.azure.com/openai/v1/"_s), DialectKind::AzureV1);
    QCOMPARE(kind(u"https://r.openai.azure.com/openai"_s), DialectKind::Azure);
    QCOMPARE(kind(u"https://r.openai.azure.com.evil.example/openai"_s), DialectKind::Compatible);
    QCOMPARE(kind(u"https://API.openai.com"_s), DialectKind::OpenAi);
}

void TstAccountChoice::profilesAreRead()
{
    QTemporaryDir folder;
    QSettings settings(folder.filePath(u"s.ini"_s), QSettings::IniFormat);
    const auto write = [&settings](const QString &group, const QString &name, const QString &dialect,
                                   const QString &url) {
        settings.setValue(u"profiles/%1/name"_s.arg(group), name);
        settings.setValue(u"profiles/%1/dialect"_s.arg(group), dialect);
        settings.setValue(u"profiles/%1/baseUrl"_s.arg(group), url);
    };
    const QString first = u"00000000-0000-4000-8000-000000000001"_s;
    const QString second = u"00000000-0000-4000-8000-000000000002"_s;
    write(second, u"Work"_s, u"openai"_s, u"https://api.openai.com/v1"_s);
    write(first, u"Azure"_s, u"azure"_s, u"https://r.openai.azure.com"_s);
    settings.setValue(u"profiles/%1/apiVersion"_s.arg(first), u"2025-01-01"_s);
    settings.setValue(u"profiles/%1/organization"_s.arg(second), u"org-1"_s);
    write(u"no-uuid"_s, u"X"_s, u"openai"_s, u"https://api.openai.com/v1"_s);
    write(u"00000000-0000-4000-8000-000000000003"_s, u"X"_s, u"nothing"_s, u"https://api.openai.com/v1"_s);
    write(u"00000000-0000-4000-8000-000000000004"_s, u"X"_s, u"openai"_s, u"http://api.openai.com/v1"_s);
    write(u"00000000-0000-4000-8000-000000000005"_s, u" "_s, u"openai"_s, u"https://api.openai.com/v1"_s);
    const std::vector<Profile> read = readProfiles(settings);
    QCOMPARE(read.size(), std::size_t(2));
    QCOMPARE(read[0].name, u"Azure"_s);
    QCOMPARE(read[0].apiVersion, u"2025-01-01"_s);
    QCOMPARE(read[0].uuid, QUuid(first));
    QCOMPARE(read[1].organization, u"org-1"_s);
    QVERIFY(settings.group().isEmpty());
}

void TstAccountChoice::noKeyIsInAMessage()
{
    for (const QString &key : {u"sk-SECRET\nx"_s, u"sk-SECRET ü"_s}) {
        const auto choice = Case{{}, {{u"OPENAI_API_KEY"_s, key}}, {}}.choose();
        const auto *problem = std::get_if<ChoiceProblem>(&choice);
        QVERIFY(problem);
        QVERIFY(!problem->text.contains("SECRET"_L1));
    }
    const auto choice = Case{{false, u"https://u:SECRET@x.example"_s, {}, {}}, {}, {}}.choose();
    QVERIFY(!std::get<ChoiceProblem>(choice).text.contains("SECRET"_L1));
}

// At one address, two providers behind a gateway are two accounts.
void TstAccountChoice::extrasTellAccountsApart()
{
    const auto parameter = [](const QString &value) {
        return Extras{{{u"provider"_s, value}}, {}};
    };
    const auto header = [](const QString &name, const char *value, bool isSecret) {
        return Extras{{}, {{name, Secret(value), isSecret}}};
    };
    const auto uuidOf = [](const Extras &extras, const std::vector<Profile> &profiles = {}) {
        Case given{{false, u"https://llm.example/v1"_s, {}, {}, extras},
                   {{u"OPENAI_ORG_ID"_s, u"org-p"_s}, {u"OPENAI_PROJECT_ID"_s, u"proj-p"_s}},
                   profiles};
        return std::get<ChosenAccount>(given.choose()).record.uuid;
    };
    QVERIFY(uuidOf({}).isNull());
    QVERIFY(!uuidOf(parameter(u"a"_s)).isNull());
    QCOMPARE(uuidOf(parameter(u"a"_s)), uuidOf(parameter(u"a"_s)));
    QVERIFY(uuidOf(parameter(u"a"_s)) != uuidOf(parameter(u"b"_s)));
    QVERIFY(uuidOf(parameter(u"a"_s)) != uuidOf(header(u"provider"_s, "a", false)));
    QCOMPARE(uuidOf(header(u"X-Provider"_s, "a", false)), uuidOf(header(u"x-provider"_s, "a", false)));
    // A secret may change, and nothing is made of it.
    QVERIFY(uuidOf(header(u"x-key"_s, "a", true)).isNull());
    Extras both = parameter(u"a"_s);
    both.headers = header(u"x-key"_s, "s", true).headers;
    QCOMPARE(uuidOf(both), uuidOf(parameter(u"a"_s)));
    // A profile with the same extras is the same account, and one with others is not.
    Profile known = profile(u"Work"_s);
    known.parameters = parameter(u"a"_s).parameters;
    QCOMPARE(uuidOf(both, {profile(u"Plain"_s, u"https://llm.example/v1"_s, 2), known}), known.uuid);
    QVERIFY(uuidOf(parameter(u"b"_s), {known}) != known.uuid);
}

QTEST_GUILESS_MAIN(TstAccountChoice)
#include "tst_accountchoice.moc"
