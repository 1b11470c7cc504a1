// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartbar.h"

#include "ui/charts/chartpicture.h"
#include "ui/charts/chartview.h"
#include "ui/job/textcolour.h"
#include "ui/jobs/flowlayout.h"
#include "ui/segments.h"
#include "ui/theme.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSlider>
#include <QToolButton>

#include <cmath>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

constexpr int kHundred = 100;

struct AxisRow
{
    Axis axis;
    const char *name;
    const char *label;  ///< in English, for tr()
    const char *spoken; ///< likewise
};

constexpr AxisRow kAxes[] = {
    {Axis::Step, "axisStep", QT_TRANSLATE_NOOP("tuneboard::ChartBar", "Step"),
     QT_TRANSLATE_NOOP("tuneboard::ChartBar", "Over the steps of the training")},
    {Axis::Epoch, "axisEpoch", QT_TRANSLATE_NOOP("tuneboard::ChartBar", "Epoch"),
     QT_TRANSLATE_NOOP("tuneboard::ChartBar", "Over how often the training file was gone through")},
    {Axis::WallTime, "axisTime", QT_TRANSLATE_NOOP("tuneboard::ChartBar", "Time"),
     QT_TRANSLATE_NOOP("tuneboard::ChartBar", "Over the clock, in local time")},
};

} // namespace

ChartBar::ChartBar(ChartView &view, QWidget *parent)
    : QWidget(parent)
    , m_view(view)
{
    setObjectName(u"chartBar"_s);
    build();
    connect(m_axis, &Segments::chosen, this, &ChartBar::apply);
    connect(m_smoothing, &QSlider::valueChanged, this, &ChartBar::apply);
    connect(m_log, &QCheckBox::toggled, this, &ChartBar::apply);
    connect(m_clip, &QCheckBox::toggled, this, &ChartBar::apply);
    connect(m_select, &QToolButton::toggled, &m_view, &ChartView::setSelecting);
    connect(m_selected, &QToolButton::clicked, this, [this] { m_view.choose(std::nullopt); });
    connect(m_reset, &QToolButton::clicked, &m_view, &ChartView::resetZoom);
    connect(&m_view, &ChartView::selectingChanged, m_select, &QToolButton::setChecked);
    for (const auto signal : {&ChartView::metricsChanged, &ChartView::optionsChanged,
                              &ChartView::shownChanged, &ChartView::stepsChanged})
        connect(&m_view, signal, this, &ChartBar::refresh);
    applyLook();
    refresh();
}

void ChartBar::build()
{
    auto *flow = new FlowLayout(this);
    flow->setContentsMargins(14, 8, 14, 6);
    flow->setSpacing(12);
    m_axis = new Segments(this);
    m_axis->setObjectName(u"chartAxis"_s);
    for (const AxisRow &row : kAxes)
        m_axis->addSegment(tr(row.label), tr(row.spoken))->setObjectName(QString::fromLatin1(row.name));
    flow->addWidget(m_axis);

    auto *smoothing = new QWidget(this);
    auto *smoothingRow = new QHBoxLayout(smoothing);
    smoothingRow->setContentsMargins({});
    smoothingRow->setSpacing(6);
    m_smoothingWord = new QLabel(tr("Smoothing"), smoothing);
    m_smoothing = new QSlider(Qt::Horizontal, smoothing);
    m_smoothing->setObjectName(u"chartSmoothing"_s);
    m_smoothing->setAccessibleName(tr("Smoothing"));
    m_smoothing->setToolTip(tr("How much of the average before weighs in each point of the line. The "
                               "measured values stay behind it."));
    m_smoothing->setRange(0, 99);
    m_smoothing->setPageStep(10);
    m_smoothing->setFixedWidth(fontMetrics().averageCharWidth() * 14);
    m_smoothingValue = new QLabel(smoothing);
    m_smoothingValue->setMinimumWidth(fontMetrics().horizontalAdvance(u"0.00"_s));
    m_smoothingWord->setBuddy(m_smoothing);
    for (QWidget *part : std::initializer_list<QWidget *>{m_smoothingWord, m_smoothing, m_smoothingValue})
        smoothingRow->addWidget(part);
    flow->addWidget(smoothing);

    m_log = new QCheckBox(tr("Logarithmic"), this);
    m_log->setAccessibleName(m_log->text());
    m_log->setObjectName(u"chartLog"_s);
    m_log->setToolTip(tr("Equal distances for equal factors. Values at or below zero have no place there."));
    m_clip = new QCheckBox(tr("Cut outliers"), this);
    m_clip->setAccessibleName(m_clip->text());
    m_clip->setObjectName(u"chartClip"_s);
    m_clip->setToolTip(tr("The scale follows all but the two highest and lowest of a hundred values."));
    flow->addWidget(m_log);
    flow->addWidget(m_clip);

    const auto button = [&](const char *name, const QString &text, const QString &help) {
        auto *made = new QToolButton(this);
        made->setObjectName(QString::fromLatin1(name));
        made->setText(text);
        made->setAccessibleName(text.isEmpty() ? help : text);
        made->setToolTip(help);
        made->setFocusPolicy(Qt::StrongFocus);
        flow->addWidget(made);
        return made;
    };
    m_select = button("chartSelect", tr("Select steps"),
                      tr("A drag in a chart selects steps; so does Shift with a drag at any time."));
    m_select->setCheckable(true);
    m_selected = button("chartSelected", {}, tr("Take the selection back"));
    m_selected->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_selected->setLayoutDirection(Qt::RightToLeft); // the cross stands behind the words
    m_reset = button("chartShowAll", tr("Show all steps"), tr("A double click in a chart does the same."));
}

void ChartBar::refresh()
{
    m_isRefreshing = true;
    const ChartOptions &wishes = m_view.wishes();
    m_axis->setCurrent(int(m_view.options().axis));
    for (const AxisRow &row : kAxes) {
        const bool isThere = row.axis == Axis::Step ||
                             (m_view.metrics() && hasAxis(*m_view.metrics(), row.axis, m_view.epochs()));
        QAbstractButton *segment = m_axis->segment(int(row.axis));
        segment->setEnabled(isThere);
        segment->setToolTip(isThere ? tr(row.spoken)
                                    : tr("The server does not say this of the job's steps."));
    }
    m_smoothing->setValue(int(std::lround(wishes.smoothing * kHundred)));
    m_smoothingValue->setText(QLocale().toString(wishes.smoothing, 'f', 2));
    m_log->setChecked(wishes.isLog);
    m_clip->setChecked(wishes.clipsOutliers);
    const std::optional<StepRange> &steps = m_view.steps();
    // The layout asks anew only for what is seen.
    m_selected->setVisible(steps.has_value());
    if (steps) {
        const QString text = tr("Steps %1 to %2").arg(stepText(steps->first), stepText(steps->last));
        m_selected->setText(text);
        m_selected->setAccessibleName(tr("%1 are selected: take the selection back").arg(text));
    }
    m_reset->setVisible(m_view.isZoomed());
    layout()->invalidate();
    m_isRefreshing = false;
}

void ChartBar::apply()
{
    if (m_isRefreshing)
        return;
    ChartOptions options = m_view.wishes();
    // The axis only if it was chosen here: a job without epochs does not change what is wanted of the next.
    if (const int axis = m_axis->current(); axis >= 0 && Axis(axis) != m_view.options().axis)
        options.axis = Axis(axis);
    options.smoothing = m_smoothing->value() / double(kHundred);
    options.isLog = m_log->isChecked();
    options.clipsOutliers = m_clip->isChecked();
    m_view.setOptions(options);
}

void ChartBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyLook();
}

void ChartBar::applyLook()
{
    const Colours &look = colours(palette());
    setTextColour(m_smoothingWord, look.secondText);
    setTextColour(m_smoothingValue, look.secondText);
    m_selected->setIcon(tintedIcon(u"close"_s, look.secondText));
}

} // namespace tuneboard
