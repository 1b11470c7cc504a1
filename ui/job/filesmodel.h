// SPDX-License-Identifier: GPL-3.0-or-later
// The files that a job names, for a table view.
#pragma once

#include "app/repository/jobrecords.h"

#include <QAbstractTableModel>

namespace tuneboard {

class FilesModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { RoleColumn, NameColumn, SizeColumn, StateColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// Rows of the same files in the same order are kept; what changed in them is told.
    void setFiles(const QList<JobFile> &files);
    [[nodiscard]] const JobFile &file(int row) const { return m_files[row]; }
    /// -1: no such file.
    [[nodiscard]] int rowOf(const QString &id) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    [[nodiscard]] static QString roleLabel(JobFile::Role role);
    /// "kept", "your own file", "larger than 256 MB: not fetched", …
    [[nodiscard]] static QString stateText(const JobFile &file);
    /// The server's name, else the id.
    [[nodiscard]] static QString nameOf(const JobFile &file);

private:
    QList<JobFile> m_files;
};

} // namespace tuneboard
