// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of a result file as numbers, one at a time.
#pragma once

#include "app/api/readcsv.h"

#include <limits>
#include <optional>
#include <span>

namespace tuneboard {

/// Walks over a result file's text (see readResultText; it may be a mapped file and must outlive the reader).
/// Memory does not grow with the number of rows. Nothing fails: what is odd is in `notes`.
class MetricsCsv
{
public:
    explicit MetricsCsv(QByteArrayView text);

    /// The names of all columns but that of the step, trimmed, in the file's order; empty where there is
    /// none. Empty list: there is no header.
    [[nodiscard]] const QStringList &columns() const { return m_columns; }

    /// Reads the next row that is not empty. False: at the end.
    bool next();
    /// NaN: the row does not say it. Without a column named step: the row's number, from 1.
    [[nodiscard]] double step() const { return m_step; }
    /// As many as `columns`. NaN: blank, missing, NaN, or no number.
    [[nodiscard]] std::span<const double> cells() const { return m_cells; }

    [[nodiscard]] qint64 rows() const { return m_rows; } ///< read so far
    [[nodiscard]] qint64 texts() const
    {
        return m_texts;
    }                                        ///< cells so far that hold neither number nor blank
    [[nodiscard]] QStringList notes() const; ///< for people, about what was read so far

private:
    double numberIn(QByteArrayView cell);

    CsvReader m_reader;
    QStringList m_columns;
    std::vector<QByteArrayView> m_record;
    std::vector<double> m_cells;
    qsizetype m_stepColumn = -1;
    double m_step = std::numeric_limits<double>::quiet_NaN();
    qint64 m_rows = 0;
    qint64 m_texts = 0;
    qint64 m_longCells = 0;
    qint64 m_shortRows = 0;
    qint64 m_longRows = 0;
    qsizetype m_columnsLeftOut = 0;
    bool m_isEmpty = false;
    bool m_hasNul = false;
};

/// The number that the whole cell holds, blanks around it aside, as C spells it; the sign may be a plus.
/// NaN, infinities and numbers too large for a double included. nullopt: none.
[[nodiscard]] std::optional<double> readNumber(QByteArrayView cell);

} // namespace tuneboard
