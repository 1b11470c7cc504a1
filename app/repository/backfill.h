// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the details of all jobs, one after the other: those that have just ended at once, the others when
// nobody needs the server.
#pragma once

#include "app/api/jobsummary.h"
#include "app/repository/recordsdesk.h"
#include "app/repository/recordsreading.h"
#include "app/repository/repository.h"

#include <QHash>
#include <QObject>
#include <QSet>

#include <deque>

namespace tuneboard {

class Pace;
class RecordsLoader;

/// An ended job whose details are all kept is marked in the archive and never asked for again.
class Backfill : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        RecordsDesk desk;
        std::function<ApiClient *(qint64 account)> client; ///< null: nobody to ask
        std::function<bool(qint64 account)> isBusy;        ///< something that goes before is under way
        std::function<bool(const JobKey &)> isOpen;        ///< its page reads it already
        int perMinute = 30;   ///< requests for each account; 0: only jobs that have just ended
        int retryMs = 60'000; ///< after a fault; doubled each time, up to 32 times
    };

    explicit Backfill(Options options, QObject *parent);
    ~Backfill() override;

    /// The account has been listed: looks for jobs that want their details.
    void wake(qint64 account);
    /// A job has ended: it goes before all others, whatever the pace.
    void finishSoon(const JobKey &key);
    /// Its page reads it from now on.
    void release(const JobKey &key);
    /// Its page is closed: a job that has ended there is looked at again.
    void closed(const JobKey &key);
    /// Another has read it whole, and marked it.
    void noteFinished();
    /// Jobs that had waited for it are in the archive now.
    void noteListed();
    /// The account's key was refused: nothing is asked until the next wake().
    void block(qint64 account);
    void setPaused(bool paused);
    [[nodiscard]] const BackfillState &state() const { return m_state; }

    /// Computes the flags of stored jobs that were read before this version of the rules, from what the
    /// archive has: one job after the other, without a request.
    void renewFlags();
    /// Builds the summary of a job from what the archive has, keeps it, and announces it. `readAt`: when its
    /// events were read, seconds since 1970; 0: not now.
    void summarise(const JobKey &key, qint64 readAt, QObject *context, const std::function<void()> &done);

Q_SIGNALS:
    void stateChanged();
    void summarised(const tuneboard::JobSummary &summary);

private:
    struct Lane;

    Lane &lane(qint64 account);
    void next(Lane &lane);
    void refill(Lane &lane);
    void begin(Lane &lane, const JobKey &key, bool isUrgent);
    void load(Lane &lane, const KeptRecords &kept, bool isUrgent);
    void loaded(Lane &lane);
    void failed(Lane &lane, const RecordsLoader &loader, const ApiError &error);
    void tryLater(Lane &lane, const JobKey &key, qint64 leastMs);
    void settle(Lane &lane);
    void renewNext();
    /// nullopt: the archive does not hold the job, or it cannot be read.
    void compute(const JobKey &key, QObject *context,
                 const std::function<void(const std::optional<JobSummary> &)> &done);
    void count();
    void update();

    Options m_options;
    BackfillState m_state;
    std::vector<std::unique_ptr<Lane>> m_lanes;
    std::vector<JobKey> m_outdated; ///< jobs whose flags are to be computed, the next one last
};

} // namespace tuneboard
