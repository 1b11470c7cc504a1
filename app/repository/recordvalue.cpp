// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/repository/recordvalue.h"

#include "app/api/readjson.h"

namespace tuneboard {

std::optional<Value> recordValue(QByteArrayView raw)
{
    Result<Value> read = readJson(raw);
    return read.ok() ? std::optional(std::move(*read)) : std::nullopt;
}

} // namespace tuneboard
