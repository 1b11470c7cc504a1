// SPDX-License-Identifier: GPL-3.0-or-later
// The layer table: which room a file belongs to, and what that room may include.
#pragma once

#include <QList>
#include <QStringList>

namespace tuneboard::layers {

/// One row of the table. In each list `*` at the end of a name stands for any ending, and "all" for
/// everything.
struct Room
{
    QString name;
    QStringList files;     ///< paths below the source folder, without extension
    QStringList rooms;     ///< what it may include of the project, by the names of rows
    QStringList qt;        ///< Qt modules, with Json and Objects split off from Core, and single Qt headers
    QStringList libraries; ///< other libraries: simdjson, sqlite, keychain
};

/// All rows, in the order in which they are matched.
[[nodiscard]] const QList<Room> &rooms();

/// The row of a file, by its path below the source folder with '/'; null: the file is in no room.
[[nodiscard]] const Room *roomOf(const QString &path);

/// The files that the test reads: sources and headers of app/ and ui/, by their paths below the source
/// folder.
[[nodiscard]] QStringList projectFiles(const QString &sourceFolder);

/// Whether a name is in the list.
[[nodiscard]] bool fits(const QStringList &cell, QStringView name);

} // namespace tuneboard::layers
