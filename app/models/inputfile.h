// SPDX-License-Identifier: GPL-3.0-or-later
// Opens a file for reading whose name came from the user, a link or another program.
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringView>

#include <functional>
#include <optional>

class QFile;

namespace tuneboard {

enum class SymLinks : quint8 {
    Follow,
    Refuse ///< `path` itself must not be a symbolic link; its folders may be
};

/// Opens the file at `path` if it is a regular file. Folders, sockets, devices and pipes (which may block for
/// ever) are not opened. Returns the reason as the end of a sentence ("it is a folder"), or an empty text if
/// `file` is open. file.fileName() may be empty.
[[nodiscard]] QString openRegularFile(QFile &file, const QString &path, SymLinks links = SymLinks::Follow);

/// Reads the rest of an open file or pipe into one buffer. Returns nullopt if there are more than `maxBytes`
/// (a regular file is then not read at all), if reading fails (file.error() is set), or if `isWanted` returns
/// false; it is called before each part of some megabytes.
[[nodiscard]] std::optional<QByteArray> readAtMost(QFile &file, qint64 maxBytes,
                                                   const std::function<bool()> &isWanted = {});

/// Whether Windows reserves a file name for a device, such as CON, nul.txt or COM1. What follows the first
/// dot does not matter.
[[nodiscard]] bool isDeviceName(QStringView name);

} // namespace tuneboard
