// SPDX-License-Identifier: GPL-3.0-or-later
// Times as servers write them: the only place that knows how.
#pragma once

#include <QtGlobal>

#include <optional>
#include <string_view>

namespace tuneboard {

enum class TimeForm : quint8 {
    Seconds,      ///< since 1970, UTC
    Milliseconds, ///< the same, as everything beyond 10^11
    Microseconds, ///< beyond 10^14
    Nanoseconds,  ///< beyond 10^17
    Iso,          ///< ISO 8601 with a zone
    IsoNoZone,    ///< ISO 8601 without one, taken as UTC
};

struct SentTime
{
    qint64 secs = 0; ///< since 1970, UTC; fractions are cut
    TimeForm form = TimeForm::Seconds;
};

/// The time that a number, or a text without its quotes, says. ISO 8601 with `T` or a blank between date and
/// time, with seconds and a fraction or without, and with `Z`, an offset, `UTC` or no zone. nullopt: not a
/// time, or not reported: empty, not after 1970, or after 2199, as programs write a missing time.
[[nodiscard]] std::optional<SentTime> readTime(std::string_view text);

} // namespace tuneboard
