// SPDX-License-Identifier: GPL-3.0-or-later
// Events and checkpoints, from the page to the metrics that are drawn of them.
#include "app/api/readjson.h"
#include "app/api/readobjects.h"
#include "app/models/metricrows.h"
#include "app/models/metricsummary.h"
#include "app/repository/recordsreading.h"
#include "tests/fuzz/points.h"

using namespace tuneboard;
using namespace tuneboard::fuzz;

namespace {

void requireSame(const EventRow &row)
{
    const auto value = readJson(row.raw);
    if (!value.ok()) // the quick reader passes over what it does not look at
        return;
    const Event event = readEvent(*value);
    require(row.id == event.id || (event.id.isEmpty() && isMadeId(row.id)),
            "a row has its event's id, or one made");
    require(row.level == event.level && row.type == event.type && row.message == event.message,
            "a row has its event's texts");
    require(row.createdAt == event.createdAt, "a row has its event's time");
}

} // namespace

int LLVMFuzzerTestOneInput(const uchar *data, std::size_t size)
{
    const QByteArray bytes = bytesOf(data, size);
    MetricsSources sources;
    auto events = readEventPage(bytes);
    const bool isQuick = bytes.contains("\\u"); // an escaped key is another key to the quick reader
    for (const EventRow &row : events.ok() ? events->objects : std::vector<EventRow>()) {
        if (!isQuick)
            requireSame(row);
    }
    sources.events = std::make_shared<const std::vector<EventRow>>(
        events.ok() ? std::move(events.value().objects) : std::vector<EventRow>());
    auto checkpoints = std::make_shared<std::vector<Checkpoint>>();
    if (const auto page = readCheckpointPage(bytes); page.ok()) {
        for (const KeptCheckpoint &kept : page->objects)
            checkpoints->push_back(kept.checkpoint);
    }
    sources.checkpoints = checkpoints;

    const std::atomic<bool> isEnding = false;
    const auto metrics = buildMetrics(sources, isEnding);
    requireSound(*metrics);
    JobOutline outline;
    for (const QString &method : {QStringLiteral("reinforcement"), QStringLiteral("supervised")}) {
        outline.method = method;
        static_cast<void>(summaryOf(outline, *metrics, *checkpoints, true));
        const BestCheckpoint best = bestCheckpoint(*checkpoints, method);
        require(!best.index || *best.index < checkpoints->size(), "the best checkpoint is one of them");
        static_cast<void>(inferredEpochs(metrics.get(), *checkpoints, method, true));
    }
    return 0;
}
