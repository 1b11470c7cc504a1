// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a folder that exportArchive() wrote. It may come from anybody: nothing outside of it is opened.
#pragma once

#include "app/api/jobrow.h"
#include "app/api/result.h"
#include "app/repository/recordsreading.h"

#include <QHash>

#include <optional>

namespace tuneboard {

/// Where the manifest of an exported folder is: `path` itself, or in it; empty: it is neither.
[[nodiscard]] QString exportManifestAt(const QString &path);

struct ExportedJobs
{
    JobPage page;
    QHash<QString, QString> folders; ///< absolute, by the job's id
};

/// The jobs that the manifest names. A job whose file is missing or no job costs itself: it counts as
/// rejected. Errors: Disk: the manifest cannot be read; Malformed: it is none.
[[nodiscard]] Result<ExportedJobs> readExportedJobs(const QString &manifest);

/// What lies beside the job in its folder. What cannot be read is left out.
[[nodiscard]] KeptRecords readExportedRecords(const QString &folder, const JobKey &key, QByteArrayView raw);

/// When the job was seen, and its statuses, beside its `raw` bytes.
[[nodiscard]] StoredJob readExportedJob(const QString &folder, const QByteArray &raw);

} // namespace tuneboard
