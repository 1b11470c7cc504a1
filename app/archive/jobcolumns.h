// SPDX-License-Identifier: GPL-3.0-or-later
// Which member of a JobRow lies in which column. A new column is one row here and one migration step.
#pragma once

#include "app/api/jobrow.h"
#include "app/api/textstore.h"
#include "app/archive/statement.h"

#include <string>

namespace tuneboard {

/// The lean columns as in "id, status, …", without account and status_since.
[[nodiscard]] std::string jobColumnNames();
/// The same with NULL for columns that the table of an older archive does not have.
[[nodiscard]] std::string jobColumnNames(sqlite3 *db);
/// As in "?, ?, …".
[[nodiscard]] std::string jobColumnMarks();
/// As in "status = ?5, …", where ?`first` is the first of all lean columns. Without the columns that are
/// indexed (id, created_at): SQLite rewrites an index for every column that is assigned, changed or not.
[[nodiscard]] std::string jobColumnAssignments(int first);
[[nodiscard]] int jobColumnCount();

/// Binds the columns in the order of jobColumnNames(), the first at `first`. The row's texts must stay.
void bindJobColumns(Statement &to, int first, const JobRow &row);
/// Reads them; the texts are copied into `texts`.
void readJobColumns(const Statement &from, int first, JobRow &row, TextStore &texts);

} // namespace tuneboard
