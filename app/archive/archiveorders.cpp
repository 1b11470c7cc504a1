// SPDX-License-Identifier: GPL-3.0-or-later
// In which order the servers of the accounts list.
#include "app/archive/archiverecords_p.h"

namespace tuneboard {

namespace {

QByteArrayView nameOf(ListKind list)
{
    return list == ListKind::Jobs ? "jobs" : "events";
}

} // namespace

ArchiveResult<ListOrder> ArchiveRecords::listOrder(qint64 account, ListKind list)
{
    if (m_archive.isReadOnly()) // of an older version it may be, which has no such table
        return ListOrder::Unknown;
    return read<ListOrder>([&](sqlite3 *db) {
        Statement query(db, "SELECT oldest_first FROM list_orders WHERE account = ? AND list = ?");
        query.bindInteger(0, account);
        query.bindText(1, nameOf(list));
        if (!query.step())
            return ListOrder::Unknown;
        return query.integer(0) != 0 ? ListOrder::OldestFirst : ListOrder::NewestFirst;
    });
}

ArchiveResult<bool> ArchiveRecords::keepListOrder(qint64 account, ListKind list, ListOrder order)
{
    return write<bool>({account, {}}, [&](sqlite3 *db, qint64) {
        if (order == ListOrder::Unknown) {
            Statement forget(db, "DELETE FROM list_orders WHERE account = ? AND list = ?");
            forget.bindInteger(0, account);
            forget.bindText(1, nameOf(list));
            forget.run();
            return true;
        }
        Statement keep(db,
                       "INSERT INTO list_orders (account, list, oldest_first) VALUES (?, ?, ?) ON CONFLICT "
                       "(account, list) DO UPDATE SET oldest_first = excluded.oldest_first");
        keep.bindInteger(0, account);
        keep.bindText(1, nameOf(list));
        keep.bindInteger(2, order == ListOrder::OldestFirst ? 1 : 0);
        keep.run();
        return true;
    });
}

ArchiveResult<bool> ArchiveRecords::turnEvents(const JobKey &job, bool startsThere)
{
    return write<bool>(job, [&](sqlite3 *db, qint64 number) {
        Statement span(
            db, "SELECT max(top) + min(bottom), count(*), max(is_start) FROM event_ranges WHERE job = ?");
        span.bindInteger(0, number);
        if (!span.step() || span.isNull(0))
            return true;
        const qint64 sum = span.integer(0);
        const bool isStart = startsThere && span.integer(1) == 1 && span.integer(2) == 1;
        span.reset();
        // In two steps: two events never have one position.
        constexpr qint64 away = qint64{1} << 60;
        for (const char *const sql :
             {"UPDATE events SET position = ?2 + ?3 - position WHERE job = ?1",
              "UPDATE events SET position = position - ?3 WHERE job = ?1 AND ?2 = ?2",
              "UPDATE event_ranges SET top = ?2 + ?3 - bottom, bottom = ?2 + ?3 - top, "
              "is_start = 0 WHERE job = ?1",
              "UPDATE event_ranges SET top = top - ?3, bottom = bottom - ?3 WHERE job = ?1 AND "
              "?2 = ?2"}) {
            Statement turn(db, sql);
            turn.bindInteger(0, number);
            turn.bindInteger(1, sum);
            turn.bindInteger(2, away);
            turn.run();
        }
        if (isStart) {
            Statement mark(db, "UPDATE event_ranges SET is_start = 1 WHERE job = ?");
            mark.bindInteger(0, number);
            mark.run();
        }
        return true;
    });
}

} // namespace tuneboard
