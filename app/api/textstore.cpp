// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/textstore.h"

namespace tuneboard {

void TextStore::startBlock(qsizetype bytes)
{
    const qsizetype size = qMax(m_blockBytes, m_size + bytes);
    auto block = std::make_unique_for_overwrite<char[]>(std::size_t(size));
    if (m_size > 0)
        std::memcpy(block.get(), m_text, std::size_t(m_size));
    m_text = block.get();
    m_end = m_text + size;
    m_blocks.push_back(std::move(block));
}

} // namespace tuneboard
