// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the terminal face as a process in a home of its own, while this process can go on serving it.
#pragma once

#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>

namespace tuneboard::test {

struct Ran
{
    int code = -1; ///< -1: it crashed or did not end
    QByteArray out;
    QByteArray err;
};

class Terminal
{
public:
    Terminal()
    {
        using namespace Qt::StringLiterals;
        environment.insert(u"PATH"_s, qEnvironmentVariable("PATH"));
        environment.insert(u"HOME"_s, home.path());
        environment.insert(u"XDG_DATA_HOME"_s, home.filePath(u"data"_s));
        environment.insert(u"XDG_CONFIG_HOME"_s, home.filePath(u"config"_s));
        environment.insert(u"TMPDIR"_s, home.path());
        environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
        environment.insert(u"TZ"_s, u"UTC"_s);
    }

    Ran run(const QStringList &arguments, const QByteArray &input = {}) const
    {
        QProcess process;
        process.setProcessEnvironment(environment);
        QSignalSpy finished(&process, &QProcess::finished);
        process.start(QStringLiteral(TUNEBOARD_TERMINAL_HOST), arguments);
        process.write(input);
        process.closeWriteChannel();
        // Not waitForFinished(): the servers of this process must be able to answer.
        if (finished.isEmpty() && !finished.wait(60'000))
            return {};
        const bool ended = process.exitStatus() == QProcess::NormalExit;
        return {ended ? process.exitCode() : -1, process.readAllStandardOutput(),
                process.readAllStandardError()};
    }

    QTemporaryDir home;
    QProcessEnvironment environment;
};

} // namespace tuneboard::test
