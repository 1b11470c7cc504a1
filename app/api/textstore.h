// SPDX-License-Identifier: GPL-3.0-or-later
// Where borrowed texts lie.
#pragma once

#include <QByteArrayView>

#include <cstring>
#include <memory>
#include <vector>

namespace tuneboard {

/// Texts in blocks that never move: views of them are good as long as the store is.
class TextStore
{
public:
    /// What one block takes, in bytes, unless a text is longer.
    explicit TextStore(qsizetype blockBytes)
        : m_blockBytes(blockBytes)
    {
    }

    /// Puts a piece behind those of the text under way.
    void append(QByteArrayView piece)
    {
        char *to = room(piece.size());
        if (!piece.isEmpty())
            std::memcpy(to, piece.data(), std::size_t(piece.size()));
    }
    void append(char piece) { *room(1) = piece; }
    /// Ends the text under way. Without a piece: empty.
    [[nodiscard]] QByteArrayView take()
    {
        const QByteArrayView text(m_text, m_size);
        m_text += m_size;
        m_size = 0;
        return text;
    }

    /// A text of one piece.
    [[nodiscard]] QByteArrayView copy(QByteArrayView text)
    {
        append(text);
        return take();
    }

    /// What all blocks take, in bytes.
    [[nodiscard]] qsizetype bytes() const { return m_bytes; }

private:
    char *room(qsizetype bytes)
    {
        if (m_end - m_text - m_size < bytes)
            startBlock(bytes);
        char *piece = m_text + m_size;
        m_size += bytes;
        return piece;
    }
    void startBlock(qsizetype bytes);

    std::vector<std::unique_ptr<char[]>> m_blocks;
    qsizetype m_blockBytes;
    qsizetype m_bytes = 0;
    char *m_text = nullptr; ///< the text under way, where the last block is free
    qsizetype m_size = 0;   ///< of it, bytes
    char *m_end = nullptr;  ///< of the last block
};

} // namespace tuneboard
