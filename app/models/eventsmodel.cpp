// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/eventsmodel.h"

#include "app/api/utc.h"
#include "app/models/csvtext.h"
#include "app/models/node.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <span>
#include <utility>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

struct WordRow
{
    const char *word;
    const char *label; ///< in English, for tr() in the context "Event"
};

constexpr WordRow kLevels[] = {
    {"info", QT_TRANSLATE_NOOP("Event", "Information")},
    {"warn", QT_TRANSLATE_NOOP("Event", "Warning")},
    {"error", QT_TRANSLATE_NOOP("Event", "Error")},
};

constexpr WordRow kTypes[] = {
    {"message", QT_TRANSLATE_NOOP("Event", "Message")},
    {"metrics", QT_TRANSLATE_NOOP("Event", "Metrics")},
    {"moderation_checks", QT_TRANSLATE_NOOP("Event", "Moderation")},
};

QString labelOf(std::span<const WordRow> rows, const QString &word)
{
    for (const WordRow &row : rows) {
        if (word == QLatin1StringView(row.word))
            return QCoreApplication::translate("Event", row.label);
    }
    return word.isEmpty() ? u"—"_s : word;
}

// By seriousness, not by the alphabet; unknown words last among them.
qint64 severity(const QString &level)
{
    return level == "error"_L1 ? 0 : level == "warn"_L1 ? 1 : level == "info"_L1 ? 2 : 3;
}

QString timeText(Timestamp time)
{
    Value value;
    value.kind = Value::Kind::Number;
    value.text = QString::number(time.secs);
    return time ? formatValue(Format::Time, value) : u"—"_s;
}

QString utc(Timestamp time)
{
    return time ? QDateTime::fromSecsSinceEpoch(time.secs, kUtc).toString(Qt::ISODate) : QString();
}

} // namespace

QString eventLevelLabel(const QString &level)
{
    return labelOf(kLevels, level);
}

QString eventTypeLabel(const QString &type)
{
    return labelOf(kTypes, type);
}

EventsModel::EventsModel(QObject *parent)
    : RecordsModel(parent)
    , m_events(std::make_shared<const std::vector<EventRow>>())
{
}

void EventsModel::setEvents(Events events)
{
    if (!events)
        events = std::make_shared<const std::vector<EventRow>>();
    if (events == m_events)
        return;
    m_levels.clear();
    m_types.clear();
    for (const EventRow &event : *events) {
        ++m_levels[event.level];
        ++m_types[event.type];
    }
    const Moves moves = movesBetween(
        m_events->size(), events->size(),
        [this](std::size_t i) -> const QString & { return (*m_events)[i].id; },
        [&events](std::size_t i) -> const QString & { return (*events)[i].id; });
    moveTo(moves, [&] { m_events = events; });
}

void EventsModel::setFilter(EventFilter filter)
{
    if (filter == m_filter)
        return;
    m_filter = std::move(filter);
    updateRows();
}

bool EventsModel::accepts(std::size_t position) const
{
    const EventRow &event = (*m_events)[position];
    if (!m_filter.levels.isEmpty() && !m_filter.levels.contains(event.level))
        return false;
    if (!m_filter.types.isEmpty() && !m_filter.types.contains(event.type))
        return false;
    if (m_filter.steps && (!event.step || !m_filter.steps->contains(*event.step)))
        return false;
    const QString &text = m_filter.text;
    return text.isEmpty() || event.message.contains(text, Qt::CaseInsensitive) ||
           event.type.contains(text, Qt::CaseInsensitive) ||
           event.level.contains(text, Qt::CaseInsensitive) || event.id.contains(text, Qt::CaseInsensitive);
}

QVariant EventsModel::sortValue(std::size_t position, int column) const
{
    const EventRow &event = (*m_events)[position];
    switch (Column(column)) {
    case LevelColumn:
        return severity(event.level);
    case TimeColumn:
        // The server's order counts inside one second.
        return -qint64(position);
    case TypeColumn:
        return event.type.isEmpty() ? QVariant() : QVariant(event.type);
    case StepColumn:
        return event.step ? QVariant(*event.step) : QVariant();
    case TextColumn:
        return event.message.isEmpty() ? QVariant() : QVariant(event.message);
    case ColumnCount:
        break;
    }
    return {};
}

const QString &EventsModel::idAt(std::size_t position) const
{
    return (*m_events)[position].id;
}

int EventsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant EventsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const EventRow &event = eventAt(index.row());
    if (role == IdRole)
        return event.id;
    if (role == ValueRole && index.column() == TimeColumn)
        return event.createdAt ? QVariant(event.createdAt.secs) : QVariant();
    if (role == ValueRole)
        return index.column() == LevelColumn ? QVariant(event.level)
                                             : sortValue(position(index.row()), index.column());
    if (role == Qt::TextAlignmentRole && index.column() == StepColumn)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (Column(index.column())) {
    case LevelColumn:
        return eventLevelLabel(event.level);
    case TimeColumn:
        return timeText(event.createdAt);
    case TypeColumn:
        return eventTypeLabel(event.type);
    case StepColumn:
        return event.step ? QVariant(QLocale().toString(*event.step, 'g', 15)) : QVariant();
    case TextColumn:
        return event.message;
    case ColumnCount:
        break;
    }
    return {};
}

QVariant EventsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section == StepColumn)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case LevelColumn:
        return tr("Level");
    case TimeColumn:
        return tr("Time");
    case TypeColumn:
        return tr("Type");
    case StepColumn:
        return tr("Step");
    case TextColumn:
        return tr("Text");
    case ColumnCount:
        break;
    }
    return {};
}

TextPieces EventsModel::csv() const
{
    return [events = m_events, positions = positions()](const TakePiece &take) {
        CsvWriter csv;
        for (const QStringView name : {u"level", u"type", u"created_at", u"step", u"message", u"id"})
            csv.text(name);
        csv.endRecord();
        for (const quint32 position : positions) {
            const EventRow &event = (*events)[position];
            csv.text(event.level);
            csv.text(event.type);
            csv.text(utc(event.createdAt));
            if (event.step)
                csv.number(*event.step);
            else
                csv.blank();
            csv.text(event.message);
            csv.text(event.id);
            csv.endRecord();
            if (csv.bytes().size() >= kPieceBytes && !take(csv.take()))
                return QString();
        }
        take(csv.take());
        return QString();
    };
}

TextPieces EventsModel::json() const
{
    return [events = m_events, positions = positions()](const TakePiece &take) {
        QByteArray piece = "[";
        for (std::size_t i = 0; i < positions.size(); ++i) {
            piece += (i > 0 ? ",\n" : "") + (*events)[positions[i]].raw;
            if (piece.size() >= kPieceBytes && !take(std::exchange(piece, {})))
                return QString();
        }
        take(piece + "]\n");
        return QString();
    };
}

TextPieces EventsModel::text(const QList<int> &rows, bool asJson) const
{
    std::vector<quint32> chosen;
    chosen.reserve(std::size_t(rows.size()));
    for (const int row : rows)
        chosen.push_back(quint32(position(row)));
    return [events = m_events, chosen = std::move(chosen), asJson](const TakePiece &take) {
        QByteArray piece;
        for (std::size_t i = 0; i < chosen.size(); ++i) {
            const EventRow &event = (*events)[chosen[i]];
            if (i > 0)
                piece += '\n';
            if (asJson)
                piece += event.raw;
            else
                piece += QStringList{utc(event.createdAt), event.level, event.type, event.message}
                             .join(u'\t')
                             .toUtf8();
            if (piece.size() >= kPieceBytes && !take(std::exchange(piece, {})))
                return QString();
        }
        take(piece);
        return QString();
    };
}

} // namespace tuneboard
