// SPDX-License-Identifier: GPL-3.0-or-later
// What servers call the fields of a job that OpenAI calls otherwise: one table for the list's reader and the
// page's.
#pragma once

#include "app/api/field.h"

#include <array>

namespace tuneboard {

/// An alias counts where the field under its usual name is missing or null.
inline constexpr std::array kJobAliases{
    FieldAlias{"job_id", "id"},
    FieldAlias{"state", "status"},
    FieldAlias{"base_model", "model"},
    FieldAlias{"output_model", "fine_tuned_model"},
    FieldAlias{"finetuned_output", "fine_tuned_model"},
    FieldAlias{"created", "created_at"},
    FieldAlias{"createdAt", "created_at"},
    FieldAlias{"createTime", "created_at"},
    FieldAlias{"create_time", "created_at"},
    FieldAlias{"completed_at", "finished_at"},
    FieldAlias{"completedTime", "finished_at"},
    FieldAlias{"completedAt", "finished_at"},
    FieldAlias{"finishedAt", "finished_at"},
    FieldAlias{"ended_at", "finished_at"},
    FieldAlias{"end_time", "finished_at"},
    FieldAlias{"endTime", "finished_at"},
    FieldAlias{"training_files", "training_file"},
    FieldAlias{"training_file_ids", "training_file"},
    FieldAlias{"dataset", "training_file"},
    FieldAlias{"validation_files", "validation_file"},
    FieldAlias{"validation_file_ids", "validation_file"},
    FieldAlias{"hyper_parameters", "hyperparameters"},
    FieldAlias{"steps_completed", "trained_steps"},
    FieldAlias{"current_step", "trained_steps"},
    FieldAlias{"final_step", "trained_steps"},
    FieldAlias{"error_message", "failure_reason"},
    FieldAlias{"failureMessage", "failure_reason"},
    FieldAlias{"message", "failure_reason"},
};

} // namespace tuneboard
