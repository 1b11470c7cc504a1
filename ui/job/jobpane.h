// SPDX-License-Identifier: GPL-3.0-or-later
// The page of one job: header and tabs, and what is shown while the job is loading or could not be loaded.
#pragma once

#include "app/repository/repository.h"

#include <QWidget>

#include <memory>

class QFrame;
class QLabel;
class QProgressBar;
class QSettings;
class QStackedWidget;
class QTimer;
class QToolButton;

namespace tuneboard {

class JobHeader;
class JobTab;
class TabStrip;
struct JobRecords;
struct JobView;
struct TableExport;

class JobPane : public QWidget
{
    Q_OBJECT

public:
    explicit JobPane(QWidget *parent = nullptr);
    ~JobPane() override;

    /// Creates the tabs if there are none yet. showJob() does so too; the constructor does not, so that the
    /// window appears sooner.
    void makeTabs();
    /// Shows a job. If it is the job already shown, this is a refresh: scroll position, expanded rows,
    /// selection, search and folds stay, and nothing happens if the job has not changed. `host` is shown
    /// beside the account's name.
    void showJob(const JobDetails &details, const QString &accountName, const QString &host);
    /// Shows events, checkpoints, files and metrics of the current job; those of another job are ignored.
    void showRecords(const JobRecords &records);
    /// Shows a progress bar: above the job if it is already shown, else below its name, which may be empty.
    void showLoading(const JobKey &key, const QString &name);
    /// Shows an error: in a strip above the job if it is already shown, else instead of the job.
    void showFailure(const JobKey &key, const ApiError &error);
    void clear();
    /// The job that is shown or loading; its id is empty if there is none.
    [[nodiscard]] JobKey current() const;

    /// See tabKey() for the words. An unknown one is ignored.
    void setCurrentTab(const QString &word);
    [[nodiscard]] QString currentTab() const;
    /// Selects a checkpoint as soon as the job and its checkpoints are shown: by its id or name, else by its
    /// step. `inFront`: also switches to the tab of checkpoints. Opening another job or selecting another
    /// checkpoint before that cancels it.
    void showCheckpoint(const JobKey &key, const QString &idOrName, std::optional<qint64> step, bool inFront);

    /// The table of the current tab; nullopt if the tab has no table or the table is empty.
    [[nodiscard]] std::optional<TableExport> tableExport() const;
    /// Saves the settings of the tabs, which are the same for all jobs.
    void save(QSettings &settings) const;
    /// `settings` must outlive the page: tabs that are created later read them at that time.
    void restore(QSettings &settings);

    /// Sets the time that relative times are computed from, in seconds since 1970, UTC. Default: the system
    /// clock.
    void setNow(qint64 secs);

Q_SIGNALS:
    void copyLinkRequested(const tuneboard::JobKey &key);
    void closeRequested();
    /// A base model that is itself fine-tuned was clicked.
    void openModelRequested(const QString &model);
    // Requests of the tabs, see JobTab; `key` is the job that is shown.
    void fileDownloadRequested(const tuneboard::JobKey &key, const QString &fileId);
    void fileLocated(const tuneboard::JobKey &key, const QString &fileId, const QString &path);
    void recordsRequested(const tuneboard::JobKey &key);
    void recordsCancelRequested(const tuneboard::JobKey &key);
    void exportRequested(); ///< of the table that is shown

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Tab;
    struct WantedCheckpoint
    {
        JobKey key;
        QString idOrName;
        std::optional<qint64> step;
    };

    [[nodiscard]] qint64 now() const;
    [[nodiscard]] JobView view(bool isOther) const;
    void showFittingTabs();
    void chooseTab(const QString &before, bool isOther);
    void updateHeader();
    void updateTab(int index);
    void updateTabs(); ///< the current tab now, each other tab when it becomes current
    void updateBadges();
    void selectWanted();
    void showBlank(const QString &text);
    void locate(const JobTab *tab, const QString &fileId, const QString &path);
    void showStrip(const QString &text, const QString &requestId);
    void applyLook();

    JobHeader *m_header = nullptr;
    TabStrip *m_strip = nullptr;
    QStackedWidget *m_stack = nullptr;
    QLabel *m_blank = nullptr;
    QProgressBar *m_progress = nullptr;
    QFrame *m_line = nullptr;
    QWidget *m_failure = nullptr;
    QLabel *m_failureText = nullptr;
    QToolButton *m_copyRequestId = nullptr;
    QTimer *m_clock = nullptr;
    std::vector<Tab> m_tabs;
    QSettings *m_settings = nullptr;             ///< passed to restore(); null before that
    std::shared_ptr<const JobDetails> m_details; ///< null: no job is shown
    std::unique_ptr<JobRecords> m_records;       ///< of the same job; null: not received yet
    std::optional<WantedCheckpoint> m_wanted;    ///< not selected yet
    JobKey m_key;
    QString m_accountName;
    QString m_host;
    QString m_requestId;
    QString m_tabBefore; ///< the tab to return to after a file or a job that cannot be read; empty: none
    QString m_tabShown;  ///< the tab that was then brought to the front
    qint64 m_now = 0;    ///< 0: the system clock
};

} // namespace tuneboard
