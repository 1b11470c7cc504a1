// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/plainline.h"

#include <QChar>

#include <utility>

namespace tuneboard {

namespace {

enum class Treat { Keep, Blank, Drop };

Treat treat(char32_t c)
{
    switch (QChar::category(c)) {
    case QChar::Other_Control: // tabs and line breaks separate words, and so may any other control character
    case QChar::Separator_Space:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return Treat::Blank;
    case QChar::Other_Format: // bidirectional marks and overrides, zero-width characters, the byte order mark
    case QChar::Other_Surrogate:
    case QChar::Other_NotAssigned:
    case QChar::Other_PrivateUse:
        return Treat::Drop;
    default: // the other 20-odd categories are visible
        return c == 0xFFFD ? Treat::Drop : Treat::Keep;
    }
}

} // namespace

QString plainLine(QStringView text, qsizetype maxChars)
{
    QString line;
    MarkRuns marks;
    bool blankDue = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        char32_t c = text.at(i).unicode();
        if (QChar::isHighSurrogate(c) && i + 1 < text.size() && text.at(i + 1).isLowSurrogate()) {
            c = QChar::surrogateToUcs4(text.at(i), text.at(i + 1));
            ++i;
        }
        const Treat how = treat(c);
        if (how == Treat::Blank)
            blankDue = !line.isEmpty();
        if (how != Treat::Keep)
            continue;
        // Only of what is shown: marks with left-out characters between them still stand on one letter.
        const MarkRuns::Verdict verdict = marks.judge(c);
        if (verdict == MarkRuns::Verdict::Drop)
            continue;
        if (verdict == MarkRuns::Verdict::Cut)
            c = u'…';
        const qsizetype more = (blankDue ? 1 : 0) + (QChar::requiresSurrogates(c) ? 2 : 1);
        if (line.size() + more > maxChars)
            return line + QChar(0x2026);
        if (std::exchange(blankDue, false))
            line += u' ';
        line += QChar::fromUcs4(c);
    }
    return line;
}

} // namespace tuneboard
