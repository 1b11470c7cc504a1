// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/jobevents.h"

#include "app/demo/democurve.h"
#include "app/demo/demojson.h"
#include "app/demo/demorandom.h"
#include "app/demo/jobmetrics.h"

#include <algorithm>

namespace tuneboard::demo {
namespace {
quint64 eventSalt(const JobSpec &spec)
{
    return mix(spec.salt, 0xe7e47);
}

bool warned(const JobSpec &spec)
{
    return spec.method != Method::Reinforcement && spec.salt % 7 == 2;
}

// Where the parts of a job's plan begin, in events.
struct Layout
{
    std::vector<int> checkpoints;
    int measured;      // steps with a metrics event
    qint64 started;    // number of the "started" event
    qint64 firstStep;  // of the first metrics event
    qint64 afterSteps; // of the first event behind the training
    qint64 total;

    explicit Layout(const JobAt &job)
        : checkpoints(checkpointPoints(job.spec))
        , measured(job.spec.shape == Shape::None ? 0 : job.spec.points)
    {
        started = warned(job.spec) ? 4 : 3;
        firstStep = started + 1;
        afterSteps = firstStep + measured + static_cast<qint64>(checkpoints.size());
        // Created, evaluating; then the checks (not in the official document), enabled, completed.
        total = afterSteps + 2 + (job.strict() ? 2 : 3);
    }
};

std::vector<Extra> extrasOf(const JobAt &job)
{
    if (job.life != nullptr)
        return job.life->extras();
    if (job.spec.ending == Ending::Succeeded)
        return {};
    // A failure is told as a Cancelled extra with the error's own words.
    return {{ExtraKind::Cancelled, job.spec.createdSecs * 1000 + job.spec.endMs, plannedEventCountOf(job)}};
}

struct Message
{
    QByteArray text;
    qint64 ownMs = 0;
    const char *level = "info";
    const char *data = "{}";
};

Message fileMessage(const JobAt &job)
{
    QByteArray text = "Validating training file: " + fileIdOf(job.world, job.index, FileKind::Training);
    if (job.spec.validation)
        text += " and validation file: " + fileIdOf(job.world, job.index, FileKind::Validation);
    return {text, 0};
}

Message warning(const JobAt &job)
{
    const auto most = static_cast<quint64>(std::max(1, job.spec.examples / 5));
    const QByteArray count = QByteArray::number(2 + job.spec.salt % std::min<quint64>(23, most));
    return {count +
                " examples in the training file are longer than the context of the model and were truncated.",
            job.spec.validatedMs, "warn"};
}

// An event of the plan that is not a metrics event.
Message plannedMessage(const JobAt &job, const Layout &layout, qint64 number)
{
    const JobSpec &spec = job.spec;
    if (number == 0)
        return {"Created fine-tuning job: " + jobIdOf(job.world, job.index), 0};
    if (number == 1)
        return fileMessage(job);
    if (number == 2)
        return {"Files validated, moving job to queued state", spec.validatedMs};
    if (number == layout.started)
        return {"Fine-tuning job started", spec.startedMs, "info", job.strict() ? "{}" : "null"};
    if (number < layout.started)
        return warning(job);
    const qint64 after = number - layout.afterSteps;
    if (after == 0)
        return {"New fine-tuned model created", spec.trainedMs()};
    if (after == 1)
        return {"Evaluating model against our usage policies", spec.trainedMs()};
    if (number == layout.total - 2)
        return {"Usage policy evaluations completed, model is now enabled for sampling", spec.finishedMs()};
    return {"The job has successfully completed", spec.finishedMs()};
}

void beginEvent(JsonWriter *json, const JobAt &job, quint64 code, qint64 createdSecs, const char *level,
                const QByteArray &message)
{
    json->beginObject().text("object", "fine_tuning.job.event");
    json->text("id", makeId("ftevent-", eventSalt(job.spec), code)).whole("created_at", createdSecs);
    json->text("level", level).text("message", message);
}

QByteArray messageEvent(const JobAt &job, quint64 code, qint64 createdSecs, const Message &message)
{
    QByteArray out;
    JsonWriter json(&out);
    beginEvent(&json, job, code, createdSecs, message.level, message.text);
    // What stands for "no data" differs from job to job on real servers.
    const quint64 habit = job.strict() ? 0 : mix(job.spec.salt, 0xda7a) % 10;
    if (habit == 7)
        json.null("data");
    else if (habit == 8)
        json.raw("data", "[]");
    else if (habit != 9)
        json.raw("data", message.data);
    json.text("type", "message").endObject();
    return out;
}

QByteArray moderationEvent(const JobAt &job, quint64 code, qint64 createdSecs)
{
    constexpr const char *categories[] = {"harassment/threatening",
                                          "sexual",
                                          "sexual/minors",
                                          "propaganda",
                                          "hate",
                                          "hate/threatening",
                                          "illicit",
                                          "violence",
                                          "advice",
                                          "self-harm/intent",
                                          "self-harm/instructions",
                                          "sensitive",
                                          "highly-sensitive",
                                          "biological threats",
                                          "cyber security threats"};
    const QByteArray model = modelNameOf(job.world, job.index);
    QByteArray out;
    JsonWriter json(&out);
    beginEvent(&json, job, code, createdSecs, "info", "Moderation checks for snapshot " + model + " passed.");
    json.key("data").beginObject().flag("blocked", false).key("results").beginArray();
    for (const char *category : categories) {
        const bool soft = QByteArrayView(category) == "self-harm/instructions";
        // Only where a finding does not block, there may be one in a model that was let through.
        json.beginObject().flag("flagged", soft && job.spec.salt % 11 == 3).text("category", category);
        json.text("enforcement", soft ? "non_blocking" : "blocking").endObject();
    }
    json.endArray().text("finetuned_model_checkpoint_id", model).endObject();
    json.text("type", "moderation_checks").endObject();
    return out;
}

QByteArray metricsEvent(const JobAt &job, quint64 code, int point)
{
    const qint64 ownMs = job.spec.startedMs + (point + 1) * job.spec.stepMs;
    QByteArray out;
    out.reserve(job.spec.method == Method::Reinforcement ? 4000 : 500);
    JsonWriter json(&out);
    beginEvent(&json, job, code, wallSecsOf(job.spec, job.life, ownMs), "info", stepMessage(job, point));
    json.key("data");
    writeStepData(&json, job, point);
    json.text("type", "metrics").endObject();
    return out;
}

QByteArray plannedEvent(const JobAt &job, qint64 number)
{
    const Layout layout(job);
    const quint64 code = static_cast<quint64>(number) * 4;
    if (number >= layout.firstStep && number < layout.afterSteps) {
        // Each checkpoint's message follows its step at once.
        qint64 before = 0;
        for (const int checkpoint : layout.checkpoints) {
            const qint64 place = layout.firstStep + checkpoint + 1 + before;
            if (number == place) {
                const qint64 ownMs = job.spec.startedMs + (checkpoint + 1) * job.spec.stepMs;
                const QByteArray text =
                    "Checkpoint created at step " + QByteArray::number(stepOfPoint(job.spec, checkpoint));
                return messageEvent(job, code, wallSecsOf(job.spec, job.life, ownMs), {text, ownMs});
            }
            before += number > place ? 1 : 0;
        }
        return metricsEvent(job, code, static_cast<int>(number - layout.firstStep - before));
    }
    if (!job.strict() && number == layout.total - 3)
        return moderationEvent(job, code, wallSecsOf(job.spec, job.life, job.spec.finishedMs()));
    const Message message = plannedMessage(job, layout, number);
    return messageEvent(job, code, wallSecsOf(job.spec, job.life, message.ownMs), message);
}

QByteArray extraEvent(const JobAt &job, const Extra &extra, quint64 number)
{
    const quint64 code = number * 4 + 1;
    const qint64 secs = extra.wallMs / 1000;
    if (job.life == nullptr && job.spec.ending == Ending::Failed) {
        const FailureText failure = failureOf(job.world, job.index);
        QByteArray data;
        JsonWriter(&data)
            .beginObject()
            .text("error_code", failure.code)
            .textOrNull("error_param", failure.param)
            .endObject();
        QByteArray out;
        JsonWriter json(&out);
        beginEvent(&json, job, code, secs, "error", failure.message);
        json.raw("data", data).text("type", "message").endObject();
        return out;
    }
    switch (extra.kind) {
    case ExtraKind::Paused:
        return messageEvent(job, code, secs, {"Fine-tuning job paused", 0});
    case ExtraKind::Resumed:
        return messageEvent(job, code, secs, {"Fine-tuning job resumed", 0});
    case ExtraKind::Cancelled:
        break;
    }
    return messageEvent(job, code, secs, {"Fine-tuning job cancelled", 0});
}
} // namespace

qint64 plannedEventCountOf(const JobAt &job)
{
    const Layout layout(job);
    const JobSpec &spec = job.spec;
    qint64 own = ownMsOf(spec, job.life, job.nowMs);
    // A job that fails at a step of the plan does not reach it.
    if (job.life == nullptr && spec.ending == Ending::Failed)
        own -= 1;
    if (own < spec.validatedMs)
        return 2;
    if (own < spec.startedMs)
        return layout.started;
    if (own >= spec.trainedMs())
        return own >= spec.finishedMs() ? layout.total : layout.afterSteps + 2;
    const qint64 steps =
        std::min<qint64>(layout.measured, (own - spec.startedMs) / std::max<qint64>(1, spec.stepMs));
    const auto kept = std::count_if(layout.checkpoints.begin(), layout.checkpoints.end(),
                                    [steps](int checkpoint) { return checkpoint < steps; });
    return layout.firstStep + steps + kept;
}

qint64 eventCountOf(const JobAt &job)
{
    return plannedEventCountOf(job) + static_cast<qint64>(extrasOf(job).size());
}

QByteArray eventJson(const JobAt &job, qint64 event)
{
    const std::vector<Extra> extras = extrasOf(job);
    qint64 planned = event;
    for (std::size_t i = 0; i < extras.size(); ++i) {
        const qint64 place = extras[i].planned + static_cast<qint64>(i);
        if (event == place)
            return extraEvent(job, extras[i], i);
        if (event > place)
            --planned;
    }
    return plannedEvent(job, planned);
}

qint64 findEventOf(const JobAt &job, QByteArrayView id)
{
    const qint64 code = numberOfId(id, "ftevent-", eventSalt(job.spec));
    if (code < 0)
        return -1;
    const std::vector<Extra> extras = extrasOf(job);
    const qint64 number = code / 4;
    if (code % 4 == 1)
        return number < static_cast<qint64>(extras.size())
                   ? extras[static_cast<std::size_t>(number)].planned + number
                   : -1;
    if (code % 4 != 0 || number >= plannedEventCountOf(job))
        return -1;
    const auto before = std::count_if(extras.begin(), extras.end(),
                                      [number](const Extra &extra) { return extra.planned <= number; });
    return number + before;
}

std::vector<int> checkpointsOf(const JobAt &job)
{
    std::vector<int> points = checkpointPoints(job.spec);
    const qint64 own = ownMsOf(job.spec, job.life, job.nowMs);
    points.erase(
        std::remove_if(points.begin(), points.end(),
                       [&](int point) { return job.spec.startedMs + (point + 1) * job.spec.stepMs > own; }),
        points.end());
    return points;
}

QByteArray checkpointIdOf(const JobAt &job, int point)
{
    return makeId("ftckpt_", mix(job.spec.salt, 0xcc), static_cast<quint64>(point));
}

QByteArray checkpointJson(const JobAt &job, int point)
{
    const qint64 ownMs = job.spec.startedMs + (point + 1) * job.spec.stepMs;
    QByteArray out;
    JsonWriter json(&out);
    json.beginObject().text("object", "fine_tuning.job.checkpoint").text("id", checkpointIdOf(job, point));
    json.whole("created_at", wallSecsOf(job.spec, job.life, ownMs));
    json.text("fine_tuned_model_checkpoint", checkpointModelOf(job.world, job.index, point));
    json.text("fine_tuning_job_id", jobIdOf(job.world, job.index)).key("metrics");
    writeCheckpointMetrics(&json, job, point);
    json.whole("step_number", stepOfPoint(job.spec, point)).endObject();
    return out;
}

} // namespace tuneboard::demo
