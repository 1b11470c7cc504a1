// SPDX-License-Identifier: GPL-3.0-or-later
// The texts that every job has for itself, in one place: kept once, as received, and looked through there.
#pragma once

#include "app/models/blockvector.h"

#include <QByteArrayView>
#include <QString>

#include <array>
#include <deque>
#include <string>
#include <vector>

namespace tuneboard {

enum class RowText : quint8 {
    Id,
    OutputModel,
    TrainingFile,
    ValidationFile,
    ErrorCode,
    ErrorMessage,
    Metadata
};
inline constexpr std::size_t kRowTextCount = std::size_t(RowText::Metadata) + 1;
using RowTextViews = std::array<QByteArrayView, kRowTextCount>;

/// Appends `text` in lower case, as UTF-8.
void appendLowerCase(QByteArrayView text, std::string &out);

/// Looks for one needle (lower case, borrowed) in texts, ASCII letters without case. In two steps: first for
/// its two rarest bytes at their distance, many places at a time (the loop is written so that compilers make
/// vector code of it), then byte by byte where both are.
class TextFinder
{
public:
    explicit TextFinder(std::string_view needle);
    [[nodiscard]] bool isIn(QByteArrayView text) const;
    /// The next place in [at, end) where the needle stands; nullptr: none. An empty one stands everywhere.
    [[nodiscard]] const char *next(const char *at, const char *end) const;

private:
    [[nodiscard]] bool isHere(const char *at) const;

    std::string_view m_needle;
    std::size_t m_first = 0; ///< where in the needle the two bytes are
    std::size_t m_second = 0;
};

/// A slice per row in blocks of a megabyte, so that growing copies nothing. In a slice each text ends with a
/// byte that UTF-8 never has, the empty ones at the end are left out, and a text that is not ASCII is there
/// once more in lower case behind all of them. A changed row gets a new slice; all are packed when half of
/// the bytes are stale.
class RowTexts
{
public:
    /// `row` is one that is there, or the next.
    void set(quint32 row, const RowTextViews &texts);
    /// Valid until the next set().
    [[nodiscard]] RowTextViews of(quint32 row) const;
    [[nodiscard]] QByteArrayView text(quint32 row, RowText which) const;
    /// Sets `hits[row]` to 1 for each row of which a text holds `needle` (lower case, not empty); one pass.
    void find(std::string_view needle, std::vector<quint8> &hits) const;
    [[nodiscard]] bool holds(quint32 row, const TextFinder &finder) const;
    [[nodiscard]] std::size_t bytes() const;

private:
    /// Rows that follow each other, as do their slices.
    struct Run
    {
        quint32 first;
        quint32 count;
    };
    struct Block
    {
        std::string text;
        std::vector<Run> runs; ///< in the order of their slices; stale slices are in none
    };
    [[nodiscard]] std::string_view from(quint32 row) const;  ///< its slice and all behind it
    [[nodiscard]] std::string_view slice(quint32 row) const; ///< without its end
    void append(quint32 row, std::string_view slice);
    void blank(quint32 row);
    void pack();
    void make(const RowTextViews &texts);

    std::deque<Block> m_blocks;
    BlockVector<quint32> m_places; ///< by row: the block, and the offset in it
    std::size_t m_bytes = 0;
    std::size_t m_stale = 0;
    std::string m_made; ///< the slice that set() is about to keep; its room is used again
};

} // namespace tuneboard
