// SPDX-License-Identifier: GPL-3.0-or-later
// What the tables of events and checkpoints share: a filtered and sorted view of a snapshot, and how it moves
// to the next one.
#pragma once

#include <QAbstractTableModel>

#include <functional>
#include <optional>
#include <vector>

namespace tuneboard {

/// Rows are positions in a vector that the derived model owns. A change is told row by row or in batches,
/// never as a reset.
class RecordsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        ValueRole = Qt::UserRole + 1, ///< typed: QString, qint64 (seconds) or double; invalid: missing
        IdRole,                       ///< QString: the object's id
        MarkRole,                     ///< bool: the row stands out
        UserRecordsRole,
    };

    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;
    [[nodiscard]] int sortColumn() const { return m_sortColumn; }
    [[nodiscard]] Qt::SortOrder sortOrder() const { return m_sortOrder; }

    /// The position in the snapshot of what a row shows.
    [[nodiscard]] std::size_t position(int row) const { return m_rows[std::size_t(row)]; }
    /// The row that shows it; -1: it is filtered away or not there.
    [[nodiscard]] int rowOfId(const QString &id) const;

protected:
    /// For each position of the old snapshot the one in the new snapshot, -1: it is gone.
    using Moves = std::vector<qint64>;

    [[nodiscard]] virtual std::size_t sourceSize() const = 0;
    [[nodiscard]] virtual bool accepts(std::size_t position) const = 0;
    /// The typed value by which the column sorts; invalid: missing, always last.
    [[nodiscard]] virtual QVariant sortValue(std::size_t position, int column) const = 0;
    /// Whether the column in that order is the snapshot's own order.
    [[nodiscard]] virtual bool isOwnOrder(int column, Qt::SortOrder order) const
    {
        Q_UNUSED(order)
        return column < 0;
    }
    [[nodiscard]] virtual const QString &idAt(std::size_t position) const = 0;

    /// The positions that are shown, in their order.
    [[nodiscard]] const std::vector<quint32> &positions() const { return m_rows; }
    /// The filter or the sort changed.
    void updateRows();
    /// Another snapshot: `take` puts it in place. Rows that stayed keep their indexes.
    void moveTo(const Moves &moves, const std::function<void()> &take);
    /// Where the ids of the old snapshot stand in the new one. Ids that are the same twice count in order.
    [[nodiscard]] static Moves movesBetween(std::size_t oldSize, std::size_t newSize,
                                            const std::function<const QString &(std::size_t)> &oldId,
                                            const std::function<const QString &(std::size_t)> &newId);

private:
    [[nodiscard]] std::vector<quint32> wantedRows() const;
    void removeGone(const std::vector<char> &stays);
    void reorder(const std::vector<quint32> &rank);
    void insertNew(const std::vector<quint32> &wanted);

    std::vector<quint32> m_rows;
    int m_sortColumn = -1; ///< -1: the snapshot's own order
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
};

} // namespace tuneboard
