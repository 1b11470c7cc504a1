// SPDX-License-Identifier: GPL-3.0-or-later
// Sends requests to one endpoint: the one place where the key becomes a header.
#pragma once

#include "app/api/call.h"
#include "app/api/cooldown.h"
#include "app/api/dialect.h"
#include "app/api/request.h"
#include "app/api/retry.h"

#include <QList>
#include <QNetworkRequest>
#include <QObject>
#include <QSet>
#include <QSslConfiguration>
#include <QTimer>

#include <functional>
#include <memory>
#include <type_traits>
#include <utility>

namespace tuneboard {

class HttpNetwork;

/// One account's way to its host. Redirects are not followed, TLS errors not ignored, cookies, cache and
/// HTTP/2 are off; at most `maxAtOnce` requests are on the wire, the others wait in order. Everything runs on
/// the thread that made it, contexts and callbacks too.
///
/// A callback runs exactly once, from the event loop, unless its context dies first: then it never runs, and
/// the request is given up. When the client is deleted, the callbacks of what was under way get Cancelled. A
/// context is asked for on every call; it must not be null.
class ApiClient final : public QObject
{
    Q_OBJECT
public:
    static constexpr qsizetype maxAtOnce = 6;
    static constexpr qint64 maxDownloadBytes = 256LL * 1024 * 1024;

    /// An endpoint that must not be asked (see `endpointProblem`) makes every call end as NotAllowed.
    ApiClient(Endpoint endpoint, std::shared_ptr<CoolDown> coolDown, Timing timing = {},
              QObject *parent = nullptr);
    ~ApiClient() override;

    /// The Call stays the client's; it lives until its callback has run.
    Call *send(Request request, QObject *context, std::function<void(Result<Reply>)> callback);

    /// The same with an answer that is read; an error of reading gets the host and the request id.
    template<class T>
    Call *send(TypedRequest<T> request, QObject *context,
               std::type_identity_t<std::function<void(Result<T>)>> callback)
    {
        const QString asked = host();
        return send(std::move(request.request), context,
                    [parse = std::move(request.parse), callback = std::move(callback), asked,
                     redaction = m_redaction](Result<Reply> reply) {
                        if (!reply.ok())
                            return callback(reply.error());
                        const QString id = reply->requestId;
                        Result<T> result = parse(std::move(reply).value());
                        if (result.ok())
                            return callback(std::move(result));
                        ApiError error = result.error();
                        error.host = asked;
                        error.requestId = id;
                        callback(redaction.redacted(std::move(error)));
                    });
    }

    struct Download
    {
        Request request; ///< a GET; raise `deadlineMs` for large files. 0: ten minutes
        QString file;    ///< where the body goes; written beside it first, only for this user to read
        qint64 maxBytes = maxDownloadBytes;
        bool replace = false; ///< whether a file that is there may be replaced; else it ends as Disk
    };
    /// Streams the body to a file, never whole in memory; only a complete body becomes the file. `progress`
    /// gets the bytes so far and of the whole (-1: not said), and may be empty. The Reply's body is empty.
    Call *download(Download download, QObject *context, std::function<void(qint64, qint64)> progress,
                   std::function<void(Result<Reply>)> callback);

    /// The account has changed or gone: ends what is under way as Cancelled, forgets the key, and refuses
    /// everything from now on (Cancelled). For clients that others may still point to.
    void close();

    /// For messages and errors, e.g. "api.openai.com"; never with a user or a key.
    [[nodiscard]] QString host() const;
    /// Path of a call on the host, for messages: that of the base URL, and `path` after it.
    [[nodiscard]] QString pathOf(const QString &path) const;
    /// The same error without the key and the secret headers. Errors of calls are already; this is for those
    /// that a caller makes from an answer.
    [[nodiscard]] ApiError redacted(ApiError error) const { return m_redaction.redacted(std::move(error)); }
    /// How long the host wants this account to wait, in ms; 0: it may be asked.
    [[nodiscard]] qint64 coolDownMs() const;

private:
    friend class Call;

    [[nodiscard]] Call *start(Request request, Call::Target target, QObject *context,
                              std::function<void(Result<Reply>)> callback);
    [[nodiscard]] std::optional<ApiError> refusal(const Request &request) const;
    [[nodiscard]] QNetworkRequest networkRequest(const Request &request);
    [[nodiscard]] HttpNetwork &network() { return *m_network; }
    [[nodiscard]] bool takeTurn(Call &call); ///< false: it will be started when its turn comes
    void giveTurn(Call &call);
    void nextTurns();
    void cool(const RetryPlan &plan);
    [[nodiscard]] QDateTime now() const;
    [[nodiscard]] double chance() const;

    Endpoint m_endpoint;
    std::shared_ptr<CoolDown> m_coolDown;
    Timing m_timing;
    Redaction m_redaction;
    quint64 m_credential;
    QString m_authority;
    std::optional<QSslConfiguration> m_tls; ///< made at the first request that needs it
    HttpNetwork *m_network;
    QSet<Call *> m_calls;  ///< all that are alive
    QSet<Call *> m_active; ///< on the wire
    QList<Call *> m_queue; ///< waiting for one that is on the wire to end
    QTimer m_turns;
};

} // namespace tuneboard
