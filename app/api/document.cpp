// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/document.h"

#include "app/api/listchoice.h"

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

ListChoice::Kind kindOf(const Value &value)
{
    using Kind = ListChoice::Kind;
    if (!value.isArray())
        return value.isNull() ? Kind::Null : Kind::Other;
    const bool hasId = !value.children.empty() &&
                       (value.children.front().find(u"id") || value.children.front().find(u"job_id"));
    return hasId ? Kind::ArrayWithIds : Kind::Array;
}

} // namespace

QStringList listPath(const Value &value)
{
    if (!value.isObject())
        return {};
    ListChoice choice;
    for (const Value &member : value.children)
        choice.add(member.key.toUtf8(), kindOf(member));
    if (const QByteArray name = choice.name(); !name.isEmpty())
        return {QString::fromUtf8(name)};
    const Value *output = value.find(u"output");
    const QStringList inside = output ? listPath(*output) : QStringList();
    return inside.isEmpty() ? inside : QStringList{u"output"_s} + inside;
}

const Value *listElements(const Value &value)
{
    if (value.isArray())
        return &value;
    const QStringList path = listPath(value);
    const Value *list = path.isEmpty() ? nullptr : &value;
    for (const QString &name : path)
        list = list->find(name);
    return list && list->isArray() ? list : nullptr;
}

} // namespace tuneboard
