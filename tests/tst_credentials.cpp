// SPDX-License-Identifier: GPL-3.0-or-later
// The keys of accounts: in a keychain that works, is missing, refuses or stays locked; and in a real one.
#include "app/accounts/credentials.h"
#include "tests/support/waiting.h"

#include "tests/support/fakekeychain.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <optional>

using namespace tuneboard;
using namespace Qt::StringLiterals;
using Mode = FakeKeychain::Mode;

namespace {

using tuneboard::test::kWaitMs;

Profile work(const QString &url = u"https://llm.example/v1"_s)
{
    Profile profile;
    profile.uuid = QUuid(u"{00000000-0000-4000-8000-000000000001}"_s);
    profile.name = u"Work"_s;
    profile.dialect = u"compatible"_s;
    profile.baseUrl = url;
    return profile;
}

Secret secret(const char *text)
{
    return Secret(QByteArray(text));
}

struct Desk
{
    std::shared_ptr<FakeKeychain::State> keychain = std::make_shared<FakeKeychain::State>();
    Credentials credentials{std::make_unique<FakeKeychain>(keychain)};
};

Credentials::Found readNow(Credentials &credentials, const Profile &profile)
{
    std::optional<Credentials::Found> found;
    QObject context;
    credentials.read(profile, &context, [&found](const Credentials::Found &f) { found = f; });
    if (found) // answers come from the event loop, never inside the call
        return {secret("too early"), KeyPlace::Nowhere, false};
    if (!QTest::qWaitFor([&found] { return found.has_value(); }, kWaitMs))
        return {secret("never"), KeyPlace::Nowhere, false};
    return *found;
}

std::optional<KeyPlace> storeNow(Credentials &credentials, const Profile &profile, const Secret &key)
{
    std::optional<KeyPlace> place;
    QObject context;
    credentials.store(profile, key, &context, [&place](KeyPlace p) { place = p; });
    (void)QTest::qWaitFor([&place] { return place.has_value(); }, kWaitMs);
    return place;
}

} // namespace

class TstCredentials : public QObject
{
    Q_OBJECT

private slots:
    void aKeychainKeepsThem();
    void anotherHostGetsNothing();
    void withoutAServiceTheyStayInMemory();
    void withoutALibraryTheyStayInMemory();
    void aRefusalIsNoLoss();
    void aLockedKeychainHoldsNothingUp();
    void nobodyIsToldAfterItsEnd();
    void erasedIsGone();
    void secretHeadersAreKeptLikeTheKey();
    void aMissingHeaderIsNamed();
    void aHeaderInMemoryIsSaid();
    void onlyTheHeadersOfAnAccountWithoutAKeyAreRead();
    void theRealOne();
    void realWithoutAService();

private:
    void realInside();
};

void TstCredentials::aKeychainKeepsThem()
{
    Desk desk;
    QCOMPARE(readNow(desk.credentials, work()).place, KeyPlace::Nowhere);
    QCOMPARE(storeNow(desk.credentials, work(), secret("sk-1")), std::optional(KeyPlace::Keychain));
    QCOMPARE(readNow(desk.credentials, work()).key.reveal(), QByteArray("sk-1"));
    QCOMPARE(readNow(desk.credentials, work()).place, KeyPlace::Keychain);
    // A later run finds it.
    Credentials later(std::make_unique<FakeKeychain>(desk.keychain));
    QCOMPARE(readNow(later, work()).key.reveal(), QByteArray("sk-1"));
    QVERIFY(!later.isWithoutService());
}

void TstCredentials::anotherHostGetsNothing()
{
    Desk desk;
    storeNow(desk.credentials, work(), secret("sk-1"));
    for (const QString &url : {u"https://evil.example/v1"_s, u"https://llm.example:8443/v1"_s,
                               u"https://llm.example.evil.example/v1"_s, u"http://127.0.0.1/v1"_s})
        QVERIFY2(readNow(desk.credentials, work(url)).key.isEmpty(), qPrintable(url));
    Profile other = work();
    other.uuid = QUuid::createUuid();
    QVERIFY(readNow(desk.credentials, other).key.isEmpty());
    QCOMPARE(readNow(desk.credentials, work(u"https://llm.example/v2"_s)).key.reveal(), QByteArray("sk-1"));
}

void TstCredentials::withoutAServiceTheyStayInMemory()
{
    Desk desk;
    desk.keychain->mode = Mode::Missing;
    QSignalSpy missing(&desk.credentials, &Credentials::serviceMissing);
    desk.credentials.probe();
    QTRY_COMPARE_WITH_TIMEOUT(missing.count(), 1, kWaitMs);
    QVERIFY(desk.credentials.isWithoutService());
    QCOMPARE(storeNow(desk.credentials, work(), secret("sk-1")), std::optional(KeyPlace::Session));
    QCOMPARE(readNow(desk.credentials, work()).key.reveal(), QByteArray("sk-1"));
    QCOMPARE(readNow(desk.credentials, work()).place, KeyPlace::Session);
    QCOMPARE(missing.count(), 1); // said once
    Credentials later(std::make_unique<FakeKeychain>(desk.keychain));
    QVERIFY(readNow(later, work()).key.isEmpty());
}

void TstCredentials::withoutALibraryTheyStayInMemory()
{
    Credentials credentials(nullptr);
    QVERIFY(credentials.isWithoutService());
    QVERIFY(readNow(credentials, work()).key.isEmpty());
    QCOMPARE(storeNow(credentials, work(), secret("sk-1")), std::optional(KeyPlace::Session));
    QCOMPARE(readNow(credentials, work()).key.reveal(), QByteArray("sk-1"));
}

void TstCredentials::aRefusalIsNoLoss()
{
    Desk desk;
    desk.keychain->mode = Mode::Refuses;
    QCOMPARE(storeNow(desk.credentials, work(), secret("sk-1")), std::optional(KeyPlace::Session));
    QCOMPARE(readNow(desk.credentials, work()).key.reveal(), QByteArray("sk-1"));
    Credentials later(std::make_unique<FakeKeychain>(desk.keychain));
    const Credentials::Found found = readNow(later, work());
    QVERIFY(found.refused && found.key.isEmpty());
    QVERIFY(!later.isWithoutService());
}

void TstCredentials::aLockedKeychainHoldsNothingUp()
{
    Desk desk;
    storeNow(desk.credentials, work(), secret("sk-1"));
    desk.keychain->mode = Mode::Locked;
    std::optional<Credentials::Found> found;
    desk.credentials.read(work(), this, [&found](const Credentials::Found &f) { found = f; });
    int ticks = 0;
    QTimer tick;
    connect(&tick, &QTimer::timeout, this, [&ticks] { ++ticks; });
    tick.start(1);
    QTRY_VERIFY_WITH_TIMEOUT(ticks >= 20, kWaitMs); // the program lives on
    QVERIFY(!found);
    // Meanwhile a new key works at once.
    std::optional<KeyPlace> place;
    desk.credentials.store(work(), secret("sk-2"), this, [&place](KeyPlace p) { place = p; });
    QCOMPARE(readNow(desk.credentials, work()).key.reveal(), QByteArray("sk-2"));
    desk.keychain->unlock();
    QTRY_VERIFY_WITH_TIMEOUT(found && place, kWaitMs);
    QCOMPARE(*place, KeyPlace::Keychain);
    QCOMPARE(readNow(desk.credentials, work()).place, KeyPlace::Keychain);
}

void TstCredentials::nobodyIsToldAfterItsEnd()
{
    Desk desk;
    desk.keychain->mode = Mode::Locked;
    {
        QObject context;
        desk.credentials.read(work(), &context, [](const Credentials::Found &) { QFAIL("told"); });
        desk.credentials.store(work(), secret("sk-1"), &context, [](KeyPlace) { QFAIL("told"); });
    }
    desk.keychain->unlock();
    QTest::qWait(20);
    QCOMPARE(desk.keychain->items.size(), 1); // kept all the same
}

Profile withHeaders(const QString &url = u"https://llm.example/v1"_s)
{
    Profile profile = work(url);
    profile.headers = {
        {u"x-tenant"_s, u"acme"_s}, {u"X-Portkey-Api-Key"_s, {}, true}, {u"x-token"_s, {}, true}};
    return profile;
}

void storeHeaders(Credentials &credentials, const Profile &profile)
{
    int stored = 0;
    QObject context;
    const auto count = [&stored](KeyPlace) {
        ++stored;
    };
    credentials.store(profile, secret("sk-1"), &context, count);
    credentials.storeHeader(profile, u"X-Portkey-Api-Key"_s, secret("pk-1"), &context, count);
    credentials.storeHeader(profile, u"x-token"_s, secret("t-1"), &context, count);
    (void)QTest::qWaitFor([&stored] { return stored == 3; }, kWaitMs);
}

void TstCredentials::secretHeadersAreKeptLikeTheKey()
{
    Desk desk;
    storeHeaders(desk.credentials, withHeaders());
    QCOMPARE(desk.keychain->items.size(), 3);
    Credentials later(std::make_unique<FakeKeychain>(desk.keychain));
    const Credentials::Found found = readNow(later, withHeaders());
    QCOMPARE(found.key.reveal(), QByteArray("sk-1"));
    QCOMPARE(found.place, KeyPlace::Keychain);
    QCOMPARE(found.headers.size(), 2);
    QCOMPARE(found.headers.value(u"x-portkey-api-key"_s).reveal(), QByteArray("pk-1"));
    QCOMPARE(found.missingHeaders, QStringList());
    // Another spelling of the name is the same header; another host is another account.
    Profile spelled = withHeaders();
    spelled.headers[1].name = u"x-portkey-api-key"_s;
    QCOMPARE(readNow(later, spelled).headers.size(), 2);
    QCOMPARE(readNow(later, withHeaders(u"https://evil.example/v1"_s)).headers.size(), 0);
    later.eraseHeader(withHeaders(), u"x-token"_s);
    QTRY_COMPARE_WITH_TIMEOUT(desk.keychain->items.size(), 2, kWaitMs);
    later.erase(withHeaders());
    QTRY_COMPARE_WITH_TIMEOUT(desk.keychain->items.size(), 0, kWaitMs);
}

void TstCredentials::aMissingHeaderIsNamed()
{
    Desk desk;
    storeNow(desk.credentials, work(), secret("sk-1"));
    Credentials::Found found = readNow(desk.credentials, withHeaders());
    QCOMPARE(found.key.reveal(), QByteArray("sk-1"));
    QCOMPARE(found.missingHeaders, QStringList({u"X-Portkey-Api-Key"_s, u"x-token"_s}));
    QVERIFY(!found.refused);
    desk.keychain->mode = Mode::Refuses;
    found = readNow(desk.credentials, withHeaders());
    QVERIFY(found.refused);
    QCOMPARE(found.missingHeaders.size(), 2);
}

void TstCredentials::aHeaderInMemoryIsSaid()
{
    Desk desk;
    storeNow(desk.credentials, work(), secret("sk-1"));
    desk.keychain->mode = Mode::Refuses;
    storeHeaders(desk.credentials, withHeaders());
    QVERIFY(desk.credentials.isInMemory(withHeaders()));
    desk.keychain->mode = Mode::Works;
    const Credentials::Found found = readNow(desk.credentials, withHeaders());
    QCOMPARE(found.place, KeyPlace::Session);
    QCOMPARE(found.headers.size(), 2);
    QVERIFY(readNow(desk.credentials, withHeaders(u"https://evil.example/v1"_s)).headers.isEmpty());
}

void TstCredentials::onlyTheHeadersOfAnAccountWithoutAKeyAreRead()
{
    Desk desk;
    storeHeaders(desk.credentials, withHeaders());
    Profile keyless = withHeaders();
    keyless.withoutKey = true;
    const int before = desk.keychain->reads;
    const Credentials::Found found = readNow(desk.credentials, keyless);
    QCOMPARE(desk.keychain->reads - before, 2);
    QVERIFY(found.key.isEmpty());
    QCOMPARE(found.place, KeyPlace::Keychain);
    QCOMPARE(found.headers.size(), 2);
    keyless.headers.clear();
    QCOMPARE(readNow(desk.credentials, keyless).place, KeyPlace::Nowhere);
    QCOMPARE(desk.keychain->reads - before, 2);
}

void TstCredentials::erasedIsGone()
{
    Desk desk;
    storeNow(desk.credentials, work(), secret("sk-1"));
    desk.credentials.erase(work());
    QTRY_VERIFY_WITH_TIMEOUT(desk.keychain->items.isEmpty(), kWaitMs);
    QVERIFY(readNow(desk.credentials, work()).key.isEmpty());
}

// Runs itself again inside a session bus with a Secret Service of its own, in folders of its own.
void TstCredentials::theRealOne()
{
    if (qEnvironmentVariableIsSet("TUNEBOARD_TEST_KEYRING"))
        return realInside();
    if (!systemKeychain())
        QSKIP("built without QtKeychain");
    for (const QString &tool : {u"dbus-run-session"_s, u"gnome-keyring-daemon"_s}) {
        if (QStandardPaths::findExecutable(tool).isEmpty())
            QSKIP(qPrintable(u"%1 is not installed"_s.arg(tool)));
    }
    const QTemporaryDir home;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name :
         {u"HOME"_s, u"XDG_DATA_HOME"_s, u"XDG_CONFIG_HOME"_s, u"XDG_RUNTIME_DIR"_s, u"XDG_CACHE_HOME"_s})
        environment.insert(name, home.path());
    environment.insert(u"TUNEBOARD_TEST_KEYRING"_s, home.path());
    environment.insert(u"XDG_CURRENT_DESKTOP"_s, u"GNOME"_s);
    environment.remove(u"DBUS_SESSION_BUS_ADDRESS"_s);
    QProcess session;
    session.setProcessEnvironment(environment);
    session.setProcessChannelMode(QProcess::MergedChannels);
    session.start(u"dbus-run-session"_s,
                  {u"--"_s, u"sh"_s, u"-c"_s,
                   u"printf 'test\\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null && "
                   "exec \"$0\" theRealOne"_s,
                   QCoreApplication::applicationFilePath()});
    QVERIFY(session.waitForFinished(60'000));
    const QByteArray said = session.readAll();
    QVERIFY2(session.exitCode() == 0, said.constData());
    // The key is on the disk in the keyring's own, locked form alone.
    QVERIFY(!said.contains("sk-MARKER"));
}

void TstCredentials::realInside()
{
    {
        Credentials credentials(systemKeychain(u"tuneboard-test"_s));
        QVERIFY(readNow(credentials, work()).key.isEmpty());
        QVERIFY(!credentials.isWithoutService());
        QCOMPARE(storeNow(credentials, work(), secret("sk-MARKER")), std::optional(KeyPlace::Keychain));
    }
    Credentials later(systemKeychain(u"tuneboard-test"_s));
    QCOMPARE(readNow(later, work()).key.reveal(), QByteArray("sk-MARKER"));
    QCOMPARE(readNow(later, work()).place, KeyPlace::Keychain);
    QVERIFY(readNow(later, work(u"https://evil.example/v1"_s)).key.isEmpty());
    later.erase(work());
    QTRY_VERIFY_WITH_TIMEOUT(readNow(later, work()).key.isEmpty(), kWaitMs);
}

// Where no service answers, the system's library says "Unknown error".
void TstCredentials::realWithoutAService()
{
    if (!systemKeychain())
        QSKIP("built without QtKeychain");
#if !defined(Q_OS_LINUX)
    QSKIP("this system always has its keychain");
#endif
    if (qEnvironmentVariableIsSet("TUNEBOARD_TEST_KEYRING"))
        return;
    if (!qEnvironmentVariableIsSet("TUNEBOARD_TEST_NO_KEYRING")) {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"TUNEBOARD_TEST_NO_KEYRING"_s, u"1"_s);
        environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nowhere"_s);
        QProcess again;
        again.setProcessEnvironment(environment);
        again.setProcessChannelMode(QProcess::MergedChannels);
        again.start(QCoreApplication::applicationFilePath(), {u"realWithoutAService"_s});
        QVERIFY(again.waitForFinished(60'000));
        const QByteArray said = again.readAll();
        QVERIFY2(again.exitCode() == 0, said.constData());
        return;
    }
    Credentials credentials(systemKeychain(u"tuneboard-test"_s));
    QCOMPARE(storeNow(credentials, work(), secret("sk-1")), std::optional(KeyPlace::Session));
    QVERIFY(credentials.isWithoutService());
    QCOMPARE(readNow(credentials, work()).key.reveal(), QByteArray("sk-1"));
}

QTEST_GUILESS_MAIN(TstCredentials)
#include "tst_credentials.moc"
