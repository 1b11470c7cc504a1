// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/metrics.h"

#include "app/models/metricsummary.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinite = std::numeric_limits<double>::infinity();
constexpr int kMaxDepth = 16;
constexpr qsizetype kMaxName = 300; // characters
constexpr int kMaxSourceRuns = int(Pyramid::kMaxRuns);

double numberOf(const Value *value)
{
    return value ? value->toDouble().value_or(kNone) : kNone;
}

// The same of a measured value: what is not a finite number is infinite here, and NaN means that there is
// none.
double measured(const Value &value)
{
    const double number = value.toDouble().value_or(0);
    return std::isfinite(number) ? numberOf(&value) : kInfinite;
}

// "Step 90/90: training loss=0.00": servers of 2023 said the total nowhere else.
void readStepMessage(QStringView message, double *step, double *total)
{
    const QLatin1StringView word("Step ");
    if (!message.startsWith(word))
        return;
    const auto digits = [&message](qsizetype from) {
        qsizetype to = from;
        while (to < message.size() && to - from < 15 && message[to] >= u'0' && message[to] <= u'9')
            ++to;
        return message.sliced(from, to - from);
    };
    const QStringView first = digits(word.size());
    const qsizetype behind = word.size() + first.size();
    *step = first.isEmpty() ? kNone : first.toDouble();
    if (!first.isEmpty() && behind < message.size() && message[behind] == u'/') {
        const QStringView second = digits(behind + 1);
        *total = second.isEmpty() ? kNone : second.toDouble();
    }
}

// Where a server writes -1, or a blank, for "not measured".
bool isGap(double value, MetricKind kind)
{
    return std::isnan(value) || (value == -1 && (kind == MetricKind::Loss || kind == MetricKind::Accuracy));
}

bool isPlace(const QString &name)
{
    return name == "step"_L1 || name == "total_steps"_L1 || name == "step_number"_L1;
}

QString note(const char *text, qint64 count)
{
    return QCoreApplication::translate("JobMetrics", text, nullptr,
                                       int(std::min<qint64>(count, std::numeric_limits<int>::max())));
}

} // namespace

const Series *JobMetrics::find(QStringView key) const
{
    const auto it =
        std::find_if(series.begin(), series.end(), [key](const Series &s) { return s.key == key; });
    return it == series.end() ? nullptr : std::to_address(it);
}

void MetricsBuilder::addEvents(std::span<const Event> events, Order order)
{
    for (std::size_t i = 0; i < events.size(); ++i)
        addEvent(events[order == Order::OldestFirst ? i : events.size() - 1 - i]);
}

void MetricsBuilder::addEvent(const Event &event)
{
    const bool isMetrics = event.type == "metrics"_L1 ||
                           (event.type.isEmpty() && !std::isnan(numberOf(event.data.find(u"step"))));
    if (!isMetrics)
        return;
    if (!event.data.isObject()) {
        // `[]` and null stand for "no data".
        if (!event.data.isNull() && !(event.data.isArray() && event.data.children.empty()))
            ++state(MetricSource::Event).odd;
        return;
    }
    double messageStep = kNone;
    double total = kNone;
    readStepMessage(event.message, &messageStep, &total);
    double step = numberOf(event.data.find(u"step"));
    if (std::isnan(step))
        step = messageStep;
    if (const double said = numberOf(event.data.find(u"total_steps")); !std::isnan(said))
        total = said;
    if (total > 0)
        m_totalSteps = total;
    if (event.data.children.empty() || !beginRecord(MetricSource::Event, step))
        return;
    if (event.createdAt && m_clock.steps.size() < m_limits.points)
        append(m_clock, state(MetricSource::Event).run, step, double(event.createdAt.secs));
    addMembers(MetricSource::Event, event.data, {}, 0);
}

void MetricsBuilder::setCheckpoints(std::span<const Checkpoint> checkpoints)
{
    constexpr auto source = MetricSource::Checkpoint;
    state(source) = {};
    for (Entry &entry : m_entries) {
        m_allPoints -= entry.columns[std::size_t(source)].steps.size();
        std::erase_if(entry.notANumber, [](const NotANumber &place) { return place.source == source; });
        entry.columns[std::size_t(source)] = {};
    }
    std::vector<std::pair<double, const Checkpoint *>> ordered;
    for (const Checkpoint &checkpoint : checkpoints) {
        if (const double step = checkpointStep(checkpoint); std::isfinite(step))
            ordered.emplace_back(step, &checkpoint);
        else
            ++state(source).withoutStep;
    }
    std::stable_sort(ordered.begin(), ordered.end(), [](const auto &a, const auto &b) {
        return a.first < b.first ||
               (a.first == b.first && a.second->createdAt.secs < b.second->createdAt.secs);
    });
    for (const auto &[step, checkpoint] : ordered) {
        if (checkpoint->metrics.isObject() && beginRecord(source, step))
            addMembers(source, checkpoint->metrics, {}, 0);
        else if (!checkpoint->metrics.isNull())
            ++state(source).odd;
    }
}

void MetricsBuilder::beginCsv(const QStringList &columns)
{
    // A further file is no restart: its rows are sorted among the others.
    state(MetricSource::Csv).lastStep = -std::numeric_limits<double>::infinity();
    m_hasCsv = true;
    m_csvColumns.clear();
    for (const QString &column : columns)
        m_csvColumns.push_back(column.isEmpty() || isPlace(column) ? -1 : entryOf(column));
}

bool MetricsBuilder::addCsvRow(double step, std::span<const double> cells)
{
    bool hasRoom = m_csvColumns.empty();
    if (!beginRecord(MetricSource::Csv, step))
        return true;
    const std::size_t count = std::min(cells.size(), m_csvColumns.size());
    for (std::size_t i = 0; i < m_csvColumns.size(); ++i) {
        const int entry = m_csvColumns[i];
        if (entry < 0)
            continue;
        if (i >= count)
            ++m_entries[std::size_t(entry)].blanks;
        hasRoom = (i < count ? put(MetricSource::Csv, entry, cells[i]) : true) || hasRoom;
    }
    return hasRoom;
}

void MetricsBuilder::endCsv(qint64 texts, const QStringList &notes)
{
    m_csvTexts += texts;
    m_csvNotes += notes;
}

// False: the record has no place on the step axis.
bool MetricsBuilder::beginRecord(MetricSource source, double step)
{
    SourceState &at = state(source);
    if (!std::isfinite(step)) {
        ++at.withoutStep;
        return false;
    }
    if (step < at.lastStep)
        ++at.run;
    at.lastStep = step;
    ++at.records;
    return true;
}

void MetricsBuilder::addMembers(MetricSource source, const Value &object, const QString &path, int depth)
{
    for (const Value &member : object.children) {
        if (depth == 0 && isPlace(member.key))
            continue;
        if (member.isArray() && member.key == "graders"_L1)
            addGraders(source, member, path);
        else
            addMember(source, member, path.isEmpty() ? member.key : path + u'/' + member.key, depth);
    }
}

void MetricsBuilder::addMember(MetricSource source, const Value &value, const QString &path, int depth)
{
    switch (value.kind) {
    case Value::Kind::String:
        if (!value.toDouble()) {
            ++m_texts;
            break;
        }
        [[fallthrough]];
    case Value::Kind::Number:
        if (const int entry = entryOf(path); entry >= 0)
            put(source, entry, measured(value));
        break;
    case Value::Kind::Null:
        if (const int entry = entryOf(path); entry >= 0)
            ++m_entries[std::size_t(entry)].blanks;
        break;
    case Value::Kind::Bool:
        ++m_texts;
        break;
    case Value::Kind::Object:
        if (depth < kMaxDepth)
            addMembers(source, value, path, depth + 1);
        else
            ++m_leftOut;
        break;
    case Value::Kind::Array:
        for (std::size_t i = 0; i < value.children.size(); ++i) {
            if (depth < kMaxDepth)
                addMember(source, value.children[i], path + u'/' + QString::number(i), depth + 1);
            else
                ++m_leftOut;
        }
        break;
    }
}

void MetricsBuilder::addGraders(MetricSource source, const Value &array, const QString &section)
{
    QHash<QString, int> seen;
    for (const Value &grader : array.children) {
        const QString type = grader.string(u"type");
        QString name = grader.string(u"name");
        if (name.isEmpty())
            name = type.isEmpty() ? u"grader"_s : type;
        // Two graders of one name are two all the same.
        if (const int number = ++seen[type + u'/' + name]; number > 1)
            name += u" (%1)"_s.arg(number);
        for (const Value &member : grader.children) {
            if (member.key == "name"_L1 || member.key == "type"_L1)
                continue;
            if (!member.toDouble()) {
                m_texts += member.isContainer() || member.isNull() ? 0 : 1;
                continue;
            }
            const QString path = section + "/graders/"_L1 + type + u'/' + name + u'/' + member.key;
            auto known = m_byPath.constFind(path);
            const int entry = known != m_byPath.constEnd()
                                  ? *known
                                  : entryOf(path, graderMetricName(section, type, name, member.key));
            if (entry >= 0)
                put(source, entry, measured(member));
        }
    }
}

int MetricsBuilder::entryOf(const QString &path)
{
    const auto known = m_byPath.constFind(path);
    if (known != m_byPath.constEnd())
        return *known;
    return path.size() > kMaxName ? entryOf({}, {}) : entryOf(path, metricName(path));
}

int MetricsBuilder::entryOf(const QString &path, const MetricName &name)
{
    const auto known = m_byKey.constFind(name.key);
    int entry = known != m_byKey.constEnd() ? *known : -1;
    if (entry < 0) {
        if (name.key.isEmpty() || name.key.size() > 2 * kMaxName || m_entries.size() >= m_limits.series) {
            ++m_leftOut;
            return -1;
        }
        entry = int(m_entries.size());
        m_entries.emplace_back();
        m_entries.back().name = name;
        m_byKey.insert(name.key, entry);
    }
    m_byPath.insert(path, entry);
    return entry;
}

// False: there is no room for more points of this quantity.
bool MetricsBuilder::put(MetricSource source, int index, double value)
{
    Entry &entry = m_entries[std::size_t(index)];
    if (isGap(value, entry.name.kind)) {
        ++entry.blanks;
        return true;
    }
    Column &column = entry.columns[std::size_t(source)];
    const SourceState &at = state(source);
    if (!std::isfinite(value)) {
        ++entry.blanks;
        if (entry.notANumber.size() < kMaxNotANumber)
            entry.notANumber.push_back({at.run, at.lastStep, source});
        return true;
    }
    if (column.record == at.records) {
        // The second name of one quantity in one record: the value counts once.
        if (!agree(column.values.back(), value, 9)) {
            ++m_disagreementCount;
            if (m_disagreements.size() < m_limits.disagreements) {
                m_disagreements.push_back(
                    {entry.name.key, at.lastStep, at.run, column.values.back(), value, source, source});
            }
        }
        return true;
    }
    if (column.steps.size() >= m_limits.points || m_allPoints >= m_limits.allPoints) {
        entry.isCapped = true;
        return false;
    }
    ++m_allPoints;
    column.record = at.records;
    append(column, at.run, at.lastStep, value);
    return true;
}

void MetricsBuilder::append(Column &column, int run, double step, double value)
{
    if (column.runs.empty() || column.runs.back().number != run)
        column.runs.push_back({column.steps.size(), run});
    column.steps.push_back(step);
    column.values.push_back(value);
}

MetricRuns MetricsBuilder::runs() const
{
    MetricRuns runs;
    for (std::size_t s = 0; s < m_states.size(); ++s) {
        const SourceState &at = m_states[s];
        const int count = at.records == 0 ? 0 : at.run + 1;
        // Steps that go back all the time are no restarts, but rows without order, or from the end.
        runs.isUnordered[s] = count > kMaxSourceRuns || (count >= 3 && count * 2 > at.records);
        runs.counts[s] = runs.isUnordered[s] ? 1 : count;
    }
    return runs;
}

JobMetrics MetricsBuilder::build() const
{
    JobMetrics metrics;
    const MetricRuns runs = this->runs();
    metrics.runs = *std::max_element(runs.counts.begin(), runs.counts.end());
    metrics.totalSteps = m_totalSteps;
    metrics.disagreements = m_disagreements;
    metrics.disagreementCount = m_disagreementCount;
    metrics.texts = m_texts + m_csvTexts;
    qint64 repeated = 0;
    const auto merged = [&](const std::array<MetricColumn, kMetricSources> &columns) {
        return mergeColumns(columns, runs, m_limits.points, m_limits.disagreements);
    };
    for (const Entry &entry : m_entries) {
        MergedColumns joined = merged({entry.columns[0], entry.columns[1], entry.columns[2]});
        noteEnd(metrics, runs, entry, joined.points);
        if (joined.points.isEmpty())
            continue;
        repeated += joined.repeated;
        metrics.disagreementCount += joined.disagreementCount;
        for (Disagreement &one : joined.disagreements) {
            if (metrics.disagreements.size() >= m_limits.disagreements)
                break;
            one.key = entry.name.key;
            metrics.disagreements.push_back(one);
        }
        const double last = joined.points.steps.back();
        if (joined.points.runs.back().number == metrics.runs - 1)
            metrics.lastStep = std::max(metrics.lastStep.value_or(last), last);
        if (entry.isCapped || joined.isCapped) {
            metrics.notes +=
                QCoreApplication::translate("JobMetrics", "%1 has more than %2 points; the rest is left out.")
                    .arg(entry.name.label(), QString::number(joined.points.size()));
        }
        if (entry.name.key == "epoch"_L1) {
            metrics.epochs = std::move(joined.points);
            continue;
        }
        Series series;
        static_cast<MetricName &>(series) = entry.name;
        series.points = std::move(joined.points);
        series.disagreeing = std::move(joined.disagreeing);
        series.blanks = entry.blanks;
        breakAtNotANumber(series, entry.notANumber);
        metrics.series.push_back(std::move(series));
    }
    metrics.clock = merged({m_clock, {}, {}}).points;
    if (!metrics.lastStep && !metrics.clock.isEmpty())
        metrics.lastStep = metrics.clock.steps.back();
    const auto rank = [](const Series &series) -> std::ptrdiff_t {
        const std::span<const MetricTerm> terms = metricTerms();
        const std::ptrdiff_t count = std::ssize(terms);
        if (!series.grader.isEmpty())
            return count;
        return series.term ? series.term - terms.data() : count + 1;
    };
    std::stable_sort(metrics.series.begin(), metrics.series.end(),
                     [&](const Series &a, const Series &b) { return rank(a) < rank(b); });
    addNotes(metrics, runs, repeated);
    return metrics;
}

// Sets where the server sent what is not a number: no line leads over these places.
void MetricsBuilder::breakAtNotANumber(Series &series, std::vector<NotANumber> places)
{
    if (places.empty())
        return;
    std::sort(places.begin(), places.end());
    Points &points = series.points;
    for (std::size_t run = 0; run < points.runs.size(); ++run) {
        const auto first = points.steps.begin() + std::ptrdiff_t(points.runs[run].first);
        const auto end = points.steps.begin() + std::ptrdiff_t(points.runEnd(run));
        for (const NotANumber &place : places) {
            if (place.run != points.runs[run].number && points.runs.size() > 1)
                continue;
            if (run + 1 == points.runs.size())
                series.notANumber.push_back(place.step);
            const auto next = std::upper_bound(first, end, place.step);
            if (next != first && next != end)
                points.breaks.push_back(std::size_t(next - points.steps.begin()));
        }
    }
    std::sort(points.breaks.begin(), points.breaks.end());
    points.breaks.erase(std::unique(points.breaks.begin(), points.breaks.end()), points.breaks.end());
}

// Whether the training or validation values end with what is not a number.
void MetricsBuilder::noteEnd(JobMetrics &metrics, const MetricRuns &runs, const Entry &entry,
                             const Points &points) const
{
    const bool isMain = entry.name.grader.isEmpty() && entry.name.split != MetricSplit::None &&
                        (entry.name.kind == MetricKind::Loss || entry.name.kind == MetricKind::Reward);
    const bool isLastRun = !points.isEmpty() && points.runs.back().number + 1 == metrics.runs;
    const double lastNumber = isLastRun ? points.steps.back() : -std::numeric_limits<double>::infinity();
    for (const NotANumber &place : entry.notANumber) {
        const auto source = std::size_t(place.source);
        if (!runs.isUnordered[source] && place.run != m_states[source].run)
            continue; // what was before a restart
        if (!(place.step > lastNumber))
            continue;
        metrics.lastStep = std::max(metrics.lastStep.value_or(place.step), place.step);
        if (isMain)
            metrics.notANumberSince = std::min(metrics.notANumberSince.value_or(place.step), place.step);
    }
}

void MetricsBuilder::addNotes(JobMetrics &metrics, const MetricRuns &runs, qint64 repeated) const
{
    metrics.notes += m_csvNotes;
    const auto count = [&metrics](qint64 number, const char *text) {
        if (number > 0)
            metrics.notes += note(text, number);
    };
    const SourceState &events = m_states[std::size_t(MetricSource::Event)];
    const SourceState &checkpoints = m_states[std::size_t(MetricSource::Checkpoint)];
    const SourceState &csv = m_states[std::size_t(MetricSource::Csv)];
    count(events.odd, QT_TRANSLATE_N_NOOP("JobMetrics", "Metrics events whose data is no object: %n."));
    count(events.withoutStep, QT_TRANSLATE_N_NOOP("JobMetrics", "Metrics events without a step: %n."));
    count(checkpoints.odd, QT_TRANSLATE_N_NOOP("JobMetrics", "Checkpoints whose metrics are no object: %n."));
    count(checkpoints.withoutStep, QT_TRANSLATE_N_NOOP("JobMetrics", "Checkpoints without a step: %n."));
    count(csv.withoutStep,
          QT_TRANSLATE_N_NOOP("JobMetrics", "Rows of the result file without a step, left out: %n."));
    count(repeated, QT_TRANSLATE_N_NOOP(
                        "JobMetrics", "Values that came again for the same step: %n; the later ones count."));
    count(m_leftOut, QT_TRANSLATE_N_NOOP("JobMetrics", "Quantities left out, for there are too many or their "
                                                       "names are too long: %n."));
    for (std::size_t s = 0; s < m_states.size(); ++s) {
        if (runs.isUnordered[s]) {
            metrics.notes +=
                QCoreApplication::translate("JobMetrics", "Steps without order, sorted (source: %1).")
                    .arg(sourceLabel(MetricSource(s)));
        }
    }
    if (metrics.disagreementCount > 0) {
        const Disagreement &first = metrics.disagreements.front();
        metrics.notes +=
            QCoreApplication::translate("JobMetrics",
                                        "The sources disagree %1 times, first on %2 at step %3: %4 (%5), "
                                        "%6 (%7).")
                .arg(QString::number(metrics.disagreementCount), first.key,
                     QString::number(first.step, 'g', 15), QString::number(first.a),
                     sourceLabel(first.sourceA), QString::number(first.b), sourceLabel(first.sourceB));
    }
}

std::vector<double> axisValues(const JobMetrics &metrics, const Points &points, Axis axis,
                               std::optional<double> epochs)
{
    switch (axis) {
    case Axis::Step:
        return points.steps;
    case Axis::WallTime:
        return metrics.clock.isEmpty() ? std::vector<double>() : valuesAt(metrics.clock, points);
    case Axis::Epoch:
        break;
    }
    if (!metrics.epochs.isEmpty())
        return valuesAt(metrics.epochs, points);
    if (!epochs || *epochs <= 0 || !metrics.totalSteps)
        return {};
    std::vector<double> out;
    out.reserve(points.size());
    for (const double step : points.steps)
        out.push_back(step / *metrics.totalSteps * *epochs);
    return out;
}

} // namespace tuneboard
