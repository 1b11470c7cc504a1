// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/job/jobpane.h"

#include "app/link/ourlink.h"
#include "app/repository/jobrecords.h"
#include "ui/format.h"
#include "ui/job/chartstab.h"
#include "ui/job/checkpointstab.h"
#include "ui/job/eventstab.h"
#include "ui/job/filepage.h"
#include "ui/job/filestab.h"
#include "ui/job/gradertab.h"
#include "ui/job/jobfacts.h"
#include "ui/job/jobheader.h"
#include "ui/job/overviewtab.h"
#include "ui/job/rawtab.h"
#include "ui/job/tabstrip.h"
#include "ui/job/textcolour.h"
#include "ui/theme.h"

#include <QClipboard>
#include <QDateTime>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QProgressBar>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTimer>
#include <QToolButton>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

template<class T>
JobTab *make(QWidget *parent)
{
    return new T(parent);
}

/// The page's tabs in their order: a further one is a row.
struct TabRow
{
    const char *key;
    const char *label; ///< in English, for tr()
    JobTab *(*make)(QWidget *parent);
};

constexpr TabRow kTabs[] = {
    {"overview", QT_TRANSLATE_NOOP("tuneboard::JobPane", "Overview"), &make<OverviewTab>},
    {"charts", QT_TRANSLATE_NOOP("tuneboard::JobPane", "Charts"), &make<ChartsTab>},
    {"method", QT_TRANSLATE_NOOP("tuneboard::JobPane", "Method && graders"), &make<GraderTab>},
    {"events", QT_TRANSLATE_NOOP("tuneboard::JobPane", "Events"), &make<EventsTab>},
    {"checkpoints", QT_TRANSLATE_NOOP("tuneboard::JobPane", "Checkpoints"), &make<CheckpointsTab>},
    {"files", QT_TRANSLATE_NOOP("tuneboard::JobPane", "Files"), &make<FilesTab>},
    {"raw", QT_TRANSLATE_NOOP("tuneboard::JobPane", "Raw"), &make<RawTab>},
};

constexpr auto kCheckpoints = "checkpoints"_L1;

/// How often relative times are written anew, in milliseconds.
constexpr int kClockMs = 30000;

} // namespace

struct JobPane::Tab
{
    QString key;
    JobTab *widget = nullptr;
    JobKey shown;        ///< the job that it showed last
    bool isStale = true; ///< it has not seen the newest details
};

JobPane::JobPane(QWidget *parent)
    : QWidget(parent)
    , m_header(new JobHeader(this))
    , m_strip(new TabStrip(this))
    , m_stack(new QStackedWidget(this))
    , m_blank(new QLabel(this))
    , m_progress(new QProgressBar(this))
    , m_line(new QFrame(this))
    , m_failure(new QWidget(this))
    , m_failureText(new QLabel(m_failure))
    , m_copyRequestId(new QToolButton(m_failure))
    , m_clock(new QTimer(this))
{
    setObjectName(u"jobPage"_s);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    m_strip->setObjectName(u"jobTabs"_s);
    m_strip->setAccessibleName(tr("Parts of the job page"));
    m_stack->setObjectName(u"jobStack"_s);
    m_progress->setObjectName(u"jobProgress"_s);
    m_progress->setAccessibleName(tr("The job is being read"));
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(2);
    m_line->setFixedHeight(1);
    m_blank->setObjectName(u"jobBlank"_s);
    m_blank->setTextFormat(Qt::PlainText);
    m_blank->setWordWrap(true);
    m_blank->setAlignment(Qt::AlignCenter);
    m_blank->setMargin(24);
    m_blank->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);

    m_failure->setObjectName(u"jobFailure"_s);
    m_failureText->setObjectName(u"jobFailureText"_s);
    m_failureText->setTextFormat(Qt::PlainText);
    m_failureText->setWordWrap(true);
    m_failureText->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_copyRequestId->setObjectName(u"copyRequestId"_s);
    m_copyRequestId->setText(tr("Copy request id"));
    m_copyRequestId->setAccessibleName(tr("Copy request id"));
    m_copyRequestId->setAutoRaise(true);
    m_copyRequestId->setFocusPolicy(Qt::TabFocus);
    auto *failureRow = new QHBoxLayout(m_failure);
    failureRow->setContentsMargins(14, 4, 8, 4);
    failureRow->addWidget(m_failureText, 1);
    failureRow->addWidget(m_copyRequestId, 0, Qt::AlignTop);

    auto *strip = new QHBoxLayout;
    strip->setContentsMargins(14, 0, 8, 0);
    strip->addWidget(m_strip, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_progress);
    column->addWidget(m_header);
    column->addLayout(strip);
    column->addWidget(m_line);
    column->addWidget(m_failure);
    column->addWidget(m_stack, 1);
    m_stack->addWidget(m_blank);

    connect(m_header, &JobHeader::copyLinkRequested, this, [this] { Q_EMIT copyLinkRequested(m_key); });
    connect(m_header, &JobHeader::closeRequested, this, &JobPane::closeRequested);
    connect(m_copyRequestId, &QToolButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_requestId); });
    connect(m_clock, &QTimer::timeout, this, [this] {
        if (!m_details || !isVisible())
            return;
        updateHeader();
        updateTabs();
    });
    m_clock->start(kClockMs);
    applyLook();
    clear();
}

JobPane::~JobPane() = default;

void JobPane::makeTabs()
{
    if (!m_tabs.empty())
        return;
    for (const TabRow &row : kTabs) {
        Tab tab;
        tab.key = QString::fromLatin1(row.key);
        tab.widget = row.make(m_stack);
        m_stack->addWidget(tab.widget);
        const int index = m_strip->addTab(tr(row.label));
        m_strip->setTabData(index, tab.key);
        if (index < 9) {
            const QKeySequence key(int(Qt::CTRL) | (Qt::Key_1 + index));
            m_strip->setTabToolTip(index, key.toString(QKeySequence::NativeText));
        }
        connect(tab.widget, &JobTab::openModelRequested, this, &JobPane::openModelRequested);
        JobTab *widget = tab.widget;
        connect(widget, &JobTab::tabRequested, this, &JobPane::setCurrentTab);
        // What the user has picked is not taken away by what a link asked for before.
        connect(widget, &JobTab::checkpointSelected, this, [this] { m_wanted.reset(); });
        connect(widget, &JobTab::stepsChosen, this, [this](const std::optional<StepRange> &steps) {
            for (const Tab &other : m_tabs)
                other.widget->setSteps(steps);
        });
        connect(widget, &JobTab::fileLineRequested, this, [this](const QString &fileId, qint64 line) {
            setCurrentTab(u"files"_s);
            for (const Tab &other : m_tabs)
                other.widget->showFileLine(fileId, line);
        });
        connect(widget, &JobTab::fileDownloadRequested, this,
                [this](const QString &fileId) { Q_EMIT fileDownloadRequested(m_key, fileId); });
        connect(widget, &JobTab::fileLocated, this,
                [this, widget](const QString &fileId, const QString &path) { locate(widget, fileId, path); });
        connect(widget, &JobTab::recordsRequested, this, [this] { Q_EMIT recordsRequested(m_key); });
        connect(widget, &JobTab::recordsCancelRequested, this,
                [this] { Q_EMIT recordsCancelRequested(m_key); });
        connect(widget, &JobTab::exportRequested, this, &JobPane::exportRequested);
        m_tabs.push_back(std::move(tab));
    }
    connect(m_strip, &QTabBar::currentChanged, this, &JobPane::updateTab);
    if (m_settings)
        restore(*m_settings);
}

// The dialog may have been opened for a job that is not shown any more, in a tab that is not in front.
void JobPane::locate(const JobTab *tab, const QString &fileId, const QString &path)
{
    const auto asked =
        std::find_if(m_tabs.begin(), m_tabs.end(), [tab](const Tab &each) { return each.widget == tab; });
    if (asked->shown == m_key)
        Q_EMIT fileLocated(m_key, fileId, path);
    else
        showStrip(tr("Your choice for %1 was not used, because the page shows another job now.")
                      .arg(cellText(fileId)),
                  {});
}

qint64 JobPane::now() const
{
    return m_now > 0 ? m_now : QDateTime::currentSecsSinceEpoch();
}

void JobPane::setNow(qint64 secs)
{
    if (secs == m_now)
        return;
    m_now = secs;
    if (!m_details)
        return;
    updateHeader();
    updateTabs();
}

JobView JobPane::view(bool isOther) const
{
    return {m_details.get(), m_accountName, m_host, now(), isOther, m_records.get(), m_details};
}

JobKey JobPane::current() const
{
    return m_key;
}

void JobPane::showJob(const JobDetails &details, const QString &accountName, const QString &host)
{
    makeTabs();
    const bool isOther = !m_details || !(m_details->key == details.key);
    m_key = details.key;
    if (m_records && !(m_records->key == m_key))
        m_records.reset();
    m_details = std::make_shared<const JobDetails>(details);
    m_accountName = accountName;
    m_host = host;
    m_progress->setVisible(false);
    m_failure->setVisible(false);
    m_header->setVisible(true);
    m_strip->setVisible(true);
    m_line->setVisible(true);
    {
        const QSignalBlocker blocker(m_strip); // updateTabs() shows the tab that is in front at the end
        const QString before = currentTab();
        showFittingTabs();
        chooseTab(before, isOther);
    }
    if (m_details->problem)
        showStrip(cellText(m_details->problem->text(), 2000), m_details->problem->requestId);
    updateHeader();
    updateTabs();
}

// A file that holds no job has the tabs of its kind.
void JobPane::showFittingTabs()
{
    const FilePage *page = m_details->page.get();
    const QStringList fitting = page ? fittingTabs(*page, m_records.get()) : QStringList();
    for (int i = 0; i < int(m_tabs.size()); ++i)
        m_strip->setTabVisible(i, !page || fitting.contains(m_tabs[std::size_t(i)].key));
}

// Shows Raw for a job that cannot be read, and the first fitting tab for a file. The next job shows the
// previous tab again.
void JobPane::chooseTab(const QString &before, bool isOther)
{
    const FilePage *page = m_details->page.get();
    const QString front = m_details->problem ? u"raw"_s
                          : page             ? fittingTabs(*page, m_records.get()).value(0)
                                             : QString();
    if (front.isEmpty()) {
        const QString tab = std::exchange(m_tabBefore, {});
        if (!tab.isEmpty() && before == m_tabShown) // else the user has chosen another one
            setCurrentTab(tab);
        return;
    }
    if (!m_tabBefore.isEmpty() && front == m_tabShown && !(page && isOther))
        return;
    if (m_tabBefore.isEmpty())
        m_tabBefore = before;
    m_tabShown = front;
    setCurrentTab(front);
}

void JobPane::showRecords(const JobRecords &records)
{
    if (!(records.key == m_key))
        return;
    const bool mayHaveOthers =
        !m_records || m_records->checkpoints != records.checkpoints || m_records->metrics != records.metrics;
    m_records = std::make_unique<JobRecords>(records);
    if (!m_details)
        return;
    if (mayHaveOthers) // the best checkpoint may have changed
        updateHeader();
    showFittingTabs();
    updateTabs();
}

void JobPane::updateTabs()
{
    for (Tab &tab : m_tabs)
        tab.isStale = true;
    updateTab(m_strip->currentIndex());
    updateBadges();
}

void JobPane::updateBadges()
{
    const JobView shown = view(false);
    for (int i = 0; i < int(m_tabs.size()); ++i) {
        const QString badge = m_tabs[std::size_t(i)].widget->badge(shown);
        const FilePage *page = m_details ? m_details->page.get() : nullptr;
        const QString ofFile = page ? fileTabLabel(page->kind, m_tabs[std::size_t(i)].key) : QString();
        const QString label = ofFile.isEmpty() ? tr(kTabs[std::size_t(i)].label) : ofFile;
        m_strip->setTabText(i, badge.isEmpty() ? label : label + u"  "_s + badge);
    }
}

void JobPane::updateHeader()
{
    const Job &job = m_details->job;
    m_header->setHasJob(!m_details->page);
    if (m_details->page)
        return m_header->setJob(m_details->page->title, {}, fileLine(*m_details->page));
    m_header->setJob(job.name(), statusKey(job.state(), job.status), headline(view(false)));
    m_header->setModelNames(bestModel(view(false)), job.fineTunedModel,
                            isTerminal(job.status) ? tr("This job has no output model.")
                                                   : tr("This job has no output model yet."));
    m_header->setLinkEnabled(true);
}

void JobPane::updateTab(int index)
{
    if (!m_details || index < 0 || std::size_t(index) >= m_tabs.size())
        return;
    Tab &tab = m_tabs[std::size_t(index)];
    m_stack->setCurrentWidget(tab.widget);
    // A tab that nobody looks at costs nothing.
    if (std::exchange(tab.isStale, false)) {
        const bool isOther = !(tab.shown == m_key);
        tab.shown = m_key;
        tab.widget->setJob(view(isOther));
    }
    if (tab.key == kCheckpoints)
        selectWanted();
}

void JobPane::showCheckpoint(const JobKey &key, const QString &idOrName, std::optional<qint64> step,
                             bool inFront)
{
    m_wanted = {key, idOrName, step};
    if (inFront)
        setCurrentTab(kCheckpoints);
    if (m_details && m_key == key && currentTab() == kCheckpoints)
        selectWanted();
}

void JobPane::selectWanted()
{
    if (m_wanted && !(m_wanted->key == m_key))
        m_wanted.reset();
    if (!m_wanted)
        return;
    const WantedCheckpoint wanted = *m_wanted;
    for (const Tab &tab : m_tabs) {
        if (tab.widget->showCheckpoint(wanted.idOrName, wanted.step))
            m_wanted.reset();
    }
}

void JobPane::showLoading(const JobKey &key, const QString &name)
{
    m_failure->setVisible(false);
    m_progress->setVisible(true);
    if (m_details && key == m_key)
        return;
    m_key = key;
    m_details.reset();
    m_records.reset();
    m_header->setVisible(true);
    m_header->setJob(name.isEmpty() ? key.id : name, {}, {});
    m_header->setHasJob(!key.id.isEmpty());
    m_header->setModelNames({}, {}, tr("The job is being read."));
    m_header->setLinkEnabled(true);
    showBlank(tr("Reading the job…"));
}

void JobPane::showFailure(const JobKey &key, const ApiError &error)
{
    m_progress->setVisible(false);
    const QString text = cellText(error.text(), 2000);
    if (m_details && key == m_key) {
        showStrip(text, error.requestId);
        return;
    }
    const bool isAwaited = key == m_key;
    m_key = key;
    m_details.reset();
    m_records.reset();
    m_header->setVisible(true);
    if (!isAwaited)
        m_header->setJob(key.id, {}, {});
    m_header->setModelNames({}, {}, tr("The job could not be read."));
    m_header->setLinkEnabled(true);
    showBlank({});
    showStrip(text, error.requestId);
}

void JobPane::clear()
{
    m_key = {};
    m_details.reset();
    m_records.reset();
    m_progress->setVisible(false);
    m_failure->setVisible(false);
    m_header->setVisible(false);
    showBlank(tr("Choose a job to see it here."));
}

void JobPane::showBlank(const QString &text)
{
    m_strip->setVisible(false);
    m_line->setVisible(!m_header->isHidden());
    m_blank->setText(text);
    m_stack->setCurrentWidget(m_blank);
}

void JobPane::showStrip(const QString &text, const QString &requestId)
{
    m_requestId = requestId;
    m_failureText->setText(text);
    m_copyRequestId->setVisible(!requestId.isEmpty());
    m_copyRequestId->setToolTip(toolTipText(requestId));
    m_failure->setVisible(true);
}

void JobPane::setCurrentTab(const QString &word)
{
    makeTabs();
    const QString key = tabKey(word); // settings and links may have an older word
    for (int i = 0; i < int(m_tabs.size()); ++i) {
        if (m_tabs[std::size_t(i)].key == key && m_strip->isTabVisible(i))
            m_strip->setCurrentIndex(i);
    }
}

void JobPane::save(QSettings &settings) const
{
    for (const Tab &tab : m_tabs)
        tab.widget->save(settings);
}

void JobPane::restore(QSettings &settings)
{
    m_settings = &settings;
    for (const Tab &tab : m_tabs)
        tab.widget->restore(settings);
}

QString JobPane::currentTab() const
{
    const int index = m_strip->currentIndex();
    return index < 0 ? QString() : m_tabs[std::size_t(index)].key;
}

// The window's actions have these keys too and take them first; two shortcuts of one key would both be dead.
void JobPane::keyPressEvent(QKeyEvent *event)
{
    const int index = event->key() - Qt::Key_1;
    if (event->modifiers() == Qt::ControlModifier && index >= 0 && index < m_strip->count() &&
        m_strip->isVisible() && m_strip->isTabVisible(index))
        m_strip->setCurrentIndex(index);
    else
        QWidget::keyPressEvent(event);
}

std::optional<TableExport> JobPane::tableExport() const
{
    const int index = m_strip->currentIndex();
    if (!m_details || index < 0)
        return std::nullopt;
    return m_tabs[std::size_t(index)].widget->tableExport();
}

void JobPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyLook();
}

void JobPane::applyLook()
{
    const Colours &look = colours(palette());
    setLineColour(m_line, look.line);
    setTextColour(m_blank, look.secondText);
    setTextColour(m_failureText, look.bad);
    m_copyRequestId->setIcon(tintedIcon(u"copy"_s, look.secondText));
}

} // namespace tuneboard
