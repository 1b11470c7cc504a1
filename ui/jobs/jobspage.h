// SPDX-License-Identifier: GPL-3.0-or-later
// The jobs: rail, token chart, chips, table, and the page of the job that is open.
#pragma once

#include "app/repository/repository.h"
#include "ui/charts/tokenchart.h"

#include <QTimer>
#include <QWidget>

#include <functional>
#include <optional>
#include <vector>

class QSettings;
class QSplitter;
class QStackedWidget;

namespace tuneboard {

class EmptyPage;
class FilterBar;
class JobPane;
class JobTableView;
class JobsModel;
class Rail;
class TokenPanel;
struct FilterChip;

class JobsPage : public QWidget
{
    Q_OBJECT

public:
    explicit JobsPage(Repository &repository, QWidget *parent = nullptr);

    [[nodiscard]] JobTableView *table() const { return m_table; }
    [[nodiscard]] JobPane *jobPage() const { return m_jobPage; }
    [[nodiscard]] Rail *rail() const { return m_rail; }
    [[nodiscard]] const QString &findText() const { return m_findText; }
    [[nodiscard]] const FacetChoice &choice() const { return m_choice; }
    /// What these would mean here and now.
    [[nodiscard]] JobFilter filterOf(const QString &findText, const FacetChoice &choice) const;
    /// Seconds since 1970, UTC; the wall clock unless another is set.
    void setClock(std::function<qint64()> now);

    void setFilter(const QString &findText, const FacetChoice &choice);
    void setFindText(const QString &findText) { setFilter(findText, m_choice); }
    void setChoice(const FacetChoice &choice) { setFilter(m_findText, choice); }
    /// Adds a word, in the place of one of the same field.
    void addWord(const QString &word);

    /// Shows the job below or beside the list.
    void openJob(const JobKey &key);
    void closeJob();
    [[nodiscard]] std::optional<JobKey> openedJob() const { return m_open; }
    /// Shows an open file alone, its page or its jobs; 0: the jobs of the accounts, as they were filtered.
    void showFile(qint64 account);
    /// The number of the file that is shown; 0: none is.
    [[nodiscard]] qint64 shownFile() const { return m_file; }
    /// -1: the job that was open before this one; 1: the one after.
    void goInHistory(int step);
    [[nodiscard]] bool canGo(int step) const;

    void setRailShown(bool on);
    void setChartShown(bool on);
    /// The page stands at the right of the table where the window is wide enough.
    void setBeside(bool on);
    [[nodiscard]] bool railShown() const { return m_railShown; }
    [[nodiscard]] bool chartShown() const { return m_chartShown; }
    [[nodiscard]] bool beside() const { return m_beside; }

    void save(QSettings &settings) const;
    void restore(QSettings &settings);
    /// Ages and waiting times are written anew.
    void refreshTimes();

Q_SIGNALS:
    void filterChanged(const QString &findText, const tuneboard::FacetChoice &choice);
    void problemsFound(const std::vector<tuneboard::FilterProblem> &problems);
    void countsChanged(); ///< how many jobs there are, are shown, are selected
    void openedChanged(); ///< another job is open, or none
    void shownFileChanged();
    /// The open job's page has its content from the server, or said why not.
    void jobPageFilled();
    void addAccountRequested();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void wire();
    void applyFilter();
    void scheduleRefresh();
    void refreshNow();
    void setScope(qint64 file);
    void leaveJob();
    void showFilesInRail();
    void leaveClosedFiles();
    void refreshEmptyPage(const FacetCounts &counts, const QList<FilterChip> &chips);
    void arrange();
    void askFor(const JobKey &key);
    void openMakerOf(const QString &model);
    void showOpened(const JobDetails &details);
    void showFailed(const JobKey &key, const ApiError &error);
    void followOpenRow();
    [[nodiscard]] std::optional<TimeRange> createdRange() const;

    Repository &m_repository;
    JobsModel *m_model;
    std::function<qint64()> m_now;
    bool m_clockIsSet = false; ///< by setClock()
    QString m_findText;
    FacetChoice m_choice;
    qint64 m_file = 0;             ///< see shownFile()
    QString m_accountsText;        ///< the filter of the accounts' jobs while a file is shown
    FacetChoice m_accountsChoice;  ///< the same
    QStringList m_statuses;        ///< all that were seen, for the words of the find box
    QSet<QString> m_knownStatuses; ///< the same
    std::optional<JobKey> m_open;
    QByteArray m_openState; ///< what the list says of the open job, to see a change
    QList<JobKey> m_history;
    qsizetype m_place = -1; ///< of the open job in m_history
    std::function<void()> m_emptyAction;
    bool m_railShown = true;
    bool m_chartShown = true;
    bool m_beside = false;
    bool m_dirty = true; ///< counts and chart are out of date
    bool m_wasShown = false;
    QTimer m_refresh;
    QTimer m_selection;

    QSplitter *m_columns;
    QSplitter *m_split;
    Rail *m_rail;
    TokenPanel *m_tokens;
    FilterBar *m_chips;
    QStackedWidget *m_stack;
    JobTableView *m_table;
    EmptyPage *m_empty;
    JobPane *m_jobPage;
};

} // namespace tuneboard
