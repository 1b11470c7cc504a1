// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/field.h"

#include <QSet>

#include <cmath>

using namespace Qt::StringLiterals;

namespace tuneboard {

const FieldRow *Schema::find(QStringView key) const
{
    for (const FieldRow &row : rows) {
        if (key == QLatin1StringView(row.key))
            return &row;
    }
    for (const FieldAlias &alias : aliases) {
        if (key == QLatin1StringView(alias.name))
            return find(QString(QLatin1StringView(alias.key)));
    }
    return nullptr;
}

namespace {

// Whether a member says something that its field can be.
bool hasContent(const Value &value, const FieldRow &row)
{
    if (row.schema)
        return value.isObject();
    switch (row.format) {
    case Format::Time:
        return sentTime(value).has_value();
    case Format::Count:
        return value.toDouble().has_value();
    case Format::File:
        if (value.isContainer())
            return !value.children.empty();
        break;
    default:
        break;
    }
    return value.isNumber() || (value.isString() && !value.text.isEmpty());
}

} // namespace

std::vector<const FieldRow *> usedRows(const Value &from, const Schema &schema)
{
    std::vector<const FieldRow *> rows;
    if (!from.isObject())
        return rows;
    const auto isAlias = [](const Value &member, const FieldRow &row) {
        return member.key != QLatin1StringView(row.key);
    };
    rows.reserve(from.children.size());
    QSet<const FieldRow *> filled;
    for (const Value &member : from.children) {
        const FieldRow *row = schema.find(member.key);
        rows.push_back(row);
        if (!row || schema.aliases.empty() || isAlias(member, *row))
            continue;
        if (hasContent(member, *row))
            filled.insert(row);
        else if (member.isString()) // "" takes the place of what came before
            filled.remove(row);
    }
    for (std::size_t i = 0; i < rows.size() && !schema.aliases.empty(); ++i) {
        const FieldRow *row = rows[i];
        if (!row || !isAlias(from.children[i], *row))
            continue;
        if (filled.contains(row) || !hasContent(from.children[i], *row))
            rows[i] = nullptr;
        else
            filled.insert(row); // the first alias counts
    }
    return rows;
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
    if (const auto number = from.toDouble(); number && std::isfinite(*number))
        to = number;
}

void assign(const Value &from, std::optional<bool> &to)
{
    if (const auto flag = from.toBool())
        to = flag;
}

std::optional<SentTime> sentTime(const Value &value)
{
    constexpr qsizetype most = 100; // characters
    if ((!value.isNumber() && !value.isString()) || value.text.size() > most)
        return std::nullopt;
    return readTime(value.text.toStdString());
}

void assign(const Value &from, Timestamp &to)
{
    if (const auto time = sentTime(from))
        to.secs = time->secs;
}

void assign(const Value &from, QStringList &to)
{
    // A name, or an object that holds one.
    const auto nameIn = [](const Value &value) {
        const QString id = value.string(u"file_id");
        return value.isString() ? value.text : id.isEmpty() ? value.string(u"id") : id;
    };
    if (from.isArray())
        to.clear();
    for (const Value &one : from.isArray() ? std::span(from.children) : std::span(&from, 1)) {
        if (const QString name = nameIn(one); !name.isEmpty() && from.isArray())
            to.append(name);
        else if (!name.isEmpty())
            to = QStringList{name};
    }
}

void assign(const Value &from, Value &to)
{
    to = from;
}

} // namespace tuneboard
