// SPDX-License-Identifier: GPL-3.0-or-later
// Paints a cell of the job table.
#pragma once

#include <QCache>
#include <QPersistentModelIndex>
#include <QPixmap>
#include <QStyledItemDelegate>

#include <functional>
#include <span>

namespace tuneboard {

class JobDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /// Blanks at both sides of a cell's text, in pixels; the header keeps the same.
    static constexpr int kMargin = 10;

    explicit JobDelegate(QObject *parent = nullptr);

    /// Seconds since 1970, UTC; the wall clock unless another is set.
    std::function<qint64()> now;
    int hoverRow = -1; ///< the whole row under the mouse; -1: none

    /// 28 pixels at 96 dpi with a text of 13.
    [[nodiscard]] static int rowHeight(const QFontMetrics &metrics);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

private:
    void drawCurve(QPainter *painter, const QRect &rect, std::span<const quint8> levels,
                   const QColor &colour) const;

    mutable QCache<QByteArray, QPixmap> m_curves{
        512}; ///< by levels, colour and size: lines cost more than pictures
};

} // namespace tuneboard
