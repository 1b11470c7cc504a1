// SPDX-License-Identifier: GPL-3.0-or-later
// Cancel, pause and resume of the selected jobs: what is possible, the question before, and the outcome.
#pragma once

#include "app/repository/repository.h"

#include <QObject>

namespace tuneboard {

class Actions;
class JobsPage;
class Strips;

class JobActions : public QObject
{
    Q_OBJECT

public:
    /// All must outlive it.
    JobActions(Repository &repository, JobsPage &page, const Actions &actions, Strips &strips);

    /// Enables the actions that some selected job allows.
    void update();
    /// The question that is asked before; `jobs` is not empty. Plain text.
    [[nodiscard]] QString question(JobAction action, const QList<JobKey> &jobs) const;

private:
    /// Whether the action can be chosen: some selected job allows it, or so many are selected that all of
    /// them are looked at only when it is chosen.
    [[nodiscard]] bool isOffered(JobAction action) const;
    [[nodiscard]] bool allows(JobAction action, quint32 number) const;
    /// The row of the open job, where none is selected; -1: there is none.
    [[nodiscard]] qint64 openRow() const;
    /// Selected in the list, else the open one: those that allow the action.
    [[nodiscard]] QList<JobKey> candidates(JobAction action) const;
    void ask(JobAction action);
    void run(JobAction action, const QList<JobKey> &jobs);
    void finish(JobAction action, const JobKey &key, const Result<QString> &status);
    /// The outcome of an action on several jobs, which has one message.
    struct Several;
    void runSeveral(JobAction action, const QList<JobKey> &jobs);
    void showSeveral(const Several &several);
    [[nodiscard]] QString nameOf(const JobKey &key) const;
    [[nodiscard]] QString accountOf(const JobKey &key) const;

    Repository &m_repository;
    JobsPage &m_page;
    const Actions &m_actions;
    Strips &m_strips;
    int m_several = 0; ///< actions on several jobs so far
};

} // namespace tuneboard
