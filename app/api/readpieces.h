// SPDX-License-Identifier: GPL-3.0-or-later
// A long list in short pieces, for answers of servers that send all objects at once.
#pragma once

#include "app/api/result.h"

#include <QByteArray>

#include <optional>

namespace tuneboard {

/// Cuts a list, {"data": [...], "has_more": ...} or the like (see ListChoice), or a bare array, into short
/// lists of whole elements. Each is read by itself, so that neither the time nor the memory of one step grows
/// with the answer.
///
///     ListPieces pieces(bytes);
///     while (const auto piece = pieces.next())
///         readJobPage(piece->list, piece->before);
///     if (const auto error = pieces.problem())
///         ...
class ListPieces
{
public:
    /// A shorter text is worth reading whole, in bytes.
    static constexpr qsizetype kLongBytes = qsizetype{256} * 1024;
    static constexpr qsizetype kPieceBytes =
        qsizetype{128} * 1024; ///< of a piece, unless one element is longer
    static constexpr int kPieceElements = 1000;
    /// An element with more brackets, commas, colons and texts is left out: its places alone would take more
    /// memory than the answer.
    static constexpr qint64 kMostTokens = 4'000'000;

    struct Piece
    {
        QByteArray list; ///< an array
        int before = 0;  ///< elements of the whole list before these
    };

    explicit ListPieces(QByteArray bytes)
        : m_bytes(std::move(bytes))
        , m_at(m_bytes.constData())
    {
    }

    [[nodiscard]] static bool isLong(const QByteArray &bytes) { return bytes.size() > kLongBytes; }

    /// nullopt: there is no further piece.
    [[nodiscard]] std::optional<Piece> next();

    // Once there is no further piece:
    /// Why the text is not a list. nullopt: it is one.
    [[nodiscard]] std::optional<ApiError> problem() const;
    [[nodiscard]] bool hasMore() const { return m_hasMore; }
    [[nodiscard]] bool saysMore() const { return m_saysMore; } ///< the answer says whether there is more
    /// Elements that no piece holds because they are too large.
    [[nodiscard]] int rejected() const { return m_rejected; }
    [[nodiscard]] QString firstReject() const { return m_firstReject; } ///< empty: none

private:
    enum class Place { Start, Members, Elements, End, Broken };

    void begin();
    void readMembers();
    bool readMember();
    [[nodiscard]] bool isListHere(QByteArrayView name);
    [[nodiscard]] bool startsWithId();
    bool enterObject();
    void endList();
    void finish();
    bool gather(Piece &piece);
    void reject();
    bool skipString();
    bool skipValue(qint64 &tokens);
    void skipBlanks();
    [[nodiscard]] const char *end() const { return m_bytes.constData() + m_bytes.size(); }

    QByteArray m_bytes;
    const char *m_at;
    Place m_place = Place::Start;
    bool m_isBare = false;   ///< the text is the array itself
    bool m_isNull = false;   ///< null stands in the place of the list
    bool m_saysList = false; ///< by `object` or `has_more`
    bool m_isObject = false; ///< it has an id or a status of its own
    bool m_isInside = false; ///< of the member `output`
    QByteArray m_name;       ///< of the list; empty: not found yet
    bool m_hasMore = false;
    bool m_saysMore = false;
    bool m_needsElement = false; ///< a comma comes before
    int m_elements = 0;          ///< read so far
    int m_rejected = 0;
    QString m_firstReject;
};

} // namespace tuneboard
