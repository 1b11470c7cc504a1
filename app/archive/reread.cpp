// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/archive/reread.h"

#include "app/api/readpage.h"
#include "app/archive/jobcolumns.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Transaction.h>

namespace tuneboard {

namespace {

int storedVersion(SQLite::Database &db)
{
    return db.execAndGet("SELECT coalesce(max(version), 0) FROM reader").getInt();
}

} // namespace

void rereadJobs(SQLite::Database &db)
{
    if (storedVersion(db) >= kReaderVersion)
        return;
    SQLite::Transaction whole(db, SQLite::TransactionBehavior::IMMEDIATE);
    if (storedVersion(db) >= kReaderVersion) // another process was faster
        return;
    {
        Statement raw(db.getHandle(), "SELECT job, bytes FROM raw");
        Statement update(db.getHandle(), "UPDATE jobs SET (" + jobColumnNames() + ") = (" + jobColumnMarks() +
                                             ") WHERE number = ?");
        while (raw.step()) {
            const Result<JobRows> rows = readJobRow(raw.bytes(1).toByteArray());
            if (!rows)
                continue; // the columns stay as they were read once
            bindJobColumns(update, 0, rows->rows.front());
            update.bindInteger(jobColumnCount(), raw.integer(0));
            update.run();
        }
    }
    db.exec("DELETE FROM reader; INSERT INTO reader (version) VALUES (" + std::to_string(kReaderVersion) +
            ")");
    whole.commit();
}

} // namespace tuneboard
