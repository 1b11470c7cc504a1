// SPDX-License-Identifier: GPL-3.0-or-later
// The jobs for a table view: granular signals, no resets.
#pragma once

#include "app/models/jobtable.h"

#include <QAbstractTableModel>
#include <QHash>

#include <optional>
#include <utility>

namespace tuneboard {

/// Rows are positions in JobTable::order(); columns are JobColumn. data() returns stored values; the delegate
/// formats.
class JobsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        RowRole = Qt::UserRole + 1, ///< quint32: the row number in table()
        IdRole,                     ///< QString: the job's id
        AccountRole,                ///< qint64: the archive's number of the account
        StatusRole,                 ///< QString: see statusKey()
        ValueRole, ///< the typed value of the column: QString, qint64 or double; invalid: missing
    };

    explicit JobsModel(QObject *parent = nullptr);

    [[nodiscard]] const JobTable &table() const { return m_table; }

    /// Inserts, updates and moves rows one by one or in batches; an unchanged row causes no signal at all.
    void upsert(const JobRows &rows);
    /// What the list shows of the jobs' metrics. One may come before its job; an unchanged one causes no
    /// signal.
    void setSummaries(const std::vector<JobSummary> &summaries);
    /// Takes over a table that was read and sorted elsewhere, so that nothing waits for it here. What is in
    /// the model already is newer; it stays, and so do filter, sort and account names. `read` is left with
    /// the old rows.
    void adopt(JobTable &read);
    /// See JobTable::setScope().
    void setScope(qint64 file);
    void setFilter(JobFilter filter);
    void setAccountName(qint64 account, const QString &name);
    void setAccountLabel(qint64 account, const AccountLabel &label);
    /// Takes its jobs out of the list.
    void forgetAccount(qint64 account);
    /// The model that a job by its number in the table has to offer: that of its best checkpoint, else the
    /// final one. Empty: none.
    [[nodiscard]] QByteArray bestModel(quint32 number) const;
    /// Whether a final model is there, and another one is the best.
    [[nodiscard]] bool hasBetterModel(quint32 number) const;
    /// The position of a job in the view; an invalid index: not there or filtered away.
    [[nodiscard]] QModelIndex indexOf(qint64 account, const QString &id) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

    /// What ValueRole gives, of a job by its number in the table, shown or not.
    [[nodiscard]] QVariant valueOf(quint32 number, JobColumn column) const { return value(number, column); }

    /// The column's word in settings and on the terminal; never translated.
    [[nodiscard]] static QString columnKey(JobColumn column);
    /// The column of such a word; nullopt: this version has none.
    [[nodiscard]] static std::optional<JobColumn> columnOf(QStringView key);
    [[nodiscard]] static QString columnLabel(JobColumn column);

Q_SIGNALS:
    /// Jobs came or changed, or the filter did: counts and charts are out of date.
    void contentChanged();
    /// Jobs came, changed or went, whatever the filter: what is counted of all of them is out of date.
    void jobsChanged();

private:
    /// Moves the view from its present order to `order` with the fewest signals that are worth it.
    void applyOrder(std::vector<quint32> order);
    /// Between two orders: how many rows at either end are the same.
    struct Middle
    {
        std::size_t head;
        std::size_t tail;
    };
    void removeLeaving(const std::vector<quint32> &staying, const std::vector<quint8> &stays, Middle middle);
    void insertEntering(const std::vector<quint32> &order, const std::vector<quint8> &wasThere,
                        Middle middle);
    void permute(std::vector<quint32> order);
    void noteBestModels(const std::vector<JobSummary> &summaries);
    void announceChanged(const std::vector<quint32> &changed, JobColumn first, JobColumn last);
    [[nodiscard]] QVariant value(quint32 row, JobColumn column) const;
    [[nodiscard]] QString text(quint32 row, JobColumn column) const;

    JobTable m_table;
    /// Of the best checkpoints, by account and id of the job; those that are known to be final are not in it.
    QHash<std::pair<qint64, QByteArray>, QByteArray> m_bestModels;
};

} // namespace tuneboard
