// SPDX-License-Identifier: GPL-3.0-or-later
// Finds out from times in which order a server lists.
#pragma once

#include "app/archive/listorder.h"

#include <optional>

namespace tuneboard {

/// Compares the first time of a walk with the last time of each page; the first page where they differ
/// decides.
class OrderFinder
{
public:
    /// The next object in the server's order. `secs`: when it was created, seconds since 1970, UTC.
    void add(qint64 secs)
    {
        if (!m_first)
            m_first = secs;
        m_last = secs;
    }
    /// All objects of a page were added.
    void endPage()
    {
        if (m_order == ListOrder::Unknown && m_first && m_first != m_last)
            m_order = *m_first > *m_last ? ListOrder::NewestFirst : ListOrder::OldestFirst;
    }
    /// Unknown: the times decide nothing yet.
    [[nodiscard]] ListOrder order() const { return m_order; }

private:
    std::optional<qint64> m_first;
    std::optional<qint64> m_last;
    ListOrder m_order = ListOrder::Unknown;
};

} // namespace tuneboard
