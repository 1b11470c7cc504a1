// SPDX-License-Identifier: GPL-3.0-or-later
// When to ask what: a pure function from what is known of jobs, hosts and the machine. No clock, no chance
// and no request of its own.
#pragma once

#include "app/api/request.h"

#include <QHash>
#include <QString>

#include <limits>
#include <optional>
#include <vector>

namespace tuneboard {

/// A time that has not come yet: never asked.
inline constexpr qint64 kNeverMs = std::numeric_limits<qint64>::min();

/// How often a job that goes on is looked at.
enum class FollowPace : quint8 {
    Running, ///< with the list every 30 s, its events every 15 s while its page is open
    Queued,  ///< 60 s: validating, queued, and all that comes before training
    Slow,    ///< 5 min: paused, and unknown words
    Daily ///< once a day, whatever else slows the pace down: unknown words that have not changed for a week
};

/// nullopt: the job has ended and is not followed. `status`: the raw status. `unchangedSecs`: how long ago
/// the job was last seen to change; counts for unknown words alone.
[[nodiscard]] std::optional<FollowPace> followPace(QStringView status, qint64 unchangedSecs = 0);

/// One job that goes on.
struct FollowedJob
{
    QString id;
    FollowPace pace = FollowPace::Running;
    bool isOpen = false;             ///< its page is shown
    bool isOnFirstPage = true;       ///< the list's first page answers for it
    qint64 eventsAskedMs = kNeverMs; ///< when its events were asked for last, monotonic
    qint64 jobAskedMs = kNeverMs;    ///< the same for the job alone
    double jitter = 0.5;             ///< in [0, 1), drawn anew with each request; 0.5: none
};

struct FollowedAccount
{
    qint64 number = 0;
    QString host;         ///< "name:port"
    bool isLocal = false; ///< on this machine: asked without a network too
    std::vector<FollowedJob> jobs;
    qint64 listAskedMs = kNeverMs; ///< the first page or the whole list, monotonic
    double jitter = 0.5;
    bool isListing = false; ///< a listing is under way: it answers for the first page
    bool isRefused = false; ///< the key was refused: nothing more until the user has done something
    qint64 coolDownMs = 0;  ///< how long the host still wants this account to wait
    RateLimits limits;      ///< as said last
    qint64 limitsAtMs = kNeverMs;
};

/// What a host's answers of 429 have done to the pace of all accounts there.
struct HostPace
{
    int level = 0;   ///< every interval is 2^level as long
    qint64 atMs = 0; ///< when the level was set, monotonic

    static constexpr int kMaxLevel = 5;
    static constexpr qint64 kCalmMs = 300'000; ///< without a 429 for so long: a level less

    void refused(qint64 nowMs); ///< a 429 came
    [[nodiscard]] int levelAt(qint64 nowMs) const;
};

struct PollInput
{
    qint64 nowMs = 0;         ///< of a clock that never goes back
    bool isPaused = false;    ///< the user stopped following
    bool isOffline = false;   ///< there is no network
    bool isMinimised = false; ///< nobody looks: four times slower
    double slowness = 1;      ///< from the settings; below 1 counts as 1
    std::vector<FollowedAccount> accounts;
    QHash<QString, HostPace> hosts;
};

struct Poll
{
    enum class Kind : quint8 { FirstPage, Events, Job };
    Kind kind = Kind::FirstPage;
    qint64 account = 0;
    QString job; ///< empty for FirstPage

    friend bool operator==(const Poll &, const Poll &) = default;
};

struct PollStep
{
    std::vector<Poll> due; ///< to be asked now
    qint64 nextMs = -1;    ///< how long until something else is due; -1: nothing will be by itself
};

[[nodiscard]] PollStep planPolls(const PollInput &input);

} // namespace tuneboard
