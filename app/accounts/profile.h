// SPDX-License-Identifier: GPL-3.0-or-later
// An account that is set up on this machine: where it is, never its key.
#pragma once

#include <QString>
#include <QUuid>

#include <memory>
#include <vector>

class QSettings;

namespace tuneboard {

struct Profile
{
    QUuid uuid;
    QString name;
    QString dialect; ///< the word of the dialect's row
    QString baseUrl;
    QString apiVersion;   ///< empty: the dialect's own
    QString organization; ///< empty: not sent
    QString project;      ///< empty: not sent

    friend bool operator==(const Profile &, const Profile &) = default;
};

/// The profiles in the group `profiles`, one group each, named by its UUID; ordered by name, then UUID. What
/// has no name, no UUID, an unknown dialect or no usable base URL is left out.
[[nodiscard]] std::vector<Profile> readProfiles(QSettings &settings);

/// The user's settings file of this program.
[[nodiscard]] std::unique_ptr<QSettings> userSettings();

} // namespace tuneboard
