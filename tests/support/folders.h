// SPDX-License-Identifier: GPL-3.0-or-later
// Where the tests find the sources and their data, and leave their pictures. Only folders.cpp is compiled
// with these paths, so that every other object is the same in each checkout and comes from the compiler's
// cache.
#pragma once

#include <QString>

namespace tuneboard::test {

/// A path below the project's folder, below tests/data, below the build folder.
[[nodiscard]] QString sourcePath(const QString &relative);
[[nodiscard]] QString dataPath(const QString &relative);
[[nodiscard]] QString buildPath(const QString &relative);
/// A path below the folder of real payloads beside the project; tests do without where it is missing.
[[nodiscard]] QString samplesPath(const QString &relative = {});

} // namespace tuneboard::test
