// SPDX-License-Identifier: GPL-3.0-or-later
// Decimal numbers as texts hold them, whatever the locale.
#pragma once

#include <string_view>
#include <system_error>

namespace tuneboard {

/// The whole text as std::from_chars reads it: nearest double, no blanks, no leading plus, NaN and infinity
/// by name in any case. invalid_argument: it is something else; result_out_of_range: it is a number too large
/// or too small, and `to` is as it was.
[[nodiscard]] std::errc readDecimal(std::string_view text, double &to);

/// The same by Qt, for C++ libraries without it (libc++ before 20, that of macOS).
[[nodiscard]] std::errc readDecimalByQt(std::string_view text, double &to);

} // namespace tuneboard
