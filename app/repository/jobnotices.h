// SPDX-License-Identifier: GPL-3.0-or-later
// Which changes of jobs people are told of while they look elsewhere: each once, and several at once
// together.
#pragma once

#include "app/archive/archive.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <vector>

namespace tuneboard {

/// A job that went from one status to another, both as the server writes them.
struct JobChange
{
    JobKey key;
    QString name; ///< as the list shows it
    QString accountName;
    QString before; ///< what was known so far; empty: the job is new here
    QString status;
    QString cause; ///< of a failure, in the server's words; empty: not said
};

/// Gathers changes. What was known before comes from the archive, so that a job which ended while the program
/// was closed is told once, at the next start, and never again.
class JobNotices : public QObject
{
    Q_OBJECT

public:
    /// `gatherMs`: for how long further changes join the first.
    explicit JobNotices(int gatherMs = 2000, QObject *parent = nullptr);

    /// Succeeded, failed, paused by the server: told. Everything else, and what is new here, is not.
    void add(const JobChange &change);
    /// The user asked for this change here: it is not told when it comes.
    void expect(const JobKey &key, Status status);
    /// It did not come about after all.
    void forget(const JobKey &key);

Q_SIGNALS:
    /// At least one, the newest last.
    void due(const std::vector<tuneboard::JobChange> &changes);

private:
    using Key = QPair<qint64, QString>;

    QTimer m_gather;
    std::vector<JobChange> m_changes;
    QHash<Key, Status> m_expected; ///< the status that the user asked for
    QHash<Key, QString> m_told;    ///< the status that was told last
};

} // namespace tuneboard
