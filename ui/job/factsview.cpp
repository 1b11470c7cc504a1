// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/job/factsview.h"

#include "ui/format.h"
#include "ui/job/textcolour.h"
#include "ui/job/valuetext.h"
#include "ui/theme.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QEvent>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHash>
#include <QLabel>
#include <QMenu>
#include <QToolButton>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

// What is longer is cut in view: the Raw tab shows it, and the copy has it all.
constexpr qsizetype kMaxShown = 4000;

constexpr int kRowsAtOnce = 40;
constexpr int kRowsLater = 15; // each time the event loop comes back

// Later: it may be the row whose click is being answered.
void discard(QWidget *row)
{
    row->hide();
    row->deleteLater();
}

QString shown(const QString &value)
{
    const QString clamped = value.size() > kMaxShown ? value.first(kMaxShown) + u'…' : value;
    return viewerText(clamped);
}

} // namespace

class FactsView::Row : public QWidget
{
public:
    Row(const Fact &fact, FactsView *view)
        : QWidget(view)
        , m_view(view)
        , m_label(new QLabel(this))
        , m_icon(new QLabel(this))
        , m_value(new ValueText(this))
        , m_copy(new QToolButton(this))
    {
        const int line = fontMetrics().height();
        auto *row = new QHBoxLayout(this);
        row->setContentsMargins(0, 2, 0, 2);
        row->setSpacing(2);
        row->addWidget(m_label, 0, Qt::AlignTop);
        row->addWidget(m_icon, 0, Qt::AlignTop);
        row->addWidget(m_value, 1);
        row->addWidget(m_copy, 0, Qt::AlignTop);
        m_label->setTextFormat(Qt::PlainText);
        m_icon->setFixedSize(line, line);
        m_copy->setAutoRaise(true);
        m_copy->setIconSize(QSize(line - 3, line - 3));
        m_copy->setFixedSize(line + 2, line + 1);
        m_copy->setFocusPolicy(Qt::NoFocus); // Ctrl+C and the menu do the same from the value
        m_copy->hide();
        connect(m_copy, &QToolButton::clicked, this, [this] { copyWhole(); });
        connect(m_value, &ValueText::wholeRequested, this, [this] { copyWhole(); });
        connect(m_value, &ValueText::linkActivated, this,
                [this] { Q_EMIT m_view->linkActivated(m_fact.key, m_fact.value); });
        m_value->installEventFilter(this);
        setFact(fact);
    }

    [[nodiscard]] const Fact &fact() const { return m_fact; }
    void fitLabel() { layOut(); }
    void setFirst(bool isFirst)
    {
        if (std::exchange(m_isFirst, isFirst) != isFirst)
            layOut();
    }
    [[nodiscard]] QWidget *value() const { return m_value; }

    void setFact(const Fact &fact)
    {
        if (m_isSet && fact == m_fact)
            return;
        const bool sameValue = m_isSet && fact.before == m_fact.before && fact.value == m_fact.value &&
                               fact.after == m_fact.after && fact.tone == m_fact.tone &&
                               fact.isElided == m_fact.isElided && fact.isAside == m_fact.isAside &&
                               fact.isMono == m_fact.isMono;
        m_fact = fact;
        m_isSet = true;
        setObjectName(u"fact_"_s + fact.key);
        m_value->setObjectName(u"factValue_"_s + fact.key);
        m_copy->setObjectName(u"factCopy_"_s + fact.key);
        const QString name = fact.label.isEmpty() ? cellText(fact.value, 60) : cellText(fact.label, 60);
        m_value->setAccessibleName(name);
        m_value->setWhole(fact.isCut ? QString() : whole());
        m_copy->setAccessibleName(FactsView::tr("Copy %1").arg(name));
        m_copy->setToolTip(FactsView::tr("Copy"));
        QString tip = fact.help;
        if (fact.isElided || fact.isAside)
            tip = (fact.value + u' ' + fact.after).trimmed() + (tip.isEmpty() ? QString() : u"\n\n"_s + tip);
        setToolTip(tip.isEmpty() ? QString() : toolTipText(tip));
        layOut();
        applyLook(!sameValue);
    }

protected:
    void enterEvent(QEnterEvent *event) override
    {
        QWidget::enterEvent(event);
        showCopy();
    }

    void leaveEvent(QEvent *event) override
    {
        QWidget::leaveEvent(event);
        showCopy();
    }

    void changeEvent(QEvent *event) override
    {
        QWidget::changeEvent(event);
        if (event->type() == QEvent::PaletteChange && m_isSet)
            applyLook(true);
    }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
            showCopy(event->type() == QEvent::FocusIn);
        return QWidget::eventFilter(watched, event);
    }

    void contextMenuEvent(QContextMenuEvent *event) override
    {
        if (!m_fact.canCopy)
            return;
        QMenu menu(this);
        if (m_value->textCursor().hasSelection())
            menu.addAction(FactsView::tr("Copy selection"), m_value, &QTextEdit::copy);
        menu.addAction(FactsView::tr("Copy value"), this, [this] { copyWhole(); });
        menu.exec(event->globalPos());
    }

private:
    [[nodiscard]] const QString &whole() const { return m_fact.copy.isEmpty() ? m_fact.value : m_fact.copy; }

    void copyWhole()
    {
        if (m_fact.isCut)
            Q_EMIT m_view->wholeRequested(m_fact.key);
        else
            QGuiApplication::clipboard()->setText(whole());
    }

    void showCopy(bool focused = false)
    {
        m_copy->setVisible(m_fact.canCopy && m_fact.kind == Fact::Kind::Value && (focused || underMouse()));
    }

public:
    void layOut()
    {
        const bool isValue = m_fact.kind == Fact::Kind::Value;
        const bool isWide = m_fact.kind == Fact::Kind::Note;
        const int small = fontMetrics().height() / 2;
        m_value->setVisible(isValue || isWide);
        m_copy->setVisible(false);
        QSizePolicy keep = m_copy->sizePolicy();
        keep.setRetainSizeWhenHidden(isValue || isWide);
        m_copy->setSizePolicy(keep);
        m_icon->setVisible(isValue && !m_fact.icon.isEmpty());
        m_label->setVisible(isValue || m_fact.kind == Fact::Kind::Heading);
        const int indent = m_fact.indent * fontMetrics().averageCharWidth() * 2;
        // The first row of two columns stands on one line, heading or not.
        const int top = m_isFirst                            ? 2
                        : m_fact.kind == Fact::Kind::Heading ? small
                        : m_fact.kind == Fact::Kind::Gap     ? small / 2
                                                             : 2;
        layout()->setContentsMargins(indent, top, 0, m_fact.kind == Fact::Kind::Gap ? small / 2 : 2);
        QFont labelFont = font();
        labelFont.setWeight(m_fact.isStrong || m_fact.kind == Fact::Kind::Heading ? QFont::DemiBold
                                                                                  : QFont::Normal);
        m_label->setFont(labelFont);
        if (isValue) {
            const int width = std::max(m_view->labelWidth() - indent, fontMetrics().averageCharWidth() * 6);
            m_label->setFixedWidth(width);
            const QString label = cellText(m_fact.label, 200);
            m_label->setText(m_label->fontMetrics().elidedText(label, Qt::ElideRight, width - 4));
            if (m_label->text() != label && m_fact.help.isEmpty())
                setToolTip(toolTipText(m_fact.label));
        } else {
            m_label->setMinimumWidth(0);
            m_label->setMaximumWidth(QWIDGETSIZE_MAX);
            m_label->setText(cellText(m_fact.label, 200));
        }
        QFont valueFont = m_fact.isMono ? QFontDatabase::systemFont(QFontDatabase::FixedFont) : font();
        if (font().pixelSize() > 0)
            valueFont.setPixelSize(font().pixelSize());
        else
            valueFont.setPointSizeF(font().pointSizeF());
        m_value->setFont(valueFont);
    }

private:
    void applyLook(bool withValue)
    {
        const Colours &look = colours(palette());
        const bool isPlain = !m_fact.isStrong && m_fact.kind != Fact::Kind::Heading;
        const bool isBadHeading = m_fact.kind == Fact::Kind::Heading && m_fact.tone;
        setTextColour(m_label, isBadHeading ? toneColour(*m_fact.tone, palette())
                               : isPlain    ? look.secondText
                                            : look.text);
        m_copy->setIcon(tintedIcon(u"copy"_s, look.secondText));
        const QColor colour = m_fact.kind == Fact::Kind::Note || m_fact.isDim ? look.secondText
                              : m_fact.isLink                                 ? look.active
                              : m_fact.tone ? toneColour(*m_fact.tone, palette())
                                            : look.text;
        if (!m_fact.icon.isEmpty())
            m_icon->setPixmap(
                tintedIcon(m_fact.icon, colour)
                    .pixmap(QSize(m_icon->width() - 2, m_icon->width() - 2), devicePixelRatioF()));
        if (!withValue)
            return;
        std::vector<ValueText::Part> parts;
        if (!m_fact.before.isEmpty())
            parts.push_back({m_fact.before + u' ', look.secondText});
        parts.push_back({shown(m_fact.value), colour, m_fact.isLink, m_fact.isElided || m_fact.isAside});
        if (!m_fact.after.isEmpty())
            parts.push_back({u' ' + m_fact.after, look.secondText, false, false, m_fact.isAside});
        m_value->setParts(parts);
    }

    FactsView *m_view;
    QLabel *m_label;
    QLabel *m_icon;
    ValueText *m_value;
    QToolButton *m_copy;
    Fact m_fact;
    bool m_isSet = false;
    bool m_isFirst = false;
};

FactsView::FactsView(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
{
    m_more.setSingleShot(true);
    m_more.setInterval(0);
    connect(&m_more, &QTimer::timeout, this, [this] { makeRows(kRowsLater); });
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    m_layout->addStretch(1);
}

void FactsView::measureLabels()
{
    // A label that is much longer than all others is elided rather than the values pushed aside.
    const int most = fontMetrics().averageCharWidth() * 24;
    const QFontMetrics strong(boldFont(font()));
    int widest = fontMetrics().averageCharWidth() * 10;
    for (const Fact &fact : m_facts) {
        if (fact.kind != Fact::Kind::Value)
            continue;
        const QFontMetrics metrics = fact.isStrong ? strong : fontMetrics();
        widest = std::max(widest, metrics.horizontalAdvance(cellText(fact.label, 60)) +
                                      fact.indent * fontMetrics().averageCharWidth() * 2);
    }
    m_ownLabelWidth = std::min(widest, most) + fontMetrics().averageCharWidth() * 2;
}

void FactsView::setLabelWidth(int width)
{
    const int before = labelWidth();
    m_labelWidth = width;
    if (labelWidth() == before)
        return;
    for (Row *row : m_rows)
        row->fitLabel();
}

void FactsView::setFacts(const std::vector<Fact> &facts)
{
    if (facts == m_facts)
        return;
    m_facts = facts;
    const int oldWidth = labelWidth();
    measureLabels();
    const bool isFitted = labelWidth() == oldWidth;
    for (Row *row : m_rows) {
        // Of two rows with one key the second is made again.
        if (m_spare.contains(row->fact().key))
            discard(row);
        else
            m_spare.insert(row->fact().key, row);
    }
    m_rows.clear();
    makeRows(kRowsAtOnce);
    if (isFitted)
        return;
    for (Row *row : m_rows)
        row->fitLabel();
}

// At most so many new ones: a row takes about as long to make as a frame may take.
void FactsView::makeRows(int most)
{
    while (m_rows.size() < m_facts.size()) {
        const std::size_t i = m_rows.size();
        const Fact &fact = m_facts[i];
        Row *row = m_spare.take(fact.key);
        if (row) {
            row->setFact(fact);
        } else {
            if (--most < 0)
                return m_more.start();
            row = new Row(fact, this);
        }
        if (m_layout->indexOf(row) != int(i))
            m_layout->insertWidget(int(i), row);
        // By the values themselves: between widgets with a focus proxy of their own Qt loses some.
        if (i > 0)
            QWidget::setTabOrder(m_rows.back()->value(), row->value());
        row->setFirst(i == 0);
        m_rows.push_back(row);
    }
    m_more.stop();
    dropSpare();
}

void FactsView::dropSpare()
{
    for (Row *gone : std::as_const(m_spare))
        discard(gone);
    m_spare.clear();
}

QString FactsView::text() const
{
    QStringList lines;
    for (const Fact &fact : m_facts) {
        QStringList parts;
        for (const QString &part : {fact.before, fact.value, fact.after}) {
            if (!part.isEmpty())
                parts << part;
        }
        const QString value = parts.join(u' ');
        lines << (fact.label.isEmpty() ? value : value.isEmpty() ? fact.label : fact.label + ": "_L1 + value);
    }
    return lines.join(u'\n');
}

} // namespace tuneboard
