// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/repository/filepreview.h"

#include "app/api/readcsv.h"
#include "app/models/inputfile.h"

#include <QDateTime>
#include <QFileInfo>

#include <algorithm>

namespace tuneboard {

namespace {

constexpr qint64 kPiece = qint64{1} * 1024 * 1024; // bytes that are looked through at a time

qint64 changedMs(const QFile &file)
{
    return file.fileTime(QFileDevice::FileModificationTime).toMSecsSinceEpoch();
}

QByteArray recordAt(QFile &file, const std::vector<qint64> &starts, std::size_t number, qint64 size)
{
    if (number >= starts.size())
        return {};
    const qint64 start = starts[number];
    const qint64 end = number + 1 < starts.size() ? starts[number + 1] : size;
    if (!file.seek(start))
        return {};
    QByteArray bytes = file.read(std::min(end - start, FilePreview::kMaxRowBytes));
    while (bytes.endsWith('\n') || bytes.endsWith('\r'))
        bytes.chop(1);
    return bytes;
}

QStringList cellsOf(const QByteArray &record, bool isCsv)
{
    if (!isCsv)
        return {QString::fromUtf8(record)};
    QStringList cells;
    std::vector<QByteArrayView> read;
    CsvReader reader(record);
    (void)reader.next(read);
    const std::size_t most = std::min(read.size(), std::size_t(FilePreview::kMaxCells));
    cells.reserve(qsizetype(most));
    for (std::size_t i = 0; i < most; ++i)
        cells << QString::fromUtf8(read[i]);
    return cells;
}

} // namespace

QString FileRows::read(const std::function<bool(const QStringList &)> &take) const
{
    QFile file;
    if (QString problem = openRegularFile(file, path); !problem.isEmpty())
        return problem;
    const std::size_t first = isCsv ? 1 : 0;
    for (std::size_t row = 0; row < std::size_t(rows); ++row) {
        if (!take(cellsOf(recordAt(file, starts, row + first, size), isCsv)))
            return {};
    }
    // Asked at the end: it may have changed in the middle.
    const QFileInfo now(path);
    if (now.size() != size || now.lastModified().toMSecsSinceEpoch() != changedMs)
        return FilePreview::tr("The file %1 has changed since it was shown.").arg(now.fileName());
    return {};
}

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
    m_path = path;
    if (QString problem = openRegularFile(m_file, path); !problem.isEmpty())
        return problem;
    m_size = m_file.size();
    m_changedMs = changedMs(m_file);
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
        m_header = cellsOf(record(0), true);
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
    return recordAt(m_file, m_starts, number, m_size);
}

QByteArray FilePreview::bytes(qint64 row) const
{
    return record(std::size_t(m_kind == Kind::Csv ? row + 1 : row));
}

QStringList FilePreview::cells(qint64 row) const
{
    return cellsOf(bytes(row), m_kind == Kind::Csv);
}

FileRows FilePreview::found() const
{
    FileRows all;
    all.path = m_path;
    all.isCsv = m_kind == Kind::Csv;
    all.header = m_header;
    all.starts = m_starts;
    all.rows = rows();
    all.size = m_size;
    all.changedMs = m_changedMs;
    return all;
}

} // namespace tuneboard
