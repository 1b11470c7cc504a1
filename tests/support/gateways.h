// SPDX-License-Identifier: GPL-3.0-or-later
// Imitations of two gateways on loopback, which refuse every request without their parameter or headers, and
// a second host that they send clients to.
#pragma once

#include "app/api/extras.h"
#include "tests/support/scriptedlists.h"

namespace tuneboard::test {

struct Gateway
{
    /// LiteLlm: a proxy that needs custom_llm_provider=openai; Portkey: needs x-portkey-provider, and in its
    /// hosted form a key of its own.
    enum class Kind { LiteLlm, Portkey };

    /// The value of Portkey's own key; it must not be found anywhere afterwards.
    static QByteArray portkeyKey() { return QByteArrayLiteral("pk-MARKER-1917/neverprinted"); }
    /// The id of a file whose content another host has.
    static constexpr const char *movedFile = "file-moved";

    explicit Gateway(Kind of, int jobs = 3)
        : kind(of)
    {
        lists.jobs.count = jobs;
        lists.jobs.object = [this](int number) {
            return job(number);
        };
        lists.server.always([this](const FaultRequest &request) {
            const auto refusal = refusalOf(request);
            refused += refusal ? 1 : 0;
            return refusal.value_or(answer(request));
        });
        other.always(FaultAnswer::json(200, R"({"object":"list","data":[]})"));
    }

    [[nodiscard]] QUrl url() const { return lists.server.url(QStringLiteral("/v1")); }
    [[nodiscard]] const QList<FaultRequest> &requests() const { return lists.server.requests(); }

    [[nodiscard]] Extras extras() const
    {
        if (kind == Kind::LiteLlm)
            return {{{QStringLiteral("custom_llm_provider"), QStringLiteral("openai")}}, {}};
        return {{},
                {{QStringLiteral("x-portkey-provider"), Secret("openai"), false},
                 {QStringLiteral("x-portkey-api-key"), Secret(portkeyKey()), true}}};
    }
    /// The same for the terminal; PORTKEY_API_KEY has the key.
    [[nodiscard]] QStringList options() const
    {
        if (kind == Kind::LiteLlm)
            return {QStringLiteral("--query"), QStringLiteral("custom_llm_provider=openai")};
        return {QStringLiteral("--header"), QStringLiteral("x-portkey-provider=openai"),
                QStringLiteral("--header-env"), QStringLiteral("x-portkey-api-key=PORTKEY_API_KEY")};
    }

    [[nodiscard]] QByteArray job(int number) const
    {
        return R"({"object":"fine_tuning.job","id":")" + lists.jobs.id(number) +
               R"(","status":"succeeded","model":"gpt-4o","created_at":)" +
               QByteArray::number(1'700'000'000 + number) + R"(,"finished_at":)" +
               QByteArray::number(1'700'000'100 + number) +
               R"(,"trained_tokens":100,"training_file":"file-train","result_files":["file-result",")" +
               movedFile + R"("]})";
    }

    Kind kind;
    ScriptedAccount lists;
    FaultServer other;
    int refused = 0; ///< requests without what the gateway needs

private:
    [[nodiscard]] std::optional<FaultAnswer> refusalOf(const FaultRequest &request) const
    {
        const QUrlQuery query(QString::fromUtf8(request.query()));
        if (kind == Kind::LiteLlm) {
            const QStringList given = query.allQueryItemValues(QStringLiteral("custom_llm_provider"));
            if (given == QStringList{QStringLiteral("openai")})
                return {};
            return FaultAnswer::json(422,
                                     R"({"detail":[{"type":"missing","loc":["query","custom_llm_provider"],)"
                                     R"("msg":"Field required","input":null}]})");
        }
        if (request.header("x-portkey-provider") != "openai")
            return FaultAnswer::json(400, R"({"status":"failure","message":"Either x-portkey-config or )"
                                          R"(x-portkey-provider header is required"})");
        if (request.header("x-portkey-api-key") != portkeyKey())
            return FaultAnswer::json(401, R"({"status":"failure","message":"Invalid API Key ')" +
                                              request.header("x-portkey-api-key") + R"('"})");
        return {};
    }

    FaultAnswer answer(const FaultRequest &request)
    {
        const QByteArray path = request.path();
        if (path.endsWith("/jobs"))
            return lists.jobs.answer(request);
        if (path.endsWith("/events"))
            return kind == Kind::LiteLlm ? FaultAnswer::json(404, R"({"detail":"Not Found"})")
                                         : FaultAnswer::json(501, R"({"status":"failure","message":"no"})");
        if (path.endsWith("/checkpoints"))
            return kind == Kind::LiteLlm ? FaultAnswer::json(405, R"({"detail":"Method Not Allowed"})")
                                         : FaultAnswer::json(404, R"({"status":"failure","message":"no"})");
        if (path.contains("/jobs/"))
            return FaultAnswer::json(200, job(path.split('-').last().toInt()));
        const QByteArray file = path.endsWith("/content") ? path.split('/').at(3) : path.split('/').last();
        if (file == movedFile && path.endsWith("/content"))
            return FaultAnswer::redirect(other.url(QStringLiteral("/blob/moved.csv?sig=1")), 302);
        if (path.endsWith("/content"))
            return FaultAnswer::text(200, "text/csv", "step,train_loss\n1,0.5\n2,0.25\n");
        if (path.contains("/files/"))
            return FaultAnswer::json(200, R"({"object":"file","id":")" + file +
                                              R"(","bytes":33,"filename":"step_metrics.csv",)"
                                              R"("purpose":"fine-tune-results","created_at":1700000000})");
        return FaultAnswer::json(404, R"({"detail":"Not Found"})");
    }
};

} // namespace tuneboard::test
