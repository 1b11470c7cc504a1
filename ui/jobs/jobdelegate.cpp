// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/jobdelegate.h"

#include "app/models/jobsmodel.h"
#include "ui/accounts/accountmark.h"
#include "ui/format.h"
#include "ui/jobs/jobcell.h"
#include "ui/tabular.h"
#include "ui/theme.h"

#include <QAbstractItemView>
#include <QDateTime>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace tuneboard {

namespace {

const JobsModel *modelOf(const QModelIndex &index)
{
    return qobject_cast<const JobsModel *>(index.model());
}

QColor textColour(CellTone tone, QStringView status, const QPalette &palette)
{
    const Colours &c = colours(palette);
    switch (tone) {
    case CellTone::Normal:
    case CellTone::Strong:
        return c.text;
    case CellTone::Second:
        return c.secondText;
    case CellTone::Status:
        return statusColour(status, palette);
    case CellTone::Bad:
        return c.bad;
    }
    return c.text;
}

// Returns what is left of `rect` for the text.
QRect drawBar(QPainter *painter, const QRect &rect, double part, const QPalette &palette, int lineHeight)
{
    const Colours &c = colours(palette);
    const int height = qMax(4, lineHeight * 3 / 8);
    const int width = qMin(lineHeight * 14 / 3, rect.width() * 3 / 8);
    const QRectF trough(rect.left(), rect.center().y() - height / 2.0 + 0.5, width, height);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(c.line);
    painter->drawRoundedRect(trough, height / 2.0, height / 2.0);
    QRectF done = trough;
    done.setWidth(qMax(double(height), width * qBound(0.0, part, 1.0)));
    painter->setBrush(isDark(palette) ? c.accent : c.active);
    painter->drawRoundedRect(done, height / 2.0, height / 2.0);
    painter->restore();
    return rect.adjusted(width + 8, 0, 0, 0);
}

void drawWords(QPainter *painter, const QRect &rect, const JobCell &cell, const QColor &colour,
               const QPalette &palette)
{
    const QFontMetrics metrics = painter->fontMetrics();
    painter->setPen(colour);
    const QString text = metrics.elidedText(cell.text, Qt::ElideRight, rect.width());
    painter->drawText(rect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, text);
    if (cell.rest.isEmpty())
        return;
    const int used = metrics.horizontalAdvance(text) + metrics.horizontalAdvance(QLatin1Char(' '));
    const QRect left = rect.adjusted(used, 0, 0, 0);
    if (left.width() < metrics.averageCharWidth() * 3)
        return;
    painter->setPen(colours(palette).secondText);
    painter->drawText(left, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                      metrics.elidedText(cell.rest, Qt::ElideRight, left.width()));
}

} // namespace

JobDelegate::JobDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
    , now(&QDateTime::currentSecsSinceEpoch)
{
}

int JobDelegate::rowHeight(const QFontMetrics &metrics)
{
    return (metrics.height() + 12 + 3) / 4 * 4;
}

void JobDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const JobsModel *model = modelOf(index);
    if (!model)
        return;
    const Colours &c = colours(option.palette);
    const bool selected = option.state & QStyle::State_Selected;
    painter->save();
    if (selected)
        painter->fillRect(option.rect, c.selection);
    else if (index.row() == hoverRow)
        painter->fillRect(option.rect, c.hover);
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), c.grid);

    const auto column = JobColumn(index.column());
    const quint32 number = index.data(JobsModel::RowRole).toUInt();
    const JobCell cell = jobCell(model->table(), number, column, now());
    QRect rect = option.rect.adjusted(kMargin, 0, -kMargin, -1);
    painter->setFont(cell.tone == CellTone::Strong ? boldFont(option.font) : option.font);
    const int line = option.fontMetrics.height();

    QString status;
    if (cell.tone == CellTone::Status) {
        status = index.data(JobsModel::StatusRole).toString();
        const QRect icon(rect.left(), rect.center().y() - line / 2, line, line);
        statusIcon(status, option.palette).paint(painter, icon);
        rect.setLeft(icon.right() + 1 + line * 3 / 8);
    }
    rect = drawAccountDot(painter, rect, cell.dot, option.palette);
    if (cell.progress)
        rect = drawBar(painter, rect, *cell.progress, option.palette, line);
    const QColor colour = textColour(cell.tone, status, option.palette);
    if (cell.number) {
        painter->setPen(colour);
        drawTabular(painter, rect, cell.text);
    } else {
        drawWords(painter, rect, cell, colour, option.palette);
    }
    painter->restore();
}

QSize JobDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const JobsModel *model = modelOf(index);
    if (!model)
        return QStyledItemDelegate::sizeHint(option, index);
    const JobCell cell =
        jobCell(model->table(), index.data(JobsModel::RowRole).toUInt(), JobColumn(index.column()), now());
    const QFontMetrics metrics(boldFont(option.font));
    const int line = metrics.height();
    int width = tabularWidth(metrics, cell.text) + 2 * kMargin;
    if (!cell.rest.isEmpty())
        width += metrics.horizontalAdvance(cell.rest) + line / 2;
    if (cell.tone == CellTone::Status)
        width += line * 11 / 8;
    width += accountDotWidth(cell.dot, line);
    if (cell.progress)
        width += line * 14 / 3 + 8;
    return {width, rowHeight(option.fontMetrics)};
}

bool JobDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                            const QModelIndex &index)
{
    const JobsModel *model = modelOf(index);
    if (event->type() != QEvent::ToolTip || !model)
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    const auto column = JobColumn(index.column());
    const quint32 number = index.data(JobsModel::RowRole).toUInt();
    QString help = jobCellHelp(model->table(), number, column, now());
    const bool cut = sizeHint(option, index).width() > option.rect.width();
    if (help.isEmpty() && cut)
        help = jobCellSpoken(model->table(), number, column, now());
    if (help.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(event->globalPos(), toolTipText(help), view);
    return true;
}

} // namespace tuneboard
