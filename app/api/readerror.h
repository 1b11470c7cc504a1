// SPDX-License-Identifier: GPL-3.0-or-later
// Reads what a server says when it refuses: JSON of several shapes, a gateway's HTML, plain text, or nothing.
#pragma once

#include "app/api/result.h"
#include "app/api/retry.h"
#include "app/api/value.h"

#include <QByteArray>

namespace tuneboard {

/// More of an error's body than this, in bytes, is never read.
inline constexpr qint64 maxErrorBytes = qint64{64} * 1024;

/// The error that a status of 300 or more means, in the server's words where it has any. Never fails: what
/// cannot be read leaves `message` empty, and the status alone decides. `retryAfterMs` is what the headers
/// say; `host` is left empty. All texts are on one line without control characters.
[[nodiscard]] ApiError readError(int httpStatus, const QByteArray &body, const RawHeaders &headers,
                                 const QDateTime &now);

/// Whether an object of JSON is an error, whatever status it came with: it has an `error` or `success:
/// false`, or, without a list, a `code` or `status` that is not 0, 200, OK or null. What has an id is not an
/// error.
[[nodiscard]] bool isErrorBody(const Value &body);
/// The error inside the body of a 200, without an HTTP status; nullopt: it is not an error.
[[nodiscard]] std::optional<ApiError> errorInside(const QByteArray &body);

/// Whether a body begins like JSON and ends inside it: an object, an array or a string is still open. Looks
/// at brackets and quotes only; a body that is not JSON at all is not cut off.
[[nodiscard]] bool isCutJson(QByteArrayView body);

/// Whether a body is a web page.
[[nodiscard]] bool isHtml(QByteArrayView body, QByteArrayView contentType);
/// The title (else the first heading) of a web page on one line; empty: it has none.
[[nodiscard]] QString htmlTitle(QByteArrayView body);

/// `x-request-id`, else `apim-request-id`, on one line; empty: none.
[[nodiscard]] QString readRequestId(const RawHeaders &headers);

} // namespace tuneboard
