// SPDX-License-Identifier: GPL-3.0-or-later
// Where the reading of a list stops if its server never ends it.
#pragma once

#include <QtGlobal>

#include <limits>

namespace tuneboard {

/// How many new objects are read before the user is asked whether to continue. Objects that are in the
/// archive or in the list already do not count. The limits hold for one answer as for many.
struct ListLimits
{
    qint64 jobs = 200'000;       ///< of one account
    qint64 events = 5'000'000;   ///< of one job
    qint64 checkpoints = 10'000; ///< of one job

    [[nodiscard]] static ListLimits none()
    {
        constexpr qint64 most = std::numeric_limits<qint64>::max() / 2;
        return {most, most, most};
    }
};

} // namespace tuneboard
