// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/job/linehighlighter.h"

#include "ui/theme.h"

namespace tuneboard {

std::vector<TextSpan> templateSpans(QStringView line, int limit)
{
    std::vector<TextSpan> spans;
    qsizetype at = line.indexOf(u"{{");
    while (at >= 0 && int(spans.size()) < limit) {
        const qsizetype end = line.indexOf(u"}}", at + 2);
        if (end < 0)
            break;
        // `{{ {{x}}` refers to x: the innermost opening counts.
        const qsizetype start = line.first(end).lastIndexOf(u"{{");
        spans.push_back({start, end + 2 - start});
        at = line.indexOf(u"{{", end + 2);
    }
    return spans;
}

void TemplateHighlighter::highlight(const QString &line, int, const QPalette &palette,
                                    QList<QTextLayout::FormatRange> *formats, int *next) const
{
    *next = 0;
    if (!formats)
        return;
    QTextCharFormat format;
    format.setForeground(colours(palette).good);
    for (const TextSpan span : templateSpans(line))
        formats->append({int(span.start), int(span.length), format});
}

} // namespace tuneboard
