// SPDX-License-Identifier: GPL-3.0-or-later
// Paints a cell of the job table.
#pragma once

#include "ui/tabular.h"

#include <QCache>
#include <QPersistentModelIndex>
#include <QPixmap>
#include <QStaticText>
#include <QStyledItemDelegate>

#include <functional>
#include <memory>
#include <span>

namespace tuneboard {

struct JobCell;

class JobDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /// Blanks at both sides of a cell's text, in pixels; the header keeps the same.
    static constexpr int kMargin = 10;

    explicit JobDelegate(QObject *parent = nullptr);
    ~JobDelegate() override;

    /// Seconds since 1970, UTC; the wall clock unless another is set.
    std::function<qint64()> now;
    int hoverRow = -1; ///< the whole row under the mouse; -1: none

    /// 28 pixels at 96 dpi with a text of 13.
    [[nodiscard]] static int rowHeight(const QFontMetrics &metrics);
    /// What a status's icon takes before its word, in pixels.
    [[nodiscard]] static int statusIndent(const QFontMetrics &metrics);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

private:
    /// A text as laid out: whole, and as it was last cut to a narrower column.
    struct Word
    {
        QStaticText whole;
        QStaticText cut;
        int cutTo = -1; ///< pixels; -1: not cut yet
    };
    /// What one font needs: measuring and laying out texts costs more than painting them.
    struct Look
    {
        explicit Look(const QFont &plain);
        QFont font;
        QFont bold;
        QFontMetrics metrics;
        TabularFigures figures;
        QCache<QString, Word> words;
        QCache<QString, Word> boldWords;
    };
    Look &lookOf(const QFont &font) const;
    void drawWords(QPainter *painter, const QRect &rect, const JobCell &cell, const QColor &colour,
                   const QColor &secondColour) const;
    /// Returns the width that was used.
    int drawWord(QPainter *painter, const QRect &rect, const QString &text, bool bold) const;
    void drawCurve(QPainter *painter, const QRect &rect, std::span<const quint8> levels,
                   const QColor &colour) const;

    mutable std::unique_ptr<Look> m_look;
    mutable QCache<QByteArray, QPixmap> m_curves; ///< by levels, colour and size
};

} // namespace tuneboard
