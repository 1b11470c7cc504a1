// SPDX-License-Identifier: GPL-3.0-or-later
// The envelope of the servers' lists, {"data": [...], "has_more": ...}, or a bare array; simdjson inside.
#pragma once

#include "app/api/readjson.h"
#include "app/api/readtokens.h"
#include "app/api/result.h"

namespace tuneboard {

/// What a list says beside its elements.
struct ListEnvelope
{
    bool isList = false; ///< it has an array "data", or one that is null, or is an array
    bool hasMore = false;
    int rejected = 0;    ///< elements that could not be read
    QString firstReject; ///< why the first of them; empty: none
    int before = 0;      ///< elements of a longer list that come before these

    void reject(const QString &why)
    {
        if (rejected++ == 0)
            firstReject = why;
    }
    /// An element that is no object, where objects are; `index` counts from 1.
    void rejectKind(int index);
};

/// Of `bytes`, which the walk does not take for JSON: says what is wrong and where, as the slow reader finds
/// it.
[[nodiscard]] ApiError notJson(QByteArrayView bytes);
/// Of `bytes` that are something else than they should be: the same, or `why`, if they are JSON.
[[nodiscard]] ApiError notThat(QByteArrayView bytes, const QString &why);

/// Calls take(element, index) for each object of the array, index from 1 and the elements
/// before; it returns the place after the element. Returns the place after the array.
template<class Take>
TokenWalk readElements(TokenWalk array, ListEnvelope &envelope, const Take &take)
{
    envelope.isList = true;
    int index = envelope.before;
    return array.elements([&](TokenWalk element) {
        ++index;
        if (element.kind() == '{')
            return take(element, index);
        envelope.rejectKind(index);
        return element.behind();
    });
}

/// The same for a whole text. False: it is no JSON; true without `isList`: it is JSON, but no list.
template<class Take>
[[nodiscard]] bool readEnvelope(TokenWalk root, ListEnvelope &envelope, const Take &take)
{
    static constexpr MemberName data("data");
    static constexpr MemberName hasMore("has_more");
    if (root.kind() == '[')
        return readElements(root, envelope, take).isAtEnd();
    if (root.kind() != '{')
        return root.behind().isAtEnd();
    const TokenWalk end = root.members([&](TokenWalk key, TokenWalk value) {
        if (data.isAt(key.here())) {
            if (value.kind() == '[')
                return readElements(value, envelope, take);
            envelope.isList = value.token() == "null";
        } else if (hasMore.isAt(key.here())) {
            envelope.hasMore = value.token() == "true";
        }
        return value.behind();
    });
    return end.isAtEnd();
}

} // namespace tuneboard
