// SPDX-License-Identifier: GPL-3.0-or-later
// Opening the records of a job with 200 000 points: from the archive to rows, and to built metrics.
#include "app/api/readpage.h"
#include "app/archive/archiverecords.h"
#include "app/repository/recordsreading.h"
#include "tests/support/archivefile.h"
#include "tests/support/bench.h"

#include <QTemporaryDir>

using namespace tuneboard;
using namespace tuneboard::test;

namespace {

constexpr int kEvents = 200'000;
constexpr int kPage = 100;

RawObject metricsEvent(int step)
{
    const QByteArray number = QByteArray::number(step);
    const QByteArray loss = QByteArray::number(2.0 / (1 + step % 1000), 'g', 17);
    return {QStringLiteral("ftevent-%1").arg(step),
            R"({"object":"fine_tuning.job.event","id":"ftevent-)" + number + R"(","created_at":)" +
                QByteArray::number(1'700'000'000 + step) + R"(,"level":"info","message":"Step )" + number +
                "/200000: training loss=" + loss + R"(","data":{"step":)" + number + R"(,"train_loss":)" +
                loss + R"(,"train_mean_token_accuracy":0.75,"total_steps":200000},"type":"metrics"})"};
}

// What has to be done at least: every byte out of the file, into memory of our own.
qsizetype readBare(const QString &path)
{
    sqlite3 *db = nullptr;
    sqlite3_stmt *query = nullptr;
    sqlite3_open_v2(path.toUtf8().constData(), &db, SQLITE_OPEN_READONLY, nullptr);
    sqlite3_prepare_v2(db, "SELECT bytes FROM events WHERE job = 1 ORDER BY position DESC", -1, &query,
                       nullptr);
    std::vector<char> all;
    while (sqlite3_step(query) == SQLITE_ROW) {
        const auto *bytes = static_cast<const char *>(sqlite3_column_blob(query, 0));
        all.insert(all.end(), bytes, bytes + sqlite3_column_bytes(query, 0));
    }
    sqlite3_finalize(query);
    sqlite3_close(db);
    bench::keep(all.data());
    return qsizetype(all.size());
}

} // namespace

int main()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("archive.sqlite"));
    const auto archive = need(Archive::open({path}));
    const qint64 account =
        need(archive->ensureAccount({0, {}, QStringLiteral("A"), QStringLiteral("https://a/v1"), {}, {}, {}}))
            .number;
    need(archive->write(account, rowsOf({jobJson("ftjob-1", "succeeded")}), 1));
    const JobKey key{account, QStringLiteral("ftjob-1")};
    qint64 range = 0;
    for (int from = kEvents; from > 0; from -= kPage) {
        std::vector<RawObject> page;
        for (int step = from; step > from - kPage; --step)
            page.push_back(metricsEvent(step));
        range = need(archive->records().addEvents(key, range, page, from == kPage)).range;
    }
    const std::atomic<bool> never = false;
    std::printf("%d events, %.1f MB\n", kEvents, double(readBare(path)) / 1e6);
    const double floor = bench::medianMs(5, [&] { bench::keep(readBare(path)); });
    const double rows = bench::medianMs(5, [&] {
        const KeptRecords kept = need(readRecords(*archive, key, RecordsDepth::Whole, never));
        bench::keep(joined(kept.events)->size());
    });
    const double metrics = bench::medianMs(3, [&] {
        const KeptRecords kept = need(readRecords(*archive, key, RecordsDepth::Whole, never));
        const auto built = buildMetrics({joined(kept.events), kept.checkpoints, {}}, never);
        bench::keep(built->series.size());
    });
    bench::report("records_rows", rows, floor, 6, false);
    bench::report("records_metrics", metrics, floor, 25, false);
    return 0;
}
