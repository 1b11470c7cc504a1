// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a file or an exported folder for the window, whatever kind of document it is.
#pragma once

#include "app/repository/exportreading.h"
#include "app/repository/openedfile.h"
#include "app/repository/recordsreading.h"

#include <QDir>

#include <functional>

namespace tuneboard {

struct FileContent
{
    QString name;
    QString title;
    QString note;                     ///< what was changed to read it; empty: nothing
    std::optional<ExportedJobs> jobs; ///< nullopt: the file holds no jobs; then the rest is set
    std::shared_ptr<const FilePage> page;
    Value value;         ///< null: the file is not JSON
    QByteArray text;     ///< of the file, as UTF-8
    KeptRecords records; ///< events, checkpoints, and the table of results as a file
};

/// `scratch`: where a table is written that is encoded in the file; it must exist. Errors are sentences about
/// the file: it cannot be read, is too large, empty, cut off, not text, or of no kind that is known; or
/// Cancelled, after `isWanted` has returned false.
[[nodiscard]] Result<FileContent> readFileContent(const QString &path, const QDir &scratch,
                                                  const ReadProgress &progress,
                                                  const std::function<bool()> &isWanted);

} // namespace tuneboard
