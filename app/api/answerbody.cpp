// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/answerbody.h"

#include <QIODevice>

#include <algorithm>

namespace tuneboard {

namespace {

constexpr qsizetype pieceBytes = qsizetype{16} * 1024; // of packed data, at one time
constexpr qsizetype stepBytes = qsizetype{64} * 1024;  // of unpacked data, at one time

} // namespace

AnswerBody::AnswerBody(const Packing &packing)
{
    if (packing.kind == Packing::Kind::Gzip)
        m_gunzip = std::make_unique<Gunzip>();
}

qint64 AnswerBody::readTurn(QIODevice &from, QByteArray &to, qint64 room)
{
    // Directly behind what is there, without a copy in between.
    const qsizetype before = to.size();
    room = std::min<qint64>(room, turnBytes);
    if (m_gunzip) {
        unpackTurn(from, to, before + qsizetype(room));
    } else if (const qint64 size = std::min(room, from.bytesAvailable()); size > 0) {
        to.resize(before + qsizetype(size));
        to.resize(before + qsizetype(std::max<qint64>(from.read(to.data() + before, size), 0)));
        m_sent += to.size() - before;
    }
    return to.size() - before;
}

/// Until `to` is `full` bytes long, or enough was read, or there is nothing left to read.
void AnswerBody::unpackTurn(QIODevice &from, QByteArray &to, qsizetype full)
{
    qsizetype taken = 0;
    while (!m_gunzip->isDamaged() && to.size() < full) {
        const qsizetype at = to.size();
        const qsizetype step = std::min(full - at, stepBytes);
        to.resize(at + step);
        const qsizetype made = m_gunzip->unpack(to.data() + at, step);
        to.resize(at + made);
        if (made == step)
            continue; // there may be more of the same piece
        if (taken >= turnPackedBytes)
            break;
        QByteArray piece(qsizetype(std::min<qint64>(from.bytesAvailable(), pieceBytes)), Qt::Uninitialized);
        piece.truncate(qsizetype(std::max<qint64>(from.read(piece.data(), piece.size()), 0)));
        if (piece.isEmpty())
            break;
        taken += piece.size();
        m_sent += piece.size();
        m_gunzip->add(std::move(piece));
    }
    m_held = to.size() >= full;
}

bool AnswerBody::hasMore(const QIODevice &from) const
{
    if (isDamaged())
        return false;
    return m_held || from.bytesAvailable() > 0;
}

} // namespace tuneboard
