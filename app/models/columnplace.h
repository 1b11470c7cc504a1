// SPDX-License-Identifier: GPL-3.0-or-later
// Where a column of the table stands and how wide it is, as the settings keep it.
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace tuneboard {

struct ColumnPlace
{
    QString key;   ///< JobsModel::columnKey(); the word of another version stays as it is
    int width = 0; ///< pixels; 0: not known
    bool shown = true;

    friend bool operator==(const ColumnPlace &, const ColumnPlace &) = default;
};

/// The columns from left to right, hidden ones too. Empty: as they are at first, fitted to the window.
using ColumnPlaces = QList<ColumnPlace>;

/// "key:width:1", 0 where it is hidden.
[[nodiscard]] QString columnText(const ColumnPlace &place);
/// nullopt: the text is no column's.
[[nodiscard]] std::optional<ColumnPlace> readColumn(const QString &text);

[[nodiscard]] QStringList columnTexts(const ColumnPlaces &places);
/// Leaves out what cannot be read.
[[nodiscard]] ColumnPlaces readColumns(const QStringList &texts);

/// Whether both show the same columns in the same order and as wide. The last one takes what room is left, so
/// its width says nothing; one that is not known is as wide as any.
[[nodiscard]] bool looksSame(const ColumnPlaces &a, const ColumnPlaces &b);

} // namespace tuneboard
