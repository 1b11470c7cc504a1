// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/repository/follower.h"

#include <QRandomGenerator>

#include <algorithm>
#include <set>

namespace tuneboard {

namespace {

constexpr qint64 kLookMs = 30'000;  // the longest time until a sleep is noticed
constexpr qint64 kSleptMs = 30'000; // by which the wall clock ran ahead

} // namespace

Follower::Follower(Options options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
{
    m_clock.start();
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::CoarseTimer);
    connect(&m_timer, &QTimer::timeout, this, &Follower::plan);
}

qint64 Follower::nowMs() const
{
    return m_options.monotonicMs ? m_options.monotonicMs()
                                 : qint64(double(m_clock.elapsed()) * m_options.speed);
}

double Follower::chance() const
{
    return m_options.jitter ? m_options.jitter() : QRandomGenerator::global()->generateDouble();
}

void Follower::start()
{
    m_isStarted = true;
    m_wallMs = m_options.wallMs();
    m_monotonicMs = nowMs();
    wake();
}

// Later: several changes at once are one plan.
void Follower::wake()
{
    if (m_isStarted)
        m_timer.start(0);
}

void Follower::resume()
{
    m_lists.clear();
    m_events.clear();
    wake();
}

void Follower::setPaused(bool paused)
{
    m_input.isPaused = paused;
    wake();
}

void Follower::setMinimised(bool minimised)
{
    m_input.isMinimised = minimised;
    wake();
}

void Follower::setSlowness(double slowness)
{
    m_input.slowness = slowness;
    wake();
}

void Follower::setOnline(bool online)
{
    const bool isBack = online && m_input.isOffline;
    m_input.isOffline = !online;
    if (isBack)
        resume();
}

void Follower::listed(qint64 account)
{
    note({Poll::Kind::FirstPage, account, {}}, nowMs());
}

void Follower::answered(qint64 account, const QString &host, const RateLimits &limits, bool refused)
{
    const qint64 now = nowMs();
    if (!(limits == RateLimits{}))
        m_limits[account] = {limits, now};
    if (refused)
        m_input.hosts[host].refused(now);
}

void Follower::lookForSleep()
{
    const qint64 wall = m_options.wallMs();
    const qint64 monotonic = nowMs();
    const bool slept = (wall - m_wallMs) - (monotonic - m_monotonicMs) > kSleptMs;
    m_wallMs = wall;
    m_monotonicMs = monotonic;
    if (slept)
        m_lists.clear();
}

void Follower::plan()
{
    lookForSleep();
    m_input.nowMs = nowMs();
    m_input.accounts = m_options.accounts();
    fill(m_input.accounts);
    const PollStep step = planPolls(m_input);
    m_input.accounts.clear();
    for (const Poll &poll : step.due) {
        note(poll, m_input.nowMs);
        m_options.ask(poll);
    }
    // What was just asked has its next time too: the plan is made anew.
    const qint64 next = step.due.empty() ? (step.nextMs < 0 ? kLookMs : std::min(step.nextMs, kLookMs)) : 1;
    m_timer.start(std::max(1, int(double(next) / m_options.speed)));
}

void Follower::fill(std::vector<FollowedAccount> &accounts)
{
    const auto find = [](const auto &map, const auto &key) {
        const auto found = map.find(key);
        return found == map.end() ? Times() : found->second;
    };
    std::set<JobOf> followed;
    for (FollowedAccount &account : accounts) {
        const Times list = find(m_lists, account.number);
        account.listAskedMs = list.askedMs;
        account.jitter = list.jitter;
        if (const auto limits = m_limits.find(account.number); limits != m_limits.end()) {
            account.limits = limits->second.first;
            account.limitsAtMs = limits->second.second;
        }
        for (FollowedJob &job : account.jobs) {
            const JobOf key(account.number, job.id);
            const Times events = find(m_events, key);
            const Times alone = find(m_jobs, key);
            job.eventsAskedMs = events.askedMs;
            job.jobAskedMs = alone.askedMs;
            job.jitter = job.isOnFirstPage ? events.jitter : alone.jitter;
            followed.insert(key);
        }
    }
    // What has ended is forgotten.
    const auto isGone = [&](const auto &entry) {
        return !followed.contains(entry.first);
    };
    std::erase_if(m_events, isGone);
    std::erase_if(m_jobs, isGone);
}

void Follower::note(const Poll &poll, qint64 nowMs)
{
    const Times times{nowMs, chance()};
    switch (poll.kind) {
    case Poll::Kind::FirstPage:
        m_lists[poll.account] = times;
        return;
    case Poll::Kind::Events:
        m_events[{poll.account, poll.job}] = times;
        return;
    case Poll::Kind::Job:
        m_jobs[{poll.account, poll.job}] = times;
        return;
    }
}

} // namespace tuneboard
