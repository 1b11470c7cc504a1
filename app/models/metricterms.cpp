// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/metricterms.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

using Kind = MetricKind;
using Split = MetricSplit;

constexpr MetricTerm kTerms[] = {
    {"train_loss", "training_loss", QT_TRANSLATE_NOOP("Metric", "Training loss"),
     QT_TRANSLATE_NOOP("Metric",
                       "How far the model's answers are from the training examples of this step: the "
                       "mean negative log-likelihood of a token. Each step sees other examples, so "
                       "that it goes up and down; look at where it tends to."),
     Kind::Loss, Split::Train, Better::Lower},
    {"valid_loss", "validation_loss val_loss", QT_TRANSLATE_NOOP("Metric", "Validation loss"),
     QT_TRANSLATE_NOOP("Metric",
                       "The loss on a few validation examples, which the model is not trained on. When "
                       "it rises while the training loss falls, the model learns by heart."),
     Kind::Loss, Split::Valid, Better::Lower},
    {"full_valid_loss", "full_validation_loss eval_loss eval/loss",
     QT_TRANSLATE_NOOP("Metric", "Full validation loss"),
     QT_TRANSLATE_NOOP("Metric",
                       "The loss on the whole validation file, measured now and then. It is comparable "
                       "from one measurement to the next, and ranks the checkpoints."),
     Kind::Loss, Split::FullValid, Better::Lower},
    {"train_mean_token_accuracy", "train_accuracy train_token_accuracy training_token_accuracy",
     QT_TRANSLATE_NOOP("Metric", "Training token accuracy"),
     QT_TRANSLATE_NOOP("Metric",
                       "The share of tokens in this step's training examples that the model would have "
                       "chosen itself, from 0 to 1."),
     Kind::Accuracy, Split::Train, Better::Higher},
    {"valid_mean_token_accuracy", "valid_accuracy valid_token_accuracy validation_token_accuracy",
     QT_TRANSLATE_NOOP("Metric", "Validation token accuracy"),
     QT_TRANSLATE_NOOP("Metric", "The share of tokens in a few validation examples that the model would have "
                                 "chosen itself, from 0 to 1."),
     Kind::Accuracy, Split::Valid, Better::Higher},
    {"full_valid_mean_token_accuracy", "full_valid_accuracy full_valid_token_accuracy",
     QT_TRANSLATE_NOOP("Metric", "Full validation token accuracy"),
     QT_TRANSLATE_NOOP("Metric", "The share of tokens in the whole validation file that the model would have "
                                 "chosen itself, from 0 to 1."),
     Kind::Accuracy, Split::FullValid, Better::Higher},
    {"training_sequence_accuracy", "train_sequence_accuracy",
     QT_TRANSLATE_NOOP("Metric", "Training sequence accuracy"),
     QT_TRANSLATE_NOOP("Metric",
                       "The share of training examples in this step whose every token the model would "
                       "have chosen itself."),
     Kind::Accuracy, Split::Train, Better::Higher},
    {"validation_sequence_accuracy", "valid_sequence_accuracy",
     QT_TRANSLATE_NOOP("Metric", "Validation sequence accuracy"),
     QT_TRANSLATE_NOOP("Metric",
                       "The share of validation examples whose every token the model would have chosen "
                       "itself."),
     Kind::Accuracy, Split::Valid, Better::Higher},
    {"train_mean_reward", "train_reward_mean scores/train_reward_mean",
     QT_TRANSLATE_NOOP("Metric", "Training reward"),
     QT_TRANSLATE_NOOP("Metric",
                       "The mean of the grader's scores over the answers sampled in this step. Each step "
                       "samples other examples, easy or hard: one step's value is not comparable with "
                       "the next one's."),
     Kind::Reward, Split::Train, Better::Higher},
    {"full_valid_mean_reward", "valid_reward_mean valid_mean_reward scores/valid_reward_mean",
     QT_TRANSLATE_NOOP("Metric", "Validation reward"),
     QT_TRANSLATE_NOOP("Metric",
                       "The mean of the grader's scores over the validation file. It is comparable from "
                       "one measurement to the next, and ranks the checkpoints."),
     Kind::Reward, Split::FullValid, Better::Higher},
    {"full_valid_mean_parse_error", "", QT_TRANSLATE_NOOP("Metric", "Validation parse errors"),
     QT_TRANSLATE_NOOP("Metric", "The share of validation answers that did not have the wanted form."),
     Kind::GraderError, Split::FullValid, Better::Lower},
    {"train_mean_parse_error", "", QT_TRANSLATE_NOOP("Metric", "Training parse errors"),
     QT_TRANSLATE_NOOP("Metric",
                       "The share of this step's sampled answers that did not have the wanted form."),
     Kind::GraderError, Split::Train, Better::Lower},
    {"mean_unresponsive_rewards", "", QT_TRANSLATE_NOOP("Metric", "Unresponsive rewards"),
     QT_TRANSLATE_NOOP("Metric", "The mean share of answers for which no reward came from the grader."),
     Kind::GraderError, Split::None, Better::Lower},
    {"reasoning_tokens_mean", "usage/samples/train_reasoning_tokens_mean train_reasoning_tokens_mean",
     QT_TRANSLATE_NOOP("Metric", "Reasoning tokens per answer, training"),
     QT_TRANSLATE_NOOP("Metric", "How many tokens the model thought for one sampled answer, on the mean."),
     Kind::Usage, Split::Train, Better::Unknown},
    {"valid_reasoning_tokens_mean", "usage/samples/valid_reasoning_tokens_mean",
     QT_TRANSLATE_NOOP("Metric", "Reasoning tokens per answer, validation"),
     QT_TRANSLATE_NOOP("Metric", "How many tokens the model thought for one validation answer, on the mean."),
     Kind::Usage, Split::Valid, Better::Unknown},
    {"usage/samples/train_reasoning_tokens_count", "",
     QT_TRANSLATE_NOOP("Metric", "Reasoning tokens, training"),
     QT_TRANSLATE_NOOP("Metric", "How many tokens the model thought in all sampled answers of this step."),
     Kind::Usage, Split::Train, Better::Unknown},
    {"usage/samples/valid_reasoning_tokens_count", "",
     QT_TRANSLATE_NOOP("Metric", "Reasoning tokens, validation"),
     QT_TRANSLATE_NOOP("Metric", "How many tokens the model thought in all validation answers."), Kind::Usage,
     Split::Valid, Better::Unknown},
    {"completion_tokens_mean", "", QT_TRANSLATE_NOOP("Metric", "Completion tokens per answer"),
     QT_TRANSLATE_NOOP("Metric", "How many tokens the model wrote for one sampled answer, on the mean, its "
                                 "reasoning among them."),
     Kind::Usage, Split::Train, Better::Unknown},
    {"elapsed_tokens", "", QT_TRANSLATE_NOOP("Metric", "Tokens so far"),
     QT_TRANSLATE_NOOP("Metric", "How many tokens were trained up to this step."), Kind::Usage, Split::Train,
     Better::Unknown},
    {"elapsed_examples", "", QT_TRANSLATE_NOOP("Metric", "Examples so far"),
     QT_TRANSLATE_NOOP("Metric", "How many examples were trained up to this step."), Kind::Usage,
     Split::Train, Better::Unknown},
    {"sampling_duration", "timing/step/sampling", QT_TRANSLATE_NOOP("Metric", "Sampling time"),
     QT_TRANSLATE_NOOP("Metric", "Seconds of this step spent on sampling and grading answers."), Kind::Timing,
     Split::Train, Better::Lower},
    {"training_duration", "timing/step/training", QT_TRANSLATE_NOOP("Metric", "Training time"),
     QT_TRANSLATE_NOOP("Metric", "Seconds of this step spent on changing the model."), Kind::Timing,
     Split::Train, Better::Lower},
    {"eval_duration", "timing/step/eval", QT_TRANSLATE_NOOP("Metric", "Evaluation time"),
     QT_TRANSLATE_NOOP("Metric", "Seconds of this step spent on the validation file."), Kind::Timing,
     Split::Valid, Better::Lower},
    {"total_duration", "timing/step/full_iteration", QT_TRANSLATE_NOOP("Metric", "Step time"),
     QT_TRANSLATE_NOOP("Metric", "Seconds that this step took in all."), Kind::Timing, Split::None,
     Better::Lower},
    {"epoch", "epochs", QT_TRANSLATE_NOOP("Metric", "Epoch"),
     QT_TRANSLATE_NOOP("Metric", "How often the training file was gone through up to this step."),
     Kind::Other, Split::None, Better::Unknown},
};

// What a section has for each grader, with `train_` or `valid_` in front.
constexpr MetricTerm kGraderTerms[] = {
    {"reward_mean", "mean_reward", QT_TRANSLATE_NOOP("Metric", "reward"),
     QT_TRANSLATE_NOOP("Metric", "The mean score that this grader gave."), Kind::GraderScore, Split::None,
     Better::Higher},
    {"sample_parse_error_mean", "", QT_TRANSLATE_NOOP("Metric", "parse errors, share"),
     QT_TRANSLATE_NOOP("Metric", "The share of answers that this grader could not read."), Kind::GraderError,
     Split::None, Better::Lower},
    {"sample_parse_error_count", "", QT_TRANSLATE_NOOP("Metric", "parse errors"),
     QT_TRANSLATE_NOOP("Metric", "How many answers this grader could not read."), Kind::GraderError,
     Split::None, Better::Lower},
    {"invalid_variable_error_mean", "", QT_TRANSLATE_NOOP("Metric", "template errors, share"),
     QT_TRANSLATE_NOOP("Metric",
                       "The share of answers for which a name in the grader's template had no value."),
     Kind::GraderError, Split::None, Better::Lower},
    {"invalid_variable_error_count", "", QT_TRANSLATE_NOOP("Metric", "template errors"),
     QT_TRANSLATE_NOOP("Metric", "For how many answers a name in the grader's template had no value."),
     Kind::GraderError, Split::None, Better::Lower},
    {"other_error_mean", "", QT_TRANSLATE_NOOP("Metric", "other errors, share"),
     QT_TRANSLATE_NOOP("Metric", "The share of answers on which this grader failed in another way."),
     Kind::GraderError, Split::None, Better::Lower},
    {"other_error_count", "", QT_TRANSLATE_NOOP("Metric", "other errors"),
     QT_TRANSLATE_NOOP("Metric", "On how many answers this grader failed in another way."), Kind::GraderError,
     Split::None, Better::Lower},
    {"prompt_tokens_mean", "", QT_TRANSLATE_NOOP("Metric", "prompt tokens per answer"),
     QT_TRANSLATE_NOOP("Metric", "How many tokens this grader's model read for one answer, on the mean."),
     Kind::Usage, Split::None, Better::Unknown},
    {"prompt_tokens_count", "", QT_TRANSLATE_NOOP("Metric", "prompt tokens"),
     QT_TRANSLATE_NOOP("Metric", "How many tokens this grader's model read in this step."), Kind::Usage,
     Split::None, Better::Unknown},
    {"completion_tokens_mean", "", QT_TRANSLATE_NOOP("Metric", "completion tokens per answer"),
     QT_TRANSLATE_NOOP("Metric", "How many tokens this grader's model wrote for one answer, on the mean."),
     Kind::Usage, Split::None, Better::Unknown},
    {"completion_tokens_count", "", QT_TRANSLATE_NOOP("Metric", "completion tokens"),
     QT_TRANSLATE_NOOP("Metric", "How many tokens this grader's model wrote in this step."), Kind::Usage,
     Split::None, Better::Unknown},
    {"execution_latency_mean", "", QT_TRANSLATE_NOOP("Metric", "time per answer"),
     QT_TRANSLATE_NOOP("Metric", "Seconds that this grader took for one answer, on the mean."), Kind::Timing,
     Split::None, Better::Lower},
};

QString translated(const char *text)
{
    return QCoreApplication::translate("Metric", text);
}

QHash<QString, const MetricTerm *> indexOf(std::span<const MetricTerm> terms)
{
    QHash<QString, const MetricTerm *> index;
    for (const MetricTerm &term : terms) {
        index.insert(QLatin1StringView(term.key), &term);
        for (const QString &alias : QString::fromLatin1(term.aliases).split(u' ', Qt::SkipEmptyParts))
            index.insert(alias, &term);
    }
    return index;
}

struct Prefix
{
    const char *text;
    MetricSplit split;
};
constexpr Prefix kPrefixes[] = {{"full_valid_", Split::FullValid}, {"valid_", Split::Valid},
                                {"validation_", Split::Valid},     {"eval_", Split::Valid},
                                {"training_", Split::Train},       {"train_", Split::Train}};

// The split that the name begins with; `rest` is what is behind.
MetricSplit splitOf(QStringView name, QStringView *rest)
{
    *rest = name;
    for (const Prefix &prefix : kPrefixes) {
        const QLatin1StringView text(prefix.text);
        if (name.startsWith(text) && name.size() > text.size()) {
            *rest = name.sliced(text.size());
            return prefix.split;
        }
    }
    return Split::None;
}

MetricKind kindOfSection(QStringView section)
{
    if (section == "scores"_L1)
        return Kind::GraderScore;
    if (section == "errors"_L1)
        return Kind::GraderError;
    if (section == "usage"_L1 || section == "model_graders_token_usage"_L1)
        return Kind::Usage;
    return section == "timing"_L1 ? Kind::Timing : Kind::Other;
}

// `SECTION/graders/TYPE/NAME/QUANTITY`, the errors with another `errors` in front of the quantity.
std::optional<MetricName> graderColumn(const QString &name)
{
    const qsizetype section = name.indexOf("/graders/"_L1);
    const qsizetype quantity = name.lastIndexOf(u'/');
    if (section <= 0 || name.indexOf(u'/') != section)
        return std::nullopt;
    const qsizetype type = section + 9;
    const qsizetype typeEnd = name.indexOf(u'/', type);
    if (typeEnd < 0 || typeEnd >= quantity || quantity + 1 == name.size())
        return std::nullopt;
    QStringView grader = QStringView(name).sliced(typeEnd + 1, quantity - typeEnd - 1);
    const QString sectionName = name.first(section);
    const QString again = u'/' + sectionName;
    if (grader.endsWith(again) && grader.size() > again.size())
        grader.chop(again.size());
    return graderMetricName(sectionName, name.sliced(type, typeEnd - type), grader.toString(),
                            name.sliced(quantity + 1));
}

} // namespace

std::span<const MetricTerm> metricTerms()
{
    return kTerms;
}

MetricName graderMetricName(const QString &section, const QString &type, const QString &grader,
                            const QString &quantity)
{
    static const QHash<QString, const MetricTerm *> index = indexOf(kGraderTerms);
    MetricName name;
    QStringView rest;
    name.split = splitOf(quantity, &rest);
    name.term = index.value(rest.toString());
    name.kind = name.term ? name.term->kind : kindOfSection(section);
    name.key = section + "/graders/"_L1 + type + u'/' + grader + u'/' + quantity;
    name.grader = grader;
    name.graderType = type;
    name.quantity = quantity;
    return name;
}

MetricName metricName(const QString &name)
{
    static const QHash<QString, const MetricTerm *> index = indexOf(kTerms);
    MetricName found;
    if (const MetricTerm *term = index.value(name)) {
        found.key = QLatin1StringView(term->key);
        found.term = term;
        found.kind = term->kind;
        found.split = term->split;
        found.quantity = found.key;
        return found;
    }
    if (auto column = graderColumn(name))
        return *column;
    const qsizetype slash = name.indexOf(u'/');
    found.key = name;
    found.kind = slash > 0 ? kindOfSection(QStringView(name).first(slash)) : Kind::Other;
    found.quantity = name.sliced(name.lastIndexOf(u'/') + 1);
    QStringView rest;
    found.split = splitOf(found.quantity, &rest);
    return found;
}

QString splitLabel(MetricSplit split)
{
    switch (split) {
    case Split::None:
        break;
    case Split::Train:
        return QCoreApplication::translate("Metric", "Training");
    case Split::Valid:
        return QCoreApplication::translate("Metric", "Validation");
    case Split::FullValid:
        return QCoreApplication::translate("Metric", "Full validation");
    }
    return {};
}

QString MetricName::label() const
{
    if (grader.isEmpty())
        return term ? translated(term->label) : key;
    QStringView rest;
    splitOf(quantity, &rest);
    const QString what = term ? translated(term->label) : rest.toString().replace(u'_', u' ');
    const QString whose = splitLabel(split).toLower();
    //: A quantity of one grader, as in "Policy check: reward, validation"
    return whose.isEmpty() ? QCoreApplication::translate("Metric", "%1: %2").arg(grader, what)
                           : QCoreApplication::translate("Metric", "%1: %2, %3").arg(grader, what, whose);
}

QString MetricName::base() const
{
    const QStringView last = QStringView(quantity).sliced(quantity.lastIndexOf(u'/') + 1);
    QStringView rest;
    splitOf(last, &rest);
    return rest.toString();
}

QString MetricName::help() const
{
    return term ? translated(term->help) : QString();
}

} // namespace tuneboard
