// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/tokenbuckets.h"

#include "app/api/terms.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QSet>

#include <algorithm>

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

// QDateTime's way from seconds to a local date is slow: days are found once and looked up after.
class LocalDays
{
public:
    QDate of(qint64 secs)
    {
        if (secs < m_start || secs >= m_end) {
            m_day = QDateTime::fromSecsSinceEpoch(secs).date();
            m_start = m_day.startOfDay().toSecsSinceEpoch();
            m_end = m_day.addDays(1).startOfDay().toSecsSinceEpoch();
        }
        return m_day;
    }

private:
    qint64 m_start = 0;
    qint64 m_end = 0;
    QDate m_day;
};

} // namespace

TokenBuckets tokenBuckets(const JobTable &table, BucketSpan span, BucketBy by, const QLocale &locale,
                          int lastSpans, int maxSeries)
{
    TokenBuckets result;
    QHash<QString, QHash<QDate, double>> sums;
    QSet<QByteArray> seen;
    QHash<qint64, QByteArray> hosts; // a job that two accounts of one host list counts once
    const bool several = table.accountCount() > 1;
    const bool all = table.filter().isEmpty();
    LocalDays days;
    QDate newest;
    QDate oldest;
    for (quint32 number = 0; number < table.size(); ++number) {
        if (all ? table.isForgotten(number) : !table.passesAtAnyTime(number))
            continue;
        const JobRow row = table.row(number);
        if (row.trainedTokens == kNoInteger || row.trainedTokens <= 0 || row.createdAt == kNoInteger)
            continue;
        if (several) {
            const qsizetype before = seen.size();
            auto host = hosts.find(row.account);
            if (host == hosts.end())
                host = hosts.insert(row.account, table.accountLabel(row.account).host.toUtf8() + ' ');
            seen.insert(*host + row.id.toByteArray());
            if (seen.size() == before)
                continue;
        }
        QString key;
        switch (by) {
        case BucketBy::Method:
            key = QString::fromUtf8(table.method(number));
            break;
        case BucketBy::Model:
            key = QString::fromUtf8(table.baseModel(number));
            break;
        case BucketBy::Account:
            key = QString::number(row.account);
            break;
        }
        const QDate start = bucketStart(days.of(row.createdAt), span, locale.firstDayOfWeek());
        sums[key][start] += double(row.trainedTokens);
        if (all || table.passes(number))
            result.selected += double(row.trainedTokens);
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

    for (auto it = sums.cbegin(); it != sums.cend(); ++it) {
        TokenBuckets::Series series;
        series.key = it.key();
        series.label = by == BucketBy::Method    ? methodLabel(it.key())
                       : by == BucketBy::Account ? table.accountName(it.key().toLongLong())
                                                 : it.key();
        for (const QDate start : result.starts)
            series.tokens.push_back(it->value(start, 0.0));
        for (const double tokens : series.tokens)
            series.total += tokens;
        result.total += series.total;
        if (series.total > 0)
            result.series.push_back(std::move(series));
    }
    std::sort(result.series.begin(), result.series.end(), [](const auto &a, const auto &b) {
        return a.total != b.total ? a.total > b.total : a.key < b.key;
    });
    if (maxSeries > 0 && result.series.size() > std::size_t(maxSeries)) {
        TokenBuckets::Series rest = std::move(result.series[std::size_t(maxSeries) - 1]);
        rest.key.clear();
        rest.label = QCoreApplication::translate("TokenBuckets", "Others");
        for (std::size_t i = std::size_t(maxSeries); i < result.series.size(); ++i) {
            for (std::size_t k = 0; k < rest.tokens.size(); ++k)
                rest.tokens[k] += result.series[i].tokens[k];
            rest.total += result.series[i].total;
        }
        result.series.resize(std::size_t(maxSeries) - 1);
        result.series.push_back(std::move(rest));
    }
    return result;
}

} // namespace tuneboard
