// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/metricchart.h"

#include "app/models/metricsmodel.h"
#include "ui/charts/chartaccess.h"
#include "ui/charts/chartpicture.h"
#include "ui/charts/chartview.h"
#include "ui/format.h"
#include "ui/theme.h"

#include <QEvent>
#include <QHelpEvent>
#include <QPainter>
#include <QTableView>
#include <QToolButton>
#include <QToolTip>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace tuneboard {

MetricChart::MetricChart(ChartView &view, Size size, QWidget *parent)
    : QWidget(parent)
    , m_view(view)
    , m_size(size)
    , m_menuButton(new QToolButton(this))
{
    installChartAccess();
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    m_menuButton->setObjectName(u"chartMenu"_s);
    m_menuButton->setAutoRaise(true);
    m_menuButton->setFocusPolicy(Qt::NoFocus); // the menu key opens the same menu
    m_menuButton->setCursor(Qt::ArrowCursor);
    connect(m_menuButton, &QToolButton::clicked, this,
            [this] { openMenu(m_menuButton->mapToGlobal(QPoint(0, m_menuButton->height()))); });
    connect(&m_view, &ChartView::optionsChanged, this, [this] {
        m_isPrepared = false;
        m_places.clear();
        refreshContent();
        dropPicture();
    });
    connect(&m_view, &ChartView::shownChanged, this, &MetricChart::dropPicture);
    connect(&m_view, &ChartView::stepsChanged, this, &MetricChart::dropPicture);
    connect(&m_view, &ChartView::cursorChanged, this, [this] {
        if (!isTableShown())
            update();
    });
    applyLook();
}

MetricChart::~MetricChart() = default;

void MetricChart::setPlan(const ChartPlan &plan)
{
    m_plan = plan;
    m_content = chartContent(plan, m_view.metrics());
    m_isPrepared = false;
    m_places.clear();
    setObjectName(u"chart_"_s + plan.key);
    setAccessibleName(tr("Chart: %1").arg(m_content.title));
    m_menuButton->setAccessibleName(tr("Menu of the chart %1").arg(m_content.title));
    m_menuButton->setToolTip(tr("Table, pictures, values"));
    refreshContent();
    if (isTableShown())
        fillTable();
    dropPicture();
}

// What depends on the options and costs no more than a pass over the points.
void MetricChart::refreshContent()
{
    const QStringList notes = chartFootnotes(m_content, m_view.options());
    if (notes == m_content.footnotes)
        return;
    m_content.footnotes = notes;
    updateGeometry();
}

// Pyramids are built when a chart is looked at: one far down on the page costs nothing.
void MetricChart::prepare()
{
    if (m_isPrepared)
        return;
    m_isPrepared = true;
    for (const ChartContent::Line &entry : m_content.lines)
        entry.line->setOptions(m_view.options(), m_view.epochs());
}

void MetricChart::takeState()
{
    m_state.options = m_view.options();
    m_state.shown = m_view.shown();
    m_state.cursor = m_view.cursor();
    m_state.selected = m_view.selected();
    m_state.isActive = hasFocus() || underMouse();
    m_content.marks.clear();
    for (const ChartView::Mark &mark : m_view.marks())
        m_content.marks.push_back({mark.x, mark.text});
    constexpr std::size_t mostGaps = 200; // more are a bar, not marks
    for (const ChartContent::Line &line : m_content.lines) {
        for (const double step : line.notANumber) {
            const auto x = m_view.placeOf(step);
            if (x && m_content.marks.size() < mostGaps)
                m_content.marks.push_back({*x, tr("Step %1: not a number").arg(stepText(step)), true});
        }
    }
}

void MetricChart::dropPicture()
{
    m_picture.reset();
    m_cache = QPixmap();
    m_wasPainted = false;
    update();
}

const ChartPicture &MetricChart::picture()
{
    if (!m_picture) {
        prepare();
        takeState();
        ChartPicture::Target target;
        target.size = size();
        target.font = font();
        target.colours = &colours(palette());
        target.ratio = devicePixelRatioF();
        target.titleRoom = m_menuButton->width() + 4;
        target.headHeight = m_headHeight;
        target.columnsPerPixel = m_columnsPerPixel;
        m_picture = std::make_unique<ChartPicture>(m_content, m_state, target);
    }
    return *m_picture;
}

// Moving the cursor changes only what lies over the picture: from the second time on it is kept. While one
// pans or zooms each is painted once, and a pixmap in between would cost as much again.
void MetricChart::paintPicture(QPainter &painter)
{
    const double ratio = devicePixelRatioF();
    const QSize pixels = (QSizeF(size()) * ratio).toSize();
    if (!m_wasPainted) {
        m_wasPainted = true;
        painter.save();
        painter.setFont(font());
        picture().paint(painter);
        painter.restore();
        return;
    }
    if (m_cache.size() != pixels) {
        m_cache = QPixmap(pixels);
        m_cache.setDevicePixelRatio(ratio);
        m_cache.fill(colours(palette()).panel);
        QPainter into(&m_cache);
        into.setFont(font());
        picture().paint(into);
    }
    painter.drawPixmap(0, 0, m_cache);
}

void MetricChart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), colours(palette()).panel);
    paintPicture(painter);
    takeState();
    const Colours &look = colours(palette());
    painter.setRenderHint(QPainter::Antialiasing);
    if (hasFocus()) {
        painter.setPen(QPen(look.accent, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(plot().adjusted(-2.5, -4.5, 3.5, 2.5), 3, 3);
    }
    if (isTableShown())
        return;
    if (const std::optional<ChartReading> at = reading())
        paintReading(painter, m_content, *at, picture(), m_state, font(), look);
}

std::optional<ChartReading> MetricChart::reading()
{
    const std::optional<double> cursor = m_view.cursor();
    if (!cursor || !m_view.metrics())
        return std::nullopt;
    prepare();
    return readChart(m_content, *m_view.metrics(), *cursor);
}

QString MetricChart::spoken()
{
    const std::optional<ChartReading> at = reading();
    return at ? spokenReading(m_content, *at) : QString();
}

QRectF MetricChart::plot()
{
    return picture().plot();
}

double MetricChart::pixelOf(double x)
{
    return picture().pixelOf(x);
}

std::size_t MetricChart::sampleCount()
{
    return picture().sampleCount();
}

void MetricChart::setColumnsPerPixel(int columns)
{
    m_columnsPerPixel = std::max(1, columns);
    dropPicture();
}

int MetricChart::heightForWidth(int width) const
{
    const int em = QFontMetrics(font()).height();
    const double plot = em * (m_size == Size::Large ? 11.5 : 6.5) + m_extraHeight;
    const double head = std::max(m_headHeight, ownHeadHeight(width));
    return int(std::ceil(head + ChartPicture::heightBelowHead(m_content, font(), plot)));
}

double MetricChart::ownHeadHeight(int width) const
{
    return ChartPicture::headHeight(m_content, width, font());
}

void MetricChart::setHeadHeight(double height)
{
    if (height == m_headHeight)
        return;
    m_headHeight = height;
    dropPicture();
}

QSize MetricChart::sizeHint() const
{
    const int em = QFontMetrics(font()).height();
    const int width = em * (m_size == Size::Large ? 30 : 18);
    return {width, heightForWidth(width)};
}

QSize MetricChart::minimumSizeHint() const
{
    const int em = QFontMetrics(font()).height();
    return {em * 12, em * 8};
}

bool MetricChart::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        auto *help = static_cast<QHelpEvent *>(event);
        const QString text = helpAt(help->pos());
        if (text.isEmpty())
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), toolTipText(text), this);
        return true;
    }
    if (event->type() == QEvent::ShortcutOverride && isOwnKey(*static_cast<QKeyEvent *>(event))) {
        // Keys that mean something here are not the window's.
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

QString MetricChart::helpAt(const QPoint &at)
{
    const ChartPicture &shown = picture();
    for (std::size_t i = 0; i < m_content.lines.size(); ++i) {
        const ChartContent::Line &line = m_content.lines[i];
        if (shown.legendRect(i).contains(at))
            return line.help.isEmpty() ? line.name : line.name + u'\n' + line.help;
    }
    if (const std::optional<std::size_t> mark = shown.markAt(at))
        return m_content.marks[*mark].text;
    if (at.y() > shown.plot().bottom() && !m_content.footnotes.isEmpty())
        return m_content.footnotes.join(u'\n');
    if (!shown.titleRect().contains(at) || m_content.lines.empty())
        return {};
    QStringList parts{m_content.note.isEmpty() ? m_content.title
                                               : m_content.title + u" · "_s + m_content.note};
    for (const ChartContent::Line &line : m_content.lines) {
        if (!line.help.isEmpty())
            parts += line.label + u": "_s + line.help;
    }
    return parts.join(u"\n\n"_s);
}

void MetricChart::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placeParts();
    dropPicture();
}

void MetricChart::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        applyLook();
        placeParts();
        dropPicture();
    }
}

void MetricChart::applyLook()
{
    m_menuButton->setIcon(tintedIcon(u"more"_s, colours(palette()).secondText));
    const int side = QFontMetrics(font()).height() + 4;
    m_menuButton->setFixedSize(side, side);
}

void MetricChart::placeParts()
{
    m_menuButton->move(width() - m_menuButton->width(), 0);
    if (!m_table)
        return;
    const QRectF area = picture().plot();
    const int top = int(area.top()) - 6;
    m_table->setGeometry(0, top, width(), height() - top);
}

} // namespace tuneboard
