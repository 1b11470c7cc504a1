// SPDX-License-Identifier: GPL-3.0-or-later
// Lays out one chart and paints it: on the screen, into a picture, into an SVG drawing.
#pragma once

#include "ui/charts/chartcontent.h"

#include <QFont>
#include <QRectF>

class QPainter;

namespace tuneboard {

struct Colours;

/// Borrows content, state and colours: they must outlive it.
class ChartPicture
{
public:
    struct Target
    {
        QSizeF size;
        QFont font;
        const Colours *colours = nullptr;
        double ratio = 1;        ///< device pixels per pixel; 0: a drawing without pixels
        double titleRoom = 0;    ///< kept free at the right of the title
        double headHeight = 0;   ///< title and legend take at least that
        int columnsPerPixel = 1; ///< more only to measure what the pyramid spares
    };

    ChartPicture(const ChartContent &content, const ChartState &state, const Target &target);

    void paint(QPainter &painter) const;

    [[nodiscard]] const QRectF &plot() const { return m_plot; }
    [[nodiscard]] const QRectF &titleRect() const { return m_title; }
    /// Where the legend names that line; empty: there was no room.
    [[nodiscard]] QRectF legendRect(std::size_t line) const;
    /// The mark on the axis at that point; nullopt: none.
    [[nodiscard]] std::optional<std::size_t> markAt(const QPointF &at) const;
    [[nodiscard]] double xAt(double pixel) const;
    [[nodiscard]] double pixelOf(double x) const;
    [[nodiscard]] const Bounds &valueBounds() const { return m_values; }
    /// The samples that are drawn, of all lines; what a paint costs grows with it.
    [[nodiscard]] std::size_t sampleCount() const;

    /// What title and legend need at that width; and what the rest needs to have a plot of `plot` pixels.
    [[nodiscard]] static double headHeight(const ChartContent &content, double width, const QFont &font);
    [[nodiscard]] static double heightBelowHead(const ChartContent &content, const QFont &font, double plot);

private:
    struct Drawn
    {
        std::vector<Pyramid::Sample> raw;
        std::vector<Pyramid::Sample> front; ///< empty: nothing is smoothed
    };

    void layOut();
    void placeLegend();
    void takeSamples();
    void findValueBounds();
    [[nodiscard]] bool isLog() const;
    [[nodiscard]] QPointF place(double x, double y) const;
    [[nodiscard]] int markCount(double length, double room) const;
    void paintHead(QPainter &painter) const;
    void paintValueAxis(QPainter &painter) const;
    void paintAxis(QPainter &painter) const;
    void paintSelection(QPainter &painter) const;
    void paintLines(QPainter &painter) const;
    void paintFootnotes(QPainter &painter) const;

    const ChartContent &m_content;
    const ChartState &m_state;
    Target m_target;
    QFont m_small;
    QRectF m_title;
    QRectF m_plot;
    std::vector<QRectF> m_legend; ///< as many as have room
    double m_footTop = 0;
    std::vector<Drawn> m_drawn;
    Bounds m_values{0, 1};
};

/// Vertical line, dots and a box with what the lines say.
void paintReading(QPainter &painter, const ChartContent &content, const ChartReading &reading,
                  const ChartPicture &picture, const ChartState &state, const QFont &font,
                  const Colours &colours);

/// A number beside an axis whose marks are `step` apart (0: on a logarithmic scale).
[[nodiscard]] QString axisNumber(double number, double step);
/// A step as people write it: whole where it is whole.
[[nodiscard]] QString stepText(double step);

} // namespace tuneboard
