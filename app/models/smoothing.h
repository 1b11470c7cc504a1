// SPDX-License-Identifier: GPL-3.0-or-later
// The smoothed line in front of the raw one: a debiased exponential average. Standard C++ only.
#pragma once

#include <cstddef>
#include <vector>

namespace tuneboard {

/// Takes values one by one. The weight of a value falls by `weight` with each one after it, and the weights
/// are scaled to a sum of 1, so that the first values are not drawn towards zero. Equal values come out as
/// they are, bit by bit.
class SmoothedValue
{
public:
    static constexpr double kDefaultWeight = 0.6;

    /// 0: no smoothing; nearer to 1: smoother. Outside 0 … 0.999 the nearest of both; NaN: the default.
    explicit SmoothedValue(double weight = kDefaultWeight);

    /// The average up to and with `value`. NaN or infinite: given back as it is, and the average begins anew.
    double add(double value);
    /// Behind a gap and in a new run the average begins anew: what was before says nothing of what follows.
    void restart();

private:
    double m_weight;
    double m_rest = 1; ///< weight^count: what the weights lack to a sum of 1
    double m_average = 0;
};

/// One smoothed value per value. At the indices `restarts` (ascending: gaps and starts of runs) the average
/// begins anew. To go on with later values keep the `SmoothedValue`.
[[nodiscard]] std::vector<double> smoothed(const std::vector<double> &values,
                                           const std::vector<std::size_t> &restarts, double weight);

} // namespace tuneboard
