// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/request.h"

#include "app/api/plainline.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>

namespace tuneboard {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxIdBytes = 1024; // of UTF-8

QString encoded(const QString &text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

/// Names the segment with its control characters escaped.
ApiError refusedPart(const QString &part)
{
    ApiError e;
    e.kind = ApiError::Kind::NotAllowed;
    if (part.isEmpty()) {
        e.message = QCoreApplication::translate("Request", "an id is empty");
        return e;
    }
    const QByteArray shown = QUrl::toPercentEncoding(part.left(100), " !\"#$&'()*+,/:;<=>?@[\\]^`{|}");
    e.message = QCoreApplication::translate("Request", "“%1” cannot be an id")
                    .arg(plainLine(QString::fromLatin1(shown), 100));
    return e;
}

qint64 readCount(const QByteArray &text)
{
    bool ok = false;
    const qint64 n = text.toLongLong(&ok);
    return ok && n >= 0 ? n : -1;
}

/// Milliseconds in a unit at the front of `text`, and its length; {0, 0}: no unit that we know.
QPair<double, qsizetype> unitAt(QByteArrayView text)
{
    struct Unit
    {
        QByteArrayView name;
        double ms;
    };
    static constexpr std::array units{Unit{"ms", 1},        Unit{"us", 0.001}, Unit{"ns", 0.000001},
                                      Unit{"h", 3'600'000}, Unit{"m", 60'000}, Unit{"s", 1000}};
    for (const Unit &unit : units) {
        if (text.startsWith(unit.name))
            return {unit.ms, unit.name.size()};
    }
    return {0, 0};
}

} // namespace

Request Request::get(const QString &path, QList<QPair<QString, QString>> query)
{
    return get(path.split(u'/'), std::move(query));
}

Request Request::get(QStringList path, QList<QPair<QString, QString>> query)
{
    Request request;
    request.path = std::move(path);
    request.query = std::move(query);
    return request;
}

Request Request::post(const QString &path, QByteArray body)
{
    return post(path.split(u'/'), std::move(body));
}

Request Request::post(QStringList path, QByteArray body)
{
    Request request;
    request.verb = Verb::Post;
    request.path = std::move(path);
    request.body = std::move(body);
    return request;
}

QStringList jobPath(const QString &id, const QString &below)
{
    QStringList path{u"fine_tuning"_s, u"jobs"_s, id};
    if (!below.isEmpty())
        path.append(below);
    return path;
}

bool isPathPart(QStringView id)
{
    if (id.isEmpty() || id.size() > maxIdBytes || id == u"."_s || id == u".."_s || !id.isValidUtf16())
        return false;
    return id.toUtf8().size() <= maxIdBytes &&
           std::none_of(id.begin(), id.end(), [](QChar c) { return c.category() == QChar::Other_Control; });
}

Result<QUrl> urlOf(const Endpoint &endpoint, const Request &request)
{
    QString path = endpoint.baseUrl.path(QUrl::FullyEncoded);
    for (const QString &part : request.path) {
        if (!isPathPart(part))
            return refusedPart(part);
        // A colon needs no escape in a path, and servers compare names of models with it.
        path += u'/' + QString::fromLatin1(QUrl::toPercentEncoding(part, ":"));
    }
    QUrl url = endpoint.baseUrl;
    url.setPath(path, QUrl::StrictMode);

    QStringList query;
    for (const auto &[key, value] : request.query)
        query += encoded(key) + u'=' + encoded(value);
    const Dialect &row = dialect(endpoint.dialect);
    if (!row.apiVersion.isEmpty()) {
        const QString version = endpoint.apiVersion.isEmpty() ? QString(row.apiVersion) : endpoint.apiVersion;
        query += u"api-version="_s + encoded(version);
    }
    for (const ExtraParameter &extra : endpoint.extras.parameters) {
        const bool isOwn = std::any_of(request.query.begin(), request.query.end(),
                                       [&extra](const auto &own) { return own.first == extra.name; });
        if (!isOwn) // a page is never read twice because of an extra parameter
            query += encoded(extra.name) + u'=' + encoded(extra.value);
    }
    if (!query.isEmpty())
        url.setQuery(query.join(u'&'), QUrl::StrictMode);
    return url;
}

qint64 readDurationMs(QByteArrayView text)
{
    text = text.trimmed();
    if (text.isEmpty())
        return -1;
    double total = 0;
    while (!text.isEmpty()) {
        qsizetype digits = 0;
        while (digits < text.size() &&
               ((text.at(digits) >= '0' && text.at(digits) <= '9') || text.at(digits) == '.'))
            ++digits;
        bool ok = false;
        const double number = text.first(digits).toByteArray().toDouble(&ok);
        if (!ok)
            return -1;
        text = text.sliced(digits);
        if (text.isEmpty() && total == 0)
            return std::isfinite(number) && number < 1e12 ? qint64(std::ceil(number * 1000)) : -1;
        const auto [ms, length] = unitAt(text);
        if (length == 0)
            return -1;
        total += number * ms;
        text = text.sliced(length);
    }
    return total < 1e15 ? qint64(std::ceil(total)) : -1;
}

RateLimits readRateLimits(const RawHeaders &headers)
{
    RateLimits limits;
    limits.limitRequests = readCount(headerValue(headers, "x-ratelimit-limit-requests"));
    limits.remainingRequests = readCount(headerValue(headers, "x-ratelimit-remaining-requests"));
    limits.resetRequestsMs = readDurationMs(headerValue(headers, "x-ratelimit-reset-requests"));
    limits.limitTokens = readCount(headerValue(headers, "x-ratelimit-limit-tokens"));
    limits.remainingTokens = readCount(headerValue(headers, "x-ratelimit-remaining-tokens"));
    limits.resetTokensMs = readDurationMs(headerValue(headers, "x-ratelimit-reset-tokens"));
    return limits;
}

} // namespace tuneboard
