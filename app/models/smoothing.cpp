// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/smoothing.h"

#include <algorithm>
#include <cmath>

namespace tuneboard {

SmoothedValue::SmoothedValue(double weight)
    : m_weight(std::isnan(weight) ? kDefaultWeight : std::clamp(weight, 0.0, 0.999))
{
}

double SmoothedValue::add(double value)
{
    if (!std::isfinite(value)) {
        restart();
        return value;
    }
    m_rest *= m_weight;
    if (m_rest < 1e-17)
        m_rest = 0; // 1 - m_rest is 1 by now; what is nearer to zero is slow to reckon with
    const double share = m_rest == 0 ? 1 - m_weight : (1 - m_weight) / (1 - m_rest);
    // As a step from the average, not as a quotient of two sums: equal values then stay exactly equal.
    const double difference = value - m_average;
    if (m_rest == m_weight)
        m_average = value; // the first
    else if (std::isfinite(difference))
        m_average += difference * share;
    else
        m_average = m_average * (1 - share) + value * share;
    return m_average;
}

void SmoothedValue::restart()
{
    m_rest = 1;
    m_average = 0;
}

std::vector<double> smoothed(const std::vector<double> &values, const std::vector<std::size_t> &restarts,
                             double weight)
{
    SmoothedValue average(weight);
    std::vector<double> out;
    out.reserve(values.size());
    auto restart = restarts.begin();
    for (std::size_t i = 0; i < values.size(); ++i) {
        for (; restart != restarts.end() && *restart <= i; ++restart)
            average.restart();
        out.push_back(average.add(values[i]));
    }
    return out;
}

} // namespace tuneboard
