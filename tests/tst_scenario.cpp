// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/jobspec.h"
#include "app/demo/scenario.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <algorithm>

using namespace tuneboard;
using namespace Qt::StringLiterals;
namespace showcase = tuneboard::demo::showcase;

namespace {
constexpr qint64 start = 1'790'000'000; // s UTC
constexpr qint64 startMs = start * 1000;
constexpr qint64 hourMs = 3'600'000;

ScenarioOptions options(int jobs = 240, quint32 seed = 1)
{
    ScenarioOptions all;
    all.jobs = jobs;
    all.seed = seed;
    all.nowSecs = start;
    return all;
}

QJsonObject parsed(const QByteArray &json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError)
        qWarning().noquote() << error.errorString() << json.left(400);
    return document.object();
}

// All events, newest first.
QList<QByteArray> events(const Scenario &scenario, int job, qint64 nowMs)
{
    QList<QByteArray> all;
    for (qint64 i = 0; i < scenario.eventCount(job, nowMs); ++i)
        all.append(scenario.event(job, i, nowMs));
    return all;
}

struct Curve
{
    QList<int> steps;
    QList<double> train;
    QList<double> valid;
    int gaps = 0;
};

// From the metrics events, oldest first.
Curve curve(const Scenario &scenario, int job)
{
    Curve found;
    const QList<QByteArray> all = events(scenario, job, startMs);
    for (auto it = all.crbegin(); it != all.crend(); ++it) {
        const QJsonObject event = parsed(*it);
        if (event["type"_L1] != u"metrics"_s)
            continue;
        const QJsonObject data = event["data"_L1].toObject();
        found.steps.append(data["step"_L1].toInt());
        if (data.contains("train_loss"_L1))
            found.train.append(data["train_loss"_L1].toDouble());
        else
            ++found.gaps;
        if (data.contains("valid_loss"_L1))
            found.valid.append(data["valid_loss"_L1].toDouble());
    }
    return found;
}

double mean(const QList<double> &values, qsizetype from, qsizetype count)
{
    double sum = 0;
    for (qsizetype i = from; i < from + count; ++i)
        sum += values[i];
    return sum / static_cast<double>(count);
}

// The result file's rows, decoded where it is base64.
QList<QByteArrayList> resultRows(const Scenario &scenario, int job)
{
    const QList<qint64> files = scenario.filesOfJob(job, startMs);
    QByteArray content = scenario.fileContent(files.constLast());
    if (!content.contains(','))
        content = QByteArray::fromBase64(content);
    if (content.startsWith("\xef\xbb\xbf"))
        content.remove(0, 3);
    QList<QByteArrayList> rows;
    for (const QByteArray &line : content.replace('\r', "").split('\n')) {
        if (!line.isEmpty())
            rows.append(line.split(','));
    }
    return rows;
}
} // namespace

class ScenarioTest : public QObject
{
    Q_OBJECT

private slots:
    void sameSeedSameBytes();
    void finishedJobsDoNotDependOnTheTimeOfDay();
    void numbersOfARunningJobAgree_data();
    void numbersOfARunningJobAgree();
    void stepsExamplesAndTokensAgree();
    void sharesAreBelievable();
    void newestFirstAndFoundById();
    void everyObjectIsJson();
    void everyGraderTypeAndForm();
    void eventsKeepTheirPlaces();
    void liveJobsRunToTheirEnd();
    void pauseResumeCancel();
    void curvesHaveTheirShapes();
    void manyPoints();
    void noMetrics();
    void fileAndEventsDisagree();
    void badLinesAreWhereTheErrorSays();
    void filesHaveTheirSizes();
    void continuedJobsNameEarlierModels();
    void modelsEndWithTheirBase();
    void strictHasOneWayToSayNothing();
    void anySize_data();
    void anySize();
};

void ScenarioTest::sameSeedSameBytes()
{
    const Scenario one(options());
    const Scenario two(options());
    const Scenario other(options(240, 2));
    int same = 0;
    for (int i = 0; i < one.jobCount(); ++i) {
        QCOMPARE(one.job(i, startMs), two.job(i, startMs));
        QCOMPARE(one.event(i, 0, startMs), two.event(i, 0, startMs));
        same += one.job(i, startMs) == other.job(i, startMs) ? 1 : 0;
    }
    QCOMPARE(same, 0);
    for (const qint64 file : one.filesOfJob(showcase::Overfitting, startMs))
        QCOMPARE(one.fileContent(file), two.fileContent(file));
}

void ScenarioTest::finishedJobsDoNotDependOnTheTimeOfDay()
{
    constexpr qint64 day = 86'400;
    constexpr qint64 midnight = start / day * day;
    ScenarioOptions at = options();
    at.nowSecs = midnight;
    const Scenario first(at);
    const qint64 lateMs = (midnight + 2 * day) * 1000;
    for (const qint64 later : {qint64{1}, qint64{6 * 3600}, qint64{12 * 3600 + 1234}, day - 1}) {
        at.nowSecs = midnight + later;
        const Scenario other(at);
        for (int i = showcase::LiveRunning + 1; i < first.jobCount(); ++i) {
            QCOMPARE(other.job(i, lateMs), first.job(i, lateMs));
            QCOMPARE(other.eventCount(i, lateMs), first.eventCount(i, lateMs));
            QCOMPARE(other.event(i, 0, lateMs), first.event(i, 0, lateMs));
        }
    }
    // On another day of the week all is as much later.
    at.nowSecs = midnight + day + 5000;
    const Scenario next(at);
    for (int i = showcase::LiveRunning + 1; i < first.jobCount(); ++i) {
        const QJsonObject before = parsed(first.job(i, lateMs));
        const QJsonObject after = parsed(next.job(i, lateMs));
        QCOMPARE(after["created_at"_L1].toInteger(), before["created_at"_L1].toInteger() + day);
        QCOMPARE(after["status"_L1], before["status"_L1]);
        QCOMPARE(after["trained_tokens"_L1], before["trained_tokens"_L1]);
        if (before["finished_at"_L1].isDouble())
            QCOMPARE(after["finished_at"_L1].toInteger(), before["finished_at"_L1].toInteger() + day);
    }
}

void ScenarioTest::numbersOfARunningJobAgree_data()
{
    QTest::addColumn<double>("speed");
    QTest::addColumn<qint64>("afterMs");
    QTest::addColumn<int>("job");
    QTest::newRow("as fast as usual, at the start") << 60.0 << qint64{0} << +showcase::LiveRunning;
    QTest::newRow("as fast as usual, after 2 minutes") << 60.0 << qint64{120'000} << +showcase::LiveRunning;
    QTest::newRow("in real time, at the start") << 1.0 << qint64{0} << +showcase::LiveRunning;
    QTest::newRow("in real time, after an hour") << 1.0 << hourMs << +showcase::LiveRunning;
    QTest::newRow("slow") << 0.5 << qint64{0} << +showcase::LiveRunning;
    QTest::newRow("reinforcement") << 60.0 << qint64{300'000} << +showcase::LiveQueued;
}

// Seconds a step, steps left and the estimated end.
void ScenarioTest::numbersOfARunningJobAgree()
{
    QFETCH(double, speed);
    QFETCH(qint64, afterMs);
    QFETCH(int, job);
    ScenarioOptions at = options();
    at.speed = speed;
    const Scenario scenario(at);
    const qint64 nowMs = startMs + afterMs;
    QCOMPARE(scenario.status(job, nowMs), "running");
    QList<std::pair<qint64, int>> reports; // newest first
    QJsonObject last;
    for (const QByteArray &json : events(scenario, job, nowMs)) {
        const QJsonObject event = parsed(json);
        if (event["type"_L1] != u"metrics"_s)
            continue;
        if (last.isEmpty())
            last = event["data"_L1].toObject();
        reports.append({event["created_at"_L1].toInteger(), event["data"_L1]["step"_L1].toInt()});
    }
    QVERIFY(reports.size() > 10);
    const auto pace = [](const std::pair<qint64, int> &from, const std::pair<qint64, int> &to) {
        return double(to.first - from.first) / (to.second - from.second);
    };
    const double step = pace(reports.last(), reports.first());
    const auto &middle = reports[reports.size() / 2];
    const double clock = 2.0 / double(reports.size()); // times are whole seconds
    QVERIFY(std::abs(pace(reports.last(), middle) - pace(middle, reports.first())) <=
            step * 0.01 + 2 * clock);
    const int left = last["total_steps"_L1].toInt() - reports.first().second;
    const double evaluation = 12 * 60 / speed;
    const double estimated =
        double(parsed(scenario.job(job, nowMs))["estimated_finish"_L1].toInteger() - nowMs / 1000);
    QVERIFY2(std::abs(estimated - (left * step + evaluation)) <= step + left * clock + 2,
             qPrintable(u"%1 s left, but %2 steps of %3 s"_s.arg(estimated).arg(left).arg(step)));
    const QJsonValue iteration = last["timing"_L1]["step"_L1]["full_iteration"_L1];
    if (iteration.isDouble())
        QVERIFY(std::abs(iteration.toDouble() / step - 1) < 0.2);
}

void ScenarioTest::stepsExamplesAndTokensAgree()
{
    const Scenario scenario(options());
    int compared = 0;
    for (int i = 0; i < scenario.jobCount(); ++i) {
        const QJsonObject job = parsed(scenario.job(i, startMs));
        if (job["status"_L1] != u"succeeded"_s)
            continue;
        const QString method = job["method"_L1]["type"_L1].toString(u"supervised"_s);
        QJsonObject given = job["method"_L1][method]["hyperparameters"_L1].toObject();
        if (given.isEmpty())
            given = job["hyperparameters"_L1].toObject();
        const qint64 epochs = given["n_epochs"_L1].toInteger();
        const qint64 batch = given["batch_size"_L1].toInteger();
        const QByteArray file = scenario.fileContent(scenario.filesOfJob(i, startMs).constFirst());
        const qint64 examples = file.count('\n');
        QVERIFY2(epochs > 0 && batch > 0 && examples >= 10, scenario.job(i, startMs).constData());
        for (const QByteArray &json : events(scenario, i, startMs).mid(0, 40)) {
            const QJsonObject event = parsed(json);
            if (event["type"_L1] != u"metrics"_s)
                continue;
            QCOMPARE(event["data"_L1]["total_steps"_L1].toInteger(), examples * epochs / batch);
            ++compared;
            break;
        }
        if (method == u"reinforcement"_s)
            continue;
        const double bytesPerToken =
            double(file.size() * epochs) / double(job["trained_tokens"_L1].toInteger());
        QVERIFY2(bytesPerToken > 3.8 && bytesPerToken < 4.7, qPrintable(QString::number(bytesPerToken)));
    }
    QVERIFY(compared > 180);
}

void ScenarioTest::sharesAreBelievable()
{
    const Scenario scenario(options());
    QHash<QByteArray, int> statuses;
    QHash<QString, int> methods;
    QSet<QString> codes;
    QSet<QString> models;
    int integrations = 0;
    for (int i = 0; i < scenario.jobCount(); ++i) {
        ++statuses[scenario.status(i, startMs)];
        const QJsonObject job = parsed(scenario.job(i, startMs));
        QCOMPARE(job["status"_L1].toString().toLatin1(), scenario.status(i, startMs));
        // Jobs from before there were methods were supervised.
        ++methods[job["method"_L1]["type"_L1].toString(u"supervised"_s)];
        codes.insert(job["error"_L1]["code"_L1].toString());
        models.insert(job["model"_L1].toString().section(u':', 0, 0));
        integrations += job["integrations"_L1].toArray().isEmpty() ? 0 : 1;
    }
    QCOMPARE(statuses.size(), 7);
    QVERIFY2(statuses["succeeded"] > 200 && statuses["succeeded"] < 220, "about 88 %");
    QVERIFY(statuses["failed"] >= 12 && statuses["failed"] <= 22);
    QVERIFY(statuses["cancelled"] >= 5);
    QVERIFY(methods[u"supervised"_s] > 160 && methods[u"supervised"_s] < 185);
    QVERIFY(methods[u"dpo"_s] > 28 && methods[u"dpo"_s] < 48);
    QVERIFY(methods[u"reinforcement"_s] > 22 && methods[u"reinforcement"_s] < 36);
    QVERIFY(codes.contains(u"invalid_training_file"_s) && codes.contains(u"unsafe_file"_s));
    QVERIFY(codes.size() >= 5);
    QVERIFY2(models.size() >= 8, "seven base models, and ft: models");
    QVERIFY(integrations > 10);
}

void ScenarioTest::newestFirstAndFoundById()
{
    const Scenario scenario(options());
    QSet<QByteArray> ids;
    qint64 before = start + 1;
    for (int i = 0; i < scenario.jobCount(); ++i) {
        const QByteArray id = scenario.jobId(i);
        QCOMPARE(scenario.findJob(id), i);
        ids.insert(id);
        const qint64 created = parsed(scenario.job(i, startMs))["created_at"_L1].toInteger();
        QVERIFY2(created <= before, "the list is newest first");
        before = created;
    }
    QCOMPARE(ids.size(), scenario.jobCount());
    const qint64 months = (start - before) / (30LL * 86'400);
    QCOMPARE(months, 12);
    QCOMPARE(scenario.findJob("ftjob-000000000000000000000000"), -1);
    QCOMPARE(scenario.findJob(scenario.jobId(0).chopped(1)), -1);
    QByteArray spoilt = scenario.jobId(0);
    spoilt.back() = spoilt.back() == 'a' ? 'b' : 'a';
    QCOMPARE(scenario.findJob(spoilt), -1);
    QCOMPARE(scenario.findJob(""), -1);
}

void ScenarioTest::everyObjectIsJson()
{
    for (const bool strict : {false, true}) {
        ScenarioOptions all = options();
        all.strict = strict;
        const Scenario scenario(all);
        for (int i = 0; i < scenario.jobCount(); ++i) {
            const QJsonObject job = parsed(scenario.job(i, startMs));
            QCOMPARE(job["object"_L1].toString(), u"fine_tuning.job"_s);
            const qint64 count = scenario.eventCount(i, startMs);
            QVERIFY(count >= 2);
            for (qint64 e = 0; e < std::min<qint64>(count, 60); ++e)
                QCOMPARE(parsed(scenario.event(i, e, startMs))["object"_L1].toString(),
                         u"fine_tuning.job.event"_s);
            const int kept = scenario.checkpointCount(i, startMs);
            if (job["status"_L1] == u"succeeded"_s && i != showcase::NoMetrics)
                QVERIFY(kept >= 2 && kept <= 4);
            for (int c = 0; c < kept; ++c) {
                const QJsonObject checkpoint = parsed(scenario.checkpoint(i, c, startMs));
                QCOMPARE(checkpoint["id"_L1].toString().toLatin1(), scenario.checkpointId(i, c, startMs));
                QVERIFY(checkpoint["step_number"_L1].toInt() > 0);
            }
        }
    }
}

void ScenarioTest::everyGraderTypeAndForm()
{
    const Scenario scenario(options());
    QByteArray all;
    QSet<QJsonValue::Type> forms;
    for (int i = 0; i < scenario.jobCount(); ++i) {
        const QByteArray json = scenario.job(i, startMs);
        all += json;
        const QJsonValue grader = parsed(json)["method"_L1]["reinforcement"_L1]["grader"_L1];
        if (grader["type"_L1] == u"multi"_s)
            forms.insert(grader["graders"_L1].type());
        if (grader["graders"_L1].isObject() && grader["graders"_L1]["type"_L1].isString())
            forms.insert(QJsonValue::Undefined); // one grader alone
    }
    for (const char *type :
         {"string_check", "text_similarity", "python", "score_model", "label_model", "multi", "endpoint"})
        QVERIFY2(all.contains(QByteArray("\"type\":\"") + type + "\""), type);
    for (const char *block : {"input_text", "input_image", "input_audio", "output_text"})
        QVERIFY2(all.contains(QByteArray("\"type\":\"") + block + "\""), block);
    QCOMPARE(forms.size(), 3);
    const QJsonObject nested = parsed(scenario.job(showcase::NestedMulti, startMs));
    const QJsonValue graders = nested["method"_L1]["reinforcement"_L1]["grader"_L1]["graders"_L1];
    QCOMPARE(graders["code"_L1]["type"_L1].toString(), u"multi"_s);
}

void ScenarioTest::eventsKeepTheirPlaces()
{
    const Scenario scenario(options());
    for (int i = 0; i < scenario.jobCount(); ++i) {
        if (i == showcase::ManyPoints)
            continue;
        const QList<QByteArray> all = events(scenario, i, startMs);
        QSet<QString> ids;
        qint64 before = start + 1;
        for (qsizetype e = 0; e < all.size(); ++e) {
            const QJsonObject event = parsed(all[e]);
            const qint64 created = event["created_at"_L1].toInteger();
            QVERIFY2(created <= before, all[e].constData());
            before = created;
            ids.insert(event["id"_L1].toString());
            QCOMPARE(scenario.findEvent(i, event["id"_L1].toString().toLatin1(), startMs), e);
        }
        QCOMPARE(ids.size(), all.size());
        QCOMPARE(before, parsed(scenario.job(i, startMs))["created_at"_L1].toInteger());
    }
    const QByteArray foreign = parsed(scenario.event(3, 0, startMs))["id"_L1].toString().toLatin1();
    QCOMPARE(scenario.findEvent(4, foreign, startMs), -1);
    QCOMPARE(scenario.findEvent(3, "ftevent-", startMs), -1);
}

void ScenarioTest::liveJobsRunToTheirEnd()
{
    const Scenario scenario(options());
    QCOMPARE(scenario.status(showcase::LiveValidating, startMs), "validating_files");
    QCOMPARE(scenario.status(showcase::LiveQueued, startMs), "queued");
    QCOMPARE(scenario.status(showcase::LiveRunning, startMs), "running");
    const QByteArrayList order = {"validating_files", "queued", "running", "succeeded"};
    for (const int job : {+showcase::LiveValidating, +showcase::LiveQueued, +showcase::LiveRunning}) {
        QList<QByteArray> known;
        qsizetype stage = order.indexOf(scenario.status(job, startMs));
        bool evaluating = false;
        for (qint64 now = startMs; now < startMs + hourMs / 5; now += 4000) {
            const qsizetype next = order.indexOf(scenario.status(job, now));
            QVERIFY2(next >= stage && next <= stage + 1, "no status is left out, none comes back");
            stage = next;
            const QJsonObject object = parsed(scenario.job(job, now));
            evaluating = evaluating || (stage == 2 && !object["finished_at"_L1].isNull());
            QCOMPARE(object["fine_tuned_model"_L1].isNull(), stage < 3);
            const QList<QByteArray> all = events(scenario, job, now);
            QVERIFY(all.size() >= known.size());
            QVERIFY2(all.last(known.size()) == known, "earlier events stay as they are");
            known = all;
            QVERIFY(parsed(all.constFirst())["created_at"_L1].toInteger() <= now / 1000);
        }
        QCOMPARE(stage, 3);
        QVERIFY2(evaluating, "running goes on while the model is evaluated");
        QVERIFY(scenario.checkpointCount(job, startMs + hourMs) >= 2);
        QCOMPARE(scenario.filesOfJob(job, startMs + hourMs).size(),
                 scenario.filesOfJob(job, startMs).size() + 1);
    }
}

void ScenarioTest::pauseResumeCancel()
{
    using Action = Scenario::Action;
    Scenario scenario(options());
    QByteArray why;
    const int job = showcase::LiveRunning;
    QVERIFY(!scenario.act(job, Action::Resume, startMs, &why));
    QVERIFY(why.contains("'running'"));
    QVERIFY(scenario.act(job, Action::Pause, startMs + 5000, &why));
    QCOMPARE(scenario.status(job, startMs + 6000), "paused");
    const QList<QByteArray> standing = events(scenario, job, startMs + 6000);
    QVERIFY(parsed(standing.constFirst())["message"_L1].toString().contains("paused"_L1));
    QCOMPARE(events(scenario, job, startMs + 10 * hourMs), standing);
    QVERIFY(!scenario.act(job, Action::Pause, startMs + 7000, &why));
    QVERIFY(scenario.act(job, Action::Resume, startMs + hourMs, &why));
    const QList<QByteArray> moving = events(scenario, job, startMs + hourMs + 20'000);
    QVERIFY(moving.size() > standing.size() + 10);
    QCOMPARE(moving.last(standing.size()), standing);
    QVERIFY(scenario.act(job, Action::Cancel, startMs + hourMs + 20'000, &why));
    QCOMPARE(scenario.status(job, startMs + 9 * hourMs), "cancelled");
    const QList<QByteArray> last = events(scenario, job, startMs + 9 * hourMs);
    QCOMPARE(last.size(), moving.size() + 1);
    QCOMPARE(last.last(moving.size()), moving);
    for (qsizetype e = 0; e < last.size(); ++e) {
        const QByteArray id = parsed(last[e])["id"_L1].toString().toLatin1();
        QCOMPARE(scenario.findEvent(job, id, startMs + 9 * hourMs), e);
    }
    for (const Action action : {Action::Cancel, Action::Pause, Action::Resume})
        QVERIFY(!scenario.act(job, action, startMs + 9 * hourMs, &why));
    QVERIFY2(!scenario.act(showcase::Overfitting, Action::Cancel, startMs, &why), "it is over");
    // The job that is paused from the start can go on as well.
    QCOMPARE(scenario.status(showcase::Paused, startMs), "paused");
    QVERIFY(scenario.act(showcase::Paused, Action::Resume, startMs, &why));
    QCOMPARE(scenario.status(showcase::Paused, startMs + 1000), "running");
    QCOMPARE(scenario.status(showcase::Paused, startMs + 9 * hourMs), "succeeded");
}

void ScenarioTest::curvesHaveTheirShapes()
{
    const Scenario scenario(options());
    const Curve over = curve(scenario, showcase::Overfitting);
    const auto lowest = std::min_element(over.valid.begin(), over.valid.end()) - over.valid.begin();
    QVERIFY2(lowest > over.valid.size() / 6 && lowest < over.valid.size() * 2 / 3,
             "the best is in the middle");
    QVERIFY(mean(over.valid, over.valid.size() - 5, 5) > over.valid[lowest] * 1.3);
    QVERIFY(mean(over.train, over.train.size() - 20, 20) < mean(over.train, 0, 20) / 2);
    const Curve away = curve(scenario, showcase::Diverging);
    QVERIFY(mean(away.train, away.train.size() - 20, 20) > mean(away.train, 0, 20) * 1.5);
    const Curve again = curve(scenario, showcase::Restarting);
    QVERIFY2(!std::is_sorted(again.steps.begin(), again.steps.end()), "a restart goes back");
    QVERIFY2(std::is_sorted(over.steps.begin(), over.steps.end()), "others do not");
    const Curve holes = curve(scenario, showcase::Gappy);
    QVERIFY(holes.gaps > 10);
    QCOMPARE(over.gaps, 0);
    QVERIFY(holes.steps.size() > over.steps.size() / 2);
}

void ScenarioTest::manyPoints()
{
    const Scenario scenario(options());
    const int job = showcase::ManyPoints;
    const qint64 count = scenario.eventCount(job, startMs);
    QVERIFY(count > 200'000 && count < 200'020);
    const QList<QByteArrayList> rows = resultRows(scenario, job);
    QCOMPARE(rows.size(), 200'001);
    int compared = 0;
    for (qint64 e = 10; e < count - 10; e += 7919) {
        const QJsonObject event = parsed(scenario.event(job, e, startMs));
        if (event["type"_L1] != u"metrics"_s)
            continue;
        const QJsonObject data = event["data"_L1].toObject();
        const QByteArrayList &row = rows[data["step"_L1].toInt()];
        QCOMPARE(row[0].toInt(), data["step"_L1].toInt());
        QVERIFY(std::abs(row[1].toDouble() - data["train_loss"_L1].toDouble()) <= 0.000'005'1);
        QCOMPARE(scenario.findEvent(job, event["id"_L1].toString().toLatin1(), startMs), e);
        ++compared;
    }
    QVERIFY(compared > 20);
}

void ScenarioTest::noMetrics()
{
    const Scenario scenario(options());
    const int job = showcase::NoMetrics;
    QCOMPARE(scenario.status(job, startMs), "succeeded");
    for (const QByteArray &event : events(scenario, job, startMs))
        QVERIFY(parsed(event)["type"_L1] != u"metrics"_s);
    QCOMPARE(scenario.checkpointCount(job, startMs), 0);
    QVERIFY(parsed(scenario.job(job, startMs))["result_files"_L1].toArray().isEmpty());
}

void ScenarioTest::fileAndEventsDisagree()
{
    const Scenario scenario(options());
    for (const int job : {+showcase::Disagreeing, +showcase::LongMetadata}) {
        const Curve measured = curve(scenario, job);
        const QList<QByteArrayList> rows = resultRows(scenario, job);
        QCOMPARE(rows.size(), measured.steps.size() + 1);
        int different = 0;
        for (qsizetype i = 0; i < measured.steps.size(); ++i)
            different += std::abs(rows[i + 1][1].toDouble() - measured.train[i]) > 0.01 ? 1 : 0;
        if (job == showcase::Disagreeing)
            QVERIFY(different > rows.size() / 2);
        else
            QCOMPARE(different, 0);
    }
}

void ScenarioTest::badLinesAreWhereTheErrorSays()
{
    const Scenario scenario(options(2000));
    static const QRegularExpression place(u"(Line|Example) (\\d+)"_s);
    int seen = 0;
    for (int i = 0; i < scenario.jobCount(); ++i) {
        if (scenario.status(i, startMs) != "failed")
            continue;
        const QJsonObject job = parsed(scenario.job(i, startMs));
        const QString message = job["error"_L1]["message"_L1].toString();
        QCOMPARE(parsed(scenario.event(i, 0, startMs))["message"_L1].toString(), message);
        const QRegularExpressionMatch match = place.match(message);
        if (!match.hasMatch())
            continue;
        ++seen;
        const qint64 file = scenario.findFile(job["training_file"_L1].toString().toLatin1(), startMs);
        const QByteArrayList lines = scenario.fileContent(file).split('\n');
        const qsizetype line = match.captured(2).toInt();
        QVERIFY(line >= 1 && line < lines.size());
        const QByteArray &bad = lines[line - 1];
        const QByteArray &good = lines[line >= 3 ? line - 3 : line + 1];
        if (match.captured(1) == u"Line"_s)
            QVERIFY2(!parsed(good).isEmpty() && QJsonDocument::fromJson(bad).isNull(), bad.constData());
        else if (message.contains("weight"_L1))
            QVERIFY(bad.contains("\"weight\"") && !good.contains("\"weight\""));
        else
            QVERIFY(bad.count("\"role\"") == good.count("\"role\"") - 1);
    }
    QVERIFY(seen > 20);
    const QString unsafe =
        parsed(scenario.job(showcase::LongMessage, startMs))["error"_L1]["message"_L1].toString();
    QVERIFY2(unsafe.contains("     "_L1) && unsafe.contains(u'"') && unsafe.contains(u'\''),
             "blanks and both quotes");
}

void ScenarioTest::filesHaveTheirSizes()
{
    const Scenario scenario(options());
    int encoded = 0;
    int plain = 0;
    for (int i = 0; i < scenario.jobCount(); ++i) {
        const QJsonObject job = parsed(scenario.job(i, startMs));
        for (const qint64 file : scenario.filesOfJob(i, startMs)) {
            const QByteArray content = scenario.fileContent(file);
            const QJsonObject object = parsed(scenario.file(file));
            QCOMPARE(object["bytes"_L1].toInteger(), content.size());
            QCOMPARE(scenario.findFile(object["id"_L1].toString().toLatin1(), startMs), file);
            if (object["purpose"_L1] == u"fine-tune-results"_s) {
                QCOMPARE(job["result_files"_L1].toArray()[0], object["id"_L1]);
                ++(content.contains(',') ? plain : encoded);
            }
        }
        if (job["error"_L1]["code"_L1] == u"deleted_training_file"_s)
            QCOMPARE(scenario.findFile(job["training_file"_L1].toString().toLatin1(), startMs), -1);
    }
    QVERIFY(encoded > 50 && plain > 100);
}

void ScenarioTest::continuedJobsNameEarlierModels()
{
    const Scenario scenario(options());
    QHash<QString, qint64> finished;
    for (int i = 0; i < scenario.jobCount(); ++i) {
        const QJsonObject job = parsed(scenario.job(i, startMs));
        if (job["fine_tuned_model"_L1].isString())
            finished.insert(job["fine_tuned_model"_L1].toString(), job["finished_at"_L1].toInteger());
    }
    int continued = 0;
    for (int i = 0; i < scenario.jobCount(); ++i) {
        const QJsonObject job = parsed(scenario.job(i, startMs));
        const QString model = job["model"_L1].toString();
        if (!model.startsWith("ft:"_L1))
            continue;
        ++continued;
        QVERIFY2(finished.contains(model), qPrintable(model));
        QVERIFY(finished[model] <= job["created_at"_L1].toInteger());
    }
    QVERIFY(continued >= 5);
}

void ScenarioTest::modelsEndWithTheirBase()
{
    const Scenario scenario(options());
    QHash<QString, QJsonValue> ends;
    for (const QByteArray &json : scenario.models(startMs)) {
        const QJsonObject model = parsed(json);
        const QString id = model["id"_L1].toString();
        QCOMPARE(scenario.model(id.toLatin1(), startMs), json);
        ends.insert(id, model["shutdown_date"_L1]);
        if (id.startsWith("ft:"_L1))
            QCOMPARE(model["shutdown_date"_L1], ends[id.section(u':', 1, 1)]);
    }
    QVERIFY(ends.size() > 200);
    QVERIFY(ends[u"gpt-3.5-turbo-0125"_s].isString());
    QVERIFY(ends[u"gpt-4.1-mini-2025-04-14"_s].isNull());
    QVERIFY(scenario.model("gpt-0", startMs).isEmpty());
}

void ScenarioTest::strictHasOneWayToSayNothing()
{
    ScenarioOptions all = options();
    all.strict = true;
    const Scenario scenario(all);
    for (int i = 0; i < scenario.jobCount(); ++i) {
        const QJsonObject job = parsed(scenario.job(i, startMs));
        QVERIFY(job.contains("error"_L1) && job["hyperparameters"_L1].isObject() &&
                job["result_files"_L1].isArray());
        QCOMPARE(job["error"_L1].isNull(), job["status"_L1] != u"failed"_s);
        QVERIFY(job["status"_L1] != u"paused"_s);
        QVERIFY(!job.contains("user_provided_suffix"_L1));
    }
}

void ScenarioTest::anySize_data()
{
    QTest::addColumn<int>("jobs");
    for (const int jobs : {0, 1, 3, 22, 100'000})
        QTest::addRow("%d", jobs) << jobs;
}

void ScenarioTest::anySize()
{
    QFETCH(int, jobs);
    const Scenario scenario(options(jobs));
    QCOMPARE(scenario.jobCount(), jobs);
    qint64 before = start + 1;
    const int stride = std::max(1, jobs / 500);
    for (int i = 0; i < jobs; i += stride) {
        const QJsonObject job = parsed(scenario.job(i, startMs));
        QCOMPARE(scenario.findJob(job["id"_L1].toString().toLatin1()), i);
        QVERIFY(job["created_at"_L1].toInteger() <= before);
        before = job["created_at"_L1].toInteger();
        if (job["finished_at"_L1].isDouble())
            QVERIFY2(job["finished_at"_L1].toInteger() <= start, "what is over ended before the start");
    }
}

QTEST_GUILESS_MAIN(ScenarioTest)
#include "tst_scenario.moc"
