// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/jobmetrics.h"

#include "app/demo/democurve.h"
#include "app/demo/demograders.h"
#include "app/demo/demorandom.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tuneboard::demo {
namespace {
QByteArray twoDigits(double value)
{
    return QByteArray::number(value, 'f', 2);
}

void writeIfMeasured(JsonWriter *json, const char *name, double value)
{
    if (!std::isnan(value))
        json->real(name, value);
}

QByteArray lossMessage(const LossPoint &at)
{
    QByteArray text;
    const auto add = [&text](const char *name, double value) {
        if (!std::isnan(value))
            text += (text.isEmpty() ? ": " : ", ") + QByteArray(name) + "=" + twoDigits(value);
    };
    add("training loss", at.trainLoss);
    add("validation loss", at.validLoss);
    add("full validation loss", at.fullValidLoss);
    return text;
}

void writeLossData(JsonWriter *json, const JobAt &job, const LossPoint &at)
{
    // Preference data has no token accuracy.
    const bool accuracies = job.spec.method == Method::Supervised;
    json->beginObject().whole("step", at.step);
    writeIfMeasured(json, "train_loss", at.trainLoss);
    writeIfMeasured(json, "valid_loss", at.validLoss);
    json->whole("total_steps", totalSteps(job.spec));
    writeIfMeasured(json, "full_valid_loss", at.fullValidLoss);
    if (accuracies) {
        writeIfMeasured(json, "train_mean_token_accuracy", at.trainAccuracy);
        writeIfMeasured(json, "valid_mean_token_accuracy", at.validAccuracy);
        writeIfMeasured(json, "full_valid_mean_token_accuracy", at.fullValidAccuracy);
    }
    json->endObject();
}

// The counts of one step: samples drawn for training, and for validation.
struct Samples
{
    double train;
    double valid;

    explicit Samples(const JobSpec &spec)
        : train(spec.batch * 16.0)
        , valid(std::max(20.0, spec.examples / 12.0))
    {
    }
};

void beginGrader(JsonWriter *json, const GraderLeaf &leaf)
{
    json->beginObject().text("name", leaf.name).text("type", leaf.type);
}

void writeUsage(JsonWriter *json, const JobSpec &spec, const std::vector<GraderLeaf> &leaves,
                const RewardPoint &at)
{
    const Samples samples(spec);
    const bool evaluated = !std::isnan(at.validReward);
    json->key("usage").beginObject().key("graders").beginArray();
    for (const GraderLeaf &leaf : leaves) {
        if (*leaf.model == 0)
            continue;
        const double prompt = 180.0 + static_cast<double>(spec.salt % 190);
        const double completion = 90 + 60 * unit(mix(spec.salt, static_cast<quint64>(at.step)));
        beginGrader(json, leaf);
        json->text("model", leaf.model).pointed("train_prompt_tokens_mean", prompt);
        if (evaluated)
            json->pointed("valid_prompt_tokens_mean", prompt);
        json->pointed("train_prompt_tokens_count", std::round(prompt * samples.train));
        json->pointed("train_completion_tokens_mean", completion);
        json->pointed("train_completion_tokens_count", std::round(completion * samples.train));
        json->endObject();
    }
    json->endArray().key("samples").beginObject().pointed("train_reasoning_tokens_mean", at.reasoningTokens);
    if (evaluated)
        json->pointed("valid_reasoning_tokens_mean", at.reasoningTokens * 0.91);
    json->pointed("train_reasoning_tokens_count", std::round(at.reasoningTokens * samples.train));
    if (evaluated)
        json->pointed("valid_reasoning_tokens_count", std::round(at.reasoningTokens * 0.91 * samples.valid));
    json->endObject().endObject();
}

void writeErrors(JsonWriter *json, const JobSpec &spec, const std::vector<GraderLeaf> &leaves,
                 const RewardPoint &at)
{
    const Samples samples(spec);
    const bool evaluated = !std::isnan(at.validReward);
    json->key("errors").beginObject().key("graders").beginArray();
    for (const GraderLeaf &leaf : leaves) {
        const bool slow = QByteArrayView(leaf.type) == "endpoint" || QByteArrayView(leaf.type) == "python";
        const double other = slow ? 0.02 * unit(mix(spec.salt, static_cast<quint64>(at.step) + 77)) : 0.0;
        beginGrader(json, leaf);
        json->pointed("train_other_error_mean", other);
        json->pointed("train_other_error_count", std::round(other * samples.train));
        json->pointed("train_sample_parse_error_mean", at.parseErrors);
        json->pointed("train_sample_parse_error_count", std::round(at.parseErrors * samples.train));
        json->pointed("train_invalid_variable_error_mean", 0);
        json->pointed("train_invalid_variable_error_count", 0);
        if (evaluated) {
            json->pointed("valid_other_error_mean", 0).pointed("valid_other_error_count", 0);
            json->pointed("valid_sample_parse_error_mean", at.parseErrors * 0.5);
            json->pointed("valid_sample_parse_error_count", std::round(at.parseErrors * 0.5 * samples.valid));
        }
        json->endObject();
    }
    json->endArray().endObject();
}

void writeScores(JsonWriter *json, const JobSpec &spec, const std::vector<GraderLeaf> &leaves, int point,
                 const RewardPoint &at)
{
    const bool evaluated = !std::isnan(at.validReward);
    json->key("scores").beginObject().key("graders").beginArray();
    for (std::size_t i = 0; i < leaves.size(); ++i) {
        const int number = leaves.size() == 1 ? -1 : static_cast<int>(i);
        beginGrader(json, leaves[i]);
        json->pointed("train_reward_mean", graderReward(spec, number, point, false));
        if (evaluated)
            json->pointed("valid_reward_mean", graderReward(spec, number, point, true));
        json->endObject();
    }
    json->endArray().pointed("train_reward_mean", at.trainReward);
    if (evaluated)
        json->pointed("valid_reward_mean", at.validReward);
    json->endObject();
}

void writeTiming(JsonWriter *json, const JobSpec &spec, const std::vector<GraderLeaf> &leaves,
                 const RewardPoint &at)
{
    const bool evaluated = !std::isnan(at.evalSecs);
    json->key("timing").beginObject().key("step").beginObject();
    if (evaluated)
        json->pointed("eval", at.evalSecs);
    json->pointed("sampling", at.samplingSecs).pointed("training", at.trainingSecs);
    const double whole = at.samplingSecs + at.trainingSecs + (evaluated ? at.evalSecs : 0.0);
    json->pointed("full_iteration", whole).endObject().key("graders").beginArray();
    for (std::size_t i = 0; i < leaves.size(); ++i) {
        const double latency = (*leaves[i].model == 0 ? 0.04 : 2.4) *
                               (0.8 + 0.4 * unit(mix(spec.salt, static_cast<quint64>(at.step) * 16 + i)));
        beginGrader(json, leaves[i]);
        json->pointed("train_execution_latency_mean", latency);
        if (evaluated)
            json->pointed("valid_execution_latency_mean", latency * 1.2);
        json->endObject();
    }
    json->endArray().endObject();
}

void writeRewardData(JsonWriter *json, const JobAt &job, int point)
{
    const RewardPoint at = rewardAt(job.spec, point);
    const std::vector<GraderLeaf> leaves = graderLeaves(job.spec, job.strict());
    const bool evaluated = !std::isnan(at.validReward);
    json->beginObject().whole("step", at.step);
    writeUsage(json, job.spec, leaves, at);
    writeErrors(json, job.spec, leaves, at);
    writeScores(json, job.spec, leaves, point, at);
    writeTiming(json, job.spec, leaves, at);
    json->whole("total_steps", totalSteps(job.spec)).pointed("train_mean_reward", at.trainReward);
    json->pointed("reasoning_tokens_mean", at.reasoningTokens);
    json->pointed("completion_tokens_mean", at.completionTokens);
    if (evaluated)
        json->pointed("full_valid_mean_reward", at.validReward);
    json->pointed("mean_unresponsive_rewards", 0);
    if (evaluated) {
        json->pointed("full_valid_mean_parse_error", at.parseErrors * 0.5);
        json->pointed("valid_reasoning_tokens_mean", at.reasoningTokens * 0.91);
    }
    json->endObject();
}

void appendCell(QByteArray *csv, double value)
{
    csv->append(',');
    if (!std::isnan(value))
        appendRounded(csv, value, 5);
}

QByteArray lossCsv(const JobAt &job)
{
    const JobSpec &spec = job.spec;
    // The name of the accuracy column has changed over the years.
    const bool oldName = mix(spec.salt, 0xc51) % 2 == 0;
    QByteArray csv = oldName
                         ? "step,train_loss,train_accuracy,valid_loss,valid_mean_token_accuracy"
                         : "step,train_loss,train_mean_token_accuracy,valid_loss,valid_mean_token_accuracy,"
                           "full_valid_loss,full_valid_mean_token_accuracy";
    csv.reserve(csv.size() + spec.points * 48LL);
    const bool accuracies = spec.method == Method::Supervised;
    constexpr double blank = std::numeric_limits<double>::quiet_NaN();
    for (int point = 0; point < spec.points; ++point) {
        const LossPoint at = lossAt(spec, point);
        csv += '\n';
        csv += QByteArray::number(at.step);
        // The file of the disagreeing job was written by a run that did not count the first tenth as warm-up.
        appendCell(&csv,
                   spec.disagreeing && point > spec.points / 10 ? at.trainLoss * 1.07 + 0.03 : at.trainLoss);
        appendCell(&csv, accuracies ? at.trainAccuracy : blank);
        appendCell(&csv, at.validLoss);
        appendCell(&csv, accuracies ? at.validAccuracy : blank);
        if (!oldName) {
            appendCell(&csv, at.fullValidLoss);
            appendCell(&csv, accuracies ? at.fullValidAccuracy : blank);
        }
    }
    return csv + '\n';
}

QByteArray rewardCsv(const JobAt &job)
{
    const JobSpec &spec = job.spec;
    const std::vector<GraderLeaf> leaves = graderLeaves(spec, job.strict());
    QByteArray csv =
        "step,train_mean_reward,full_valid_mean_reward,completion_tokens_mean,mean_unresponsive_rewards,"
        "reasoning_tokens_mean,sampling_duration,training_duration,eval_duration,total_duration";
    for (const GraderLeaf &leaf : leaves) {
        const QByteArray scores = QByteArray(",scores/graders/") + leaf.type + "/" + leaf.name;
        const QByteArray errors = QByteArray(",errors/graders/") + leaf.type + "/" + leaf.name + "/errors";
        csv += scores + "/train_reward_mean" + scores + "/valid_reward_mean" + errors +
               "/train_sample_parse_error_mean" + errors + "/valid_sample_parse_error_mean";
    }
    constexpr double blank = std::numeric_limits<double>::quiet_NaN();
    for (int point = 0; point < spec.points; ++point) {
        const RewardPoint at = rewardAt(spec, point);
        const bool evaluated = !std::isnan(at.validReward);
        csv += '\n';
        csv += QByteArray::number(at.step);
        const double whole = at.samplingSecs + at.trainingSecs + (evaluated ? at.evalSecs : 0.0);
        for (const double value : {at.trainReward, at.validReward, at.completionTokens, 0.0,
                                   at.reasoningTokens, at.samplingSecs, at.trainingSecs, at.evalSecs, whole})
            appendCell(&csv, value);
        for (std::size_t i = 0; i < leaves.size(); ++i) {
            const int number = leaves.size() == 1 ? -1 : static_cast<int>(i);
            appendCell(&csv, graderReward(spec, number, point, false));
            appendCell(&csv, evaluated ? graderReward(spec, number, point, true) : blank);
            appendCell(&csv, at.parseErrors);
            appendCell(&csv, evaluated ? at.parseErrors * 0.5 : blank);
        }
    }
    return csv + '\n';
}
} // namespace

QByteArray stepMessage(const JobAt &job, int point)
{
    QByteArray text = "Step " + QByteArray::number(stepOfPoint(job.spec, point)) + "/" +
                      QByteArray::number(totalSteps(job.spec));
    if (job.spec.method != Method::Reinforcement)
        return text + lossMessage(lossAt(job.spec, point));
    const RewardPoint at = rewardAt(job.spec, point);
    text += " , train mean reward=" + twoDigits(at.trainReward);
    if (!std::isnan(at.validReward)) {
        text += ", full validation mean reward=" + twoDigits(at.validReward) +
                ", full validation mean parse error=" + twoDigits(at.parseErrors * 0.5);
    }
    return text;
}

void writeStepData(JsonWriter *json, const JobAt &job, int point)
{
    if (job.spec.method == Method::Reinforcement)
        writeRewardData(json, job, point);
    else
        writeLossData(json, job, lossAt(job.spec, point));
}

void writeCheckpointMetrics(JsonWriter *json, const JobAt &job, int point)
{
    json->beginObject();
    if (job.spec.method == Method::Reinforcement) {
        const RewardPoint at = rewardAt(job.spec, point);
        json->whole("step", at.step).pointed("train_mean_reward", at.trainReward);
        json->pointed("full_valid_mean_reward", at.validReward)
            .pointed("reasoning_tokens_mean", at.reasoningTokens);
        json->endObject();
        return;
    }
    const LossPoint at = lossAt(job.spec, point);
    const bool accuracies = job.spec.method == Method::Supervised;
    const bool pointedStep = !job.strict() && job.spec.salt % 5 == 0;
    if (pointedStep)
        json->pointed("step", at.step);
    else
        json->whole("step", at.step);
    writeIfMeasured(json, "train_loss", at.trainLoss);
    if (accuracies)
        writeIfMeasured(json, "train_mean_token_accuracy", at.trainAccuracy);
    writeIfMeasured(json, "valid_loss", at.validLoss);
    if (accuracies)
        writeIfMeasured(json, "valid_mean_token_accuracy", at.validAccuracy);
    writeIfMeasured(json, "full_valid_loss", at.fullValidLoss);
    if (accuracies)
        writeIfMeasured(json, "full_valid_mean_token_accuracy", at.fullValidAccuracy);
    if (!job.strict() && job.spec.salt % 3 == 0 && accuracies)
        json->text("type", "supervised");
    json->endObject();
}

QByteArray resultCsv(const JobAt &job)
{
    QByteArray csv = job.spec.method == Method::Reinforcement ? rewardCsv(job) : lossCsv(job);
    // How the text is framed has changed over the years; the largest file stays plain.
    const quint64 habit = job.strict() || job.spec.points > 10'000 ? 0 : mix(job.spec.salt, 0xf4a3e) % 12;
    if (habit == 1)
        csv.prepend("\xef\xbb\xbf");
    if (habit == 2)
        csv.replace("\n", "\r\n");
    if (habit >= 9)
        csv.chop(1);
    return csv;
}

} // namespace tuneboard::demo
