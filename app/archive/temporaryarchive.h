// SPDX-License-Identifier: GPL-3.0-or-later
// A place for an archive that is gone when the program ends: for the demo, and when the user's cannot be
// used.
#pragma once

#include <QString>
#include <QTemporaryDir>

namespace tuneboard {

/// A folder (0700) for one archive file, removed with all in it by the destructor: close every connection
/// first. All threads of the process see the same data by opening path().
class TemporaryArchive
{
public:
    TemporaryArchive();

    /// Empty: there is no place for files; an archive opened at it is in memory, and each connection's own.
    [[nodiscard]] QString path() const;

private:
    QTemporaryDir m_folder;
};

} // namespace tuneboard
