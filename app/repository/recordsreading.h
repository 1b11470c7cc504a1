// SPDX-License-Identifier: GPL-3.0-or-later
// From kept bytes to a job's records and metrics: work for other threads than the window's.
#pragma once

#include "app/api/job.h"
#include "app/api/jobsummary.h"
#include "app/archive/archiverecords.h"
#include "app/repository/embeddedrecords.h"
#include "app/repository/jobrecords.h"

#include <atomic>
#include <map>

namespace tuneboard {

using EventChunk = std::shared_ptr<const std::vector<EventRow>>;
/// By stretch, the newest first; in each the chunks follow each other without a hole.
using EventChunks = std::map<qint64, std::vector<EventChunk>, std::greater<>>;

/// What a reader of details has to know of the job itself.
struct JobOutline
{
    JobKey key;
    QString status;
    QString method;
    QStringList models; ///< whose end ends the job's model: its own, then those it started from
    std::vector<std::pair<JobFile::Role, QString>> files; ///< training, validation, then results
};

[[nodiscard]] JobOutline outlineOf(const JobKey &key, const Job &job);

/// Everything the archive has of one job.
struct KeptRecords
{
    std::optional<JobOutline> outline; ///< nullopt: the archive does not hold the job
    EventChunks events;
    std::shared_ptr<const std::vector<Checkpoint>> checkpoints;
    QList<JobFile> files;
    EmbeddedRecords embedded; ///< what the job's own object holds; null: nothing was read of it
    DetailsState state;
    QString shutdownDate; ///< empty: not known
};

enum class RecordsDepth : quint8 {
    Outline, ///< without events and checkpoints
    Whole
};

/// Runs on the archive's thread. Stops early, with what it has, when `isEnding` is set.
[[nodiscard]] ArchiveResult<KeptRecords> readRecords(Archive &archive, const JobKey &key, RecordsDepth depth,
                                                     const std::atomic<bool> &isEnding);
/// The events alone, in the same way.
[[nodiscard]] ArchiveResult<EventChunks> readEventChunks(Archive &archive, const JobKey &key,
                                                         const std::atomic<bool> &isEnding);
/// Turns the stored events of a job whose times show that they are stored with the oldest one first: version
/// 0.1 did so with servers that list the oldest first. Runs on the archive's thread. True: they were turned.
[[nodiscard]] ArchiveResult<bool> turnReversedEvents(Archive &archive, const JobKey &key);
/// The paths of the kept result files.
[[nodiscard]] QStringList resultPaths(const QList<JobFile> &files);
/// Empty: none is known.
[[nodiscard]] QString shutdownDateOf(Archive &archive, const JobOutline &job);
[[nodiscard]] JobFile fileOf(JobFile::Role role, const QString &id, const StoredFile &stored);
/// What came of fetching its content.
void applyContent(JobFile &file, const StoredFile &stored, const std::optional<ApiError> &error);

/// All of them in one, newest first.
[[nodiscard]] EventChunk joined(const EventChunks &chunks);

/// What metrics are built from.
struct MetricsSources
{
    EventChunk events; ///< newest first
    std::shared_ptr<const std::vector<Checkpoint>> checkpoints;
    QStringList resultPaths; ///< files that can be read
};

/// May take seconds; gives up, with what it has, when `isEnding` is set.
[[nodiscard]] std::shared_ptr<const JobMetrics> buildMetrics(const MetricsSources &sources,
                                                             const std::atomic<bool> &isEnding);
/// Of a job: what the server listed; where that is nothing, what the job's own object holds.
[[nodiscard]] MetricsSources sourcesOf(const KeptRecords &kept);
[[nodiscard]] JobSummary summaryOf(const JobOutline &job, const JobMetrics &metrics,
                                   std::span<const Checkpoint> checkpoints, bool isComplete);

} // namespace tuneboard
