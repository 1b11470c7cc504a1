// SPDX-License-Identifier: GPL-3.0-or-later
// The table of jobs: columns that can be chosen, moved and remembered, and what can be done to its rows.
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

class JobTableView : public QTableView
{
    Q_OBJECT

public:
    explicit JobTableView(JobsModel *model, QWidget *parent = nullptr);

    [[nodiscard]] JobDelegate *delegate() const { return m_delegate; }
    /// How many rows are selected. Costs nothing for each of them, unlike the four functions below.
    [[nodiscard]] int selectedCount() const;
    /// The selected job; nullopt: none or several are selected.
    [[nodiscard]] std::optional<JobKey> selectedJob() const;
    [[nodiscard]] QList<JobKey> selectedJobs() const;
    /// Calls `visit` with the table's number of each selected row, from top to bottom, until it returns
    /// false.
    void visitSelected(const std::function<bool(quint32 number)> &visit) const;
    /// Whether some selected row passes the test. Reads a few rows at most: where more are selected and none
    /// of those passes, the answer is true as well.
    [[nodiscard]] bool maySelect(const std::function<bool(quint32 number)> &passes) const;
    /// How many selected rows were read since the start, for tests.
    [[nodiscard]] qint64 visitedRows() const { return m_visitedRows; }
    /// The selected rows of the view, ascending.
    [[nodiscard]] QList<int> selectedRowNumbers() const;
    /// The row with the focus; nullopt: none.
    [[nodiscard]] std::optional<JobKey> currentJob() const;
    /// Selects the row and shows it; false: it is filtered away or unknown.
    bool selectJob(const JobKey &key);

    /// Show or hide a column: fills `menu` with one entry each.
    void fillColumnMenu(QMenu *menu);
    void resetColumns();
    /// As the user set them; empty: they fit the window.
    [[nodiscard]] ColumnPlaces columns() const;
    /// Those that this version does not know are skipped; one that is missing keeps its place.
    void setColumns(const ColumnPlaces &places);
    /// A place as setColumns() takes it: a width that is none is not known, and Name is always shown.
    [[nodiscard]] static ColumnPlace usable(ColumnPlace place);
    void save(QSettings &settings) const;
    void restore(QSettings &settings);

    /// Whether each row has to name its account.
    void setSeveralAccounts(bool several);
    /// Our link to the job; it names the account where there are several.
    [[nodiscard]] QString linkTo(const JobKey &key) const;
    /// The names for the clipboard, one a line.
    [[nodiscard]] QString selectedIds() const;
    [[nodiscard]] QString selectedLinks() const;
    [[nodiscard]] QString selectedModels() const;

Q_SIGNALS:
    void selectedJobsChanged();
    void openRequested(const tuneboard::JobKey &key);
    /// Columns came, went, moved or changed their width, or the sort is another one.
    void arrangementChanged();
    /// A word for the find box, from "Filter by this …".
    void filterWordRequested(const QString &word);
    /// Before the menu of the rows is shown: whoever has more to offer adds it.
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
    /// What `line` gives of each selected job, by its number in the table; empty lines are left out.
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
    bool m_fitting = false;   ///< widths are being set here, not by the user
    bool m_widthsOwn = false; ///< the user set widths or columns: no fitting any more
    bool m_severalAccounts = false;
    bool m_accountChosen = false; ///< the user showed or hid the column of the accounts
};

} // namespace tuneboard
