// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/repository/recordsreading.h"

#include "app/api/readjson.h"
#include "app/api/readmetrics.h"
#include "app/api/readobjects.h"
#include "app/models/inputfile.h"
#include "app/models/metricsummary.h"
#include "app/models/trainingflags.h"

#include <QCoreApplication>
#include <QFile>
#include <QSet>

#include <cmath>

namespace tuneboard {

namespace {

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(JobRecords)
};

constexpr qint64 kMaxResultBytes = 256LL * 1024 * 1024; // larger ones are not fetched either
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

// The archive's calls throw nothing away: the first error ends the reading.
template<class T>
T valueOr(ArchiveResult<T> result, std::optional<ArchiveError> &error)
{
    if (auto *failed = std::get_if<ArchiveError>(&result)) {
        if (!error)
            error = std::move(*failed);
        return T();
    }
    return std::move(std::get<T>(result));
}

void addResult(MetricsBuilder &builder, const QString &path)
{
    QFile file;
    if (!openRegularFile(file, path).isEmpty() || file.size() == 0)
        return;
    // Not mapped: it may be the user's own file, and one that is cut while it is mapped ends the program.
    if (const auto text = readAtMost(file, kMaxResultBytes))
        builder.addCsv(MetricsCsv(*text));
}

} // namespace

JobOutline outlineOf(const JobKey &key, const Job &job)
{
    JobOutline outline;
    outline.key = key;
    outline.status = job.status;
    outline.method = job.methodType();
    for (const QString &model : {job.fineTunedModel, job.model, baseModel(job.model).toString()}) {
        if (!model.isEmpty() && !outline.models.contains(model))
            outline.models.append(model);
    }
    const auto add = [&outline](JobFile::Role role, const QString &id) {
        if (!id.isEmpty())
            outline.files.emplace_back(role, id);
    };
    add(JobFile::Role::Training, job.trainingFile);
    add(JobFile::Role::Validation, job.validationFile);
    for (const QString &id : job.resultFiles)
        add(JobFile::Role::Result, id);
    return outline;
}

JobFile fileOf(JobFile::Role role, const QString &id, const StoredFile &stored)
{
    JobFile file;
    file.role = role;
    file.id = id;
    if (!stored.raw.isEmpty()) {
        if (Result<Value> value = readJson(stored.raw)) {
            file.object = readFile(*value);
            file.value = std::move(value).value();
        }
    }
    const auto fail = [&file](JobFile::Content state, ApiError::Kind kind, const QString &text) {
        file.content = state;
        file.error.emplace();
        file.error->kind = kind;
        file.error->message = text;
    };
    if (!stored.located.isEmpty()) {
        file.path = stored.located;
        file.isLocated = true;
        file.content = JobFile::Content::Kept;
        if (QFile::exists(file.path))
            return file;
        file.path.clear();
        fail(JobFile::Content::Failed, ApiError::Kind::Disk,
             Words::tr("%1 is not there any more.").arg(stored.located));
        return file;
    }
    switch (stored.content) {
    case StoredFile::Content::None:
        break;
    case StoredFile::Content::Kept:
        file.content = JobFile::Content::Kept;
        file.path = stored.path;
        file.wasBase64 = stored.wasBase64;
        break;
    case StoredFile::Content::Gone:
        fail(JobFile::Content::Failed, ApiError::Kind::NotFound, {});
        break;
    case StoredFile::Content::TooLarge:
        file.content = JobFile::Content::TooLarge;
        break;
    }
    return file;
}

void applyContent(JobFile &file, const StoredFile &stored, const std::optional<ApiError> &error)
{
    file.error = error;
    file.wasBase64 = stored.wasBase64;
    file.path = stored.path;
    if (!error)
        file.content = JobFile::Content::Kept;
    else if (error->kind == ApiError::Kind::TooLarge)
        file.content = JobFile::Content::TooLarge;
    else if (error->kind == ApiError::Kind::Cancelled)
        file.content = JobFile::Content::NotAsked;
    else
        file.content = JobFile::Content::Failed;
}

QString shutdownDateOf(Archive &archive, const JobOutline &job)
{
    for (const QString &model : job.models) {
        const auto day = archive.records().modelEnd(job.key.account, model);
        const auto *text = std::get_if<QString>(&day);
        if (text && !text->isEmpty())
            return *text;
    }
    return {};
}

ArchiveResult<KeptRecords> readRecords(Archive &archive, const JobKey &key, RecordsDepth depth,
                                       const std::atomic<bool> &isEnding)
{
    KeptRecords kept;
    kept.checkpoints = std::make_shared<const std::vector<Checkpoint>>();
    std::optional<ArchiveError> error;
    const auto stored = valueOr(archive.job(key), error);
    if (error)
        return *error;
    if (!stored)
        return kept;
    ArchiveRecords &records = archive.records();
    const Result<Value> object = readJson(stored->raw);
    kept.outline = outlineOf(key, object ? readJob(*object) : Job());
    if (object)
        kept.embedded = embeddedRecords(*object);
    kept.state = valueOr(records.details(key), error);
    for (const auto &[role, id] : kept.outline->files)
        kept.files.push_back(fileOf(role, id, valueOr(records.file(key.account, id), error)));
    kept.shutdownDate = shutdownDateOf(archive, *kept.outline);
    if (error)
        return *error;
    if (depth == RecordsDepth::Outline)
        return kept;

    kept.events = valueOr(readEventChunks(archive, key, isEnding), error);
    if (error)
        return *error;
    auto checkpoints = std::make_shared<std::vector<Checkpoint>>();
    for (const QByteArray &raw : valueOr(records.checkpoints(key), error)) {
        if (const Result<Value> value = readJson(raw)) {
            checkpoints->push_back(readCheckpoint(*value));
            if (checkpoints->back().id.isEmpty())
                checkpoints->back().id = madeId(raw);
        }
    }
    QSet<QString> known;
    for (const auto &[role, id] : kept.outline->files)
        known.insert(id); // a result file of the job may be one of a checkpoint too
    for (const Checkpoint &checkpoint : *checkpoints) {
        for (const QString &id : checkpoint.resultFiles) {
            if (id.isEmpty() || known.contains(id))
                continue;
            known.insert(id);
            kept.files.push_back(
                fileOf(JobFile::Role::Checkpoint, id, valueOr(records.file(key.account, id), error)));
        }
    }
    kept.checkpoints = std::move(checkpoints);
    if (error)
        return *error;
    return kept;
}

ArchiveResult<EventChunks> readEventChunks(Archive &archive, const JobKey &key,
                                           const std::atomic<bool> &isEnding)
{
    std::map<qint64, std::vector<EventRow>> rows;
    const auto failed = archive.records().readEvents(key, [&](qint64 range, QByteArrayView raw) {
        EventRow row;
        if (readEventRow(raw, row))
            rows[range].push_back(std::move(row));
        return !isEnding;
    });
    if (failed)
        return *failed;
    EventChunks chunks;
    for (auto &[range, events] : rows)
        chunks[range] = {std::make_shared<const std::vector<EventRow>>(std::move(events))};
    return chunks;
}

QStringList resultPaths(const QList<JobFile> &files)
{
    QStringList paths;
    for (const JobFile &file : files) {
        if (file.role == JobFile::Role::Result && file.content == JobFile::Content::Kept &&
            !file.path.isEmpty())
            paths.append(file.path);
    }
    return paths;
}

MetricsSources sourcesOf(const KeptRecords &kept)
{
    MetricsSources sources{joined(kept.events), kept.checkpoints, resultPaths(kept.files)};
    if (sources.events->empty() && kept.embedded.events)
        sources.events = kept.embedded.events;
    if (sources.checkpoints->empty() && kept.embedded.checkpoints)
        sources.checkpoints = kept.embedded.checkpoints;
    return sources;
}

EventChunk joined(const EventChunks &chunks)
{
    std::size_t count = 0;
    std::size_t size = 0;
    const EventChunk *only = nullptr;
    for (const auto &[range, list] : chunks) {
        for (const EventChunk &chunk : list) {
            ++count;
            size += chunk->size();
            only = &chunk;
        }
    }
    if (count == 1)
        return *only;
    auto all = std::make_shared<std::vector<EventRow>>();
    all->reserve(size);
    for (const auto &[range, list] : chunks) {
        for (const EventChunk &chunk : list)
            all->insert(all->end(), chunk->begin(), chunk->end());
    }
    return all;
}

std::shared_ptr<const JobMetrics> buildMetrics(const MetricsSources &sources,
                                               const std::atomic<bool> &isEnding)
{
    MetricsBuilder builder;
    for (std::size_t i = sources.events->size(); i-- > 0 && !isEnding;) {
        const EventRow &row = (*sources.events)[i];
        // Only these hold numbers, and reading a whole event costs more than all else here.
        if (row.type != QLatin1StringView("metrics") && !row.type.isEmpty())
            continue;
        if (const Result<Value> value = readJson(row.raw))
            builder.addEvent(readEvent(*value));
    }
    builder.setCheckpoints(*sources.checkpoints);
    for (const QString &path : sources.resultPaths) {
        if (!isEnding)
            addResult(builder, path);
    }
    return std::make_shared<const JobMetrics>(builder.build());
}

JobSummary summaryOf(const JobOutline &job, const JobMetrics &metrics,
                     std::span<const Checkpoint> checkpoints, bool isComplete)
{
    JobSummary summary;
    summary.account = job.key.account;
    summary.job = job.key.id;
    summary.isComplete = isComplete;
    const Headline top = headline(metrics, job.method);
    if (top.series) {
        summary.metric = top.series->key;
        summary.last = top.last;
        summary.sparkCount = int(std::min<std::size_t>(top.sparkline.size(), JobSummary::kSparkPoints));
        for (int i = 0; i < summary.sparkCount; ++i)
            summary.spark[std::size_t(i)] = float(top.sparkline[std::size_t(i)]);
    }
    summary.flags = quint8(flagsOf(metrics, job.method).toInt());
    if (const auto best = bestStep(metrics, job.method))
        summary.bestStep = best->step;
    if (const auto chosen = chosenCheckpoint(checkpoints, &metrics, job.method))
        summary.bestModel = checkpoints[*chosen].model;
    const Progress progress = progressOf(metrics);
    summary.lastStep = progress.lastStep.value_or(kNone);
    summary.totalSteps = progress.totalSteps.value_or(kNone);
    summary.stepsPerSecond = progress.stepsPerSecond.value_or(kNone);
    if (!metrics.clock.isEmpty() && std::isfinite(metrics.clock.values.back()))
        summary.lastStepAt = qint64(metrics.clock.values.back());
    return summary;
}

} // namespace tuneboard
