// SPDX-License-Identifier: GPL-3.0-or-later
// What colours a text line by line, only where it is looked at.
#pragma once

#include <QList>
#include <QPalette>
#include <QTextLayout>

namespace tuneboard {

/// Colours one line at a time. A line's look may depend on the lines before it by one number.
class LineHighlighter
{
public:
    virtual ~LineHighlighter() = default;

    /// Whether a line needs the state of the line before it; if not, any line can be coloured on its own.
    [[nodiscard]] virtual bool hasState() const { return false; }
    /// The formats of `line`, which follows a line that ended in `state` (0: the first line). `next` becomes
    /// the state at its end, ≥ 0. `formats` may be nullptr: only the state is wanted.
    virtual void highlight(const QString &line, int state, const QPalette &palette,
                           QList<QTextLayout::FormatRange> *formats, int *next) const = 0;

protected:
    LineHighlighter() = default;
    Q_DISABLE_COPY_MOVE(LineHighlighter)
};

/// JSON, one whole token per line or more: no string of pretty JSON goes on in the next line.
class JsonHighlighter : public LineHighlighter
{
public:
    JsonHighlighter() = default;
    void highlight(const QString &line, int state, const QPalette &palette,
                   QList<QTextLayout::FormatRange> *formats, int *next) const override;
};

/// Python source, with strings in triple quotes over many lines.
class PythonHighlighter : public LineHighlighter
{
public:
    PythonHighlighter() = default;
    [[nodiscard]] bool hasState() const override { return true; }
    void highlight(const QString &line, int state, const QPalette &palette,
                   QList<QTextLayout::FormatRange> *formats, int *next) const override;
};

/// Text with `{{…}}` references.
class TemplateHighlighter : public LineHighlighter
{
public:
    TemplateHighlighter() = default;
    void highlight(const QString &line, int state, const QPalette &palette,
                   QList<QTextLayout::FormatRange> *formats, int *next) const override;
};

/// A piece of a text.
struct TextSpan
{
    qsizetype start = 0;
    qsizetype length = 0;
};

/// Where `{{…}}` references stand in a line, from left to right; at most `limit` of them.
[[nodiscard]] std::vector<TextSpan> templateSpans(QStringView line, int limit = 1000);

} // namespace tuneboard
