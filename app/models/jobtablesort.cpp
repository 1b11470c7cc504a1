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

quint64 prefixKey(QByteArrayView text, qsizetype skip)
{
    quint64 key = 0;
    for (qsizetype i = skip; i < skip + 8; ++i)
        key = key << 8u | (i < text.size() ? static_cast<unsigned char>(folded(text[i])) : 0u);
    return key;
}

struct Keyed
{
    quint64 key;
    quint32 row;
};

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
    const Entry &x = entries[a];
    const Entry &y = entries[b];
    if (x.createdAt != y.createdAt)
        return x.createdAt > y.createdAt; // absent is the smallest integer: last
    if (const int ids = compareFolded(view(x.id), view(y.id)); ids != 0)
        return ids < 0;
    return x.account != y.account ? x.account < y.account : a < b;
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
        break;
    }
    return false;
}

QByteArrayView JobTable::Private::sortText(quint32 row) const
{
    const Entry &entry = entries[row];
    switch (sortColumn) {
    case JobColumn::Status:
        return statuses.text(entry.status);
    case JobColumn::Name:
        return names.text(entry.name);
    case JobColumn::BaseModel:
        return models.text(entry.baseModel);
    case JobColumn::Method:
        return methods.text(entry.method);
    case JobColumn::Id:
        return view(entry.id);
    case JobColumn::OutputModel:
        return view(entry.outputModel);
    case JobColumn::TrainingFile:
        return view(entry.trainingFile);
    case JobColumn::ValidationFile:
        return view(entry.validationFile);
    case JobColumn::Metadata:
        return view(entry.metadata);
    default: // not a text column: sortsByText()
        return {};
    }
}

const TextPool *JobTable::Private::sortPool(quint32 Entry::*&number) const
{
    switch (sortColumn) {
    case JobColumn::Status:
        number = &Entry::status;
        return &statuses;
    case JobColumn::Name:
        number = &Entry::name;
        return &names;
    case JobColumn::BaseModel:
        number = &Entry::baseModel;
        return &models;
    case JobColumn::Method:
        number = &Entry::method;
        return &methods;
    default: // every row has a text of its own
        return nullptr;
    }
}

quint64 JobTable::Private::sortNumber(quint32 row) const
{
    const Entry &entry = entries[row];
    switch (sortColumn) {
    case JobColumn::Progress: // how long it took
        return orderedKey(entry.finishedAt - entry.createdAt);
    case JobColumn::Tokens:
        return orderedKey(entry.trainedTokens);
    case JobColumn::Created:
        return orderedKey(entry.createdAt);
    case JobColumn::Epochs:
        return orderedKey(entry.nEpochs);
    case JobColumn::BatchSize:
        return orderedKey(entry.batchSize);
    case JobColumn::LearningRate:
        return orderedKey(entry.learningRateMultiplier);
    case JobColumn::Seed:
        return orderedKey(entry.seed);
    case JobColumn::Account:
        return orderedKey(entry.account);
    case JobColumn::Finished:
        return orderedKey(entry.finishedAt);
    case JobColumn::TimeInStatus: // the longest in its status was first seen in it earliest
        return ~orderedKey(entry.statusSince);
    case JobColumn::Metric:
        return orderedKey(figures.at(row)->last);
    default: // a text column, or one without values
        return 0;
    }
}

bool JobTable::Private::isMissing(quint32 row) const
{
    const Entry &entry = entries[row];
    switch (sortColumn) {
    case JobColumn::Progress:
        return entry.finishedAt == kNoInteger || entry.createdAt == kNoInteger;
    case JobColumn::Tokens:
        return entry.trainedTokens == kNoInteger;
    case JobColumn::Created:
        return entry.createdAt == kNoInteger;
    case JobColumn::Epochs:
        return std::isnan(entry.nEpochs);
    case JobColumn::BatchSize:
        return std::isnan(entry.batchSize);
    case JobColumn::LearningRate:
        return std::isnan(entry.learningRateMultiplier);
    case JobColumn::Seed:
        return entry.seed == kNoInteger;
    case JobColumn::Finished:
        return entry.finishedAt == kNoInteger;
    case JobColumn::TimeInStatus:
        return entry.statusSince == kNoInteger;
    case JobColumn::Account:
        return false;
    case JobColumn::Metric: {
        const JobFigures *known = figures.at(row);
        return !known || std::isnan(known->last);
    }
    default:
        return sortText(row).isEmpty();
    }
}

bool JobTable::Private::before(quint32 a, quint32 b) const
{
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

void JobTable::Private::sortAll()
{
    // Begin with the order of ties: a stable sort by the column's key then leaves equal values in it.
    std::vector<Keyed> rows;
    rows.reserve(newest.size());
    std::vector<quint32> missing;
    quint32 Entry::*number = nullptr;
    const TextPool *pool = sortPool(number);
    const bool byText = !pool && sortsByText();
    const std::vector<quint32> *ranks = pool ? &pool->ranks() : nullptr;
    const quint64 flip = sortOrder == Qt::AscendingOrder ? 0 : ~quint64(0);
    qsizetype common = -1; // how many characters all texts begin with
    QByteArrayView first;
    for (const quint32 row : newest) {
        if (isMissing(row)) {
            missing.push_back(row);
            continue;
        }
        const quint64 key = ranks ? (*ranks)[entries[row].*number] : byText ? 0 : sortNumber(row);
        rows.push_back({key ^ flip, row});
        if (!byText)
            continue;
        const QByteArrayView text = sortText(row);
        if (common < 0) {
            first = text;
            common = text.size();
        }
        qsizetype shared = 0;
        while (shared < std::min(common, text.size()) && folded(text[shared]) == folded(first[shared]))
            ++shared;
        common = shared;
    }
    if (byText) {
        for (Keyed &row : rows)
            row.key = prefixKey(sortText(row.row), std::max<qsizetype>(common, 0)) ^ flip;
    }
    radixSort(rows);
    if (byText) {
        // Texts that agree in the key's eight characters are told apart by the rest.
        for (auto run = rows.begin(); run != rows.end();) {
            const auto end =
                std::find_if(run, rows.end(), [&](const Keyed &row) { return row.key != run->key; });
            const auto differ = [&](const Keyed &row) {
                return sortText(row.row) != sortText(run->row);
            };
            if (end - run > 1 && std::any_of(run + 1, end, differ)) {
                std::stable_sort(run, end, [this](const Keyed &a, const Keyed &b) {
                    const int rest = compareFolded(sortText(a.row), sortText(b.row));
                    return sortOrder == Qt::AscendingOrder ? rest < 0 : rest > 0;
                });
            }
            run = end;
        }
    }
    sorted.clear();
    sorted.reserve(newest.size());
    for (const Keyed &row : rows)
        sorted.push_back(row.row);
    sorted.insert(sorted.end(), missing.begin(), missing.end());
}

namespace {

// Takes the rows out of `list` and puts them back where they belong now: linear in the list, few comparisons.
template<class Before>
void reinsert(std::vector<quint32> &list, std::vector<quint32> rows, const std::vector<quint8> &moving,
              const Before &before)
{
    std::sort(rows.begin(), rows.end(), before);
    list.erase(std::remove_if(list.begin(), list.end(),
                              [&](quint32 row) { return row < moving.size() && moving[row]; }),
               list.end());
    const auto middle = std::ptrdiff_t(list.size());
    // Each row's place is found by halving; then one pass from behind moves everything once.
    std::vector<std::ptrdiff_t> places;
    places.reserve(rows.size());
    for (const quint32 row : rows)
        places.push_back(std::upper_bound(list.begin(), list.end(), row, before) - list.begin());
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
    if (changes.added.empty() && changes.changed.empty())
        return;
    std::vector<quint32> rows = changes.added;
    rows.insert(rows.end(), changes.changed.begin(), changes.changed.end());
    std::vector<quint8> moving(entries.size(), 0);
    for (const quint32 row : changes.changed)
        moving[row] = 1;
    const auto isNewer = [this](quint32 a, quint32 b) {
        return newer(a, b);
    };
    const auto isBefore = [this](quint32 a, quint32 b) {
        return before(a, b);
    };
    if (rows.size() > 2000 && sortColumn != JobColumn::Created) {
        reinsert(newest, rows, moving, isNewer);
        sortAll(); // many at once: a linear sort beats comparing
    } else {
        reinsert(newest, rows, moving, isNewer);
        reinsert(sorted, rows, moving, isBefore);
    }
    for (auto &hits : textHits)
        hits.resize(entries.size());
    for (std::size_t i = 0; i < filter.terms.size(); ++i) {
        if (filter.terms[i].field != FilterTerm::Field::Text)
            continue;
        for (const quint32 row : rows)
            textHits[i][row] = textHolds(filter.terms[i], row);
    }
    std::vector<quint32> passing;
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(passing),
                 [this](quint32 row) { return passes(row); });
    reinsert(order, std::move(passing), moving, isBefore);
}

} // namespace tuneboard
