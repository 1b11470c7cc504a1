// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/terminal/interruption.h"

#include <QCoreApplication>

#include <csignal>

namespace tuneboard {

namespace {
volatile std::sig_atomic_t interrupted = 0;

extern "C" void noteInterruptionOfCommand(int)
{
    interrupted = 1;
}
} // namespace

Interruption::Interruption(int everyMs)
{
    interrupted = 0;
    std::signal(SIGINT, noteInterruptionOfCommand);
    std::signal(SIGTERM, noteInterruptionOfCommand);
    // A signal handler may hardly do anything, so the loop looks at its note; the same on every system.
    QObject::connect(&m_watch, &QTimer::timeout, &m_watch, [] {
        if (interrupted != 0)
            QCoreApplication::quit();
    });
    m_watch.setTimerType(Qt::CoarseTimer);
    m_watch.start(everyMs);
}

Interruption::~Interruption()
{
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
}

bool Interruption::hasCome()
{
    return interrupted != 0;
}

} // namespace tuneboard
