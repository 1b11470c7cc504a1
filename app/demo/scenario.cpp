// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/scenario.h"

#include "app/api/utc.h"
#include "app/demo/demojson.h"
#include "app/demo/demorandom.h"
#include "app/demo/demoworld.h"
#include "app/demo/jobevents.h"
#include "app/demo/jobfiles.h"

#include <QDateTime>
#include <QHash>

#include <limits>
#include <map>
#include <vector>

namespace tuneboard {
using namespace demo;

struct Scenario::Private
{
    World world;
    std::map<int, JobLife> lives;
    // Jobs that are over never change: their bytes are kept once somebody has asked for them.
    std::vector<QByteArray> written;
    QHash<qint64, qint64> resultSizes;
    QHash<QByteArray, int> jobOfModel;

    const JobLife *lifeOf(int job) const
    {
        const auto found = lives.find(job);
        return found == lives.end() ? nullptr : &found->second;
    }
    JobAt at(int job, qint64 nowMs) const
    {
        return {world, world.specs[static_cast<std::size_t>(job)], lifeOf(job), job, nowMs};
    }
    JobAt atEnd(int job) const { return at(job, std::numeric_limits<qint64>::max()); }
    qint64 sizeOf(qint64 file, const JobAt &job, FileKind kind);
    QByteArray modelJson(const QByteArray &name, const char *owner, qint64 created,
                         const BaseModel &base) const;
};

namespace {
qint64 fileNumber(int job, FileKind kind)
{
    return static_cast<qint64>(job) * 4 + static_cast<qint64>(kind);
}

int jobOfFile(qint64 file)
{
    return static_cast<int>(file / 4);
}

FileKind kindOfFile(qint64 file)
{
    return static_cast<FileKind>(file % 4);
}
} // namespace

qint64 Scenario::Private::sizeOf(qint64 file, const JobAt &job, FileKind kind)
{
    const qint64 known = knownFileSize(job, kind);
    if (known >= 0)
        return known;
    const auto found = resultSizes.constFind(file);
    if (found != resultSizes.constEnd())
        return *found;
    const qint64 size = fileContentOf(job, kind).size();
    resultSizes.insert(file, size);
    return size;
}

QByteArray Scenario::Private::modelJson(const QByteArray &name, const char *owner, qint64 created,
                                        const BaseModel &base) const
{
    QByteArray out;
    JsonWriter json(&out);
    json.beginObject()
        .text("id", name)
        .text("object", "model")
        .whole("created", created)
        .text("owned_by", owner);
    // A fine-tuned model ends with its base.
    QByteArray end;
    if (base.shutdownInDays > 0) {
        const QDateTime start = QDateTime::fromSecsSinceEpoch(world.options.nowSecs, kUtc);
        end = start.date().addDays(base.shutdownInDays).toString(Qt::ISODate).toLatin1();
    }
    json.textOrNull("shutdown_date", end).endObject();
    return out;
}

Scenario::Scenario(const ScenarioOptions &options)
    : d(std::make_unique<Private>())
{
    d->world.options = options;
    d->world.specs = makeJobSpecs(options);
    d->written.resize(d->world.specs.size());
    for (int i = 0; i < jobCount() && i < showcase::Count; ++i) {
        const JobSpec &spec = d->world.specs[static_cast<std::size_t>(i)];
        if (spec.ending != Ending::Live)
            continue;
        JobLife &life = d->lives.emplace(i, JobLife(spec)).first->second;
        if (i == showcase::Paused) {
            const qint64 pausedMs =
                spec.createdSecs * 1000 + spec.startedMs + spec.stepMs * spec.points * 45 / 100;
            life.pause(pausedMs, plannedEventCountOf(d->at(i, pausedMs)));
        }
    }
}

Scenario::~Scenario() = default;

const ScenarioOptions &Scenario::options() const
{
    return d->world.options;
}

QByteArray Scenario::organization() const
{
    return organizationOf(d->world);
}

int Scenario::jobCount() const
{
    return static_cast<int>(d->world.specs.size());
}

QByteArray Scenario::jobId(int job) const
{
    return jobIdOf(d->world, job);
}

int Scenario::findJob(QByteArrayView id) const
{
    const qint64 number = numberOfId(id, "ftjob-", mix(d->world.options.seed, 0x10b));
    return number >= 0 && number < jobCount() ? static_cast<int>(number) : -1;
}

QByteArray Scenario::job(int job, qint64 nowMs) const
{
    if (d->lifeOf(job) != nullptr)
        return jobJson(d->at(job, nowMs));
    QByteArray &kept = d->written[static_cast<std::size_t>(job)];
    if (kept.isEmpty())
        kept = jobJson(d->at(job, nowMs));
    return kept;
}

QByteArray Scenario::status(int job, qint64 nowMs) const
{
    return statusWord(d->at(job, nowMs));
}

QList<std::pair<QByteArray, QByteArray>> Scenario::metadata(int job) const
{
    return metadataOf(d->world, job);
}

qint64 Scenario::eventCount(int job, qint64 nowMs) const
{
    return eventCountOf(d->at(job, nowMs));
}

QByteArray Scenario::event(int job, qint64 event, qint64 nowMs) const
{
    const JobAt at = d->at(job, nowMs);
    return eventJson(at, eventCountOf(at) - 1 - event);
}

qint64 Scenario::findEvent(int job, QByteArrayView id, qint64 nowMs) const
{
    const JobAt at = d->at(job, nowMs);
    const qint64 fromOldest = findEventOf(at, id);
    return fromOldest < 0 ? -1 : eventCountOf(at) - 1 - fromOldest;
}

int Scenario::checkpointCount(int job, qint64 nowMs) const
{
    return static_cast<int>(checkpointsOf(d->at(job, nowMs)).size());
}

QByteArray Scenario::checkpointId(int job, int checkpoint, qint64 nowMs) const
{
    const JobAt at = d->at(job, nowMs);
    const std::vector<int> points = checkpointsOf(at);
    return checkpointIdOf(at, points[points.size() - 1 - static_cast<std::size_t>(checkpoint)]);
}

QByteArray Scenario::checkpoint(int job, int checkpoint, qint64 nowMs) const
{
    const JobAt at = d->at(job, nowMs);
    const std::vector<int> points = checkpointsOf(at);
    return checkpointJson(at, points[points.size() - 1 - static_cast<std::size_t>(checkpoint)]);
}

bool Scenario::act(int job, Action action, qint64 nowMs, QByteArray *why)
{
    const auto found = d->lives.find(job);
    const JobAt at = d->at(job, nowMs);
    const Phase phase = at.phase();
    const bool over = phase == Phase::Succeeded || phase == Phase::Failed || phase == Phase::Cancelled;
    const bool evaluating = phase == Phase::Evaluating;
    const bool paused = phase == Phase::Paused;
    const char *verb = action == Action::Cancel  ? "cancelled"
                       : action == Action::Pause ? "paused"
                                                 : "resumed";
    const bool allowed = found != d->lives.end() && !over &&
                         (action == Action::Cancel || (action == Action::Pause && !paused && !evaluating) ||
                          (action == Action::Resume && paused));
    if (!allowed) {
        *why = "Job " + jobId(job) + " has status '" + statusWord(at) + "' and cannot be " + verb + ".";
        return false;
    }
    const qint64 planned = plannedEventCountOf(at);
    switch (action) {
    case Action::Cancel:
        found->second.cancel(nowMs, planned);
        break;
    case Action::Pause:
        found->second.pause(nowMs, planned);
        break;
    case Action::Resume:
        found->second.resume(nowMs, planned);
        break;
    }
    return true;
}

QList<qint64> Scenario::filesOfJob(int job, qint64 nowMs) const
{
    QList<qint64> files;
    const JobAt at = d->at(job, nowMs);
    for (const FileKind kind : {FileKind::Training, FileKind::Validation, FileKind::Result}) {
        if (hasFile(at, kind))
            files.append(fileNumber(job, kind));
    }
    return files;
}

QByteArray Scenario::fileId(qint64 file) const
{
    return fileIdOf(d->world, jobOfFile(file), kindOfFile(file));
}

qint64 Scenario::findFile(QByteArrayView id, qint64 nowMs) const
{
    const qint64 file = numberOfId(id, "file-", mix(d->world.options.seed, 0xf11e));
    if (file < 0 || file / 4 >= jobCount() || file % 4 > static_cast<qint64>(FileKind::Result))
        return -1;
    return hasFile(d->at(jobOfFile(file), nowMs), kindOfFile(file)) ? file : -1;
}

QByteArray Scenario::file(qint64 file) const
{
    const JobAt at = d->atEnd(jobOfFile(file));
    return fileJson(at, kindOfFile(file), d->sizeOf(file, at, kindOfFile(file)));
}

QByteArray Scenario::fileContent(qint64 file) const
{
    return fileContentOf(d->atEnd(jobOfFile(file)), kindOfFile(file));
}

QList<QByteArray> Scenario::models(qint64 nowMs) const
{
    QList<QByteArray> all;
    for (const BaseModel &base : baseModels())
        all.append(d->modelJson(base.name, base.owner, base.created, base));
    for (int i = 0; i < jobCount(); ++i) {
        const QByteArray own = model(modelNameOf(d->world, i), nowMs);
        if (!own.isEmpty())
            all.append(own);
    }
    return all;
}

QByteArray Scenario::model(QByteArrayView name, qint64 nowMs) const
{
    for (const BaseModel &base : baseModels()) {
        if (name == QByteArrayView(base.name))
            return d->modelJson(base.name, base.owner, base.created, base);
    }
    if (d->jobOfModel.isEmpty()) {
        for (int i = 0; i < jobCount(); ++i)
            d->jobOfModel.insert(modelNameOf(d->world, i), i);
    }
    const int job = d->jobOfModel.value(name.toByteArray(), -1);
    if (job < 0)
        return {};
    const JobAt at = d->at(job, nowMs);
    if (at.phase() != Phase::Succeeded)
        return {};
    const qint64 created = wallSecsOf(at.spec, at.life, at.spec.trainedMs());
    return d->modelJson(name.toByteArray(), "larkspur", created, baseModels()[at.spec.base]);
}

} // namespace tuneboard
