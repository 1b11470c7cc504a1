// SPDX-License-Identifier: GPL-3.0-or-later
// `tuneboard show`: one job, or what a file holds, as the window's tree or as the bytes that came.
#pragma once

#include "app/api/readdocument.h"
#include "app/api/retry.h"

#include <QByteArray>

namespace tuneboard {

struct CommandLine;

/// Prints what the command line's reference means. A job is looked for in the archive, then at its server;
/// then it runs the application's event loop until the answer is there (a QCoreApplication must exist and its
/// loop must not run yet). Returns the exit code: 0; 1 failed or not found, 2 wrong use.
int runShow(const CommandLine &line, const Timing &timing = {});

/// The document for people: a result table in columns, text as it is, anything else as the window's tree,
/// with every leaf of the input in it; before an error, the sentence that says what to do about it. What
/// could mislead a reader or a terminal is escaped (visibleText).
[[nodiscard]] QString documentAsText(const Document &document);

} // namespace tuneboard
