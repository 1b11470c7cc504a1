// SPDX-License-Identifier: GPL-3.0-or-later
// What ids and names look like, and which characters hide what a text says: for what reads and writes
// references.
#pragma once

#include "app/link/reference.h"

namespace tuneboard {

[[nodiscard]] Reference noReference(const QString &reason);
/// One whose target is its kind.
[[nodiscard]] Reference referenceTo(Reference::Kind kind, QStringView id);

[[nodiscard]] bool isAsciiLetterOrDigit(QChar c);
/// One or more ASCII digits.
[[nodiscard]] bool isDigits(QStringView text);
/// Of the characters that every id and name may have in a path of the API, as decided for all of them; 256 at
/// most.
[[nodiscard]] bool isName(QStringView text);

/// Whether the text can be an id of any server: up to 1024 bytes of UTF-8, without control or hidden
/// characters, without blanks around it, and without `.` or `..` as a whole segment of a path.
[[nodiscard]] bool isOpaqueId(QStringView text);

/// Characters by which somebody could hide what a text really says. `zeroWidthToo`: joiners without width are
/// such, which stand in ordinary file names (emoji).
[[nodiscard]] bool hasHidden(QStringView text, bool zeroWidthToo = true);
/// No reference, for that reason.
[[nodiscard]] Reference hiddenReference();

/// Resolves %XX once. nullopt: a broken escape, or bytes that are no UTF-8.
[[nodiscard]] std::optional<QString> percentDecoded(QStringView text);

/// "…:ckpt-step-N": where the name before it ends, and N.
struct StepName
{
    QStringView model;
    qint64 step = 0;
};
[[nodiscard]] std::optional<StepName> stepName(QStringView text);

/// The whole text as an id of a job, model, checkpoint, file or event. None without a reason: it is no such
/// id.
[[nodiscard]] Reference parseId(QStringView text);

} // namespace tuneboard
