// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/tokenpanel.h"

#include "ui/format.h"
#include "ui/segments.h"
#include "ui/theme.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QSettings>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

constexpr int bucketsOf(BucketSpan span)
{
    switch (span) {
    case BucketSpan::Day:
        return 60;
    case BucketSpan::Week:
        return 53;
    case BucketSpan::Month:
        return 24;
    }
    return 0;
}

constexpr int kSpans = 3;
constexpr int kBelowChart = 2; // pixels
constexpr QLatin1StringView kSpanKeys[kSpans] = {"day"_L1, "week"_L1, "month"_L1};
constexpr QLatin1StringView kByKeys[kSpans] = {"method"_L1, "model"_L1, "account"_L1};

} // namespace

/// Squares and names of the series. Where there is no room for all names the longer ones are cut, and where
/// too little of them would be left the last ones go.
class Legend final : public QWidget
{
public:
    explicit Legend(QWidget *parent)
        : QWidget(parent)
    {
        setObjectName(u"tokenLegend"_s);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    }

    void setNames(const QStringList &names)
    {
        m_names = names;
        setAccessibleName(names.join(u", "_s));
        setToolTip(toolTipText(names.join(u'\n')));
        update();
    }

    [[nodiscard]] QSize minimumSizeHint() const override { return {20, fontMetrics().height()}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Colours &c = colours(palette());
        QPainter painter(this);
        painter.setPen(c.text);
        const int square = fontMetrics().height() / 2;
        const std::vector<int> widths = nameWidths(square + kGap);
        int x = 0;
        for (std::size_t i = 0; i < widths.size(); ++i) {
            const QString &name = m_names[qsizetype(i)];
            painter.fillRect(QRect(x, (height() - square + 1) / 2, square, square),
                             c.series[i % std::size(c.series)]);
            x += square + kGap;
            painter.drawText(QRect(x, 0, widths[i] + 2, height()), Qt::AlignLeft | Qt::AlignVCenter,
                             fontMetrics().elidedText(name, Qt::ElideRight, widths[i] + 1));
            x += widths[i] + kBetween;
        }
    }

private:
    static constexpr int kGap = 5;      // pixels between square and name
    static constexpr int kBetween = 10; // pixels between two series

    // Of the names that are shown, in pixels; `beside`: what each has beside it.
    [[nodiscard]] std::vector<int> nameWidths(int beside) const
    {
        const int least = fontMetrics().averageCharWidth() * 5;
        std::vector<int> widths;
        for (const QString &name : m_names)
            widths.push_back(fontMetrics().horizontalAdvance(name));
        while (!widths.empty()) {
            const auto count = int(widths.size());
            const int excess =
                std::accumulate(widths.begin(), widths.end(), (beside + kBetween) * count - kBetween) -
                width();
            if (excess <= 0)
                break;
            const auto longest = std::max_element(widths.begin(), widths.end());
            if (*longest > least)
                *longest = std::max(least, *longest - std::max(1, excess / count));
            else
                widths.pop_back();
        }
        return widths;
    }

    QStringList m_names;
};

TokenPanel::TokenPanel(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"tokenPanel"_s);
    setAccessibleName(tr("Trained tokens"));
    auto *title = new QLabel(tr("Trained tokens"), this);
    title->setFont(boldFont(font()));

    m_spans = new Segments(this);
    m_spans->setObjectName(u"tokenSpan"_s);
    const QString words[kSpans] = {tr("Day"), tr("Week"), tr("Month")};
    const QString spoken[kSpans] = {tr("One bar a day"), tr("One bar a week"), tr("One bar a month")};
    for (int i = 0; i < kSpans; ++i)
        m_spans->addSegment(words[i], spoken[i])->setObjectName(u"tokenSpan_"_s + kSpanKeys[i]);
    connect(m_spans, &Segments::chosen, this, [this](int id) { setSpan(BucketSpan(id)); });

    m_byButton = new QToolButton(this);
    m_byButton->setObjectName(u"tokenBy"_s);
    m_byButton->setAccessibleName(tr("What the colours of the bars mean"));
    m_byButton->setAutoRaise(true);
    m_byButton->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(m_byButton);
    const QString byWords[kSpans] = {tr("by method"), tr("by model"), tr("by account")};
    auto *choices = new QActionGroup(menu);
    for (int i = 0; i < kSpans; ++i) {
        QAction *entry = menu->addAction(byWords[i]);
        entry->setObjectName(u"tokenBy_"_s + kByKeys[i]);
        entry->setCheckable(true);
        choices->addAction(entry);
        connect(entry, &QAction::triggered, this, [this, i] { setBy(BucketBy(i)); });
    }
    m_byButton->setMenu(menu);

    m_legend = new Legend(this);
    m_legend->setFont(smallFont(font()));
    m_total = new QLabel(this);
    m_total->setObjectName(u"tokenTotal"_s);
    m_total->setTextFormat(Qt::RichText);

    auto *head = new QHBoxLayout;
    head->setContentsMargins(14, 8, 14, 4);
    head->setSpacing(8);
    head->addWidget(title);
    head->addSpacing(6);
    head->addWidget(m_spans);
    head->addSpacing(2);
    head->addWidget(m_byButton);
    head->addWidget(m_legend, 1);
    head->addWidget(m_total);
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 1);
    box->setSpacing(0);
    box->addLayout(head);
    setSpan(m_span);
    setBy(m_by);
}

void TokenPanel::setSpan(BucketSpan span)
{
    m_span = span;
    m_spans->setCurrent(int(span));
    Q_EMIT choiceChanged();
}

void TokenPanel::setBy(BucketBy by)
{
    m_by = by;
    QAction *entry = m_byButton->menu()->actions().at(int(by));
    entry->setChecked(true);
    m_byButton->setText(entry->text() + u" ▾"_s);
    Q_EMIT choiceChanged();
}

void TokenPanel::refresh(const JobTable &table, std::optional<TimeRange> range)
{
    m_buckets = tokenBuckets(table, m_span, m_by, QLocale(), bucketsOf(m_span));
    m_range = range;
    if (!m_chart && !m_buckets.starts.empty())
        m_begun ? makeChart() : makeRoom();
    if (m_chart) {
        m_chart->setBuckets(m_buckets, m_span);
        m_chart->setRange(range);
    }
    QStringList names;
    for (const TokenBuckets::Series &series : m_buckets.series)
        names.append(cellText(series.label, 40));
    m_legend->setNames(names);
    showTotals();
}

int TokenPanel::chartHeight() const
{
    return fontMetrics().height() * 6;
}

void TokenPanel::begin()
{
    m_begun = true;
    Q_EMIT choiceChanged();
}

void TokenPanel::makeRoom()
{
    if (m_room)
        return;
    m_room = new QSpacerItem(0, chartHeight() + kBelowChart, QSizePolicy::Minimum, QSizePolicy::Fixed);
    layout()->addItem(m_room);
}

void TokenPanel::makeChart()
{
    m_chart = new TokenChart(this);
    m_chart->setFixedHeight(chartHeight());
    auto *inset = new QHBoxLayout;
    inset->setContentsMargins(14, 0, 14, kBelowChart);
    inset->addWidget(m_chart);
    if (m_room)
        layout()->removeItem(m_room);
    delete std::exchange(m_room, nullptr);
    static_cast<QVBoxLayout *>(layout())->addLayout(inset);
    connect(m_chart, &TokenChart::rangeDragged, this, &TokenPanel::rangeDragged);
    connect(m_chart, &TokenChart::rangeCleared, this, &TokenPanel::rangeCleared);
    connect(m_chart, &TokenChart::hovered, this, &TokenPanel::showBucket);
}

QString TokenPanel::spanWords() const
{
    const auto n = int(m_buckets.starts.size());
    if (n == 0)
        return {};
    switch (m_span) {
    case BucketSpan::Day:
        return tr("in %n day(s)", nullptr, n);
    case BucketSpan::Week:
        if (n < 9)
            return tr("in %n week(s)", nullptr, n);
        return tr("in %n month(s)", nullptr,
                  qMax(1, int(m_buckets.starts.front().daysTo(m_buckets.starts.back()) + 7) * 10 / 304));
    case BucketSpan::Month:
        return tr("in %n month(s)", nullptr, n);
    }
    return {};
}

void TokenPanel::showTotals()
{
    const QString second = colours(palette()).secondText.name();
    QString rest = u' ' + spanWords();
    if (m_range)
        rest += u" · "_s + tr("%1 selected").arg(shortCount(m_buckets.selected));
    // Our own words and numbers only: nothing of a server's in this rich text.
    m_total->setText(u"<b style='font-weight:600'>%1</b><span style='color:%2'>%3</span>"_s.arg(
        shortCount(m_buckets.total).toHtmlEscaped(), second, rest.toHtmlEscaped()));
    m_total->setAccessibleName(tr("%1 trained tokens %2").arg(shortCount(m_buckets.total), rest));
}

void TokenPanel::showBucket(int bucket)
{
    if (bucket < 0 || std::size_t(bucket) >= m_buckets.starts.size())
        return showTotals();
    const auto i = std::size_t(bucket);
    const QDate start = m_buckets.starts[i];
    const QLocale locale;
    QString when = locale.toString(start, u"d MMM yyyy"_s);
    if (m_span == BucketSpan::Week)
        when = tr("week of %1").arg(when);
    else if (m_span == BucketSpan::Month)
        when = locale.toString(start, u"MMMM yyyy"_s);
    double sum = 0;
    QStringList parts;
    for (const TokenBuckets::Series &series : m_buckets.series) {
        sum += series.tokens[i];
        if (series.tokens[i] > 0 && parts.size() < 3)
            parts.append(cellText(series.label, 30) + u' ' + shortCount(series.tokens[i]));
    }
    QString rest = u' ' + when;
    if (parts.size() > 1)
        rest += u" · "_s + parts.join(u", "_s);
    m_total->setText(u"<b style='font-weight:600'>%1</b><span style='color:%2'>%3</span>"_s.arg(
        shortCount(sum).toHtmlEscaped(), colours(palette()).secondText.name(), rest.toHtmlEscaped()));
}

void TokenPanel::save(QSettings &settings) const
{
    settings.setValue("chart/span"_L1, QString(kSpanKeys[int(m_span)]));
    settings.setValue("chart/by"_L1, QString(kByKeys[int(m_by)]));
}

void TokenPanel::restore(QSettings &settings)
{
    const QString span = settings.value("chart/span"_L1).toString();
    const QString by = settings.value("chart/by"_L1).toString();
    for (int i = 0; i < kSpans; ++i) {
        if (span == kSpanKeys[i])
            setSpan(BucketSpan(i));
        if (by == kByKeys[i])
            setBy(BucketBy(i));
    }
}

void TokenPanel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), colours(palette()).panel);
    painter.fillRect(QRect(0, height() - 1, width(), 1), colours(palette()).line);
}

} // namespace tuneboard
