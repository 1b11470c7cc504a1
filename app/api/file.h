// SPDX-License-Identifier: GPL-3.0-or-later
// A file at the provider: training, validation or result data. Its content is fetched apart.
#pragma once

#include "app/api/field.h"

namespace tuneboard {

struct File
{
    QString id;
    QString filename;
    QString purpose;
    QString status;
    std::optional<qint64> bytes;
    Timestamp createdAt;
    Timestamp expiresAt;
};

[[nodiscard]] const Schema &fileSchema();
[[nodiscard]] File readFile(const Value &value);

} // namespace tuneboard
