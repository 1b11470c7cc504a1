// SPDX-License-Identifier: GPL-3.0-or-later
// The account of this run, ready to be asked: the demo's server is up, a temporary archive has its place.
#pragma once

#include "app/accounts/accountchoice.h"
#include "app/archive/temporaryarchive.h"

#include <QThread>

#include <memory>
#include <optional>

namespace tuneboard {

class DemoServer;
struct CommandLine;

/// Why a command cannot go on, and what the process then returns.
struct Failure
{
    int exitCode = 1; ///< 1: failed; 2: wrong use
    QString text;     ///< one line
};

/// The demo's server in a thread of its own.
class DemoHost
{
public:
    DemoHost();
    ~DemoHost();
    Q_DISABLE_COPY_MOVE(DemoHost)

    /// Serves before it returns. What is wrong, or nothing.
    [[nodiscard]] std::optional<QString> start();
    [[nodiscard]] QUrl baseUrl() const;
    [[nodiscard]] QByteArray key() const;

private:
    QThread m_thread;
    DemoServer *m_server = nullptr; ///< lives on the thread; deleted when it ends
};

/// Must outlive everything that asks the endpoint or has the archive open.
class RunAccount
{
public:
    /// Chooses by command line, environment and settings (see chooseAccount), and starts the demo's server if
    /// it is meant and `offline` is not asked for. Nothing was asked of a server yet. A profile's key is
    /// asked of the keychain, except in window mode and with `offline`: this runs the application's event
    /// loop.
    explicit RunAccount(const CommandLine &line);

    /// Why there is no account; empty: there is one. What needs no server can still use archivePath().
    [[nodiscard]] const std::optional<Failure> &failure() const { return m_failure; }
    /// Whether the failure is only that nobody named an account.
    [[nodiscard]] bool noneGiven() const { return m_noneGiven; }

    [[nodiscard]] const AccountRecord &record() const { return m_chosen.record; }
    [[nodiscard]] const Endpoint &endpoint() const { return m_chosen.endpoint; }
    [[nodiscard]] const QString &archivePath() const { return m_chosen.archivePath; }
    [[nodiscard]] bool isDemo() const { return m_chosen.isDemo; }
    /// Whether the command line itself named the account, so that no other is meant.
    [[nodiscard]] bool isExplicit() const;

private:
    void readKey();

    std::optional<Failure> m_failure;
    bool m_noneGiven = false;
    ChosenAccount m_chosen;
    std::optional<TemporaryArchive> m_temporary;
    std::optional<DemoHost> m_demo;
};

} // namespace tuneboard
