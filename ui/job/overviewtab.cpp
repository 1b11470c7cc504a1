// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/job/overviewtab.h"

#include "app/repository/repository.h"
#include "ui/charts/headlinechart.h"
#include "ui/job/elsewhere.h"
#include "ui/job/factlist.h"
#include "ui/job/factsview.h"
#include "ui/job/jobfacts.h"
#include "ui/job/textcolour.h"
#include "ui/theme.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QEvent>
#include <QFrame>
#include <QGuiApplication>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTimer>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

constexpr int kWideWindow = 1100;
// A page docked beside the table is narrow in a wide window.
constexpr int kWidePage = 760;
constexpr int kChartPage = 900;
// In lines of text: a chart is no higher than its page and no higher than it is wide.
constexpr int kMostChart = 24;
constexpr int kLeastChart = 10;
// Beside a chart the facts take five parts of seventeen, within these bounds; in average characters.
constexpr int kLeastFacts = 43;
constexpr int kMostFacts = 64;
constexpr int kMostLabel = 16;

} // namespace

OverviewTab::OverviewTab(QWidget *parent)
    : JobTab(parent)
    , m_stack(new QStackedWidget(this))
    , m_scroll(new QScrollArea(this))
    , m_main(new FactsView(this))
    , m_side(new FactsView(this))
    , m_chart(new HeadlineChart(this))
    , m_line(new QFrame(this))
    , m_chartLine(new QFrame(this))
{
    setObjectName(u"overviewTab"_s);
    m_main->setObjectName(u"overviewFacts"_s);
    m_side->setObjectName(u"overviewSide"_s);
    m_line->setFixedWidth(1);
    m_chartLine->setFixedWidth(1);

    auto *content = new QWidget;
    content->setObjectName(u"overviewContent"_s);
    content->setBackgroundRole(QPalette::Base);
    content->setAutoFillBackground(true);
    m_columns = new QBoxLayout(QBoxLayout::LeftToRight, content);
    m_columns->setSpacing(12);
    m_columns->setContentsMargins(14, 0, 8, 0);
    // The lines between the columns go from edge to edge.
    for (QWidget *column : std::initializer_list<QWidget *>{m_main, m_chart, m_side})
        column->layout()->setContentsMargins(0, 6, 0, 10);
    m_columns->addWidget(m_main, 1);
    m_columns->addWidget(m_chartLine);
    m_columns->addWidget(m_chart, 2);
    m_columns->setAlignment(m_chart, Qt::AlignTop);
    m_columns->addWidget(m_line);
    m_columns->addWidget(m_side, 1);

    m_scroll->setObjectName(u"overviewScroll"_s);
    m_scroll->setAccessibleName(tr("Overview of the job"));
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::StrongFocus);
    m_scroll->setWidget(content);
    content->installEventFilter(this);
    m_fit = new QTimer(this);
    m_fit->setSingleShot(true);
    m_fit->setInterval(0);
    connect(m_fit, &QTimer::timeout, this, &OverviewTab::fit);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    m_stack->addWidget(m_scroll);
    whole->addWidget(m_stack);

    for (FactsView *facts : {m_main, m_side}) {
        connect(facts, &FactsView::linkActivated, this, &OverviewTab::openLink);
        connect(facts, &FactsView::wholeRequested, this, &OverviewTab::copyWhole);
    }
    connect(m_chart, &HeadlineChart::stepsChosen, this, &JobTab::stepsChosen);
    arrange();
}

void OverviewTab::setJob(const JobView &view)
{
    m_main->setFacts(mainFacts(view));
    m_side->setFacts(sideFacts(view));
    keepDetails(view);
    m_trainingFile = view.details->job.trainingFile;
    m_hasChart = m_chart->setJob(view);
    arrange();
    if (view.isOther)
        m_scroll->verticalScrollBar()->setValue(0);
}

void OverviewTab::openLink(const QString &key, const QString &value)
{
    if (key == "model"_L1)
        Q_EMIT openModelRequested(value);
    else if (key == "error_line"_L1)
        Q_EMIT fileLineRequested(m_trainingFile, value.toLongLong());
    else if (key.startsWith(kShowAllKey))
        showList(key);
}

// What an opened list is made of; the list follows the job, and goes with it.
void OverviewTab::keepDetails(const JobView &view)
{
    const std::vector<Fact> &facts = m_side->facts();
    const auto isLong = [](const Fact &fact) {
        return fact.isCut || fact.key.startsWith(kShowAllKey);
    };
    const bool isChanged = m_details && m_details->raw != view.details->raw;
    if (std::none_of(facts.begin(), facts.end(), isLong))
        m_details.reset();
    else if (!m_details || isChanged)
        m_details = view.owner ? view.owner : std::make_shared<const JobDetails>(*view.details);
    if (view.isOther || !m_details)
        closeList();
    else if (isChanged && !m_listKey.isEmpty())
        gatherList();
}

void OverviewTab::showList(const QString &key)
{
    if (!m_list) {
        m_list = new FactList(this);
        m_stack->addWidget(m_list);
        connect(m_list, &FactList::closed, this, &OverviewTab::closeList);
    }
    m_listKey = key;
    m_stack->setCurrentWidget(m_list);
    m_list->begin(listTitle(key));
    gatherList();
}

// A server may make a list as long as it likes: its rows are made on another thread.
void OverviewTab::gatherList()
{
    computeElsewhere(
        this, [details = m_details, key = m_listKey] { return wholeList(*details, key); },
        [this, details = m_details, key = m_listKey](std::vector<Fact> facts) {
            if (details == m_details && key == m_listKey)
                m_list->setFacts(std::move(facts));
        });
}

void OverviewTab::copyWhole(const QString &key)
{
    if (!m_details)
        return;
    computeElsewhere(
        this, [details = m_details, key] { return wholeIntegration(*details, key); },
        [](const QString &text) { QGuiApplication::clipboard()->setText(text); });
}

void OverviewTab::closeList()
{
    if (std::exchange(m_listKey, {}).isEmpty())
        return;
    const bool hadFocus = m_list->isAncestorOf(window()->focusWidget());
    m_stack->setCurrentWidget(m_scroll);
    m_list->setFacts({});
    if (hadFocus)
        m_scroll->setFocus();
}

void OverviewTab::setSteps(const std::optional<StepRange> &steps)
{
    m_chart->setSteps(steps);
}

void OverviewTab::resizeEvent(QResizeEvent *event)
{
    JobTab::resizeEvent(event);
    arrange();
}

// The scroll area asks for the height at this width when it is resized, and not again when a row inside
// becomes higher: without this the rows are squeezed.
bool OverviewTab::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Resize)
        m_fit->start();
    return JobTab::eventFilter(watched, event);
}

void OverviewTab::fit()
{
    QWidget *content = m_scroll->widget();
    const int height = std::max(0, content->heightForWidth(m_scroll->viewport()->width()));
    if (height != content->minimumHeight())
        content->setMinimumHeight(height);
}

void OverviewTab::changeEvent(QEvent *event)
{
    JobTab::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        arrange();
}

void OverviewTab::arrange()
{
    m_isWide = window()->width() >= kWideWindow && width() >= kWidePage;
    m_columns->setDirection(m_isWide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_columns->setSpacing(m_isWide ? 12 : 0);
    const bool hasChart = m_isWide && m_hasChart && width() >= kChartPage;
    m_columns->setStretch(0, m_isWide && !hasChart ? 1 : 0);
    m_columns->setStretch(2, hasChart ? 1 : 0);
    m_columns->setStretch(4, hasChart ? 0 : 1);
    const int letter = fontMetrics().averageCharWidth();
    const int facts = std::clamp(width() * 5 / 17, letter * kLeastFacts, letter * kMostFacts);
    for (FactsView *view : {m_main, m_side}) {
        view->setMinimumWidth(hasChart ? facts : 0);
        view->setMaximumWidth(hasChart ? facts : QWIDGETSIZE_MAX);
    }
    m_hasColumns = hasChart;
    m_line->setVisible(m_isWide);
    m_chart->setVisible(hasChart);
    m_chartLine->setVisible(hasChart);
    const int em = fontMetrics().height();
    const int most = std::min(em * kMostChart, std::max(em * kLeastChart, width() - 2 * facts - 60));
    m_chart->setFixedHeight(std::clamp(height(), em * kLeastChart, most));
    setLineColour(m_line, colours(palette()).line);
    setLineColour(m_chartLine, colours(palette()).line);
    alignLabels();
}

// Below each other the values stand on one line.
void OverviewTab::alignLabels()
{
    const int both = std::max(m_main->ownLabelWidth(), m_side->ownLabelWidth());
    // In three columns a long label gives way, so that fewer values have to.
    const int most = fontMetrics().averageCharWidth() * kMostLabel;
    for (FactsView *view : {m_main, m_side}) {
        view->setLabelWidth(m_hasColumns ? std::min(most, view->ownLabelWidth()) : m_isWide ? 0 : both);
    }
}

} // namespace tuneboard
