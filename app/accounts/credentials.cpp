// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accounts/credentials.h"

#include "app/accounts/profileendpoint.h"

#include <algorithm>

namespace tuneboard {
using namespace Qt::StringLiterals;
using Outcome = SecretStore::Outcome;

Credentials::Credentials(std::unique_ptr<SecretStore> store, QObject *parent)
    : QObject(parent)
    , m_store(std::move(store))
    , m_withoutService(!m_store)
{
}

Credentials::~Credentials() = default;

QString Credentials::itemOf(const Profile &profile)
{
    return profile.uuid.toString(QUuid::WithoutBraces) + u' ' + originOf(profile);
}

QString Credentials::itemOf(const Profile &profile, const QString &header)
{
    return itemOf(profile) + u" header "_s + secretName(header);
}

void Credentials::later(QObject *context, std::function<void()> call)
{
    QMetaObject::invokeMethod(context, std::move(call), Qt::QueuedConnection);
}

void Credentials::take(Outcome outcome)
{
    if (outcome == Outcome::NoService && !std::exchange(m_withoutService, true))
        Q_EMIT serviceMissing();
}

/// What is read for one call of read(), one item after the other: a locked keychain asks for its password
/// once.
struct Credentials::Reading
{
    struct Item
    {
        QString item;
        QString header; ///< empty: the key
    };
    QList<Item> items;
    qsizetype next = 0;
    QObject *context = nullptr; ///< alive in every answer
    Found found;
    Taken done;

    void add(const Item &item, const Secret &secret, KeyPlace place, bool refused)
    {
        found.refused = found.refused || refused;
        if (item.header.isEmpty())
            found.key = secret;
        else if (secret.isEmpty())
            found.missingHeaders += item.header;
        else
            found.headers.insert(secretName(item.header), secret);
        // The key says where they are, and a header only that it is less safe there.
        if (item.header.isEmpty() || place == KeyPlace::Session ||
            (place == KeyPlace::Keychain && items.first().header == item.header))
            found.place = place;
    }
};

void Credentials::read(const Profile &profile, QObject *context, Taken done)
{
    auto reading = std::make_shared<Reading>();
    reading->context = context;
    reading->done = std::move(done);
    if (!profile.withoutKey)
        reading->items.append({itemOf(profile), {}});
    for (const ProfileHeader &header : profile.headers) {
        if (header.isSecret)
            reading->items.append({itemOf(profile, header.name), header.name});
    }
    if (reading->items.isEmpty())
        return later(context, [reading] { reading->done(reading->found); });
    readNext(reading);
}

void Credentials::readNext(const std::shared_ptr<Reading> &reading)
{
    if (reading->next == reading->items.size())
        return reading->done(reading->found);
    const Reading::Item item = reading->items.at(reading->next++);
    readItem(item.item, reading->context,
             [self = QPointer<Credentials>(this), reading, item](const Secret &secret, KeyPlace place,
                                                                 bool refused) {
                 reading->add(item, secret, place, refused);
                 if (self)
                     self->readNext(reading);
             });
}

void Credentials::readItem(const QString &item, QObject *context,
                           std::function<void(const Secret &, KeyPlace, bool)> done)
{
    if (const Secret held = m_session.value(item); !held.isEmpty() || !m_store) {
        later(context, [self = QPointer<Credentials>(this), item, done = std::move(done), held] {
            const bool inMemory = !self || self->m_session.contains(item); // it may have been taken meanwhile
            done(held,
                 held.isEmpty() ? KeyPlace::Nowhere
                 : inMemory     ? KeyPlace::Session
                                : KeyPlace::Keychain,
                 false);
        });
        return;
    }
    m_store->read(item, context, [this, done = std::move(done)](Outcome outcome, const Secret &key) {
        take(outcome);
        const bool found = outcome == Outcome::Done && !key.isEmpty();
        done(found ? key : Secret(), found ? KeyPlace::Keychain : KeyPlace::Nowhere,
             outcome == Outcome::Refused);
    });
}

void Credentials::store(const Profile &profile, const Secret &key, QObject *context, Stored done)
{
    storeItem(itemOf(profile), key, context, std::move(done));
}

void Credentials::storeHeader(const Profile &profile, const QString &name, const Secret &value,
                              QObject *context, Stored done)
{
    storeItem(itemOf(profile, name), value, context, std::move(done));
}

void Credentials::storeItem(const QString &item, const Secret &secret, QObject *context, Stored done)
{
    m_session.insert(item, secret); // until the keychain has it
    if (!m_store) {
        later(context, [done = std::move(done)] { done(KeyPlace::Session); });
        return;
    }
    // Heard here also if the context has gone: a key that is kept need not stay in memory.
    m_store->write(
        item, secret, this,
        [this, item, done = std::move(done), context = QPointer<QObject>(context)](Outcome outcome) {
            take(outcome);
            if (outcome == Outcome::Done)
                m_session.remove(item);
            if (context)
                done(outcome == Outcome::Done ? KeyPlace::Keychain : KeyPlace::Session);
        });
}

void Credentials::probe()
{
    if (m_store)
        m_store->read(u"probe"_s, this, [this](Outcome outcome, const Secret &) { take(outcome); });
}

void Credentials::erase(const Profile &profile)
{
    eraseKey(profile);
    for (const ProfileHeader &header : profile.headers) {
        if (header.isSecret)
            eraseHeader(profile, header.name);
    }
}

void Credentials::eraseKey(const Profile &profile)
{
    eraseItem(itemOf(profile));
}

void Credentials::eraseHeader(const Profile &profile, const QString &name)
{
    eraseItem(itemOf(profile, name));
}

void Credentials::eraseItem(const QString &item)
{
    m_session.remove(item);
    if (m_store)
        m_store->erase(item, this, [this](Outcome outcome) { take(outcome); });
}

bool Credentials::isInMemory(const Profile &profile) const
{
    return m_session.contains(itemOf(profile)) ||
           std::any_of(profile.headers.begin(), profile.headers.end(), [&](const ProfileHeader &header) {
               return header.isSecret && m_session.contains(itemOf(profile, header.name));
           });
}

} // namespace tuneboard
