// SPDX-License-Identifier: GPL-3.0-or-later
// One run of the window: its repository and its accounts. It begins on the demo account where there is no
// other, and goes over to the user's own archive when the first account is added, without a restart.
#pragma once

#include "app/accounts/accountplan.h"
#include "app/accounts/accounts.h"
#include "app/link/reference.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>
#include <set>

class QSettings;

namespace tuneboard {

class Following;
class MainWindow;
class Notifier;

class Session : public QObject
{
    Q_OBJECT

public:
    using Account = AccountPlan::Account;
    struct Options : AccountPlan
    {
        bool offline = false;
        std::function<std::unique_ptr<Notifier>()> notifier; ///< empty: the desktop is told nothing
        std::function<void(const QByteArray &)> passToken;   ///< see MainWindow::setTokenPass()
        Timing timing;
        int backfillPerMinute = 0;       ///< as Repository::Options has it
        std::function<qint64()> clockMs; ///< milliseconds since 1970, UTC; empty: the wall clock
    };

    /// Opens the archive and asks the servers; the window is the caller's to show, later ones show
    /// themselves. `layout`: of the window; `profiles`: the accounts. Both must outlive the session.
    /// `keychain`: null: there is none.
    Session(Options options, QSettings &layout, QSettings &profiles, std::unique_ptr<SecretStore> keychain,
            QObject *parent = nullptr);
    ~Session() override;

    [[nodiscard]] MainWindow &window() const { return *m_window; }
    [[nodiscard]] Repository &repository() const { return *m_repository; }
    [[nodiscard]] Accounts &accounts() const { return *m_accounts; }
    [[nodiscard]] bool isDemo() const { return m_options.isDemo; }

Q_SIGNALS:
    /// The demo account has gone; window, repository and accounts are new ones.
    void wentOver();

private:
    void build();
    void goOver();
    /// Whether the first account that is added opens the user's own archive in a new window.
    [[nodiscard]] bool isReplaced() const { return m_options.isDemo || m_options.isFilesOnly; }

    Options m_options;
    QSettings &m_layout;
    QSettings &m_profiles;
    Credentials m_credentials;
    std::unique_ptr<Repository> m_repository;
    std::unique_ptr<Accounts> m_accounts;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<Following> m_following;
    std::set<QUuid> m_known; ///< profiles at the start of a demo
    bool m_goesOver = false;
};

} // namespace tuneboard
