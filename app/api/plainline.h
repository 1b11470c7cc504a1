// SPDX-License-Identifier: GPL-3.0-or-later
// Makes one harmless line of text out of whatever a server or the system said.
#pragma once

#include <QChar>
#include <QString>
#include <QStringView>

namespace tuneboard {

/// Cuts long runs of combining marks: a few make a letter, thousands paint over the lines around it and take
/// long to lay out. One object per text; passes() is called for each character in its order.
class MarkRuns
{
public:
    enum class Verdict {
        Keep,
        Cut, ///< the first mark too many: "…" takes the place of the rest of the run
        Drop,
    };

    [[nodiscard]] Verdict judge(char32_t c)
    {
        if (c < 0x300 || !QChar::isMark(c)) {
            m_marks = 0;
            return Verdict::Keep;
        }
        ++m_marks;
        return m_marks <= kMost ? Verdict::Keep : m_marks == kMost + 1 ? Verdict::Cut : Verdict::Drop;
    }

    /// More than any living script puts on one letter.
    static constexpr int kMost = 6;

private:
    int m_marks = 0;
};

/// `text` on one line: runs of blanks and line breaks become one blank; control characters, bidirectional
/// overrides, zero-width characters and lone surrogates are left out, and long runs of marks are cut. At most
/// `maxChars` characters, and "…" behind those of a longer text. For sentences shown to people only: what is
/// kept or copied stays as it came.
[[nodiscard]] QString plainLine(QStringView text, qsizetype maxChars = 400);

} // namespace tuneboard
