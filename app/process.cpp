// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/process.h"

#include "app/mingwthreads.h"

#ifdef Q_OS_UNIX
#    include <sys/resource.h>
#    include <sys/socket.h>
#    include <sys/types.h>
#    include <unistd.h>
#endif
#ifdef Q_OS_WIN
#    include <windows.h>

#    include <shellapi.h>
#endif

namespace tuneboard {

QStringList commandArguments(int argc, char **argv)
{
    QStringList arguments;
#ifdef Q_OS_WIN
    Q_UNUSED(argv)
    int count = 0;
    if (LPWSTR *wide = CommandLineToArgvW(GetCommandLineW(), &count)) {
        for (int i = 1; i < count; ++i)
            arguments.append(QString::fromWCharArray(wide[i]));
        LocalFree(wide);
    }
    Q_UNUSED(argc)
#else
    for (int i = 1; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
#endif
    return arguments;
}

bool isOwnPeer(qintptr descriptor)
{
#if defined(Q_OS_LINUX)
    ucred peer{};
    socklen_t length = sizeof peer;
    return getsockopt(int(descriptor), SOL_SOCKET, SO_PEERCRED, &peer, &length) == 0 && peer.uid == geteuid();
#elif defined(Q_OS_UNIX)
    uid_t user = 0;
    gid_t group = 0;
    return getpeereid(int(descriptor), &user, &group) == 0 && user == geteuid();
#else
    Q_UNUSED(descriptor)
    return true;
#endif
}

qint64 userNumber()
{
#ifdef Q_OS_UNIX
    return qint64(geteuid());
#else
    return -1;
#endif
}

void yieldForeground()
{
#ifdef Q_OS_WIN
    AllowSetForegroundWindow(ASFW_ANY);
#endif
}

void keepSecretsOutOfCoreFiles()
{
#ifdef Q_OS_UNIX
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
#endif
}

} // namespace tuneboard
