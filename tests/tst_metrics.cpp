// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/readcontent.h"
#include "app/api/readjson.h"
#include "app/api/readmetrics.h"
#include "app/models/metrics.h"
#include "app/models/metricsummary.h"
#include "tests/support/folders.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <cmath>
#include <map>

using namespace Qt::StringLiterals;
using namespace tuneboard;

namespace {

QByteArray readAll(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray data(const QString &name)
{
    QByteArray bytes = readAll(test::dataPath(name));
    if (bytes.isEmpty())
        qFatal("no test data: %s", qPrintable(name));
    return bytes;
}

// Our own files of a kind, and the collected ones where they are.
QStringList files(const QString &folder, const QStringList &patterns)
{
    QStringList paths;
    for (const QString &root : {test::dataPath({}), test::samplesPath()}) {
        const QDir dir(root + u'/' + folder);
        for (const QString &name : dir.entryList(patterns, QDir::Files, QDir::Name))
            paths += dir.filePath(name);
    }
    return paths;
}

std::vector<Value> elements(const QByteArray &json)
{
    const Result<Value> read = readJson(json);
    if (!read)
        return {};
    if (read->isArray())
        return read->children;
    const Value *list = read->find(u"data");
    return list && list->isArray() ? list->children : std::vector<Value>{*read};
}

std::vector<Event> events(const QByteArray &json)
{
    std::vector<Event> out;
    for (const Value &value : elements(json))
        out.push_back(readEvent(value));
    return out;
}

std::vector<Checkpoint> checkpoints(const QByteArray &json)
{
    std::vector<Checkpoint> out;
    for (const Value &value : elements(json))
        out.push_back(readCheckpoint(value));
    return out;
}

JobMetrics fromCsv(QByteArrayView text, MetricLimits limits = {})
{
    MetricsBuilder builder(limits);
    builder.addCsv(MetricsCsv(text));
    return builder.build();
}

JobMetrics fromEvents(const std::vector<Event> &list)
{
    MetricsBuilder builder;
    builder.addEvents(list, MetricsBuilder::Order::NewestFirst);
    return builder.build();
}

using Curve = std::map<double, double>; // step to value

Curve curve(const Points &points)
{
    Curve out;
    for (std::size_t i = 0; i < points.size(); ++i)
        out[points.steps[i]] = points.values[i];
    return out;
}

Curve curve(const JobMetrics &metrics, const QString &name)
{
    const Series *series = metrics.find(metricName(name).key);
    return series ? curve(series->points) : Curve();
}

bool minusOneIsGap(const QString &name)
{
    return name.contains("loss"_L1) || name.contains("accuracy"_L1);
}

// A line's cells; a comma between quotes divides nothing. The files have no line end in a cell.
QByteArrayList cellsOf(const QByteArray &line)
{
    QByteArrayList cells{QByteArray()};
    bool isQuoted = false;
    for (const char c : line) {
        if (c == '"')
            isQuoted = !isQuoted;
        else if (c == ',' && !isQuoted)
            cells.append(QByteArray());
        else
            cells.last() += c;
    }
    return cells;
}

// The file's columns by plain splitting and Qt's numbers, which the reader uses neither of.
std::map<QString, Curve> csvCurves(const QByteArray &text)
{
    std::map<QString, Curve> out;
    QList<QByteArray> lines = text.split('\n');
    const QByteArrayList names = cellsOf(lines.takeFirst().trimmed());
    for (const QByteArray &line : lines) {
        const QByteArrayList cells = cellsOf(line.trimmed());
        for (qsizetype i = 1; i < std::min(cells.size(), names.size()); ++i) {
            bool ok = false;
            const double value = cells[i].toDouble(&ok);
            const QString name = QString::fromUtf8(names[i]);
            if (ok && !std::isnan(value) && !(value == -1 && minusOneIsGap(name)))
                out[name][cells[0].toDouble()] = value;
        }
    }
    return out;
}

// Every number in the JSON, by the path that a result file would have for it.
void collect(const QJsonValue &value, const QString &path, double step, std::map<QString, Curve> &out)
{
    if (value.isDouble()) {
        if (!(value.toDouble() == -1 && minusOneIsGap(path)))
            out[metricName(path).key][step] = value.toDouble();
    } else if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            collect(it.value(), path.isEmpty() ? it.key() : path + u'/' + it.key(), step, out);
    } else if (value.isArray()) {
        const QJsonArray elements = value.toArray();
        for (const auto &element : elements) {
            QJsonObject object = element.toObject();
            const QString whose =
                u'/' + object.take("type"_L1).toString() + u'/' + object.take("name"_L1).toString();
            collect(object, path + whose, step, out);
        }
    }
}

std::map<QString, Curve> jsonCurves(const QJsonArray &records, const QString &member)
{
    std::map<QString, Curve> out;
    for (const auto &record : records) {
        QJsonObject object = record.toObject().value(member).toObject();
        if (!object.contains("step"_L1))
            continue;
        const double step = object.take("step"_L1).toDouble();
        object.remove("total_steps"_L1);
        collect(object, {}, step, out);
    }
    return out;
}

QJsonArray records(const QByteArray &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (document.isArray())
        return document.array();
    return document.object().contains("data"_L1) && document.object().value("data"_L1).isArray()
               ? document.object().value("data"_L1).toArray()
               : QJsonArray{document.object()};
}

// All series are the expected curves, in full precision, and there is no other.
void compareAll(const JobMetrics &metrics, const std::map<QString, Curve> &expected)
{
    std::size_t count = 0;
    for (const auto &[name, points] : expected) {
        QVERIFY2(curve(metrics, name) == points, qPrintable(name));
        ++count;
    }
    QCOMPARE(metrics.series.size(), count);
    for (const Series &series : metrics.series) {
        QCOMPARE(series.points.values.size(), series.points.size());
        QCOMPARE(series.points.sources.size(), series.points.size());
    }
}

// In full precision: two numbers have the same text only if they are the same.
QString whole(double number)
{
    return QString::number(number, 'g', QLocale::FloatingPointShortest);
}

QStringList texts(const std::vector<Series> &series)
{
    QStringList out;
    for (const Series &one : series) {
        QString text = one.key + u':';
        for (std::size_t i = 0; i < one.points.size(); ++i) {
            const auto &breaks = one.points.breaks;
            text += (std::find(breaks.begin(), breaks.end(), i) != breaks.end() ? u" | "_s : u" "_s) +
                    whole(one.points.steps[i]) + u'=' + whole(one.points.values[i]);
        }
        out += text;
    }
    return out;
}

} // namespace

class TestMetrics : public QObject
{
    Q_OBJECT

private slots:
    void notANumberIsAGap_data();
    void notANumberIsAGap();
    void numbers()
    {
        for (const auto &[text, number] :
             {std::pair("1", 1.0), std::pair(" 1.5\t", 1.5), std::pair("+.5", 0.5),
              std::pair("3.8E-06", 3.8e-6), std::pair("-1", -1.0), std::pair("1.", 1.0),
              std::pair("inf", HUGE_VAL), std::pair("-Infinity", -HUGE_VAL), std::pair("1e999", HUGE_VAL),
              std::pair("-1e999", -HUGE_VAL), std::pair("1e-999", 0.0),
              std::pair("1e99999999999999999999", HUGE_VAL), std::pair("-1e-99999999999999999999", 0.0),
              std::pair("5e-324", 5e-324), std::pair("9007199254740993", 9007199254740992.0)})
            QVERIFY2(readNumber(text).value_or(-77) == number, text);
        QCOMPARE(readNumber(QByteArray(399, '9')), HUGE_VAL);
        QCOMPARE(readNumber("0." + QByteArray(390, '0') + "1"), 0.0);
        QVERIFY(std::isnan(readNumber("NaN").value_or(0)));
        for (const char *text :
             {"", " ", "+", "-", "+-1", "++1", "1,5", "1 2", "0x10", "1e", "true", "1.2.3", "1\n2"})
            QVERIFY2(!readNumber(text), text);
        QVERIFY(!readNumber(QByteArrayView("1\0", 2)));
        QVERIFY(!readNumber(QByteArray(1'000'000, '1')));
    }

    void resultFiles_data()
    {
        QTest::addColumn<QString>("path");
        const QStringList paths = files(u"results"_s, {u"*.csv"_s, u"*base64*"_s});
        for (const QString &path : paths) {
            const QString name = path.section(u'/', -1);
            if (name != "ragged.csv"_L1 && name != "header.csv"_L1)
                QTest::newRow(qPrintable(path.section(u'/', -4))) << path;
        }
    }
    void resultFiles()
    {
        QFETCH(QString, path);
        QByteArray text = readAll(path);
        const ResultText result = readResultText(text);
        QCOMPARE(result.wasBase64, path.contains("base64-encoded"_L1) || path.endsWith("base64.txt"_L1));
        if (result.wasBase64)
            text = QByteArray::fromBase64(text);
        if (text.startsWith("\xef\xbb\xbf"))
            text.remove(0, 3);
        const std::map<QString, Curve> expected = csvCurves(text);
        QVERIFY(!expected.empty());
        compareAll(fromCsv(result.text), expected);
        // Sent as base64, in one line or in many, the numbers are the same.
        QByteArray packed = text.toBase64();
        for (const bool isBroken : {false, true}) {
            for (qsizetype at = 76; isBroken && at < packed.size(); at += 78)
                packed.insert(at, "\r\n");
            const ResultText unpacked = readResultText(packed);
            QVERIFY(unpacked.wasBase64);
            compareAll(fromCsv(unpacked.text), expected);
        }
    }

    // Names as a server's reinforcement files have them, with slashes, blanks and the grader's own name.
    void columnNames()
    {
        const QByteArray names = readAll(test::samplesPath(u"results/rft-csv-column-names.txt"_s));
        if (names.isEmpty())
            QSKIP("The folder of sample payloads is not there.");
        QByteArrayList columns;
        for (const QByteArray &name : names.split('\n')) {
            if (!name.trimmed().isEmpty() && name.trimmed() != "step")
                columns += name.trimmed();
        }
        QVERIFY(columns.size() > 5);
        QByteArray text = "step," + columns.join(',');
        for (int row = 1; row <= 3; ++row) {
            text += "\n" + QByteArray::number(row);
            for (qsizetype i = 0; i < columns.size(); ++i)
                text += "," + QByteArray::number(1.0 / double(row * qsizetype(100) + i), 'g', 17);
        }
        compareAll(fromCsv(text), csvCurves(text));
    }

    void plainAndBase64AreTheSame()
    {
        const QByteArray plain = data(u"results/supervised.csv"_s);
        const QStringList expected = texts(fromCsv(plain).series);
        QCOMPARE(expected.size(), 6);
        const ResultText packed = readResultText(data(u"results/supervised-base64.txt"_s));
        QVERIFY(packed.wasBase64);
        QCOMPARE(texts(fromCsv(packed.text).series), expected);
        const ResultText marked = readResultText(data(u"results/supervised-bom-crlf.csv"_s));
        QVERIFY(!marked.wasBase64);
        QCOMPARE(texts(fromCsv(marked.text).series), expected);
        const QByteArray encoded = readAll(test::samplesPath(u"results/base64-encoded.csv"_s));
        if (encoded.isEmpty())
            return; // the collected files are not everywhere
        const ResultText decoded = readResultText(encoded);
        QVERIFY(decoded.wasBase64);
        const QByteArray original = readAll(test::samplesPath(u"results/base64-decoded.csv"_s));
        QCOMPARE(texts(fromCsv(decoded.text).series), texts(fromCsv(original).series));
        compareAll(fromCsv(decoded.text), csvCurves(original));
    }

    void aLetterCutOffIsNoBase64Text()
    {
        QVERIFY(readResultText(QByteArray("step,über").toBase64()).wasBase64);
        const QByteArray cut = QByteArray("step,\xC3").toBase64();
        QVERIFY(!readResultText(cut).wasBase64);
        QCOMPARE(readResultText(cut).text, cut);
        QVERIFY(!isBase64Text(cut));
    }

    void eventFiles_data()
    {
        QTest::addColumn<QString>("path");
        for (const QString &path : files(u"events"_s, {u"*.json"_s})) {
            const QString name = path.section(u'/', -1);
            if (name != "odd.json"_L1 && name != "restart.json"_L1)
                QTest::newRow(qPrintable(path.section(u'/', -4))) << path;
        }
    }
    void eventFiles()
    {
        QFETCH(QString, path);
        const QByteArray json = readAll(path);
        QJsonArray metrics;
        const QJsonArray all = records(json);
        for (const auto &record : all) {
            if (record.toObject().value("type"_L1).toString() == "metrics"_L1)
                metrics += record;
        }
        std::map<QString, Curve> expected = jsonCurves(metrics, u"data"_s);
        const JobMetrics found = fromEvents(events(json));
        compareAll(found, expected);
        QCOMPARE(found.disagreementCount, 0);
        if (!expected.empty())
            QVERIFY(!found.clock.isEmpty());
    }

    void checkpointFiles_data()
    {
        QTest::addColumn<QString>("path");
        for (const QString &path : files(u"checkpoints"_s, {u"*.json"_s})) {
            if (!path.endsWith("odd.json"_L1))
                QTest::newRow(qPrintable(path.section(u'/', -4))) << path;
        }
    }
    void checkpointFiles()
    {
        QFETCH(QString, path);
        const QByteArray json = readAll(path);
        MetricsBuilder builder;
        builder.setCheckpoints(checkpoints(json));
        builder.setCheckpoints(checkpoints(json)); // again, as a refresh does
        const JobMetrics metrics = builder.build();
        const std::map<QString, Curve> expected = jsonCurves(records(json), u"metrics"_s);
        QVERIFY(!expected.empty());
        compareAll(metrics, expected);
        QVERIFY(metrics.notes.isEmpty());
    }

    void sourcesAreJoined()
    {
        MetricsBuilder builder;
        builder.addCsv(MetricsCsv(data(u"results/supervised.csv"_s)));
        builder.setCheckpoints(checkpoints(data(u"checkpoints/supervised.json"_s)));
        builder.addEvents(events(data(u"events/supervised.json"_s)), MetricsBuilder::Order::NewestFirst);
        const JobMetrics all = builder.build();
        const JobMetrics onlyEvents = fromEvents(events(data(u"events/supervised.json"_s)));
        // The file's rounded numbers are the same values, and count once.
        QCOMPARE(texts(all.series), texts(onlyEvents.series));
        QCOMPARE(all.disagreementCount, 0);
        QVERIFY2(all.notes.isEmpty(), qPrintable(all.notes.join(u'\n')));
        QCOMPARE(all.runs, 1);
        QCOMPARE(all.lastStep, 24.0);
        QCOMPARE(all.totalSteps, 24.0);
        QCOMPARE(all.texts, 3); // the checkpoints' "type"
        for (const Series &series : all.series) {
            for (const MetricSource source : series.points.sources)
                QCOMPARE(source, MetricSource::Event);
        }
        // Half of the events: the file fills in.
        std::vector<Event> some = events(data(u"events/supervised.json"_s));
        some.erase(some.begin(), some.begin() + 13); // the newer half, down to step 13
        MetricsBuilder half;
        half.addEvents(some, MetricsBuilder::Order::NewestFirst);
        half.addCsv(MetricsCsv(data(u"results/supervised.csv"_s)));
        const JobMetrics joined = half.build();
        const Series *loss = joined.find(u"train_loss");
        QVERIFY(loss);
        QCOMPARE(loss->points.size(), 24U);
        QCOMPARE(loss->points.sources.front(), MetricSource::Event);
        QCOMPARE(loss->points.sources.back(), MetricSource::Csv);
        QVERIFY(loss->points.breaks.empty());
        QCOMPARE(loss->label(), u"Training loss"_s);
        QVERIFY(!loss->help().isEmpty());
        QCOMPARE(loss->better(), Better::Lower);
    }

    void disagreementsAreKept()
    {
        MetricsBuilder builder(MetricLimits{.disagreements = 4});
        builder.addEvents(events(data(u"events/supervised.json"_s)), MetricsBuilder::Order::NewestFirst);
        builder.addCsv(MetricsCsv(data(u"results/disagreeing.csv"_s)));
        const JobMetrics metrics = builder.build();
        QCOMPARE(metrics.disagreementCount, 6); // steps 19 to 24
        QCOMPARE(metrics.disagreements.size(), 4U);
        const Disagreement &first = metrics.disagreements.front();
        QCOMPARE(first.key, u"train_loss"_s);
        QCOMPARE(first.step, 19.0);
        QCOMPARE(first.sourceA, MetricSource::Event);
        QCOMPARE(first.sourceB, MetricSource::Csv);
        const Series *loss = metrics.find(u"train_loss");
        QCOMPARE(loss->points.size(), 24U);
        QCOMPARE(first.a, loss->points.values[18]);
        QCOMPARE(loss->disagreeing.steps, (std::vector<double>{19, 20, 21, 22, 23, 24}));
        QCOMPARE(first.b, loss->disagreeing.values[0]);
        QCOMPARE(loss->disagreeing.sources[0], MetricSource::Csv);
        QVERIFY(metrics.find(u"valid_loss")->disagreeing.isEmpty());
        QCOMPARE(metrics.notes.size(), 1);
        QVERIFY(metrics.notes[0].contains("disagree 6 times"_L1));
    }

    void rounding()
    {
        QVERIFY(agree(0.4215686274509804, 0.42157, 5));
        QVERIFY(!agree(0.4215686274509804, 0.42158, 5));
        QVERIFY(agree(0.6190476417541504, 0.6190476190, 9)); // a 32-bit number and a 64-bit one
        QVERIFY(!agree(1.0, 1.001, 5));
        QVERIFY(agree(HUGE_VAL, HUGE_VAL, 5));
        QVERIFY(!agree(HUGE_VAL, 1, 5));
        QVERIFY(!agree(HUGE_VAL, -HUGE_VAL, 5));
        QVERIFY(agree(2.5828578600339824e-06, 0.0, 5));
    }

    void reinforcement()
    {
        const JobMetrics onlyEvents = fromEvents(events(data(u"events/reinforcement.json"_s)));
        MetricsBuilder builder;
        builder.addEvents(events(data(u"events/reinforcement.json"_s)), MetricsBuilder::Order::NewestFirst);
        builder.setCheckpoints(checkpoints(data(u"checkpoints/reinforcement.json"_s)));
        builder.addCsv(MetricsCsv(data(u"results/reinforcement.csv"_s)));
        const JobMetrics all = builder.build();
        // The file's names with slashes, blanks and commas are the events' series; the checkpoint of step 8
        // alone is news.
        QCOMPARE(all.series.size(), onlyEvents.series.size());
        QVERIFY2(all.disagreementCount == 0, qPrintable(all.notes.join(u'\n')));
        QCOMPARE(curve(all, u"full_valid_mean_reward"_s).size(), 3U);
        const Series *reward =
            all.find(u"scores/graders/score_model/Tone / register check/train_reward_mean");
        QVERIFY(reward);
        QCOMPARE(reward->grader, u"Tone / register check"_s);
        QCOMPARE(reward->graderType, u"score_model"_s);
        QCOMPARE(reward->kind, MetricKind::GraderScore);
        QCOMPARE(reward->split, MetricSplit::Train);
        QCOMPARE(reward->label(), u"Tone / register check: reward, training"_s);
        QCOMPARE(reward->better(), Better::Higher);
        QCOMPARE(reward->points.size(), 10U);
        const Series *errors =
            all.find(u"errors/graders/string_check/exact, match/train_sample_parse_error_mean");
        QVERIFY(errors);
        QCOMPARE(errors->kind, MetricKind::GraderError);
        QCOMPARE(errors->points.size(), 10U);
        const Series *latency =
            all.find(u"timing/graders/score_model/Tone / register check/train_execution_latency_mean");
        QVERIFY(latency);
        QCOMPARE(latency->kind, MetricKind::Timing);
        QCOMPARE(all.find(u"total_duration")->kind, MetricKind::Timing);
        QCOMPARE(all.find(u"model_graders_token_usage/gpt-4o-2024-08-06/train_prompt_tokens")->kind,
                 MetricKind::Usage);
        // -1 is a value where it does not stand for "not measured".
        QCOMPARE(curve(all, u"mean_unresponsive_rewards"_s).at(3), -1.0);
        // One value under two names is one series, and the job's total is not the grader's.
        QVERIFY(!all.find(u"scores/train_reward_mean"));
        QVERIFY(curve(all, u"train_mean_reward"_s).at(1) != reward->points.values[0]);
    }

    void names()
    {
        for (const MetricTerm &term : metricTerms()) {
            const QString key = QString::fromLatin1(term.key);
            QCOMPARE(metricName(key).term, &term);
            QVERIFY(*term.label != 0 && *term.help != 0);
            for (const QString &alias : QString::fromLatin1(term.aliases).split(u' ', Qt::SkipEmptyParts))
                QCOMPARE(metricName(alias).key, key);
        }
        QCOMPARE(metricName(u"train_accuracy"_s).key, metricName(u"train_mean_token_accuracy"_s).key);
        QCOMPARE(metricName(u"scores/train_reward_mean"_s).key, metricName(u"train_mean_reward"_s).key);
        const MetricName unknown = metricName(u"valid_rouge/L f1"_s);
        QCOMPARE(unknown.key, u"valid_rouge/L f1"_s);
        QCOMPARE(unknown.label(), unknown.key);
        QCOMPARE(unknown.kind, MetricKind::Other);
        QVERIFY(unknown.help().isEmpty());
        QCOMPARE(metricName(u"valid_rouge"_s).split, MetricSplit::Valid);
        QCOMPARE(metricName(u"full_valid_rouge"_s).split, MetricSplit::FullValid);
        const MetricName odd =
            metricName(u"errors/graders/python/a/errors/b/errors/train_weird_error_mean"_s);
        QCOMPARE(odd.grader, u"a/errors/b"_s);
        QCOMPARE(odd.kind, MetricKind::GraderError);
        QCOMPARE(odd.label(), u"a/errors/b: weird error mean, training"_s);
        for (const QString &broken : {u"scores/graders/"_s, u"scores/graders/x"_s, u"scores/graders/x/y"_s,
                                      u"scores/graders/x/y/"_s, u"/graders/x/y/z"_s, u"/"_s, u""_s})
            QVERIFY2(metricName(broken).grader.isEmpty(), qPrintable(broken));
    }

    void restarts()
    {
        const JobMetrics metrics = fromEvents(events(data(u"events/restart.json"_s)));
        QCOMPARE(metrics.runs, 2);
        const Series *loss = metrics.find(u"train_loss");
        QCOMPARE(loss->points.size(), 24U);
        QCOMPARE(loss->points.runs, (std::vector<Points::Run>{{0, 0}, {12, 1}}));
        QCOMPARE(loss->points.breaks, (std::vector<std::size_t>{12}));
        // Measured at 4, 8, 12 and again from 12 on: the job's runs, though these steps never go back.
        const Series *valid = metrics.find(u"valid_loss");
        QCOMPARE(valid->points.steps, (std::vector<double>{4, 8, 12, 12, 16, 20}));
        QCOMPARE(valid->points.runs, (std::vector<Points::Run>{{0, 0}, {3, 1}}));
        QCOMPARE(metrics.lastStep, 20.0);
        // The file has the last state only: nothing of it is new, and nothing contradicts.
        MetricsBuilder builder;
        builder.addEvents(events(data(u"events/restart.json"_s)), MetricsBuilder::Order::NewestFirst);
        builder.addCsv(MetricsCsv(data(u"results/restart.csv"_s)));
        const JobMetrics both = builder.build();
        QCOMPARE(texts(both.series), texts(metrics.series));
        QCOMPARE(both.disagreementCount, 0);
        // The two runs have times of their own.
        const std::vector<double> secs = axisValues(metrics, loss->points, Axis::WallTime);
        QVERIFY(secs[8] < secs[12] - 900); // step 9 in the first run, and in the second
        QCOMPARE(loss->points.steps[8], loss->points.steps[12]);
        QVERIFY(std::is_sorted(secs.begin(), secs.end()));
    }

    void stepsFromTheEnd()
    {
        QByteArray text("step,train_loss\n");
        for (int i = 300; i > 0; --i)
            text += QByteArray::number(i) + "," + QByteArray::number(i) + ".5\n";
        const JobMetrics metrics = fromCsv(text);
        QCOMPARE(metrics.runs, 1);
        QCOMPARE(metrics.series[0].points.size(), 300U);
        QVERIFY(std::is_sorted(metrics.series[0].points.steps.begin(), metrics.series[0].points.steps.end()));
        QCOMPARE(metrics.series[0].points.values[0], 1.5);
        QVERIFY(metrics.notes.join(u'\n').contains("sorted"_L1));
    }

    void oddEvents()
    {
        const JobMetrics metrics = fromEvents(events(data(u"events/odd.json"_s)));
        QCOMPARE(
            texts(metrics.series),
            (QStringList{u"train_loss: 2=1.4 4=1.25 5=1.1"_s, u"train_mean_reward: 5=0.5"_s,
                         u"reward: 3=-1"_s, u"lr/0: 3=0.1"_s, u"lr/1: 3=0.05"_s, u"deep/er/value: 3=2"_s}));
        QCOMPARE(metrics.texts, 2);
        QCOMPARE(metrics.find(u"train_loss")->blanks, 1);
        QCOMPARE(metrics.disagreementCount, 1); // two names of one quantity, with two values
        QCOMPARE(metrics.disagreements[0].a, 0.5);
        QCOMPARE(metrics.disagreements[0].b, 0.75);
        QCOMPARE(metrics.totalSteps, 3.0); // from a message
        const QString notes = metrics.notes.join(u'\n');
        QVERIFY(notes.contains("data is no object: 1."_L1));
        QVERIFY(notes.contains("without a step: 1."_L1));
        QVERIFY(notes.contains("same step: 1;"_L1));
        // Epochs are an axis where a source says them.
        QCOMPARE(curve(metrics.epochs), (Curve{{4, 0.5}, {5, 1.0}}));
        const std::vector<double> epochs = axisValues(metrics, metrics.series[0].points, Axis::Epoch);
        QVERIFY(std::isnan(epochs[0]));
        QCOMPARE(epochs[1], 0.5);
    }

    void oddCheckpoints()
    {
        MetricsBuilder builder;
        builder.setCheckpoints(checkpoints(data(u"checkpoints/odd.json"_s)));
        const JobMetrics metrics = builder.build();
        QCOMPARE(texts(metrics.series), (QStringList{u"train_loss: 10=0.95 20=0.9"_s, u"valid_loss: 50=0.7"_s,
                                                     u"loss/word/3: 50=2.5"_s}));
        const QString notes = metrics.notes.join(u'\n');
        QVERIFY(notes.contains("Checkpoints without a step: 1."_L1));
        QVERIFY(notes.contains("metrics are no object: 1."_L1));
        QCOMPARE(metrics.series[0].points.sources[0], MetricSource::Checkpoint);
    }

    void deepAndWideData()
    {
        // Deeper than any server goes, and with more names than are kept.
        Value deep;
        deep.kind = Value::Kind::Number;
        deep.text = u"1"_s;
        for (int i = 0; i < 400; ++i) {
            Value outer;
            outer.kind = i % 2 ? Value::Kind::Object : Value::Kind::Array;
            deep.key = u"k"_s;
            outer.children.push_back(deep);
            deep = outer;
        }
        Event event;
        event.type = u"metrics"_s;
        event.data.kind = Value::Kind::Object;
        const auto add = [&event](const QString &key, const QString &number) {
            Value member;
            member.key = key;
            member.text = number;
            member.kind = Value::Kind::Number;
            event.data.children.push_back(member);
        };
        add(u"step"_s, u"1"_s);
        deep.key = u"deep"_s;
        event.data.children.push_back(deep);
        for (int i = 0; i < 2000; ++i)
            add(u"name %1"_s.arg(i), QString::number(i));
        add(QString(100'000, u'n'), u"1"_s);
        MetricsBuilder builder;
        for (int i = 0; i < 3; ++i)
            builder.addEvent(event);
        const JobMetrics metrics = builder.build();
        QCOMPARE(metrics.series.size(), MetricLimits().series);
        QVERIFY(metrics.notes.join(u'\n').contains("left out"_L1));
    }

    void raggedRows()
    {
        const JobMetrics metrics = fromCsv(data(u"results/ragged.csv"_s));
        QCOMPARE(texts(metrics.series),
                 (QStringList{u"train_loss: 1=1.5 2=1.4 | 5=1.2"_s, u"valid_loss: 2=1.3 5=1.1"_s}));
        QCOMPARE(metrics.find(u"train_loss")->blanks, 3); // NaN, a word and an infinite one
        QCOMPARE(metrics.find(u"valid_loss")->blanks, 4);
        QCOMPARE(metrics.texts, 2); // x and warm
        const QString notes = metrics.notes.join(u'\n');
        QVERIFY(notes.contains("end early: 1."_L1));
        QVERIFY(notes.contains("more cells than columns: 1."_L1));
        QVERIFY(notes.contains("without a step, left out: 2."_L1));
        QVERIFY(notes.contains("hold no number: 2."_L1));
    }

    void filesWithoutRows()
    {
        const JobMetrics header = fromCsv(data(u"results/header.csv"_s));
        QVERIFY(header.series.empty());
        QCOMPARE(header.notes, QStringList{u"The result file has the names of its columns but no rows."_s});
        QCOMPARE(fromCsv("").notes, QStringList{u"The result file is empty."_s});
        QCOMPARE(fromCsv(" \r\n\n").notes, QStringList{u"The result file is empty."_s});
        const JobMetrics numbers = fromCsv("1,2\n3,4\n");
        QVERIFY(numbers.series.empty());
        QCOMPARE(numbers.notes,
                 QStringList{u"The result file does not begin with the names of its columns."_s});
        const JobMetrics counted = fromCsv("train_loss\n2\n1\n");
        QCOMPARE(texts(counted.series), QStringList{u"train_loss: 1=2 2=1"_s});
        QVERIFY(counted.notes.join(u'\n').contains("counted instead"_L1));
        const JobMetrics stepsOnly = fromCsv("step\n1\n2\n");
        QVERIFY(stepsOnly.series.empty());
    }

    void manyColumns()
    {
        QByteArray text("step");
        for (int i = 0; i < 300; ++i)
            text += ",\"column, " + QByteArray::number(i) + "\"";
        for (int row = 1; row <= 20; ++row) {
            text += "\n" + QByteArray::number(row);
            for (int i = 0; i < 300; ++i)
                text += "," + QByteArray::number(row * 1000 + i);
        }
        const JobMetrics metrics = fromCsv(text);
        QCOMPARE(metrics.series.size(), 300U);
        QCOMPARE(curve(metrics, u"column, 299"_s).at(20), 20299.0);
        QVERIFY(metrics.notes.isEmpty());
        QByteArray wide("step");
        for (int i = 0; i < 10'000; ++i)
            wide += ",c" + QByteArray::number(i);
        wide += "\n1" + QByteArray(20'000, ',').replace(",,", ",2") + "\n";
        const JobMetrics many = fromCsv(wide);
        QCOMPARE(many.series.size(), MetricLimits().series);
        QVERIFY(many.notes.join(u'\n').contains("left out"_L1));
    }

    void damagedCells()
    {
        QByteArray text("step,train_loss,a\n1,1.5,2\n2,");
        text += QByteArray("1.\0", 3) + "4,3\n3,\"" + QByteArray(1 << 20, 'x') + "\",4\n4," +
                QByteArray(1 << 20, '7') + ",5\n5,1.25,6\n";
        const JobMetrics metrics = fromCsv(text);
        QCOMPARE(texts(metrics.series),
                 (QStringList{u"train_loss: 1=1.5 5=1.25"_s, u"a: 1=2 2=3 3=4 4=5 5=6"_s}));
        const QString notes = metrics.notes.join(u'\n');
        QVERIFY(notes.contains("zero bytes"_L1));
        QVERIFY(notes.contains("64 KB, not read: 2."_L1));
        // A name of 1 MB, and a quote that never closes.
        const JobMetrics named =
            fromCsv("step," + QByteArray(1 << 20, 'n') + ",train_loss\n1,2,3\n2,\"3,4\n5,6,7");
        QCOMPARE(texts(named.series), QStringList{u"train_loss: 1=3"_s});
    }

    void limits()
    {
        QByteArray text("step,a,b\n");
        for (int i = 1; i <= 1000; ++i)
            text += QByteArray::number(i) + "," + QByteArray::number(i) + (i % 2 ? "," : ",5") + "\n";
        const JobMetrics capped = fromCsv(text, MetricLimits{.points = 100});
        QCOMPARE(capped.find(u"a")->points.size(), 100U);
        QCOMPARE(capped.find(u"b")->points.size(), 100U); // read on while one has room
        QVERIFY(capped.notes.join(u'\n').contains("a has more than 100 points"_L1));
        const JobMetrics all = fromCsv(text, MetricLimits{.allPoints = 30});
        QCOMPARE(all.series[0].points.size() + all.series[1].points.size(), 30U);
        QVERIFY(all.notes.join(u'\n').contains("b has more than"_L1));
        // Nothing is read past the point where nothing is kept.
        MetricsBuilder builder(MetricLimits{.points = 10});
        builder.beginCsv({u"a"_s});
        int rows = 0;
        const double cell = 1;
        while (rows < 1000 && builder.addCsvRow(rows, {&cell, 1}))
            ++rows;
        QCOMPARE(rows, 10);
    }

    void buildsAgainAsEventsCome()
    {
        std::vector<Event> list = events(data(u"events/supervised.json"_s));
        std::reverse(list.begin(), list.end());
        MetricsBuilder builder;
        for (const Event &event : list) {
            builder.addEvent(event);
            (void)builder.build();
        }
        QCOMPARE(texts(builder.build().series),
                 texts(fromEvents(events(data(u"events/supervised.json"_s))).series));
        const JobMetrics nothing = MetricsBuilder().build();
        QVERIFY(nothing.series.empty() && nothing.notes.isEmpty() && !nothing.lastStep);
        QCOMPARE(nothing.runs, 0);
    }

    void axes()
    {
        const JobMetrics metrics = fromEvents(events(data(u"events/supervised.json"_s)));
        const Points &points = metrics.find(u"full_valid_loss")->points;
        QCOMPARE(axisValues(metrics, points, Axis::Step), (std::vector<double>{8, 16, 24}));
        QCOMPARE(axisValues(metrics, points, Axis::Epoch, 3), (std::vector<double>{1, 2, 3}));
        QVERIFY(axisValues(metrics, points, Axis::Epoch).empty());
        QCOMPARE(axisValues(metrics, points, Axis::WallTime),
                 (std::vector<double>{1761000084, 1761000108, 1761000132}));
        const JobMetrics csv = fromCsv(data(u"results/supervised.csv"_s));
        QVERIFY(axisValues(csv, csv.series[0].points, Axis::WallTime).empty());
        QVERIFY(axisValues(csv, csv.series[0].points, Axis::Epoch, 3).empty()); // no total
    }

    void headlines()
    {
        const JobMetrics supervised = fromEvents(events(data(u"events/supervised.json"_s)));
        Headline found = headline(supervised, u"supervised");
        QCOMPARE(found.series->key, u"full_valid_loss"_s);
        QCOMPARE(found.last, 0.8637123);
        QCOMPARE(found.sparkline, (std::vector<double>{1.021043586730957, 0.8412, 0.8637123}));
        const JobMetrics azure = fromEvents(events(data(u"events/azure.json"_s)));
        QCOMPARE(headline(azure, u"supervised").series->key, u"valid_loss"_s);
        const JobMetrics reward = fromEvents(events(data(u"events/reinforcement.json"_s)));
        found = headline(reward, u"reinforcement");
        QCOMPARE(found.series->key, u"full_valid_mean_reward"_s);
        QCOMPARE(found.last, 0.47);
        QVERIFY(!headline(reward, u"supervised").series);
        QVERIFY(!headline(JobMetrics(), u"").series);
        // Of two runs the later one where they overlap.
        const JobMetrics restarted = fromEvents(events(data(u"events/restart.json"_s)));
        found = headline(restarted, u"");
        QCOMPARE(found.series->key, u"valid_loss"_s);
        QCOMPARE(found.sparkline.size(), 5U);
        QByteArray text("step,train_loss\n");
        for (int i = 0; i < 1000; ++i)
            text += QByteArray::number(i) + "," + QByteArray::number(i) + "\n";
        const JobMetrics many = fromCsv(text);
        found = headline(many, u"dpo");
        QCOMPARE(found.sparkline.size(), 32U);
        QCOMPARE(found.sparkline.front(), 0.0);
        QCOMPARE(found.sparkline.back(), 999.0);
        QVERIFY(std::is_sorted(found.sparkline.begin(), found.sparkline.end()));
    }

    void bestCheckpoints()
    {
        const auto list = checkpoints(data(u"checkpoints/supervised.json"_s)); // 24, 16, 8
        BestCheckpoint best = bestCheckpoint(list, u"supervised");
        QCOMPARE(best.index, 1U);
        QCOMPARE(best.value, 0.8412);
        QCOMPARE(best.rule, u"lowest full validation loss"_s);
        const auto rewards = checkpoints(data(u"checkpoints/reinforcement.json"_s)); // 10, 8, 5
        best = bestCheckpoint(rewards, u"reinforcement");
        QCOMPARE(best.index, 2U); // as good as step 10, and earlier
        QCOMPARE(best.rule, u"highest validation reward"_s);
        best = bestCheckpoint(rewards, u"supervised");
        QVERIFY(!best.index);
        QCOMPARE(best.rule, u"no validation data: not ranked"_s);
        const auto odd = checkpoints(data(u"checkpoints/odd.json"_s));
        best = bestCheckpoint(odd, u"");
        QCOMPARE(best.index, 5U); // its full validation loss of -1 is none
        QCOMPARE(best.rule, u"lowest validation loss"_s);
        QVERIFY(!bestCheckpoint({}, u"dpo").index);
    }

    void progress()
    {
        Progress found = progressOf(fromEvents(events(data(u"events/supervised.json"_s))));
        QCOMPARE(found.lastStep, 24.0);
        QCOMPARE(found.totalSteps, 24.0);
        QCOMPARE(found.stepsPerSecond, 1.0 / 3);
        QCOMPARE(found.rateSteps, 23U);
        QCOMPARE(found.secondsLeft, 0.0);
        QVERIFY(!progressOf({}).stepsPerSecond);
        // A night's pause is not a slow step, and one report is no rate.
        MetricsBuilder builder;
        const auto report = [&builder](int step, qint64 secs) {
            const QByteArray json =
                R"({"type": "metrics", "created_at": %1, "data": {"step": %2, "train_loss": 1, "total_steps": 100}})";
            builder.addEvent(readEvent(*readJson(QString::fromLatin1(json).arg(secs).arg(step).toLatin1())));
        };
        report(1, 1000);
        QVERIFY(!progressOf(builder.build()).stepsPerSecond);
        for (int step = 2; step <= 20; ++step)
            report(step, 1000 + step);
        for (int step = 21; step <= 30; ++step)
            report(step, 50'000 + step * 2);
        found = progressOf(builder.build());
        QCOMPARE(found.stepsPerSecond, 0.5);
        QCOMPARE(found.rateSteps, 9U);
        QCOMPARE(found.secondsLeft, 140.0);
    }
};

void TestMetrics::notANumberIsAGap_data()
{
    QTest::addColumn<QByteArray>("third"); // of five values of the training loss
    QTest::addColumn<bool>("isGap");
    for (const char *value : {"NaN", "Infinity", "-Infinity", "\"NaN\"", "\"inf\""})
        QTest::newRow(value) << QByteArray(value) << true;
    for (const char *value : {"1.5", "\"1.5\"", "1e0"})
        QTest::newRow(value) << QByteArray(value) << false;
}

// No line leads over a value that is not a number, and only the end of the curve says that the job diverged.
void TestMetrics::notANumberIsAGap()
{
    QFETCH(QByteArray, third);
    QFETCH(bool, isGap);
    const auto build = [](const QByteArrayList &losses) {
        MetricsBuilder builder;
        for (qsizetype i = 0; i < losses.size(); ++i) {
            const QByteArray step = QByteArray::number(i + 1);
            const Result<Value> event =
                readJson(R"({"type":"metrics","created_at":175000000)" + step + R"(,"data":{"step":)" + step +
                         R"(,"train_loss":)" + losses[i] + "}}");
            if (!event)
                qFatal("%s", qPrintable(event.error().message));
            builder.addEvent(readEvent(*event));
        }
        return builder.build();
    };
    const JobMetrics middle = build({"1", "2", third, "4", "5"});
    const Series *loss = middle.find(u"train_loss");
    QVERIFY(loss);
    QCOMPARE(loss->points.size(), isGap ? 4u : 5u);
    QCOMPARE(loss->notANumber, isGap ? std::vector<double>{3} : std::vector<double>());
    QCOMPARE(loss->points.breaks, isGap ? std::vector<std::size_t>{2} : std::vector<std::size_t>());
    QVERIFY(!middle.notANumberSince);

    const JobMetrics end = build({"1", "2", third, third});
    QCOMPARE(end.notANumberSince, isGap ? std::optional(3.0) : std::nullopt);
    const JobMetrics all = build({third, third});
    QCOMPARE(all.notANumberSince, isGap ? std::optional(1.0) : std::nullopt);
}

QTEST_GUILESS_MAIN(TestMetrics)
#include "tst_metrics.moc"
