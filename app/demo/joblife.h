// SPDX-License-Identifier: GPL-3.0-or-later
// How far a demo job has come at a moment. A job's own time runs from its creation; pausing stops it.
#pragma once

#include "app/demo/jobspec.h"

#include <vector>

namespace tuneboard::demo {

enum class Phase : quint8 { Validating, Queued, Running, Evaluating, Paused, Succeeded, Failed, Cancelled };

enum class ExtraKind : quint8 { Paused, Resumed, Cancelled };

// An event that came from a call, not from the plan.
struct Extra
{
    ExtraKind kind;
    qint64 wallMs;
    qint64 planned; // events of the plan that came before it
};

// Only live jobs have one; all others are at their end.
class JobLife
{
public:
    explicit JobLife(const JobSpec &spec);

    qint64 ownMsAt(qint64 wallMs) const;
    // When the job's own time reached, or will reach, `ownMs`; -1 while it stands still before that.
    qint64 wallMsAt(qint64 ownMs) const;
    Phase phaseAt(const JobSpec &spec, qint64 wallMs) const;

    bool paused() const { return m_paused; }
    const std::vector<Extra> &extras() const { return m_extras; }

    void pause(qint64 wallMs, qint64 plannedEvents);
    void resume(qint64 wallMs, qint64 plannedEvents);
    void cancel(qint64 wallMs, qint64 plannedEvents);

private:
    struct Stretch
    {
        qint64 wallMs;
        qint64 ownMs;
        bool isMoving;
    };

    bool m_paused = false;
    bool m_cancelled = false;
    std::vector<Stretch> m_stretches;
    std::vector<Extra> m_extras;
};

// For jobs with and without a JobLife (`life` may be null).
Phase phaseOf(const JobSpec &spec, const JobLife *life, qint64 wallMs);
qint64 ownMsOf(const JobSpec &spec, const JobLife *life, qint64 wallMs);
// Seconds, UTC; -1 as in wallMsAt.
qint64 wallSecsOf(const JobSpec &spec, const JobLife *life, qint64 ownMs);

} // namespace tuneboard::demo
