// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/terms.h"

#include <QCoreApplication>

namespace tuneboard {

namespace {

constexpr StatusTerm kStatuses[] = {
    {"created", QT_TRANSLATE_NOOP("Status", "Created"), "clock", Tone::Waiting, false},
    {"pending", QT_TRANSLATE_NOOP("Status", "Pending"), "clock", Tone::Waiting, false},
    {"notRunning", QT_TRANSLATE_NOOP("Status", "Not running"), "clock", Tone::Waiting, false},
    {"validating_files", QT_TRANSLATE_NOOP("Status", "Validating"), "hourglass", Tone::Waiting, false},
    {"queued", QT_TRANSLATE_NOOP("Status", "Queued"), "clock", Tone::Waiting, false},
    {"running", QT_TRANSLATE_NOOP("Status", "Running"), "dot", Tone::Active, false},
    {"pausing", QT_TRANSLATE_NOOP("Status", "Pausing"), "pause", Tone::Waiting, false},
    {"paused", QT_TRANSLATE_NOOP("Status", "Paused"), "pause", Tone::Waiting, false},
    {"resuming", QT_TRANSLATE_NOOP("Status", "Resuming"), "dot", Tone::Active, false},
    {"succeeded", QT_TRANSLATE_NOOP("Status", "Succeeded"), "check", Tone::Good, true},
    {"failed", QT_TRANSLATE_NOOP("Status", "Failed"), "cross", Tone::Bad, true},
    {"cancelled", QT_TRANSLATE_NOOP("Status", "Cancelled"), "dash", Tone::Neutral, true},
};

constexpr MethodTerm kMethods[] = {
    {"supervised", QT_TRANSLATE_NOOP("Method", "Supervised")},
    {"dpo", QT_TRANSLATE_NOOP("Method", "DPO")},
    {"reinforcement", QT_TRANSLATE_NOOP("Method", "Reinforcement")},
};

} // namespace

std::span<const StatusTerm> statusTerms()
{
    return kStatuses;
}

const StatusTerm *statusTerm(QAnyStringView word)
{
    for (const StatusTerm &term : kStatuses) {
        if (word == QLatin1StringView(term.word))
            return &term;
    }
    return nullptr;
}

QString statusLabel(QStringView word)
{
    if (const StatusTerm *term = statusTerm(word))
        return QCoreApplication::translate("Status", term->label);
    QString shown = word.toString();
    return shown.replace(u'_', u' ');
}

bool isTerminal(QAnyStringView status)
{
    const StatusTerm *term = statusTerm(status);
    return term && term->terminal;
}

std::span<const MethodTerm> methodTerms()
{
    return kMethods;
}

QString methodLabel(QStringView word)
{
    for (const MethodTerm &term : kMethods) {
        if (word == QLatin1StringView(term.word))
            return QCoreApplication::translate("Method", term.label);
    }
    return word.toString();
}

} // namespace tuneboard
