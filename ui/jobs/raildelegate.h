// SPDX-License-Identifier: GPL-3.0-or-later
// Draws the rows of the rail: headings, and entries with what they count.
#pragma once

#include <QStyledItemDelegate>

namespace tuneboard {

enum class RailKind { Heading, All, Status, Method, Model, Account, More, LeftOut, View, SaveView, File };

enum RailRole {
    RailKindRole = Qt::UserRole + 1, ///< int: a RailKind
    RailKeyRole,    ///< QString: the server's word, a number or an id; of More: the kind of its list, as a
                    ///< number
    RailCountRole,  ///< int; invalid: none is shown
    RailChosenRole, ///< bool
    RailColourRole, ///< int: the account's; -1: none
};

/// Width at the right end of a file's row whose click closes the file.
inline constexpr int kRailCloseWidth = 30;

class RailDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
};

} // namespace tuneboard
