// SPDX-License-Identifier: GPL-3.0-or-later
// Values by row that never move.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

namespace tuneboard {

/// Like a vector, in blocks of a thousand values: growing copies nothing and leaves little room unused.
template<class T>
class BlockVector
{
public:
    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] const T &operator[](std::size_t row) const { return m_blocks[row / kRows][row % kRows]; }
    [[nodiscard]] T &operator[](std::size_t row) { return m_blocks[row / kRows][row % kRows]; }
    void push_back(const T &value)
    {
        if (m_size % kRows == 0)
            m_blocks.push_back(std::make_unique<T[]>(kRows));
        (*this)[m_size++] = value;
    }
    [[nodiscard]] std::size_t bytes() const { return m_blocks.size() * (kRows * sizeof(T) + sizeof(T *)); }

private:
    static constexpr std::size_t kRows = 1024;

    std::vector<std::unique_ptr<T[]>> m_blocks;
    std::size_t m_size = 0;
};

} // namespace tuneboard
