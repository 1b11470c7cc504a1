// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers that look random and depend on nothing but their seed: the demo world is made of these.
#pragma once

#include <QByteArray>
#include <QtGlobal>

#include <cstddef>
#include <iterator>

namespace tuneboard::demo {

// One round of SplitMix64: any two different inputs give unrelated outputs.
constexpr quint64 mix(quint64 value)
{
    value += 0x9e3779b97f4a7c15ULL;
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ULL;
    value = (value ^ (value >> 27)) * 0x94d049bb133111ebULL;
    return value ^ (value >> 31);
}

constexpr quint64 mix(quint64 a, quint64 b)
{
    return mix(mix(a) ^ (b * 0xd6e8feb86659fd93ULL));
}

// A value in [0, 1) that belongs to `key`.
constexpr double unit(quint64 key)
{
    return static_cast<double>(mix(key) >> 11) * 0x1.0p-53;
}

// A sequence of values from one seed.
class Random
{
public:
    explicit constexpr Random(quint64 seed)
        : m_state(seed)
    {
    }

    constexpr quint64 next() { return mix(m_state++); }
    constexpr double real() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
    constexpr double between(double low, double high) { return low + (high - low) * real(); }
    // Both ends are possible.
    constexpr int whole(int low, int high) { return low + static_cast<int>(real() * (high - low + 1)); }
    constexpr bool chance(double probability) { return real() < probability; }
    template<typename Table>
    constexpr const auto &pick(const Table &table)
    {
        return table[static_cast<std::size_t>(real() * static_cast<double>(std::size(table)))];
    }

private:
    quint64 m_state;
};

// An id as the API writes them: `prefix` and 24 letters and digits. The first seven of them hold `number`
// (0 to 2^40), scrambled by `salt`, so that the number is found again without a table of all ids.
QByteArray makeId(const char *prefix, quint64 salt, quint64 number);

// The number inside an id made with the same prefix and salt, or -1 for any other text.
qint64 numberOfId(QByteArrayView id, const char *prefix, quint64 salt);

// `count` letters and digits that belong to `key`.
QByteArray letters(quint64 key, int count);

} // namespace tuneboard::demo
