// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/repository/exportfolder.h"

#include "app/archive/connection.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

constexpr qsizetype kMaxName = 100;
constexpr qint64 kPiece = qint64{1} * 1024 * 1024;

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ExportFolder)
};

bool isPlain(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'-' ||
           c == u'_' || c == u'.';
}

// Names that Windows keeps for devices, whatever stands behind their first dot.
bool isDevice(const QString &name)
{
    static const std::array kDevices = {u"con"_s, u"prn"_s, u"aux"_s, u"nul"_s};
    const QString stem = name.section(u'.', 0, 0).toLower();
    return std::find(kDevices.begin(), kDevices.end(), stem) != kDevices.end() ||
           (stem.size() == 4 && (stem.startsWith("com"_L1) || stem.startsWith("lpt"_L1)) &&
            stem.back().isDigit());
}

} // namespace

QString exportName(const QString &text, QSet<QString> &taken)
{
    QString name = text.left(kMaxName);
    for (QChar &c : name) {
        if (!isPlain(c))
            c = u'_';
    }
    const bool isOdd = name != text || name.isEmpty() || name.startsWith(u'.') || name.startsWith(u'-') ||
                       name.endsWith(u'.') || isDevice(name);
    // Some file systems do not tell capitals from small letters.
    if (isOdd || taken.contains(name.toLower())) {
        while (name.startsWith(u'.') || name.startsWith(u'-'))
            name.remove(0, 1);
        const QByteArray hash = QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256).toHex();
        name = u"x-%1-%2"_s.arg(name.left(64), QString::fromLatin1(hash.left(32)));
    }
    taken.insert(name.toLower());
    return name;
}

bool isExportPath(QStringView path)
{
    const auto parts = path.split(u'/');
    return path.size() <= 1000 && std::all_of(parts.begin(), parts.end(), [](QStringView part) {
               return !part.isEmpty() && !part.startsWith(u'.') && !part.endsWith(u'.') &&
                      std::all_of(part.begin(), part.end(), isPlain);
           });
}

bool ExportFolder::fail(const QString &path, const QString &reason)
{
    if (m_problem.isEmpty())
        m_problem = Words::tr("%1 cannot be written: %2.").arg(path, reason);
    return false;
}

bool ExportFolder::begin()
{
    const QFileInfo info(m_path);
    const auto everything = QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot;
    if (info.isDir()) {
        if (!QDir(m_path).isEmpty(everything))
            return fail(m_path, Words::tr("the folder is not empty, and nothing is overwritten"));
        if (!info.isWritable())
            return fail(m_path, Words::tr("the folder is read-only"));
        return true;
    }
    if (info.exists() || info.isSymLink())
        return fail(m_path, Words::tr("it is there already and no folder"));
    return makePrivateFolder(m_path) || fail(m_path, Words::tr("the folder cannot be made"));
}

bool ExportFolder::makeFolder(const QString &path)
{
    const QString whole = m_path + u'/' + path;
    return QDir().mkdir(whole, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner) ||
           fail(whole, Words::tr("the folder cannot be made"));
}

bool ExportFolder::write(const QString &path, const QByteArray &bytes)
{
    QFile file(m_path + u'/' + path);
    const auto mode = QIODevice::WriteOnly | QIODevice::NewOnly;
    if (!file.open(mode, QFile::ReadOwner | QFile::WriteOwner) || file.write(bytes) != bytes.size() ||
        !file.flush())
        return fail(file.fileName(), file.errorString());
    file.close();
    if (file.error() != QFileDevice::NoError)
        return fail(file.fileName(), file.errorString());
    m_files.push_back(
        {path, bytes.size(), QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex()});
    return true;
}

bool ExportFolder::copy(const QString &path, const QString &from)
{
    QFile source(from);
    if (!source.open(QIODevice::ReadOnly)) {
        m_problem = Words::tr("%1 cannot be read: %2.").arg(from, source.errorString());
        return false;
    }
    QFile file(m_path + u'/' + path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner))
        return fail(file.fileName(), file.errorString());
    QCryptographicHash hash(QCryptographicHash::Sha256);
    qint64 size = 0;
    while (true) {
        const QByteArray piece = source.read(kPiece);
        if (piece.isEmpty())
            break;
        hash.addData(piece);
        size += piece.size();
        if (file.write(piece) != piece.size())
            return fail(file.fileName(), file.errorString());
    }
    if (source.error() != QFileDevice::NoError) {
        m_problem = Words::tr("%1 cannot be read: %2.").arg(from, source.errorString());
        return false;
    }
    if (!file.flush())
        return fail(file.fileName(), file.errorString());
    m_files.push_back({path, size, hash.result().toHex()});
    return true;
}

} // namespace tuneboard
