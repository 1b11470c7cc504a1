// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accounts/secretstore.h"

#include <QCoreApplication>
#include <QPointer>

#ifdef TUNEBOARD_KEYCHAIN
#    include <qt6keychain/keychain.h>
#endif

namespace tuneboard {
using namespace Qt::StringLiterals;

namespace {

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Keychain)
};

#ifdef TUNEBOARD_KEYCHAIN

SecretStore::Outcome outcomeOf(const QKeychain::Job &job)
{
    switch (job.error()) {
    case QKeychain::NoError:
        return SecretStore::Outcome::Done;
    case QKeychain::EntryNotFound:
        return SecretStore::Outcome::NotFound;
    case QKeychain::CouldNotDeleteEntry:
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
        return SecretStore::Outcome::Refused;
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
    case QKeychain::OtherError: // "Unknown error" after a millisecond: nobody answers on the bus
        return SecretStore::Outcome::NoService;
    }
    return SecretStore::Outcome::NoService;
}

class Keychain final : public SecretStore
{
public:
    explicit Keychain(QString service)
        : m_service(std::move(service))
    {
    }

    void read(const QString &item, QObject *context, Read done) override
    {
        auto *job = new QKeychain::ReadPasswordJob(m_service);
        start(job, item, context, [job, done = std::move(done)](Outcome outcome) {
            done(outcome, outcome == Outcome::Done ? Secret(job->binaryData()) : Secret());
        });
    }

    void write(const QString &item, const Secret &key, QObject *context, Written done) override
    {
        auto *job = new QKeychain::WritePasswordJob(m_service);
        job->setBinaryData(key.reveal());
        start(job, item, context, std::move(done));
    }

    void erase(const QString &item, QObject *context, Written done) override
    {
        start(new QKeychain::DeletePasswordJob(m_service), item, context, std::move(done));
    }

private:
    static void start(QKeychain::Job *job, const QString &item, QObject *context, Written done)
    {
        job->setKey(item);
        job->setInsecureFallback(false); // never in clear in a file
        // The job deletes itself after this; it goes on without us when the context has gone.
        QObject::connect(job, &QKeychain::Job::finished, context,
                         [done = std::move(done)](QKeychain::Job *ended) { done(outcomeOf(*ended)); });
        job->start();
    }

    QString m_service;
};

#endif

} // namespace

std::unique_ptr<SecretStore> systemKeychain(const QString &service)
{
#ifdef TUNEBOARD_KEYCHAIN
    return std::make_unique<Keychain>(service);
#else
    Q_UNUSED(service)
    return nullptr;
#endif
}

QString keychainName()
{
#if defined(Q_OS_MACOS)
    return Words::tr("the macOS Keychain");
#elif defined(Q_OS_WIN)
    return Words::tr("Windows’ Credential Manager");
#else
    return Words::tr("the system’s keychain");
#endif
}

} // namespace tuneboard
