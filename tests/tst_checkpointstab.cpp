// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/metricsummary.h"
#include "support/jobrecords.h"
#include "ui/job/checkpointstab.h"
#include "ui/job/recordview.h"

#include <QClipboard>
#include <QLabel>
#include <QSignalSpy>
#include <QToolButton>

using namespace tuneboard;
using namespace tuneboard::test;
using namespace Qt::StringLiterals;

namespace {

template<class T>
T *part(QWidget &page, const char *name)
{
    auto *found = page.findChild<T *>(QString::fromLatin1(name));
    if (!found)
        qFatal("no %s", name);
    return found;
}

JobRecords recordsOf(const JobDetails &job, const QString &file)
{
    QFile bytes(dataPath(u"checkpoints/%1.json"_s).arg(file));
    if (!bytes.open(QIODevice::ReadOnly))
        qFatal("no %s", qPrintable(bytes.fileName()));
    JobRecords records = emptyRecords(job);
    auto checkpoints = std::make_shared<std::vector<Checkpoint>>();
    const auto page = readJson(bytes.readAll());
    const Value *rows = page.ok() ? page->find(u"data") : nullptr;
    for (const Value &value : rows ? rows->children : std::vector<Value>())
        checkpoints->push_back(readCheckpoint(value));
    records.checkpoints = checkpoints;
    return records;
}

} // namespace

class TestCheckpointsTab : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { useTheme(false); }
    void markTheBest();
    void saySoWithoutValidation();
    void takeOddOnes();
    void filterBySteps();
    void copyWhatIsSelected();
};

void TestCheckpointsTab::markTheBest()
{
    const JobDetails job = jobFile(u"supervised-succeeded"_s);
    const JobRecords records = recordsOf(job, u"supervised"_s);
    CheckpointsTab tab;
    showAt(tab, 1000, 300);
    tab.setJob({&job, u"Demo"_s, u"h"_s, kNow, true, &records});
    const BestCheckpoint best = bestCheckpoint(*records.checkpoints, u"supervised");
    QVERIFY(best.index);
    int marked = 0;
    for (int row = 0; row < tab.model()->rowCount(); ++row) {
        if (!tab.model()->index(row, 0).data(RecordsModel::MarkRole).toBool())
            continue;
        ++marked;
        QCOMPARE(tab.model()->checkpoint(row).id, (*records.checkpoints)[*best.index].id);
        QCOMPARE(tab.model()->index(row, 0).data().toString(), u"Best"_s);
    }
    QCOMPARE(marked, 1);
    QVERIFY(part<QLabel>(tab, "checkpointsRule")->text().contains(best.rule));
    QCOMPARE(tab.badge({&job, {}, {}, kNow, false, &records}), QString::number(records.checkpoints->size()));
}

void TestCheckpointsTab::saySoWithoutValidation()
{
    const JobDetails job = jobFile(u"supervised-succeeded"_s);
    JobRecords records = emptyRecords(job);
    records.checkpoints = std::make_shared<std::vector<Checkpoint>>(
        std::vector{checkpointOf(R"({"id":"a","step_number":3,"metrics":{"train_loss":1}})")});
    CheckpointsTab tab;
    showAt(tab, 1000, 300);
    tab.setJob({&job, u"Demo"_s, u"h"_s, kNow, true, &records});
    QCOMPARE(part<QLabel>(tab, "checkpointsRule")->text(), u"no validation data: not ranked"_s);
    records.checkpoints = std::make_shared<std::vector<Checkpoint>>();
    tab.setJob({&job, u"Demo"_s, u"h"_s, kNow, false, &records});
    QVERIFY(part<QLabel>(tab, "checkpointsEmpty")->isVisible());
    tab.setJob({&job, u"Demo"_s, u"h"_s, kNow, false, nullptr});
    QVERIFY(part<QLabel>(tab, "checkpointsEmpty")->isVisible());
}

void TestCheckpointsTab::takeOddOnes()
{
    const JobDetails job = jobFile(u"supervised-succeeded"_s);
    JobRecords records = recordsOf(job, u"odd"_s);
    auto more = *records.checkpoints;
    more.push_back(checkpointOf(R"({"id":"bare"})"));
    more.push_back(checkpointOf(R"({"id":"list","metrics":[1,2]})"));
    QByteArray wide = R"({"id":"wide","step_number":5,"metrics":{"a0":1)";
    for (int i = 1; i < 300; ++i)
        wide += ",\"a" + QByteArray::number(i) + "\":" + QByteArray::number(i);
    more.push_back(checkpointOf(wide + "}}"));
    records.checkpoints = std::make_shared<std::vector<Checkpoint>>(more);
    CheckpointsTab tab;
    showAt(tab, 1000, 300);
    tab.setJob({&job, u"Demo"_s, u"h"_s, kNow, true, &records});
    settle();
    QCOMPARE(tab.model()->rowCount(), int(more.size()));
    QVERIFY(tab.model()->columnCount() <= 105);
    QVERIFY(part<QLabel>(tab, "checkpointsRule")->text().contains(u"have no column"_s));
    QVERIFY(!tab.model()->toCsv().isEmpty());
}

void TestCheckpointsTab::filterBySteps()
{
    const JobDetails job = jobFile(u"supervised-succeeded"_s);
    JobRecords records = emptyRecords(job);
    records.checkpoints = std::make_shared<std::vector<Checkpoint>>(
        std::vector{checkpointOf(R"({"id":"a","step_number":50})"),
                    checkpointOf(R"({"id":"b","step_number":100})"), checkpointOf(R"({"id":"c"})")});
    CheckpointsTab tab;
    showAt(tab, 1000, 300);
    tab.setJob({&job, u"Demo"_s, u"h"_s, kNow, true, &records});
    QCOMPARE(tab.model()->rowCount(), 3);
    tab.setSteps(StepRange{60, 120});
    QCOMPARE(tab.model()->rowCount(), 1);
    auto *chip = part<QToolButton>(tab, "checkpointsSteps");
    QVERIFY(chip->isVisible());
    QSignalSpy chosen(&tab, &JobTab::stepsChosen);
    chip->click();
    QCOMPARE(chosen.size(), 1);
    tab.setSteps(std::nullopt);
    QVERIFY(!chip->isVisible());
    QCOMPARE(tab.model()->rowCount(), 3);
}

void TestCheckpointsTab::copyWhatIsSelected()
{
    const JobDetails job = jobFile(u"supervised-succeeded"_s);
    JobRecords records = emptyRecords(job);
    records.checkpoints = std::make_shared<std::vector<Checkpoint>>(std::vector{checkpointOf(
        R"({"id":"ftckpt_Ab12","step_number":50,"fine_tuned_model_checkpoint":"ft:gpt:x::y:ckpt-step-50"})")});
    CheckpointsTab tab;
    showAt(tab, 1000, 300);
    tab.setJob({&job, u"Demo"_s, u"h"_s, kNow, true, &records});
    auto *link = part<QToolButton>(tab, "checkpointsCopyLink");
    QVERIFY(!link->isEnabled());
    tab.table()->selectRow(0);
    QVERIFY(link->isEnabled());
    link->click();
    QCOMPARE(QApplication::clipboard()->text(), u"tuneboard://checkpoint/ftckpt_Ab12"_s);
    part<QToolButton>(tab, "checkpointsCopyModel")->click();
    QCOMPARE(QApplication::clipboard()->text(), u"ft:gpt:x::y:ckpt-step-50"_s);
}

QTEST_MAIN(TestCheckpointsTab)

#include "tst_checkpointstab.moc"
