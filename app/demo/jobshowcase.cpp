// SPDX-License-Identifier: GPL-3.0-or-later
// The newest jobs of the demo: the live ones, and one for each thing worth looking at.
#include "app/demo/democurve.h"
#include "app/demo/jobplan.h"

#include <algorithm>
#include <cmath>

namespace tuneboard::demo {
namespace {
int topicIndex(QByteArrayView suffix)
{
    const auto all = topics();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Topic &t) { return suffix == t.suffix; });
    Q_ASSERT(found != all.end());
    return static_cast<int>(found - all.begin());
}

// A job that shows its curve has this many steps, and data to match.
void setSteps(JobSpec *spec, int steps, qint64 stepMs)
{
    planSteps(spec, steps);
    spec->validation = true;
    spec->stepMs = stepMs;
}

void become(JobSpec *spec, const char *suffix, quint8 base, Shape shape)
{
    spec->topic = static_cast<quint8>(topicIndex(suffix));
    spec->method = topics()[spec->topic].method;
    spec->base = base;
    spec->shape = shape;
    spec->ending = Ending::Succeeded;
    spec->failure = Failure::None;
    spec->badLine = 0;
}

struct LiveTimes
{
    qint64 stepMs;
    qint64 validatedMs;
    qint64 startedMs;
    qint64 ageMs; // when the demo starts; 0: createdSecs says it
};

// A running job. All its times, also those before the start, are divided by the demo's speed, so that its
// events, pace and estimated end agree.
void makeLive(JobSpec *spec, int points, const LiveTimes &times, const ScenarioOptions &options)
{
    const auto real = [&options](qint64 ms) {
        return static_cast<qint64>(std::llround(static_cast<double>(ms) / options.speed));
    };
    spec->ending = Ending::Live;
    spec->stepMs = std::max<qint64>(1, real(times.stepMs));
    spec->validatedMs = real(times.validatedMs);
    spec->startedMs = real(times.startedMs);
    spec->evaluationMs = std::max<qint64>(1, real(12 * 60'000LL));
    spec->validation = true;
    spec->autoAsked = true;
    spec->epochs = 3;
    spec->batch = 8;
    planSteps(spec, points);
    spec->endMs = spec->finishedMs();
    if (times.ageMs == 0)
        return;
    // A demo slower than real time does not make the job older: it would then be older than the finished
    // jobs.
    const qint64 createdMs = options.nowSecs * 1000 - std::min(times.ageMs, real(times.ageMs));
    spec->createdSecs = createdMs / 1000;
    spec->createdFractionMs = static_cast<int>(createdMs % 1000);
}
} // namespace

void makeShowcase(JobSpec *spec, int index, const ScenarioOptions &options, Random *random)
{
    switch (index) {
    case showcase::LiveValidating:
        become(spec, "release-notes", Nano41, Shape::Converging);
        makeLive(spec, 300, {60'000, 300'000, 900'000, 40'000}, options);
        return;
    case showcase::LiveQueued:
        become(spec, "countdown-rft", MiniO4, Shape::Converging);
        planTraining(spec, random);
        makeLive(spec, 40, {900'000, 120'000, 2'220'000, 22 * 60'000LL}, options);
        return;
    case showcase::LiveRunning:
        become(spec, "support-triage", Mini41, Shape::Converging);
        planTraining(spec, random);
        makeLive(spec, 640, {60'000, 95'000, 400'000, 250 * 60'000LL}, options);
        return;
    case showcase::Overfitting:
        become(spec, "support-triage", Mini41, Shape::Overfitting);
        planTraining(spec, random);
        setSteps(spec, 480, 4200);
        spec->validation = true;
        break;
    case showcase::CountdownMulti:
        become(spec, "countdown-rft", MiniO4, Shape::Converging);
        planTraining(spec, random);
        break;
    case showcase::BadLine:
        become(spec, "invoices-de", Mini4o, Shape::Converging);
        planTraining(spec, random);
        spec->examples = std::max(spec->examples, 120);
        planFailure(spec, Failure::NotADictionary, random);
        spec->badLine = 47;
        return;
    case showcase::Paused:
        become(spec, "legal-summaries", Full41, Shape::Converging);
        planTraining(spec, random);
        makeLive(spec, 420, {20'000, 80'000, 300'000, 0}, options);
        return;
    case showcase::Preference:
        become(spec, "tone-pairs", Mini41, Shape::Converging);
        planTraining(spec, random);
        setSteps(spec, 360, 4200);
        break;
    case showcase::NestedMulti:
        become(spec, "icd-coding", MiniO4, Shape::Converging);
        planTraining(spec, random);
        break;
    case showcase::ManyPoints:
        become(spec, "field-reports", Nano41, Shape::Converging);
        planTraining(spec, random);
        spec->validation = true;
        spec->epochs = 2;
        spec->batch = 1;
        planSteps(spec, 200'000);
        spec->stepMs = 900;
        break;
    case showcase::Diverging:
        become(spec, "tariff-codes", Full4o, Shape::Diverging);
        planTraining(spec, random);
        setSteps(spec, 420, 4200);
        spec->autoAsked = false;
        spec->rate = 2.0F;
        break;
    case showcase::Restarting:
        become(spec, "sql-helper", Full41, Shape::Restarting);
        planTraining(spec, random);
        spec->epochs = 3;
        setSteps(spec, 540, 4200);
        spec->examples = totalSteps(*spec) / spec->epochs * spec->batch; // some steps are measured twice
        break;
    case showcase::NoMetrics:
        become(spec, "intent-router", Nano41, Shape::None);
        planTraining(spec, random);
        break;
    case showcase::Disagreeing:
        become(spec, "address-parser", Mini4o, Shape::Converging);
        planTraining(spec, random);
        setSteps(spec, 300, 4200);
        spec->disagreeing = true;
        spec->validation = true;
        break;
    case showcase::CancelledInTraining:
        become(spec, "code-review", Mini41, Shape::Gappy);
        planTraining(spec, random);
        spec->ending = Ending::Cancelled;
        spec->endMs = spec->startedMs + spec->stepMs * spec->points * 3 / 5;
        return;
    case showcase::ImageGrader:
        become(spec, "receipt-audit", MiniO4, Shape::Converging);
        planTraining(spec, random);
        break;
    case showcase::AudioGrader:
        become(spec, "call-notes", MiniO4, Shape::Gappy);
        planTraining(spec, random);
        break;
    case showcase::ArrayMulti:
        become(spec, "unit-tests", MiniO4, Shape::Converging);
        planTraining(spec, random);
        break;
    case showcase::SingleMulti:
        become(spec, "clause-match", MiniO4, Shape::Overfitting);
        planTraining(spec, random);
        break;
    case showcase::LongMessage:
        become(spec, "clinic-letters", Full4o, Shape::Converging);
        planTraining(spec, random);
        planFailure(spec, Failure::Unsafe, random);
        return;
    case showcase::LongMetadata:
        become(spec, "translations-nl", Mini41, Shape::Converging);
        planTraining(spec, random);
        setSteps(spec, 390, 4200);
        break;
    case showcase::Gappy:
        become(spec, "drone-commands", Turbo35, Shape::Gappy);
        planTraining(spec, random);
        setSteps(spec, 330, 4200);
        spec->validation = true;
        break;
    case showcase::FailedLate:
        become(spec, "meeting-minutes", Mini4o, Shape::Converging);
        planTraining(spec, random);
        setSteps(spec, 360, 3900);
        planFailure(spec, Failure::ServerError, random);
        spec->endMs = spec->startedMs + spec->stepMs * spec->points * 5 / 6;
        return;
    }
    spec->endMs = spec->finishedMs();
}

} // namespace tuneboard::demo
