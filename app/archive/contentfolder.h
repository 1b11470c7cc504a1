// SPDX-License-Identifier: GPL-3.0-or-later
// Where the contents of files lie: a folder beside the archive.
#pragma once

#include <QString>

namespace tuneboard {

/// "<folder>/<stem>.files" of the archive at `path`, created (0700) where it is missing. Empty: it cannot be
/// had, or the archive is in memory.
[[nodiscard]] QString makeContentFolder(const QString &path);

/// Removes what processes that were killed have left of their downloads: parts that are older than a day.
void removeOldParts(const QString &folder);

/// The path of a file in that folder; empty: it is not there, or the name is none of ours.
[[nodiscard]] QString contentPath(const QString &archivePath, const QString &name);

/// A name for the content of that file: safe on every system whatever the server's id is, and never the same
/// for two ids, also where a file system does not tell capitals from small letters.
[[nodiscard]] QString contentName(qint64 account, const QString &fileId);

} // namespace tuneboard
