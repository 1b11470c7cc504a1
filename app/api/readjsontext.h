// SPDX-License-Identifier: GPL-3.0-or-later
// What the readers share on top of simdjson: padding, tokens, escapes. Included by read*.cpp only.
#pragma once

#include "app/api/readjson.h"

#include <QByteArray>
#include <QString>

// simdjson's own headers do not hold to our warnings.
#if defined(__GNUC__)
#    pragma GCC diagnostic push
#    pragma GCC diagnostic ignored "-Wconversion"
#    pragma GCC diagnostic ignored "-Wsign-conversion"
#    pragma GCC diagnostic ignored "-Wshadow"
#    pragma GCC diagnostic ignored "-Wpedantic"
#endif
#include <simdjson.h>
#if defined(__GNUC__)
#    pragma GCC diagnostic pop
#endif

#include <optional>
#include <string>
#include <string_view>

namespace tuneboard {

static_assert(kReadSlackBytes >= qsizetype(simdjson::SIMDJSON_PADDING));

/// A text with the slack behind it that simdjson reads into. Copies only where the bytes have no slack of
/// their own.
class PaddedText
{
public:
    explicit PaddedText(QByteArrayView bytes)
    {
        m_bytes.reserve(bytes.size() + kReadSlackBytes);
        m_bytes.append(bytes);
        skipMark();
    }
    explicit PaddedText(QByteArray bytes)
        : m_bytes(std::move(bytes))
    {
        m_bytes.reserve(m_bytes.size() + kReadSlackBytes);
        skipMark();
    }

    /// Without the byte order mark, if there was one.
    [[nodiscard]] QByteArrayView bytes() const { return QByteArrayView(m_bytes).sliced(m_skip); }
    [[nodiscard]] simdjson::padded_string_view view() const
    {
        const QByteArrayView text = bytes();
        return simdjson::padded_string_view(text.data(), std::size_t(text.size()),
                                            std::size_t(m_bytes.capacity() - m_skip));
    }
    [[nodiscard]] qsizetype offset(const char *position) const { return position - bytes().data(); }

private:
    void skipMark() { m_skip = m_bytes.startsWith("\xEF\xBB\xBF") ? 3 : 0; }

    QByteArray m_bytes;
    qsizetype m_skip = 0;
};

/// Without JSON's blanks at the end: raw tokens of simdjson reach up to the next token.
[[nodiscard]] inline std::string_view trimmed(std::string_view token)
{
    const auto isBlank = [](char c) {
        return c <= ' ' && (c == ' ' || c == '\n' || c == '\r' || c == '\t');
    };
    while (!token.empty() && isBlank(token.back()))
        token.remove_suffix(1);
    return token;
}
/// What stands between the quotes of a string token, escapes and all; nullopt: it is no string.
[[nodiscard]] inline std::optional<std::string_view> insideQuotes(std::string_view token)
{
    if (token.size() < 2 || token.front() != '"' || token.back() != '"')
        return std::nullopt;
    return std::string_view(token.data() + 1, token.size() - 2);
}
[[nodiscard]] inline QByteArrayView viewOf(std::string_view text)
{
    return {text.data(), qsizetype(text.size())};
}
/// Appends the text with its escapes resolved, as UTF-8; half a surrogate pair becomes U+FFFD. False: a bad
/// escape.
[[nodiscard]] bool appendUnescaped(std::string_view inner, std::string &out);
/// The characters as they are; QString::fromUtf8() would take a byte order mark off.
[[nodiscard]] QString textFromUtf8(std::string_view utf8);

} // namespace tuneboard
