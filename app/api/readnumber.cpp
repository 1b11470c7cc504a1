// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/readnumber.h"

#include "app/api/readdecimal.h"

#include <charconv>
#include <cmath>
#include <cstddef>
#include <limits>

namespace tuneboard {

bool isJsonNumber(std::string_view text)
{
    std::size_t i = 0;
    const auto at = [&](std::size_t k) {
        return k < text.size() ? text[k] : '\0';
    };
    const auto digits = [&] {
        const std::size_t start = i;
        while (at(i) >= '0' && at(i) <= '9')
            ++i;
        return i - start;
    };
    if (at(i) == '-')
        ++i;
    if (at(i) == '0')
        ++i;
    else if (digits() == 0)
        return false;
    if (at(i) == '.') {
        ++i;
        if (digits() == 0)
            return false;
    }
    if (at(i) == 'e' || at(i) == 'E') {
        ++i;
        if (at(i) == '+' || at(i) == '-')
            ++i;
        if (digits() == 0)
            return false;
    }
    return i == text.size() && i > 0;
}

namespace {

// Numbers of so many digits are whole doubles, whichever they are. Nearly all that servers send are such, and
// to read those as the library does took a fifth of a page's time.
constexpr std::ptrdiff_t kShortDigits = 15;

// The number of at most `most` digits from `at` on, which then stands behind them.
qint64 takeDigits(const char *&at, const char *end, std::ptrdiff_t most)
{
    const char *last = end - at > most ? at + most : end;
    qint64 number = 0;
    for (; at != last && *at >= '0' && *at <= '9'; ++at)
        number = number * 10 + (*at - '0');
    return number;
}

// Whether so many digits in front of a number may stand there.
bool mayStand(std::string_view text, std::ptrdiff_t digits)
{
    return digits == 1 || (digits > 1 && text.front() != '0');
}

} // namespace

std::optional<double> decimalOf(std::string_view text)
{
    static constexpr double powers[] = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                        1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    const char *at = text.data();
    const char *end = at + text.size();
    const auto whole = double(takeDigits(at, end, kShortDigits));
    const auto digits = at - text.data();
    if (mayStand(text, digits)) {
        if (at == end)
            return whole;
        if (const char *fraction = at + 1; *at == '.' && fraction != end) {
            // The quotient of two whole doubles is the nearest double (Clinger 1990, "How to read floating
            // point numbers accurately").
            const auto tail = double(takeDigits(++at, end, kShortDigits - digits));
            const double power = powers[at - fraction];
            if (at == end)
                return (whole * power + tail) / power;
        }
    }
    double number = 0;
    return isJsonNumber(text) && readDecimal(text, number) == std::errc() ? std::optional(number)
                                                                          : std::nullopt;
}

std::optional<qint64> integerOf(std::string_view text)
{
    const char *at = text.data();
    const char *end = at + text.size();
    qint64 integer = takeDigits(at, end, kShortDigits);
    if (at == end && mayStand(text, at - text.data()))
        return integer;
    if (!isJsonNumber(text))
        return std::nullopt;
    if (const auto [last, error] = std::from_chars(text.data(), end, integer);
        error == std::errc() && last == end)
        return integer;
    const double number = decimalOf(text).value_or(0.5);
    const bool isWhole = std::abs(number) <= 9007199254740992.0 && number == std::floor(number);
    return isWhole ? std::optional(static_cast<qint64>(number)) : std::nullopt;
}

std::optional<double> nonFiniteOf(std::string_view text)
{
    const bool isNegative = text.starts_with('-');
    const std::string_view name = isNegative ? text.substr(1) : text;
    if (name == "Infinity" || name == "inf")
        return isNegative ? -std::numeric_limits<double>::infinity()
                          : std::numeric_limits<double>::infinity();
    if (name == "NaN" || name == "nan")
        return std::numeric_limits<double>::quiet_NaN();
    return std::nullopt;
}

namespace {

// The token without its quotes and the blanks inside of them.
std::string_view unquoted(std::string_view token)
{
    if (token.size() < 2 || token.front() != '"' || token.back() != '"')
        return token;
    token = token.substr(1, token.size() - 2);
    while (token.starts_with(' '))
        token.remove_prefix(1);
    while (token.ends_with(' '))
        token.remove_suffix(1);
    return token;
}

} // namespace

std::optional<double> sentNumber(std::string_view token)
{
    const std::string_view text = unquoted(token);
    const auto number = decimalOf(text);
    return number ? number : nonFiniteOf(text);
}

std::optional<qint64> sentInteger(std::string_view token)
{
    return integerOf(unquoted(token));
}

} // namespace tuneboard
