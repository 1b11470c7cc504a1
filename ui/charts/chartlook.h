// SPDX-License-Identifier: GPL-3.0-or-later
// How the lines of a chart are told apart: each has a colour and a mark.
#pragma once

#include "app/models/pyramid.h"

#include <QColor>
#include <QPointF>

#include <functional>
#include <vector>

class QPainter;
class QPalette;
class QRectF;

namespace tuneboard {

struct Colours;

/// The look of what another source says of a quantity.
inline constexpr int kDisagreeingLook = 5;

[[nodiscard]] QColor lookColour(int look, const Colours &colours);
/// The mark of a look around a point; look 0 has none. The painter's pen and brush are changed.
void drawMark(QPainter &painter, int look, const QPointF &at, double radius, const QColor &colour,
              const QColor &ground);
/// A short piece of line with its mark, for legends; centred in the rectangle.
void drawSample(QPainter &painter, int look, const QRectF &rect, const Colours &colours);

/// Draws what a pyramid's window holds.
struct LineDrawing
{
    std::function<QPointF(double x, double y)> place; ///< in pixels
    std::function<bool(std::size_t index)> isPast;    ///< of a run that was started again; drawn fainter
    QColor colour;
    double width = 1.5;
    double columns = 0; ///< pixel columns of the device in the plot
    double ratio = 1;   ///< device pixels per pixel; 0: for a drawing without pixels
};
void drawLine(QPainter &painter, const std::vector<Pyramid::Sample> &samples, const LineDrawing &how);
/// The look's marks: on each point where they are few, else now and then.
void drawMarks(QPainter &painter, const std::vector<Pyramid::Sample> &samples, const LineDrawing &how,
               int look, const QRectF &plot, const QColor &ground);

} // namespace tuneboard
