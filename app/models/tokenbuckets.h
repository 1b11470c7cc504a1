// SPDX-License-Identifier: GPL-3.0-or-later
// Trained tokens over time, for the stacked bars above the list.
#pragma once

#include "app/models/jobtable.h"

#include <QDate>
#include <QLocale>

namespace tuneboard {

enum class BucketSpan { Day, Week, Month };
enum class BucketBy { Method, Model, Account };

struct TokenBuckets
{
    struct Series
    {
        QString key;                ///< the method, model or account word; empty: the rest, joined
        QString label;              ///< for people
        std::vector<double> tokens; ///< one value a bucket
        double total = 0;
    };
    std::vector<QDate> starts;  ///< local first days, without gaps, oldest first; empty: no job has tokens
    std::vector<Series> series; ///< largest first; at most `maxSeries`, the last joins the rest
    double total = 0;           ///< tokens of all buckets
    double selected = 0;        ///< tokens of the jobs that pass the `created:` words too
};

/// Sums the trained tokens of the jobs that pass the filter, its `created:` words aside, by `created_at` in
/// local time; weeks begin as in `locale`. A job that two accounts list counts once. `lastSpans`: how many
/// buckets at most, counted back from the newest job; older ones are left out.
[[nodiscard]] TokenBuckets tokenBuckets(const JobTable &table, BucketSpan span, BucketBy by,
                                        const QLocale &locale, int lastSpans, int maxSeries = 6);

} // namespace tuneboard
