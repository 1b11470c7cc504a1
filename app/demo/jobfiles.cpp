// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/jobfiles.h"

#include "app/demo/demojson.h"
#include "app/demo/demorandom.h"
#include "app/demo/jobmetrics.h"

#include <algorithm>

namespace tuneboard::demo {
namespace {
qint64 lineCount(const JobSpec &spec, FileKind kind)
{
    return kind == FileKind::Training ? spec.examples : std::max(10, spec.examples / 6);
}

const Topic &topicOf(const JobAt &job)
{
    return topics()[job.spec.topic];
}

// The line that the job's error speaks of, spoilt in that way.
QByteArray spoiltLine(const JobAt &job, QByteArray line)
{
    switch (job.spec.failure) {
    case Failure::NotADictionary:
        // What Python prints for a dictionary is not JSON.
        return line.replace('"', '\'');
    case Failure::RoleMissing:
        return line.replace("{\"role\":\"user\",", "{");
    case Failure::ExtraWeight:
        return line.replace("{\"role\":\"user\",", "{\"role\":\"user\",\"weight\":1,");
    case Failure::None:
    case Failure::TooFewExamples:
    case Failure::Quota:
    case Failure::Unsafe:
    case Failure::DeletedFile:
    case Failure::ServerError:
        break;
    }
    return line;
}

bool encoded(const JobAt &job)
{
    // The newer models' results come as base64; the largest one stays readable as it is.
    return job.spec.points < 10'000 && mix(job.spec.salt, 0xba64) % 5 < 2;
}
} // namespace

bool hasFile(const JobAt &job, FileKind kind)
{
    switch (kind) {
    case FileKind::Training:
        return job.spec.failure != Failure::DeletedFile;
    case FileKind::Validation:
        return job.spec.validation;
    case FileKind::Result:
        break;
    }
    return hasResults(job);
}

QByteArray fileJson(const JobAt &job, FileKind kind, qint64 bytes)
{
    const QByteArray stem = topicOf(job).suffix;
    const bool result = kind == FileKind::Result;
    const QByteArray name = result                       ? QByteArray("step_metrics.csv")
                            : kind == FileKind::Training ? stem + "-train.jsonl"
                                                         : stem + "-valid.jsonl";
    const qint64 created = result ? wallSecsOf(job.spec, job.life, job.spec.finishedMs())
                                  : job.spec.createdSecs - 90 - static_cast<qint64>(job.spec.salt % 3000);
    QByteArray out;
    JsonWriter json(&out);
    json.beginObject().text("object", "file").text("id", fileIdOf(job.world, job.index, kind));
    json.text("purpose", result ? "fine-tune-results" : "fine-tune").text("filename", name);
    json.whole("bytes", bytes).whole("created_at", created);
    json.text("status", "processed").endObject();
    return out;
}

QByteArray fileContentOf(const JobAt &job, FileKind kind)
{
    if (kind == FileKind::Result)
        return encoded(job) ? resultCsv(job).toBase64() : resultCsv(job);
    const qint64 lines = lineCount(job.spec, kind);
    const qint64 first = kind == FileKind::Training ? 1 : 500'001;
    QByteArray content;
    for (qint64 i = 0; i < lines; ++i) {
        const QByteArray line = trainingLine(topicOf(job), job.spec.method, first + i);
        const bool spoilt = kind == FileKind::Training && i + 1 == job.spec.badLine;
        content += spoilt ? spoiltLine(job, line) : line;
        content += '\n';
    }
    return content;
}

qint64 knownFileSize(const JobAt &job, FileKind kind)
{
    if (kind == FileKind::Result || (kind == FileKind::Training && job.spec.badLine > 0))
        return -1;
    const qint64 odd = trainingLine(topicOf(job), job.spec.method, 1).size() + 1;
    const qint64 even = trainingLine(topicOf(job), job.spec.method, 2).size() + 1;
    const qint64 lines = lineCount(job.spec, kind);
    return lines / 2 * (odd + even) + lines % 2 * odd;
}

} // namespace tuneboard::demo
