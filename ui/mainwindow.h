// SPDX-License-Identifier: GPL-3.0-or-later
// The one window: menus, top bar, messages, the jobs and the status line, tied to the repository.
#pragma once

#include "app/link/reference.h"
#include "app/repository/repository.h"
#include "ui/theme.h"

#include <QMainWindow>
#include <QSize>
#include <QTimer>

#include <functional>

class QProgressBar;
class QSettings;

namespace tuneboard {

class AccountStrips;
class Accounts;
class Actions;
class Exporting;
class Following;
class JobActions;
class JobsPage;
class ReferenceFinder;
class SavedViews;
class StatusLine;
class Strips;
class TopBar;

class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    /// Of a window that has not been sized yet, in device-independent pixels; less where the screen is
    /// smaller.
    static constexpr QSize kUsualSize{1280, 860};

    /// Both must outlive the window. Layout, columns and theme are read from `settings` and written when the
    /// window closes.
    MainWindow(Repository &repository, QSettings &settings, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Profiles and keys, for the dialogs; must outlive the window.
    void setAccounts(Accounts *accounts);
    /// Of the requests that test a connection.
    void setTiming(const Timing &timing) { m_timing = timing; }
    /// What was asked for and waits for an account to be added; nullopt: nothing.
    [[nodiscard]] std::optional<Reference> pendingReference() const;
    /// Says that the account is the built-in one, and how to add another.
    void setDemo(bool demo);
    /// For the settings and the diagnostics; empty: nothing is kept.
    void setArchivePath(const QString &path);
    /// Milliseconds since 1970, UTC; the wall clock unless another is set.
    void setClock(std::function<qint64()> clockMs);

    /// Opens what a pasted text means: a job by its id, what it made, our link or its provider's page, or a
    /// file with jobs.
    /// Anything else becomes words of the filter. What cannot be found is said in a strip. The repository
    /// must have started.
    void openReference(const QString &text);
    /// The same for one that is read already; of none the reason is said.
    void openReference(const Reference &reference);
    /// Shows a file of any kind: its page, or its jobs with the first one opened. What cannot be opened is
    /// said in a strip that stays until it is closed.
    void openFile(const QString &path);
    /// Without what Following adds: the title of the file that is shown, or the program's name.
    [[nodiscard]] QString title() const;
    void showFileProgress(const QString &path, qint64 done, qint64 all);
    /// Takes the desktop's activation token to where Qt looks for it. Without it tokens are not used.
    void setTokenPass(std::function<void(const QByteArray &token)> pass) { m_passToken = std::move(pass); }
    /// Out of the task bar, above other windows. `activation`: the desktop's token for that; empty: none.
    void bringForward(const QByteArray &activation = {});
    /// Borrowed; for the settings.
    void setFollowing(Following *following);
    [[nodiscard]] const Actions &actions() const { return *m_actions; }
    [[nodiscard]] JobsPage *jobsPage() const { return m_jobs; }

    /// The version of the program and its parts, the system, the accounts' hosts and counts: no key, no name,
    /// no path.
    [[nodiscard]] QString diagnostics() const;

Q_SIGNALS:
    /// What openReference() asked for is on the page, or the window says why not.
    void referenceShown();
    void titleChanged(); ///< see title()

protected:
    void closeEvent(QCloseEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void build();
    void buildMenus();
    void wire();
    void wireActions();
    void updateAccounts();
    void leaveRemovedAccounts();
    void updateCounts();
    void updateActions();
    void showDemoStrip();
    void setTheme(ThemeMode mode);
    void showFound(const JobKey &key, const Reference &reference);
    void showSettings();
    void showAccounts();
    void showProfile(const QUuid &account, bool forKey);
    void showAddAccount();
    void showCertificate(const QString &account, const CertificateFacts &certificate);
    void askForFile();
    void showFileProblems(qint64 account);
    void copy(const QString &text);
    /// The table of the job page, if `ofPage` and there is one, else the selected jobs, else all that are
    /// shown.
    void exportShown(bool ofPage);
    void restore();
    void save();
    [[nodiscard]] qint64 nowMs() const;

    Repository &m_repository;
    QSettings &m_settings;
    std::function<qint64()> m_clockMs;
    std::function<void(const QByteArray &)> m_passToken;
    QString m_archivePath;
    Accounts *m_accounts = nullptr;
    Timing m_timing;
    bool m_demo = false;
    qint64 m_askedMs = 0;      ///< when an activation last asked for the jobs
    bool m_awaitsPage = false; ///< openReference() opened a job whose page is not filled yet
    Actions *m_actions;
    TopBar *m_top;
    QProgressBar *m_progress;
    Strips *m_strips;
    AccountStrips *m_accountStrips;
    ReferenceFinder *m_finder;
    JobsPage *m_jobs;
    JobActions *m_jobActions = nullptr;
    SavedViews *m_views = nullptr;
    Exporting *m_exporting = nullptr;
    Following *m_following = nullptr; ///< null: none
    StatusLine *m_status;
    QTimer m_times; ///< relative times grow old, only while somebody looks
};

} // namespace tuneboard
