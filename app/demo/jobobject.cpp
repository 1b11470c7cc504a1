// SPDX-License-Identifier: GPL-3.0-or-later
// The job object. The default scenario writes it as servers do, with all their ways to say "nothing"; the
// strict one as the official document has it.
#include "app/demo/demograders.h"
#include "app/demo/demojson.h"
#include "app/demo/demorandom.h"
#include "app/demo/demoworld.h"

#include <cmath>

namespace tuneboard::demo {
namespace {
// Which of a server's habits a job follows; old jobs miss what was added later.
struct Habits
{
    bool strict;
    bool old;
    quint64 lot;

    explicit Habits(const JobAt &job)
        : strict(job.strict())
        , old(!job.strict() && job.spec.createdSecs < startOfDay(job.world.options) - 285LL * 86'400)
        , lot(mix(job.spec.salt, 0x4ab17))
    {
    }
    bool oneIn(quint64 n, quint64 channel) const { return !strict && mix(lot, channel) % n == 0; }
};

// The requested values are only worked out once the files are read.
bool resolved(const JobAt &job)
{
    if (!job.spec.autoAsked)
        return true;
    return job.life != nullptr ? job.life->ownMsAt(job.nowMs) >= job.spec.validatedMs
                               : job.spec.endMs > job.spec.validatedMs;
}

void writeCommonParameters(JsonWriter *json, const JobAt &job, bool inMethod)
{
    const JobSpec &spec = job.spec;
    if (!resolved(job)) {
        json->text("n_epochs", "auto").text("batch_size", "auto").text("learning_rate_multiplier", "auto");
        return;
    }
    json->whole("n_epochs", spec.epochs).whole("batch_size", spec.batch);
    const double rate = static_cast<double>(std::lround(spec.rate * 10)) / 10;
    if (inMethod)
        json->pointed("learning_rate_multiplier", rate);
    else
        json->real("learning_rate_multiplier", rate);
}

void writeTopParameters(JsonWriter *json, const JobAt &job, const Habits &habits)
{
    if (!habits.strict && job.spec.method == Method::Reinforcement)
        return;
    if (!habits.strict && job.spec.method == Method::Dpo) {
        json->null("hyperparameters");
        return;
    }
    json->key("hyperparameters").beginObject();
    writeCommonParameters(json, job, false);
    json->endObject();
}

void writeReinforcement(JsonWriter *json, const JobAt &job)
{
    const bool known = resolved(job);
    json->raw("grader", graderJson(job.spec, job.strict())).key("hyperparameters").beginObject();
    if (known)
        json->whole("batch_size", job.spec.batch).pointed("compute_multiplier", 1).whole("eval_interval", 5);
    else
        json->text("batch_size", "auto").text("compute_multiplier", "auto").text("eval_interval", "auto");
    if (known)
        json->whole("eval_samples", 2)
            .pointed("learning_rate_multiplier", 1)
            .whole("n_epochs", job.spec.epochs);
    else
        json->text("eval_samples", "auto").text("learning_rate_multiplier", "auto").text("n_epochs", "auto");
    constexpr const char *efforts[] = {"default", "medium", "high", "low"};
    json->text("reasoning_effort", efforts[job.spec.salt % 4]).endObject();
    if (!job.strict() && job.spec.salt % 3 == 0) {
        json->raw(
            "response_format",
            R"({"type":"json_schema","json_schema":{"name":"answer","strict":true,"schema":{"type":"object",)"
            R"("properties":{"code":{"type":"string"},"reason":{"type":"string"}},)"
            R"("required":["code","reason"],"additionalProperties":false}}})");
    }
}

void writeMethod(JsonWriter *json, const JobAt &job, const Habits &habits)
{
    // Before there was a method, all jobs were supervised.
    if (habits.old && job.spec.method == Method::Supervised)
        return;
    constexpr const char *names[] = {"supervised", "dpo", "reinforcement"};
    const auto own = static_cast<std::size_t>(job.spec.method);
    json->key("method").beginObject().text("type", names[own]);
    if (habits.oneIn(7, 1)) {
        for (std::size_t other = 0; other < std::size(names); ++other) {
            if (other != own)
                json->null(names[other]);
        }
    }
    json->key(names[own]).beginObject();
    if (job.spec.method == Method::Reinforcement) {
        writeReinforcement(json, job);
    } else {
        json->key("hyperparameters").beginObject();
        if (job.spec.method == Method::Dpo) {
            constexpr double betas[] = {0.1, 0.1, 0.2, 0.5};
            json->real("beta", betas[job.spec.salt % 4]);
        }
        writeCommonParameters(json, job, true);
        json->endObject();
    }
    json->endObject().endObject();
}

void writeError(JsonWriter *json, const JobAt &job, const Habits &habits)
{
    if (job.phase() == Phase::Failed) {
        const FailureText failure = failureOf(job.world, job.index);
        json->key("error").beginObject().text("code", failure.code);
        // The key order differs between the service's versions.
        if (habits.oneIn(3, 2))
            json->textOrNull("param", failure.param).text("message", failure.message);
        else
            json->text("message", failure.message).textOrNull("param", failure.param);
        json->endObject();
    } else if (habits.strict || habits.oneIn(6, 3)) {
        json->null("error");
    } else if (habits.oneIn(8, 4)) {
        json->key("error").beginObject().null("code").null("message").null("param").endObject();
    } else if (!(habits.old && habits.oneIn(2, 5))) {
        json->key("error").beginObject().endObject();
    }
}

void writeIntegrations(JsonWriter *json, const JobAt &job, const Habits &habits)
{
    const bool shown = job.index == showcase::LongMetadata;
    if (!shown && habits.oneIn(12, 6)) {
        json->null("integrations");
        return;
    }
    json->key("integrations").beginArray();
    if (shown || job.spec.salt % 6 == 1) {
        const Topic &topic = topics()[job.spec.topic];
        json->beginObject().text("type", "wandb").key("wandb").beginObject();
        json->text("project", QByteArray("finetune-") + topic.team);
        if (shown) {
            json->text("name", "nl-glossary-3").text("entity", "larkspur-ml");
            json->key("tags").beginArray().text("localisation").text("nl").text("spring-release").endArray();
        } else if (!habits.strict) {
            json->null("entity").null("name").null("tags");
        }
        if (!habits.strict)
            json->text("run_id", jobIdOf(job.world, job.index));
        json->endObject().endObject();
    }
    json->endArray();
}

void writeMetadata(JsonWriter *json, const JobAt &job, const Habits &habits)
{
    const auto pairs = metadataOf(job.world, job.index);
    if (pairs.isEmpty()) {
        if (!habits.old)
            json->null("metadata");
        return;
    }
    json->key("metadata").beginObject();
    for (const auto &pair : pairs)
        json->text(pair.first, pair.second);
    json->endObject();
}

// Seconds UTC, or -1 for null. A running job's estimate is right; a finished one keeps an old estimate now
// and then.
qint64 estimatedFinish(const JobAt &job, const Habits &habits)
{
    switch (job.phase()) {
    case Phase::Running:
    case Phase::Evaluating:
        return wallSecsOf(job.spec, job.life, job.spec.finishedMs());
    case Phase::Queued:
        return habits.strict ? -1 : 0;
    case Phase::Succeeded:
        return habits.oneIn(5, 7) ? wallSecsOf(job.spec, job.life, job.spec.startedMs + 600'000) : -1;
    case Phase::Validating:
    case Phase::Paused:
    case Phase::Failed:
    case Phase::Cancelled:
        break;
    }
    return -1;
}

void writeWholeOrNull(JsonWriter *json, const char *name, qint64 value)
{
    if (value < 0)
        json->null(name);
    else
        json->whole(name, value);
}
} // namespace

QByteArray statusWord(const JobAt &job)
{
    switch (job.phase()) {
    case Phase::Validating:
        return "validating_files";
    case Phase::Queued:
        return "queued";
    case Phase::Running:
    case Phase::Evaluating:
        return "running";
    case Phase::Paused:
        // The official document can pause a job, but has no word for one that is paused: it waits, as queued
        // ones do.
        return job.strict() ? "queued" : "paused";
    case Phase::Succeeded:
        return "succeeded";
    case Phase::Failed:
        return "failed";
    case Phase::Cancelled:
        break;
    }
    return "cancelled";
}

QByteArray jobJson(const JobAt &job)
{
    const JobSpec &spec = job.spec;
    const Habits habits(job);
    const Phase phase = job.phase();
    const bool done = phase == Phase::Succeeded;
    QByteArray out;
    out.reserve(1400);
    JsonWriter json(&out);
    json.beginObject().text("object", "fine_tuning.job").text("id", jobIdOf(job.world, job.index));
    json.text("model", startModelOf(job.world, job.index)).whole("created_at", spec.createdSecs);
    // Set when the training ends, while the status stays running through the safety evaluation.
    const bool trained = done || phase == Phase::Evaluating;
    writeWholeOrNull(&json, "finished_at", trained ? wallSecsOf(spec, job.life, spec.trainedMs()) : -1);
    json.textOrNull("fine_tuned_model", done ? modelNameOf(job.world, job.index) : QByteArray());
    if (!(habits.old && habits.oneIn(9, 8)))
        json.text("organization_id", organizationOf(job.world));
    if (phase == Phase::Cancelled && habits.oneIn(4, 9)) {
        json.null("result_files");
    } else {
        json.key("result_files").beginArray();
        if (hasResults(job))
            json.text(fileIdOf(job.world, job.index, FileKind::Result));
        json.endArray();
    }
    json.text("status", statusWord(job));
    json.textOrNull("validation_file",
                    spec.validation ? fileIdOf(job.world, job.index, FileKind::Validation) : QByteArray());
    json.text("training_file", fileIdOf(job.world, job.index, FileKind::Training));
    writeTopParameters(&json, job, habits);
    writeWholeOrNull(&json, "trained_tokens", done ? spec.trainedTokens : -1);
    writeError(&json, job, habits);
    if (!habits.strict)
        json.textOrNull("user_provided_suffix", suffixOf(job.world, job.index));
    if (!(habits.old && habits.oneIn(3, 10)))
        json.whole("seed", static_cast<qint64>(mix(spec.salt, 0x5eed) & 0xffffffffU));
    writeWholeOrNull(&json, "estimated_finish", estimatedFinish(job, habits));
    writeIntegrations(&json, job, habits);
    writeMetadata(&json, job, habits);
    if (!habits.strict)
        json.null("usage_metrics").flag("shared_with_openai", habits.oneIn(15, 11)).null("eval_id");
    writeMethod(&json, job, habits);
    json.endObject();
    return out;
}

} // namespace tuneboard::demo
