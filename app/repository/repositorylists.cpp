// SPDX-License-Identifier: GPL-3.0-or-later
// The part of Repository that decides where a listing begins and ends: limits, and the order of a server's
// list.
#include "app/repository/repository_p.h"

#include <utility>

namespace tuneboard {

bool Repository::Private::isListed(const Source &source, QByteArrayView id) const
{
    return model->table().find(source.state.record.number, id) >= 0;
}

// New jobs stand before the known ones, or after them.
void Repository::Private::prepareNew(Source &source)
{
    const bool isAtEnd = source.order == ListOrder::OldestFirst;
    const QString newest = !isAtEnd                      ? QString()
                           : source.lastListed.isEmpty() ? newestOf(source)
                                                         : source.lastListed;
    if (!newest.isEmpty())
        return source.listing->startAfter(newest, true);
    Source *const listed = &source;
    source.listing->stopAt([this, listed](QByteArrayView id) { return isListed(*listed, id); });
}

// Of several jobs of one time any will do: only known ones may follow it.
QString Repository::Private::newestOf(const Source &source) const
{
    const JobTable &table = model->table();
    std::optional<quint32> newest;
    for (quint32 row = 0; row < table.size(); ++row) {
        if (table.account(row) == source.state.record.number && !table.isForgotten(row) &&
            table.createdAt(row) != kNoInteger &&
            (!newest || table.createdAt(row) > table.createdAt(*newest)))
            newest = row;
    }
    return newest ? QString::fromUtf8(table.id(*newest)) : QString();
}

void Repository::Private::noteLimit(Source &source, bool isBroken)
{
    const Listing &listing = *source.listing;
    source.added += listing.added();
    source.mayAdd -= listing.added();
    const bool isLong = listing.isWhole() || listing.isRest();
    if (listing.isLimited()) {
        source.state.limitedAfter = source.added;
        if (isLong || source.continueAfter.isEmpty())
            source.continueAfter = listing.lastId();
    } else if (isBroken && listing.isRest()) {
        source.continueAfter = listing.lastId();
    } else if (!isBroken && isLong) {
        source.state.limitedAfter = 0;
        source.continueAfter.clear();
    }
    const ListOrder order = listing.order() == ListOrder::Unknown ? source.order : listing.order();
    if (!isBroken && !listing.isLimited() && (isLong || listing.isPart()))
        source.lastListed = order == ListOrder::OldestFirst ? listing.lastId() : QString();
}

// True: new jobs have to be looked for at the other end of the list.
bool Repository::Private::noteOrder(Source &source)
{
    const ListOrder order = source.listing->order();
    if (order == ListOrder::Unknown || order == source.order)
        return false;
    source.order = order;
    const qint64 account = source.state.record.number;
    if (account > 0) {
        archive->post([account, order](ArchiveSession &session) {
            (void)session.run(
                [&](Archive &a) { return a.records().keepListOrder(account, ListKind::Jobs, order); });
        });
    }
    return !source.listing->isWhole() && !source.listing->isRest() && !source.isNewAgain;
}

void Repository::continueListing(qint64 account)
{
    Source *source = d->find(account);
    if (!source || source->listing || source->state.limitedAfter == 0)
        return;
    source->mayAdd = d->options.limits.jobs;
    d->list(*source, source->continueAfter.isEmpty() ? Private::Extent::Whole : Private::Extent::Rest);
}

} // namespace tuneboard
