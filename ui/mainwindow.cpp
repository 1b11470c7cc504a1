// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow.h"

#include "app/link/reference.h"
#include "app/models/jobsmodel.h"
#include "ui/aboutdialog.h"
#include "ui/accounthelp.h"
#include "ui/actions.h"
#include "ui/format.h"
#include "ui/job/jobpane.h"
#include "ui/jobs/findbox.h"
#include "ui/jobs/jobspage.h"
#include "ui/jobs/jobtableview.h"
#include "ui/keyhelp.h"
#include "ui/settingsdialog.h"
#include "ui/statusline.h"
#include "ui/strip.h"
#include "ui/topbar.h"

#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QDateTime>
#include <QMenu>
#include <QMenuBar>
#include <QPainter>
#include <QProgressBar>
#include <QSettings>
#include <QUrl>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

constexpr int kTimesEveryMs = 30'000;
constexpr int kStaleMs = 60'000; // after which an activated window asks again

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

// Whether it is shown on the job page; everything else becomes words of the filter.
bool isOpened(const Reference &reference)
{
    return reference.target == Reference::Kind::Job || reference.kind == Reference::Kind::Path;
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
    m_jobs = new JobsPage(m_repository, central);
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
    file->addActions({a.refresh, a.openReference, a.pauseDetails});
    file->addSeparator();
    file->addActions({a.addAccount, a.settings});
    file->addSeparator();
    file->addAction(a.quit);

    QMenu *view = menu(tr("&View"), u"viewMenu"_s);
    view->addActions({a.find, a.clearFilters});
    view->addSeparator();
    QMenu *columns = view->addMenu(tr("&Columns"));
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
    job->addActions({a.copyId, a.copyLink, a.copyModel});
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
    connect(m_jobs, &JobsPage::addAccountRequested, this, &MainWindow::showAddAccount);
    connect(m_jobs, &JobsPage::jobPageFilled, this, [this] {
        if (std::exchange(m_awaitsPage, false))
            Q_EMIT referenceShown();
    });
    connect(m_jobs->jobPage(), &JobPane::copyLinkRequested, this,
            [this](const JobKey &key) { copy(jobLink(key.id)); });
    connect(m_jobs->table(), &JobTableView::contextMenuFilled, this, [this](QMenu *menu) {
        menu->addActions({m_actions->open, m_actions->copyId, m_actions->copyLink, m_actions->copyModel});
    });
    connect(m_top, &TopBar::accountsChosen, this, [this](const QList<qint64> &accounts) {
        FacetChoice choice = m_jobs->choice();
        choice.accounts = accounts;
        m_jobs->setChoice(choice);
    });
    connect(&m_repository, &Repository::accountsChanged, this, &MainWindow::updateAccounts);
    connect(&m_repository, &Repository::settled, this, &MainWindow::updateAccounts);
    connect(&m_repository, &Repository::backfillChanged, this,
            [this] { m_status->setBackfill(m_repository.backfill()); });
    connect(&m_repository, &Repository::archiveLoaded, this, &MainWindow::updateCounts);
    connect(&m_repository, &Repository::noticed, this, [this](const Notice &notice) {
        // The same words are the same message; others stand below each other.
        m_strips->show(u"notice_%1"_s.arg(qHash(notice.text)),
                       {.tone = toneOf(notice.tone), .text = notice.text, .requestId = notice.requestId});
    });
    m_times.setTimerType(Qt::VeryCoarseTimer);
    m_times.setInterval(kTimesEveryMs);
    connect(&m_times, &QTimer::timeout, this, [this] {
        m_jobs->refreshTimes();
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
    on(a.pauseDetails, [this](bool paused) { m_repository.setBackfillPaused(paused); });
    on(a.openReference, [this] {
        const QString text = QGuiApplication::clipboard()->text().left(4000);
        if (!text.trimmed().isEmpty())
            openReference(text);
    });
    on(a.addAccount, [this] { showAddAccount(); });
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
    on(a.copyModel, [this] { copy(m_jobs->table()->selectedModels()); });
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
    static_cast<LoadingLine *>(m_progress)->setRunning(m_repository.isSyncing());
    m_status->setAccounts(accounts, nowMs());
    QList<std::pair<qint64, QString>> names;
    for (const AccountState &state : accounts) {
        names.append({state.record.number, state.record.name});
        updateAccountStrip(state);
    }
    m_top->setAccounts(names, m_jobs->choice().accounts);
}

void MainWindow::updateAccountStrip(const AccountState &state)
{
    const QString who = state.record.name;
    const QString number = QString::number(state.record.number);
    const QString errorKey = u"error_"_s + number;
    // No connection is a state, not a message: the status line says how old everything is.
    const bool quiet = state.offline || (state.error && (state.error->kind == ApiError::Kind::Cancelled ||
                                                         state.error->kind == ApiError::Kind::Network));
    if (state.error && !quiet) {
        StripMessage message{.tone = StripMessage::Tone::Error,
                             .text = who + u": "_s + state.error->text(),
                             .requestId = state.error->requestId};
        if (state.error->worthRetrying()) {
            message.actionText = tr("Retry");
            message.action = [this] {
                m_repository.refresh();
            };
        }
        m_strips->show(errorKey, message);
    } else if (!state.syncing) {
        m_strips->remove(errorKey);
    }
    const QString rejectKey = u"rejects_"_s + number;
    if (state.rejected > 0) {
        m_strips->show(rejectKey, {.tone = StripMessage::Tone::Warning,
                                   .text = tr("%1: %n object(s) of the list could not be read. The first: %2",
                                              nullptr, state.rejected)
                                               .arg(who, state.firstReject)});
    } else if (!state.syncing) {
        m_strips->remove(rejectKey);
    }
    const QString noteKey = u"note_"_s + number;
    if (!state.note.isEmpty())
        m_strips->show(noteKey, {.tone = StripMessage::Tone::Warning, .text = who + u": "_s + state.note});
    else if (!state.syncing)
        m_strips->remove(noteKey);
}

void MainWindow::updateCounts()
{
    m_status->setCounts(int(m_repository.jobs()->table().size()), m_repository.jobs()->rowCount(),
                        int(m_jobs->table()->selectionModel()->selectedRows().size()));
    updateActions();
}

void MainWindow::updateActions()
{
    const Actions &a = *m_actions;
    const bool any = m_jobs->table()->selectionModel()->hasSelection();
    const bool open = m_jobs->openedJob().has_value();
    for (QAction *action : {a.open, a.copyId, a.copyLink})
        action->setEnabled(any);
    a.copyModel->setEnabled(any && !m_jobs->table()->selectedModels().isEmpty());
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
    if (reference.target == Reference::Kind::Job) {
        if (!reference.tab.isEmpty())
            m_jobs->jobPage()->setCurrentTab(reference.tab);
        return resolve(reference.id);
    }
    if (reference) // models, files and checkpoints are found by their names, as every other text is
        m_top->findBox()->setText(reference.id);
    else
        m_strips->show(u"reference"_s, {.tone = StripMessage::Tone::Warning, .text = reference.reason});
    QTimer::singleShot(0, this, &MainWindow::referenceShown);
}

void MainWindow::resolve(const QString &id)
{
    m_repository.resolve(
        id, this, [this, id](const Result<JobKey> &found) { showFound(found, [this, id] { resolve(id); }); });
}

void MainWindow::openFile(const QString &path)
{
    m_repository.showFile(path, this, [this, path](const Result<JobKey> &found) {
        showFound(found, [this, path] { openFile(path); });
    });
}

void MainWindow::showFound(const Result<JobKey> &found, std::function<void()> again)
{
    if (found.ok()) {
        m_strips->remove(u"reference"_s);
        m_awaitsPage = true;
        m_jobs->openJob(*found);
        return;
    }
    StripMessage message{.tone = StripMessage::Tone::Warning,
                         .text = found.error().text(),
                         .requestId = found.error().requestId};
    if (found.error().worthRetrying()) {
        message.actionText = tr("Retry");
        message.action = std::move(again);
    }
    m_strips->show(u"reference"_s, message);
    Q_EMIT referenceShown();
}

void MainWindow::showSettings()
{
    auto *dialog =
        new SettingsDialog(themeFromKey(m_settings.value("theme"_L1).toString()), m_archivePath, this);
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
    (new AccountHelp(this))->open();
}

void MainWindow::copy(const QString &text)
{
    if (!text.isEmpty())
        QGuiApplication::clipboard()->setText(text);
}

QString MainWindow::diagnostics() const
{
    QStringList lines = AboutDialog::systemLines();
    const JobsModel *jobs = m_repository.jobs();
    lines.append(u"Jobs: %1 kept, %2 shown"_s.arg(jobs->table().size()).arg(jobs->rowCount()));
    lines.append(u"Theme: %1, screen at %2×"_s.arg(m_settings.value("theme"_L1, u"system"_s).toString())
                     .arg(devicePixelRatioF()));
    int number = 0;
    for (const AccountState &state : m_repository.accounts()) {
        const QUrl url(state.record.baseUrl);
        QString line = u"Account %1: %2, host %3"_s.arg(++number).arg(state.record.dialect, url.host());
        if (state.lastSyncMs > 0)
            line += u", last sync %1"_s.arg(
                QDateTime::fromMSecsSinceEpoch(state.lastSyncMs, Qt::UTC).toString(Qt::ISODate));
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
    resize(1280, 860);
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
    m_settings.sync();
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
        m_repository.refresh();
    }
}

} // namespace tuneboard
