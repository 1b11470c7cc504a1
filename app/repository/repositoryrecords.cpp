// SPDX-License-Identifier: GPL-3.0-or-later
// The part of Repository that concerns what a job has beside its own object.
#include "app/repository/repository_p.h"

namespace tuneboard {

void Repository::Private::startRecords()
{
    Records::Options given;
    given.archive = archive.get();
    given.client = [this](qint64 account) {
        const Source *source = find(account);
        return source ? source->client.get() : nullptr;
    };
    given.isListing = [this](qint64 account) {
        const Source *source = find(account);
        return source && source->listing;
    };
    given.clockMs = options.clockMs;
    given.limits = options.limits;
    given.backfillPerMinute = options.backfillPerMinute;
    given.retryMs = options.backfillRetryMs;
    records = std::make_unique<Records>(std::move(given), nullptr);
    QObject::connect(records.get(), &Records::changed, q, &Repository::recordsChanged);
    QObject::connect(records.get(), &Records::summariesChanged, model, &JobsModel::setSummaries);
    QObject::connect(records.get(), &Records::summariesChanged, q, &Repository::summariesChanged);
    QObject::connect(records.get(), &Records::summariesRead, q, [this] {
        archiveRead = true;
        checkSettled();
        records->backfill().renewFlags();
    });
    QObject::connect(&records->backfill(), &Backfill::stateChanged, q, &Repository::backfillChanged);
}

void Repository::Private::listingEnded(const Source &source)
{
    const qint64 account = source.state.record.number;
    if (!source.state.error)
        records->backfill().wake(account);
    else if (source.state.error->kind == ApiError::Kind::Unauthorized)
        records->backfill().block(account);
}

void Repository::reloadRecords(const JobKey &key)
{
    if (d->records)
        d->records->reload(key);
}

void Repository::cancelRecords(const JobKey &key)
{
    if (d->records)
        d->records->cancel(key);
}

void Repository::downloadFile(const JobKey &key, const QString &fileId)
{
    if (d->records)
        d->records->downloadFile(key, fileId);
}

void Repository::locateFile(const JobKey &key, const QString &fileId, const QString &path)
{
    if (d->records)
        d->records->locateFile(key, fileId, path);
}

void Repository::setBackfillPaused(bool paused)
{
    if (d->records)
        d->records->backfill().setPaused(paused);
}

BackfillState Repository::backfill() const
{
    return d->records ? d->records->backfill().state() : BackfillState();
}

} // namespace tuneboard
