// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/terminal/output.h"

#include <QMessageLogContext>
#include <QtGlobal>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>

#ifdef Q_OS_WIN
#    include <fcntl.h>
#    include <io.h>
#else
#    include <unistd.h>
#endif

namespace tuneboard {
using namespace Qt::StringLiterals;

namespace {

int widthOf(std::FILE *stream)
{
#ifdef Q_OS_WIN
    const bool terminal = _isatty(_fileno(stream)) != 0;
#else
    const bool terminal = isatty(fileno(stream)) != 0;
#endif
    if (!terminal)
        return 0;
    const int columns = qEnvironmentVariableIntValue("COLUMNS");
    return columns > 0 ? columns : 80;
}

char32_t next(QStringView text, qsizetype &i)
{
    const QChar c = text.at(i++);
    if (c.isHighSurrogate() && i < text.size() && text.at(i).isLowSurrogate())
        return QChar::surrogateToUcs4(c, text.at(i++));
    return c.unicode();
}

bool isInvisible(char32_t c)
{
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default: // the other 20-odd categories are visible, or blank
        return false;
    }
}

QString escaped(char32_t c)
{
    if (c == U'\n')
        return u"\\n"_s;
    if (c == U'\r')
        return u"\\r"_s;
    if (c == U'\t')
        return u"\\t"_s;
    return c > 0xFFFF ? u"\\U%1"_s.arg(uint(c), 8, 16, QLatin1Char('0'))
                      : u"\\u%1"_s.arg(uint(c), 4, 16, QLatin1Char('0'));
}

// Ranges of Unicode's East Asian Width "wide", as terminals have them.
bool isWide(char32_t c)
{
    return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF && c != 0x303F) ||
           (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE6F) ||
           (c >= 0xFF00 && c <= 0xFF60) || (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0x1F300 && c <= 0x1F64F) ||
           (c >= 0x1F900 && c <= 0x1F9FF) || (c >= 0x20000 && c <= 0x3FFFD);
}

int widthOf(char32_t c)
{
    const auto category = QChar::category(c);
    if (category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing)
        return 0;
    return isWide(c) ? 2 : 1;
}

QString justified(const QString &text, int width, bool right)
{
    const QString blanks(std::max(0, width - displayWidth(text)), u' ');
    return right ? blanks + text : text + blanks;
}

int total(const std::vector<int> &widths)
{
    int sum = widths.empty() ? 0 : 2 * (int(widths.size()) - 1);
    for (const int width : widths)
        sum += width;
    return sum;
}

// The column that may leave first; -1: none may.
int leaving(const std::vector<TextColumn> &columns)
{
    int best = -1;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].leavesFirst > 0 &&
            (best < 0 || columns[i].leavesFirst < columns[std::size_t(best)].leavesFirst))
            best = int(i);
    }
    return best;
}

// Takes columns off the widest that may shrink until it fits, or none may shrink any more.
void shrink(const std::vector<TextColumn> &columns, std::vector<int> &widths, int width)
{
    while (total(widths) > width) {
        int widest = -1;
        for (std::size_t i = 0; i < widths.size(); ++i) {
            const bool may = columns[i].shrinkTo > 0 && widths[i] > columns[i].shrinkTo;
            if (may && (widest < 0 || widths[i] > widths[std::size_t(widest)]))
                widest = int(i);
        }
        if (widest < 0)
            return;
        --widths[std::size_t(widest)];
    }
}

bool couldFit(const std::vector<TextColumn> &columns, std::vector<int> widths, int width)
{
    shrink(columns, widths, width);
    return total(widths) <= width;
}

} // namespace

QString visibleText(QStringView text, Lines lines)
{
    QString out;
    out.reserve(text.size());
    for (qsizetype i = 0; i < text.size();) {
        const char32_t c = next(text, i);
        if (isInvisible(c) && (lines == Lines::Escape || (c != U'\n' && c != U'\t')))
            out += escaped(c);
        else
            out += QChar::fromUcs4(c);
    }
    return out;
}

int displayWidth(QStringView text)
{
    int width = 0;
    for (qsizetype i = 0; i < text.size();)
        width += widthOf(next(text, i));
    return width;
}

QString elided(const QString &text, int width)
{
    if (displayWidth(text) <= width)
        return text;
    int used = 1; // the ellipsis
    qsizetype end = 0;
    for (qsizetype i = 0; i < text.size(); end = i) {
        used += widthOf(next(text, i));
        if (used > width)
            break;
    }
    return text.first(end) + u'…';
}

QString alignedText(std::vector<TextColumn> columns, std::vector<QStringList> rows, int width)
{
    return QString::fromUtf8(alignedText(
        std::move(columns), rows.size(), [&rows](std::size_t i) { return rows[i]; }, width));
}

QByteArray alignedText(std::vector<TextColumn> columns, std::size_t rows,
                       const std::function<QStringList(std::size_t)> &rowAt, int width)
{
    std::vector<int> widths;
    std::vector<qsizetype> cells; // which of a row's cells each column shows
    for (const TextColumn &column : columns) {
        cells.push_back(qsizetype(widths.size()));
        widths.push_back(displayWidth(column.heading));
    }
    for (std::size_t row = 0; row < rows; ++row) {
        const QStringList texts = rowAt(row);
        for (std::size_t i = 0; i < widths.size(); ++i)
            widths[i] = std::max(widths[i], displayWidth(texts.value(qsizetype(i))));
    }
    while (width > 0 && !couldFit(columns, widths, width)) {
        const int drop = leaving(columns);
        if (drop < 0)
            break;
        columns.erase(columns.begin() + drop);
        widths.erase(widths.begin() + drop);
        cells.erase(cells.begin() + drop);
    }
    if (width > 0)
        shrink(columns, widths, width);
    QByteArray out;
    const auto append = [&](auto &&cell) {
        QString line;
        for (std::size_t i = 0; i < columns.size(); ++i)
            line += (i > 0 ? u"  "_s : QString()) +
                    justified(elided(cell(i), widths[i]), widths[i], columns[i].right);
        while (line.endsWith(u' '))
            line.chop(1);
        out += line.toUtf8() + '\n';
    };
    append([&](std::size_t i) { return columns[i].heading; });
    for (std::size_t row = 0; row < rows; ++row) {
        const QStringList texts = rowAt(row);
        append([&](std::size_t i) { return texts.value(cells[i]); });
    }
    return out;
}

int outputWidth()
{
    return widthOf(stdout);
}

int messageWidth()
{
    return widthOf(stderr);
}

bool writeOutput(const QByteArray &bytes, bool *gone)
{
#ifdef Q_OS_WIN
    // Bytes are bytes: no line end is changed.
    std::fflush(stdout);
    _setmode(_fileno(stdout), _O_BINARY);
#endif
    errno = 0;
    const std::size_t size = std::size_t(bytes.size());
    const bool written = std::fwrite(bytes.constData(), 1, size, stdout) == size && std::fflush(stdout) == 0;
    if (gone)
        *gone = !written && errno == EPIPE;
    return written;
}

void writeMessage(const QString &line)
{
    writeRemark("tuneboard: "_L1 + line);
}

void writeLine(std::FILE *stream, const QString &line)
{
    const QByteArray bytes = visibleText(line, Lines::Escape).toUtf8() + '\n';
    std::fwrite(bytes.constData(), 1, std::size_t(bytes.size()), stream);
    std::fflush(stream);
}

void writeRemark(const QString &line)
{
    writeLine(stderr, line);
}

void makeQtMessagesVisible()
{
    static QtMessageHandler before = nullptr;
    if (before)
        return;
    before =
        qInstallMessageHandler([](QtMsgType type, const QMessageLogContext &context, const QString &message) {
            before(type, context, visibleText(message));
        });
}

void ignoreBrokenPipes()
{
#ifdef SIGPIPE
    std::signal(SIGPIPE, SIG_IGN);
#endif
}

} // namespace tuneboard
