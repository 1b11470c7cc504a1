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

ListPlace findList(TokenWalk root)
{
    ListChoice choice;
    TokenWalk output;
    static_cast<void>(root.members([&](TokenWalk key, TokenWalk value) {
        const QByteArrayView name = viewOf(*insideQuotes(key.token()));
        choice.add(name, listKind(value));
        if (name == "output" && value.kind() == '{')
            output = value;
        return value.behind();
    }));
    if (choice.name().isEmpty() && !output.isNowhere())
        return findList(output);
    return {root, choice.name()};
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
