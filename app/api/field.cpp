// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/field.h"

#include <cmath>

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

bool isUsed(const Value &from, const Value &member, const FieldRow &row)
{
    const QLatin1StringView key(row.key);
    if (member.key == key)
        return true;
    const Value *usual = from.find(QString(key));
    return !usual || usual->isNull();
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
