// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/searchtext.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace tuneboard {

void appendLowerCase(QByteArrayView text, std::string &out)
{
    const bool ascii =
        std::all_of(text.begin(), text.end(), [](char c) { return static_cast<signed char>(c) >= 0; });
    if (!ascii) {
        out += QString::fromUtf8(text).toLower().toStdString();
        return;
    }
    const std::size_t start = out.size();
    out.append(text.data(), std::size_t(text.size()));
    std::transform(out.begin() + std::ptrdiff_t(start), out.end(), out.begin() + std::ptrdiff_t(start),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
}

void SearchText::set(quint32 row, std::string_view text)
{
    if (row >= m_slices.size())
        m_slices.resize(row + 1);
    Slice &slice = m_slices[row];
    if (std::string_view(m_text).substr(slice.offset, slice.length) == text)
        return;
    if (slice.length > 0) {
        // What is stale must not be found: it is blanked where it stands.
        std::fill_n(m_text.begin() + std::ptrdiff_t(slice.offset), slice.length, '\0');
        m_stale += slice.length;
        m_rows.erase(
            std::lower_bound(m_rows.begin(), m_rows.end(), slice.offset,
                             [this](quint32 r, quint32 offset) { return m_slices[r].offset < offset; }));
    }
    slice = {quint32(m_text.size()), quint32(text.size())};
    m_text += text;
    if (!text.empty())
        m_rows.push_back(row);
    if (m_stale > m_text.size() / 2 && m_stale > 65536)
        pack();
}

std::string_view SearchText::slice(quint32 row) const
{
    if (row >= m_slices.size())
        return {};
    return std::string_view(m_text).substr(m_slices[row].offset, m_slices[row].length);
}

void SearchText::pack()
{
    std::string packed;
    packed.reserve(m_text.size() - m_stale);
    for (const quint32 row : m_rows) {
        Slice &slice = m_slices[row];
        const std::size_t offset = packed.size();
        packed.append(m_text, slice.offset, slice.length);
        slice.offset = quint32(offset);
    }
    m_text = std::move(packed);
    m_stale = 0;
}

namespace {

// How often bytes occur in texts like ours, roughly: ids and names of few letters, digits and hyphens. memchr
// looks for the rarest byte of the needle, so that it seldom stops in vain.
int frequency(char c)
{
    static constexpr std::string_view common = "-t4io0-fembnajr1d:.slgpuc2";
    const std::size_t rank = common.find(c);
    return rank == std::string_view::npos ? 0 : int(common.size() - rank);
}

std::size_t rarestByte(std::string_view needle)
{
    std::size_t best = 0;
    for (std::size_t i = 1; i < needle.size(); ++i) {
        if (frequency(needle[i]) < frequency(needle[best]))
            best = i;
    }
    return best;
}

} // namespace

void SearchText::find(std::string_view needle, std::vector<quint8> &hits) const
{
    if (needle.empty() || m_rows.empty())
        return;
    const std::size_t rare = rarestByte(needle);
    const char *const begin = m_text.data();
    const char *const end = begin + m_text.size();
    auto row = m_rows.begin();
    const char *at = begin + rare;
    while (at < end) {
        at = static_cast<const char *>(std::memchr(at, needle[rare], std::size_t(end - at)));
        if (!at)
            return;
        const char *start = at - rare;
        if (std::size_t(end - start) < needle.size())
            return;
        ++at;
        if (std::memcmp(start, needle.data(), needle.size()) != 0)
            continue;
        const auto offset = quint32(start - begin);
        // Hits come in the buffer's order, so the row of the last one is the place to go on from.
        if (m_rows.end() - row > 16 && m_slices[*(row + 16)].offset <= offset)
            row = std::upper_bound(row, m_rows.end(), offset,
                                   [this](quint32 o, quint32 r) { return o < m_slices[r].offset; }) -
                  1;
        while (row + 1 != m_rows.end() && m_slices[*(row + 1)].offset <= offset)
            ++row;
        const Slice &slice = m_slices[*row];
        if (offset >= slice.offset && offset + needle.size() <= slice.offset + slice.length) {
            hits[*row] = 1;
            at = begin + slice.offset + slice.length + rare; // one hit a row is enough
        }
    }
}

} // namespace tuneboard
