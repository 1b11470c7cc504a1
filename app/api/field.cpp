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

// Whether a field has something in it. Objects are read in another way where texts are usual.
bool hasContent(const Value &value)
{
    switch (value.kind) {
    case Value::Kind::Null:
        return false;
    case Value::Kind::Bool:
        return true;
    case Value::Kind::Number:
        return value.text != "0"_L1;
    case Value::Kind::String:
        return !value.text.isEmpty();
    case Value::Kind::Array:
    case Value::Kind::Object:
        return !value.children.empty();
    }
    return false;
}

} // namespace

std::vector<const FieldRow *> usedRows(const Value &from, const Schema &schema)
{
    std::vector<const FieldRow *> rows;
    if (!from.isObject())
        return rows;
    rows.reserve(from.children.size());
    QSet<const FieldRow *> filled; // under their own names
    for (const Value &member : from.children) {
        const FieldRow *row = schema.find(member.key);
        rows.push_back(row);
        const bool isText = !member.isObject() || (row && row->schema);
        if (row && member.key == QLatin1StringView(row->key) && isText && hasContent(member))
            filled.insert(row);
    }
    for (std::size_t i = 0; i < rows.size() && !schema.aliases.empty(); ++i) {
        if (rows[i] && from.children[i].key != QLatin1StringView(rows[i]->key) && filled.contains(rows[i]))
            rows[i] = nullptr;
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
    if (from.isString() && !from.text.isEmpty())
        to = QStringList{from.text};
    if (!from.isArray())
        return;
    to.clear();
    for (const Value &element : from.children) {
        const QString id = element.string(u"file_id");
        const QString name = element.isString() ? element.text : id.isEmpty() ? element.string(u"id") : id;
        if (!name.isEmpty())
            to.append(name);
    }
}

void assign(const Value &from, Value &to)
{
    to = from;
}

} // namespace tuneboard
