// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/field.h"

namespace tuneboard {

const FieldRow *Schema::find(QStringView key) const
{
    for (const FieldRow &row : rows) {
        if (key == QLatin1StringView(row.key))
            return &row;
    }
    return nullptr;
}

void assign(const Value &from, QString &to)
{
    // Servers write a code as "401" and as 502: its characters are what counts.
    if (from.isString() || from.isNumber())
        to = from.text;
}

void assign(const Value &from, std::optional<qint64> &to)
{
    if (const auto integer = from.toInteger())
        to = integer;
}

void assign(const Value &from, std::optional<double> &to)
{
    if (const auto number = from.toDouble())
        to = number;
}

void assign(const Value &from, std::optional<bool> &to)
{
    if (const auto flag = from.toBool())
        to = flag;
}

void assign(const Value &from, Timestamp &to)
{
    if (const auto integer = from.toInteger())
        to.secs = *integer;
    else if (const auto number = from.toDouble(); number && *number > -1e15 && *number < 1e15)
        to.secs = static_cast<qint64>(*number);
}

void assign(const Value &from, QStringList &to)
{
    if (!from.isArray())
        return;
    to.clear();
    for (const Value &element : from.children) {
        if (element.isString())
            to.append(element.text);
    }
}

void assign(const Value &from, Value &to)
{
    to = from;
}

} // namespace tuneboard
