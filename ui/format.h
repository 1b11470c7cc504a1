// SPDX-License-Identifier: GPL-3.0-or-later
// How values are written for people: times, durations, counts, texts from a server.
#pragma once

#include <QString>

namespace tuneboard {

/// "2 h ago", "Yesterday", "4 days ago", "12 Mar 2025"; `then` and `now` in seconds since 1970, UTC.
[[nodiscard]] QString relativeTime(qint64 then, qint64 now);
/// Local time with date: "21 Nov 2026, 14:10:05".
[[nodiscard]] QString localTime(qint64 secs);
/// For a tooltip: local time and UTC on two lines; plain text.
[[nodiscard]] QString bothTimes(qint64 secs);
/// "41 min", "1 h 12 min", "2 d 3 h"; seconds.
[[nodiscard]] QString duration(qint64 secs);
/// With the locale's thousands separators.
[[nodiscard]] QString count(qint64 number);
/// "12.4 M"; short, for totals; with a no-break space.
[[nodiscard]] QString shortCount(double number);
/// A metric: four significant digits, no exponent where it can be helped.
[[nodiscard]] QString metric(double number);
/// "1.2 MB"; bytes.
[[nodiscard]] QString bytes(qint64 size);

/// Text from a server on one line for a cell: control, bidi and zero-width characters as visible escapes,
/// line breaks as blanks, at most `limit` characters. The original is what is copied.
[[nodiscard]] QString cellText(const QString &text, qsizetype limit = 1000);
/// The same for a viewer of many lines: each line at most 100 000 characters.
[[nodiscard]] QString viewerText(const QString &text);
/// The same for a tooltip: at most 4 000 characters, HTML-escaped, line breaks kept.
[[nodiscard]] QString toolTipText(const QString &text);

} // namespace tuneboard
