// SPDX-License-Identifier: GPL-3.0-or-later
// The dialogs of accounts as a user has them: first run, wrong key, no permission, unreachable host, and a
// certificate of one's own authority; with pictures.
#include "app/accounts/accounts.h"
#include "app/accounts/profileendpoint.h"
#include "tests/support/authority.h"
#include "tests/support/fakekeychain.h"
#include "tests/support/faultserver.h"
#include "tests/support/folders.h"
#include "tests/support/waiting.h"
#include "ui/accounts/accountsdialog.h"
#include "ui/accounts/keyfield.h"
#include "ui/accounts/profiledialog.h"
#include "ui/theme.h"

#include <QAccessible>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QListWidget>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace tuneboard;

namespace {

using tuneboard::test::kWaitMs;
const QByteArray kList = R"({"object":"list","data":[],"has_more":false})";

Timing quick()
{
    Timing timing;
    timing.baseMs = 5;
    timing.maxMs = 20;
    timing.connectMs = 5000;
    timing.deadlineMs = 5000;
    return timing;
}

/// Settings, keychain, accounts and a dialog on them.
struct Desk
{
    QTemporaryDir folder;
    std::shared_ptr<FakeKeychain::State> keychain = std::make_shared<FakeKeychain::State>();
    std::unique_ptr<QSettings> settings =
        std::make_unique<QSettings>(folder.filePath(u"s.ini"_s), QSettings::IniFormat);
    Credentials credentials{std::make_unique<FakeKeychain>(keychain)};
    Accounts accounts{*settings, credentials, nullptr};
    QPointer<ProfileDialog> dialog;

    Desk() { accounts.load(); }
    ~Desk() { delete dialog; }

    void open(const std::optional<Profile> &existing = {})
    {
        dialog = new ProfileDialog(accounts, existing, nullptr);
        dialog->setTiming(quick());
        dialog->show();
        QVERIFY(QTest::qWaitForWindowExposed(dialog));
    }
    template<class T>
    [[nodiscard]] T *find(const QString &name) const
    {
        return dialog->findChild<T *>(name);
    }
    void type(const QString &field, const QString &text) const { find<QLineEdit>(field)->setText(text); }
    void fill(const QUrl &url, const QString &key = u"sk-MARKER"_s) const
    {
        find<QComboBox>(u"profileDialect"_s)->setCurrentIndex(1); // compatible
        type(u"profileName"_s, u"Lab & Co"_s);
        type(u"profileUrl"_s, url.toString());
        type(u"profileKey"_s, key);
    }
    [[nodiscard]] bool test() const
    {
        auto *button = find<QPushButton>(u"testConnection"_s);
        button->click();
        return QTest::qWaitFor([&] { return button->text() == "Test connection"_L1; }, kWaitMs) &&
               !lines().isEmpty();
    }
    [[nodiscard]] QStringList lines() const
    {
        QStringList texts;
        for (const QLabel *label : find<QWidget>(u"testResult"_s)->findChildren<QLabel *>()) {
            if (!label->text().isEmpty() && !label->isHidden() && !label->parentWidget()->isHidden())
                texts += label->text();
        }
        return texts;
    }
    [[nodiscard]] QString problem() const
    {
        const auto *label = find<QLabel>(u"profileProblem"_s);
        return label->isHidden() ? QString() : label->text();
    }
    void click(const QString &name) const { find<QPushButton>(name)->click(); }
    /// In both themes.
    void save(const QString &name) const
    {
        QDir(test::buildPath({})).mkpath(u"screenshots"_s);
        for (const auto &[mode, word] :
             {std::pair(ThemeMode::Dark, u"dark"_s), std::pair(ThemeMode::Light, u"light"_s)}) {
            applyTheme(*qApp, mode);
            QTest::qWait(60);
            QVERIFY(dialog->grab().save(test::buildPath(u"screenshots/account-%1-%2.png"_s.arg(name, word))));
        }
        // What a window of 900x600 has room for.
        QVERIFY2(dialog->height() <= 600, qPrintable(QString::number(dialog->height())));
    }
};

FaultAnswer refused(int status, const QByteArray &message)
{
    return FaultAnswer::json(status, R"({"error":{"message":")" + message + R"(","code":null}})")
        .header("x-request-id", "req_77");
}

} // namespace

class TstProfileDialog : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void firstRun();
    void mistakesAreSaidAtTheField();
    void theKeyNeverComesOut();
    void aGoodKey();
    void aWrongKey();
    void noPermission();
    void anUnreachableHost();
    void anAuthorityOfOnesOwn();
    void aTestCanBeStopped();
    void withoutAKeychainItSaysSo();
    void aChangeKeepsTheKeyAndAnotherHostDoesNot();
    void aServerWithoutKeys();
    void extrasAreFoldedUntilTheyAreUsed();
    void extrasAreFilledInAndTested();
    void mistakesInExtrasAreSaidBesideTheRow();
    void aSecretValueNeverComesOut();
    void aStoredSecretStays();
    void rowsAreChangedByKeys();
    void manyRowsScroll();
    void theList();
    void removingNamesTheStoredSecrets_data();
    void removingNamesTheStoredSecrets();
    void removingAsksForTheJobs();
};

void TstProfileDialog::init()
{
    applyTheme(*qApp, ThemeMode::Light);
    QGuiApplication::clipboard()->clear();
}

void TstProfileDialog::firstRun()
{
    Desk desk;
    desk.open();
    QCOMPARE(desk.dialog->windowTitle(), u"Add an account"_s);
    QCOMPARE(desk.find<QLineEdit>(u"profileUrl"_s)->text(), u"https://api.openai.com/v1"_s);
    QVERIFY(desk.find<QLabel>(u"profileKeyNote"_s)->text().contains("api.openai.com"_L1));
    desk.save(u"first-run"_s);
    desk.find<QToolButton>(u"profileMore"_s)->click();
    desk.save(u"more"_s);
    desk.type(u"profileName"_s, u" Work "_s);
    desk.type(u"profileKey"_s, u"sk-MARKER"_s);
    QSignalSpy saved(desk.dialog, &ProfileDialog::saved);
    desk.click(u"profileSave"_s);
    QCOMPARE(saved.count(), 1);
    QVERIFY(saved.first().first().toBool());
    QTRY_VERIFY(!desk.dialog);
    QCOMPARE(desk.accounts.profiles().size(), std::size_t(1));
    const Profile &profile = desk.accounts.profiles().front();
    QCOMPARE(profile.name, u"Work"_s);
    QCOMPARE(profile.colour, 0);
    QVERIFY(!profile.uuid.isNull());
    QTRY_COMPARE(desk.accounts.key(profile.uuid).place, KeyPlace::Keychain);
    QCOMPARE(desk.keychain->items.values(), QList<QByteArray>{"sk-MARKER"});
    desk.settings->sync();
    QFile file(desk.settings->fileName());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    QVERIFY(bytes.contains("Work"));
    QVERIFY(!bytes.contains("MARKER"));
}

void TstProfileDialog::mistakesAreSaidAtTheField()
{
    Desk desk;
    desk.open();
    const auto wrong = [&desk](const QString &words, const QString &field) {
        desk.click(u"profileSave"_s);
        QVERIFY2(desk.problem().contains(words), qPrintable(desk.problem()));
        QCOMPARE(desk.dialog->focusWidget(), desk.find<QWidget>(field));
        QVERIFY(desk.accounts.profiles().empty());
    };
    wrong(u"name"_s, u"profileName"_s);
    desk.type(u"profileName"_s, u"Work"_s);
    QCOMPARE(desk.problem(), QString()); // what is being mended is not complained about
    wrong(u"Enter the key"_s, u"profileKey"_s);
    desk.type(u"profileUrl"_s, u"http://llm.example/v1"_s);
    wrong(u"https://"_s, u"profileUrl"_s);
    desk.save(u"mistake"_s);
    desk.type(u"profileUrl"_s, u"https://user:MARKER@llm.example/v1"_s);
    wrong(u"user name"_s, u"profileUrl"_s);
    QVERIFY(!desk.problem().contains("MARKER"_L1));
    desk.type(u"profileUrl"_s, u"https://llm.example/v1"_s);
    desk.type(u"profileCaFile"_s, desk.folder.filePath(u"none.pem"_s));
    wrong(u"none.pem"_s, u"profileCaFile"_s);
    QVERIFY(desk.find<QWidget>(u"profileMorePage"_s)->isVisible()); // its field has to be seen
    desk.type(u"profileCaFile"_s, QString());
    desk.type(u"profileKey"_s, u"sk MARKER"_s);
    wrong(u"paste it again"_s, u"profileKey"_s);
    QVERIFY(!desk.problem().contains("MARKER"_L1));
}

void TstProfileDialog::theKeyNeverComesOut()
{
    Desk desk;
    desk.open();
    auto *key = desk.find<KeyField>(u"profileKey"_s);
    key->setFocus();
    QGuiApplication::clipboard()->setText(u"\n  sk-MARKER \n"_s);
    key->paste();
    QCOMPARE(key->key().reveal(), QByteArray("sk-MARKER")); // what is around it is no part of it
    QGuiApplication::clipboard()->setText(u"mine"_s);
    key->selectAll();
    QTest::keyClick(key, Qt::Key_C, Qt::ControlModifier);
    QTest::keyClick(key, Qt::Key_X, Qt::ControlModifier);
    key->copy();
    key->cut();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"mine"_s); // and nobody clears it
    QVERIFY(!key->displayText().contains("MARKER"_L1));
    const QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(key);
    QVERIFY(!spoken || !spoken->text(QAccessible::Value).contains("MARKER"_L1));
}

void TstProfileDialog::aGoodKey()
{
    FaultServer server;
    server.always(FaultAnswer::json(200, kList).header("openai-organization", "acme-search"));
    Desk desk;
    desk.open();
    desk.fill(server.url(u"/v1"_s));
    QVERIFY(desk.test());
    QCOMPARE(desk.lines().size(), 4);
    QVERIFY2(desk.lines().first().contains("127.0.0.1"_L1) && desk.lines().first().contains("acme-search"_L1),
             qPrintable(desk.lines().first()));
    for (int i = 1; i < 4; ++i)
        QVERIFY(desk.lines().at(i).endsWith("allowed"_L1));
    desk.save(u"good-key"_s);
    // Other fields, other answer: what was found is taken away.
    desk.type(u"profileUrl"_s, u"https://other.example/v1"_s);
    QCOMPARE(desk.lines(), QStringList());
    for (const FaultRequest &request : server.requests())
        QCOMPARE(request.header("authorization"), QByteArray("Bearer sk-MARKER"));
    QVERIFY(desk.keychain->items.isEmpty()); // a test keeps nothing
}

void TstProfileDialog::aWrongKey()
{
    FaultServer server;
    server.always(refused(401, "Incorrect API key provided: sk-MARKER."));
    Desk desk;
    desk.open();
    desk.fill(server.url(u"/v1"_s));
    QVERIFY(desk.test());
    QVERIFY2(desk.lines().first().contains("did not accept the key"_L1), qPrintable(desk.lines().first()));
    QVERIFY(desk.lines().last().contains("req_77"_L1));
    QVERIFY(!desk.lines().join(u' ').contains("MARKER"_L1));
    desk.save(u"wrong-key"_s);
}

void TstProfileDialog::noPermission()
{
    FaultServer server;
    server.always([](const FaultRequest &request) {
        return request.path().contains("/fine_tuning/")
                   ? refused(403, "You have insufficient permissions for this operation.")
                   : FaultAnswer::json(200, kList);
    });
    Desk desk;
    desk.open();
    desk.fill(server.url(u"/v1"_s));
    QVERIFY(desk.test());
    const QString said = desk.lines().join(u'\n');
    QVERIFY2(said.contains("List fine-tuning jobs: refused"_L1), qPrintable(said));
    QVERIFY(said.contains("insufficient permissions"_L1));
    QVERIFY(said.contains("List models: allowed"_L1));
    desk.save(u"no-permission"_s);
}

void TstProfileDialog::anUnreachableHost()
{
    QUrl url;
    {
        const FaultServer server;
        url = server.url(u"/v1"_s);
    } // its port is closed now
    Desk desk;
    desk.open();
    desk.fill(url);
    QVERIFY(desk.test());
    QVERIFY2(desk.lines().first().contains("could not be reached"_L1), qPrintable(desk.lines().first()));
    desk.save(u"unreachable"_s);
}

void TstProfileDialog::anAuthorityOfOnesOwn()
{
    const TestAuthority authority;
    if (!authority.missing().isEmpty())
        QSKIP(qPrintable(authority.missing()));
    FaultServer server(authority.certificate(), authority.key());
    server.always(FaultAnswer::json(200, kList));
    Desk desk;
    desk.open();
    desk.fill(server.url(u"/v1"_s));
    QVERIFY(desk.test());
    const QString said = desk.lines().join(u'\n');
    QVERIFY2(said.contains("secure connection"_L1), qPrintable(said));
    const QString sha256 =
        QString::fromLatin1(authority.certificate().digest(QCryptographicHash::Sha256).toHex(':').toUpper());
    for (const QString &fact :
         {u"Acme Test Authority"_s, u"Issued to: 127.0.0.1"_s, u"UTC until"_s, u"Wrong with it"_s, sha256})
        QVERIFY2(said.contains(fact), qPrintable(fact + u" is not in "_s + said));
    QVERIFY(server.requests().isEmpty()); // no key went out
    desk.save(u"tls"_s);
    for (const QPushButton *button : desk.dialog->findChildren<QPushButton *>())
        QVERIFY(!button->text().contains("gnore"_L1)); // there is no way around it

    desk.type(u"profileCaFile"_s, authority.caFile());
    QVERIFY(desk.test());
    QVERIFY2(desk.lines().first().contains("accepts the key"_L1), qPrintable(desk.lines().join(u'\n')));
    QVERIFY(!server.requests().isEmpty());
}

void TstProfileDialog::aTestCanBeStopped()
{
    FaultServer server;
    server.always(FaultAnswer::silence());
    Desk desk;
    desk.open();
    desk.fill(server.url(u"/v1"_s));
    auto *button = desk.find<QPushButton>(u"testConnection"_s);
    button->click();
    QTRY_VERIFY_WITH_TIMEOUT(!server.requests().isEmpty(), kWaitMs);
    QCOMPARE(button->text(), u"Stop"_s);
    QVERIFY(desk.find<QWidget>(u"testProgress"_s)->isVisible());
    button->click();
    QCOMPARE(button->text(), u"Test connection"_s);
    QCOMPARE(desk.lines(), QStringList{u"The test was stopped."_s});
    button->click(); // closing in the middle of one is no harm
    desk.dialog->close();
    QTRY_VERIFY(!desk.dialog);
}

void TstProfileDialog::withoutAKeychainItSaysSo()
{
    Desk desk;
    desk.keychain->mode = FakeKeychain::Mode::Missing;
    desk.credentials.probe();
    QTRY_VERIFY(desk.credentials.isWithoutService());
    desk.open();
    QVERIFY(desk.find<QLabel>(u"profileKeyNote"_s)->text().contains("memory"_L1));
    desk.save(u"no-keychain"_s);
    desk.type(u"profileName"_s, u"Work"_s);
    desk.type(u"profileKey"_s, u"sk-MARKER"_s);
    desk.click(u"profileSave"_s);
    const Profile profile = desk.accounts.profiles().front();
    QTRY_VERIFY(desk.accounts.key(profile.uuid).refused);
    QCOMPARE(desk.accounts.key(profile.uuid).place, KeyPlace::Session);
    QVERIFY(keyPlaceText(desk.accounts, profile).contains("memory"_L1));
}

void TstProfileDialog::aChangeKeepsTheKeyAndAnotherHostDoesNot()
{
    Desk desk;
    Profile profile;
    profile.name = u"Work"_s;
    profile.dialect = u"compatible"_s;
    profile.baseUrl = u"https://llm.example/v1"_s;
    QVERIFY(desk.accounts.save(profile, Secret(QByteArray("sk-MARKER"))));
    profile = desk.accounts.profiles().front();
    QTRY_COMPARE(desk.accounts.key(profile.uuid).place, KeyPlace::Keychain);
    desk.open(profile);
    QCOMPARE(desk.find<QLineEdit>(u"profileKey"_s)->text(), QString()); // not even masked
    desk.save(u"change"_s);
    desk.type(u"profileName"_s, u"Home"_s);
    desk.click(u"profileSave"_s);
    QCOMPARE(desk.accounts.profiles().front().name, u"Home"_s);
    QTRY_COMPARE(desk.accounts.key(profile.uuid).place, KeyPlace::Keychain);

    QTRY_VERIFY(!desk.dialog);
    desk.open(desk.accounts.profiles().front());
    desk.type(u"profileUrl"_s, u"https://evil.example/v1"_s);
    QVERIFY(desk.find<QLabel>(u"profileKeyNote"_s)->text().contains("not sent to evil.example"_L1));
    desk.click(u"profileSave"_s);
    QVERIFY(!desk.problem().isEmpty());
    desk.type(u"profileKey"_s, u"sk-other"_s);
    desk.click(u"profileSave"_s);
    QTRY_COMPARE(desk.keychain->items.values(), QList<QByteArray>{"sk-other"}); // the old one is deleted
}

void TstProfileDialog::aServerWithoutKeys()
{
    FaultServer server;
    server.always(FaultAnswer::json(200, kList));
    Desk desk;
    desk.open();
    desk.fill(server.url(u"/v1"_s), QString());
    desk.click(u"profileSave"_s);
    QVERIFY(desk.problem().contains("wants none"_L1));
    desk.find<QCheckBox>(u"profileWithoutKey"_s)->click();
    QVERIFY(desk.test());
    QVERIFY(server.requests().first().header("authorization").isEmpty());
    desk.click(u"profileSave"_s);
    QVERIFY(desk.accounts.profiles().front().withoutKey);
}

namespace {

const QString kParameter = u"parameter%1%2"_s;
const QString kHeader = u"header%1%2"_s;

/// Adds a row by its button and fills it in.
void addParameter(const Desk &desk, int number, const QString &name, const QString &value)
{
    desk.click(u"addParameter"_s);
    desk.type(kParameter.arg(number).arg("Name"_L1), name);
    desk.type(kParameter.arg(number).arg("Value"_L1), value);
}

void addHeader(const Desk &desk, int number, const QString &name, const QString &value)
{
    desk.click(u"addHeader"_s);
    desk.type(kHeader.arg(number).arg("Name"_L1), name);
    desk.type(kHeader.arg(number).arg("Value"_L1), value);
}

QString noteOf(const Desk &desk, const QString &row)
{
    const auto *label = desk.find<QLabel>(row + u"Note"_s);
    return !label || label->isHidden() ? QString() : label->text();
}

/// An account with a parameter and two headers, in a keychain that has the secret ones.
Profile gatewayProfile(Desk &desk, const QUrl &url)
{
    Profile profile;
    profile.name = u"Gateway"_s;
    profile.dialect = u"compatible"_s;
    profile.baseUrl = url.toString();
    profile.parameters = {{u"custom_llm_provider"_s, u"openai"_s}};
    profile.headers = {{u"x-portkey-provider"_s, u"openai"_s}, {u"x-portkey-api-key"_s, {}, true}};
    if (!desk.accounts.save(profile, Secret(QByteArray("sk-MARKER")),
                            {{u"x-portkey-api-key"_s, Secret("pk-MARKER")}}))
        return {};
    profile = desk.accounts.profiles().front();
    (void)QTest::qWaitFor([&] { return desk.accounts.key(profile.uuid).place == KeyPlace::Keychain; },
                          kWaitMs);
    return profile;
}

} // namespace

void TstProfileDialog::extrasAreFoldedUntilTheyAreUsed()
{
    Desk desk;
    desk.open();
    auto *button = desk.find<QToolButton>(u"profileExtras"_s);
    QVERIFY(!button->isChecked());
    QVERIFY(!desk.find<QWidget>(u"profileExtrasPage"_s)->isVisible());
    QCOMPARE(button->text(), u"Extra parameters and headers"_s);
    button->click();
    QVERIFY(desk.find<QWidget>(u"addParameter"_s)->isVisible());
    QVERIFY(desk.find<QLabel>(u"profileExtrasNote"_s)->text().contains("api.openai.com"_L1));
    desk.save(u"extras-empty"_s);
    desk.dialog->close();
    QTRY_VERIFY(!desk.dialog);
    desk.open(gatewayProfile(desk, QUrl(u"https://llm.example/v1"_s)));
    QVERIFY(desk.find<QToolButton>(u"profileExtras"_s)->isChecked());
    QCOMPARE(desk.find<QToolButton>(u"profileExtras"_s)->text(), u"Extra parameters and headers (3)"_s);
    desk.save(u"extras-change"_s);
}

void TstProfileDialog::extrasAreFilledInAndTested()
{
    FaultServer server;
    server.always([](const FaultRequest &request) {
        const bool all = request.query().contains("custom_llm_provider=openai") &&
                         request.header("x-portkey-provider") == "openai" &&
                         request.header("x-portkey-api-key") == "pk-MARKER";
        return all ? FaultAnswer::json(200, kList) : refused(400, "needs a header, not pk-MARKER");
    });
    Desk desk;
    desk.open();
    desk.fill(server.url(u"/v1"_s));
    QVERIFY(desk.test());
    QVERIFY2(!desk.lines().join(u' ').contains("allowed"_L1), qPrintable(desk.lines().join(u' ')));
    desk.find<QToolButton>(u"profileExtras"_s)->click();
    addParameter(desk, 1, u" custom_llm_provider "_s, u"openai"_s);
    addHeader(desk, 1, u"x-portkey-provider"_s, u"openai"_s);
    addHeader(desk, 2, u"x-portkey-api-key"_s, u" pk-MARKER\n"_s);
    QVERIFY(!desk.find<QCheckBox>(u"header1Secret"_s)->isChecked());
    QVERIFY(desk.find<QCheckBox>(u"header2Secret"_s)->isChecked()); // by its name
    QCOMPARE(desk.lines(), QStringList());                          // what was found out is of other fields
    QVERIFY(desk.test());
    QVERIFY2(desk.lines().first().contains("accepts the key"_L1), qPrintable(desk.lines().join(u' ')));
    // The dialog is too high for all of it, and shows what was found out.
    auto *result = desk.find<QWidget>(u"testResult"_s);
    QTRY_VERIFY(result->visibleRegion().boundingRect() == result->rect());
    desk.save(u"extras-filled"_s);
    desk.click(u"addHeader"_s); // an empty row is no header
    desk.click(u"profileSave"_s);
    QCOMPARE(desk.accounts.profiles().size(), std::size_t(1));
    const Profile profile = desk.accounts.profiles().front();
    QCOMPARE(profile.parameters, QList<ExtraParameter>({{u"custom_llm_provider"_s, u"openai"_s}}));
    QCOMPARE(profile.headers, QList<ProfileHeader>({{u"x-portkey-provider"_s, u"openai"_s},
                                                    {u"x-portkey-api-key"_s, {}, true}}));
    QTRY_COMPARE(desk.keychain->items.size(), 2);
    desk.settings->sync();
    QFile file(desk.settings->fileName());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("MARKER"));
    // For the next test the value comes from the keychain.
    QTRY_VERIFY(!desk.dialog);
    desk.open(profile);
    const qsizetype before = server.requests().size();
    desk.click(u"testConnection"_s);
    QTRY_VERIFY_WITH_TIMEOUT(server.requests().size() >= before + 3 && !desk.lines().isEmpty(), kWaitMs);
    QVERIFY2(desk.lines().first().contains("accepts the key"_L1), qPrintable(desk.lines().join(u' ')));
}

void TstProfileDialog::mistakesInExtrasAreSaidBesideTheRow()
{
    Desk desk;
    desk.open();
    desk.fill(QUrl(u"https://llm.example/v1"_s));
    desk.find<QToolButton>(u"profileExtras"_s)->click();
    addParameter(desk, 1, u"limit"_s, u"5"_s);
    addParameter(desk, 2, u"tenant"_s, u"acme"_s);
    addParameter(desk, 3, u"tenant"_s, u"acme"_s);
    addHeader(desk, 1, u"Authorization"_s, u"MARKER"_s);
    addHeader(desk, 2, u"x-plain"_s, u"ä"_s);
    addHeader(desk, 3, u"x-api-key"_s, {});
    desk.find<QToolButton>(u"profileExtras"_s)->click(); // folded
    desk.click(u"profileSave"_s);
    QVERIFY(desk.accounts.profiles().empty());
    QVERIFY(desk.find<QWidget>(u"profileExtrasPage"_s)->isVisible());
    QVERIFY2(noteOf(desk, u"parameter1"_s).contains("limit"_L1), qPrintable(noteOf(desk, u"parameter1"_s)));
    QCOMPARE(noteOf(desk, u"parameter2"_s), QString());
    QVERIFY(noteOf(desk, u"parameter3"_s).contains("twice"_L1));
    QVERIFY(noteOf(desk, u"header1"_s).contains("Authorization"_L1));
    QVERIFY(noteOf(desk, u"header2"_s).contains("ASCII"_L1));
    QVERIFY(noteOf(desk, u"header3"_s).contains("no value"_L1));
    QCOMPARE(desk.dialog->focusWidget(), desk.find<QWidget>(u"parameter1Name"_s));
    QVERIFY(desk.find<QLineEdit>(u"header2Value"_s)->accessibleDescription().contains("ASCII"_L1));
    desk.save(u"extras-mistakes"_s);
    desk.type(u"parameter1Name"_s, u"limits"_s);
    QCOMPARE(noteOf(desk, u"parameter1"_s), QString()); // what is being corrected is not complained about
    desk.find<QToolButton>(u"parameter3Remove"_s)->click();
    desk.find<QToolButton>(u"header1Remove"_s)->click();
    desk.type(u"header1Value"_s, u"a"_s);
    desk.click(u"profileSave"_s);
    QCOMPARE(desk.dialog->focusWidget(), desk.find<QWidget>(u"header2Value"_s));
    desk.type(u"header2Value"_s, u"pk-1"_s);
    desk.click(u"profileSave"_s);
    QCOMPARE(desk.accounts.profiles().size(), std::size_t(1));
    QCOMPARE(desk.accounts.profiles().front().headers.size(), 2);
    // A parameter is no place for a secret.
    QTRY_VERIFY(!desk.dialog);
    desk.open();
    desk.find<QToolButton>(u"profileExtras"_s)->click();
    addParameter(desk, 1, u"api_key"_s, u"x"_s);
    QVERIFY(noteOf(desk, u"parameter1"_s).contains("settings file"_L1));
}

void TstProfileDialog::aSecretValueNeverComesOut()
{
    Desk desk;
    desk.open();
    desk.find<QToolButton>(u"profileExtras"_s)->click();
    addHeader(desk, 1, u"x-portkey-api-key"_s, u"pk-MARKER"_s);
    auto *value = desk.find<KeyField>(u"header1Value"_s);
    QVERIFY(!value->displayText().contains("MARKER"_L1));
    QGuiApplication::clipboard()->setText(u"mine"_s);
    value->selectAll();
    value->copy();
    value->cut();
    QTest::keyClick(value, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"mine"_s);
    value->setText(u"pk-MARKER"_s); // what was cut is gone
    const QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(value);
    QVERIFY(!spoken || !spoken->text(QAccessible::Value).contains("MARKER"_L1));
    // Another name does not uncover it, and without the mark it is gone.
    desk.type(u"header1Name"_s, u"x-plain"_s);
    QVERIFY(desk.find<QCheckBox>(u"header1Secret"_s)->isChecked());
    desk.find<QCheckBox>(u"header1Secret"_s)->click();
    QCOMPARE(value->text(), QString());
    value->setText(u"seen"_s);
    QCOMPARE(value->displayText(), u"seen"_s);
    // What a person has chosen stays, whatever the name.
    desk.type(u"header1Name"_s, u"x-api-key"_s);
    QVERIFY(!desk.find<QCheckBox>(u"header1Secret"_s)->isChecked());
}

void TstProfileDialog::aStoredSecretStays()
{
    Desk desk;
    const Profile profile = gatewayProfile(desk, QUrl(u"https://llm.example/v1"_s));
    desk.open(profile);
    auto *value = desk.find<KeyField>(u"header2Value"_s);
    QCOMPARE(value->text(), QString()); // not even masked
    QVERIFY(value->placeholderText().startsWith(QChar(0x2022)));
    desk.type(u"profileName"_s, u"Renamed"_s);
    desk.click(u"profileSave"_s);
    QCOMPARE(desk.accounts.profiles().front().name, u"Renamed"_s);
    QCOMPARE(desk.keychain->items.size(), 2);
    // Another name, another host, or no secret any more: there is no value then.
    for (const auto &[field, text] : {std::pair(u"header2Name"_s, u"x-other-key"_s),
                                      std::pair(u"profileUrl"_s, u"https://evil.example/v1"_s)}) {
        QTRY_VERIFY(!desk.dialog);
        desk.open(desk.accounts.profiles().front());
        desk.type(field, text);
        desk.type(u"profileKey"_s, u"sk-2"_s);
        QCOMPARE(desk.find<KeyField>(u"header2Value"_s)->placeholderText(), QString());
        desk.click(u"profileSave"_s);
        QVERIFY(noteOf(desk, u"header2"_s).contains("no value"_L1));
        QCOMPARE(desk.dialog->focusWidget(), desk.find<QWidget>(u"header2Value"_s));
        desk.dialog->close();
    }
    QTRY_VERIFY(!desk.dialog);
    desk.open(desk.accounts.profiles().front());
    desk.find<QToolButton>(u"header2Remove"_s)->click();
    desk.click(u"profileSave"_s);
    QTRY_COMPARE(desk.keychain->items.values(), QList<QByteArray>{"sk-MARKER"});
}

void TstProfileDialog::rowsAreChangedByKeys()
{
    Desk desk;
    desk.open();
    desk.find<QToolButton>(u"profileExtras"_s)->click();
    const auto focus = [&desk] {
        return desk.dialog->focusWidget() ? desk.dialog->focusWidget()->objectName() : QString();
    };
    const auto press = [&desk](Qt::Key key, Qt::KeyboardModifiers with = {}) {
        QTest::keyClick(desk.dialog->focusWidget(), key, with);
    };
    desk.find<QPushButton>(u"addHeader"_s)->setFocus();
    press(Qt::Key_Space);
    QCOMPARE(focus(), u"header1Name"_s);
    desk.find<QPushButton>(u"addParameter"_s)->setFocus();
    press(Qt::Key_Space);
    QCOMPARE(focus(), u"parameter1Name"_s);
    desk.find<QPushButton>(u"addParameter"_s)->setFocus();
    press(Qt::Key_Space);
    desk.find<QToolButton>(u"profileExtras"_s)->setFocus();
    for (const QString &name :
         {u"parameter1Name"_s, u"parameter1Value"_s, u"parameter1Remove"_s, u"parameter2Name"_s,
          u"parameter2Value"_s, u"parameter2Remove"_s, u"header1Name"_s, u"header1Value"_s,
          u"header1Secret"_s, u"header1Remove"_s, u"addParameter"_s, u"addHeader"_s, u"testConnection"_s}) {
        press(Qt::Key_Tab);
        QCOMPARE(focus(), name);
    }
    desk.find<QToolButton>(u"parameter1Remove"_s)->setFocus();
    press(Qt::Key_Space);
    QCOMPARE(focus(), u"parameter1Remove"_s); // of the row that was the second
    press(Qt::Key_Space);
    QCOMPARE(focus(), u"addParameter"_s);
    for (QWidget *widget : desk.find<QWidget>(u"profileExtrasView"_s)->findChildren<QWidget *>()) {
        if (widget->focusPolicy() & Qt::TabFocus)
            QVERIFY2(!widget->isVisible() ||
                         !QAccessible::queryAccessibleInterface(widget)->text(QAccessible::Name).isEmpty(),
                     qPrintable(widget->objectName()));
    }
}

void TstProfileDialog::manyRowsScroll()
{
    Desk desk;
    desk.open();
    desk.find<QToolButton>(u"profileExtras"_s)->click();
    for (int i = 1; i <= 12; ++i)
        addHeader(desk, i, u"x-header-%1"_s.arg(i), u"v"_s);
    QTest::qWait(50);
    desk.save(u"extras-many"_s);
    QVERIFY(desk.find<QLineEdit>(u"header12Name"_s)->isVisible());
}

void TstProfileDialog::theList()
{
    Desk desk;
    const auto add = [&desk](const QString &name, const QString &url, int colour) {
        Profile profile;
        profile.name = name;
        profile.dialect = u"compatible"_s;
        profile.baseUrl = url;
        profile.colour = colour;
        QVERIFY(desk.accounts.save(profile, Secret(QByteArray("sk-MARKER"))));
    };
    AccountsDialog dialog(
        desk.accounts, [](const QUuid &) { return 12; }, nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    QVERIFY(dialog.findChild<QLabel *>(u"accountsEmpty"_s)->isVisible());
    QVERIFY(!dialog.findChild<QPushButton *>(u"accountsEdit"_s)->isEnabled());
    add(u"Work"_s, u"https://api.openai.com/v1"_s, 0);
    add(u"<b>Lab</b>"_s, u"https://llm.example/v1"_s, 1);
    auto *list = dialog.findChild<QListWidget *>(u"accountsList"_s);
    QCOMPARE(list->count(), 2);
    QCOMPARE(list->item(1)->text(), u"<b>Lab</b>"_s);
    QTRY_VERIFY(list->item(1)->data(Qt::AccessibleTextRole).toString().contains(keychainName()));
    list->setCurrentRow(1);
    for (const auto &[mode, word] :
         {std::pair(ThemeMode::Dark, u"dark"_s), std::pair(ThemeMode::Light, u"light"_s)}) {
        applyTheme(*qApp, mode);
        QTest::qWait(60);
        dialog.grab().save(test::buildPath(u"screenshots/account-list-%1.png"_s.arg(word)));
    }
    QSignalSpy edit(&dialog, &AccountsDialog::editRequested);
    dialog.findChild<QPushButton *>(u"accountsEdit"_s)->click();
    QCOMPARE(edit.first().first().toUuid(), desk.accounts.profiles()[1].uuid);
}

void TstProfileDialog::removingNamesTheStoredSecrets_data()
{
    QTest::addColumn<bool>("hasKey");
    QTest::addColumn<SecretHeaders>("values");
    QTest::addColumn<QString>("start");
    const SecretHeaders both{{u"x-one"_s, Secret("MARKER1")}, {u"x-two"_s, Secret("MARKER2")}};
    QTest::newRow("a key and headers")
        << true << both
        << u"Its key and the values of its secret headers (X-One, X-Two) are deleted from this machine. Nothing"_s;
    QTest::newRow("only headers")
        << false << both
        << u"The values of its secret headers (X-One, X-Two) are deleted from this machine. Nothing"_s;
    QTest::newRow("a header without a value")
        << true << SecretHeaders{{u"x-one"_s, Secret("MARKER1")}}
        << u"Its key and the values of its secret headers (X-One) are deleted from this machine. Nothing"_s;
    QTest::newRow("nothing is stored") << false << SecretHeaders() << u"Nothing changes on the server."_s;
}

void TstProfileDialog::removingNamesTheStoredSecrets()
{
    QFETCH(bool, hasKey);
    QFETCH(SecretHeaders, values);
    QFETCH(QString, start);
    Desk desk;
    Profile profile;
    profile.name = u"Gateway"_s;
    profile.dialect = u"compatible"_s;
    profile.baseUrl = u"https://gateway.example/v1"_s;
    profile.withoutKey = !hasKey;
    profile.headers = {{u"X-Plain"_s, u"shown"_s}, {u"X-One"_s, {}, true}, {u"X-Two"_s, {}, true}};
    const auto key = hasKey ? std::optional(Secret(QByteArray("sk-MARKER"))) : std::nullopt;
    QVERIFY(desk.accounts.save(profile, key, values));
    QTRY_COMPARE(desk.keychain->items.size(), values.size() + (hasKey ? 1 : 0));
    const QUuid uuid = desk.accounts.profiles().front().uuid;
    QTRY_VERIFY(!desk.accounts.awaitsKeys());
    QTRY_COMPARE(desk.accounts.key(uuid).missingHeaders.size(), 2 - values.size());
    AccountsDialog dialog(
        desk.accounts, [](const QUuid &) { return 0; }, nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    dialog.findChild<QPushButton *>(u"accountsRemove"_s)->click();
    const auto *ask = dialog.findChild<QMessageBox *>(u"removeAccountDialog"_s);
    QVERIFY(ask);
    QVERIFY2(ask->informativeText().startsWith(start), qPrintable(ask->informativeText()));
    QVERIFY(!ask->informativeText().contains("MARKER"_L1));
}

void TstProfileDialog::removingAsksForTheJobs()
{
    Desk desk;
    Profile profile;
    profile.name = u"Work"_s;
    profile.dialect = u"openai"_s;
    profile.baseUrl = u"https://api.openai.com/v1"_s;
    QVERIFY(desk.accounts.save(profile, Secret(QByteArray("sk-MARKER"))));
    QTRY_VERIFY(!desk.keychain->items.isEmpty());
    AccountsDialog dialog(
        desk.accounts, [](const QUuid &) { return 12; }, nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    dialog.findChild<QPushButton *>(u"accountsRemove"_s)->click();
    QPointer<QMessageBox> ask = dialog.findChild<QMessageBox *>(u"removeAccountDialog"_s);
    QVERIFY(ask && ask->isVisible());
    QVERIFY(ask->text().contains("Work"_L1) && ask->text().contains("api.openai.com"_L1));
    QVERIFY(ask->informativeText().contains("cannot be undone"_L1));
    QVERIFY(ask->informativeText().contains("12"_L1));
    QVERIFY(ask->informativeText().startsWith("Its key is deleted from this machine. Nothing changes"_L1));
    QTest::qWait(60);
    ask->grab().save(test::buildPath(u"screenshots/account-remove-light.png"_s));
    QTest::keyClick(ask, Qt::Key_Escape);
    QTRY_VERIFY(!ask);
    QCOMPARE(desk.accounts.profiles().size(), std::size_t(1));
    dialog.findChild<QPushButton *>(u"accountsRemove"_s)->click();
    ask = dialog.findChild<QMessageBox *>(u"removeAccountDialog"_s);
    for (QAbstractButton *button : ask->buttons()) {
        if (button->objectName() == "removeKeep"_L1)
            button->click();
    }
    QTRY_VERIFY(desk.accounts.profiles().empty());
    QTRY_VERIFY(desk.keychain->items.isEmpty());
    QVERIFY(!desk.settings->allKeys().join(u' ').contains("profiles"_L1));
}

QTEST_MAIN(TstProfileDialog)
#include "tst_profiledialog.moc"
