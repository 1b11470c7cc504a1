// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/job/nodedelegate.h"

#include "app/models/formula.h"
#include "app/models/nodemodel.h"
#include "ui/format.h"
#include "ui/job/gradernames.h"
#include "ui/job/linehighlighter.h"
#include "ui/theme.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QFontDatabase>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

// More than this never fits on a line.
constexpr qsizetype kMaxShown = 400;
constexpr int kPadding = 4;

QFont monospaced(const QFont &like)
{
    QFont mono = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (like.pixelSize() > 0)
        mono.setPixelSize(like.pixelSize());
    else
        mono.setPointSizeF(like.pointSizeF());
    return mono;
}

// Paints text after text on one line and elides what does not fit.
class LinePainter
{
public:
    LinePainter(QPainter *painter, const QRect &rect)
        : m_painter(painter)
        , m_rect(rect)
        , m_x(rect.left())
    {
    }

    void put(const QString &text, const QFont &font, const QColor &colour, bool underline = false,
             bool wave = false)
    {
        if (m_full || text.isEmpty())
            return;
        const QFontMetrics metrics(font);
        const int room = m_rect.right() - m_x + 1;
        QString fitting = text;
        if (metrics.horizontalAdvance(text) > room) {
            fitting = metrics.elidedText(text, Qt::ElideRight, room);
            m_full = true;
        }
        const int width = metrics.horizontalAdvance(fitting);
        m_painter->setFont(font);
        m_painter->setPen(colour);
        m_painter->drawText(QRect(m_x, m_rect.top(), width + 1, m_rect.height()),
                            Qt::AlignLeft | Qt::AlignVCenter, fitting);
        if (underline || wave) {
            const int y = m_rect.center().y() + metrics.ascent() / 2 + 3;
            m_painter->setPen(QPen(colour, 1, wave ? Qt::DotLine : Qt::SolidLine));
            m_painter->drawLine(m_x, y, m_x + width - 1, y);
            if (wave)
                m_painter->drawLine(m_x + 1, y + 1, m_x + width - 1, y + 1);
        }
        m_x += width;
    }

    void skip(int width) { m_x += width; }
    [[nodiscard]] int x() const { return m_x; }
    [[nodiscard]] int room() const { return m_full ? 0 : m_rect.right() - m_x + 1; }

private:
    QPainter *m_painter;
    QRect m_rect;
    int m_x;
    bool m_full = false;
};

void putFormula(LinePainter &line, const QString &text, const std::vector<QStringList> &names,
                const QFont &font, const Colours &look)
{
    const Formula formula = readFormula(text, names);
    qsizetype at = 0;
    for (const FormulaToken &token : formula.tokens) {
        line.put(text.mid(at, token.start - at), font, look.text);
        const bool isWrong = !token.problem.isEmpty();
        line.put(text.mid(token.start, token.length), font, isWrong ? look.bad : look.text, token.child >= 0,
                 isWrong);
        at = token.start + token.length;
    }
    line.put(text.mid(at), font, look.text);
}

void putTemplate(LinePainter &line, const QString &text, const QFont &font, const QColor &plain,
                 const Colours &look)
{
    const QFont mono = monospaced(font);
    qsizetype at = 0;
    for (const TextSpan span : templateSpans(text)) {
        line.put(text.mid(at, span.start - at), font, plain);
        line.put(text.mid(span.start, span.length), mono, look.good);
        at = span.start + span.length;
    }
    line.put(text.mid(at), font, plain);
}

} // namespace

void NodeDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    QStyleOptionViewItem ground = option;
    initStyleOption(&ground, index);
    ground.text.clear();
    ground.state &= ~QStyle::State_HasFocus;
    const QWidget *widget = option.widget;
    (widget ? widget->style() : QApplication::style())
        ->drawControl(QStyle::CE_ItemViewItem, &ground, painter, widget);

    painter->save();
    painter->setClipRect(option.rect);
    const auto kind = Node::Kind(index.data(NodeModel::KindRole).toInt());
    if (kind == Node::Kind::Grader && index.column() == NodeModel::LabelColumn) {
        paintGrader(painter, option, index);
    } else if (index.column() == NodeModel::LabelColumn) {
        const Colours &look = colours(option.palette);
        LinePainter line(painter, option.rect.adjusted(kPadding, 0, -kPadding, 0));
        line.put(cellText(index.data().toString(), kMaxShown), option.font, look.secondText);
    } else if (kind != Node::Kind::Grader) {
        paintValue(painter, option, index);
    }
    painter->restore();
}

void NodeDelegate::paintGrader(QPainter *painter, const QStyleOptionViewItem &option,
                               const QModelIndex &index) const
{
    const Colours &look = colours(option.palette);
    LinePainter line(painter, option.rect.adjusted(kPadding, 0, -kPadding, 0));
    QFont bold = option.font;
    bold.setWeight(QFont::DemiBold);
    const QString type = index.siblingAtColumn(NodeModel::ValueColumn).data().toString();
    line.put(type.isEmpty() ? tr("Grader") : cellText(type, 100), bold, look.text);
    line.skip(8);
    line.put(cellText(index.data().toString(), 200), option.font, look.text);
    const QString path = index.data(NodeModel::PathRole).toString();
    const GraderShare known = m_shares.value(path);
    const double share = known.share;
    const auto evidence = m_evidence.constFind(path);
    const QString text = share > 0 ? shareText(known) : QString();
    const QFont small = smallFont(option.font);
    const QFontMetrics metrics(small);
    const int width = share > 0 ? metrics.horizontalAdvance(text) + 12 : 0;
    if (evidence != m_evidence.constEnd())
        paintEvidence(painter, option, *evidence, line.x() + 8 + width + 12);
    if (share <= 0 || line.room() < width + 8)
        return;
    const QRectF chip(line.x() + 8, option.rect.center().y() - metrics.height() / 2.0, width,
                      metrics.height() + 1);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    // On a selected row the chip's ground is the row's: an outline keeps its shape.
    painter->setBrush(look.selection);
    if (option.state & QStyle::State_Selected) {
        painter->setPen(look.active);
        painter->setBrush(Qt::NoBrush);
    }
    painter->drawRoundedRect(chip, chip.height() / 2, chip.height() / 2);
    painter->setFont(small);
    painter->setPen(look.active);
    painter->drawText(chip, Qt::AlignCenter, text);
}

// At the right: the curve, then the figures, as far as there is room beside the name.
void NodeDelegate::paintEvidence(QPainter *painter, const QStyleOptionViewItem &option,
                                 const GraderEvidence &evidence, int left) const
{
    const Colours &look = colours(option.palette);
    const QFont small = smallFont(option.font);
    const QFontMetrics metrics(small);
    const QString whole = evidenceText(evidence);
    const QString text =
        metrics.horizontalAdvance(whole) <= option.rect.right() - left ? whole : metric(evidence.last);
    const int right = option.rect.right() - kPadding;
    const int textLeft = right - metrics.horizontalAdvance(text);
    if (textLeft < left)
        return;
    painter->setFont(small);
    painter->setPen(evidence.errorRate.value_or(0) > 0.1 ? look.waiting : look.secondText);
    painter->drawText(QRect(textLeft, option.rect.top(), right - textLeft + 1, option.rect.height()),
                      Qt::AlignLeft | Qt::AlignVCenter, text);
    const int curve = metrics.averageCharWidth() * 10;
    if (evidence.sparkline.size() < 2 || textLeft - 8 - curve < left)
        return;
    const auto [low, high] = std::minmax_element(evidence.sparkline.begin(), evidence.sparkline.end());
    const double span = *high - *low;
    const double height = metrics.height() - 4;
    const double bottom = option.rect.center().y() + height / 2;
    QPolygonF points;
    for (std::size_t i = 0; i < evidence.sparkline.size(); ++i) {
        const double x = textLeft - 8 - curve + double(i) * curve / double(evidence.sparkline.size() - 1);
        const double part = span > 0 ? (evidence.sparkline[i] - *low) / span : 0.5;
        points << QPointF(x, bottom - part * height);
    }
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(look.secondText, 1.2));
    painter->setBrush(Qt::NoBrush);
    painter->drawPolyline(points);
}

void NodeDelegate::paintValue(QPainter *painter, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const
{
    const Colours &look = colours(option.palette);
    LinePainter line(painter, option.rect.adjusted(kPadding, 0, -kPadding, 0));
    const QString raw = index.data(NodeModel::RawRole).toString();
    const bool isString = index.data(NodeModel::IsStringRole).toBool();
    const auto format = Format(index.data(NodeModel::FormatRole).toInt());
    if (format == Format::Formula && isString) {
        const QString path = index.data(NodeModel::PathRole).toString();
        return putFormula(line, cellText(raw, kMaxShown), m_names.value(path), monospaced(option.font), look);
    }
    if (isString) {
        if (format == Format::Source) {
            const int lines = int(raw.trimmed().count(u'\n')) + 1;
            line.put(tr("%n line(s)", nullptr, lines) + "  "_L1, option.font, look.secondText);
            return line.put(cellText(raw.left(kMaxShown).simplified(), kMaxShown), monospaced(option.font),
                            look.secondText);
        }
        return putTemplate(line, cellText(raw, kMaxShown), option.font, look.text, look);
    }
    // A container's summary and "none" are our words, not the server's values.
    const bool isOurs = raw.isEmpty() || raw == "null"_L1 || raw == "{}"_L1 || raw == "[]"_L1;
    line.put(cellText(index.data().toString(), kMaxShown), option.font, isOurs ? look.secondText : look.text);
}

QSize NodeDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QFontMetrics metrics(option.font);
    const int height = metrics.height() + 8;
    const bool isGrader = Node::Kind(index.data(NodeModel::KindRole).toInt()) == Node::Kind::Grader;
    if (isGrader || index.column() != NodeModel::LabelColumn)
        return {metrics.averageCharWidth() * 8, height};
    return {metrics.horizontalAdvance(cellText(index.data().toString(), 60)) + 2 * kPadding + 8, height};
}

bool NodeDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                             const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    const QString help = index.siblingAtColumn(0).data(NodeModel::HelpRole).toString();
    const QString raw = index.data(NodeModel::RawRole).toString();
    QString text = index.column() == NodeModel::ValueColumn && !raw.isEmpty() ? raw.left(1500) : help;
    if (text.isEmpty())
        text = index.data().toString().left(1500);
    QToolTip::showText(event->globalPos(), toolTipText(text), view);
    return true;
}

} // namespace tuneboard
