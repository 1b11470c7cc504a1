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

#if defined(Q_OS_UNIX) && !defined(Q_OS_DARWIN)
#    define TUNEBOARD_HAS_ACTIVATION
#    include <algorithm>
#    include <cstdlib>
#    include <iterator>
#    include <string_view>

extern "C" char **environ;
#endif

namespace tuneboard {

#ifdef TUNEBOARD_HAS_ACTIVATION
namespace {

constexpr std::string_view kTokenName = "XDG_ACTIVATION_TOKEN=";
constexpr std::size_t kMostToken = 1000;

// "NAME=token" as the environment has it. The system keeps the address, and the text is changed in place.
char tokenEntry[kTokenName.size() + kMostToken + 1];
char **reservedList = nullptr; ///< `environ` as it was then
std::ptrdiff_t reservedEntries = 0;

std::ptrdiff_t environmentEntries()
{
    std::ptrdiff_t entries = 0;
    while (environ[entries])
        ++entries;
    return entries;
}

void writeToken(QByteArrayView token)
{
    char *const value = tokenEntry + kTokenName.size();
    std::copy(token.begin(), token.end(), value);
    value[token.size()] = '\0';
}

} // namespace
#endif

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

void reserveActivationToken()
{
#ifdef TUNEBOARD_HAS_ACTIVATION
    const QByteArray own = qgetenv("XDG_ACTIVATION_TOKEN"); // the launcher's, for the first window
    if (own.size() > qsizetype(kMostToken) || reservedList)
        return;
    std::copy(kTokenName.begin(), kTokenName.end(), tokenEntry);
    writeToken(own);
    if (::putenv(tokenEntry) != 0)
        return;
    reservedList = environ;
    reservedEntries = environmentEntries();
#endif
}

void setActivationToken(const QByteArray &token)
{
#ifdef TUNEBOARD_HAS_ACTIVATION
    if (!reservedList || environ != reservedList || token.size() > qsizetype(kMostToken) ||
        token.contains('\0'))
        return;
    const std::ptrdiff_t entries = environmentEntries();
    char **const end = environ + entries;
    if (std::find(environ, end, tokenEntry) != end)
        return writeToken(token);
    // Qt takes the entry out when it has used a token, and leaves its place free.
    if (entries >= reservedEntries)
        return;
    writeToken(token);
    end[1] = nullptr;
    end[0] = tokenEntry;
#else
    Q_UNUSED(token)
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
