// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/archive/contentfolder.h"

#include "app/archive/connection.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

bool isPlain(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'-' ||
           c == u'_';
}

// Whatever an archive from elsewhere says, nothing outside of the folder is opened.
bool isContentName(QStringView name)
{
    return !name.isEmpty() && name.size() <= 200 && !name.startsWith(u'.') &&
           std::all_of(name.begin(), name.end(), [](QChar c) { return isPlain(c) || c == u'.'; });
}

QString folderOf(const QString &archivePath)
{
    const QFileInfo file(archivePath);
    const QString name = file.fileName();
    const qsizetype dot = name.lastIndexOf(u'.');
    return file.absolutePath() + u'/' + (dot > 0 ? name.left(dot) : name) + u".files"_s;
}

} // namespace

QString makeContentFolder(const QString &path)
{
    if (path.isEmpty())
        return {};
    const QString folder = folderOf(path);
    return makePrivateFolder(folder) ? folder : QString();
}

void removeOldParts(const QString &folder)
{
    if (folder.isEmpty())
        return;
    const QDateTime yesterday = QDateTime::currentDateTimeUtc().addDays(-1);
    const QFileInfoList parts = QDir(folder).entryInfoList({u"f-*.part*"_s}, QDir::Files | QDir::NoSymLinks);
    for (const QFileInfo &part : parts) {
        if (part.lastModified() < yesterday)
            QFile::remove(part.filePath());
    }
}

QString contentPath(const QString &archivePath, const QString &name)
{
    if (archivePath.isEmpty() || !isContentName(name))
        return {};
    const QString path = folderOf(archivePath) + u'/' + name;
    return QFileInfo(path).isFile() ? path : QString();
}

QString contentName(qint64 account, const QString &fileId)
{
    QString plain = fileId.left(64);
    for (QChar &c : plain) {
        if (!isPlain(c))
            c = u'_';
    }
    const QByteArray whole = QByteArray::number(account) + '/' + fileId.toUtf8();
    const QByteArray hash = QCryptographicHash::hash(whole, QCryptographicHash::Sha256).toHex().left(16);
    return u"f-%1-%2.txt"_s.arg(plain, QString::fromLatin1(hash));
}

} // namespace tuneboard
