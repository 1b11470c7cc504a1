// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/terminal/run.h"

#include "app/demo/democommand.h"
#include "app/terminal/commandline.h"
#include "app/terminal/exportcommand.h"
#include "app/terminal/listcommand.h"
#include "app/terminal/output.h"
#include "app/terminal/showcommand.h"
#include "app/terminal/watchcommand.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTranslator>

namespace tuneboard {
using namespace Qt::StringLiterals;

int runCommand(const CommandLine &line, const Timing &timing, double followSpeed, const ListLimits &limits)
{
    ignoreBrokenPipes();
    makeQtMessagesVisible();
    for (const QString &warning : line.warnings)
        writeMessage(warning);
    switch (line.mode) {
    case CommandLine::Mode::List:
        return runList(line, timing, limits);
    case CommandLine::Mode::Show:
        return runShow(line, timing);
    case CommandLine::Mode::Watch:
        return runWatch(line, timing, followSpeed);
    case CommandLine::Mode::Export:
        return runExport(line, timing, limits);
    case CommandLine::Mode::DemoServer: {
        QString problem;
        const int code = runDemoServer(line.demoServerArguments, &problem);
        if (!problem.isEmpty())
            writeMessage(problem);
        return code;
    }
    case CommandLine::Mode::Help:
    case CommandLine::Mode::Version:
        return writeOutput(line.text.toUtf8()) ? 0 : 1;
    case CommandLine::Mode::Error:
        writeMessage(line.text);
        return 2;
    case CommandLine::Mode::Window:
        break; // the caller's
    }
    return 0;
}

void installTranslation(QTranslator &translator)
{
    if (translator.load(QLocale(), u"tuneboard"_s, u"_"_s, u":/i18n"_s) ||
        translator.load(u":/i18n/tuneboard_en.qm"_s))
        QCoreApplication::installTranslator(&translator);
}

} // namespace tuneboard
