// SPDX-License-Identifier: GPL-3.0-or-later
// Settings, keychain and repository stay in step. What the window makes of it is in tst_session.
#include "app/accounts/accounts.h"

#include "app/accounts/profileendpoint.h"
#include "tests/support/fakekeychain.h"
#include "tests/support/faultserver.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace tuneboard;
using namespace Qt::StringLiterals;

namespace {

constexpr int kWaitMs = 20000;

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
    accounts.endpoint(moved, this, [&sent](const Endpoint &endpoint) { sent = endpoint.key.reveal(); });
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
        accounts.endpoint(other, this, [&sent](const Endpoint &endpoint) { sent = endpoint.key.reveal(); });
        QTRY_VERIFY_WITH_TIMEOUT(sent.has_value(), kWaitMs);
        QCOMPARE(*sent, QByteArray());
    }
}

QTEST_GUILESS_MAIN(TstAccounts)
#include "tst_accounts.moc"
