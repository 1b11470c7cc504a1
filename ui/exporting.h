// SPDX-License-Identifier: GPL-3.0-or-later
// "Export": asks for a file, writes the jobs or the table that were shown at that moment, and shows the
// progress.
#pragma once

#include "app/models/textpieces.h"
#include "app/repository/repository.h"

#include <QHash>
#include <QObject>

class QWidget;

namespace tuneboard {

class FileWriter;
class JobTableView;
class Strips;
struct TableExport;

class Exporting : public QObject
{
    Q_OBJECT

public:
    /// Up to this many rows are written before the call returns. More rows are written on another thread,
    /// with a message that shows the progress and has a button to stop.
    static constexpr qint64 kAtOnce = 1000;

    /// All arguments must outlive this object. `window` is its parent, and the parent of its dialogs.
    Exporting(Repository &repository, Strips &strips, QWidget *window);
    /// Stops exports that are in progress; their files stay as they were before.
    ~Exporting() override;

    void exportTable(const TableExport &table);
    /// Exports the selected jobs, or all jobs that are shown if none is selected.
    void exportJobs(const JobTableView &table);

private:
    void writeJobs(const QString &path, const std::vector<JobKey> &keys, const QByteArray &csv);
    void write(const QString &path, const TextPieces &text);
    void writeBeside(FileWriter *writer);
    void showProgress(FileWriter *writer);
    void say(const QString &problem);

    Repository &m_repository;
    Strips &m_strips;
    QWidget *m_window;
};

} // namespace tuneboard
