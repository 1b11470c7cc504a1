// SPDX-License-Identifier: GPL-3.0-or-later
// One client and the server it talks to, for tests of requests.
#pragma once

#include "app/api/apiclient.h"
#include "tests/support/faultserver.h"

#include <QObject>
#include <QTest>

#include <memory>
#include <utility>

namespace tuneboard::test {

/// The key of `endpointAt`; it must not be found anywhere afterwards.
inline const QByteArray marker = QByteArrayLiteral("sk-MARKER-4711-neverprinted");

/// Waits of a few ms, no chance, and deadlines that no healthy answer comes near.
[[nodiscard]] inline Timing quick()
{
    Timing timing;
    timing.baseMs = 4;
    timing.maxMs = 16;
    timing.connectMs = 20'000;
    timing.deadlineMs = 20'000;
    timing.jitter = [] {
        return 0.0;
    };
    return timing;
}

[[nodiscard]] inline Endpoint endpointAt(const QUrl &baseUrl, DialectKind kind = DialectKind::OpenAi)
{
    Endpoint endpoint;
    endpoint.dialect = kind;
    endpoint.baseUrl = baseUrl;
    endpoint.organization = QStringLiteral("org-SCOPE");
    endpoint.project = QStringLiteral("proj-SCOPE");
    endpoint.key = Secret(marker);
    return endpoint;
}

/// One server, one client, and the ends that were told.
struct Bench
{
    explicit Bench(Timing timing = quick(), DialectKind kind = DialectKind::OpenAi)
        : client(std::make_unique<ApiClient>(endpointAt(server.url(QStringLiteral("/v1")), kind), coolDown,
                                             std::move(timing)))
    {
    }

    Call *send(const Request &request)
    {
        return client->send(request, &context, [this](const Result<Reply> &result) { ends.append(result); });
    }

    /// The first end; waits for it.
    Result<Reply> result(const Request &request = Request::get(QStringLiteral("fine_tuning/jobs")))
    {
        const qsizetype before = ends.size();
        send(request);
        if (!QTest::qWaitFor([&] { return ends.size() > before; }, 30'000))
            return ApiError::malformed(QStringLiteral("the test waited in vain"));
        return ends.at(before);
    }
    ApiError error(const Request &request = Request::get(QStringLiteral("fine_tuning/jobs")))
    {
        const Result<Reply> end = result(request);
        return end.ok() ? ApiError::malformed(QStringLiteral("no error at all")) : end.error();
    }

    FaultServer server;
    std::shared_ptr<CoolDown> coolDown = std::make_shared<CoolDown>();
    QObject context;
    QList<Result<Reply>> ends;
    std::unique_ptr<ApiClient> client;
};

} // namespace tuneboard::test
