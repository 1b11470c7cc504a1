// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartlook.h"

#include "ui/theme.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace tuneboard {

namespace {

constexpr int kMarks = 6;
constexpr double kMarkEvery = 72; ///< pixels between marks on a dense line
constexpr double kFewPoints = 12; ///< pixels a point has for itself where each is marked

QPainterPath markPath(int look, const QPointF &at, double r)
{
    QPainterPath path;
    switch (look % kMarks) {
    case 1:
        path.addEllipse(at, r, r);
        break;
    case 2:
        path.addRect(QRectF(at.x() - r * 0.9, at.y() - r * 0.9, r * 1.8, r * 1.8));
        break;
    case 3:
        path.moveTo(at + QPointF(0, -r * 1.15));
        path.lineTo(at + QPointF(r * 1.1, r * 0.85));
        path.lineTo(at + QPointF(-r * 1.1, r * 0.85));
        path.closeSubpath();
        break;
    case 4:
        path.moveTo(at + QPointF(0, -r * 1.3));
        path.lineTo(at + QPointF(r * 1.3, 0));
        path.lineTo(at + QPointF(0, r * 1.3));
        path.lineTo(at + QPointF(-r * 1.3, 0));
        path.closeSubpath();
        break;
    default:
        path.moveTo(at + QPointF(-r, -r));
        path.lineTo(at + QPointF(r, r));
        path.moveTo(at + QPointF(-r, r));
        path.lineTo(at + QPointF(r, -r));
        break;
    }
    return path;
}

QColor faded(QColor colour)
{
    colour.setAlphaF(colour.alphaF() * 0.45F);
    return colour;
}

// More points than columns: what is to be seen is a band, and one upright stroke a column draws it at a
// hundredth of the cost of a path.
void drawBand(QPainter &painter, const QPolygonF &points, const QColor &colour, double ratio)
{
    QList<QLineF> strokes;
    double column = std::floor(points.front().x() * ratio);
    double low = points.front().y();
    double high = low;
    double last = low;
    const double pixel = 1 / ratio;
    const auto flush = [&] {
        const double x = (column + 0.5) / ratio;
        strokes.append(QLineF(x, low - pixel / 2, x, high + pixel / 2));
    };
    for (const QPointF &point : points) {
        const double here = std::floor(point.x() * ratio);
        if (here != column) {
            flush();
            // Half way from the column before, so that steep lines stay whole.
            const double middle = here == column + 1 ? (last + point.y()) / 2 : point.y();
            column = here;
            low = std::min(middle, point.y());
            high = std::max(middle, point.y());
        }
        low = std::min(low, point.y());
        high = std::max(high, point.y());
        last = point.y();
    }
    flush();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(QPen(colour, pixel, Qt::SolidLine, Qt::FlatCap));
    painter.drawLines(strokes);
    painter.setRenderHint(QPainter::Antialiasing, true);
}

} // namespace

QColor lookColour(int look, const Colours &colours)
{
    return colours.series[std::size_t(look) % std::size(colours.series)];
}

void drawMark(QPainter &painter, int look, const QPointF &at, double radius, const QColor &colour,
              const QColor &ground)
{
    if (look % kMarks == 0)
        return;
    const bool isCross = look % kMarks == kMarks - 1;
    painter.setPen(isCross ? QPen(colour, 1.5) : QPen(ground, 1));
    painter.setBrush(isCross ? QBrush(Qt::NoBrush) : QBrush(colour));
    painter.drawPath(markPath(look, at, radius));
}

void drawSample(QPainter &painter, int look, const QRectF &rect, const Colours &colours)
{
    const QColor colour = lookColour(look, colours);
    painter.setPen(QPen(colour, 2, Qt::SolidLine, Qt::FlatCap));
    painter.drawLine(QPointF(rect.left(), rect.center().y()), QPointF(rect.right(), rect.center().y()));
    drawMark(painter, look, rect.center(), 3.2, colour, colours.panel);
}

void drawLine(QPainter &painter, const std::vector<Pyramid::Sample> &samples, const LineDrawing &how)
{
    const bool isDense = how.ratio > 0 && double(samples.size()) > how.columns * 1.2;
    QPolygonF points;
    QColor colour = how.colour;
    const auto flush = [&] {
        if (points.size() == 1) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(colour);
            painter.drawEllipse(points.front(), how.width * 1.2, how.width * 1.2);
        } else if (points.size() > 1 && isDense) {
            drawBand(painter, points, colour, how.ratio);
        } else if (points.size() > 1) {
            painter.setPen(QPen(colour, how.width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
            painter.setBrush(Qt::NoBrush);
            painter.drawPolyline(points);
        }
        points.clear();
    };
    for (const Pyramid::Sample &sample : samples) {
        if (sample.startsSegment || points.isEmpty()) {
            flush();
            colour = how.isPast(sample.index) ? faded(how.colour) : how.colour;
        }
        points.append(how.place(sample.x, sample.y));
    }
    flush();
}

void drawMarks(QPainter &painter, const std::vector<Pyramid::Sample> &samples, const LineDrawing &how,
               int look, const QRectF &plot, const QColor &ground)
{
    if (look % kMarks == 0) // has none
        return;
    const bool areFew = double(samples.size()) * kFewPoints <= plot.width() + 2 * kFewPoints;
    const double offset = kMarkEvery * look / kMarks;
    double column = -1;
    for (const Pyramid::Sample &sample : samples) {
        const QPointF at = how.place(sample.x, sample.y);
        if (!plot.adjusted(-1, -1, 1, 1).contains(at))
            continue;
        const double here = std::floor((at.x() - plot.left() + offset) / kMarkEvery);
        if (!areFew && here == column)
            continue;
        column = here;
        const QColor colour = how.isPast(sample.index) ? faded(how.colour) : how.colour;
        drawMark(painter, look, at, areFew ? 2.8 : 3.2, colour, ground);
    }
}

} // namespace tuneboard
