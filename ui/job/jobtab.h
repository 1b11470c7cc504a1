// SPDX-License-Identifier: GPL-3.0-or-later
// What a tab of the job page is.
#pragma once

#include "app/models/steprange.h"
#include "app/models/textpieces.h"

#include <QWidget>

#include <functional>
#include <memory>
#include <optional>

class QSettings;

namespace tuneboard {

struct JobDetails;
struct JobRecords;

/// What Ctrl+E writes of a tab: what it showed when it was asked, whatever it shows later.
struct TableExport
{
    QString name; ///< for the file, without its ending
    qint64 rows = 0;
    TextPieces csv;
    TextPieces json;
};

/// What a tab is given of a job. Details and records live as long as the call, unless the tab keeps `owner`.
struct JobView
{
    const JobDetails *details = nullptr;
    QString accountName;
    QString host;
    qint64 now = 0;       ///< seconds since 1970, UTC
    bool isOther = false; ///< another job than the one shown before: nothing of its state is kept
    const JobRecords *records = nullptr;          ///< null: nothing is known of them yet
    std::shared_ptr<const JobDetails> owner = {}; ///< of `details`; null: the caller keeps them to itself
};

class JobTab : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    /// Shows that job. For the same job again, scroll position, selection, expansion, folds and search stay;
    /// an unchanged job changes nothing.
    virtual void setJob(const JobView &view) = 0;
    /// The steps that were selected in the charts; nullopt: all. Comes to every tab, shown or not.
    virtual void setSteps(const std::optional<StepRange> &steps) { Q_UNUSED(steps) }
    /// Shows a line of a file, counted from 1, where the file is on this machine; 0: only the file.
    virtual void showFileLine(const QString &fileId, qint64 line)
    {
        Q_UNUSED(fileId)
        Q_UNUSED(line)
    }
    /// Selects a checkpoint of the job that is shown, by its id or name, else by its step. False: it has none
    /// such, or not yet.
    virtual bool showCheckpoint(const QString &idOrName, std::optional<qint64> step)
    {
        Q_UNUSED(idOrName)
        Q_UNUSED(step)
        return false;
    }
    /// What the tab remembers for all jobs.
    virtual void save(QSettings &settings) const { Q_UNUSED(settings) }
    virtual void restore(QSettings &settings) { Q_UNUSED(settings) }
    /// What stands behind the tab's name, e.g. a count; empty: nothing.
    [[nodiscard]] virtual QString badge(const JobView &view) const
    {
        Q_UNUSED(view)
        return {};
    }

    /// The table that is shown, as it is filtered and sorted; nullopt: there is none.
    [[nodiscard]] virtual std::optional<TableExport> tableExport() const { return std::nullopt; }

Q_SIGNALS:
    /// A base model that is itself fine-tuned was clicked.
    void openModelRequested(const QString &model);
    /// Another tab is asked for, by its key.
    void tabRequested(const QString &key);
    /// Steps were selected, or (nullopt) the selection was taken back.
    void stepsChosen(const std::optional<tuneboard::StepRange> &steps);
    /// The Files tab is asked to show this line of the file.
    void fileLineRequested(const QString &fileId, qint64 line);
    /// A checkpoint became selected, by whomever.
    void checkpointSelected();
    /// The content of a file is to be fetched.
    void fileDownloadRequested(const QString &fileId);
    /// The user's own copy of a file; an empty path: forget it.
    void fileLocated(const QString &fileId, const QString &path);
    /// Events, checkpoints and files are to be read from the server again, or the reading is to stop.
    void recordsRequested();
    void recordsCancelRequested();
    /// The table is to be written into a file, see tableExport().
    void exportRequested();
};

} // namespace tuneboard
