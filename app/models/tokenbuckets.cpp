// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/tokenbuckets.h"

#include "app/api/terms.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QHash>
#include <QSet>

#include <algorithm>
#include <tuple>
#include <utility>

namespace tuneboard {

namespace {

QDate bucketStart(QDate day, BucketSpan span, Qt::DayOfWeek firstDay)
{
    switch (span) {
    case BucketSpan::Day:
        break;
    case BucketSpan::Week:
        return day.addDays(-((day.dayOfWeek() - int(firstDay) + 7) % 7));
    case BucketSpan::Month:
        return {day.year(), day.month(), 1};
    }
    return day;
}

QDate nextStart(QDate start, BucketSpan span)
{
    return span == BucketSpan::Month ? start.addMonths(1) : start.addDays(span == BucketSpan::Week ? 7 : 1);
}

// QDateTime's way from seconds to a local date is slow: a bucket is found once and known by its ends after.
class LocalBuckets
{
public:
    LocalBuckets(BucketSpan span, const QLocale &locale)
        : m_span(span)
        , m_firstDay(locale.firstDayOfWeek())
    {
    }
    QDate of(qint64 secs)
    {
        if (secs < m_from || secs >= m_to) {
            m_start = bucketStart(QDateTime::fromSecsSinceEpoch(secs).date(), m_span, m_firstDay);
            m_from = m_start.startOfDay().toSecsSinceEpoch();
            m_to = nextStart(m_start, m_span).startOfDay().toSecsSinceEpoch();
        }
        return m_start;
    }

private:
    BucketSpan m_span;
    Qt::DayOfWeek m_firstDay;
    QDate m_start;
    qint64 m_from = 0;
    qint64 m_to = 0;
};

// The tokens of one series by bucket.
struct Sum
{
    QByteArrayView text; ///< of a method or a model: the table has each of them once
    qint64 account = 0;
    /// By the first day of the bucket. Rows come mostly by time, so few buckets stand here twice.
    std::vector<std::pair<QDate, double>> tokens;
    double total = 0; ///< in the buckets that are shown

    void add(QDate start, double more)
    {
        if (tokens.empty() || tokens.back().first != start)
            tokens.emplace_back(start, 0.0);
        tokens.back().second += more;
    }
    void addTo(std::vector<double> &shown, const std::vector<QDate> &starts) const
    {
        for (const auto &[start, sum] : tokens) {
            const auto at = std::lower_bound(starts.begin(), starts.end(), start);
            if (at != starts.end() && *at == start)
                shown[std::size_t(at - starts.begin())] += sum;
        }
    }
};

// One for each method, model or account. A server may send as many of these as jobs.
class Sums
{
public:
    Sums(const JobTable &table, BucketBy by)
        : m_table(table)
        , m_by(by)
    {
    }

    Sum &of(quint32 number)
    {
        QByteArrayView text;
        qint64 account = 0;
        switch (m_by) {
        case BucketBy::Method:
            text = m_table.method(number);
            break;
        case BucketBy::Model:
            text = m_table.baseModel(number);
            break;
        case BucketBy::Account:
            account = m_table.account(number);
            break;
        }
        const auto found = m_places.constFind({text, account});
        if (found != m_places.constEnd())
            return all[*found];
        m_places.insert({text, account}, all.size());
        Sum &sum = all.emplace_back();
        sum.text = text;
        sum.account = account;
        return sum;
    }

    std::vector<Sum> all;

private:
    const JobTable &m_table;
    BucketBy m_by;
    QHash<std::pair<QByteArrayView, qint64>, std::size_t> m_places; ///< in `all`
};

} // namespace

TokenBuckets tokenBuckets(const JobTable &table, BucketSpan span, BucketBy by, const QLocale &locale,
                          int lastSpans, int maxSeries)
{
    TokenBuckets result;
    Sums sums(table, by);
    QSet<QByteArray> seen;
    QHash<qint64, QByteArray> hosts; // a job that two accounts of one host list counts once
    const bool several = table.accountCount() > 1;
    const bool all = table.filter().isEmpty();
    LocalBuckets buckets(span, locale);
    QDate newest;
    QDate oldest;
    for (quint32 number = 0; number < table.size(); ++number) {
        const qint64 tokens = table.trainedTokens(number);
        const qint64 createdAt = table.createdAt(number);
        if (tokens == kNoInteger || tokens <= 0 || createdAt == kNoInteger)
            continue;
        if (all ? table.isOutside(number) : !table.passesAtAnyTime(number))
            continue;
        if (several) {
            const qsizetype before = seen.size();
            const qint64 account = table.account(number);
            auto host = hosts.find(account);
            if (host == hosts.end())
                host = hosts.insert(account, table.accountLabel(account).host.toUtf8() + ' ');
            seen.insert(*host + table.id(number).toByteArray());
            if (seen.size() == before)
                continue;
        }
        const QDate start = buckets.of(createdAt);
        sums.of(number).add(start, double(tokens));
        if (all || table.passes(number))
            result.selected += double(tokens);
        newest = newest.isValid() ? std::max(newest, start) : start;
        oldest = oldest.isValid() ? std::min(oldest, start) : start;
    }
    if (!newest.isValid())
        return result;
    QDate first = newest;
    for (int i = 1; i < lastSpans && first > oldest; ++i)
        first = bucketStart(first.addDays(-1), span, locale.firstDayOfWeek());
    for (QDate start = first; start <= newest; start = nextStart(start, span))
        result.starts.push_back(start);

    for (Sum &sum : sums.all) {
        for (const auto &[start, tokens] : sum.tokens)
            sum.total += start >= first ? tokens : 0;
        result.total += sum.total;
    }
    std::erase_if(sums.all, [](const Sum &sum) { return sum.total <= 0; });
    // Only those with a name of their own are sorted: there may be as many as jobs.
    const std::size_t most = maxSeries > 0 ? std::size_t(maxSeries) : sums.all.size();
    const std::size_t named = sums.all.size() > most ? most - 1 : sums.all.size();
    std::partial_sort(sums.all.begin(), sums.all.begin() + std::ptrdiff_t(named), sums.all.end(),
                      [](const Sum &a, const Sum &b) {
                          return a.total != b.total
                                     ? a.total > b.total
                                     : std::tie(a.text, a.account) < std::tie(b.text, b.account);
                      });
    for (std::size_t i = 0; i < named; ++i) {
        const Sum &sum = sums.all[i];
        TokenBuckets::Series &series = result.series.emplace_back();
        series.key = by == BucketBy::Account ? QString::number(sum.account) : QString::fromUtf8(sum.text);
        series.label = by == BucketBy::Method    ? methodLabel(series.key)
                       : by == BucketBy::Account ? table.accountName(sum.account)
                                                 : series.key;
        series.tokens.resize(result.starts.size());
        sum.addTo(series.tokens, result.starts);
        series.total = sum.total;
    }
    if (named < sums.all.size()) {
        TokenBuckets::Series &rest = result.series.emplace_back();
        rest.label = QCoreApplication::translate("TokenBuckets", "Others");
        rest.tokens.resize(result.starts.size());
        for (std::size_t i = named; i < sums.all.size(); ++i) {
            sums.all[i].addTo(rest.tokens, result.starts);
            rest.total += sums.all[i].total;
        }
    }
    return result;
}

} // namespace tuneboard
