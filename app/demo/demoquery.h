// SPDX-License-Identifier: GPL-3.0-or-later
// What the demo's endpoints share: reading parameters, and the documented error answers.
#pragma once

#include "app/demo/demoapi.h"

#include <optional>

namespace tuneboard::demo {

// An error answer; empty `param` and `code` are written as null.
DemoAnswer failed(int status, const QByteArray &message, const QByteArray &param = {},
                  const QByteArray &code = {}, const QByteArray &type = "invalid_request_error");
DemoAnswer unknownCursor(const QByteArray &id);
DemoAnswer unknownJob(const QString &id);
// Servers repeat the message in a second object, `detail`; the official document does not (strict).
DemoAnswer unknownFile(const QString &id, bool strict);
DemoAnswer unknownPath(const DemoRequest &request);

// "sk-ab****wxyz": what a server repeats of a key.
QByteArray masked(const QByteArray &key);

// Decoded; empty where it is missing. A plus is a blank, as forms write it.
QByteArray queryValue(const QUrlQuery &query, const QString &name);

// The page size, or the error that the parameter earns.
struct Limit
{
    qint64 value = 0;
    std::optional<DemoAnswer> error;
};

Limit limitOf(const QUrlQuery &query, qint64 fallback, qint64 highest);

// metadata[key]=value, all of which must hold.
struct MetadataFilter
{
    bool none = false; // metadata=null: jobs without any
    QList<std::pair<QByteArray, QByteArray>> pairs;

    explicit MetadataFilter(const QUrlQuery &query);
    bool empty() const { return !none && pairs.isEmpty(); }
    bool holds(const QList<std::pair<QByteArray, QByteArray>> &metadata) const;
};

} // namespace tuneboard::demo
