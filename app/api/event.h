// SPDX-License-Identifier: GPL-3.0-or-later
// What a server reports of a running job.
#pragma once

#include "app/api/field.h"

namespace tuneboard {

struct Event
{
    QString id;
    Timestamp createdAt;
    QString level; ///< info, warn, error; an unknown word is kept
    QString type;  ///< message, metrics, moderation_checks; empty: not said
    QString message;
    Value data; ///< an object, `{}`, `[]`, null or absent (then null)
};

[[nodiscard]] const Schema &eventSchema();
[[nodiscard]] Event readEvent(const Value &value);

} // namespace tuneboard
