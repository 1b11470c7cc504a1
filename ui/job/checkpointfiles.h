// SPDX-License-Identifier: GPL-3.0-or-later
// The files of the selected checkpoint, such as adapter weights, below the table of checkpoints.
#pragma once

#include "app/repository/jobrecords.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;

namespace tuneboard {

/// Hidden where there are no files. Nothing is fetched without a click.
class CheckpointFiles : public QWidget
{
    Q_OBJECT

public:
    explicit CheckpointFiles(QWidget *parent = nullptr);

    /// `canFetch`: there is a server that can be asked for them.
    void setFiles(const Checkpoint &checkpoint, const QList<JobFile> &files, bool canFetch);
    void clear();

Q_SIGNALS:
    void downloadRequested(const QString &id);
    /// The file is on this computer.
    void showRequested(const QString &id);

private:
    void addButton(const JobFile &file, bool canFetch);

    QLabel *m_label = nullptr;
    QHBoxLayout *m_row = nullptr;
    QList<QWidget *> m_shown;
    QStringList m_state; ///< what is shown, to see a change
};

} // namespace tuneboard
