// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/job/chartstab.h"

#include "app/api/terms.h"
#include "app/repository/jobrecords.h"
#include "app/repository/repository.h"
#include "ui/charts/chartbar.h"
#include "ui/charts/chartgrid.h"
#include "ui/charts/chartsource.h"
#include "ui/format.h"
#include "ui/job/textcolour.h"
#include "ui/theme.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSettings>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

constexpr qsizetype kShownNotes = 3;

QLabel *makeNote(const char *name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(QString::fromLatin1(name));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setFont(smallFont(label->font()));
    label->setContentsMargins(14, 0, 14, 4);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

ChartsTab::ChartsTab(QWidget *parent)
    : JobTab(parent)
    , m_view(new ChartView(this))
    , m_stack(new QStackedWidget(this))
    , m_blank(new QWidget(this))
    , m_blankText(new QLabel(m_blank))
    , m_read(new QPushButton(tr("Read it from the server"), m_blank))
{
    setObjectName(u"chartsTab"_s);
    m_blankText->setObjectName(u"chartsEmpty"_s);
    m_blankText->setTextFormat(Qt::PlainText);
    m_blankText->setWordWrap(true);
    m_blankText->setAlignment(Qt::AlignCenter);
    m_read->setObjectName(u"chartsRead"_s);
    m_read->setAccessibleName(m_read->text());
    auto *column = new QVBoxLayout(m_blank);
    column->addStretch(1);
    column->addWidget(m_blankText);
    column->addWidget(m_read, 0, Qt::AlignHCenter);
    column->addStretch(2);
    m_stack->addWidget(m_blank);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins({});
    whole->addWidget(m_stack);
    connect(m_read, &QPushButton::clicked, this, &JobTab::recordsRequested);
    connect(m_view, &ChartView::stepsChosen, this, &JobTab::stepsChosen);
    applyLook();
}

void ChartsTab::build()
{
    m_page = new QWidget;
    m_page->setBackgroundRole(QPalette::Base);
    m_page->setAutoFillBackground(true);
    m_bar = new ChartBar(*m_view, m_page);
    m_state = makeNote("chartsState", m_page);
    m_notes = makeNote("chartsNotes", m_page);
    m_grid = new ChartGrid(*m_view);
    m_scroll = new QScrollArea(m_page);
    m_scroll->setObjectName(u"chartsScroll"_s);
    m_scroll->setAccessibleName(tr("Charts of the job"));
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    // The charts take the focus; the area scrolls after it.
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(m_grid);
    m_scroll->verticalScrollBar()->setSingleStep(fontMetrics().height() * 2);
    m_grid->installEventFilter(this);
    auto *column = new QVBoxLayout(m_page);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_bar);
    column->addWidget(m_state);
    column->addWidget(m_notes);
    column->addWidget(m_scroll, 1);
    m_stack->addWidget(m_page);
    applyLook();
}

void ChartsTab::setJob(const JobView &view)
{
    const bool isChanged = feedCharts(*m_view, view);
    const JobMetrics *metrics = m_view->metrics().get();
    if (!metrics || metrics->series.empty()) {
        if (m_grid && isChanged)
            m_grid->setPlans({}, true, {});
        showEmpty(view);
        return;
    }
    if (!m_page)
        build();
    if (isChanged) {
        const QString name = view.details ? view.details->job.name() : QString();
        m_grid->setPlans(chartPlans(*metrics), view.isOther, name);
    }
    showNotes(view);
    m_stack->setCurrentWidget(m_page);
    if (view.isOther)
        m_scroll->verticalScrollBar()->setValue(0);
    freeWheel();
}

void ChartsTab::showEmpty(const JobView &view)
{
    const JobRecords *records = view.records;
    const bool isKnown = records && records->metrics;
    // Everything is here, and the metrics are being computed.
    const bool isComputing = records && !isKnown && records->eventsState.isComplete;
    const bool isLoading =
        isComputing || (records && (records->eventsState.isLoading || records->checkpointsState.isLoading));
    const bool isComplete =
        isKnown && (records->eventsState.isComplete || isNotOffered(records->eventsState));
    const bool isOver = view.details && isTerminal(view.details->job.status);
    QString text;
    if (isLoading)
        text = tr("Reading what was measured…");
    else if (isKnown && view.details && view.details->isOfFile)
        text = tr("The file contains no metrics.");
    else if (records && records->eventsState.error && !isComplete)
        text = tr("What was measured could not be read. %1")
                   .arg(cellText(records->eventsState.error->text(), 500));
    else if (!records)
        text.clear();
    else if (!isKnown || !isComplete)
        text = tr("What this job measured is not kept on this computer yet.");
    else if (isOver)
        text = tr("This job has reported no metrics.");
    else
        text = tr("This job has reported no metrics yet.");
    // Nothing to draw, but perhaps a reason why.
    if (isKnown && !isLoading) {
        for (const QString &note : records->metrics->notes.mid(0, kShownNotes))
            text += u'\n' + cellText(note, 500);
    }
    m_blankText->setText(text);
    m_read->setVisible(records && !isLoading && !isComplete);
    m_stack->setCurrentWidget(m_blank);
}

void ChartsTab::showNotes(const JobView &view)
{
    const PartState &events = view.records->eventsState;
    QString state;
    if (events.isComplete || (isNotOffered(events) && !events.isLoading))
        state.clear();
    else if (events.isLoading)
        state = tr("Events are still being read (%1 so far): the curves are not whole yet.")
                    .arg(count(events.received));
    else if (events.error)
        state = tr("Not all events could be read, so the curves may have holes. %1")
                    .arg(cellText(events.error->text(), 500));
    else
        state = tr("Not all events of this job have been read: the curves may have holes.");
    m_state->setText(state);
    m_state->setVisible(!state.isEmpty());

    QStringList notes;
    for (const QString &note : m_view->metrics()->notes)
        notes += cellText(note, 500);
    m_notes->setVisible(!notes.isEmpty());
    m_notes->setToolTip(notes.size() > kShownNotes ? toolTipText(notes.join(u'\n')) : QString());
    QStringList shown = notes.mid(0, kShownNotes);
    if (notes.size() > kShownNotes)
        shown += tr("And %n more.", nullptr, int(notes.size() - kShownNotes));
    m_notes->setText(shown.join(u'\n'));
}

void ChartsTab::setSteps(const std::optional<StepRange> &steps)
{
    m_view->setSteps(steps);
}

void ChartsTab::save(QSettings &settings) const
{
    const ChartOptions &options = m_view->wishes();
    settings.setValue("charts/axis"_L1, int(options.axis));
    settings.setValue("charts/smoothing"_L1, options.smoothing);
    settings.setValue("charts/log"_L1, options.isLog);
    settings.setValue("charts/clip"_L1, options.clipsOutliers);
}

void ChartsTab::restore(QSettings &settings)
{
    ChartOptions options;
    options.axis = Axis(std::clamp(settings.value("charts/axis"_L1, 0).toInt(), 0, int(Axis::WallTime)));
    const double smoothing = settings.value("charts/smoothing"_L1, SmoothedValue::kDefaultWeight).toDouble();
    options.smoothing = smoothing >= 0 && smoothing < 1 ? smoothing : SmoothedValue::kDefaultWeight;
    options.isLog = settings.value("charts/log"_L1, false).toBool();
    options.clipsOutliers = settings.value("charts/clip"_L1, false).toBool();
    m_view->setOptions(options);
}

// Where everything fits, a wheel has nothing to scroll, and the plots may take the room that is left.
void ChartsTab::freeWheel()
{
    if (!m_grid)
        return;
    m_grid->setRoom(m_scroll->viewport()->height());
    m_grid->setWheelFree(m_grid->minimumHeight() <= m_scroll->viewport()->height());
}

void ChartsTab::resizeEvent(QResizeEvent *event)
{
    JobTab::resizeEvent(event);
    freeWheel();
}

bool ChartsTab::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest)
        freeWheel();
    return JobTab::eventFilter(watched, event);
}

void ChartsTab::changeEvent(QEvent *event)
{
    JobTab::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyLook();
}

void ChartsTab::applyLook()
{
    const Colours &look = colours(palette());
    setTextColour(m_blankText, look.secondText);
    if (!m_page)
        return;
    setTextColour(m_state, look.waiting);
    setTextColour(m_notes, look.secondText);
}

} // namespace tuneboard
