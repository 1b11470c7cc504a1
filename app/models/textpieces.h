// SPDX-License-Identifier: GPL-3.0-or-later
// A long text that is made in pieces, so that another thread than the window's can make it.
#pragma once

#include <QByteArray>
#include <QString>

#include <functional>

namespace tuneboard {

/// Receives the next piece of a text. Returns false if no further piece is wanted.
using TakePiece = std::function<bool(const QByteArray &piece)>;

/// Passes all pieces to `take`, in order. It holds copies of its data, so it may run on any thread, also
/// after the original data have changed. Returns an error for the user if the text could not be completed;
/// empty if it is complete, or if `take` returned false.
using TextPieces = std::function<QString(const TakePiece &take)>;

/// The approximate size of a piece, in bytes.
inline constexpr qsizetype kPieceBytes = 262'144;

/// The text as a whole. Errors are ignored: the text then ends early.
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
