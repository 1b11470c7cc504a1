// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/archive/temporaryarchive.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace tuneboard {

TemporaryArchive::TemporaryArchive()
    : m_folder(QDir::tempPath() + u"/tuneboard-XXXXXX"_s)
{
}

QString TemporaryArchive::path() const
{
    return m_folder.isValid() ? m_folder.filePath(u"archive.sqlite"_s) : QString();
}

} // namespace tuneboard
