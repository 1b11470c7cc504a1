// SPDX-License-Identifier: GPL-3.0-or-later
// The files of an exported folder: found inside of it alone, read within limits, compared with the manifest.
#pragma once

#include "app/api/readelements.h"
#include "app/repository/exportreading.h"

namespace tuneboard {

inline constexpr QByteArrayView kExportFormat = "tuneboard-export";

/// One of the manifest's jobs.
struct NamedJob
{
    QString id;
    QString folder; ///< as it is named; not checked
};

/// The path of a regular file below `folder`: no link, and not behind one that leads out of it; empty: there
/// is none.
[[nodiscard]] QString exportedFile(const QString &folder, const QString &name);
/// nullopt: there is no such file, or it is larger.
[[nodiscard]] std::optional<QByteArray> exportedContent(const QString &folder, const QString &name,
                                                        qint64 maxBytes);
/// The first bytes of any regular file; empty: it cannot be read.
[[nodiscard]] QByteArray exportedHead(const QString &path, qint64 bytes);

/// Gives the file to `reader` piece by piece. Returns why it could not be read whole, as a sentence; empty:
/// it was, or `reader` has stopped, or `progress` did.
[[nodiscard]] QString readExportedText(const QString &folder, const QString &name, qint64 maxBytes,
                                       ElementReader &reader, const ReadProgress &progress);

/// The manifest's jobs. Errors: those of readExportedJobs().
[[nodiscard]] Result<std::vector<NamedJob>>
readNamedJobs(const QString &manifest, const ReadProgress &progress, const ExportLimits &limits);

[[nodiscard]] ApiError cancelledReading();

} // namespace tuneboard
