// SPDX-License-Identifier: GPL-3.0-or-later
// All that was measured of a job, from its events, its checkpoints and its result file.
#pragma once

#include "app/api/checkpoint.h"
#include "app/api/event.h"
#include "app/models/metricmerge.h"

#include <QHash>
#include <QStringList>

#include <array>
#include <limits>
#include <optional>
#include <span>

namespace tuneboard {

struct JobMetrics
{
    std::vector<Series> series; ///< known quantities in the order of their table, then graders', then others
    Points clock;               ///< when each step was reported: values are seconds since 1970, UTC
    Points epochs;              ///< values are epochs; empty: no source says them
    std::optional<double> lastStep;   ///< of the last run, in any source
    std::optional<double> totalSteps; ///< as last said by an event; nullopt: never
    /// The step since which a training or validation value has not been a number, to the end; nullopt: the
    /// last ones are numbers.
    std::optional<double> notANumberSince;
    int runs = 0;                            ///< 1: no restart; 0: nothing measured
    std::vector<Disagreement> disagreements; ///< the first ones
    qint64 disagreementCount = 0;            ///< all
    qint64 texts = 0;                        ///< cells and members that hold words instead of numbers
    QStringList notes; ///< for people: what was odd about the sources, in plain words; empty: nothing

    [[nodiscard]] const Series *find(QStringView key) const;
};

struct MetricLimits
{
    std::size_t points = 4'000'000;     ///< of one series
    std::size_t allPoints = 16'000'000; ///< of all series together, each source counted for itself
    std::size_t series = 512;
    std::size_t disagreements = 1000;
};

/// Gathers points from the three sources, in any order of sources, and joins them. Nothing a source holds can
/// make it fail. `build` may be called again after more was added.
class MetricsBuilder
{
public:
    enum class Order : quint8 { OldestFirst, NewestFirst };

    explicit MetricsBuilder(MetricLimits limits = {})
        : m_limits(limits)
    {
    }

    /// Events that are no metrics are passed over. Calls go from old to new; `order` is that of `events`.
    void addEvents(std::span<const Event> events, Order order);
    void addEvent(const Event &event);
    /// Takes the place of earlier ones; in any order.
    void setCheckpoints(std::span<const Checkpoint> checkpoints);
    /// A result file: its columns but the step, then its rows. A cell is NaN where it is blank or holds a
    /// word, and infinite where it holds what is not a number (NaN, inf).
    void beginCsv(const QStringList &columns);
    /// False: no column takes any more points, so that the rest of the file need not be read.
    bool addCsvRow(double step, std::span<const double> cells);
    /// What the reader of the file has to say of it.
    void endCsv(qint64 texts, const QStringList &notes);
    /// The three above, from a reader like MetricsCsv.
    template<class Csv>
    void addCsv(Csv &&csv)
    {
        beginCsv(csv.columns());
        while (csv.next() && addCsvRow(csv.step(), csv.cells())) {
        }
        endCsv(csv.texts(), csv.notes());
    }

    [[nodiscard]] JobMetrics build() const;

private:
    static constexpr std::size_t kMaxNotANumber = 10'000;
    struct NotANumber
    {
        int run = 0; ///< of its source
        double step = 0;
        MetricSource source = MetricSource::Event;
        friend auto operator<=>(const NotANumber &, const NotANumber &) = default;
    };
    struct Column : MetricColumn
    {
        qint64 record = -1; ///< the last record that had a value
    };
    struct Entry
    {
        MetricName name;
        std::array<Column, kMetricSources> columns;
        qint64 blanks = 0;
        bool isCapped = false;
        std::vector<NotANumber> notANumber; ///< in the order received; at most kMaxNotANumber
    };
    struct SourceState
    {
        qint64 records = 0;
        int run = 0;
        double lastStep = -std::numeric_limits<double>::infinity();
        qint64 withoutStep = 0; ///< records that have no place
        qint64 odd = 0;         ///< records that are no object
    };

    static void breakAtNotANumber(Series &series, std::vector<NotANumber> places);
    void noteEnd(JobMetrics &metrics, const MetricRuns &runs, const Entry &entry, const Points &points) const;
    bool beginRecord(MetricSource source, double step);
    void addMembers(MetricSource source, const Value &object, const QString &path, int depth);
    void addMember(MetricSource source, const Value &value, const QString &path, int depth);
    void addGraders(MetricSource source, const Value &array, const QString &section);
    bool put(MetricSource source, int entry, double value);
    static void append(Column &column, int run, double step, double value);
    int entryOf(const QString &path);
    int entryOf(const QString &path, const MetricName &name);
    [[nodiscard]] MetricRuns runs() const;
    void addNotes(JobMetrics &metrics, const MetricRuns &runs, qint64 repeated) const;
    SourceState &state(MetricSource source) { return m_states[std::size_t(source)]; }

    MetricLimits m_limits;
    std::vector<Entry> m_entries;
    QHash<QString, int> m_byPath; ///< index in m_entries; -1: no room
    QHash<QString, int> m_byKey;
    std::array<SourceState, kMetricSources> m_states;
    Column m_clock;
    std::vector<int> m_csvColumns; ///< index in m_entries; -1: left out
    std::vector<Disagreement> m_disagreements;
    qint64 m_disagreementCount = 0;
    std::optional<double> m_totalSteps;
    std::size_t m_allPoints = 0;
    qint64 m_texts = 0;
    qint64 m_csvTexts = 0;
    qint64 m_leftOut = 0; ///< names for which there was no room
    QStringList m_csvNotes;
    bool m_hasCsv = false;
};

/// The x of every point. `epochs`: how many the job goes through, for the epoch axis where no source says
/// epochs. Empty: there is no such axis for these points.
[[nodiscard]] std::vector<double> axisValues(const JobMetrics &metrics, const Points &points, Axis axis,
                                             std::optional<double> epochs = std::nullopt);

} // namespace tuneboard
