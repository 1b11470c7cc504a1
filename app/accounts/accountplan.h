// SPDX-License-Identifier: GPL-3.0-or-later
// Which accounts a run of the window shows, and where their jobs are kept.
#pragma once

#include "app/api/dialect.h"
#include "app/archive/archive.h"

#include <QUuid>

#include <optional>

namespace tuneboard {

struct AccountPlan
{
    struct Account
    {
        AccountRecord record;
        Endpoint endpoint;
    };

    QString archivePath;           ///< of the accounts that are set up
    std::optional<Account> single; ///< the one that is meant, with an archive of its own: the demo, a URL
    QString singleArchive;         ///< where the jobs of `single` are kept
    bool isDemo = false;           ///< `single` is the demo account
    bool isFilesOnly = false;      ///< there is no account: only opened files are shown, nothing is stored
    std::optional<Account> environment;
    std::optional<QUuid> only; ///< the one profile that is meant; nullopt: all of them
    Extras onlyExtras;         ///< added in this run to those of `only`
};

} // namespace tuneboard
