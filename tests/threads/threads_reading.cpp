// SPDX-License-Identifier: GPL-3.0-or-later
// The readers on several threads at once, over the same bytes: their tables, words and buffers are shared or
// their own.
#include "app/api/job.h"
#include "app/api/readcontent.h"
#include "app/api/readjson.h"
#include "app/api/readobjects.h"
#include "app/api/readpage.h"
#include "tests/support/archivefile.h"
#include "tests/threads/worker.h"

#include <array>

using namespace tuneboard;
using namespace tuneboard::test;

namespace {

constexpr int kRounds = 100;

QByteArray jobsPage()
{
    QByteArrayList jobs;
    for (int n = 0; n < kJobsOnPage; ++n)
        jobs += numberedJob(1, n);
    return R"({"data":[)" + jobs.join(',') + R"(,5,{"status":"x"}],"has_more":true})";
}

QByteArray eventsPage()
{
    QByteArrayList events;
    for (const RawObject &event : numberedEvents(40))
        events += event.raw;
    return '[' + events.join(',') + ']';
}

// What one thread makes of the bytes, as text.
QString readAll(const QByteArray &jobs, const QByteArray &events, const QByteArray &packed)
{
    QString all;
    const auto page = readJobPage(jobs);
    require(page.ok(), "the jobs can be read");
    all += QString::number(page->jobs.rows.size()) + page->firstReject;
    const auto rows = readEventPage(events);
    require(rows.ok(), "the events can be read");
    for (const EventRow &row : rows->objects)
        all += row.id + row.message;
    for (const JobRow &row : page->jobs.rows) {
        const auto value = readJson(row.raw);
        require(value.ok(), "a job can be read whole");
        all += readJob(*value).name() + toJson(*value);
    }
    all += readJobPage("<html><title>No</title>").error().message;
    require(isBase64Text(packed), "the file is base64");
    static_cast<void>(readContent(packed, true, [&all](QByteArrayView piece) {
        all += QString::fromUtf8(piece);
        return true;
    }));
    return all;
}

} // namespace

int main()
{
    const QByteArray jobs = jobsPage();
    const QByteArray events = eventsPage();
    const QByteArray packed = QByteArray("step,train_loss\n1,0.5\n2,0.25\n").toBase64();
    const auto work = [jobs, events, packed] {
        QString text;
        for (int round = 0; round < kRounds; ++round)
            text = readAll(jobs, events, packed);
        return text;
    };
    std::array<Worker, 4> workers;
    std::vector<std::future<QString>> answers;
    answers.reserve(workers.size());
    for (Worker &worker : workers)
        answers.push_back(worker.ask(work));
    const QString here = work();
    for (std::future<QString> &answer : answers)
        require(answer.get() == here, "every thread reads the same");
    return 0;
}
