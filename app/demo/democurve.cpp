// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/democurve.h"

#include "app/demo/demorandom.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tuneboard::demo {
namespace {
constexpr double missing = std::numeric_limits<double>::quiet_NaN();

// About normal, between -1.5 and 1.5.
double noise(const JobSpec &spec, int point, quint64 channel)
{
    const quint64 key = mix(spec.salt, channel * 0x1'0000'0000ULL + static_cast<quint64>(point));
    return unit(key) + unit(key + 1) + unit(key + 2) - 1.5;
}

double character(const JobSpec &spec, quint64 channel, double low, double high)
{
    return low + (high - low) * unit(mix(spec.salt, 0xc0ffee + channel));
}

double progress(const JobSpec &spec, int point)
{
    return static_cast<double>(stepOfPoint(spec, point)) / std::max(1, totalSteps(spec));
}

bool inGap(const JobSpec &spec, int point)
{
    if (spec.shape != Shape::Gappy)
        return false;
    const double place = static_cast<double>(point) / std::max(1, spec.points);
    return (place > 0.31 && place < 0.38) || (place > 0.7 && place < 0.72) ||
           unit(mix(spec.salt, 0x9a9 + static_cast<quint64>(point))) < 0.02;
}

bool validatedAt(const JobSpec &spec, int point)
{
    const int every = std::max(1, spec.points / 60);
    return spec.validation && (point % every == every - 1 || point == 0 || point == spec.points - 1);
}

double trainLevel(const JobSpec &spec, double x)
{
    const double floor = character(spec, 1, 0.12, 0.62);
    const double start = floor + character(spec, 2, 0.9, 1.8);
    double level = floor + (start - floor) * std::exp(-character(spec, 3, 3.5, 7.0) * x);
    if (spec.method == Method::Dpo)
        level = 0.693 - (0.693 - floor * 0.6) * (1 - std::exp(-3.2 * x));
    if (spec.shape == Shape::Overfitting)
        level *= 1 - 0.45 * x;
    if (spec.shape == Shape::Diverging && x > 0.58)
        level = std::min(11.8, level + 0.12 * (std::exp(9.5 * (x - 0.58)) - 1));
    return level;
}

double validLevel(const JobSpec &spec, double x)
{
    double level = trainLevel(spec, x) * 1.04 + character(spec, 4, 0.02, 0.09);
    if (spec.shape == Shape::Overfitting)
        level =
            trainLevel(spec, std::min(x, 0.4)) * 1.05 + 0.05 + 0.95 * std::pow(std::max(0.0, x - 0.36), 1.3);
    return level;
}

double accuracyFor(double loss)
{
    return std::clamp(std::exp(-0.42 * loss), 0.02, 1.0);
}

double jitter(const JobSpec &spec, int point, quint64 channel, double level, double width)
{
    return std::max(0.0004, level * (1 + width * noise(spec, point, channel)));
}
} // namespace

int totalSteps(const JobSpec &spec)
{
    return spec.shape == Shape::Restarting ? spec.points - spec.points * 3 / 20 : spec.points;
}

int stepOfPoint(const JobSpec &spec, int point)
{
    if (spec.shape == Shape::Restarting && point >= spec.points * 11 / 20)
        return point + 1 - spec.points * 3 / 20;
    return point + 1;
}

LossPoint lossAt(const JobSpec &spec, int point)
{
    LossPoint at;
    at.step = stepOfPoint(spec, point);
    const double x = progress(spec, point);
    const double calm = spec.points > 10'000 ? 0.12 : 0.16;
    at.trainLoss = jitter(spec, point, 1, trainLevel(spec, x), calm);
    at.trainAccuracy = std::min(1.0, accuracyFor(at.trainLoss) + 0.008 * noise(spec, point, 2));
    at.validLoss = at.validAccuracy = at.fullValidLoss = at.fullValidAccuracy = missing;
    if (validatedAt(spec, point)) {
        at.validLoss = jitter(spec, point, 3, validLevel(spec, x), 0.1);
        at.validAccuracy = std::min(1.0, accuracyFor(at.validLoss) + 0.008 * noise(spec, point, 4));
    }
    const int epochPoints = std::max(1, spec.points / std::max<int>(1, spec.epochs));
    if (spec.validation && ((point + 1) % epochPoints == 0 || point == spec.points - 1)) {
        at.fullValidLoss = jitter(spec, point, 5, validLevel(spec, x), 0.01);
        at.fullValidAccuracy = accuracyFor(at.fullValidLoss);
    }
    if (inGap(spec, point)) {
        at.trainLoss = at.trainAccuracy = missing;
        at.validLoss = at.validAccuracy = missing;
    }
    return at;
}

RewardPoint rewardAt(const JobSpec &spec, int point)
{
    RewardPoint at;
    at.step = stepOfPoint(spec, point);
    const double x = progress(spec, point);
    const bool evaluated = at.step % 5 == 0 || point == spec.points - 1;
    at.trainReward = graderReward(spec, -1, point, false);
    at.validReward = evaluated ? graderReward(spec, -1, point, true) : missing;
    at.parseErrors = std::max(0.0, 0.11 * std::exp(-5 * x) + 0.01 * noise(spec, point, 21));
    at.reasoningTokens = 900 + 1400 * x + 160 * noise(spec, point, 22);
    at.completionTokens = at.reasoningTokens + 60 + 12 * noise(spec, point, 23);
    const double iteration = static_cast<double>(spec.stepMs) / 1000;
    at.samplingSecs = iteration * (0.31 + 0.03 * noise(spec, point, 24));
    at.trainingSecs = iteration * (0.55 + 0.02 * noise(spec, point, 25));
    at.evalSecs = evaluated ? iteration * 0.14 : missing;
    return at;
}

double graderReward(const JobSpec &spec, int grader, int point, bool validation)
{
    const double x = progress(spec, point);
    const auto channel = static_cast<quint64>(grader + 2) * 8;
    const double start = character(spec, 30 + channel, 0.12, 0.4);
    const double end = character(spec, 31 + channel, 0.62, 0.93);
    double level = start + (end - start) * (1 - std::exp(-3.1 * x));
    if (validation)
        level -= 0.03;
    if (validation && spec.shape == Shape::Overfitting)
        level -= 0.5 * std::max(0.0, x - 0.55);
    const double width = validation ? 0.015 : 0.05;
    return std::clamp(level + width * noise(spec, point, 40 + channel + (validation ? 1 : 0)), 0.0, 1.0);
}

std::vector<int> checkpointPoints(const JobSpec &spec)
{
    std::vector<int> points;
    if (spec.shape == Shape::None || spec.points < 4)
        return points;
    if (spec.method != Method::Reinforcement) {
        const int epochs = std::max<int>(2, spec.epochs);
        for (int epoch = std::max(1, epochs - 2); epoch <= epochs; ++epoch)
            points.push_back(epoch == epochs ? spec.points - 1 : spec.points / epochs * epoch - 1);
        return points;
    }
    for (int point = 0; point < spec.points; ++point) {
        if (stepOfPoint(spec, point) % 5 == 0 || point == spec.points - 1)
            points.push_back(point);
    }
    std::sort(points.begin(), points.end(), [&spec](int a, int b) {
        return graderReward(spec, -1, a, true) > graderReward(spec, -1, b, true);
    });
    points.resize(std::min<std::size_t>(points.size(), 3));
    std::sort(points.begin(), points.end());
    return points;
}

} // namespace tuneboard::demo
