// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartpicture.h"

#include "ui/charts/chartlook.h"
#include "ui/format.h"
#include "ui/tabular.h"
#include "ui/theme.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Chart)
};

constexpr double kSample = 16;  ///< the piece of line in a legend
constexpr double kGap = 14;     ///< between two names of a legend
constexpr double kHeadGap = 8;  ///< between legend and plot
constexpr double kMarkRoom = 9; ///< below the plot, for the marks of checkpoints
constexpr double kFar = 20'000; ///< pixels; what is further away is out of sight as well
constexpr std::size_t kLegendLines = 3;

// Wide enough for every number axisNumber() writes but rare ones, and the same in all charts, so that their
// plots stand under each other and do not move while one pans.
double gutter(const QFont &small)
{
    return tabularWidth(QFontMetrics(small), u"0.00000"_s) + 6.0;
}

double titleHeight(const QFont &font)
{
    return std::ceil(QFontMetricsF(font).height()) + 6;
}

double lineHeight(const QFont &small)
{
    return std::ceil(QFontMetricsF(small).height()) + 3;
}

// The only line of a chart that has its name needs no legend.
bool hasLegend(const ChartContent &content)
{
    return content.lines.size() > 1 ||
           (content.lines.size() == 1 && content.lines.front().label != content.title);
}

std::vector<QRectF> legendRects(const ChartContent &content, double width, double top, const QFont &small)
{
    std::vector<QRectF> rects;
    if (!hasLegend(content))
        return rects;
    const QFontMetricsF metrics(small);
    const double height = lineHeight(small);
    const double value = std::ceil(metrics.horizontalAdvance(u"0.0000"_s));
    double x = 0;
    std::size_t line = 1;
    for (const ChartContent::Line &entry : content.lines) {
        // With room for a value behind the name, so that no name has to go when the cursor reads one.
        const double named = kSample + 6 + std::ceil(metrics.horizontalAdvance(entry.label)) + 1;
        const double full = named + 6 + value;
        if (x > 0 && x + full > width) {
            if (++line > kLegendLines)
                break;
            x = 0;
            top += height;
        }
        rects.emplace_back(x, top, std::min(named, width), height);
        x += full + kGap;
    }
    return rects;
}

QString timeText(double secs, double step, bool isFirst)
{
    const QDateTime when = QDateTime::fromSecsSinceEpoch(qint64(std::llround(secs)));
    const QLocale locale;
    if (step >= 86400 || when.time() == QTime(0, 0))
        return locale.toString(when.date(), u"d MMM"_s);
    const QString time = when.time().toString(step < 60 ? u"HH:mm:ss"_s : u"HH:mm"_s);
    return isFirst ? locale.toString(when.date(), u"d MMM "_s) + time : time;
}

} // namespace

QString axisNumber(double number, double step)
{
    if (number == 0)
        return u"0"_s;
    const double size = std::abs(number);
    if (size >= 1e15 || size < 1e-6)
        return QLocale().toString(number, 'g', 3);
    if (step <= 0)
        return size >= 1e4 ? shortCount(number) : metric(number);
    const int decimals = std::clamp(int(std::ceil(-std::log10(step) - 1e-9)), 0, 7);
    if (std::max(size, step) >= 1e4) {
        QString text = shortCount(number);
        const QString zero = QLocale().decimalPoint() + u'0';
        return text.replace(zero + QChar(0xa0), QString(QChar(0xa0)));
    }
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    return locale.toString(number, 'f', decimals);
}

QString stepText(double step)
{
    return step == std::floor(step) && std::abs(step) < 1e15 ? count(qint64(step)) : metric(step);
}

ChartPicture::ChartPicture(const ChartContent &content, const ChartState &state, const Target &target)
    : m_content(content)
    , m_state(state)
    , m_target(target)
    , m_small(smallFont(target.font))
{
    layOut();
    takeSamples();
    findValueBounds();
}

bool ChartPicture::isLog() const
{
    return m_state.options.isLog;
}

double ChartPicture::headHeight(const ChartContent &content, double width, const QFont &font)
{
    const double title = titleHeight(font);
    const std::vector<QRectF> legend = legendRects(content, width, title, smallFont(font));
    return legend.empty() ? title : legend.back().bottom();
}

double ChartPicture::heightBelowHead(const ChartContent &content, const QFont &font, double plot)
{
    return kHeadGap + plot + kMarkRoom + lineHeight(smallFont(font)) * double(1 + content.footnotes.size());
}

void ChartPicture::layOut()
{
    const double width = m_target.size.width();
    m_title = QRectF(0, 0, std::max(0.0, width - m_target.titleRoom), titleHeight(m_target.font));
    m_legend = legendRects(m_content, width, m_title.bottom(), m_small);
    const double head = m_legend.empty() ? m_title.bottom() : m_legend.back().bottom();
    const double height = lineHeight(m_small);
    m_footTop = m_target.size.height() - double(m_content.footnotes.size()) * height;
    const double top = std::max(head, m_target.headHeight) + kHeadGap;
    const double left = gutter(m_small);
    m_plot = QRectF(left, top, std::max(10.0, width - left - 4),
                    std::max(10.0, m_footTop - kMarkRoom - height - top));
}

QRectF ChartPicture::legendRect(std::size_t line) const
{
    return line < m_legend.size() ? m_legend[line] : QRectF();
}

void ChartPicture::takeSamples()
{
    m_drawn.resize(m_content.lines.size());
    const double ratio = m_target.ratio > 0 ? m_target.ratio : 2;
    const int columns = int(std::ceil(m_plot.width() * ratio)) * m_target.columnsPerPixel;
    for (std::size_t i = 0; i < m_drawn.size(); ++i) {
        const ChartLine &line = *m_content.lines[i].line;
        line.raw().window(m_state.shown.low, m_state.shown.high, columns, m_drawn[i].raw);
        if (line.isSmoothed())
            line.front().window(m_state.shown.low, m_state.shown.high, columns, m_drawn[i].front);
    }
}

std::size_t ChartPicture::sampleCount() const
{
    std::size_t count = 0;
    for (const Drawn &drawn : m_drawn)
        count += drawn.raw.size() + drawn.front.size();
    return count;
}

void ChartPicture::findValueBounds()
{
    std::optional<Bounds> inside;
    std::optional<Bounds> all;
    const auto include = [](std::optional<Bounds> &bounds, double y) {
        if (bounds)
            bounds->include(y);
        else
            bounds = Bounds{y, y};
    };
    for (const Drawn &drawn : m_drawn) {
        for (const std::vector<Pyramid::Sample> *samples : {&drawn.raw, &drawn.front}) {
            for (const Pyramid::Sample &sample : *samples) {
                include(all, sample.y);
                // The neighbours outside are only where lines come from.
                if (m_state.shown.holds(sample.x))
                    include(inside, sample.y);
            }
        }
    }
    Bounds values = inside ? *inside : all.value_or(isLog() ? Bounds{1, 10} : Bounds{0, 1});
    if (m_state.options.clipsOutliers) {
        std::optional<Bounds> usual;
        for (const ChartContent::Line &entry : m_content.lines) {
            if (const std::optional<Bounds> &own = entry.line->usual()) {
                include(usual, own->low);
                include(usual, own->high);
            }
        }
        if (usual) {
            const Bounds cut{std::max(values.low, usual->low), std::min(values.high, usual->high)};
            if (cut.high > cut.low && (!isLog() || cut.low > 0))
                values = cut;
        }
    }
    m_values = isLog() ? niceLogBounds(values)
                       : niceBounds(values, markCount(m_plot.height(), lineHeight(m_small) * 2));
}

int ChartPicture::markCount(double length, double room) const
{
    return std::clamp(int(length / room) + 1, 2, 8);
}

double ChartPicture::xAt(double pixel) const
{
    return m_state.shown.low + (pixel - m_plot.left()) / m_plot.width() * m_state.shown.span();
}

double ChartPicture::pixelOf(double x) const
{
    return m_plot.left() + (x - m_state.shown.low) / m_state.shown.span() * m_plot.width();
}

QPointF ChartPicture::place(double x, double y) const
{
    const double share = isLog() ? std::log(y / m_values.low) / std::log(m_values.high / m_values.low)
                                 : (y - m_values.low) / m_values.span();
    return {std::clamp(pixelOf(x), -kFar, kFar),
            std::clamp(m_plot.bottom() - share * m_plot.height(), -kFar, kFar)};
}

std::optional<std::size_t> ChartPicture::markAt(const QPointF &at) const
{
    std::optional<std::size_t> found;
    double nearest = 6;
    if (at.y() < m_plot.bottom() - 2 || at.y() > m_plot.bottom() + kMarkRoom + 2)
        return found;
    for (std::size_t i = 0; i < m_content.marks.size(); ++i) {
        const double distance = std::abs(pixelOf(m_content.marks[i].x) - at.x());
        if (distance <= nearest) {
            nearest = distance;
            found = i;
        }
    }
    return found;
}

void ChartPicture::paint(QPainter &painter) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    paintHead(painter);
    paintSelection(painter);
    paintValueAxis(painter);
    paintAxis(painter);
    paintLines(painter);
    paintFootnotes(painter);
}

void ChartPicture::paintHead(QPainter &painter) const
{
    const Colours &c = *m_target.colours;
    const QFont bold = boldFont(m_target.font);
    const QFontMetricsF metrics(bold);
    const QString title = metrics.elidedText(m_content.title, Qt::ElideRight, m_title.width());
    const double advance = metrics.horizontalAdvance(title);
    painter.setFont(bold);
    painter.setPen(c.text);
    painter.drawText(m_title, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, title);
    const QFontMetricsF smallMetrics(m_small);
    if (!m_content.note.isEmpty() && m_title.width() - advance > smallMetrics.averageCharWidth() * 8) {
        painter.setFont(m_small);
        painter.setPen(c.secondText);
        const QRectF rest = m_title.adjusted(advance + 6, 0, 0, 0);
        painter.drawText(rest, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                         smallMetrics.elidedText(u"· "_s + m_content.note, Qt::ElideRight, rest.width()));
    }
    painter.setFont(m_small);
    for (std::size_t i = 0; i < m_legend.size(); ++i) {
        const QRectF rect = m_legend[i];
        drawSample(painter, m_content.lines[i].look, QRectF(rect.left(), rect.top(), kSample, rect.height()),
                   c);
        painter.setPen(c.text);
        const QRectF word = rect.adjusted(kSample + 6, 0, 0, 0);
        const bool isLast = i + 1 == m_legend.size() && m_legend.size() < m_content.lines.size();
        QString label = m_content.lines[i].label;
        if (isLast)
            label = Words::tr("%n more", nullptr, int(m_content.lines.size() - i));
        painter.drawText(word, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                         smallMetrics.elidedText(label, Qt::ElideRight, word.width()));
    }
}

void ChartPicture::paintValueAxis(QPainter &painter) const
{
    const Colours &c = *m_target.colours;
    const int most = markCount(m_plot.height(), lineHeight(m_small) * 2);
    const Ticks ticks = isLog() ? logTicks(m_values, most) : linearTicks(m_values, most);
    painter.setFont(m_small);
    const double height = lineHeight(m_small);
    for (const double at : ticks.at) {
        // On whole pixels a thin line is a thin line.
        const double y = std::floor(place(m_state.shown.low, at).y()) + 0.5;
        if (y > m_plot.bottom() + 1 || y < m_plot.top() - 1)
            continue;
        painter.setPen(QPen(c.grid, 1));
        painter.drawLine(QPointF(m_plot.left(), y), QPointF(m_plot.right(), y));
        painter.setPen(c.secondText);
        drawTabular(&painter, QRectF(0, y - height / 2, m_plot.left() - 5, height).toRect(),
                    axisNumber(at, ticks.step));
    }
}

void ChartPicture::paintAxis(QPainter &painter) const
{
    const Colours &c = *m_target.colours;
    const double bottom = std::floor(m_plot.bottom()) + 0.5;
    painter.setPen(QPen(c.line, 1));
    painter.drawLine(QPointF(m_plot.left(), bottom), QPointF(m_plot.right(), bottom));

    painter.setFont(m_small);
    painter.setPen(c.secondText);
    const QFontMetricsF metrics(m_small);
    const QRectF row(m_plot.left(), m_plot.bottom() + kMarkRoom, m_plot.width(), lineHeight(m_small));
    QString caption;
    Ticks ticks;
    const int most = markCount(m_plot.width(), metrics.averageCharWidth() * 10);
    switch (m_state.options.axis) {
    case Axis::Step:
        caption = Words::tr("step");
        ticks = linearTicks(m_state.shown, most, true);
        break;
    case Axis::Epoch:
        caption = Words::tr("epoch");
        ticks = linearTicks(m_state.shown, most);
        break;
    case Axis::WallTime: {
        caption = Words::tr("time");
        const QDateTime when = QDateTime::fromSecsSinceEpoch(qint64(m_state.shown.low));
        ticks = timeTicks(m_state.shown, most, when.offsetFromUtc());
        break;
    }
    }
    const double captionLeft = row.right() - metrics.horizontalAdvance(caption);
    painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, caption);
    double free = row.left() - gutter(m_small);
    for (std::size_t i = 0; i < ticks.at.size(); ++i) {
        const double at = ticks.at[i];
        const QString text = m_state.options.axis == Axis::WallTime ? timeText(at, ticks.step, i == 0)
                             : m_state.options.axis == Axis::Step   ? stepText(at)
                                                                    : axisNumber(at, ticks.step);
        const double advance = metrics.horizontalAdvance(text);
        const double left = pixelOf(at) - advance / 2;
        if (left < free || left + advance > captionLeft - 8)
            continue;
        painter.drawText(QRectF(left, row.top(), advance + 1, row.height()),
                         Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, text);
        free = left + advance + 8;
    }

    painter.setPen(Qt::NoPen);
    painter.setBrush(c.secondText);
    for (const ChartContent::Mark &mark : m_content.marks) {
        const double x = pixelOf(mark.x);
        if (x < m_plot.left() - 1 || x > m_plot.right() + 1)
            continue;
        if (mark.isNotANumber) {
            painter.setPen(QPen(c.bad, 1.5));
            painter.drawLine(QPointF(x - 3, bottom + 2), QPointF(x + 3, bottom + 8));
            painter.drawLine(QPointF(x - 3, bottom + 8), QPointF(x + 3, bottom + 2));
            painter.setPen(Qt::NoPen);
            continue;
        }
        const QPointF corners[] = {{x, bottom + 1.5}, {x + 4, bottom + 8}, {x - 4, bottom + 8}};
        painter.drawPolygon(corners, 3);
    }
}

void ChartPicture::paintSelection(QPainter &painter) const
{
    const Colours &c = *m_target.colours;
    const auto fill = [&](const Bounds &bounds, bool hasEdges) {
        const double left = std::clamp(pixelOf(bounds.low), m_plot.left(), m_plot.right());
        const double right = std::clamp(pixelOf(bounds.high), m_plot.left(), m_plot.right());
        const bool isOut = bounds.high < m_state.shown.low || bounds.low > m_state.shown.high;
        if (isOut)
            return;
        const QRectF rect(left, m_plot.top(), std::max(2.0, right - left), m_plot.height());
        painter.fillRect(rect, c.selection);
        if (!hasEdges)
            return;
        painter.fillRect(QRectF(rect.left(), rect.top(), 1, rect.height()), c.accent);
        painter.fillRect(QRectF(rect.right() - 1, rect.top(), 1, rect.height()), c.accent);
    };
    for (const Bounds &bounds : m_state.selected)
        fill(bounds, false);
    if (m_state.band)
        fill(*m_state.band, true);
}

void ChartPicture::paintLines(QPainter &painter) const
{
    const Colours &c = *m_target.colours;
    painter.save();
    painter.setClipRect(m_plot.adjusted(-1, -3, 3, 3));
    LineDrawing how;
    how.place = [this](double x, double y) {
        return place(x, y);
    };
    how.ratio = m_target.ratio;
    how.columns = m_plot.width() * std::max(1.0, m_target.ratio);
    const bool isDarkGround = c.panel.lightness() < 128;
    // Each line's faint points first, then the lines, the headline on top.
    for (const int layer : {0, 1, 2}) {
        for (std::size_t i = 0; i < m_drawn.size(); ++i) {
            const ChartContent::Line &entry = m_content.lines[i];
            const Points &points = entry.line->points();
            const std::size_t lastRun = points.runs.empty() ? 0 : points.runs.back().first;
            how.isPast = [lastRun](std::size_t index) {
                return index < lastRun;
            };
            how.colour = lookColour(entry.look, c);
            how.width = entry.isHeadline ? 2.2 : 1.6;
            if (layer == 0) {
                if (!entry.line->isSmoothed())
                    continue;
                how.colour.setAlphaF(isDarkGround ? 0.34F : 0.28F);
                how.width = 1;
                drawLine(painter, m_drawn[i].raw, how);
            } else if ((layer == 2) == entry.isHeadline) {
                const auto &samples = entry.line->isSmoothed() ? m_drawn[i].front : m_drawn[i].raw;
                drawLine(painter, samples, how);
                drawMarks(painter, samples, how, entry.look, m_plot, c.panel);
            }
        }
    }
    painter.restore();
}

void ChartPicture::paintFootnotes(QPainter &painter) const
{
    painter.setFont(m_small);
    painter.setPen(m_target.colours->waiting);
    const double height = lineHeight(m_small);
    double top = m_footTop;
    const QFontMetricsF metrics(m_small);
    for (const QString &note : m_content.footnotes) {
        const QRectF rect(m_plot.left(), top, m_plot.width(), height);
        painter.drawText(rect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                         metrics.elidedText(note, Qt::ElideRight, rect.width()));
        top += height;
    }
}

namespace {

struct Entry
{
    const ChartContent::Line *line;
    QString value;      ///< empty: none near the cursor
    bool isHere = true; ///< of the very step, not of one nearby
};

std::vector<Entry> entriesOf(const ChartContent &content, const ChartReading &reading)
{
    std::vector<Entry> entries;
    entries.reserve(content.lines.size());
    for (const ChartContent::Line &line : content.lines)
        entries.push_back({&line, {}});
    for (const ChartReading::Row &row : reading.rows) {
        entries[row.line].value = shownAt(reading, row);
        entries[row.line].isHere = row.at.step == reading.step;
    }
    return entries;
}

// Where each entry stands in `area`, by lines; fewer where there is no more room.
std::vector<QRectF> placeEntries(const std::vector<Entry> &entries, const QRectF &area, const QFont &small,
                                 bool withLabels)
{
    const QFontMetricsF metrics(small);
    const double height = lineHeight(small);
    std::vector<QRectF> rects;
    QPointF at = area.topLeft();
    for (const Entry &entry : entries) {
        double width = kSample + 6;
        if (withLabels)
            width += std::ceil(metrics.horizontalAdvance(entry.line->label)) + 6;
        width += tabularWidth(QFontMetrics(small), entry.value) + 1;
        if (at.x() > area.left() && at.x() + width > area.right())
            at = {area.left(), at.y() + height};
        if (at.y() + height > area.bottom() + 1 || width > area.width())
            break;
        rects.emplace_back(at.x(), at.y(), width, height);
        at.rx() += width + kGap;
    }
    return rects;
}

// Names and values where the legend has the names alone.
void paintLegendValues(QPainter &painter, const std::vector<Entry> &entries, const QRectF &area,
                       const QFont &small, const Colours &colours)
{
    bool withLabels = true;
    std::vector<QRectF> rects = placeEntries(entries, area, small, true);
    if (rects.size() < entries.size()) {
        withLabels = false;
        rects = placeEntries(entries, area, small, false);
    }
    painter.fillRect(area, colours.panel);
    painter.setFont(small);
    for (std::size_t i = 0; i < rects.size(); ++i) {
        const Entry &entry = entries[i];
        drawSample(painter, entry.line->look,
                   QRectF(rects[i].left(), rects[i].top(), kSample, rects[i].height()), colours);
        const QRectF words = rects[i].adjusted(kSample + 6, 0, 0, 0);
        if (withLabels) {
            painter.setPen(colours.secondText);
            painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, entry.line->label);
        }
        painter.setPen(entry.isHere ? colours.text : colours.secondText);
        drawTabular(&painter, words.toRect(), entry.value);
    }
}

// What the lines say, above the plot: where there is little room a box would lie over them.
void paintReadingAbove(QPainter &painter, const ChartContent &content, const ChartReading &reading,
                       const ChartPicture &picture, const ChartState &state, const QFont &font,
                       const Colours &colours)
{
    const QFont small = smallFont(font);
    const QRectF &title = picture.titleRect();
    const double bottom = picture.plot().top() - kHeadGap;
    QString aside = state.isActive ? reading.head : QString();
    if (hasLegend(content)) {
        const QRectF area(0, title.bottom(), picture.plot().right() + 4, bottom - title.bottom());
        paintLegendValues(painter, entriesOf(content, reading), area, small, colours);
    } else if (!reading.rows.empty()) {
        const QString value = shownAt(reading, reading.rows.front());
        aside = aside.isEmpty() ? value : value + u" · "_s + aside;
    }
    if (aside.isEmpty())
        return;
    const double width = std::ceil(QFontMetricsF(small).horizontalAdvance(aside)) + 2;
    const double used = QFontMetricsF(boldFont(font)).horizontalAdvance(content.title) + 10;
    if (used + width > title.width())
        return;
    const QRectF rect(title.right() - width, title.top(), width, title.height());
    painter.fillRect(rect.adjusted(-8, 0, 0, 0), colours.panel);
    painter.setFont(small);
    painter.setPen(colours.text);
    painter.drawText(rect, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, aside);
}

} // namespace

void paintReading(QPainter &painter, const ChartContent &content, const ChartReading &reading,
                  const ChartPicture &picture, const ChartState &state, const QFont &font,
                  const Colours &colours)
{
    const QRectF &plot = picture.plot();
    const double x = picture.pixelOf(reading.x);
    if (x < plot.left() - 0.5 || x > plot.right() + 0.5)
        return;
    painter.setPen(QPen(colours.secondText, 1, Qt::DotLine));
    painter.drawLine(QPointF(std::floor(x) + 0.5, plot.top()), QPointF(std::floor(x) + 0.5, plot.bottom()));

    const QFont small = smallFont(font);
    const QFontMetricsF metrics(small);
    const double height = lineHeight(small);
    struct Texts
    {
        QString label, value, rest;
        bool isOfOtherStep = false;
    };
    std::vector<Texts> rows;
    double labels = 0;
    double values = 0;
    double rests = 0;
    double dotSum = 0;
    int dots = 0;
    const Bounds &bounds = picture.valueBounds();
    for (const ChartReading::Row &row : reading.rows) {
        const ChartContent::Line &entry = content.lines[row.line];
        Texts texts{entry.label, shownValue(row.at), {}};
        texts.isOfOtherStep = row.at.step != reading.step;
        if (texts.isOfOtherStep)
            texts.rest = Words::tr("at step %1").arg(stepText(row.at.step));
        else if (row.at.smoothed != row.at.value)
            texts.rest = Words::tr("measured %1").arg(metric(row.at.value));
        texts.label = metrics.elidedText(texts.label, Qt::ElideRight, metrics.averageCharWidth() * 28);
        labels = std::max(labels, metrics.horizontalAdvance(texts.label));
        values = std::max(values, double(tabularWidth(QFontMetrics(small), texts.value)));
        rests = std::max(rests, metrics.horizontalAdvance(texts.rest));
        rows.push_back(texts);
        const bool isLog = state.options.isLog;
        const double share = isLog
                                 ? std::log(row.at.smoothed / bounds.low) / std::log(bounds.high / bounds.low)
                                 : (row.at.smoothed - bounds.low) / bounds.span();
        const QPointF dot(picture.pixelOf(row.at.x), plot.bottom() - share * plot.height());
        if (plot.adjusted(-1, -1, 1, 1).contains(dot)) {
            painter.setPen(QPen(colours.panel, 1.5));
            painter.setBrush(lookColour(entry.look, colours));
            painter.drawEllipse(dot, 4, 4);
            dotSum += dot.y();
            ++dots;
        }
    }
    const bool hasHead = state.isActive && !reading.head.isEmpty();
    const double left = x - 10;
    const double right = plot.right() - x - 10;
    const auto boxWidth = [&] {
        const double own = kSample + 6 + labels + 10 + values + (rests > 0 ? 8 + rests : 0) + 16;
        return hasHead ? std::max(own, metrics.horizontalAdvance(reading.head) + 17) : own;
    };
    // In a narrow chart the values are enough, but a value of another step needs its step.
    if (boxWidth() > std::max(left, right)) {
        rests = 0;
        for (Texts &texts : rows) {
            if (!texts.isOfOtherStep)
                texts.rest.clear();
            rests = std::max(rests, metrics.horizontalAdvance(texts.rest));
        }
    }
    const double width = boxWidth();
    const double body = height * double(rows.size()) + 8;
    if (plot.height() < 4 * body || plot.width() < 3 * width)
        return paintReadingAbove(painter, content, reading, picture, state, font, colours);
    const double tall = height * double(rows.size() + (hasHead ? 1 : 0)) + 8;
    const double beside = right >= width || right >= left ? x + 10 : x - 10 - width;
    const double boxLeft = std::clamp(beside, 0.0, std::max(0.0, plot.right() - width));
    // Where the lines are not.
    const bool isBelow = dots > 0 && dotSum / dots < plot.center().y() && plot.height() > tall + 8;
    const QRectF box(std::floor(boxLeft) + 0.5,
                     std::floor(isBelow ? plot.bottom() - tall - 5 : plot.top() + 4) + 0.5, width, tall);
    painter.setPen(QPen(colours.line, 1));
    painter.setBrush(colours.panel);
    painter.drawRoundedRect(box, 4, 4);
    painter.setFont(small);
    QRectF line(box.left() + 8, box.top() + 4, width - 16, height);
    if (hasHead) {
        painter.setPen(colours.secondText);
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, reading.head);
        line.translate(0, height);
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        drawSample(painter, content.lines[reading.rows[i].line].look,
                   QRectF(line.left(), line.top(), kSample, height), colours);
        painter.setPen(colours.text);
        painter.drawText(line.adjusted(kSample + 6, 0, 0, 0),
                         Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, rows[i].label);
        const double end = line.left() + kSample + 6 + labels + 10 + values;
        drawTabular(&painter, QRectF(end - values - 1, line.top(), values + 1, height).toRect(),
                    rows[i].value);
        painter.setPen(colours.secondText);
        painter.drawText(QRectF(end + 8, line.top(), rests + 2, height),
                         Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, rows[i].rest);
        line.translate(0, height);
    }
}

} // namespace tuneboard
