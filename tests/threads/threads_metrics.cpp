// SPDX-License-Identifier: GPL-3.0-or-later
// What the window's thread does with an opened job's events, and the pool beside it: joining, measuring,
// letting go.
#include "app/api/readobjects.h"
#include "app/repository/recordsreading.h"
#include "tests/threads/worker.h"

#include <array>

using namespace tuneboard;
using namespace tuneboard::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int kChunks = 40;
constexpr int kChunkRows = 50;

// Newest first, as a server sends them; `chunk` counts from the newest.
EventChunk chunkOf(int chunk)
{
    auto rows = std::make_shared<std::vector<EventRow>>();
    for (int i = 0; i < kChunkRows; ++i) {
        const int step = (kChunks - chunk) * kChunkRows - i;
        const QByteArray raw = R"({"id":"ftevent-)" + QByteArray::number(step) +
                               R"(","created_at":1700000000,"type":"metrics","message":"Step )" +
                               QByteArray::number(step) + R"(","data":{"step":)" + QByteArray::number(step) +
                               R"(,"train_loss":)" + QByteArray::number(1.0 / step) + "}}";
        require(readEventRow(raw, rows->emplace_back()), "an event can be read");
    }
    return rows;
}

// As a model and its view do: texts are copied, and the copies changed.
qsizetype shown(const std::vector<EventRow> &rows)
{
    qsizetype length = 0;
    for (EventRow row : rows) {
        row.message += u'!';
        length += row.message.size() + row.id.size() + row.raw.size();
    }
    return length;
}

void openedJob()
{
    const std::shared_ptr<std::atomic<bool>> isEnding = std::make_shared<std::atomic<bool>>(false);
    std::array<Worker, 2> pool;
    EventChunks chunks;
    EventChunk events = std::make_shared<const std::vector<EventRow>>();
    const auto checkpoints = std::make_shared<const std::vector<Checkpoint>>();
    std::shared_ptr<const JobMetrics> metrics;
    for (int chunk = 0; chunk < kChunks; ++chunk) {
        chunks[1].push_back(chunkOf(chunk));
        auto all = pool[0].ask([chunks] { return joined(chunks); });
        auto built = pool[1].ask([sources = MetricsSources{events, checkpoints, {}}, isEnding] {
            return buildMetrics(sources, *isEnding);
        });
        require(shown(*events) >= 0, "the events are there while others read them");
        EventChunk before = std::exchange(events, all.get());
        pool[0].post([before = std::move(before), chunks] {}); // the last one to let go is any of the threads
        metrics = built.get();
        const Series *loss = metrics->find(u"train_loss");
        require((loss ? loss->points.size() : 0) == std::size_t(chunk) * kChunkRows, "each step is a point");
        static_cast<void>(summaryOf({}, *metrics, *checkpoints, false));
    }
    require(events->size() == std::size_t(kChunks) * kChunkRows, "no event is lost");
}

// The program ends while metrics are built.
void givenUp()
{
    EventChunks chunks;
    for (int chunk = 0; chunk < kChunks; ++chunk)
        chunks[1].push_back(chunkOf(chunk));
    std::atomic<bool> isEnding = false;
    Worker pool;
    auto built =
        pool.ask([&isEnding, sources = MetricsSources{joined(chunks),
                                                      std::make_shared<const std::vector<Checkpoint>>(),
                                                      {}}] { return buildMetrics(sources, isEnding); });
    chunks.clear();
    isEnding = true;
    require(built.get() != nullptr, "what was measured so far is there");
}

} // namespace

int main()
{
    openedJob();
    givenUp();
    return 0;
}
