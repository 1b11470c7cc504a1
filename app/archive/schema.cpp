// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/archive/schema.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Transaction.h>

#include <string>

namespace tuneboard {

namespace {

// jobs: only what the list shows, so that reading all of it does not drag the raw bytes along.
// raw: those bytes. seen: apart and narrow, because it changes with every answer: a hundred unchanged jobs
// cost a page or two of the file instead of a dozen.
constexpr Migration steps[] = {
    {R"(
CREATE TABLE accounts (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    base_url TEXT NOT NULL,
    dialect TEXT NOT NULL,
    organization TEXT NOT NULL,
    project TEXT NOT NULL
) STRICT;
CREATE TABLE jobs (
    number INTEGER PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES accounts (number),
    status_since INTEGER NOT NULL, -- seconds since 1970, UTC
    created_at INTEGER,
    finished_at INTEGER,
    estimated_finish INTEGER,
    trained_tokens INTEGER,
    seed INTEGER,
    n_epochs REAL, -- -1: auto
    batch_size REAL,
    learning_rate_multiplier REAL,
    id TEXT NOT NULL,
    status TEXT,
    suffix TEXT,
    model TEXT,
    output_model TEXT,
    method TEXT,
    error_code TEXT,
    training_file TEXT,
    validation_file TEXT,
    metadata TEXT, -- the JSON object as received
    error_message TEXT,
    UNIQUE (account, id)
) STRICT;
CREATE INDEX jobs_newest ON jobs (created_at DESC, id DESC);
CREATE TABLE raw (
    job INTEGER PRIMARY KEY REFERENCES jobs (number),
    bytes BLOB NOT NULL -- the job as received last
) STRICT;
CREATE TABLE seen (
    job INTEGER PRIMARY KEY REFERENCES jobs (number),
    first_ms INTEGER NOT NULL, -- milliseconds since 1970, UTC
    last_ms INTEGER NOT NULL
) STRICT;
CREATE TABLE status_history (
    job INTEGER NOT NULL REFERENCES jobs (number),
    position INTEGER NOT NULL, -- 0, 1, 2, … in the order of observation
    at INTEGER NOT NULL, -- seconds since 1970, UTC
    status TEXT NOT NULL,
    PRIMARY KEY (job, position)
) STRICT, WITHOUT ROWID;
)"},
};

int pragma(SQLite::Database &db, const char *name)
{
    return db.execAndGet(std::string("PRAGMA ") + name).getInt();
}

} // namespace

std::span<const Migration> migrations()
{
    return steps;
}

int schemaVersion()
{
    return int(std::size(steps));
}

SchemaState schemaState(SQLite::Database &db)
{
    const int application = pragma(db, "application_id");
    const int version = pragma(db, "user_version");
    const int objects = db.execAndGet("SELECT count(*) FROM sqlite_schema").getInt();
    const bool ourTables = db.execAndGet("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name "
                                         "IN ('accounts', 'jobs', 'raw', 'seen')")
                               .getInt() == 4;
    if (application != kArchiveApplicationId) {
        if (ourTables)
            return SchemaState::Damaged;
        return application == 0 && version == 0 && objects == 0 ? SchemaState::Fresh : SchemaState::Foreign;
    }
    if (version > schemaVersion())
        return SchemaState::Newer;
    if (version < 1 || !ourTables)
        return SchemaState::Damaged;
    return version < schemaVersion() ? SchemaState::Older : SchemaState::Current;
}

void migrate(SQLite::Database &db, std::span<const Migration> list)
{
    const int target = int(list.size());
    while (true) {
        SQLite::Transaction step(db, SQLite::TransactionBehavior::IMMEDIATE);
        // Read again inside the transaction: another process may have been faster.
        const int version = pragma(db, "user_version");
        if (version >= target)
            return;
        db.exec(list[std::size_t(version)].sql);
        db.exec("PRAGMA application_id = " + std::to_string(kArchiveApplicationId));
        db.exec("PRAGMA user_version = " + std::to_string(version + 1));
        step.commit();
    }
}

} // namespace tuneboard
