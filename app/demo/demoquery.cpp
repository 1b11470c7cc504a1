// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/demoquery.h"

#include "app/demo/demojson.h"

#include <algorithm>

namespace tuneboard::demo {
using namespace Qt::StringLiterals;

DemoAnswer failed(int status, const QByteArray &message, const QByteArray &param, const QByteArray &code,
                  const QByteArray &type)
{
    DemoAnswer answer;
    answer.status = status;
    JsonWriter(&answer.body)
        .beginObject()
        .key("error")
        .beginObject()
        .text("message", message)
        .text("type", type)
        .textOrNull("param", param)
        .textOrNull("code", code)
        .endObject()
        .endObject();
    return answer;
}

QByteArray queryValue(const QUrlQuery &query, const QString &name)
{
    QString value = query.queryItemValue(name, QUrl::FullyEncoded);
    // A form-encoded blank; QUrlQuery leaves it as it is.
    value.replace(u'+', u"%20"_s);
    return QByteArray::fromPercentEncoding(value.toLatin1());
}

Limit limitOf(const QUrlQuery &query, qint64 fallback, qint64 highest)
{
    if (!query.hasQueryItem(u"limit"_s))
        return {fallback, std::nullopt};
    const QByteArray text = queryValue(query, u"limit"_s);
    bool ok = false;
    const qint64 value = text.toLongLong(&ok);
    if (!ok) {
        return {0, failed(400, "Invalid type for 'limit': expected an integer, but got a string instead.",
                          "limit", "invalid_type")};
    }
    if (value < 1) {
        return {0, failed(400,
                          "Invalid 'limit': integer below minimum value. Expected a value >= 1, but got " +
                              QByteArray::number(value) + " instead.",
                          "limit", "integer_below_min_value")};
    }
    if (value > highest) {
        return {0, failed(400,
                          "Invalid 'limit': integer above maximum value. Expected a value <= " +
                              QByteArray::number(highest) + ", but got " + QByteArray::number(value) +
                              " instead.",
                          "limit", "integer_above_max_value")};
    }
    return {value, std::nullopt};
}

DemoAnswer unknownCursor(const QByteArray &id)
{
    return failed(400, "Invalid 'after': no object with id '" + id + "' in this list.", "after",
                  "invalid_value");
}

DemoAnswer unknownJob(const QString &id)
{
    return failed(404, "Could not find fine tune: " + id.toUtf8(), "fine_tune_id", "fine_tune_not_found");
}

DemoAnswer unknownFile(const QString &id, bool strict)
{
    const QByteArray message = "No such File object: " + id.toUtf8();
    DemoAnswer answer = failed(404, message, "id");
    if (!strict) {
        answer.body.chop(1);
        JsonWriter(&answer.body)
            .key("detail")
            .beginObject()
            .text("message", message)
            .null("code")
            .endObject();
        answer.body.append('}');
    }
    return answer;
}

DemoAnswer unknownPath(const DemoRequest &request)
{
    return failed(404, "Invalid URL (" + QByteArray(request.post ? "POST " : "GET ") + request.path.toUtf8() +
                           ")");
}

QByteArray masked(const QByteArray &key)
{
    if (key.size() <= 8)
        return QByteArray(key.size(), '*');
    return key.first(4) + QByteArray(std::min<qsizetype>(key.size() - 8, 24), '*') + key.last(4);
}

MetadataFilter::MetadataFilter(const QUrlQuery &query)
{
    for (const auto &item : query.queryItems(QUrl::FullyEncoded)) {
        const QString name = QUrl::fromPercentEncoding(item.first.toLatin1());
        if (name == u"metadata"_s)
            none = item.second == u"null"_s;
        else if (name.startsWith(u"metadata["_s) && name.endsWith(u']'))
            pairs.append({name.mid(9, name.size() - 10).toUtf8(), queryValue(query, item.first)});
    }
}

bool MetadataFilter::holds(const QList<std::pair<QByteArray, QByteArray>> &metadata) const
{
    if (none && !metadata.isEmpty())
        return false;
    return std::all_of(pairs.begin(), pairs.end(), [&](const auto &pair) { return metadata.contains(pair); });
}

} // namespace tuneboard::demo
