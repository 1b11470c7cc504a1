// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/readjsontext.h"

#include <array>

namespace tuneboard {

namespace {

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

// The four hex digits at `at`; -1: they are not.
int hexQuad(std::string_view text, std::size_t at)
{
    if (at + 4 > text.size())
        return -1;
    int value = 0;
    for (std::size_t i = at; i < at + 4; ++i) {
        const int digit = hexDigit(text[i]);
        if (digit < 0)
            return -1;
        value = value * 16 + digit;
    }
    return value;
}

void appendUtf8(std::string &out, unsigned code)
{
    const auto put = [&out](unsigned byte) {
        out.push_back(static_cast<char>(byte));
    };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xC0u | code >> 6u);
        put(0x80u | (code & 0x3Fu));
    } else if (code < 0x10000) {
        put(0xE0u | code >> 12u);
        put(0x80u | (code >> 6u & 0x3Fu));
        put(0x80u | (code & 0x3Fu));
    } else {
        put(0xF0u | code >> 18u);
        put(0x80u | (code >> 12u & 0x3Fu));
        put(0x80u | (code >> 6u & 0x3Fu));
        put(0x80u | (code & 0x3Fu));
    }
}

char simpleEscape(char c)
{
    switch (c) {
    case '"':
    case '\\':
    case '/':
        return c;
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    default:
        return 0;
    }
}

} // namespace

bool appendUnescaped(std::string_view inner, std::string &out)
{
    constexpr unsigned replacement = 0xFFFD;
    for (std::size_t i = 0; i < inner.size(); ++i) {
        const std::size_t plain = std::min(inner.find('\\', i), inner.size());
        out.append(inner, i, plain - i);
        i = plain;
        if (i == inner.size())
            break;
        if (++i >= inner.size())
            return false;
        if (inner[i] != 'u') {
            const char c = simpleEscape(inner[i]);
            if (!c)
                return false;
            out.push_back(c);
            continue;
        }
        const int first = hexQuad(inner, i + 1);
        if (first < 0)
            return false;
        i += 4;
        auto code = static_cast<unsigned>(first);
        if (code >= 0xD800 && code < 0xDC00 && i + 2 < inner.size() && inner[i + 1] == '\\' &&
            inner[i + 2] == 'u') {
            const int second = hexQuad(inner, i + 3);
            if (second >= 0xDC00 && second < 0xE000) {
                code = 0x10000u + (code - 0xD800u) * 0x400u + (static_cast<unsigned>(second) - 0xDC00u);
                i += 6;
            }
        }
        appendUtf8(out, code >= 0xD800 && code < 0xE000 ? replacement : code);
    }
    return true;
}

QString textFromUtf8(std::string_view utf8)
{
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    QString marks;
    for (; utf8.starts_with(mark); utf8.remove_prefix(mark.size()))
        marks += QChar(QChar::ByteOrderMark);
    const QString text = QString::fromUtf8(utf8.data(), qsizetype(utf8.size()));
    return marks.isEmpty() ? text : marks + text;
}

} // namespace tuneboard
