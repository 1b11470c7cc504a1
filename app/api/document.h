// SPDX-License-Identifier: GPL-3.0-or-later
// What a file or an answer holds: any object of the API, a list of them, an error, a result table, or plain
// text.
#pragma once

#include "app/api/value.h"

#include <QByteArray>
#include <QStringList>

namespace tuneboard {

/// A small CSV, whole: for showing a file. Records may be shorter or longer than the header.
struct CsvTable
{
    QStringList columns;
    std::vector<QStringList> records;
};

struct Document
{
    enum class Kind {
        Job,
        JobList,
        Event,
        EventList,
        Checkpoint,
        CheckpointList,
        File,
        FileList,
        Grader,
        GraderList,
        Error,     ///< an error body, or the object inside one
        Recording, ///< a kept exchange: status, headers and body of an answer
        Json,      ///< any other JSON
        Table,     ///< a result CSV
        Text,
    };
    Kind kind = Kind::Text;
    Value value;            ///< for everything that is JSON
    CsvTable table;         ///< for Table
    QByteArray text;        ///< for Table and Text: decoded
    bool wasBase64 = false; ///< for Table and Text
    QString problem;        ///< for Text that begins like JSON: why it is none; empty otherwise
};

/// The elements of a list: the array itself, or `data` of a list object; nullptr: it is no list.
[[nodiscard]] const Value *listElements(const Value &value);

} // namespace tuneboard
