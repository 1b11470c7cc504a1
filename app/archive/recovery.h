// SPDX-License-Identifier: GPL-3.0-or-later
// Going on when the archive's file cannot be used as it is, and saying so.
#pragma once

#include "app/archive/archive.h"
#include "app/archive/temporaryarchive.h"

namespace tuneboard {

/// An archive to work with, whatever the user's file was like.
struct OpenedArchive
{
    Archive::Options options;           ///< what another connection (another thread) is to be opened with
    std::optional<ArchiveError> notice; ///< for the window's strip: what, where, what next; nullopt: all well
    QString setAsidePath;               ///< where the damaged file lies now; empty: none was set aside
    std::shared_ptr<TemporaryArchive>
        temporary;                    ///< keep it as long as anyone uses `options`; null: not temporary
    std::unique_ptr<Archive> archive; ///< null only when not even an archive in memory can be had
};

/// Opens the archive, and where that fails finds the next best:
/// - damaged (SQLite says so, or a check of the whole file): the file, with its -wal and -shm, is renamed to
/// `<stem>.damaged-YYYY-MM-DDThh-mm-ss<suffix>`
///   beside it (never over another file) and a new one is begun;
/// - newer: left alone; `<stem>.v<schema version><suffix>` beside it is used;
/// - file or folder read-only, disk full: read without writing, as far as there is something to read;
/// - otherwise (another process holds it, no folder, another program's file, one that could not be brought up
///   to date or whose tables do not fit): the file stays as it is, and a temporary archive is used.
[[nodiscard]] OpenedArchive openOrRecover(const Archive::Options &options);

/// When a call on an open archive ended with Damaged. Close every connection of this process to it first.
/// The file is walked: only if it is damaged indeed is it set aside, for another process may have done so
/// already; then the new file is opened without a notice. Reading a big file takes a second or two.
[[nodiscard]] OpenedArchive recoverDamaged(const Archive::Options &options);

} // namespace tuneboard
