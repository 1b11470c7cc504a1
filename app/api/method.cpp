// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/method.h"

#include "app/api/terms.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace tuneboard {

void assign(const Value &from, Hyperparameter &to)
{
    using State = Hyperparameter::State;
    to = {};
    to.text = from.isContainer() ? toJson(from, -1) : from.text;
    if (from.isNull()) {
        to.state = State::Null;
    } else if (const auto number = from.toDouble()) {
        to.number = *number;
        to.state = *number == -1.0 ? State::MinusOne : State::Number;
    } else {
        to.state = from.isString() && from.text.compare("auto"_L1, Qt::CaseInsensitive) == 0 ? State::Auto
                                                                                             : State::Text;
    }
}

const Schema &hyperparametersSchema()
{
    using H = Hyperparameters;
    static constexpr FieldRow rows[] = {
        field<&H::nEpochs>(
            "n_epochs", QT_TRANSLATE_NOOP("Field", "Epochs"),
            QT_TRANSLATE_NOOP("Field", "How many times training goes through the training file.")),
        field<&H::batchSize>("batch_size", QT_TRANSLATE_NOOP("Field", "Batch size"),
                             QT_TRANSLATE_NOOP("Field", "Examples per training step.")),
        field<&H::learningRateMultiplier>(
            "learning_rate_multiplier", QT_TRANSLATE_NOOP("Field", "Learning-rate multiplier"),
            QT_TRANSLATE_NOOP("Field", "Scales the provider's learning rate for this base model.")),
        field<&H::beta>("beta", QT_TRANSLATE_NOOP("Field", "Beta"),
                        QT_TRANSLATE_NOOP("Field", "How strongly DPO holds the model to its starting point; "
                                                   "higher is more cautious.")),
        field<&H::computeMultiplier>(
            "compute_multiplier", QT_TRANSLATE_NOOP("Field", "Compute multiplier"),
            QT_TRANSLATE_NOOP("Field", "How much compute a step spends on exploring answers.")),
        field<&H::evalInterval>("eval_interval", QT_TRANSLATE_NOOP("Field", "Evaluation interval"),
                                QT_TRANSLATE_NOOP("Field", "Training steps between two evaluations.")),
        field<&H::evalSamples>("eval_samples", QT_TRANSLATE_NOOP("Field", "Evaluation samples"),
                               QT_TRANSLATE_NOOP("Field", "Answers sampled per example in an evaluation.")),
        field<&H::reasoningEffort>(
            "reasoning_effort", QT_TRANSLATE_NOOP("Field", "Reasoning effort"),
            QT_TRANSLATE_NOOP("Field", "How long the model may think while training.")),
    };
    static constexpr Schema schema{QT_TRANSLATE_NOOP("Schema", "Hyperparameters"), rows};
    return schema;
}

void assign(const Value &from, std::optional<Hyperparameters> &to)
{
    if (!from.isObject())
        return;
    to.emplace();
    readFields(from, *to, hyperparametersSchema());
}

namespace {

const Schema *hyperparametersOf(const Value &)
{
    return &hyperparametersSchema();
}

const Schema &branchSchema()
{
    using B = MethodBranch;
    static constexpr FieldRow rows[] = {
        field<&B::hyperparameters>("hyperparameters", QT_TRANSLATE_NOOP("Field", "Hyperparameters"),
                                   QT_TRANSLATE_NOOP("Field", "How the training is steered."), Format::Plain,
                                   &hyperparametersOf),
        field<&B::grader>("grader", QT_TRANSLATE_NOOP("Field", "Grader"),
                          QT_TRANSLATE_NOOP("Field", "What scores the model's answers."), Format::Plain,
                          &graderSchema),
        field<&B::responseFormat>("response_format", QT_TRANSLATE_NOOP("Field", "Response format"),
                                  QT_TRANSLATE_NOOP("Field", "The form that answers must have.")),
    };
    static constexpr Schema schema{QT_TRANSLATE_NOOP("Schema", "Method"), rows};
    return schema;
}

const Schema *branchOf(const Value &)
{
    return &branchSchema();
}

} // namespace

void assign(const Value &from, std::optional<MethodBranch> &to)
{
    if (!from.isObject())
        return;
    to.emplace();
    readFields(from, *to, branchSchema());
}

const MethodBranch *Method::branch() const
{
    const auto pick = [](const std::optional<MethodBranch> &branch) {
        return branch ? &*branch : nullptr;
    };
    if (type == "supervised"_L1)
        return pick(supervised);
    if (type == "dpo"_L1)
        return pick(dpo);
    return type == "reinforcement"_L1 ? pick(reinforcement) : nullptr;
}

const Schema &methodSchema()
{
    using M = Method;
    static constexpr FieldRow rows[] = {
        field<&M::type>("type", QT_TRANSLATE_NOOP("Field", "Type"),
                        QT_TRANSLATE_NOOP("Field", "How the model is trained.")),
        field<&M::supervised>("supervised", QT_TRANSLATE_NOOP("Field", "Supervised"),
                              QT_TRANSLATE_NOOP("Field", "Training on example answers."), Format::Plain,
                              &branchOf),
        field<&M::dpo>("dpo", QT_TRANSLATE_NOOP("Field", "DPO"),
                       QT_TRANSLATE_NOOP("Field", "Training on pairs of a preferred and a rejected answer."),
                       Format::Plain, &branchOf),
        field<&M::reinforcement>("reinforcement", QT_TRANSLATE_NOOP("Field", "Reinforcement"),
                                 QT_TRANSLATE_NOOP("Field", "Training on the scores of a grader."),
                                 Format::Plain, &branchOf),
    };
    static constexpr Schema schema{QT_TRANSLATE_NOOP("Schema", "Method"), rows};
    return schema;
}

void assign(const Value &from, std::optional<Method> &to)
{
    if (!from.isObject() && !from.isString())
        return;
    to.emplace();
    if (from.isString()) // some servers send the word alone
        to->type = from.text;
    else
        readFields(from, *to, methodSchema());
    if (const QLatin1StringView key = methodKey(to->type); !key.isEmpty())
        to->type = key;
    const int branches =
        int(to->supervised.has_value()) + int(to->dpo.has_value()) + int(to->reinforcement.has_value());
    if (to->type.isEmpty() && branches == 1)
        to->type = to->supervised ? u"supervised"_s : to->dpo ? u"dpo"_s : u"reinforcement"_s;
}

} // namespace tuneboard
