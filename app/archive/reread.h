// SPDX-License-Identifier: GPL-3.0-or-later
// Brings the lean columns of stored jobs up to date with the reader: the raw bytes are what was received, and
// a later version may understand more of them.
#pragma once

namespace SQLite {
class Database;
}

namespace tuneboard {

/// To be raised by one whenever the readers of jobs understand bytes in another way.
inline constexpr int kReaderVersion = 3;

/// Reads all raw jobs again, some at a time, if an older version of the readers wrote their columns. If that
/// fails, or another process is writing, the columns stay as they are until the archive is opened again.
void rereadJobs(SQLite::Database &db) noexcept;

} // namespace tuneboard
