// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the #include lines of a file and compares them with the layer table.
#pragma once

#include <QList>
#include <QSet>
#include <QString>

namespace tuneboard::layers {

/// One #include line.
struct Include
{
    int line = 0;         ///< counted from 1
    QString target;       ///< what stands between the brackets or quotes
    bool quoted = false;  ///< in quotes
    bool guarded = false; ///< inside an #if that asks for a platform or for the header itself
};

/// All #include lines of a file's text, in order.
[[nodiscard]] QList<Include> includesIn(const QString &text);

/// What a header outside the project belongs to: "std", a Qt module, "Json", "Objects", a library's name,
/// "platform" (POSIX or Windows only), "generated" (moc), or empty: unknown.
[[nodiscard]] QString originOf(const QString &header);

/// What breaks the table in a file, one sentence each with path and line; empty: nothing.
/// `path` is below the source folder, `files` are all project files that can be included.
[[nodiscard]] QStringList breaches(const QString &path, const QString &text, const QSet<QString> &files);

} // namespace tuneboard::layers
