// SPDX-License-Identifier: GPL-3.0-or-later
// The envelope of the servers' lists, {"data": [...], "has_more": ...}, or a bare array; simdjson inside.
#pragma once

#include "app/api/readjson.h"
#include "app/api/readjsontext.h"
#include "app/api/result.h"

namespace tuneboard {

/// What a list says beside its elements.
struct ListEnvelope
{
    bool isList = false; ///< it has an array "data", or one that is null, or is an array
    bool hasMore = false;
    int rejected = 0;    ///< elements that could not be read
    QString firstReject; ///< why the first of them; empty: none

    void reject(const QString &why)
    {
        if (rejected++ == 0)
            firstReject = why;
    }
    /// An element that is no object, where objects are; `index` counts from 1.
    void rejectKind(int index);
};

/// Of `bytes`, which simdjson does not take for JSON: says what is wrong and where, as the slow reader finds
/// it.
[[nodiscard]] ApiError notJson(QByteArrayView bytes, simdjson::error_code error);

/// Calls `take(value, index)` for each element that is an object, index from 1, until it returns an error.
template<class Take>
simdjson::error_code readElements(simdjson::ondemand::array &array, ListEnvelope &envelope, const Take &take)
{
    envelope.isList = true;
    int index = 0;
    for (auto element : array) {
        ++index;
        simdjson::ondemand::value value;
        if (const auto error = element.get(value))
            return error;
        simdjson::ondemand::json_type type{};
        if (const auto error = value.type().get(type))
            return error;
        if (type != simdjson::ondemand::json_type::object) {
            envelope.rejectKind(index);
            continue;
        }
        if (const auto error = take(value, index))
            return error;
    }
    return simdjson::SUCCESS;
}

/// The same for a whole text. Success without `isList`: JSON, but no list.
template<class Take>
simdjson::error_code readEnvelope(simdjson::ondemand::document &doc, ListEnvelope &envelope, const Take &take)
{
    namespace ondemand = simdjson::ondemand;
    ondemand::json_type type{};
    if (const auto error = doc.type().get(type))
        return error;
    ondemand::array array;
    if (type == ondemand::json_type::array) {
        const auto error = doc.get_array().get(array);
        return error ? error : readElements(array, envelope, take);
    }
    if (type != ondemand::json_type::object)
        return simdjson::SUCCESS;
    ondemand::object object;
    if (const auto error = doc.get_object().get(object))
        return error;
    for (auto field : object) {
        if (const auto error = field.error())
            return error;
        const std::string_view key = keyToken(field.value_unsafe().key());
        ondemand::value value = field.value_unsafe().value();
        if (key == "\"has_more\"") {
            envelope.hasMore = trimmed(value.raw_json_token()) == "true";
        } else if (key == "\"data\"") {
            ondemand::json_type kind{};
            if (const auto error = value.type().get(kind))
                return error;
            envelope.isList = kind == ondemand::json_type::null;
            if (kind != ondemand::json_type::array)
                continue;
            if (const auto error = value.get_array().get(array))
                return error;
            if (const auto error = readElements(array, envelope, take))
                return error;
        }
    }
    return simdjson::SUCCESS;
}

} // namespace tuneboard
