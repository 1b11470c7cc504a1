// SPDX-License-Identifier: GPL-3.0-or-later
// How JobTable sorts: stable by 64-bit keys, equal values newest first, missing values last in both
// directions.
#include "app/models/jobtable_p.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <numeric>

namespace tuneboard {

namespace {

constexpr quint64 kSignBit = quint64(1) << 63u;

quint64 orderedKey(qint64 number)
{
    return std::bit_cast<quint64>(number) ^ kSignBit;
}

quint64 orderedKey(double number)
{
    const auto bits = std::bit_cast<quint64>(number == 0 ? 0.0 : number); // -0 is 0
    return bits & kSignBit ? ~bits : bits | kSignBit;
}

char folded(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

// By bytes, ASCII letters without case. -1, 0, 1.
int compareFolded(QByteArrayView a, QByteArrayView b)
{
    const qsizetype shorter = std::min(a.size(), b.size());
    for (qsizetype i = 0; i < shorter; ++i) {
        const auto x = static_cast<unsigned char>(folded(a[i]));
        const auto y = static_cast<unsigned char>(folded(b[i]));
        if (x != y)
            return x < y ? -1 : 1;
    }
    return a.size() == b.size() ? 0 : a.size() < b.size() ? -1 : 1;
}

constexpr qsizetype kKeyChars = 8;
constexpr qsizetype kLongPrefix = 256;

quint64 prefixKey(QByteArrayView text, qsizetype skip)
{
    quint64 key = 0;
    for (qsizetype i = skip; i < skip + kKeyChars; ++i)
        key = key << 8u | (i < text.size() ? static_cast<unsigned char>(folded(text[i])) : 0u);
    return key;
}

// The first place from `from` on in which the two differ, `to` at the latest.
qsizetype sharedFrom(QByteArrayView a, QByteArrayView b, qsizetype from, qsizetype to)
{
    to = std::min({to, a.size(), b.size()});
    while (from < to && folded(a[from]) == folded(b[from]))
        ++from;
    return from;
}

// Least significant byte first: stable, and linear in the number of rows.
void radixSort(std::vector<Keyed> &rows)
{
    std::array<std::array<quint32, 256>, 8> counts{};
    for (const Keyed &row : rows) {
        for (unsigned byte = 0; byte < 8; ++byte)
            ++counts[byte][row.key >> (byte * 8) & 0xFFu];
    }
    std::vector<Keyed> other(rows.size());
    for (unsigned byte = 0; byte < 8; ++byte) {
        auto &count = counts[byte];
        if (std::any_of(count.begin(), count.end(), [&](quint32 n) { return n == rows.size(); }))
            continue; // all the same: nothing to do
        quint32 start = 0;
        for (quint32 &n : count)
            start += std::exchange(n, start);
        for (const Keyed &row : rows)
            other[count[row.key >> (byte * 8) & 0xFFu]++] = row;
        rows.swap(other);
    }
}

} // namespace

const std::vector<quint32> &TextPool::ranks() const
{
    if (m_ranks.size() == m_texts.size())
        return m_ranks;
    std::vector<quint32> numbers(m_texts.size());
    std::iota(numbers.begin(), numbers.end(), 0u);
    std::sort(numbers.begin(), numbers.end(),
              [this](quint32 a, quint32 b) { return compareFolded(m_texts[a], m_texts[b]) < 0; });
    m_ranks.resize(m_texts.size());
    quint32 rank = 0;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        if (i > 0 && compareFolded(m_texts[numbers[i - 1]], m_texts[numbers[i]]) != 0)
            ++rank;
        m_ranks[numbers[i]] = rank;
    }
    return m_ranks;
}

bool JobTable::Private::newer(quint32 a, quint32 b) const
{
    const qint64 x = createdAt.at(a);
    const qint64 y = createdAt.at(b);
    if (x != y)
        return x > y; // absent is the smallest integer: last
    if (const int ids = compareFolded(id(a), id(b)); ids != 0)
        return ids < 0;
    const qint64 accountA = kind(a).account;
    const qint64 accountB = kind(b).account;
    return accountA != accountB ? accountA < accountB : a < b;
}

bool JobTable::Private::sortsByText() const
{
    switch (sortColumn) {
    case JobColumn::Status:
    case JobColumn::Name:
    case JobColumn::BaseModel:
    case JobColumn::Method:
    case JobColumn::Id:
    case JobColumn::OutputModel:
    case JobColumn::TrainingFile:
    case JobColumn::ValidationFile:
    case JobColumn::Metadata:
        return true;
    case JobColumn::Progress:
    case JobColumn::Tokens:
    case JobColumn::Metric:
    case JobColumn::Created:
    case JobColumn::Epochs:
    case JobColumn::BatchSize:
    case JobColumn::LearningRate:
    case JobColumn::Seed:
    case JobColumn::Account:
    case JobColumn::Finished:
    case JobColumn::TimeInStatus:
    case JobColumn::BestStep:
    case JobColumn::Flags:
        break;
    }
    return false;
}

QByteArrayView JobTable::Private::sortText(quint32 row) const
{
    switch (sortColumn) {
    case JobColumn::Status:
        return statusKeys.text(kind(row).statusKey);
    case JobColumn::Name:
        return name(row);
    case JobColumn::BaseModel:
        return models.text(kind(row).baseModel);
    case JobColumn::Method:
        return methods.text(kind(row).method);
    case JobColumn::Id:
        return id(row);
    case JobColumn::OutputModel:
        return texts.text(row, RowText::OutputModel);
    case JobColumn::TrainingFile:
        return texts.text(row, RowText::TrainingFile);
    case JobColumn::ValidationFile:
        return texts.text(row, RowText::ValidationFile);
    case JobColumn::Metadata:
        return texts.text(row, RowText::Metadata);
    default: // not a text column: sortsByText()
        return {};
    }
}

quint64 JobTable::Private::sortNumber(quint32 row) const
{
    switch (sortColumn) {
    case JobColumn::Progress: // how long it took
        return orderedKey(finishedAt.at(row) - createdAt.at(row));
    case JobColumn::Tokens:
        return orderedKey(trainedTokens.at(row));
    case JobColumn::Created:
        return orderedKey(createdAt.at(row));
    case JobColumn::Epochs:
        return orderedKey(hyper(row).nEpochs);
    case JobColumn::BatchSize:
        return orderedKey(hyper(row).batchSize);
    case JobColumn::LearningRate:
        return orderedKey(hyper(row).learningRateMultiplier);
    case JobColumn::Seed:
        return orderedKey(seed.at(row));
    case JobColumn::Account:
        return orderedKey(kind(row).account);
    case JobColumn::Finished:
        return orderedKey(finishedAt.at(row));
    case JobColumn::TimeInStatus: // the longest in its status was first seen in it earliest
        return ~orderedKey(statusSince.at(row));
    case JobColumn::Metric:
        return orderedKey(figures.at(row)->last);
    case JobColumn::BestStep:
        return orderedKey(double(figures.at(row)->bestStep));
    case JobColumn::Flags: // the gravest first
        return quint64(std::countr_zero(unsigned(flagsAt(row).toInt())));
    default: // a text column
        return 0;
    }
}

bool JobTable::Private::isMissing(quint32 row) const
{
    switch (sortColumn) {
    case JobColumn::Progress:
        return finishedAt.at(row) == kNoInteger || createdAt.at(row) == kNoInteger;
    case JobColumn::Tokens:
        return trainedTokens.at(row) == kNoInteger;
    case JobColumn::Created:
        return createdAt.at(row) == kNoInteger;
    case JobColumn::Epochs:
        return std::isnan(hyper(row).nEpochs);
    case JobColumn::BatchSize:
        return std::isnan(hyper(row).batchSize);
    case JobColumn::LearningRate:
        return std::isnan(hyper(row).learningRateMultiplier);
    case JobColumn::Seed:
        return seed.at(row) == kNoInteger;
    case JobColumn::Finished:
        return finishedAt.at(row) == kNoInteger;
    case JobColumn::TimeInStatus:
        return statusSince.at(row) == kNoInteger;
    case JobColumn::Account:
        return false;
    case JobColumn::Metric: {
        const JobFigures *known = figures.at(row);
        return !known || std::isnan(known->last);
    }
    case JobColumn::BestStep: {
        const JobFigures *known = figures.at(row);
        return !known || std::isnan(known->bestStep);
    }
    case JobColumn::Flags: {
        return !flagsAt(row);
    }
    default:
        return sortText(row).isEmpty();
    }
}

bool JobTable::Private::before(quint32 a, quint32 b) const
{
    if (sortsByNewest())
        return newer(a, b);
    const bool missingA = isMissing(a);
    const bool missingB = isMissing(b);
    if (missingA != missingB)
        return missingB;
    if (!missingA) {
        const bool ascending = sortOrder == Qt::AscendingOrder;
        if (sortsByText()) {
            if (const int byWord = compareFolded(sortText(a), sortText(b)); byWord != 0)
                return (byWord < 0) == ascending;
        } else if (const quint64 x = sortNumber(a), y = sortNumber(b); x != y) {
            return (x < y) == ascending;
        }
    }
    return newer(a, b);
}

bool JobTable::before(quint32 a, quint32 b) const
{
    return d->before(a, b);
}

void JobTable::setSort(JobColumn column, Qt::SortOrder order)
{
    if (d->sortColumn == column && d->sortOrder == order)
        return;
    d->sortColumn = column;
    d->sortOrder = order;
    d->sortAll();
    d->filterAll();
}

// Rows are read in their own order, which is that of their texts in memory.
JobTable::Private::TextKeys JobTable::Private::textKeys() const
{
    TextKeys made;
    made.keys.resize(count);
    made.missing.resize(count);
    const auto byKind = [&](const TextPool &pool, quint32 JobKind::*number) {
        const std::vector<quint32> &ranks = pool.ranks();
        for (quint32 row = 0; row < count; ++row) {
            made.keys[row] = ranks[kind(row).*number];
            made.missing[row] = kind(row).*number == 0 ? 1 : 0;
        }
        return made;
    };
    switch (sortColumn) {
    case JobColumn::Status:
        return byKind(statusKeys, &JobKind::statusKey);
    case JobColumn::BaseModel:
        return byKind(models, &JobKind::baseModel);
    case JobColumn::Method:
        return byKind(methods, &JobKind::method);
    default:
        break;
    }
    // What all texts begin with tells none from another.
    QByteArrayView first;
    qsizetype common = 0;
    for (quint32 row = 0; row < count; ++row) {
        const QByteArrayView text = sortText(row);
        if (text.isEmpty())
            continue;
        if (first.isEmpty()) {
            first = text;
            common = text.size();
        } else if (common == 0) {
            break;
        }
        common = sharedFrom(first, text, 0, common);
    }
    made.skipped = common;
    made.isWhole = false;
    for (quint32 row = 0; row < count; ++row) {
        const QByteArrayView text = sortText(row);
        made.keys[row] = prefixKey(text, made.skipped);
        made.missing[row] = text.isEmpty() ? 1 : 0;
    }
    return made;
}

void JobTable::Private::sortAll()
{
    sorted = {};
    if (sortsByNewest())
        return;
    // Begin with the order of ties: a stable sort by the column's key then leaves equal values in it.
    const quint64 flip = sortOrder == Qt::AscendingOrder ? 0 : ~quint64(0);
    std::vector<Keyed> rows;
    rows.reserve(newest.size());
    std::vector<quint32> missing;
    if (sortsByText()) {
        const TextKeys byText = textKeys();
        for (const quint32 row : newest) {
            if (byText.missing[row])
                missing.push_back(row);
            else
                rows.push_back({byText.keys[row] ^ flip, row});
        }
        radixSort(rows);
        if (!byText.isWhole)
            sortRuns(rows, byText.skipped + kKeyChars);
    } else {
        for (const quint32 row : newest) {
            if (isMissing(row))
                missing.push_back(row);
            else
                rows.push_back({sortNumber(row) ^ flip, row});
        }
        radixSort(rows);
    }
    sorted.reserve(newest.size());
    for (const Keyed &row : rows)
        sorted.push_back(row.row);
    sorted.insert(sorted.end(), missing.begin(), missing.end());
}

// Texts that agree in the key's characters are told apart by the next ones, and so on.
void JobTable::Private::sortRuns(std::span<Keyed> rows, qsizetype skip) const
{
    const quint64 flip = sortOrder == Qt::AscendingOrder ? 0 : ~quint64(0);
    for (auto run = rows.begin(); run != rows.end();) {
        const auto end = std::find_if(run, rows.end(), [&](const Keyed &row) { return row.key != run->key; });
        const std::span<Keyed> same(run, end);
        run = end;
        if (same.size() < 2)
            continue;
        if (skip > kLongPrefix) { // text after text alike: no end of pieces, so whole texts are compared
            std::stable_sort(same.begin(), same.end(), [this](const Keyed &a, const Keyed &b) {
                const int rest = compareFolded(sortText(a.row), sortText(b.row));
                return sortOrder == Qt::AscendingOrder ? rest < 0 : rest > 0;
            });
            continue;
        }
        // Many are alike for long: names of models begin with their base. What these have in common is passed
        // over in one go.
        const QByteArrayView first = sortText(same.front().row);
        qsizetype shortest = first.size();
        qsizetype longest = first.size();
        qsizetype from = first.size();
        for (const Keyed &row : same.subspan(1)) {
            const QByteArrayView text = sortText(row.row);
            shortest = std::min(shortest, text.size());
            longest = std::max(longest, text.size());
            from = sharedFrom(first, text, skip, from);
        }
        from = std::max(from, skip);
        const bool goesOn = longest > from;
        if (!goesOn && shortest == longest)
            continue;
        // Without more characters only zeros at their ends tell them apart.
        for (Keyed &row : same) {
            const QByteArrayView text = sortText(row.row);
            row.key = (goesOn ? prefixKey(text, from) : quint64(text.size())) ^ flip;
        }
        const auto isLess = [](const Keyed &a, const Keyed &b) {
            return a.key < b.key;
        };
        if (!std::is_sorted(same.begin(), same.end(), isLess))
            std::stable_sort(same.begin(), same.end(), isLess);
        if (goesOn)
            sortRuns(same, from + kKeyChars);
    }
}

namespace {

template<class Before>
void sortRows(std::vector<quint32> &rows, const Before &before)
{
    if (!std::is_sorted(rows.begin(), rows.end(), before)) // as pages mostly are
        std::sort(rows.begin(), rows.end(), before);
}

// Takes the rows, which are sorted, out of `list` and puts them back where they belong now: linear in the
// list, few comparisons. `moving`: those of them that are in the list, by row; empty: none is.
template<class Before>
void reinsert(std::vector<quint32> &list, const std::vector<quint32> &rows, const std::vector<quint8> &moving,
              const Before &before)
{
    if (!moving.empty())
        list.erase(std::remove_if(list.begin(), list.end(), [&](quint32 row) { return moving[row] != 0; }),
                   list.end());
    const auto middle = std::ptrdiff_t(list.size());
    // Each row's place is found by halving, unless it is the end, as for the pages of a listing; then one
    // pass from behind moves everything once.
    std::vector<std::ptrdiff_t> places;
    places.reserve(rows.size());
    std::ptrdiff_t place = 0;
    for (const quint32 row : rows) {
        if (place < middle) {
            place = before(row, list.back())
                        ? std::upper_bound(list.begin() + place, list.end(), row, before) - list.begin()
                        : middle;
        }
        places.push_back(place);
    }
    list.resize(list.size() + rows.size());
    auto write = list.end();
    std::ptrdiff_t from = middle;
    for (std::size_t i = rows.size(); i-- > 0;) {
        write = std::move_backward(list.begin() + places[i], list.begin() + from, write);
        from = places[i];
        *--write = rows[i];
    }
}

} // namespace

// After an upsert: the lists take up what is new and move what has changed its place.
void JobTable::Private::arrange(const UpsertResult &changes)
{
    orderBefore.reset();
    if (changes.added.empty() && changes.changed.empty())
        return;
    std::vector<quint32> rows = changes.added;
    rows.insert(rows.end(), changes.changed.begin(), changes.changed.end());
    std::vector<quint8> moving;
    prepareKinds(shown);
    if (!changes.changed.empty())
        moving.resize(count, 0);
    for (const quint32 row : changes.changed)
        moving[row] = 1;
    const auto isNewer = [this](quint32 a, quint32 b) {
        return newer(a, b);
    };
    const auto isBefore = [this](quint32 a, quint32 b) {
        return before(a, b);
    };
    sortRows(rows, isNewer);
    reinsert(newest, rows, moving, isNewer);
    if (!sortsByNewest()) {
        sortRows(rows, isBefore);
        if (rows.size() > 2000 && sortColumn != JobColumn::Created)
            sortAll(); // many at once: a linear sort beats comparing
        else
            reinsert(sorted, rows, moving, isBefore);
    }
    for (auto &hits : shown.textHits)
        hits.resize(count);
    const std::vector<FilterTerm> &terms = shown.filter.terms;
    for (std::size_t i = 0; i < terms.size(); ++i) {
        if (terms[i].field != FilterTerm::Field::Text)
            continue;
        for (const quint32 row : rows)
            shown.textHits[i][row] = textHolds(terms[i], row);
    }
    std::vector<quint32> passing;
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(passing),
                 [this](quint32 row) { return passes(shown, row); });
    // The pages of a listing come in the order in which they are shown: nothing is copied for them.
    const bool isAppended =
        moving.empty() && (passing.empty() || order.empty() || !before(passing.front(), order.back()));
    if (!isAppended)
        orderBefore = order;
    reinsert(order, passing, moving, isBefore);
}

} // namespace tuneboard
