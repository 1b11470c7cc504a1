// SPDX-License-Identifier: GPL-3.0-or-later
// File objects of a demo job and what is in them, each made when it is asked for.
#pragma once

#include "app/demo/demoworld.h"

namespace tuneboard::demo {

// Whether the file is there by now: results come with the end, and a deleted training file is gone.
bool hasFile(const JobAt &job, FileKind kind);
// `bytes` is the size of the content.
QByteArray fileJson(const JobAt &job, FileKind kind, qint64 bytes);
// As the server answers it: JSON Lines, CSV, or CSV as base64 on one line.
QByteArray fileContentOf(const JobAt &job, FileKind kind);
// The size of a training or validation file without making it; -1 where it has to be made.
qint64 knownFileSize(const JobAt &job, FileKind kind);

} // namespace tuneboard::demo
