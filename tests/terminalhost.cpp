// SPDX-License-Identifier: GPL-3.0-or-later
// The terminal face without the rest of the program, with waits that take milliseconds, for the tests that
// run it as a process.
#include "app/terminal/commandline.h"
#include "app/terminal/run.h"

#include <QCoreApplication>

int main(int argc, char **argv)
{
    QCoreApplication::setApplicationName(QStringLiteral("tuneboard"));
    const QCoreApplication app(argc, argv);
    tuneboard::Timing timing;
    timing.baseMs = 5;
    timing.maxMs = 20;
    timing.deadlineMs = 5000;
    return tuneboard::runCommand(tuneboard::parseCommandLine(QCoreApplication::arguments().mid(1)), timing,
                                 100);
}
