// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/job.h"

#include "app/api/errorwords.h"
#include "app/api/event.h"
#include "app/api/jobaliases.h"
#include "app/api/readwords.h"

#include <QCoreApplication>
#include <QDate>

#include <limits>

using namespace Qt::StringLiterals;

namespace tuneboard {

const Schema &jobErrorSchema()
{
    static constexpr FieldRow rows[] = {
        field<&JobError::code>("code", QT_TRANSLATE_NOOP("Field", "Code"),
                               QT_TRANSLATE_NOOP("Field", "The kind of failure, for programs.")),
        field<&JobError::message>("message", QT_TRANSLATE_NOOP("Field", "Message"),
                                  QT_TRANSLATE_NOOP("Field", "What the server says of it.")),
        field<&JobError::param>("param", QT_TRANSLATE_NOOP("Field", "Parameter"),
                                QT_TRANSLATE_NOOP("Field", "The part of the request that is at fault.")),
    };
    static constexpr Schema schema{QT_TRANSLATE_NOOP("Schema", "Error"), rows};
    return schema;
}

void assign(const Value &from, JobError &to)
{
    if (from.isObject())
        readFields(from, to, jobErrorSchema());
    if (to.message.isEmpty() && !from.isNull())
        to.message = from.isContainer() ? errorText(from) : from.isString() ? from.text : QString();
}

namespace {

const Schema *errorOf(const Value &)
{
    return &jobErrorSchema();
}

const Schema &wandbSchema()
{
    using I = Integration;
    static constexpr FieldRow rows[] = {
        field<&I::project>("project", QT_TRANSLATE_NOOP("Field", "Project"),
                           QT_TRANSLATE_NOOP("Field", "The project that the run belongs to.")),
        field<&I::name>("name", QT_TRANSLATE_NOOP("Field", "Name"),
                        QT_TRANSLATE_NOOP("Field", "The run's shown name.")),
        field<&I::entity>("entity", QT_TRANSLATE_NOOP("Field", "Entity"),
                          QT_TRANSLATE_NOOP("Field", "The team or user that owns the run.")),
        field<&I::tags>("tags", QT_TRANSLATE_NOOP("Field", "Tags"),
                        QT_TRANSLATE_NOOP("Field", "Marks put on the run.")),
        field<&I::runId>("run_id", QT_TRANSLATE_NOOP("Field", "Run id"),
                         QT_TRANSLATE_NOOP("Field", "The run's own id.")),
    };
    static constexpr Schema schema{QT_TRANSLATE_NOOP("Schema", "Weights & Biases"), rows};
    return schema;
}

const Schema *wandbOf(const Value &)
{
    return &wandbSchema();
}

const Schema *integrationOf(const Value &)
{
    return &integrationSchema();
}

const Schema *methodOf(const Value &)
{
    return &methodSchema();
}

const Schema *hyperparametersOf(const Value &)
{
    return &hyperparametersSchema();
}

} // namespace

const Schema &integrationSchema()
{
    static constexpr FieldRow rows[] = {
        field<&Integration::type>("type", QT_TRANSLATE_NOOP("Field", "Type"),
                                  QT_TRANSLATE_NOOP("Field", "The service that the job reports to.")),
        {"wandb", QT_TRANSLATE_NOOP("Field", "Weights & Biases"),
         QT_TRANSLATE_NOOP("Field", "Where the run is found there."), Format::Plain, &wandbOf},
    };
    static constexpr Schema schema{QT_TRANSLATE_NOOP("Schema", "Integration"), rows};
    return schema;
}

void assign(const Value &from, std::vector<Integration> &to)
{
    to.clear();
    if (!from.isArray())
        return;
    for (const Value &element : from.children) {
        Integration &integration = to.emplace_back();
        readFields(element, integration, integrationSchema());
        if (const Value *wandb = element.find(u"wandb"))
            readFields(*wandb, integration, wandbSchema());
    }
}

const Schema &jobSchema()
{
    using J = Job;
    static constexpr FieldRow rows[] = {
        field<&J::status>("status", QT_TRANSLATE_NOOP("Field", "Status"),
                          QT_TRANSLATE_NOOP("Field", "Where the job stands.")),
        field<&J::error>("error", QT_TRANSLATE_NOOP("Field", "Error"),
                         QT_TRANSLATE_NOOP("Field", "Why the job failed."), Format::Plain, &errorOf),
        field<&J::id>("id", QT_TRANSLATE_NOOP("Field", "Job"),
                      QT_TRANSLATE_NOOP("Field", "The job's id at its server.")),
        {"object", QT_TRANSLATE_NOOP("Field", "Object"),
         QT_TRANSLATE_NOOP("Field", "The kind of object, as the server names it.")},
        field<&J::createdAt>("created_at", QT_TRANSLATE_NOOP("Field", "Created"),
                             QT_TRANSLATE_NOOP("Field", "When the job was asked for."), Format::Time),
        field<&J::finishedAt>("finished_at", QT_TRANSLATE_NOOP("Field", "Finished"),
                              QT_TRANSLATE_NOOP("Field", "When training ended; a safety check may follow."),
                              Format::Time),
        field<&J::estimatedFinish>(
            "estimated_finish", QT_TRANSLATE_NOOP("Field", "Estimated finish"),
            QT_TRANSLATE_NOOP("Field", "The server's guess; 0 means that it has none."), Format::Time),
        field<&J::fineTunedModel>("fine_tuned_model", QT_TRANSLATE_NOOP("Field", "Output model"),
                                  QT_TRANSLATE_NOOP("Field", "The name under which the result is used."),
                                  Format::Model),
        field<&J::model>(
            "model", QT_TRANSLATE_NOOP("Field", "Base model"),
            QT_TRANSLATE_NOOP("Field", "What training starts from; it may be a fine-tuned model."),
            Format::Model),
        field<&J::suffix>("user_provided_suffix", QT_TRANSLATE_NOOP("Field", "Suffix"),
                          QT_TRANSLATE_NOOP("Field", "The part of the output model's name chosen by you.")),
        field<&J::suffix>("suffix", QT_TRANSLATE_NOOP("Field", "Suffix"),
                          QT_TRANSLATE_NOOP("Field", "The part of the output model's name chosen by you.")),
        field<&J::method>("method", QT_TRANSLATE_NOOP("Field", "Method"),
                          QT_TRANSLATE_NOOP("Field", "How the model is trained."), Format::Plain, &methodOf),
        field<&J::topHyperparameters>(
            "hyperparameters", QT_TRANSLATE_NOOP("Field", "Hyperparameters"),
            QT_TRANSLATE_NOOP("Field", "As written beside the method; what stands inside the method wins."),
            Format::Plain, &hyperparametersOf),
        field<&J::trainedTokens>(
            "trained_tokens", QT_TRANSLATE_NOOP("Field", "Trained tokens"),
            QT_TRANSLATE_NOOP("Field", "Tokens billed: those of the training file, times epochs."),
            Format::Count),
        field<&J::trainingFiles>("training_file", QT_TRANSLATE_NOOP("Field", "Training file"),
                                 QT_TRANSLATE_NOOP("Field", "What the model learns from."), Format::File),
        field<&J::validationFiles>(
            "validation_file", QT_TRANSLATE_NOOP("Field", "Validation file"),
            QT_TRANSLATE_NOOP("Field", "What it is measured on and does not learn from."), Format::File),
        field<&J::resultFiles>("result_files", QT_TRANSLATE_NOOP("Field", "Result files"),
                               QT_TRANSLATE_NOOP("Field", "Tables of metrics by step."), Format::File),
        field<&J::seed>("seed", QT_TRANSLATE_NOOP("Field", "Seed"),
                        QT_TRANSLATE_NOOP("Field", "The same seed and data give similar results."),
                        Format::Count),
        field<&J::startedAt>("started_at", QT_TRANSLATE_NOOP("Field", "Started"),
                             QT_TRANSLATE_NOOP("Field", "When training started."), Format::Time),
        field<&J::doneSteps>("trained_steps", QT_TRANSLATE_NOOP("Field", "Steps done"),
                             QT_TRANSLATE_NOOP("Field", "Training steps done so far."), Format::Count),
        field<&J::totalSteps>("total_steps", QT_TRANSLATE_NOOP("Field", "Total steps"),
                              QT_TRANSLATE_NOOP("Field", "Training steps of the whole job."), Format::Count),
        field<&J::percent>("percentage_done", QT_TRANSLATE_NOOP("Field", "Percent done"),
                           QT_TRANSLATE_NOOP("Field", "How much of the job is done, as the server says.")),
        field<&J::failureReason>("failure_reason", QT_TRANSLATE_NOOP("Field", "Reason"),
                                 QT_TRANSLATE_NOOP("Field", "Why the job failed.")),
        field<&J::organizationId>("organization_id", QT_TRANSLATE_NOOP("Field", "Organization"),
                                  QT_TRANSLATE_NOOP("Field", "Who the job belongs to.")),
        field<&J::integrations>("integrations", QT_TRANSLATE_NOOP("Field", "Integrations"),
                                QT_TRANSLATE_NOOP("Field", "Services that the job reports to."),
                                Format::Plain, &integrationOf),
        field<&J::metadata>("metadata", QT_TRANSLATE_NOOP("Field", "Metadata"),
                            QT_TRANSLATE_NOOP("Field", "Your own notes on the job.")),
    };
    static constexpr Schema schema{QT_TRANSLATE_NOOP("Schema", "Job"), rows, kJobAliases};
    return schema;
}

namespace {

// What some servers put into objects of their own.
void readNested(const Value &value, Job &job)
{
    if (const Value *status = value.find(u"status"); status && status->isObject())
        assign(*status, job.error);
    for (const char16_t *name : {u"status_details", u"jobProgress"}) {
        const Value *inside = value.find(name);
        if (!inside)
            continue;
        if (inside->isString() && job.failureReason.isEmpty())
            job.failureReason = inside->text;
        const auto number = [inside](std::optional<double> &to, const char16_t *key) {
            const Value *member = inside->find(key);
            if (member && !to)
                assign(*member, to);
        };
        number(job.percent, u"percent");
        number(job.percent, u"percentage_done");
        number(job.doneSteps, u"steps_completed");
        number(job.totalSteps, u"total_steps");
        if (job.failureReason.isEmpty())
            job.failureReason = inside->string(u"message");
    }
}

// What stands under another name of the reason, where it says more than "None".
QString otherReason(const Value &value)
{
    for (const FieldAlias &alias : kJobAliases) {
        if (QLatin1StringView(alias.key) != "failure_reason"_L1)
            continue;
        if (const QString text = value.string(QString::fromLatin1(alias.name)); !isNoText(text))
            return text;
    }
    return {};
}

// Some servers say why a job failed only in its last event of level error.
QString eventError(const Value &value)
{
    const Value *events = value.find(u"events");
    QString found;
    qint64 newest = std::numeric_limits<qint64>::min();
    for (const Value &element :
         events && events->isArray() ? std::span(events->children) : std::span<const Value>()) {
        const Event event = readEvent(element);
        if (event.level == "error"_L1 && !event.message.isEmpty() &&
            (found.isEmpty() || event.createdAt.secs > newest)) {
            newest = event.createdAt.secs;
            found = event.message;
        }
    }
    return found;
}

} // namespace

Job readJob(const Value &value)
{
    Job job;
    readFields(value, job, jobSchema());
    if (isNoText(job.failureReason))
        job.failureReason = otherReason(value);
    readNested(value, job);
    job.trainingFile = job.trainingFiles.value(0);
    job.validationFile = job.validationFiles.value(0);
    if (!job.createdAt)
        job.createdAt = job.startedAt;
    const bool saysOk = !job.error.code.isEmpty() && isNoError(job.error.code);
    if (saysOk && job.state() != Status::Failed)
        job.error.message.clear(); // "Job is running"
    if (saysOk)
        job.error.code.clear();
    if (isNoText(job.error.message))
        job.error.message.clear();
    if (job.error.message.isEmpty() && job.state() == Status::Failed)
        job.error.message = isNoText(job.failureReason) ? eventError(value) : job.failureReason;
    return job;
}

QString Job::name() const
{
    if (!suffix.isEmpty())
        return suffix;
    const QStringView fromModel = modelSuffix(fineTunedModel);
    return fromModel.isEmpty() ? id : fromModel.toString();
}

QString Job::methodType() const
{
    return methodIsInferred() ? u"supervised"_s : method->type;
}

bool Job::methodIsInferred() const
{
    return !method || method->type.isEmpty();
}

Hyperparameters Job::hyperparameters() const
{
    Hyperparameters result = topHyperparameters.value_or(Hyperparameters{});
    const MethodBranch *branch = method ? method->branch() : nullptr;
    if (!branch || !branch->hyperparameters)
        return result;
    const Hyperparameters &inner = *branch->hyperparameters;
    const auto prefer = [](Hyperparameter &to, const Hyperparameter &from) {
        if (from.state != Hyperparameter::State::Absent)
            to = from;
    };
    prefer(result.nEpochs, inner.nEpochs);
    prefer(result.batchSize, inner.batchSize);
    prefer(result.learningRateMultiplier, inner.learningRateMultiplier);
    prefer(result.beta, inner.beta);
    prefer(result.computeMultiplier, inner.computeMultiplier);
    prefer(result.evalInterval, inner.evalInterval);
    prefer(result.evalSamples, inner.evalSamples);
    prefer(result.reasoningEffort, inner.reasoningEffort);
    return result;
}

const Grader *Job::grader() const
{
    const MethodBranch *branch = method ? method->branch() : nullptr;
    return branch && branch->grader ? &*branch->grader : nullptr;
}

namespace {

// 20250615
bool isDay(QStringView text)
{
    bool isNumber = false;
    const int digits = text.toInt(&isNumber);
    return isNumber && text.size() == 8 && digits > 20000000 &&
           QDate(digits / 10000, digits / 100 % 100, digits % 100).isValid();
}

// Azure writes `gpt-4o-mini-2024-07-18.ft-<32 hex>[-suffix][:ckpt-step-N]`.
qsizetype azureMark(QStringView model)
{
    return model.startsWith("ft:"_L1) ? -1 : model.indexOf(".ft-"_L1);
}

} // namespace

QStringView modelSuffix(QStringView model)
{
    if (const qsizetype mark = azureMark(model); mark > 0) {
        QStringView rest = model.sliced(mark + 4);
        if (const qsizetype colon = rest.indexOf(u':'); colon >= 0)
            rest = rest.first(colon);
        const qsizetype dash = rest.indexOf(u'-');
        return dash >= 0 ? rest.sliced(dash + 1) : QStringView();
    }
    if (!model.startsWith("ft:"_L1))
        return {};
    const auto parts = model.split(u':');
    // Mistral has a day in this place, and no suffix.
    const QStringView suffix = parts.size() >= 5 ? parts.at(3) : QStringView();
    return isDay(suffix) ? QStringView() : suffix;
}

QStringView baseModel(QStringView model)
{
    if (const qsizetype mark = azureMark(model); mark > 0)
        return model.first(mark);
    if (!model.startsWith("ft:"_L1))
        return model;
    const QStringView rest = model.sliced(3);
    const qsizetype colon = rest.indexOf(u':');
    return colon >= 0 ? rest.first(colon) : rest;
}

} // namespace tuneboard
