// SPDX-License-Identifier: GPL-3.0-or-later
// JSON's numbers, and what servers write in their place.
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

/// `NaN`, `Infinity` and `-Infinity`, which JSON does not have and Python writes; also `nan`, `inf` and
/// `-inf`. nullopt: something else.
[[nodiscard]] std::optional<double> nonFiniteOf(std::string_view text);

/// The number that a value says: `token` is a number, one of nonFiniteOf(), or a text in quotes that holds
/// one of both and nothing else. nullopt: something else.
[[nodiscard]] std::optional<double> sentNumber(std::string_view token);
/// The same for whole numbers.
[[nodiscard]] std::optional<qint64> sentInteger(std::string_view token);

} // namespace tuneboard
