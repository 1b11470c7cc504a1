// SPDX-License-Identifier: GPL-3.0-or-later
// A folder for what a target has to read from the disk; it is gone with the program.
#pragma once

#include "tests/fuzz/fuzz.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

namespace tuneboard::fuzz {

/// In memory where the system has such a place: a target writes ten thousand times.
inline const QTemporaryDir &scratchFolder()
{
    static const QString memory = QStringLiteral("/dev/shm");
    static const QTemporaryDir folder((QDir(memory).exists() ? memory : QDir::tempPath()) +
                                      QLatin1StringView("/tuneboard-fuzz-XXXXXX"));
    require(folder.isValid(), "there is a temporary folder");
    return folder;
}

inline void writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    require(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size(), "a file can be written");
}

inline QByteArray readFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace tuneboard::fuzz
