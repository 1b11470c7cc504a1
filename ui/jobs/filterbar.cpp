// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/filterbar.h"

#include "app/api/terms.h"
#include "ui/format.h"
#include "ui/jobs/flowlayout.h"
#include "ui/theme.h"

#include <QAbstractButton>
#include <QKeyEvent>
#include <QPainter>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

constexpr int kLongestChip = 60; // characters

class Chip final : public QAbstractButton
{
public:
    Chip(const QString &text, QWidget *parent)
        : QAbstractButton(parent)
    {
        setObjectName(u"chip"_s);
        setText(text);
        setAccessibleName(FilterBar::tr("Remove the filter %1").arg(text));
        setToolTip(toolTipText(FilterBar::tr("Remove this filter")));
        setFocusPolicy(Qt::StrongFocus);
        setCursor(Qt::PointingHandCursor);
        setAttribute(Qt::WA_Hover);
    }

    [[nodiscard]] QSize sizeHint() const override
    {
        const int line = fontMetrics().height();
        return {fontMetrics().horizontalAdvance(text()) + line + 20, line + 8};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Colours &c = colours(palette());
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(hasFocus() ? QPen(c.accent) : QPen(Qt::NoPen));
        painter.setBrush(c.selection);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), height() / 2.0,
                                height() / 2.0);
        const int line = fontMetrics().height();
        painter.setPen(c.active);
        const QRect words = rect().adjusted(10, 0, -line - 8, 0);
        painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
                         fontMetrics().elidedText(text(), Qt::ElideRight, words.width()));
        const int side = line * 3 / 4;
        const QRect cross(width() - side - 9, (height() - side) / 2, side, side);
        tintedIcon(u"close"_s, underMouse() ? c.text : c.secondText).paint(&painter, cross);
    }

    void keyPressEvent(QKeyEvent *event) override
    {
        const int key = event->key();
        if (key == Qt::Key_Delete || key == Qt::Key_Backspace || key == Qt::Key_Return)
            return click();
        QAbstractButton::keyPressEvent(event);
    }
};

QString shortened(const QString &text)
{
    return cellText(text.simplified(), kLongestChip);
}

} // namespace

QString withoutPart(const QString &text, qsizetype start, qsizetype length)
{
    const QString before = text.left(start).trimmed();
    const QString after = text.mid(start + length).trimmed();
    return before.isEmpty() || after.isEmpty() ? before + after : before + u' ' + after;
}

QString withWord(const QString &findText, const QString &word)
{
    QString text = findText;
    const qsizetype colon = word.indexOf(u':');
    if (colon > 0) {
        const JobFilter filter = parseFilter(text, 0);
        const QStringView field = QStringView(word).left(colon + 1);
        for (auto term = filter.terms.rbegin(); term != filter.terms.rend(); ++term) {
            const QStringView there = QStringView(text).mid(term->start, term->length);
            if (!term->negated && there.startsWith(field, Qt::CaseInsensitive))
                text = withoutPart(text, term->start, term->length);
        }
    }
    text = text.trimmed();
    return text.isEmpty() ? word : text + u' ' + word;
}

QList<FilterChip> filterChips(const JobFilter &filter, const QString &findText, const JobTable &table)
{
    QList<FilterChip> chips;
    const auto choice = [&](const QString &text, auto &&remove) {
        FilterChip chip{shortened(text), findText, filter.facets};
        remove(chip.choice);
        chips.append(chip);
    };
    for (const QString &status : filter.facets.statuses) {
        choice(FilterBar::tr("Status: %1").arg(statusLabel(status)),
               [&](FacetChoice &c) { c.statuses.removeAll(status); });
    }
    for (const QString &method : filter.facets.methods) {
        choice(FilterBar::tr("Method: %1").arg(methodLabel(method)),
               [&](FacetChoice &c) { c.methods.removeAll(method); });
    }
    for (const QString &model : filter.facets.models) {
        choice(FilterBar::tr("Base model: %1").arg(model),
               [&](FacetChoice &c) { c.models.removeAll(model); });
    }
    for (const qint64 account : filter.facets.accounts) {
        choice(FilterBar::tr("Account: %1").arg(table.accountName(account)),
               [&](FacetChoice &c) { c.accounts.removeAll(account); });
    }
    for (const FilterTerm &term : filter.terms) {
        chips.append({shortened(findText.mid(term.start, term.length)),
                      withoutPart(findText, term.start, term.length), filter.facets});
    }
    return chips;
}

FilterBar::FilterBar(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"filterBar"_s);
    setAccessibleName(tr("Filters that hold"));
    auto *flow = new FlowLayout(this);
    flow->setContentsMargins(14, 6, 14, 7);
    flow->setSpacing(6);
    hide();
}

void FilterBar::setChips(const QList<FilterChip> &chips)
{
    const auto text = [](const FilterChip &chip) {
        return chip.text;
    };
    bool same = chips.size() == m_chips.size();
    for (qsizetype i = 0; same && i < chips.size(); ++i)
        same = text(chips[i]) == text(m_chips[i]);
    m_chips = chips;
    if (same)
        return;
    while (QLayoutItem *item = layout()->takeAt(0)) {
        // It may be the one whose click is being answered.
        item->widget()->hide();
        item->widget()->setObjectName({});
        item->widget()->deleteLater();
        delete item;
    }
    for (qsizetype i = 0; i < chips.size(); ++i) {
        auto *chip = new Chip(chips[i].text, this);
        chip->setFont(smallFont(font()));
        connect(chip, &QAbstractButton::clicked, this,
                [this, i] { Q_EMIT changed(m_chips[i].findText, m_chips[i].choice); });
        layout()->addWidget(chip);
        chip->show();
    }
    if (chips.size() > 1) {
        auto *clear = new QToolButton(this);
        clear->setObjectName(u"clearFilters"_s);
        clear->setText(tr("Clear all"));
        clear->setAccessibleName(tr("Clear all filters"));
        clear->setAutoRaise(true);
        clear->setFont(smallFont(font()));
        connect(clear, &QAbstractButton::clicked, this, [this] { Q_EMIT changed({}, {}); });
        layout()->addWidget(clear);
        clear->show();
    }
    setVisible(!chips.isEmpty());
    updateGeometry();
}

void FilterBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), colours(palette()).panel);
    painter.fillRect(QRect(0, height() - 1, width(), 1), colours(palette()).line);
}

} // namespace tuneboard
