// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/job/jobfacts.h"

#include "app/api/utc.h"
#include "app/models/metricsummary.h"
#include "app/models/node.h"
#include "app/models/trainingflags.h"
#include "app/repository/jobrecords.h"
#include "app/repository/repository.h"
#include "ui/format.h"
#include "ui/job/namedline.h"
#include "ui/job/valuepath.h"

#include <QCoreApplication>
#include <QDate>
#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <span>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

constexpr std::size_t kShownStays = 50;    // times in a status
constexpr qsizetype kCopiedValues = 4000;  // of the integrations, for the rows of the overview
constexpr qsizetype kShownValues = 10'000; // of one unknown field; a larger one is read in the Raw tab
constexpr std::size_t kNoLimit = std::size_t(-1);
constexpr QLatin1StringView kIntegrationKey("integration_");

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(JobFacts)
};

QString fieldLabel(const FieldRow &row)
{
    return QCoreApplication::translate("Field", row.label);
}

QString fieldHelp(const FieldRow &row)
{
    return QCoreApplication::translate("Field", row.help);
}

// A row for a field of the job's table: label and help are the table's.
Fact fieldFact(const char *key, const QString &value)
{
    Fact fact;
    fact.key = QLatin1StringView(key);
    if (const FieldRow *row = jobSchema().find(fact.key)) {
        fact.label = fieldLabel(*row);
        fact.help = fieldHelp(*row);
        fact.isElided = row->format == Format::Model || row->format == Format::File || fact.key == "id"_L1 ||
                        fact.key == "organization_id"_L1;
    }
    fact.value = value;
    return fact;
}

Fact plainFact(const QString &key, const QString &label, const QString &value)
{
    Fact fact;
    fact.key = key;
    fact.label = label;
    fact.value = value;
    return fact;
}

Fact heading(const QString &key, const QString &label)
{
    Fact fact = plainFact(key, label, {});
    fact.kind = Fact::Kind::Heading;
    return fact;
}

Fact gap(const QString &key)
{
    Fact fact;
    fact.key = key;
    fact.kind = Fact::Kind::Gap;
    return fact;
}

// Nothing to show, and why.
Fact missing(Fact fact, const QString &reason)
{
    fact.value = u"—"_s;
    fact.after = reason;
    fact.isDim = true;
    fact.canCopy = false;
    return fact;
}

QString dotted(const QString &text)
{
    return text.isEmpty() ? QString() : u"· "_s + text;
}

// State

// How the server wrote a time that was converted, on a line of its own; empty: in seconds.
QString howSent(const JobView &view, const char *key)
{
    for (const Value &member : view.details->value.children) {
        const FieldRow *row = jobSchema().find(member.key);
        const auto time = row && qstrcmp(row->key, key) == 0 ? sentTime(member) : std::nullopt;
        if (!time || time->form == TimeForm::Seconds)
            continue;
        const QString note =
            time->form == TimeForm::IsoNoZone      ? Words::tr("Sent as %1, taken as UTC.")
            : time->form == TimeForm::Iso          ? Words::tr("Sent as %1.")
            : time->form == TimeForm::Milliseconds ? Words::tr("Sent as %1, in milliseconds.")
            : time->form == TimeForm::Microseconds ? Words::tr("Sent as %1, in microseconds.")
                                                   : Words::tr("Sent as %1, in nanoseconds.");
        return u'\n' + note.arg(cellText(member.text, 60));
    }
    return {};
}

void addState(std::vector<Fact> &facts, const JobView &view)
{
    const JobDetails &details = *view.details;
    const Job &job = details.job;
    const StatusTerm *term = statusTerm(job.state());
    Fact status = fieldFact("status", job.status.isEmpty() ? u"—"_s : statusLabel(job.state(), job.status));
    status.copy = job.status;
    if (term && job.status != QLatin1StringView(term->word))
        status.help += u'\n' + Words::tr("Sent as “%1”.").arg(job.status);
    status.tone = term ? term->tone : Tone::Neutral;
    status.icon = term ? QString::fromLatin1(term->icon) : QString();
    if (!details.history.empty() && details.history.back().status == job.status) {
        const qint64 since = details.history.back().at.secs;
        // The first observation says when we came by, not when the status began.
        const QString seen = details.history.size() > 1 ? Words::tr("since %1") : Words::tr("seen since %1");
        status.after = dotted(seen.arg(isTerminal(job.status) || view.now <= since
                                           ? localTime(since)
                                           : localTime(since) + u" · "_s + duration(view.now - since)));
        // "Finished" says it too.
        status.isAside = isTerminal(job.status) && job.finishedAt;
    }
    facts.push_back(status);
    QString remark;
    if (!term && !job.status.isEmpty())
        remark = Words::tr("A status that this version does not know, shown as the server wrote it.");
    else if (job.state() == Status::Finishing && job.finishedAt && job.fineTunedModel.isEmpty())
        remark = Words::tr("Training is done; the model is being evaluated.");
    if (!remark.isEmpty()) {
        Fact note = plainFact(u"statusNote"_s, {}, remark);
        note.kind = Fact::Kind::Note;
        facts.push_back(note);
    }
    const auto addTime = [&](const char *key, Timestamp time) {
        if (!time)
            return;
        Fact fact = fieldFact(key, localTime(time.secs));
        fact.after = dotted(relativeTime(time.secs, view.now));
        fact.isAside = true;
        fact.copy = QString::number(time.secs);
        fact.help += u'\n' + bothTimes(time.secs) + howSent(view, key);
        facts.push_back(fact);
    };
    addTime("created_at", job.createdAt);
    addTime("finished_at", job.finishedAt);

    if (details.history.size() > 1) {
        QStringList stays;
        const std::size_t size = details.history.size();
        const std::size_t first = size > kShownStays ? size - kShownStays : 0;
        if (first > 0)
            stays << u"…"_s;
        for (std::size_t i = first; i < size; ++i) {
            const StatusChange &change = details.history[i];
            const bool isLast = i + 1 == details.history.size();
            const qint64 end = isLast ? view.now : details.history[i + 1].at.secs;
            stays << (isLast && isTerminal(change.status)
                          ? statusLabel(change.status)
                          : statusLabel(change.status) + u' ' +
                                duration(std::max<qint64>(0, end - change.at.secs)));
        }
        Fact fact = plainFact(u"history"_s, Words::tr("Time in status"), stays.join(u" → "_s));
        fact.help = Words::tr("As this program saw the status change; it may have looked late.");
        facts.push_back(fact);
    }
}

void addError(std::vector<Fact> &facts, const JobView &view)
{
    const Job &job = view.details->job;
    if (!job.error.isSet()) {
        if (job.state() == Status::Failed) {
            facts.push_back(missing(plainFact(u"error"_s, Words::tr("What went wrong"), {}),
                                    Words::tr("the server gave no reason")));
        }
        return;
    }
    Fact head = heading(u"error"_s, Words::tr("What went wrong"));
    head.tone = Tone::Bad;
    facts.push_back(head);
    const auto add = [&](const char *key, const QString &value, std::optional<Tone> tone) {
        const FieldRow *row = jobErrorSchema().find(QString::fromLatin1(key));
        if (value.isEmpty() || !row)
            return;
        Fact fact = plainFact(u"error_"_s + QLatin1StringView(key), fieldLabel(*row), value);
        fact.help = fieldHelp(*row);
        fact.tone = tone;
        facts.push_back(fact);
    };
    add("code", job.error.code, Tone::Bad);
    add("message", job.error.message, std::nullopt);
    add("param", job.error.param, std::nullopt);
    const std::optional<qint64> line =
        job.trainingFile.isEmpty() ? std::nullopt : namedLine(job.error.message);
    if (!line)
        return;
    Fact fact = plainFact(u"error_line"_s, Words::tr("Line"), QString::number(*line));
    fact.isLink = readableTrainingFile(view.records) == job.trainingFile;
    fact.after =
        dotted(fact.isLink ? Words::tr("of the training file")
                           : Words::tr("of the training file; locate it under Files to see the line"));
    facts.push_back(fact);
}

// When it will end, and what that rests on: the server's word if it lies ahead, else our own rate.
Fact etaFact(const JobView &view, const Progress &progress)
{
    const Job &job = view.details->job;
    Fact fact = fieldFact("estimated_finish", {});
    const qint64 expected = job.estimatedFinish.secs;
    fact.copy = QString::number(expected);
    if (expected > view.now) {
        fact.value = Words::tr("in %1").arg(duration(expected - view.now));
        fact.after = dotted(Words::tr("%1, as the server estimates").arg(localTime(expected)));
        return fact;
    }
    const JobMetrics *metrics = view.records ? view.records->metrics.get() : nullptr;
    if (job.state() == Status::Running && metrics && progress.secondsLeft && !metrics->clock.isEmpty()) {
        const double end = metrics->clock.values.back() + *progress.secondsLeft;
        // A report that is overdue by more than what was left says nothing of the end.
        if (std::isfinite(end) && end > double(view.now)) {
            fact.value = Words::tr("in %1").arg(duration(qint64(end) - view.now));
            fact.after = dotted(Words::tr("%1, at the rate of the last %2 reports")
                                    .arg(localTime(qint64(end)), count(qint64(progress.rateSteps))));
            fact.copy = QString::number(qint64(end));
            return fact;
        }
    }
    fact.value = Words::tr("unknown");
    fact.isDim = true;
    fact.canCopy = bool(job.estimatedFinish);
    fact.after = dotted(job.estimatedFinish
                            ? Words::tr("the server's estimate, %1, has passed").arg(localTime(expected))
                            : Words::tr("the server gives no estimate"));
    return fact;
}

void addProgress(std::vector<Fact> &facts, const JobView &view)
{
    if (isTerminal(view.details->job.status))
        return;
    Progress progress;
    if (view.records && view.records->metrics)
        progress = progressOf(*view.records->metrics);
    const Job &job = view.details->job;
    if (!progress.lastStep)
        progress.lastStep = job.doneSteps;
    if (!progress.totalSteps || *progress.totalSteps <= 0)
        progress.totalSteps = job.totalSteps;
    if (progress.totalSteps && *progress.totalSteps <= 0)
        progress.totalSteps.reset();
    if (!progress.lastStep && job.percent) {
        Fact fact =
            plainFact(u"progress"_s, Words::tr("Progress"), Words::tr("%1 %").arg(metric(*job.percent)));
        fact.after = dotted(Words::tr("as the server reports it"));
        facts.push_back(fact);
    }
    if (progress.lastStep) {
        const QString done = count(qint64(*progress.lastStep));
        Fact fact = plainFact(u"progress"_s, Words::tr("Progress"),
                              progress.totalSteps
                                  ? Words::tr("step %1 of %2").arg(done, count(qint64(*progress.totalSteps)))
                                  : Words::tr("step %1").arg(done));
        if (progress.stepsPerSecond && *progress.stepsPerSecond > 0)
            fact.after = dotted(Words::tr("%1 s a step").arg(metric(1 / *progress.stepsPerSecond)));
        facts.push_back(fact);
    }
    facts.push_back(etaFact(view, progress));
}

// The value at a step of the last run; nullopt: none was measured there.
std::optional<double> valueAt(const Points &points, double step)
{
    if (points.isEmpty())
        return std::nullopt;
    const auto first = points.steps.begin() + std::ptrdiff_t(points.runs.back().first);
    const auto at = std::lower_bound(first, points.steps.end(), step);
    if (at == points.steps.end() || *at != step)
        return std::nullopt;
    return points.values[std::size_t(at - points.steps.begin())];
}

// "step 160 (0.6138)", and where its model is.
void addBestStep(std::vector<Fact> &facts, const JobView &view)
{
    const JobMetrics *metrics = view.records ? view.records->metrics.get() : nullptr;
    const QString method = view.details->job.methodType();
    const auto best = metrics ? bestStep(*metrics, method) : std::nullopt;
    if (best) {
        Fact fact = plainFact(u"bestStep"_s, Words::tr("Best evaluation"),
                              Words::tr("step %1 (%2)").arg(count(qint64(best->step)), metric(best->value)));
        fact.copy = QString::number(best->step);
        fact.after = dotted(best->series->label());
        facts.push_back(fact);
    }
    if (!view.records || !view.records->checkpoints || view.records->checkpoints->empty())
        return;
    const std::vector<Checkpoint> &checkpoints = *view.records->checkpoints;
    const auto addModel = [&](const char *key, const QString &label, std::optional<std::size_t> index) {
        if (!index)
            return;
        const Checkpoint &checkpoint = checkpoints[*index];
        Fact model = plainFact(QString::fromLatin1(key), label,
                               checkpoint.model.isEmpty() ? checkpoint.id : checkpoint.model);
        const QString step = count(qint64(checkpointStep(checkpoint)));
        const auto value =
            metrics && best ? valueAt(best->series->points, checkpointStep(checkpoint)) : std::nullopt;
        model.after = dotted(value ? Words::tr("step %1 (%2)").arg(step, metric(*value))
                                   : Words::tr("step %1").arg(step));
        facts.push_back(model);
    };
    if (const auto chosen = chosenCheckpoint(checkpoints, metrics, method)) {
        addModel("bestCheckpoint", Words::tr("Best checkpoint"), chosen);
        return;
    }
    const NearCheckpoints near = best ? nearCheckpoints(checkpoints, best->step) : NearCheckpoints();
    if (!near.before && !near.after)
        return;
    Fact note =
        plainFact(u"bestStepNote"_s, {},
                  Words::tr("No checkpoint was saved at the best evaluation. The nearest are below."));
    note.kind = Fact::Kind::Note;
    facts.push_back(note);
    addModel("checkpointBefore", Words::tr("Checkpoint before"), near.before);
    addModel("checkpointAfter", Words::tr("Checkpoint after"), near.after);
}

// What the curves say of the training, each with its rule.
void addFlags(std::vector<Fact> &facts, const JobView &view)
{
    const JobMetrics *metrics = view.records ? view.records->metrics.get() : nullptr;
    if (!metrics)
        return;
    const Job &job = view.details->job;
    TrainingFlags flags = flagsOf(*metrics, job.methodType());
    const Progress progress = progressOf(*metrics);
    const double lastStepAt = metrics->clock.isEmpty() ? 0 : metrics->clock.values.back();
    if (std::isfinite(lastStepAt) && isStuck(job.state(), qint64(lastStepAt),
                                             progress.stepsPerSecond.value_or(0), view.records->eventsReadAt))
        flags |= TrainingFlag::Stuck;
    for (const TrainingFlagTerm &term : trainingFlagTerms()) {
        if (!flags.testFlag(term.flag) || term.flag == TrainingFlag::BestNotLast)
            continue;
        Fact fact =
            plainFact(u"flag_"_s + QLatin1StringView(term.word), Words::tr("Training"), flagLabel(term));
        fact.tone = Tone::Bad;
        fact.help = flagRule(term);
        if (term.flag == TrainingFlag::Diverged && metrics->notANumberSince)
            fact.after =
                dotted(Words::tr("not a number since step %1").arg(count(qint64(*metrics->notANumberSince))));
        facts.push_back(fact);
        Fact rule = plainFact(u"rule_"_s + QLatin1StringView(term.word), {}, flagRule(term));
        rule.kind = Fact::Kind::Note;
        facts.push_back(rule);
    }
}

// A fine-tuned model ends with its base.
void addShutdown(std::vector<Fact> &facts, const JobView &view)
{
    if (!view.records || !view.records->shutdownDate)
        return;
    const QDate day = QDate::fromString(*view.records->shutdownDate, Qt::ISODate);
    Fact fact = plainFact(u"shutdown"_s, Words::tr("Ends with base"), *view.records->shutdownDate);
    fact.copy = *view.records->shutdownDate;
    fact.help = Words::tr("On this day the base model is switched off, and all that was made of it.");
    fact.tone = Tone::Waiting;
    if (day.isValid()) {
        const qint64 left = QDateTime::fromSecsSinceEpoch(view.now, kUtc).date().daysTo(day);
        fact.value = QLocale().toString(day, u"d MMM yyyy"_s);
        fact.after =
            dotted(left > 0    ? QCoreApplication::translate("JobFacts", "%n day(s) left", nullptr, int(left))
                   : left == 0 ? Words::tr("today")
                               : Words::tr("it is switched off"));
    }
    facts.push_back(fact);
}

void addModels(std::vector<Fact> &facts, const JobView &view)
{
    const JobDetails &details = *view.details;
    const Job &job = details.job;
    facts.push_back(gap(u"beforeModels"_s));
    Fact output = fieldFact("fine_tuned_model", job.fineTunedModel);
    if (job.fineTunedModel.isEmpty()) {
        output = missing(output, job.state() == Status::Failed      ? Words::tr("the job failed")
                                 : job.state() == Status::Cancelled ? Words::tr("the job was cancelled")
                                 : isTerminal(job.status)           ? Words::tr("the server names none")
                                                          : Words::tr("not before the job has succeeded"));
    }
    facts.push_back(output);
    Fact base = fieldFact("model", job.model);
    if (job.model.isEmpty()) {
        base = missing(base, Words::tr("the server names none"));
    } else if (baseModel(job.model) != job.model) {
        base.isLink = true;
        base.after = dotted(Words::tr("itself fine-tuned from %1").arg(baseModel(job.model)));
    }
    facts.push_back(base);
    addShutdown(facts, view);
    if (!job.suffix.isEmpty())
        facts.push_back(fieldFact("suffix", job.suffix));
    facts.push_back(fieldFact("id", job.id));
    if (!view.accountName.isEmpty()) {
        Fact account = plainFact(u"account"_s, Words::tr("Account"), view.accountName);
        account.after = dotted(view.host);
        account.isElided = true;
        facts.push_back(account);
    }
    if (details.lastSeenMs > 0) {
        Fact read =
            plainFact(u"read"_s, Words::tr("Read"), relativeTime(details.lastSeenMs / 1000, view.now));
        read.after = dotted(details.fresh ? Words::tr("from the server") : Words::tr("kept in the archive"));
        read.isElided = true;
        read.copy = localTime(details.lastSeenMs / 1000);
        read.help = Words::tr("When this was received.") + u'\n' + bothTimes(details.lastSeenMs / 1000);
        facts.push_back(read);
    }
}

// Method

void addMethod(std::vector<Fact> &facts, const JobView &view)
{
    const Job &job = view.details->job;
    facts.push_back(gap(u"beforeMethod"_s));
    Fact method = fieldFact("method", methodLabel(job.methodType()));
    method.copy = job.methodType();
    if (job.methodIsInferred())
        method.after = dotted(Words::tr("inferred, the server names none"));
    facts.push_back(method);
    const std::vector<Fact> parameters = hyperparameterFacts(view);
    if (parameters.empty()) {
        facts.push_back(
            missing(fieldFact("hyperparameters", {}), Words::tr("the server gives none for this job")));
    }
    facts.insert(facts.end(), parameters.begin(), parameters.end());
    if (job.seed) {
        Fact seed = fieldFact("seed", QString::number(*job.seed));
        facts.push_back(seed);
    }
}

// The right column

QString allKey(const char *list)
{
    return QString(kShowAllKey) + QLatin1StringView(list);
}

// What a list of `size` rows ends with where it shows fewer.
void addShowAll(std::vector<Fact> &facts, const char *list, std::size_t size)
{
    Fact all = plainFact(allKey(list), {}, Words::tr("Show all %1").arg(count(qint64(size))));
    all.isLink = true;
    all.canCopy = false;
    facts.push_back(all);
}

void addResultFiles(std::vector<Fact> &facts, const Job &job, std::size_t most)
{
    Fact file = fieldFact("result_files", {});
    for (qsizetype i = 0; i < job.resultFiles.size() && std::size_t(i) < most; ++i) {
        file.value = job.resultFiles[i];
        file.key = u"result_files_%1"_s.arg(i);
        facts.push_back(file);
    }
}

void addFiles(std::vector<Fact> &facts, const Job &job)
{
    if (job.trainingFile.isEmpty() && job.validationFile.isEmpty() && job.resultFiles.isEmpty())
        return;
    facts.push_back(heading(u"files"_s, Words::tr("Files")));
    if (!job.trainingFile.isEmpty())
        facts.push_back(fieldFact("training_file", job.trainingFile));
    Fact validation = fieldFact("validation_file", job.validationFile);
    facts.push_back(job.validationFile.isEmpty() ? missing(validation, Words::tr("none was given"))
                                                 : validation);
    addResultFiles(facts, job, kListedFacts);
    if (const auto size = std::size_t(job.resultFiles.size()); size > kListedFacts)
        addShowAll(facts, "result_files", size);
}

bool isPlainList(const Node &node)
{
    return !node.children.empty() && node.children.front().path == node.path + "/0"_L1 &&
           std::all_of(node.children.begin(), node.children.end(),
                       [](const Node &element) { return element.children.empty(); });
}

// Every leaf below `node` that says something, until there are `most` facts.
void addLeaves(std::vector<Fact> &facts, const Node &node, const QString &prefix, std::size_t most)
{
    for (const Node &child : node.children) {
        if (facts.size() >= most)
            return;
        // Tags and the like: one row for a list of plain values.
        if (isPlainList(child)) {
            QStringList texts;
            for (const Node &element : child.children)
                texts << element.text;
            Fact fact = plainFact(prefix + child.path, child.label, texts.join(u", "_s));
            fact.help = child.help;
            facts.push_back(fact);
            continue;
        }
        if (!child.children.empty()) {
            addLeaves(facts, child, prefix, most);
            continue;
        }
        if (!child.isString && (child.raw == "null"_L1 || child.raw == "{}"_L1 || child.raw == "[]"_L1))
            continue;
        Fact fact = plainFact(prefix + child.path, child.label, child.text);
        fact.copy = child.raw;
        fact.help = child.help;
        facts.push_back(fact);
    }
}

// How many facts addLeaves() makes of it.
std::size_t leavesOf(const Value &value)
{
    std::size_t leaves = 0;
    for (const Value &child : value.children) {
        if (child.children.empty()) {
            leaves += child.isNull() || child.isContainer() ? 0U : 1U;
            continue;
        }
        const bool isPlain =
            child.isArray() && std::all_of(child.children.begin(), child.children.end(),
                                           [](const Value &element) { return element.children.empty(); });
        leaves += isPlain ? 1U : leavesOf(child);
    }
    return leaves;
}

// The first `budget` values of it.
Value beginningOf(const Value &value, qsizetype &budget)
{
    Value copy;
    copy.key = value.key;
    copy.text = value.text;
    copy.kind = value.kind;
    --budget;
    for (const Value &child : value.children) {
        if (budget <= 0)
            break;
        copy.children.push_back(beginningOf(child, budget));
    }
    return copy;
}

// Whether it holds at most `budget` values.
bool isSmall(const Value &value, qsizetype &budget)
{
    if (--budget < 0)
        return false;
    return std::all_of(value.children.begin(), value.children.end(),
                       [&budget](const Value &child) { return isSmall(child, budget); });
}

// A job is an object of any size: what the overview needs of its tree.
struct Excerpt
{
    Value job;                          ///< integrations and unknown fields, the first of them
    std::vector<const Value *> unknown; ///< whole
    std::size_t unknownSize = 0;        ///< with those that are left out
    std::size_t leaves = 0;             ///< of all integrations
};

Excerpt excerptOf(const Value &job, std::size_t most)
{
    Excerpt excerpt;
    excerpt.job.kind = job.kind;
    for (const Value &member : job.children) {
        const bool isKnown = jobSchema().find(member.key);
        if (isKnown && member.key != "integrations"_L1)
            continue;
        excerpt.unknownSize += isKnown ? 0U : 1U;
        if (!isKnown && excerpt.unknown.size() >= most)
            continue;
        excerpt.leaves += isKnown ? leavesOf(member) : 0;
        qsizetype budget = isKnown ? kCopiedValues : 2;
        excerpt.job.children.push_back(most == kNoLimit && isKnown ? member : beginningOf(member, budget));
        if (!isKnown)
            excerpt.unknown.push_back(&member);
    }
    return excerpt;
}

const Node *childAt(const Node &node, QStringView path)
{
    for (const Node &child : node.children) {
        if (child.path == path)
            return &child;
    }
    return nullptr;
}

const Node *unknownFields(const Node &tree)
{
    for (const Node &child : tree.children) {
        if (child.kind == Node::Kind::Group)
            return &child;
    }
    return nullptr;
}

void addOther(std::vector<Fact> &facts, const Node &node, const Value &value, std::size_t number)
{
    Fact fact = plainFact(u"other_%1_%2"_s.arg(number).arg(node.path), node.label, node.text);
    const bool isEmpty = value.isNull() || (value.isContainer() && value.children.empty());
    qsizetype budget = kShownValues;
    if (isEmpty)
        fact = missing(fact, Words::tr("empty"));
    else if (!value.isContainer())
        fact.copy = node.raw;
    else if (isSmall(value, budget))
        fact.value = toJson(value, -1);
    else
        fact = missing(fact, Words::tr("too large to show here, see the Raw tab"));
    facts.push_back(fact);
}

void addOthers(std::vector<Fact> &facts, const Excerpt &excerpt, const Node &tree)
{
    const Node *group = unknownFields(tree);
    if (!group)
        return;
    for (std::size_t i = 0; i < group->children.size() && i < excerpt.unknown.size(); ++i)
        addOther(facts, group->children[i], *excerpt.unknown[i], i);
}

void addMetadata(std::vector<Fact> &facts, const Job &job, std::size_t most)
{
    for (std::size_t i = 0; i < job.metadata.children.size() && i < most; ++i) {
        const Value &member = job.metadata.children[i];
        qsizetype budget = kShownValues;
        const bool isLarge = !isSmall(member, budget);
        const QString text = member.isString() || isLarge ? member.text : toJson(member, -1);
        Fact fact = plainFact(u"meta_%1_%2"_s.arg(i).arg(member.key), member.key, text);
        facts.push_back(member.isNull() ? missing(fact, Words::tr("empty"))
                        : isLarge       ? missing(fact, Words::tr("too large to show here, see the Raw tab"))
                                        : fact);
    }
}

void addIntegrations(std::vector<Fact> &facts, const Node &tree, std::size_t most)
{
    if (const Node *integrations = childAt(tree, u"/integrations"))
        addLeaves(facts, *integrations, kIntegrationKey, most == kNoLimit ? kNoLimit : facts.size() + most);
}

// A row may show a list of plain values, of which the excerpt has the first ones only.
void markCut(std::vector<Fact> &facts, std::size_t from, const Value &excerpt, const Value &job)
{
    for (std::size_t i = from; i < facts.size(); ++i) {
        const QStringView path = QStringView(facts[i].key).sliced(kIntegrationKey.size());
        const Value *shown = valueAt(excerpt, path);
        const Value *whole = valueAt(job, path);
        facts[i].isCut = shown && whole && shown->children.size() < whole->children.size();
    }
}

} // namespace

QString bestModel(const JobView &view)
{
    if (!view.records || !view.records->checkpoints)
        return {};
    const std::vector<Checkpoint> &checkpoints = *view.records->checkpoints;
    const auto chosen =
        chosenCheckpoint(checkpoints, view.records->metrics.get(), view.details->job.methodType());
    return chosen ? checkpoints[*chosen].model : QString();
}

std::vector<Fact> mainFacts(const JobView &view)
{
    std::vector<Fact> facts;
    addState(facts, view);
    addError(facts, view);
    addProgress(facts, view);
    addFlags(facts, view);
    addBestStep(facts, view);
    addModels(facts, view);
    addMethod(facts, view);
    return facts;
}

namespace {

// The N of "Training tokens billed: N" in one of the newest events, which the end of a job brings.
std::optional<qint64> billedTokens(const std::vector<EventRow> &events)
{
    constexpr std::size_t lookedAt = 200;
    const auto start = "Training tokens billed: "_L1;
    for (const EventRow &event : std::span(events).first(std::min(lookedAt, events.size()))) {
        if (!event.message.startsWith(start, Qt::CaseInsensitive))
            continue;
        QString digits = event.message.sliced(start.size()).trimmed();
        if (digits.endsWith(u'.'))
            digits.chop(1);
        bool isNumber = false;
        const qint64 tokens = digits.remove(u',').toLongLong(&isNumber);
        if (isNumber)
            return tokens;
    }
    return std::nullopt;
}

// Servers may bill another number of tokens than the job says: both are shown.
void addBilledTokens(std::vector<Fact> &facts, const JobView &view)
{
    const auto billed =
        view.records && view.records->events ? billedTokens(*view.records->events) : std::nullopt;
    if (!billed || billed == view.details->job.trainedTokens)
        return;
    Fact fact = plainFact(u"billed_tokens"_s, Words::tr("Billed tokens"), count(*billed));
    fact.help = Words::tr("As an event of the job reports it.");
    fact.copy = QString::number(*billed);
    facts.push_back(fact);
}

} // namespace

std::vector<Fact> sideFacts(const JobView &view)
{
    const JobDetails &details = *view.details;
    const Job &job = details.job;
    std::vector<Fact> facts = graderFacts(job);
    facts.push_back(heading(u"usage"_s, Words::tr("Usage")));
    Fact tokens = fieldFact("trained_tokens", {});
    if (job.trainedTokens) {
        tokens.value = count(*job.trainedTokens);
        tokens.copy = QString::number(*job.trainedTokens);
        const qint64 took = job.finishedAt.secs - job.createdAt.secs;
        if (job.finishedAt && job.createdAt && took > 0 && *job.trainedTokens > 0) {
            tokens.after = dotted(Words::tr("%1 / s").arg(metric(double(*job.trainedTokens) / double(took))));
            tokens.help += u'\n' + Words::tr("The rate is over the whole time from creation to end.");
        }
    } else {
        tokens = missing(tokens, isTerminal(job.status) ? Words::tr("the server names no number")
                                                        : Words::tr("counted when the job has ended"));
    }
    facts.push_back(tokens);
    addBilledTokens(facts, view);
    addFiles(facts, job);
    if (!job.organizationId.isEmpty())
        facts.push_back(fieldFact("organization_id", job.organizationId));
    const Excerpt excerpt = excerptOf(details.value, kListedFacts);
    const Node tree = jobTree(excerpt.job);
    if (const Node *integrations = childAt(tree, u"/integrations");
        integrations && !integrations->children.empty()) {
        facts.push_back(heading(u"integrations"_s, integrations->label));
        const std::size_t before = facts.size();
        addIntegrations(facts, tree, kListedFacts);
        markCut(facts, before, excerpt.job, details.value);
        if (excerpt.leaves > facts.size() - before)
            addShowAll(facts, "integrations", excerpt.leaves);
    }
    if (job.metadata.isObject() && !job.metadata.children.empty()) {
        facts.push_back(heading(u"metadata"_s, Words::tr("Metadata")));
        addMetadata(facts, job, kListedFacts);
        if (job.metadata.children.size() > kListedFacts)
            addShowAll(facts, "metadata", job.metadata.children.size());
    }
    if (const Node *group = unknownFields(tree)) {
        Fact head = heading(u"others"_s, group->label);
        head.help = group->help;
        facts.push_back(head);
        addOthers(facts, excerpt, tree);
        if (excerpt.unknownSize > kListedFacts)
            addShowAll(facts, "others", excerpt.unknownSize);
    }
    return facts;
}

std::vector<Fact> wholeList(const JobDetails &details, const QString &key)
{
    std::vector<Fact> facts;
    if (key == allKey("result_files")) {
        addResultFiles(facts, details.job, kNoLimit);
    } else if (key == allKey("metadata")) {
        addMetadata(facts, details.job, kNoLimit);
    } else {
        const Excerpt excerpt = excerptOf(details.value, kNoLimit);
        const Node tree = jobTree(excerpt.job);
        if (key == allKey("integrations"))
            addIntegrations(facts, tree, kNoLimit);
        else
            addOthers(facts, excerpt, tree);
    }
    return facts;
}

QString wholeIntegration(const JobDetails &details, const QString &key)
{
    const std::vector<Fact> facts = wholeList(details, allKey("integrations"));
    const auto found =
        std::find_if(facts.begin(), facts.end(), [&key](const Fact &fact) { return fact.key == key; });
    if (found == facts.end())
        return {};
    return found->copy.isEmpty() ? found->value : found->copy;
}

QString listTitle(const QString &key)
{
    if (key == allKey("result_files"))
        return Words::tr("Result files");
    if (key == allKey("metadata"))
        return Words::tr("Metadata");
    if (key == allKey("integrations"))
        return Words::tr("Integrations");
    return QCoreApplication::translate("Node", "Other fields");
}

QString headline(const JobView &view)
{
    const Job &job = view.details->job;
    QStringList parts;
    const bool isOver = isTerminal(job.status);
    if (isOver && job.createdAt && job.finishedAt && job.finishedAt.secs >= job.createdAt.secs)
        parts << duration(job.finishedAt.secs - job.createdAt.secs);
    if (isOver && job.finishedAt)
        parts << Words::tr("finished %1").arg(localTime(job.finishedAt.secs));
    else if (job.createdAt)
        parts << Words::tr("created %1").arg(relativeTime(job.createdAt.secs, view.now));
    if (view.records && view.records->metrics && view.records->metrics->notANumberSince)
        parts << Words::tr("not a number since step %1")
                     .arg(count(qint64(*view.records->metrics->notANumberSince)));
    if (!isOver && job.estimatedFinish.secs > view.now)
        parts << Words::tr("about %1 left").arg(duration(job.estimatedFinish.secs - view.now));
    return parts.join(u" · "_s);
}

} // namespace tuneboard
