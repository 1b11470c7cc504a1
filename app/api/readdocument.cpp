// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/readdocument.h"

#include "app/api/grader.h"
#include "app/api/readcsv.h"
#include "app/api/readerror.h"
#include "app/api/readjson.h"
#include "app/api/readtext.h"

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

using Kind = Document::Kind;

bool isError(const Value &value)
{
    if (isErrorBody(value))
        return true;
    if (value.find(u"id"))
        return false;
    const Value *error = value.find(u"error");
    if (error && error->isObject() && !(error->children.empty() && listElements(value)))
        return true;
    // The bodies of some servers, and the object inside an error body, as some clients print it.
    if (listElements(value))
        return false;
    const Value *errors = value.find(u"errors");
    return value.find(u"detail") || (errors && errors->isArray()) ||
           (value.find(u"message") && value.find(u"code"));
}

// What was kept of an answer: its status and its body, alone or under `response`.
bool isRecording(const Value &value)
{
    if (const Value *response = value.find(u"response"); response && response->isObject())
        return true;
    const Value *status = value.find(u"status");
    const qint64 code = status && status->isNumber() ? status->toInteger().value_or(0) : 0;
    return code >= 100 && code <= 599 && value.find(u"body") && !value.find(u"id");
}

// What came from a job's own address may not say so.
bool looksLikeJob(const Value &value)
{
    const bool hasId = value.find(u"id") || value.find(u"job_id");
    if (!hasId)
        return false;
    const bool saysJob = value.string(u"object") == "job"_L1 || value.string(u"object") == "finetune"_L1;
    const bool hasFields =
        (value.find(u"status") || value.find(u"state")) &&
        (value.find(u"model") || value.find(u"base_model") || value.find(u"training_file") ||
         value.find(u"training_files") || value.find(u"hyperparameters"));
    return saysJob || hasFields;
}

// Some servers give their events and checkpoints neither an id nor a kind.
bool looksLikeEvent(const Value &value)
{
    const bool isLogged = value.find(u"level") || (value.find(u"created_at") && !value.find(u"code"));
    const Value *message = value.find(u"message");
    return message && message->isString() && isLogged && !value.find(u"status");
}

bool looksLikeCheckpoint(const Value &value)
{
    const auto is = [&value](QStringView name, auto kind) {
        const Value *member = value.find(name);
        return member && (member->*kind)();
    };
    const bool isAtStep = is(u"step", &Value::isNumber) || is(u"step_number", &Value::isNumber);
    return isAtStep && !value.find(u"message") &&
           (is(u"metrics", &Value::isObject) || is(u"checkpoint_type", &Value::isString) ||
            is(u"fine_tuned_model_checkpoint", &Value::isString) || is(u"path", &Value::isString));
}

Kind objectKind(const Value &value)
{
    const QString object = value.string(u"object");
    const Value *number = value.find(u"id");
    const QString id = number && number->isNumber() ? number->text : value.string(u"id");
    if (object == "fine_tuning.job"_L1 || object == "fine-tune"_L1)
        return Kind::Job;
    if (object == "fine_tuning.job.event"_L1 || object == "fine-tune-event"_L1 ||
        id.startsWith("ftevent-"_L1))
        return Kind::Event;
    if (object == "fine_tuning.job.checkpoint"_L1 || id.startsWith("ftckpt_"_L1) ||
        id.startsWith("ftchkpt-"_L1))
        return Kind::Checkpoint;
    if (object == "file"_L1 || id.startsWith("file-"_L1))
        return Kind::File;
    if (id.startsWith("ftjob-"_L1) || id.startsWith("ft-"_L1))
        return Kind::Job;
    if (isRecording(value))
        return Kind::Recording;
    if (looksLikeJob(value))
        return Kind::Job;
    if (looksLikeGrader(value))
        return Kind::Grader;
    if (looksLikeCheckpoint(value))
        return Kind::Checkpoint;
    if (looksLikeEvent(value))
        return Kind::Event;
    if (isError(value))
        return Kind::Error;
    const Value *status = value.find(u"status") ? value.find(u"status") : value.find(u"state");
    if (!id.isEmpty() && status && status->isString())
        return Kind::Job;
    // A request that creates a job has a job's fields.
    if (value.find(u"training_file") || value.find(u"method"))
        return Kind::Job;
    return Kind::Json;
}

Kind listKind(const Value &elements)
{
    // The first element of a known kind decides; unknown elements before it are skipped.
    const auto known =
        std::find_if(elements.children.begin(), elements.children.end(), [](const Value &element) {
            return element.isObject() && objectKind(element) != Kind::Json;
        });
    if (known == elements.children.end())
        return Kind::Json;
    switch (objectKind(*known)) {
    case Kind::Job:
        return Kind::JobList;
    case Kind::Event:
        return Kind::EventList;
    case Kind::Checkpoint:
        return Kind::CheckpointList;
    case Kind::File:
        return Kind::FileList;
    case Kind::Grader:
        return Kind::GraderList;
    default:
        return Kind::Json;
    }
}

CsvTable readTable(QByteArrayView text)
{
    CsvTable table;
    CsvReader reader(text);
    std::vector<QByteArrayView> cells;
    const auto texts = [&cells] {
        QStringList row;
        row.reserve(qsizetype(cells.size()));
        for (const QByteArrayView cell : cells)
            row.append(QString::fromUtf8(cell));
        return row;
    };
    if (reader.next(cells))
        table.columns = texts();
    while (reader.next(cells))
        table.records.push_back(texts());
    return table;
}

} // namespace

Document::Kind documentKind(const Value &value)
{
    const Kind kind = value.isObject() ? objectKind(value) : Kind::Json;
    if (kind != Kind::Json)
        return kind; // perhaps with lists of its own
    const Value *elements = listElements(value);
    return elements ? listKind(*elements) : kind;
}

Document readDocument(const QByteArray &received, const DocumentOptions &options)
{
    Document document;
    PlainText plain = readText(received);
    document.note = plain.note;
    const QByteArray bytes = linesAsArray(plain.bytes);
    auto json = readJson(bytes, options.maxValues);
    if (json && json->isContainer()) {
        document.value = std::move(json).value();
        document.kind = documentKind(document.value);
        return document;
    }
    const QByteArray start = bytes.trimmed();
    if (!json && (start.startsWith('{') || start.startsWith('['))) {
        document.problem = json.error().message;
        document.isTooBig = json.error().code == kTooBigCode;
    }
    ResultText result = readResultText(plain.bytes);
    document.kind = looksLikeResultCsv(result.text) && document.problem.isEmpty() ? Kind::Table : Kind::Text;
    document.text = std::move(result.text);
    if (document.kind == Kind::Table && options.hasTable)
        document.table = readTable(document.text);
    document.wasBase64 = result.wasBase64;
    return document;
}

} // namespace tuneboard
