// SPDX-License-Identifier: GPL-3.0-or-later
// The page of one job: header, tabs, and what is shown while it loads or cannot be had.
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

    /// Makes the tabs, if there are none yet. The first job does that too, but a window is sooner there
    /// without.
    void makeTabs();
    /// Shows that job. The same job again is a refresh: scroll position, expansion, selection, search and
    /// folds stay, and an unchanged job changes nothing. `host` is what stands beside the account's name.
    void showJob(const JobDetails &details, const QString &accountName, const QString &host);
    /// Events, checkpoints, files and metrics of the job that is shown or awaited; of another one they are
    /// passed over.
    void showRecords(const JobRecords &records);
    /// A thin bar over the job if it is the one shown already, else its name and the bar. `name` may be
    /// empty.
    void showLoading(const JobKey &key, const QString &name);
    /// A strip above the job if it is the one shown already, else what went wrong in its place.
    void showFailure(const JobKey &key, const ApiError &error);
    void clear();
    /// The job that is shown or awaited; an empty id: none.
    [[nodiscard]] JobKey current() const;

    /// Keys: overview, charts, graders, events, checkpoints, files, raw. One that is not there changes
    /// nothing.
    void setCurrentTab(const QString &word);
    [[nodiscard]] QString currentTab() const;
    /// Selects a checkpoint of that job as soon as it is shown: by its id or name, else by its step.
    /// `inFront`: its tab is shown too. Another job makes it void, and so does a checkpoint that the user
    /// selects before.
    void showCheckpoint(const JobKey &key, const QString &idOrName, std::optional<qint64> step, bool inFront);

    /// The table of the tab that is shown; nullopt: it has none, or it is empty.
    [[nodiscard]] std::optional<TableExport> tableExport() const;
    /// What the tabs remember for all jobs.
    void save(QSettings &settings) const;
    /// `settings` must outlive the page: tabs that are made later read them then.
    void restore(QSettings &settings);

    /// The clock for relative times, seconds since 1970, UTC; until it is set the real one runs.
    void setNow(qint64 secs);

Q_SIGNALS:
    void copyLinkRequested(const tuneboard::JobKey &key);
    void closeRequested();
    /// A base model that is itself fine-tuned was clicked.
    void openModelRequested(const QString &model);
    // What the tabs ask for, see JobTab; `key` is the job that is shown.
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
    void showProblem();
    void updateHeader();
    void updateTab(int index);
    void updateTabs(); ///< the shown one now, the others when they are looked at
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
    QSettings *m_settings = nullptr;             ///< what was restored; null: nothing yet
    std::shared_ptr<const JobDetails> m_details; ///< null: none is shown
    std::unique_ptr<JobRecords> m_records;       ///< of the same job; null: none came yet
    std::optional<WantedCheckpoint> m_wanted;    ///< not selected yet
    JobKey m_key;
    QString m_accountName;
    QString m_host;
    QString m_requestId;
    QString m_tabBefore; ///< a job that cannot be read; empty: the job that is shown can
    qint64 m_now = 0;    ///< 0: the real clock
};

} // namespace tuneboard
