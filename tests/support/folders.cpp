// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/folders.h"

#include <QDir>

namespace tuneboard::test {

QString sourcePath(const QString &relative)
{
    return QDir::cleanPath(QStringLiteral(TUNEBOARD_SOURCE_DIR "/") + relative);
}

QString dataPath(const QString &relative)
{
    return sourcePath(QStringLiteral("tests/data/") + relative);
}

QString buildPath(const QString &relative)
{
    return QDir::cleanPath(QStringLiteral(TUNEBOARD_BUILD_DIR "/") + relative);
}

QString samplesPath(const QString &relative)
{
    return sourcePath(QStringLiteral("../shared/samples/") + relative);
}

} // namespace tuneboard::test
