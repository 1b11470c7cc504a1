// SPDX-License-Identifier: GPL-3.0-or-later
// The words of the servers and what they mean: statuses, methods. Every server's words are in these tables
// and nowhere else; an unknown word is shown as it was sent.
#pragma once

#include <QAnyStringView>
#include <QLatin1StringView>
#include <QString>

#include <array>
#include <span>
#include <string_view>

namespace tuneboard {

/// What a job does, whatever its server calls it.
enum class Status : quint8 {
    Unknown,    ///< a word that is in no table, or none; not final
    Validating, ///< its files are checked, or the model is loaded
    Queued,
    Running,
    Finishing, ///< trained; the result is evaluated, saved or uploaded
    Pausing,
    Paused,
    Resuming,
    Cancelling,
    Succeeded,
    Failed,
    Cancelled,
};

/// How a status looks to the reader; the colours are in ui/theme.
enum class Tone : quint8 { Neutral, Active, Good, Bad, Waiting };

struct StatusTerm
{
    Status status;
    const char *word;  ///< in filters, exports and on the command line: `validating`, `queued`, …
    const char *label; ///< in English, for tr() in the context "Status"
    const char *icon;  ///< name of the icon, without folder and suffix
    Tone tone;
    bool terminal; ///< the server will not change it any more
};

/// All statuses but Unknown, in the order of a job's life.
[[nodiscard]] std::span<const StatusTerm> statusTerms();
/// A server's word as all of them are compared: in lower case, without blanks, `-` and `_`. Empty: it has
/// other letters than ASCII or is longer than any known word.
class PlainWord
{
public:
    explicit PlainWord(QAnyStringView raw);
    [[nodiscard]] std::string_view text() const { return {m_letters.data(), m_size}; }

private:
    std::array<char, 40> m_letters{};
    std::size_t m_size = 0;
};

/// The status that a server's word means. Case, blanks, `-` and `_` do not matter, nor does a prefix
/// `JOB_STATE_`.
[[nodiscard]] Status statusOf(QAnyStringView raw);
/// The same for a job: one that has an end and still counts as running is Finishing.
[[nodiscard]] Status statusOf(QAnyStringView raw, bool hasFinished);
/// nullptr: Unknown.
[[nodiscard]] const StatusTerm *statusTerm(Status status);
[[nodiscard]] inline const StatusTerm *statusTerm(QAnyStringView raw)
{
    return statusTerm(statusOf(raw));
}
/// What filters, counts and exports compare: the word of the status; the raw word without blanks around it if
/// the status is Unknown.
[[nodiscard]] QString statusKey(Status status, QAnyStringView raw);
/// What exports call a status that is Unknown; filters take it for all such statuses.
inline constexpr auto kUnknownStatus = QLatin1StringView("unknown");
/// The status for people, translated. Unknown: the raw word, or "none" if it is empty.
[[nodiscard]] QString statusLabel(Status status, QAnyStringView raw);
[[nodiscard]] inline QString statusLabel(QAnyStringView raw)
{
    return statusLabel(statusOf(raw), raw);
}
/// Whether a person who writes `word` means this status: any server's word for it, or the beginning of what
/// statusKey() or statusLabel() shows. Case does not matter.
[[nodiscard]] bool meansStatus(const QString &word, Status status, QAnyStringView raw);
/// Only Succeeded, Failed and Cancelled are final; an unknown word is not.
[[nodiscard]] bool isTerminal(Status status);
[[nodiscard]] inline bool isTerminal(QAnyStringView raw)
{
    return isTerminal(statusOf(raw));
}

struct MethodTerm
{
    const char *word;
    const char *label;
};

[[nodiscard]] std::span<const MethodTerm> methodTerms();
/// The method for people, translated; an unknown word as it is; empty for empty.
[[nodiscard]] QString methodLabel(QStringView word);
/// The term's word for a server's, which may differ in case, blanks, `-` and `_`. Empty: no term has it.
[[nodiscard]] QLatin1StringView methodKey(QAnyStringView raw);

} // namespace tuneboard
