// SPDX-License-Identifier: GPL-3.0-or-later
// The part of RecordsLoader that finds out in which order a server lists the events of a job, and where a
// walk over them begins.
#include "app/repository/recordsloader_p.h"

namespace tuneboard {

namespace {

// So many events fit on one page. A job with no more is read from the start of the list, at the price of the
// same one request: only there does a server show that it lists in another order now.
constexpr int kOnePage = 100;
// A server may send events without a time, as many as it likes.
constexpr int kMostWithoutTime = 100;

// By the times of the first and the last stored event. Unknown: they are equal, or not known.
ArchiveResult<ListOrder> storedOrder(Archive &archive, const JobKey &key)
{
    OrderFinder times;
    int rows = 0;
    const auto takeTime = [&](QByteArrayView raw) {
        EventRow row;
        if (!readEventRow(raw, row) || !row.createdAt)
            return ++rows < kMostWithoutTime;
        times.add(row.createdAt.secs);
        return false;
    };
    auto failed =
        archive.records().readEvents(key, [&](qint64, QByteArrayView raw) { return takeTime(raw); });
    rows = 0;
    if (!failed)
        failed = archive.records().readOldestEvents(key, takeTime);
    if (failed)
        return *failed;
    times.endPage();
    return times.order();
}

// Of the archive's thread.
bool hasFewEvents(ArchiveSession &session, const JobKey &key)
{
    int count = 0;
    (void)session.run([&](Archive &a) -> ArchiveResult<bool> {
        const auto failed =
            a.records().readEvents(key, [&](qint64, QByteArrayView) { return ++count <= kOnePage; });
        return failed ? ArchiveResult<bool>(*failed) : ArchiveResult<bool>(true);
    });
    return count <= kOnePage;
}

// Of the archive's thread. nullopt: the walk begins at the start of the list.
std::optional<RawObject> walkAfter(ArchiveSession &session, const JobKey &key, ListOrder order, bool isTail)
{
    if (order != ListOrder::OldestFirst || (!isTail && hasFewEvents(session, key)))
        return std::nullopt;
    auto newest = session.run([&](Archive &a) { return a.records().newestOfAll(key); });
    auto *event = std::get_if<RawObject>(&newest);
    const bool isKnown = event && !event->id.isEmpty() && !isMadeId(event->id);
    return isKnown ? std::optional(std::move(*event)) : std::nullopt;
}

// Of the archive's thread. nullopt: nothing was turned, or it cannot be read.
std::optional<EventChunks> chunksIf(bool isTurned, ArchiveSession &session, const JobKey &key,
                                    const std::atomic<bool> &isEnding)
{
    if (!isTurned)
        return std::nullopt;
    auto read = session.run([&](Archive &a) { return readEventChunks(a, key, isEnding); });
    auto *chunks = std::get_if<EventChunks>(&read);
    return chunks ? std::optional(std::move(*chunks)) : std::nullopt;
}

bool isTrue(const ArchiveResult<bool> &result)
{
    const auto *value = std::get_if<bool>(&result);
    return value && *value;
}

} // namespace

// Their server lists the oldest events first, so the server has none that is older than these.
ArchiveResult<bool> turnReversedEvents(Archive &archive, const JobKey &key)
{
    if (archive.isReadOnly())
        return false;
    const auto order = storedOrder(archive, key);
    if (const auto *error = std::get_if<ArchiveError>(&order))
        return *error;
    if (std::get<ListOrder>(order) != ListOrder::OldestFirst)
        return false;
    return archive.records().turnEvents(key, true);
}

// Where the oldest events come first, the walk begins after the newest one that is stored.
void RecordsLoader::startEvents()
{
    if (m_job.key.account <= 0 || !m_desk.archive)
        return askEvents();
    struct Stored
    {
        ListOrder order = ListOrder::Unknown;
        std::optional<RawObject> newest;
        std::optional<EventChunks> turned;
    };
    m_isTail = m_desk.limits->eventsStoppedAfter(m_job.key) > 0;
    m_desk.ask(
        this,
        [key = m_job.key, isTail = m_isTail, ending = m_desk.isEnding](ArchiveSession &session) {
            Stored stored;
            const auto order =
                session.run([&](Archive &a) { return a.records().listOrder(key.account, ListKind::Events); });
            if (const auto *known = std::get_if<ListOrder>(&order))
                stored.order = *known;
            const bool isTurned = isTrue(session.run([&](Archive &a) { return turnReversedEvents(a, key); }));
            stored.turned = chunksIf(isTurned, session, key, *ending);
            stored.newest = walkAfter(session, key, stored.order, isTail);
            return stored;
        },
        [this](Stored stored) {
            if (m_ended || !m_events.isLoading)
                return;
            if (stored.turned)
                Q_EMIT eventsTurned(*stored.turned);
            m_order = stored.order;
            m_newest = std::move(stored.newest);
            if (m_newest)
                m_after = m_newest->id;
            askEvents();
        });
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

// Events that were stored in the wrong order are turned. Then the walk begins again, at the end where new
// events come.
void RecordsLoader::changeOrder(ListOrder order, ListPage<EventRow> page)
{
    m_hasTurned = true;
    m_order = order;
    const bool isFirstPage = m_after.isEmpty() && m_lastId.isEmpty();
    struct Stored
    {
        std::optional<RawObject> newest;
        std::optional<EventChunks> turned;
    };
    m_desk.ask(
        this,
        [key = m_job.key, order, isTail = m_isTail, ending = m_desk.isEnding](ArchiveSession &session) {
            (void)session.run(
                [&](Archive &a) { return a.records().keepListOrder(key.account, ListKind::Events, order); });
            const bool isTurned = isTrue(session.run([&](Archive &a) -> ArchiveResult<bool> {
                const auto known = storedOrder(a, key);
                const auto *found = std::get_if<ListOrder>(&known);
                if (!found || *found == ListOrder::NewestFirst)
                    return false;
                return a.records().turnEvents(key, order == ListOrder::OldestFirst);
            }));
            return Stored{walkAfter(session, key, order, isTail), chunksIf(isTurned, session, key, *ending)};
        },
        [this, isFirstPage, page = std::move(page)](Stored stored) {
            if (m_ended || !m_events.isLoading)
                return;
            if (stored.turned)
                Q_EMIT eventsTurned(*stored.turned);
            m_newest = std::move(stored.newest);
            m_range = 0;
            m_cursors.clear();
            if (isFirstPage && !m_newest)
                return keepEvents(page);
            m_eventPieces.reset();
            m_idsWithUnknownEnd.clear();
            m_lastId.clear();
            m_after = m_newest ? m_newest->id : QString();
            askEvents();
        });
}

} // namespace tuneboard
