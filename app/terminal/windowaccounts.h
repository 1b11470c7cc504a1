// SPDX-License-Identifier: GPL-3.0-or-later
// The accounts of a start of the window, by command line, environment and profiles.
#pragma once

#include "app/accounts/accountplan.h"
#include "app/terminal/runaccount.h"

class QSettings;

namespace tuneboard {

/// Without a word about it, all profiles and the environment's account are shown, and where there is none of
/// either, the demo, or only the file that is to be opened. Must outlive the window: the demo's server and a
/// temporary archive live in it.
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
