// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accounts/credentials.h"

#include "app/accounts/profileendpoint.h"

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

void Credentials::later(QObject *context, std::function<void()> call)
{
    QMetaObject::invokeMethod(context, std::move(call), Qt::QueuedConnection);
}

void Credentials::take(Outcome outcome)
{
    if (outcome == Outcome::NoService && !std::exchange(m_withoutService, true))
        Q_EMIT serviceMissing();
}

void Credentials::read(const Profile &profile, QObject *context, Taken done)
{
    const QString item = itemOf(profile);
    if (const Secret held = m_session.value(item); !held.isEmpty() || !m_store) {
        later(context, [done = std::move(done), held] {
            done({held, held.isEmpty() ? KeyPlace::Nowhere : KeyPlace::Session});
        });
        return;
    }
    m_store->read(item, context, [this, done = std::move(done)](Outcome outcome, const Secret &key) {
        take(outcome);
        const bool found = outcome == Outcome::Done && !key.isEmpty();
        done({found ? key : Secret(), found ? KeyPlace::Keychain : KeyPlace::Nowhere,
              outcome == Outcome::Refused});
    });
}

void Credentials::store(const Profile &profile, const Secret &key, QObject *context, Stored done)
{
    const QString item = itemOf(profile);
    m_session.insert(item, key); // until the keychain has it
    if (!m_store) {
        later(context, [done = std::move(done)] { done(KeyPlace::Session); });
        return;
    }
    // Heard here also if the context has gone: a key that is kept need not stay in memory.
    m_store->write(
        item, key, this,
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
    const QString item = itemOf(profile);
    m_session.remove(item);
    if (m_store)
        m_store->erase(item, this, [this](Outcome outcome) { take(outcome); });
}

} // namespace tuneboard
