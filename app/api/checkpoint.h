// SPDX-License-Identifier: GPL-3.0-or-later
// A model kept in the middle of a training run.
#pragma once

#include "app/api/field.h"

namespace tuneboard {

struct Checkpoint
{
    QString id;
    QString jobId;
    QString model; ///< the last one carries the final model's name, without `:ckpt-step-N`
    Timestamp createdAt;
    std::optional<qint64> stepNumber;
    QStringList resultFiles; ///< ids of what was saved of it, such as adapter weights
    Value metrics;           ///< an open map: numbers, and seen even a string; null: none
};

[[nodiscard]] const Schema &checkpointSchema();
[[nodiscard]] Checkpoint readCheckpoint(const Value &value);

} // namespace tuneboard
