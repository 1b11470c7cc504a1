// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/terms.h"

#include <QCoreApplication>

#include <algorithm>

namespace tuneboard {

using namespace Qt::StringLiterals;
using namespace std::string_view_literals;

namespace {

constexpr StatusTerm kStatuses[] = {
    {Status::Validating, "validating", QT_TRANSLATE_NOOP("Status", "Validating"), "hourglass", Tone::Waiting,
     false},
    {Status::Queued, "queued", QT_TRANSLATE_NOOP("Status", "Queued"), "clock", Tone::Waiting, false},
    {Status::Running, "running", QT_TRANSLATE_NOOP("Status", "Running"), "dot", Tone::Active, false},
    {Status::Finishing, "finishing", QT_TRANSLATE_NOOP("Status", "Finishing"), "dot", Tone::Active, false},
    {Status::Pausing, "pausing", QT_TRANSLATE_NOOP("Status", "Pausing"), "pause", Tone::Waiting, false},
    {Status::Paused, "paused", QT_TRANSLATE_NOOP("Status", "Paused"), "pause", Tone::Waiting, false},
    {Status::Resuming, "resuming", QT_TRANSLATE_NOOP("Status", "Resuming"), "dot", Tone::Active, false},
    {Status::Cancelling, "cancelling", QT_TRANSLATE_NOOP("Status", "Cancelling"), "dash", Tone::Waiting,
     false},
    {Status::Succeeded, "succeeded", QT_TRANSLATE_NOOP("Status", "Succeeded"), "check", Tone::Good, true},
    {Status::Failed, "failed", QT_TRANSLATE_NOOP("Status", "Failed"), "cross", Tone::Bad, true},
    {Status::Cancelled, "cancelled", QT_TRANSLATE_NOOP("Status", "Cancelled"), "dash", Tone::Neutral, true},
};

// What each server calls them: in lower case, without `-`, `_` and blanks.
struct Synonym
{
    std::string_view word;
    Status status;
};

constexpr Synonym kSynonyms[] = {
    {"validating"sv, Status::Validating},
    {"validatingfiles"sv, Status::Validating},
    {"validation"sv, Status::Validating},
    {"creatinginputdataset"sv, Status::Validating},
    {"loadingmodel"sv, Status::Validating},
    {"loadingdataset"sv, Status::Validating},
    {"preprocessing"sv, Status::Validating},
    {"preparing"sv, Status::Validating},
    {"configuring"sv, Status::Validating},
    {"initializing"sv, Status::Validating},
    {"initialising"sv, Status::Validating},
    {"queued"sv, Status::Queued},
    {"queuing"sv, Status::Queued},
    {"queueing"sv, Status::Queued},
    {"requeued"sv, Status::Queued},
    {"requeueing"sv, Status::Queued},
    {"pending"sv, Status::Queued},
    {"created"sv, Status::Queued},
    {"creating"sv, Status::Queued},
    {"submitted"sv, Status::Queued},
    {"scheduled"sv, Status::Queued},
    {"scheduling"sv, Status::Queued},
    {"waiting"sv, Status::Queued},
    {"notstarted"sv, Status::Queued},
    {"notrunning"sv, Status::Queued},
    {"validated"sv, Status::Queued}, // waits for a person to start it
    {"running"sv, Status::Running},
    {"inprogress"sv, Status::Running},
    {"training"sv, Status::Running},
    {"active"sv, Status::Running},
    {"started"sv, Status::Running},
    {"starting"sv, Status::Running},
    {"processing"sv, Status::Running},
    {"finishing"sv, Status::Finishing},
    {"saving"sv, Status::Finishing},
    {"finalizing"sv, Status::Finishing},
    {"finalising"sv, Status::Finishing},
    {"compressing"sv, Status::Finishing},
    {"uploading"sv, Status::Finishing},
    {"writingresults"sv, Status::Finishing},
    {"completing"sv, Status::Finishing},
    {"pausing"sv, Status::Pausing},
    {"paused"sv, Status::Paused},
    {"suspended"sv, Status::Paused},
    {"idle"sv, Status::Paused},
    {"resuming"sv, Status::Resuming},
    {"cancelling"sv, Status::Cancelling},
    {"canceling"sv, Status::Cancelling},
    {"stopping"sv, Status::Cancelling},
    {"aborting"sv, Status::Cancelling},
    {"cancelrequested"sv, Status::Cancelling},
    {"cancellationrequested"sv, Status::Cancelling},
    {"succeeded"sv, Status::Succeeded},
    {"succeed"sv, Status::Succeeded},
    {"success"sv, Status::Succeeded},
    {"successful"sv, Status::Succeeded},
    {"completed"sv, Status::Succeeded},
    {"complete"sv, Status::Succeeded},
    {"done"sv, Status::Succeeded},
    {"finished"sv, Status::Succeeded},
    {"earlystopped"sv, Status::Succeeded},
    {"failed"sv, Status::Failed},
    {"fail"sv, Status::Failed},
    {"failure"sv, Status::Failed},
    {"failedvalidation"sv, Status::Failed},
    {"validationfailed"sv, Status::Failed},
    {"error"sv, Status::Failed},
    {"errored"sv, Status::Failed},
    {"usererror"sv, Status::Failed},
    {"timeout"sv, Status::Failed},
    {"timedout"sv, Status::Failed},
    {"expired"sv, Status::Failed},
    {"cancelled"sv, Status::Cancelled},
    {"canceled"sv, Status::Cancelled},
    {"stopped"sv, Status::Cancelled},
    {"aborted"sv, Status::Cancelled},
    {"terminated"sv, Status::Cancelled},
};

constexpr MethodTerm kMethods[] = {
    {"supervised", QT_TRANSLATE_NOOP("Method", "Supervised")},
    {"dpo", QT_TRANSLATE_NOOP("Method", "DPO")},
    {"reinforcement", QT_TRANSLATE_NOOP("Method", "Reinforcement")},
};

} // namespace

PlainWord::PlainWord(QAnyStringView raw)
{
    bool isWord = true;
    raw.visit([&](auto text) {
        for (const auto each : text) {
            char16_t c = 0;
            if constexpr (requires { each.unicode(); })
                c = each.unicode();
            else
                c = static_cast<unsigned char>(each);
            if (c <= u' ' || c == u'-' || c == u'_' || c == u'\u00A0')
                continue;
            isWord = isWord && c <= u'~' && m_size < m_letters.size();
            if (isWord)
                m_letters[m_size++] = char(c >= u'A' && c <= u'Z' ? c - u'A' + u'a' : c);
        }
    });
    if (!isWord)
        m_size = 0;
}

std::span<const StatusTerm> statusTerms()
{
    return kStatuses;
}

Status statusOf(QAnyStringView raw)
{
    const PlainWord plain(raw);
    std::string_view word = plain.text();
    if (constexpr std::string_view prefix = "jobstate"; word.starts_with(prefix))
        word.remove_prefix(prefix.size());
    const auto *it = std::find_if(std::begin(kSynonyms), std::end(kSynonyms),
                                  [word](const Synonym &synonym) { return synonym.word == word; });
    return it == std::end(kSynonyms) ? Status::Unknown : it->status;
}

Status statusOf(QAnyStringView raw, bool hasFinished)
{
    const Status status = statusOf(raw);
    return status == Status::Running && hasFinished ? Status::Finishing : status;
}

const StatusTerm *statusTerm(Status status)
{
    const auto *it = std::find_if(std::begin(kStatuses), std::end(kStatuses),
                                  [status](const StatusTerm &term) { return term.status == status; });
    return it == std::end(kStatuses) ? nullptr : it;
}

QString statusKey(Status status, QAnyStringView raw)
{
    const StatusTerm *term = statusTerm(status);
    return term ? QString::fromLatin1(term->word) : raw.toString().trimmed();
}

QString statusLabel(Status status, QAnyStringView raw)
{
    if (const StatusTerm *term = statusTerm(status))
        return QCoreApplication::translate("Status", term->label);
    const QString word = raw.toString().trimmed();
    return word.isEmpty() ? QCoreApplication::translate("Status", "none") : word;
}

bool meansStatus(const QString &word, Status status, QAnyStringView raw)
{
    if (const Status meant = statusOf(word); meant != Status::Unknown)
        return meant == status;
    if (word.compare(kUnknownStatus, Qt::CaseInsensitive) == 0)
        return status == Status::Unknown;
    return !word.isEmpty() && (statusKey(status, raw).startsWith(word, Qt::CaseInsensitive) ||
                               statusLabel(status, raw).startsWith(word, Qt::CaseInsensitive));
}

bool isTerminal(Status status)
{
    const StatusTerm *term = statusTerm(status);
    return term && term->terminal;
}

std::span<const MethodTerm> methodTerms()
{
    return kMethods;
}

QLatin1StringView methodKey(QAnyStringView raw)
{
    const PlainWord plain(raw);
    const auto *it = std::find_if(std::begin(kMethods), std::end(kMethods), [&](const MethodTerm &term) {
        return plain.text() == std::string_view(term.word);
    });
    return it == std::end(kMethods) ? QLatin1StringView() : QLatin1StringView(it->word);
}

QString methodLabel(QStringView word)
{
    const QLatin1StringView key = methodKey(word);
    const auto *it = std::find_if(std::begin(kMethods), std::end(kMethods), [key](const MethodTerm &term) {
        return key == QLatin1StringView(term.word);
    });
    return it == std::end(kMethods) ? word.toString() : QCoreApplication::translate("Method", it->label);
}

} // namespace tuneboard
