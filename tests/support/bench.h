// SPDX-License-Identifier: GPL-3.0-or-later
// What the benchmarks share: they measure against a floor in the same run and never fail for being slow.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

namespace tuneboard::bench {

/// Keeps `value` from being optimised away.
template<class T>
void keep(const T &value)
{
#if defined(__GNUC__) || defined(__clang__)
    asm volatile("" : : "r,m"(value) : "memory");
#else
    static volatile const void *sink;
    sink = &value;
#endif
}

/// The median time of `runs` calls, in ms; one call before them is not counted.
template<class F>
double medianMs(int runs, F &&call)
{
    using Clock = std::chrono::steady_clock;
    std::vector<double> times;
    call();
    for (int i = 0; i < runs; ++i) {
        const Clock::time_point start = Clock::now();
        call();
        times.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
    }
    std::nth_element(times.begin(), times.begin() + runs / 2, times.end());
    return times[std::size_t(runs / 2)];
}

/// The same with a `prepare` before each call, whose time does not count.
template<class P, class F>
double medianMs(int runs, P &&prepare, F &&call)
{
    using Clock = std::chrono::steady_clock;
    std::vector<double> times;
    for (int i = 0; i <= runs; ++i) {
        prepare();
        const Clock::time_point start = Clock::now();
        call();
        if (i > 0)
            times.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
    }
    std::nth_element(times.begin(), times.begin() + runs / 2, times.end());
    return times[std::size_t(runs / 2)];
}

/// Prints `NAME ratio=R aim=A ok|short` and the two figures, in ms unless `unit` says otherwise.
/// `higherIsBetter`: the ratio says how many times faster than the floor it is, and should be at least the
/// aim; else how many times the floor it takes, and should be at most the aim.
inline void report(const std::string &name, double value, double floor, double aim, bool higherIsBetter,
                   const char *unit = "ms")
{
    const double ratio = higherIsBetter ? floor / value : value / floor;
    const bool ok = higherIsBetter ? ratio >= aim : ratio <= aim;
    std::printf("%s ratio=%.3g aim=%.3g %s (%.4g %s, floor %.4g %s)\n", name.c_str(), ratio, aim,
                ok ? "ok" : "short", value, unit, floor, unit);
    std::fflush(stdout);
}

} // namespace tuneboard::bench
