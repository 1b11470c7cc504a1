// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accounts/accounts.h"

#include "app/accounts/profileendpoint.h"

#include <QSettings>

#include <algorithm>

namespace tuneboard {

namespace {

AccountOptions optionsOf(const Profile &profile)
{
    return {profile.colour, profile.readOnly, profile.notices};
}

bool sameAccount(const AccountRecord &a, const AccountRecord &b)
{
    return a.baseUrl == b.baseUrl && a.organization == b.organization && a.project == b.project;
}

auto findIn(auto &profiles, const QUuid &uuid)
{
    return std::find_if(profiles.begin(), profiles.end(),
                        [&uuid](const Profile &profile) { return profile.uuid == uuid; });
}

} // namespace

Accounts::Accounts(QSettings &settings, Credentials &credentials, Repository *repository, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_credentials(credentials)
    , m_repository(repository)
{
}

void Accounts::setEnvironment(const AccountRecord &record, const Endpoint &endpoint)
{
    m_environment = Environment{record, endpoint};
}

void Accounts::load(const std::optional<QUuid> &only)
{
    m_problems.clear();
    m_profiles = readProfiles(m_settings, &m_problems);
    if (only) {
        std::erase_if(m_profiles, [&only](const Profile &p) { return p.uuid != *only; });
    }
    m_credentials.probe();
    bool isProfile = false;
    for (const Profile &profile : m_profiles) {
        if (m_repository)
            m_repository->addWaitingAccount(recordOf(profile), optionsOf(profile));
        askForKey(profile);
        isProfile = isProfile || (m_environment && sameAccount(recordOf(profile), m_environment->record));
    }
    if (m_repository && m_environment && !isProfile && !only)
        m_repository->addAccount(m_environment->record, m_environment->endpoint);
    Q_EMIT changed();
}

bool Accounts::awaitsKeys() const
{
    return std::any_of(m_keys.begin(), m_keys.end(),
                       [](const AccountKey &key) { return key.place == KeyPlace::Asked; });
}

const Profile *Accounts::profile(const QUuid &uuid) const
{
    const auto it = findIn(m_profiles, uuid);
    return it == m_profiles.end() ? nullptr : &*it;
}

AccountKey Accounts::key(const QUuid &uuid) const
{
    return m_keys.value(uuid);
}

// The environment's key belongs to one host.
bool Accounts::serves(const Profile &profile) const
{
    if (!m_environment || m_environment->endpoint.key.isEmpty())
        return false;
    const Endpoint own = endpointOf(profile, {});
    const Endpoint &other = m_environment->endpoint;
    return own.baseUrl.scheme() == other.baseUrl.scheme() && own.authority() == other.authority();
}

void Accounts::askForKey(const Profile &profile)
{
    if (profile.withoutKey)
        return connectTo(profile, {});
    m_keys[profile.uuid] = {KeyPlace::Asked, false};
    m_credentials.read(
        profile, this,
        [this, uuid = profile.uuid, origin = originOf(profile)](const Credentials::Found &found) {
            const Profile *asked = this->profile(uuid);
            // Changed or removed meanwhile: the answer is of another address, or of nobody.
            if (asked && originOf(*asked) == origin && m_keys.value(uuid).place == KeyPlace::Asked)
                takeKey(uuid, found);
        });
}

void Accounts::takeKey(const QUuid &uuid, const Credentials::Found &found)
{
    const Profile &profile = *this->profile(uuid);
    if (found.key.isEmpty() && serves(profile)) {
        m_keys[uuid] = {KeyPlace::Environment, false};
        connectTo(profile, m_environment->endpoint.key);
    } else {
        m_keys[uuid] = {found.place, found.refused};
        if (found.key.isEmpty() && m_repository)
            m_repository->setEndpoint(uuid, {}); // asking without it would only be refused
        else if (!found.key.isEmpty())
            connectTo(profile, found.key);
    }
    Q_EMIT changed();
}

void Accounts::connectTo(const Profile &profile, const Secret &key)
{
    if (m_repository)
        m_repository->setEndpoint(profile.uuid, endpointOf(profile, key));
}

// Profiles that this run does not mean, and those of another process, keep their places.
bool Accounts::write()
{
    std::vector<Profile> all;
    for (const Profile &known : readProfiles(m_settings)) {
        const Profile *own = profile(known.uuid);
        if (!m_removed.contains(known.uuid))
            all.push_back(own ? *own : known);
    }
    for (const Profile &own : m_profiles) {
        if (findIn(all, own.uuid) == all.end())
            all.push_back(own);
    }
    return writeProfiles(m_settings, all);
}

bool Accounts::save(Profile profile, const std::optional<Secret> &key)
{
    if (profile.uuid.isNull() && m_repository)
        profile.uuid = m_repository->keptUuid(recordOf(profile));
    if (profile.uuid.isNull())
        profile.uuid = QUuid::createUuid();
    if (key)
        profile.withoutKey = key->isEmpty();
    const auto known = findIn(m_profiles, profile.uuid);
    m_removed.remove(profile.uuid);
    bool asksAnew = true;
    if (known == m_profiles.end()) {
        m_profiles.push_back(profile);
        if (m_repository)
            m_repository->addWaitingAccount(recordOf(profile), optionsOf(profile));
    } else {
        if (originOf(*known) != originOf(profile) || profile.withoutKey)
            m_credentials.erase(*known);
        Profile alike = *known; // what does not change how the server is asked
        alike.name = profile.name;
        alike.colour = profile.colour;
        alike.readOnly = profile.readOnly;
        alike.notices = profile.notices;
        asksAnew = key.has_value() || !(alike == profile);
        *known = profile;
        if (m_repository)
            m_repository->updateAccount(recordOf(profile), optionsOf(profile));
    }
    if (key && !key->isEmpty()) {
        m_keys[profile.uuid] = {KeyPlace::Session, false}; // until the keychain has it
        connectTo(profile, *key);
        m_credentials.store(profile, *key, this, [this, uuid = profile.uuid](KeyPlace place) {
            if (this->profile(uuid)) {
                m_keys[uuid] = {place, place != KeyPlace::Keychain};
                Q_EMIT changed();
            }
        });
    } else if (asksAnew) {
        m_keys.remove(profile.uuid);
        askForKey(profile);
    }
    const bool written = write();
    Q_EMIT changed();
    return written;
}

bool Accounts::remove(const QUuid &uuid, bool keepJobs, QObject *context,
                      std::function<void(const ArchiveResult<int> &)> done)
{
    const auto known = findIn(m_profiles, uuid);
    if (known == m_profiles.end())
        return true;
    m_credentials.erase(*known);
    m_profiles.erase(known);
    m_keys.remove(uuid);
    m_removed.insert(uuid);
    const bool written = write();
    if (m_repository)
        m_repository->removeAccount(uuid, keepJobs, context, std::move(done));
    Q_EMIT changed();
    return written;
}

void Accounts::endpoint(const Profile &profile, QObject *context, std::function<void(const Endpoint &)> done)
{
    m_credentials.read(profile, context,
                       [this, profile, done = std::move(done)](const Credentials::Found &found) {
                           const bool environment = found.key.isEmpty() && serves(profile);
                           done(endpointOf(profile, environment ? m_environment->endpoint.key : found.key));
                       });
}

} // namespace tuneboard
