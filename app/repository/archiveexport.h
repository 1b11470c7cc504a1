// SPDX-License-Identifier: GPL-3.0-or-later
// Writes what the archive keeps into a folder of JSON and CSV files, for other programs and other machines.
#pragma once

#include "app/archive/archive.h"

#include <QString>

#include <functional>
#include <variant>
#include <vector>

namespace tuneboard {

struct ExportScope
{
    std::vector<JobKey> jobs;     ///< empty: all
    std::vector<qint64> accounts; ///< whose jobs, by number; empty: all. Passed over where `jobs` are named
    QString programVersion;       ///< for the manifest
    qint64 nowMs = 0;             ///< the same, milliseconds since 1970, UTC
};

struct ExportCounts
{
    qint64 jobs = 0;
    qint64 events = 0;
    qint64 checkpoints = 0;
    qint64 files = 0;      ///< file objects
    qint64 contents = 0;   ///< of files, as kept in the archive's folder
    qint64 incomplete = 0; ///< jobs whose events or checkpoints are not all kept
};

/// How much of an export is done.
struct ExportProgress
{
    qint64 jobs = 0;
    qint64 allJobs = 0;
    qint64 events = 0; ///< of all jobs so far
    qint64 bytes = 0;  ///< written so far
};

struct ExportFailure
{
    QString text;           ///< a sentence; empty: stopped by `progress`
    bool isStopped = false; ///< `progress` said so
};

/// `folder` must be new or empty; without a trouble it then holds
///
///     manifest.json    program version, accounts, counts, jobs, and the SHA-256 of every other file; written
///                      last, so that a folder with one is whole
///     jobs.csv         every column of the list
///     account-N/JOB/   job.json, events.json, checkpoints.json: bytes as received, in lists like the API's;
///                      kept.json: when it was seen, its statuses, whether all is there;
///                      files/: FILE.json objects, FILE.csv and FILE.jsonl contents
///
/// No key and no password gets into it. Events are written one by one as the archive reads them: memory does
/// not grow with their number. `progress` is called before each job and after each MB; false ends the work.
/// On a failure what is written already stays, without a manifest.
[[nodiscard]] std::variant<ExportCounts, ExportFailure>
exportArchive(Archive &archive, const ExportScope &scope, const QString &folder,
              const std::function<bool(const ExportProgress &)> &progress);

} // namespace tuneboard
