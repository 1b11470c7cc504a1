// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/jobcell.h"

#include "app/api/terms.h"
#include "app/models/metricterms.h"
#include "ui/format.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

constexpr qsizetype kMostBytes = 8000;

QString translated(const char *text)
{
    return QCoreApplication::translate("JobCell", text);
}

// The beginning of a text, which may be megabytes: no cell has room for more.
QString beginning(QByteArrayView text)
{
    return QString::fromUtf8(text.first(std::min<qsizetype>(text.size(), kMostBytes)));
}

QString shown(QByteArrayView text)
{
    // Servers pad messages with long runs of blanks.
    return cellText(beginning(text).simplified());
}

JobCell missing()
{
    return {.text = u"—"_s, .tone = CellTone::Second};
}

JobCell words(QByteArrayView text, CellTone tone = CellTone::Normal)
{
    if (text.isEmpty())
        return missing();
    return {.text = shown(text), .tone = tone};
}

// "team: search, run: 7"
JobCell metadata(QByteArrayView packed)
{
    QString text = beginning(packed);
    if (text.endsWith(QLatin1Char(kMetadataEnd)))
        text.chop(1);
    if (text.isEmpty())
        return missing();
    return {
        .text = cellText(
            text.replace(QLatin1Char(kMetadataValue), u": "_s).replace(QLatin1Char(kMetadataEnd), u", "_s))};
}

JobCell integer(qint64 value)
{
    JobCell cell = value == kNoInteger ? missing() : JobCell{.text = count(value)};
    cell.number = true;
    return cell;
}

JobCell hyperparameter(double value)
{
    JobCell cell = std::isnan(value) ? missing() : JobCell{.text = metric(value)};
    if (value == kAutomatic)
        cell = {.text = translated(QT_TRANSLATE_NOOP("JobCell", "auto")), .tone = CellTone::Second};
    if (value == kLargest)
        cell = {.text = translated(QT_TRANSLATE_NOOP("JobCell", "max")), .tone = CellTone::Second};
    cell.number = true;
    return cell;
}

JobCell age(qint64 then, qint64 now)
{
    if (then == kNoInteger)
        return missing();
    return {.text = relativeTime(then, now), .tone = CellTone::Second};
}

// The time that something took or has taken; kNoInteger if an end of it is unknown or lies.
qint64 span(qint64 from, qint64 to)
{
    if (from == kNoInteger || to == kNoInteger || to < from)
        return kNoInteger;
    return to - from;
}

// The cause in few words: the column is narrow, and servers begin all their sentences alike. The tooltip and
// the job page have the whole message.
QString shortCause(QByteArrayView message)
{
    const QString whole = beginning(message).trimmed();
    for (const QLatin1StringView start : {"The job failed due to "_L1, "The job failed because "_L1}) {
        if (!whole.startsWith(start))
            continue;
        QString rest = whole.sliced(start.size());
        const qsizetype next = rest.indexOf(". "_L1);
        if (next >= 0 && next + 2 < rest.size())
            return rest.sliced(next + 2);
        for (const QLatin1StringView article : {"an "_L1, "a "_L1, "the "_L1}) {
            if (rest.startsWith(article))
                rest.remove(0, article.size());
        }
        return rest.isEmpty() ? whole : rest.replace(0, 1, rest.at(0).toUpper());
    }
    return whole;
}

QString withSpan(const char *plain, const char *timed, qint64 secs)
{
    return secs == kNoInteger ? translated(plain) : translated(timed).arg(duration(secs));
}

// A status that was first seen a moment ago may have begun long before.
qint64 worthSaying(qint64 secs)
{
    return secs < 60 ? kNoInteger : secs;
}

JobCell running(const JobRow &row, const JobFigures *figures, qint64 now)
{
    const JobEta eta = jobEta(row, figures, now);
    const QString rest = eta.finish == kNoInteger ? QString() : u"· "_s + duration(eta.finish - now);
    if (eta.part) {
        return {
            .text =
                translated(QT_TRANSLATE_NOOP("JobCell", "%1 %")).arg(int(std::floor(*eta.part * 100 + 1e-9))),
            .rest = rest,
            .progress = eta.part};
    }
    const QString text =
        eta.doneSteps ? translated(QT_TRANSLATE_NOOP("JobCell", "step %1")).arg(count(qint64(*eta.doneSteps)))
                      : translated(QT_TRANSLATE_NOOP("JobCell", "step unknown"));
    return {.text = text, .rest = rest, .isIndeterminate = true};
}

JobCell paused(const JobRow &row, const JobFigures *figures, qint64 now)
{
    if (figures && std::isfinite(figures->lastStep)) {
        return {.text = translated(QT_TRANSLATE_NOOP("JobCell", "paused at step %1"))
                            .arg(count(qint64(figures->lastStep)))};
    }
    return {.text = withSpan(QT_TRANSLATE_NOOP("JobCell", "paused"),
                             QT_TRANSLATE_NOOP("JobCell", "paused for %1"),
                             worthSaying(span(row.statusSince, now)))};
}

// Servers often leave out when a job was cancelled: its last step is the latest that is known then.
JobCell cancelled(const JobRow &row, const JobFigures *figures)
{
    qint64 took = span(row.createdAt, row.finishedAt);
    if (took == kNoInteger && figures && figures->lastStepAt > 0)
        took = span(row.createdAt, figures->lastStepAt);
    return {.text = withSpan(QT_TRANSLATE_NOOP("JobCell", "stopped"),
                             QT_TRANSLATE_NOOP("JobCell", "stopped after %1"), took)};
}

JobCell failed(const JobRow &row, qint64 took)
{
    if (!row.errorMessage.isEmpty())
        return words(shortCause(row.errorMessage).toUtf8(), CellTone::Bad);
    if (!row.errorCode.isEmpty())
        return words(row.errorCode, CellTone::Bad);
    return {.text = withSpan(QT_TRANSLATE_NOOP("JobCell", "no reason given"),
                             QT_TRANSLATE_NOOP("JobCell", "after %1, no reason given"), took),
            .tone = CellTone::Bad};
}

JobCell progress(const JobRow &row, const JobFigures *figures, qint64 now)
{
    const qint64 took = span(row.createdAt, row.finishedAt);
    switch (row.state()) {
    case Status::Succeeded:
        return took == kNoInteger ? missing() : JobCell{.text = duration(took)};
    case Status::Failed:
        return failed(row, took);
    case Status::Cancelled:
        return cancelled(row, figures);
    case Status::Running:
        return running(row, figures, now);
    case Status::Finishing:
        return {.text = translated(QT_TRANSLATE_NOOP("JobCell", "trained, being evaluated"))};
    case Status::Paused:
        return paused(row, figures, now);
    case Status::Validating:
    case Status::Queued:
    case Status::Pausing:
        return {.text = withSpan(QT_TRANSLATE_NOOP("JobCell", "waiting"),
                                 QT_TRANSLATE_NOOP("JobCell", "waiting %1"), span(row.createdAt, now))};
    case Status::Resuming:
    case Status::Cancelling:
    case Status::Unknown:
        break;
    }
    return missing();
}

JobCell flagCell(TrainingFlags flags)
{
    QStringList labels;
    for (const TrainingFlagTerm &term : trainingFlagTerms()) {
        if (flags.testFlag(term.flag))
            labels += flagLabel(term);
    }
    return labels.isEmpty() ? missing() : JobCell{.text = labels.join(", "_L1)};
}

// What a flag warns of belongs to the status: a diverged job has succeeded, but its model is worthless.
JobCell statusCell(const JobRow &row, TrainingFlags flags)
{
    JobCell cell{.text = cellText(statusLabel(row.state(), beginning(row.status))), .tone = CellTone::Status};
    for (const TrainingFlagTerm &term : trainingFlagTerms()) {
        if (term.flag != TrainingFlag::BestNotLast && flags.testFlag(term.flag)) {
            cell.rest = u"⚠"_s; // the tooltip has the words, for which the column has no room
            break;
        }
    }
    return cell;
}

// The word as sent, where the cell shows another one, and the rule of each flag.
QString statusHelp(const JobRow &row, TrainingFlags flags)
{
    const QString raw = shown(row.status);
    const bool isSame = raw.isEmpty() || raw == statusKey(row.state(), row.status);
    QStringList lines;
    if (!isSame)
        lines += translated(QT_TRANSLATE_NOOP("JobCell", "Sent as “%1”.")).arg(raw);
    for (const TrainingFlagTerm &term : trainingFlagTerms()) {
        if (flags.testFlag(term.flag))
            lines += translated(QT_TRANSLATE_NOOP("JobCell", "%1: %2")).arg(flagLabel(term), flagRule(term));
    }
    return lines.join(u'\n');
}

JobCell metricCell(const JobFigures *figures)
{
    JobCell cell = !figures || std::isnan(figures->last) ? missing() : JobCell{.text = metric(figures->last)};
    cell.number = true;
    cell.hasCurve = true;
    if (figures)
        cell.curve = {figures->levels.data(), figures->levelCount};
    return cell;
}

QString metricHelp(const JobFigures *figures)
{
    if (!figures)
        return translated(QT_TRANSLATE_NOOP("JobCell", "The details of this job have not been read yet."));
    QStringList lines;
    if (std::isnan(figures->last)) {
        lines.append(figures->isComplete
                         ? translated(QT_TRANSLATE_NOOP("JobCell", "This job reported no metric."))
                         : translated(QT_TRANSLATE_NOOP("JobCell", "This job has reported no metric yet.")));
    } else {
        const QString label = metricName(QString::fromUtf8(figures->metric)).label();
        const QString value = metric(figures->last);
        lines.append(std::isfinite(figures->lastStep)
                         ? translated(QT_TRANSLATE_NOOP("JobCell", "%1: %2 (step %3)"))
                               .arg(label, value, count(qint64(figures->lastStep)))
                         : translated(QT_TRANSLATE_NOOP("JobCell", "%1: %2")).arg(label, value));
    }
    if (!figures->isComplete)
        lines.append(translated(QT_TRANSLATE_NOOP("JobCell", "Not all details of this job are kept yet.")));
    return lines.join(u'\n');
}

// What the bar and the time left rest on.
QString progressHelp(const JobRow &row, const JobFigures *figures, qint64 now)
{
    const JobEta eta = jobEta(row, figures, now);
    QStringList lines;
    if (eta.doneSteps && eta.totalSteps) {
        lines.append(translated(QT_TRANSLATE_NOOP("JobCell", "Step %1 of %2."))
                         .arg(count(qint64(*eta.doneSteps)), count(qint64(*eta.totalSteps))));
    } else if (eta.part) {
        lines.append(translated(QT_TRANSLATE_NOOP("JobCell", "Progress as the server reports it.")));
    } else {
        lines.append(translated(QT_TRANSLATE_NOOP("JobCell", "The server has not reported the steps.")));
    }
    // When the status was first seen says nothing of when it began.
    if (const qint64 seen = span(row.statusSince, now); seen != kNoInteger)
        lines.append(translated(QT_TRANSLATE_NOOP("JobCell", "Seen running for %1.")).arg(duration(seen)));
    switch (eta.basis) {
    case JobEta::Basis::None:
        lines.append(translated(QT_TRANSLATE_NOOP("JobCell", "When it ends is not known.")));
        return lines.join(u'\n');
    case JobEta::Basis::Server:
        lines.append(translated(QT_TRANSLATE_NOOP("JobCell", "Finish as the server estimates it:")));
        break;
    case JobEta::Basis::Pace:
        lines.append(
            translated(QT_TRANSLATE_NOOP("JobCell", "Finish at the pace of the last steps, %1 a minute:"))
                .arg(metric(double(figures->stepsPerSecond) * 60)));
        break;
    }
    lines.append(bothTimes(eta.finish));
    return lines.join(u'\n');
}

} // namespace

JobCell jobCell(const JobTable &table, quint32 number, JobColumn column, qint64 now)
{
    const JobRow row = table.row(number);
    switch (column) {
    case JobColumn::Status:
        return statusCell(row, table.flags(number));
    case JobColumn::Name:
        return words(table.name(number), CellTone::Strong);
    case JobColumn::BaseModel:
        return words(table.baseModel(number));
    case JobColumn::Method:
        return {.text = cellText(methodLabel(beginning(table.method(number))))};
    case JobColumn::Progress:
        return progress(row, table.figures(number), now);
    case JobColumn::Tokens:
        return integer(row.trainedTokens);
    case JobColumn::Metric:
        return metricCell(table.figures(number));
    case JobColumn::Created:
        return age(row.createdAt, now);
    case JobColumn::Id:
        return words(row.id);
    case JobColumn::OutputModel:
        return words(row.outputModel);
    case JobColumn::Epochs:
        return hyperparameter(row.nEpochs);
    case JobColumn::BatchSize:
        return hyperparameter(row.batchSize);
    case JobColumn::LearningRate:
        return hyperparameter(row.learningRateMultiplier);
    case JobColumn::Seed:
        return integer(row.seed);
    case JobColumn::TrainingFile:
        return words(row.trainingFile);
    case JobColumn::ValidationFile:
        return words(row.validationFile);
    case JobColumn::Metadata:
        return metadata(row.metadata);
    case JobColumn::Account: {
        const AccountLabel label = table.accountLabel(row.account);
        return label.name.isEmpty() ? missing() : JobCell{.text = cellText(label.name), .dot = label.colour};
    }
    case JobColumn::Finished:
        return age(row.finishedAt, now);
    case JobColumn::BestStep: {
        const JobFigures *figures = table.figures(number);
        return integer(figures && std::isfinite(figures->bestStep) ? qint64(figures->bestStep) : kNoInteger);
    }
    case JobColumn::Flags:
        return flagCell(table.flags(number));
    case JobColumn::TimeInStatus: {
        const qint64 time = span(row.statusSince, now);
        return time == kNoInteger ? missing() : JobCell{.text = duration(time)};
    }
    }
    return missing();
}

QString jobCellHelp(const JobTable &table, quint32 number, JobColumn column, qint64 now)
{
    const JobRow row = table.row(number);
    switch (column) {
    case JobColumn::Status:
    case JobColumn::Flags:
        return statusHelp(row, table.flags(number));
    case JobColumn::Created:
        return row.createdAt == kNoInteger ? QString() : bothTimes(row.createdAt);
    case JobColumn::Finished:
        return row.finishedAt == kNoInteger ? QString() : bothTimes(row.finishedAt);
    case JobColumn::Metric:
        return metricHelp(table.figures(number));
    case JobColumn::Method:
        return row.method.isEmpty()
                   ? translated(QT_TRANSLATE_NOOP("JobCell", "Inferred: the server did not name a method."))
                   : QString();
    case JobColumn::Progress:
        if (row.state() == Status::Running)
            return progressHelp(row, table.figures(number), now);
        return QString::fromUtf8(row.state() == Status::Failed ? row.errorMessage : QByteArrayView());
    case JobColumn::BaseModel:
        return table.baseModel(number) == row.model ? QString() : QString::fromUtf8(row.model);
    default:
        return {};
    }
}

QString jobCellSpoken(const JobTable &table, quint32 number, JobColumn column, qint64 now)
{
    const JobCell cell = jobCell(table, number, column, now);
    if (const JobCell flags = flagCell(table.flags(number));
        column == JobColumn::Status && flags.tone == CellTone::Normal)
        return cell.text + u", "_s + flags.text;
    return cell.rest.isEmpty() ? cell.text : cell.text + u' ' + cell.rest;
}

bool isNumberColumn(JobColumn column)
{
    switch (column) {
    case JobColumn::Tokens:
    case JobColumn::Metric:
    case JobColumn::Epochs:
    case JobColumn::BatchSize:
    case JobColumn::LearningRate:
    case JobColumn::Seed:
    case JobColumn::BestStep:
        return true;
    default:
        return false;
    }
}

} // namespace tuneboard
