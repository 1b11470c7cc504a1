// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/archive/reread.h"

#include "app/api/readpage.h"
#include "app/archive/jobcolumns.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Transaction.h>

#include <optional>

namespace tuneboard {

namespace {

constexpr int kChunk = 1000; // jobs of one transaction: other processes wait no longer

int storedVersion(SQLite::Database &db)
{
    return db.execAndGet("SELECT coalesce(max(version), 0) FROM reader").getInt();
}

// The jobs after this number; returns the number of the last one. nullopt: there are none.
std::optional<qint64> rereadAfter(SQLite::Database &db, qint64 number)
{
    SQLite::Transaction chunk(db, SQLite::TransactionBehavior::IMMEDIATE);
    std::optional<qint64> last;
    {
        Statement raw(db.getHandle(), "SELECT job, bytes FROM raw WHERE job > ? ORDER BY job LIMIT ?");
        Statement update(db.getHandle(), "UPDATE jobs SET (" + jobColumnNames() + ") = (" + jobColumnMarks() +
                                             ") WHERE number = ?");
        raw.bindInteger(0, number);
        raw.bindInteger(1, kChunk);
        while (raw.step()) {
            last = raw.integer(0);
            const Result<JobRows> rows = readJobRow(raw.bytes(1).toByteArray());
            if (!rows)
                continue; // the columns stay as they were read once
            bindJobColumns(update, 0, rows->rows.front());
            update.bindInteger(jobColumnCount(), *last);
            update.run();
        }
    }
    chunk.commit();
    return last;
}

} // namespace

void rereadJobs(SQLite::Database &db) noexcept
{
    try {
        if (storedVersion(db) >= kReaderVersion)
            return;
        std::optional<qint64> last = 0;
        while (last)
            last = rereadAfter(db, *last);
        SQLite::Transaction end(db, SQLite::TransactionBehavior::IMMEDIATE);
        db.exec("DELETE FROM reader; INSERT INTO reader (version) VALUES (" + std::to_string(kReaderVersion) +
                ")");
        end.commit();
    } catch (const SQLite::Exception &) { // the next start tries again
    }
}

} // namespace tuneboard
