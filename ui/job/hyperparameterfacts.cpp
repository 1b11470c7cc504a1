// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/metricsummary.h"
#include "app/repository/jobrecords.h"
#include "app/repository/repository.h"
#include "ui/job/jobfacts.h"

#include <QCoreApplication>

#include <algorithm>
#include <span>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

using State = Hyperparameter::State;

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(JobFacts)
};

// What a job of that method always has, said or not.
constexpr const char *kSupervised[] = {"n_epochs", "batch_size", "learning_rate_multiplier"};
constexpr const char *kDpo[] = {"n_epochs", "batch_size", "learning_rate_multiplier", "beta"};
constexpr const char *kReinforcement[] = {"n_epochs",           "batch_size",    "learning_rate_multiplier",
                                          "compute_multiplier", "eval_interval", "eval_samples",
                                          "reasoning_effort"};

struct MethodRow
{
    const char *method;
    std::span<const char *const> keys;
};

constexpr MethodRow kMethods[] = {
    {"supervised", kSupervised}, {"dpo", kDpo}, {"reinforcement", kReinforcement}};

bool always(const QString &method, const QString &key)
{
    const auto is = [](const QString &word) {
        return [&word](const char *known) {
            return word == QLatin1StringView(known);
        };
    };
    return std::any_of(std::begin(kMethods), std::end(kMethods), [&](const MethodRow &row) {
        return is(method)(row.method) && std::any_of(row.keys.begin(), row.keys.end(), is(key));
    });
}

QString automatic(const Hyperparameter &parameter)
{
    return parameter.state == State::MinusOne ? Words::tr("auto (%1)").arg(parameter.text)
                                              : Words::tr("auto");
}

QString inferredFrom(const InferredEpochs &inferred)
{
    return u"· "_s + (inferred.isFromCheckpoints ? Words::tr("inferred from the checkpoints")
                                                 : Words::tr("inferred from the metrics"));
}

Hyperparameter read(const Value *value)
{
    Hyperparameter parameter;
    if (value)
        assign(*value, parameter);
    return parameter;
}

Fact factOf(const QString &key, const Hyperparameter &inner, const Hyperparameter &outer,
            const std::optional<InferredEpochs> &inferred)
{
    Fact fact;
    const FieldRow *row = hyperparametersSchema().find(key);
    fact.key = u"hyper_"_s + key;
    fact.label = row ? QCoreApplication::translate("Field", row->label) : key;
    if (row)
        fact.help = QCoreApplication::translate("Field", row->help);
    // The method's word counts, unless it says nothing or leaves it to the server and the other is the
    // answer.
    const bool outerAnswers = outer.isSaid() && !outer.isAutomatic();
    const bool swap = !inner.isSaid() || (inner.isAutomatic() && outerAnswers);
    const Hyperparameter &main = swap ? outer : inner;
    const Hyperparameter &other = swap ? inner : outer;
    if (inferred && (!main.isSaid() || main.isAutomatic())) {
        fact.before = main.isSaid() ? automatic(main) + u" →"_s : QString();
        fact.value = QString::number(inferred->epochs);
        fact.after = inferredFrom(*inferred);
        return fact;
    }
    if (!main.isSaid()) {
        const bool isNull = inner.state == State::Null || outer.state == State::Null;
        fact.value = u"—"_s;
        fact.after = isNull ? Words::tr("default, left open by the server")
                            : Words::tr("default, not named by the server");
        fact.isDim = true;
        fact.canCopy = false;
        return fact;
    }
    fact.copy = main.text;
    fact.value = main.isAutomatic() ? automatic(main) : main.text;
    fact.isDim = main.isAutomatic();
    if (!main.isAutomatic() && other.isAutomatic())
        fact.before = automatic(other) + u" →"_s;
    if (main.isAutomatic() || other.isAutomatic())
        fact.after = u"· "_s + Words::tr("default");
    else if (main.state == State::Number && other.state == State::Number && main.number != other.number)
        fact.after = u"· "_s + Words::tr("beside the method: %1").arg(other.text);
    return fact;
}

std::optional<InferredEpochs> inferredOf(const JobView &view)
{
    if (!view.records || !view.records->checkpoints)
        return std::nullopt;
    const Job &job = view.details->job;
    return inferredEpochs(view.records->metrics.get(), *view.records->checkpoints, job.methodType(),
                          job.state() == Status::Succeeded);
}

} // namespace

std::vector<Fact> hyperparameterFacts(const JobView &view)
{
    const Value &job = view.details->value;
    const Value *top = job.find(u"hyperparameters");
    const Value *method = job.find(u"method");
    const Value *branch = method ? method->find(method->string(u"type")) : nullptr;
    const Value *inner = branch ? branch->find(u"hyperparameters") : nullptr;
    const std::optional<InferredEpochs> epochs = inferredOf(view);
    const auto says = [](const Value *object) {
        return object && object->isObject() && !object->children.empty();
    };
    std::vector<Fact> facts;
    if (!says(inner) && !says(top) && !epochs)
        return facts;
    QStringList done;
    const auto add = [&](const QString &key) {
        const Value *inMethod = inner ? inner->find(key) : nullptr;
        const Value *onTop = top ? top->find(key) : nullptr;
        if (done.contains(key) || (!inMethod && !onTop && !always(view.details->job.methodType(), key)))
            return;
        done << key;
        facts.push_back(
            factOf(key, read(inMethod), read(onTop), key == "n_epochs"_L1 ? epochs : std::nullopt));
    };
    for (const FieldRow &row : hyperparametersSchema().rows)
        add(QString::fromLatin1(row.key));
    for (const Value *object : {inner, top}) {
        // A hundred unknown ones are in the Raw tab; here they would bury the rest.
        for (std::size_t i = 0; object && object->isObject() && i < object->children.size() && i < 100; ++i)
            add(object->children[i].key);
    }
    return facts;
}

} // namespace tuneboard
