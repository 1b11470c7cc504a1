// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/raildelegate.h"

#include "ui/accounts/accountmark.h"
#include "ui/format.h"
#include "ui/tabular.h"
#include "ui/theme.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

RailKind kindOf(const QModelIndex &index)
{
    return RailKind(index.data(RailKindRole).toInt());
}

// Not the row that leads back to the accounts.
bool isClosable(const QModelIndex &index)
{
    return kindOf(index) == RailKind::File && index.data(RailKeyRole).toString() != "0"_L1;
}

void paintHeading(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index, QRect rect)
{
    QFont font = boldFont(smallFont(option.font));
    font.setPointSizeF(font.pointSizeF() * 0.92);
    font.setLetterSpacing(QFont::PercentageSpacing, 106);
    painter->setFont(font);
    painter->setPen(colours(option.palette).secondText);
    painter->drawText(
        rect.adjusted(0, 0, 0, -5), Qt::AlignLeft | Qt::AlignBottom,
        painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, rect.width()));
}

// What stands before the text, and leaves the rest of `rect` to it.
QRect paintMark(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index, QRect rect)
{
    const RailKind kind = kindOf(index);
    if (kind == RailKind::Account)
        return drawAccountDot(painter, rect, index.data(RailColourRole).toInt(), option.palette);
    if (kind != RailKind::Status && kind != RailKind::All && kind != RailKind::SaveView &&
        kind != RailKind::File)
        return rect;
    const int line = option.fontMetrics.height();
    const QRect place(rect.left(), rect.center().y() - line / 2 + 1, line, line);
    if (kind == RailKind::Status)
        statusIcon(index.data(RailKeyRole).toString(), option.palette).paint(painter, place);
    else if (kind == RailKind::SaveView)
        tintedIcon(u"plus"_s, colours(option.palette).secondText).paint(painter, place);
    else if (kind == RailKind::File && isClosable(index))
        tintedIcon(u"file"_s, colours(option.palette).secondText).paint(painter, place);
    rect.setLeft(rect.left() + line + 6);
    return rect;
}

void paintEntry(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index, QRect rect)
{
    const Colours &c = colours(option.palette);
    const bool chosen = index.data(RailChosenRole).toBool();
    const bool focus = option.state & QStyle::State_HasFocus;
    painter->setRenderHint(QPainter::Antialiasing);
    const QRectF ground = QRectF(option.rect).adjusted(8.5, 0.5, -8.5, -0.5);
    painter->setPen(focus ? QPen(c.accent) : QPen(Qt::NoPen));
    painter->setBrush(chosen                                   ? c.selection
                      : option.state & QStyle::State_MouseOver ? c.hover
                                                               : QColor(Qt::transparent));
    painter->drawRoundedRect(ground, 4, 4);

    painter->setFont(chosen ? boldFont(option.font) : option.font);
    rect = paintMark(painter, option, index, rect);
    painter->setPen(chosen ? c.active : c.secondText);
    int used = 0;
    const QVariant number = index.data(RailCountRole);
    if (number.isValid()) {
        const QString text = count(number.toLongLong());
        drawTabular(painter, rect, text);
        used = tabularWidth(painter->fontMetrics(), text) + 8;
    }
    if (isClosable(index)) {
        const int size = option.fontMetrics.height() - 2;
        tintedIcon(u"close"_s, c.secondText)
            .paint(painter, QRect(rect.right() - size + 1, rect.center().y() - size / 2 + 1, size, size));
        used = size + 6;
    }
    if (kindOf(index) != RailKind::SaveView && kindOf(index) != RailKind::LeftOut)
        painter->setPen(chosen ? c.active : c.text);
    rect.setRight(rect.right() - used);
    painter->drawText(
        rect, Qt::AlignLeft | Qt::AlignVCenter,
        painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, rect.width()));
}

} // namespace

QSize RailDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int line = option.fontMetrics.height();
    const bool heading = kindOf(index) == RailKind::Heading;
    return {0, heading ? line + (index.row() == 0 ? 18 : 20) : (line + 9) / 4 * 4};
}

void RailDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    painter->save();
    painter->setClipRect(option.rect); // marks on letters may be higher than the row
    const QRect rect = option.rect.adjusted(14, 0, -14, 0);
    if (kindOf(index) == RailKind::Heading)
        paintHeading(painter, option, index, rect);
    else
        paintEntry(painter, option, index, rect);
    painter->restore();
}

} // namespace tuneboard
