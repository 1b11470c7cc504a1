// SPDX-License-Identifier: GPL-3.0-or-later
// Writing what is shown into the user's files, whole or not at all.
#pragma once

#include "app/models/textpieces.h"

#include <QByteArray>
#include <QString>

#include <functional>

class QWidget;

namespace tuneboard {

/// A name that every system takes for a file: separators, signs with a meaning, control and bidi characters
/// become `_`, device names get one in front. Empty: "tuneboard".
[[nodiscard]] QString safeFileName(const QString &name);

/// Replaces the file at once, when the text is whole; a symbolic link is replaced too, and the file it leads
/// to stays as it is. Returns what went wrong, for people; empty: it is written. `goesOn` gets the bytes so
/// far after each piece; where it returns false the file stays as it was. It may be empty.
[[nodiscard]] QString writeFile(const QString &path, const TextPieces &text,
                                const std::function<bool(qint64 bytes)> &goesOn = {});
[[nodiscard]] QString writeFile(const QString &path, const QByteArray &bytes);
/// The same with the content of another file.
[[nodiscard]] QString copyFile(const QString &from, const QString &to);
/// The content of another file, which is never whole in memory.
[[nodiscard]] TextPieces piecesOfFile(const QString &path);

/// Asks where to save, without a loop of its own. `filters` as QFileDialog has them, the first is the
/// default. `done` gets the chosen path, never an empty one; it runs while `parent` lives.
void askWhereToSave(QWidget *parent, const QString &title, const QString &name, const QStringList &filters,
                    const std::function<void(const QString &path)> &done);

} // namespace tuneboard
