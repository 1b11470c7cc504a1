// SPDX-License-Identifier: GPL-3.0-or-later
// An account that is set up on this machine: where it is and how it is asked, never its key.
#pragma once

#include "app/api/extras.h"

#include <QHash>
#include <QString>
#include <QStringList>
#include <QUuid>

#include <memory>
#include <vector>

class QSettings;

namespace tuneboard {

/// A header that is sent with every request of the account.
struct ProfileHeader
{
    QString name;
    QString value = {};    ///< empty if it is secret: that value is in the keychain
    bool isSecret = false; ///< its value is treated like the key

    friend bool operator==(const ProfileHeader &, const ProfileHeader &) = default;
};

/// Values of secret headers, by `secretName`.
using SecretHeaders = QHash<QString, Secret>;
[[nodiscard]] inline QString secretName(const QString &header)
{
    return header.toLower();
}

struct Profile
{
    /// As the system is set up, none at all, or the one that `proxyUrl` names.
    enum class Proxy { System, None, Explicit };

    QUuid uuid;
    QString name;
    QString dialect; ///< the word of the dialect's row
    QString baseUrl;
    QString apiVersion = {};   ///< empty: the dialect's own
    QString organization = {}; ///< empty: not sent
    QString project = {};      ///< empty: not sent
    int colour = -1;           ///< which of the theme's series colours marks it; -1: none
    QString caFile = {};       ///< PEM or DER, trusted besides the system's authorities; empty: none
    Proxy proxy = Proxy::System;
    QString proxyUrl = {};   ///< http://host:port or socks5://host:port; counts with Proxy::Explicit alone
    bool readOnly = false;   ///< nothing is changed at its server
    bool notices = true;     ///< whether changes of its jobs are told
    bool withoutKey = false; ///< its server wants no key
    QList<ExtraParameter> parameters = {}; ///< sent with every request
    QList<ProfileHeader> headers = {};     ///< the same

    [[nodiscard]] bool hasSecretHeaders() const;

    friend bool operator==(const Profile &, const Profile &) = default;
};

/// How many colours there are to mark an account.
inline constexpr int kAccountColours = 6;

/// What is wrong with a profile, in a sentence; empty: it can be used. Looks at the words alone, not at the
/// disk.
[[nodiscard]] QString profileProblem(const Profile &profile);

/// The profiles in the group `profiles`, one group each, named by its UUID, in the order in which they were
/// put. What has no name, no UUID, an unknown dialect or no usable base URL is left out, and `problems` says
/// so, one sentence each, also of a key or the value of a secret header that somebody wrote there: it is
/// neither read nor repeated.
[[nodiscard]] std::vector<Profile> readProfiles(QSettings &settings, QStringList *problems = nullptr);

/// Writes the profiles in this order and takes away those that are missing, but leaves what readProfiles()
/// could not read as it stands. `given` names the file. False: it could not be written.
[[nodiscard]] bool writeProfiles(const QSettings &given, const std::vector<Profile> &profiles);

/// The user's settings file of this program.
[[nodiscard]] std::unique_ptr<QSettings> userSettings();
/// Empty ones that are kept nowhere: a picture shows the window without the user's own layout.
[[nodiscard]] std::unique_ptr<QSettings> noSettings();

} // namespace tuneboard
