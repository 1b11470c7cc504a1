// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a file or an exported folder for the window, whatever kind of document it is.
#pragma once

#include "app/repository/exportreading.h"
#include "app/repository/openedfile.h"
#include "app/repository/recordsreading.h"

#include <functional>

namespace tuneboard {

/// A file of ours that is removed with its last owner.
class OwnedFile
{
public:
    explicit OwnedFile(QString path)
        : m_path(std::move(path))
    {
    }
    ~OwnedFile();
    Q_DISABLE_COPY_MOVE(OwnedFile)

private:
    QString m_path;
};

struct FileContent
{
    QString name;
    QString title;
    QString note;                     ///< what was changed to read it; empty: nothing
    std::optional<ExportedJobs> jobs; ///< nullopt: the file holds no jobs; then the rest is set
    std::shared_ptr<const FilePage> page;
    Value value;                            ///< null: the file is not JSON, or has too many values for a tree
    QByteArray text;                        ///< of the file, as UTF-8; its first 32 MB
    KeptRecords records;                    ///< events, checkpoints, and the table of results as a file
    std::shared_ptr<const OwnedFile> table; ///< where that table is written; null: it is the file itself
};

/// `scratch`: the folder where a table is written that is encoded in the file; empty: there is none. Errors
/// are sentences about the file: it cannot be read, is too large, empty, cut off, not text, or of no kind
/// that is known; or Cancelled, after `isWanted` has returned false.
[[nodiscard]] Result<FileContent> readFileContent(const QString &path, const QString &scratch,
                                                  const ReadProgress &progress,
                                                  const std::function<bool()> &isWanted);

} // namespace tuneboard
