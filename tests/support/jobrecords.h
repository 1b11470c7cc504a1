// SPDX-License-Identifier: GPL-3.0-or-later
// What a job has beside its own object, as the repository hands it on: from the demo's jobs and tests/data.
#pragma once

#include "app/api/readcsv.h"
#include "app/api/readjson.h"
#include "app/api/readmetrics.h"
#include "app/demo/scenario.h"
#include "app/repository/jobrecords.h"
#include "tests/support/jobdetails.h"

#include <QTemporaryDir>

namespace tuneboard::test {

inline EventRow eventOf(const QByteArray &raw)
{
    EventRow row;
    auto read = readJson(raw);
    if (!read.ok())
        qFatal("no event: %s", raw.constData());
    const Event event = readEvent(*read);
    row.id = event.id;
    row.createdAt = event.createdAt;
    row.level = event.level;
    row.type = event.type;
    row.message = event.message;
    if (const Value *step = event.data.find(u"step"))
        row.step = step->toDouble();
    row.raw = raw;
    return row;
}

/// One that says "Step N", at N seconds after kNow.
inline EventRow eventAt(int number, const QString &level = QStringLiteral("info"))
{
    EventRow row;
    row.id = QStringLiteral("ftevent-%1").arg(number);
    row.createdAt = {kNow + number};
    row.level = level;
    row.type = QStringLiteral("message");
    row.message = QStringLiteral("Step %1: training loss=%2").arg(number).arg(1.0 / (number + 1));
    row.step = number;
    row.raw = QStringLiteral(R"({"id":"%1","created_at":%2,"level":"%3","type":"message","message":"%4"})")
                  .arg(row.id)
                  .arg(row.createdAt.secs)
                  .arg(level, row.message)
                  .toUtf8();
    return row;
}

/// Numbers from `last` down to `first`: newest first.
inline std::shared_ptr<const std::vector<EventRow>> eventsOf(int first, int last)
{
    auto events = std::make_shared<std::vector<EventRow>>();
    for (int number = last; number >= first; --number)
        events->push_back(eventAt(number));
    return events;
}

inline JobRecords emptyRecords(const JobDetails &details)
{
    JobRecords records;
    records.key = details.key;
    records.events = std::make_shared<const std::vector<EventRow>>();
    records.checkpoints = std::make_shared<const std::vector<Checkpoint>>();
    records.eventsState.isComplete = true;
    records.checkpointsState.isComplete = true;
    return records;
}

inline Checkpoint checkpointOf(const QByteArray &raw)
{
    auto read = readJson(raw);
    return read.ok() ? readCheckpoint(*read) : Checkpoint();
}

/// A demo job with all that its server would say. At most `most` events.
class DemoJob
{
public:
    DemoJob(const Scenario &scenario, int job, qint64 nowMs, const QTemporaryDir &folder, qint64 most = 3000)
    {
        details = detailsOf(scenario.job(job, nowMs));
        records = emptyRecords(details);
        auto events = std::make_shared<std::vector<EventRow>>();
        MetricsBuilder builder;
        std::vector<Event> metrics;
        const qint64 count = std::min(most, scenario.eventCount(job, nowMs));
        for (qint64 i = 0; i < count; ++i) {
            const QByteArray raw = scenario.event(job, i, nowMs);
            events->push_back(eventOf(raw));
            metrics.push_back(readEvent(*readJson(raw)));
        }
        builder.addEvents(metrics, MetricsBuilder::Order::NewestFirst);
        records.events = events;
        auto checkpoints = std::make_shared<std::vector<Checkpoint>>();
        for (int i = 0; i < scenario.checkpointCount(job, nowMs); ++i)
            checkpoints->push_back(checkpointOf(scenario.checkpoint(job, i, nowMs)));
        builder.setCheckpoints(*checkpoints);
        records.checkpoints = checkpoints;
        for (const qint64 number : scenario.filesOfJob(job, nowMs))
            addFile(scenario, number, folder, builder);
        records.metrics = std::make_shared<const JobMetrics>(builder.build());
    }

    JobDetails details;
    JobRecords records;

private:
    void addFile(const Scenario &scenario, qint64 number, const QTemporaryDir &folder,
                 MetricsBuilder &builder)
    {
        JobFile file;
        file.id = QString::fromUtf8(scenario.fileId(number));
        const Job &job = details.job;
        file.role = file.id == job.trainingFile     ? JobFile::Role::Training
                    : file.id == job.validationFile ? JobFile::Role::Validation
                                                    : JobFile::Role::Result;
        if (auto value = readJson(scenario.file(number)); value.ok()) {
            file.object = readFile(*value);
            file.value = *value;
        }
        if (file.role == JobFile::Role::Result) {
            const ResultText text = readResultText(scenario.fileContent(number));
            file.wasBase64 = text.wasBase64;
            file.content = JobFile::Content::Kept;
            file.path = folder.filePath(file.id);
            QFile out(file.path);
            if (!out.open(QIODevice::WriteOnly) || out.write(text.text) != text.text.size())
                qFatal("cannot write %s", qPrintable(file.path));
            builder.addCsv(MetricsCsv(text.text));
        }
        records.files.push_back(file);
    }
};

} // namespace tuneboard::test
