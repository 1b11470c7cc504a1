// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of the job page: events, checkpoints, files and their rows. All rows are of one height.
#pragma once

#include <QStyledItemDelegate>
#include <QTableView>

namespace tuneboard {

/// What a cell shows.
struct RecordCell
{
    QString text;          ///< may hold anything; cut and made visible by whoever paints it
    QColor colour;         ///< invalid: that of text
    QString icon;          ///< before the text; empty: none
    bool isNumber = false; ///< right-aligned, digits under each other
    bool isStrong = false;
    bool isMono = false;
};

/// Paints cells on one line each. Derived classes say what is in them.
class RecordDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    /// The display text, right-aligned where the model says so.
    [[nodiscard]] virtual RecordCell cell(const QModelIndex &index, const QPalette &palette) const;
    /// For the tooltip: plain text; empty: the text of the cell where it is cut.
    [[nodiscard]] virtual QString help(const QModelIndex &index) const;
    /// A ground of its own; invalid: none.
    [[nodiscard]] virtual QColor ground(const QModelIndex &index, const QPalette &palette) const;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;
};

class RecordView : public QTableView
{
    Q_OBJECT

public:
    explicit RecordView(QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    /// Selected rows from top to bottom.
    [[nodiscard]] QList<int> selectedRowNumbers() const;
    /// The first row that can be seen, and how far it is scrolled out at the top, in pixels; -1: no rows.
    [[nodiscard]] int topRow(int *offset = nullptr) const;
    void setTopRow(int row, int offset = 0);
    [[nodiscard]] bool isAtTop() const;
    [[nodiscard]] int rowHeight() const;
    /// The columns get the width of the first rows' texts, at least that of the headings; `most` in average
    /// characters.
    void fitColumns(int most = 40, int rows = 50);

Q_SIGNALS:
    void copyRequested();
    void menuRequested(const QPoint &globalPos);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void applyFont();
};

} // namespace tuneboard
