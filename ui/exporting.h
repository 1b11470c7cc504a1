// SPDX-License-Identifier: GPL-3.0-or-later
// "Export": asks where to, writes what was shown when it was asked, and says how far it is.
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
    /// So many rows are written at once; more of them beside the window, with a message that has a button to
    /// stop.
    static constexpr qint64 kAtOnce = 1000;

    /// All must outlive it. `window` is the parent of the dialogs, and its own.
    Exporting(Repository &repository, Strips &strips, QWidget *window);
    /// What is still being written stays as it was.
    ~Exporting() override;

    void exportTable(const TableExport &table);
    /// The selected jobs, else all that are shown.
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
