// SPDX-License-Identifier: GPL-3.0-or-later
// An account on loopback whose lists are as long as a test wants, with the newest or the oldest object first.
#pragma once

#include "app/repository/jobrecords.h"
#include "app/repository/repository.h"
#include "tests/support/faultserver.h"
#include "tests/support/waiting.h"

#include <QTemporaryDir>
#include <QTest>
#include <QUrlQuery>

#include <functional>
#include <limits>

namespace tuneboard::test {

/// Objects are numbered from 1, the oldest, to `count`.
struct ScriptedList
{
    QByteArray prefix; ///< of the ids
    int count = 0;
    bool oldestFirst = false;
    bool ignoresLimit = false; ///< all objects come in one page
    bool ignoresAfter = false; ///< each page is the first one
    bool refusesAfter = false; ///< the answer to a second page is 400
    bool saysMore = true;      ///< answers have `has_more`
    int pages = 0;             ///< requests so far
    std::function<QByteArray(int number)> object;
    QByteArrayList afters; ///< the `after` of each request; empty: none

    [[nodiscard]] QByteArray id(int number) const { return prefix + QByteArray::number(number); }
    FaultAnswer answer(const FaultRequest &request)
    {
        ++pages;
        const QUrlQuery query(QString::fromUtf8(request.query()));
        const QByteArray after = query.queryItemValue(QStringLiteral("after")).toUtf8();
        afters.append(after);
        const int limit = ignoresLimit ? count : query.queryItemValue(QStringLiteral("limit")).toInt();
        const int step = oldestFirst ? 1 : -1;
        if (refusesAfter && !after.isEmpty())
            return FaultAnswer::json(400, R"({"error":{"message":"Unknown parameter: after"}})");
        const bool fromStart = after.isEmpty() || ignoresLimit || ignoresAfter;
        const int from = fromStart ? (oldestFirst ? 1 : count) : after.mid(prefix.size()).toInt() + step;
        QByteArrayList objects;
        int number = from;
        for (; number >= 1 && number <= count && objects.size() < limit; number += step)
            objects.append(object(number));
        const bool hasMore = number >= 1 && number <= count;
        const QByteArray more = hasMore ? R"(,"has_more":true)" : R"(,"has_more":false)";
        return FaultAnswer::json(200, R"({"object":"list","data":[)" + objects.join(',') + "]" +
                                          (saysMore ? more : QByteArray()) + "}");
    }
};

struct ScriptedAccount
{
    ScriptedAccount()
    {
        jobs.prefix = "ftjob-";
        jobs.count = 1;
        jobs.object = [this](int number) {
            return job(number);
        };
        events.prefix = "ftevent-";
        events.object = [this](int number) {
            return R"({"object":"fine_tuning.job.event","id":")" + events.id(number) + R"(","created_at":)" +
                   QByteArray::number(eventTime(number)) +
                   R"(,"level":"info","type":"message","message":"m"})";
        };
        checkpoints.prefix = "ftckpt_";
        checkpoints.object = [this](int number) {
            return R"({"object":"fine_tuning.job.checkpoint","id":")" + checkpoints.id(number) +
                   R"(","step_number":)" + QByteArray::number(number) + R"(,"metrics":{"train_loss":0.5}})";
        };
        server.always([this](const FaultRequest &request) {
            const QByteArray path = request.path();
            if (path.endsWith("/jobs"))
                return jobs.answer(request);
            if (path.endsWith("/events"))
                return events.answer(request);
            if (path.endsWith("/checkpoints"))
                return checkpoints.answer(request);
            if (path.contains("/jobs/"))
                return FaultAnswer::json(200, job(path.split('-').last().toInt()));
            return FaultAnswer::json(404, "{}");
        });
    }

    [[nodiscard]] QByteArray job(int number) const
    {
        return R"({"object":"fine_tuning.job","id":")" + jobs.id(number) + R"(","status":")" + status +
               R"(","model":"gpt-4o","created_at":)" + QByteArray::number(jobTime(number)) + "}";
    }

    FaultServer server;
    ScriptedList jobs, events, checkpoints;
    QByteArray status = "succeeded";
    std::function<qint64(int)> jobTime = [](int number) {
        return 1'700'000'000 + qint64{number};
    };
    std::function<qint64(int)> eventTime = jobTime;
};

/// A repository on one such account, in an archive that outlives it.
struct ScriptedRun
{
    explicit ScriptedRun(const ScriptedAccount &account)
        : url(account.server.url(QStringLiteral("/v1")))
    {
    }

    void start(const ListLimits &limits = {})
    {
        stop();
        Repository::Options options;
        options.archivePath = folder.filePath(QStringLiteral("archive.sqlite"));
        options.limits = limits;
        options.timing.baseMs = 5;
        options.timing.maxMs = 20;
        options.timing.deadlineMs = 30'000;
        options.backfillRetryMs = 20;
        options.follows = follows;
        repository = std::make_unique<Repository>(std::move(options));
        QObject::connect(repository.get(), &Repository::recordsChanged, repository.get(),
                         [this](const JobRecords &now) { records = now; });
        AccountRecord record;
        record.name = QStringLiteral("Test");
        record.baseUrl = url.toString();
        record.dialect = QStringLiteral("compatible");
        Endpoint endpoint;
        endpoint.dialect = DialectKind::Compatible;
        endpoint.baseUrl = url;
        endpoint.key = Secret("sk-test");
        repository->addAccount(record, endpoint);
        repository->start();
    }
    void stop()
    {
        repository.reset();
        records = {};
    }

    [[nodiscard]] AccountState state() const { return repository->accounts().front(); }
    [[nodiscard]] JobKey key(int number) const
    {
        return {state().record.number, QStringLiteral("ftjob-%1").arg(number)};
    }
    /// The first listing has ended, or the one that was begun since.
    bool settle()
    {
        return wait([this] { return repository->isSettled() && !repository->isSyncing(); });
    }
    /// Opens the job and waits until its lists are read as far as they will be.
    bool open(int number)
    {
        repository->open(key(number));
        return waitRead();
    }
    bool waitRead()
    {
        return wait([this] {
            const PartState &events = records.eventsState;
            const PartState &checkpoints = records.checkpointsState;
            const auto hasEnded = [](const PartState &part) {
                return !part.isLoading && (part.isComplete || part.limitedAfter > 0 || part.error);
            };
            return records.events && hasEnded(events) && hasEnded(checkpoints);
        });
    }
    template<class Condition>
    static bool wait(Condition condition)
    {
        return QTest::qWaitFor(condition, kWaitMs);
    }
    [[nodiscard]] QStringList eventIds() const
    {
        QStringList ids;
        for (const EventRow &row : *records.events)
            ids.append(row.id);
        return ids;
    }

    QTemporaryDir folder;
    QUrl url;
    bool follows = false; ///< asks again by itself; lookAgain() then looks for new jobs only
    JobRecords records;
    std::unique_ptr<Repository> repository;
};

} // namespace tuneboard::test
