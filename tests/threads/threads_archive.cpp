// SPDX-License-Identifier: GPL-3.0-or-later
// The archive's thread and the window's, with the same rows in the hands of both; and a second connection.
#include "app/api/job.h"
#include "app/api/readjson.h"
#include "app/archive/recovery.h"
#include "app/models/jobtable.h"
#include "app/repository/recordsreading.h"
#include "tests/support/archivefile.h"
#include "tests/threads/worker.h"

#include <QTemporaryDir>

using namespace tuneboard;
using namespace tuneboard::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int kPages = 30;

std::unique_ptr<Archive> opened(const QString &path)
{
    Archive::Options options;
    options.path = path;
    options.busyTimeoutMs = 60'000;
    OpenedArchive result = openOrRecover(options);
    require(result.archive && !result.notice, "the archive can be opened");
    return std::move(result.archive);
}

qint64 accountIn(Archive &archive)
{
    return need(archive.ensureAccount({.name = u"Work"_s, .baseUrl = u"https://a.example"_s})).number;
}

// A page goes to the table here and to the file there, and the whole job comes back from there.
void listing(const QString &path)
{
    Worker archiveThread;
    std::unique_ptr<Archive> archive; // used on its thread only
    const qint64 account = archiveThread
                               .ask([&archive, path] {
                                   archive = opened(path);
                                   return accountIn(*archive);
                               })
                               .get();
    JobTable table;
    for (int page = 1; page <= kPages; ++page) {
        JobRows rows = numberedPage(page);
        for (JobRow &row : rows.rows)
            row.account = account;
        auto written = archiveThread.ask([&archive, account, rows, page] {
            return need(archive->write(account, rows, 1'790'000'000'000 + page));
        });
        table.upsert(rows);
        const JobKey key{account, QString::fromUtf8(rows.rows.front().id)};
        rows = {};
        auto details = archiveThread.ask([&archive, key] {
            const auto stored = need(archive->job(key));
            return readJson(stored ? stored->raw : QByteArray());
        });
        JobFilter filter = parseFilter(u"status:running filler"_s, 1'790'000'000);
        table.setFilter(std::move(filter));
        static_cast<void>(table.counts());
        require(written.get() == kJobsOnPage, "each job of the page is new");
        const Result<Value> value = details.get();
        require(value.ok() && readJob(*value).id == key.id, "the job comes back whole");
    }
    // All of the file in pieces, each taken here while the next is read there.
    Worker window;
    JobTable again;
    archiveThread
        .ask([&archive, &window, &again] {
            return archive->readAll(50, [&](const JobRows &piece) {
                window.post([&again, piece] { again.upsert(piece); });
                return true;
            });
        })
        .get();
    window.ask([&again, &table] { require(again.size() == table.size(), "no job is lost"); }).get();
    archiveThread
        .ask([&archive] {
            archive.reset();
            return true;
        })
        .get();
}

// Events of one job, written and read by two connections at once.
void twoConnections(const QString &path)
{
    const JobKey key{1, u"ftjob-1-1"_s};
    const std::atomic<bool> isEnding = false;
    Worker writer;
    Worker reader;
    auto wrote = writer.ask([path, key] {
        const auto archive = opened(path);
        for (int newest = kEventsOnPage; newest <= 20 * kEventsOnPage; newest += kEventsOnPage)
            need(archive->records().addEvents(key, 0, numberedEvents(newest), false));
        return true;
    });
    auto read = reader.ask([path, key, &isEnding] {
        const auto archive = opened(path);
        std::size_t most = 0;
        for (int round = 0; round < 20; ++round) {
            const KeptRecords kept = need(readRecords(*archive, key, RecordsDepth::Whole, isEnding));
            const std::size_t now = joined(kept.events)->size();
            require(now >= most, "an event that was kept stays");
            most = now;
        }
        return true;
    });
    require(wrote.get() && read.get(), "both come to their end");
}

} // namespace

int main()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"archive.sqlite"_s);
    listing(path);
    twoConnections(path);
    return 0;
}
