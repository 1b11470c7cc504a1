// SPDX-License-Identifier: GPL-3.0-or-later
// Makes one harmless line of text out of whatever a server or the system said.
#pragma once

#include <QString>
#include <QStringView>

namespace tuneboard {

/// `text` on one line: runs of blanks and line breaks become one blank; control characters, bidirectional
/// overrides, zero-width characters and lone surrogates are left out. At most `maxChars` characters, and
/// "…" behind those of a longer text. For sentences shown to people only: what is kept or copied stays as it
/// came.
[[nodiscard]] QString plainLine(QStringView text, qsizetype maxChars = 400);

} // namespace tuneboard
