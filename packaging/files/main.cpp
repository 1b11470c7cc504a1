// SPDX-License-Identifier: GPL-3.0-or-later
// Writes the files that a package has beside the program: manual page, completions, icons, release notes.
#include "app/api/utc.h"
#include "packaging/files/helpfiles.h"
#include "packaging/files/iconfiles.h"
#include "packaging/files/releasenotes.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>

#include <cstdio>

using namespace tuneboard;
using namespace tuneboard::packaging;
using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// A file that would stay the same is not touched: nothing that rests on it is built again.
bool write(const QString &path, const QByteArray &bytes)
{
    if (!bytes.isEmpty() && contentOf(path) == bytes)
        return true;
    QDir().mkpath(path.section(u'/', 0, -2));
    QSaveFile file(path);
    if (!bytes.isEmpty() && file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() &&
        file.commit())
        return true;
    std::fprintf(stderr, "cannot write %s\n", qUtf8Printable(path));
    return false;
}

// Packages are the same whenever they are built, if this is set (reproducible-builds.org).
QDate buildDate()
{
    bool given = false;
    const qint64 seconds = qEnvironmentVariable("SOURCE_DATE_EPOCH").toLongLong(&given);
    return (given ? QDateTime::fromSecsSinceEpoch(seconds, kUtc) : QDateTime::currentDateTimeUtc()).date();
}

bool writePackageFiles(const QString &sources, const QString &out)
{
    const QList<Release> releases = releasesIn(QString::fromUtf8(contentOf(sources + u"/CHANGELOG.md"_s)));
    const QByteArray svg = contentOf(sources + u"/resources/icons/tuneboard.svg"_s);
    if (releases.isEmpty() || svg.isEmpty()) {
        std::fprintf(stderr, "CHANGELOG.md or the icon is missing in %s\n", qUtf8Printable(sources));
        return false;
    }
    const QDate today = buildDate();
    const QDate date = releases.constFirst().date.isValid() ? releases.constFirst().date : today;
    const QList<CommandHelp> commands = commandHelp();
    const QString info = QStringLiteral(TUNEBOARD_APP_ID ".metainfo.xml");
    const QString text = QString::fromUtf8(contentOf(sources + u"/packaging/linux/"_s + info + u".in"_s));
    bool done = write(out + u"/tuneboard.1"_s,
                      manualPage(commands, QStringLiteral(TUNEBOARD_VERSION), date).toUtf8()) &&
                write(out + u"/tuneboard.bash"_s, bashCompletion(commands).toUtf8()) &&
                write(out + u"/_tuneboard"_s, zshCompletion(commands).toUtf8()) &&
                write(out + u"/tuneboard.fish"_s, fishCompletion(commands).toUtf8()) &&
                write(out + u'/' + info, metainfo(text, releases, today).toUtf8()) &&
                write(out + u"/changelog.Debian"_s,
                      debianChangelog(releases, QStringLiteral(TUNEBOARD_MAINTAINER), today).toUtf8());
    for (const int size : hicolorSizes)
        done =
            done && write(out + u"/icons/%1x%1/apps/tuneboard.png"_s.arg(size), asPng(drawIcon(svg, size)));
    return done;
}

// The icons that are kept in the sources, because a cross build cannot run this program.
bool writeKeptIcons(const QString &sources)
{
    const QByteArray svg = contentOf(sources + u"/resources/icons/tuneboard.svg"_s);
    return write(sources + u"/packaging/windows/tuneboard.ico"_s, icoFile(svg)) &&
           write(sources + u"/packaging/macos/tuneboard.icns"_s, icnsFile(svg));
}

} // namespace

int main(int argc, char **argv)
{
    if (argc == 4 && qstrcmp(argv[1], "package") == 0)
        return writePackageFiles(QFile::decodeName(argv[2]), QFile::decodeName(argv[3])) ? 0 : 1;
    if (argc == 3 && qstrcmp(argv[1], "icons") == 0)
        return writeKeptIcons(QFile::decodeName(argv[2])) ? 0 : 1;
    std::fputs("usage: tuneboard_packagefiles package SOURCES FOLDER | icons SOURCES\n", stderr);
    return 2;
}
