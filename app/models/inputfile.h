// SPDX-License-Identifier: GPL-3.0-or-later
// Opens a file that a person, a link or another program named, for reading.
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringView>

#include <optional>

class QFile;

namespace tuneboard {

enum class SymLinks : quint8 {
    Follow,
    Refuse ///< `path` itself must not be one; its folders are not looked at
};

/// Opens the regular file at `path`. Nothing else is opened, and nothing is waited for: no folder, no pipe
/// (which may never get a writer), no socket, no device. Returns why not, for the end of a sentence ("it is a
/// folder"); empty: `file` is open,
/// though fileName() need not know it.
[[nodiscard]] QString openRegularFile(QFile &file, const QString &path, SymLinks links = SymLinks::Follow);

/// The rest of an open file, in one buffer that is never copied; it may be a pipe. nullopt: there are more
/// than `maxBytes`, or it cannot be read (then file.error() is set). Of a regular file that is too large
/// nothing is read.
[[nodiscard]] std::optional<QByteArray> readAtMost(QFile &file, qint64 maxBytes);

/// Whether Windows reserves a file name for a device, whatever stands after its first dot: CON, nul.txt,
/// COM1.
[[nodiscard]] bool isDeviceName(QStringView name);

} // namespace tuneboard
