// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of a large text file, found piece by piece and read where they stand.
#pragma once

#include <QFile>
#include <QObject>
#include <QStringList>
#include <QTimer>

#include <functional>
#include <vector>

namespace tuneboard {

/// The rows of a file as they were found, to be read on any thread.
struct FileRows
{
    QString path;
    bool isCsv = false;
    QStringList header;         ///< empty: lines
    std::vector<qint64> starts; ///< of every record, the header too
    qint64 rows = 0;            ///< found, without the header
    qint64 size = 0;            ///< bytes of the file
    qint64 changedMs = 0;       ///< when the file was last written, milliseconds since 1970, UTC

    /// `take` gets the cells of each row, of a line its one cell; false: no more is wanted. Returns why they
    /// cannot be read, for people; empty: they were.
    [[nodiscard]] QString read(const std::function<bool(const QStringList &cells)> &take) const;
};

/// Only the places of the rows are kept in memory. The file is read, not mapped: the user's own may shrink
/// while it is open. Nothing in it makes this fail.
class FilePreview : public QObject
{
    Q_OBJECT

public:
    enum class Kind : quint8 {
        Csv,  ///< the first record is the header
        Lines ///< every line is a row, empty ones too
    };
    /// Rows beyond are not shown; of a row only so many bytes are looked at, and so many of its cells.
    static constexpr qint64 kMaxRows = 1'000'000;
    static constexpr qint64 kMaxRowBytes = qint64{4} * 1024 * 1024;
    static constexpr qsizetype kMaxCells = 2000;

    explicit FilePreview(QObject *parent = nullptr);

    /// The first piece is read at once, the rest from the event loop. Returns why the file cannot be read;
    /// empty: it can.
    [[nodiscard]] QString open(const QString &path, Kind kind);
    void close();

    [[nodiscard]] Kind kind() const { return m_kind; }
    [[nodiscard]] qint64 rows() const;                         ///< found so far, without the header
    [[nodiscard]] bool isComplete() const { return m_isDone; } ///< no more will be found
    [[nodiscard]] bool isCapped() const { return m_isCapped; } ///< there are more than kMaxRows
    [[nodiscard]] bool hasNul() const { return m_hasNul; }
    [[nodiscard]] qint64 size() const { return m_size; } ///< bytes
    [[nodiscard]] const QStringList &header() const { return m_header; }

    /// The bytes of a row without its line end, at most kMaxRowBytes; empty where the file has become
    /// shorter.
    [[nodiscard]] QByteArray bytes(qint64 row) const;
    /// The cells of a row; of a line the one cell.
    [[nodiscard]] QStringList cells(qint64 row) const;
    /// All that were found so far.
    [[nodiscard]] FileRows found() const;

Q_SIGNALS:
    void grown();

private:
    void scanPiece();
    void scan(const QByteArray &piece);
    void endRow(qint64 next);
    [[nodiscard]] QByteArray record(std::size_t number) const;

    enum class Place : quint8 { CellStart, Cell, Quoted, QuoteInQuoted, AfterCr };

    mutable QFile m_file;
    QString m_path;
    Kind m_kind = Kind::Csv;
    QTimer m_next;
    std::vector<qint64> m_starts; ///< of every record, the header too
    QStringList m_header;
    qint64 m_at = 0;
    qint64 m_size = 0;
    qint64 m_changedMs = 0;
    Place m_place = Place::CellStart;
    bool m_isDone = true;
    bool m_isCapped = false;
    bool m_hasNul = false;
};

} // namespace tuneboard
