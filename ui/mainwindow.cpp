// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow.h"

#include "app/accounts/accounts.h"
#include "app/api/utc.h"
#include "app/link/reference.h"
#include "app/models/jobsmodel.h"
#include "app/models/settingsfile.h"
#include "ui/aboutdialog.h"
#include "ui/accounts/accountsdialog.h"
#include "ui/accounts/profiledialog.h"
#include "ui/accountstrips.h"
#include "ui/actions.h"
#include "ui/copymodels.h"
#include "ui/exporting.h"
#include "ui/following.h"
#include "ui/format.h"
#include "ui/informativetext.h"
#include "ui/job/jobpane.h"
#include "ui/job/jobtab.h"
#include "ui/jobs/findbox.h"
#include "ui/jobs/jobactions.h"
#include "ui/jobs/jobspage.h"
#include "ui/jobs/jobtableview.h"
#include "ui/jobs/savedviews.h"
#include "ui/keyhelp.h"
#include "ui/referencefinder.h"
#include "ui/settingsdialog.h"
#include "ui/statusline.h"
#include "ui/strip.h"
#include "ui/topbar.h"

#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QDateTime>
#include <QDropEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QPainter>
#include <QPixmap>
#include <QProgressBar>
#include <QScreen>
#include <QSettings>
#include <QStyle>
#include <QUrl>
#include <QVBoxLayout>
#include <QWindow>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

constexpr int kTimesEveryMs = 30'000;
constexpr int kStaleMs = 60'000; // after which an activated window asks again

// Always a copy: after a move, the source program might delete the file.
bool acceptCopy(QDropEvent &event)
{
    if (!event.possibleActions().testFlag(Qt::CopyAction))
        return false;
    event.setDropAction(Qt::CopyAction);
    event.accept();
    return true;
}

/// Two pixels that move while something is being loaded.
class LoadingLine final : public QProgressBar
{
public:
    explicit LoadingLine(QWidget *parent)
        : QProgressBar(parent)
    {
        setObjectName(u"loadingLine"_s);
        setAccessibleName(MainWindow::tr("Loading"));
        setRange(0, 0);
        setTextVisible(false);
        setFixedHeight(2);
        m_step.setInterval(40);
        connect(&m_step, &QTimer::timeout, this, [this] {
            m_place = (m_place + 2) % 130;
            update();
        });
    }

    void setRunning(bool running)
    {
        if (running == m_step.isActive())
            return;
        running ? m_step.start() : m_step.stop();
        update();
    }
    [[nodiscard]] bool isRunning() const { return m_step.isActive(); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Colours &c = colours(palette());
        QPainter painter(this);
        painter.fillRect(rect(), c.panel);
        painter.fillRect(QRect(0, height() - 1, width(), 1), c.line);
        if (m_step.isActive())
            painter.fillRect(QRect((m_place - 30) * width() / 100, 0, width() * 3 / 10, height()), c.accent);
    }

private:
    QTimer m_step;
    int m_place = 0;
};

// The same words are the same message; others stand below each other.
QString noticeKey(const QString &text)
{
    return u"notice_%1"_s.arg(qHash(text));
}

StripMessage::Tone toneOf(Notice::Tone tone)
{
    switch (tone) {
    case Notice::Tone::Information:
        return StripMessage::Tone::Information;
    case Notice::Tone::Warning:
        return StripMessage::Tone::Warning;
    case Notice::Tone::Error:
        return StripMessage::Tone::Error;
    }
    return StripMessage::Tone::Information;
}

// A label with rich or selectable text lays it out in its first paint, and asks for another one by that. A
// second frame right behind the first would have to wait until the display has taken that one.
void layOutLabels(const QWidget &window)
{
    QPixmap unseen(1, 1);
    for (QLabel *label : window.findChildren<QLabel *>()) {
        if (label->isVisible())
            label->render(&unseen, {}, QRegion(0, 0, 1, 1));
    }
}

// Whether a job is looked for: by its id, or by what it made.
bool isFound(const Reference &reference)
{
    return reference.target == Reference::Kind::Job || reference.target == Reference::Kind::Model ||
           reference.target == Reference::Kind::Checkpoint;
}

// Whether it is shown on the job page; everything else becomes words of the filter.
bool isOpened(const Reference &reference)
{
    return isFound(reference) || reference.kind == Reference::Kind::Path;
}

} // namespace

MainWindow::MainWindow(Repository &repository, QSettings &settings, QWidget *parent)
    : QMainWindow(parent)
    , m_repository(repository)
    , m_settings(settings)
    , m_clockMs(&QDateTime::currentMSecsSinceEpoch)
    , m_actions(new Actions(this))
{
    setObjectName(u"mainWindow"_s);
    setWindowTitle(u"Tuneboard"_s);
    setAcceptDrops(true);
    setContextMenuPolicy(Qt::NoContextMenu);
    build();
    buildMenus();
    wire();
    wireActions();
    restore();
    updateAccounts();
    updateCounts();
    updateActions();
    m_jobs->table()->setFocus();
}

MainWindow::~MainWindow() = default;

void MainWindow::build()
{
    auto *central = new QWidget(this);
    auto *box = new QVBoxLayout(central);
    box->setContentsMargins({});
    box->setSpacing(0);
    m_top = new TopBar(*m_actions, central);
    m_progress = new LoadingLine(central);
    m_strips = new Strips(central);
    m_accountStrips = new AccountStrips(m_repository, *m_strips, this);
    m_finder = new ReferenceFinder(m_repository, *m_strips, this);
    m_jobs = new JobsPage(m_repository, central);
    m_jobActions = new JobActions(m_repository, *m_jobs, *m_actions, *m_strips);
    m_views = new SavedViews(m_repository, *m_jobs, *m_actions, *m_strips, m_settings);
    m_exporting = new Exporting(m_repository, *m_strips, this);
    m_status = new StatusLine(central);
    box->addWidget(m_top);
    box->addWidget(m_progress);
    box->addWidget(m_strips);
    box->addWidget(m_jobs, 1);
    box->addWidget(m_status);
    setCentralWidget(central);
    m_actions->attachToTable(m_jobs->table());
    setTabOrder(m_top->findBox(), m_jobs);
}

void MainWindow::buildMenus()
{
    const Actions &a = *m_actions;
    menuBar()->setObjectName(u"menuBar"_s);
    const auto menu = [this](const QString &title, const QString &name) {
        QMenu *made = menuBar()->addMenu(title);
        made->setObjectName(name);
        return made;
    };
    QMenu *file = menu(tr("&File"), u"fileMenu"_s);
    file->addActions({a.openFile, a.openReference});
    file->addSeparator();
    file->addActions({a.refresh, a.stopLoading, a.pauseFollowing, a.pauseDetails});
    file->addSeparator();
    file->addActions({a.addAccount, a.manageAccounts, a.settings});
    file->addSeparator();
    file->addAction(a.quit);

    QMenu *view = menu(tr("&View"), u"viewMenu"_s);
    view->addActions({a.find, a.clearFilters});
    view->addSeparator();
    view->addAction(a.saveView);
    QMenu *views = view->addMenu(tr("&Saved views"));
    views->setObjectName(u"savedViewsMenu"_s);
    connect(views, &QMenu::aboutToShow, this, [this, views] {
        views->clear();
        m_views->fillMenu(views);
    });
    view->addSeparator();
    QMenu *columns = view->addMenu(tr("C&olumns"));
    columns->setObjectName(u"columnsMenu"_s);
    connect(columns, &QMenu::aboutToShow, this, [this, columns] {
        columns->clear();
        m_jobs->table()->fillColumnMenu(columns);
    });
    QMenu *theme = view->addMenu(tr("&Theme"));
    theme->setObjectName(u"themeMenu"_s);
    theme->addActions({a.themeSystem, a.themeLight, a.themeDark});
    view->addSeparator();
    view->addActions({a.pageBelow, a.pageBeside});
    view->addSeparator();
    view->addActions({a.showRail, a.showChart});

    QMenu *job = menu(tr("&Job"), u"jobMenu"_s);
    job->addActions({a.open, a.close});
    job->addSeparator();
    job->addActions({a.copyId, a.copyLink, a.copyModel, a.copyFinalModel});
    job->addSeparator();
    job->addActions({a.pauseJob, a.resumeJob, a.cancelJob});
    job->addSeparator();
    job->addActions({a.back, a.forward});
    QMenu *show = job->addMenu(tr("&Show"));
    show->setObjectName(u"showMenu"_s);
    show->addActions(a.tabs);

    QMenu *help = menu(tr("&Help"), u"helpMenu"_s);
    help->addActions({a.keys, a.copyDiagnostics});
    help->addSeparator();
    help->addAction(a.about);
}

void MainWindow::wire()
{
    FindBox *find = m_top->findBox();
    connect(find, &QLineEdit::textChanged, m_jobs, &JobsPage::setFindText);
    connect(find, &FindBox::left, this, [this] { m_jobs->table()->setFocus(); });
    connect(find, &FindBox::submitted, this, [this](const QString &text) {
        const Reference reference = Reference::parse(text);
        if (isOpened(reference))
            openReference(text);
        else
            m_jobs->table()->setFocus();
    });
    connect(m_jobs, &JobsPage::filterChanged, this, [this, find](const QString &text) {
        if (find->text() != text)
            find->setText(text);
        updateAccounts();
        updateActions();
    });
    connect(m_jobs, &JobsPage::problemsFound, m_top, &TopBar::setProblems);
    connect(m_jobs, &JobsPage::countsChanged, this, &MainWindow::updateCounts);
    connect(m_jobs, &JobsPage::openedChanged, this, &MainWindow::updateActions);
    connect(m_jobs, &JobsPage::shownFileChanged, this, [this] {
        setWindowTitle(title());
        Q_EMIT titleChanged();
    });
    connect(m_jobs, &JobsPage::addAccountRequested, this, &MainWindow::showAddAccount);
    connect(m_jobs, &JobsPage::jobPageFilled, this, [this] {
        if (std::exchange(m_awaitsPage, false))
            Q_EMIT referenceShown();
    });
    connect(m_jobs->jobPage(), &JobPane::copyLinkRequested, this,
            [this](const JobKey &key) { copy(m_jobs->table()->linkTo(key)); });
    connect(m_jobs->jobPage(), &JobPane::exportRequested, this, [this] { exportShown(true); });
    connect(m_jobs->table(), &JobTableView::contextMenuFilled, this, [this](QMenu *menu) {
        menu->addActions({m_actions->open, m_actions->copyId, m_actions->copyLink, m_actions->copyModel,
                          m_actions->copyFinalModel, m_actions->exportTable});
        menu->addSeparator();
        menu->addActions({m_actions->pauseJob, m_actions->resumeJob, m_actions->cancelJob});
    });
    connect(m_top, &TopBar::accountsChosen, this, [this](const QList<qint64> &accounts) {
        m_jobs->showFile(0); // accounts are outside of it
        FacetChoice choice = m_jobs->choice();
        choice.accounts = accounts;
        m_jobs->setChoice(choice);
    });
    connect(&m_repository, &Repository::fileProgress, this, &MainWindow::showFileProgress);
    connect(&m_repository, &Repository::summariesChanged, this, &MainWindow::updateActions);
    connect(&m_repository, &Repository::accountsChanged, this, &MainWindow::leaveRemovedAccounts);
    connect(&m_repository, &Repository::accountsChanged, this, &MainWindow::updateAccounts);
    connect(&m_repository, &Repository::settled, this, &MainWindow::updateAccounts);
    connect(&m_repository, &Repository::backfillChanged, this,
            [this] { m_status->setBackfill(m_repository.backfill()); });
    connect(&m_repository, &Repository::archiveLoaded, this, &MainWindow::updateCounts);
    connect(&m_repository, &Repository::noticed, this, [this](const Notice &notice) {
        m_strips->show(noticeKey(notice.text),
                       {.tone = toneOf(notice.tone), .text = notice.text, .requestId = notice.requestId});
    });
    connect(&m_repository, &Repository::noticeEnded, this,
            [this](const QString &text) { m_strips->remove(noticeKey(text)); });
    connect(m_accountStrips, &AccountStrips::changeKeyRequested, this,
            [this](const QUuid &account) { showProfile(account, true); });
    connect(m_accountStrips, &AccountStrips::refreshRequested, &m_repository, &Repository::refresh);
    connect(m_accountStrips, &AccountStrips::certificateRequested, this, &MainWindow::showCertificate);
    connect(m_finder, &ReferenceFinder::found, this, &MainWindow::showFound);
    connect(m_finder, &ReferenceFinder::ended, this, &MainWindow::referenceShown);
    connect(m_finder, &ReferenceFinder::addAccountRequested, this, &MainWindow::showAddAccount);
    m_times.setTimerType(Qt::VeryCoarseTimer);
    m_times.setInterval(kTimesEveryMs);
    connect(&m_times, &QTimer::timeout, this, [this] {
        m_jobs->refreshTimes();
        m_views->recount(); // jobs grow too old for created:<7d
        updateAccounts();
    });
}

void MainWindow::wireActions()
{
    const Actions &a = *m_actions;
    const auto on = [this](QAction *action, auto &&run) {
        connect(action, &QAction::triggered, this, run);
    };
    on(a.refresh, [this] { m_repository.refresh(); });
    on(a.stopLoading, [this] { m_repository.cancelRefresh(); });
    on(a.pauseDetails, [this](bool paused) { m_repository.setBackfillPaused(paused); });
    on(a.openFile, [this] { askForFile(); });
    on(a.openReference, [this] {
        const QString text = QGuiApplication::clipboard()->text().left(4000);
        if (!text.trimmed().isEmpty())
            openReference(text);
    });
    on(a.exportTable, [this] {
        const QWidget *focus = QApplication::focusWidget();
        exportShown(focus && m_jobs->jobPage()->isAncestorOf(focus));
    });
    on(a.addAccount, [this] { showAddAccount(); });
    on(a.manageAccounts, [this] { showAccounts(); });
    on(a.settings, [this] { showSettings(); });
    on(a.quit, [this] { close(); });
    for (QAction *action : {a.find, a.filter}) {
        on(action, [this] {
            m_top->findBox()->setFocus(Qt::ShortcutFocusReason);
            m_top->findBox()->selectAll();
        });
    }
    on(a.clearFilters, [this] { m_jobs->setFilter({}, {}); });
    on(a.themeSystem, [this] { setTheme(ThemeMode::System); });
    on(a.themeLight, [this] { setTheme(ThemeMode::Light); });
    on(a.themeDark, [this] { setTheme(ThemeMode::Dark); });
    on(a.pageBelow, [this] { m_jobs->setBeside(false); });
    on(a.pageBeside, [this] { m_jobs->setBeside(true); });
    on(a.showRail, [this](bool shown) { m_jobs->setRailShown(shown); });
    on(a.showChart, [this](bool shown) { m_jobs->setChartShown(shown); });
    on(a.open, [this] {
        if (const auto key = m_jobs->table()->currentJob())
            m_jobs->openJob(*key);
    });
    on(a.close, [this] { m_jobs->closeJob(); });
    on(a.copyId, [this] { copy(m_jobs->table()->selectedIds()); });
    on(a.copyLink, [this] { copy(m_jobs->table()->selectedLinks()); });
    on(a.copyModel, [this] { copyModels(*m_jobs->table(), ModelChoice::Best, *m_strips); });
    on(a.copyFinalModel, [this] { copyModels(*m_jobs->table(), ModelChoice::Final, *m_strips); });
    on(a.back, [this] { m_jobs->goInHistory(-1); });
    on(a.forward, [this] { m_jobs->goInHistory(1); });
    for (QAction *tab : a.tabs)
        on(tab, [this, tab] { m_jobs->jobPage()->setCurrentTab(tab->data().toString()); });
    on(a.keys, [this] { (new KeyHelp(*m_actions, this))->open(); });
    on(a.copyDiagnostics, [this] { copy(diagnostics()); });
    on(a.about, [this] { (new AboutDialog(diagnostics(), this))->open(); });
}

void MainWindow::setDemo(bool demo)
{
    m_demo = demo;
    m_finder->setDemo(demo);
    showDemoStrip();
}

void MainWindow::showDemoStrip()
{
    if (!m_demo)
        return m_strips->remove(u"demo"_s);
    m_strips->show(u"demo"_s,
                   {.text = tr("This is a demo account: its jobs are made up, and nothing of them is kept."),
                    .actionText = tr("Add an account"),
                    .action = [this] {
                        showAddAccount();
                    }});
}

void MainWindow::setArchivePath(const QString &path)
{
    m_archivePath = path;
}

void MainWindow::setClock(std::function<qint64()> clockMs)
{
    m_clockMs = std::move(clockMs);
    m_jobs->setClock([this] { return nowMs() / 1000; });
    updateAccounts();
}

qint64 MainWindow::nowMs() const
{
    return m_clockMs();
}

void MainWindow::updateAccounts()
{
    const std::vector<AccountState> accounts = m_repository.accounts();
    const bool isLoading = m_repository.isSyncing();
    static_cast<LoadingLine *>(m_progress)->setRunning(isLoading);
    m_actions->stopLoading->setEnabled(isLoading);
    m_top->setLoading(isLoading);
    m_status->setAccounts(accounts, nowMs());
    QList<TopBar::Account> shown;
    for (const AccountState &state : accounts)
        shown.append({state.record.number, state.record.name, state.options.colour});
    m_accountStrips->update();
    m_top->setAccounts(shown, m_jobs->choice().accounts);
    m_jobs->table()->setSeveralAccounts(m_repository.jobs()->table().accountCount() > 1);
}

void MainWindow::setAccounts(Accounts *accounts)
{
    m_accounts = accounts;
    m_accountStrips->setAccounts(accounts);
    for (QAction *action : {m_actions->addAccount, m_actions->manageAccounts})
        action->setEnabled(accounts != nullptr);
    if (!accounts)
        return;
    int number = 0;
    for (const QString &problem : accounts->problems())
        m_strips->show(u"settings_%1"_s.arg(number++),
                       {.tone = StripMessage::Tone::Warning, .text = problem});
    const auto follow = [this] {
        m_finder->setAwaitsKeys(!m_demo && m_accounts->awaitsKeys());
        m_accountStrips->update();
    };
    connect(accounts, &Accounts::changed, this, follow);
    connect(&accounts->credentials(), &Credentials::serviceMissing, this, follow);
    follow();
}

std::optional<Reference> MainWindow::pendingReference() const
{
    return m_finder->pending();
}

// Nothing of an account that is deleted stays open or chosen.
void MainWindow::leaveRemovedAccounts()
{
    const JobTable &table = m_repository.jobs()->table();
    const auto isGone = [this, &table](qint64 account) {
        return table.accountName(account).isEmpty() && !m_repository.openedFile(account);
    };
    if (const auto open = m_jobs->openedJob(); open && isGone(open->account))
        m_jobs->closeJob();
    FacetChoice choice = m_jobs->choice();
    if (choice.accounts.removeIf(isGone) > 0)
        m_jobs->setChoice(choice);
}

void MainWindow::updateCounts()
{
    m_status->setCounts(int(m_repository.jobs()->table().jobCount()), m_repository.jobs()->rowCount(),
                        m_jobs->table()->selectedCount());
    updateActions();
}

void MainWindow::updateActions()
{
    const Actions &a = *m_actions;
    const bool any = m_jobs->table()->selectionModel()->hasSelection();
    const bool open = m_jobs->openedJob().has_value();
    for (QAction *action : {a.open, a.copyId, a.copyLink})
        action->setEnabled(any);
    const JobsModel &jobs = *m_repository.jobs();
    a.copyModel->setEnabled(any && m_jobs->table()->maySelect([&jobs](quint32 number) {
        return !jobs.bestModel(number).isEmpty();
    }));
    a.copyFinalModel->setVisible(
        any && m_jobs->table()->maySelect([&jobs](quint32 number) { return jobs.hasBetterModel(number); }));
    a.close->setEnabled(open);
    for (QAction *tab : a.tabs)
        tab->setEnabled(open);
    a.back->setEnabled(m_jobs->canGo(-1));
    a.forward->setEnabled(m_jobs->canGo(1));
    a.clearFilters->setEnabled(!m_top->findBox()->text().isEmpty() || !m_jobs->choice().isEmpty());
}

void MainWindow::setTheme(ThemeMode mode)
{
    m_settings.setValue("theme"_L1, themeKey(mode));
    applyTheme(*qApp, mode);
}

void MainWindow::openReference(const QString &text)
{
    const Reference reference = Reference::parse(text);
    if (m_top->findBox()->text() == text && isOpened(reference))
        m_top->findBox()->clear();
    if (reference || text.trimmed().startsWith("tuneboard:"_L1, Qt::CaseInsensitive))
        return openReference(reference);
    m_top->findBox()->setText(text.simplified());
    QTimer::singleShot(0, this, &MainWindow::referenceShown);
}

void MainWindow::openReference(const Reference &reference)
{
    if (reference.kind == Reference::Kind::Path)
        return openFile(reference.path);
    if (isFound(reference))
        return m_finder->find(reference);
    if (reference) // files and events are found by their ids, as every other text is
        m_top->findBox()->setText(reference.id);
    else
        m_strips->show(u"reference"_s, {.tone = StripMessage::Tone::Warning, .text = reference.reason});
    QTimer::singleShot(0, this, &MainWindow::referenceShown);
}

void MainWindow::openFile(const QString &path)
{
    const QString strip = u"file_"_s + path;
    m_strips->remove(strip);
    m_repository.showFile(path, this, [this, strip](const Result<JobKey> &found) {
        if (found) {
            showFileProblems(found->account);
            return showFound(*found, {});
        }
        m_strips->remove(u"reference"_s);
        // The sentence about the file itself: no server is to blame.
        if (found.error().kind != ApiError::Kind::Cancelled)
            m_strips->show(strip, {.tone = StripMessage::Tone::Warning, .text = found.error().message});
        Q_EMIT referenceShown();
    });
}

void MainWindow::showFileProblems(qint64 account)
{
    const OpenedFile *file = m_repository.openedFile(account);
    if (!file)
        return;
    m_strips->remove(u"file_"_s + file->path);
    if (file->rejected == 0)
        return;
    m_strips->show(u"file_"_s + file->path,
                   {.tone = StripMessage::Tone::Warning,
                    .text = tr("%n object(s) of %1 could not be read. The first: %2", nullptr, file->rejected)
                                .arg(cellText(file->name, 100), cellText(file->firstReject, 300))});
}

QString MainWindow::title() const
{
    const OpenedFile *file = m_repository.openedFile(m_jobs->shownFile());
    return file ? cellText(file->title, 200) : u"Tuneboard"_s;
}

void MainWindow::askForFile()
{
    auto *dialog = new QFileDialog(this, tr("Open a file"));
    dialog->setObjectName(u"openFileDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setNameFilters(
        {tr("Jobs, events and results (*.json *.jsonl *.ndjson *.csv *.txt)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList &paths) {
        for (const QString &path : paths)
            openReference(Reference::parseLocalPath(path));
    });
    dialog->open();
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (std::any_of(urls.begin(), urls.end(), [](const QUrl &url) { return url.isLocalFile(); }))
        acceptCopy(*event);
}

void MainWindow::dropEvent(QDropEvent *event)
{
    if (!acceptCopy(*event))
        return;
    const QList<QUrl> urls = event->mimeData()->urls();
    for (const QUrl &url : urls) {
        if (url.isLocalFile())
            openReference(Reference::parseLocalPath(url.toLocalFile()));
    }
}

void MainWindow::showFileProgress(const QString &path, qint64 done, qint64 all)
{
    const QString name = cellText(QFileInfo(path).fileName(), 100);
    m_strips->show(u"reference"_s,
                   {.text = all > 0 ? tr("Opening %1: %2 of %3 jobs").arg(name, count(done), count(all))
                                    : tr("Opening %1…").arg(name),
                    .actionText = tr("Cancel"),
                    .action = [this] { m_repository.cancelFile(); },
                    .closable = false});
}

void MainWindow::showFound(const JobKey &key, const Reference &reference)
{
    m_strips->remove(u"reference"_s);
    m_awaitsPage = true;
    if (!reference.tab.isEmpty())
        m_jobs->jobPage()->setCurrentTab(reference.tab);
    m_jobs->openJob(key);
    const bool isCheckpoint = reference.target == Reference::Kind::Checkpoint;
    if (isCheckpoint || reference.step)
        m_jobs->jobPage()->showCheckpoint(key, isCheckpoint ? reference.id : QString(), reference.step,
                                          reference.tab.isEmpty());
}

void MainWindow::bringForward(const QByteArray &activation)
{
    // Wayland gives the focus only to who has the desktop's token.
    if (!activation.isEmpty() && m_passToken)
        m_passToken(activation);
    if (isMinimized())
        showNormal();
    show();
    raise();
    activateWindow();
}

void MainWindow::setFollowing(Following *following)
{
    m_following = following;
}

void MainWindow::showSettings()
{
    SettingsDialog::Choices choices;
    choices.theme = themeFromKey(m_settings.value("theme"_L1).toString());
    choices.archivePath = m_archivePath;
    choices.slowness = m_following ? m_following->slowness() : 1;
    choices.tells = m_following && m_following->tells();
    auto *dialog = new SettingsDialog(choices, this);
    if (m_following) {
        connect(dialog, &SettingsDialog::slownessChosen, m_following, &Following::setSlowness);
        connect(dialog, &SettingsDialog::tellsChosen, m_following, &Following::setTells);
    }
    connect(dialog, &SettingsDialog::accountsRequested, m_actions->manageAccounts, &QAction::trigger);
    connect(dialog, &SettingsDialog::themeChosen, this, [this](ThemeMode mode) {
        const Actions &a = *m_actions;
        QAction *action = mode == ThemeMode::System  ? a.themeSystem
                          : mode == ThemeMode::Light ? a.themeLight
                                                     : a.themeDark;
        action->setChecked(true);
        setTheme(mode);
    });
    dialog->open();
}

void MainWindow::showAddAccount()
{
    showProfile({}, false);
}

// Null: a new account.
void MainWindow::showProfile(const QUuid &account, bool forKey)
{
    if (!m_accounts)
        return;
    const Profile *profile = m_accounts->profile(account);
    auto *dialog = new ProfileDialog(*m_accounts, profile ? std::optional(*profile) : std::nullopt, this);
    dialog->setTiming(m_timing);
    connect(dialog, &ProfileDialog::saved, this, [this](bool written) {
        if (!written)
            m_strips->show(
                u"settings"_s,
                {.tone = StripMessage::Tone::Error,
                 .text = tr("The settings file cannot be written. The account is as you set it until "
                            "Tuneboard ends.")});
    });
    if (forKey)
        dialog->focusKey();
    dialog->open();
}

void MainWindow::showAccounts()
{
    if (!m_accounts)
        return;
    const auto jobsOf = [this](const QUuid &account) {
        const JobTable &table = m_repository.jobs()->table();
        for (const AccountState &state : m_repository.accounts()) {
            if (state.record.uuid == account)
                return table.countOf(state.record.number);
        }
        return 0;
    };
    auto *dialog = new AccountsDialog(*m_accounts, jobsOf, this);
    connect(dialog, &AccountsDialog::addRequested, this, &MainWindow::showAddAccount);
    connect(dialog, &AccountsDialog::editRequested, this,
            [this](const QUuid &account) { showProfile(account, false); });
    dialog->open();
}

void MainWindow::showCertificate(const QString &account, const CertificateFacts &certificate)
{
    auto *box = new QMessageBox(
        QMessageBox::NoIcon, tr("Certificate"),
        tr("The certificate that the server of “%1” showed was refused.").arg(cellText(account, 80)),
        QMessageBox::Close, this);
    box->setObjectName(u"certificateDialog"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    QStringList lines;
    for (const QString &line : certificate.lines())
        lines += cellText(line, 300);
    setInformativeText(*box, lines.join(u'\n'));
    box->open();
}

void MainWindow::copy(const QString &text)
{
    if (!text.isEmpty())
        QGuiApplication::clipboard()->setText(text);
}

void MainWindow::exportShown(bool ofPage)
{
    const std::optional<TableExport> table = m_jobs->jobPage()->tableExport();
    if (ofPage && table)
        return m_exporting->exportTable(*table);
    m_exporting->exportJobs(*m_jobs->table());
}

QString MainWindow::diagnostics() const
{
    QStringList lines = AboutDialog::systemLines();
    const JobsModel *jobs = m_repository.jobs();
    lines.append(u"Jobs: %1 kept, %2 shown"_s.arg(jobs->table().jobCount()).arg(jobs->rowCount()));
    lines.append(u"Theme: %1, screen at %2×"_s.arg(m_settings.value("theme"_L1, u"system"_s).toString())
                     .arg(devicePixelRatioF()));
    int number = 0;
    for (const AccountState &state : m_repository.accounts()) {
        const QUrl url(state.record.baseUrl);
        QString line = u"Account %1: %2, host %3"_s.arg(++number).arg(state.record.dialect, url.host());
        if (state.lastSyncMs > 0)
            line += u", last sync %1"_s.arg(
                QDateTime::fromMSecsSinceEpoch(state.lastSyncMs, kUtc).toString(Qt::ISODate));
        if (state.error)
            line += u", HTTP %1, request id %2"_s.arg(state.error->httpStatus).arg(state.error->requestId);
        if (state.rejected > 0)
            line += u", %1 rejected"_s.arg(state.rejected);
        lines.append(cellText(line, 400));
    }
    return lines.join(u'\n') + u'\n';
}

void MainWindow::restore()
{
    const QSize frame(0, style()->pixelMetric(QStyle::PM_TitleBarHeight, nullptr, this));
    resize(kUsualSize.boundedTo(screen()->availableGeometry().size() - frame));
    restoreGeometry(m_settings.value("window/geometry"_L1).toByteArray());
    m_jobs->restore(m_settings);
    const Actions &a = *m_actions;
    const ThemeMode mode = themeFromKey(m_settings.value("theme"_L1).toString());
    a.themeSystem->setChecked(mode == ThemeMode::System);
    a.themeLight->setChecked(mode == ThemeMode::Light);
    a.themeDark->setChecked(mode == ThemeMode::Dark);
    a.pageBelow->setChecked(!m_jobs->beside());
    a.pageBeside->setChecked(m_jobs->beside());
    a.showRail->setChecked(m_jobs->railShown());
    a.showChart->setChecked(m_jobs->chartShown());
}

void MainWindow::save()
{
    m_settings.setValue("window/geometry"_L1, saveGeometry());
    m_jobs->save(m_settings);
    (void)syncSettings(m_settings);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    save();
    QMainWindow::closeEvent(event);
}

void MainWindow::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    m_times.start();
    windowHandle()->installEventFilter(this);
    layOutLabels(*this);
}

// The first frame has the processor for itself; all jobs are read when it is on the screen.
bool MainWindow::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Expose && watched == windowHandle()) {
        watched->removeEventFilter(this);
        QTimer::singleShot(0, &m_repository, &Repository::readOthers);
    }
    return QMainWindow::eventFilter(watched, event);
}

void MainWindow::hideEvent(QHideEvent *event)
{
    m_times.stop();
    QMainWindow::hideEvent(event);
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() != QEvent::ActivationChange || !isActiveWindow() || !m_repository.isSettled())
        return;
    qint64 oldest = nowMs();
    for (const AccountState &state : m_repository.accounts())
        oldest = qMin(oldest, state.lastSyncMs);
    // An account that never answers is not asked at every click on the window.
    const qint64 last = qMax(oldest, m_askedMs);
    if (nowMs() - last > kStaleMs && !m_repository.isSyncing()) {
        m_askedMs = nowMs();
        m_repository.lookAgain();
    }
}

} // namespace tuneboard
