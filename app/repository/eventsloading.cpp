// SPDX-License-Identifier: GPL-3.0-or-later
// The part of RecordsLoader that walks over a job's events.
#include "app/repository/recordsloader_p.h"

#include <QHashSeed>

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

} // namespace

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
        const bool isRefused = refusesPages(result.error());
        if (isRefused && !m_isPlain && !m_after.isEmpty() && m_after != m_lastId) {
            // The event that was kept is gone from the server: over what is known, page by page.
            m_isPlain = true;
            m_after = m_lastId;
            if (m_after.isEmpty())
                m_newest.reset();
            return askEvents();
        }
        if (isRefused && m_isEventsEndUnknown) // a server without pages: the first one was all
            return takeEventPage(ListPage<EventRow>());
        return endEvents(result.error());
    }
    m_isPageEmpty = true;
    m_isEventsEndUnknown = false;
    if (result->longBody.isEmpty()) {
        inferHasMore(result.value().page);
        return takeEventPage(std::move(result.value().page));
    }
    m_eventPieces.emplace(std::move(result.value().longBody));
    nextEvents();
}

// A server that does not say whether there is more may have some after a full page, until a page brings
// nothing new.
void RecordsLoader::inferHasMore(ListPage<EventRow> &page)
{
    m_isEventsEndUnknown = !page.saysMore;
    if (!m_isEventsEndUnknown)
        return;
    const qsizetype before = m_idsWithUnknownEnd.size();
    for (const EventRow &row : page.objects)
        m_idsWithUnknownEnd.insert(qHash(row.id, QHashSeed::globalSeed()));
    const bool isFull = std::ssize(page.objects) + page.rejected == m_eventsPage.objects();
    const bool anyNew = m_idsWithUnknownEnd.size() > before;
    page.hasMore = isFull && anyNew;
    if (!anyNew)
        page.objects.clear();
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

void RecordsLoader::keepEvents(ListPage<EventRow> page)
{
    if (!page.objects.empty())
        m_lastId = page.objects.back().id;
    const bool isOldestFirst = m_order == ListOrder::OldestFirst;
    const bool isStart = !m_newest;
    if (isOldestFirst) {
        if (page.objects.empty() && page.hasMore)
            return endPage(page, m_lastId);
        // The archive takes pages with the newest first; the event before the page joins it to what is
        // stored.
        std::reverse(page.objects.begin(), page.objects.end());
    }
    auto raw = std::make_shared<std::vector<RawObject>>(rawOf(page.objects));
    if (isOldestFirst && m_newest)
        raw->push_back(*m_newest);
    if (isOldestFirst && !raw->empty())
        m_newest = raw->front();
    m_desk.ask(
        this,
        [key = m_job.key, range = m_range, raw, isOldestFirst, isStart, hasMore = page.hasMore,
         unkept = m_unkept](ArchiveSession &session) {
            auto added = session.run([&](Archive &a) {
                return isOldestFirst ? a.records().addNewerEvents(key, *raw, isStart, hasMore)
                                     : a.records().addEvents(key, range, *raw, !hasMore);
            });
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
    m_events.isComplete = added->isComplete;
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
    if (cursor.isEmpty() || isMadeId(cursor) || m_cursors.contains(cursor)) {
        if (m_isEventsEndUnknown)
            return takeEventPage(ListPage<EventRow>());
        return endEvents(ApiError::malformed(
            isMadeId(cursor) ? tr("The server has more events, but the events it sent have no ids, so the "
                                  "next page cannot be requested.")
                             : tr("The server sent a page of events again that it had sent before.")));
    }
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
