// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/charttable.h"

#include "app/models/metricsmodel.h"
#include "ui/charts/chartpicture.h"
#include "ui/charts/metricchart.h"
#include "ui/format.h"
#include "ui/tabular.h"
#include "ui/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTableView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

class NumberDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QString displayText(const QVariant &value, const QLocale &) const override
    {
        return value.isValid() ? metric(value.toDouble()) : QString();
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        // A gap is read out as one.
        const auto *model = static_cast<const MetricsModel *>(index.model());
        const QVariant value = index.data();
        if (!value.isValid())
            option->text = u"—"_s;
        else if (model->kind(index.column()) != MetricsModel::Kind::Value)
            option->text = stepText(value.toDouble());
        option->displayAlignment = Qt::AlignRight | Qt::AlignVCenter;
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyleOptionViewItem shown = option;
        initStyleOption(&shown, index);
        const Colours &look = colours(option.palette);
        if (option.state & QStyle::State_Selected)
            painter->fillRect(option.rect, look.selection);
        painter->setFont(option.font);
        const bool isFaint = static_cast<const MetricsModel *>(index.model())->kind(index.column()) !=
                             MetricsModel::Kind::Value;
        painter->setPen(isFaint ? look.secondText : look.text);
        drawTabular(painter, option.rect.adjusted(6, 0, -8, 0), shown.text);
        painter->fillRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1, look.grid);
    }
};

class ChartTable final : public QTableView
{
public:
    using QTableView::QTableView;

protected:
    bool event(QEvent *event) override
    {
        if (event->type() == QEvent::ShortcutOverride) {
            const int key = static_cast<QKeyEvent *>(event)->key();
            if (key == Qt::Key_Escape || key == Qt::Key_T) {
                event->accept();
                return true;
            }
        }
        return QTableView::event(event);
    }

    void keyPressEvent(QKeyEvent *event) override
    {
        if (event->key() == Qt::Key_Escape || event->key() == Qt::Key_T)
            return static_cast<MetricChart *>(parentWidget())->setTableShown(false);
        if (event->matches(QKeySequence::Copy))
            return copy();
        QTableView::keyPressEvent(event);
    }

private:
    // With all digits, whatever the cells show.
    void copy()
    {
        QModelIndexList cells = selectedIndexes();
        std::sort(cells.begin(), cells.end());
        QString text;
        int row = -1;
        for (const QModelIndex &cell : std::as_const(cells)) {
            if (row >= 0)
                text += cell.row() == row ? u'\t' : u'\n';
            row = cell.row();
            const QVariant value = cell.data();
            if (value.isValid())
                text += QString::number(value.toDouble(), 'g', QLocale::FloatingPointShortest);
        }
        if (!text.isEmpty())
            QGuiApplication::clipboard()->setText(text);
    }
};

} // namespace

QTableView *makeChartTable(MetricsModel *model, QWidget *owner)
{
    auto *table = new ChartTable(owner);
    table->setModel(model);
    table->setItemDelegate(new NumberDelegate(table));
    table->setFrameShape(QFrame::NoFrame);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setCornerButtonEnabled(false);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setTabKeyNavigation(false);
    table->setSelectionBehavior(QAbstractItemView::SelectItems);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setDefaultSectionSize(QFontMetrics(table->font()).height() + 8);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignRight | Qt::AlignVCenter);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::Interactive);
    return table;
}

void fitChartTable(QTableView *table)
{
    const QFontMetrics metrics(table->font());
    const int number = tabularWidth(metrics, u"000000.00000"_s) + 14;
    for (int column = 0; column < table->model()->columnCount(); ++column) {
        const QString label = table->model()->headerData(column, Qt::Horizontal).toString();
        table->setColumnWidth(column, std::max(number, metrics.horizontalAdvance(label) + 24));
    }
}

} // namespace tuneboard
