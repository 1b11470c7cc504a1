// SPDX-License-Identifier: GPL-3.0-or-later
// A JSON value as it was received: order, duplicates and the spelling of numbers are kept.
#pragma once

#include <QString>

#include <optional>
#include <vector>

namespace tuneboard {

/// One JSON value. Unlike QJsonValue it keeps the order of keys, both of two equal keys, and the characters
/// of every number (`2`, `2.0` and `1e-5` stay apart).
struct Value
{
    enum class Kind : quint8 { Null, Bool, Number, String, Array, Object };

    QString key;                 ///< the member's name inside an object; empty elsewhere
    QString text;                ///< string: decoded; null, bool, number: as written; array, object: empty
    std::vector<Value> children; ///< elements or members, in the order received
    Kind kind = Kind::Null;

    [[nodiscard]] bool isNull() const { return kind == Kind::Null; }
    [[nodiscard]] bool isString() const { return kind == Kind::String; }
    [[nodiscard]] bool isNumber() const { return kind == Kind::Number; }
    [[nodiscard]] bool isObject() const { return kind == Kind::Object; }
    [[nodiscard]] bool isArray() const { return kind == Kind::Array; }
    [[nodiscard]] bool isContainer() const { return isObject() || isArray(); }

    /// The last member of that name, as JSON readers have it; nullptr: none, or not an object.
    [[nodiscard]] const Value *find(QStringView name) const;
    /// The text of the string member `name`; empty if it is missing or no string.
    [[nodiscard]] QString string(QStringView name) const;

    // Numbers may be written as texts, see readnumber.h.
    /// Exact for every 64-bit integer, also when written 2.0 or 1e3; nullopt: not a number, or not integral.
    [[nodiscard]] std::optional<qint64> toInteger() const;
    /// May be NaN or infinite; nullopt: not a number.
    [[nodiscard]] std::optional<double> toDouble() const;
    [[nodiscard]] std::optional<bool> toBool() const;

    /// What the tree and the tests compare: the literal; `{}` and `[]` for empty containers; empty for
    /// others.
    [[nodiscard]] QString literal() const;
};

/// `value` as JSON text: strings escaped, everything else as received. `indent` in blanks; -1: on one line.
[[nodiscard]] QString toJson(const Value &value, int indent = 2);

} // namespace tuneboard
