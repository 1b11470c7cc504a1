// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/terminal/windowaccounts.h"

#include "app/terminal/commandline.h"

#include <QCoreApplication>
#include <QSettings>

namespace tuneboard {

WindowAccounts::WindowAccounts(CommandLine line, QSettings &profiles)
{
    const auto environment = environmentAccount(QProcessEnvironment::systemEnvironment());
    const bool named = line.demo || !line.baseUrl.isEmpty() || !line.account.isEmpty();
    if (!named && line.extras.isEmpty() && !environment && readProfiles(profiles).empty()) {
        // A file is shown alone; otherwise the first run shows what the program is like.
        m_plan.isFilesOnly = line.reference.kind == Reference::Kind::Path;
        line.demo = !m_plan.isFilesOnly;
    }

    if (!named && !line.extras.isEmpty()) {
        m_failure = Failure{2, QCoreApplication::translate(
                                   "RunAccount", "--query, --header and --header-env need --account or "
                                                 "--base-url, which says where they go")};
        return;
    }
    m_plan.archivePath = line.archive.isEmpty() ? userArchivePath() : line.archive;
    if (environment) {
        const auto *account = std::get_if<ChosenAccount>(&*environment);
        if (!account && !named) {
            m_failure = Failure{2, std::get<ChoiceProblem>(*environment).text};
            return;
        }
        if (account)
            m_plan.environment = AccountPlan::Account{account->record, account->endpoint};
    }
    if (!named && !line.demo)
        return;
    m_meant.emplace(line);
    m_failure = m_meant->failure();
    if (m_failure)
        return;
    if (line.demo || !line.baseUrl.isEmpty()) {
        m_plan.single = AccountPlan::Account{m_meant->record(), m_meant->endpoint()};
        m_plan.singleArchive = m_meant->archivePath();
        m_plan.isDemo = m_meant->isDemo();
    } else {
        m_plan.only = m_meant->record().uuid;
        m_plan.onlyExtras = line.extras;
    }
}

} // namespace tuneboard
