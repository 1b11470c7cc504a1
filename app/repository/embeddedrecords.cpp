// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/repository/embeddedrecords.h"

#include "app/api/document.h"
#include "app/api/field.h"
#include "app/api/readobjects.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

constexpr int kMaxDepth = 3; // of metrics inside metrics

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(JobRecords)
};

constexpr std::array kTimes{u"created_at", u"timestamp", u"updated_at", u"time"};

bool isTime(const QString &name)
{
    return std::any_of(kTimes.begin(), kTimes.end(), [&name](const char16_t *time) { return name == time; });
}

std::optional<double> stepOf(const Value &object)
{
    for (const char16_t *name : {u"step", u"step_number"}) {
        std::optional<double> number;
        if (const Value *step = object.find(QStringView(name)))
            assign(*step, number);
        if (number && std::isfinite(*number))
            return number;
    }
    return std::nullopt;
}

void takeTime(const Value &object, Timestamp &to)
{
    for (const char16_t *name : kTimes) {
        const Value *time = object.find(QStringView(name));
        if (to || !time)
            continue;
        assign(*time, to);
    }
}

// Ids have to differ: the tables find their rows by them.
QString idOr(const QString &id, std::size_t index, QSet<QString> &taken)
{
    QString own = id.isEmpty() || taken.contains(id) ? u'#' + QString::number(index + 1) : id;
    taken.insert(own);
    return own;
}

EventRow eventRow(const Value &value)
{
    const Event event = readEvent(value);
    EventRow row;
    row.id = event.id;
    row.createdAt = event.createdAt;
    takeTime(value, row.createdAt);
    row.level = event.level;
    row.type = event.type;
    row.message = event.message;
    const QString name = value.string(u"name");
    if (row.message.isEmpty())
        row.message = name;
    row.step = stepOf(event.data);
    if (!row.step)
        row.step = stepOfMessage(row.message);
    // Of an event with a step in its data the metrics are read unless its type says something else.
    if (row.type.isEmpty() && !row.step)
        row.type = name;
    row.raw = toJson(value, -1).toUtf8();
    return row;
}

bool isOldestFirst(const std::vector<EventRow> &events)
{
    if (events.size() < 2)
        return false;
    const EventRow &first = events.front();
    const EventRow &last = events.back();
    if (first.createdAt && last.createdAt && !(first.createdAt == last.createdAt))
        return first.createdAt.secs < last.createdAt.secs;
    return first.step && last.step && *first.step < *last.step;
}

Value valueOf(const QString &key, const QString &text, Value::Kind kind)
{
    Value value;
    value.key = key;
    value.text = text;
    value.kind = kind;
    return value;
}

/// One step with what was measured at it.
struct Measured
{
    Timestamp at;
    Value data;
};
using Steps = std::map<double, Measured>;

// A list of objects with a step: each holds the metrics of its step, or, with a `value`, the metric `name`.
void takeSteps(const Value &list, const QString &name, Steps &steps)
{
    for (const Value &element : list.children) {
        const auto step = element.isObject() ? stepOf(element) : std::nullopt;
        if (!step)
            continue;
        Measured &measured = steps[*step];
        takeTime(element, measured.at);
        const Value *value = element.find(u"value");
        for (const Value &member : value ? std::vector<Value>{*value} : element.children) {
            if (isTime(member.key))
                continue;
            measured.data.children.push_back(member);
            if (value && !name.isEmpty())
                measured.data.children.back().key = name;
        }
    }
}

void takeMetrics(const Value &metrics, const QString &name, Steps &steps, int depth)
{
    if (metrics.isArray())
        return takeSteps(metrics, name, steps);
    if (!metrics.isObject() || depth > kMaxDepth)
        return;
    for (const Value &member : metrics.children)
        takeMetrics(member, member.key, steps, depth + 1);
}

// The newest step first.
void addSteps(const Steps &steps, std::vector<EventRow> &events)
{
    for (auto it = steps.rbegin(); it != steps.rend(); ++it) {
        const QString step = QString::number(it->first, 'g', 15);
        EventRow row;
        row.id = u"#step-"_s + step;
        row.createdAt = it->second.at;
        row.type = u"metrics"_s;
        row.message = Words::tr("Step %1").arg(step);
        row.step = it->first;
        Value event;
        event.kind = Value::Kind::Object;
        if (row.createdAt)
            event.children.push_back(
                valueOf(u"created_at"_s, QString::number(row.createdAt.secs), Value::Kind::Number));
        event.children.push_back(valueOf(u"type"_s, row.type, Value::Kind::String));
        Value data = it->second.data;
        data.key = u"data"_s;
        data.kind = Value::Kind::Object;
        if (!data.find(u"step"))
            data.children.push_back(valueOf(u"step"_s, step, Value::Kind::Number));
        event.children.push_back(std::move(data));
        row.raw = toJson(event, -1).toUtf8();
        events.push_back(std::move(row));
    }
}

} // namespace

void ListedEvents::add(const Value &element)
{
    if (!element.isObject())
        return;
    EventRow row = eventRow(element);
    row.id = idOr(row.id, m_events.size(), m_taken);
    m_events.push_back(std::move(row));
}

std::vector<EventRow> ListedEvents::take()
{
    if (isOldestFirst(m_events))
        std::reverse(m_events.begin(), m_events.end());
    return std::exchange(m_events, {});
}

void ListedCheckpoints::add(const Value &element)
{
    if (!element.isObject())
        return;
    Checkpoint checkpoint = readCheckpoint(element);
    checkpoint.id = idOr(checkpoint.id, m_checkpoints.size(), m_taken);
    takeTime(element, checkpoint.createdAt);
    if (const auto step = stepOf(element); step && !checkpoint.stepNumber)
        checkpoint.stepNumber = qint64(*step);
    m_checkpoints.push_back(std::move(checkpoint));
}

std::vector<Checkpoint> ListedCheckpoints::take()
{
    return std::exchange(m_checkpoints, {});
}

std::vector<EventRow> eventsOfList(const Value &list)
{
    ListedEvents events;
    for (const Value &element : list.children)
        events.add(element);
    return events.take();
}

std::vector<Checkpoint> checkpointsOfList(const Value &list)
{
    ListedCheckpoints checkpoints;
    for (const Value &element : list.children)
        checkpoints.add(element);
    return checkpoints.take();
}

EmbeddedRecords embeddedRecords(const Value &job)
{
    std::vector<EventRow> events;
    std::vector<Checkpoint> checkpoints;
    Steps steps;
    const Value *details = job.find(u"status_details");
    for (const Value *holder : {&job, details}) {
        if (!holder)
            continue;
        const auto list = [holder](QStringView name) {
            const Value *found = holder->find(name);
            return found ? listElements(*found) : nullptr;
        };
        for (const char16_t *name : {u"events", u"status_logs"}) {
            const Value *found = list(QStringView(name));
            if (events.empty() && found)
                events = eventsOfList(*found);
        }
        if (const Value *found = list(u"checkpoints"); checkpoints.empty() && found)
            checkpoints = checkpointsOfList(*found);
        if (const Value *metrics = holder->find(u"metrics"); metrics && steps.empty())
            takeMetrics(*metrics, {}, steps, 0);
    }
    addSteps(steps, events);
    return {std::make_shared<const std::vector<EventRow>>(std::move(events)),
            std::make_shared<const std::vector<Checkpoint>>(std::move(checkpoints))};
}

} // namespace tuneboard
