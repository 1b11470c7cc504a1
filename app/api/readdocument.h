// SPDX-License-Identifier: GPL-3.0-or-later
// What a file or an answer holds: any object of the API, a list of them, an error, a result table, or plain
// text.
#pragma once

#include "app/api/document.h"

#include <QByteArray>

namespace tuneboard {

/// Never fails: what nothing else fits is text.
[[nodiscard]] Document readDocument(const QByteArray &bytes);

/// The kind of one JSON value.
[[nodiscard]] Document::Kind documentKind(const Value &value);

} // namespace tuneboard
