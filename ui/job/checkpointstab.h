// SPDX-License-Identifier: GPL-3.0-or-later
// The tab of checkpoints: a table with one column for each metric; the best checkpoint is marked.
#pragma once

#include "app/models/checkpointsmodel.h"
#include "app/repository/jobrecords.h"
#include "ui/job/jobtab.h"

#include <QHash>

class QLabel;
class QStackedWidget;
class QToolButton;

namespace tuneboard {

class CheckpointFiles;
class PartStrip;
class RecordView;
struct JobMetrics;

class CheckpointsTab : public JobTab
{
    Q_OBJECT

public:
    explicit CheckpointsTab(QWidget *parent = nullptr);

    void setJob(const JobView &view) override;
    void setSteps(const std::optional<StepRange> &steps) override;
    bool showCheckpoint(const QString &idOrName, std::optional<qint64> step) override;
    [[nodiscard]] QString badge(const JobView &view) const override;
    [[nodiscard]] std::optional<TableExport> tableExport() const override;

    [[nodiscard]] CheckpointsModel *model() const { return m_model; }
    [[nodiscard]] RecordView *table() const { return m_table; }

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    class Delegate;

    void showCheckpoints();
    void updateState();
    void updateFiles();
    void copyModels();
    void copyLinks();
    void copyRows();
    void openMenu(const QPoint &at);
    void applyLook();
    void fitButtons();

    CheckpointsModel *m_model = nullptr;
    Delegate *m_delegate = nullptr;
    RecordView *m_table = nullptr;
    PartStrip *m_strip = nullptr;
    QLabel *m_star = nullptr;
    QLabel *m_rule = nullptr;
    QToolButton *m_steps = nullptr;
    QToolButton *m_copyModel = nullptr;
    QToolButton *m_copyLink = nullptr;
    QToolButton *m_export = nullptr;
    QLabel *m_empty = nullptr;
    QStackedWidget *m_stack = nullptr;
    CheckpointFiles *m_fileRow = nullptr;
    QHash<QString, JobFile> m_files; ///< of all checkpoints, by id
    bool m_canFetch = false;
    std::shared_ptr<const std::vector<Checkpoint>>
        m_shown; ///< the model was filled from it and the three members below
    std::shared_ptr<const JobMetrics> m_measured;
    std::optional<double> m_epochs;
    QString m_method;
    QString m_jobName;
    int m_fitted = 0;   ///< number of columns when their widths were last fitted
    QString m_noneText; ///< why there are no checkpoints
    bool m_hasBest = false;
};

} // namespace tuneboard
