// SPDX-License-Identifier: GPL-3.0-or-later
// Jobs on their way into the archive, in the order in which they came.
#pragma once

#include "app/archive/archive.h"

#include <QObject>
#include <QTimer>

#include <deque>
#include <mutex>

namespace tuneboard {

class ArchiveSession;
class ArchiveThread;

/// What has piled up while the disk was busy goes into one transaction, so that a listing which is faster
/// than the disk writes the pages of an index once and not ten times. What another program's lock or the
/// disk keeps out waits, and is tried again.
class JobWriter : public QObject
{
    Q_OBJECT

public:
    /// In one transaction: a power cut costs no more of what was on its way.
    static constexpr std::size_t kMostAtOnce = 10;
    /// Of answers that are kept out, about 100 MB: the oldest go, the next listing has them again.
    static constexpr std::size_t kMostWaiting = 1000;

    /// `archive` must outlive the last call of write(), and end its thread before this goes. `retryMs`: how
    /// long what is kept out waits before it is tried again.
    JobWriter(ArchiveThread &archive, int retryMs, QObject *parent = nullptr);

    /// `account`: a number of that archive; the jobs of one that it does not hold are dropped. `seenMs`: when
    /// the answer came, milliseconds since 1970, UTC.
    void write(qint64 account, JobRows jobs, qint64 seenMs);
    /// More answers wait for the disk than one transaction takes. False while the archive is kept out: that
    /// may take long.
    [[nodiscard]] bool isBusy();
    /// One last try for what waits.
    void end();

Q_SIGNALS:
    void caughtUp(); ///< nothing waits any more

private:
    struct Answer
    {
        qint64 account = 0;
        SeenJobs jobs;
    };

    void tryAgain();
    void post();
    /// True: there is more that can be written now.
    bool drain(ArchiveSession &session);
    void putBack(qint64 account, std::vector<SeenJobs> batch);

    ArchiveThread &m_archive;
    QTimer m_retry;
    bool m_isBehind = false; ///< something has waited and is not all there yet; of the archive's thread alone

    std::mutex m_mutex; ///< of the two below
    std::deque<Answer> m_answers;
    bool m_waits = false; ///< the last try was kept out, the next one comes with m_retry
};

} // namespace tuneboard
