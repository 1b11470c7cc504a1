// SPDX-License-Identifier: GPL-3.0-or-later
// A file or an exported folder that is open beside the accounts.
#pragma once

#include "app/api/document.h"

namespace tuneboard {

struct OpenedFile
{
    qint64 account = 0; ///< the account number of what it holds; below 0
    QString name;       ///< of the file, without its folder
    QString title;      ///< what it is, and its name
    QString path;
    int jobs = 0;        ///< 0: it is a page of its own, under an empty job id
    int rejected = 0;    ///< objects that could not be read
    QString firstReject; ///< why the first of them could not be read
    QString note;        ///< what was changed to read it; empty: nothing
};

/// What the page of a file that holds no job shows.
struct FilePage
{
    Document::Kind kind = Document::Kind::Json;
    bool hasTree = false; ///< it is JSON that is small enough for a tree
    QString title;        ///< as OpenedFile has it
    QString sentence;     ///< what an error says; else empty
    QString note;         ///< as OpenedFile has it
};

} // namespace tuneboard
