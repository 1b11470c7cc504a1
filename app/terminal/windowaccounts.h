// SPDX-License-Identifier: GPL-3.0-or-later
// The accounts of a start of the window, by command line, environment and profiles.
#pragma once

#include "app/accounts/accountplan.h"
#include "app/terminal/runaccount.h"

class QSettings;

namespace tuneboard {

/// Unless the command line names an account, the window shows all profiles and the environment's account. If
/// there are none, it shows the file to open, or else the demo. Must outlive the window: the demo's server
/// and a temporary archive live in it.
class WindowAccounts
{
public:
    WindowAccounts(CommandLine line, QSettings &profiles);

    [[nodiscard]] const std::optional<Failure> &failure() const { return m_failure; }
    [[nodiscard]] const AccountPlan &plan() const { return m_plan; }

private:
    AccountPlan m_plan;
    std::optional<Failure> m_failure;
    std::optional<RunAccount> m_meant;
};

} // namespace tuneboard
