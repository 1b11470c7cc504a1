// SPDX-License-Identifier: GPL-3.0-or-later
// What a tab of the job page is.
#pragma once

#include <QWidget>

namespace tuneboard {

struct JobDetails;

/// What a tab is given of a job. The details live as long as the call.
struct JobView
{
    const JobDetails *details = nullptr;
    QString accountName;
    QString host;
    qint64 now = 0;       ///< seconds since 1970, UTC
    bool isOther = false; ///< another job than the one shown before: nothing of its state is kept
};

class JobTab : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    /// Shows that job. For the same job again, scroll position, selection, expansion, folds and search stay;
    /// an unchanged job changes nothing.
    virtual void setJob(const JobView &view) = 0;

Q_SIGNALS:
    /// A base model that is itself fine-tuned was clicked.
    void openModelRequested(const QString &model);
    /// Another tab is asked for, by its key.
    void tabRequested(const QString &key);
};

} // namespace tuneboard
