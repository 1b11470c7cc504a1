// SPDX-License-Identifier: GPL-3.0-or-later
// One request and its answer, as values.
#pragma once

#include "app/api/dialect.h"
#include "app/api/retry.h"

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <functional>

namespace tuneboard {

struct Request
{
    enum class Verb { Get, Post };
    /// Json: a web page is an error (Malformed), and a body that ends inside its JSON counts as cut off.
    enum class Expect { Json, Bytes };

    Verb verb = Verb::Get;
    QStringList path; ///< the segments below the base URL, plain, e.g. {"files", id, "content"}
    QList<QPair<QString, QString>> query;      ///< plain, not percent-encoded, e.g. {"metadata[team]", "a&b"}
    QByteArray body = QByteArrayLiteral("{}"); ///< JSON; sent with a POST only
    Expect expect = Expect::Json;
    qint64 maxBytes = qint64{32} * 1024 * 1024; ///< of the answer's body, unpacked; more ends as TooLarge
    int retries = -1;                           ///< attempts after the first; -1: `Timing::maxRetries`
    qint64 deadlineMs = 0;                      ///< of each attempt; 0: `Timing::deadlineMs`

    /// A fixed path, whose segments are separated by "/". A path that contains an id is a list of segments:
    /// an id may contain "/" too.
    [[nodiscard]] static Request get(const QString &path, QList<QPair<QString, QString>> query = {});
    [[nodiscard]] static Request get(QStringList path, QList<QPair<QString, QString>> query = {});
    [[nodiscard]] static Request post(const QString &path, QByteArray body = QByteArrayLiteral("{}"));
    [[nodiscard]] static Request post(QStringList path, QByteArray body = QByteArrayLiteral("{}"));
};

/// The segments of a job's path, or of what belongs to it: `below` is "events", "cancel" …, or empty.
[[nodiscard]] QStringList jobPath(const QString &id, const QString &below = {});

/// What the server says about its limits; -1: it did not say.
struct RateLimits
{
    qint64 limitRequests = -1;
    qint64 remainingRequests = -1;
    qint64 resetRequestsMs = -1;
    qint64 limitTokens = -1;
    qint64 remainingTokens = -1;
    qint64 resetTokensMs = -1;

    friend bool operator==(const RateLimits &, const RateLimits &) = default;
};

struct Reply
{
    QByteArray body;      ///< whole and unpacked; empty after a download
    int httpStatus = 0;   ///< 200–299
    QString requestId;    ///< empty: none
    QString contentType;  ///< without parameters, lower case; empty: not said
    QString organization; ///< `openai-organization`: whose key it was; empty: not said
    RateLimits limits;
    qint64 bytes = 0; ///< of the body, also of one that went to a file
};

/// A request that knows how to read its answer. `parse` runs on the client's thread.
template<class T>
struct TypedRequest
{
    Request request;
    std::function<Result<T>(Reply &&)> parse;
};

/// Whether an id from a server or a person may be a segment of a path. Ids are opaque: 1 to 1 024 bytes of
/// UTF-8 without control characters, and neither "." nor "..".
[[nodiscard]] bool isPathPart(QStringView id);

/// The whole URL with the account's extra parameters, each part percent-encoded once; or NotAllowed, which
/// names the segment that `isPathPart` refuses.
[[nodiscard]] Result<QUrl> urlOf(const Endpoint &endpoint, const Request &request);

/// "1ms", "8.64s", "6m0s", "1h2m3.5s" or plain seconds, in ms; -1: unreadable.
[[nodiscard]] qint64 readDurationMs(QByteArrayView text);
[[nodiscard]] RateLimits readRateLimits(const RawHeaders &headers);

} // namespace tuneboard
