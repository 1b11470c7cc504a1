// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/terminal/progressline.h"

#include "app/terminal/output.h"

#include <utility>

namespace tuneboard {

ProgressLine::ProgressLine(std::FILE *stream, int width, std::function<qint64()> clockMs)
    : m_stream(stream)
    , m_line(stream, width)
    , m_clockMs(std::move(clockMs))
{
    m_timer.start();
    if (!m_clockMs)
        m_clockMs = [this] {
            return m_timer.elapsed();
        };
    m_nextMs = m_clockMs() + (m_line.isLive() ? 0 : kFirstMs);
}

void ProgressLine::show(const std::function<QString()> &text)
{
    const qint64 now = m_clockMs();
    if (now < m_nextMs)
        return;
    m_nextMs = now + (m_line.isLive() ? kLiveMs : kNextMs);
    if (m_line.isLive())
        m_line.show(text());
    else
        writeLine(m_stream, text());
}

} // namespace tuneboard
