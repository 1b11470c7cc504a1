// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/demorandom.h"

#include <array>

namespace tuneboard::demo {
namespace {
constexpr char alphabet[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr quint64 base = 62;
constexpr int numberLetters = 7;
constexpr int idLetters = 24;
constexpr quint64 numberSpace = base * base * base * base * base * base * base; // 62^7, more than 2^41

// A multiplier without a common factor with 62^7 (2 and 31), and its inverse: multiplying scatters
// neighbours.
constexpr quint64 scatter = 1'580'030'173ULL;

constexpr quint64 multiply(quint64 a, quint64 b)
{
    // Both are below 2^42: the product is built in two halves, so that nothing overflows.
    const quint64 high = a >> 21;
    const quint64 low = a & ((1ULL << 21) - 1);
    const quint64 shifted = (high * (b % numberSpace)) % numberSpace;
    quint64 result = shifted;
    for (int bit = 0; bit < 21; ++bit)
        result = (result << 1) % numberSpace;
    return (result + (low * (b % numberSpace)) % numberSpace) % numberSpace;
}

constexpr quint64 inverse(quint64 value)
{
    // Extended Euclid.
    qint64 t = 0;
    qint64 newT = 1;
    auto r = static_cast<qint64>(numberSpace);
    auto newR = static_cast<qint64>(value % numberSpace);
    while (newR != 0) {
        const qint64 quotient = r / newR;
        const qint64 nextT = t - quotient * newT;
        t = newT;
        newT = nextT;
        const qint64 nextR = r - quotient * newR;
        r = newR;
        newR = nextR;
    }
    return static_cast<quint64>(t < 0 ? t + static_cast<qint64>(numberSpace) : t);
}

constexpr quint64 unscatter = inverse(scatter);
static_assert(multiply(scatter, unscatter) == 1);

int valueOf(char letter)
{
    if (letter >= '0' && letter <= '9')
        return letter - '0';
    if (letter >= 'A' && letter <= 'Z')
        return letter - 'A' + 10;
    if (letter >= 'a' && letter <= 'z')
        return letter - 'a' + 36;
    return -1;
}
} // namespace

QByteArray letters(quint64 key, int count)
{
    QByteArray text(count, Qt::Uninitialized);
    quint64 pool = 0;
    for (int i = 0; i < count; ++i) {
        if (i % 10 == 0)
            pool = mix(key, static_cast<quint64>(i) + 1);
        text[i] = alphabet[pool % base];
        pool /= base;
    }
    return text;
}

QByteArray makeId(const char *prefix, quint64 salt, quint64 number)
{
    quint64 code = (multiply(number, scatter) + mix(salt)) % numberSpace;
    QByteArray id(prefix);
    for (int i = 0; i < numberLetters; ++i) {
        id += alphabet[code % base];
        code /= base;
    }
    return id + letters(mix(salt, number), idLetters - numberLetters);
}

qint64 numberOfId(QByteArrayView id, const char *prefix, quint64 salt)
{
    const QByteArrayView head(prefix);
    if (!id.startsWith(head) || id.size() != head.size() + idLetters)
        return -1;
    quint64 code = 0;
    for (int i = numberLetters - 1; i >= 0; --i) {
        const int digit = valueOf(id[head.size() + i]);
        if (digit < 0)
            return -1;
        code = code * base + static_cast<quint64>(digit);
    }
    const quint64 plain = (code + numberSpace - mix(salt) % numberSpace) % numberSpace;
    const quint64 number = multiply(plain, unscatter);
    return makeId(prefix, salt, number) == id ? static_cast<qint64>(number) : -1;
}

} // namespace tuneboard::demo
