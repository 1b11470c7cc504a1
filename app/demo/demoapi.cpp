// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/demoapi.h"

#include "app/demo/demojson.h"
#include "app/demo/demoquery.h"

#include <QStringList>

#include <algorithm>

namespace tuneboard {
using namespace Qt::StringLiterals;
using namespace demo;

namespace {
// Begins {"object":"list","data":[ in `answer`.
JsonWriter beginList(DemoAnswer *answer, qsizetype expectedBytes)
{
    answer->body.reserve(expectedBytes);
    JsonWriter json(&answer->body);
    json.beginObject().text("object", "list").key("data").beginArray();
    return json;
}

constexpr QByteArrayView scheme = "bearer ";

bool hasScheme(const QByteArray &authorization)
{
    return authorization.left(scheme.size()).toLower() == scheme;
}

QByteArray keyOf(const QByteArray &authorization)
{
    return authorization.mid(scheme.size()).trimmed();
}
} // namespace

DemoApi::DemoApi(Scenario *scenario, QByteArray key)
    : m_scenario(scenario)
    , m_key(std::move(key))
{
}

bool DemoApi::hasKey(const QByteArray &authorization) const
{
    return hasScheme(authorization) && keyOf(authorization) == m_key;
}

DemoAnswer DemoApi::answer(const DemoRequest &request, qint64 nowMs)
{
    constexpr char keyHelp[] = "You can find your API key at https://platform.openai.com/account/api-keys.";
    if (!hasScheme(request.authorization))
        return failed(401, "You didn't provide an API key. You need to provide your API key in an "
                           "Authorization header using Bearer "
                           "auth (i.e. Authorization: Bearer YOUR_KEY).");
    if (!hasKey(request.authorization))
        return failed(401,
                      "Incorrect API key provided: " + masked(keyOf(request.authorization)) + ". " + keyHelp,
                      {}, "invalid_api_key");
    QStringList parts = request.path.split(u'/');
    if (parts.size() < 3 || !parts[0].isEmpty() || parts[1] != u"v1"_s)
        return unknownPath(request);
    parts.remove(0, 2);
    const QString room = parts.takeFirst();
    if (room == u"fine_tuning"_s && !parts.isEmpty() && parts[0] == u"jobs"_s) {
        parts.removeFirst();
        if (!parts.isEmpty())
            return job(request, parts, nowMs);
        return request.post
                   ? failed(403, "Fine-tuning is not available in the demo.", {}, "training_not_available")
                   : jobs(request, nowMs);
    }
    if (room == u"files"_s && !request.post)
        return files(request, parts, nowMs);
    if (room == u"models"_s && !request.post)
        return models(parts, nowMs);
    return unknownPath(request);
}

DemoAnswer DemoApi::jobs(const DemoRequest &request, qint64 nowMs)
{
    const Limit limit = limitOf(request.query, 20, 100);
    if (limit.error)
        return *limit.error;
    int from = 0;
    const QByteArray after = queryValue(request.query, u"after"_s);
    if (!after.isEmpty()) {
        from = m_scenario->findJob(after) + 1;
        if (from == 0)
            return unknownCursor(after);
    }
    const MetadataFilter filter(request.query);
    DemoAnswer answer;
    JsonWriter json = beginList(&answer, limit.value * 1500);
    qint64 written = 0;
    bool more = false;
    for (int i = from; i < m_scenario->jobCount(); ++i) {
        if (!filter.empty() && !filter.holds(m_scenario->metadata(i)))
            continue;
        if (written == limit.value) {
            more = true;
            break;
        }
        json.raw(m_scenario->job(i, nowMs));
        ++written;
    }
    json.endArray().flag("has_more", more).endObject();
    return answer;
}

DemoAnswer DemoApi::job(const DemoRequest &request, const QStringList &rest, qint64 nowMs)
{
    const int found = m_scenario->findJob(rest[0].toUtf8());
    if (rest.size() > 2)
        return unknownPath(request);
    if (found < 0)
        return unknownJob(rest[0]);
    const QString call = rest.value(1);
    if (request.post) {
        Scenario::Action action = Scenario::Action::Cancel;
        if (call == u"pause"_s)
            action = Scenario::Action::Pause;
        else if (call == u"resume"_s)
            action = Scenario::Action::Resume;
        else if (call != u"cancel"_s)
            return unknownPath(request);
        QByteArray why;
        if (!m_scenario->act(found, action, nowMs, &why))
            return failed(400, why, "fine_tune_id", "invalid_job_status");
    } else if (call == u"events"_s) {
        return events(found, request, nowMs);
    } else if (call == u"checkpoints"_s) {
        return checkpoints(found, request, nowMs);
    } else if (rest.size() > 1) {
        return unknownPath(request);
    }
    DemoAnswer answer;
    answer.body = m_scenario->job(found, nowMs);
    return answer;
}

DemoAnswer DemoApi::events(int job, const DemoRequest &request, qint64 nowMs)
{
    const Limit limit = limitOf(request.query, 20, 100);
    if (limit.error)
        return *limit.error;
    qint64 from = 0;
    const QByteArray after = queryValue(request.query, u"after"_s);
    if (!after.isEmpty()) {
        from = m_scenario->findEvent(job, after, nowMs) + 1;
        if (from == 0)
            return unknownCursor(after);
    }
    const qint64 count = m_scenario->eventCount(job, nowMs);
    const qint64 end = std::min(count, from + limit.value);
    DemoAnswer answer;
    JsonWriter json = beginList(&answer, (end - from) * 600);
    for (qint64 i = from; i < end; ++i)
        json.raw(m_scenario->event(job, i, nowMs));
    json.endArray().flag("has_more", end < count).endObject();
    return answer;
}

DemoAnswer DemoApi::checkpoints(int job, const DemoRequest &request, qint64 nowMs)
{
    const Limit limit = limitOf(request.query, 10, 100);
    if (limit.error)
        return *limit.error;
    const int count = m_scenario->checkpointCount(job, nowMs);
    int from = 0;
    const QByteArray after = queryValue(request.query, u"after"_s);
    if (!after.isEmpty()) {
        while (from < count && m_scenario->checkpointId(job, from, nowMs) != after)
            ++from;
        if (from == count)
            return unknownCursor(after);
        ++from;
    }
    const int end = static_cast<int>(std::min<qint64>(count, from + limit.value));
    DemoAnswer answer;
    JsonWriter json = beginList(&answer, (end - from) * 600LL);
    for (int i = from; i < end; ++i)
        json.raw(m_scenario->checkpoint(job, i, nowMs));
    json.endArray().flag("has_more", end < count);
    json.textOrNull("first_id", from < end ? m_scenario->checkpointId(job, from, nowMs) : QByteArray());
    json.textOrNull("last_id", from < end ? m_scenario->checkpointId(job, end - 1, nowMs) : QByteArray());
    json.endObject();
    return answer;
}

DemoAnswer DemoApi::files(const DemoRequest &request, const QStringList &rest, qint64 nowMs)
{
    if (rest.isEmpty())
        return fileList(request, nowMs);
    const bool content = rest.size() == 2 && rest[1] == u"content"_s;
    if (rest.size() > 1 && !content)
        return unknownPath(request);
    const bool strict = m_scenario->options().strict;
    const qint64 found = m_scenario->findFile(rest[0].toUtf8(), nowMs);
    if (found < 0)
        return unknownFile(rest[0], strict);
    DemoAnswer answer;
    if (!content) {
        answer.body = m_scenario->file(found);
    } else if (strict) {
        // The document calls the content a JSON string; servers send the bytes.
        JsonWriter(&answer.body).text(m_scenario->fileContent(found));
    } else {
        answer.type = "application/octet-stream";
        answer.body = m_scenario->fileContent(found);
    }
    return answer;
}

DemoAnswer DemoApi::fileList(const DemoRequest &request, qint64 nowMs)
{
    constexpr qint64 most = 10'000;
    const Limit limit = limitOf(request.query, most, most);
    if (limit.error)
        return *limit.error;
    const QByteArray order = queryValue(request.query, u"order"_s);
    if (!order.isEmpty() && order != "asc" && order != "desc")
        return failed(400, "Invalid value: '" + order + "'. Supported values are: 'asc' and 'desc'.", "order",
                      "invalid_value");
    const QByteArray after = queryValue(request.query, u"after"_s);
    if (!after.isEmpty() && m_scenario->findFile(after, nowMs) < 0)
        return unknownCursor(after);
    const QByteArray purpose = queryValue(request.query, u"purpose"_s);
    const bool oldestFirst = order == "asc";
    DemoAnswer answer;
    JsonWriter json = beginList(&answer, 4096);
    QByteArray first;
    QByteArray last;
    qint64 written = 0;
    bool started = after.isEmpty();
    bool more = false;
    const int count = m_scenario->jobCount();
    for (int i = 0; i < count && !more; ++i) {
        QList<qint64> files = m_scenario->filesOfJob(oldestFirst ? count - 1 - i : i, nowMs);
        if (!oldestFirst)
            std::reverse(files.begin(), files.end());
        for (const qint64 file : files) {
            const QByteArray id = m_scenario->fileId(file);
            if (!started) {
                started = id == after;
                continue;
            }
            // The third file of a job is its result.
            if (!purpose.isEmpty() && purpose != (file % 4 == 2 ? "fine-tune-results" : "fine-tune"))
                continue;
            if (written == limit.value) {
                more = true;
                break;
            }
            json.raw(m_scenario->file(file));
            if (written++ == 0)
                first = id;
            last = id;
        }
    }
    json.endArray().flag("has_more", more).text("first_id", first).text("last_id", last).endObject();
    return answer;
}

DemoAnswer DemoApi::models(const QStringList &rest, qint64 nowMs)
{
    DemoAnswer answer;
    if (rest.isEmpty()) {
        JsonWriter json = beginList(&answer, 64'000);
        for (const QByteArray &model : m_scenario->models(nowMs))
            json.raw(model);
        json.endArray().endObject();
        return answer;
    }
    const QByteArray name = rest.join(u'/').toUtf8();
    answer.body = m_scenario->model(name, nowMs);
    if (answer.body.isEmpty())
        return failed(404, "The model '" + name + "' does not exist", "model", "model_not_found");
    return answer;
}

DemoAnswer DemoApi::forced(int status, const QByteArray &requestId, const QByteArray &retryAfter)
{
    if (status == 429) {
        DemoAnswer answer = failed(
            429,
            "Rate limit reached for requests per min (RPM). Limit: 10000 / min. Please try again in " +
                retryAfter +
                "s. Contact us through our help center at help.openai.com if you continue to have issues.",
            {}, "rate_limit_exceeded", "requests");
        answer.headers = {{"retry-after", retryAfter}, {"x-ratelimit-reset-requests", retryAfter + "s"}};
        return answer;
    }
    if (status == 401)
        return failed(401, "Incorrect API key provided.", {}, "invalid_api_key");
    if (status == 403) {
        return failed(403, "You have insufficient permissions for this operation.", {},
                      "insufficient_permissions");
    }
    if (status < 500)
        return failed(status, "The request was refused as asked for.", {}, "demo_forced");
    return failed(status,
                  "The server had an error processing your request. Sorry about that! You can retry your "
                  "request, or contact us "
                  "through our help center at help.openai.com if you keep seeing this error. (Please include "
                  "the request ID " +
                      requestId + " in your email.)",
                  {}, {}, "server_error");
}

} // namespace tuneboard
