// SPDX-License-Identifier: GPL-3.0-or-later
// Says on standard error how far long work is: on a terminal one line that is written over, elsewhere a plain
// line now and then.
#pragma once

#include "app/terminal/liveline.h"

#include <QElapsedTimer>

#include <functional>

namespace tuneboard {

class ProgressLine
{
public:
    /// Work that ends before leaves no plain line.
    static constexpr qint64 kFirstMs = 2000;
    static constexpr qint64 kNextMs = 10'000; ///< between two plain lines
    static constexpr qint64 kLiveMs = 100;    ///< between two on a terminal

    /// `width`: as LiveLine has it. `clockMs`: a monotonic clock in ms, for tests; empty: the system's.
    explicit ProgressLine(std::FILE *stream, int width, std::function<qint64()> clockMs = {});

    /// May be called as often as the work likes; `text` is only asked for what is shown.
    void show(const std::function<QString()> &text);
    /// Takes the line off the terminal.
    void clear() { m_line.clear(); }

private:
    std::FILE *m_stream;
    LiveLine m_line;
    std::function<qint64()> m_clockMs;
    QElapsedTimer m_timer;
    qint64 m_nextMs = 0;
};

} // namespace tuneboard
