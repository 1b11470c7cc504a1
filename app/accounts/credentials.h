// SPDX-License-Identifier: GPL-3.0-or-later
// The keys of the accounts and the values of their secret headers: in the system's keychain, else in memory
// until the program ends.
#pragma once

#include "app/accounts/profile.h"
#include "app/accounts/secretstore.h"

#include <QHash>
#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>

namespace tuneboard {

/// Where an account's key is.
enum class KeyPlace {
    Nowhere,     ///< there is none
    Asked,       ///< the keychain is asked and has not answered yet: it may be locked, and ask the user
    Keychain,    ///< kept
    Session,     ///< in memory, because there is no keychain or it would not take it
    Environment, ///< from OPENAI_API_KEY
};

/// A key belongs to one account at one host: it is kept under both, so that a changed address never gets the
/// key of the old one. The same holds for the values of secret headers, each of which has its own item.
/// Nothing is ever written to disk by this class itself.
class Credentials : public QObject
{
    Q_OBJECT

public:
    struct Found
    {
        Secret key; ///< empty: there is none
        KeyPlace place = KeyPlace::Nowhere;
        bool refused = false; ///< the keychain, or the user in front of it, did not give all
        SecretHeaders headers = {};
        QStringList missingHeaders = {}; ///< names of secret headers without a value
    };
    using Taken = std::function<void(const Found &)>;
    using Stored = std::function<void(KeyPlace)>;

    /// Null: there is no keychain, and all keys are in memory.
    explicit Credentials(std::unique_ptr<SecretStore> store, QObject *parent = nullptr);
    ~Credentials() override;

    /// Key (unless the profile wants none) and secret headers. `place` is Session if any of them is in
    /// memory. `done` comes later, from the event loop; never after `context` has gone.
    void read(const Profile &profile, QObject *context, Taken done);
    /// Keychain, or Session if there is none or it refused. Until then read() already gives the new key.
    void store(const Profile &profile, const Secret &key, QObject *context, Stored done);
    /// The same for the value of one secret header.
    void storeHeader(const Profile &profile, const QString &name, const Secret &value, QObject *context,
                     Stored done);
    /// The key and all secret headers of this account at this host, wherever they are.
    void erase(const Profile &profile);
    void eraseKey(const Profile &profile);
    void eraseHeader(const Profile &profile, const QString &name);
    /// Whether the key or a secret header of this account is in memory, because no keychain has it yet.
    [[nodiscard]] bool isInMemory(const Profile &profile) const;

    /// Finds out whether there is a keychain, without anything in it.
    void probe();
    /// True once a keychain turned out to be missing.
    [[nodiscard]] bool isWithoutService() const { return m_withoutService; }

Q_SIGNALS:
    /// isWithoutService() has become true.
    void serviceMissing();

private:
    struct Reading;
    [[nodiscard]] static QString itemOf(const Profile &profile);
    [[nodiscard]] static QString itemOf(const Profile &profile, const QString &header);
    void readNext(const std::shared_ptr<Reading> &reading);
    void readItem(const QString &item, QObject *context,
                  std::function<void(const Secret &, KeyPlace, bool)> done);
    void storeItem(const QString &item, const Secret &secret, QObject *context, Stored done);
    void eraseItem(const QString &item);
    void take(SecretStore::Outcome outcome);
    void later(QObject *context, std::function<void()> call);

    std::unique_ptr<SecretStore> m_store;
    QHash<QString, Secret> m_session; ///< by item
    bool m_withoutService = false;
};

} // namespace tuneboard
