// SPDX-License-Identifier: GPL-3.0-or-later
// The accounts of a running window: their profiles, their keys, and the repository that asks their servers.
#pragma once

#include "app/accounts/credentials.h"
#include "app/accounts/profile.h"
#include "app/repository/repository.h"

#include <QObject>
#include <QSet>

#include <optional>
#include <vector>

class QSettings;

namespace tuneboard {

/// Where one account stands with its key.
struct AccountKey
{
    KeyPlace place = KeyPlace::Nowhere;
    bool refused = false; ///< the keychain did not give or take it
    QStringList missingHeaders =
        {}; ///< secret headers without a value; the account is not asked without them
};

/// Keeps settings, keychain and repository in step, without a restart. Never waits: keys come when they come.
class Accounts : public QObject
{
    Q_OBJECT

public:
    /// All must outlive it. `repository`: null while only the demo is shown: profiles and keys are then kept
    /// and nobody is asked.
    Accounts(QSettings &settings, Credentials &credentials, Repository *repository,
             QObject *parent = nullptr);

    /// The environment's own account; shown beside the profiles, unless one of them is the same. Its key also
    /// serves a profile at the same host that has none in the keychain.
    void setEnvironment(const AccountRecord &record, const Endpoint &endpoint);
    /// Added in this run to what the account has itself, and never stored; the same name replaces it.
    void setRunExtras(const QUuid &uuid, const Extras &extras);
    /// Reads the profiles, gives them to the repository and asks for their keys. `only`: this one alone, or
    /// (a null UUID) none of them; nullopt: all, and the environment's account.
    void load(const std::optional<QUuid> &only = {});

    [[nodiscard]] const std::vector<Profile> &profiles() const { return m_profiles; }
    /// Null: none has this UUID.
    [[nodiscard]] const Profile *profile(const QUuid &uuid) const;
    [[nodiscard]] AccountKey key(const QUuid &uuid) const;
    /// What of the settings could not be read, one sentence each.
    [[nodiscard]] const QStringList &problems() const { return m_problems; }
    [[nodiscard]] const Credentials &credentials() const { return m_credentials; }
    /// Whether the keychain still owes a key.
    [[nodiscard]] bool awaitsKeys() const;

    /// Adds the profile, or changes the one with its UUID; a null UUID gets one, that of jobs which were kept
    /// of the same address, if there are any. `key`: replaces the one that is there; nullopt: it stays, if
    /// the host is the same. `headers`: new values of secret headers; the others stay like the key. False:
    /// the settings could not be written; the change holds until the end.
    bool save(Profile profile, const std::optional<Secret> &key, const SecretHeaders &headers = {});
    /// Takes profile and key away; `done` as in Repository::removeAccount().
    bool remove(const QUuid &uuid, bool keepJobs, QObject *context,
                std::function<void(const ArchiveResult<int> &)> done);
    /// What was entered and is not saved yet; a value that is missing here is read from the keychain.
    struct Entered
    {
        Secret key = {};
        SecretHeaders headers = {};
    };
    /// As it would be asked now, for a test of the connection; `done` gets it once its key has come.
    void endpoint(const Profile &profile, const Entered &entered, QObject *context,
                  std::function<void(const Endpoint &)> done);

Q_SIGNALS:
    void changed(); ///< profiles or keys

private:
    struct Environment
    {
        AccountRecord record;
        Endpoint endpoint;
    };
    void askForKey(const Profile &profile);
    void takeKey(const QUuid &uuid, const Credentials::Found &found);
    void takeStored(const QUuid &uuid, KeyPlace place);
    void eraseOld(const Profile &known, const Profile &changed);
    void storeNew(const Profile &profile, const std::optional<Secret> &key, const SecretHeaders &headers);
    void connectTo(const Profile &profile, const Secret &key, const SecretHeaders &headers = {});
    [[nodiscard]] Endpoint endpointFor(const Profile &profile, const Secret &key,
                                       const SecretHeaders &headers) const;
    [[nodiscard]] Profile askedProfile(const Profile &profile) const;
    [[nodiscard]] bool serves(const Profile &profile) const;
    [[nodiscard]] bool write();

    QSettings &m_settings;
    Credentials &m_credentials;
    Repository *m_repository;
    std::optional<Environment> m_environment;
    std::vector<Profile> m_profiles;
    QSet<QUuid> m_removed; ///< what else stands in the settings is left as it is
    QHash<QUuid, AccountKey> m_keys;
    QHash<QUuid, int> m_turns; ///< counts what makes an answer that is still to come one of the past
    QSet<QUuid> m_notTaken;    ///< the keychain did not take a key or a header of theirs
    QUuid m_runAccount;
    Extras m_runExtras; ///< of `m_runAccount`
    QStringList m_problems;
};

} // namespace tuneboard
