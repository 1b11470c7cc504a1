// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/textstore.h"

namespace tuneboard {

void TextStore::startBlock(qsizetype bytes)
{
    // A text of many pieces doubles its block, so that it is copied a few times and not once for each piece.
    const qsizetype size = qMax(m_blockBytes, m_size == 0 ? bytes : 2 * (m_size + bytes));
    auto block = std::make_unique_for_overwrite<char[]>(std::size_t(size));
    if (m_size > 0)
        std::memcpy(block.get(), m_text, std::size_t(m_size));
    const bool isAlone = m_size > 0 && m_text == m_blocks.back().get();
    if (isAlone) { // no finished text is in the old block
        m_bytes -= m_end - m_text;
        m_blocks.pop_back();
    }
    m_text = block.get();
    m_end = m_text + size;
    m_bytes += size;
    m_blocks.push_back(std::move(block));
}

} // namespace tuneboard
