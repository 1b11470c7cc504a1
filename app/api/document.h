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
    CsvTable table;         ///< for Table, where it is asked for
    QByteArray text;        ///< for Table and Text: decoded
    bool wasBase64 = false; ///< for Table and Text
    QString problem;        ///< for Text that begins like JSON: why it is not read as JSON; else empty
    bool isTooBig = false;  ///< `problem` is that it has too many values or levels
    QString note;           ///< what was changed to read it, for people; empty: nothing
};

/// The elements of a list: the array itself, or the list of an object as ListChoice finds it; nullptr: it is
/// not a list.
[[nodiscard]] const Value *listElements(const Value &value);
/// The names of the members that lead to that list, from the outside; empty: the array itself, or no list.
[[nodiscard]] QStringList listPath(const Value &value);

} // namespace tuneboard
