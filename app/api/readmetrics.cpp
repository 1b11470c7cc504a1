// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/readmetrics.h"

#include "app/api/readdecimal.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinite = std::numeric_limits<double>::infinity();
constexpr qsizetype kMaxColumns = 4096;
constexpr qsizetype kMaxNumber = 400; // characters: the longest double written out has some 330
constexpr qsizetype kLongCell = qsizetype{64} * 1024; // bytes
constexpr qsizetype kMaxName = 4096;                  // bytes

// Of a number that no double can hold: whether it is too large, not too near to zero.
bool isHuge(QByteArrayView number)
{
    const auto isExponent = [](char c) {
        return c == 'e' || c == 'E';
    };
    const auto mantissaEnd = std::find_if(number.begin(), number.end(), isExponent);
    const auto point = std::find(number.begin(), mantissaEnd, '.');
    const auto first = std::find_if(number.begin(), mantissaEnd, [](char c) { return c >= '1' && c <= '9'; });
    const bool hasExponent = mantissaEnd != number.end();
    const bool isNegative = hasExponent && mantissaEnd + 1 != number.end() && mantissaEnd[1] == '-';
    bool fits = true;
    const QByteArrayView digits(hasExponent ? mantissaEnd + 1 : number.end(), number.end());
    const qint64 exponent = hasExponent ? digits.toByteArray().toLongLong(&fits) : 0;
    return fits ? exponent + (point - first) > 0 : !isNegative;
}

} // namespace

std::optional<double> readNumber(QByteArrayView cell)
{
    cell = cell.trimmed();
    if (cell.startsWith('+') && cell.size() > 1 && cell[1] != '-')
        cell = cell.sliced(1);
    if (cell.isEmpty() || cell.size() > kMaxNumber)
        return std::nullopt;
    double number = 0;
    const std::errc error = readDecimal({cell.data(), std::size_t(cell.size())}, number);
    if (error == std::errc::invalid_argument)
        return std::nullopt;
    if (error == std::errc::result_out_of_range)
        return isHuge(cell) ? (cell.startsWith('-') ? -kInfinite : kInfinite) : 0.0;
    return number;
}

MetricsCsv::MetricsCsv(QByteArrayView text)
    : m_reader(text)
    , m_isEmpty(text.trimmed().isEmpty())
    , m_hasNul(text.contains('\0'))
{
    if (m_isEmpty)
        return;
    std::vector<QByteArrayView> header;
    while (m_reader.next(header) && header.empty()) {
    }
    const auto isNumber = [](QByteArrayView cell) {
        return readNumber(cell).has_value();
    };
    if (header.empty() || std::all_of(header.begin(), header.end(), isNumber))
        return;
    m_columnsLeftOut = std::max<qsizetype>(0, std::ssize(header) - kMaxColumns);
    header.resize(std::min<std::size_t>(header.size(), kMaxColumns));
    for (std::size_t i = 0; i < header.size(); ++i) {
        const QByteArrayView name = header[i].trimmed();
        if (m_stepColumn < 0 && name.compare("step", Qt::CaseInsensitive) == 0) {
            m_stepColumn = qsizetype(i);
            continue;
        }
        m_columnsLeftOut += name.size() > kMaxName ? 1 : 0;
        m_columns += name.size() > kMaxName ? QString() : QString::fromUtf8(name);
    }
    m_cells.resize(std::size_t(m_columns.size()));
}

bool MetricsCsv::next()
{
    const std::size_t width = std::size_t(m_columns.size()) + (m_stepColumn < 0 ? 0 : 1);
    do {
        if (width == 0 || !m_reader.next(m_record))
            return false;
    } while (m_record.empty());
    ++m_rows;
    m_shortRows += m_record.size() < width ? 1 : 0;
    m_longRows += m_record.size() > width && m_columnsLeftOut == 0 ? 1 : 0;
    m_step = m_stepColumn < 0 ? double(m_rows) : kNone;
    std::size_t cell = 0;
    for (std::size_t i = 0; i < width; ++i) {
        const double number = i < m_record.size() ? numberIn(m_record[i]) : kNone;
        if (qsizetype(i) == m_stepColumn)
            m_step = number;
        else
            m_cells[cell++] = number;
    }
    return true;
}

double MetricsCsv::numberIn(QByteArrayView cell)
{
    if (cell.isEmpty())
        return kNone;
    if (const auto number = readNumber(cell))
        return std::isfinite(*number) ? *number : kInfinite; // kNone is a blank
    m_longCells += cell.size() > kLongCell ? 1 : 0;
    if (!cell.trimmed().isEmpty())
        ++m_texts;
    return kNone;
}

QStringList MetricsCsv::notes() const
{
    QStringList notes;
    // Without a count a text has no plural forms, and would not be found as one of them.
    const auto say = [&notes](bool applies, const char *text, qint64 count = -1) {
        if (applies) {
            notes += QCoreApplication::translate(
                "readMetrics", text, nullptr, int(std::min<qint64>(count, std::numeric_limits<int>::max())));
        }
    };
    say(m_isEmpty, QT_TRANSLATE_NOOP("readMetrics", "The result file is empty."));
    say(!m_isEmpty && m_columns.isEmpty() && m_stepColumn < 0,
        QT_TRANSLATE_NOOP("readMetrics", "The result file does not begin with the names of its columns."));
    say(m_rows == 0 && (!m_columns.isEmpty() || m_stepColumn >= 0),
        QT_TRANSLATE_NOOP("readMetrics", "The result file has the names of its columns but no rows."));
    say(m_stepColumn < 0 && !m_columns.isEmpty(),
        QT_TRANSLATE_NOOP("readMetrics",
                          "The result file has no column named step; its rows are counted instead."));
    say(m_shortRows > 0, QT_TRANSLATE_N_NOOP("readMetrics", "Rows of the result file that end early: %n."),
        m_shortRows);
    say(m_longRows > 0,
        QT_TRANSLATE_N_NOOP("readMetrics", "Rows of the result file with more cells than columns: %n."),
        m_longRows);
    say(m_texts > 0, QT_TRANSLATE_N_NOOP("readMetrics", "Cells of the result file that hold no number: %n."),
        m_texts);
    say(m_longCells > 0, QT_TRANSLATE_N_NOOP("readMetrics", "Cells of more than 64 KB, not read: %n."),
        m_longCells);
    say(m_columnsLeftOut > 0, QT_TRANSLATE_N_NOOP("readMetrics", "Columns left out: %n."), m_columnsLeftOut);
    say(m_hasNul, QT_TRANSLATE_NOOP("readMetrics", "The result file holds zero bytes: it may be damaged."));
    return notes;
}

} // namespace tuneboard
