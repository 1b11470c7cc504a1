// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accounts/profile.h"

#include "app/accounts/profileendpoint.h"
#include "app/models/settingsfile.h"
#include "tests/support/fulldisk.h"

#include <QFile>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace tuneboard;
using namespace Qt::StringLiterals;

namespace {

Profile sample(int number, const QString &name)
{
    Profile profile;
    profile.uuid = QUuid(u"{00000000-0000-4000-8000-%1}"_s.arg(number, 12, 10, QLatin1Char('0')));
    profile.name = name;
    profile.dialect = u"compatible"_s;
    profile.baseUrl = u"https://llm.example/v1"_s;
    return profile;
}

struct File
{
    QTemporaryDir folder;
    [[nodiscard]] QString path() const { return folder.filePath(u"tuneboard.ini"_s); }
    [[nodiscard]] std::unique_ptr<QSettings> open() const
    {
        return std::make_unique<QSettings>(path(), QSettings::IniFormat);
    }
    [[nodiscard]] QByteArray bytes() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
};

} // namespace

class TstProfile : public QObject
{
    Q_OBJECT

private slots:
    void everythingComesBack();
    void theOrderIsKept();
    void whatCannotBeReadIsSaidAndLeft();
    void aKeyInTheFileIsNeitherReadNorRepeated();
    void extrasComeBack();
    void aSecretHeaderInTheFileIsNeitherReadNorRepeated();
    void hostileExtrasInTheFile();
    void theEndpointHasTheExtras();
    void aFileThatCannotBeWrittenIsTold();
    void aFullDiskLosesNoAccount();
    void proxies_data();
    void proxies();
    void theEndpoint();
    void anUnreadableAuthorityMakesNoWeakerCheck();
    void aKeyBelongsToAnOrigin();
};

void TstProfile::everythingComesBack()
{
    const File file;
    Profile full = sample(1, u"Wörk, “a” = b"_s);
    full.dialect = u"azure"_s;
    full.baseUrl = u"https://r.openai.azure.com"_s;
    full.apiVersion = u"2025-01-01"_s;
    full.colour = 3;
    full.caFile = u"/etc/own ca.pem"_s;
    full.proxy = Profile::Proxy::Explicit;
    full.proxyUrl = u"http://proxy.example:3128"_s;
    full.readOnly = true;
    full.notices = false;
    Profile scoped = sample(2, u"Lab"_s);
    scoped.organization = u"org-1"_s;
    scoped.project = u"proj-1"_s;
    scoped.proxy = Profile::Proxy::None;
    scoped.withoutKey = true;
    QVERIFY(writeProfiles(*file.open(), {full, scoped}));
    QStringList problems;
    const auto read = readProfiles(*file.open(), &problems);
    QCOMPARE(problems, QStringList());
    QCOMPARE(read.size(), std::size_t(2));
    QVERIFY(read[0] == full);
    QVERIFY(read[1] == scoped);
    // What is usual is not written, so that a later version may change it.
    QVERIFY(writeProfiles(*file.open(), {sample(1, u"Plain"_s)}));
    QVERIFY(!file.bytes().contains("colour"));
    QVERIFY(!file.bytes().contains("proxy"));
    QVERIFY(!file.bytes().contains("00000000-0000-4000-8000-000000000002"));
}

void TstProfile::theOrderIsKept()
{
    const File file;
    const std::vector<Profile> order{sample(7, u"Zoo"_s), sample(3, u"Apple"_s), sample(5, u"Mint"_s)};
    QVERIFY(writeProfiles(*file.open(), order));
    QVERIFY(readProfiles(*file.open()) == order);
    // Written by a hand, without a place: behind the others, by name.
    auto settings = file.open();
    settings->setValue(u"profiles/00000000-0000-4000-8000-000000000001/name"_s, u"Able"_s);
    settings->setValue(u"profiles/00000000-0000-4000-8000-000000000001/dialect"_s, u"openai"_s);
    settings->setValue(u"profiles/00000000-0000-4000-8000-000000000001/baseUrl"_s,
                       u"https://api.openai.com/v1"_s);
    const auto read = readProfiles(*settings);
    QCOMPARE(read.size(), std::size_t(4));
    QCOMPARE(read[3].name, u"Able"_s);
}

void TstProfile::whatCannotBeReadIsSaidAndLeft()
{
    const File file;
    auto settings = file.open();
    const auto write = [&settings](const QString &group, const QString &name, const QString &dialect,
                                   const QString &url) {
        settings->setValue(u"profiles/%1/name"_s.arg(group), name);
        settings->setValue(u"profiles/%1/dialect"_s.arg(group), dialect);
        settings->setValue(u"profiles/%1/baseUrl"_s.arg(group), url);
    };
    write(u"no-uuid"_s, u"Nameless"_s, u"openai"_s, u"https://api.openai.com/v1"_s);
    write(u"00000000-0000-4000-8000-000000000003"_s, u"Odd"_s, u"teapot"_s, u"https://api.openai.com/v1"_s);
    write(u"00000000-0000-4000-8000-000000000004"_s, u"Open"_s, u"openai"_s, u"http://api.openai.com/v1"_s);
    QStringList problems;
    QVERIFY(readProfiles(*settings, &problems).empty());
    QCOMPARE(problems.size(), 3);
    for (const QString &name : {u"Nameless"_s, u"Odd"_s, u"Open"_s})
        QVERIFY2(problems.join(u' ').contains(name), qPrintable(name));
    QVERIFY(writeProfiles(*settings, {sample(1, u"Good"_s)}));
    problems.clear();
    QCOMPARE(readProfiles(*settings, &problems).size(), std::size_t(1));
    QCOMPARE(problems.size(), 3); // somebody may still mend them
}

void TstProfile::aKeyInTheFileIsNeitherReadNorRepeated()
{
    const File file;
    auto settings = file.open();
    QVERIFY(writeProfiles(*settings, {sample(1, u"Work"_s)}));
    settings->setValue(u"profiles/00000000-0000-4000-8000-000000000001/apiKey"_s, u"sk-MARKER"_s);
    QStringList problems;
    const auto read = readProfiles(*settings, &problems);
    QCOMPARE(read.size(), std::size_t(1));
    QCOMPARE(problems.size(), 1);
    QVERIFY(problems.first().contains("Work"_L1));
    QVERIFY(!problems.first().contains("MARKER"_L1));
}

void TstProfile::extrasComeBack()
{
    const File file;
    Profile full = sample(1, u"Work"_s);
    full.parameters = {
        {u"custom_llm_provider"_s, u"openai"_s}, {u"a, b = “c”"_s, u" x;y\\z,\"q\" "_s}, {u"flag"_s, {}}};
    full.headers = {{u"x-portkey-provider"_s, u"@openai, \"x\""_s}, {u"x-portkey-api-key"_s, {}, true}};
    QVERIFY(writeProfiles(*file.open(), {full, sample(2, u"Plain"_s)}));
    QStringList problems;
    auto read = readProfiles(*file.open(), &problems);
    QCOMPARE(problems, QStringList());
    QVERIFY(read.at(0) == full);
    QVERIFY(read.at(0).hasSecretHeaders());
    QVERIFY(read.at(1).parameters.isEmpty() && read.at(1).headers.isEmpty());
    // Fewer of them leave nothing of the others.
    full.parameters.removeFirst();
    full.headers.removeLast();
    QVERIFY(writeProfiles(*file.open(), {full, sample(2, u"Plain"_s)}));
    read = readProfiles(*file.open());
    QVERIFY(read.at(0) == full);
    QVERIFY(!file.bytes().contains("custom_llm_provider"));
    QVERIFY(!file.bytes().contains("x-portkey-api-key"));
    QVERIFY(writeProfiles(*file.open(), {sample(1, u"Work"_s)}));
    QVERIFY(!file.bytes().contains("parameters") && !file.bytes().contains("headers"));
}

void TstProfile::aSecretHeaderInTheFileIsNeitherReadNorRepeated()
{
    const File file;
    Profile full = sample(1, u"Work"_s);
    full.headers = {{u"x-portkey-api-key"_s, {}, true}};
    QVERIFY(writeProfiles(*file.open(), {full}));
    file.open()->setValue(u"profiles/00000000-0000-4000-8000-000000000001/headers/1/value"_s, u"pk-MARKER"_s);
    QStringList problems;
    const auto read = readProfiles(*file.open(), &problems);
    QVERIFY(read.at(0) == full);
    QCOMPARE(problems.size(), 1);
    QVERIFY(problems.first().contains("Work"_L1));
    QVERIFY(!problems.first().contains("MARKER"_L1));
    // A profile that was changed in memory never brings one along.
    full.headers[0].value = u"pk-MARKER"_s;
    QVERIFY(writeProfiles(*file.open(), {full}));
    QVERIFY(!file.bytes().contains("MARKER"));
}

void TstProfile::hostileExtrasInTheFile()
{
    const File file;
    QVERIFY(writeProfiles(*file.open(), {sample(1, u"Work"_s)}));
    {
        auto settings = file.open();
        const QString group = u"profiles/00000000-0000-4000-8000-000000000001/"_s;
        settings->setValue(group + u"parameters/size"_s, 2'000'000'000);
        settings->setValue(group + u"headers/size"_s, -5);
    }
    const auto read = readProfiles(*file.open());
    QCOMPARE(read.size(), std::size_t(1));
    QVERIFY(read.at(0).parameters.size() <= 51);
    QVERIFY(read.at(0).headers.isEmpty());
    QVERIFY(endpointProblem(endpointOf(read.at(0), {}))); // and the account is not asked
    auto settings = file.open();
    const QString group = u"profiles/00000000-0000-4000-8000-000000000001/"_s;
    settings->remove(group + u"parameters"_s);
    settings->setValue(group + u"headers/size"_s, 1);
    settings->setValue(group + u"headers/1/name"_s, u"Authorization"_s);
    settings->setValue(group + u"headers/1/value"_s, u"x"_s);
    QVERIFY(endpointProblem(endpointOf(readProfiles(*settings).at(0), {})));
}

void TstProfile::theEndpointHasTheExtras()
{
    Profile full = sample(1, u"Work"_s);
    full.parameters = {{u"a"_s, u"1"_s}};
    full.headers = {{u"X-Plain"_s, u"p"_s}, {u"X-Secret"_s, {}, true}};
    Endpoint endpoint = endpointOf(full, {}, {{u"x-secret"_s, Secret("s")}});
    QCOMPARE(endpoint.extras.parameters, full.parameters);
    QCOMPARE(endpoint.extras.headers.size(), 2);
    QVERIFY(!endpoint.extras.headers.at(0).isSecret);
    QCOMPARE(endpoint.extras.headers.at(1).value.reveal(), QByteArray("s"));
    QVERIFY(endpoint.extras.headers.at(1).isSecret);
    QVERIFY(!endpointProblem(endpoint));
    endpoint = endpointOf(full, {});
    QCOMPARE(endpoint.extras.headers.size(), 1);
    const Profile less =
        withoutReplaced(full, {{}, {{u"x-SECRET"_s, Secret("t")}, {u"x-plain"_s, Secret("u")}}});
    QCOMPARE(less.headers.size(), 1); // a plain one is replaced later
    QVERIFY(!less.hasSecretHeaders());
}

void TstProfile::aFileThatCannotBeWrittenIsTold()
{
    // A folder stands where the file should be: refused for root too.
    const QTemporaryDir folder;
    QSettings settings(folder.path(), QSettings::IniFormat);
    QVERIFY(!writeProfiles(settings, {sample(1, u"Work"_s)}));
}

void TstProfile::aFullDiskLosesNoAccount()
{
    const File file;
    QVERIFY(writeProfiles(*file.open(), {sample(1, u"Work"_s)}));
    const QByteArray before = file.bytes();
    {
        const test::FullDisk disk(unsigned(before.size()));
        if (!disk.isFull())
            QSKIP("a disk cannot be made full here");
        QVERIFY(!writeProfiles(*file.open(), {sample(1, u"Work"_s), sample(2, u"Lab"_s)}));
        QCOMPARE(file.bytes(), before);
        // Nor by what is written by itself: a while later, and at the end.
        SettingsFile layout(file.path(), QSettings::IniFormat);
        layout.setValue(u"window/geometry"_s, QString(200, u'x'));
        QCoreApplication::sendPostedEvents(&layout);
        QCOMPARE(file.bytes(), before);
        layout.setValue(u"window/geometry"_s, QString(300, u'x'));
    }
    QCOMPARE(file.bytes(), before);
    QVERIFY(writeProfiles(*file.open(), {sample(1, u"Work"_s), sample(2, u"Lab"_s)})); // there is room again
    QCOMPARE(readProfiles(*file.open()).size(), 2u);
    SettingsFile(file.path(), QSettings::IniFormat).setValue(u"theme"_s, u"dark"_s);
    QCOMPARE(file.open()->value(u"theme"_s).toString(), u"dark"_s);
}

void TstProfile::proxies_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("type"); // -1: refused
    QTest::addColumn<int>("port");
    QTest::newRow("http") << u"http://proxy.example:3128"_s << int(QNetworkProxy::HttpProxy) << 3128;
    QTest::newRow("usual port") << u" http://proxy.example "_s << int(QNetworkProxy::HttpProxy) << 8080;
    QTest::newRow("socks") << u"socks5://127.0.0.1:1080"_s << int(QNetworkProxy::Socks5Proxy) << 1080;
    for (const char *bad : {"", "proxy.example:3128", "https://proxy.example", "ftp://proxy.example",
                            "http://", "http://user:MARKER@proxy.example:3128"})
        QTest::newRow(bad) << QString::fromLatin1(bad) << -1 << 0;
}

void TstProfile::proxies()
{
    QFETCH(QString, text);
    QFETCH(int, type);
    QFETCH(int, port);
    const auto proxy = readProxy(text);
    QCOMPARE(proxy.ok(), type >= 0);
    if (!proxy) {
        QVERIFY(!proxy.error().message.isEmpty());
        QVERIFY(!proxy.error().message.contains("MARKER"_L1));
        return;
    }
    QCOMPARE(int(proxy->type()), type);
    QCOMPARE(int(proxy->port()), port);
}

void TstProfile::theEndpoint()
{
    Profile profile = sample(1, u"Work"_s);
    profile.organization = u"org-1"_s;
    QCOMPARE(endpointOf(profile, {}).proxy.type(), QNetworkProxy::DefaultProxy);
    profile.proxy = Profile::Proxy::None;
    QCOMPARE(endpointOf(profile, {}).proxy.type(), QNetworkProxy::NoProxy);
    profile.proxy = Profile::Proxy::Explicit;
    profile.proxyUrl = u"socks5://127.0.0.1:9"_s;
    const Endpoint endpoint = endpointOf(profile, Secret(QByteArray("k")));
    QCOMPARE(endpoint.proxy.type(), QNetworkProxy::Socks5Proxy);
    QCOMPARE(endpoint.organization, u"org-1"_s);
    QCOMPARE(endpoint.baseUrl, QUrl(u"https://llm.example/v1"_s));
    QCOMPARE(endpoint.key.reveal(), QByteArray("k"));
    QVERIFY(!endpointProblem(endpoint));
    profile.proxyUrl = u"nonsense"_s;
    QVERIFY(endpointProblem(endpointOf(profile, {})));
    QVERIFY(!profileProblem(profile).isEmpty());
}

void TstProfile::anUnreadableAuthorityMakesNoWeakerCheck()
{
    const QTemporaryDir folder;
    Profile profile = sample(1, u"Work"_s);
    profile.caFile = folder.filePath(u"none.pem"_s);
    auto problem = endpointProblem(endpointOf(profile, {}));
    QVERIFY(problem);
    QCOMPARE(problem->kind, ApiError::Kind::NotAllowed);
    QVERIFY2(problem->message.contains("none.pem"_L1), qPrintable(problem->message));
    QFile empty(folder.filePath(u"empty.pem"_s));
    QVERIFY(empty.open(QIODevice::WriteOnly));
    empty.write("-----BEGIN CERTIFICATE-----\nnot one\n-----END CERTIFICATE-----\n");
    empty.close();
    profile.caFile = empty.fileName();
    QVERIFY(endpointProblem(endpointOf(profile, {})));
}

void TstProfile::aKeyBelongsToAnOrigin()
{
    Profile profile = sample(1, u"Work"_s);
    QCOMPARE(originOf(profile), u"https://llm.example:443"_s);
    profile.baseUrl = u"http://127.0.0.1:8080/v1"_s;
    QCOMPARE(originOf(profile), u"http://127.0.0.1:8080"_s);
    profile.baseUrl = u"http://elsewhere.example/v1"_s; // never in clear to another machine
    QCOMPARE(originOf(profile), QString());
}

QTEST_GUILESS_MAIN(TstProfile)
#include "tst_profile.moc"
