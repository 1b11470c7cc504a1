// SPDX-License-Identifier: GPL-3.0-or-later
// Copies the models of the selected jobs.
#pragma once

#include "ui/jobs/jobtableview.h"

namespace tuneboard {

class Strips;

/// Puts the names into the clipboard, one on each line. A strip says which models they are where a job has a
/// better one than its final model, and that there is none where no job has one.
void copyModels(const JobTableView &table, ModelChoice choice, Strips &strips);

} // namespace tuneboard
