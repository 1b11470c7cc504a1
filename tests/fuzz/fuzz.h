// SPDX-License-Identifier: GPL-3.0-or-later
// What the fuzz targets share.
#pragma once

#include <QByteArray>
#include <QString>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

// The one entry of a target; libFuzzer calls it with one input after the other.
extern "C" int LLVMFuzzerTestOneInput(const uchar *data, std::size_t size);

namespace tuneboard::fuzz {

/// A copy of its own, so that the address sanitizer knows where it ends.
inline QByteArray bytesOf(const uchar *data, std::size_t size)
{
    return {reinterpret_cast<const char *>(data), qsizetype(size)};
}

/// Ends the program where `holds` is false: libFuzzer then keeps the input, as with any crash.
inline void require(bool holds, const char *what)
{
    if (holds)
        return;
    std::fprintf(stderr, "does not hold: %s\n", what);
    std::abort();
}

/// Whether a text that came from outside may stand on one line.
inline bool isOneLine(const QString &text)
{
    return std::none_of(text.begin(), text.end(),
                        [](QChar c) { return c.category() == QChar::Other_Control || c.isNull(); });
}

} // namespace tuneboard::fuzz
