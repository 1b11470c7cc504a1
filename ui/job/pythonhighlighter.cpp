// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/job/linehighlighter.h"
#include "ui/theme.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

constexpr qsizetype kMaxRanges = 2000;

constexpr QLatin1StringView kKeywords[] = {
    "False"_L1,  "None"_L1,   "True"_L1,    "and"_L1,      "as"_L1,       "assert"_L1, "async"_L1,
    "await"_L1,  "break"_L1,  "class"_L1,   "continue"_L1, "def"_L1,      "del"_L1,    "elif"_L1,
    "else"_L1,   "except"_L1, "finally"_L1, "for"_L1,      "from"_L1,     "global"_L1, "if"_L1,
    "import"_L1, "in"_L1,     "is"_L1,      "lambda"_L1,   "nonlocal"_L1, "not"_L1,    "or"_L1,
    "pass"_L1,   "raise"_L1,  "return"_L1,  "try"_L1,      "while"_L1,    "with"_L1,   "yield"_L1,
};

bool isKeyword(QStringView word)
{
    return std::any_of(std::begin(kKeywords), std::end(kKeywords),
                       [word](QLatin1StringView keyword) { return word == keyword; });
}

// The state at a line's end: inside no string, or inside one with three of these quotes.
enum State { Plain = 0, InSingle = 1, InDouble = 2 };

struct Formats
{
    explicit Formats(const QPalette &palette)
    {
        const Colours &look = colours(palette);
        keyword.setForeground(look.active);
        string.setForeground(look.good);
        number.setForeground(look.waiting);
        comment.setForeground(look.secondText);
        name.setFontWeight(QFont::DemiBold);
    }
    QTextCharFormat keyword, string, number, comment, name;
};

class LineReader
{
public:
    LineReader(const QString &line, const QPalette &palette, QList<QTextLayout::FormatRange> *out)
        : m_line(line)
        , m_formats(palette)
        , m_out(out)
    {
    }

    int read(int state)
    {
        qsizetype at = 0;
        if (state != Plain) {
            at = tripleEnd(0, quote(state));
            put(0, at, m_formats.string);
            if (!m_closed)
                return state;
        }
        while (at < m_line.size()) {
            const QChar c = m_line[at];
            if (c == u'#') {
                put(at, m_line.size(), m_formats.comment);
                return Plain;
            }
            if (c == u'"' || c == u'\'') {
                if (const int open = readString(at); open != Plain)
                    return open;
            } else if (c.isLetter() || c == u'_') {
                readWord(at);
            } else if (c.isDigit()) {
                qsizetype end = at;
                while (end < m_line.size() && (m_line[end].isLetterOrNumber() || m_line[end] == u'.'))
                    ++end;
                put(at, end, m_formats.number);
                at = end;
            } else {
                ++at;
            }
        }
        return Plain;
    }

private:
    static QChar quote(int state) { return state == InDouble ? u'"' : u'\''; }

    void put(qsizetype from, qsizetype to, const QTextCharFormat &format)
    {
        if (m_out && to > from && m_out->size() < kMaxRanges)
            m_out->append({int(from), int(to - from), format});
    }

    // Behind the next three quotes; the line's end if there are none.
    qsizetype tripleEnd(qsizetype at, QChar mark)
    {
        m_closed = false;
        for (; at < m_line.size(); ++at) {
            if (m_line[at] == u'\\') {
                ++at;
            } else if (m_line[at] == mark && at + 2 < m_line.size() && m_line[at + 1] == mark &&
                       m_line[at + 2] == mark) {
                m_closed = true;
                return at + 3;
            }
        }
        return m_line.size();
    }

    int readString(qsizetype &at)
    {
        const QChar mark = m_line[at];
        const qsizetype start = at;
        if (at + 2 < m_line.size() && m_line[at + 1] == mark && m_line[at + 2] == mark) {
            at = tripleEnd(at + 3, mark);
            put(start, at, m_formats.string);
            return m_closed ? Plain : mark == u'"' ? InDouble : InSingle;
        }
        for (++at; at < m_line.size() && m_line[at] != mark; ++at) {
            if (m_line[at] == u'\\')
                ++at;
        }
        at = std::min(at + 1, m_line.size());
        put(start, at, m_formats.string);
        return Plain;
    }

    void readWord(qsizetype &at)
    {
        const qsizetype start = at;
        while (at < m_line.size() && (m_line[at].isLetterOrNumber() || m_line[at] == u'_'))
            ++at;
        const QStringView word = QStringView(m_line).sliced(start, at - start);
        // f"…", rb'…': the letters belong to the string.
        if (at < m_line.size() && (m_line[at] == u'"' || m_line[at] == u'\'') && word.size() <= 2) {
            put(start, at, m_formats.string);
            return;
        }
        if (isKeyword(word)) {
            put(start, at, m_formats.keyword);
            m_names = word == "def"_L1 || word == "class"_L1;
        } else {
            if (m_names)
                put(start, at, m_formats.name);
            m_names = false;
        }
    }

    const QString &m_line;
    const Formats m_formats;
    QList<QTextLayout::FormatRange> *m_out;
    bool m_closed = false;
    bool m_names = false; ///< the next word is a name being defined
};

} // namespace

void PythonHighlighter::highlight(const QString &line, int state, const QPalette &palette,
                                  QList<QTextLayout::FormatRange> *formats, int *next) const
{
    *next = LineReader(line, palette, formats).read(state);
}

} // namespace tuneboard
