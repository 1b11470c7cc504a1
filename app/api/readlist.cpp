// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/readlist.h"

#include <QCoreApplication>

namespace tuneboard {

void ListEnvelope::rejectKind(int index)
{
    reject(QCoreApplication::translate("readList", "element %1 is no object").arg(index));
}

bool hasId(TokenWalk object)
{
    static constexpr MemberName id("id");
    static constexpr MemberName jobId("job_id");
    bool found = false;
    static_cast<void>(object.members([&found](TokenWalk key, TokenWalk member) {
        found = found || id.isAt(key.here()) || jobId.isAt(key.here());
        return member.behind();
    }));
    return found;
}

ListChoice::Kind listKind(TokenWalk value)
{
    using Kind = ListChoice::Kind;
    if (value.kind() != '[')
        return value.token() == "null" ? Kind::Null : Kind::Other;
    return hasId(value.next()) ? Kind::ArrayWithIds : Kind::Array;
}

namespace {

ListPlace listIn(TokenWalk object, TokenWalk &output)
{
    ListChoice choice;
    bool saysList = false; // {"object": "list"} without one
    static_cast<void>(object.members([&](TokenWalk key, TokenWalk value) {
        const QByteArrayView name = viewOf(*insideQuotes(key.token()));
        choice.add(name, listKind(value));
        if (name == "output" && value.kind() == '{')
            output = value;
        saysList = saysList || name == "has_more" || name == "hasMore" ||
                   (name == "object" && value.token() == "\"list\"");
        return value.behind();
    }));
    ListPlace place;
    place.object = object;
    place.isAssumed = choice.name().isEmpty() && saysList && !choice.isObject();
    place.isList = !choice.name().isEmpty() || place.isAssumed;
    if (!choice.isNull())
        place.name = choice.name();
    return place;
}

} // namespace

ListPlace findList(TokenWalk root)
{
    TokenWalk output;
    TokenWalk deeper;
    const ListPlace place = listIn(root, output);
    return place.isList || output.isNowhere() ? place : listIn(output, deeper);
}

ApiError notJson(QByteArrayView bytes)
{
    return notThat(bytes, QString::fromLatin1(simdjson::error_message(simdjson::TAPE_ERROR)));
}

ApiError notThat(QByteArrayView bytes, const QString &why)
{
    const QString notEven = whyNotJson(bytes);
    return ApiError::malformed(notEven.isEmpty() ? why : notEven);
}

} // namespace tuneboard
