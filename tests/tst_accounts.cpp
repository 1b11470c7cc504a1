// SPDX-License-Identifier: GPL-3.0-or-later
// Settings, keychain and repository stay in step. What the window makes of it is in tst_session.
#include "app/accounts/accounts.h"
#include "tests/support/waiting.h"

#include "app/accounts/accountchoice.h"
#include "app/accounts/profileendpoint.h"
#include "app/repository/repository.h"
#include "tests/support/fakekeychain.h"
#include "tests/support/faultserver.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace tuneboard;
using namespace Qt::StringLiterals;

namespace {

using tuneboard::test::kWaitMs;

Profile sample(const QString &name, const QString &url = u"https://llm.example/v1"_s)
{
    Profile profile;
    profile.uuid = QUuid::createUuid();
    profile.name = name;
    profile.dialect = u"compatible"_s;
    profile.baseUrl = url;
    return profile;
}

struct Desk
{
    QTemporaryDir folder;
    std::shared_ptr<FakeKeychain::State> keychain = std::make_shared<FakeKeychain::State>();
    QSettings settings{folder.filePath(u"s.ini"_s), QSettings::IniFormat};
    Credentials credentials{std::make_unique<FakeKeychain>(keychain)};

    void have(const std::vector<Profile> &profiles)
    {
        QVERIFY(writeProfiles(settings, profiles));
        for (const Profile &profile : profiles)
            keychain->items.insert(profile.uuid.toString(QUuid::WithoutBraces) + u' ' + originOf(profile),
                                   "sk-" + profile.name.toUtf8());
    }
    [[nodiscard]] QStringList names()
    {
        QStringList all;
        for (const Profile &profile : readProfiles(settings))
            all += profile.name;
        return all;
    }
};

} // namespace

class TstAccounts : public QObject
{
    Q_OBJECT

private slots:
    void oneIsMeantAndTheOthersStay();
    void whatAnotherProcessAddedStays();
    void aChangeOfNameAsksNobody();
    void anAnswerForAnOldAddressIsNotUsed();
    void aLateKeyOfTheOldAddressIsNotUsed();
    void aChangedAddressGetsNoOldKey();
    void theEnvironmentsKeyStaysAtItsHost();
    void aSecretHeaderIsSentAndNotWritten();
    void renamingKeepsSecretHeaders();
    void anotherHostGetsNoSecretHeader();
    void whatIsRemovedIsErased();
    void withoutASecretHeaderTheServerIsNotAsked();
    void aLockedKeychainHoldsBackOnlyItsAccount();
    void aLateAnswerBringsNoOldHeaders();
    void aHeaderThatIsNotTakenStaysInMemory();
    void theExtrasOfARunAreNotSaved();
    void aGatewaysStoredJobsFindTheirAccount();
};

void TstAccounts::oneIsMeantAndTheOthersStay()
{
    Desk desk;
    const std::vector<Profile> all{sample(u"A"_s), sample(u"B"_s), sample(u"C"_s)};
    desk.have(all);
    Accounts accounts(desk.settings, desk.credentials, nullptr);
    accounts.load(all[1].uuid);
    QCOMPARE(accounts.profiles().size(), std::size_t(1));
    QTRY_COMPARE_WITH_TIMEOUT(accounts.key(all[1].uuid).place, KeyPlace::Keychain, kWaitMs);
    Profile renamed = all[1];
    renamed.name = u"B2"_s;
    QVERIFY(accounts.save(renamed, {}));
    QCOMPARE(desk.names(), QStringList({u"A"_s, u"B2"_s, u"C"_s}));
    Profile fresh = sample(u"D"_s);
    fresh.uuid = {};
    QVERIFY(accounts.save(fresh, Secret(QByteArray("sk-D"))));
    QCOMPARE(desk.names(), QStringList({u"A"_s, u"B2"_s, u"C"_s, u"D"_s}));
    QVERIFY(accounts.remove(all[1].uuid, true, this, [](const ArchiveResult<int> &) {}));
    QCOMPARE(desk.names(), QStringList({u"A"_s, u"C"_s, u"D"_s}));
    QTRY_COMPARE_WITH_TIMEOUT(desk.keychain->items.size(), 3, kWaitMs);
}

void TstAccounts::whatAnotherProcessAddedStays()
{
    Desk desk;
    const Profile own = sample(u"A"_s);
    desk.have({own});
    Accounts accounts(desk.settings, desk.credentials, nullptr);
    accounts.load();
    QSettings other(desk.settings.fileName(), QSettings::IniFormat);
    QVERIFY(writeProfiles(other, {own, sample(u"Z"_s)}));
    desk.settings.sync();
    Profile renamed = own;
    renamed.name = u"A2"_s;
    QVERIFY(accounts.save(renamed, {}));
    QCOMPARE(desk.names(), QStringList({u"A2"_s, u"Z"_s}));
}

void TstAccounts::aChangeOfNameAsksNobody()
{
    Desk desk;
    const Profile own = sample(u"A"_s);
    desk.have({own});
    Accounts accounts(desk.settings, desk.credentials, nullptr);
    accounts.load();
    QTRY_COMPARE_WITH_TIMEOUT(accounts.key(own.uuid).place, KeyPlace::Keychain, kWaitMs);
    const int reads = desk.keychain->reads;
    Profile changed = own;
    changed.name = u"B"_s;
    changed.colour = 4;
    changed.readOnly = true;
    changed.notices = false;
    QVERIFY(accounts.save(changed, {}));
    QCOMPARE(accounts.key(own.uuid).place, KeyPlace::Keychain);
    QCOMPARE(desk.keychain->reads, reads);
}

void TstAccounts::anAnswerForAnOldAddressIsNotUsed()
{
    FaultServer old;
    FaultServer now;
    for (FaultServer *server : {&old, &now})
        server->always(FaultAnswer::json(200, R"({"object":"list","data":[],"has_more":false})"));
    Desk desk;
    const Profile own = sample(u"A"_s, old.url(u"/v1"_s).toString());
    desk.have({own});
    desk.keychain->mode = FakeKeychain::Mode::Locked;
    Repository::Options options;
    options.archivePath = desk.folder.filePath(u"a.sqlite"_s);
    Repository repository(options);
    Accounts accounts(desk.settings, desk.credentials, &repository);
    accounts.load();
    repository.start();
    Profile moved = own;
    moved.baseUrl = now.url(u"/v1"_s).toString();
    QVERIFY(accounts.save(moved, Secret(QByteArray("sk-new"))));
    desk.keychain->unlock();
    QTRY_VERIFY_WITH_TIMEOUT(!now.requests().isEmpty() && repository.isSettled(), kWaitMs);
    QTest::qWait(30);
    QVERIFY(old.requests().isEmpty());
    for (const FaultRequest &request : now.requests())
        QCOMPARE(request.header("authorization"), QByteArray("Bearer sk-new"));
}

void TstAccounts::aLateKeyOfTheOldAddressIsNotUsed()
{
    Desk desk;
    const Profile own = sample(u"A"_s);
    desk.have({own});
    desk.keychain->mode = FakeKeychain::Mode::Locked;
    Accounts accounts(desk.settings, desk.credentials, nullptr);
    accounts.load();
    Profile moved = own;
    moved.baseUrl = u"https://evil.example/v1"_s;
    QVERIFY(accounts.save(moved, {}));
    QCOMPARE(accounts.key(own.uuid).place, KeyPlace::Asked);
    // Both answers come now, the old address's with its key first.
    QList<KeyPlace> places;
    connect(&accounts, &Accounts::changed, this, [&] { places += accounts.key(own.uuid).place; });
    desk.keychain->unlock();
    QTRY_COMPARE_WITH_TIMEOUT(accounts.key(own.uuid).place, KeyPlace::Nowhere, kWaitMs);
    QVERIFY(!places.contains(KeyPlace::Keychain));
}

void TstAccounts::aChangedAddressGetsNoOldKey()
{
    Desk desk;
    const Profile own = sample(u"A"_s);
    desk.have({own});
    Accounts accounts(desk.settings, desk.credentials, nullptr);
    accounts.load();
    QTRY_COMPARE_WITH_TIMEOUT(accounts.key(own.uuid).place, KeyPlace::Keychain, kWaitMs);
    Profile moved = own;
    moved.baseUrl = u"https://evil.example/v1"_s;
    std::optional<QByteArray> sent;
    accounts.endpoint(moved, {}, this, [&sent](const Endpoint &endpoint) { sent = endpoint.key.reveal(); });
    QTRY_VERIFY_WITH_TIMEOUT(sent.has_value(), kWaitMs);
    QCOMPARE(*sent, QByteArray());
    QVERIFY(accounts.save(moved, {}));
    QTRY_COMPARE_WITH_TIMEOUT(accounts.key(own.uuid).place, KeyPlace::Nowhere, kWaitMs);
    QTRY_VERIFY_WITH_TIMEOUT(desk.keychain->items.isEmpty(), kWaitMs); // nobody would ask for it again
}

void TstAccounts::theEnvironmentsKeyStaysAtItsHost()
{
    Desk desk;
    const Profile same = sample(u"A"_s);
    const std::vector<Profile> others{sample(u"B"_s, u"https://evil.example/v1"_s),
                                      sample(u"C"_s, u"https://llm.example:8443/v1"_s),
                                      sample(u"D"_s, u"https://llm.example.evil.example/v1"_s)};
    QVERIFY(writeProfiles(desk.settings, {same, others[0], others[1], others[2]})); // no keychain has a key
    Accounts accounts(desk.settings, desk.credentials, nullptr);
    const Secret key(QByteArray("sk-env"));
    accounts.setEnvironment(recordOf(same), endpointOf(same, key));
    accounts.load();
    QTRY_COMPARE_WITH_TIMEOUT(accounts.key(same.uuid).place, KeyPlace::Environment, kWaitMs);
    for (const Profile &other : others) {
        QTRY_COMPARE_WITH_TIMEOUT(accounts.key(other.uuid).place, KeyPlace::Nowhere, kWaitMs);
        std::optional<QByteArray> sent;
        accounts.endpoint(other, {}, this,
                          [&sent](const Endpoint &endpoint) { sent = endpoint.key.reveal(); });
        QTRY_VERIFY_WITH_TIMEOUT(sent.has_value(), kWaitMs);
        QCOMPARE(*sent, QByteArray());
    }
}

namespace {

const QByteArray kList = R"({"object":"list","data":[],"has_more":false})";

/// An account behind a gateway that needs a secret header, with a repository that asks it.
struct GatewayDesk : Desk
{
    explicit GatewayDesk(const QString &name = u"G"_s)
    {
        server.always(FaultAnswer::json(200, kList));
        own = sample(name, server.url(u"/v1"_s).toString());
        own.parameters = {{u"tenant"_s, u"acme"_s}};
        own.headers = {{u"x-plain"_s, u"p"_s}, {u"X-Secret"_s, {}, true}};
        Repository::Options options;
        options.archivePath = folder.filePath(u"a.sqlite"_s);
        repository = std::make_unique<Repository>(std::move(options));
        accounts = std::make_unique<Accounts>(settings, credentials, repository.get());
    }
    ~GatewayDesk()
    {
        accounts.reset();
        repository.reset();
    }
    void start(const std::optional<QUuid> &only = {})
    {
        accounts->load(only);
        repository->start();
    }
    [[nodiscard]] bool wasAsked(qsizetype count = 1)
    {
        return QTest::qWaitFor([&] { return server.requests().size() >= count && repository->isSettled(); },
                               kWaitMs);
    }
    [[nodiscard]] QByteArray secretItem() const { return keychain->items.value(itemName()); }
    [[nodiscard]] QString itemName() const
    {
        return own.uuid.toString(QUuid::WithoutBraces) + u' ' + originOf(own) + u" header x-secret"_s;
    }
    [[nodiscard]] QByteArray bytes()
    {
        settings.sync();
        QFile file(settings.fileName());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    FaultServer server;
    Profile own;
    std::unique_ptr<Repository> repository;
    std::unique_ptr<Accounts> accounts;
};

} // namespace

void TstAccounts::aSecretHeaderIsSentAndNotWritten()
{
    GatewayDesk desk;
    desk.start();
    QVERIFY(desk.accounts->save(desk.own, Secret(QByteArray("sk-MARKER")),
                                {{u"x-secret"_s, Secret("pk-MARKER")}}));
    QVERIFY(desk.wasAsked());
    const FaultRequest request = desk.server.requests().last();
    QCOMPARE(request.header("x-secret"), QByteArray("pk-MARKER"));
    QCOMPARE(request.header("x-plain"), QByteArray("p"));
    QCOMPARE(request.header("authorization"), QByteArray("Bearer sk-MARKER"));
    QVERIFY(request.query().endsWith("tenant=acme"));
    QTRY_COMPARE_WITH_TIMEOUT(desk.secretItem(), QByteArray("pk-MARKER"), kWaitMs);
    QTRY_COMPARE_WITH_TIMEOUT(desk.accounts->key(desk.own.uuid).place, KeyPlace::Keychain, kWaitMs);
    QVERIFY(!desk.bytes().contains("MARKER"));
    QVERIFY(desk.bytes().contains("X-Secret"));
    // The next run reads both from the keychain.
    GatewayDesk later;
    later.keychain->items = desk.keychain->items;
    later.own = desk.own;
    QVERIFY(writeProfiles(later.settings, {desk.own}));
    later.start();
    QVERIFY(desk.wasAsked(2));
    QCOMPARE(desk.server.requests().last().header("x-secret"), QByteArray("pk-MARKER"));
}

void TstAccounts::renamingKeepsSecretHeaders()
{
    GatewayDesk desk;
    QVERIFY(desk.accounts->save(desk.own, Secret(QByteArray("sk-1")), {{u"x-secret"_s, Secret("pk-1")}}));
    QTRY_COMPARE_WITH_TIMEOUT(desk.keychain->items.size(), 2, kWaitMs);
    QTRY_COMPARE_WITH_TIMEOUT(desk.accounts->key(desk.own.uuid).place, KeyPlace::Keychain, kWaitMs);
    const int reads = desk.keychain->reads;
    Profile renamed = desk.own;
    renamed.name = u"Other"_s;
    QVERIFY(desk.accounts->save(renamed, {}));
    QCOMPARE(desk.keychain->reads, reads);
    // A parameter more is another way to ask, with the same secrets.
    renamed.parameters += {u"b"_s, {}};
    QVERIFY(desk.accounts->save(renamed, {}));
    QTRY_COMPARE_WITH_TIMEOUT(desk.accounts->key(desk.own.uuid).place, KeyPlace::Keychain, kWaitMs);
    QCOMPARE(desk.keychain->items.size(), 2);
    QCOMPARE(desk.secretItem(), QByteArray("pk-1"));
}

void TstAccounts::anotherHostGetsNoSecretHeader()
{
    GatewayDesk desk;
    FaultServer other;
    other.always(FaultAnswer::json(200, kList));
    QVERIFY(desk.accounts->save(desk.own, Secret(QByteArray("sk-1")), {{u"x-secret"_s, Secret("pk-1")}}));
    QTRY_COMPARE_WITH_TIMEOUT(desk.keychain->items.size(), 2, kWaitMs);
    desk.repository->start();
    Profile moved = desk.own;
    moved.baseUrl = other.url(u"/v1"_s).toString();
    std::optional<Endpoint> test;
    desk.accounts->endpoint(moved, {Secret("sk-2"), {}}, this, [&test](const Endpoint &e) { test = e; });
    QTRY_VERIFY_WITH_TIMEOUT(test.has_value(), kWaitMs);
    QCOMPARE(test->extras.headers.size(), 1); // the plain one
    QVERIFY(desk.accounts->save(moved, Secret(QByteArray("sk-2"))));
    QTRY_COMPARE_WITH_TIMEOUT(desk.accounts->key(desk.own.uuid).missingHeaders, QStringList{u"X-Secret"_s},
                              kWaitMs);
    QTRY_COMPARE_WITH_TIMEOUT(desk.keychain->items.values(), QList<QByteArray>{"sk-2"}, kWaitMs);
    QTest::qWait(30);
    QCOMPARE(other.connections(), 0);
}

void TstAccounts::whatIsRemovedIsErased()
{
    GatewayDesk desk;
    QVERIFY(desk.accounts->save(desk.own, Secret(QByteArray("sk-1")), {{u"x-secret"_s, Secret("pk-1")}}));
    QTRY_COMPARE_WITH_TIMEOUT(desk.keychain->items.size(), 2, kWaitMs);
    Profile plain = desk.own;
    plain.headers[1] = {u"x-secret"_s, u"now plain"_s}; // no secret any more
    QVERIFY(desk.accounts->save(plain, {}));
    QTRY_COMPARE_WITH_TIMEOUT(desk.keychain->items.values(), QList<QByteArray>{"sk-1"}, kWaitMs);
    QVERIFY(desk.accounts->save(desk.own, {}, {{u"x-secret"_s, Secret("pk-2")}}));
    QTRY_COMPARE_WITH_TIMEOUT(desk.secretItem(), QByteArray("pk-2"), kWaitMs);
    Profile keyless = desk.own;
    QVERIFY(desk.accounts->save(keyless, Secret()));
    QTRY_COMPARE_WITH_TIMEOUT(desk.keychain->items.values(), QList<QByteArray>{"pk-2"}, kWaitMs);
    QVERIFY(desk.accounts->remove(desk.own.uuid, true, this, [](const ArchiveResult<int> &) {}));
    QTRY_VERIFY_WITH_TIMEOUT(desk.keychain->items.isEmpty(), kWaitMs);
    QVERIFY(!desk.bytes().contains("x-plain"));
}

void TstAccounts::withoutASecretHeaderTheServerIsNotAsked()
{
    for (const bool keyless : {false, true}) {
        GatewayDesk desk;
        desk.own.withoutKey = keyless;
        desk.have({desk.own}); // its key, and no header
        desk.start();
        QTRY_COMPARE_WITH_TIMEOUT(desk.accounts->key(desk.own.uuid).missingHeaders,
                                  QStringList{u"X-Secret"_s}, kWaitMs);
        QTRY_VERIFY_WITH_TIMEOUT(desk.repository->isSettled(), kWaitMs);
        QVERIFY(!desk.repository->accounts().front().askable);
        QVERIFY(desk.server.requests().isEmpty());
        // Entered later, without the key again.
        QVERIFY(desk.accounts->save(desk.own, {}, {{u"x-secret"_s, Secret("pk-1")}}));
        QVERIFY(desk.wasAsked());
        QCOMPARE(desk.server.requests().last().header("x-secret"), QByteArray("pk-1"));
        QCOMPARE(desk.server.requests().last().header("authorization").isEmpty(), keyless);
        QCOMPARE(desk.accounts->key(desk.own.uuid).missingHeaders, QStringList());
    }
}

void TstAccounts::aLockedKeychainHoldsBackOnlyItsAccount()
{
    GatewayDesk desk;
    desk.own.withoutKey = true;
    desk.have({desk.own});
    desk.keychain->items.insert(desk.itemName(), "pk-1");
    desk.keychain->mode = FakeKeychain::Mode::Locked;
    desk.start();
    QCOMPARE(desk.accounts->key(desk.own.uuid).place, KeyPlace::Asked);
    QVERIFY(desk.accounts->awaitsKeys());
    desk.keychain->unlock();
    QVERIFY(desk.wasAsked());
    QCOMPARE(desk.server.requests().last().header("x-secret"), QByteArray("pk-1"));
}

void TstAccounts::aLateAnswerBringsNoOldHeaders()
{
    GatewayDesk desk;
    Profile before = desk.own;
    before.headers.removeLast();
    desk.have({before});
    desk.keychain->mode = FakeKeychain::Mode::Locked;
    desk.start();
    // While the key is awaited, a secret header comes.
    QVERIFY(desk.accounts->save(desk.own, {}, {{u"x-secret"_s, Secret("pk-1")}}));
    desk.keychain->unlock();
    QVERIFY(desk.wasAsked());
    QTRY_COMPARE_WITH_TIMEOUT(desk.accounts->key(desk.own.uuid).place, KeyPlace::Keychain, kWaitMs);
    for (const FaultRequest &request : desk.server.requests())
        QCOMPARE(request.header("x-secret"), QByteArray("pk-1"));
}

void TstAccounts::aHeaderThatIsNotTakenStaysInMemory()
{
    for (const auto mode : {FakeKeychain::Mode::Refuses, FakeKeychain::Mode::Missing}) {
        GatewayDesk desk;
        desk.keychain->mode = mode;
        desk.start();
        QVERIFY(desk.accounts->save(desk.own, Secret(QByteArray("sk-1")), {{u"x-secret"_s, Secret("pk-1")}}));
        QVERIFY(desk.wasAsked());
        QCOMPARE(desk.server.requests().last().header("x-secret"), QByteArray("pk-1"));
        QTRY_VERIFY_WITH_TIMEOUT(desk.accounts->key(desk.own.uuid).refused, kWaitMs);
        QCOMPARE(desk.accounts->key(desk.own.uuid).place, KeyPlace::Session);
        QVERIFY(desk.keychain->items.isEmpty());
        QVERIFY(!desk.bytes().contains("pk-1"));
        // Still so when something else of the account is changed.
        desk.own.parameters += {u"more"_s, u"1"_s};
        const qsizetype before = desk.server.requests().size();
        QVERIFY(desk.accounts->save(desk.own, {}));
        QVERIFY(desk.wasAsked(before + 1));
        QCOMPARE(desk.server.requests().last().header("x-secret"), QByteArray("pk-1"));
        QVERIFY(desk.accounts->key(desk.own.uuid).refused);
    }
}

void TstAccounts::theExtrasOfARunAreNotSaved()
{
    GatewayDesk desk;
    desk.have({desk.own}); // no keychain has the header, which this run brings along
    desk.accounts->setRunExtras(desk.own.uuid, {{{u"tenant"_s, u"other"_s}, {u"more"_s, u"1"_s}},
                                                {{u"x-secret"_s, Secret("pk-run"), true}}});
    desk.start(desk.own.uuid);
    QVERIFY(desk.wasAsked());
    const FaultRequest request = desk.server.requests().last();
    QVERIFY2(request.query().endsWith("tenant=other&more=1"), request.query().constData());
    QCOMPARE(request.header("x-secret"), QByteArray("pk-run"));
    QCOMPARE(request.header("x-plain"), QByteArray("p"));
    Profile renamed = desk.own;
    renamed.name = u"Other"_s;
    QVERIFY(desk.accounts->save(renamed, {}));
    QVERIFY(!desk.bytes().contains("pk-run") && !desk.bytes().contains("other"));
    QCOMPARE(desk.keychain->items.size(), 1);
}

// What a command line with extras stored belongs to the account that is set up with the same ones later.
void TstAccounts::aGatewaysStoredJobsFindTheirAccount()
{
    Desk desk;
    Profile gateway = sample(u"Gateway"_s, u"http://127.0.0.1:9/v1"_s);
    gateway.parameters = {{u"provider"_s, u"a"_s}};
    AccountRecord stored = recordOf(gateway);
    stored.uuid = gatewayUuid(stored, plainExtrasOf(gateway));
    const QString path = desk.folder.filePath(u"a.sqlite"_s);
    {
        auto opened = Archive::open({path, 5000, false, false});
        auto *archive = std::get_if<std::unique_ptr<Archive>>(&opened);
        QVERIFY(archive);
        QVERIFY(std::holds_alternative<AccountRecord>((*archive)->ensureAccount(stored)));
    }
    Repository::Options options;
    options.archivePath = path;
    Repository repository(std::move(options));
    repository.start();
    QTRY_VERIFY_WITH_TIMEOUT(repository.isSettled(), kWaitMs);
    Accounts accounts(desk.settings, desk.credentials, &repository);
    accounts.load();
    Profile other = gateway;
    other.uuid = {};
    other.parameters = {{u"provider"_s, u"b"_s}};
    QVERIFY(accounts.save(other, Secret()));
    gateway.uuid = {};
    QVERIFY(accounts.save(gateway, Secret()));
    const std::vector<Profile> saved = readProfiles(desk.settings);
    QCOMPARE(saved.size(), std::size_t(2));
    QVERIFY(saved[0].uuid != stored.uuid);
    QCOMPARE(saved[1].uuid, stored.uuid);
}

QTEST_GUILESS_MAIN(TstAccounts)
#include "tst_accounts.moc"
