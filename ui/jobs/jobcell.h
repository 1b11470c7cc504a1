// SPDX-License-Identifier: GPL-3.0-or-later
// What a cell of the job table says: the words, apart from their painting.
#pragma once

#include "app/models/jobtable.h"

#include <QString>

#include <optional>
#include <span>

namespace tuneboard {

enum class CellTone { Normal, Second, Strong, Status, Bad };

struct JobCell
{
    QString text = {}; ///< on one line, safe to show; "—" for a missing value
    QString rest = {}; ///< after the text, in the second colour: "· 14 min"
    CellTone tone = CellTone::Normal;
    bool number = false;                 ///< right-aligned, in tabular figures
    std::optional<double> progress = {}; ///< 0 to 1: a bar is before the text
    bool isIndeterminate = false;        ///< the bar shows that the progress is not known
    int dot = -1;                        ///< which of the theme's series colours marks the account; -1: none
    bool hasCurve = false;               ///< room for a curve behind the number, even where there is none
    std::span<const quint8> curve = {};  ///< from old to new, 0 at the bottom; as JobTable::figures()
};

/// `number`: the row in `table`. `now`: seconds since 1970, UTC.
[[nodiscard]] JobCell jobCell(const JobTable &table, quint32 number, JobColumn column, qint64 now);
/// What the tooltip of the cell adds, plain text; empty: nothing. A metric says why there is none.
[[nodiscard]] QString jobCellHelp(const JobTable &table, quint32 number, JobColumn column, qint64 now);
/// The whole text of a cell for people who do not see it, and for the clipboard.
[[nodiscard]] QString jobCellSpoken(const JobTable &table, quint32 number, JobColumn column, qint64 now);
/// Whether the column holds numbers, so that its header stands at the right too.
[[nodiscard]] bool isNumberColumn(JobColumn column);

} // namespace tuneboard
