// SPDX-License-Identifier: GPL-3.0-or-later
// A disk that is full, as far as this process can tell.
#pragma once

#include <QtGlobal>

#ifdef Q_OS_UNIX
#    include <sys/resource.h>

#    include <csignal>
#endif

namespace tuneboard::test {

/// While it lives, no file of this process grows past `bytes`: a write that would is refused, as on a full
/// disk.
class FullDisk
{
public:
    explicit FullDisk(unsigned bytes)
    {
#ifdef Q_OS_UNIX
        std::signal(SIGXFSZ, SIG_IGN); // by default the process would end
        m_isFull = getrlimit(RLIMIT_FSIZE, &m_before) == 0;
        const rlimit small{bytes, m_before.rlim_max};
        m_isFull = m_isFull && setrlimit(RLIMIT_FSIZE, &small) == 0;
#else
        Q_UNUSED(bytes)
#endif
    }
    ~FullDisk()
    {
#ifdef Q_OS_UNIX
        if (m_isFull)
            setrlimit(RLIMIT_FSIZE, &m_before);
#endif
    }
    Q_DISABLE_COPY_MOVE(FullDisk)

    /// False: this system has no such limit.
    [[nodiscard]] bool isFull() const
    {
        return m_isFull;
    }

private:
    bool m_isFull = false;
#ifdef Q_OS_UNIX
    rlimit m_before{};
#endif
};

} // namespace tuneboard::test
