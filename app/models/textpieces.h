// SPDX-License-Identifier: GPL-3.0-or-later
// A long text that is made piece by piece, so that it need not be made on the window's thread.
#pragma once

#include <QByteArray>
#include <QString>

#include <functional>

namespace tuneboard {

/// Takes the next piece of a text. False: no more is wanted.
using TakePiece = std::function<bool(const QByteArray &piece)>;

/// Gives all pieces in order. It holds values only and may run on any thread, also after what it was made of
/// has changed. Returns why there is no whole text, for people; empty: there is, or no more was wanted.
using TextPieces = std::function<QString(const TakePiece &take)>;

/// So many bytes make a piece, more or less.
inline constexpr qsizetype kPieceBytes = 256 * 1024;

/// All of it; what went wrong is left out.
[[nodiscard]] inline QByteArray wholeText(const TextPieces &pieces)
{
    QByteArray whole;
    (void)pieces([&whole](const QByteArray &piece) {
        whole += piece;
        return true;
    });
    return whole;
}

} // namespace tuneboard
