// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/job/linehighlighter.h"
#include "ui/theme.h"

namespace tuneboard {

namespace {

// Nobody reads the colours of the 2 000th token of a line, and every range costs layout time.
constexpr qsizetype kMaxRanges = 2000;

// Behind the closing quote of the string that begins at `at`.
qsizetype stringEnd(const QString &line, qsizetype at)
{
    for (qsizetype i = at + 1; i < line.size(); ++i) {
        if (line[i] == u'\\')
            ++i;
        else if (line[i] == u'"')
            return i + 1;
    }
    return line.size();
}

bool isKey(const QString &line, qsizetype end)
{
    while (end < line.size() && line[end].isSpace())
        ++end;
    return end < line.size() && line[end] == u':';
}

} // namespace

void JsonHighlighter::highlight(const QString &line, int, const QPalette &palette,
                                QList<QTextLayout::FormatRange> *formats, int *next) const
{
    *next = 0;
    if (!formats)
        return;
    const Colours &look = colours(palette);
    QTextCharFormat key, string, literal, mark;
    key.setForeground(look.active);
    string.setForeground(look.good);
    literal.setForeground(look.waiting);
    mark.setForeground(look.secondText);

    qsizetype at = 0;
    while (at < line.size() && formats->size() < kMaxRanges) {
        const QChar c = line[at];
        qsizetype end = at + 1;
        if (c == u'"') {
            end = stringEnd(line, at);
            formats->append({int(at), int(end - at), isKey(line, end) ? key : string});
        } else if (c.isLetterOrNumber() || c == u'-') {
            while (end < line.size() && (line[end].isLetterOrNumber() || line[end] == u'.' ||
                                         line[end] == u'+' || line[end] == u'-'))
                ++end;
            formats->append({int(at), int(end - at), literal});
        } else if (!c.isSpace()) {
            formats->append({int(at), 1, mark});
        }
        at = end;
    }
}

} // namespace tuneboard
