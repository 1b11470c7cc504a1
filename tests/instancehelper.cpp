// SPDX-License-Identifier: GPL-3.0-or-later
// A start of the program as far as tst_instance needs it:
//   instancehelper FOLDER TEXT [SCOPE]      hands over, or becomes the window and says what it receives
//   instancehelper --hang FOLDER            becomes the window and never answers
//   instancehelper --bare FOLDER            listens there without a look at who calls, and says when it is
//   told something instancehelper --call FOLDER            tells the window there something without a look at
//   who it is, and says its answer
#include "app/link/instance.h"

#include <QCoreApplication>
#include <QLocalServer>
#include <QLocalSocket>

#include <cstdio>

using namespace tuneboard;

namespace {

void say(const QString &line)
{
    std::puts(qUtf8Printable(line));
    std::fflush(stdout);
}

QString word(Instance::Claim claim)
{
    switch (claim) {
    case Instance::Claim::First:
        return QStringLiteral("first");
    case Instance::Claim::HandedOver:
        return QStringLiteral("handed over");
    case Instance::Claim::Hung:
        return QStringLiteral("hung");
    case Instance::Claim::Other:
        return QStringLiteral("other");
    case Instance::Claim::Unavailable:
        return QStringLiteral("unavailable");
    }
    return {};
}

int listenBare(const QString &socketPath)
{
    QLocalServer server;
    server.setSocketOptions(QLocalServer::WorldAccessOption);
    if (!server.listen(socketPath))
        return 1;
    say(QStringLiteral("listening"));
    while (server.waitForNewConnection(-1)) {
        QLocalSocket *caller = server.nextPendingConnection();
        if (caller->waitForReadyRead(-1))
            say(QStringLiteral("told"));
    }
    return 0;
}

int callBare(const QString &socketPath)
{
    QLocalSocket socket;
    socket.connectToServer(socketPath);
    if (!socket.waitForConnected(20'000)) {
        say(QStringLiteral("unreachable"));
        return 0;
    }
    socket.write("tuneboard-1 0 - - -\n");
    while (!socket.canReadLine() && socket.waitForReadyRead(20'000)) {
    }
    say(QStringLiteral("answered ") + QString::fromUtf8(socket.readLine().trimmed()));
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    const QString bareSocket = arguments.value(1) + QStringLiteral("/tuneboard.socket");
    if (arguments.value(0) == QStringLiteral("--bare"))
        return listenBare(bareSocket);
    if (arguments.value(0) == QStringLiteral("--call"))
        return callBare(bareSocket);
    const bool hangs = arguments.value(0) == QStringLiteral("--hang");
    if (hangs)
        arguments.removeFirst();
    Instance::Options options;
    options.folder = arguments.value(0);
    options.timeoutMs = 20'000; // a busy machine is no reason to fail
    Instance instance(options);
    Handover handover;
    handover.text = arguments.value(1);
    handover.scope = arguments.value(2);
    // As in the program: no application object yet.
    const Instance::Claim claim = instance.claim(handover);
    if (claim != Instance::Claim::First) {
        say(word(claim));
        return 0;
    }
    const QCoreApplication app(argc, argv);
    QObject::connect(
        &instance, &Instance::received, &app, [](const Reference &reference, bool asked, const QByteArray &) {
            say(QStringLiteral("received ") +
                (!asked ? QStringLiteral("nothing") : (reference ? reference.id : reference.reason)));
        });
    if (!instance.listen(handover.scope))
        return 1;
    say(word(claim));
    if (hangs) {
        std::getchar(); // until the test closes our standard input
        return 0;
    }
    return QCoreApplication::exec();
}
