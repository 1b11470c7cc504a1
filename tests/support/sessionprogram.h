// SPDX-License-Identifier: GPL-3.0-or-later
// A run of the window in a folder of its own, with accounts at servers of the test, and what its user sees.
#pragma once

#include "app/accounts/profileendpoint.h"
#include "app/demo/demoserver.h"
#include "tests/support/fakekeychain.h"
#include "tests/support/faultserver.h"
#include "tests/support/folders.h"
#include "tests/support/waiting.h"
#include "ui/jobs/jobtableview.h"
#include "ui/jobs/rail.h"
#include "ui/mainwindow.h"
#include "ui/session.h"
#include "ui/strip.h"

#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

namespace tuneboard::test {

using namespace Qt::StringLiterals;

inline constexpr qint64 kNowMs = 1'795'270'000'000; // 21 Nov 2026

/// `more`: further members, each with a comma before it.
inline QByteArray jobJson(const QByteArray &id, int tokens = 1000, const QByteArray &more = {})
{
    return R"({"object":"fine_tuning.job","id":")" + id +
           R"(","status":"succeeded","model":"gpt-4o-2024-08-06","created_at":1795000000,"trained_tokens":)" +
           QByteArray::number(tokens) + more + "}";
}

inline QByteArray page(const QByteArrayList &jobs)
{
    return R"({"object":"list","data":[)" + jobs.join(',') + R"(],"has_more":false})";
}

/// A server with these jobs; any other one it does not know.
inline FaultServer::Handler having(const QByteArrayList &ids)
{
    return [ids](const FaultRequest &request) {
        for (const QByteArray &id : ids) {
            if (request.path().endsWith("/jobs/" + id))
                return FaultAnswer::json(200, jobJson(id));
        }
        if (!request.path().endsWith("/jobs"))
            return FaultAnswer::json(404, R"({"error":{"message":"Could not find it"}})");
        QByteArrayList jobs;
        for (const QByteArray &id : ids)
            jobs += jobJson(id);
        return FaultAnswer::json(200, page(jobs));
    };
}

inline Profile profileAt(const QUrl &url, const QString &name, int colour)
{
    Profile profile;
    profile.uuid = QUuid::createUuid();
    profile.name = name;
    profile.dialect = u"compatible"_s;
    profile.baseUrl = url.toString();
    profile.colour = colour;
    return profile;
}

/// One program in a folder of its own; a second run() is a second start.
struct Program
{
    QTemporaryDir folder;
    std::shared_ptr<FakeKeychain::State> keychain = std::make_shared<FakeKeychain::State>();
    std::unique_ptr<QSettings> settings;
    std::unique_ptr<DemoServer> demo;
    std::unique_ptr<Session> session;
    Session::Options options;

    Program()
    {
        settings =
            std::make_unique<QSettings>(folder.filePath(u"config/tuneboard.ini"_s), QSettings::IniFormat);
        QDir(folder.path()).mkpath(u"config"_s);
        options.archivePath = folder.filePath(u"data/archive.sqlite"_s);
        options.timing.baseMs = 5;
        options.timing.maxMs = 20;
        options.clockMs = [] {
            return kNowMs;
        };
    }
    /// As if the accounts had been set up earlier.
    void have(const std::vector<Profile> &profiles, const QByteArray &key = "sk-MARKER")
    {
        QVERIFY(writeProfiles(*settings, profiles));
        for (const Profile &profile : profiles)
            keychain->items.insert(profile.uuid.toString(QUuid::WithoutBraces) + u' ' + originOf(profile),
                                   key);
    }
    void useDemo()
    {
        DemoServerOptions given;
        given.scenario.nowSecs = kNowMs / 1000;
        given.key = "sk-demo";
        given.clockMs = options.clockMs;
        demo = std::make_unique<DemoServer>(std::move(given));
        QVERIFY(demo->listen());
        Session::Account account;
        account.record.name = u"Demo"_s;
        account.record.baseUrl = demo->baseUrl().toString();
        account.record.dialect = u"compatible"_s;
        account.endpoint.dialect = DialectKind::Compatible;
        account.endpoint.baseUrl = demo->baseUrl();
        account.endpoint.key = Secret(QByteArray("sk-demo"));
        options.single = account;
        options.singleArchive = folder.filePath(u"demo/archive.sqlite"_s);
        options.isDemo = true;
    }
    void start()
    {
        session = std::make_unique<Session>(options, *settings, *settings,
                                            std::make_unique<FakeKeychain>(keychain));
        window().resize(1280, 800);
        window().show();
        window().activateWindow();
    }
    [[nodiscard]] bool run()
    {
        start();
        return settle();
    }
    [[nodiscard]] bool settle() const
    {
        const bool ended = QTest::qWaitFor(
            [this] { return repository().isSettled() && !repository().isSyncing(); }, kWaitMs);
        QTest::qWait(50);
        return ended;
    }
    [[nodiscard]] MainWindow &window() const { return session->window(); }
    [[nodiscard]] Repository &repository() const { return session->repository(); }
    [[nodiscard]] Accounts &accounts() const { return session->accounts(); }
    template<class T>
    [[nodiscard]] T *find(const QString &name) const
    {
        return window().findChild<T *>(name);
    }
    [[nodiscard]] JobTableView *table() const { return find<JobTableView>(u"jobTable"_s); }
    [[nodiscard]] int rows() const { return table()->model()->rowCount(); }
    [[nodiscard]] QStringList strips() const { return find<Strips>(u"strips"_s)->texts(); }
    [[nodiscard]] bool says(const QString &words) const { return strips().join(u'\n').contains(words); }
    [[nodiscard]] QStringList railTexts() const
    {
        QStringList texts;
        const Rail *rail = find<Rail>(u"rail"_s);
        for (int i = 0; i < rail->count(); ++i)
            texts += rail->item(i)->text();
        return texts;
    }
    /// Presses the button of a strip.
    [[nodiscard]] bool press(const QString &text) const
    {
        const auto click = [&] {
            for (QPushButton *button : find<Strips>(u"strips"_s)->findChildren<QPushButton *>()) {
                if (button->isVisible() && button->text() == text) {
                    button->click();
                    return true;
                }
            }
            return false;
        };
        const bool pressed = QTest::qWaitFor(click, kWaitMs); // a new strip is shown by its layout, later
        QTest::qWait(20);
        return pressed;
    }
    /// Fills the dialog that is open and saves it.
    void enter(const QString &name, const QUrl &url, const QString &key) const
    {
        auto *dialog = find<QDialog>(u"profileDialog"_s);
        QVERIFY(dialog);
        dialog->findChild<QComboBox *>(u"profileDialect"_s)->setCurrentIndex(1);
        dialog->findChild<QLineEdit *>(u"profileName"_s)->setText(name);
        dialog->findChild<QLineEdit *>(u"profileUrl"_s)->setText(url.toString());
        dialog->findChild<QLineEdit *>(u"profileKey"_s)->setText(key);
        dialog->findChild<QPushButton *>(u"profileSave"_s)->click();
    }
    void save(const QString &name) const
    {
        QTest::qWait(150);
        QDir(buildPath({})).mkpath(u"screenshots"_s);
        QVERIFY(session->window().grab().save(buildPath(u"screenshots/session-"_s) + name + ".png"_L1));
    }
};

} // namespace tuneboard::test
