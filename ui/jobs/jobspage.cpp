// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/jobspage.h"

#include "app/link/reference.h"
#include "app/models/jobsmodel.h"
#include "ui/format.h"
#include "ui/job/jobpane.h"
#include "ui/jobs/emptypage.h"
#include "ui/jobs/filterbar.h"
#include "ui/jobs/jobdelegate.h"
#include "ui/jobs/jobtableview.h"
#include "ui/jobs/rail.h"
#include "ui/jobs/tokenpanel.h"

#include <QDateTime>
#include <QKeyEvent>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

constexpr int kSelectionDelayMs = 120; // rows that the arrow keys only pass are not asked for
constexpr int kBesideWidth = 1100;     // pixels of this page from which table and job page stand side by side
constexpr int kChartHeight = 560;      // pixels of this page below which an open job takes the chart's place

bool hasCreatedTerm(const JobFilter &filter)
{
    return std::any_of(filter.terms.begin(), filter.terms.end(),
                       [](const FilterTerm &term) { return term.field == FilterTerm::Field::Created; });
}

} // namespace

JobsPage::JobsPage(Repository &repository, QWidget *parent)
    : QWidget(parent)
    , m_repository(repository)
    , m_model(repository.jobs())
    , m_now(&QDateTime::currentSecsSinceEpoch)
{
    setObjectName(u"jobsPage"_s);
    build();
    wire();
}

void JobsPage::build()
{
    m_columns = new QSplitter(Qt::Horizontal, this);
    m_columns->setObjectName(u"railSplitter"_s);
    m_columns->setChildrenCollapsible(false);
    m_columns->setHandleWidth(1);
    m_rail = new Rail(m_columns);
    m_rail->setMinimumWidth(fontMetrics().height() * 8);
    auto *right = new QWidget(m_columns);
    auto *box = new QVBoxLayout(right);
    box->setContentsMargins({});
    box->setSpacing(0);
    m_tokens = new TokenPanel(right);
    m_chips = new FilterBar(right);
    m_split = new QSplitter(Qt::Vertical, right);
    m_split->setObjectName(u"jobSplitter"_s);
    m_split->setChildrenCollapsible(false);
    m_stack = new QStackedWidget(m_split);
    m_table = new JobTableView(m_model, m_stack);
    m_empty = new EmptyPage(m_stack);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    m_stack->setMinimumSize(fontMetrics().height() * 16, fontMetrics().height() * 6);
    m_jobPage = new JobPane(m_split);
    m_jobPage->hide();
    m_split->addWidget(m_stack);
    m_split->addWidget(m_jobPage);
    m_split->setStretchFactor(0, 1);
    m_split->setStretchFactor(1, 1);
    box->addWidget(m_tokens);
    box->addWidget(m_chips);
    box->addWidget(m_split, 1);
    m_columns->addWidget(m_rail);
    m_columns->addWidget(right);
    m_columns->setStretchFactor(1, 1);
    m_columns->setSizes({m_rail->sizeHint().width(), 1000});
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins({});
    outer->addWidget(m_columns);
}

void JobsPage::wire()
{
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(0);
    connect(&m_refresh, &QTimer::timeout, this, &JobsPage::refreshNow);
    m_selection.setSingleShot(true);
    m_selection.setInterval(kSelectionDelayMs);
    connect(&m_selection, &QTimer::timeout, this, [this] {
        if (const std::optional<JobKey> selected = m_table->selectedJob())
            openJob(*selected);
    });
    connect(m_model, &JobsModel::contentChanged, this, &JobsPage::scheduleRefresh);
    connect(&m_repository, &Repository::accountsChanged, this, &JobsPage::scheduleRefresh);
    connect(&m_repository, &Repository::settled, this, &JobsPage::scheduleRefresh);
    connect(&m_repository, &Repository::filesChanged, this, &JobsPage::leaveClosedFiles);
    connect(m_rail, &Rail::fileChosen, this, [this](qint64 file) { showFile(file == m_file ? 0 : file); });
    connect(m_rail, &Rail::fileCloseRequested, &m_repository, &Repository::closeFile);
    connect(&m_repository, &Repository::jobOpened, this, &JobsPage::showOpened);
    connect(&m_repository, &Repository::jobFailed, this, &JobsPage::showFailed);
    connect(&m_repository, &Repository::recordsChanged, m_jobPage, &JobPane::showRecords);
    connect(&m_repository, &Repository::archiveLoaded, m_tokens, &TokenPanel::begin);
    // When the jobs are on the screen there is time for it, and the first one opens without a wait.
    connect(&m_repository, &Repository::archiveLoaded, m_jobPage, &JobPane::makeTabs, Qt::QueuedConnection);
    connect(m_jobPage, &JobPane::recordsRequested, &m_repository, &Repository::reloadRecords);
    connect(m_jobPage, &JobPane::recordsCancelRequested, &m_repository, &Repository::cancelRecords);
    connect(m_jobPage, &JobPane::fileDownloadRequested, &m_repository, &Repository::downloadFile);
    connect(m_jobPage, &JobPane::fileLocated, &m_repository, &Repository::locateFile);
    connect(m_rail, &Rail::choiceChanged, this, [this](const FacetChoice &choice) {
        setChoice(choice);
        scheduleRefresh(); // "more…" changes the rail alone
    });
    connect(m_chips, &FilterBar::changed, this, &JobsPage::setFilter);
    connect(m_tokens, &TokenPanel::choiceChanged, this, &JobsPage::scheduleRefresh);
    connect(m_tokens, &TokenPanel::rangeDragged, this,
            [this](const TimeRange &range) { addWord(createdWord(range.first, range.second)); });
    connect(m_tokens, &TokenPanel::rangeCleared, this, [this] {
        const JobFilter filter = m_model->table().filter();
        QString text = m_findText;
        for (auto term = filter.terms.rbegin(); term != filter.terms.rend(); ++term) {
            if (term->field == FilterTerm::Field::Created)
                text = withoutPart(text, term->start, term->length);
        }
        setFindText(text);
    });
    connect(m_table, &JobTableView::openRequested, this, [this](const JobKey &key) {
        m_selection.stop();
        openJob(key);
    });
    connect(m_table, &JobTableView::filterWordRequested, this, &JobsPage::addWord);
    connect(m_table, &JobTableView::selectedJobsChanged, this, [this] {
        Q_EMIT countsChanged();
        const std::optional<JobKey> selected = m_table->selectedJob();
        // A filter or a refresh may take the selection away; the page stays then.
        if (selected && (!m_open || !(*selected == *m_open)))
            m_selection.start();
        else
            m_selection.stop();
    });
    connect(m_jobPage, &JobPane::closeRequested, this, &JobsPage::closeJob);
    connect(m_jobPage, &JobPane::openModelRequested, this, &JobsPage::openMakerOf);
    connect(m_empty, &EmptyPage::actionTriggered, this, [this] {
        if (m_emptyAction)
            m_emptyAction();
    });
    connect(m_empty, &EmptyPage::secondTriggered, this, [this] { setFilter({}, {}); });
}

void JobsPage::setClock(std::function<qint64()> now)
{
    m_now = now;
    m_clockIsSet = true;
    m_table->delegate()->now = std::move(now);
    m_jobPage->setNow(m_now());
    applyFilter();
}

void JobsPage::setFilter(const QString &findText, const FacetChoice &choice)
{
    if (findText == m_findText && choice == m_choice)
        return;
    m_findText = findText;
    m_choice = choice;
    m_rail->setChoice(choice);
    applyFilter();
    Q_EMIT filterChanged(m_findText, m_choice);
}

void JobsPage::addWord(const QString &word)
{
    setFindText(withWord(m_findText, word));
}

JobFilter JobsPage::filterOf(const QString &findText, const FacetChoice &choice) const
{
    JobFilter filter = parseFilter(findText, m_now(), m_statuses);
    filter.facets = choice;
    return filter;
}

void JobsPage::applyFilter()
{
    JobFilter filter = filterOf(m_findText, m_choice);
    const JobFilter &now = m_model->table().filter();
    Q_EMIT problemsFound(filter.problems);
    if (filter.terms == now.terms && filter.facets == now.facets)
        return;
    m_model->setFilter(std::move(filter));
}

void JobsPage::scheduleRefresh()
{
    m_dirty = true;
    if (isVisible() && !m_refresh.isActive())
        m_refresh.start();
}

std::optional<TimeRange> JobsPage::createdRange() const
{
    for (const FilterTerm &term : m_model->table().filter().terms) {
        if (term.field == FilterTerm::Field::Created && !term.negated)
            return TimeRange{term.low, term.high};
    }
    return std::nullopt;
}

void JobsPage::refreshNow()
{
    m_dirty = false;
    const JobTable &table = m_model->table();
    const FacetCounts counts = table.counts();
    for (auto it = counts.statuses.cbegin(); it != counts.statuses.cend(); ++it) {
        if (!m_knownStatuses.contains(it.key())) {
            m_knownStatuses.insert(it.key());
            m_statuses.append(it.key());
        }
    }
    m_rail->refresh(table, counts, m_choice);
    showFilesInRail();
    if (m_tokens->isVisible())
        m_tokens->refresh(table, createdRange());
    const QList<FilterChip> chips = filterChips(table.filter(), m_findText, table);
    m_chips->setChips(chips);
    refreshEmptyPage(counts, chips);
    followOpenRow();
    Q_EMIT countsChanged();
}

void JobsPage::refreshEmptyPage(const FacetCounts &counts, const QList<FilterChip> &chips)
{
    if (m_model->rowCount() > 0) {
        const QWidget *focus = window()->focusWidget();
        const bool takeFocus = focus == m_empty || m_empty->isAncestorOf(focus);
        m_stack->setCurrentWidget(m_table);
        if (takeFocus)
            m_table->setFocus();
        return;
    }
    const bool hadFocus = window()->focusWidget() == m_table;
    m_emptyAction = nullptr;
    if (counts.total > 0) {
        // The facet whose own list would show jobs, or the time, is to blame; else it is all of them
        // together.
        QString blame;
        FacetChoice choice = m_choice;
        const auto any = [](const auto &map) {
            return std::any_of(map.begin(), map.end(), [](int n) { return n > 0; });
        };
        if (chips.size() == 1) {
            blame = chips.first().text;
        } else if (!m_choice.statuses.isEmpty() && any(counts.statuses)) {
            blame = tr("Status");
            choice.statuses.clear();
        } else if (!m_choice.methods.isEmpty() && any(counts.methods)) {
            blame = tr("Method");
            choice.methods.clear();
        } else if (!m_choice.models.isEmpty() && any(counts.models)) {
            blame = tr("Base model");
            choice.models.clear();
        } else if (!m_choice.accounts.isEmpty() && any(counts.accounts)) {
            blame = tr("Account");
            choice.accounts.clear();
        }
        if (blame.isEmpty()) {
            QStringList all;
            for (const FilterChip &chip : chips)
                all.append(chip.text);
            m_empty->show(tr("No job passes these filters together"), cellText(all.join(u"  +  "_s), 300),
                          tr("Clear all filters"));
            m_emptyAction = [this] {
                setFilter({}, {});
            };
        } else {
            const bool single = chips.size() == 1;
            m_empty->show(tr("No job passes “%1”").arg(blame),
                          tr("%n job(s) are hidden by it.", nullptr, counts.total - counts.matching),
                          tr("Clear this filter"), single ? QString() : tr("Clear all filters"));
            const QString text = single ? chips.first().findText : m_findText;
            if (single)
                choice = chips.first().choice;
            m_emptyAction = [this, text, choice] {
                setFilter(text, choice);
            };
        }
    } else if (!m_repository.isSettled() || m_repository.isSyncing()) {
        m_empty->show(tr("Loading jobs…"), {});
    } else if (m_repository.accounts().empty()) {
        m_empty->show(tr("No account yet"), tr("Add an account to see its fine-tuning jobs."),
                      tr("Add an account"));
        m_emptyAction = [this] {
            Q_EMIT addAccountRequested();
        };
    } else {
        const auto accounts = m_repository.accounts();
        const bool failed = std::any_of(accounts.begin(), accounts.end(), [](const AccountState &state) {
            return state.error.has_value() || !state.askable;
        });
        const bool stopped = std::any_of(accounts.begin(), accounts.end(),
                                         [](const AccountState &state) { return state.stopped; });
        if (failed)
            m_empty->show(tr("Nothing is kept yet"),
                          tr("The jobs will be here once the server has answered."), tr("Try again"));
        else if (stopped)
            m_empty->show(tr("Nothing is kept yet"), tr("Loading was stopped."), tr("Refresh"));
        else
            m_empty->show(tr("No fine-tuning jobs yet"),
                          tr("Jobs appear here as soon as the server lists them."), tr("Refresh"));
        m_emptyAction = [this] {
            m_repository.refresh();
        };
    }
    m_stack->setCurrentWidget(m_empty);
    if (hadFocus)
        m_empty->setFocus();
}

void JobsPage::showFile(qint64 account)
{
    const OpenedFile *file = m_repository.openedFile(account);
    if (file && file->jobs == 0)
        return openJob({account, {}});
    setScope(file ? account : 0);
    if (!file)
        return;
    const auto order = m_model->table().order();
    if (file->jobs == 1 && !order.empty())
        openJob({account, QString::fromUtf8(m_model->table().id(order.front()))});
}

// A file and the accounts each have a filter of their own.
void JobsPage::setScope(qint64 file)
{
    if (file == m_file)
        return;
    if (m_file == 0) {
        m_accountsText = m_findText;
        m_accountsChoice = m_choice;
    }
    m_file = file;
    if (m_open && (m_repository.openedFile(m_open->account) ? m_open->account : 0) != file)
        leaveJob();
    m_model->setScope(file);
    if (file == 0) {
        m_accountsChoice.accounts.removeIf( // removed meanwhile
            [this](qint64 account) { return m_model->table().accountName(account).isEmpty(); });
        setFilter(m_accountsText, m_accountsChoice);
    } else {
        setFilter({}, {});
    }
    arrange();
    scheduleRefresh();
    Q_EMIT shownFileChanged();
}

void JobsPage::showFilesInRail()
{
    QList<RailFile> files;
    for (const OpenedFile &file : m_repository.files())
        files.append({file.account, file.name, file.title + u'\n' + file.path, file.account == m_file});
    m_rail->setFiles(files, m_repository.accounts().empty());
}

void JobsPage::leaveClosedFiles()
{
    const auto isClosed = [this](const JobKey &key) {
        return key.account < 0 && !m_repository.openedFile(key.account) && !m_repository.account(key.account);
    };
    const auto before = m_history.begin() + std::max<qsizetype>(0, m_place);
    m_place -= std::count_if(m_history.begin(), std::min(before, m_history.end()), isClosed);
    m_history.removeIf(isClosed);
    m_place = std::min(m_place, m_history.size() - 1);
    if (m_file != 0 && !m_repository.openedFile(m_file)) {
        leaveJob();
        setScope(0);
    }
    showFilesInRail();
    Q_EMIT openedChanged();
}

void JobsPage::openJob(const JobKey &key)
{
    setScope(m_repository.openedFile(key.account) ? key.account : 0);
    if (m_open && *m_open == key) {
        m_jobPage->show();
        arrange();
        askFor(key); // whoever opens it again wants to see it as it is now
        return;
    }
    if (m_place < 0 || !(m_history.value(m_place) == key)) {
        m_history.resize(m_place + 1);
        m_history.append(key);
        m_place = m_history.size() - 1;
    }
    m_open = key;
    m_openState.clear();
    const qint64 number = m_model->table().find(key.account, key.id.toUtf8());
    const OpenedFile *file = key.id.isEmpty() ? m_repository.openedFile(key.account) : nullptr;
    const QString name = file         ? file->title
                         : number < 0 ? key.id
                                      : QString::fromUtf8(m_model->table().name(quint32(number)));
    m_jobPage->showLoading(key, name);
    m_jobPage->show();
    arrange();
    const std::optional<JobKey> current = m_table->currentJob();
    if (file)
        m_jobPage->setFocus();
    else if (!current || !(*current == key) || m_table->selectedCount() == 0)
        m_table->selectJob(key);
    else
        m_table->scrollTo(m_table->currentIndex().siblingAtColumn(0));
    m_selection.stop();
    followOpenRow();
    askFor(key);
    Q_EMIT openedChanged();
}

void JobsPage::askFor(const JobKey &key)
{
    m_repository.open(key);
}

// The job whose output or checkpoint that model is; unknown here: the jobs that mention it.
void JobsPage::openMakerOf(const QString &model)
{
    const QString made = modelOf(Reference::parse(model));
    m_repository.locateMakers(model, made.isEmpty() ? model : made, this,
                              [this, model, asked = m_open](const std::vector<JobKey> &makers) {
                                  if (m_open != asked)
                                      return; // the user went elsewhere meanwhile
                                  if (makers.empty())
                                      return setFilter(u'"' + model + u'"', {});
                                  openJob(makers.front());
                              });
}

void JobsPage::closeJob()
{
    leaveJob();
    const OpenedFile *file = m_repository.openedFile(m_file);
    if (file && file->jobs == 0)
        setScope(0); // it has nothing but its page
}

void JobsPage::leaveJob()
{
    if (!m_open)
        return;
    const QWidget *focus = window()->focusWidget();
    const bool hadFocus = m_jobPage->isAncestorOf(focus);
    m_open.reset();
    m_selection.stop();
    m_jobPage->hide();
    m_jobPage->clear();
    arrange();
    if (hadFocus || !focus)
        m_table->setFocus();
    Q_EMIT openedChanged();
}

bool JobsPage::canGo(int step) const
{
    const qsizetype place = m_place + step;
    return place >= 0 && place < m_history.size();
}

void JobsPage::goInHistory(int step)
{
    if (!canGo(step))
        return;
    m_place += step;
    openJob(m_history[m_place]);
}

void JobsPage::showOpened(const JobDetails &details)
{
    if (!m_open || !(details.key == *m_open))
        return;
    if (m_clockIsSet)
        m_jobPage->setNow(m_now());
    // A removed account whose jobs were kept has a label still.
    const AccountState *account = m_repository.account(details.key.account);
    const AccountLabel label = m_model->table().accountLabel(details.key.account);
    m_jobPage->showJob(details, account ? account->record.name : label.name,
                       account ? QUrl(account->record.baseUrl).host() : label.host);
    if (details.last)
        Q_EMIT jobPageFilled();
}

void JobsPage::showFailed(const JobKey &key, const ApiError &error)
{
    if (!m_open || !(key == *m_open))
        return;
    m_jobPage->showFailure(key, error);
    Q_EMIT jobPageFilled();
}

// A refresh of the list may have changed the job that is open: its page asks for it again.
void JobsPage::followOpenRow()
{
    if (!m_open)
        return;
    const qint64 number = m_model->table().find(m_open->account, m_open->id.toUtf8());
    if (number < 0)
        return;
    const JobRow row = m_model->table().row(quint32(number));
    const QByteArray state = row.status.toByteArray() + ' ' + QByteArray::number(row.finishedAt) + ' ' +
                             QByteArray::number(row.trainedTokens) + ' ' +
                             QByteArray::number(row.estimatedFinish);
    const bool changed = !m_openState.isEmpty() && m_openState != state;
    m_openState = state;
    if (changed)
        askFor(*m_open);
}

void JobsPage::setRailShown(bool on)
{
    m_railShown = on;
    m_rail->setVisible(on);
}

void JobsPage::setChartShown(bool on)
{
    m_chartShown = on;
    arrange();
}

void JobsPage::setBeside(bool on)
{
    m_beside = on;
    arrange();
}

void JobsPage::arrange()
{
    const bool open = m_open.has_value();
    // The page of a file, or of its only job, needs no list.
    const OpenedFile *file = m_repository.openedFile(m_file);
    const bool isAlone = open && file && file->jobs <= 1;
    m_stack->setVisible(!isAlone);
    const bool chart = m_chartShown && !isAlone && (!open || height() >= kChartHeight);
    if (m_tokens->isHidden() == chart) {
        m_tokens->setVisible(chart);
        scheduleRefresh();
    }
    const Qt::Orientation wanted = m_beside && width() >= kBesideWidth ? Qt::Horizontal : Qt::Vertical;
    if (m_split->orientation() != wanted) {
        m_split->setOrientation(wanted);
        m_split->setSizes({1000, 1000});
    }
}

void JobsPage::refreshTimes()
{
    if (hasCreatedTerm(m_model->table().filter()))
        applyFilter();
    m_table->viewport()->update();
}

void JobsPage::save(QSettings &settings) const
{
    m_table->save(settings);
    m_tokens->save(settings);
    m_jobPage->save(settings);
    settings.setValue("window/rail"_L1, m_railShown);
    settings.setValue("window/chart"_L1, m_chartShown);
    settings.setValue("window/beside"_L1, m_beside);
    settings.setValue("window/columns"_L1, m_columns->saveState());
    // Without an open job the splitter has nothing to say.
    if (m_open)
        settings.setValue("window/split"_L1, m_split->saveState());
}

void JobsPage::restore(QSettings &settings)
{
    m_table->restore(settings);
    m_tokens->restore(settings);
    m_jobPage->restore(settings);
    m_columns->restoreState(settings.value("window/columns"_L1).toByteArray());
    m_split->restoreState(settings.value("window/split"_L1).toByteArray());
    m_columns->setHandleWidth(1);
    setRailShown(settings.value("window/rail"_L1, true).toBool());
    setBeside(settings.value("window/beside"_L1, false).toBool());
    setChartShown(settings.value("window/chart"_L1, true).toBool());
}

void JobsPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_open)
        return closeJob();
    QWidget::keyPressEvent(event);
}

void JobsPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (std::exchange(m_wasShown, true)) {
        if (m_dirty)
            refreshNow();
        return;
    }
    // What has been read by now belongs into the first frame, with its counts, and in its place: a second one
    // would follow at once.
    m_repository.applyFirstAnswers();
    refreshNow();
    m_tokens->layout()->activate();
    m_tokens->parentWidget()->layout()->activate();
}

void JobsPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

} // namespace tuneboard
