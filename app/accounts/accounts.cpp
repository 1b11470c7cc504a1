// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accounts/accounts.h"

#include "app/accounts/accountchoice.h"
#include "app/accounts/profileendpoint.h"

#include <QSettings>

#include <algorithm>

namespace tuneboard {

namespace {

AccountOptions optionsOf(const Profile &profile)
{
    return {profile.colour, profile.readOnly, profile.notices};
}

// The UUID of a stored account that is not in use and fits the new profile: first one with the same extras,
// then one at the same address. Null: there is none.
QUuid keptUuid(const Repository &repository, const Profile &profile)
{
    AccountRecord record = recordOf(profile);
    record.uuid = gatewayUuid(record, plainExtrasOf(profile));
    const QUuid uuid = repository.keptUuid(record);
    if (!uuid.isNull() || record.uuid.isNull())
        return uuid;
    record.uuid = QUuid();
    return repository.keptUuid(record);
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

void Accounts::setRunExtras(const QUuid &uuid, const Extras &extras)
{
    m_runAccount = uuid;
    m_runExtras = extras;
}

/// Without the secret headers that this run replaces: their values are not read.
Profile Accounts::askedProfile(const Profile &profile) const
{
    return profile.uuid == m_runAccount ? withoutReplaced(profile, m_runExtras) : profile;
}

Endpoint Accounts::endpointFor(const Profile &profile, const Secret &key, const SecretHeaders &headers) const
{
    Endpoint endpoint = endpointOf(profile, key, headers);
    if (profile.uuid == m_runAccount && !m_runAccount.isNull())
        endpoint.extras = merged(endpoint.extras, m_runExtras);
    return endpoint;
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
        isProfile = isProfile || (m_environment && isSameAddress(recordOf(profile), m_environment->record));
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
    const int turn = ++m_turns[profile.uuid];
    const Profile asked = askedProfile(profile);
    if (asked.withoutKey && !asked.hasSecretHeaders())
        return connectTo(profile, {});
    m_keys[profile.uuid] = {KeyPlace::Asked, false};
    m_credentials.read(asked, this, [this, uuid = profile.uuid, turn](const Credentials::Found &found) {
        // Changed or removed meanwhile: the answer is of another address or other headers, or of nobody.
        if (this->profile(uuid) && m_turns.value(uuid) == turn)
            takeKey(uuid, found);
    });
}

void Accounts::takeKey(const QUuid &uuid, const Credentials::Found &found)
{
    const Profile &profile = *this->profile(uuid);
    const bool fromEnvironment = found.key.isEmpty() && !profile.withoutKey && serves(profile);
    const Secret key = fromEnvironment ? m_environment->endpoint.key : found.key;
    const bool refused = found.refused || (found.place == KeyPlace::Session && m_notTaken.contains(uuid));
    m_keys[uuid] = {fromEnvironment ? KeyPlace::Environment : found.place,
                    refused && !(fromEnvironment && found.missingHeaders.isEmpty()), found.missingHeaders};
    if (found.missingHeaders.isEmpty() && (profile.withoutKey || !key.isEmpty()))
        connectTo(profile, key, found.headers);
    else if (m_repository)
        m_repository->setEndpoint(uuid, {}); // asking without it would only be refused
    Q_EMIT changed();
}

void Accounts::connectTo(const Profile &profile, const Secret &key, const SecretHeaders &headers)
{
    if (m_repository)
        m_repository->setEndpoint(profile.uuid, endpointFor(profile, key, headers));
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

// What no longer belongs to the account, or belongs to its old host.
void Accounts::eraseOld(const Profile &known, const Profile &changed)
{
    if (originOf(known) != originOf(changed))
        return m_credentials.erase(known);
    if (changed.withoutKey)
        m_credentials.eraseKey(known);
    for (const ProfileHeader &header : known.headers) {
        const bool stays =
            std::any_of(changed.headers.begin(), changed.headers.end(), [&header](const ProfileHeader &h) {
                return h.isSecret && isSameHeader(h.name, header.name);
            });
        if (header.isSecret && !stays)
            m_credentials.eraseHeader(known, header.name);
    }
}

void Accounts::storeNew(const Profile &profile, const std::optional<Secret> &key,
                        const SecretHeaders &headers)
{
    if ((key && !key->isEmpty()) || !headers.isEmpty())
        m_notTaken.remove(profile.uuid);
    const auto taken = [this, uuid = profile.uuid](KeyPlace place) {
        takeStored(uuid, place);
    };
    if (key && !key->isEmpty())
        m_credentials.store(profile, *key, this, taken);
    for (const ProfileHeader &header : profile.headers) {
        const Secret value = headers.value(secretName(header.name));
        if (header.isSecret && !value.isEmpty())
            m_credentials.storeHeader(profile, header.name, value, this, taken);
    }
}

// The keychain has taken a key or a header, or it has not.
void Accounts::takeStored(const QUuid &uuid, KeyPlace place)
{
    const Profile *profile = this->profile(uuid);
    if (!profile)
        return;
    if (place != KeyPlace::Keychain)
        m_notTaken.insert(uuid);
    AccountKey &key = m_keys[uuid];
    // While the account waits for its key, that answer says where everything is.
    if (key.place != KeyPlace::Session && key.place != KeyPlace::Keychain)
        return;
    key.place = m_credentials.isInMemory(*profile) ? KeyPlace::Session : KeyPlace::Keychain;
    key.refused = key.place == KeyPlace::Session && m_notTaken.contains(uuid);
    Q_EMIT changed();
}

bool Accounts::save(Profile profile, const std::optional<Secret> &key, const SecretHeaders &headers)
{
    if (profile.uuid.isNull() && m_repository)
        profile.uuid = keptUuid(*m_repository, profile);
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
        eraseOld(*known, profile);
        Profile alike = *known; // what does not change how the server is asked
        alike.name = profile.name;
        alike.colour = profile.colour;
        alike.readOnly = profile.readOnly;
        alike.notices = profile.notices;
        asksAnew = key.has_value() || !headers.isEmpty() || !(alike == profile);
        *known = profile;
        if (m_repository)
            m_repository->updateAccount(recordOf(profile), optionsOf(profile));
    }
    storeNew(profile, key, headers);
    if (key && !key->isEmpty() && !profile.hasSecretHeaders()) {
        ++m_turns[profile.uuid];
        m_keys[profile.uuid] = {KeyPlace::Session, false}; // until the keychain has it
        connectTo(profile, *key);
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

void Accounts::endpoint(const Profile &profile, const Entered &entered, QObject *context,
                        std::function<void(const Endpoint &)> done)
{
    Profile asked = askedProfile(profile);
    asked.headers.removeIf([&entered](const ProfileHeader &header) {
        return header.isSecret && entered.headers.contains(secretName(header.name));
    });
    asked.withoutKey = profile.withoutKey || !entered.key.isEmpty();
    m_credentials.read(asked, context,
                       [this, profile, entered, done = std::move(done)](const Credentials::Found &found) {
                           Secret key = entered.key.isEmpty() ? found.key : entered.key;
                           if (key.isEmpty() && !profile.withoutKey && serves(profile))
                               key = m_environment->endpoint.key;
                           SecretHeaders headers = found.headers;
                           headers.insert(entered.headers);
                           done(endpointFor(profile, key, headers));
                       });
}

} // namespace tuneboard
