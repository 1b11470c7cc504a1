// SPDX-License-Identifier: GPL-3.0-or-later
// Accounts in a running window: added, changed and removed without a restart; links among several of them.
#include "ui/session.h"

#include "app/link/ourlink.h"
#include "app/models/jobsmodel.h"
#include "app/models/tokenbuckets.h"
#include "tests/support/authority.h"
#include "tests/support/sessionprogram.h"
#include "ui/actions.h"
#include "ui/job/jobpane.h"
#include "ui/jobs/findbox.h"
#include "ui/jobs/jobspage.h"
#include "ui/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QDirIterator>
#include <QHeaderView>
#include <QLabel>
#include <QLoggingCategory>
#include <QMessageBox>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace tuneboard;
using namespace tuneboard::test;

class TstSession : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void theFirstAccountReplacesTheDemo();
    void aLinkWaitsForTheFirstAccount();
    void severalAccountsAreOneList();
    void addedChangedAndRemovedAtRunTime();
    void removedWithItsJobs();
    void setUpAgainItFindsItsJobs();
    void aJobOfTwoAccountsCountsOnce();
    void aRefusedKeyCanBeChanged();
    void aKeyThatIsNotThereIsAskedFor();
    void aSecretHeaderThatIsNotThereIsAskedFor();
    void aRunCanBringExtrasForItsAccount();
    void aLockedKeychainDoesNotHoldTheWindow();
    void withoutAKeychainTheWindowSaysSo();
    void theEnvironmentIsOneMore();
    void aLinkAsksBeforeSeveralServers();
    void aLinkNamesItsAccount();
    void aJobInTwoAccountsIsAChoice();
    void tlsErrorsShowTheCertificate();
    void theMarkerIsNowhere();
};

void TstSession::init()
{
    applyTheme(*qApp, ThemeMode::Light);
    QGuiApplication::clipboard()->clear();
}

void TstSession::theFirstAccountReplacesTheDemo()
{
    FaultServer server;
    server.always(having({"ftjob-a", "ftjob-b"}));
    Program program;
    program.useDemo();
    QVERIFY(program.run());
    QCOMPARE(program.rows(), 240);
    QVERIFY(program.says(u"demo account"_s));
    QSignalSpy over(program.session.get(), &Session::wentOver);
    QVERIFY(program.press(u"Add an account"_s));
    program.enter(u"Work"_s, server.url(u"/v1"_s), u"sk-MARKER"_s);
    QTRY_COMPARE_WITH_TIMEOUT(over.count(), 1, kWaitMs);
    QVERIFY(program.settle());
    QVERIFY(program.window().isVisible());
    QTRY_COMPARE_WITH_TIMEOUT(program.rows(), 2, kWaitMs);
    QVERIFY(!program.says(u"demo account"_s));
    QVERIFY(!program.session->isDemo());
    QVERIFY(QFile::exists(program.options.archivePath));
    program.save(u"first-account"_s);
    // Nothing of the demo is in the user's archive.
    program.session.reset();
    program.options.single.reset();
    program.options.isDemo = false;
    program.options.offline = true;
    QVERIFY(program.run());
    QCOMPARE(program.rows(), 2);
}

void TstSession::aLinkWaitsForTheFirstAccount()
{
    FaultServer server;
    server.always([](const FaultRequest &request) {
        return request.path().endsWith("/jobs/ftjob-far") ? FaultAnswer::json(200, jobJson("ftjob-far"))
                                                          : FaultAnswer::json(200, page({}));
    });
    Program program;
    program.useDemo();
    QVERIFY(program.run());
    program.window().openReference(u"tuneboard://job/ftjob-far"_s);
    QTRY_VERIFY_WITH_TIMEOUT(program.says(u"Add an account to see ftjob-far."_s), kWaitMs);
    program.save(u"pending-link"_s);
    QSignalSpy over(program.session.get(), &Session::wentOver);
    program.window().actions().addAccount->trigger();
    program.enter(u"Work"_s, server.url(u"/v1"_s), u"sk-MARKER"_s);
    QTRY_COMPARE_WITH_TIMEOUT(over.count(), 1, kWaitMs);
    QTRY_VERIFY_WITH_TIMEOUT(program.window().jobsPage()->openedJob(), kWaitMs);
    QCOMPARE(program.window().jobsPage()->openedJob()->id, u"ftjob-far"_s);
}

void TstSession::severalAccountsAreOneList()
{
    FaultServer one;
    FaultServer two;
    one.always(having({"ftjob-a", "ftjob-b"}));
    two.always(having({"ftjob-c"}));
    Program program;
    program.have({profileAt(one.url(u"/v1"_s), u"Work"_s, 0), profileAt(two.url(u"/v1"_s), u"R&D Lab"_s, 1)});
    QVERIFY(program.run());
    QTRY_COMPARE_WITH_TIMEOUT(program.rows(), 3, kWaitMs);
    QVERIFY(!program.table()->isColumnHidden(int(JobColumn::Account)));
    QVERIFY(program.railTexts().contains("Work"_L1) && program.railTexts().contains("R&D Lab"_L1));
    // A row's link names its account, and the page of the job too.
    program.table()->setFocus();
    program.table()->selectRow(0);
    const QString account =
        program.table()->model()->index(0, int(JobColumn::Account)).data(JobsModel::ValueRole).toString();
    program.window().actions().copyLink->trigger();
    const Reference link = Reference::parseLink(QGuiApplication::clipboard()->text());
    QCOMPARE(link.account, account);
    QTRY_VERIFY_WITH_TIMEOUT(program.window().jobsPage()->openedJob(), kWaitMs);
    for (const QSize size : {QSize(1280, 800), QSize(900, 600)}) {
        program.window().resize(size);
        for (const auto &[mode, word] :
             {std::pair(ThemeMode::Dark, u"dark"_s), std::pair(ThemeMode::Light, u"light"_s)}) {
            applyTheme(*qApp, mode);
            program.save(u"two-%1-%2"_s.arg(size.width()).arg(word));
        }
    }
}

void TstSession::addedChangedAndRemovedAtRunTime()
{
    FaultServer one;
    FaultServer two;
    one.always(having({"ftjob-a", "ftjob-b"}));
    two.always(having({"ftjob-c"}));
    Program program;
    program.have({profileAt(one.url(u"/v1"_s), u"Work"_s, 0)});
    QVERIFY(program.run());
    QTRY_COMPARE_WITH_TIMEOUT(program.rows(), 2, kWaitMs);
    QVERIFY(program.table()->isColumnHidden(int(JobColumn::Account)));
    program.window().actions().addAccount->trigger();
    program.enter(u"Lab"_s, two.url(u"/v1"_s), u"sk-two"_s);
    QTRY_COMPARE_WITH_TIMEOUT(program.rows(), 3, kWaitMs);
    QVERIFY(!program.table()->isColumnHidden(int(JobColumn::Account)));
    QTRY_VERIFY(program.railTexts().contains("Lab"_L1));
    for (const FaultRequest &request : one.requests())
        QCOMPARE(request.header("authorization"), QByteArray("Bearer sk-MARKER"));
    for (const FaultRequest &request : two.requests())
        QCOMPARE(request.header("authorization"), QByteArray("Bearer sk-two"));

    // A new name is one everywhere, and asks no server.
    Profile lab = program.accounts().profiles()[1];
    const qsizetype asked = two.requests().size();
    lab.name = u"Lab 2"_s;
    QVERIFY(program.accounts().save(lab, {}));
    QTRY_VERIFY(program.railTexts().contains("Lab 2"_L1));
    QVERIFY(!program.railTexts().contains("Lab"_L1));
    QCOMPARE(two.requests().size(), asked);

    // Removed, its jobs kept: they stay, and nobody is asked for them.
    program.window().jobsPage()->setChoice({.statuses = {}, .methods = {}, .models = {}, .accounts = {}});
    QVERIFY(program.accounts().remove(lab.uuid, true, this, [](const ArchiveResult<int> &) {}));
    QTRY_VERIFY(program.keychain->items.size() == 1);
    program.window().actions().refresh->trigger();
    QVERIFY(program.settle());
    QCOMPARE(two.requests().size(), asked);
    QCOMPARE(program.rows(), 3);
    // So it is after a restart.
    QVERIFY(program.run());
    QTRY_COMPARE_WITH_TIMEOUT(program.rows(), 3, kWaitMs);
    QCOMPARE(program.repository().accounts().size(), std::size_t(1));
    QVERIFY(program.railTexts().contains("Lab 2"_L1));
}

void TstSession::removedWithItsJobs()
{
    FaultServer one;
    FaultServer two;
    one.always(having({"ftjob-a", "ftjob-b"}));
    two.always(having({"ftjob-c"}));
    Program program;
    program.have({profileAt(one.url(u"/v1"_s), u"Work"_s, 0), profileAt(two.url(u"/v1"_s), u"Lab"_s, 1)});
    QVERIFY(program.run());
    QTRY_COMPARE_WITH_TIMEOUT(program.rows(), 3, kWaitMs);
    program.window().openReference(u"ftjob-c"_s);
    QTRY_VERIFY_WITH_TIMEOUT(program.window().jobsPage()->openedJob(), kWaitMs);
    program.window().actions().manageAccounts->trigger();
    auto *dialog = program.find<QDialog>(u"accountsDialog"_s);
    QVERIFY(dialog);
    dialog->findChild<QListWidget *>(u"accountsList"_s)->setCurrentRow(1);
    dialog->findChild<QPushButton *>(u"accountsRemove"_s)->click();
    auto *ask = dialog->findChild<QMessageBox *>(u"removeAccountDialog"_s);
    QVERIFY(ask && ask->informativeText().contains("1 job"_L1));
    for (QAbstractButton *button : ask->buttons()) {
        if (button->objectName() == "removeDelete"_L1)
            button->click();
    }
    QTRY_COMPARE_WITH_TIMEOUT(program.rows(), 2, kWaitMs);
    QVERIFY(!program.window().jobsPage()->openedJob()); // its page has nothing to show any more
    QTRY_VERIFY(!program.railTexts().contains("Lab"_L1));
    QTRY_COMPARE(program.find<QLabel>(u"statusJobs"_s)->text().section(u' ', 0, 0), u"2"_s);
    QVERIFY(program.run());
    QTRY_COMPARE_WITH_TIMEOUT(program.rows(), 2, kWaitMs);
}

void TstSession::setUpAgainItFindsItsJobs()
{
    FaultServer server;
    server.always(having({"ftjob-a"}));
    Program program;
    const Profile work = profileAt(server.url(u"/v1"_s), u"Work"_s, 0);
    program.have({work});
    QVERIFY(program.run());
    QTRY_COMPARE_WITH_TIMEOUT(program.rows(), 1, kWaitMs);
    QVERIFY(program.accounts().remove(work.uuid, true, this, [](const ArchiveResult<int> &) {}));
    program.window().actions().addAccount->trigger();
    program.enter(u"Work again"_s, server.url(u"/v1"_s), u"sk-MARKER"_s);
    QVERIFY(program.settle());
    QCOMPARE(program.rows(), 1); // not twice
    QCOMPARE(program.accounts().profiles().front().uuid, work.uuid);
}

void TstSession::aJobOfTwoAccountsCountsOnce()
{
    FaultServer server;
    server.always(having({"ftjob-a"}));
    Program program;
    Profile other = profileAt(server.url(u"/v1"_s), u"Same host"_s, 1);
    other.project = u"proj-2"_s;
    program.have({profileAt(server.url(u"/v1"_s), u"Work"_s, 0), other});
    QVERIFY(program.run());
    QTRY_COMPARE_WITH_TIMEOUT(program.rows(), 2, kWaitMs);
    const TokenBuckets buckets = tokenBuckets(program.repository().jobs()->table(), BucketSpan::Week,
                                              BucketBy::Model, QLocale::c(), 8, 4);
    QCOMPARE(buckets.total, 1000.0);
}

void TstSession::aRefusedKeyCanBeChanged()
{
    FaultServer server;
    server.always([](const FaultRequest &request) {
        return request.header("authorization") == "Bearer sk-new"
                   ? FaultAnswer::json(200, page({jobJson("ftjob-a")}))
                   : FaultAnswer::json(401,
                                       R"({"error":{"message":"Incorrect API key provided: sk-MARKER"}})");
    });
    Program program;
    program.have({profileAt(server.url(u"/v1"_s), u"Work"_s, 0)});
    QVERIFY(program.run());
    QTRY_VERIFY_WITH_TIMEOUT(program.says(u"Work: "_s), kWaitMs);
    QVERIFY(!program.says(u"MARKER"_s));
    QVERIFY(QApplication::activeModalWidget() == nullptr);
    QCOMPARE(server.requests().size(), 1); // and it is not asked again and again
    program.save(u"refused"_s);
    QVERIFY(program.press(u"Change key…"_s));
    auto *dialog = program.find<QDialog>(u"profileDialog"_s);
    QVERIFY(dialog);
    QCOMPARE(dialog->focusWidget()->objectName(), u"profileKey"_s);
    dialog->findChild<QLineEdit *>(u"profileKey"_s)->setText(u"sk-new"_s);
    dialog->findChild<QPushButton *>(u"profileSave"_s)->click();
    QTRY_COMPARE_WITH_TIMEOUT(program.rows(), 1, kWaitMs);
    QTRY_COMPARE(program.strips(), QStringList());
}

void TstSession::aKeyThatIsNotThereIsAskedFor()
{
    FaultServer server;
    server.always(having({"ftjob-a"}));
    Program program;
    program.have({profileAt(server.url(u"/v1"_s), u"Work"_s, 0)});
    program.keychain->items.clear();
    QVERIFY(program.run());
    QTRY_VERIFY_WITH_TIMEOUT(program.says(u"Work: its key is not in"_s), kWaitMs);
    QCOMPARE(server.requests().size(), 0);
    program.save(u"no-key"_s);
    QVERIFY(program.press(u"Enter key…"_s));
    auto *dialog = program.find<QDialog>(u"profileDialog"_s);
    dialog->findChild<QLineEdit *>(u"profileKey"_s)->setText(u"sk-MARKER"_s);
    dialog->findChild<QPushButton *>(u"profileSave"_s)->click();
    QTRY_COMPARE_WITH_TIMEOUT(program.rows(), 1, kWaitMs);
    QTRY_COMPARE(program.strips(), QStringList());
}

void TstSession::aSecretHeaderThatIsNotThereIsAskedFor()
{
    FaultServer server;
    server.always(having({"ftjob-a"}));
    Program program;
    Profile profile = profileAt(server.url(u"/v1"_s), u"Gateway"_s, 0);
    profile.headers = {{u"x-portkey-provider"_s, u"openai"_s}, {u"x-portkey-api-key"_s, {}, true}};
    program.have({profile}); // its key alone
    QVERIFY(program.run());
    QTRY_VERIFY_WITH_TIMEOUT(program.says(u"Gateway: the value of its secret header x-portkey-api-key"_s),
                             kWaitMs);
    QCOMPARE(server.requests().size(), 0);
    program.save(u"no-header"_s);
    QVERIFY(program.press(u"Enter value…"_s));
    auto *dialog = program.find<QDialog>(u"profileDialog"_s);
    QCOMPARE(dialog->focusWidget()->objectName(), u"header2Value"_s);
    dialog->findChild<QLineEdit *>(u"header2Value"_s)->setText(u"pk-MARKER"_s);
    dialog->findChild<QPushButton *>(u"profileSave"_s)->click();
    QTRY_COMPARE_WITH_TIMEOUT(program.rows(), 1, kWaitMs);
    QTRY_COMPARE(program.strips(), QStringList());
    QCOMPARE(server.requests().first().header("x-portkey-api-key"), QByteArray("pk-MARKER"));
    QCOMPARE(server.requests().first().header("authorization"), QByteArray("Bearer sk-MARKER"));
}

void TstSession::aRunCanBringExtrasForItsAccount()
{
    FaultServer one;
    FaultServer two;
    one.always(having({"ftjob-a"}));
    two.always(having({"ftjob-b"}));
    Program program;
    const Profile meant = profileAt(one.url(u"/v1"_s), u"Work"_s, 0);
    program.have({meant, profileAt(two.url(u"/v1"_s), u"Lab"_s, 1)});
    program.options.only = meant.uuid;
    program.options.onlyExtras = {{{u"tenant"_s, u"acme"_s}}, {{u"x-run-key"_s, Secret("pk-MARKER"), true}}};
    QVERIFY(program.run());
    QTRY_COMPARE_WITH_TIMEOUT(program.rows(), 1, kWaitMs);
    QCOMPARE(one.requests().first().header("x-run-key"), QByteArray("pk-MARKER"));
    QVERIFY(one.requests().first().query().endsWith("tenant=acme"));
    // Another account that is added meanwhile has nothing of it.
    program.window().actions().addAccount->trigger();
    program.enter(u"New"_s, two.url(u"/v1"_s), u"sk-2"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!two.requests().isEmpty(), kWaitMs);
    QVERIFY(two.requests().first().header("x-run-key").isEmpty());
    QVERIFY(!two.requests().first().query().contains("tenant"));
}

void TstSession::aLockedKeychainDoesNotHoldTheWindow()
{
    FaultServer server;
    server.always(having({"ftjob-a"}));
    Program program;
    program.have({profileAt(server.url(u"/v1"_s), u"Work"_s, 0)});
    program.keychain->mode = FakeKeychain::Mode::Locked;
    program.session = std::make_unique<Session>(program.options, *program.settings, *program.settings,
                                                std::make_unique<FakeKeychain>(program.keychain));
    program.window().show();
    QTRY_VERIFY_WITH_TIMEOUT(program.says(u"waiting for"_s), kWaitMs);
    program.find<QLineEdit>(u"findBox"_s)->setFocus();
    QTest::keyClicks(program.find<QLineEdit>(u"findBox"_s), u"abc"_s);
    QCOMPARE(program.find<QLineEdit>(u"findBox"_s)->text(), u"abc"_s);
    program.find<QLineEdit>(u"findBox"_s)->clear();
    QCOMPARE(server.requests().size(), 0);
    program.keychain->unlock();
    QTRY_COMPARE_WITH_TIMEOUT(program.rows(), 1, kWaitMs);
    QTRY_VERIFY(!program.says(u"waiting for"_s));
}

void TstSession::withoutAKeychainTheWindowSaysSo()
{
    FaultServer server;
    server.always(having({"ftjob-a"}));
    Program program;
    program.keychain->mode = FakeKeychain::Mode::Missing;
    QVERIFY(program.run());
    program.window().actions().addAccount->trigger();
    program.enter(u"Work"_s, server.url(u"/v1"_s), u"sk-MARKER"_s);
    QTRY_COMPARE_WITH_TIMEOUT(program.rows(), 1, kWaitMs);
    QTRY_VERIFY_WITH_TIMEOUT(program.says(u"The key of Work is in memory"_s), kWaitMs);
    program.save(u"in-memory"_s);
}

void TstSession::theEnvironmentIsOneMore()
{
    FaultServer one;
    FaultServer two;
    one.always(having({"ftjob-a"}));
    two.always(having({"ftjob-c"}));
    Program program;
    program.have({profileAt(one.url(u"/v1"_s), u"Work"_s, 0)});
    Session::Account environment;
    environment.record = recordOf(profileAt(two.url(u"/v1"_s), u"127.0.0.1"_s, -1));
    environment.record.uuid = {};
    environment.endpoint = endpointOf(profileAt(two.url(u"/v1"_s), u"x"_s, -1), Secret(QByteArray("sk-env")));
    program.options.environment = environment;
    QVERIFY(program.run());
    QTRY_COMPARE_WITH_TIMEOUT(program.rows(), 2, kWaitMs);
    for (const FaultRequest &request : one.requests())
        QCOMPARE(request.header("authorization"), QByteArray("Bearer sk-MARKER"));
    // The same place as a profile's is no second account; its key serves where the keychain has none.
    program.session.reset();
    program.keychain->items.clear();
    environment.record = recordOf(profileAt(one.url(u"/v1"_s), u"127.0.0.1"_s, -1));
    environment.record.uuid = {};
    environment.endpoint = endpointOf(profileAt(one.url(u"/v1"_s), u"x"_s, -1), Secret(QByteArray("sk-env")));
    program.options.environment = environment;
    const qsizetype before = one.requests().size();
    QVERIFY(program.run());
    QCOMPARE(program.repository().accounts().size(), std::size_t(1));
    QTRY_VERIFY_WITH_TIMEOUT(one.requests().size() > before, kWaitMs);
    QCOMPARE(one.requests().last().header("authorization"), QByteArray("Bearer sk-env"));
}

void TstSession::aLinkAsksBeforeSeveralServers()
{
    FaultServer one;
    FaultServer two;
    one.always(having({"ftjob-a"}));
    two.always([](const FaultRequest &request) {
        return request.path().endsWith("/jobs/ftjob-far") ? FaultAnswer::json(200, jobJson("ftjob-far"))
                                                          : FaultAnswer::json(200, page({}));
    });
    Program program;
    program.have({profileAt(one.url(u"/v1"_s), u"Work"_s, 0), profileAt(two.url(u"/v1"_s), u"Lab"_s, 1)});
    QVERIFY(program.run());
    QTRY_COMPARE_WITH_TIMEOUT(program.rows(), 1, kWaitMs);
    const qsizetype before = one.requests().size() + two.requests().size();
    program.window().openReference(u"ftjob-far"_s);
    QTRY_VERIFY_WITH_TIMEOUT(program.says(u"Look in Work"_s) && program.says(u"Lab?"_s), kWaitMs);
    QCOMPARE(one.requests().size() + two.requests().size(), before); // not before a yes
    QVERIFY(QApplication::activeModalWidget() == nullptr);
    program.save(u"look-in"_s);
    QVERIFY(program.press(u"Look there"_s));
    QTRY_VERIFY_WITH_TIMEOUT(program.window().jobsPage()->openedJob(), kWaitMs);
    QCOMPARE(program.window().jobsPage()->openedJob()->id, u"ftjob-far"_s);
    QTRY_COMPARE(program.strips(), QStringList());
    program.window().openReference(u"ftjob-nowhere"_s);
    QTRY_VERIFY_WITH_TIMEOUT(program.says(u"Look in"_s), kWaitMs);
    QVERIFY(program.press(u"Look there"_s));
    QTRY_VERIFY_WITH_TIMEOUT(program.says(u"Looked in the archive"_s), kWaitMs);
    for (const QString &name : {u"Work"_s, u"Lab"_s, u"127.0.0.1"_s})
        QVERIFY2(program.says(name), qPrintable(program.strips().join(u'\n')));
}

void TstSession::aLinkNamesItsAccount()
{
    FaultServer one;
    FaultServer two;
    one.always(having({"ftjob-a"}));
    two.always([](const FaultRequest &request) {
        return request.path().endsWith("/jobs/ftjob-far") ? FaultAnswer::json(200, jobJson("ftjob-far"))
                                                          : FaultAnswer::json(200, page({}));
    });
    Program program;
    program.have({profileAt(one.url(u"/v1"_s), u"Work"_s, 0), profileAt(two.url(u"/v1"_s), u"Lab"_s, 1)});
    QVERIFY(program.run());
    const qsizetype before = one.requests().size();
    program.window().openReference(jobLink(u"ftjob-far"_s, u"Lab"_s));
    QTRY_VERIFY_WITH_TIMEOUT(program.window().jobsPage()->openedJob(), kWaitMs);
    QCOMPARE(one.requests().size(), before); // the one that is named is asked at once, and no other
    program.window().openReference(jobLink(u"ftjob-a"_s, u"Nobody"_s));
    QTRY_COMPARE_WITH_TIMEOUT(program.window().jobsPage()->openedJob()->id, u"ftjob-a"_s, kWaitMs);
    QVERIFY(program.says(u"not known here"_s));
    QVERIFY(!program.says(u"Nobody"_s));
}

void TstSession::aJobInTwoAccountsIsAChoice()
{
    FaultServer one;
    FaultServer two;
    one.always(having({"ftjob-same"}));
    two.always(having({"ftjob-same"}));
    Program program;
    program.have({profileAt(one.url(u"/v1"_s), u"Work"_s, 0), profileAt(two.url(u"/v1"_s), u"R&D"_s, 1)});
    QVERIFY(program.run());
    QTRY_COMPARE_WITH_TIMEOUT(program.rows(), 2, kWaitMs);
    program.window().openReference(u"ftjob-same"_s);
    QTRY_VERIFY_WITH_TIMEOUT(program.says(u"Which one is meant?"_s), kWaitMs);
    program.save(u"choice"_s);
    QVERIFY(!program.window().jobsPage()->openedJob());
    QVERIFY(program.press(u"R&&D"_s));
    QTRY_VERIFY_WITH_TIMEOUT(program.window().jobsPage()->openedJob(), kWaitMs);
    const qint64 account = program.window().jobsPage()->openedJob()->account;
    QCOMPARE(program.repository().account(account)->record.name, u"R&D"_s);
    program.window().openReference(jobLink(u"ftjob-same"_s, u"Work"_s));
    QTRY_VERIFY_WITH_TIMEOUT(program.window().jobsPage()->openedJob()->account != account, kWaitMs);
}

void TstSession::tlsErrorsShowTheCertificate()
{
    const TestAuthority authority;
    if (!authority.missing().isEmpty())
        QSKIP(qPrintable(authority.missing()));
    FaultServer server(authority.certificate(), authority.key());
    server.always(having({"ftjob-a"}));
    Program program;
    program.have({profileAt(server.url(u"/v1"_s), u"Work"_s, 0)});
    QVERIFY(program.run());
    QTRY_VERIFY_WITH_TIMEOUT(program.says(u"The secure connection"_s), kWaitMs);
    QVERIFY(server.requests().isEmpty());
    QVERIFY(program.press(u"Show certificate…"_s));
    auto *shown = program.find<QMessageBox>(u"certificateDialog"_s);
    QVERIFY(shown && shown->isVisible());
    const QString sha256 =
        QString::fromLatin1(authority.certificate().digest(QCryptographicHash::Sha256).toHex(':').toUpper());
    QVERIFY2(shown->informativeText().contains(sha256), qPrintable(shown->informativeText()));
    QVERIFY(shown->informativeText().contains("Acme Test Authority"_L1));
    QTest::qWait(60);
    shown->grab().save(test::buildPath(u"screenshots/session-certificate.png"_s));
    QCOMPARE(shown->buttons().size(), 1); // there is no way around it but the right authority
    shown->close();
    Profile trusting = program.accounts().profiles().front();
    trusting.caFile = authority.caFile();
    QVERIFY(program.accounts().save(trusting, {}));
    QTRY_COMPARE_WITH_TIMEOUT(program.rows(), 1, kWaitMs);
    QTRY_COMPARE(program.strips(), QStringList());
}

namespace {

QByteArrayList *logged = nullptr;

void listen(QtMsgType, const QMessageLogContext &, const QString &text)
{
    if (logged)
        logged->append(text.toUtf8());
}

} // namespace

// A whole run with two accounts whose keys are marked: lists, a job opened, a test of the connection, a
// refused key, a change, copies, diagnostics, a removal, an end. The mark is in no file and in no line.
void TstSession::theMarkerIsNowhere()
{
    const QByteArray marker = "MARKER7f3a9c";
    static QByteArrayList lines; // the handler may outlive a test that fails
    logged = &lines;
    const QtMessageHandler before = qInstallMessageHandler(&listen);
    QLoggingCategory::setFilterRules(u"qt.network*=true\nqt.widgets*=true"_s); // the talkative libraries too
    Program program;
    // In home, data and config folders of this run alone.
    const QByteArray home = qgetenv("HOME");
    qputenv("HOME", program.folder.path().toUtf8());
    FaultServer one;
    FaultServer two;
    one.always([&marker](const FaultRequest &request) {
        return request.path().endsWith("/jobs")
                   ? FaultAnswer::json(200, page({jobJson("ftjob-a"), jobJson("ftjob-b")}))
               : request.path().contains("/jobs/")
                   ? FaultAnswer::json(200, jobJson("ftjob-a"))
                   : FaultAnswer::json(403, R"({"error":{"message":"sk-one-)" + marker + " and pk-one-" +
                                                marker + R"( may not"}})");
    });
    two.always([&marker](const FaultRequest &) {
        return FaultAnswer::json(401, R"({"error":{"message":"Incorrect API key provided: sk-two-)" + marker +
                                          " for pk-two-" + marker + "\"}}");
    });
    QString said;
    {
        Profile work = profileAt(one.url(u"/v1"_s), u"Work"_s, 0);
        work.parameters = {{u"x-parameter"_s, u"parameter-value"_s}};
        work.headers = {{u"x-plain"_s, u"plain-value"_s}, {u"x-gateway"_s, {}, true}};
        program.have({work}, "sk-one-" + marker);
        program.keychain->items.insert(program.keychain->items.begin().key() + u" header x-gateway"_s,
                                       "pk-one-" + marker);
        QVERIFY(program.run());
        QTRY_COMPARE_WITH_TIMEOUT(program.rows(), 2, kWaitMs);
        program.window().actions().addAccount->trigger();
        auto *dialog = program.find<QDialog>(u"profileDialog"_s);
        dialog->findChild<QComboBox *>(u"profileDialect"_s)->setCurrentIndex(1);
        dialog->findChild<QLineEdit *>(u"profileName"_s)->setText(u"Lab"_s);
        dialog->findChild<QLineEdit *>(u"profileUrl"_s)->setText(two.url(u"/v1"_s).toString());
        dialog->findChild<QLineEdit *>(u"profileKey"_s)->setText(QString::fromLatin1("sk-two-" + marker));
        dialog->findChild<QPushButton *>(u"addHeader"_s)->click();
        dialog->findChild<QLineEdit *>(u"header1Name"_s)->setText(u"x-gateway-key"_s);
        dialog->findChild<QLineEdit *>(u"header1Value"_s)->setText(QString::fromLatin1("pk-two-" + marker));
        dialog->findChild<QPushButton *>(u"testConnection"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(dialog->findChild<QLabel *>(u"testFailure"_s), kWaitMs);
        said += dialog->findChild<QLabel *>(u"testFailure"_s)->text();
        dialog->findChild<QPushButton *>(u"profileSave"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(program.says(u"Lab: "_s), kWaitMs);
        program.window().openReference(u"ftjob-a"_s);
        QTRY_VERIFY_WITH_TIMEOUT(program.window().jobsPage()->openedJob(), kWaitMs);
        program.window().openReference(u"ftjob-none"_s);
        QTRY_VERIFY_WITH_TIMEOUT(program.says(u"Look in"_s), kWaitMs);
        QVERIFY(program.press(u"Look there"_s));
        program.window().actions().refresh->trigger();
        QVERIFY(program.settle());
        said += program.strips().join(u'\n') + program.window().diagnostics();
        for (const QString &word : {u"x-parameter"_s, u"parameter-value"_s, u"x-plain"_s, u"plain-value"_s})
            QVERIFY2(!program.window().diagnostics().contains(word), qPrintable(word));
        program.window().actions().copyLink->trigger();
        said += QGuiApplication::clipboard()->text();
        for (const QLabel *label : program.window().findChildren<QLabel *>())
            said += label->text() + label->toolTip();
        program.window().close();
        QVERIFY(program.accounts().remove(program.accounts().profiles()[1].uuid, false, this,
                                          [](const ArchiveResult<int> &) {}));
        program.session.reset();
    }
    QVERIFY(one.requests().first().header("authorization").endsWith(marker)); // it was really used
    QVERIFY(two.requests().first().header("authorization").endsWith(marker));
    QCOMPARE(one.requests().first().header("x-gateway"), "pk-one-" + marker);
    QCOMPARE(two.requests().first().header("x-gateway-key"), "pk-two-" + marker);
    QVERIFY2(!said.toUtf8().contains(marker), qPrintable(said));
    for (const QByteArray &line : lines)
        QVERIFY2(!line.contains(marker), line.constData());
    int files = 0;
    QDirIterator it(program.folder.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        QFile file(it.next());
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
        ++files;
        const QByteArray bytes = file.readAll();
        QVERIFY2(!bytes.contains(marker) && !bytes.contains(marker.toBase64(QByteArray::OmitTrailingEquals)),
                 qPrintable(file.fileName()));
    }
    QVERIFY(files >= 2); // settings and archive
    qputenv("HOME", home);
    QLoggingCategory::setFilterRules({});
    qInstallMessageHandler(before);
    logged = nullptr;
}

QTEST_MAIN(TstSession)
#include "tst_session.moc"
