// SPDX-License-Identifier: GPL-3.0-or-later
// Standard output and error, and how text from servers is made harmless on its way there.
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <cstdio>
#include <functional>
#include <vector>

namespace tuneboard {

enum class Lines {
    Keep,   ///< line breaks and tabs stay
    Escape, ///< they are escaped too: the text stays on one line
};

/// Control characters, bidirectional overrides, zero-width characters and half surrogate pairs become visible
/// escapes (`\u202e`); a carriage return becomes `\r`. A terminal obeys escape sequences in what it prints.
[[nodiscard]] QString visibleText(QStringView text, Lines lines = Lines::Keep);

/// How many columns of a terminal the text fills: wide East Asian characters and emoji two, marks none.
[[nodiscard]] int displayWidth(QStringView text);
/// `text` in at most `width` columns; a longer one ends in "…".
[[nodiscard]] QString elided(const QString &text, int width);

/// One column of a table in text.
struct TextColumn
{
    QString heading;
    bool right = false;  ///< numbers
    int shrinkTo = 0;    ///< may be cut to so many columns; 0: never cut
    int leavesFirst = 0; ///< dropped in the order of these numbers where room is short; 0: never dropped
};

/// Aligned columns, two blanks between them, a heading on top, no blanks at the ends of lines. `width`: what
/// there is room for; 0: no limit. All texts must be on one line each.
[[nodiscard]] QString alignedText(std::vector<TextColumn> columns, std::vector<QStringList> rows, int width);
/// The same for long tables, as UTF-8: each row is made twice, and no more than one is held.
[[nodiscard]] QByteArray alignedText(std::vector<TextColumn> columns, std::size_t rows,
                                     const std::function<QStringList(std::size_t)> &rowAt, int width);

/// The columns of the terminal on standard output: $COLUMNS, else 80; 0 where it is no terminal.
[[nodiscard]] int outputWidth();
/// The same for standard error.
[[nodiscard]] int messageWidth();

/// All of it to standard output. False: not all could be written (a full disk); nothing more is written. A
/// reader that has gone away is no error to talk about: `gone` is set.
[[nodiscard]] bool writeOutput(const QByteArray &bytes, bool *gone = nullptr);
/// One line to a stream; control characters become visible, line breaks too. Every message goes through it.
void writeLine(std::FILE *stream, const QString &line);
/// One line for standard error, "tuneboard: " before it; made harmless.
void writeMessage(const QString &line);
/// The same without the name, for totals.
void writeRemark(const QString &line);

/// From now on what Qt says on standard error is made harmless too: it repeats paths and addresses.
void makeQtMessagesVisible();

/// A write to a pipe whose reader has gone shall fail, not end the program.
void ignoreBrokenPipes();

} // namespace tuneboard
