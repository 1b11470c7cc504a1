// SPDX-License-Identifier: GPL-3.0-or-later
// What servers and files really hold, and what is right for each: tests/data/cases. The answers were written
// before the readers.
#include "app/api/job.h"
#include "app/api/readdocument.h"
#include "app/api/readerror.h"
#include "app/api/readjson.h"
#include "app/api/readobjects.h"
#include "app/api/readpage.h"
#include "app/api/readtime.h"
#include "app/api/request.h"
#include "app/link/ids.h"
#include "app/link/ourlink.h"
#include "app/models/jobfigures.h"
#include "app/models/jobtable.h"
#include "app/models/metrics.h"
#include "tests/support/faultserver.h"
#include "tests/support/folders.h"
#include "tests/terminalprocess.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <cmath>

using namespace tuneboard;
using namespace tuneboard::test;
using namespace Qt::StringLiterals;

namespace {

QByteArray fileOf(const QString &name)
{
    QFile file(dataPath(u"cases/"_s + name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(file.fileName()));
    return file.readAll();
}

// All inputs of one section, of all files of answers.
QJsonArray section(const QString &name)
{
    QJsonArray all;
    for (const QString &file : {u"answers.json"_s, u"more.json"_s, u"found.json"_s}) {
        for (const QJsonValue &one : QJsonDocument::fromJson(fileOf(file))[name].toArray())
            all.append(one);
    }
    return all;
}

QByteArray jsonOf(const QJsonValue &value)
{
    if (value.isString()) // as a text that is sent
        return value.toString().toUtf8();
    const QByteArray inArray = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return inArray.sliced(1, inArray.size() - 2);
}

// The bytes of an input: of its file, of its text, or of its JSON.
QByteArray bytesOf(const QJsonObject &input, QLatin1StringView member)
{
    if (input.contains("file"_L1))
        return fileOf(input["file"_L1].toString());
    if (input.contains("base64"_L1))
        return QByteArray::fromBase64(input["base64"_L1].toString().toLatin1());
    if (input.contains("text"_L1))
        return input["text"_L1].toString().toUtf8();
    return jsonOf(input[member]);
}

// {"status", "body"} of an answer: of its file, or as it stands in the table.
QPair<int, QByteArray> answerOf(const QJsonObject &input)
{
    if (!input.contains("file"_L1))
        return {input["http"_L1].toInt(), jsonOf(input["body"_L1])};
    const QJsonDocument file = QJsonDocument::fromJson(fileOf(input["file"_L1].toString()));
    return {file["status"_L1].toInt(), jsonOf(file["body"_L1])};
}

void addRows(const QString &name)
{
    QTest::addColumn<QJsonObject>("input");
    const QJsonArray inputs = section(name);
    QVERIFY(!inputs.isEmpty());
    for (const QJsonValue &input : inputs)
        QTest::newRow(qPrintable(input["name"_L1].toString())) << input.toObject();
}

QJsonValue integer(qint64 number)
{
    return number == kNoInteger ? QJsonValue() : QJsonValue(number);
}

QJsonValue number(double value)
{
    return std::isnan(value) ? QJsonValue() : QJsonValue(value);
}

QJsonValue texts(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QString word(Status status)
{
    const StatusTerm *term = statusTerm(status);
    return term ? QString::fromLatin1(term->word) : u"unknown"_s;
}

QString utf8(QByteArrayView text)
{
    return QString::fromUtf8(text);
}

// The id as it stands in the path of a request.
QString segmentOf(const QString &id)
{
    Endpoint endpoint;
    endpoint.baseUrl = QUrl(u"http://127.0.0.1/v1"_s);
    const Result<QUrl> url = urlOf(endpoint, Request::get(jobPath(id)));
    return url ? QString::fromLatin1(url->toEncoded()).section("/jobs/"_L1, 1) : url.error().message;
}

// What the list shows of a job, in the words of the answers.
QJsonObject shownBy(const JobTable &table, quint32 at)
{
    const JobRow row = table.row(at);
    const JobEta eta = jobEta(row, nullptr, 1'800'000'000);
    QJsonObject shown;
    shown["id"_L1] = utf8(row.id);
    shown["status"_L1] = word(row.state());
    shown["raw_status"_L1] = utf8(row.status);
    shown["final"_L1] = isTerminal(row.state());
    shown["created_at"_L1] = integer(row.createdAt);
    shown["finished_at"_L1] = integer(row.finishedAt);
    shown["trained_tokens"_L1] = integer(row.trainedTokens);
    shown["method"_L1] = row.method.isEmpty() ? QJsonValue(u"supervised"_s) : texts(utf8(row.method));
    shown["n_epochs"_L1] = number(row.nEpochs);
    shown["batch_size"_L1] = number(row.batchSize);
    shown["error"_L1] = texts(utf8(row.errorMessage));
    shown["name"_L1] = utf8(table.name(at));
    shown["done_steps"_L1] = number(row.doneSteps);
    shown["total_steps"_L1] = number(row.totalSteps);
    shown["percent"_L1] = eta.part ? QJsonValue(*eta.part * 100) : QJsonValue();
    shown["training_file"_L1] = texts(utf8(row.trainingFile));
    return shown;
}

QJsonValue numberOf(const Hyperparameter &one)
{
    return one.state == Hyperparameter::State::Number ? QJsonValue(one.number) : QJsonValue();
}

// What the page of a job shows, in the same words.
QJsonObject shownBy(const Job &job)
{
    QJsonObject shown;
    shown["id"_L1] = job.id;
    shown["status"_L1] = word(job.state());
    shown["raw_status"_L1] = job.status;
    shown["final"_L1] = isTerminal(job.state());
    shown["created_at"_L1] = job.createdAt ? QJsonValue(job.createdAt.secs) : QJsonValue();
    shown["finished_at"_L1] = job.finishedAt ? QJsonValue(job.finishedAt.secs) : QJsonValue();
    shown["trained_tokens"_L1] = job.trainedTokens ? QJsonValue(*job.trainedTokens) : QJsonValue();
    shown["error"_L1] = texts(job.error.message);
    const Hyperparameters numbers = job.hyperparameters();
    shown["method"_L1] = job.methodType();
    shown["n_epochs"_L1] = numberOf(numbers.nEpochs);
    shown["batch_size"_L1] = numberOf(numbers.batchSize);
    shown["name"_L1] = job.name();
    shown["done_steps"_L1] = job.doneSteps ? QJsonValue(*job.doneSteps) : QJsonValue();
    shown["total_steps"_L1] = job.totalSteps ? QJsonValue(*job.totalSteps) : QJsonValue();
    shown["training_file"_L1] = texts(job.trainingFiles.join(", "_L1));
    return shown;
}

// The first difference, for a message; empty: none. Keys that only one side has are not compared.
QString difference(const QJsonObject &shown, const QJsonObject &right)
{
    for (auto it = right.begin(); it != right.end(); ++it) {
        if (!shown.contains(it.key()))
            continue;
        const QJsonValue is = shown[it.key()];
        const bool areClose = is.isDouble() && it->isDouble() &&
                              std::abs(is.toDouble() - it->toDouble()) <= 1e-9 * std::abs(it->toDouble());
        if (is != *it && !areClose)
            return u"%1 is %2, not %3"_s.arg(it.key(), utf8(jsonOf(is)), utf8(jsonOf(*it)));
    }
    return {};
}

} // namespace

class TstCases : public QObject
{
    Q_OBJECT

private slots:
    void lists_data() { addRows(u"lists"_s); }
    void lists();
    void jobs_data() { addRows(u"jobs"_s); }
    void jobs();
    void errors_data() { addRows(u"errors"_s); }
    void errors();
    void errorsInside_data() { addRows(u"errors_in_200"_s); }
    void errorsInside();
    void events_data() { addRows(u"events"_s); }
    void events();
    void ids();
    void times();
    void documents_data() { addRows(u"documents"_s); }
    void documents();
    void modelNames();
    void links();
    void theTerminalListsTheSame_data() { addRows(u"lists"_s); }
    void theTerminalListsTheSame();
};

void TstCases::lists()
{
    QFETCH(QJsonObject, input);
    const Result<JobPage> page = readJobPage(bytesOf(input, "body"_L1));
    QVERIFY2(page.ok(), qPrintable(page ? QString() : page.error().message));
    const QJsonArray right = input["rows"_L1].toArray();
    QCOMPARE(page->rejected, 0);
    QCOMPARE(std::ssize(page->jobs.rows), right.size());
    JobTable table;
    table.upsert(page->jobs);
    for (const QJsonValue &answer : right) {
        const qint64 at = table.find(0, answer["id"_L1].toString().toUtf8());
        QVERIFY2(at >= 0, qPrintable(answer["id"_L1].toString()));
        const QString wrong = difference(shownBy(table, quint32(at)), answer.toObject());
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
        const Result<Value> value = readJson(page->jobs.rows[std::size_t(at)].raw);
        QVERIFY(value.ok());
        const QString wrongOnPage = difference(shownBy(readJob(*value)), answer.toObject());
        QVERIFY2(wrongOnPage.isEmpty(), qPrintable(u"on the page "_s + wrongOnPage));
    }
}

void TstCases::jobs()
{
    QFETCH(QJsonObject, input);
    const QByteArray bytes = bytesOf(input, "body"_L1);
    const QJsonObject right = input["row"_L1].toObject();
    const Result<JobRows> rows = readJobRow(bytes);
    QVERIFY2(rows.ok(), qPrintable(rows ? QString() : rows.error().message));
    JobTable table;
    table.upsert(*rows);
    const QString wrong = difference(shownBy(table, 0), right);
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    const Result<Value> value = readJson(bytes);
    QVERIFY2(value.ok(), qPrintable(value ? QString() : value.error().message));
    const QString wrongOnPage = difference(shownBy(readJob(*value)), right);
    QVERIFY2(wrongOnPage.isEmpty(), qPrintable(u"on the page "_s + wrongOnPage));
    QCOMPARE(readDocument(bytes).kind, Document::Kind::Job);
}

void TstCases::errors()
{
    QFETCH(QJsonObject, input);
    const auto [status, body] = answerOf(input);
    const ApiError error = readError(status, body, {}, {});
    QCOMPARE(error.message, input["message"_L1].toString());
    if (input.contains("code"_L1))
        QCOMPARE(error.code, input["code"_L1].toString());
}

void TstCases::errorsInside()
{
    QFETCH(QJsonObject, input);
    const QByteArray body = answerOf(input).second;
    const std::optional<ApiError> error = errorInside(body);
    QCOMPARE(error.has_value(), input["is_error"_L1].toBool());
    if (error && input.contains("message"_L1))
        QCOMPARE(error->message, input["message"_L1].toString());
}

void TstCases::events()
{
    QFETCH(QJsonObject, input);
    const Result<ListPage<EventRow>> page = readEventPage(bytesOf(input, "body"_L1));
    QVERIFY2(page.ok(), qPrintable(page ? QString() : page.error().message));
    QCOMPARE(page->rejected, 0);
    std::vector<double> steps;
    MetricsBuilder builder;
    std::vector<Event> events;
    for (const EventRow &row : page->objects) {
        if (row.step)
            steps.push_back(*row.step);
        const Result<Value> value = readJson(row.raw);
        QVERIFY(value.ok());
        events.push_back(readEvent(*value));
    }
    std::sort(steps.begin(), steps.end());
    std::vector<double> right;
    for (const QJsonValue &step : input["steps"_L1].toArray())
        right.push_back(step.toDouble());
    QCOMPARE(steps, right);
    const bool isAscending =
        events.size() < 2 || events.front().createdAt.secs <= events.back().createdAt.secs;
    builder.addEvents(events,
                      isAscending ? MetricsBuilder::Order::OldestFirst : MetricsBuilder::Order::NewestFirst);
    const JobMetrics metrics = builder.build();
    if (input.contains("total_steps"_L1))
        QCOMPARE(metrics.totalSteps.value_or(-1), input["total_steps"_L1].toDouble(-1));
    if (input.contains("not_a_number_since_step"_L1)) {
        const QJsonValue since = input["not_a_number_since_step"_L1];
        QCOMPARE(metrics.notANumberSince.value_or(-1), since.isNull() ? -1 : since.toDouble());
    }
}

void TstCases::ids()
{
    const QJsonArray inputs = section(u"ids"_s);
    QVERIFY(!inputs.isEmpty());
    for (const QJsonValue &input : inputs) {
        const QString id = input["id"_L1].toString();
        const bool isOk = input["ok"_L1].toBool();
        QVERIFY2(isOpaqueId(id) == isOk, qPrintable(id));
        if (!isOk)
            continue;
        if (input.toObject().contains("path_segment"_L1))
            QCOMPARE(segmentOf(id), input["path_segment"_L1].toString());
        const QString link = jobLink(id, u"An account"_s, u"method"_s);
        const Reference reference = Reference::parseLink(link);
        QVERIFY2(reference.target == Reference::Kind::Job, qPrintable(link));
        QCOMPARE(reference.id, id);
    }
}

void TstCases::times()
{
    const QJsonArray inputs = section(u"times"_s);
    QVERIFY(!inputs.isEmpty());
    for (const QJsonValue &input : inputs) {
        const QString text = input["value"_L1].toString();
        const Result<Value> value = readJson(text.toUtf8());
        QVERIFY2(value.ok(), qPrintable(text));
        const auto time = sentTime(*value);
        const QJsonValue right = input["secs"_L1];
        QVERIFY2(time.has_value() == !right.isNull(), qPrintable(text));
        if (time)
            QVERIFY2(time->secs == right.toInteger(),
                     qPrintable(text + u" is "_s + QString::number(time->secs)));
    }
}

void TstCases::documents()
{
    QFETCH(QJsonObject, input);
    using Kind = Document::Kind;
    static const QHash<QString, QList<Kind>> kinds{
        {u"job"_s, {Kind::Job}},
        {u"job list"_s, {Kind::JobList}},
        {u"event list"_s, {Kind::EventList}},
        {u"checkpoint list"_s, {Kind::CheckpointList}},
        {u"grader"_s, {Kind::Grader}},
        {u"error"_s, {Kind::Error, Kind::Recording}},
        {u"table"_s, {Kind::Table}},
        {u"unknown"_s, {Kind::Text, Kind::Json}},
    };
    const QByteArray bytes = bytesOf(input, "body"_L1);
    const QString kind = input["kind"_L1].toString();
    QVERIFY2(kinds.contains(kind), qPrintable(kind));
    QVERIFY2(kinds[kind].contains(readDocument(bytes).kind),
             qPrintable(QString::number(int(readDocument(bytes).kind))));
    const Ran ran = Terminal().run({u"show"_s, u"-"_s}, bytes);
    QCOMPARE(ran.code, input["exit"_L1].toInt());
    QVERIFY2(!ran.err.isEmpty() || ran.code == 0, "a failure needs a reason");
}

void TstCases::modelNames()
{
    const QJsonArray inputs = section(u"model_names"_s);
    QVERIFY(!inputs.isEmpty());
    for (const QJsonValue &input : inputs) {
        const QString model = input["model"_L1].toString();
        QVERIFY2(modelSuffix(model) == input["suffix"_L1].toString(), qPrintable(model));
    }
}

void TstCases::links()
{
    const QJsonArray inputs = section(u"links"_s);
    QVERIFY(!inputs.isEmpty());
    for (const QJsonValue &input : inputs) {
        const Reference link = Reference::parseLink(input["link"_L1].toString());
        QVERIFY2(link, qPrintable(input["link"_L1].toString() + u": "_s + link.reason));
        QCOMPARE(link.id, input["ref"_L1].toString());
        QCOMPARE(link.tab.isEmpty() ? u"overview"_s : link.tab, input["tab"_L1].toString());
        QCOMPARE(link.account, input["account"_L1].toString());
    }
}

// The same words in `list`, `--status` and the find words, through HTTP and the archive.
void TstCases::theTerminalListsTheSame()
{
    QFETCH(QJsonObject, input);
    FaultServer server;
    server.always(FaultAnswer::json(200, bytesOf(input, "body"_L1)));
    const Terminal terminal;
    const auto idsOf = [&](const QStringList &more) {
        const Ran ran = terminal.run(QStringList{u"list"_s, u"--base-url"_s, server.url(u"/v1"_s).toString(),
                                                 u"--archive"_s, terminal.home.filePath(u"a.sqlite"_s),
                                                 u"--format"_s, u"json"_s} +
                                     more);
        QStringList found;
        const Result<JobPage> page = readJobPage(ran.out);
        if (ran.code != 0 || !page)
            return QStringList{u"exit %1: "_s.arg(ran.code) + utf8(ran.err)};
        for (const JobRow &row : page->jobs.rows)
            found += utf8(row.id);
        found.sort();
        return found;
    };
    QHash<QString, QStringList> byStatus;
    QStringList all;
    for (const QJsonValue &row : input["rows"_L1].toArray()) {
        all += row["id"_L1].toString();
        if (row.toObject().contains("status"_L1) && row["status"_L1].toString() != "unknown"_L1)
            byStatus[row["status"_L1].toString()] += row["id"_L1].toString();
    }
    all.sort();
    QCOMPARE(idsOf({}), all);
    for (auto it = byStatus.begin(); it != byStatus.end(); ++it) {
        it->sort();
        QCOMPARE(idsOf({u"--status"_s, it.key()}), *it);
        QCOMPARE(idsOf({u"--offline"_s, u"--filter"_s, u"status:"_s + it.key()}), *it);
    }
}

QTEST_GUILESS_MAIN(TstCases)
#include "tst_cases.moc"
