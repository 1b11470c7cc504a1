// SPDX-License-Identifier: GPL-3.0-or-later
// The words of the find box, and a table filtered by them.
#include "app/api/readpage.h"
#include "app/models/jobtable.h"
#include "tests/fuzz/fuzz.h"

using namespace tuneboard;
using namespace tuneboard::fuzz;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kNow = 1'790'000'000;

JobTable &table()
{
    static JobTable jobs;
    if (jobs.size() == 0) {
        const auto page = readJobPage(QByteArray(R"({"data":[
            {"id":"ftjob-1","status":"running","created_at":1789990000,"model":"gpt-4.1-mini-2025-04-14",
             "metadata":{"team":"search","Äußerung":"übrig"}},
            {"id":"ftjob-2","status":"failed","created_at":1700000000,"trained_tokens":2000000,
             "error":{"code":"bad_file","message":"Line 3 is no JSON"},"method":{"type":"dpo"}},
            {"id":"ftjob-3","status":"validating_files","fine_tuned_model":"ft:gpt-4o:acme:faq:abc"}]})"));
        require(page.ok(), "the jobs that are looked through can be read");
        jobs.upsert(page->jobs);
        jobs.setAccountName(0, u"Work"_s);
    }
    return jobs;
}

void requireWord(QStringView text, qsizetype start, qsizetype length, qsizetype &end)
{
    require(start >= end && length > 0 && start + length <= text.size(), "words stand in the text, in order");
    require(text.sliced(end, start - end).trimmed().isEmpty(), "each word means something or is a problem");
    end = start + length;
}

} // namespace

int LLVMFuzzerTestOneInput(const uchar *data, std::size_t size)
{
    const QString text = QString::fromUtf8(bytesOf(data, size));
    const JobFilter filter = parseFilter(text, kNow);
    qsizetype end = 0;
    auto problem = filter.problems.begin();
    for (const FilterTerm &term : filter.terms) {
        for (; problem != filter.problems.end() && problem->start < term.start; ++problem)
            requireWord(text, problem->start, problem->length, end);
        requireWord(text, term.start, term.length, end);
        const JobFilter again = parseFilter(text.sliced(term.start, term.length), kNow);
        FilterTerm alone = term;
        alone.start = 0;
        require(again.terms.size() == 1 && again.problems.empty() && again.terms.front() == alone,
                "a word alone means what it means among others");
    }
    for (; problem != filter.problems.end(); ++problem)
        requireWord(text, problem->start, problem->length, end);
    require(QStringView(text).sliced(end).trimmed().isEmpty(), "no word is passed over");

    JobTable &jobs = table();
    jobs.setFilter(filter);
    std::size_t passing = 0;
    for (quint32 row = 0; row < jobs.size(); ++row)
        passing += jobs.passes(row) ? 1 : 0;
    require(jobs.order().size() == passing, "what passes is shown");
    require(jobs.counts().matching == int(passing), "what passes is counted");
    return 0;
}
