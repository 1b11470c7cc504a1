// SPDX-License-Identifier: GPL-3.0-or-later
// From SQLite's codes to the archive's errors and their sentences.
#pragma once

#include "app/archive/archive.h"

namespace SQLite {
class Exception;
}
struct sqlite3;

namespace tuneboard {

/// The error of that kind for the archive at `path` (empty: in memory). `detail`: SQLite's or the system's
/// words; may be empty.
[[nodiscard]] ArchiveError archiveError(ArchiveError::Kind kind, const QString &path,
                                        const QString &detail = QString());

/// `db`: the connection that failed, nullptr if there is none any more.
[[nodiscard]] ArchiveError archiveError(const SQLite::Exception &thrown, const QString &path, sqlite3 *db);

} // namespace tuneboard
