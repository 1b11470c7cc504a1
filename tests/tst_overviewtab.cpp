// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/demorecords.h"
#include "ui/charts/headlinechart.h"
#include "ui/charts/metricchart.h"
#include "ui/format.h"
#include "ui/job/factsview.h"
#include "ui/job/overviewtab.h"
#include "ui/job/valuetext.h"

#include <QClipboard>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QToolButton>

using namespace tuneboard;
using namespace tuneboard::test;
using namespace Qt::StringLiterals;

namespace {

JobView viewOf(const JobDetails &details, bool isOther = true)
{
    return {&details, u"Demo"_s, u"127.0.0.1:43121"_s, kNow, isOther, nullptr};
}

QString mainText(OverviewTab &tab)
{
    return tab.findChild<FactsView *>(u"overviewFacts"_s)->text();
}

QString sideText(OverviewTab &tab)
{
    return tab.findChild<FactsView *>(u"overviewSide"_s)->text();
}

// The line of that label; empty: there is none.
QString lineOf(const QString &text, const QString &label)
{
    for (const QString &line : text.split(u'\n')) {
        if (line.startsWith(label + u": "_s))
            return line.mid(label.size() + 2);
    }
    return {};
}

} // namespace

class TestOverviewTab : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { useTheme(false); }
    void resolveHyperparameters_data();
    void resolveHyperparameters();
    void inferEpochs_data();
    void inferEpochs();
    void sayWhatWentWrong();
    void sayWhatIsMissingAndWhy();
    void showTimeInEachStatus();
    void estimateOnlyInTheFuture();
    void summariseGraders();
    void keepOrder();
    void showUnknownFields();
    void neverSayNull_data();
    void neverSayNull();
    void openFineTunedBase();
    void copyTheOriginal();
    void keepSelectionAndScrollOnRefresh();
    void arrangeByWidth();
    void showTheHeadlineChart();
};

void TestOverviewTab::resolveHyperparameters_data()
{
    QTest::addColumn<QString>("job");
    QTest::addColumn<QString>("label");
    QTest::addColumn<QString>("expected");
    QTest::newRow("auto, resolved on top")
        << u"supervised-succeeded"_s << u"Epochs"_s << u"auto → 3 · default"_s;
    QTest::newRow("2 and 2.0") << u"supervised-succeeded"_s << u"Learning-rate multiplier"_s << u"2.0"_s;
    QTest::newRow("only auto") << u"failed-long-message"_s << u"Batch size"_s << u"auto · default"_s;
    QTest::newRow("Azure") << u"azure-minus-one-nulls"_s << u"Epochs"_s << u"auto (-1) · default"_s;
    QTest::newRow("unknown one") << u"azure-minus-one-nulls"_s << u"lora_rank"_s << u"16"_s;
    QTest::newRow("reinforcement") << u"reinforcement-nested-multi"_s << u"Compute multiplier"_s
                                   << u"auto → 1.5 · default"_s;
    QTest::newRow("unknown method") << u"unknown-everything"_s << u"temperature_decay"_s << u"1e-5"_s;
    QTest::newRow("null") << u"dpo-null-hyperparameters"_s << u"Hyperparameters"_s
                          << u"— the server gives none for this job"_s;
    QTest::newRow("inferred") << u"azure-minus-one-nulls"_s << u"Method"_s
                              << u"Supervised · inferred, the server names none"_s;
    QTest::newRow("said") << u"supervised-succeeded"_s << u"Method"_s << u"Supervised"_s;
    QTest::newRow("unknown word") << u"unknown-everything"_s << u"Method"_s << u"self_play"_s;
}

void TestOverviewTab::resolveHyperparameters()
{
    QFETCH(QString, job);
    QFETCH(QString, label);
    QFETCH(QString, expected);
    OverviewTab tab;
    const JobDetails details = jobFile(job);
    tab.setJob(viewOf(details));
    QCOMPARE(lineOf(mainText(tab), label), expected);
}

void TestOverviewTab::inferEpochs_data()
{
    QTest::addColumn<QByteArray>("job");
    QTest::addColumn<QList<int>>("steps");
    QTest::addColumn<QByteArray>("event");
    QTest::addColumn<QString>("expected");
    const QByteArray running = R"("status":"running","method":{"type":"supervised","supervised":{)"
                               R"("hyperparameters":{"n_epochs":"auto","batch_size":4}}})";
    const QByteArray done = R"("status":"succeeded","hyperparameters":{"batch_size":1})";
    const QByteArray total = R"("step":60,"train_loss":1,"total_steps":120)";
    const QList<int> two{80, 40};
    QTest::newRow("checkpoints so far")
        << running << two << total << u"auto → 3 · inferred from the checkpoints"_s;
    QTest::newRow("Azure") << QByteArray(R"("status":"running","hyperparameters":{"n_epochs":-1})") << two
                           << total << u"auto (-1) → 3 · inferred from the checkpoints"_s;
    QTest::newRow("uneven") << running << QList<int>{80, 41} << total
                            << u"auto → 3 · inferred from the checkpoints"_s;
    QTest::newRow("the last three of ten")
        << done << QList<int>{80, 100, 90} << QByteArray() << u"10 · inferred from the checkpoints"_s;
    QTest::newRow("nothing said") << QByteArray(R"("status":"succeeded")") << QList<int>{120, 80, 40}
                                  << QByteArray() << u"3 · inferred from the checkpoints"_s;
    QTest::newRow("the metrics count epochs")
        << running << QList<int>() << QByteArray(R"("step":60,"epoch":1.5,"train_loss":1,"total_steps":120)")
        << u"auto → 3 · inferred from the metrics"_s;
    QTest::newRow("the answer itself")
        << QByteArray(R"("status":"running","hyperparameters":{"n_epochs":4},)") +
               R"("method":{"type":"supervised","supervised":{"hyperparameters":{"n_epochs":"auto"}}})"
        << two << total << u"auto → 4 · default"_s;
    QTest::newRow("as asked") << QByteArray(R"("status":"running","hyperparameters":{"n_epochs":4})") << two
                              << total << u"4"_s;
    QTest::newRow("one checkpoint") << running << QList<int>{40} << total << u"auto · default"_s;
    QTest::newRow("no whole number") << running << QList<int>{80, 30} << total << u"auto · default"_s;
    QTest::newRow("without steps") << running << QList<int>{0, 0} << total << u"auto · default"_s;
    QTest::newRow("the end is not known") << running << two << QByteArray() << u"auto · default"_s;
    QTest::newRow("the best are kept")
        << QByteArray(R"("status":"running","method":{"type":"reinforcement","reinforcement":{)"
                      R"("hyperparameters":{"n_epochs":"auto"}}})")
        << two << total << u"auto · default"_s;
    QTest::newRow("not named") << done << QList<int>() << QByteArray()
                               << u"— default, not named by the server"_s;
    QTest::newRow("null") << QByteArray(R"("status":"running","hyperparameters":{"n_epochs":null})")
                          << QList<int>() << QByteArray() << u"— default, left open by the server"_s;
}

void TestOverviewTab::inferEpochs()
{
    QFETCH(QByteArray, job);
    QFETCH(QList<int>, steps);
    QFETCH(QByteArray, event);
    QFETCH(QString, expected);
    const JobDetails details = detailsOf(R"({"id":"ftjob-1","model":"gpt-4o",)" + job + "}");
    JobRecords records;
    records.key = details.key;
    records.events = std::make_shared<const std::vector<EventRow>>();
    auto checkpoints = std::make_shared<std::vector<Checkpoint>>();
    for (const int step : steps)
        checkpoints->push_back(readCheckpoint(
            demoValue(R"({"id":"c","step_number":)" + QByteArray::number(step) + R"(,"metrics":{}})")));
    records.checkpoints = checkpoints;
    MetricsBuilder builder;
    if (!event.isEmpty())
        builder.addEvent(readEvent(demoValue(R"({"id":"e","type":"metrics","data":{)" + event + "}}")));
    records.metrics = std::make_shared<const JobMetrics>(builder.build());
    OverviewTab tab;
    tab.setJob({&details, u"Demo"_s, u"h"_s, kNow, true, &records});
    QCOMPARE(lineOf(mainText(tab), u"Epochs"_s), expected);
    if (job.contains("reinforcement"))
        QCOMPARE(lineOf(mainText(tab), u"Evaluation interval"_s), u"— default, not named by the server"_s);
    else
        QVERIFY(!mainText(tab).contains(u"Evaluation interval"_s)); // another method's
    // Without its records the page says only what the job's object does.
    tab.setJob(viewOf(details, false));
    QVERIFY(!mainText(tab).contains(u"inferred from"_s));
}

void TestOverviewTab::sayWhatWentWrong()
{
    OverviewTab tab;
    const JobDetails details = jobFile(u"failed-long-message"_s);
    tab.setJob(viewOf(details));
    const QString text = mainText(tab);
    QCOMPARE(lineOf(text, u"Code"_s), u"invalid_training_file"_s);
    QCOMPARE(lineOf(text, u"Parameter"_s), u"training_file"_s);
    auto *message = tab.findChild<ValueText *>(u"factValue_error_message"_s);
    QVERIFY(message);
    // Blanks and both quotes as they came, and no markup.
    QVERIFY(message->toPlainText().contains(u"'user',     'assistant',     \"tool\""_s));
    QCOMPARE(message->toPlainText(), details.job.error.message);
    QVERIFY(text.indexOf(u"What went wrong"_s) < text.indexOf(u"Output model"_s));
    const JobDetails fine = jobFile(u"supervised-succeeded"_s);
    tab.setJob(viewOf(fine));
    QVERIFY(!mainText(tab).contains(u"What went wrong"_s));
}

void TestOverviewTab::sayWhatIsMissingAndWhy()
{
    OverviewTab tab;
    const JobDetails failed = jobFile(u"failed-long-message"_s);
    tab.setJob(viewOf(failed));
    QCOMPARE(lineOf(mainText(tab), u"Output model"_s), u"— the job failed"_s);
    QCOMPARE(lineOf(sideText(tab), u"Trained tokens"_s), u"0"_s);
    QCOMPARE(lineOf(sideText(tab), u"Validation file"_s), u"— none was given"_s);
    const JobDetails paused = jobFile(u"paused-ten-keys"_s);
    tab.setJob(viewOf(paused));
    QCOMPARE(lineOf(mainText(tab), u"Output model"_s), u"— not before the job has succeeded"_s);
    QCOMPARE(lineOf(sideText(tab), u"Trained tokens"_s), u"— counted when the job has ended"_s);
    const JobDetails running = jobFile(u"running-finished-at-set"_s);
    tab.setJob(viewOf(running));
    QVERIFY(mainText(tab).contains(u"Training is done; the model is being evaluated."_s));
}

void TestOverviewTab::showTimeInEachStatus()
{
    OverviewTab tab;
    const JobDetails running = jobFile(u"running-finished-at-set"_s);
    tab.setJob(viewOf(running));
    QCOMPARE(lineOf(mainText(tab), u"Time in status"_s),
             u"Validating %1 → Queued %2 → Running %3"_s.arg(duration(200), duration(1600), duration(5400)));
    JobDetails done = jobFile(u"supervised-succeeded"_s);
    tab.setJob(viewOf(done));
    QVERIFY(lineOf(mainText(tab), u"Time in status"_s).endsWith(u"→ Succeeded"_s));
    done.history.clear();
    tab.setJob(viewOf(done, false));
    QVERIFY(lineOf(mainText(tab), u"Time in status"_s).isEmpty());
}

void TestOverviewTab::estimateOnlyInTheFuture()
{
    OverviewTab tab;
    const QString label = u"Estimated finish"_s;
    const JobDetails azure = jobFile(u"azure-minus-one-nulls"_s);
    tab.setJob(viewOf(azure));
    QVERIFY(lineOf(mainText(tab), label).startsWith(u"in "_s + duration(3600)));
    const JobDetails running = jobFile(u"running-finished-at-set"_s);
    tab.setJob(viewOf(running));
    QVERIFY(lineOf(mainText(tab), label).startsWith(u"unknown · the server's estimate, "_s));
    const JobDetails queued = jobFile(u"dpo-null-hyperparameters"_s);
    tab.setJob(viewOf(queued));
    QCOMPARE(lineOf(mainText(tab), label), u"unknown · the server gives no estimate"_s);
    const JobDetails done = jobFile(u"reinforcement-nested-multi"_s);
    tab.setJob(viewOf(done));
    QVERIFY(lineOf(mainText(tab), label).isEmpty());
}

void TestOverviewTab::summariseGraders()
{
    OverviewTab tab;
    const JobDetails details = jobFile(u"reinforcement-nested-multi"_s);
    tab.setJob(viewOf(details));
    const QString text = sideText(tab);
    QVERIFY(text.startsWith(u"Grader\nMulti: Policy outcome\n"_s));
    // 0.3 / (0.3 + 0.03 + 0.2 + 0.1 + 0.1)
    QCOMPARE(lineOf(text, u"String check"_s), u"exact Same verdict · 30 %"_s);
    QVERIFY(lineOf(text, u"Text similarity"_s).endsWith(u"50 %"_s));
    QVERIFY(text.contains(u"Label model: refusal · 100 %"_s));
    const JobDetails broken = jobFile(u"reinforcement-broken-formula"_s);
    tab.setJob(viewOf(broken));
    QVERIFY(sideText(tab).contains(u"0.5 * similarity_score +  0.5 * same) · 2 problem"_s));
    const JobDetails supervised = jobFile(u"supervised-succeeded"_s);
    tab.setJob(viewOf(supervised));
    QVERIFY(!sideText(tab).contains(u"Grader"_s));
}

void TestOverviewTab::keepOrder()
{
    OverviewTab tab;
    const JobDetails details = jobFile(u"supervised-succeeded"_s);
    tab.setJob(viewOf(details));
    const QString whole = mainText(tab) + u'\n' + sideText(tab);
    qsizetype at = -1;
    for (const QString &label :
         {u"Status"_s, u"Output model"_s, u"Base model"_s, u"Method"_s, u"Epochs"_s, u"Trained tokens"_s,
          u"Training file"_s, u"Integrations"_s, u"Metadata"_s, u"Other fields"_s}) {
        const qsizetype found = whole.startsWith(label) ? 0 : whole.indexOf(u'\n' + label);
        QVERIFY2(found > at, qPrintable(label));
        at = found;
    }
}

void TestOverviewTab::showUnknownFields()
{
    OverviewTab tab;
    const JobDetails details = jobFile(u"unknown-everything"_s);
    tab.setJob(viewOf(details));
    const QString text = sideText(tab);
    QCOMPARE(lineOf(text, u"carbon"_s), u"{\"grams\":4211.50,\"region\":\"eu-north\"}"_s);
    QCOMPARE(lineOf(text, u"priority"_s), u"3000000000"_s);
    QCOMPARE(lineOf(text, u"owner"_s), u"— empty"_s);
    QVERIFY(mainText(tab).contains(u"A status that this version does not know"_s));
    // Text from a server is text: markup stays, what would turn the line around is shown.
    ValueText *tags = nullptr;
    for (ValueText *value : tab.findChildren<ValueText *>()) {
        if (value->toPlainText().contains(u"<b>bold</b>"_s))
            tags = value;
    }
    QVERIFY(tags);
    QVERIFY(!tags->toPlainText().contains(QChar(0x202e)));
}

void TestOverviewTab::neverSayNull_data()
{
    QTest::addColumn<QString>("job");
    for (const QString &name : jobNames())
        QTest::newRow(qPrintable(name)) << name;
}

void TestOverviewTab::neverSayNull()
{
    QFETCH(QString, job);
    OverviewTab tab;
    const JobDetails details = jobFile(job);
    tab.setJob(viewOf(details));
    const QString text = mainText(tab) + u'\n' + sideText(tab);
    QVERIFY2(!text.contains(u": null"_s) && !text.contains(u"1970"_s), qPrintable(text));
    QVERIFY(text.contains(details.job.id));
    if (!details.job.trainingFile.isEmpty())
        QVERIFY(text.contains(details.job.trainingFile));
}

void TestOverviewTab::openFineTunedBase()
{
    OverviewTab tab;
    const JobDetails details = jobFile(u"dpo-null-hyperparameters"_s);
    tab.setJob(viewOf(details));
    showAt(tab, 1200, 700);
    QSignalSpy opened(&tab, &JobTab::openModelRequested);
    auto *base = tab.findChild<ValueText *>(u"factValue_model"_s);
    QVERIFY(base);
    QTest::mouseClick(base->viewport(), Qt::LeftButton, {}, QPoint(12, 6));
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened.first().first().toString(), details.job.model);
    base->setFocus();
    QTest::keyClick(base, Qt::Key_Return);
    QCOMPARE(opened.size(), 2);
    const JobDetails plain = jobFile(u"supervised-succeeded"_s);
    tab.setJob(viewOf(plain));
    QTest::mouseClick(tab.findChild<ValueText *>(u"factValue_model"_s)->viewport(), Qt::LeftButton, {},
                      QPoint(12, 6));
    QCOMPARE(opened.size(), 2);
}

void TestOverviewTab::copyTheOriginal()
{
    OverviewTab tab;
    JobDetails details = jobFile(u"failed-long-message"_s);
    details.job.error.message = u"a"_s.repeated(20000) + QChar(0x202e);
    tab.setJob(viewOf(details));
    showAt(tab, 1200, 700);
    auto *message = tab.findChild<ValueText *>(u"factValue_error_message"_s);
    QVERIFY(message->toPlainText().size() < 5000);
    auto *copy = tab.findChild<QToolButton *>(u"factCopy_error_message"_s);
    QVERIFY(copy->isHidden());
    message->setFocus();
    QVERIFY(!copy->isHidden());
    copy->click();
    QCOMPARE(QApplication::clipboard()->text(), details.job.error.message);
    QApplication::clipboard()->clear();
    QTest::keySequence(message, QKeySequence::Copy);
    QCOMPARE(QApplication::clipboard()->text(), details.job.error.message);
    // A number is copied as the server wrote it.
    auto *seed = tab.findChild<ValueText *>(u"factValue_created_at"_s);
    QTest::keySequence(seed, QKeySequence::Copy);
    QCOMPARE(QApplication::clipboard()->text(), u"1763450000"_s);
}

void TestOverviewTab::keepSelectionAndScrollOnRefresh()
{
    OverviewTab tab;
    JobDetails details = jobFile(u"running-finished-at-set"_s);
    tab.setJob(viewOf(details));
    showAt(tab, 700, 260);
    auto *bar = tab.findChild<QScrollArea *>()->verticalScrollBar();
    QVERIFY(bar->maximum() > 60);
    bar->setValue(50);
    auto *id = tab.findChild<ValueText *>(u"factValue_id"_s);
    id->selectAll();
    details.job.status = u"succeeded"_s;
    details.job.fineTunedModel = u"ft:gpt-4.1-nano-2025-04-14:acme::x"_s;
    tab.setJob(viewOf(details, false));
    settle();
    QCOMPARE(tab.findChild<ValueText *>(u"factValue_id"_s), id);
    QCOMPARE(id->textCursor().selectedText(), details.job.id);
    QCOMPARE(bar->value(), 50);
    QCOMPARE(lineOf(mainText(tab), u"Output model"_s), details.job.fineTunedModel);
}

void TestOverviewTab::arrangeByWidth()
{
    OverviewTab tab;
    const JobDetails details = jobFile(u"reinforcement-nested-multi"_s);
    tab.setJob(viewOf(details));
    showAt(tab, 1280, 700);
    auto *left = tab.findChild<FactsView *>(u"overviewFacts"_s);
    auto *right = tab.findChild<FactsView *>(u"overviewSide"_s);
    QVERIFY(tab.isWide());
    QVERIFY(right->x() > left->x() + 300);
    tab.resize(600, 700);
    settle();
    QVERIFY(!tab.isWide());
    QCOMPARE(right->x(), left->x());
    QVERIFY(right->y() >= left->geometry().bottom());
    QCOMPARE(left->labelWidth(), right->labelWidth());
    // Nothing is wider than the page, and every value is as high as its text.
    for (ValueText *value : tab.findChildren<ValueText *>()) {
        if (!value->isVisible())
            continue;
        QVERIFY2(value->height() >= int(value->document()->size().height()) - 1,
                 qPrintable(value->objectName()));
        QVERIFY(value->mapTo(&tab, QPoint(value->width(), 0)).x() <= tab.width());
    }
}

void TestOverviewTab::showTheHeadlineChart()
{
    OverviewTab tab;
    auto *middle = tab.findChild<HeadlineChart *>(u"headlineChart"_s);
    const auto show = [&tab](const DemoJob &job) {
        tab.setJob({&job.details, u"Demo"_s, u"127.0.0.1"_s, kNow, true, &job.records});
        settle();
    };
    showAt(tab, 1200, 420);
    show(demoJob(demo::showcase::NoMetrics));
    QVERIFY(middle->isHidden());
    QVERIFY(!middle->chart()); // nothing is made for nothing
    show(demoJob(demo::showcase::Overfitting));
    QVERIFY(middle->isVisible());
    QCOMPARE(middle->chart()->content().title, u"Loss"_s);
    QVERIFY(savePicture(tab, u"overview-chart-loss"_s));
    show(demoJob(demo::showcase::CountdownMulti));
    QCOMPARE(middle->chart()->content().title, u"Reward"_s);
    QVERIFY(savePicture(tab, u"overview-chart-reward"_s));
    QSignalSpy chosen(&tab, &JobTab::stepsChosen);
    tab.setSteps(StepRange{3, 9});
    QCOMPARE(chosen.size(), 0);
    middle->chart()->setFocus();
    QTest::keyClick(middle->chart(), Qt::Key_Delete);
    QCOMPARE(chosen.size(), 1);
    tab.resize(1000, 420);
    settle();
    QVERIFY(middle->isHidden());
}

QTEST_MAIN(TestOverviewTab)
#include "tst_overviewtab.moc"
