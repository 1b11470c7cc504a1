// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/trainingflags.h"

#include "app/api/readcsv.h"
#include "app/api/readjson.h"
#include "app/api/readmetrics.h"
#include "app/models/metricsummary.h"
#include "tests/support/folders.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <cmath>

using namespace tuneboard;
using namespace Qt::StringLiterals;

namespace {

using Column = QPair<QString, std::vector<double>>;
constexpr double kBlank = std::numeric_limits<double>::quiet_NaN();
constexpr double kNotANumber = std::numeric_limits<double>::infinity(); // as MetricsBuilder takes it

// Steps 1, 2, 3, … with these columns.
JobMetrics metricsOf(const QList<Column> &columns)
{
    MetricsBuilder builder;
    QStringList names;
    std::size_t rows = 0;
    for (const Column &column : columns) {
        names += column.first;
        rows = std::max(rows, column.second.size());
    }
    builder.beginCsv(names);
    for (std::size_t row = 0; row < rows; ++row) {
        std::vector<double> cells;
        for (const Column &column : columns)
            cells.push_back(row < column.second.size() ? column.second[row] : kBlank);
        builder.addCsvRow(double(row + 1), cells);
    }
    builder.endCsv(0, {});
    return builder.build();
}

// From one value to another, with noise that is the same in each run of the test.
std::vector<double> noisy(double from, double to, int points, double noise)
{
    std::vector<double> values;
    for (int i = 0; i < points; ++i) {
        const double part = points > 1 ? double(i) / (points - 1) : 0;
        values.push_back(from + (to - from) * part + noise * std::sin(i * 12.9898) * std::cos(i * 4.1414));
    }
    return values;
}

std::vector<double> joined(std::vector<double> a, const std::vector<double> &b)
{
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

} // namespace

class TstTrainingFlags : public QObject
{
    Q_OBJECT

private slots:
    void flags_data();
    void flags();
    void resultFilesAreNotFlagged_data();
    void resultFilesAreNotFlagged();
    void onlyTheLastRunCounts();
    void stuck_data();
    void stuck();
    void bestStepOfTheBestSeries();
    void nearestCheckpoints();
    void chosenCheckpointByItsMetricsElseByTheBestStep();
    void everyFlagHasItsWords();
};

void TstTrainingFlags::flags_data()
{
    QTest::addColumn<QList<Column>>("columns");
    QTest::addColumn<QString>("method");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const QList<Column> &columns, const char *words,
                        const QString &method = u"supervised"_s) {
        QTest::newRow(name) << columns << method << QString::fromLatin1(words);
    };
    const QString full = u"full_valid_loss"_s;
    const QString valid = u"valid_loss"_s;
    const QString train = u"train_loss"_s;
    const QString reward = u"full_valid_mean_reward"_s;
    const QString rl = u"reinforcement"_s;

    row("nothing", {}, "");
    row("falls", {{full, {0.9, 0.7, 0.6}}}, "");
    row("overfit", {{full, {0.9, 0.614, 0.7, 1.06}}}, "overfit best-not-last");
    row("ten per cent are not enough", {{full, {0.9, 0.5, 0.52, 0.55}}}, "best-not-last");
    row("the lowest is one evaluation earlier", {{full, {0.9, 0.5, 0.7}}}, "best-not-last");
    row("two values are too few", {{full, {0.5, 0.9}}}, "");
    row("Together's name", {{u"eval/loss"_s, {0.9, 0.614, 0.7, 1.06}}}, "overfit best-not-last");
    row("Unsloth's name", {{u"eval_loss"_s, {0.9, 0.614, 0.7, 1.06}}}, "overfit best-not-last");
    row("more than three times the lowest", {{full, {1.0, 0.5, 1.6}}}, "diverged best-not-last");
    row("more than three times, but below the first", {{full, {9.0, 0.5, 0.6, 1.6}}},
        "overfit best-not-last");
    row("diverged wins", {{full, {0.9, 0.5, 0.7, 5.0}}}, "diverged best-not-last");

    row("the last value is not a number", {{train, {1.5, 1.4, kNotANumber}}}, "diverged");
    row("the last validation value is not a number", {{full, {0.9, 0.8, kNotANumber}}}, "diverged");
    row("numbers follow", {{train, {1.5, kNotANumber, 1.4}}}, "");
    row("an unknown quantity is not a number", {{u"grad_norm"_s, {1.5, 1.4, kNotANumber}}}, "");

    row("noisy batches diverge", {{train, noisy(0.4, 7, 200, 0.5)}}, "diverged");
    row("noisy batches fall", {{train, noisy(2, 0.5, 200, 0.5)}}, "");
    row("nineteen batches are too few", {{train, noisy(0.4, 7, 19, 0)}}, "");
    row("twenty are enough", {{train, noisy(0.4, 7, 20, 0)}}, "diverged");
    row("noise alone", {{valid, noisy(1, 1, 200, 0.9)}, {train, noisy(1, 1, 200, 0.9)}}, "");
    row("batches overfit", {{valid, joined(noisy(2, 0.5, 100, 0.05), noisy(0.5, 1.2, 100, 0.05))}},
        "overfit best-not-last");
    row("a rise within the noise", {{valid, joined(noisy(2, 1, 100, 0.1), noisy(1.02, 1.18, 40, 3))}}, "");
    row("the whole set counts, not the batches",
        {{full, {0.9, 0.8, 0.7}}, {valid, joined(noisy(2, 0.5, 100, 0.05), noisy(0.5, 1.2, 100, 0.05))}}, "");

    row("the reward dropped", {{reward, {0.2, 0.8, 0.6}}}, "dropped best-not-last", rl);
    row("the reward dropped a little", {{reward, {0.2, 0.8, 0.75}}}, "best-not-last", rl);
    row("the reward rises", {{reward, {0.2, 0.5, 0.8}}}, "", rl);
    row("a negative reward dropped", {{reward, {-0.9, -0.5, -0.8}}}, "dropped best-not-last", rl);
}

void TstTrainingFlags::flags()
{
    QFETCH(QList<Column>, columns);
    QFETCH(QString, method);
    QFETCH(QString, words);
    QCOMPARE(flagWords(flagsOf(metricsOf(columns), method)), words);
}

void TstTrainingFlags::resultFilesAreNotFlagged_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("none here") << QString();
    for (const QString &folder : {test::dataPath(u"results"_s), test::samplesPath() + u"/results"_s}) {
        for (const QFileInfo &file : QDir(folder).entryInfoList({u"*.csv"_s}, QDir::Files))
            if (file.fileName() != "ragged.csv"_L1) // which ends with an infinite loss
                QTest::newRow(qPrintable(file.fileName() + u' ' + QFileInfo(folder).absolutePath().right(8)))
                    << file.filePath();
    }
}

void TstTrainingFlags::resultFilesAreNotFlagged()
{
    QFETCH(QString, path);
    if (path.isEmpty())
        return;
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const ResultText text = readResultText(file.readAll());
    MetricsBuilder builder;
    builder.addCsv(MetricsCsv(text.text));
    const TrainingFlags flags =
        flagsOf(builder.build(), u"supervised"_s) & ~TrainingFlags(TrainingFlag::BestNotLast);
    QCOMPARE(flagWords(flags), QString());
}

// A job that was started again is judged by what it did last.
void TstTrainingFlags::onlyTheLastRunCounts()
{
    MetricsBuilder builder;
    std::vector<Event> events;
    const auto add = [&events](double step, double loss) {
        Event event;
        event.type = u"metrics"_s;
        event.createdAt.secs = 1'750'000'000 + qint64(events.size());
        const auto member = [](const QString &key, double number) {
            Value value;
            value.key = key;
            value.kind = Value::Kind::Number;
            value.text = QString::number(number);
            return value;
        };
        event.data.kind = Value::Kind::Object;
        event.data.children = {member(u"step"_s, step), member(u"full_valid_loss"_s, loss)};
        events.push_back(event);
    };
    for (const auto &[step, loss] :
         {std::pair{1, 0.9}, {2, 0.5}, {3, 0.7}, {4, 5.0}, {1, 0.9}, {2, 0.8}, {3, 0.7}})
        add(step, loss);
    builder.addEvents(events, MetricsBuilder::Order::OldestFirst);
    QCOMPARE(flagWords(flagsOf(builder.build(), u"supervised"_s)), QString());
}

void TstTrainingFlags::stuck_data()
{
    QTest::addColumn<Status>("status");
    QTest::addColumn<int>("ago"); // s
    QTest::addColumn<double>("stepsPerSecond");
    QTest::addColumn<bool>("isStuck");
    QTest::newRow("quick") << Status::Running << 899 << 1.0 << false;
    QTest::newRow("quarter of an hour") << Status::Running << 901 << 1.0 << true;
    QTest::newRow("slow steps") << Status::Running << 5000 << 1 / 600.0 << false;
    QTest::newRow("ten slow steps") << Status::Running << 6001 << 1 / 600.0 << true;
    QTest::newRow("unknown pace") << Status::Running << 901 << kBlank << true;
    QTest::newRow("paused") << Status::Paused << 901 << 1.0 << false;
    QTest::newRow("finishing") << Status::Finishing << 901 << 1.0 << false;
    QTest::newRow("succeeded") << Status::Succeeded << 901 << 1.0 << false;
}

void TstTrainingFlags::stuck()
{
    QFETCH(Status, status);
    QFETCH(int, ago);
    QFETCH(double, stepsPerSecond);
    QTEST(isStuck(status, 1'750'000'000, stepsPerSecond, 1'750'000'000 + ago), "isStuck");
    QVERIFY(!isStuck(status, 0, stepsPerSecond, 1'750'000'000)); // no step is known
}

void TstTrainingFlags::bestStepOfTheBestSeries()
{
    const JobMetrics metrics = metricsOf({{u"full_valid_loss"_s, {0.9, 0.5, 0.5, 0.7}},
                                          {u"valid_loss"_s, {0.9, 0.5, 0.1, 0.7}},
                                          {u"train_loss"_s, {0.9, 0.5, 0.1, 0.01}}});
    const auto best = bestStep(metrics, u"supervised"_s);
    QVERIFY(best);
    QCOMPARE(best->step, 2.0); // the earlier of two equal ones
    QCOMPARE(best->value, 0.5);
    QCOMPARE(best->series->key, u"full_valid_loss"_s);
    QVERIFY(!bestStep(metrics, u"reinforcement"_s));
    QVERIFY(!bestStep(metricsOf({{u"train_loss"_s, {0.9, 0.5}}}), u"supervised"_s)); // no evaluation
}

void TstTrainingFlags::nearestCheckpoints()
{
    std::vector<Checkpoint> checkpoints(4);
    checkpoints[0].stepNumber = 360;
    checkpoints[1].model = u"ft:a:b::c:ckpt-step-120"_s;
    checkpoints[2].stepNumber = 240;
    checkpoints[3].model = u"ft:a:b::c"_s; // says no step
    const NearCheckpoints near = nearCheckpoints(checkpoints, 300);
    QVERIFY(!near.at);
    QCOMPARE(near.before, std::optional<std::size_t>(2));
    QCOMPARE(near.after, std::optional<std::size_t>(0));
    QCOMPARE(nearCheckpoints(checkpoints, 120).at, std::optional<std::size_t>(1));
    QVERIFY(!nearCheckpoints(checkpoints, 400).after);
}

void TstTrainingFlags::chosenCheckpointByItsMetricsElseByTheBestStep()
{
    const JobMetrics metrics = metricsOf({{u"full_valid_loss"_s, {0.9, 0.614, 0.7, 1.06}}});
    std::vector<Checkpoint> checkpoints(3);
    checkpoints[0].stepNumber = 4;
    checkpoints[1].stepNumber = 3;
    QVERIFY(!chosenCheckpoint(checkpoints, &metrics, u"supervised"));
    checkpoints[2].stepNumber = 2;
    QCOMPARE(chosenCheckpoint(checkpoints, &metrics, u"supervised"), std::optional<std::size_t>(2));
    QVERIFY(!chosenCheckpoint(checkpoints, nullptr, u"supervised"));
    QVERIFY(!chosenCheckpoint({}, &metrics, u"supervised"));
    // Its own metrics decide before the curve does.
    checkpoints[0] = readCheckpoint(*readJson(R"({"step_number":4,"metrics":{"full_valid_loss":0.7}})"));
    checkpoints[1] = readCheckpoint(*readJson(R"({"step_number":3,"metrics":{"full_valid_loss":0.5}})"));
    QCOMPARE(chosenCheckpoint(checkpoints, &metrics, u"supervised"), std::optional<std::size_t>(1));
}

void TstTrainingFlags::everyFlagHasItsWords()
{
    TrainingFlags all;
    for (const TrainingFlagTerm &term : trainingFlagTerms()) {
        QVERIFY(!flagLabel(term).isEmpty() && flagRule(term).endsWith(u'.'));
        all |= term.flag;
    }
    QCOMPARE(flagWords(all), u"diverged overfit dropped stuck best-not-last"_s);
}

QTEST_GUILESS_MAIN(TstTrainingFlags)
#include "tst_trainingflags.moc"
