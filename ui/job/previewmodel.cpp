// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/job/previewmodel.h"

#include "app/api/value.h"
#include "app/models/csvtext.h"
#include "app/models/metricterms.h"
#include "ui/format.h"

#include <QLocale>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

// So many rows decide how many columns there are and which hold numbers.
constexpr int kSample = 200;
constexpr int kKept = 2000; // rows whose cells stay in memory, if they are short
constexpr qsizetype kShown = 1000;

bool isNumber(const QString &cell)
{
    bool ok = false;
    (void)QLocale::c().toDouble(cell.trimmed(), &ok);
    return ok;
}

// A row of a table as an object, a line as a text.
Value jsonRow(const FileRows &rows, const QStringList &cells)
{
    Value object;
    object.kind = rows.isCsv ? Value::Kind::Object : Value::Kind::String;
    object.text = rows.isCsv ? QString() : cells.value(0);
    for (int column = 0; rows.isCsv && column < cells.size(); ++column) {
        Value cell;
        cell.key = rows.header.value(column, u"column_%1"_s.arg(column + 1));
        // JSON knows fewer spellings of a number than a file may have.
        const QString text = cells[column].trimmed();
        bool ok = false;
        const double number = QLocale::c().toDouble(text, &ok);
        const bool isFinite = ok && number - number == 0;
        cell.kind = text.isEmpty() ? Value::Kind::Null : isFinite ? Value::Kind::Number : Value::Kind::String;
        cell.text = text.isEmpty() ? u"null"_s
                    : isFinite     ? QString::number(number, 'g', QLocale::FloatingPointShortest)
                                   : cells[column];
        object.children.push_back(std::move(cell));
    }
    return object;
}

} // namespace

PreviewModel::PreviewModel(QObject *parent)
    : QAbstractTableModel(parent)
    , m_file(new FilePreview(this))
    , m_cache(qsizetype{16} * 1024 * 1024)
{
    connect(m_file, &FilePreview::grown, this, &PreviewModel::grow);
}

QString PreviewModel::open(const QString &path, FilePreview::Kind kind)
{
    close();
    return m_file->open(path, kind);
}

void PreviewModel::close()
{
    m_file->close();
    m_cache.clear();
    m_marked = -1;
    m_isRagged = false;
    m_isNumeric.clear();
    if (m_rows > 0) {
        beginRemoveRows({}, 0, m_rows - 1);
        m_rows = 0;
        endRemoveRows();
    }
    if (m_columns > 0) {
        beginRemoveColumns({}, 0, m_columns - 1);
        m_columns = 0;
        endRemoveColumns();
    }
}

void PreviewModel::grow()
{
    const int rows = int(m_file->rows());
    if (m_columns == 0) {
        const bool isCsv = m_file->kind() == FilePreview::Kind::Csv;
        qsizetype columns = isCsv ? m_file->header().size() : 1;
        // Rows may be longer than the header: their cells get columns of their own.
        for (int row = 0; isCsv && row < std::min(rows, kSample); ++row) {
            const QStringList &cells = this->cells(row);
            m_isRagged = m_isRagged || cells.size() != m_file->header().size();
            columns = std::max(columns, cells.size());
            m_isNumeric.resize(std::size_t(columns), true);
            for (qsizetype i = 0; i < cells.size(); ++i) {
                if (!cells[i].trimmed().isEmpty() && !isNumber(cells[i]))
                    m_isNumeric[std::size_t(i)] = false;
            }
        }
        m_isNumeric.resize(std::size_t(columns), false);
        if (columns > 0) {
            beginInsertColumns({}, 0, int(columns) - 1);
            m_columns = int(columns);
            endInsertColumns();
        }
    }
    if (rows > m_rows) {
        beginInsertRows({}, m_rows, rows - 1);
        m_rows = rows;
        endInsertRows();
    }
    Q_EMIT grown();
}

const QStringList &PreviewModel::cells(int row) const
{
    if (const QStringList *known = m_cache.object(row))
        return *known;
    auto *cells = new QStringList(m_file->cells(row));
    qsizetype cost = kKept;
    for (const QString &cell : std::as_const(*cells))
        cost += cell.size() * 2 + 32;
    // A row too large for the cache would be deleted at once.
    if (cost > m_cache.maxCost()) {
        cost = m_cache.maxCost();
        m_cache.clear();
    }
    m_cache.insert(row, cells, cost);
    return *m_cache.object(row);
}

void PreviewModel::setMarked(int row)
{
    const int old = m_marked;
    m_marked = row;
    for (const int changed : {old, row}) {
        if (changed >= 0 && changed < m_rows)
            Q_EMIT dataChanged(index(changed, 0), index(changed, m_columns - 1), {MarkRole});
    }
}

int PreviewModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int PreviewModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_columns;
}

QVariant PreviewModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const bool isNumeric = m_isNumeric[std::size_t(index.column())];
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue((isNumeric ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role == MarkRole)
        return index.row() == m_marked;
    if (role != Qt::DisplayRole && role != WholeRole)
        return {};
    const QString cell = cells(index.row()).value(index.column());
    return role == WholeRole ? cell : cell.left(kShown);
}

QVariant PreviewModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical)
        return role == Qt::DisplayRole ? QVariant(count(section + 1)) : QVariant();
    if (section >= m_columns)
        return {};
    if (role == Qt::TextAlignmentRole) {
        const bool isNumeric = m_isNumeric[std::size_t(section)];
        return QVariant::fromValue((isNumeric ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    const bool isCsv = m_file->kind() == FilePreview::Kind::Csv;
    const QString name = m_file->header().value(section).trimmed();
    if (role == Qt::ToolTipRole && !name.isEmpty()) {
        const QString help = metricName(name).help();
        return toolTipText(help.isEmpty() ? name : name + u'\n' + help);
    }
    if (role != Qt::DisplayRole)
        return {};
    if (!isCsv)
        return tr("Line");
    if (name.isEmpty())
        return tr("Column %1").arg(section + 1);
    return name == "step"_L1 ? tr("Step") : cellText(metricName(name).label(), 80);
}

TextPieces PreviewModel::csv() const
{
    return [rows = m_file->found(), columns = m_columns](const TakePiece &take) {
        CsvWriter csv;
        for (int column = 0; column < columns; ++column)
            csv.text(rows.isCsv ? rows.header.value(column) : u"line"_s);
        csv.endRecord();
        const QString problem = rows.read([&](const QStringList &cells) {
            for (int column = 0; column < columns; ++column)
                csv.cell(cells.value(column));
            csv.endRecord();
            return csv.bytes().size() < kPieceBytes || take(csv.take());
        });
        take(csv.take());
        return problem;
    };
}

TextPieces PreviewModel::json() const
{
    return [rows = m_file->found()](const TakePiece &take) {
        QByteArray piece = "[";
        bool isFirst = true;
        const QString problem = rows.read([&](const QStringList &cells) {
            piece += std::exchange(isFirst, false) ? "" : ",";
            piece += tuneboard::toJson(jsonRow(rows, cells), -1).toUtf8();
            return piece.size() < kPieceBytes || take(std::exchange(piece, {}));
        });
        take(piece + "]\n");
        return problem;
    };
}

} // namespace tuneboard
