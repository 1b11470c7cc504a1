// SPDX-License-Identifier: GPL-3.0-or-later
// The measured values of a demo job at any one of its steps, worked out without the steps before it, so that
// a job with 200 000 steps costs nothing until somebody looks.
#pragma once

#include "app/demo/jobspec.h"

namespace tuneboard::demo {

// NaN: not measured at this step.
struct LossPoint
{
    int step = 0; // from 1
    double trainLoss = 0;
    double trainAccuracy = 0;
    double validLoss = 0;
    double validAccuracy = 0;
    double fullValidLoss = 0;
    double fullValidAccuracy = 0;
};

struct RewardPoint
{
    int step = 0; // from 1
    double trainReward = 0;
    double validReward = 0; // NaN but at every fifth step and the last
    double parseErrors = 0; // share of samples, 0 to 1
    double reasoningTokens = 0;
    double completionTokens = 0;
    double samplingSecs = 0;
    double trainingSecs = 0;
    double evalSecs = 0; // NaN where validReward is
};

// The number that the server gives the `point`-th measured step (points count from 0). A restart goes back.
int stepOfPoint(const JobSpec &spec, int point);
// The highest step number of the job.
int totalSteps(const JobSpec &spec);

// Supervised and preference jobs.
LossPoint lossAt(const JobSpec &spec, int point);

// Reinforcement jobs.
RewardPoint rewardAt(const JobSpec &spec, int point);
// The same for one grader of the job; `grader` counts from 0.
double graderReward(const JobSpec &spec, int grader, int point, bool validation);

// Points at which checkpoints are kept, oldest first: the last epochs, or the best by validation reward.
std::vector<int> checkpointPoints(const JobSpec &spec);

} // namespace tuneboard::demo
