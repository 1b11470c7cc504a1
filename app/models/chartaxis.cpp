// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/chartaxis.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace tuneboard {

namespace {

// Numbers further from zero have no room for marks between them.
constexpr double kLargest = 1e300;

bool isUsable(const Bounds &bounds)
{
    return std::isfinite(bounds.low) && std::isfinite(bounds.high) && bounds.high > bounds.low &&
           bounds.high < kLargest && bounds.low > -kLargest;
}

// 1, 2 or 5 times a power of ten, so that `span` has no more than `most` marks.
double niceStep(double span, int most)
{
    const double rough = span / std::max(1, most - 1);
    const double power = std::pow(10, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (rough <= factor * power * (1 + 1e-9))
            return factor * power;
    }
    return 10 * power;
}

void marksAt(Ticks &ticks, const Bounds &bounds, double step, double origin)
{
    ticks.step = step;
    const double first = std::ceil((bounds.low - origin) / step - 1e-9);
    const double last = std::floor((bounds.high - origin) / step + 1e-9);
    // Counted, not added up: the marks stay exact, and a step that vanishes beside its bounds ends.
    for (double i = first; i <= last && ticks.at.size() < 1000; ++i)
        ticks.at.push_back(origin + i * step);
}

} // namespace

void Bounds::include(double value)
{
    low = std::min(low, value);
    high = std::max(high, value);
}

Ticks linearTicks(const Bounds &bounds, int most, bool whole)
{
    Ticks ticks;
    if (!isUsable(bounds))
        return ticks;
    double step = niceStep(bounds.span(), std::max(2, most));
    if (whole)
        step = std::max(1.0, step);
    // Marks so close that their numbers have no digits left to differ in.
    if (step > std::max(std::abs(bounds.low), std::abs(bounds.high)) * 1e-12)
        marksAt(ticks, bounds, step, 0);
    return ticks;
}

Ticks logTicks(const Bounds &bounds, int most)
{
    Ticks ticks;
    if (!isUsable(bounds) || bounds.low <= 0)
        return ticks;
    const int first = int(std::floor(std::log10(bounds.low)));
    const int last = int(std::ceil(std::log10(bounds.high)));
    const auto add = [&](std::initializer_list<double> factors, int every) {
        ticks.at.clear();
        for (int exponent = first; exponent <= last; exponent += every) {
            for (const double factor : factors) {
                const double at = factor * std::pow(10, exponent);
                if (at >= bounds.low * (1 - 1e-9) && at <= bounds.high * (1 + 1e-9))
                    ticks.at.push_back(at);
            }
        }
    };
    add({1}, std::max(1, (last - first) / std::max(1, most)));
    if (ticks.at.size() < 2)
        add({1, 2, 5}, 1);
    // Less than from 2 to 5: there is nothing logarithmic to be seen.
    return ticks.at.size() < 2 ? linearTicks(bounds, most) : ticks;
}

Ticks timeTicks(const Bounds &bounds, int most, qint64 offset)
{
    static constexpr std::array<double, 21> kSteps = {1,     2,     5,     10,    15,     30,     60,
                                                      120,   300,   600,   900,   1800,   3600,   7200,
                                                      10800, 21600, 43200, 86400, 172800, 604800, 2592000};
    Ticks ticks;
    if (!isUsable(bounds))
        return ticks;
    const double rough = bounds.span() / std::max(1, most - 1);
    const auto *step = std::find_if(kSteps.begin(), kSteps.end(), [&](double s) { return s >= rough; });
    const double days = kSteps.back() * std::ceil(rough / kSteps.back());
    marksAt(ticks, bounds, step == kSteps.end() ? days : *step, -double(offset));
    return ticks;
}

Bounds niceBounds(const Bounds &values, int most)
{
    Bounds bounds = values;
    if (!(bounds.high > bounds.low)) {
        const double room = bounds.low == 0 ? 1 : std::abs(bounds.low) * 0.1;
        bounds = {bounds.low - room, bounds.low + room};
    }
    if (!isUsable(bounds))
        return bounds;
    const double step = niceStep(bounds.span(), std::max(2, most));
    const double low = std::floor(bounds.low / step + 1e-9) * step;
    const double high = std::ceil(bounds.high / step - 1e-9) * step;
    // To the next mark, unless that would leave much of the chart empty.
    const double room = bounds.span() * 0.05;
    return {bounds.low - low <= step * 0.7 ? low : bounds.low - room,
            high - bounds.high <= step * 0.7 ? high : bounds.high + room};
}

Bounds niceLogBounds(const Bounds &values)
{
    const double room = std::max(std::pow(values.high / values.low, 0.05), 1.1);
    return {values.low / room, values.high * room};
}

std::optional<Bounds> usualBounds(std::span<const double> values)
{
    // Of a long series an even sample says the same.
    constexpr std::size_t kSample = 100'000;
    const std::size_t every = std::max<std::size_t>(1, values.size() / kSample);
    std::vector<double> known;
    known.reserve(values.size() / every + 1);
    for (std::size_t i = 0; i < values.size(); i += every) {
        if (std::isfinite(values[i]))
            known.push_back(values[i]);
    }
    if (known.empty())
        return std::nullopt;
    const auto at = [&known](double share) {
        const auto place = known.begin() + std::ptrdiff_t(share * double(known.size() - 1));
        std::nth_element(known.begin(), place, known.end());
        return *place;
    };
    const double low = at(0.02);
    const double high = at(0.98);
    const double room = (high - low) / 4;
    return Bounds{std::max(at(0), low - room), std::min(at(1), high + room)};
}

} // namespace tuneboard
