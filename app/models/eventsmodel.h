// SPDX-License-Identifier: GPL-3.0-or-later
// The events of one job for a table view.
#pragma once

#include "app/api/event.h"
#include "app/models/recordsmodel.h"
#include "app/models/steprange.h"
#include "app/models/textpieces.h"

#include <QMap>
#include <QSet>

#include <memory>

namespace tuneboard {

/// What of the events is shown. Everything that is set must hold.
struct EventFilter
{
    QSet<QString> levels; ///< the server's words; empty: all
    QSet<QString> types;  ///< the same; the empty word: no type was said
    QString text;         ///< somewhere in message, type, level or id; case is ignored
    std::optional<StepRange> steps;

    [[nodiscard]] bool isEmpty() const
    {
        return levels.isEmpty() && types.isEmpty() && text.isEmpty() && !steps;
    }
    friend bool operator==(const EventFilter &, const EventFilter &) = default;
};

class EventsModel : public RecordsModel
{
    Q_OBJECT

public:
    enum Column { LevelColumn, TimeColumn, TypeColumn, StepColumn, TextColumn, ColumnCount };
    using Events = std::shared_ptr<const std::vector<EventRow>>;

    explicit EventsModel(QObject *parent = nullptr);

    /// Newest first. Rows that are in both snapshots keep their indexes.
    void setEvents(Events events);
    void setFilter(EventFilter filter);
    [[nodiscard]] const EventFilter &filter() const { return m_filter; }

    /// How many events of each level and type there are, without the filter.
    [[nodiscard]] const QMap<QString, int> &levels() const { return m_levels; }
    [[nodiscard]] const QMap<QString, int> &types() const { return m_types; }
    [[nodiscard]] std::size_t total() const { return m_events->size(); }
    /// Only until the next setEvents().
    [[nodiscard]] const EventRow &eventAt(int row) const { return (*m_events)[position(row)]; }

    /// What is shown now, in its order: level, type, time in UTC, step, text, id.
    [[nodiscard]] TextPieces csv() const;
    [[nodiscard]] QByteArray toCsv() const { return wholeText(csv()); }
    /// The objects as received, in one array.
    [[nodiscard]] TextPieces json() const;
    [[nodiscard]] QByteArray toJson() const { return wholeText(json()); }
    /// These rows as text, cells separated by tabs, the texts as they came; as JSON, an object a line.
    [[nodiscard]] TextPieces text(const QList<int> &rows, bool asJson = false) const;
    [[nodiscard]] QString toText(const QList<int> &rows) const
    {
        return QString::fromUtf8(wholeText(text(rows)));
    }

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    [[nodiscard]] std::size_t sourceSize() const override { return m_events->size(); }
    [[nodiscard]] bool accepts(std::size_t position) const override;
    [[nodiscard]] QVariant sortValue(std::size_t position, int column) const override;
    [[nodiscard]] bool isOwnOrder(int column, Qt::SortOrder order) const override
    {
        return column == TimeColumn && order == Qt::DescendingOrder;
    }
    [[nodiscard]] const QString &idAt(std::size_t position) const override;

private:
    Events m_events;
    EventFilter m_filter;
    QMap<QString, int> m_levels;
    QMap<QString, int> m_types;
};

/// "Information", "Warning", "Error"; an unknown word as it is, "—" for none.
[[nodiscard]] QString eventLevelLabel(const QString &level);
/// "Message", "Metrics", "Moderation"; an unknown word as it is, "—" for none.
[[nodiscard]] QString eventTypeLabel(const QString &type);

} // namespace tuneboard
