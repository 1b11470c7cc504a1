// SPDX-License-Identifier: GPL-3.0-or-later
// A place outside of this program that keeps keys: the system's keychain.
#pragma once

#include "app/api/secret.h"

#include <QString>

#include <functional>
#include <memory>

class QObject;

namespace tuneboard {

/// Every answer comes later, from the event loop, however long the user is asked for a password meanwhile;
/// none comes once `context` has gone.
class SecretStore
{
public:
    enum class Outcome {
        Done,
        NotFound, ///< the keychain works, and has nothing under that name
        Refused,  ///< the keychain, or the user, does not give it
        NoService ///< there is no keychain here
    };
    using Read = std::function<void(Outcome, const Secret &)>;
    using Written = std::function<void(Outcome)>;

    SecretStore() = default;
    virtual ~SecretStore() = default;
    SecretStore(const SecretStore &) = delete;
    SecretStore &operator=(const SecretStore &) = delete;

    virtual void read(const QString &item, QObject *context, Read done) = 0;
    virtual void write(const QString &item, const Secret &key, QObject *context, Written done) = 0;
    virtual void erase(const QString &item, QObject *context, Written done) = 0;
};

/// The Secret Service, the macOS Keychain or Windows' Credential Manager, under the name of `service`. Null
/// where the program was built without QtKeychain.
[[nodiscard]] std::unique_ptr<SecretStore>
systemKeychain(const QString &service = QStringLiteral("Tuneboard"));

/// What the keychain is called on this system, for a sentence: "the system's keychain", "Windows' Credential
/// Manager".
[[nodiscard]] QString keychainName();

} // namespace tuneboard
