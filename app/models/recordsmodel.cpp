// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/recordsmodel.h"

#include <QHash>

#include <algorithm>
#include <cmath>
#include <limits>

namespace tuneboard {

namespace {

// If rows change in more separate spans than this, removing and inserting all rows is cheaper for views.
constexpr int kMaxSpans = 500;
constexpr quint32 kNowhere = std::numeric_limits<quint32>::max();

int compare(const QVariant &a, const QVariant &b)
{
    if (a.typeId() == QMetaType::QString || b.typeId() == QMetaType::QString) {
        // A column of numbers may also contain words: they are sorted after the numbers.
        const bool aIsText = a.typeId() == QMetaType::QString;
        const bool bIsText = b.typeId() == QMetaType::QString;
        if (aIsText != bIsText)
            return aIsText ? 1 : -1;
        return a.toString().compare(b.toString(), Qt::CaseInsensitive);
    }
    if (a.typeId() == QMetaType::LongLong && b.typeId() == QMetaType::LongLong) {
        const qint64 left = a.toLongLong();
        const qint64 right = b.toLongLong();
        return left < right ? -1 : left > right ? 1 : 0;
    }
    const double left = a.toDouble();
    const double right = b.toDouble();
    return left < right ? -1 : left > right ? 1 : 0;
}

// The values as numbers, with NaN for missing values. Empty if the order of these numbers would differ from
// that of the values. Sorting tens of thousands of rows by QVariant takes several frames.
std::vector<double> numbersOf(const std::vector<QVariant> &values)
{
    constexpr qint64 kMostExact = qint64{1} << 53;
    std::vector<double> numbers(values.size(), std::numeric_limits<double>::quiet_NaN());
    for (std::size_t i = 0; i < values.size(); ++i) {
        const QVariant &value = values[i];
        if (!value.isValid())
            continue;
        const bool isInteger = value.typeId() == QMetaType::LongLong;
        const bool isExact = isInteger && value.toLongLong() < kMostExact && value.toLongLong() > -kMostExact;
        if (!isExact && value.typeId() != QMetaType::Double)
            return {};
        numbers[i] = value.toDouble();
        if (std::isnan(numbers[i]))
            return {};
    }
    return numbers;
}

} // namespace

int RecordsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int RecordsModel::rowOfId(const QString &id) const
{
    const auto found =
        std::find_if(m_rows.begin(), m_rows.end(), [&](quint32 position) { return idAt(position) == id; });
    return found == m_rows.end() ? -1 : int(found - m_rows.begin());
}

void RecordsModel::sort(int column, Qt::SortOrder order)
{
    if (column == m_sortColumn && order == m_sortOrder)
        return;
    m_sortColumn = column;
    m_sortOrder = order;
    updateRows();
}

std::vector<quint32> RecordsModel::wantedRows() const
{
    std::vector<quint32> rows;
    const std::size_t size = sourceSize();
    rows.reserve(size);
    for (std::size_t i = 0; i < size; ++i) {
        if (accepts(i))
            rows.push_back(quint32(i));
    }
    if (m_sortColumn < 0 || isOwnOrder(m_sortColumn, m_sortOrder))
        return rows;
    std::vector<QVariant> values(size);
    for (const quint32 row : rows)
        values[row] = sortValue(row, m_sortColumn);
    const bool isAscending = m_sortOrder == Qt::AscendingOrder;
    if (const std::vector<double> numbers = numbersOf(values); !numbers.empty()) {
        std::stable_sort(rows.begin(), rows.end(), [&](quint32 a, quint32 b) {
            if (std::isnan(numbers[a]) || std::isnan(numbers[b]))
                return !std::isnan(numbers[a]) && std::isnan(numbers[b]);
            return isAscending ? numbers[a] < numbers[b] : numbers[b] < numbers[a];
        });
        return rows;
    }
    std::stable_sort(rows.begin(), rows.end(), [&](quint32 a, quint32 b) {
        if (!values[a].isValid() || !values[b].isValid())
            return values[a].isValid() && !values[b].isValid();
        const int way = compare(values[a], values[b]);
        return isAscending ? way < 0 : way > 0;
    });
    return rows;
}

RecordsModel::Moves RecordsModel::movesBetween(std::size_t oldSize, std::size_t newSize,
                                               const std::function<const QString &(std::size_t)> &oldId,
                                               const std::function<const QString &(std::size_t)> &newId)
{
    Moves moves(oldSize, -1);
    // Rows that are the same at both ends need no table of ids. New events are added at the front, and older
    // pages at the back.
    std::size_t front = 0;
    while (front < oldSize && front < newSize && oldId(front) == newId(front)) {
        moves[front] = qint64(front);
        ++front;
    }
    std::size_t back = 0;
    while (back < oldSize - front && back < newSize - front &&
           oldId(oldSize - 1 - back) == newId(newSize - 1 - back)) {
        moves[oldSize - 1 - back] = qint64(newSize - 1 - back);
        ++back;
    }
    if (front + back == oldSize || front + back == newSize)
        return moves;
    QMultiHash<QString, qint64> places;
    for (std::size_t i = newSize - back; i > front; --i)
        places.insert(newId(i - 1), qint64(i - 1));
    for (std::size_t i = front; i < oldSize - back; ++i) {
        const auto found = places.find(oldId(i));
        if (found == places.end())
            continue;
        moves[i] = found.value();
        places.erase(found);
    }
    return moves;
}

void RecordsModel::updateRows()
{
    moveTo({}, {});
}

void RecordsModel::moveTo(const Moves &moves, const std::function<void()> &take)
{
    std::vector<char> stays(m_rows.size(), 0);
    if (take) {
        // Rows are removed while the model still has the old snapshot.
        for (std::size_t row = 0; row < m_rows.size(); ++row)
            stays[row] = moves[m_rows[row]] >= 0 ? 1 : 0;
        removeGone(stays);
        for (quint32 &position : m_rows)
            position = quint32(moves[position]);
        take();
    }
    const std::vector<quint32> wanted = wantedRows();
    std::vector<quint32> rank(sourceSize(), kNowhere);
    for (std::size_t i = 0; i < wanted.size(); ++i)
        rank[wanted[i]] = quint32(i);
    stays.assign(m_rows.size(), 0);
    for (std::size_t row = 0; row < m_rows.size(); ++row)
        stays[row] = rank[m_rows[row]] != kNowhere ? 1 : 0;
    removeGone(stays);
    reorder(rank);
    insertNew(wanted);
}

void RecordsModel::removeGone(const std::vector<char> &stays)
{
    int spans = 0;
    for (std::size_t i = 0; i < stays.size(); ++i)
        spans += !stays[i] && (i == 0 || stays[i - 1]) ? 1 : 0;
    if (spans == 0)
        return;
    if (spans > kMaxSpans) {
        beginRemoveRows({}, 0, int(m_rows.size()) - 1);
        m_rows.clear();
        endRemoveRows();
        return;
    }
    for (std::size_t end = stays.size(); end > 0;) {
        if (stays[end - 1]) {
            --end;
            continue;
        }
        std::size_t begin = end - 1;
        while (begin > 0 && !stays[begin - 1])
            --begin;
        beginRemoveRows({}, int(begin), int(end) - 1);
        m_rows.erase(m_rows.begin() + qsizetype(begin), m_rows.begin() + qsizetype(end));
        endRemoveRows();
        end = begin;
    }
}

void RecordsModel::reorder(const std::vector<quint32> &rank)
{
    const auto before = [&](quint32 a, quint32 b) {
        return rank[a] < rank[b];
    };
    if (std::is_sorted(m_rows.begin(), m_rows.end(), before))
        return;
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList old = persistentIndexList();
    std::vector<quint32> positions;
    positions.reserve(std::size_t(old.size()));
    for (const QModelIndex &index : old)
        positions.push_back(m_rows[std::size_t(index.row())]);
    std::sort(m_rows.begin(), m_rows.end(), before);
    QModelIndexList now;
    now.reserve(old.size());
    for (qsizetype i = 0; i < old.size(); ++i) {
        const auto at = std::lower_bound(m_rows.begin(), m_rows.end(), positions[std::size_t(i)], before);
        now.append(index(int(at - m_rows.begin()), old[i].column()));
    }
    changePersistentIndexList(old, now);
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

void RecordsModel::insertNew(const std::vector<quint32> &wanted)
{
    if (m_rows.size() == wanted.size())
        return;
    int spans = 0;
    for (std::size_t kept = 0, i = 0; i < wanted.size(); ++i) {
        const bool isKept = kept < m_rows.size() && m_rows[kept] == wanted[i];
        kept += isKept ? 1 : 0;
        const bool wasKept = i > 0 && kept > 0 && m_rows[kept - 1] == wanted[i - 1];
        spans += !isKept && (i == 0 || wasKept) ? 1 : 0;
    }
    if (spans > kMaxSpans && !m_rows.empty()) {
        beginRemoveRows({}, 0, int(m_rows.size()) - 1);
        m_rows.clear();
        endRemoveRows();
    }
    for (std::size_t i = 0; i < wanted.size();) {
        if (i < m_rows.size() && m_rows[i] == wanted[i]) {
            ++i;
            continue;
        }
        std::size_t end = i + 1;
        while (end < wanted.size() && (i >= m_rows.size() || m_rows[i] != wanted[end]))
            ++end;
        beginInsertRows({}, int(i), int(end) - 1);
        m_rows.insert(m_rows.begin() + qsizetype(i), wanted.begin() + qsizetype(i),
                      wanted.begin() + qsizetype(end));
        endInsertRows();
        i = end;
    }
}

} // namespace tuneboard
