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
    // What a job has beside its own object. events: position orders them (the newest has the greatest), with
    // room between any two. event_ranges: the stretches in which no event is missing.
    {R"(
CREATE TABLE events (
    job INTEGER NOT NULL REFERENCES jobs (number),
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    bytes BLOB NOT NULL, -- the event as received
    PRIMARY KEY (job, position)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX events_id ON events (job, id);
CREATE TABLE event_ranges (
    job INTEGER NOT NULL REFERENCES jobs (number),
    top INTEGER NOT NULL,    -- position of the newest event in it
    bottom INTEGER NOT NULL, -- of the oldest one
    is_start INTEGER NOT NULL, -- 1: the server has nothing older
    PRIMARY KEY (job, top)
) STRICT, WITHOUT ROWID;
CREATE TABLE checkpoints (
    job INTEGER NOT NULL REFERENCES jobs (number),
    id TEXT NOT NULL,
    position INTEGER NOT NULL, -- in the server's order
    bytes BLOB NOT NULL,
    PRIMARY KEY (job, id)
) STRICT;
CREATE TABLE files (
    account INTEGER NOT NULL REFERENCES accounts (number),
    id TEXT NOT NULL,
    bytes BLOB NOT NULL, -- the file object as received last
    PRIMARY KEY (account, id)
) STRICT;
CREATE TABLE contents (
    account INTEGER NOT NULL REFERENCES accounts (number),
    file TEXT NOT NULL,
    state INTEGER NOT NULL,  -- 1: kept, 2: the server has it no more, 3: too large
    name TEXT,               -- of the kept file, in the folder beside the archive
    was_base64 INTEGER NOT NULL,
    PRIMARY KEY (account, file)
) STRICT;
CREATE TABLE located (
    account INTEGER NOT NULL REFERENCES accounts (number),
    file TEXT NOT NULL,
    path TEXT NOT NULL, -- the user's own copy
    PRIMARY KEY (account, file)
) STRICT;
CREATE TABLE model_ends (
    account INTEGER NOT NULL REFERENCES accounts (number),
    model TEXT NOT NULL,
    day TEXT NOT NULL, -- YYYY-MM-DD, as the server says it
    PRIMARY KEY (account, model)
) STRICT;
CREATE TABLE models_asked (
    account INTEGER PRIMARY KEY REFERENCES accounts (number),
    at_ms INTEGER NOT NULL -- milliseconds since 1970, UTC
) STRICT;
CREATE TABLE details (
    job INTEGER PRIMARY KEY REFERENCES jobs (number),
    has_checkpoints INTEGER NOT NULL DEFAULT 0, -- 1: all that the server had were read
    finished_ms INTEGER -- when all of an ended job was kept; NULL: not yet
) STRICT;
CREATE TABLE summaries (
    job INTEGER PRIMARY KEY REFERENCES jobs (number),
    metric TEXT,
    last REAL,
    last_step REAL,
    total_steps REAL,
    steps_per_second REAL,
    last_step_at INTEGER NOT NULL, -- seconds since 1970, UTC; 0: not known
    spark BLOB -- 32-bit floats, little-endian
) STRICT;
)"},
    // In which order a server lists: what is new is looked for at that end. Not every account has settings of
    // its own.
    {R"(
CREATE TABLE list_orders (
    account INTEGER NOT NULL REFERENCES accounts (number),
    list TEXT NOT NULL, -- 'jobs' or 'events'
    oldest_first INTEGER NOT NULL, -- 0: the newest comes first
    PRIMARY KEY (account, list)
) STRICT;
)"},
    // Progress that the job itself reports; what its curves say; which version of the readers wrote the
    // columns of the jobs.
    {R"(
ALTER TABLE jobs ADD COLUMN done_steps REAL;
ALTER TABLE jobs ADD COLUMN total_steps REAL;
ALTER TABLE jobs ADD COLUMN percent REAL; -- 0 to 100
ALTER TABLE summaries ADD COLUMN flags INTEGER NOT NULL DEFAULT 0; -- see TrainingFlag
ALTER TABLE summaries ADD COLUMN best_step REAL;
ALTER TABLE summaries ADD COLUMN read_at INTEGER NOT NULL DEFAULT 0; -- seconds since 1970, UTC; 0: not known
CREATE TABLE reader (
    version INTEGER NOT NULL
) STRICT;
)"},
    {R"(
ALTER TABLE summaries ADD COLUMN best_model TEXT; -- of the best checkpoint
)"},
    // Summaries of jobs that were read before there were flags.
    {R"(
ALTER TABLE summaries ADD COLUMN rules INTEGER NOT NULL DEFAULT 0; -- see kFlagRules
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
    // One snapshot for all of it: another process may be creating the file between two of these reads.
    const SQLite::Transaction snapshot(db);
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
    SQLite::Transaction whole(db, SQLite::TransactionBehavior::IMMEDIATE);
    // Read again inside the transaction: another process may have been faster.
    const int version = pragma(db, "user_version");
    if (version >= target)
        return;
    for (const Migration &step : list.subspan(std::size_t(version)))
        db.exec(step.sql);
    db.exec("PRAGMA application_id = " + std::to_string(kArchiveApplicationId));
    db.exec("PRAGMA user_version = " + std::to_string(target));
    whole.commit();
}

} // namespace tuneboard
