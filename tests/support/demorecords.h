// SPDX-License-Identifier: GPL-3.0-or-later
// Jobs of the demo world with everything that is known of them, without a server between.
#pragma once

#include "app/api/readcsv.h"
#include "app/api/readmetrics.h"
#include "app/demo/jobspec.h"
#include "app/demo/scenario.h"
#include "app/models/metrics.h"
#include "app/repository/jobrecords.h"
#include "tests/support/jobdetails.h"

namespace tuneboard::test {

struct DemoJob
{
    JobDetails details;
    JobRecords records;
};

inline const Scenario &demoScenario()
{
    static const Scenario scenario([] {
        ScenarioOptions options;
        options.jobs = 60;
        options.nowSecs = kNow;
        return options;
    }());
    return scenario;
}

inline Value demoValue(const QByteArray &json)
{
    const Result<Value> read = readJson(json);
    return read ? *read : Value();
}

/// Events and checkpoints, and the result files where `withFiles`. `maxEvents`: of a job with more, only the
/// newest.
inline DemoJob demoJob(int index, bool withFiles = true, qint64 maxEvents = 5000)
{
    const Scenario &scenario = demoScenario();
    constexpr qint64 nowMs = kNow * 1000;
    DemoJob job;
    job.details = detailsOf(scenario.job(index, nowMs));
    job.records.key = job.details.key;
    MetricsBuilder builder;
    const qint64 events = std::min(maxEvents, scenario.eventCount(index, nowMs));
    for (qint64 i = events; i-- > 0;)
        builder.addEvent(readEvent(demoValue(scenario.event(index, i, nowMs))));
    auto checkpoints = std::make_shared<std::vector<Checkpoint>>();
    for (int i = 0; i < scenario.checkpointCount(index, nowMs); ++i)
        checkpoints->push_back(readCheckpoint(demoValue(scenario.checkpoint(index, i, nowMs))));
    builder.setCheckpoints(*checkpoints);
    if (withFiles) {
        for (const qint64 file : scenario.filesOfJob(index, nowMs)) {
            if (demoValue(scenario.file(file)).string(u"purpose") != QStringLiteral("fine-tune-results"))
                continue;
            const ResultText text = readResultText(scenario.fileContent(file));
            builder.addCsv(MetricsCsv(text.text));
        }
    }
    job.records.events = std::make_shared<std::vector<EventRow>>();
    job.records.checkpoints = checkpoints;
    job.records.metrics = std::make_shared<const JobMetrics>(builder.build());
    job.records.eventsState.isComplete = events == scenario.eventCount(index, nowMs);
    job.records.checkpointsState.isComplete = true;
    return job;
}

/// Metrics of single series, for what the demo does not have.
inline std::shared_ptr<const JobMetrics> metricsOfCsv(QByteArrayView csv)
{
    MetricsBuilder builder;
    builder.addCsv(MetricsCsv(csv));
    return std::make_shared<const JobMetrics>(builder.build());
}

} // namespace tuneboard::test
