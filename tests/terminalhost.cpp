// SPDX-License-Identifier: GPL-3.0-or-later
// The terminal face without the rest of the program, with waits that take milliseconds, for the tests that
// run it as a process.
#include "app/terminal/commandline.h"
#include "app/terminal/run.h"

#include <QCoreApplication>
#include <QFile>

namespace {

// The most memory that the process ever had, for the test that asks for it (Linux: VmHWM).
void writePeak()
{
    const QString path = qEnvironmentVariable("TUNEBOARD_PEAK_TO");
    QFile status(QStringLiteral("/proc/self/status"));
    QFile out(path);
    if (path.isEmpty() || !status.open(QIODevice::ReadOnly) || !out.open(QIODevice::WriteOnly))
        return;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmHWM:"))
            out.write(line.mid(6).trimmed());
    }
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication::setApplicationName(QStringLiteral("tuneboard"));
    const QCoreApplication app(argc, argv);
    tuneboard::Timing timing;
    timing.baseMs = 5;
    timing.maxMs = 20;
    timing.deadlineMs = 5000;
    tuneboard::ListLimits limits;
    if (const int most = qEnvironmentVariableIntValue("TUNEBOARD_TEST_LIMIT"); most > 0)
        limits = {most, most, most};
    const int code = tuneboard::runCommand(tuneboard::parseCommandLine(QCoreApplication::arguments().mid(1)),
                                           timing, 100, limits);
    writePeak();
    return code;
}
