// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever a file or an answer may hold, read and shown whole: jobs, events, checkpoints, errors, plain JSON.
#include "app/api/checkpoint.h"
#include "app/api/event.h"
#include "app/api/file.h"
#include "app/api/job.h"
#include "app/api/readdocument.h"
#include "app/models/documenttree.h"
#include "tests/fuzz/leaves.h"

using namespace tuneboard;
using namespace tuneboard::fuzz;

namespace {

void readAsEverything(const Value &value)
{
    const Job job = readJob(value);
    require(job.id.isEmpty() || !job.name().isEmpty(), "a job with an id has a name");
    static_cast<void>(job.hyperparameters());
    static_cast<void>(job.methodType());
    static_cast<void>(baseModel(job.model));
    static_cast<void>(readEvent(value));
    static_cast<void>(readCheckpoint(value));
    static_cast<void>(readFile(value));
    requireEveryLeafOnce(value, jobTree(value));
}

} // namespace

int LLVMFuzzerTestOneInput(const uchar *data, std::size_t size)
{
    const Document document = readDocument(bytesOf(data, size));
    const Node tree = documentTree(document);
    static_cast<void>(treeText(tree));
    if (document.kind == Document::Kind::Text || document.kind == Document::Kind::Table)
        return 0;
    require(document.value.isContainer(), "what is no text is an object or a list");
    requireEveryLeafOnce(document.value, tree);
    requireRoundTrip(document.value);
    readAsEverything(document.value);
    return 0;
}
