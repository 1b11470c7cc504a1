// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/jobspec.h"

#include "app/demo/demorandom.h"
#include "app/demo/jobplan.h"
#include "app/demo/scenario.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace tuneboard::demo {
namespace {
constexpr qint64 daySecs = 86'400;
// Twelve months, as the token chart shows them.
constexpr double spanDays = 362;

constexpr BaseModel baseTable[] = {
    {"gpt-4.1-mini-2025-04-14", "system", 1'744'317'547, 0},
    {"gpt-4.1-nano-2025-04-14", "system", 1'744'321'025, 0},
    {"gpt-4.1-2025-04-14", "system", 1'744'315'746, 0},
    {"gpt-4o-mini-2024-07-18", "system", 1'721'172'717, 214},
    {"gpt-4o-2024-08-06", "system", 1'722'814'719, 122},
    {"gpt-3.5-turbo-0125", "system", 1'706'048'358, 41},
    {"o4-mini-2025-04-16", "system", 1'744'133'506, 0},
};

quint8 pickTopic(Random *random, Method method)
{
    const auto all = topics();
    const auto first =
        std::find_if(all.begin(), all.end(), [&](const Topic &t) { return t.method == method; });
    const auto last = std::find_if(first, all.end(), [&](const Topic &t) { return t.method != method; });
    return static_cast<quint8>((first - all.begin()) + random->whole(0, static_cast<int>(last - first) - 1));
}

quint8 pickBase(Random *random, Method method, double age)
{
    if (method == Method::Reinforcement)
        return MiniO4;
    // The older models were used more in the beginning.
    constexpr Base lately[] = {Mini41, Mini41, Mini41, Nano41, Nano41, Full41, Mini4o, Full4o};
    constexpr Base before[] = {Mini4o, Mini4o, Full4o, Turbo35, Mini41, Mini41, Nano41, Full41};
    const Base base = random->chance(age) ? random->pick(before) : random->pick(lately);
    return method == Method::Dpo && base == Turbo35 ? Mini4o : base;
}

// Creation times of `count` jobs, newest first: more and more of them, in office hours. All lie before the
// day of the start, so that live jobs are newer.
std::vector<qint64> creationTimes(const ScenarioOptions &options, int count)
{
    std::vector<qint64> times;
    times.reserve(static_cast<std::size_t>(count));
    Random random(mix(options.seed, 0x71e5));
    for (int i = 0; i < count; ++i) {
        const double place = (i + random.real()) / count;
        const auto daysAgo = 1 + static_cast<qint64>(spanDays * (0.3 * place + 0.7 * std::pow(place, 1.8)));
        times.push_back(startOfDay(options) - daysAgo * daySecs + random.whole(7 * 3600, 18 * 3600));
    }
    std::sort(times.begin(), times.end(), std::greater<>());
    return times;
}

// A value in [0, 1) for the `index`-th job; any run of them is spread evenly, so that the shares come out as
// meant.
double evenly(quint64 seed, int index, double stride)
{
    const double place = unit(mix(seed, 0xe7e)) + index * stride;
    return place - std::floor(place);
}

void planEnding(JobSpec *spec, double lot, Random *random)
{
    spec->endMs = spec->finishedMs();
    if (lot < 0.065) {
        constexpr Failure failures[] = {
            Failure::NotADictionary, Failure::RoleMissing,    Failure::RoleMissing,
            Failure::ExtraWeight,    Failure::TooFewExamples, Failure::Quota,
            Failure::Unsafe,         Failure::DeletedFile,    Failure::ServerError};
        planFailure(spec, random->pick(failures), random);
    } else if (lot < 0.105) {
        spec->ending = Ending::Cancelled;
        spec->endMs =
            random->chance(0.4)
                ? spec->validatedMs / 2
                : static_cast<qint64>(random->between(0.1, 0.9) * static_cast<double>(spec->trainedMs()));
    }
    constexpr Shape shapes[] = {Shape::Converging, Shape::Converging, Shape::Converging,  Shape::Converging,
                                Shape::Converging, Shape::Converging, Shape::Overfitting, Shape::Overfitting,
                                Shape::Gappy,      Shape::Diverging};
    spec->shape = random->pick(shapes);
}

// Lets a job in sixteen continue an earlier job's model. `spec` is the `index`-th; earlier jobs come behind
// it.
void chooseParent(std::vector<JobSpec> *specs, int index, Random *random)
{
    JobSpec &spec = (*specs)[static_cast<std::size_t>(index)];
    if (spec.method == Method::Reinforcement || index < showcase::Count || !random->chance(0.085))
        return;
    const int last = std::min(index + 60, static_cast<int>(specs->size()));
    for (int i = index + 1; i < last; ++i) {
        const JobSpec &earlier = (*specs)[static_cast<std::size_t>(i)];
        const bool usable = earlier.ending == Ending::Succeeded && earlier.method == Method::Supervised &&
                            earlier.createdSecs + earlier.finishedMs() / 1000 < spec.createdSecs;
        if (!usable || (spec.method == Method::Supervised && earlier.topic != spec.topic))
            continue;
        spec.parent = i;
        spec.base = earlier.base;
        return;
    }
}

// As many as the training file has. In reinforcement training there are also those that are sampled.
void countTokens(JobSpec *spec)
{
    const Topic &topic = topics()[spec->topic];
    const qint64 twoLines =
        trainingLine(topic, spec->method, 1).size() + trainingLine(topic, spec->method, 2).size();
    const double bytes = static_cast<double>(twoLines * spec->examples * spec->epochs) / 2;
    spec->trainedTokens = static_cast<qint64>(bytes / static_cast<double>(spec->bytesPerToken));
}

// A job that is over has ended before the day of the start: a long one that was created lately took quicker
// steps.
void endBefore(JobSpec *spec, qint64 dayStart)
{
    const qint64 available = (dayStart - 120 - spec->createdSecs) * 1000;
    if (spec->ending == Ending::Live || spec->endMs <= available || spec->points == 0)
        return;
    const double share = spec->stepMs == 0 ? 1.0
                                           : static_cast<double>(spec->endMs - spec->startedMs) /
                                                 static_cast<double>(spec->stepMs * spec->points);
    spec->evaluationMs = std::min<qint64>(spec->evaluationMs, 120'000);
    spec->stepMs = std::max<qint64>(1, (available - spec->startedMs - spec->evaluationMs) / spec->points);
    spec->endMs =
        spec->ending == Ending::Succeeded
            ? spec->finishedMs()
            : spec->startedMs + static_cast<qint64>(std::min(0.9, share) *
                                                    static_cast<double>(spec->stepMs * spec->points));
}
} // namespace

void planTraining(JobSpec *spec, Random *random)
{
    spec->validatedMs = random->whole(20, 140) * 1000LL;
    spec->startedMs = spec->validatedMs + random->whole(5, 900) * 1000LL;
    spec->evaluationMs = random->whole(60, 1500) * 1000LL;
    spec->validation = random->chance(0.65);
    spec->autoAsked = random->chance(0.6);
    if (spec->method == Method::Reinforcement) {
        spec->points = random->whole(20, 60);
        spec->stepMs = random->whole(240, 700) * 1000LL;
        spec->batch = static_cast<qint16>(16 << random->whole(0, 2));
        spec->epochs = static_cast<qint16>(random->whole(2, 5));
        spec->rate = 1.0F;
        spec->validation = true;
        planSteps(spec, spec->points);
        spec->trainedTokens = static_cast<qint64>(spec->points) * spec->batch * random->whole(1800, 4200);
        return;
    }
    constexpr float rates[] = {0.1F, 0.5F, 1.0F, 1.8F, 2.0F, 2.0F};
    spec->epochs = static_cast<qint16>(spec->autoAsked ? 3 : random->whole(2, 4));
    spec->batch = static_cast<qint16>(1 << random->whole(0, 4));
    spec->rate = random->pick(rates);
    planSteps(spec, static_cast<int>(60 * std::exp(random->real() * 2.5))); // 60 to 730 steps
    spec->stepMs = random->whole(1800, 8800);
    spec->bytesPerToken = static_cast<float>(random->between(3.9, 4.6));
}

void planSteps(JobSpec *spec, int wanted)
{
    const int least = std::max(2, (10 + spec->batch - 1) / spec->batch); // ten examples
    const int perEpoch = std::max(least, wanted / spec->epochs);
    spec->points = perEpoch * spec->epochs;
    spec->examples = perEpoch * spec->batch;
}

void planFailure(JobSpec *spec, Failure failure, Random *random)
{
    spec->ending = Ending::Failed;
    spec->failure = failure;
    spec->endMs = spec->validatedMs;
    switch (failure) {
    case Failure::NotADictionary:
    case Failure::RoleMissing:
    case Failure::ExtraWeight:
        spec->badLine = random->whole(2, spec->examples);
        break;
    case Failure::TooFewExamples:
        spec->examples = random->whole(3, 9);
        break;
    case Failure::ServerError:
        spec->endMs = spec->startedMs + static_cast<qint64>(random->between(0.3, 0.9) *
                                                            static_cast<double>(spec->stepMs * spec->points));
        break;
    case Failure::None:
    case Failure::Quota:
    case Failure::Unsafe:
    case Failure::DeletedFile:
        break;
    }
}

std::span<const BaseModel> baseModels()
{
    return baseTable;
}

qint64 startOfDay(const ScenarioOptions &options)
{
    return options.nowSecs / daySecs * daySecs;
}

std::vector<JobSpec> makeJobSpecs(const ScenarioOptions &options)
{
    const int count = std::max(0, options.jobs);
    std::vector<JobSpec> specs(static_cast<std::size_t>(count));
    const int settled = std::max(0, count - 3);
    const std::vector<qint64> times = creationTimes(options, settled);
    for (int i = count - 1; i >= 0; --i) {
        JobSpec &spec = specs[static_cast<std::size_t>(i)];
        spec.salt = mix(mix(options.seed) + 0x10b, static_cast<quint64>(i));
        Random random(mix(spec.salt, 1));
        if (i >= 3)
            spec.createdSecs = times[static_cast<std::size_t>(i - 3)];
        const double lot = evenly(options.seed, i, 0.6180339887498949);
        spec.method = lot < 0.735 ? Method::Supervised : lot < 0.90 ? Method::Dpo : Method::Reinforcement;
        spec.topic = pickTopic(&random, spec.method);
        spec.base = pickBase(&random, spec.method, static_cast<double>(i) / std::max(1, count));
        planTraining(&spec, &random);
        planEnding(&spec, evenly(options.seed, i, 0.4142135623730951), &random);
        if (i < showcase::Count)
            makeShowcase(&spec, i, options, &random);
        endBefore(&spec, startOfDay(options));
        if (spec.method != Method::Reinforcement)
            countTokens(&spec);
        chooseParent(&specs, i, &random);
    }
    return specs;
}

} // namespace tuneboard::demo
