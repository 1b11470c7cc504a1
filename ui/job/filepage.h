// SPDX-License-Identifier: GPL-3.0-or-later
// How the page of a job shows a file that holds none.
#pragma once

#include "app/repository/openedfile.h"

#include <QStringList>

namespace tuneboard {

struct JobRecords;

/// Keys of the tabs that fit this kind of file; the first one is shown. Charts are among them where there is
/// something to draw.
[[nodiscard]] QStringList fittingTabs(const FilePage &page, const JobRecords *records);
/// What a tab is called on the page of such a file; empty: as on the page of a job.
[[nodiscard]] QString fileTabLabel(Document::Kind kind, const QString &key);
/// What stands behind the title.
[[nodiscard]] QString fileLine(const FilePage &page);

} // namespace tuneboard
