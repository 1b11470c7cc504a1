// SPDX-License-Identifier: GPL-3.0-or-later
// How the archive's file is created, opened and set up.
#pragma once

#include "app/archive/archive.h"

namespace SQLite {
class Database;
}

namespace tuneboard {

/// An open, current, configured file, or why not. Waits for other processes as long as `options` say.
[[nodiscard]] ArchiveResult<std::unique_ptr<SQLite::Database>>
connectArchive(const Archive::Options &options);

/// Reads the whole file and looks for damage, also of a file that cannot be opened as an archive. nullopt:
/// none was found, or the file could not be read.
[[nodiscard]] std::optional<ArchiveError> damageOf(const Archive::Options &options);

/// For a connection that is given up: what lies in the -wal stays there when it closes. False: as usual
/// again.
void leaveLogAlone(SQLite::Database &db, bool alone = true);

/// `path` and the folders above it, as far as they are missing, for the user alone (0700). False: not
/// possible.
[[nodiscard]] bool makePrivateFolder(const QString &path);

} // namespace tuneboard
