// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/readerror.h"

#include "app/api/document.h"
#include "app/api/errorwords.h"
#include "app/api/plainline.h"
#include "app/api/readjson.h"
#include "app/api/readwords.h"
#include "app/api/terms.h"

#include <algorithm>
#include <array>

namespace tuneboard {

using namespace Qt::StringLiterals;

namespace {

/// Text that is neither JSON nor HTML is shown as it is, if it is text.
QString fromText(const QByteArray &body)
{
    const QByteArray start = body.trimmed().first(std::min<qsizetype>(body.trimmed().size(), 1024));
    if (start.isEmpty() || start.startsWith('{') || start.startsWith('['))
        return {}; // JSON that could not be read: cut off or damaged
    const auto binary = [](char c) {
        return uchar(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
    };
    if (std::any_of(start.begin(), start.end(), binary))
        return {};
    return plainLine(QString::fromUtf8(start), 200);
}

bool hasAny(const QString &text, std::initializer_list<QLatin1StringView> words)
{
    return std::any_of(words.begin(), words.end(),
                       [&text](QLatin1StringView word) { return text.contains(word, Qt::CaseInsensitive); });
}

/// Money, quota or a day's allowance is gone: a 429 (or 400, 402, 403) that no short wait mends.
bool isQuota(int status, const ErrorWords &words)
{
    for (const QString &word : {words.code, words.type}) {
        if (hasAny(word, {"insufficient_quota"_L1, "exceeded_quota"_L1, "quota_exceeded"_L1, "billing"_L1,
                          "daily_rate_limit_exceeded"_L1, "insufficient_balance"_L1}))
            return true;
    }
    return status == 402;
}

ApiError::Kind kindOf(int status, const ErrorWords &words)
{
    using Kind = ApiError::Kind;
    if (status < 400)
        return Kind::Redirected;
    if (status < 500 && isQuota(status, words))
        return Kind::QuotaExceeded;
    switch (status) {
    case 401: // a restricted key that lacks a scope is answered with 401 too
        return hasAny(words.message, {"insufficient permissions"_L1, "missing scopes"_L1})
                   ? Kind::Forbidden
                   : Kind::Unauthorized;
    case 403:
        return Kind::Forbidden;
    case 404:
    case 410:
        return Kind::NotFound;
    case 429:
        return Kind::RateLimited;
    case 501:
        return Kind::NotOffered;
    default:
        return status < 500 ? Kind::Rejected : Kind::ServerFault;
    }
}

QString unescaped(QString text)
{
    struct Entity
    {
        QLatin1StringView name;
        QLatin1StringView text;
    };
    // The ampersand is last, so that "&amp;lt;" becomes "&lt;" and no more.
    static constexpr std::array entities{Entity{"&lt;"_L1, "<"_L1},    Entity{"&gt;"_L1, ">"_L1},
                                         Entity{"&quot;"_L1, "\""_L1}, Entity{"&#39;"_L1, "'"_L1},
                                         Entity{"&nbsp;"_L1, " "_L1},  Entity{"&amp;"_L1, "&"_L1}};
    for (const Entity &entity : entities)
        text.replace(entity.name, entity.text);
    return text;
}

/// What stands between `<name …>` and the next tag.
QString insideTag(const QString &html, QLatin1StringView name)
{
    const qsizetype tag = html.indexOf(u'<' + QString(name), 0, Qt::CaseInsensitive);
    const qsizetype begin = tag < 0 ? -1 : html.indexOf(u'>', tag);
    if (begin < 0)
        return {};
    const qsizetype end = html.indexOf(u'<', begin);
    return html.sliced(begin + 1, (end < 0 ? html.size() : end) - begin - 1);
}

} // namespace

ApiError readError(int httpStatus, const QByteArray &body, const RawHeaders &headers, const QDateTime &now)
{
    const QByteArray capped = body.first(std::min<qsizetype>(body.size(), maxErrorBytes));
    ErrorWords words;
    if (isHtml(capped, headerValue(headers, "content-type"))) {
        words.message = htmlTitle(capped);
    } else {
        const Result<Value> value = readJson(capped);
        if (value)
            words = errorWords(*value);
        else
            words.message = fromText(capped);
    }

    ApiError error;
    error.kind = kindOf(httpStatus, words);
    error.httpStatus = httpStatus;
    error.message = plainLine(words.message, 2000);
    error.code = plainLine(words.code, 128);
    error.type = plainLine(words.type, 128);
    error.param = plainLine(words.param, 256);
    error.requestId = readRequestId(headers);
    error.retryAfterMs = serverWaitMs(headers, now);
    return error;
}

namespace {

// "OK" in any of the ways in which servers write it where an error's code or status could be.
bool saysOk(const Value &value)
{
    if (value.isNull() || value.isContainer())
        return true;
    if (value.kind == Value::Kind::Bool)
        return value.text == "true"_L1;
    return isNoError(value.text) || statusOf(value.text) == Status::Succeeded;
}

// Whether the value of a member `error` says that something went wrong.
bool saysError(const Value &error)
{
    if (error.kind == Value::Kind::Bool)
        return error.text == "true"_L1;
    if (error.isNumber())
        return !isNoError(error.text);
    const ErrorWords words = errorWords(error);
    return !words.message.isEmpty() || !isNoError(words.code);
}

// The status that an error inside another answer names; 0: none.
int namedStatus(const Value &body)
{
    for (const char16_t *name : {u"code", u"status", u"statusCode"}) {
        const Value *member = body.find(name);
        const qint64 status = member ? member->toInteger().value_or(0) : 0;
        if (status >= 400 && status <= 599)
            return int(status);
    }
    const Value *error = body.find(u"error");
    return error && error->isObject() && !error->find(u"error") ? namedStatus(*error) : 0;
}

} // namespace

bool isErrorBody(const Value &body)
{
    if (!body.isObject())
        return false;
    const bool isObject = body.find(u"id") || body.find(u"job_id");
    const bool isJob = isObject && (body.find(u"status") || body.find(u"state") || body.find(u"model") ||
                                    body.find(u"object"));
    if (isJob)
        return false;
    if (const Value *error = body.find(u"error"); error && saysError(*error))
        return true;
    if (isObject)
        return false;
    if (const Value *success = body.find(u"success"); success && success->kind == Value::Kind::Bool)
        return success->text == "false"_L1;
    if (body.string(u"object") == "error"_L1)
        return true;
    if (listElements(body))
        return false;
    for (const char16_t *name : {u"detail", u"errors", u"message", u"error_message"}) {
        const Value *words = body.find(name);
        if (words && body.children.size() <= 4 && !errorWords(*words).message.isEmpty())
            return true;
    }
    const auto isBad = [&body](const char16_t *name) {
        const Value *member = body.find(name);
        return member && !saysOk(*member);
    };
    return isBad(u"code") || isBad(u"status");
}

std::optional<ApiError> errorInside(const QByteArray &body)
{
    // An error is short, and nearly every other answer is a job or a list.
    if (body.size() > maxErrorBytes || !QByteArrayView(body).trimmed().startsWith('{'))
        return std::nullopt;
    const Result<Value> value = readJson(body);
    if (!value || !isErrorBody(*value))
        return std::nullopt;
    const int status = namedStatus(*value);
    ApiError error = readError(status == 0 ? 400 : status, body, {}, {});
    error.httpStatus = 0;
    return error;
}

bool isCutJson(QByteArrayView body)
{
    body = body.trimmed();
    if (body.isEmpty() || (body.front() != '{' && body.front() != '['))
        return false;
    qint64 depth = 0;
    bool inString = false;
    for (qsizetype i = 0; i < body.size(); ++i) {
        const char c = body.at(i);
        if (inString) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                inString = false;
        } else if (c == '"') {
            inString = true;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return inString || depth > 0;
}

bool isHtml(QByteArrayView body, QByteArrayView contentType)
{
    if (contentType.trimmed().toByteArray().toLower().startsWith("text/html"))
        return true;
    const QByteArray start =
        body.first(std::min<qsizetype>(body.size(), 512)).trimmed().toByteArray().toLower();
    return start.startsWith("<!doctype") || start.startsWith("<html") || start.startsWith("<head") ||
           start.startsWith("<body");
}

QString htmlTitle(QByteArrayView body)
{
    const QString html = QString::fromUtf8(body.first(std::min<qsizetype>(body.size(), maxErrorBytes)));
    QString title = plainLine(unescaped(insideTag(html, "title"_L1)), 200);
    if (title.isEmpty())
        title = plainLine(unescaped(insideTag(html, "h1"_L1)), 200);
    return title;
}

QString readRequestId(const RawHeaders &headers)
{
    for (const char *name : {"x-request-id", "apim-request-id"}) {
        if (const QByteArray id = headerValue(headers, name); !id.isEmpty())
            return plainLine(QString::fromUtf8(id.first(std::min<qsizetype>(id.size(), 512))), 128);
    }
    return {};
}

} // namespace tuneboard
