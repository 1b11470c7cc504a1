// SPDX-License-Identifier: GPL-3.0-or-later
// Follows the jobs that go on: asks at the times that planPolls() says.
#pragma once

#include "app/repository/pollplan.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <functional>
#include <map>

namespace tuneboard {

class Follower : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        /// What there is to follow; the times and jitters in it are the follower's own business.
        std::function<std::vector<FollowedAccount>()> accounts;
        std::function<void(const Poll &)> ask;
        std::function<qint64()> wallMs;      ///< UTC, to notice that the machine slept
        std::function<qint64()> monotonicMs; ///< empty: the system's
        std::function<double()> jitter;      ///< a number in [0, 1); empty: the system's random numbers
        double speed = 1;                    ///< how many times faster than the system's the clock goes
    };

    explicit Follower(Options options, QObject *parent);

    /// Nothing is asked before.
    void start();
    /// Something that the plan rests on has changed.
    void wake();
    /// The user is back, or the network, or the machine from its sleep: each list is asked once, now.
    void resume();

    void setPaused(bool paused);
    void setMinimised(bool minimised);
    /// How many times slower than usual; below 1 counts as 1.
    void setSlowness(double slowness);
    void setOnline(bool online);
    [[nodiscard]] bool isPaused() const { return m_input.isPaused; }

    /// A listing began that the plan did not ask for.
    void listed(qint64 account);
    /// What an answer of the account's host said. `refused`: 429, or nobody could be reached.
    void answered(qint64 account, const QString &host, const RateLimits &limits, bool refused);

private:
    struct Times
    {
        qint64 askedMs = kNeverMs;
        double jitter = 0.5;
    };
    using JobOf = std::pair<qint64, QString>;

    void plan();
    void fill(std::vector<FollowedAccount> &accounts);
    void note(const Poll &poll, qint64 nowMs);
    void lookForSleep();
    [[nodiscard]] qint64 nowMs() const;
    [[nodiscard]] double chance() const;

    Options m_options;
    PollInput m_input; ///< all but the accounts
    std::map<qint64, Times> m_lists;
    std::map<JobOf, Times> m_events;
    std::map<JobOf, Times> m_jobs;
    std::map<qint64, std::pair<RateLimits, qint64>> m_limits; ///< with the time on our clock
    QTimer m_timer;
    QElapsedTimer m_clock;
    qint64 m_wallMs = 0;      ///< at the last look
    qint64 m_monotonicMs = 0; ///< the same
    bool m_isStarted = false;
};

} // namespace tuneboard
