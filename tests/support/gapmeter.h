// SPDX-License-Identifier: GPL-3.0-or-later
// The longest time for which the event loop of this thread did not come back.
#pragma once

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTimer>

#include <functional>

namespace tuneboard::bench {

/// Measures while it lives: a timer without an interval runs whenever the event loop has time, and the
/// longest pause between two of its turns is the gap. Work that runs while this thread waits for nothing
/// else, as in a slot, is a gap as a user feels it: no key and no click is handled.
class GapMeter : public QObject
{
public:
    GapMeter()
    {
        m_clock.start();
        m_beat.callOnTimeout(this, [this] { beat(); });
        m_beat.setTimerType(Qt::PreciseTimer);
        m_beat.start(1);
    }

    [[nodiscard]] double longestMs() const { return double(qMax(m_longestNs, m_clock.nsecsElapsed())) / 1e6; }

    /// Runs the event loop until `done`, at most so long. False: it was not done by then.
    bool runUntil(const std::function<bool()> &done, int mostMs = 60'000)
    {
        QElapsedTimer since;
        since.start();
        while (!done()) {
            if (since.hasExpired(mostMs))
                return false;
            QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
        }
        return true;
    }

    /// Runs the event loop for so long.
    void runFor(int ms)
    {
        QElapsedTimer since;
        since.start();
        (void)runUntil([&] { return since.hasExpired(ms); }, ms + 1000);
    }

private:
    void beat()
    {
        m_longestNs = qMax(m_longestNs, m_clock.nsecsElapsed());
        m_clock.restart();
    }

    QTimer m_beat;
    QElapsedTimer m_clock;
    qint64 m_longestNs = 0;
};

} // namespace tuneboard::bench
