// SPDX-License-Identifier: GPL-3.0-or-later
// The body of one answer as its bytes arrive.
#pragma once

#include "app/api/gunzip.h"

#include <QByteArray>

#include <memory>

class QIODevice;

namespace tuneboard {

/// Reads a body from a reply and unpacks it, in turns that are short whatever the server sends: one turn for
/// each visit of the event loop. Counts both kinds of bytes.
class AnswerBody
{
public:
    /// The most of one turn, in bytes.
    static constexpr qsizetype turnBytes = qsizetype{512} * 1024;
    static constexpr qsizetype turnPackedBytes = qsizetype{64} * 1024;

    /// `Packing::Kind::Unknown` has no reader: what comes then is never unpacked.
    explicit AnswerBody(const Packing &packing);

    /// Appends to `to` what one turn brings, `room` bytes at most. Returns the number of bytes.
    qint64 readTurn(QIODevice &from, QByteArray &to, qint64 room);

    /// Whether another turn would bring something now.
    [[nodiscard]] bool hasMore(const QIODevice &from) const;
    /// Bytes as sent, which is what a Content-Length counts.
    [[nodiscard]] qint64 sentBytes() const { return m_sent; }
    /// Whether gzip data are damaged. Final.
    [[nodiscard]] bool isDamaged() const { return m_gunzip && m_gunzip->isDamaged(); }
    /// Whether the bytes so far may be all of them: gzip data end with a checksum.
    [[nodiscard]] bool mayEndHere() const { return !m_gunzip || m_gunzip->isWhole(); }

private:
    void unpackTurn(QIODevice &from, QByteArray &to, qsizetype full);

    std::unique_ptr<Gunzip> m_gunzip; ///< null: the body is not packed
    qint64 m_sent = 0;
    bool m_held = false; ///< whether the last turn ended because its room was full
};

} // namespace tuneboard
