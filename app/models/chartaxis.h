// SPDX-License-Identifier: GPL-3.0-or-later
// Where a chart's axes have their marks, and how far they reach.
#pragma once

#include <QtGlobal>

#include <optional>
#include <span>
#include <vector>

namespace tuneboard {

struct Bounds
{
    double low = 0;
    double high = 0;

    [[nodiscard]] double span() const { return high - low; }
    [[nodiscard]] bool holds(double value) const { return value >= low && value <= high; }
    void include(double value);
    friend bool operator==(const Bounds &, const Bounds &) = default;
};

struct Ticks
{
    std::vector<double> at; ///< ascending, inside the bounds
    double step = 0;        ///< between two of them; 0: on a logarithmic scale
};

/// At most `most` (2 or more) marks at 1, 2 or 5 times a power of ten. Bounds that are not finite or have no
/// span give none. `whole`: no marks between whole numbers, as for steps.
[[nodiscard]] Ticks linearTicks(const Bounds &bounds, int most, bool whole = false);
/// Powers of ten; where there are fewer than two of them in the bounds, also 2 and 5 times those. The bounds
/// are above zero.
[[nodiscard]] Ticks logTicks(const Bounds &bounds, int most);
/// Seconds since 1970: marks at whole seconds, minutes, hours or days of a clock that is `offset` seconds
/// ahead of UTC.
[[nodiscard]] Ticks timeTicks(const Bounds &bounds, int most, qint64 offset);

/// The bounds of an axis that shows these values: widened to marks, and around a single value.
[[nodiscard]] Bounds niceBounds(const Bounds &values, int most);
/// The same on a logarithmic scale: a little room at both ends. The values are above zero.
[[nodiscard]] Bounds niceLogBounds(const Bounds &values);

/// What the values keep to but for outliers: between the 2nd and the 98th of a hundred, and a quarter of
/// that span on both sides, no further than the values themselves. Only finite values count; nullopt: none.
[[nodiscard]] std::optional<Bounds> usualBounds(std::span<const double> values);

} // namespace tuneboard
