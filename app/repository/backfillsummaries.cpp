// SPDX-License-Identifier: GPL-3.0-or-later
// The part of Backfill that computes summaries from what the archive has.
#include "app/repository/backfill.h"

#include <QTimer>

namespace tuneboard {

namespace {

constexpr int kRenewPauseMs = 20; // between two jobs, for what the window reads from the archive

} // namespace

void Backfill::renewFlags()
{
    if (m_options.perMinute <= 0)
        return;
    m_options.desk.ask(
        this,
        [](ArchiveSession &session) {
            return session.run([](Archive &a) { return a.records().outdatedFlags(); });
        },
        [this](const ArchiveResult<std::vector<JobKey>> &found) {
            if (const auto *jobs = std::get_if<std::vector<JobKey>>(&found))
                m_outdated.assign(jobs->rbegin(), jobs->rend());
            renewNext();
        });
}

void Backfill::renewNext()
{
    if (m_outdated.empty())
        return;
    const JobKey key = m_outdated.back();
    m_outdated.pop_back();
    const auto goOn = [this] {
        QTimer::singleShot(kRenewPauseMs, this, &Backfill::renewNext);
    };
    compute(key, this, [this, goOn](const std::optional<JobSummary> &computed) {
        if (!computed)
            return goOn();
        m_options.desk.ask(
            this,
            [computed = *computed](ArchiveSession &session) {
                return session.run([&](Archive &a) { return a.records().renewFlags(computed); });
            },
            [this, goOn](const ArchiveResult<JobSummary> &stored) {
                if (const auto *summary = std::get_if<JobSummary>(&stored))
                    Q_EMIT summarised(*summary);
                goOn();
            });
    });
}

void Backfill::summarise(const JobKey &key, qint64 readAt, QObject *context,
                         const std::function<void()> &done)
{
    compute(key, context, [this, readAt, done](std::optional<JobSummary> summary) {
        if (summary) {
            summary->readAt = readAt;
            m_options.desk.archive->post([summary = *summary](ArchiveSession &session) {
                (void)session.run([&](Archive &a) { return a.records().keepSummary(summary); });
            });
            Q_EMIT summarised(*summary);
        }
        done();
    });
}

void Backfill::compute(const JobKey &key, QObject *context,
                       const std::function<void(const std::optional<JobSummary> &)> &done)
{
    const RecordsDesk desk = m_options.desk;
    desk.ask(
        context,
        [key, ending = desk.isEnding](ArchiveSession &session) {
            (void)session.run([&](Archive &a) { return turnReversedEvents(a, key); });
            return session.run([&](Archive &a) { return readRecords(a, key, RecordsDepth::Whole, *ending); });
        },
        [desk, context, done](const ArchiveResult<KeptRecords> &result) {
            const auto *found = std::get_if<KeptRecords>(&result);
            if (!found || !found->outline)
                return done({});
            auto kept = std::make_shared<const KeptRecords>(*found);
            desk.compute(
                context,
                [kept, ending = desk.isEnding] {
                    const MetricsSources sources = sourcesOf(*kept);
                    return summaryOf(*kept->outline, *buildMetrics(sources, *ending), *sources.checkpoints,
                                     kept->state.isFinished);
                },
                [done](const JobSummary &summary) { done(summary); });
        });
}

} // namespace tuneboard
