// SPDX-License-Identifier: GPL-3.0-or-later
// A new folder that is filled file by file, each with its SHA-256.
#pragma once

#include <QByteArray>
#include <QCryptographicHash>
#include <QFile>
#include <QSet>
#include <QString>

#include <functional>
#include <vector>

namespace tuneboard {

/// Nothing is ever overwritten, and nothing is written outside of it. After the first call that fails, what
/// is wrong is in problem(), and nothing more should be written.
class ExportFolder
{
public:
    struct File
    {
        QString path; ///< in the folder, with slashes
        qint64 bytes = 0;
        QByteArray sha256; ///< in hexadecimal digits
    };

    explicit ExportFolder(QString path)
        : m_path(std::move(path))
    {
    }
    Q_DISABLE_COPY_MOVE(ExportFolder)

    /// Makes the folder (for the user alone), or takes an empty one as it is. False: it is neither.
    [[nodiscard]] bool begin();
    /// `path`, as in all of these: in the folder, made of exportName()s. The folders above it must be there.
    [[nodiscard]] bool makeFolder(const QString &path);
    [[nodiscard]] bool write(const QString &path, const QByteArray &bytes);
    /// Copies a file from elsewhere, piece by piece. False, too, when `goesOn`, called after each piece,
    /// says so.
    [[nodiscard]] bool copy(const QString &path, const QString &from,
                            const std::function<bool()> &goesOn = {});

    /// One file in pieces, so that it is never whole in memory: beginFile(), any number of append(),
    /// endFile(). It is among files() after endFile().
    [[nodiscard]] bool beginFile(const QString &path);
    [[nodiscard]] bool append(QByteArrayView piece);
    [[nodiscard]] bool endFile();

    [[nodiscard]] const std::vector<File> &files() const { return m_files; }
    [[nodiscard]] qint64 bytes() const { return m_bytes; }             ///< written so far, of all files
    [[nodiscard]] const QString &problem() const { return m_problem; } ///< a sentence; empty: none

private:
    bool fail(const QString &path, const QString &reason);

    QString m_path;
    std::vector<File> m_files;
    QString m_problem;
    qint64 m_bytes = 0;
    // The file between beginFile() and endFile().
    QFile m_file;
    File m_current;
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
};

/// A name for `text` (an id of a server) that is safe on every system and stands for this text alone, among
/// those in `taken`; it is added there. Ids as servers make them stay as they are.
[[nodiscard]] QString exportName(const QString &text, QSet<QString> &taken);

/// Whether a path in a manifest, which may come from anybody, stays inside of its folder.
[[nodiscard]] bool isExportPath(QStringView path);

} // namespace tuneboard
