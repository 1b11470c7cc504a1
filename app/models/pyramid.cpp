// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/pyramid.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

namespace tuneboard {

namespace {

// Points of a bucket of the lowest level, and buckets of a bucket above.
constexpr std::size_t kLeaf = 16;
constexpr std::size_t kFan = 8;
constexpr std::size_t kMaxLevels = 12; ///< 16 points times 8 to the 11th: more than there are

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

bool allFinite(const std::vector<double> &values)
{
    // x - x is 0 for every finite number and NaN for the others: a loop without branches.
    unsigned odd = 0;
    for (const double value : values)
        odd |= static_cast<unsigned>(value - value != 0);
    return odd == 0;
}

// The first index in [from, to) with x ≥ edge, which is expected near from + hint.
std::size_t gallop(const std::vector<double> &x, std::size_t from, std::size_t to, double edge,
                   std::size_t hint)
{
    std::size_t low = from;
    std::size_t high = to;
    std::size_t probe = from + std::min(hint, to - from);
    std::size_t stride = 1;
    if (probe < to && x[probe] < edge) {
        while (probe < to && x[probe] < edge) {
            low = probe + 1;
            probe += stride;
            stride *= 2;
        }
        high = std::min(probe, to);
    } else {
        high = probe;
        while (probe > from && !(x[probe - 1] < edge)) {
            high = probe - 1;
            probe -= std::min(stride, probe - from);
            stride *= 2;
        }
        low = probe;
    }
    const auto begin = x.begin();
    return static_cast<std::size_t>(std::lower_bound(begin + static_cast<std::ptrdiff_t>(low),
                                                     begin + static_cast<std::ptrdiff_t>(high), edge) -
                                    begin);
}

} // namespace

struct Pyramid::Extremes
{
    double low = kInfinity;
    double high = -kInfinity;
    std::size_t lowAt = 0;
    std::size_t highAt = 0;

    // From left to right: of equal values the first stays.
    void take(double newLow, std::size_t newLowAt, double newHigh, std::size_t newHighAt)
    {
        if (newLow < low) {
            low = newLow;
            lowAt = newLowAt;
        }
        if (newHigh > high) {
            high = newHigh;
            highAt = newHighAt;
        }
    }
};

// Appends samples of one run after the other, and knows which of them a break divides.
class Pyramid::Writer
{
public:
    Writer(const Pyramid &pyramid, std::vector<Sample> &out)
        : m_pyramid(pyramid)
        , m_out(out)
    {
    }

    void beginRun(std::size_t first)
    {
        m_starts = true;
        m_break = std::lower_bound(m_pyramid.m_breaks.begin(), m_pyramid.m_breaks.end(), first);
    }

    void add(std::size_t i)
    {
        const auto end = m_pyramid.m_breaks.end();
        m_break = std::upper_bound(m_break, end, m_last);
        if (!m_starts)
            m_starts = m_break != end && *m_break <= i;
        m_out.push_back({m_pyramid.m_x[i], m_pyramid.m_y[i], m_pyramid.original(i), m_starts});
        m_starts = false;
        m_last = i;
    }

private:
    const Pyramid &m_pyramid;
    std::vector<Sample> &m_out;
    std::vector<std::size_t>::const_iterator m_break = m_pyramid.m_breaks.begin();
    std::size_t m_last = 0;
    bool m_starts = true;
};

Pyramid::Pyramid(std::vector<double> x, std::vector<double> y, std::vector<std::size_t> breaks)
    : m_x(std::move(x))
    , m_y(std::move(y))
{
    const std::size_t length = std::min(
        {m_x.size(), m_y.size(), static_cast<std::size_t>(std::numeric_limits<std::uint32_t>::max())});
    m_x.resize(length);
    m_y.resize(length);
    if (allFinite(m_x) && allFinite(m_y))
        m_breaks = std::move(breaks);
    else
        keepFinite(breaks);
    findRuns();
    if (runCount() > kMaxRuns)
        sortByX();
    buildLevels();
    m_minX = m_x.empty() ? kNone : kInfinity;
    m_maxX = m_x.empty() ? kNone : -kInfinity;
    for (std::size_t run = 0; run < runCount(); ++run) {
        m_minX = std::min(m_minX, m_x[m_runs[run]]);
        m_maxX = std::max(m_maxX, m_x[m_runs[run + 1] - 1]);
    }
}

// Takes out what cannot be drawn, and breaks the line in its place.
void Pyramid::keepFinite(const std::vector<std::size_t> &breaks)
{
    std::size_t kept = 0;
    bool broken = false;
    auto nextBreak = breaks.begin();
    m_order.reserve(m_x.size());
    for (std::size_t i = 0; i < m_x.size(); ++i) {
        for (; nextBreak != breaks.end() && *nextBreak <= i; ++nextBreak)
            broken = true;
        if (!std::isfinite(m_x[i]) || !std::isfinite(m_y[i])) {
            broken = true;
            continue;
        }
        if (broken && kept > 0)
            m_breaks.push_back(kept);
        broken = false;
        m_x[kept] = m_x[i];
        m_y[kept] = m_y[i];
        m_order.push_back(static_cast<std::uint32_t>(i));
        ++kept;
    }
    m_x.resize(kept);
    m_y.resize(kept);
}

void Pyramid::findRuns()
{
    m_runs.clear();
    if (m_x.empty())
        return;
    m_runs.push_back(0);
    for (std::size_t i = 1; i < m_x.size(); ++i) {
        if (m_x[i] < m_x[i - 1])
            m_runs.push_back(i);
    }
    m_runs.push_back(m_x.size());
}

void Pyramid::sortByX()
{
    std::vector<std::uint32_t> order(m_x.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(),
                     [this](std::uint32_t a, std::uint32_t b) { return m_x[a] < m_x[b]; });
    std::vector<double> x(order.size());
    std::vector<double> y(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        x[i] = m_x[order[i]];
        y[i] = m_y[order[i]];
        order[i] = static_cast<std::uint32_t>(original(order[i]));
    }
    m_x = std::move(x);
    m_y = std::move(y);
    m_order = std::move(order);
    m_breaks.clear();
    m_runs = {0, m_x.size()};
    m_sorted = true;
}

void Pyramid::buildLevels()
{
    if (m_y.empty())
        return;
    std::vector<Bucket> &leaves = m_levels.emplace_back();
    leaves.reserve(m_y.size() / kLeaf + 1);
    for (std::size_t from = 0; from < m_y.size(); from += kLeaf) {
        const std::size_t to = std::min(from + kLeaf, m_y.size());
        // First the values, then where they are: without branches that depend on the values, for those are
        // guessed wrong half the time.
        double low = m_y[from];
        double high = low;
        for (std::size_t i = from; i < to; ++i) {
            low = m_y[i] < low ? m_y[i] : low;
            high = m_y[i] > high ? m_y[i] : high;
        }
        std::uint32_t lowMask = 0;
        std::uint32_t highMask = 0;
        for (std::size_t i = from; i < to; ++i) {
            lowMask |= static_cast<std::uint32_t>(m_y[i] == low) << (i - from);
            highMask |= static_cast<std::uint32_t>(m_y[i] == high) << (i - from);
        }
        const std::size_t lowAt = from + static_cast<std::size_t>(std::countr_zero(lowMask));
        const std::size_t highAt = from + static_cast<std::size_t>(std::countr_zero(highMask));
        leaves.push_back({low, high, static_cast<std::uint32_t>(lowAt), static_cast<std::uint32_t>(highAt)});
    }
    while (m_levels.back().size() > kFan) {
        const std::vector<Bucket> &below = m_levels.back();
        std::vector<Bucket> level;
        level.reserve(below.size() / kFan + 1);
        for (std::size_t from = 0; from < below.size(); from += kFan) {
            const std::size_t to = std::min(from + kFan, below.size());
            Extremes found;
            for (std::size_t i = from; i < to; ++i)
                found.take(below[i].low, below[i].lowAt, below[i].high, below[i].highAt);
            level.push_back({found.low, found.high, static_cast<std::uint32_t>(found.lowAt),
                             static_cast<std::uint32_t>(found.highAt)});
        }
        m_levels.push_back(std::move(level));
    }
}

// Of the points [from, to), at least one: ragged ends on each level, whole buckets one level up. First the
// values of each piece, without branches that depend on them, for those are guessed wrong half the time; then
// where they are.
Pyramid::Extremes Pyramid::extremes(std::size_t from, std::size_t to) const
{
    struct Piece
    {
        std::size_t depth; ///< 0: points; else one more than the level
        std::size_t from;
        std::size_t to;
    };
    // From left to right, so that of equal values the first is found: left ends going up, then right ends
    // down.
    std::array<Piece, 2 * kMaxLevels + 1> pieces;
    std::size_t first = 0;
    std::size_t last = pieces.size();
    for (std::size_t depth = 0; from < to; ++depth) {
        const std::size_t size = depth == 0 ? kLeaf : kFan;
        if (depth == m_levels.size() || to - from < 2 * size) {
            pieces[first++] = {depth, from, to};
            break;
        }
        const std::size_t left = (from + size - 1) / size;
        const std::size_t right = to / size;
        if (from < left * size)
            pieces[first++] = {depth, from, left * size};
        if (right * size < to)
            pieces[--last] = {depth, right * size, to};
        from = left;
        to = right;
    }
    first = std::size_t(std::move(pieces.begin() + std::ptrdiff_t(last), pieces.end(),
                                  pieces.begin() + std::ptrdiff_t(first)) -
                        pieces.begin());

    Extremes found;
    std::size_t lowPiece = 0;
    std::size_t highPiece = 0;
    for (std::size_t k = 0; k < first; ++k) {
        const Piece &piece = pieces[k];
        double low = kInfinity;
        double high = -kInfinity;
        if (piece.depth == 0) {
            for (std::size_t i = piece.from; i < piece.to; ++i) {
                low = m_y[i] < low ? m_y[i] : low;
                high = m_y[i] > high ? m_y[i] : high;
            }
        } else {
            const std::vector<Bucket> &level = m_levels[piece.depth - 1];
            for (std::size_t i = piece.from; i < piece.to; ++i) {
                low = level[i].low < low ? level[i].low : low;
                high = level[i].high > high ? level[i].high : high;
            }
        }
        lowPiece = low < found.low ? k : lowPiece;
        highPiece = high > found.high ? k : highPiece;
        found.low = low < found.low ? low : found.low;
        found.high = high > found.high ? high : found.high;
    }
    const auto place = [&](const Piece &piece, double value, double Bucket::*valueOf,
                           std::uint32_t Bucket::*placeOf) {
        std::size_t i = piece.from;
        if (piece.depth == 0) {
            while (m_y[i] != value)
                ++i;
            return i;
        }
        const std::vector<Bucket> &level = m_levels[piece.depth - 1];
        while (level[i].*valueOf != value)
            ++i;
        return std::size_t(level[i].*placeOf);
    };
    found.lowAt = place(pieces[lowPiece], found.low, &Bucket::low, &Bucket::lowAt);
    found.highAt = place(pieces[highPiece], found.high, &Bucket::high, &Bucket::highAt);
    return found;
}

void Pyramid::window(double x0, double x1, int pixels, std::vector<Sample> &out) const
{
    out.clear();
    // Infinite edges mean all there is on that side.
    x0 = std::isinf(x0) && x0 < 0 ? m_minX : x0;
    x1 = std::isinf(x1) && x1 > 0 ? m_maxX : x1;
    if (m_x.empty() || pixels <= 0 || !std::isfinite(x0) || !std::isfinite(x1) || x1 < x0)
        return;
    Writer writer(*this, out);
    for (std::size_t run = 0; run < runCount(); ++run) {
        writer.beginRun(m_runs[run]);
        windowOfRun(m_runs[run], m_runs[run + 1], x0, x1, pixels, writer);
    }
}

void Pyramid::windowOfRun(std::size_t from, std::size_t to, double x0, double x1, int pixels,
                          Writer &out) const
{
    const auto begin = m_x.begin();
    const auto runBegin = begin + static_cast<std::ptrdiff_t>(from);
    const auto runEnd = begin + static_cast<std::ptrdiff_t>(to);
    const auto first = static_cast<std::size_t>(std::lower_bound(runBegin, runEnd, x0) - begin);
    const auto last = static_cast<std::size_t>(std::upper_bound(runBegin, runEnd, x1) - begin);
    if (first > from)
        out.add(first - 1);
    std::size_t at = first;
    std::size_t hint = (last - first) / static_cast<std::size_t>(pixels);
    for (int column = 0; at < last; ++column) {
        // Halves, so that the width of the widest window does not overflow.
        const double share = double(column + 1) / pixels;
        const std::size_t end =
            column + 1 >= pixels ? last : gallop(m_x, at, last, x0 * (1 - share) + x1 * share, hint);
        if (end == at)
            continue;
        const Extremes found = extremes(at, end);
        out.add(std::min(found.lowAt, found.highAt));
        if (found.lowAt != found.highAt)
            out.add(std::max(found.lowAt, found.highAt));
        hint = end - at;
        at = end;
    }
    if (last < to)
        out.add(last);
}

std::optional<Pyramid::Sample> Pyramid::nearest(double x) const
{
    if (std::isnan(x))
        return std::nullopt;
    std::optional<std::size_t> best;
    // Compared in halves: the distance of two finite numbers may be none.
    const auto distance = [&](std::size_t i) {
        return std::abs(m_x[i] / 2 - x / 2);
    };
    for (std::size_t run = 0; run < runCount(); ++run) {
        const auto begin = m_x.begin();
        const auto it = std::lower_bound(begin + static_cast<std::ptrdiff_t>(m_runs[run]),
                                         begin + static_cast<std::ptrdiff_t>(m_runs[run + 1]), x);
        auto i = static_cast<std::size_t>(it - begin);
        if (i == m_runs[run + 1] || (i > m_runs[run] && distance(i - 1) <= distance(i)))
            --i;
        if (!best || distance(i) <= distance(*best))
            best = i;
    }
    if (!best)
        return std::nullopt;
    return Sample{m_x[*best], m_y[*best], original(*best), false};
}

double Pyramid::minY() const
{
    double low = m_x.empty() ? kNone : kInfinity;
    for (std::size_t i = 0; !m_levels.empty() && i < m_levels.back().size(); ++i)
        low = std::min(low, m_levels.back()[i].low);
    return low;
}

double Pyramid::maxY() const
{
    double high = m_x.empty() ? kNone : -kInfinity;
    for (std::size_t i = 0; !m_levels.empty() && i < m_levels.back().size(); ++i)
        high = std::max(high, m_levels.back()[i].high);
    return high;
}

} // namespace tuneboard
