// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of the archive, and the steps from one version of them to the next.
#pragma once

#include <span>

namespace SQLite {
class Database;
}

namespace tuneboard {

/// What marks the file as ours: the letters "Tune".
inline constexpr int kArchiveApplicationId = 0x54756e65;

/// One step to the next version. Step n leads from `user_version` n to n + 1. A step that has once been
/// released is never changed: a new need is a new step.
struct Migration
{
    const char *sql; ///< one or more statements
};

[[nodiscard]] std::span<const Migration> migrations();
/// The version this program writes.
[[nodiscard]] int schemaVersion();

enum class SchemaState {
    Fresh, ///< nothing in it yet
    Older, ///< migrate() makes it current
    Current,
    Newer,   ///< written by a later version of the program
    Foreign, ///< an SQLite file of another program
    Damaged, ///< ours by its tables or its mark, but the one contradicts the other
};

/// Reads only the first page or two. Throws SQLite::Exception.
[[nodiscard]] SchemaState schemaState(SQLite::Database &db);

/// Brings the file to the version after the last of `steps`, in one transaction, so that a crash or a step
/// that fails leaves the file as it was. Another process may do the same at the same time. Throws
/// SQLite::Exception.
void migrate(SQLite::Database &db, std::span<const Migration> steps = migrations());

} // namespace tuneboard
