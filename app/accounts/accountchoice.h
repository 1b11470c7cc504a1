// SPDX-License-Identifier: GPL-3.0-or-later
// Which account a run means, how its server is asked, and where its jobs are kept.
#pragma once

#include "app/accounts/profile.h"
#include "app/api/dialect.h"
#include "app/archive/archive.h"

#include <QProcessEnvironment>

#include <optional>
#include <variant>

namespace tuneboard {

/// What the command line says; empty: nothing.
struct AccountWish
{
    bool demo = false;
    QString baseUrl;
    QString account; ///< a profile's name or UUID
    QString archive;
    Extras extras = {}; ///< added to what the account has itself
};

struct ChosenAccount
{
    /// Who chose: in the order in which they are asked.
    enum class Source { Demo, BaseUrl, Account, Environment, OnlyProfile };

    Source source = Source::Demo;
    AccountRecord record; ///< as the archive's ensureAccount() wants it
    Endpoint endpoint;    ///< for the demo: filled in once its server runs
    QString archivePath;  ///< empty: a temporary archive
    bool isDemo = false;
    /// That it is set up in, without the secret headers that the wish replaces; its key and the others are in
    /// the keychain, unless `endpoint` has them.
    std::optional<Profile> profile;
};

/// Why no account could be chosen, on one line that says what to do: wrong use (exit code 2).
struct ChoiceProblem
{
    QString text;
    bool noneGiven = false; ///< nobody named an account; what needs no server can go on without
};

/// In order: --demo, --base-url, --account, the environment, the only profile.
///
/// The environment is read as the official clients do: blanks around a value are taken off, an empty one
/// counts as not set. It is an account if it has OPENAI_API_KEY or OPENAI_BASE_URL. Its key goes to the
/// address in OPENAI_BASE_URL (else api.openai.com) and to that of --base-url, and to a profile only if the
/// profile is at the environment's own host: a key belongs to one host.
///
/// The archive is the one that --archive names, else `userArchive`; temporary for the demo and for a
/// --base-url on this machine.
[[nodiscard]] std::variant<ChosenAccount, ChoiceProblem> chooseAccount(const AccountWish &wish,
                                                                       const QProcessEnvironment &environment,
                                                                       const std::vector<Profile> &profiles,
                                                                       const QString &userArchive);

/// The UUID of an account that no profile describes and that needs `extras`: two providers behind one gateway
/// are two accounts. Made of the address, the parameters and the headers, without those that are secret.
/// Null: no such extras; the address says which account it is.
[[nodiscard]] QUuid gatewayUuid(const AccountRecord &record, const Extras &extras);

/// The account that the environment means, without a look at anything else; nullopt: it means none.
[[nodiscard]] std::optional<std::variant<ChosenAccount, ChoiceProblem>>
environmentAccount(const QProcessEnvironment &variables);

/// `archive.sqlite` in the folder that the system has for this program's data.
[[nodiscard]] QString userArchivePath();

} // namespace tuneboard
