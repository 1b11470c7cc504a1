// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/checkpoint.h"

#include <QCoreApplication>

namespace tuneboard {

const Schema &checkpointSchema()
{
    using C = Checkpoint;
    static constexpr FieldRow rows[] = {
        field<&C::stepNumber>("step_number", QT_TRANSLATE_NOOP("Field", "Step"),
                              QT_TRANSLATE_NOOP("Field", "After which training step it was kept."),
                              Format::Count),
        field<&C::model>("fine_tuned_model_checkpoint", QT_TRANSLATE_NOOP("Field", "Model"),
                         QT_TRANSLATE_NOOP("Field", "The name under which it is used."), Format::Model),
        field<&C::metrics>("metrics", QT_TRANSLATE_NOOP("Field", "Metrics"),
                           QT_TRANSLATE_NOOP("Field", "How good the model was at that step.")),
        field<&C::resultFiles>(
            "result_files", QT_TRANSLATE_NOOP("Field", "Files"),
            QT_TRANSLATE_NOOP("Field", "Files saved with this checkpoint, such as adapter weights."),
            Format::File),
        field<&C::createdAt>("created_at", QT_TRANSLATE_NOOP("Field", "Created"),
                             QT_TRANSLATE_NOOP("Field", "When it was kept."), Format::Time),
        field<&C::id>("id", QT_TRANSLATE_NOOP("Field", "Checkpoint"),
                      QT_TRANSLATE_NOOP("Field", "The checkpoint's id at its server.")),
        field<&C::jobId>("fine_tuning_job_id", QT_TRANSLATE_NOOP("Field", "Job"),
                         QT_TRANSLATE_NOOP("Field", "The job that made it.")),
        {"object", QT_TRANSLATE_NOOP("Field", "Object"),
         QT_TRANSLATE_NOOP("Field", "The kind of object, as the server names it.")},
    };
    static constexpr Schema schema{QT_TRANSLATE_NOOP("Schema", "Checkpoint"), rows};
    return schema;
}

Checkpoint readCheckpoint(const Value &value)
{
    Checkpoint checkpoint;
    readFields(value, checkpoint, checkpointSchema());
    return checkpoint;
}

} // namespace tuneboard
