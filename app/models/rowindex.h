// SPDX-License-Identifier: GPL-3.0-or-later
// Finds a row by the hash of what names it.
#pragma once

#include <QtGlobal>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace tuneboard {

/// Row numbers (below 33 million) by hash; they are never taken out. It consists of many parts, which grow
/// each in its turn: no insert has to wait until all rows have found new places.
class RowIndex
{
public:
    /// The row for which `isIt` holds; -1: none.
    template<class IsIt>
    [[nodiscard]] qint64 find(std::size_t hash, const IsIt &isIt) const
    {
        const Where where(hash);
        const std::vector<quint32> &places = m_parts[where.part].places;
        for (std::size_t at = where.first(places); !places.empty() && places[at] != kFree;
             at = next(places, at)) {
            const quint32 row = places[at] & kRowMask;
            if (places[at] >> kRowBits == where.tag && isIt(row))
                return row;
        }
        return -1;
    }
    /// Makes room for so many rows in all; only while it is empty.
    void reserve(std::size_t rows)
    {
        for (Part &part : m_parts)
            part.places.assign(rows / kParts * 5 / 4 + 16, kFree);
    }
    /// `row` is not there yet; `hashOf` gives the hash of any row that is.
    template<class HashOf>
    void insert(quint32 row, std::size_t hash, const HashOf &hashOf)
    {
        Part &part = m_parts[Where(hash).part];
        if ((part.used + 1) * 8 > part.places.size() * 7) { // seven eighths full: twice as large
            std::vector<quint32> larger(std::max(kFirstPlaces, part.places.size() * 2), kFree);
            larger.swap(part.places);
            for (const quint32 slot : larger) {
                if (slot != kFree)
                    place(part.places, hashOf(slot & kRowMask), slot & kRowMask);
            }
        }
        place(part.places, hash, row);
        ++part.used;
    }
    [[nodiscard]] std::size_t bytes() const
    {
        std::size_t bytes = sizeof m_parts;
        for (const Part &part : m_parts)
            bytes += part.places.capacity() * sizeof(quint32);
        return bytes;
    }

private:
    static constexpr std::size_t kParts = 256;
    static constexpr std::size_t kFirstPlaces = 32; ///< growing reads each row's text again: not too often
    static constexpr unsigned kRowBits = 25;
    static constexpr quint32 kRowMask = (quint32(1) << kRowBits) - 1;
    static constexpr quint32 kFree = ~quint32(0);

    struct Part
    {
        std::vector<quint32> places; ///< kFree, or a row and above it a few bits of its hash
        std::size_t used = 0;
    };
    /// What the bits of a hash say.
    struct Where
    {
        explicit Where(std::size_t hash)
        {
            const quint64 mixed = hash * quint64(0x9E3779B97F4A7C15);
            part = std::size_t(mixed >> 56u);
            tag = quint32(mixed >> 49u) & 0x7Fu;
            share = quint32(mixed >> 17u);
        }
        [[nodiscard]] std::size_t first(const std::vector<quint32> &places) const
        {
            return std::size_t(quint64(share) * places.size() >> 32u);
        }

        std::size_t part;
        quint32 tag;
        quint32 share; ///< how far into the part, of 2^32
    };
    [[nodiscard]] static std::size_t next(const std::vector<quint32> &places, std::size_t at)
    {
        return at + 1 == places.size() ? 0 : at + 1;
    }
    static void place(std::vector<quint32> &places, std::size_t hash, quint32 row)
    {
        const Where where(hash);
        std::size_t at = where.first(places);
        while (places[at] != kFree)
            at = next(places, at);
        places[at] = where.tag << kRowBits | row;
    }

    std::array<Part, kParts> m_parts;
};

} // namespace tuneboard
