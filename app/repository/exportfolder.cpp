// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/repository/exportfolder.h"

#include "app/archive/connection.h"
#include "app/models/inputfile.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

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

} // namespace

QString exportName(const QString &text, QSet<QString> &taken)
{
    QString name = text.left(kMaxName);
    for (QChar &c : name) {
        if (!isPlain(c))
            c = u'_';
    }
    const bool isOdd = name != text || name.isEmpty() || name.startsWith(u'.') || name.startsWith(u'-') ||
                       name.endsWith(u'.') || isDeviceName(name);
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

bool ExportFolder::beginFile(const QString &path)
{
    m_current = {path, 0, {}};
    m_hash.reset();
    m_file.close(); // of one that failed
    m_file.setFileName(m_path + u'/' + path);
    const auto mode = QIODevice::WriteOnly | QIODevice::NewOnly;
    return m_file.open(mode, QFile::ReadOwner | QFile::WriteOwner) ||
           fail(m_file.fileName(), m_file.errorString());
}

bool ExportFolder::append(QByteArrayView piece)
{
    m_hash.addData(piece);
    m_current.bytes += piece.size();
    m_bytes += piece.size();
    return m_file.write(piece.data(), piece.size()) == piece.size() ||
           fail(m_file.fileName(), m_file.errorString());
}

bool ExportFolder::endFile()
{
    if (!m_file.flush())
        return fail(m_file.fileName(), m_file.errorString());
    m_file.close();
    if (m_file.error() != QFileDevice::NoError)
        return fail(m_file.fileName(), m_file.errorString());
    m_current.sha256 = m_hash.result().toHex();
    m_files.push_back(std::move(m_current));
    return true;
}

bool ExportFolder::write(const QString &path, const QByteArray &bytes)
{
    return beginFile(path) && append(bytes) && endFile();
}

bool ExportFolder::copy(const QString &path, const QString &from, const std::function<bool()> &goesOn)
{
    const auto unreadable = [&](const QString &reason) {
        m_problem = Words::tr("%1 cannot be read: %2.").arg(from, reason);
        return false;
    };
    QFile source;
    if (const QString problem = openRegularFile(source, from); !problem.isEmpty())
        return unreadable(problem);
    if (!beginFile(path))
        return false;
    while (true) {
        const QByteArray piece = source.read(kPiece);
        if (piece.isEmpty())
            break;
        if (!append(piece) || (goesOn && !goesOn()))
            return false;
    }
    if (source.error() != QFileDevice::NoError)
        return unreadable(source.errorString());
    return endFile();
}

} // namespace tuneboard
