// SPDX-License-Identifier: GPL-3.0-or-later
// --query, --header and --header-env: what a gateway needs with every request.
#pragma once

#include "app/api/extras.h"

#include <QString>
#include <QStringList>

namespace tuneboard {

/// Each adds what one option says to `extras`, and returns what is wrong with it; empty: nothing. No text
/// repeats a value, nor anything that may be one.
[[nodiscard]] QString addQueryOption(const QString &argument, Extras &extras, QStringList &warnings);
/// Adds a warning if the name says that the value is a secret: every process can read it.
[[nodiscard]] QString addHeaderOption(const QString &argument, Extras &extras, QStringList &warnings);
/// The value is that of an environment variable, without the blanks around it; it counts as secret.
[[nodiscard]] QString addHeaderEnvOption(const QString &argument, Extras &extras);

/// Tells two runs apart by their extras, without any of their values; empty: there are none.
[[nodiscard]] QString extrasDigest(const Extras &extras);

} // namespace tuneboard
