// SPDX-License-Identifier: GPL-3.0-or-later
// Requests that nobody waits for: so many a minute, and none while something else is under way.
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <deque>
#include <functional>

namespace tuneboard {

/// Lets one request after the other go, evenly spread: at most `perMinute`, whatever the day was like before.
class Pace : public QObject
{
    Q_OBJECT

public:
    /// `isBusy`: whether something that goes before is under way; it is asked again shortly after.
    Pace(int perMinute, std::function<bool()> isBusy, QObject *parent);

    /// `go` runs once, later, when it is its turn; never after `context` has died.
    void ask(QObject *context, std::function<void()> go);
    /// Waiting requests stay.
    void setPaused(bool paused);
    /// That many more were sent than were asked for: retries.
    void charge(int requests);

private:
    struct Waiting
    {
        QPointer<QObject> context;
        std::function<void()> go;
    };

    void schedule();
    void next();

    qint64 m_everyMs;
    std::function<bool()> m_isBusy;
    std::deque<Waiting> m_waiting;
    QTimer m_timer;
    QElapsedTimer m_clock; // monotonic: a changed wall clock is no burst
    qint64 m_nextMs = 0;   // on m_clock: not before
    bool m_paused = false;
};

} // namespace tuneboard
