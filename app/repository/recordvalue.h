// SPDX-License-Identifier: GPL-3.0-or-later
// What stands in the bytes of one record, read when somebody looks at it.
#pragma once

#include "app/api/value.h"

#include <QByteArrayView>

#include <optional>

namespace tuneboard {

/// The JSON that the bytes hold; nullopt: they hold none.
[[nodiscard]] std::optional<Value> recordValue(QByteArrayView raw);

} // namespace tuneboard
