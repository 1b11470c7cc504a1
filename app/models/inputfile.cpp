// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/inputfile.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>
#include <array>
#include <cerrno>

#ifdef Q_OS_WIN
#    include <QFileInfo>

#    include <io.h>
#    include <windows.h>
#else
#    include <fcntl.h>
#    include <sys/stat.h>
#    include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

constexpr qint64 kPiece = qint64{1} * 1024 * 1024;
constexpr qsizetype kPart = qsizetype{4} * 1024 * 1024; // read between two calls of isWanted()
constexpr qint64 kSlack = 64;                           // readers of JSON want so much behind the text

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(InputFile)
};

#ifdef Q_OS_WIN

QString open(QFile &file, const QString &path, SymLinks links)
{
    const QFileInfo info(path);
    for (const QStringView part : QStringView(path).split(u'\\')) {
        if (isDeviceName(part.split(u'/').last()))
            return Words::tr("it is a device, not a file");
    }
    if (info.isDir())
        return Words::tr("it is a folder");
    if (links == SymLinks::Refuse && (info.isSymLink() || info.isJunction()))
        return Words::tr("it is a symbolic link");
    file.setFileName(path);
    if (!file.open(QIODevice::ReadOnly))
        return file.errorString();
    // CONIN$, \\.\pipe\… and whatever else has the name of a file.
    if (GetFileType(reinterpret_cast<HANDLE>(_get_osfhandle(file.handle()))) == FILE_TYPE_DISK)
        return {};
    file.close();
    return Words::tr("it is a device, not a file");
}

#else

// Empty: a regular file.
QString whatElse(mode_t mode)
{
    if (S_ISREG(mode))
        return {};
    if (S_ISDIR(mode))
        return Words::tr("it is a folder");
    if (S_ISFIFO(mode))
        return Words::tr("it is a pipe, not a file");
    if (S_ISSOCK(mode))
        return Words::tr("it is a socket, not a file");
    if (S_ISLNK(mode))
        return Words::tr("it is a symbolic link");
    return Words::tr("it is a device, not a file");
}

QString open(QFile &file, const QString &path, SymLinks links)
{
    const bool follows = links == SymLinks::Follow;
    const QByteArray name = QFile::encodeName(path);
    struct stat found = {};
    // Looked at first: to open a device can already do something.
    if ((follows ? ::stat(name.constData(), &found) : ::lstat(name.constData(), &found)) != 0)
        return qt_error_string(errno);
    if (QString problem = whatElse(found.st_mode); !problem.isEmpty())
        return problem;
    // Another thing may be there by now: without O_NONBLOCK a pipe would be waited for.
    const int descriptor =
        ::open(name.constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY | (follows ? 0 : O_NOFOLLOW));
    if (descriptor < 0)
        return errno == ELOOP && !follows ? Words::tr("it is a symbolic link") : qt_error_string(errno);
    QString problem = ::fstat(descriptor, &found) == 0 ? whatElse(found.st_mode) : qt_error_string(errno);
    if (problem.isEmpty() && file.open(descriptor, QIODevice::ReadOnly, QFileDevice::AutoCloseHandle))
        return {};
    ::close(descriptor);
    return problem.isEmpty() ? file.errorString() : problem;
}

#endif

} // namespace

QString openRegularFile(QFile &file, const QString &path, SymLinks links)
{
    if (path.isEmpty() || path.contains(QChar(u'\0')))
        return Words::tr("it is not the name of a file");
    return open(file, path, links);
}

std::optional<QByteArray> readAtMost(QFile &file, qint64 maxBytes, const std::function<bool()> &isWanted)
{
    const qint64 rest = file.isSequential() ? 0 : file.size() - file.pos();
    if (rest > maxBytes)
        return std::nullopt;
    QByteArray bytes;
    qsizetype size = 0;
    // More than there should be: a file may grow while it is read.
    bytes.resize(qsizetype(std::min<qint64>(maxBytes + 1, rest > 0 ? rest + kSlack : kPiece)));
    while (true) {
        if (isWanted && !isWanted())
            return std::nullopt;
        const qint64 got = file.read(bytes.data() + size, std::min(bytes.size() - size, kPart));
        if (got < 0 || (got == 0 && file.error() != QFileDevice::NoError))
            return std::nullopt;
        size += qsizetype(got);
        if (got == 0)
            break;
        if (size > maxBytes)
            return std::nullopt;
        if (size == bytes.size()) // untouched memory costs nothing
            bytes.resize(qsizetype(std::min<qint64>(maxBytes + 1, qint64{size} * 2)));
    }
    bytes.truncate(size);
    return bytes;
}

bool isDeviceName(QStringView name)
{
    static constexpr std::array kDevices = {"con"_L1, "prn"_L1,    "aux"_L1,
                                            "nul"_L1, "conin$"_L1, "conout$"_L1};
    QStringView stem = name.left(name.indexOf(u'.') < 0 ? name.size() : name.indexOf(u'.'));
    stem = stem.left(stem.indexOf(u':') < 0 ? stem.size() : stem.indexOf(u':')).trimmed();
    const auto is = [stem](QLatin1StringView device) {
        return stem.compare(device, Qt::CaseInsensitive) == 0;
    };
    if (std::any_of(kDevices.begin(), kDevices.end(), is))
        return true;
    const bool isPort = stem.size() == 4 && (stem.startsWith("com"_L1, Qt::CaseInsensitive) ||
                                             stem.startsWith("lpt"_L1, Qt::CaseInsensitive));
    return isPort && (stem.back().isDigit() || stem.back() == u'\u00b9' || stem.back() == u'\u00b2' ||
                      stem.back() == u'\u00b3');
}

} // namespace tuneboard
