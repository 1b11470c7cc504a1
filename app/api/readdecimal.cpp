// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/readdecimal.h"

#include <QByteArrayView>

#include <charconv>
#include <cmath>
#include <limits>
#include <optional>

namespace tuneboard {

namespace {

bool isName(std::string_view text, QByteArrayView name)
{
    return QByteArrayView(text.data(), qsizetype(text.size())).compare(name, Qt::CaseInsensitive) == 0;
}

std::optional<double> byQt(std::string_view text)
{
    bool isNumber = false;
    const double number = QByteArrayView(text.data(), qsizetype(text.size())).toDouble(&isNumber);
    return isNumber ? std::optional(number) : std::nullopt;
}

bool isMantissa(std::string_view text)
{
    const std::size_t point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    const std::string_view rest =
        point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
    constexpr std::string_view digits = "0123456789";
    return !(whole.empty() && rest.empty()) && whole.find_first_not_of(digits) == std::string_view::npos &&
           rest.find_first_not_of(digits) == std::string_view::npos;
}

bool isInteger(std::string_view text)
{
    if (!text.empty() && (text[0] == '+' || text[0] == '-'))
        text.remove_prefix(1);
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

} // namespace

std::errc readDecimalByQt(std::string_view text, double &to)
{
    const bool isNegative = text.starts_with('-');
    const std::string_view size = text.substr(isNegative ? 1 : 0);
    double number = std::numeric_limits<double>::quiet_NaN();
    if (isName(size, "inf") || isName(size, "infinity")) {
        number = std::numeric_limits<double>::infinity();
    } else if (!isName(size, "nan")) {
        const std::size_t e = size.find_first_of("eE");
        const std::string_view mantissa = size.substr(0, e);
        const bool isNumber =
            isMantissa(mantissa) && (e == std::string_view::npos || isInteger(size.substr(e + 1)));
        if (!isNumber)
            return std::errc::invalid_argument;
        const std::optional<double> whole = byQt(size);
        const bool isZero = mantissa.find_first_of("123456789") == std::string_view::npos;
        if (!whole || std::isinf(*whole) || (*whole == 0 && !isZero))
            return std::errc::result_out_of_range;
        number = *whole;
    }
    to = isNegative ? -number : number;
    return {};
}

std::errc readDecimal(std::string_view text, double &to)
{
#if defined(__cpp_lib_to_chars)
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc::invalid_argument || end != text.data() + text.size())
        return std::errc::invalid_argument;
    if (error == std::errc())
        to = number;
    return error;
#else
    return readDecimalByQt(text, to);
#endif
}

} // namespace tuneboard
