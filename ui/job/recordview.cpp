// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/job/recordview.h"

#include "ui/format.h"
#include "ui/tabular.h"
#include "ui/theme.h"

#include <QContextMenuEvent>
#include <QFontDatabase>
#include <QHeaderView>
#include <QHelpEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

constexpr int kMargin = 10;
constexpr int kFittedColumns = 60;
constexpr int kMeasuredCells = 600;
// More than this never fits on a line, and what does not fit need not be measured.
constexpr qsizetype kMaxPainted = 400;

QFont monospaced(const QFont &like)
{
    QFont mono = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (like.pixelSize() > 0)
        mono.setPixelSize(like.pixelSize());
    else
        mono.setPointSizeF(like.pointSizeF());
    return mono;
}

QFont fontOf(const RecordCell &cell, const QFont &font)
{
    return cell.isMono ? monospaced(font) : cell.isStrong ? boldFont(font) : font;
}

} // namespace

RecordCell RecordDelegate::cell(const QModelIndex &index, const QPalette &) const
{
    RecordCell cell;
    cell.text = index.data().toString();
    cell.isNumber = (index.data(Qt::TextAlignmentRole).value<Qt::Alignment>() & Qt::AlignRight) != 0;
    return cell;
}

QString RecordDelegate::help(const QModelIndex &) const
{
    return {};
}

QColor RecordDelegate::ground(const QModelIndex &, const QPalette &) const
{
    return {};
}

void RecordDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    const Colours &look = colours(option.palette);
    const bool isSelected = option.state & QStyle::State_Selected;
    painter->save();
    painter->setClipRect(option.rect); // marks on letters may be higher than the row
    const QColor own = ground(index, option.palette);
    if (isSelected)
        painter->fillRect(option.rect, look.selection);
    else if (own.isValid())
        painter->fillRect(option.rect, own);
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), look.grid);
    QRect rect = option.rect.adjusted(kMargin, 0, -kMargin, -1);
    const RecordCell cell = this->cell(index, option.palette);
    const QColor colour = cell.colour.isValid() ? cell.colour : look.text;
    if (!cell.icon.isEmpty()) {
        const int line = option.fontMetrics.height() - 2;
        tintedIcon(cell.icon, colour)
            .paint(painter, QRect(rect.left(), rect.center().y() - line / 2, line, line));
        rect.setLeft(rect.left() + line + 6);
    }
    painter->setFont(fontOf(cell, option.font));
    painter->setPen(colour);
    const QString text = cellText(cell.text.left(kMaxPainted), kMaxPainted);
    if (cell.isNumber) {
        drawTabular(painter, rect, text);
    } else {
        painter->drawText(rect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                          painter->fontMetrics().elidedText(text, Qt::ElideRight, rect.width()));
    }
    painter->restore();
}

QSize RecordDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const RecordCell cell = this->cell(index, option.palette);
    const QFontMetrics metrics(fontOf(cell, option.font));
    const QString text = cellText(cell.text.left(kMaxPainted), kMaxPainted);
    int width = cell.isNumber ? tabularWidth(metrics, text) : metrics.horizontalAdvance(text);
    if (!cell.icon.isEmpty())
        width += option.fontMetrics.height() + 4;
    return {width + 2 * kMargin + 1, (option.fontMetrics.height() + 12 + 3) / 4 * 4};
}

bool RecordDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                               const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QString text = help(index);
    if (text.isEmpty() && sizeHint(option, index).width() > option.rect.width())
        text = cell(index, option.palette).text;
    if (text.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(event->globalPos(), toolTipText(text), view);
    return true;
}

RecordView::RecordView(QWidget *parent)
    : QTableView(parent)
{
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    QHeaderView *header = horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionResizeMode(QHeaderView::Interactive);
    header->setStretchLastSection(true);
    header->setMinimumSectionSize(40);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    applyFont();
}

void RecordView::setModel(QAbstractItemModel *model)
{
    QTableView::setModel(model);
    // With the table's own selection the header asks for every row of a column whether it is selected.
    if (model)
        horizontalHeader()->setSelectionModel(new QItemSelectionModel(model, horizontalHeader()));
}

int RecordView::rowHeight() const
{
    return verticalHeader()->defaultSectionSize();
}

void RecordView::applyFont()
{
    const int height = (fontMetrics().height() + 12 + 3) / 4 * 4;
    verticalHeader()->setMinimumSectionSize(height);
    verticalHeader()->setDefaultSectionSize(height);
}

void RecordView::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        applyFont();
}

QList<int> RecordView::selectedRowNumbers() const
{
    QList<int> rows;
    for (const QItemSelectionRange &range : selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.append(row);
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

int RecordView::topRow(int *offset) const
{
    const int row = rowAt(0);
    if (offset)
        *offset = row < 0 ? 0 : -rowViewportPosition(row);
    return row;
}

void RecordView::setTopRow(int row, int offset)
{
    // The range follows the rows only with the next layout.
    updateGeometries();
    verticalScrollBar()->setValue(row * rowHeight() + offset);
}

bool RecordView::isAtTop() const
{
    return verticalScrollBar()->value() == 0;
}

void RecordView::fitColumns(int most, int rows)
{
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const int widest = fontMetrics().averageCharWidth() * most;
    const int columns = model() ? model()->columnCount() : 0;
    // A file may have thousands of columns: those far to the right are as wide as any.
    if (columns > kFittedColumns)
        horizontalHeader()->setDefaultSectionSize(widest / 2);
    rows = std::clamp(kMeasuredCells / std::max(1, columns), std::min(rows, 5), rows);
    for (int column = 0; column < std::min(columns, kFittedColumns); ++column) {
        int width = horizontalHeader()->sectionSizeHint(column);
        for (int row = 0; row < std::min(rows, model()->rowCount()); ++row)
            width = std::max(
                width,
                std::min(widest, itemDelegate()->sizeHint(option, model()->index(row, column)).width()));
        setColumnWidth(column, width);
    }
}

void RecordView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        Q_EMIT copyRequested();
        return;
    }
    QTableView::keyPressEvent(event);
}

void RecordView::contextMenuEvent(QContextMenuEvent *event)
{
    const QModelIndex index =
        event->reason() == QContextMenuEvent::Keyboard ? currentIndex() : indexAt(event->pos());
    if (index.isValid() && !selectionModel()->isRowSelected(index.row()))
        selectRow(index.row());
    if (index.isValid())
        Q_EMIT menuRequested(event->reason() == QContextMenuEvent::Keyboard
                                 ? viewport()->mapToGlobal(visualRect(index).bottomLeft())
                                 : event->globalPos());
}

} // namespace tuneboard
