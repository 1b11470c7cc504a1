// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/readerror.h"

#include "app/api/plainline.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace tuneboard {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    QString message;
    QString code;
    QString type;
    QString param;
};

/// A string as it is, a number as digits, anything else as nothing.
QString scalar(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    if (value.isDouble())
        return QString::number(value.toDouble(), 'g', 15);
    return {};
}

Words fromObject(const QJsonObject &object)
{
    Words words;
    words.message = scalar(object["message"_L1]);
    words.code = scalar(object["code"_L1]);
    words.type = scalar(object["type"_L1]);
    words.param = scalar(object["param"_L1]);
    if (words.code.isEmpty())
        words.code = scalar(object["statusCode"_L1]);
    return words;
}

/// `detail` is an object (OpenAI's files), a string, or a list of {msg, loc} (Python servers).
Words fromDetail(const QJsonValue &detail)
{
    if (detail.isObject())
        return fromObject(detail.toObject());
    Words words;
    const QJsonObject first = detail.toArray().at(0).toObject();
    words.message = detail.isArray() ? scalar(first["msg"_L1]) : scalar(detail);
    return words;
}

Words fromDocument(const QJsonDocument &document)
{
    const QJsonObject top = document.isArray() ? document.array().at(0).toObject() : document.object();
    const QJsonValue error = top["error"_L1];
    Words words = error.isObject() ? fromObject(error.toObject()) : fromObject(top);
    if (words.message.isEmpty())
        words.message = scalar(error);
    if (words.message.isEmpty())
        words.message = scalar(top["message"_L1]);
    const QJsonValue detail = top["detail"_L1];
    if (words.message.isEmpty() && !detail.isUndefined())
        words = fromDetail(detail);
    return words;
}

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
bool isQuota(int status, const Words &words)
{
    for (const QString &word : {words.code, words.type}) {
        if (hasAny(word, {"insufficient_quota"_L1, "exceeded_quota"_L1, "quota_exceeded"_L1, "billing"_L1,
                          "daily_rate_limit_exceeded"_L1, "insufficient_balance"_L1}))
            return true;
    }
    return status == 402;
}

ApiError::Kind kindOf(int status, const Words &words)
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
    Words words;
    if (isHtml(capped, headerValue(headers, "content-type"))) {
        words.message = htmlTitle(capped);
    } else {
        const QJsonDocument document = QJsonDocument::fromJson(capped);
        if (document.isNull())
            words.message = fromText(capped);
        else
            words = fromDocument(document);
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
