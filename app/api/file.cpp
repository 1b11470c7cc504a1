// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/file.h"

#include <QCoreApplication>

namespace tuneboard {

const Schema &fileSchema()
{
    using F = File;
    static constexpr FieldRow rows[] = {
        field<&F::filename>("filename", QT_TRANSLATE_NOOP("Field", "Name"),
                            QT_TRANSLATE_NOOP("Field", "The file's name when it was uploaded.")),
        field<&F::purpose>("purpose", QT_TRANSLATE_NOOP("Field", "Purpose"),
                           QT_TRANSLATE_NOOP("Field", "What the file is for.")),
        field<&F::bytes>("bytes", QT_TRANSLATE_NOOP("Field", "Size"),
                         QT_TRANSLATE_NOOP("Field", "How large the file is."), Format::Bytes),
        field<&F::status>("status", QT_TRANSLATE_NOOP("Field", "Status"),
                          QT_TRANSLATE_NOOP("Field", "Whether the server could read it.")),
        field<&F::createdAt>("created_at", QT_TRANSLATE_NOOP("Field", "Created"),
                             QT_TRANSLATE_NOOP("Field", "When it was uploaded or made."), Format::Time),
        field<&F::expiresAt>("expires_at", QT_TRANSLATE_NOOP("Field", "Expires"),
                             QT_TRANSLATE_NOOP("Field", "When the server deletes it."), Format::Time),
        field<&F::id>("id", QT_TRANSLATE_NOOP("Field", "File"),
                      QT_TRANSLATE_NOOP("Field", "The file's id at its server."), Format::File),
        {"object", QT_TRANSLATE_NOOP("Field", "Object"),
         QT_TRANSLATE_NOOP("Field", "The kind of object, as the server names it.")},
    };
    static constexpr Schema schema{QT_TRANSLATE_NOOP("Schema", "File"), rows};
    return schema;
}

File readFile(const Value &value)
{
    File file;
    readFields(value, file, fileSchema());
    return file;
}

} // namespace tuneboard
