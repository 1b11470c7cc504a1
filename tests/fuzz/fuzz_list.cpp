// SPDX-License-Identifier: GPL-3.0-or-later
// Pages of lists: the quick readers against the one that reads everything.
#include "app/api/document.h"
#include "app/api/job.h"
#include "app/api/readjson.h"
#include "app/api/readobjects.h"
#include "app/api/readpage.h"
#include "tests/fuzz/fuzz.h"

using namespace Qt::StringLiterals;
using namespace tuneboard;
using namespace tuneboard::fuzz;

namespace {

// What a page ought to hold: an array, or the list of an object.
struct Expected
{
    std::vector<const Value *> elements;
    bool isList = false;
};

void addLists(const Value &object, const QString &name, Expected &expected)
{
    for (const Value &member : object.children) {
        if (member.key == name && member.isArray()) {
            for (const Value &element : member.children)
                expected.elements.push_back(&element);
        }
        expected.isList = expected.isList || (member.key == name && (member.isArray() || member.isNull()));
    }
}

Expected expectedOf(const Value &root)
{
    Expected expected;
    if (root.isArray()) {
        expected.isList = true;
        for (const Value &element : root.children)
            expected.elements.push_back(&element);
        return expected;
    }
    const Value *object = &root;
    QString name;
    for (const Value &member : root.children) {
        if (root.isObject() && member.key == u"data" && member.isArray())
            name = u"data"_s; // however else the answer looks
    }
    if (const QStringList path = listPath(root); name.isEmpty() && !path.isEmpty()) {
        name = path.back();
        if (path.size() == 2)
            object = root.find(path.front());
    }
    if (root.isObject() && !name.isEmpty())
        addLists(*object, name, expected);
    return expected;
}

// {"object": "list"} without a list, which is one without elements.
bool saysList(const Value &root)
{
    const auto says = [](const Value &object) {
        return object.isObject() && (object.find(u"has_more") || object.string(u"object") == u"list");
    };
    const Value *output = root.find(u"output");
    return says(root) || (output && says(*output));
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
    if (!expected.isList && saysList(*root))
        return 0;
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
