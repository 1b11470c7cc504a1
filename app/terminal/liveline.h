// SPDX-License-Identifier: GPL-3.0-or-later
// A line on a terminal that is written over again and again.
#pragma once

#include <QString>

#include <cstdio>

namespace tuneboard {

class LiveLine
{
public:
    /// `width`: of the stream's terminal in columns; 0: it is none, and nothing is ever shown.
    LiveLine(std::FILE *stream, int width)
        : m_stream(stream)
        , m_width(width)
    {
    }
    ~LiveLine() { end(); }
    Q_DISABLE_COPY_MOVE(LiveLine)

    [[nodiscard]] bool isLive() const { return m_width > 0; }
    /// Made harmless and cut to the width. False: the terminal has gone.
    bool show(const QString &text);
    /// What was shown stays, and the next output begins a line of its own.
    void end();
    /// What was shown goes.
    void clear();

private:
    std::FILE *m_stream;
    int m_width;
    int m_shown = 0; ///< columns
};

} // namespace tuneboard
