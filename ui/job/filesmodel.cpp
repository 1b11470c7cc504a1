// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/job/filesmodel.h"

#include "ui/format.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuneboard {

QString FilesModel::roleLabel(JobFile::Role role)
{
    switch (role) {
    case JobFile::Role::Training:
        return tr("Training");
    case JobFile::Role::Validation:
        return tr("Validation");
    case JobFile::Role::Result:
        return tr("Results");
    case JobFile::Role::Checkpoint:
        return tr("Checkpoint");
    }
    return {};
}

QString FilesModel::nameOf(const JobFile &file)
{
    return file.object && !file.object->filename.isEmpty() ? file.object->filename : file.id;
}

QString FilesModel::stateText(const JobFile &file)
{
    switch (file.content) {
    case JobFile::Content::NotAsked:
        return file.error ? file.error->text() : tr("at the server");
    case JobFile::Content::Loading:
        return file.object && file.object->bytes.value_or(0) > 0
                   ? tr("loading, %1 of %2").arg(bytes(file.received), bytes(*file.object->bytes))
                   : tr("loading, %1").arg(bytes(file.received));
    case JobFile::Content::Kept: {
        const QString place = file.isLocated ? tr("your own file") : tr("kept on this machine");
        return file.wasBase64 ? tr("%1, decoded from base64").arg(place) : place;
    }
    case JobFile::Content::Failed:
        return file.error ? file.error->text() : tr("could not be read");
    case JobFile::Content::TooLarge:
        return tr("larger than 256 MB: not fetched");
    }
    return {};
}

void FilesModel::setFiles(const QList<JobFile> &files)
{
    const bool isSame =
        files.size() == m_files.size() &&
        std::equal(files.begin(), files.end(), m_files.begin(),
                   [](const JobFile &a, const JobFile &b) { return a.id == b.id && a.role == b.role; });
    if (isSame) {
        m_files = files;
        if (!m_files.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    if (!m_files.empty()) {
        beginRemoveRows({}, 0, rowCount() - 1);
        m_files.clear();
        endRemoveRows();
    }
    if (!files.empty()) {
        beginInsertRows({}, 0, int(files.size()) - 1);
        m_files = files;
        endInsertRows();
    }
}

int FilesModel::rowOf(const QString &id) const
{
    const auto found =
        std::find_if(m_files.begin(), m_files.end(), [&](const JobFile &file) { return file.id == id; });
    return found == m_files.end() ? -1 : int(found - m_files.begin());
}

int FilesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_files.size());
}

int FilesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant FilesModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const JobFile &file = this->file(index.row());
    if (role == Qt::TextAlignmentRole && index.column() == SizeColumn)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (Column(index.column())) {
    case RoleColumn:
        return roleLabel(file.role);
    case NameColumn:
        return nameOf(file);
    case SizeColumn:
        return file.object && file.object->bytes ? bytes(*file.object->bytes) : u"—"_s;
    case StateColumn:
        return stateText(file);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant FilesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section == SizeColumn)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case RoleColumn:
        return tr("File");
    case NameColumn:
        return tr("Name");
    case SizeColumn:
        return tr("Size");
    case StateColumn:
        return tr("State");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace tuneboard
