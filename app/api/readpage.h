// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes to lean rows: the fast path from an answer of the list, or from kept bytes, to the table.
#pragma once

#include "app/api/jobrow.h"
#include "app/api/result.h"

#include <QByteArray>

namespace tuneboard {

/// An answer of `GET /fine_tuning/jobs` (or a bare array of jobs). An element that is no object or has no id
/// costs itself: it is counted and the first one's reason is kept. Error Malformed: the text as a whole is no
/// such list.
[[nodiscard]] Result<JobPage> readJobPage(QByteArray bytes);

/// One job object; `rows` has exactly one row. Error Malformed: no JSON object with an id.
[[nodiscard]] Result<JobRows> readJobRow(QByteArray bytes);

} // namespace tuneboard
