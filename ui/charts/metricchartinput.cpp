// SPDX-License-Identifier: GPL-3.0-or-later
// Mouse, wheel and keys of a chart.
#include "ui/charts/chartaccess.h"
#include "ui/charts/chartpicture.h"
#include "ui/charts/chartview.h"
#include "ui/charts/metricchart.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QMouseEvent>
#include <QTableView>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace tuneboard {

namespace {

constexpr double kWheelZoom = 0.85; ///< for one notch
constexpr double kKeyZoom = 0.5;
constexpr double kLeastBand = 3; ///< pixels; less is a click
constexpr int kLongStep = 10;

Bounds ordered(double a, double b)
{
    return {std::min(a, b), std::max(a, b)};
}

} // namespace

std::optional<double> MetricChart::snapped(double pixel)
{
    const double x = picture().xAt(pixel);
    const std::optional<ChartReading> at =
        m_view.metrics() ? readChart(m_content, *m_view.metrics(), x) : std::nullopt;
    return at ? std::optional(at->x) : std::nullopt;
}

void MetricChart::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || isTableShown())
        return QWidget::mousePressEvent(event);
    const double pixel = event->position().x();
    if (!picture().plot().adjusted(-4, 0, 4, 0).contains(event->position()))
        return;
    if (m_view.isSelecting() || event->modifiers() & Qt::ShiftModifier) {
        m_bandFrom = picture().xAt(pixel);
        m_bandByKey = false;
    } else {
        m_panFrom = pixel;
        setCursor(Qt::ClosedHandCursor);
    }
}

void MetricChart::mouseMoveEvent(QMouseEvent *event)
{
    if (isTableShown())
        return;
    const double pixel = event->position().x();
    if (m_panFrom) {
        const double distance = (*m_panFrom - pixel) / picture().plot().width() * m_view.shown().span();
        m_panFrom = pixel;
        m_view.pan(distance);
        return;
    }
    if (m_bandFrom && !m_bandByKey) {
        const double x = picture().xAt(pixel);
        m_state.band = ordered(*m_bandFrom, std::clamp(x, m_view.shown().low, m_view.shown().high));
        dropPicture();
    }
    const bool isInPlot = picture().plot().adjusted(-4, -4, 4, 14).contains(event->position());
    if (isInPlot || m_bandFrom)
        m_view.setCursor(snapped(pixel));
    else if (!hasFocus())
        m_view.setCursor(std::nullopt);
}

void MetricChart::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return QWidget::mouseReleaseEvent(event);
    if (m_panFrom) {
        m_panFrom.reset();
        unsetCursor();
    }
    if (!m_bandFrom || m_bandByKey)
        return;
    const double from = picture().pixelOf(*m_bandFrom);
    const std::optional<Bounds> band = m_state.band;
    m_bandFrom.reset();
    m_state.band.reset();
    dropPicture();
    // A click takes the selection back.
    if (band && std::abs(event->position().x() - from) >= kLeastBand)
        m_view.choose(band);
    else
        m_view.choose(std::nullopt);
}

void MetricChart::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && !isTableShown())
        m_view.resetZoom();
}

void MetricChart::leaveEvent(QEvent *event)
{
    QWidget::leaveEvent(event);
    if (!hasFocus())
        m_view.setCursor(std::nullopt);
    update();
}

void MetricChart::wheelEvent(QWheelEvent *event)
{
    // On a page that scrolls, a wheel that passes over a chart goes on scrolling.
    const bool isOurs = m_isWheelFree || hasFocus() || event->modifiers() & Qt::ControlModifier;
    const double notches = event->angleDelta().y() / 120.0;
    if (isTableShown() || !isOurs || notches == 0 || !picture().plot().contains(event->position()))
        return event->ignore();
    m_view.zoom(std::pow(kWheelZoom, notches), picture().xAt(event->position().x()));
    event->accept();
}

bool MetricChart::isOwnKey(const QKeyEvent &event) const
{
    if (event.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))
        return false;
    switch (event.key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Home:
    case Qt::Key_End:
    case Qt::Key_Plus:
    case Qt::Key_Equal:
    case Qt::Key_Minus:
    case Qt::Key_Space:
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
    case Qt::Key_T:
        return true;
    case Qt::Key_Escape:
        return m_bandFrom || m_view.isZoomed();
    default:
        return false;
    }
}

void MetricChart::keyPressEvent(QKeyEvent *event)
{
    if (!isOwnKey(*event))
        return QWidget::keyPressEvent(event);
    const qsizetype steps = event->modifiers() & Qt::ShiftModifier ? kLongStep : 1;
    switch (event->key()) {
    case Qt::Key_Left:
        return moveCursor(-steps);
    case Qt::Key_Right:
        return moveCursor(steps);
    case Qt::Key_Home:
        return places().empty() ? void() : moveCursorTo(places().front());
    case Qt::Key_End:
        return places().empty() ? void() : moveCursorTo(places().back());
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoomByKey(kKeyZoom);
    case Qt::Key_Minus:
        return zoomByKey(1 / kKeyZoom);
    case Qt::Key_Space:
        return toggleBand();
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        return m_view.choose(std::nullopt);
    case Qt::Key_T:
        return setTableShown(!isTableShown());
    case Qt::Key_Escape:
        cancel();
        return;
    default:
        return QWidget::keyPressEvent(event);
    }
}

const std::vector<double> &MetricChart::places()
{
    if (m_places.empty() && m_view.metrics()) {
        for (const ChartContent::Line &entry : m_content.lines) {
            const std::vector<double> x =
                axisValues(*m_view.metrics(), entry.line->points(), m_view.options().axis, m_view.epochs());
            std::copy_if(x.begin(), x.end(), std::back_inserter(m_places),
                         [](double value) { return std::isfinite(value); });
        }
        std::sort(m_places.begin(), m_places.end());
        m_places.erase(std::unique(m_places.begin(), m_places.end()), m_places.end());
    }
    return m_places;
}

void MetricChart::moveCursor(qsizetype steps)
{
    const std::vector<double> &all = places();
    if (all.empty())
        return;
    const Bounds shown = m_view.shown();
    // Without a cursor in sight the first step comes in at the edge.
    std::optional<double> from = m_view.cursor();
    if (!from || !shown.holds(*from)) {
        const auto edge = steps > 0 ? std::lower_bound(all.begin(), all.end(), shown.low)
                                    : std::upper_bound(all.begin(), all.end(), shown.high) - 1;
        return moveCursorTo(edge < all.begin() || edge == all.end() ? all.front() : *edge);
    }
    const auto at = std::lower_bound(all.begin(), all.end(), *from) - all.begin();
    const auto last = std::ptrdiff_t(all.size()) - 1;
    moveCursorTo(all[std::size_t(std::clamp<std::ptrdiff_t>(at + steps, 0, last))]);
}

void MetricChart::moveCursorTo(double x)
{
    const Bounds shown = m_view.shown();
    if (x < shown.low)
        m_view.pan(x - shown.low);
    else if (x > shown.high)
        m_view.pan(x - shown.high);
    m_view.setCursor(x);
    if (m_bandFrom && m_bandByKey) {
        m_state.band = ordered(*m_bandFrom, x);
        dropPicture();
    }
    speak();
}

void MetricChart::zoomByKey(double factor)
{
    const Bounds shown = m_view.shown();
    const double middle = (shown.low + shown.high) / 2;
    const std::optional<double> cursor = m_view.cursor();
    m_view.zoom(factor, cursor && shown.holds(*cursor) ? *cursor : middle);
}

// The first time the selection begins at the cursor, the second time it is made.
void MetricChart::toggleBand()
{
    const std::optional<double> cursor = m_view.cursor();
    if (!cursor)
        return;
    if (!m_bandFrom) {
        m_bandFrom = cursor;
        m_bandByKey = true;
        m_state.band = Bounds{*cursor, *cursor};
        dropPicture();
        return;
    }
    const Bounds band = ordered(*m_bandFrom, *cursor);
    m_bandFrom.reset();
    m_state.band.reset();
    dropPicture();
    m_view.choose(band);
}

bool MetricChart::cancel()
{
    if (m_bandFrom) {
        m_bandFrom.reset();
        m_state.band.reset();
        dropPicture();
        return true;
    }
    const bool wasZoomed = m_view.isZoomed();
    m_view.resetZoom();
    return wasZoomed;
}

void MetricChart::speak()
{
    announceReading(*this);
}

void MetricChart::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void MetricChart::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    if (m_bandByKey)
        m_bandFrom.reset();
    m_bandByKey = false;
    if (!m_bandFrom && m_state.band) {
        m_state.band.reset();
        dropPicture();
    }
    if (event->reason() != Qt::PopupFocusReason && !underMouse())
        m_view.setCursor(std::nullopt);
    update();
}

void MetricChart::contextMenuEvent(QContextMenuEvent *event)
{
    const bool isByKey = event->reason() == QContextMenuEvent::Keyboard;
    openMenu(isByKey ? m_menuButton->mapToGlobal(QPoint(0, m_menuButton->height())) : event->globalPos());
}

} // namespace tuneboard
