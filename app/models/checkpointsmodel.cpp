// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/checkpointsmodel.h"

#include "app/api/plainline.h"
#include "app/api/utc.h"
#include "app/models/csvtext.h"
#include "app/models/node.h"

#include <QDateTime>
#include <QLocale>
#include <QSet>

#include <algorithm>
#include <cmath>
#include <utility>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

// Wider tables are read in the Raw form; a server that sends thousands of names must not make a view of them.
constexpr int kMaxMetrics = 100;
constexpr qsizetype kMaxHeading = 80; // characters
constexpr int kBefore = 3;            // columns before the metrics
constexpr int kBehind = 2;

QString timeText(Timestamp time)
{
    Value value;
    value.kind = Value::Kind::Number;
    value.text = QString::number(time.secs);
    return time ? formatValue(Format::Time, value) : u"—"_s;
}

// A blank, or -1 where a loss or an accuracy cannot be, is a gap.
bool isGap(const Value &value, const MetricName &name)
{
    if (value.isNull())
        return true;
    const std::optional<double> number = value.toDouble();
    return number && (std::isnan(*number) || (*number == -1 && (name.kind == MetricKind::Loss ||
                                                                name.kind == MetricKind::Accuracy)));
}

QString utc(Timestamp time)
{
    return time ? QDateTime::fromSecsSinceEpoch(time.secs, kUtc).toString(Qt::ISODate) : QString();
}

Value member(const QString &key, Value::Kind kind, const QString &text)
{
    Value value;
    value.key = key;
    value.kind = kind;
    value.text = text;
    return value;
}

} // namespace

CheckpointsModel::CheckpointsModel(QObject *parent)
    : RecordsModel(parent)
    , m_checkpoints(std::make_shared<const std::vector<Checkpoint>>())
{
}

std::optional<double> CheckpointsModel::stepOf(const Checkpoint &checkpoint)
{
    if (checkpoint.stepNumber)
        return double(*checkpoint.stepNumber);
    const Value *step = checkpoint.metrics.find(u"step");
    return step ? step->toDouble() : std::nullopt;
}

void CheckpointsModel::setCheckpoints(Checkpoints checkpoints,
                                      const std::function<std::optional<double>(double)> &epochOf,
                                      std::optional<std::size_t> best)
{
    if (!checkpoints)
        checkpoints = std::make_shared<const std::vector<Checkpoint>>();
    std::vector<std::optional<double>> epochs;
    epochs.reserve(checkpoints->size());
    for (const Checkpoint &checkpoint : *checkpoints) {
        const std::optional<double> step = stepOf(checkpoint);
        epochs.push_back(step && epochOf ? epochOf(*step) : std::nullopt);
    }
    if (checkpoints == m_checkpoints && epochs == m_epochs && best == m_best)
        return;
    const Moves moves = movesBetween(
        m_checkpoints->size(), checkpoints->size(),
        [this](std::size_t i) -> const QString & { return (*m_checkpoints)[i].id; },
        [&checkpoints](std::size_t i) -> const QString & { return (*checkpoints)[i].id; });
    setColumns(checkpoints);
    moveTo(moves, [&] {
        m_checkpoints = checkpoints;
        m_epochs = std::move(epochs);
        m_best = best;
    });
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

void CheckpointsModel::setColumns(const Checkpoints &checkpoints)
{
    std::vector<Column> wanted;
    QSet<QString> seen;
    m_leftOut = 0;
    for (const Checkpoint &checkpoint : *checkpoints) {
        for (const Value &value : checkpoint.metrics.children) {
            if (value.key == "step"_L1 || seen.contains(value.key))
                continue;
            seen.insert(value.key);
            if (int(wanted.size()) < kMaxMetrics)
                wanted.push_back({value.key, metricName(value.key)});
            else
                ++m_leftOut;
        }
    }
    const auto has = [](const std::vector<Column> &columns, const QString &key) {
        return std::any_of(columns.begin(), columns.end(), [&](const Column &c) { return c.key == key; });
    };
    for (int i = int(m_metrics.size()) - 1; i >= 0; --i) {
        if (has(wanted, m_metrics[std::size_t(i)].key))
            continue;
        beginRemoveColumns({}, kBefore + i, kBefore + i);
        m_metrics.erase(m_metrics.begin() + i);
        endRemoveColumns();
    }
    for (const Column &column : wanted) {
        if (has(m_metrics, column.key))
            continue;
        const int at = kBefore + int(m_metrics.size());
        beginInsertColumns({}, at, at);
        m_metrics.push_back(column);
        endInsertColumns();
    }
}

void CheckpointsModel::setSteps(const std::optional<StepRange> &steps)
{
    if (steps == m_steps)
        return;
    m_steps = steps;
    updateRows();
}

bool CheckpointsModel::accepts(std::size_t position) const
{
    if (!m_steps)
        return true;
    const std::optional<double> step = stepOf((*m_checkpoints)[position]);
    return step && m_steps->contains(*step);
}

const QString &CheckpointsModel::idAt(std::size_t position) const
{
    return (*m_checkpoints)[position].id;
}

CheckpointsModel::Kind CheckpointsModel::kind(int column) const
{
    const int behind = column - kBefore - int(m_metrics.size());
    if (column < kBefore)
        return column == 0 ? Kind::Mark : column == 1 ? Kind::Step : Kind::Epoch;
    return behind < 0 ? Kind::Metric : behind == 0 ? Kind::Model : Kind::Created;
}

QVariant CheckpointsModel::metricOf(const Checkpoint &checkpoint, const Column &metric)
{
    const Value *value = checkpoint.metrics.find(metric.key);
    if (!value || isGap(*value, metric.name))
        return {};
    if (const std::optional<double> number = value->toDouble())
        return *number;
    return value->isContainer() ? tuneboard::toJson(*value, -1) : value->text;
}

QVariant CheckpointsModel::sortValue(std::size_t position, int column) const
{
    const Checkpoint &checkpoint = (*m_checkpoints)[position];
    switch (kind(column)) {
    case Kind::Mark:
        return m_best == position ? QVariant(qint64{0}) : QVariant();
    case Kind::Step: {
        const std::optional<double> step = stepOf(checkpoint);
        return step ? QVariant(*step) : QVariant();
    }
    case Kind::Epoch:
        return m_epochs[position] ? QVariant(*m_epochs[position]) : QVariant();
    case Kind::Metric:
        return metricOf(checkpoint, m_metrics[std::size_t(column - kBefore)]);
    case Kind::Model:
        return checkpoint.model.isEmpty() ? QVariant() : QVariant(checkpoint.model);
    case Kind::Created:
        return checkpoint.createdAt ? QVariant(checkpoint.createdAt.secs) : QVariant();
    }
    return {};
}

int CheckpointsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kBefore + int(m_metrics.size()) + kBehind;
}

QVariant CheckpointsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const std::size_t at = position(index.row());
    const Checkpoint &checkpoint = (*m_checkpoints)[at];
    const Kind kind = this->kind(index.column());
    if (role == IdRole)
        return checkpoint.id;
    if (role == MarkRole)
        return m_best == at;
    if (role == ModelRole)
        return checkpoint.model;
    if (role == ValueRole)
        return sortValue(at, index.column());
    if (role == Qt::TextAlignmentRole) {
        const bool isText =
            kind == Kind::Mark || kind == Kind::Model || kind == Kind::Created ||
            (kind == Kind::Metric && sortValue(at, index.column()).typeId() == QMetaType::QString);
        return QVariant::fromValue((isText ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole)
        return {};
    if (kind == Kind::Mark)
        return m_best == at ? tr("Best") : QString();
    const QVariant value = sortValue(at, index.column());
    if (!value.isValid())
        return u"—"_s;
    switch (kind) {
    case Kind::Mark:
        break;
    case Kind::Step:
        return QLocale().toString(value.toDouble(), 'f',
                                  value.toDouble() == std::floor(value.toDouble()) ? 0 : 2);
    case Kind::Epoch:
        return QLocale().toString(value.toDouble(), 'g', 3);
    case Kind::Metric:
        return value.typeId() == QMetaType::QString ? value
                                                    : QVariant(QLocale().toString(value.toDouble(), 'g', 5));
    case Kind::Model:
        return value;
    case Kind::Created:
        return timeText(checkpoint.createdAt);
    }
    return {};
}

QVariant CheckpointsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section >= columnCount())
        return {};
    const Kind kind = this->kind(section);
    if (role == Qt::TextAlignmentRole) {
        const bool isText = kind == Kind::Mark || kind == Kind::Model || kind == Kind::Created;
        return QVariant::fromValue((isText ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    }
    if (role == Qt::ToolTipRole && kind == Kind::Metric) {
        const Column &metric = m_metrics[std::size_t(section - kBefore)];
        const QString help = metric.name.help();
        return QString(plainLine(metric.key) + (help.isEmpty() ? QString() : u"\n"_s + help))
            .toHtmlEscaped()
            .replace(u'\n', "<br>"_L1);
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (kind) {
    case Kind::Mark:
        return tr("Rank");
    case Kind::Step:
        return tr("Step");
    case Kind::Epoch:
        return tr("Epoch");
    case Kind::Metric:
        return plainLine(m_metrics[std::size_t(section - kBefore)].name.label(), kMaxHeading);
    case Kind::Model:
        return tr("Model");
    case Kind::Created:
        return tr("Created");
    }
    return {};
}

// Files

TextPieces CheckpointsModel::csv() const
{
    return [checkpoints = m_checkpoints, epochs = m_epochs, metrics = m_metrics,
            positions = positions()](const TakePiece &take) {
        CsvWriter csv;
        csv.text(u"step_number");
        csv.text(u"epoch");
        for (const Column &column : metrics)
            csv.text(column.key);
        for (const QStringView name : {u"fine_tuned_model_checkpoint", u"created_at", u"id"})
            csv.text(name);
        csv.endRecord();
        const auto number = [&csv](const std::optional<double> &value) {
            value ? csv.number(*value) : csv.blank();
        };
        for (const quint32 position : positions) {
            const Checkpoint &checkpoint = (*checkpoints)[position];
            number(stepOf(checkpoint));
            number(epochs[position]);
            for (const Column &column : metrics) {
                const QVariant value = metricOf(checkpoint, column);
                if (value.typeId() == QMetaType::QString)
                    csv.text(value.toString());
                else
                    number(value.isValid() ? std::optional(value.toDouble()) : std::nullopt);
            }
            csv.text(checkpoint.model);
            csv.text(utc(checkpoint.createdAt));
            csv.text(checkpoint.id);
            csv.endRecord();
            if (csv.bytes().size() >= kPieceBytes && !take(csv.take()))
                return QString();
        }
        take(csv.take());
        return QString();
    };
}

Value CheckpointsModel::objectOf(const Checkpoint &checkpoint)
{
    Value object;
    object.kind = Value::Kind::Object;
    const auto add = [&object](const char *key, Value::Kind kind, const QString &text) {
        object.children.push_back(member(QString::fromLatin1(key), kind, text));
    };
    add("id", Value::Kind::String, checkpoint.id);
    if (checkpoint.createdAt)
        add("created_at", Value::Kind::Number, QString::number(checkpoint.createdAt.secs));
    if (checkpoint.stepNumber)
        add("step_number", Value::Kind::Number, QString::number(*checkpoint.stepNumber));
    add("fine_tuned_model_checkpoint", Value::Kind::String, checkpoint.model);
    Value metrics = checkpoint.metrics;
    metrics.key = u"metrics"_s;
    object.children.push_back(std::move(metrics));
    return object;
}

TextPieces CheckpointsModel::json() const
{
    return [checkpoints = m_checkpoints, positions = positions()](const TakePiece &take) {
        QByteArray piece = positions.empty() ? "[]" : "[\n";
        for (std::size_t i = 0; i < positions.size(); ++i) {
            // Two blanks more before each line, as one array of them would have.
            QByteArray object = tuneboard::toJson(objectOf((*checkpoints)[positions[i]])).toUtf8();
            piece += "  " + object.replace('\n', "\n  ") + (i + 1 < positions.size() ? ",\n" : "\n]");
            if (piece.size() >= kPieceBytes && !take(std::exchange(piece, {})))
                return QString();
        }
        take(piece + '\n');
        return QString();
    };
}

QString CheckpointsModel::toText(const QList<int> &rows) const
{
    QStringList lines;
    for (const int row : rows) {
        QStringList cells;
        for (int column = 0; column < columnCount(); ++column)
            cells << index(row, column).data().toString();
        lines << cells.join(u'\t');
    }
    return lines.join(u'\n');
}

} // namespace tuneboard
