// SPDX-License-Identifier: GPL-3.0-or-later
// The terminal face alone, as a console program: on Windows a program with a window has no console to write
// to.
#include "app/process.h"
#include "app/terminal/commandline.h"
#include "app/terminal/output.h"
#include "app/terminal/run.h"

#include <QCoreApplication>
#include <QTranslator>

using namespace tuneboard;
using namespace Qt::StringLiterals;

int main(int argc, char *argv[])
{
#ifdef NDEBUG
    keepSecretsOutOfCoreFiles();
#endif
    QCoreApplication::setApplicationName(u"tuneboard"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(TUNEBOARD_VERSION));
    // Qt sees the program's name alone, as in main.cpp.
    int qtArgc = 1;
    const QCoreApplication app(qtArgc, argv);
    QTranslator translator;
    installTranslation(translator);
    const CommandLine line = parseCommandLine(commandArguments(argc, argv));
    if (line.mode != CommandLine::Mode::Window)
        return runCommand(line);
    writeMessage(QCoreApplication::translate("CommandLine",
                                             "this program opens no window (see --help); tuneboard does"));
    return 2;
}
