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

/// The same of an answer: its bytes as they are where they are UTF-8, which is nearly always so.
[[nodiscard]] PlainText readAnswerText(QByteArray body);

/// JSON Lines (one object on each line) as one JSON array; other texts as they are. Blank lines are left out.
[[nodiscard]] QByteArray linesAsArray(const QByteArray &text);

} // namespace tuneboard
