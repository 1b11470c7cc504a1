// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/readdocumenterror.h"

#include "app/api/readerror.h"

#include <QUrl>

#include <algorithm>
#include <array>

namespace tuneboard {
using namespace Qt::StringLiterals;

namespace {

// The object that has the error's words.
const Value &wordsOf(const Value &body)
{
    const Value *error = body.find(u"error");
    return error && error->isObject() ? *error : body;
}

// The HTTP status that some bodies name. 0: this one does not.
int namedStatus(const Value &words)
{
    for (const auto name : {"code"_L1, "status"_L1, "statusCode"_L1, "type"_L1}) {
        const Value *word = words.find(QString(name));
        const int status = word ? word->text.toInt() : 0;
        if (status >= 400 && status <= 599)
            return status;
    }
    return 0;
}

// What the status was most likely, from the error's words.
int likelyStatus(const Value &words)
{
    struct Known
    {
        QLatin1StringView word;
        int status;
    };
    static constexpr std::array known{
        Known{"invalid_api_key"_L1, 401},
        Known{"authentication_error"_L1, 401},
        Known{"permission"_L1, 403},
        Known{"unsupported_country"_L1, 403},
        Known{"not_found"_L1, 404},
        Known{"rate_limit"_L1, 429},
        Known{"insufficient_quota"_L1, 429},
        Known{"service_unavailable"_L1, 503},
        Known{"unavailable"_L1, 503},
        Known{"server_error"_L1, 500},
        Known{"gateway"_L1, 502},
        Known{"missing scopes"_L1, 401},
        Known{"incorrect api key"_L1, 401},
    };
    const QString said =
        words.string(u"code") + u' ' + words.string(u"type") + u' ' + words.string(u"message");
    for (const Known &row : known) {
        if (said.contains(row.word, Qt::CaseInsensitive))
            return row.status;
    }
    return 400;
}

// Headers are kept as an object, or as a list of pairs.
RawHeaders headersOf(const Value *kept)
{
    RawHeaders headers;
    if (!kept)
        return headers;
    for (const Value &header : kept->children) {
        if (kept->isObject())
            headers += {header.key.toUtf8(), header.isArray() && !header.children.empty()
                                                 ? header.children.front().text.toUtf8()
                                                 : header.text.toUtf8()};
        else if (header.isArray() && header.children.size() == 2)
            headers += {header.children[0].text.toUtf8(), header.children[1].text.toUtf8()};
    }
    return headers;
}

} // namespace

QString errorSentence(const Document &document)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    if (document.kind == Document::Kind::Error) {
        const Value &words = wordsOf(document.value);
        const int named = namedStatus(words);
        ApiError error =
            readError(named > 0 ? named : likelyStatus(words), toJson(document.value).toUtf8(), {}, now);
        error.httpStatus = named; // a likely one is not told as one that was there
        return error.line();
    }
    if (document.kind != Document::Kind::Recording)
        return {};
    const Value *inner = document.value.find(u"response");
    const Value *response = inner ? inner : &document.value;
    const Value *body = response ? response->find(u"body") : nullptr;
    const Value *status = response ? response->find(u"status") : nullptr;
    const qint64 code = status ? status->toInteger().value_or(status->text.toInt()) : 0;
    QByteArray bytes;
    if (body)
        bytes = body->isString() ? body->text.toUtf8() : toJson(*body).toUtf8();
    if (code >= 200 && code < 300) {
        const std::optional<ApiError> inside = errorInside(bytes);
        return inside ? inside->line() : QString();
    }
    if (code < 300 || code > 599)
        return {};
    ApiError error = readError(int(code), bytes, headersOf(response->find(u"headers")), now);
    if (const Value *request = document.value.find(u"request"))
        error.host = QUrl(request->string(u"url")).host();
    return error.line();
}

} // namespace tuneboard
