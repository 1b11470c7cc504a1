// SPDX-License-Identifier: GPL-3.0-or-later
// The part of RecordsLoader that walks over a job's events.
#include "app/repository/recordsloader_p.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

std::vector<RawObject> rawOf(const std::vector<EventRow> &rows)
{
    std::vector<RawObject> objects;
    objects.reserve(rows.size());
    for (const EventRow &row : rows)
        objects.push_back({row.id, row.raw});
    return objects;
}

// Of the archive's thread. nullopt: none is kept.
std::optional<RawObject> newestEvent(ArchiveSession &session, const JobKey &key)
{
    std::optional<RawObject> newest;
    (void)session.run([&](Archive &a) -> ArchiveResult<bool> {
        const auto failed = a.records().readEvents(key, [&](qint64, QByteArrayView raw) {
            EventRow row;
            if (readEventRow(raw, row))
                newest = RawObject{row.id, row.raw};
            return false;
        });
        return failed ? ArchiveResult<bool>(*failed) : ArchiveResult<bool>(true);
    });
    return newest;
}

// Of the archive's thread. Turns the events round if they are not kept with the newest first.
ArchiveResult<bool> turnEvents(Archive &archive, const JobKey &key, ListOrder order)
{
    OrderFinder times;
    qint64 count = 0;
    const auto failed = archive.records().readEvents(key, [&](qint64, QByteArrayView raw) {
        EventRow row;
        ++count;
        if (readEventRow(raw, row) && row.createdAt)
            times.add(row.createdAt.secs);
        return true;
    });
    if (failed)
        return *failed;
    times.endPage();
    if (count < 2 || times.order() == ListOrder::NewestFirst)
        return true;
    return archive.records().turnEvents(key, order == ListOrder::OldestFirst);
}

} // namespace

// Where the oldest events come first, the walk begins after the newest one that is kept.
void RecordsLoader::startEvents()
{
    if (m_job.key.account <= 0 || !m_desk.archive)
        return askEvents();
    struct Kept
    {
        ListOrder order = ListOrder::Unknown;
        std::optional<RawObject> newest;
    };
    m_isTail = m_desk.limits->eventsStoppedAfter(m_job.key) > 0;
    m_desk.ask(
        this,
        [key = m_job.key](ArchiveSession &session) {
            Kept kept;
            const auto order =
                session.run([&](Archive &a) { return a.records().listOrder(key.account, ListKind::Events); });
            if (const auto *known = std::get_if<ListOrder>(&order))
                kept.order = *known;
            if (kept.order == ListOrder::OldestFirst)
                kept.newest = newestEvent(session, key);
            return kept;
        },
        [this](Kept kept) {
            if (m_ended || !m_events.isLoading)
                return;
            m_order = kept.order;
            m_newest = std::move(kept.newest);
            if (m_newest)
                m_after = m_newest->id;
            askEvents();
        });
}

void RecordsLoader::askEvents()
{
    TypedRequest<Answer<EventRow>> request;
    request.request = Request::get(jobPath(m_job.key.id, u"events"_s),
                                   {{u"limit"_s, QString::number(m_eventsPage.objects())}});
    if (!m_after.isEmpty())
        request.request.query.append({u"after"_s, m_after});
    request.parse = [](Reply &&reply) {
        return readAnswer<EventRow>(std::move(reply), &readEventPage);
    };
    ask(std::move(request), &RecordsLoader::takeEvents, &m_eventsPage);
}

void RecordsLoader::takeEvents(Result<Answer<EventRow>> result)
{
    if (m_eventsPage.hasShrunk())
        return askEvents();
    if (!result) {
        const ApiError::Kind kind = result.error().kind;
        const bool isRefused = kind == ApiError::Kind::Rejected || kind == ApiError::Kind::NotFound;
        if (isRefused && !m_isPlain && !m_after.isEmpty() && m_after != m_lastId) {
            // The event that was kept is gone from the server: over what is known, page by page.
            m_isPlain = true;
            m_after = m_lastId;
            if (m_after.isEmpty())
                m_newest.reset();
            return askEvents();
        }
        return endEvents(result.error());
    }
    m_isPageEmpty = true;
    if (result->longBody.isEmpty())
        return takeEventPage(std::move(result.value().page));
    m_eventPieces.emplace(std::move(result.value().longBody));
    nextEvents();
}

void RecordsLoader::nextEvents()
{
    takeEventPage(takePiece<EventRow>(m_eventPieces, &readEventPage));
}

// A page, or a piece of a long one.
void RecordsLoader::takeEventPage(Result<ListPage<EventRow>> result)
{
    if (!result)
        return endEvents(result.error());
    ListPage<EventRow> page = std::move(result).value();
    m_events.received += qint64(page.objects.size());
    if (page.rejected > 0 && m_events.rejected == 0)
        m_events.firstReject = page.firstReject;
    m_events.rejected += page.rejected;
    m_isPageEmpty = m_isPageEmpty && page.objects.empty() && page.rejected == 0;
    if (m_job.key.account <= 0) {
        if (!page.objects.empty())
            m_lastId = page.objects.back().id;
        return eventsUnkept(page);
    }
    if (findOrder(page))
        return changeOrder(m_times.order(), std::move(page));
    keepEvents(std::move(page));
}

// True: the server lists in another order than was assumed.
bool RecordsLoader::findOrder(const ListPage<EventRow> &page)
{
    for (const EventRow &row : page.objects) {
        if (row.createdAt)
            m_times.add(row.createdAt.secs);
    }
    m_times.endPage();
    const ListOrder found = m_times.order();
    if (found == ListOrder::Unknown || found == m_order || m_hasTurned)
        return false;
    if (m_order == ListOrder::Unknown && found == ListOrder::NewestFirst) {
        m_order = found; // as assumed
        return false;
    }
    return true;
}

// What was kept in the wrong order is turned round. Then the walk begins again, at the end where new events
// come.
void RecordsLoader::changeOrder(ListOrder order, ListPage<EventRow> page)
{
    m_hasTurned = true;
    m_order = order;
    const bool isFirstPage = m_after.isEmpty() && m_lastId.isEmpty();
    struct Kept
    {
        bool isContiguous = false; ///< from the first event of the job on
        std::optional<RawObject> newest;
    };
    m_desk.ask(
        this,
        [key = m_job.key, order](ArchiveSession &session) {
            Kept kept;
            (void)session.run(
                [&](Archive &a) { return a.records().keepListOrder(key.account, ListKind::Events, order); });
            (void)session.run([&](Archive &a) { return turnEvents(a, key, order); });
            const auto state = session.run([&](Archive &a) { return a.records().details(key); });
            if (const auto *details = std::get_if<DetailsState>(&state))
                kept.isContiguous = details->eventsComplete;
            if (order == ListOrder::OldestFirst && kept.isContiguous)
                kept.newest = newestEvent(session, key);
            return kept;
        },
        [this, isFirstPage, page = std::move(page)](Kept kept) {
            if (m_ended || !m_events.isLoading)
                return;
            m_newest = std::move(kept.newest);
            m_range = 0;
            m_cursors.clear();
            if (isFirstPage && !m_newest)
                return keepEvents(page);
            m_eventPieces.reset();
            m_lastId.clear();
            m_after = m_newest ? m_newest->id : QString();
            askEvents();
        });
}

void RecordsLoader::keepEvents(ListPage<EventRow> page)
{
    if (!page.objects.empty())
        m_lastId = page.objects.back().id;
    bool isEnd = !page.hasMore;
    qint64 range = m_range;
    std::optional<RawObject> newest;
    if (m_order == ListOrder::OldestFirst) {
        // The archive takes pages with the newest first; the event before the page joins it to what is kept.
        std::reverse(page.objects.begin(), page.objects.end());
        isEnd = !m_newest && (!page.objects.empty() || !page.hasMore);
        range = 0;
        newest = m_newest;
    }
    auto raw = std::make_shared<std::vector<RawObject>>(rawOf(page.objects));
    if (newest) {
        if (page.objects.empty())
            return endPage(page, m_lastId);
        raw->push_back(*newest);
    }
    if (m_order == ListOrder::OldestFirst && !raw->empty())
        m_newest = raw->front();
    m_desk.ask(
        this,
        [key = m_job.key, range, raw, isEnd, unkept = m_unkept](ArchiveSession &session) {
            auto added =
                session.run([&](Archive &a) { return a.records().addEvents(key, range, *raw, isEnd); });
            if (const auto *error = std::get_if<ArchiveError>(&added))
                *unkept = *error;
            return added;
        },
        [this, page = std::move(page)](const ArchiveResult<EventsAdded> &added) {
            if (!m_ended)
                eventsKept(page, added);
        });
}

void RecordsLoader::eventsKept(ListPage<EventRow> page, const ArchiveResult<EventsAdded> &result)
{
    const auto *added = std::get_if<EventsAdded>(&result);
    if (!added)
        return eventsUnkept(page);
    m_range = added->range;
    std::vector<EventRow> rows;
    for (std::size_t i = 0; i < page.objects.size(); ++i) {
        if (added->isNew[i])
            rows.push_back(std::move(page.objects[i]));
    }
    m_newEvents += qint64(rows.size());
    if (!rows.empty() || !added->joined.empty())
        Q_EMIT eventsCame(rows, added->range, added->joined);
    if (m_ended || !m_events.isLoading)
        return;
    const bool isAtEnd = m_order != ListOrder::OldestFirst || (!page.hasMore && !m_eventPieces);
    m_events.isComplete = added->isComplete && isAtEnd;
    if (m_events.isComplete)
        return endEvents({});
    endPage(page, m_isPlain || m_order == ListOrder::OldestFirst ? m_lastId : added->cursor);
}

// On to the next piece or page, if there is one.
void RecordsLoader::endPage(const ListPage<EventRow> &page, const QString &cursor)
{
    if (!page.hasMore) {
        m_events.isComplete = m_events.isComplete || m_order == ListOrder::OldestFirst;
        return endEvents({});
    }
    if (m_isTail || m_newEvents >= m_desk.limits->events())
        return limitEvents();
    if (m_eventPieces)
        return nextEvents();
    if (m_isPageEmpty)
        return endEvents(ApiError::malformed(tr("The server promised more events and sent an empty page.")));
    goOn(cursor);
}

void RecordsLoader::limitEvents()
{
    m_eventPieces.reset();
    m_events.limitedAfter = m_newEvents + m_desk.limits->eventsStoppedAfter(m_job.key);
    m_desk.limits->stopEvents(m_job.key, m_events.limitedAfter);
    endEvents({});
}

// Without an archive that can be written: for as long as the program runs.
void RecordsLoader::eventsUnkept(const ListPage<EventRow> &page)
{
    std::vector<EventRow> rows;
    for (const EventRow &row : page.objects) {
        if (m_seen.contains(row.id))
            continue;
        m_seen.insert(row.id);
        rows.push_back(row);
    }
    const bool anyNew = !rows.empty();
    m_newEvents += qint64(rows.size());
    if (anyNew)
        Q_EMIT eventsCame(rows, 0, {});
    if (m_ended || !m_events.isLoading)
        return;
    if (!page.hasMore) {
        m_events.isComplete = true;
        return endEvents({});
    }
    if (!anyNew && !m_eventPieces)
        return endEvents(
            ApiError::malformed(tr("The server promised more events and sent none that is new.")));
    endPage(page, m_lastId);
}

void RecordsLoader::goOn(const QString &cursor)
{
    if (cursor.isEmpty() || m_cursors.contains(cursor))
        return endEvents(
            ApiError::malformed(tr("The server sent a page of events again that it had sent before.")));
    m_cursors.insert(cursor);
    m_after = cursor;
    Q_EMIT changed();
    askEvents();
}

void RecordsLoader::endEvents(std::optional<ApiError> error)
{
    if (!std::exchange(m_events.isLoading, false))
        return;
    m_events.error = std::move(error);
    if (m_events.error && stopsAll(*m_events.error))
        stopAt(*m_events.error);
    partEnded();
}

} // namespace tuneboard
