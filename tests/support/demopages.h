// SPDX-License-Identifier: GPL-3.0-or-later
// Answers of the demo account for the benchmarks: pages of 100 jobs, the newest first.
#pragma once

#include "app/demo/scenario.h"

#include <QByteArray>

#include <vector>

namespace tuneboard::bench {

inline constexpr qint64 kNowSecs = 1'795'270'000; ///< 21 Nov 2026
inline constexpr int kPageJobs = 100;

/// `jobs` in pages, as the demo server sends them.
inline std::vector<QByteArray> demoPages(int jobs)
{
    ScenarioOptions options;
    options.jobs = jobs;
    options.nowSecs = kNowSecs;
    const Scenario scenario(options);
    std::vector<QByteArray> pages;
    for (int first = 0; first < jobs; first += kPageJobs) {
        const int last = qMin(jobs, first + kPageJobs);
        QByteArray page = R"({"object":"list","data":[)";
        for (int job = first; job < last; ++job) {
            if (job > first)
                page += ',';
            page += scenario.job(job, kNowSecs * 1000);
        }
        page += last < jobs ? R"(],"has_more":true})" : R"(],"has_more":false})";
        pages.push_back(std::move(page));
    }
    return pages;
}

/// Bytes of all of them.
inline qsizetype sizeOf(const std::vector<QByteArray> &pages)
{
    qsizetype size = 0;
    for (const QByteArray &page : pages)
        size += page.size();
    return size;
}

} // namespace tuneboard::bench
