// SPDX-License-Identifier: GPL-3.0-or-later
// From a profile to what requests are made with.
#pragma once

#include "app/accounts/profile.h"
#include "app/api/dialect.h"
#include "app/archive/archive.h"

namespace tuneboard {

/// http://host:port or socks5://host:port. NotAllowed, in plain words, for anything else, and for a user name
/// or a password: the settings file is no place for one.
[[nodiscard]] Result<QNetworkProxy> readProxy(const QString &text);

/// The certificates of a PEM or DER file of at most 1 MB. Errors: Disk (it cannot be read), Malformed (it
/// holds no certificate).
[[nodiscard]] Result<QList<QSslCertificate>> readCaFile(const QString &path);

/// How the profile's server is asked. What keeps it from being asked (an unreadable CA file, a bad proxy)
/// stands in `problem`: a certificate that cannot be read must not make a weaker check. A secret header
/// without a value in `headers` is left out.
[[nodiscard]] Endpoint endpointOf(const Profile &profile, const Secret &key,
                                  const SecretHeaders &headers = {});

/// The parameters, and the headers that are not secret.
[[nodiscard]] Extras plainExtrasOf(const Profile &profile);

/// The secret headers that have a value in `headers`.
[[nodiscard]] Extras secretExtrasOf(const Profile &profile, const SecretHeaders &headers);

/// The profile without the secret headers that `extras` replaces.
[[nodiscard]] Profile withoutReplaced(Profile profile, const Extras &extras);

/// As the archive knows the account.
[[nodiscard]] AccountRecord recordOf(const Profile &profile);

/// The place that a profile's key belongs to: "https://host:port"; empty: the base URL cannot be read.
[[nodiscard]] QString originOf(const Profile &profile);

} // namespace tuneboard
