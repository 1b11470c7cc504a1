// SPDX-License-Identifier: GPL-3.0-or-later
// A min-max pyramid over the points of one series, so that a chart never gets more points than it has pixels.
// Standard C++ only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

namespace tuneboard {

/// Points in the order in which they were measured. Where x goes back, a new run begins. Points whose x or y
/// is no finite number are not kept: the line breaks there. Const calls may come from several threads.
class Pyramid
{
public:
    /// With more runs than this the points are no runs but out of order: they are then sorted by x, as one
    /// run.
    static constexpr std::size_t kMaxRuns = 64;

    struct Sample
    {
        double x = 0;
        double y = 0;
        std::size_t index = 0;      ///< among the points that were handed in
        bool startsSegment = false; ///< no line leads here from the sample before
    };

    Pyramid() = default;
    /// `x` and `y` are of one length (the rest of the longer one is ignored). `breaks`: indices of points to
    /// which no line leads from the point before, ascending; the starts of runs need not be among them.
    Pyramid(std::vector<double> x, std::vector<double> y, std::vector<std::size_t> breaks = {});

    /// What to draw of x0 ≤ x ≤ x1 on `pixels` columns: of each run, in each column, the lowest and the
    /// highest point in the order of their x (one where they are the same; of equal values the first), and
    /// the points next to the window on either side, so that lines reach its edges. A break anywhere between
    /// two samples of a run is kept. Empty: no points, x1 < x0, a NaN, or no pixels.
    void window(double x0, double x1, int pixels, std::vector<Sample> &out) const;

    /// The point whose x is nearest; of two equally near ones the one of the later run, inside a run the left
    /// one. nullopt: no points, or x is NaN.
    [[nodiscard]] std::optional<Sample> nearest(double x) const;

    [[nodiscard]] std::size_t size() const { return m_x.size(); } ///< points that were kept
    [[nodiscard]] std::size_t runCount() const { return m_runs.empty() ? 0 : m_runs.size() - 1; }
    [[nodiscard]] bool wasSorted() const { return m_sorted; } ///< see kMaxRuns
    // The extent of all points; NaN: no points.
    [[nodiscard]] double minX() const { return m_minX; }
    [[nodiscard]] double maxX() const { return m_maxX; }
    [[nodiscard]] double minY() const;
    [[nodiscard]] double maxY() const;

private:
    struct Bucket
    {
        double low;
        double high;
        std::uint32_t lowAt;
        std::uint32_t highAt;
    };
    struct Extremes;
    class Writer;

    void keepFinite(const std::vector<std::size_t> &breaks);
    void findRuns();
    void sortByX();
    void buildLevels();
    [[nodiscard]] Extremes extremes(std::size_t from, std::size_t to) const;
    void windowOfRun(std::size_t from, std::size_t to, double x0, double x1, int pixels, Writer &out) const;
    [[nodiscard]] std::size_t original(std::size_t i) const { return m_order.empty() ? i : m_order[i]; }

    std::vector<double> m_x;
    std::vector<double> m_y;
    std::vector<std::uint32_t> m_order; ///< original indices; empty: the same
    std::vector<std::size_t> m_breaks;  ///< ascending, in m_x
    std::vector<std::size_t> m_runs;    ///< first points, and the end of the last run
    std::vector<std::vector<Bucket>> m_levels;
    double m_minX = std::numeric_limits<double>::quiet_NaN();
    double m_maxX = std::numeric_limits<double>::quiet_NaN();
    bool m_sorted = false;
};

} // namespace tuneboard
