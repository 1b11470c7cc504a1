// SPDX-License-Identifier: GPL-3.0-or-later
// One column of integers by row: four bytes each, as nearly all of them need no more.
#pragma once

#include "app/api/jobrow.h"
#include "app/models/blockvector.h"

#include <QHash>

namespace tuneboard {

/// Any 64-bit integer, or kNoInteger. Times, tokens and seeds fit into 32 bits almost always; what does not
/// is kept aside.
class IntegerColumn
{
public:
    [[nodiscard]] qint64 at(quint32 row) const
    {
        const quint32 small = m_small[row];
        if (small < kAside)
            return small;
        return small == kMissing ? kNoInteger : m_aside.value(row);
    }
    /// `row` is one that is there, or the next.
    void set(quint32 row, qint64 value)
    {
        if (row == m_small.size())
            m_small.push_back(kMissing);
        if (m_small[row] == kAside)
            m_aside.remove(row);
        if (value >= 0 && value < kAside) {
            m_small[row] = quint32(value);
        } else if (value == kNoInteger) {
            m_small[row] = kMissing;
        } else {
            m_small[row] = kAside;
            m_aside.insert(row, value);
        }
    }
    [[nodiscard]] std::size_t bytes() const
    {
        return m_small.bytes() + std::size_t(m_aside.size()) * 2 * sizeof(qint64);
    }

private:
    static constexpr quint32 kMissing = std::numeric_limits<quint32>::max();
    static constexpr quint32 kAside = kMissing - 1;

    BlockVector<quint32> m_small;
    QHash<quint32, qint64> m_aside;
};

} // namespace tuneboard
