// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/rowtexts.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace tuneboard {

namespace {

// Neither occurs in UTF-8, so no text has them and no word matches across two texts.
constexpr char kTextEnd = '\xff';
constexpr char kSliceEnd = '\xfe';
constexpr quint32 kOffsetBits = 20;
constexpr std::size_t kBlockBytes = std::size_t(1) << kOffsetBits;

// Without an early end, so that compilers make vector code of it.
bool isAscii(QByteArrayView text)
{
    char any = 0;
    for (const char c : text)
        any = static_cast<char>(any | c);
    return static_cast<signed char>(any) >= 0;
}

bool isLetter(char lower)
{
    return lower >= 'a' && lower <= 'z';
}

char folded(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

// How often bytes occur in texts like ours, roughly: ids and names of few letters, digits and hyphens.
int frequency(char c)
{
    static constexpr std::string_view common = "-t4io0-fembnajr1d:.slgpuc2";
    const std::size_t rank = common.find(c);
    return rank == std::string_view::npos ? 0 : int(common.size() - rank);
}

QByteArrayView view(std::string_view text)
{
    return {text.data(), qsizetype(text.size())};
}

// Takes the text before the next end off the front; empty where the slice ends.
std::string_view takeText(std::string_view &slice)
{
    if (slice.front() == kSliceEnd)
        return {};
    const std::size_t end = slice.find(kTextEnd);
    const std::string_view text = slice.substr(0, end);
    slice.remove_prefix(end + 1);
    return text;
}

} // namespace

void appendLowerCase(QByteArrayView text, std::string &out)
{
    if (!isAscii(text)) {
        out += QString::fromUtf8(text).toLower().toStdString();
        return;
    }
    const std::size_t start = out.size();
    out.append(text.data(), std::size_t(text.size()));
    std::transform(out.begin() + std::ptrdiff_t(start), out.end(), out.begin() + std::ptrdiff_t(start),
                   &folded);
}

TextFinder::TextFinder(std::string_view needle)
    : m_needle(needle)
{
    for (std::size_t i = 1; i < m_needle.size(); ++i) {
        if (frequency(m_needle[i]) < frequency(m_needle[m_first]))
            m_first = i;
    }
    m_second = m_first == 0 ? m_needle.size() - 1 : 0;
    for (std::size_t i = 0; i < m_needle.size(); ++i) {
        if (i != m_first && frequency(m_needle[i]) < frequency(m_needle[m_second]))
            m_second = i;
    }
}

bool TextFinder::isHere(const char *at) const
{
    for (std::size_t i = 0; i < m_needle.size(); ++i) {
        if (folded(at[i]) != m_needle[i])
            return false;
    }
    return true;
}

const char *TextFinder::next(const char *at, const char *end) const
{
    if (m_needle.empty())
        return at;
    constexpr std::ptrdiff_t kStep = 64;
    const auto size = std::ptrdiff_t(m_needle.size());
    const std::size_t first = m_first;
    const std::size_t second = m_second;
    const char a = m_needle[first];
    const char b = m_needle[second];
    // A letter differs from its capital by one bit; setting it makes both the same.
    const char maskA = isLetter(a) ? 0x20 : 0;
    const char maskB = isLetter(b) ? 0x20 : 0;
    const auto areAt = [&](const char *place) {
        const bool isFirst = static_cast<char>(place[first] | maskA) == a;
        const bool isSecond = static_cast<char>(place[second] | maskB) == b;
        return static_cast<unsigned char>(isFirst & isSecond);
    };
    while (end - at >= size + kStep) {
        unsigned char any = 0;
        for (std::ptrdiff_t i = 0; i < kStep; ++i)
            any = static_cast<unsigned char>(any | areAt(at + i));
        if (any) {
            std::array<unsigned char, kStep> both;
            for (std::ptrdiff_t i = 0; i < kStep; ++i)
                both[std::size_t(i)] = areAt(at + i);
            for (std::ptrdiff_t eight = 0; eight < kStep; eight += 8) { // mostly there are none
                quint64 some = 0;
                std::memcpy(&some, both.data() + eight, sizeof some);
                for (std::ptrdiff_t i = eight; some != 0 && i < eight + 8; ++i) {
                    if (both[std::size_t(i)] && isHere(at + i))
                        return at + i;
                }
            }
        }
        at += kStep;
    }
    for (; end - at >= size; ++at) {
        if (areAt(at) && isHere(at))
            return at;
    }
    return nullptr;
}

bool TextFinder::isIn(QByteArrayView text) const
{
    if (isAscii(text))
        return next(text.data(), text.data() + text.size()) != nullptr;
    std::string lower;
    appendLowerCase(text, lower);
    return lower.find(m_needle) != lower.npos;
}

void RowTexts::make(const RowTextViews &texts)
{
    m_made.clear();
    std::size_t used = texts.size();
    bool plain = true;
    for (const QByteArrayView text : texts)
        plain = plain && isAscii(text);
    while (plain && used > 0 && texts[used - 1].isEmpty())
        --used;
    for (std::size_t i = 0; i < used; ++i) {
        const std::size_t start = m_made.size();
        m_made.append(texts[i].data(), std::size_t(texts[i].size()));
        // Bytes that are no UTF-8 come from no reader of ours; they must not look like ends.
        if (!plain) {
            std::replace_if(
                m_made.begin() + std::ptrdiff_t(start), m_made.end(),
                [](char c) { return c == kTextEnd || c == kSliceEnd; }, '?');
        }
        m_made.push_back(kTextEnd);
    }
    for (std::size_t i = 0; i < used && !plain; ++i) {
        if (isAscii(texts[i]))
            continue;
        m_made += QString::fromUtf8(texts[i]).toLower().toStdString();
        m_made.push_back(kTextEnd);
    }
    m_made.push_back(kSliceEnd);
}

void RowTexts::set(quint32 row, const RowTextViews &texts)
{
    make(texts);
    if (row < m_places.size()) {
        if (slice(row) == std::string_view(m_made).substr(0, m_made.size() - 1))
            return;
        blank(row);
    } else {
        m_places.push_back(0);
    }
    append(row, m_made);
    if (m_stale > m_bytes / 2 && m_stale > kBlockBytes / 16)
        pack();
}

void RowTexts::append(quint32 row, std::string_view slice)
{
    if (m_blocks.empty() || m_blocks.back().text.size() + slice.size() > kBlockBytes) {
        m_blocks.emplace_back();
        m_blocks.back().text.reserve(
            std::max(slice.size(), kBlockBytes)); // one long slice: a block of its own
    }
    Block &block = m_blocks.back();
    m_places[row] = quint32(m_blocks.size() - 1) << kOffsetBits | quint32(block.text.size());
    block.text += slice;
    if (!block.runs.empty() && block.runs.back().first + block.runs.back().count == row)
        ++block.runs.back().count;
    else
        block.runs.push_back({row, 1});
    m_bytes += slice.size();
}

// What is stale must not be found.
void RowTexts::blank(quint32 row)
{
    Block &block = m_blocks[m_places[row] >> kOffsetBits];
    const std::size_t offset = m_places[row] & (kBlockBytes - 1);
    const auto start = block.text.begin() + std::ptrdiff_t(offset);
    const std::size_t size = slice(row).size() + 1;
    std::fill(start, start + std::ptrdiff_t(size), kTextEnd);
    m_stale += size;
    const auto after =
        std::upper_bound(block.runs.begin(), block.runs.end(), m_places[row],
                         [this](quint32 place, const Run &run) { return place < m_places[run.first]; });
    const auto run = after - 1;
    const quint32 behind = run->first + run->count - row - 1;
    run->count = row - run->first;
    if (run->count == 0 && behind == 0)
        block.runs.erase(run);
    else if (run->count == 0)
        *run = {row + 1, behind};
    else if (behind > 0)
        block.runs.insert(after, {row + 1, behind});
}

void RowTexts::pack()
{
    RowTexts packed;
    for (quint32 row = 0; row < m_places.size(); ++row) {
        const std::string_view text = slice(row);
        packed.m_places.push_back(0);
        packed.append(row, {text.data(), text.size() + 1}); // its end stands behind it
    }
    *this = std::move(packed);
}

std::string_view RowTexts::from(quint32 row) const
{
    return std::string_view(m_blocks[m_places[row] >> kOffsetBits].text)
        .substr(m_places[row] & (kBlockBytes - 1));
}

std::string_view RowTexts::slice(quint32 row) const
{
    const std::string_view rest = from(row);
    return rest.substr(0, rest.find(kSliceEnd));
}

RowTextViews RowTexts::of(quint32 row) const
{
    RowTextViews texts;
    std::string_view rest = from(row);
    for (QByteArrayView &text : texts)
        text = view(takeText(rest));
    return texts;
}

QByteArrayView RowTexts::text(quint32 row, RowText which) const
{
    std::string_view rest = from(row);
    for (auto i = quint8(which); i > 0; --i)
        (void)takeText(rest);
    return view(takeText(rest));
}

void RowTexts::find(std::string_view needle, std::vector<quint8> &hits) const
{
    const TextFinder finder(needle);
    for (const Block &block : m_blocks) {
        const char *const begin = block.text.data();
        const char *const end = begin + block.text.size();
        const char *at = begin;
        auto run = block.runs.begin();
        quint32 row = run == block.runs.end() ? 0 : run->first;
        while (run != block.runs.end() && (at = finder.next(at, end)) != nullptr) {
            const auto offset = quint32(at - begin);
            const auto beginsBefore = [this, offset](quint32 r) {
                return (m_places[r] & (kBlockBytes - 1)) <= offset;
            };
            for (auto next = run + 1; next != block.runs.end() && beginsBefore(next->first); ++next) {
                run = next;
                row = run->first;
            }
            // Hits come in the order of the slices: the row is near the last one.
            const quint32 behind = run->first + run->count;
            quint32 step = 1;
            for (; row + step < behind && beginsBefore(row + step); step *= 2)
                row += step;
            for (quint32 no = std::min(row + step, behind); no - row > 1;) {
                const quint32 middle = row + (no - row) / 2;
                (beginsBefore(middle) ? row : no) = middle;
            }
            hits[row] = 1;
            at = begin + block.text.find(kSliceEnd, offset); // one hit a row is enough
            if (row + 1 < behind)
                ++row;
        }
    }
}

bool RowTexts::holds(quint32 row, const TextFinder &finder) const
{
    const std::string_view text = slice(row);
    return finder.next(text.data(), text.data() + text.size()) != nullptr;
}

std::size_t RowTexts::bytes() const
{
    std::size_t bytes = m_places.bytes();
    for (const Block &block : m_blocks)
        bytes += block.text.capacity() + block.runs.capacity() * sizeof(Run);
    return bytes;
}

} // namespace tuneboard
