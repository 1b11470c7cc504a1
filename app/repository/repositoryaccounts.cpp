// SPDX-License-Identifier: GPL-3.0-or-later
// How accounts come into the repository, change and leave it while it runs.
#include "app/repository/repository_p.h"

#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuneboard {

Source *Repository::Private::find(qint64 number)
{
    const auto it = std::find_if(sources.begin(), sources.end(), [number](const auto &source) {
        return source->state.record.number == number;
    });
    return it == sources.end() ? nullptr : it->get();
}

Source *Repository::Private::find(const QUuid &account)
{
    const auto it = std::find_if(sources.begin(), sources.end(), [&account](const auto &source) {
        return !account.isNull() && source->state.record.uuid == account;
    });
    return it == sources.end() ? nullptr : it->get();
}

std::vector<AccountState> Repository::accounts() const
{
    std::vector<AccountState> states;
    for (const auto &source : d->sources)
        states.push_back(source->state);
    return states;
}

const AccountState *Repository::account(qint64 number) const
{
    const Source *source = d->find(number);
    return source ? &source->state : nullptr;
}

QUuid Repository::keptUuid(const AccountRecord &record) const
{
    for (const AccountRecord &kept : d->archived) {
        if (isMeant(kept, record) && !d->find(kept.number) && !d->find(kept.uuid))
            return kept.uuid;
    }
    return {};
}

std::shared_ptr<Source> Repository::Private::add(const AccountRecord &record, const AccountOptions &given)
{
    const auto &source = sources.emplace_back(std::make_shared<Source>());
    source->state.record = record;
    source->state.record.number = 0;
    source->state.options = given;
    source->mayAdd = options.limits.jobs;
    return source;
}

void Repository::addAccount(const AccountRecord &record, const Endpoint &endpoint,
                            const AccountOptions &options)
{
    const auto source = d->add(record, options);
    d->connectTo(*source, endpoint);
    if (d->started)
        d->store(source);
}

void Repository::addWaitingAccount(const AccountRecord &record, const AccountOptions &options)
{
    const auto source = d->add(record, options);
    source->awaitsKey = !d->options.offline;
    if (d->started)
        d->store(source);
}

void Repository::Private::connectTo(Source &source, const Endpoint &endpoint)
{
    if (!options.offline)
        source.client = std::make_unique<ApiClient>(endpoint, coolDown, options.timing);
    source.state.askable = source.client != nullptr;
}

// What is under way ends without a word: nobody waits for the answers of an endpoint that has changed.
void Repository::Private::disconnectFrom(Source &source)
{
    delete std::exchange(source.listing, nullptr);
    if (source.client) {
        source.client->close();
        // Later, for this may run inside one of its signals; with the repository at the latest.
        source.client->setParent(q);
        source.client.release()->deleteLater();
    }
    source.state.askable = false;
    source.state.syncing = false;
    source.state.received = 0;
    source.state.error.reset();
    source.state.offline = false;
    source.state.rejected = 0;
    source.state.note.clear();
    source.state.limits = {};
}

void Repository::setEndpoint(const QUuid &account, const std::optional<Endpoint> &endpoint)
{
    Source *source = d->find(account);
    if (!source)
        return;
    const bool isReading = d->openCall && d->opened.account == source->state.record.number;
    d->disconnectFrom(*source);
    source->awaitsKey = false;
    if (endpoint)
        d->connectTo(*source, *endpoint);
    const bool stored = source->state.record.number != 0;
    if (isReading)
        open(d->opened); // its page waits for an answer, which does not come any more
    else if (stored && source->client && d->opened.account == source->state.record.number)
        d->fetch(d->opened); // its details were in progress, or were refused with the old key
    if (source->client && stored)
        return d->list(*source); // else store() does it once the account has its number
    if (!source->client)
        source->settled = true;
    Q_EMIT accountsChanged();
    d->checkSettled();
}

// An account is marked with its colour and host wherever its jobs are shown.
void Repository::Private::showLabel(const AccountRecord &record, const AccountOptions &given)
{
    model->setAccountLabel(record.number, {record.name, QUrl(record.baseUrl).authority(), given.colour});
}

void Repository::updateAccount(const AccountRecord &record, const AccountOptions &options)
{
    Source *source = d->find(record.uuid);
    if (!source)
        return;
    const qint64 number = source->state.record.number;
    source->state.record = record;
    source->state.record.number = number;
    source->state.options = options;
    if (number != 0)
        d->showLabel(source->state.record, options);
    if (d->started) {
        d->archive->post([record](ArchiveSession &session) {
            (void)session.run([&](Archive &a) { return a.ensureAccount(record); });
        });
    }
    Q_EMIT accountsChanged();
}

void Repository::removeAccount(const QUuid &account, bool keepJobs, QObject *context,
                               std::function<void(const ArchiveResult<int> &)> done)
{
    const auto it = std::find_if(d->sources.begin(), d->sources.end(), [&account](const auto &source) {
        return source->state.record.uuid == account;
    });
    if (it == d->sources.end() || account.isNull())
        return;
    const std::shared_ptr<Source> source = *it;
    d->sources.erase(it);
    d->disconnectFrom(*source);
    source->removed = true;
    const AccountRecord record = source->state.record;
    if (d->records && d->opened.account == record.number)
        d->records->cancel(d->opened);
    if (keepJobs && d->openCall && d->opened.account == record.number)
        open(d->opened);     // its page waits for an answer, which does not come any more
    d->deliver([source] {}); // keeps it alive while it is still in use
    if (keepJobs) {
        d->archived.push_back(record);
        d->showLabel(record, {}); // without its mark
    } else {
        std::erase_if(d->archived, [&account](const AccountRecord &known) { return known.uuid == account; });
        d->model->forgetAccount(record.number);
    }
    Q_EMIT accountsChanged();
    Q_EMIT runningChanged();
    d->checkSettled();
    if (!d->archive)
        return; // not started: nothing is kept of it yet
    // Behind every write that is still to be done: nothing of it comes back.
    d->archive->post([this, account, keepJobs, context = QPointer<QObject>(context),
                      done = std::move(done)](ArchiveSession &session) {
        const ArchiveResult<int> gone =
            keepJobs ? ArchiveResult<int>(0)
                     : session.run([&](Archive &a) { return a.removeAccount(account); });
        d->deliver([context, done, gone] {
            if (context)
                done(gone);
        });
    });
}

// Gives the account its number, then lists it.
void Repository::Private::store(const std::shared_ptr<Source> &source)
{
    archive->post([this, waiting = source, record = source->state.record](ArchiveSession &session) {
        const auto stored = session.run([&](Archive &a) { return a.ensureAccount(record); });
        ListOrder order = ListOrder::Unknown;
        if (const auto *kept = std::get_if<AccountRecord>(&stored)) {
            const auto known =
                session.run([&](Archive &a) { return a.records().listOrder(kept->number, ListKind::Jobs); });
            if (const auto *found = std::get_if<ListOrder>(&known))
                order = *found;
        }
        deliverFirst([this, waiting, stored, order] {
            if (waiting->removed)
                return;
            waiting->order = order;
            AccountRecord &known = waiting->state.record;
            if (const auto *kept = std::get_if<AccountRecord>(&stored)) {
                known.number = kept->number;
                known.uuid = kept->uuid;
            } else {
                known.number = nextTemporary--; // nothing of it will be kept, but it can be shown
            }
            showLabel(known, waiting->state.options);
            Q_EMIT q->accountsChanged();
            if (waiting->client) {
                // After the newest stored jobs, which show what has changed since.
                archive->post([this, waiting](ArchiveSession &) {
                    deliver([this, waiting] {
                        if (!waiting->removed)
                            list(*waiting);
                    });
                });
            } else if (!waiting->awaitsKey) {
                waiting->settled = true;
                checkSettled();
            }
        });
    });
}

} // namespace tuneboard
