// SPDX-License-Identifier: GPL-3.0-or-later
// What a job has beside its own object: events, checkpoints, files, and the metrics that come out of them.
#pragma once

#include "app/api/checkpoint.h"
#include "app/api/event.h"
#include "app/api/file.h"
#include "app/api/result.h"
#include "app/archive/archive.h"
#include "app/models/metrics.h"

#include <QByteArray>

#include <memory>
#include <optional>
#include <vector>

namespace tuneboard {

/// Where the reading of one part of a job stands.
struct PartState
{
    bool isLoading = false; ///< a request is under way
    /// All that the server has came, and no hole is left; for a job that goes on, as of the last answer.
    bool isComplete = false;
    qint64 received = 0; ///< of the walk under way: objects so far
    int rejected = 0;    ///< objects that could not be read and were left out
    QString firstReject;
    qint64 limitedAfter =
        0; ///< new objects after which the reading stopped; the server may have more. 0: it did not
    std::optional<ApiError> error; ///< what ended the last try; what is kept stays
};

/// Whether the request for this part ended with 404, 405, 501 or NotOffered.
[[nodiscard]] inline bool isNotOffered(const PartState &state)
{
    if (!state.error)
        return false;
    const int status = state.error->httpStatus;
    return state.error->kind == ApiError::Kind::NotOffered || status == 404 || status == 405 || status == 501;
}

/// One file that a job names, and what is known of it.
struct JobFile
{
    enum class Role : quint8 {
        Training,
        Validation,
        Result,
        Checkpoint ///< of a checkpoint, such as adapter weights: fetched only by a click
    };
    enum class Content : quint8 {
        NotAsked, ///< training and validation data come only by a click
        Loading,
        Kept,    ///< `path` can be read
        Failed,  ///< `error` says why
        TooLarge ///< more than 256 MB: named, not fetched
    };

    Role role = Role::Training;
    QString id;
    std::optional<File> object; ///< what the server says of it; nullopt: not asked yet, or refused
    Value value;                ///< the same whole; null: none
    Content content = Content::NotAsked;
    QString path;                  ///< of the decoded text on this machine; empty: not here
    bool wasBase64 = false;        ///< the server sent it as base64
    bool isLocated = false;        ///< `path` is the user's own file, shown to us by "Locate file…"
    qint64 received = 0;           ///< bytes so far while loading
    std::optional<ApiError> error; ///< of the object or the content
};

/// Everything that is known of one job beside its object: a snapshot, cheap to copy.
struct JobRecords
{
    JobKey key;
    std::shared_ptr<const std::vector<EventRow>> events; ///< newest first, in the server's order; never null
    std::shared_ptr<const std::vector<Checkpoint>> checkpoints; ///< as received; never null
    QList<JobFile> files;                      ///< training, validation, results, then those of checkpoints
    std::shared_ptr<const JobMetrics> metrics; ///< null: not worked out yet
    PartState eventsState;
    qint64 eventsReadAt = 0; ///< when the server last sent all of them, seconds since 1970, UTC; 0: not known
    PartState checkpointsState;
    bool eventsAreEmbedded = false; ///< they were in the job's own object, the server sent none by themselves
    bool checkpointsAreEmbedded = false;
    /// When the base model of this job's model is switched off; nullopt: not announced, or not known.
    std::optional<QString> shutdownDate; ///< YYYY-MM-DD, as the server says it
    bool isStopped = false;              ///< the user stopped the reading; it goes on when asked again
};

} // namespace tuneboard
