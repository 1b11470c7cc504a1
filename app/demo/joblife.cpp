// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/joblife.h"

#include <algorithm>

namespace tuneboard::demo {

JobLife::JobLife(const JobSpec &spec)
    : m_stretches({{spec.createdSecs * 1000 + spec.createdFractionMs, 0, true}})
{
}

qint64 JobLife::ownMsAt(qint64 wallMs) const
{
    qint64 own = 0;
    for (const Stretch &stretch : m_stretches) {
        if (wallMs < stretch.wallMs)
            break;
        own = stretch.ownMs + (stretch.isMoving ? wallMs - stretch.wallMs : 0);
    }
    return own;
}

qint64 JobLife::wallMsAt(qint64 ownMs) const
{
    for (std::size_t i = 0; i < m_stretches.size(); ++i) {
        const Stretch &stretch = m_stretches[i];
        const bool last = i + 1 == m_stretches.size();
        if (stretch.isMoving && (last || ownMs <= m_stretches[i + 1].ownMs))
            return stretch.wallMs + ownMs - stretch.ownMs;
    }
    return -1;
}

Phase JobLife::phaseAt(const JobSpec &spec, qint64 wallMs) const
{
    if (m_cancelled)
        return Phase::Cancelled;
    if (m_paused)
        return Phase::Paused;
    const qint64 own = ownMsAt(wallMs);
    if (own < spec.validatedMs)
        return Phase::Validating;
    if (own < spec.startedMs)
        return Phase::Queued;
    if (own < spec.trainedMs())
        return Phase::Running;
    return own < spec.finishedMs() ? Phase::Evaluating : Phase::Succeeded;
}

void JobLife::pause(qint64 wallMs, qint64 plannedEvents)
{
    m_stretches.push_back({wallMs, ownMsAt(wallMs), false});
    m_extras.push_back({ExtraKind::Paused, wallMs, plannedEvents});
    m_paused = true;
}

void JobLife::resume(qint64 wallMs, qint64 plannedEvents)
{
    m_stretches.push_back({wallMs, ownMsAt(wallMs), true});
    m_extras.push_back({ExtraKind::Resumed, wallMs, plannedEvents});
    m_paused = false;
}

void JobLife::cancel(qint64 wallMs, qint64 plannedEvents)
{
    m_stretches.push_back({wallMs, ownMsAt(wallMs), false});
    m_extras.push_back({ExtraKind::Cancelled, wallMs, plannedEvents});
    m_cancelled = true;
}

Phase phaseOf(const JobSpec &spec, const JobLife *life, qint64 wallMs)
{
    if (life != nullptr)
        return life->phaseAt(spec, wallMs);
    switch (spec.ending) {
    case Ending::Failed:
        return Phase::Failed;
    case Ending::Cancelled:
        return Phase::Cancelled;
    case Ending::Succeeded:
    case Ending::Live:
        break;
    }
    return Phase::Succeeded;
}

qint64 ownMsOf(const JobSpec &spec, const JobLife *life, qint64 wallMs)
{
    return life != nullptr ? std::min(life->ownMsAt(wallMs), spec.endMs) : spec.endMs;
}

qint64 wallSecsOf(const JobSpec &spec, const JobLife *life, qint64 ownMs)
{
    if (life == nullptr)
        return spec.createdSecs + ownMs / 1000;
    const qint64 wall = life->wallMsAt(ownMs);
    return wall < 0 ? -1 : wall / 1000;
}

} // namespace tuneboard::demo
