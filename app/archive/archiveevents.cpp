// SPDX-License-Identifier: GPL-3.0-or-later
// Events: kept in the server's order, and in stretches in which none is missing.
#include "app/archive/archiverecords_p.h"

#include <sqlite3.h>

#include <algorithm>
#include <limits>

namespace tuneboard {

namespace {

// Positions: room between two neighbours for what a server puts there later, and between two stretches for
// all that may lie in the hole.
constexpr qint64 kStep = qint64{1} << 16;
constexpr qint64 kStretch = qint64{1} << 40;

// The column is_start of a range.
constexpr qint64 kIsStart = 1;        // the server has nothing older
constexpr qint64 kStartsAndGrows = 2; // and has newer events, which are not stored yet

struct Range
{
    qint64 top = 0;
    qint64 bottom = 0;
    bool isStart = false;
    bool hasNewer = false;

    [[nodiscard]] bool holds(qint64 position) const { return position <= top && position >= bottom; }
};

// One page of a job's events on its way into the archive.
class PageWriter
{
public:
    PageWriter(sqlite3 *db, qint64 job)
        : m_job(job)
        , m_find(db, "SELECT position FROM events WHERE job = ? AND id = ?")
        , m_below(db, "SELECT max(position) FROM events WHERE job = ? AND position < ?")
        , m_above(db, "SELECT min(position) FROM events WHERE job = ? AND position > ?")
        , m_insert(db, "INSERT INTO events (job, position, id, bytes) VALUES (?, ?, ?, ?)")
        , m_idAt(db, "SELECT id FROM events WHERE job = ? AND position = ?")
        , m_clear(db, "DELETE FROM event_ranges WHERE job = ?")
        , m_keep(db, "INSERT INTO event_ranges (job, top, bottom, is_start) VALUES (?, ?, ?, ?)")
    {
        Statement all(db, "SELECT top, bottom, is_start FROM event_ranges WHERE job = ? ORDER BY top DESC");
        all.bindInteger(0, job);
        while (all.step())
            m_ranges.push_back(
                {all.integer(0), all.integer(1), all.integer(2) != 0, all.integer(2) == kStartsAndGrows});
    }

    EventsAdded add(qint64 range, std::span<const RawObject> page, bool isEnd)
    {
        m_current = indexOf(range);
        m_last = m_current < 0 ? 0 : m_ranges[std::size_t(m_current)].bottom;
        return addAll(page, isEnd, false);
    }

    // The newest event of the page need not be the newest of all that are stored.
    EventsAdded addNewer(std::span<const RawObject> page, bool isStart, bool hasNewer)
    {
        m_isAscending = true;
        const auto isKnown = [this](const RawObject &event) {
            return positionOf(event.id).has_value();
        };
        const auto known = std::find_if(page.begin(), page.end(), isKnown);
        if (known != page.end())
            startAbove(*positionOf(known->id), known - page.begin());
        else if (isStart && !page.empty())
            startAtBottom();
        return addAll(page, isStart, hasNewer);
    }

private:
    EventsAdded addAll(std::span<const RawObject> page, bool isEnd, bool hasNewer)
    {
        EventsAdded added;
        for (const RawObject &event : page) {
            const std::optional<qint64> known = positionOf(event.id);
            added.isNew.push_back(!known);
            added.metKnown = added.metKnown || known;
            if (known)
                meet(*known);
            else
                insert(event);
        }
        if (isEnd)
            end();
        if (m_isAscending && !hasNewer)
            endAbove();
        if (m_current >= 0)
            m_ranges[std::size_t(m_current)].hasNewer = hasNewer;
        save();
        added.joined = m_joined;
        if (m_current >= 0) {
            const Range &now = m_ranges[std::size_t(m_current)];
            added.range = now.top;
            added.cursor = idAt(now.bottom);
        }
        added.isComplete =
            m_ranges.empty() ? isEnd && !hasNewer
                             : m_ranges.size() == 1 && m_ranges.front().isStart && !m_ranges.front().hasNewer;
        return added;
    }

    // So many new events come between this event and the next newer one. As near to this one as later pages
    // need it: they bring what is between these and the newer one.
    void startAbove(qint64 position, qint64 count)
    {
        Running query(m_above);
        query->bindInteger(0, m_job);
        query->bindInteger(1, position);
        if (!query->step() || query->isNull(0))
            return; // it is the newest one: as at the beginning of a walk
        m_current = indexOf(position);
        m_last = std::min(query->integer(0), position + (count + 1) * kStep);
    }

    // What is new is older than all that is stored.
    void startAtBottom()
    {
        if (m_ranges.empty() || (m_ranges.size() == 1 && idAt(m_ranges.front().bottom).isEmpty()))
            return; // nothing is stored
        m_last = m_ranges.back().bottom - kStretch;
        m_last -= m_last == 0 ? 1 : 0; // 0 says "no stretch" to callers
        m_current = int(m_ranges.size());
        m_ranges.push_back({m_last, m_last, false, false});
    }

    // The stretch with that top; it may have grown upwards meanwhile. -1: none.
    [[nodiscard]] int indexOf(qint64 top) const
    {
        if (top == 0)
            return -1;
        const auto it = std::find_if(m_ranges.begin(), m_ranges.end(),
                                     [top](const Range &range) { return range.holds(top); });
        return it == m_ranges.end() ? -1 : int(it - m_ranges.begin());
    }

    std::optional<qint64> positionOf(const QString &id)
    {
        Running query(m_find);
        query->bindInteger(0, m_job);
        query->bindText(1, id);
        return query->step() ? std::optional(query->integer(0)) : std::nullopt;
    }

    QString idAt(qint64 position)
    {
        Running query(m_idAt);
        query->bindInteger(0, m_job);
        query->bindInteger(1, position);
        return query->step() ? query->text(0) : QString();
    }

    // The walk comes to an event that is kept: what lies between is no hole any more.
    void meet(qint64 position)
    {
        const auto at = std::find_if(m_ranges.begin(), m_ranges.end(),
                                     [position](const Range &range) { return range.holds(position); });
        if (at == m_ranges.end())
            return; // cannot be: every event lies in a stretch
        const int met = int(at - m_ranges.begin());
        if (m_current < 0)
            m_current = met;
        if (met > m_current)
            joinDownTo(met);
        m_last = position;
    }

    void joinDownTo(int last)
    {
        Range &current = m_ranges[std::size_t(m_current)];
        const Range &lower = m_ranges[std::size_t(last)];
        current.bottom = lower.bottom;
        current.isStart = lower.isStart;
        for (int i = m_current + 1; i <= last; ++i)
            m_joined.push_back(m_ranges[std::size_t(i)].top);
        m_ranges.erase(m_ranges.begin() + m_current + 1, m_ranges.begin() + last + 1);
    }

    void insert(const RawObject &event)
    {
        if (m_current < 0) {
            // 0 says "no stretch" to callers.
            const qint64 top = m_ranges.empty() ? kStretch : m_ranges.front().top + kStretch;
            m_ranges.insert(m_ranges.begin(), {top, top, false});
            m_current = 0;
            m_last = top;
        } else {
            m_last = freePlaceBelow(m_last);
        }
        m_insert.bindInteger(0, m_job);
        m_insert.bindInteger(1, m_last);
        m_insert.bindText(2, event.id);
        m_insert.bindBlob(3, event.raw);
        m_insert.run();
        Range &current = m_ranges[std::size_t(m_current)];
        current.bottom = std::min(current.bottom, m_last);
        current.top = std::max(current.top, m_last);
    }

    // In the middle to the next older event, unless there is all the room one may want.
    qint64 freePlaceBelow(qint64 position)
    {
        while (true) {
            Running query(m_below);
            query->bindInteger(0, m_job);
            query->bindInteger(1, position);
            if (!query->step() || query->isNull(0))
                return position - kStep;
            const qint64 below = query->integer(0);
            if (position - kStep > below)
                return position - kStep;
            if (position - below > 1)
                return below + (position - below) / 2;
            position = below; // no room at all: as near as can be
        }
    }

    // Nothing older is at the server, or nothing at all: what is kept below has no hole above it that could
    // be closed.
    void end()
    {
        if (m_ranges.empty())
            return;
        m_current = std::max(m_current, 0);
        if (m_current + 1 < int(m_ranges.size()))
            joinDownTo(int(m_ranges.size()) - 1);
        m_ranges[std::size_t(m_current)].isStart = true;
    }

    // The same for what is stored above: the server has nothing newer than this page.
    void endAbove()
    {
        const int last = m_current;
        if (last <= 0)
            return;
        m_current = 0;
        joinDownTo(last);
    }

    void save()
    {
        m_clear.bindInteger(0, m_job);
        m_clear.run();
        for (const Range &range : m_ranges) {
            m_keep.bindInteger(0, m_job);
            m_keep.bindInteger(1, range.top);
            m_keep.bindInteger(2, range.bottom);
            m_keep.bindInteger(3, !range.isStart ? 0 : range.hasNewer ? kStartsAndGrows : kIsStart);
            m_keep.run();
        }
    }

    qint64 m_job;
    Statement m_find, m_below, m_above, m_insert, m_idAt, m_clear, m_keep;
    std::vector<Range> m_ranges; // newest first
    std::vector<qint64> m_joined;
    bool m_isAscending = false;
    int m_current = -1; // the stretch that the walk is in
    qint64 m_last = 0;  // position of the event before
};

// A job without any event: only the mark says that it was asked.
void markEmpty(sqlite3 *db, qint64 job, const EventsAdded &added)
{
    if (!added.isComplete || added.range != 0)
        return;
    Statement none(db, "INSERT INTO event_ranges (job, top, bottom, is_start) VALUES (?, ?2, ?2, 1) "
                       "ON CONFLICT DO NOTHING");
    none.bindInteger(0, job);
    none.bindInteger(1, kStretch);
    none.run();
}

} // namespace

ArchiveResult<EventsAdded> ArchiveRecords::addEvents(const JobKey &job, qint64 range,
                                                     std::span<const RawObject> page, bool isEnd)
{
    return write<EventsAdded>(job, [&](sqlite3 *db, qint64 number) {
        EventsAdded added = PageWriter(db, number).add(range, page, isEnd);
        markEmpty(db, number, added);
        return added;
    });
}

ArchiveResult<EventsAdded> ArchiveRecords::addNewerEvents(const JobKey &job, std::span<const RawObject> page,
                                                          bool isStart, bool hasNewer)
{
    return write<EventsAdded>(job, [&](sqlite3 *db, qint64 number) {
        EventsAdded added = PageWriter(db, number).addNewer(page, isStart, hasNewer);
        markEmpty(db, number, added);
        return added;
    });
}

ArchiveResult<RawObject> ArchiveRecords::newestOfAll(const JobKey &job)
{
    return read<RawObject>([&](sqlite3 *db) {
        const qint64 number = numberOf(job);
        Statement ranges(db, "SELECT count(*), max(is_start) FROM event_ranges WHERE job = ?");
        ranges.bindInteger(0, number);
        if (!ranges.step() || ranges.integer(0) != 1 || ranges.integer(1) == 0)
            return RawObject();
        Statement newest(db, "SELECT id, bytes FROM events WHERE job = ? ORDER BY position DESC LIMIT 1");
        newest.bindInteger(0, number);
        return newest.step() ? RawObject{newest.text(0), newest.bytes(1).toByteArray()} : RawObject();
    });
}

std::optional<ArchiveError>
ArchiveRecords::readEvents(const JobKey &job, const std::function<bool(qint64, QByteArrayView)> &take)
{
    const auto done = read<bool>([&](sqlite3 *db) {
        const qint64 number = numberOf(job);
        std::vector<Range> ranges;
        Statement all(db, "SELECT top, bottom FROM event_ranges WHERE job = ? ORDER BY top DESC");
        all.bindInteger(0, number);
        while (all.step())
            ranges.push_back({all.integer(0), all.integer(1), false});
        Statement query(db, "SELECT position, bytes FROM events WHERE job = ? ORDER BY position DESC");
        query.bindInteger(0, number);
        std::size_t range = 0;
        while (query.step()) {
            const qint64 position = query.integer(0);
            while (range + 1 < ranges.size() && position < ranges[range].bottom)
                ++range;
            if (!take(range < ranges.size() ? ranges[range].top : 0, query.bytes(1)))
                break;
        }
        return true;
    });
    const auto *error = std::get_if<ArchiveError>(&done);
    return error ? std::optional(*error) : std::nullopt;
}

std::optional<ArchiveError> ArchiveRecords::readOldestEvents(const JobKey &job,
                                                             const std::function<bool(QByteArrayView)> &take)
{
    const auto done = read<bool>([&](sqlite3 *db) {
        Statement query(db, "SELECT bytes FROM events WHERE job = ? ORDER BY position");
        query.bindInteger(0, numberOf(job));
        while (query.step() && take(query.bytes(0))) {
        }
        return true;
    });
    const auto *error = std::get_if<ArchiveError>(&done);
    return error ? std::optional(*error) : std::nullopt;
}

ArchiveResult<qint64> ArchiveRecords::eventCount(const JobKey &job)
{
    return read<qint64>([&](sqlite3 *db) {
        Statement query(db, "SELECT count(*) FROM events WHERE job = ?");
        query.bindInteger(0, numberOf(job));
        return query.step() ? query.integer(0) : 0;
    });
}

} // namespace tuneboard
