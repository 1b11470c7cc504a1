// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/repository/filepreview.h"

#include "app/api/readcsv.h"
#include "app/models/inputfile.h"

#include <algorithm>

namespace tuneboard {

namespace {

constexpr qint64 kPiece = qint64{1} * 1024 * 1024; // bytes that are looked through at a time

} // namespace

FilePreview::FilePreview(QObject *parent)
    : QObject(parent)
{
    m_next.setSingleShot(true);
    m_next.setInterval(0);
    connect(&m_next, &QTimer::timeout, this, &FilePreview::scanPiece);
}

QString FilePreview::open(const QString &path, Kind kind)
{
    close();
    m_kind = kind;
    if (QString problem = openRegularFile(m_file, path); !problem.isEmpty())
        return problem;
    m_size = m_file.size();
    m_isDone = false;
    m_place = Place::CellStart;
    const QByteArray mark = m_file.peek(3);
    m_at = mark == "\xEF\xBB\xBF" ? 3 : 0;
    if (m_at < m_size)
        m_starts.push_back(m_at);
    scanPiece();
    return {};
}

void FilePreview::close()
{
    m_next.stop();
    m_file.close();
    m_starts.clear();
    m_header.clear();
    m_at = 0;
    m_size = 0;
    m_isDone = true;
    m_isCapped = false;
    m_hasNul = false;
}

qint64 FilePreview::rows() const
{
    qint64 records = qint64(m_starts.size());
    // The last one found is still being looked through, until the end.
    if (!m_isDone && records > 0)
        --records;
    return m_kind == Kind::Csv ? std::max<qint64>(0, records - 1) : records;
}

void FilePreview::scanPiece()
{
    m_file.seek(m_at);
    const QByteArray piece = m_file.read(kPiece);
    m_hasNul = m_hasNul || piece.contains('\0');
    scan(piece);
    m_at += piece.size();
    if (piece.isEmpty() || m_at >= m_size || m_isCapped) {
        m_isDone = true;
        // A record that would begin behind the last line end is none.
        while (!m_starts.empty() && m_starts.back() >= m_size)
            m_starts.pop_back();
    } else {
        m_next.start();
    }
    if (m_header.isEmpty() && m_kind == Kind::Csv && (m_starts.size() > 1 || m_isDone) && !m_starts.empty())
        m_header = cellsOf(record(0));
    Q_EMIT grown();
}

// The same places as CsvReader has them: a quote counts at the start of a cell only.
void FilePreview::scan(const QByteArray &piece)
{
    const bool isCsv = m_kind == Kind::Csv;
    for (qsizetype i = 0; i < piece.size() && !m_isCapped; ++i) {
        const char c = piece[i];
        if (m_place == Place::AfterCr) {
            m_place = Place::CellStart;
            if (c == '\n') {
                m_starts.back() = m_at + i + 1;
                continue;
            }
        }
        if (m_place == Place::Quoted) {
            if (c == '"')
                m_place = Place::QuoteInQuoted;
            continue;
        }
        if (m_place == Place::QuoteInQuoted && c == '"') {
            m_place = Place::Quoted;
            continue;
        }
        if (c == '\n' || c == '\r') {
            m_place = c == '\r' ? Place::AfterCr : Place::CellStart;
            endRow(m_at + i + 1);
        } else if (isCsv && c == ',') {
            m_place = Place::CellStart;
        } else if (isCsv && c == '"' && m_place == Place::CellStart) {
            m_place = Place::Quoted;
        } else {
            m_place = Place::Cell;
        }
    }
}

void FilePreview::endRow(qint64 next)
{
    const qint64 most = kMaxRows + (m_kind == Kind::Csv ? 1 : 0);
    if (qint64(m_starts.size()) < most)
        m_starts.push_back(next);
    else if (next < m_size)
        m_isCapped = true;
}

QByteArray FilePreview::record(std::size_t number) const
{
    if (number >= m_starts.size())
        return {};
    const qint64 start = m_starts[number];
    const qint64 end = number + 1 < m_starts.size() ? m_starts[number + 1] : m_size;
    if (!m_file.seek(start))
        return {};
    QByteArray bytes = m_file.read(std::min(end - start, kMaxRowBytes));
    while (bytes.endsWith('\n') || bytes.endsWith('\r'))
        bytes.chop(1);
    return bytes;
}

QByteArray FilePreview::bytes(qint64 row) const
{
    return record(std::size_t(m_kind == Kind::Csv ? row + 1 : row));
}

QStringList FilePreview::cellsOf(const QByteArray &record) const
{
    if (m_kind == Kind::Lines)
        return {QString::fromUtf8(record)};
    QStringList cells;
    std::vector<QByteArrayView> read;
    CsvReader reader(record);
    (void)reader.next(read);
    const std::size_t most = std::min(read.size(), std::size_t(kMaxCells));
    cells.reserve(qsizetype(most));
    for (std::size_t i = 0; i < most; ++i)
        cells << QString::fromUtf8(read[i]);
    return cells;
}

QStringList FilePreview::cells(qint64 row) const
{
    return cellsOf(bytes(row));
}

} // namespace tuneboard
