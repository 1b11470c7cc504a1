// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes to lean rows: the fast path from an answer of the list, or from kept bytes, to the table.
#pragma once

#include "app/api/jobrow.h"
#include "app/api/result.h"

#include <QByteArray>

namespace tuneboard {

/// What a row stores of one text other than its id, in bytes of UTF-8. A longer text is cut between two
/// characters and ends in "…". Filters and the search find what the row stores; the job's page shows all.
inline constexpr qsizetype kMaxRowTextBytes = qsizetype{4} * 1024;
/// The same for all metadata of one job: more than the 16 pairs that the API allows can have. The last pair
/// that has room is cut like a text; if more follow, one pair "…" says so.
inline constexpr qsizetype kMaxRowMetadataBytes = qsizetype{16} * 1024;

/// An answer of `GET /fine_tuning/jobs` (or a bare array of jobs). An element that is no object or has no id
/// costs itself: it is counted and the first one's reason is kept. Error Malformed: the text as a whole is no
/// such list. `before`: how many elements of a longer list come before these (see ListPieces).
[[nodiscard]] Result<JobPage> readJobPage(QByteArray bytes, int before = 0);

/// One job object; `rows` has exactly one row. Error Malformed: no JSON object with an id.
[[nodiscard]] Result<JobRows> readJobRow(QByteArray bytes);

} // namespace tuneboard
