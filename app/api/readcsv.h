// SPDX-License-Identifier: GPL-3.0-or-later
// Result files: CSV by RFC 4180, plain or as base64 text, with or without a byte order mark.
#pragma once

#include <QByteArray>
#include <QStringList>

#include <vector>

namespace tuneboard {

/// The text of a result file. Servers answer some as base64: decoded only if the whole content is base64 (one
/// run of its letters, blanks around it aside) and what comes out is UTF-8 text. A byte order mark is taken
/// off.
struct ResultText
{
    QByteArray text;
    bool wasBase64 = false;
};
[[nodiscard]] ResultText readResultText(const QByteArray &bytes);

/// Walks over the records of a CSV text. Line ends are LF, CRLF or CR; the last one may be missing. Quoted
/// cells may hold commas, line ends and doubled quotes; a quote that never closes takes the rest of the text.
/// Nothing fails.
class CsvReader
{
public:
    explicit CsvReader(QByteArrayView text)
        : m_text(text)
    {
    }

    /// The next record's cells; they point into the text or into this reader, until the next call. False: at
    /// the end. An empty line is a record without cells.
    bool next(std::vector<QByteArrayView> &cells);

private:
    QByteArrayView quotedCell();

    QByteArrayView m_text;
    qsizetype m_at = 0;
    QByteArrayList m_unquoted; ///< cells of this record whose doubled quotes were resolved
};

/// Whether the text's first record looks like a header of metrics: several names, or the one name "step".
[[nodiscard]] bool looksLikeResultCsv(QByteArrayView text);

} // namespace tuneboard
