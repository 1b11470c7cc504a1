// SPDX-License-Identifier: GPL-3.0-or-later
// The envelope of the servers' lists, {"data": [...], "has_more": ...} or the like, or a bare array; simdjson
// inside.
#pragma once

#include "app/api/listchoice.h"
#include "app/api/readjson.h"
#include "app/api/readtokens.h"
#include "app/api/result.h"

namespace tuneboard {

/// What a list says beside its elements.
struct ListEnvelope
{
    bool isList = false; ///< it has a list (see ListChoice), perhaps null in its place, or is an array
    bool hasMore = false;
    bool isAssumed = false; ///< it has no list but says that it is one: nothing in it was checked
    bool saysMore = false;  ///< the answer says whether there is more
    int rejected = 0;       ///< elements that could not be read
    QString firstReject;    ///< why the first of them; empty: none
    int before = 0;         ///< elements of a longer list that come before these

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

/// Whether the object here has an id, as jobs, events and checkpoints do.
[[nodiscard]] bool hasId(TokenWalk object);
/// The kind of a member's value, for ListChoice.
[[nodiscard]] ListChoice::Kind listKind(TokenWalk value);

/// Reads the list named `name` of the object, and what the object says beside it. Returns the place after the
/// object.
template<class Take>
TokenWalk readListOf(TokenWalk object, QByteArrayView name, ListEnvelope &envelope, const Take &take)
{
    return object.members([&](TokenWalk key, TokenWalk value) {
        const QByteArrayView member = viewOf(*insideQuotes(key.token()));
        if (member == name && value.kind() == '[')
            return readElements(value, envelope, take);
        if (member == "has_more" || member == "hasMore") {
            envelope.hasMore = value.token() == "true";
            envelope.saysMore = value.token() == "true" || value.token() == "false";
        }
        return value.behind();
    });
}

/// Where the list is: an object, and the list's name in it. Empty: the answer has a null in the place of a
/// list, or says that it is one and has none.
struct ListPlace
{
    bool isList = false;
    bool isAssumed = false; ///< it has no list, but says that it is one
    TokenWalk object;
    QByteArray name;
};
/// Looks into `root`, and into its member `output`.
[[nodiscard]] ListPlace findList(TokenWalk root);

/// The same for a whole text. False: it is not JSON; true without `isList`: it is JSON, but not a list.
template<class Take>
[[nodiscard]] bool readEnvelope(TokenWalk root, ListEnvelope &envelope, const Take &take)
{
    if (root.kind() == '[')
        return readElements(root, envelope, take).isAtEnd();
    if (root.kind() != '{')
        return root.behind().isAtEnd();
    // Nearly all servers call it `data`.
    const TokenWalk end = readListOf(root, "data", envelope, take);
    if (!end.isAtEnd() || envelope.isList)
        return end.isAtEnd();
    const ListPlace place = findList(root);
    envelope.isList = place.isList;
    envelope.isAssumed = place.isAssumed;
    return place.name.isEmpty() || !readListOf(place.object, place.name, envelope, take).isNowhere();
}

} // namespace tuneboard
