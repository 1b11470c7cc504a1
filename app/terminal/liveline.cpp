// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/terminal/liveline.h"

#include "app/terminal/output.h"

#include <utility>

namespace tuneboard {

bool LiveLine::show(const QString &text)
{
    if (!isLive())
        return true;
    // One column stays free: a terminal would go to the next line. Blanks wipe the rest of a longer line,
    // which every terminal knows.
    const QString line = elided(visibleText(text, Lines::Escape), m_width - 1);
    const int width = displayWidth(line);
    const QByteArray text8 = line.toUtf8();
    QByteArray bytes = '\r' + text8;
    if (m_shown > width)
        bytes += QByteArray(m_shown - width, ' ') + '\r' + text8; // the cursor stands behind the text again
    m_shown = width;
    std::fwrite(bytes.constData(), 1, std::size_t(bytes.size()), m_stream);
    return std::fflush(m_stream) == 0;
}

void LiveLine::end()
{
    if (std::exchange(m_shown, 0) == 0)
        return;
    std::fputc('\n', m_stream);
    std::fflush(m_stream);
}

void LiveLine::clear()
{
    if (m_shown == 0)
        return;
    const QByteArray bytes = '\r' + QByteArray(std::exchange(m_shown, 0), ' ') + '\r';
    std::fwrite(bytes.constData(), 1, std::size_t(bytes.size()), m_stream);
    std::fflush(m_stream);
}

} // namespace tuneboard
