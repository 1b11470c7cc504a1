// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/repository/pace.h"

#include <algorithm>

namespace tuneboard {

namespace {

constexpr int kBusyMs = 100; // how soon to look again whether all else has ended

} // namespace

Pace::Pace(int perMinute, std::function<bool()> isBusy, QObject *parent)
    : QObject(parent)
    , m_everyMs((60'000 + std::max(1, perMinute) - 1) / std::max(1, perMinute))
    , m_isBusy(std::move(isBusy))
{
    m_clock.start();
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Pace::next);
}

void Pace::ask(QObject *context, std::function<void()> go)
{
    m_waiting.push_back({context, std::move(go)});
    schedule();
}

void Pace::setPaused(bool paused)
{
    m_paused = paused;
    if (paused)
        m_timer.stop();
    else
        schedule();
}

void Pace::charge(int requests)
{
    m_nextMs = std::max(m_nextMs, m_clock.elapsed()) + requests * m_everyMs;
}

void Pace::schedule()
{
    if (m_paused || m_waiting.empty() || m_timer.isActive())
        return;
    m_timer.start(int(std::clamp<qint64>(m_nextMs - m_clock.elapsed(), 0, 3'600'000)));
}

void Pace::next()
{
    while (!m_waiting.empty() && !m_waiting.front().context)
        m_waiting.pop_front();
    if (m_waiting.empty())
        return;
    if (m_clock.elapsed() < m_nextMs)
        return schedule();
    if (m_isBusy && m_isBusy())
        return m_timer.start(kBusyMs);
    const Waiting turn = std::move(m_waiting.front());
    m_waiting.pop_front();
    m_nextMs = m_clock.elapsed() + m_everyMs;
    schedule();
    turn.go(); // may ask for more, or delete this
}

} // namespace tuneboard
