// SPDX-License-Identifier: GPL-3.0-or-later
// What an export says of itself, as JSON: its manifest, and what was kept beside each job.
#pragma once

#include "app/archive/archiverecords.h"
#include "app/repository/archiveexport.h"

namespace tuneboard {

class ExportFolder;

/// One line of the manifest's jobs.
struct ExportedJob
{
    JobKey key;
    QString folder; ///< in the export, with slashes
    bool isComplete = false;
};

/// The text of a job's kept.json.
[[nodiscard]] QByteArray keptJson(const StoredJob &job, const DetailsState &state);

/// Writes manifest.json, with every file that the folder has so far.
[[nodiscard]] bool writeExportManifest(ExportFolder &folder, const ExportScope &scope,
                                       const ExportCounts &counts, const std::vector<AccountRecord> &accounts,
                                       const std::vector<ExportedJob> &jobs);

} // namespace tuneboard
