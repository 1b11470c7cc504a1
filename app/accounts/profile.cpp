// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accounts/profile.h"

#include "app/accounts/profileendpoint.h"
#include "app/api/dialect.h"
#include "app/api/plainline.h"
#include "app/models/settingsfile.h"

#include <QCoreApplication>

#include <algorithm>
#include <climits>
#include <iterator>
#include <tuple>

namespace tuneboard {
using namespace Qt::StringLiterals;

namespace {

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Profile)
};

constexpr QLatin1StringView kProxyWords[] = {"system"_L1, "none"_L1, "explicit"_L1};

/// Names under which people write a key into a settings file.
constexpr QLatin1StringView kKeyWords[] = {"key"_L1,   "apikey"_L1,   "api_key"_L1, "secret"_L1,
                                           "token"_L1, "password"_L1, "bearer"_L1};

Profile::Proxy proxyFromWord(const QString &word)
{
    const auto *it = std::find(std::begin(kProxyWords), std::end(kProxyWords), word);
    return it == std::end(kProxyWords) ? Profile::Proxy::System
                                       : Profile::Proxy(int(it - std::begin(kProxyWords)));
}

/// The elements of an array in the settings, no more of them than can be used.
void readElements(QSettings &settings, const QString &array, const auto &read)
{
    const int size = std::min(settings.beginReadArray(array), int(kMaxExtras) + 1);
    for (int i = 0; i < size; ++i) {
        settings.setArrayIndex(i);
        read();
    }
    settings.endArray();
}

/// Returns whether a value stands there that belongs into the keychain; it is not read.
bool readExtras(QSettings &settings, Profile &profile)
{
    const auto text = [&settings](const QString &key) {
        return settings.value(key).toString();
    };
    readElements(settings, u"parameters"_s, [&] {
        profile.parameters += {text(u"name"_s).trimmed(), text(u"value"_s)};
    });
    bool holdsSecret = false;
    readElements(settings, u"headers"_s, [&] {
        ProfileHeader header{text(u"name"_s).trimmed(), {}, settings.value(u"secret"_s, false).toBool()};
        if (!header.isSecret)
            header.value = text(u"value"_s).trimmed();
        holdsSecret = holdsSecret || (header.isSecret && settings.contains(u"value"_s));
        profile.headers += header;
    });
    return holdsSecret;
}

void writeExtras(QSettings &settings, const Profile &profile)
{
    settings.remove(u"parameters"_s);
    settings.remove(u"headers"_s);
    int at = 0;
    if (!profile.parameters.isEmpty()) {
        settings.beginWriteArray(u"parameters"_s, int(profile.parameters.size()));
        for (const ExtraParameter &parameter : profile.parameters) {
            settings.setArrayIndex(at++);
            settings.setValue(u"name"_s, parameter.name);
            settings.setValue(u"value"_s, parameter.value);
        }
        settings.endArray();
    }
    at = 0;
    if (!profile.headers.isEmpty()) {
        settings.beginWriteArray(u"headers"_s, int(profile.headers.size()));
        for (const ProfileHeader &header : profile.headers) {
            settings.setArrayIndex(at++);
            settings.setValue(u"name"_s, header.name);
            if (header.isSecret)
                settings.setValue(u"secret"_s, true);
            else
                settings.setValue(u"value"_s, header.value);
        }
        settings.endArray();
    }
}

/// One group; the settings stand in it.
Profile readGroup(QSettings &settings, const QString &group)
{
    const auto text = [&settings](QLatin1StringView key) {
        return settings.value(QString(key)).toString().trimmed();
    };
    Profile profile{QUuid(group),          text("name"_L1),         text("dialect"_L1), text("baseUrl"_L1),
                    text("apiVersion"_L1), text("organization"_L1), text("project"_L1)};
    bool isNumber = false;
    const int colour = text("colour"_L1).toInt(&isNumber);
    profile.colour = isNumber && colour >= 0 && colour < kAccountColours ? colour : -1;
    profile.caFile = text("caFile"_L1);
    profile.proxy = proxyFromWord(text("proxy"_L1));
    profile.proxyUrl = text("proxyUrl"_L1);
    profile.readOnly = settings.value(u"readOnly"_s, false).toBool();
    profile.notices = settings.value(u"notices"_s, true).toBool();
    profile.withoutKey = settings.value(u"withoutKey"_s, false).toBool();
    return profile;
}

bool holdsKey(const QSettings &settings)
{
    const QStringList names = settings.childKeys();
    return std::any_of(names.begin(), names.end(), [](const QString &name) {
        return std::find(std::begin(kKeyWords), std::end(kKeyWords), name.toLower()) != std::end(kKeyWords);
    });
}

/// Also what only a hand could have written: a profile that goes on without it would be another one.
bool isReadable(const Profile &profile)
{
    const Dialect *kind = dialectById(profile.dialect);
    return !profile.uuid.isNull() && !profile.name.isEmpty() && kind &&
           readBaseUrl(profile.baseUrl, kind->kind).ok();
}

} // namespace

bool Profile::hasSecretHeaders() const
{
    return std::any_of(headers.begin(), headers.end(), [](const ProfileHeader &h) { return h.isSecret; });
}

QString profileProblem(const Profile &profile)
{
    if (profile.uuid.isNull())
        return Words::tr("Its id is not a UUID.");
    if (profile.name.trimmed().isEmpty())
        return Words::tr("It has no name.");
    const Dialect *kind = dialectById(profile.dialect);
    if (!kind)
        return Words::tr("Its kind of provider is not known.");
    if (const auto url = readBaseUrl(profile.baseUrl, kind->kind); !url)
        return plainLine(url.error().message);
    if (profile.proxy == Profile::Proxy::Explicit) {
        if (const auto proxy = readProxy(profile.proxyUrl); !proxy)
            return plainLine(proxy.error().message);
    }
    return {};
}

std::vector<Profile> readProfiles(QSettings &settings, QStringList *problems)
{
    struct Placed
    {
        int place;
        Profile profile;
    };
    std::vector<Placed> found;
    settings.beginGroup(u"profiles"_s);
    for (const QString &group : settings.childGroups()) {
        settings.beginGroup(group);
        Profile profile = readGroup(settings, group);
        bool placed = false;
        const int place = settings.value(u"position"_s).toInt(&placed);
        const bool key = holdsKey(settings);
        const bool secret = readExtras(settings, profile);
        settings.endGroup();
        const QString who = plainLine(profile.name.isEmpty() ? group : profile.name, 80);
        if (key && problems) {
            *problems +=
                Words::tr("The settings file holds a key for “%1”. It was not read: take it out there, "
                          "and give it in the account's window.")
                    .arg(who);
        }
        if (secret && problems) {
            *problems += Words::tr("The settings file holds the value of a secret header of “%1”. It was not "
                                   "read: delete it there, and enter it in the account's window.")
                             .arg(who);
        }
        if (isReadable(profile))
            found.push_back({placed ? place : INT_MAX, std::move(profile)});
        else if (problems)
            *problems += Words::tr("The account “%1” in the settings file cannot be read: %2")
                             .arg(who, profileProblem(profile));
    }
    settings.endGroup();
    std::sort(found.begin(), found.end(), [](const Placed &a, const Placed &b) {
        return std::tie(a.place, a.profile.name, a.profile.uuid) <
               std::tie(b.place, b.profile.name, b.profile.uuid);
    });
    std::vector<Profile> profiles;
    std::transform(found.begin(), found.end(), std::back_inserter(profiles),
                   [](Placed &placed) { return std::move(placed.profile); });
    return profiles;
}

bool writeProfiles(const QSettings &given, const std::vector<Profile> &profiles)
{
    QSettings settings(given.fileName(), given.format()); // a status of this writing alone
    const auto isKept = [&profiles](const QUuid &uuid) {
        return std::any_of(profiles.begin(), profiles.end(),
                           [&uuid](const Profile &profile) { return profile.uuid == uuid; });
    };
    for (const Profile &known : readProfiles(settings)) {
        if (isKept(known.uuid))
            continue;
        settings.beginGroup(u"profiles"_s);
        for (const QString &group : settings.childGroups()) {
            if (QUuid(group) == known.uuid)
                settings.remove(group);
        }
        settings.endGroup();
    }
    settings.beginGroup(u"profiles"_s);
    int position = 0;
    for (const Profile &profile : profiles) {
        QString group = profile.uuid.toString(QUuid::WithoutBraces);
        for (const QString &written : settings.childGroups()) { // braces and capitals are a person's choice
            if (QUuid(written) == profile.uuid)
                group = written;
        }
        settings.beginGroup(group);
        const auto set = [&settings](QLatin1StringView key, const QVariant &value, const QVariant &usual) {
            if (value == usual)
                settings.remove(QString(key));
            else
                settings.setValue(QString(key), value);
        };
        settings.setValue(u"name"_s, profile.name);
        settings.setValue(u"dialect"_s, profile.dialect);
        settings.setValue(u"baseUrl"_s, profile.baseUrl);
        settings.setValue(u"position"_s, position++);
        set("apiVersion"_L1, profile.apiVersion, QString());
        set("organization"_L1, profile.organization, QString());
        set("project"_L1, profile.project, QString());
        set("colour"_L1, profile.colour, -1);
        set("caFile"_L1, profile.caFile, QString());
        set("proxy"_L1, QString(kProxyWords[int(profile.proxy)]), QString(kProxyWords[0]));
        set("proxyUrl"_L1, profile.proxyUrl, QString());
        set("readOnly"_L1, profile.readOnly, false);
        set("notices"_L1, profile.notices, true);
        set("withoutKey"_L1, profile.withoutKey, false);
        writeExtras(settings, profile);
        settings.endGroup();
    }
    settings.endGroup();
    return syncSettings(settings);
}

std::unique_ptr<QSettings> userSettings()
{
    return std::make_unique<SettingsFile>(QSettings::IniFormat, QSettings::UserScope, u"tuneboard"_s,
                                          u"tuneboard"_s);
}

std::unique_ptr<QSettings> noSettings()
{
    auto none = std::make_unique<QSettings>(QString(), QSettings::IniFormat);
    none->setFallbacksEnabled(false);
    return none;
}

} // namespace tuneboard
