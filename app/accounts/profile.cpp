// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accounts/profile.h"

#include "app/api/dialect.h"

#include <QSettings>

#include <algorithm>
#include <tuple>

namespace tuneboard {
using namespace Qt::StringLiterals;

std::vector<Profile> readProfiles(QSettings &settings)
{
    std::vector<Profile> profiles;
    settings.beginGroup(u"profiles"_s);
    for (const QString &group : settings.childGroups()) {
        settings.beginGroup(group);
        const auto text = [&settings](QLatin1StringView key) {
            return settings.value(QString(key)).toString().trimmed();
        };
        const Profile profile{QUuid(group),       text("name"_L1),       text("dialect"_L1),
                              text("baseUrl"_L1), text("apiVersion"_L1), text("organization"_L1),
                              text("project"_L1)};
        settings.endGroup();
        const Dialect *dialect = dialectById(profile.dialect);
        if (!profile.uuid.isNull() && !profile.name.isEmpty() && dialect &&
            readBaseUrl(profile.baseUrl, dialect->kind).ok())
            profiles.push_back(profile);
    }
    settings.endGroup();
    std::sort(profiles.begin(), profiles.end(), [](const Profile &a, const Profile &b) {
        return std::tie(a.name, a.uuid) < std::tie(b.name, b.uuid);
    });
    return profiles;
}

std::unique_ptr<QSettings> userSettings()
{
    return std::make_unique<QSettings>(QSettings::IniFormat, QSettings::UserScope, u"tuneboard"_s,
                                       u"tuneboard"_s);
}

} // namespace tuneboard
