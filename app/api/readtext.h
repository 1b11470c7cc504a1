// SPDX-License-Identifier: GPL-3.0-or-later
// The text of a file, whatever its encoding; JSON Lines as an array.
#pragma once

#include <QByteArray>
#include <QString>

namespace tuneboard {

struct PlainText
{
    QByteArray bytes; ///< UTF-8 without a byte order mark
    QString note;     ///< what was changed, in a sentence for people; empty: nothing worth saying
};

/// UTF-8, or UTF-16 or UTF-32 with a byte order mark. Of other texts each byte that is not UTF-8 becomes
/// U+FFFD, and `note` says so.
[[nodiscard]] PlainText readText(const QByteArray &bytes);

/// The text of a server's answer. Valid UTF-8, the usual case, is returned unchanged, including a byte order
/// mark; any other body goes through readText().
[[nodiscard]] PlainText readAnswerText(QByteArray body);

/// JSON Lines (one object on each line) as one JSON array; other texts as they are. Blank lines are left out.
[[nodiscard]] QByteArray linesAsArray(const QByteArray &text);

} // namespace tuneboard
