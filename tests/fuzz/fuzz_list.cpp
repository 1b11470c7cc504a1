// SPDX-License-Identifier: GPL-3.0-or-later
// Pages of lists: the quick readers against the one that reads everything.
#include "app/api/job.h"
#include "app/api/readjson.h"
#include "app/api/readobjects.h"
#include "app/api/readpage.h"
#include "tests/fuzz/fuzz.h"

using namespace tuneboard;
using namespace tuneboard::fuzz;

namespace {

// What a page ought to hold; the quick readers take an array, or `data` of an object.
struct Expected
{
    std::vector<const Value *> elements;
    bool isList = false;
};

Expected expectedOf(const Value &root)
{
    Expected expected;
    const auto take = [&expected](const Value &array) {
        for (const Value &element : array.children)
            expected.elements.push_back(&element);
    };
    if (root.isArray()) {
        expected.isList = true;
        take(root);
    }
    for (const Value &member : root.children) {
        if (root.isObject() && member.key == u"data") {
            expected.isList = member.isArray() || member.isNull();
            if (member.isArray())
                take(member);
        }
    }
    return expected;
}

void requireJobs(const JobPage &page, const Expected &expected)
{
    std::size_t kept = 0;
    for (const Value *element : expected.elements) {
        const Job job = element->isObject() ? readJob(*element) : Job();
        if (job.id.isEmpty())
            continue;
        require(kept < page.jobs.rows.size(), "every job with an id is listed");
        const JobRow &row = page.jobs.rows[kept++];
        require(row.id == job.id.toUtf8(), "a row has its job's id");
        require(row.status == job.status.toUtf8(), "a row has its job's status");
        require(row.outputModel == job.fineTunedModel.toUtf8(), "a row has its job's output model");
    }
    require(kept == page.jobs.rows.size(), "only jobs with an id are listed");
}

} // namespace

int LLVMFuzzerTestOneInput(const uchar *data, std::size_t size)
{
    const QByteArray bytes = bytesOf(data, size);
    const auto jobs = readJobPage(bytes);
    const auto events = readEventPage(bytes);
    const auto checkpoints = readCheckpointPage(bytes);
    static_cast<void>(readModelEnds(bytes));
    static_cast<void>(readJobRow(bytes));
    for (const JobRow &row : jobs.ok() ? jobs->jobs.rows : std::vector<JobRow>()) {
        const auto again = readJobRow(row.raw.toByteArray());
        require(again.ok() && again->rows.front().id == row.id, "what is kept of a job reads as that job");
    }

    const auto root = readJson(bytes);
    if (!root.ok() || bytes.contains("\\u")) // an escaped key is another key to the quick readers
        return 0;
    const Expected expected = expectedOf(*root);
    require(jobs.ok() == expected.isList, "a list of jobs is one for both readers");
    require(events.ok() == expected.isList, "a list of events is one for both readers");
    require(checkpoints.ok() == expected.isList, "a list of checkpoints is one for both readers");
    if (!expected.isList)
        return 0;
    const auto all = qsizetype(expected.elements.size());
    require(std::ssize(jobs->jobs.rows) + jobs->rejected == all, "each job is kept or counted");
    require(std::ssize(events->objects) + events->rejected == all, "each event is kept or counted");
    require(std::ssize(checkpoints->objects) + checkpoints->rejected == all,
            "each checkpoint is kept or counted");
    requireJobs(*jobs, expected);
    return 0;
}
