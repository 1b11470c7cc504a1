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

struct Range
{
    qint64 top = 0;
    qint64 bottom = 0;
    bool isStart = false;

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
        , m_insert(db, "INSERT INTO events (job, position, id, bytes) VALUES (?, ?, ?, ?)")
        , m_idAt(db, "SELECT id FROM events WHERE job = ? AND position = ?")
        , m_clear(db, "DELETE FROM event_ranges WHERE job = ?")
        , m_keep(db, "INSERT INTO event_ranges (job, top, bottom, is_start) VALUES (?, ?, ?, ?)")
    {
        Statement all(db, "SELECT top, bottom, is_start FROM event_ranges WHERE job = ? ORDER BY top DESC");
        all.bindInteger(0, job);
        while (all.step())
            m_ranges.push_back({all.integer(0), all.integer(1), all.integer(2) != 0});
    }

    EventsAdded add(qint64 range, std::span<const RawObject> page, bool isEnd)
    {
        m_current = indexOf(range);
        m_last = m_current < 0 ? 0 : m_ranges[std::size_t(m_current)].bottom;
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
        save();
        added.joined = m_joined;
        if (m_current >= 0) {
            const Range &now = m_ranges[std::size_t(m_current)];
            added.range = now.top;
            added.cursor = idAt(now.bottom);
        }
        added.isComplete = m_ranges.empty() ? isEnd : m_ranges.size() == 1 && m_ranges.front().isStart;
        return added;
    }

private:
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

    void save()
    {
        m_clear.bindInteger(0, m_job);
        m_clear.run();
        for (const Range &range : m_ranges) {
            m_keep.bindInteger(0, m_job);
            m_keep.bindInteger(1, range.top);
            m_keep.bindInteger(2, range.bottom);
            m_keep.bindInteger(3, range.isStart ? 1 : 0);
            m_keep.run();
        }
    }

    qint64 m_job;
    Statement m_find, m_below, m_insert, m_idAt, m_clear, m_keep;
    std::vector<Range> m_ranges; // newest first
    std::vector<qint64> m_joined;
    int m_current = -1; // the stretch that the walk is in
    qint64 m_last = 0;  // position of the event before
};

} // namespace

ArchiveResult<EventsAdded> ArchiveRecords::addEvents(const JobKey &job, qint64 range,
                                                     std::span<const RawObject> page, bool isEnd)
{
    return write<EventsAdded>(job, [&](sqlite3 *db, qint64 number) {
        EventsAdded added = PageWriter(db, number).add(range, page, isEnd);
        if (added.isComplete && added.range == 0) {
            // A job without any event: only the mark says that it was asked.
            Statement none(db, "INSERT INTO event_ranges (job, top, bottom, is_start) VALUES (?, ?2, ?2, 1) "
                               "ON CONFLICT DO NOTHING");
            none.bindInteger(0, number);
            none.bindInteger(1, kStretch);
            none.run();
        }
        return added;
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

ArchiveResult<qint64> ArchiveRecords::eventCount(const JobKey &job)
{
    return read<qint64>([&](sqlite3 *db) {
        Statement query(db, "SELECT count(*) FROM events WHERE job = ?");
        query.bindInteger(0, numberOf(job));
        return query.step() ? query.integer(0) : 0;
    });
}

} // namespace tuneboard
