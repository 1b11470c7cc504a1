// SPDX-License-Identifier: GPL-3.0-or-later
// Which jobs have more events or checkpoints than are read without asking the user.
#pragma once

#include "app/archive/archive.h"
#include "app/repository/listlimits.h"

#include <QHash>

namespace tuneboard {

/// What all readers of jobs' details share for one run of the program. Of the repository's thread alone.
class ReadingLimits
{
public:
    ReadingLimits() = default;
    explicit ReadingLimits(const ListLimits &limits)
        : m_limits(limits)
    {
    }

    [[nodiscard]] qint64 events() const { return m_limits.events; }
    /// New events of the job after which its reading stopped; 0: it did not.
    [[nodiscard]] qint64 eventsStoppedAfter(const JobKey &job) const { return m_events.value(nameOf(job)); }
    void stopEvents(const JobKey &job, qint64 after) { m_events.insert(nameOf(job), after); }

    [[nodiscard]] qint64 checkpoints(const JobKey &job) const
    {
        return m_checkpoints.value(nameOf(job), m_limits.checkpoints);
    }
    void stopCheckpoints(const JobKey &job) { m_checkpoints.insert(nameOf(job), checkpoints(job)); }

    /// The user wants more of that job: as much again.
    void allowMore(const JobKey &job)
    {
        const QString name = nameOf(job);
        m_events.remove(name);
        if (const auto found = m_checkpoints.find(name); found != m_checkpoints.end())
            *found += m_limits.checkpoints;
    }

private:
    static QString nameOf(const JobKey &job) { return QString::number(job.account) + u'/' + job.id; }

    ListLimits m_limits;
    QHash<QString, qint64> m_events;
    QHash<QString, qint64> m_checkpoints;
};

} // namespace tuneboard
