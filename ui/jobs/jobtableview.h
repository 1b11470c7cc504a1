// SPDX-License-Identifier: GPL-3.0-or-later
// The table of jobs: its columns can be chosen, moved and saved, and its rows have a context menu.
#pragma once

#include "app/models/columnplace.h"
#include "app/models/jobtable.h"
#include "app/repository/repository.h"

#include <QTableView>

#include <functional>
#include <utility>
#include <vector>

class QSettings;

namespace tuneboard {

class JobDelegate;
class JobsModel;

/// Which of a job's models is copied.
enum class ModelChoice {
    Best, ///< of the best checkpoint; the final one where no checkpoint is known to be the best
    Final
};

struct SelectedModels
{
    QString names;  ///< one on each line
    int count = 0;  ///< lines
    int better = 0; ///< of them, those of jobs whose best checkpoint is not the final model
};

class JobTableView : public QTableView
{
    Q_OBJECT

public:
    explicit JobTableView(JobsModel *model, QWidget *parent = nullptr);

    [[nodiscard]] JobDelegate *delegate() const { return m_delegate; }
    /// How many rows are selected. Does not read the rows, unlike the four functions below.
    [[nodiscard]] int selectedCount() const;
    /// The selected job; nullopt: none or several are selected.
    [[nodiscard]] std::optional<JobKey> selectedJob() const;
    [[nodiscard]] QList<JobKey> selectedJobs() const;
    /// Calls `visit` with the table's number of each selected row, from top to bottom, until it returns
    /// false.
    void visitSelected(const std::function<bool(quint32 number)> &visit) const;
    /// Whether some selected row may pass the test. Reads only the first few selected rows: if none of them
    /// passes and more rows are selected, the answer is true.
    [[nodiscard]] bool maySelect(const std::function<bool(quint32 number)> &passes) const;
    /// How many selected rows were read since the start, for tests.
    [[nodiscard]] qint64 visitedRows() const { return m_visitedRows; }
    /// The selected rows of the view, ascending.
    [[nodiscard]] QList<int> selectedRowNumbers() const;
    /// The row with the focus; nullopt: none.
    [[nodiscard]] std::optional<JobKey> currentJob() const;
    /// Selects the job and scrolls to it. Returns false if the job is filtered out or unknown.
    bool selectJob(const JobKey &key);

    /// Adds an entry to `menu` for each column, which shows or hides it.
    void fillColumnMenu(QMenu *menu);
    void resetColumns();
    /// The columns as the user arranged them. Empty: the user has not, and their widths fit the window.
    [[nodiscard]] ColumnPlaces columns() const;
    /// Skips columns that this version does not know. A column that is not in `places` keeps its place.
    void setColumns(const ColumnPlaces &places);
    /// The place as setColumns() applies it: an invalid width becomes unknown, and Name is always shown.
    [[nodiscard]] static ColumnPlace usable(ColumnPlace place);
    void save(QSettings &settings) const;
    void restore(QSettings &settings);

    /// Whether there are several accounts, so that each row shows its account.
    void setSeveralAccounts(bool several);
    /// Tuneboard's link to the job. It contains the account if there are several.
    [[nodiscard]] QString linkTo(const JobKey &key) const;
    /// For the clipboard, one entry on each line.
    [[nodiscard]] QString selectedIds() const;
    [[nodiscard]] QString selectedLinks() const;
    [[nodiscard]] SelectedModels selectedModels(ModelChoice choice) const;

Q_SIGNALS:
    void selectedJobsChanged();
    void openRequested(const tuneboard::JobKey &key);
    /// Columns were shown, hidden, moved or resized, or the sort order has changed.
    void arrangementChanged();
    /// A word for the find box, from "Filter by this …".
    void filterWordRequested(const QString &word);
    /// Emitted before the context menu of the rows is shown, so that receivers can add actions.
    void contextMenuFilled(QMenu *menu);

protected:
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] JobsModel *jobs() const;
    [[nodiscard]] JobKey keyAt(const QModelIndex &index) const;
    /// The results of `line` for all selected jobs, one on each line; `number` is the job's number in the
    /// table. Empty results are left out.
    [[nodiscard]] QString
    selectedLines(const std::function<QByteArray(const JobTable &table, quint32 number)> &line) const;
    void addFilterEntries(QMenu *menu, const QModelIndex &index);
    void setHoverRow(int row);
    void applyFont();
    void fitColumns();
    [[nodiscard]] std::vector<std::pair<int, int>> selectedRanges() const;
    [[nodiscard]] bool isShownAtFirst(JobColumn column) const;

    JobDelegate *m_delegate;
    mutable qint64 m_visitedRows = 0;
    bool m_fitting = false;   ///< the view sets widths now, not the user
    bool m_widthsOwn = false; ///< the user set widths or columns, so the view does not fit them
    bool m_severalAccounts = false;
    bool m_accountChosen = false; ///< the user showed or hid the column of the accounts
};

} // namespace tuneboard
