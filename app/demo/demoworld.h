// SPDX-License-Identifier: GPL-3.0-or-later
// What the writers of the demo's objects share: the plans, the names, and the moment that is asked about.
#pragma once

#include "app/demo/joblife.h"
#include "app/demo/jobspec.h"
#include "app/demo/scenario.h"

#include <vector>

namespace tuneboard::demo {

enum class FileKind : quint8 { Training, Validation, Result };

struct World
{
    ScenarioOptions options;
    std::vector<JobSpec> specs;
};

// One job at one moment. `life` is null for a job that is over.
struct JobAt
{
    const World &world;
    const JobSpec &spec;
    const JobLife *life;
    int index;
    qint64 nowMs;

    Phase phase() const { return phaseOf(spec, life, nowMs); }
    bool strict() const { return world.options.strict; }
};

QByteArray organizationOf(const World &world);
QByteArray jobIdOf(const World &world, int job);
QByteArray fileIdOf(const World &world, int job, FileKind kind);
// The name of the job's finished model, whether it exists already or not.
QByteArray modelNameOf(const World &world, int job);
QByteArray checkpointModelOf(const World &world, int job, int point);
// The model that the job starts from: a base model, or an earlier job's.
QByteArray startModelOf(const World &world, int job);
// Empty: the job was made without a suffix.
QByteArray suffixOf(const World &world, int job);
bool hasResults(const JobAt &job);
QList<std::pair<QByteArray, QByteArray>> metadataOf(const World &world, int job);

struct FailureText
{
    QByteArray code;
    QByteArray message;
    QByteArray param; // empty: null
};
FailureText failureOf(const World &world, int job);

// The job object, and the word for its status in it.
QByteArray jobJson(const JobAt &job);
QByteArray statusWord(const JobAt &job);

} // namespace tuneboard::demo
