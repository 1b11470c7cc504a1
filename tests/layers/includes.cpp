// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/layers/includes.h"

#include "tests/layers/rooms.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

#include <array>

using namespace Qt::StringLiterals;

namespace tuneboard::layers {

namespace {

constexpr auto jsonHeaders = "QJson* QCbor* qjson* qcbor*"_L1;

constexpr auto objectHeaders =
    "QObject QTimer QBasicTimer QChronoTimer QThread* QProcess* QEventLoop* QSettings QFile* QSaveFile "
    "QTemporary* "
    "QLockFile QDir* QStorageInfo QStandardPaths QIODevice* QBuffer QTextStream QAbstract* QItemSelection* "
    "QModelIndex* QStringListModel QSortFilter* QIdentityProxyModel QConcatenate* QTransposeProxyModel "
    "QSocketNotifier "
    "QWinEventNotifier QTranslator QAnimation* QPropertyAnimation QVariantAnimation QFuture* QPromise "
    "QRunnable "
    "QPointer QSharedMemory QSystemSemaphore QSignal* QPluginLoader QLibrary QCommandLine* QTimeLine"_L1;

// Headers that only some of our systems have. <csignal> and the like are C++ and everywhere.
constexpr auto platformHeaders = "unistd.h fcntl.h signal.h dirent.h dlfcn.h fnmatch.h ftw.h glob.h grp.h "
                                 "langinfo.h libgen.h netdb.h poll.h "
                                 "pthread.h pwd.h regex.h sched.h semaphore.h spawn.h strings.h syslog.h "
                                 "termios.h ucontext.h utime.h wordexp.h "
                                 "sys/* net/* netinet/* arpa/* linux/* mach/* xcb/* X11/* "
                                 "windows.h Windows.h winsock2.h ws2tcpip.h shlobj.h shellapi.h shobjidl.h "
                                 "dwmapi.h io.h direct.h process.h "
                                 "conio.h crtdbg.h versionhelpers.h objbase.h tchar.h wincred.h "
                                 "Cocoa/* AppKit/* Foundation/* CoreFoundation/* Security/* objc/*"_L1;

QStringList words(QLatin1StringView list)
{
    return QString(list).split(u' ', Qt::SkipEmptyParts);
}

struct Library
{
    QLatin1StringView name;
    QLatin1StringView headers;
};
constexpr std::array libraries{
    Library{"simdjson"_L1, "simdjson.h simdjson/*"_L1},
    Library{"sqlite"_L1, "sqlite3.h SQLiteCpp/*"_L1},
    Library{"zlib"_L1, "zlib.h"_L1},
    Library{"fontconfig"_L1, "fontconfig/*"_L1},
    Library{"keychain"_L1, "qt6keychain/* qtkeychain/* QtKeychain/* keychain.h"_L1},
};

constexpr std::array qtModules{
    "Core"_L1, "Gui"_L1,        "Widgets"_L1, "Network"_L1,       "Charts"_L1,
    "Svg"_L1,  "SvgWidgets"_L1, "DBus"_L1,    "Sql"_L1,           "Test"_L1,
    "Xml"_L1,  "Concurrent"_L1, "OpenGL"_L1,  "OpenGLWidgets"_L1, "PrintSupport"_L1,
};

// Asks the installed Qt which module has a header: a list of our own would always lack some.
QString qtModuleOf(const QString &header)
{
    const qsizetype slash = header.indexOf(u'/');
    if (slash > 0 && header.startsWith("Qt"_L1))
        return header.mid(2, slash - 2);
    for (const QString &folder : QStringLiteral(TUNEBOARD_QT_INCLUDES).split(u'|')) {
        for (const QLatin1StringView module : qtModules) {
            const QDir dir(folder);
            if (QFileInfo::exists(dir.filePath("Qt%1/%2"_L1.arg(module, header))) ||
                QFileInfo::exists(dir.filePath("Qt%1.framework/Headers/%2"_L1.arg(module, header)))) {
                return module;
            }
        }
    }
    return {};
}

// Whether the condition of an #if asks which system this is.
bool asksForPlatform(const QString &condition)
{
    static const QRegularExpression pattern(
        u"Q_OS_|_WIN32|_WIN64|__MINGW32__|__unix__|__linux__|__APPLE__|__has_include|_MSC_VER|_POSIX_VERSION"_s);
    return pattern.match(condition).hasMatch();
}

bool fitsOrigin(const Room &room, const QString &origin, const QString &header)
{
    return origin == "std"_L1 || origin == "generated"_L1 || fits(room.qt, origin) ||
           fits(room.libraries, origin) || fits(room.qt, header.section(u'/', -1));
}

} // namespace

QList<Include> includesIn(const QString &text)
{
    static const QRegularExpression directive(
        u"^\\s*#\\s*(include|if|ifdef|ifndef|elif|else|endif)\\b(.*)$"_s);
    static const QRegularExpression target(u"^\\s*([<\"])([^>\"]+)[>\"]"_s);
    QList<Include> found;
    QList<bool> conditions;
    int number = 0;
    for (const QString &line : text.split(u'\n')) {
        ++number;
        const auto match = directive.match(line);
        if (!match.hasMatch())
            continue;
        const QString word = match.captured(1);
        const QString rest = match.captured(2);
        if (word == "include"_L1) {
            if (const auto what = target.match(rest); what.hasMatch())
                found.append(
                    {number, what.captured(2), what.captured(1) == "\""_L1, conditions.contains(true)});
        } else if (word == "endif"_L1) {
            if (!conditions.isEmpty())
                conditions.removeLast();
        } else if (word.startsWith("if"_L1)) {
            conditions.append(asksForPlatform(rest));
        } else if (word == "elif"_L1 && !conditions.isEmpty()) {
            conditions.last() = conditions.last() || asksForPlatform(rest);
        }
    }
    return found;
}

QString originOf(const QString &header)
{
    if (header.endsWith(".moc"_L1) || header.startsWith("moc_"_L1))
        return u"generated"_s;
    if (fits(words(platformHeaders), header))
        return u"platform"_s;
    for (const Library &library : libraries) {
        if (fits(words(library.headers), header))
            return library.name;
    }
    if (const QString module = qtModuleOf(header); !module.isEmpty()) {
        const QString name = header.section(u'/', -1);
        if (module == "Core"_L1 && fits(words(jsonHeaders), name))
            return u"Json"_s;
        return module == "Core"_L1 && fits(words(objectHeaders), name) ? u"Objects"_s : module;
    }
    static const QRegularExpression standard(u"^[a-z_0-9]+(\\.h)?$"_s);
    return standard.match(header).hasMatch() ? u"std"_s : QString();
}

QStringList breaches(const QString &path, const QString &text, const QSet<QString> &files)
{
    const Room *room = roomOf(path);
    if (!room)
        return {"%1: is in no room; give it one in tests/layers/rooms.cpp"_L1.arg(path)};

    QStringList found;
    for (const Include &include : includesIn(text)) {
        const auto complain = [&](const QString &what) {
            found.append("%1:%2: %3"_L1.arg(path, QString::number(include.line), what));
        };
        const QString beside = path.section(u'/', 0, -2) + u'/' + include.target;
        const QString inProject = files.contains(include.target) ? include.target
                                  : files.contains(beside)       ? beside
                                                                 : QString();
        if (!inProject.isEmpty()) {
            const Room *other = roomOf(inProject);
            // A file in no room is reported once, by itself.
            if (other && !fits(room->rooms, other->name))
                complain("%1 may not include %2 (%3)"_L1.arg(room->name, other->name, include.target));
            continue;
        }
        const QString origin = originOf(include.target);
        if (origin == "platform"_L1) {
            if (!include.guarded)
                complain("<%1> is not on every system: put it inside an #ifdef"_L1.arg(include.target));
        } else if (origin.isEmpty() || (include.quoted && origin == "std"_L1)) {
            complain("nobody knows what %1 belongs to"_L1.arg(include.target));
        } else if (!fitsOrigin(*room, origin, include.target)) {
            complain("%1 may not include %2 (%3)"_L1.arg(room->name, origin, include.target));
        }
    }
    return found;
}

} // namespace tuneboard::layers
