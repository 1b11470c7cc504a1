// SPDX-License-Identifier: GPL-3.0-or-later
// What a file or an answer holds: any object of the API, a list of them, an error, a result table, or plain
// text.
#pragma once

#include "app/api/document.h"
#include "app/api/readjson.h"

#include <QByteArray>

namespace tuneboard {

struct DocumentOptions
{
    qint64 maxValues = kMaxFileValues; ///< JSON with more values is text, with the problem
    bool hasTable = true;              ///< a result CSV is read into Document::table
};

/// Never fails: what nothing else fits is text.
[[nodiscard]] Document readDocument(const QByteArray &bytes, const DocumentOptions &options = {});

/// The kind of one JSON value.
[[nodiscard]] Document::Kind documentKind(const Value &value);

} // namespace tuneboard
