// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/repository/pollplan.h"

#include "app/api/terms.h"

#include <algorithm>
#include <cmath>

namespace tuneboard {

namespace {

constexpr qint64 kEventsMs = 15'000;
constexpr qint64 kRunningMs = 30'000;
constexpr qint64 kQueuedMs = 60'000;
constexpr qint64 kSlowMs = 300'000;
constexpr qint64 kDayMs = 24LL * 60 * 60 * 1000;
constexpr qint64 kWeekSecs = 7LL * 24 * 60 * 60;
constexpr double kMinimisedFactor = 4;
constexpr double kJitter = 0.4; // from the shortest to the longest: ±20 %

qint64 intervalOf(FollowPace pace)
{
    switch (pace) {
    case FollowPace::Running:
        return kRunningMs;
    case FollowPace::Queued:
        return kQueuedMs;
    case FollowPace::Slow:
        return kSlowMs;
    case FollowPace::Daily:
        return kDayMs;
    }
    return kSlowMs;
}

// What is left of the account's allowance: all of it is never used up by looking.
double factorOf(const FollowedAccount &account)
{
    const RateLimits &limits = account.limits;
    if (limits.remainingRequests < 0 || limits.limitRequests <= 0)
        return 1;
    if (limits.remainingRequests * 10 < limits.limitRequests)
        return 4;
    return limits.remainingRequests * 4 < limits.limitRequests ? 2 : 1;
}

// Until when nothing may be asked because the allowance is used up.
qint64 exhaustedForMs(const FollowedAccount &account, qint64 nowMs)
{
    if (account.limits.remainingRequests != 0 || account.limitsAtMs == kNeverMs)
        return 0;
    const qint64 resetMs = account.limits.resetRequestsMs < 0 ? kQueuedMs : account.limits.resetRequestsMs;
    return std::max<qint64>(0, account.limitsAtMs + resetMs - nowMs);
}

class Planner
{
public:
    explicit Planner(const PollInput &input)
        : m_input(input)
    {
        for (const FollowedAccount &account : input.accounts) {
            double &factor = m_hostFactors[account.host];
            factor = std::max({factor, 1.0, factorOf(account)});
        }
    }

    PollStep plan()
    {
        for (const FollowedAccount &account : m_input.accounts) {
            if (!account.isRefused && (account.isLocal || !m_input.isOffline))
                planAccount(account);
        }
        return std::move(m_step);
    }

private:
    void planAccount(const FollowedAccount &account)
    {
        m_waitMs = std::max(account.coolDownMs, exhaustedForMs(account, m_input.nowMs));
        m_factor = m_hostFactors.value(account.host) *
                   std::exp2(m_input.hosts.value(account.host).levelAt(m_input.nowMs)) *
                   (m_input.isMinimised ? kMinimisedFactor : 1) * std::max(1.0, m_input.slowness);
        qint64 list = kSlowMs;
        for (const FollowedJob &job : account.jobs) {
            const qint64 interval = intervalOf(job.pace);
            if (job.isOnFirstPage)
                list = std::min(list, interval);
            else
                add({Poll::Kind::Job, account.number, job.id}, job.jobAskedMs, interval, job.jitter);
            if (job.isOpen && job.pace == FollowPace::Running)
                add({Poll::Kind::Events, account.number, job.id}, job.eventsAskedMs, kEventsMs, job.jitter);
        }
        if (!account.isListing)
            add({Poll::Kind::FirstPage, account.number, {}}, account.listAskedMs, list, account.jitter);
    }

    void add(Poll poll, qint64 askedMs, qint64 intervalMs, double jitter)
    {
        const double spread = 1 + kJitter * (std::clamp(jitter, 0.0, 1.0) - 0.5);
        qint64 leftMs = m_waitMs;
        if (askedMs != kNeverMs) {
            const double factor = intervalMs < kDayMs ? m_factor : 1;
            const auto interval = qint64(double(intervalMs) * factor * spread);
            leftMs = std::max(leftMs, askedMs + interval - m_input.nowMs);
        }
        if (leftMs <= 0)
            m_step.due.push_back(std::move(poll));
        else if (m_step.nextMs < 0 || leftMs < m_step.nextMs)
            m_step.nextMs = leftMs;
    }

    const PollInput &m_input;
    QHash<QString, double> m_hostFactors; ///< from what the servers say is left
    PollStep m_step;
    qint64 m_waitMs = 0;
    double m_factor = 1;
};

} // namespace

std::optional<FollowPace> followPace(QStringView status, qint64 unchangedSecs)
{
    const StatusTerm *term = statusTerm(status);
    if (!term)
        return unchangedSecs >= kWeekSecs ? FollowPace::Daily : FollowPace::Slow;
    if (term->status == Status::Paused)
        return FollowPace::Slow;
    if (term->terminal)
        return std::nullopt;
    return term->tone == Tone::Active ? FollowPace::Running : FollowPace::Queued;
}

void HostPace::refused(qint64 nowMs)
{
    level = std::min(levelAt(nowMs) + 1, kMaxLevel);
    atMs = nowMs;
}

int HostPace::levelAt(qint64 nowMs) const
{
    return std::max(0, level - int(std::min<qint64>(kMaxLevel, (nowMs - atMs) / kCalmMs)));
}

PollStep planPolls(const PollInput &input)
{
    return input.isPaused ? PollStep() : Planner(input).plan();
}

} // namespace tuneboard
