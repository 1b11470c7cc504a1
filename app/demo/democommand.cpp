// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/democommand.h"

#include "app/demo/demoserver.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QTextStream>
#include <QTimer>

#include <algorithm>
#include <cmath>
#include <csignal>
#include <cstdio>

namespace tuneboard {
using namespace Qt::StringLiterals;

namespace {
volatile std::sig_atomic_t interrupted = 0;

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(DemoCommand)
};

extern "C" void noteInterruption(int)
{
    interrupted = 1;
}

QString wrongUse(const QString &option, const QString &value, const QString &wanted)
{
    return Words::tr("--%1: “%2” is not %3").arg(option, value, wanted);
}

// An empty text, or what is wrong with the key. Clients must be able to send it in a header, and a terminal
// shows it on standard output.
QString problemOf(const QByteArray &key)
{
    if (key.isEmpty())
        return Words::tr("--key: the key is empty");
    if (!std::all_of(key.begin(), key.end(), [](char c) { return c > 0x20 && c < 0x7f; }))
        return Words::tr("--key: only ASCII characters without blanks are possible");
    return {};
}

// An empty text, or what is wrong with the arguments.
QString readArguments(const QStringList &arguments, DemoServerOptions *options)
{
    QCommandLineParser parser;
    parser.addOption({u"port"_s, {}, u"N"_s});
    parser.addOption({u"jobs"_s, {}, u"N"_s});
    parser.addOption({u"speed"_s, {}, u"X"_s});
    parser.addOption({u"key"_s, {}, u"KEY"_s});
    parser.addOption({u"seed"_s, {}, u"N"_s});
    parser.addOption(QCommandLineOption(u"strict"_s));
    if (!parser.parse(QStringList{u"demo-server"_s} + arguments))
        return parser.errorText();
    if (!parser.positionalArguments().isEmpty())
        return Words::tr("demo-server takes no argument “%1”").arg(parser.positionalArguments().constFirst());
    bool ok = true;
    if (parser.isSet(u"port"_s)) {
        options->port = parser.value(u"port"_s).toUShort(&ok);
        if (!ok)
            return wrongUse(u"port"_s, parser.value(u"port"_s), Words::tr("a port from 0 to 65535"));
    }
    if (parser.isSet(u"jobs"_s)) {
        options->scenario.jobs = parser.value(u"jobs"_s).toInt(&ok);
        if (!ok || options->scenario.jobs < 0 || options->scenario.jobs > 1'000'000)
            return wrongUse(u"jobs"_s, parser.value(u"jobs"_s), Words::tr("a number from 0 to 1000000"));
    }
    if (parser.isSet(u"speed"_s)) {
        options->scenario.speed = parser.value(u"speed"_s).toDouble(&ok);
        if (!ok || !(options->scenario.speed > 0) || !(options->scenario.speed <= 1e6))
            return wrongUse(u"speed"_s, parser.value(u"speed"_s),
                            Words::tr("a number above 0, at most 1000000"));
    }
    if (parser.isSet(u"seed"_s)) {
        options->scenario.seed = parser.value(u"seed"_s).toUInt(&ok);
        if (!ok)
            return wrongUse(u"seed"_s, parser.value(u"seed"_s), Words::tr("a number from 0 to 4294967295"));
    }
    if (parser.isSet(u"key"_s)) {
        options->key = parser.value(u"key"_s).toUtf8();
        const QString problem = problemOf(options->key);
        if (!problem.isEmpty())
            return problem;
    }
    options->scenario.strict = parser.isSet(u"strict"_s);
    return {};
}
} // namespace

int runDemoServer(const QStringList &arguments, QString *problem)
{
    DemoServerOptions options;
    const QString wrong = readArguments(arguments, &options);
    if (!wrong.isEmpty()) {
        if (problem != nullptr)
            *problem = wrong;
        return 2;
    }
    DemoServer server(std::move(options));
    if (!server.listen(problem))
        return 1;
    // Before anybody is told: who reads the first line may interrupt at once.
    interrupted = 0;
    std::signal(SIGINT, noteInterruption);
    std::signal(SIGTERM, noteInterruption);
    QTextStream(stdout) << server.baseUrl().toString() << '\n' << QString::fromUtf8(server.key()) << '\n';
    std::fflush(stdout);
    // A signal handler may hardly do anything, so the loop looks at its note; the same on every system.
    QTimer watch;
    QObject::connect(&watch, &QTimer::timeout, &watch, [] {
        if (interrupted != 0)
            QCoreApplication::quit();
    });
    watch.start(100);
    return QCoreApplication::exec();
}

} // namespace tuneboard
