// SPDX-License-Identifier: GPL-3.0-or-later
// The words of the API and what they mean: statuses, methods. One row each; an unknown word is shown as it
// is.
#pragma once

#include <QAnyStringView>
#include <QString>

#include <span>

namespace tuneboard {

/// What a status asks of the reader; the look is in ui/theme.
enum class Tone : quint8 { Neutral, Active, Good, Bad, Waiting };

struct StatusTerm
{
    const char *word;  ///< as the server writes it
    const char *label; ///< in English, for tr() in the context "Status"
    const char *icon;  ///< name of the icon, without folder and suffix
    Tone tone;
    bool terminal; ///< the server will not change it any more
};

/// All statuses seen, in the order of a job's life.
[[nodiscard]] std::span<const StatusTerm> statusTerms();
/// nullptr: a word that nobody has met yet.
[[nodiscard]] const StatusTerm *statusTerm(QAnyStringView word);
/// The status for people, translated; an unknown word with its underscores as blanks.
[[nodiscard]] QString statusLabel(QStringView word);
/// Only succeeded, failed and cancelled are final; an unknown word is not.
[[nodiscard]] bool isTerminal(QAnyStringView status);

struct MethodTerm
{
    const char *word;
    const char *label;
};

[[nodiscard]] std::span<const MethodTerm> methodTerms();
/// The method for people, translated; an unknown word as it is; empty for empty.
[[nodiscard]] QString methodLabel(QStringView word);

} // namespace tuneboard
