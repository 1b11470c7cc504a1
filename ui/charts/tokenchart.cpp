// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/tokenchart.h"

#include "ui/theme.h"

#include <QBarCategoryAxis>
#include <QBarSet>
#include <QChart>
#include <QChartView>
#include <QDateTime>
#include <QGraphicsLayout>
#include <QMouseEvent>
#include <QStackedBarSeries>
#include <QVBoxLayout>
#include <QValueAxis>

#include <cmath>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

// A top for the axis that is a round number: 1, 1.5, 2, 3, 4, 5, 6, 8 times a power of ten.
double roundTop(double value)
{
    if (value <= 0)
        return 1;
    const double power = std::pow(10, std::floor(std::log10(value)));
    for (const double step : {1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0}) {
        if (value <= step * power)
            return step * power;
    }
    return 10 * power;
}

} // namespace

/// Adds to the chart what Qt Charts does not draw as we want it: the names of the months, the range.
class TokenChartView final : public QChartView
{
public:
    TokenChartView(QChart *chart, TokenChart *owner)
        : QChartView(chart, owner)
        , m_owner(owner)
    {
        setObjectName(u"tokenChartView"_s);
        setFrameShape(NoFrame);
        setRenderHint(QPainter::Antialiasing);
        setBackgroundBrush(Qt::NoBrush);
        viewport()->setAutoFillBackground(false);
        setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        setMouseTracking(true);
        setFocusPolicy(Qt::NoFocus);
        setAlignment(Qt::AlignLeft | Qt::AlignTop);
    }

protected:
    void drawBackground(QPainter *painter, const QRectF &) override
    {
        const int n = m_owner->bucketCount();
        if (n == 0)
            return;
        const Colours &c = colours(m_owner->palette());
        const QRectF plot = m_owner->plot();
        const double width = plot.width() / n;
        int first = -1;
        int last = -1;
        for (int i = 0; i < n; ++i) {
            const bool in = m_from >= 0
                                ? i >= qMin(m_from, m_to) && i <= qMax(m_from, m_to)
                                : m_owner->m_range && overlaps(m_owner->rangeOf(i), *m_owner->m_range);
            if (!in)
                continue;
            first = first < 0 ? i : first;
            last = i;
        }
        if (first >= 0) {
            painter->fillRect(
                QRectF(plot.left() + first * width, plot.top(), (last - first + 1) * width, plot.height()),
                c.selection);
        } else if (m_hovered >= 0 && m_hovered < n) {
            painter->fillRect(QRectF(plot.left() + m_hovered * width, plot.top(), width, plot.height()),
                              c.grid);
        }
    }

    void drawForeground(QPainter *painter, const QRectF &) override
    {
        const int n = m_owner->bucketCount();
        if (n == 0)
            return;
        const Colours &c = colours(m_owner->palette());
        const QRectF plot = m_owner->plot();
        const double width = plot.width() / n;
        painter->setFont(smallFont(m_owner->font()));
        painter->setPen(c.secondText);
        const QFontMetrics metrics = painter->fontMetrics();
        const auto &starts = m_owner->m_buckets.starts;
        const bool days = m_owner->m_span == BucketSpan::Day;
        double free = plot.left();
        for (int i = 0; i < n; ++i) {
            const QDate start = starts[std::size_t(i)];
            const bool begins = i == 0 || start.month() != starts[std::size_t(i) - 1].month() ||
                                (days && start.day() % 7 == 1);
            if (!begins)
                continue;
            const QString text = start.month() == 1 && (!days || start.day() < 8)
                                     ? QLocale().toString(start, u"MMM yyyy"_s)
                                     : QLocale().toString(start, days ? u"d MMM"_s : u"MMM"_s);
            const double x = plot.left() + i * width;
            const double advance = metrics.horizontalAdvance(text);
            if (x < free || x + advance > plot.right() + 1)
                continue;
            painter->drawText(QPointF(x, plot.bottom() + metrics.ascent() + 4), text);
            free = x + advance + metrics.height() * 2;
        }
    }

    void mousePressEvent(QMouseEvent *event) override
    {
        if (event->button() != Qt::LeftButton)
            return;
        m_from = m_to = m_owner->bucketAt(event->position().toPoint());
        redraw();
    }

    void mouseMoveEvent(QMouseEvent *event) override
    {
        const int bucket = m_owner->bucketAt(event->position().toPoint());
        if (m_from >= 0 && event->buttons() & Qt::LeftButton) {
            const QRectF plot = m_owner->plot();
            const double part = (event->position().x() - plot.left()) / plot.width();
            m_to = qBound(0, int(part * m_owner->bucketCount()), m_owner->bucketCount() - 1);
        }
        if (bucket != m_hovered) {
            m_hovered = bucket;
            Q_EMIT m_owner->hovered(bucket);
        }
        redraw();
    }

    void mouseReleaseEvent(QMouseEvent *event) override
    {
        if (event->button() != Qt::LeftButton || m_from < 0)
            return;
        const int from = qMin(m_from, m_to);
        const int to = qMax(m_from, m_to);
        m_from = m_to = -1;
        redraw();
        const TimeRange range{m_owner->rangeOf(from).first, m_owner->rangeOf(to).second};
        // A click inside the shaded range lifts it; elsewhere it takes that one bar.
        if (from == to && m_owner->m_range && overlaps(range, *m_owner->m_range))
            Q_EMIT m_owner->rangeCleared();
        else
            Q_EMIT m_owner->rangeDragged(range);
    }

    void leaveEvent(QEvent *event) override
    {
        m_hovered = -1;
        Q_EMIT m_owner->hovered(-1);
        redraw();
        QChartView::leaveEvent(event);
    }

    void wheelEvent(QWheelEvent *event) override { event->ignore(); }

private:
    static bool overlaps(const TimeRange &a, const TimeRange &b)
    {
        return a.first <= b.second && b.first <= a.second;
    }
    void redraw()
    {
        resetCachedContent();
        viewport()->update();
    }

    TokenChart *m_owner;
    int m_from = -1;
    int m_to = -1;
    int m_hovered = -1;
};

TokenChart::TokenChart(QWidget *parent)
    : QWidget(parent)
    , m_chart(new QChart)
    , m_series(new QStackedBarSeries)
    , m_time(new QBarCategoryAxis)
    , m_tokens(new QValueAxis)
{
    setObjectName(u"tokenChart"_s);
    setAccessibleName(tr("Trained tokens over time"));
    m_chart->setBackgroundVisible(false);
    m_chart->setMargins({});
    m_chart->layout()->setContentsMargins(0, 0, 0, 0);
    m_chart->legend()->hide();
    m_chart->setAnimationOptions(QChart::NoAnimation);
    m_chart->addSeries(m_series);
    m_chart->addAxis(m_time, Qt::AlignBottom);
    m_chart->addAxis(m_tokens, Qt::AlignLeft);
    m_series->attachAxis(m_time);
    m_series->attachAxis(m_tokens);
    m_series->setBarWidth(0.8);
    for (QAbstractAxis *axis :
         {static_cast<QAbstractAxis *>(m_time), static_cast<QAbstractAxis *>(m_tokens)}) {
        axis->setLabelsVisible(false);
        axis->setLineVisible(false);
    }
    m_time->setGridLineVisible(false);
    m_tokens->setTickCount(4);

    m_view = new TokenChartView(m_chart, this);
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins({});
    box->addWidget(m_view);
    applyPalette();
}

void TokenChart::setBuckets(const TokenBuckets &buckets, BucketSpan span)
{
    m_buckets = buckets;
    m_span = span;
    m_series->clear();
    QStringList categories;
    for (std::size_t i = 0; i < buckets.starts.size(); ++i)
        categories.append(QString::number(i));
    std::vector<double> sums(buckets.starts.size(), 0.0);
    QList<QBarSet *> sets;
    for (const TokenBuckets::Series &series : buckets.series) {
        auto *set = new QBarSet(series.key);
        QList<qreal> values;
        for (std::size_t i = 0; i < series.tokens.size(); ++i) {
            values.append(series.tokens[i]);
            sums[i] += series.tokens[i];
        }
        set->append(values);
        set->setPen(Qt::NoPen);
        sets.append(set);
    }
    m_series->append(sets);
    m_time->setCategories(categories);
    const double most = sums.empty() ? 0 : *std::max_element(sums.begin(), sums.end());
    m_tokens->setRange(0, roundTop(most));
    applyPalette();
    place();
}

void TokenChart::setRange(std::optional<TimeRange> range)
{
    if (m_range == range)
        return;
    m_range = range;
    m_view->resetCachedContent();
    m_view->viewport()->update();
}

TimeRange TokenChart::rangeOf(int bucket) const
{
    const QDate start = m_buckets.starts[std::size_t(bucket)];
    QDate next = start;
    switch (m_span) {
    case BucketSpan::Day:
        next = start.addDays(1);
        break;
    case BucketSpan::Week:
        next = start.addDays(7);
        break;
    case BucketSpan::Month:
        next = start.addMonths(1);
        break;
    }
    return {start.startOfDay().toSecsSinceEpoch(), next.startOfDay().toSecsSinceEpoch() - 1};
}

QRectF TokenChart::plot() const
{
    const int labels = QFontMetrics(smallFont(font())).height() + 8;
    return QRectF(0, 2, width(), qMax(10, height() - 2 - labels));
}

int TokenChart::bucketAt(const QPoint &where) const
{
    const QRectF area = plot();
    if (bucketCount() == 0 || !area.contains(where))
        return -1;
    return qBound(0, int((where.x() - area.left()) / area.width() * bucketCount()), bucketCount() - 1);
}

void TokenChart::place()
{
    m_chart->setPlotArea(plot());
    m_view->resetCachedContent();
    m_view->viewport()->update();
}

void TokenChart::applyPalette()
{
    const Colours &c = colours(palette());
    m_tokens->setGridLinePen(QPen(c.grid, 1));
    const QList<QBarSet *> sets = m_series->barSets();
    for (int i = 0; i < sets.size(); ++i)
        sets[i]->setBrush(c.series[std::size_t(i) % std::size(c.series)]);
    m_view->resetCachedContent();
}

void TokenChart::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyPalette();
    if (event->type() == QEvent::FontChange)
        place();
}

void TokenChart::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place();
}

} // namespace tuneboard
