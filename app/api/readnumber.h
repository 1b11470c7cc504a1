// SPDX-License-Identifier: GPL-3.0-or-later
// JSON's numbers.
#pragma once

#include <QtGlobal>

#include <optional>
#include <string_view>

namespace tuneboard {

/// Whether the text is a number by RFC 8259; its size does not matter.
[[nodiscard]] bool isJsonNumber(std::string_view text);
/// The number that the text is; nullopt: it is none, or too large.
[[nodiscard]] std::optional<double> decimalOf(std::string_view text);
/// The same for one that is whole, also as 2.0 or 1e3; nullopt: none, or too large to be known to be whole.
[[nodiscard]] std::optional<qint64> integerOf(std::string_view text);

} // namespace tuneboard
