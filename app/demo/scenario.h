// SPDX-License-Identifier: GPL-3.0-or-later
// The state of the demo world: jobs, their events, checkpoints, files and models. No network and no clock of
// its own: every call is told the time, and the same options and times give the same bytes.
#pragma once

#include <QByteArray>
#include <QList>

#include <memory>
#include <utility>

namespace tuneboard {

struct ScenarioOptions
{
    int jobs = 240;
    quint32 seed = 1;
    qint64 nowSecs =
        0;             // wall clock at the start, UTC: live jobs are placed relative to it, others to its day
    double speed = 60; // simulated seconds per real second for the live jobs
    bool strict = false; // only what the official document allows
};

// Jobs and files count from 0, the newest first; events and checkpoints of a job likewise. Times are
// milliseconds UTC and may not go back by more than the caller's own clock does. Not thread-safe: answers are
// cached on first use.
class Scenario
{
public:
    explicit Scenario(const ScenarioOptions &options);
    ~Scenario();
    Q_DISABLE_COPY_MOVE(Scenario)

    const ScenarioOptions &options() const;
    // Letters that stand for the account in answers: org-…
    QByteArray organization() const;

    int jobCount() const;
    QByteArray jobId(int job) const;
    // -1: there is no such job.
    int findJob(QByteArrayView id) const;
    QByteArray job(int job, qint64 nowMs) const;
    // The same as in `job`: validating_files, queued, running, paused, succeeded, failed or cancelled.
    QByteArray status(int job, qint64 nowMs) const;
    // Empty: none.
    QList<std::pair<QByteArray, QByteArray>> metadata(int job) const;

    qint64 eventCount(int job, qint64 nowMs) const;
    QByteArray event(int job, qint64 event, qint64 nowMs) const;
    // -1: this job has no such event by now.
    qint64 findEvent(int job, QByteArrayView id, qint64 nowMs) const;

    int checkpointCount(int job, qint64 nowMs) const;
    QByteArray checkpointId(int job, int checkpoint, qint64 nowMs) const;
    QByteArray checkpoint(int job, int checkpoint, qint64 nowMs) const;

    enum class Action { Cancel, Pause, Resume };
    // False with the reason in `why` (one English sentence, as a server says it) where the status does not
    // allow it.
    bool act(int job, Action action, qint64 nowMs, QByteArray *why);

    // A file is known by a number that says which job it belongs to and what it is there; all files of a job,
    // in the order in which they were made: training, validation (if there is one), results (once there are).
    QList<qint64> filesOfJob(int job, qint64 nowMs) const;
    QByteArray fileId(qint64 file) const;
    // -1: there is no such file by now.
    qint64 findFile(QByteArrayView id, qint64 nowMs) const;
    QByteArray file(qint64 file) const;
    // The bytes as the server answers them: JSON Lines, CSV, or CSV as base64.
    QByteArray fileContent(qint64 file) const;

    // Base models, then the fine-tuned ones, newest first.
    QList<QByteArray> models(qint64 nowMs) const;
    // Empty: there is no such model by now.
    QByteArray model(QByteArrayView name, qint64 nowMs) const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace tuneboard
