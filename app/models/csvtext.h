// SPDX-License-Identifier: GPL-3.0-or-later
// CSV as we write it: RFC 4180, and harmless to open in a spreadsheet.
#pragma once

#include <QByteArray>
#include <QStringView>

#include <utility>

namespace tuneboard {

/// A cell: quoted where it must be. A spreadsheet runs what begins with `= + - @`, a tab, a line break or a
/// full-width form of those signs: such a text gets a `'` in front.
[[nodiscard]] QByteArray csvText(QStringView text);
/// The same for a cell of which nobody has said what it is: a number (-0.5, +1e3) stays one.
[[nodiscard]] QByteArray csvCell(QStringView cell);
/// The shortest form that reads back as the same number; empty for NaN and the infinities, which are gaps.
[[nodiscard]] QByteArray csvNumber(double number);

/// Puts cells into records; each ends in CR LF.
class CsvWriter
{
public:
    void text(QStringView text) { put(csvText(text)); }
    void cell(QStringView cell) { put(csvCell(cell)); }
    void number(double number) { put(csvNumber(number)); }
    void integer(qint64 number) { put(QByteArray::number(number)); }
    void blank() { put({}); }
    void endRecord();
    [[nodiscard]] const QByteArray &bytes() const { return m_bytes; }
    /// What was written since the last take(): a piece, to be called between two records.
    [[nodiscard]] QByteArray take() { return std::exchange(m_bytes, {}); }

private:
    void put(const QByteArray &cell);

    QByteArray m_bytes;
    bool m_isFirst = true;
};

} // namespace tuneboard
