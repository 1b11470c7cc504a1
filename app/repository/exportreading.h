// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a folder that exportArchive() wrote. It may come from anybody: nothing outside of it is opened, and
// what is read of it has limits.
#pragma once

#include "app/api/jobrow.h"
#include "app/api/result.h"
#include "app/repository/recordsreading.h"

#include <QHash>
#include <QStringList>

#include <functional>
#include <optional>

namespace tuneboard {

/// What is read of an exported folder at most. Bytes of files; tests make them smaller.
struct ExportLimits
{
    qint64 manifestBytes = qint64{256} * 1024 * 1024;
    qint64 jobs = 200'000;                          ///< that the manifest names
    qint64 files = 2'000'000;                       ///< the same
    qint64 jobBytes = qint64{32} * 1024 * 1024;     ///< of one job.json, as of a server's answer
    qint64 allJobBytes = qint64{256} * 1024 * 1024; ///< of all of them
    qint64 eventsBytes = qint64{256} * 1024 * 1024; ///< of one events.json, and of its events in memory
    qint64 checkpoints = 10'000;
    qint64 checkpointsBytes = qint64{32} * 1024 * 1024; ///< of one checkpoints.json, kept.json or file object
};

/// How far the reading is; false ends it, as Cancelled. `all` 0: not known yet.
using ReadProgress = std::function<bool(qint64 done, qint64 all)>;

/// Where the manifest of an exported folder is: `path` itself, or in it; empty: it is neither.
[[nodiscard]] QString exportManifestAt(const QString &path);

struct ExportedJobs
{
    JobPage page;
    QHash<QString, QString> folders; ///< absolute, by the job's id
    QString root;                    ///< the exported folder, absolute; empty: the jobs are those of one file
};

/// The jobs that the manifest names; each folder is read once. A job whose file is missing, too large or no
/// job costs itself: it counts as rejected. Errors: Disk: the manifest cannot be read; Malformed: it is none,
/// or names more than the limits allow; Cancelled.
[[nodiscard]] Result<ExportedJobs>
readExportedJobs(const QString &manifest, const ReadProgress &progress = {}, const ExportLimits &limits = {});

/// The bytes of the job in that folder; nullopt: there is no such file, or it is too large.
[[nodiscard]] std::optional<QByteArray> exportedJobBytes(const QString &folder,
                                                         const ExportLimits &limits = {});

struct ExportedRecords
{
    KeptRecords kept;
    QStringList problems; ///< a sentence for each file that is there and could not be read
};

/// What lies beside the job in its folder. What cannot be read is left out.
[[nodiscard]] ExportedRecords readExportedRecords(const QString &folder, const JobKey &key,
                                                  QByteArrayView raw, const ExportLimits &limits = {});

/// When the job was seen, and its statuses, beside its `raw` bytes.
[[nodiscard]] StoredJob readExportedJob(const QString &folder, const QByteArray &raw);

/// What differs from the manifest.
struct ExportCheck
{
    static constexpr qsizetype kMaxProblems = 20;

    qint64 files = 0;     ///< that were compared
    qint64 wrong = 0;     ///< missing, of another size, or with another SHA-256
    QStringList problems; ///< a sentence for each of the first kMaxProblems
};

/// Compares the files that the manifest names with its sizes and sums, piece by piece. `folder`: only what is
/// below that folder of the export; empty: all. Errors: those of readExportedJobs().
[[nodiscard]] Result<ExportCheck> checkExport(const QString &manifest, const QString &folder,
                                              const ReadProgress &progress = {},
                                              const ExportLimits &limits = {});

} // namespace tuneboard
