// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the terminal face as a process in a home of its own, while this process can go on serving it.
#pragma once

#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>

namespace tuneboard::test {

struct Ran
{
    int code = -1; ///< -1: it crashed or did not end
    QByteArray out;
    QByteArray err;
    qint64 peakKb = 0; ///< the most memory that the process had; 0: not known on this system
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
        QProcessEnvironment own = environment;
        const QString peak = peakFolder.filePath(QStringLiteral("peak"));
        own.insert(QStringLiteral("TUNEBOARD_PEAK_TO"), peak);
        process.setProcessEnvironment(own);
        if (!inputFile.isEmpty())
            process.setStandardInputFile(inputFile);
        QSignalSpy finished(&process, &QProcess::finished);
        process.start(QStringLiteral(TUNEBOARD_TERMINAL_HOST), arguments);
        if (inputFile.isEmpty()) {
            process.write(input);
            process.closeWriteChannel();
        }
        // Not waitForFinished(): the servers of this process must be able to answer.
        if (finished.isEmpty() && !finished.wait(60'000))
            return {};
        const bool ended = process.exitStatus() == QProcess::NormalExit;
        QFile peakFile(peak);
        const bool isKnown = peakFile.open(QIODevice::ReadOnly);
        return {ended ? process.exitCode() : -1, process.readAllStandardOutput(),
                process.readAllStandardError(),
                isKnown ? peakFile.readAll().split(' ').front().toLongLong() : 0};
    }

    QTemporaryDir home;
    QTemporaryDir peakFolder; ///< not in the home, which tests compare
    QString inputFile;        ///< standard input; empty: the `input` of run()
    QProcessEnvironment environment;
};

} // namespace tuneboard::test
