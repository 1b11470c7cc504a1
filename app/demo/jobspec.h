// SPDX-License-Identifier: GPL-3.0-or-later
// The plan of each demo job: everything else about it (object, events, metrics, files) is worked out from
// this.
#pragma once

#include "app/demo/demotopics.h"

#include <QByteArray>
#include <QtGlobal>

#include <span>
#include <vector>

namespace tuneboard {
struct ScenarioOptions;
}

namespace tuneboard::demo {

enum class Ending : quint8 { Succeeded, Failed, Cancelled, Live };
enum class Shape : quint8 { Converging, Overfitting, Diverging, Restarting, Gappy, None };
enum class Failure : quint8 {
    None,
    NotADictionary,
    RoleMissing,
    ExtraWeight,
    TooFewExamples,
    Quota,
    Unsafe,
    DeletedFile,
    ServerError
};

// Places of jobs that show one thing each; counted from the newest job.
namespace showcase {
enum Index : int {
    LiveValidating,
    LiveQueued,
    LiveRunning,
    Overfitting,
    CountdownMulti,
    BadLine,
    Paused,
    Preference,
    NestedMulti,
    ManyPoints,
    Diverging,
    Restarting,
    NoMetrics,
    Disagreeing,
    CancelledInTraining,
    ImageGrader,
    AudioGrader,
    ArrayMulti,
    SingleMulti,
    LongMessage,
    LongMetadata,
    Gappy,
    FailedLate,
    Count
};
}

struct JobSpec
{
    quint64 salt = 0;
    qint64 createdSecs = 0;    // UTC
    int createdFractionMs = 0; // of a live job: how far into that second
    // Times since creation, in milliseconds. Those of a live job are as much shorter as the demo is faster.
    qint64 validatedMs = 0;
    qint64 startedMs = 0;
    qint64 stepMs = 0;
    qint64 evaluationMs = 0;
    qint64 endMs = 0; // where a failed or cancelled job stops; else the end of the evaluation
    qint64 trainedTokens = 0;
    int parent = -1; // the job whose model this one continues; -1: a base model
    int points = 0;  // measured steps
    int examples = 0;
    int badLine = 0; // line of the training file that is not as it should be, from 1; 0: none
    qint16 epochs = 0;
    qint16 batch = 0;
    float rate = 0;
    float bytesPerToken = 4; // of the training file
    quint8 topic = 0;
    quint8 base = 0;
    Method method = Method::Supervised;
    Ending ending = Ending::Succeeded;
    Shape shape = Shape::Converging;
    Failure failure = Failure::None;
    bool validation = false; // there is a validation file
    bool autoAsked = true;   // the hyperparameters were left to the server
    bool disagreeing = false;

    qint64 trainedMs() const { return startedMs + stepMs * points; }
    qint64 finishedMs() const { return trainedMs() + evaluationMs; }
};

struct BaseModel
{
    const char *name;
    const char *owner;
    qint64 created; // s UTC
    // Days from the start of the demo until the model is switched off; 0: not announced.
    int shutdownInDays;
};

std::span<const BaseModel> baseModels();

// The day of the demo's start, in seconds UTC: what is over lies before it, and does not depend on the time
// of the day.
qint64 startOfDay(const ScenarioOptions &options);

// Newest first. All `createdSecs` lie in the past of `options.nowSecs`.
std::vector<JobSpec> makeJobSpecs(const ScenarioOptions &options);

} // namespace tuneboard::demo
